//! A part of the inputs that is worked on by itself.

use super::{
    option::{Options, Reading},
    origin::Origin,
};
use serde_json::{Map, Value};
use std::{ops::ControlFlow, path::Path};
use yaodian::{
    finding::Finding,
    read::{Error, Read},
    record::{self, Record},
    say,
};

/// A part of the inputs that is worked on by itself.
#[derive(Debug)]
pub enum Portion<'i> {
    /// A file as a whole.
    Whole(&'i Path),
    /// A file of an archive, or standard input.
    Entry {
        /// The archive's name and its own; `-` for standard input.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
    /// A row of a table.
    Row(Row),
    /// A line of JSON Lines: a row, or a document that `analyze` wrote.
    Line {
        /// Where it stands.
        name: String,
        /// Its number, from 1.
        number: usize,
        /// The line.
        text: String,
    },
    /// What could not be read, or not further: its name and why.
    Broken(String, String),
    /// What is to be told.
    Note(String),
}

/// Takes a portion; breaks where no more are wanted.
pub(super) type Give<'g, 'i> = &'g mut dyn FnMut(Portion<'i>) -> ControlFlow<()>;

/// A row of a table.
#[derive(Debug)]
pub struct Row {
    /// The table's name.
    pub table: String,
    /// Its number, from 1, the head not counted; of JSON Lines that of its line.
    pub number: usize,
    /// `csv`, `tsv`, `jsonl` or `parquet`.
    pub format: &'static str,
    /// The table's encoding.
    pub encoding: &'static str,
    /// Its cells by their columns.
    pub cells: Map<String, Value>,
    /// What looks wrong with it.
    pub findings: Vec<Finding>,
}

/// What a portion holds.
pub enum Opened {
    /// A text, and its name in records.
    Text(String, Box<Read>),
    /// A document that `analyze` wrote.
    Record(Box<Record>),
}

impl Portion<'_> {
    /// Its name in messages.
    pub fn name(&self) -> String {
        match self {
            Self::Whole(path) => path.display().to_string(),
            Self::Entry { name, .. } | Self::Broken(name, _) => name.clone(),
            Self::Row(row) => format!("{}: row {}", row.table, row.number),
            Self::Line { name, number, .. } => format!("{name}:{number}"),
            Self::Note(_) => String::new(),
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// It can't be read.
    pub fn open(&self, options: &Options) -> Result<Opened, Error> {
        let text = |name: String, read: Read| Opened::Text(name, Box::new(read));
        match self {
            Self::Whole(path) => Ok(text(path.display().to_string(), Origin::File(path).read(options)?)),
            Self::Entry { name, bytes } => Ok(text(name.clone(), Origin::Bytes(name, bytes).read(options)?)),
            Self::Row(row) => {
                let (name, read) = options.row(row)?;
                Ok(text(name, read))
            }
            Self::Line { name, number, text: line } => {
                let line = line.trim_start_matches('\u{FEFF}');
                if is_record(line) {
                    return match options.reading {
                        Reading::Records(unit) => Ok(Opened::Record(Box::new(record::record(line, unit)?))),
                        Reading::Texts => Err(Error::Recorded),
                    };
                }
                let cells = serde_json::from_str::<Map<String, Value>>(line).map_err(|error| {
                    Error::Part(say!("line-no-object", error = yaodian::message::detail(error)))
                })?;
                let (format, encoding) = ("jsonl", encoding_rs::UTF_8.name());
                let (table, number) = (name.clone(), *number);
                let row = Row { table, number, format, encoding, cells, findings: Vec::new() };
                let (name, read) = options.row(&row)?;
                Ok(text(name, read))
            }
            Self::Broken(_, why) => Err(Error::Part(why.clone())),
            Self::Note(_) => Err(Error::Empty),
        }
    }

    /// Whether it is not the first of its input.
    pub(super) const fn follows(&self) -> bool {
        match self {
            Self::Line { number, .. } => *number > 1,
            Self::Row(row) => row.number > 1,
            Self::Entry { .. } | Self::Note(_) => true,
            Self::Whole(_) | Self::Broken(..) => false,
        }
    }

    /// About the bytes that it holds in memory while it waits.
    pub(super) fn held(&self) -> usize {
        match self {
            Self::Line { text, .. } => text.len(),
            Self::Entry { bytes, .. } => bytes.len(),
            Self::Row(row) => row.cells.values().filter_map(Value::as_str).map(str::len).sum(),
            Self::Whole(_) | Self::Broken(..) | Self::Note(_) => 0,
        }
    }
}

/// Whether a line of JSON is a document that `analyze` wrote, by the fields that only such have.
pub(super) fn is_record(line: &str) -> bool {
    line.contains("\"anchors\":") && line.contains("\"offsets\":")
}
