//! The output formats: a row of [`ABOUT`] each, and a file for what writes it.

use super::{
    Columns, book::Book, document::WordTable, json::Array, markdown, page::Page, qdpx::Project, separated,
    workbook::Workbook,
};
use anyhow::Result;
use serde::Serialize;
use std::path::Path;
#[cfg(not(feature = "tables"))]
use yaodian::read::Error;
use yaodian::write::Row;

/// The output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values, with a byte order mark for spreadsheet programs.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// An Excel workbook.
    Xlsx,
    /// A Parquet table.
    Parquet,
    /// A Markdown table.
    Md,
    /// For the eye.
    Text,
    /// IG Script of the Institutional Grammar 2.0, a statement a line.
    Igscript,
    /// A REFI-QDA project: texts, codes, coded passages.
    Qdpx,
    /// A table in a Word document.
    Docx,
    /// A table in a web page.
    Html,
}

/// What there is to know of a format.
struct About {
    format: Format,
    name: &'static str,
    /// What files of the kind end with, the usual one first.
    endings: &'static [&'static str],
    shape: Shape,
    /// Whether a terminal can't show it.
    binary: bool,
    writer: Writer,
}

/// What a format's rows look like.
#[derive(PartialEq, Eq)]
enum Shape {
    /// Records with what is nested in them.
    Nested,
    /// Cells under heads.
    Cells,
    /// Cells under heads, in a table of two texts.
    Marked,
    /// What is no row.
    Own,
}

/// What writes a format.
enum Writer {
    /// A line a row, under a head, each by itself.
    Lines { head: fn(&[String]) -> String, row: fn(&Row) -> String },
    /// All rows in their order.
    Book(fn(&Columns) -> Result<Box<dyn Book>>),
}

const fn no_head(_: &[String]) -> String {
    String::new()
}

const LINES: Writer = Writer::Lines { head: no_head, row: super::json::line };

/// In the order of [`Format`].
const ABOUT: [About; 12] = [
    About {
        format: Format::Json,
        name: "json",
        endings: &["json"],
        shape: Shape::Nested,
        binary: false,
        writer: Writer::Book(|_| Ok(Box::new(Array::default()))),
    },
    About {
        format: Format::Jsonl,
        name: "jsonl",
        endings: &["jsonl", "ndjson"],
        shape: Shape::Nested,
        binary: false,
        writer: LINES,
    },
    About {
        format: Format::Csv,
        name: "csv",
        endings: &["csv"],
        shape: Shape::Cells,
        binary: false,
        writer: Writer::Lines { head: separated::csv_head, row: separated::csv },
    },
    About {
        format: Format::Tsv,
        name: "tsv",
        endings: &["tsv"],
        shape: Shape::Cells,
        binary: false,
        writer: Writer::Lines { head: separated::tsv_head, row: separated::tsv },
    },
    About {
        format: Format::Xlsx,
        name: "xlsx",
        endings: &["xlsx"],
        shape: Shape::Cells,
        binary: true,
        writer: Writer::Book(|columns| Ok(Box::new(Workbook::new(&columns.heads)))),
    },
    About {
        format: Format::Parquet,
        name: "parquet",
        endings: &["parquet"],
        shape: Shape::Nested,
        binary: true,
        writer: Writer::Book(parquet),
    },
    About {
        format: Format::Md,
        name: "md",
        endings: &["md"],
        shape: Shape::Cells,
        binary: false,
        writer: Writer::Lines { head: markdown::head, row: markdown::row },
    },
    About {
        format: Format::Text,
        name: "text",
        endings: &["txt", "text"],
        shape: Shape::Own,
        binary: false,
        writer: LINES,
    },
    About {
        format: Format::Igscript,
        name: "igscript",
        endings: &["igscript", "ig"],
        shape: Shape::Own,
        binary: false,
        writer: LINES,
    },
    About {
        format: Format::Qdpx,
        name: "qdpx",
        endings: &["qdpx"],
        shape: Shape::Own,
        binary: true,
        writer: Writer::Book(|_| Ok(Box::new(Project::default()))),
    },
    About {
        format: Format::Docx,
        name: "docx",
        endings: &["docx"],
        shape: Shape::Marked,
        binary: true,
        writer: Writer::Book(|columns| Ok(Box::new(WordTable::new(&columns.heads)))),
    },
    About {
        format: Format::Html,
        name: "html",
        endings: &["html", "htm"],
        shape: Shape::Marked,
        binary: false,
        writer: Writer::Book(|columns| Ok(Box::new(Page::new(&columns.heads)))),
    },
];

#[cfg(feature = "tables")]
fn parquet(columns: &Columns) -> Result<Box<dyn Book>> {
    super::parquet::Table::new(columns).map(|table| Box::new(table) as Box<dyn Book>)
}

#[cfg(not(feature = "tables"))]
fn parquet(_: &Columns) -> Result<Box<dyn Book>> {
    Err(Error::NotBuilt("tables").into())
}

impl Format {
    /// The formats of rows, which every command has that prints some.
    pub const TABLES: [Self; 8] =
        [Self::Json, Self::Jsonl, Self::Csv, Self::Tsv, Self::Xlsx, Self::Parquet, Self::Md, Self::Text];
    /// All formats.
    pub const ALL: [Self; ABOUT.len()] = {
        let mut all = [Self::Json; ABOUT.len()];
        let mut i = 0;
        while i < all.len() {
            all[i] = ABOUT[i].format;
            i += 1;
        }
        all
    };

    const fn about(self) -> &'static About {
        &ABOUT[self as usize]
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        self.about().name
    }

    /// What files of the kind end with.
    pub(crate) const fn ending(self) -> &'static str {
        self.about().endings[0]
    }

    /// The format that a file's name tells, such as `out.csv`.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        ABOUT.iter().find(|about| about.endings.contains(&ending.as_str())).map(|about| about.format)
    }

    /// Whether its tables have heads.
    pub fn has_columns(self) -> bool {
        matches!(self.about().shape, Shape::Cells | Shape::Marked)
    }

    /// Whether its rows are records, with what is nested in them.
    pub fn is_nested(self) -> bool {
        self.about().shape == Shape::Nested
    }

    /// Whether a terminal can't show it.
    pub const fn is_binary(self) -> bool {
        self.about().binary
    }

    /// What makes a line of a row apart from all others; none where the order of rows must be known.
    pub(super) const fn line(self) -> Option<fn(&Row) -> String> {
        match self.about().writer {
            Writer::Lines { row, .. } => Some(row),
            Writer::Book(_) => None,
        }
    }

    /// What stands above the rows of a table.
    pub(super) fn head(self, columns: &[String]) -> String {
        match self.about().writer {
            Writer::Lines { head, .. } => head(columns),
            Writer::Book(_) => String::new(),
        }
    }

    /// What takes all rows in their order; none where each is a line by itself.
    pub(super) fn book(self, columns: &Columns) -> Result<Option<Box<dyn Book>>> {
        match self.about().writer {
            Writer::Lines { .. } => Ok(None),
            Writer::Book(open) => open(columns).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::ValueEnum;

    #[test]
    fn every_format_has_its_row_in_their_order() {
        assert_eq!(Format::ALL, Format::value_variants());
        for format in Format::ALL {
            assert_eq!(format.to_possible_value().unwrap().get_name(), format.name());
            assert_eq!(Format::of_path(Path::new(&format!("a.{}", format.ending()))), Some(format));
            assert!(
                Format::TABLES.contains(&format)
                    == (format.is_nested() || format.about().shape == Shape::Cells || format == Format::Text)
            );
        }
    }
}
