//! Parts of the output, rendered as far as a worker's thread can.

use super::{Format, qdpx::CodedText, spool::Spool};
use serde::Serialize;
use serde_json::Value;
use std::io::{self, Write};
use yaodian::write::{Row, row};

/// A part of the output, made in a worker's thread.
#[derive(Debug)]
pub enum Piece {
    /// Rendered already.
    Text(Spool),
    /// Rows as lines of JSON, which the sink renders: as maps they would take ten times the memory.
    Lines(Spool),
    /// Rows that the sink numbers and renders.
    Rows(Vec<Row>),
    /// Texts with coded passages.
    Coded(Vec<CodedText>),
}

impl Piece {
    /// A text that is rendered already.
    pub fn text(text: String) -> Self {
        Self::Text(text.into())
    }

    /// Renders rows as far as it can be done apart from the rest, each as it comes: many small rows would take much memory.
    pub fn rows(rows: impl IntoIterator<Item = Row>, format: Format) -> Self {
        let mut lines = Spool::default();
        let lined = if matches!(format, Format::Json | Format::Xlsx) { Format::Jsonl } else { format };
        rows.into_iter().for_each(|row| lines.push(rendered(&row, lined).as_bytes()));
        Self::lines(lines, format)
    }

    /// A piece without rows.
    pub fn empty(format: Format) -> Self {
        Self::lines(Spool::default(), format)
    }

    const fn lines(lines: Spool, format: Format) -> Self {
        match format {
            Format::Json | Format::Xlsx => Self::Lines(lines),
            _ => Self::Text(lines),
        }
    }

    /// Adds a record as a row and renders it at once where it can be done: many small rows would take much memory.
    pub fn add(&mut self, record: &impl Serialize, format: Format) {
        match self {
            Self::Text(text) if format != Format::Jsonl => {
                text.push(rendered(&row(record), format).as_bytes())
            }
            Self::Text(lines) | Self::Lines(lines) => {
                lines.push(serde_json::to_string(record).unwrap_or_default().as_bytes());
                lines.push(b"\n");
            }
            Self::Rows(rows) => rows.push(row(record)),
            Self::Coded(_) => {}
        }
    }

    /// This and what follows it in one.
    ///
    /// # Errors
    /// The file in which a part of it waits can't be read.
    pub fn and(mut self, next: Self) -> io::Result<Self> {
        match (&mut self, next) {
            // Nothing came before: one text's output may be all there is room for.
            (Self::Text(text), other) if text.is_empty() => return Ok(other),
            (Self::Text(a), Self::Text(b)) | (Self::Lines(a), Self::Lines(b)) => a.append(b)?,
            (Self::Rows(a), Self::Rows(b)) => a.extend(b),
            (Self::Coded(a), Self::Coded(b)) => a.extend(b),
            _ => {}
        }
        Ok(self)
    }

    /// A JSON object of its own.
    ///
    /// # Errors
    /// The value has none.
    pub fn json(value: &impl Serialize, format: Format) -> io::Result<Self> {
        let mut line = Spool::default();
        serde_json::to_writer(&mut line, value)?;
        line.write_all(b"\n")?;
        Ok(Self::lines(line, format))
    }
}

/// A row as a line of its format.
pub(super) fn rendered(row: &Row, format: Format) -> String {
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
pub(crate) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("；"),
        other => other.to_string(),
    }
}

/// What spreadsheet programs may take for the beginning of a formula, also behind a tab or a line's end, and in the wide
/// forms that Chinese input methods type.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// A value as it stands in a cell that a spreadsheet reads as it likes: text that it would take for a formula gets an
/// apostrophe before it.
pub(super) fn plain(value: &Value) -> String {
    let text = cell(value);
    if !value.is_number() && text.starts_with(FORMULA) { format!("'{text}") } else { text }
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
    format!("| {} |\n", cells.map(|text| escaped(&text)).collect::<Vec<_>>().join(" | "))
}

/// A text in a cell of a Markdown table: on one line, without HTML, whatever it holds.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '|' | '\\' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '&' if is_entity(&text[at..]) => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Whether a text opens with what HTML reads as a character: &lt; &#35201;
fn is_entity(text: &str) -> bool {
    const LONGEST: usize = 33;
    let name = text[1..].bytes().take(LONGEST);
    let length = name.take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    length > 0 && text[1 + length..].starts_with(';')
}

/// What stands above the rows of a table.
pub(super) fn table_head(format: Format, columns: &[String]) -> String {
    let names = || columns.iter().map(|name| plain(&name.as_str().into()));
    match format {
        Format::Csv => format!("\u{FEFF}{}", separated(names(), ',')),
        Format::Tsv => separated(names(), '\t'),
        Format::Md => markdown(names()) + &markdown(names().map(|_| "---".to_owned())),
        _ => String::new(),
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
        for sign in FORMULA {
            assert!(plain(&format!("{sign}1+1").into()).starts_with('\''), "{sign:?}");
        }
    }

    #[test]
    fn a_cell_of_markdown_holds_no_html_and_ends_where_it_should() {
        assert_eq!(escaped("a\\|b|<b>&lt;&c R&D\n"), "a\\\\\\|b\\|&lt;b>&amp;lt;&c R&D ");
    }
}
