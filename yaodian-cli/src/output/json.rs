//! JSON: an object a line, or one array.

use super::{book::Book, pen::Pen, target::Unwritten};
use yaodian::write::Row;

/// A row as a line of JSON Lines.
pub(super) fn line(row: &Row) -> String {
    serde_json::to_string(row).unwrap_or_default() + "\n"
}

/// One array of all rows.
#[derive(Default)]
pub(super) struct Array {
    begun: bool,
}

impl Book for Array {
    fn add(&mut self, row: Row, pen: &mut Pen) -> Result<(), Unwritten> {
        let lead = if std::mem::replace(&mut self.begun, true) { ",\n" } else { "[\n" };
        pen.put(&(lead.to_owned() + &serde_json::to_string_pretty(&row).unwrap_or_default()))
    }

    fn finish(self: Box<Self>, pen: &mut Pen) -> Result<usize, Unwritten> {
        pen.put(if self.begun { "\n]\n" } else { "[]\n" })?;
        Ok(0)
    }
}
