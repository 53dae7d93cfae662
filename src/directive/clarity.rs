//! How clear a directive is: red, black or grey (dict/clarity.txt), after Ang, "Ambiguity and Clarity in China's
//! Adaptive Policy Communication" (The China Quarterly, 2023).

use crate::{
    lexicon::{entries, pattern_set},
    pattern::{Next, Present, RegexSet},
    sense::Modality,
    source::Span,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{ops::Range, sync::LazyLock};

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

static DICT: &str = include_str!("../../dict/clarity.txt");

static HEDGES: LazyLock<RegexSet> =
    LazyLock::new(|| pattern_set(entries(DICT).map(|(hedge, _)| hedge), "dict/clarity.txt"));

/// The clarity of a clause and the word that leaves room, outside titles and quotations. A permission, and a
/// body's consent to what another asks (`consents`), is black.
pub(super) fn clarity(
    clause: &str,
    masked: &[Span],
    modality: Modality,
    consents: bool,
) -> (Clarity, Option<Span>) {
    let free = |m: &Range<usize>| masked.iter().all(|s| m.end <= s.start || s.end <= m.start);
    let mut hedge = None;
    HEDGES.scan(clause, &Present::of(clause, 0), |_, found| {
        if free(&found) {
            hedge = Some(Span::new(found.start, found.end));
            return Next::Without(u64::MAX);
        }
        Next::From(found.end)
    });
    if hedge.is_some() {
        return (Clarity::Grey, hedge);
    }
    let permits = modality == Modality::Permission || modality == Modality::Decision && consents;
    (if permits { Clarity::Black } else { Clarity::Red }, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hedges_make_a_directive_grey() {
        for (clause, modality, clarity_wanted, hedge) in [
            ("原则上每村不少于一所。", Modality::Obligation, Clarity::Grey, "原则上"),
            ("有条件的地方可以先行。", Modality::Permission, Clarity::Grey, "有条件的地方"),
            ("各镇必须落实责任。", Modality::Obligation, Clarity::Red, ""),
            ("严禁乱占耕地。", Modality::Prohibition, Clarity::Red, ""),
            ("鼓励企业增加投入。", Modality::Permission, Clarity::Black, ""),
            ("发扬“敢闯敢试、大胆探索”的精神。", Modality::Obligation, Clarity::Red, ""),
        ] {
            let quoted = crate::sense::cue::quotations(clause);
            let (got, word) = clarity(clause, &quoted, modality, false);
            assert_eq!((got, word.map_or("", |w| w.of(clause))), (clarity_wanted, hedge), "{clause}");
        }
    }
}
