//! Where output goes, in the format asked for.

use super::{
    Row,
    qdpx::{self, CodedText},
    row::row,
    workbook::workbook,
};
use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::Value;
use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

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
    /// A Markdown table.
    Md,
    /// For the eye.
    Text,
    /// IG Script of the Institutional Grammar 2.0, a statement a line.
    Igscript,
    /// A REFI-QDA project: texts, codes, coded passages.
    Qdpx,
}

impl Format {
    /// The formats of rows.
    pub const TABLES: [Self; 7] =
        [Self::Json, Self::Jsonl, Self::Csv, Self::Tsv, Self::Xlsx, Self::Md, Self::Text];
    /// All formats.
    pub const ALL: [Self; 9] = [
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Tsv,
        Self::Xlsx,
        Self::Md,
        Self::Text,
        Self::Igscript,
        Self::Qdpx,
    ];

    /// Its name, which files of the kind end with.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Xlsx => "xlsx",
            Self::Md => "md",
            Self::Text => "text",
            Self::Igscript => "igscript",
            Self::Qdpx => "qdpx",
        }
    }

    /// The format that a file's name tells, such as `out.csv`.
    pub fn of_path(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::Jsonl,
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "xlsx" => Self::Xlsx,
            "md" => Self::Md,
            "txt" | "text" => Self::Text,
            "ig" | "igscript" => Self::Igscript,
            "qdpx" => Self::Qdpx,
            _ => return None,
        })
    }

    /// Whether its tables have heads.
    pub const fn has_columns(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::Xlsx | Self::Md)
    }

    /// Whether a terminal can't show it.
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Qdpx)
    }
}

/// A part of the output, made in a worker's thread.
#[derive(Debug)]
pub enum Piece {
    /// Rendered already.
    Text(String),
    /// Rows that the sink renders.
    Rows(Vec<Row>),
    /// Texts with coded passages.
    Coded(Vec<CodedText>),
}

impl Piece {
    /// Renders rows as far as it can be done apart from the rest.
    pub fn rows(rows: Vec<Row>, format: Format) -> Self {
        match format {
            Format::Json | Format::Xlsx => Self::Rows(rows),
            format => Self::Text(rows.iter().map(|r| rendered(r, format)).collect()),
        }
    }

    /// A piece without rows.
    pub(super) const fn empty(format: Format) -> Self {
        match format {
            Format::Json | Format::Xlsx => Self::Rows(Vec::new()),
            _ => Self::Text(String::new()),
        }
    }

    /// Adds a record as a row and renders it at once where it can be done: many small rows would take much memory.
    pub(super) fn add(&mut self, record: &impl Serialize, format: Format) {
        match self {
            Self::Text(text) if format == Format::Jsonl => {
                text.push_str(&serde_json::to_string(record).unwrap_or_default());
                text.push('\n');
            }
            Self::Text(text) => text.push_str(&rendered(&row(record), format)),
            Self::Rows(rows) => rows.push(row(record)),
            Self::Coded(_) => {}
        }
    }

    /// This and what follows it in one.
    pub fn and(self, next: Self) -> Self {
        match (self, next) {
            (Self::Text(a), Self::Text(b)) => Self::Text(a + &b),
            (Self::Rows(mut a), Self::Rows(b)) => {
                a.extend(b);
                Self::Rows(a)
            }
            (Self::Coded(mut a), Self::Coded(b)) => {
                a.extend(b);
                Self::Coded(a)
            }
            (Self::Text(text), other) if text.is_empty() => other,
            (first, _) => first,
        }
    }

    /// A JSON object of its own.
    pub fn json(value: &impl Serialize, format: Format) -> Result<Self> {
        if format == Format::Json
            && let Value::Object(map) = serde_json::to_value(value)?
        {
            return Ok(Self::Rows(vec![map]));
        }
        Ok(Self::Text(serde_json::to_string(value)? + "\n"))
    }
}

/// A row as a line of its format.
fn rendered(row: &Row, format: Format) -> String {
    match format {
        Format::Csv => separated(row.values().map(plain), ','),
        Format::Tsv => separated(row.values().map(plain), '\t'),
        Format::Md => markdown(row.values().map(cell)),
        _ => line(&Value::Object(row.clone())),
    }
}

fn line(value: &Value) -> String {
    format!("{value}\n")
}

/// A value as it stands in a cell: lists joined, nothing for null.
pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("；"),
        other => other.to_string(),
    }
}

