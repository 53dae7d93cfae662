//! Formats that are more than a line a row: what is written of one depends on the rows before it, or on all.

use super::{coded::CodedText, pen::Pen, target::Unwritten};
use std::io;
use yaodian::write::Row;

/// What takes the rows of an output in their order and writes them.
pub(super) trait Book {
    /// Takes a row.
    ///
    /// # Errors
    /// It can't be written.
    fn add(&mut self, row: Row, pen: &mut Pen) -> Result<(), Unwritten>;

    /// Takes a row as a line of JSON.
    ///
    /// # Errors
    /// It can't be written.
    fn line(&mut self, line: &str, pen: &mut Pen) -> Result<(), Unwritten> {
        let row = pen.told(serde_json::from_str(line).map_err(io::Error::other))?;
        self.add(row, pen)
    }

    /// Takes texts with coded passages, where the format is made of those.
    fn coded(&mut self, _texts: Vec<CodedText>) {}

    /// Bytes that it holds back, and could write out.
    fn held(&self) -> usize {
        0
    }

    /// Writes out what it can.
    ///
    /// # Errors
    /// It can't be written.
    fn relieve(&mut self, _pen: &mut Pen) -> Result<(), Unwritten> {
        Ok(())
    }

    /// Writes what is left. Gives how many cells had to be cut.
    ///
    /// # Errors
    /// It can't be written.
    fn finish(self: Box<Self>, pen: &mut Pen) -> Result<usize, Unwritten>;
}
