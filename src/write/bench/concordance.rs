//! Places in their context.

use super::super::{Row, row::row};
use crate::{
    lexis::{Line, Text},
    source::{Located, Span, Unit},
};
use schemars::JsonSchema;
use serde::Serialize;

/// A place in a document, with what stands around it.
#[derive(Serialize, JsonSchema)]
pub(in crate::write) struct KwicRow<'a> {
    /// The file.
    path: &'a str,
    /// The document's number in its file, from 1.
    document: usize,
    /// Its title.
    title: Option<&'a str>,
    /// The markers that lead to the item that holds it, as in 二/（三）/一要; empty outside every item.
    item_path: String,
    /// What stands before it, line endings as spaces.
    left: String,
    /// What was found.
    text: String,
    /// What stands behind it.
    right: String,
    /// First position of `text`.
    start: usize,
    /// One past its last position.
    end: usize,
    /// The 1-based line of `start`.
    line: usize,
}

/// A line of a concordance as a row.
pub fn kwic_row(text: &Text<'_>, line: &Line, unit: Unit) -> Row {
    let Located { start, end, line: number } = text.locate(line.found, unit);
    let shown = |span: Span| span.of(text.written()).replace(crate::source::ends_line, " ");
    row(KwicRow {
        path: text.path,
        document: text.document,
        title: text.title,
        item_path: text.item_path(line.found.start),
        left: shown(line.left),
        text: shown(line.found),
        right: shown(line.right),
        start,
        end,
        line: number,
    })
}