/// A value as it stands in a cell that a spreadsheet reads as it likes: text that it would take for a formula gets an
/// apostrophe before it.
fn plain(value: &Value) -> String {
    let text = cell(value);
    if !value.is_number() && text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}

/// A line of separated cells, quoted after RFC 4180 where they must be.
fn separated(cells: impl Iterator<Item = String>, separator: char) -> String {
    let quote = |text: String| {
        let text = if separator == '\t' { text.replace(['\t', '\n', '\r'], " ") } else { text };
        if text.contains([separator, '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    cells.map(quote).collect::<Vec<_>>().join(&separator.to_string()) + "\n"
}

fn markdown(cells: impl Iterator<Item = String>) -> String {
    let escape = |text: String| text.replace('|', "\\|").replace(['\n', '\r'], " ");
    format!("| {} |\n", cells.map(escape).collect::<Vec<_>>().join(" | "))
}

/// Takes pieces in order and writes them.
pub struct Sink {
    out: Box<dyn Write>,
    format: Format,
    columns: Vec<String>,
    begun: bool,
    /// How many rows came so far: the first cell of a task row is its number.
    count: u64,
    rows: Vec<Row>,
    texts: Vec<CodedText>,
}

impl Sink {
    /// A sink to the file `path`, or to standard output; `columns` head tables.
    pub fn new(path: Option<&Path>, format: Format, columns: Vec<String>) -> Result<Self> {
        let out: Box<dyn Write> = match path {
            Some(path) => Box::new(BufWriter::new(
                File::create(path).with_context(|| format!("{}: can't be written", path.display()))?,
            )),
            None => Box::new(BufWriter::with_capacity(1 << 16, io::stdout())),
        };
        Ok(Self { out, format, columns, begun: false, count: 0, rows: Vec::new(), texts: Vec::new() })
    }

    /// Heads tables with other columns, where only what was read tells them; before the first piece.
    pub fn head(&mut self, columns: Vec<String>) {
        self.columns = columns;
    }

    /// Writes a piece.
    pub fn write(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            Piece::Text(text) => {
                self.begin()?;
                self.out.write_all(text.as_bytes())
            }
            Piece::Rows(rows) => rows.into_iter().try_for_each(|row| self.row(row)),
            Piece::Coded(texts) => {
                self.texts.extend(texts);
                Ok(())
            }
        }
    }

    fn row(&mut self, mut row: Row) -> io::Result<()> {
        self.count += 1;
        if let Some(number) = row.values_mut().next().filter(|v| v.is_null()) {
            *number = self.count.into();
        }
        match self.format {
            Format::Xlsx => {
                self.rows.push(row);
                Ok(())
            }
            Format::Json => {
                let lead: &[u8] = if self.begun { b",\n" } else { b"[\n" };
                self.begun = true;
                self.out.write_all(lead)?;
                Ok(serde_json::to_writer_pretty(&mut self.out, &row)?)
            }
            format => {
                self.begin()?;
                self.out.write_all(rendered(&row, format).as_bytes())
            }
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let names = || self.columns.iter().map(|name| plain(&name.as_str().into()));
        let head = match self.format {
            Format::Csv => format!("\u{FEFF}{}", separated(names(), ',')),
            Format::Tsv => separated(names(), '\t'),
            Format::Md => markdown(names()) + &markdown(names().map(|_| "---".to_owned())),
            _ => String::new(),
        };
        self.out.write_all(head.as_bytes())
    }

    /// Writes out what is held back: now is the time for whoever reads along.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Closes the output.
    pub fn finish(mut self) -> Result<()> {
        match self.format {
            Format::Json => self.out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?,
            Format::Xlsx => self.out.write_all(&workbook(&self.columns, &self.rows)?)?,
            Format::Qdpx => self.out.write_all(&qdpx::project(&self.texts)?)?,
            Format::Csv | Format::Tsv | Format::Md => self.begin()?,
            Format::Jsonl | Format::Text | Format::Igscript => {}
        }
        self.out.flush()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let cells = [Value::from("a,b"), "=1+1".into(), "说“好”".into(), "\"x\"".into(), (-1.5).into()];
        let line = separated(cells.iter().map(plain), ',');
        assert_eq!(line, "\"a,b\",'=1+1,说“好”,\"\"\"x\"\"\",-1.5\n");
    }
}
