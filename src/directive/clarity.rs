//! How clear a directive is: red, black or grey (dict/clarity.txt), after Ang, "Ambiguity and Clarity in China's
//! Adaptive Policy Communication" (The China Quarterly, 2023).

use crate::{
    lexicon::{entries, pattern},
    sense::Modality,
    source::Span,
};
use regex::Regex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How clear a directive is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Clarity {
    /// It commands or forbids clearly.
    Red,
    /// It permits or encourages clearly.
    Black,
    /// It leaves room.
    Grey,
}

static HEDGES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    entries(include_str!("../../dict/clarity.txt")).map(|(hedge, _)| pattern(hedge)).collect()
});

/// The clarity of a clause and the word that leaves room, outside titles and quotations. A permission, and a
/// body's consent to what another asks (`consents`), is black.
pub(super) fn clarity(
    clause: &str,
    masked: &[Span],
    modality: Modality,
    consents: bool,
) -> (Clarity, Option<Span>) {
    let free = |m: &regex::Match<'_>| masked.iter().all(|s| m.end() <= s.start || s.end <= m.start());
    let hedge = HEDGES.iter().filter_map(|h| h.find_iter(clause).find(free)).min_by_key(regex::Match::start);
    if let Some(hedge) = hedge {
        return (Clarity::Grey, Some(Span::new(hedge.start(), hedge.end())));
    }
    let permits = modality == Modality::Permission || modality == Modality::Decision && consents;
    (if permits { Clarity::Black } else { Clarity::Red }, None)
}
