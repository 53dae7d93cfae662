//! The lines that tell what an index has.

use crate::reuse::store::Entry;
use serde::{Deserialize, Serialize};
use std::{
    fs::File,
    io::{self, BufRead, BufWriter, Write},
};

/// A line.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Line {
    /// A file; they are numbered in their order, from 0.
    File {
        /// The whole path.
        path: String,
        /// Of what it holds.
        sha256: String,
    },
    /// A document; they are numbered in their order, from 0.
    Document(Filed),
    /// The number of a document that is no more.
    Gone(u32),
}

/// A document as the lines tell of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::reuse) struct Filed {
    /// The file, as it was named.
    pub(in crate::reuse) path: String,
    /// The document's number in its file, from 1.
    pub(in crate::reuse) document: usize,
    /// The hash of its file, name, number and text.
    pub(in crate::reuse) name: u64,
    /// What it is ordered by.
    pub(in crate::reuse) date: Option<String>,
    /// The whole path of the file that it came from.
    pub(in crate::reuse) file: Option<String>,
    /// Where it stands.
    pub(in crate::reuse) entry: Entry,
}

/// Reads lines.
pub(super) fn read(lines: impl BufRead, mut each: impl FnMut(Line)) -> io::Result<()> {
    for (i, line) in lines.lines().enumerate() {
        let line = serde_json::from_str(&line?);
        each(line.map_err(|why| io::Error::other(format!("{}: {why}", i + 1)))?);
    }
    Ok(())
}

/// Writes lines.
pub(super) fn write(file: &mut File, lines: &[Line]) -> io::Result<()> {
    let mut file = BufWriter::new(file);
    for line in lines {
        serde_json::to_writer(&mut file, line)?;
        file.write_all(b"\n")?;
    }
    file.flush()
}
