//! Key terms and formulations.

use super::super::{Row, row::row};
use crate::{
    lexis::{Change, KeyTerm, Phrase, per_million},
    statistics::keyness::Test,
};
use schemars::JsonSchema;
use serde::Serialize;

/// A term with its occurrences on two sides.
#[derive(Serialize, JsonSchema)]
pub(in crate::write) struct KeyTermRow<'a> {
    /// The term.
    term: &'a str,
    /// The tag of its first occurrence in jieba's set.
    tag: &'a str,
    /// The side that has it more often, by its size: `a` or `b`.
    more_in: &'static str,
    /// Its occurrences in the first side.
    count_a: u64,
    /// Its occurrences in the second side.
    count_b: u64,
    /// Occurrences in a million words of the first side.
    per_million_a: f64,
    /// Occurrences in a million words of the second side.
    per_million_b: f64,
    /// The documents of the first side that have it.
    documents_a: u32,
    /// The documents of the second side that have it.
    documents_b: u32,
    /// Log-likelihood: how sure the difference is.
    g2: f64,
    /// Bayes factor (BIC): the same, weighed by size; null where there are no words.
    bayes_factor: Option<f64>,
    /// Log ratio: how large the difference is, in doublings; null where a side has no words.
    log_ratio: Option<f64>,
    /// %DIFF; null where the second side lacks it.
    percent_diff: Option<f64>,
    /// The probability of such a difference by chance; null where a side has no words.
    p: Option<f64>,
    /// What `p` comes from: `g2` or `fisher`.
    test: Option<&'static str>,
    /// The false discovery rate.
    q: Option<f64>,
}

/// A key term as a row.
pub fn key_term_row(term: &KeyTerm<'_>) -> Row {
    let f = &term.frequencies;
    row(KeyTermRow {
        term: term.term,
        tag: term.tag,
        more_in: if term.is_of_a() { "a" } else { "b" },
        count_a: f.a,
        count_b: f.b,
        per_million_a: per_million(f.a, f.size_a),
        per_million_b: per_million(f.b, f.size_b),
        documents_a: term.documents_a,
        documents_b: term.documents_b,
        g2: f.log_likelihood(),
        bayes_factor: f.bayes_factor(),
        log_ratio: f.log_ratio(),
        percent_diff: f.percent_difference(),
        p: term.p.map(|p| p.0),
        test: term.p.map(|p| if p.1 == Test::Fisher { "fisher" } else { "g2" }),
        q: term.q,
    })
}

/// What became of a formulation.
#[derive(Serialize, JsonSchema)]
pub(in crate::write) struct PhraseRow<'a> {
    /// `appears`, `vanishes` or `changes`.
    change: &'static str,
    /// The phrase, its words parted by spaces; of a clause that changes both forms.
    phrase: String,
    /// Its occurrences; of a clause that changes those before and after together.
    count: u64,
    /// The documents that have it; null for clauses.
    documents: Option<u32>,
    /// The clause before, where one changes.
    before: Option<&'a str>,
    /// The clause after.
    after: Option<&'a str>,
    /// The word that gave way; empty where one was put in.
    from: Option<&'a str>,
    /// The word in its place; empty where one was left out.
    to: Option<&'a str>,
    /// File and line of the clause before, as path:line.
    place_before: Option<String>,
    /// File and line of the clause after.
    place_after: Option<String>,
}

/// What became of a formulation as a row.
pub fn phrase_row(change: &Change<'_>) -> Row {
    let phrase = |change, phrase: &Phrase<'_>| PhraseRow {
        change,
        phrase: phrase.text.to_owned(),
        count: phrase.count,
        documents: Some(phrase.documents),
        before: None,
        after: None,
        from: None,
        to: None,
        place_before: None,
        place_after: None,
    };
    row(match change {
        Change::Appears(found) => phrase("appears", found),
        Change::Vanishes(found) => phrase("vanishes", found),
        Change::Changes(changed) => {
            let ((before, a), (after, b)) = (changed.before, changed.after);
            PhraseRow {
                change: "changes",
                phrase: marked(before, after, changed.from, changed.to),
                count: a.count + b.count,
                documents: None,
                before: Some(before),
                after: Some(after),
                from: Some(changed.from),
                to: Some(changed.to),
                place_before: Some(format!("{}:{}", a.path, a.line)),
                place_after: Some(format!("{}:{}", b.path, b.line)),
            }
        }
    })
}

/// A clause with what changed in it: 城镇新增就业⟦1100万→1200万⟧人.
fn marked(before: &str, after: &str, from: &str, to: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.split(' ').collect(), after.split(' ').collect());
    let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let rest = same + usize::from(!to.is_empty());
    format!(
        "{}⟦{from}→{to}⟧{}",
        after[..same.min(after.len())].concat(),
        after[rest.min(after.len())..].concat()
    )
}
