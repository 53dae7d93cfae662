//! Records and rows: what was found, as it is written.

mod bench;
mod coverage;
mod diff;
mod directive;
mod explain;
mod record;
pub mod report;
mod reuse;
mod row;
mod rows;

pub use bench::*;
pub use coverage::{Covered, coverage_rows};
pub use diff::{Compared, Difference, Mark, Segment, change_rows, diff_rows, diff_summary_row};
pub use directive::DirectiveRecord;
pub use explain::ExplainRecord;
pub(crate) use record::findings;
pub use record::{
    CopyRecord, CountsRecord, DocumentRecord, FindingRecord, ItemRecord, KeywordRecord, ListRecord, MadeBy,
    RowKind, TableRecord, columns, document, schema_of,
};
pub use reuse::{reuse_cluster_row, reuse_item_row, reuse_matrix_row, reuse_name_rows, reuse_row};
pub use row::{Row, TokenRow, directive_rows, item_rows, row, split_row, token_rows};
pub use rows::Rows;

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
pub fn named(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

impl<'a> Place<'a> {
    /// Start, end and line of a span of the cleaned text.
    pub fn of(&self, span: Span) -> (usize, usize, usize) {
        let Located { start, end, line } = self.cleaned.locate(span, self.unit);
        (start, end, line)
    }

    /// The repaired text of a span.
    pub fn text(&self, span: Span) -> &'a str {
        span.of(self.cleaned.written())
    }
}
