//! Blocks of the page: JSON, deflated and in base64, each in an element that no browser runs.

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::DeflateEncoder};
use std::{
    fs::File,
    io::{self, BufWriter, Seek, Write},
};

/// How many bytes of JSON a block holds before the next one begins: few blocks for a search that goes through all, little to
/// open for one document.
const FULL: usize = 256 << 10;

/// Lists of values in blocks, which wait in a file without a name.
pub(super) struct Blocks {
    /// What the blocks' names begin with.
    kind: char,
    file: BufWriter<File>,
    /// How many blocks are in the file.
    count: usize,
    /// The block that grows: values of JSON, and how many they are.
    held: String,
    values: usize,
}

impl Blocks {
    pub(super) fn new(kind: char) -> io::Result<Self> {
        let file = BufWriter::new(tempfile::tempfile()?);
        Ok(Self { kind, file, count: 0, held: String::new(), values: 0 })
    }

    /// Adds a value, given as JSON; gives the number of its block and its place there.
    pub(super) fn add(&mut self, json: &str) -> io::Result<(usize, usize)> {
        if self.held.len() > FULL {
            self.end()?;
        }
        self.held.push(if self.values == 0 { '[' } else { ',' });
        self.held.push_str(json);
        self.values += 1;
        Ok((self.count, self.values - 1))
    }

    /// Adds a value in a block of its own, whose number it gives.
    pub(super) fn whole(&mut self, json: &str) -> io::Result<usize> {
        self.end()?;
        let (block, _) = self.add(json)?;
        self.end()?;
        Ok(block)
    }

    /// Ends the block that grows.
    fn end(&mut self) -> io::Result<()> {
        if self.values > 0 {
            self.held.push(']');
            element(&format!("{}{}", self.kind, self.count), &self.held, &mut self.file)?;
            self.held.clear();
            self.values = 0;
            self.count += 1;
        }
        Ok(())
    }

    /// Writes all blocks.
    pub(super) fn write(mut self, out: &mut dyn Write) -> io::Result<()> {
        self.end()?;
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        io::copy(&mut file, out).map(drop)
    }
}

/// Writes a block under a name.
pub(super) fn element(name: &str, json: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(json.len() / 2), Compression::default());
    encoder.write_all(json.as_bytes())?;
    let packed = STANDARD.encode(encoder.finish()?);
    writeln!(out, "<script type=\"application/octet-stream\" id=\"{name}\">{packed}</script>")
}
