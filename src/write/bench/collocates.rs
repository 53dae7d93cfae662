//! Words that keep another one company.

use super::super::{Row, row::row};
use crate::lexis::Collocate;
use schemars::JsonSchema;
use serde::Serialize;

/// A word that keeps another one company.
#[derive(Serialize, JsonSchema)]
pub(in crate::write) struct CollocateRow<'a> {
    /// The word.
    word: &'a str,
    /// The tag of its first occurrence in jieba's set.
    tag: &'a str,
    /// How often it stands near the node, or in how many sentences.
    count: u64,
    /// Of these before it; null for sentences.
    left: Option<u64>,
    /// Behind it.
    right: Option<u64>,
    /// How often it occurs at all, or in how many sentences.
    frequency: u64,
    /// The documents where they meet.
    documents: u64,
    /// How often they would meet by chance.
    expected: f64,
    /// Dunning's log-likelihood, negative where they shun one another.
    log_likelihood: f64,
    /// Pointwise mutual information in bits.
    pmi: Option<f64>,
    /// PMI² in bits.
    pmi2: Option<f64>,
    /// The t-score.
    t_score: Option<f64>,
    /// logDice, at most 14.
    log_dice: Option<f64>,
    /// The Dice coefficient.
    dice: Option<f64>,
}

/// A collocate as a row.
pub fn collocate_row(c: &Collocate<'_>) -> Row {
    row(CollocateRow {
        word: c.word,
        tag: c.tag,
        count: c.count,
        left: c.left,
        right: c.right,
        frequency: c.frequency,
        documents: c.documents,
        expected: c.expected,
        log_likelihood: c.meetings.log_likelihood(),
        pmi: c.meetings.pmi(),
        pmi2: c.meetings.pmi2(),
        t_score: c.meetings.t_score(),
        log_dice: c.pair.log_dice(),
        dice: c.pair.dice(),
    })
}
