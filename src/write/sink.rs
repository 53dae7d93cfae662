//! Where output goes, in the format asked for.

use super::Row;
use anyhow::{Context, Result};
use rust_xlsxwriter::{Format as CellFormat, Workbook};
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
}

impl Format {
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
            _ => return None,
        })
    }

    /// Whether rows of this format are written as they come.
    pub const fn streams(self) -> bool {
        !matches!(self, Self::Xlsx)
    }
}

/// A part of the output, made in a worker's thread.
#[derive(Debug)]
pub enum Piece {
    /// Rendered already.
    Text(String),
    /// Rows, for formats that need to see them all.
    Rows(Vec<Row>),
}

impl Piece {
    /// Renders rows as far as it can be done apart from the rest.
    pub fn rows(rows: Vec<Row>, format: Format) -> Self {
        match format {
            Format::Jsonl => Self::Text(rows.iter().map(|r| line(&Value::Object(r.clone()))).collect()),
            Format::Csv => Self::Text(rows.iter().map(|r| separated(r.values().map(cell), ',')).collect()),
            Format::Tsv => Self::Text(rows.iter().map(|r| separated(r.values().map(cell), '\t')).collect()),
            Format::Md => Self::Text(rows.iter().map(|r| markdown(r.values().map(cell))).collect()),
            Format::Json | Format::Xlsx | Format::Text => Self::Rows(rows),
        }
    }

    /// A JSON object of its own.
    pub fn json(value: &impl Serialize, format: Format) -> Result<Self> {
        let value = serde_json::to_value(value)?;
        Ok(match (format, value) {
            (Format::Json, Value::Object(map)) => Self::Rows(vec![map]),
            (_, value) => Self::Text(line(&value)),
        })
    }
}

fn line(value: &Value) -> String {
    format!("{value}\n")
}

/// A value as it stands in a cell: lists joined, nothing for null.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("；"),
        other => other.to_string(),
    }
}

/// A line of separated cells, quoted after RFC 4180 where they must be. A cell that a spreadsheet would take
/// for a formula gets an apostrophe before it.
fn separated(cells: impl Iterator<Item = String>, separator: char) -> String {
    let quote = |text: String| {
        let text = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text };
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
    rows: Vec<Row>,
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
        Ok(Self { out, format, columns, begun: false, rows: Vec::new() })
    }

    /// Writes a piece.
    pub fn write(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            Piece::Text(text) => {
                self.begin()?;
                self.out.write_all(text.as_bytes())
            }
            Piece::Rows(rows) if self.format == Format::Xlsx => {
                self.rows.extend(rows);
                Ok(())
            }
            Piece::Rows(rows) => {
                for row in rows {
                    let lead: &[u8] = if self.begun { b",\n" } else { b"[\n" };
                    self.begun = true;
                    self.out.write_all(lead)?;
                    serde_json::to_writer_pretty(&mut self.out, &row)?;
                }
                Ok(())
            }
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let names = || self.columns.iter().cloned();
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
            Format::Xlsx => self.workbook()?,
            Format::Csv | Format::Tsv | Format::Md => self.begin()?,
            Format::Jsonl | Format::Text => {}
        }
        self.out.flush()?;
        Ok(())
    }

    fn workbook(&mut self) -> Result<()> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let head = CellFormat::new().set_bold();
        for (column, name) in (0u16..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, name, &head)?;
        }
        for (line, row) in (1u32..).zip(&self.rows) {
            for (column, value) in (0u16..).zip(row.values()) {
                match value {
                    Value::Number(number) => {
                        sheet.write_number(line, column, number.as_f64().unwrap_or_default())?
                    }
                    // A cell holds 32,767 characters.
                    other => sheet.write_string(
                        line,
                        column,
                        cell(other).chars().take(32_000).collect::<String>(),
                    )?,
                };
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        self.out.write_all(&book.save_to_buffer()?)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let cells = ["a,b", "=1+1", "说“好”", "\"x\""].map(str::to_owned);
        assert_eq!(separated(cells.into_iter(), ','), "\"a,b\",'=1+1,说“好”,\"\"\"x\"\"\"\n");
    }
}
