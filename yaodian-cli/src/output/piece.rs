//! Parts of the output, rendered as far as a worker's thread can.

use super::{Format, coded::CodedText, json, spool::Spool};
use serde::Serialize;
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
        let line = format.line().unwrap_or(json::line);
        rows.into_iter().for_each(|row| lines.push(line(&row).as_bytes()));
        Self::lines(lines, format)
    }

    /// A piece without rows.
    pub fn empty(format: Format) -> Self {
        Self::lines(Spool::default(), format)
    }

    const fn lines(lines: Spool, format: Format) -> Self {
        if format.line().is_some() { Self::Text(lines) } else { Self::Lines(lines) }
    }

    /// Adds a record as a row and renders it at once where it can be done: many small rows would take much memory.
    pub fn add(&mut self, record: &impl Serialize, format: Format) {
        match (self, format.line()) {
            (Self::Text(text), Some(line)) if format != Format::Jsonl => {
                text.push(line(&row(record)).as_bytes())
            }
            (Self::Text(lines) | Self::Lines(lines), _) => {
                lines.push(serde_json::to_string(record).unwrap_or_default().as_bytes());
                lines.push(b"\n");
            }
            (Self::Rows(rows), _) => rows.push(row(record)),
            (Self::Coded(_), _) => {}
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
