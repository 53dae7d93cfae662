//! Counts by category, and the places counted.

use super::super::{Row, row::row};
use crate::{
    lexis::{Codebook, Coded, Coding, Text, per_million},
    source::{Located, Unit},
};
use schemars::JsonSchema;
use serde::Serialize;

/// A category in a group of documents.
#[derive(Serialize, JsonSchema)]
pub(in crate::write) struct CategoryRow<'a> {
    /// The group; null where all documents are one.
    group: Option<&'a str>,
    /// The category.
    category: &'a str,
    /// Its occurrences; 0 stands too.
    count: u64,
    /// Its share of all occurrences of the group; null where there are none.
    share: Option<f64>,
    /// Its occurrences in a million words of the group.
    per_million: f64,
    /// The documents of the group that have it.
    documents: u64,
    /// All documents of the group.
    of_documents: u64,
    /// All words of the group.
    words: u64,
}

/// A row a group and category.
pub fn category_rows(coding: &Coding, book: &Codebook) -> Vec<Row> {
    let mut out = Vec::new();
    for (group, counts) in &coding.groups {
        let all: u64 = counts.categories.iter().map(|(count, _)| count).sum();
        for (category, &(count, documents)) in book.categories().iter().zip(&counts.categories) {
            out.push(row(CategoryRow {
                group: group.as_deref(),
                category,
                count,
                share: (all > 0).then(|| count as f64 / all as f64),
                per_million: per_million(count, counts.words),
                documents,
                of_documents: counts.documents,
                words: counts.words,
            }));
        }
    }
    out
}

/// An entry of a codebook in a document.
#[derive(Serialize, JsonSchema)]
pub(in crate::write) struct MatchRow<'a> {
    /// The file.
    path: &'a str,
    /// The document's number in its file, from 1.
    document: usize,
    /// Its title.
    title: Option<&'a str>,
    /// The markers that lead to the item that holds it; empty outside every item.
    item_path: String,
    /// The category.
    category: &'a str,
    /// The entry as it is written there.
    text: &'a str,
    /// First position.
    start: usize,
    /// One past its last position.
    end: usize,
    /// The 1-based line of `start`.
    line: usize,
}

/// An entry found as a row.
pub fn match_row(text: &Text<'_>, coded: &Coded, category: &str, unit: Unit) -> Row {
    let Located { start, end, line } = text.locate(coded.span, unit);
    row(MatchRow {
        path: text.path,
        document: text.document,
        title: text.title,
        item_path: text.item_path(coded.span.start),
        category,
        text: coded.span.of(text.written()),
        start,
        end,
        line,
    })
}
