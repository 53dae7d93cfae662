//! Words for a dictionary, and what becomes of its entries.

use super::super::{Row, row::row};
use crate::{
    lexis::{NewWord, Seen},
    words::{Alone, Entry},
};
use schemars::JsonSchema;
use serde::Serialize;

/// A word that the dictionary lacks.
#[derive(Serialize, JsonSchema)]
pub(in crate::write) struct NewWordRow<'a> {
    /// The word.
    word: &'a str,
    /// Its occurrences.
    count: u64,
    /// Pointwise mutual information at its weakest joint, in bits.
    pmi: f64,
    /// The lesser one of both entropies.
    entropy: f64,
    /// The entropy of its left neighbours, in bits.
    left_entropy: f64,
    /// The entropy of its right neighbours, in bits.
    right_entropy: f64,
}

/// A new word as a row.
pub fn new_word_row(found: &NewWord) -> Row {
    row(NewWordRow {
        word: &found.word,
        count: found.count,
        pmi: found.pmi,
        entropy: found.left.min(found.right),
        left_entropy: found.left,
        right_entropy: found.right,
    })
}

/// What becomes of an entry of a dictionary.
#[derive(Serialize, JsonSchema)]
pub(in crate::write) struct EntryRow<'a> {
    /// Its line in the dictionary.
    line: usize,
    /// Its word.
    word: &'a str,
    /// `whole`, `cut`, with texts also `sometimes` (whole) or `absent`.
    verdict: &'a str,
    /// How it is cut where it stands alone.
    alone: &'a [String],
    /// Where its characters stand in the texts; null where none were given.
    places: Option<u64>,
    /// Where they are cut as the word.
    whole: Option<u64>,
    /// What its author should know.
    why: &'a str,
}

/// An entry of a dictionary as a row.
pub fn entry_row(entry: &Entry, alone: &Alone, seen: Option<&Seen>, (verdict, why): (&str, &str)) -> Row {
    row(EntryRow {
        line: entry.line,
        word: &entry.word,
        verdict,
        alone: &alone.pieces,
        places: seen.map(|seen| seen.places),
        whole: seen.map(|seen| seen.whole),
        why,
    })
}
