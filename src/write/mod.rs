//! Records, rows and how they look: one file a form.

mod bench;
mod carry;
mod color;
mod directive;
mod explain;
mod format;
mod grid;
mod igscript;
mod kwic;
mod piece;
mod qdpx;
mod record;
mod row;
mod rows;
mod sink;
mod spool;
mod table;
mod target;
mod task;
mod terminal;
mod tree;
mod workbook;

pub use bench::*;
pub use carry::{FIELDS, carried_name, carry};
pub use color::Palette;
pub use format::Format;
pub use grid::{Column, Kind, grid, wrapped};
pub use igscript::igscript;
pub use kwic::kwic_line;
pub use piece::Piece;
pub use qdpx::{CodedText, coded};
pub use record::{DocumentRecord, RowKind, columns, document, schema_of};
pub use row::{Row, directive_rows, item_rows, split_row, tokens};
pub use rows::Rows;
pub use sink::{Layout, Sink};
pub use table::{clip, directives as directive_table};
pub use target::Unwritten;
pub use task::{Headers, task_rows};
pub use terminal::visible;
pub use tree::{genre_name, outline as outline_tree, report};

use crate::{
    clean::Cleaned,
    read::Metadata,
    source::{Located, Span, Unit},
};

/// What a record says of the file that it comes from, and how it counts places.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The path as the user named it, `-` for standard input.
    pub path: &'a str,
    /// How the file was read.
    pub format: &'a str,
    /// Its encoding.
    pub encoding: &'a str,
    /// What the file says about itself.
    pub metadata: &'a Metadata,
    /// The repaired text, and through it the source.
    pub cleaned: &'a Cleaned<'a>,
    /// What `start` and `end` count.
    pub unit: Unit,
    /// Whether records say which rule found what.
    pub explain: bool,
}

/// The name that a value of an enumeration has in records.
fn named(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

impl Place<'_> {
    /// Start, end and line of a span of the cleaned text.
    fn of(&self, span: Span) -> (usize, usize, usize) {
        let Located { start, end, line } = self.cleaned.locate(span, self.unit);
        (start, end, line)
    }

    fn text(&self, span: Span) -> &str {
        span.of(self.cleaned.written())
    }
}
