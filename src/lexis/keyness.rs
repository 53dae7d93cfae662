//! Key terms: what one set of texts says more often than another.

use super::{Tally, tally::Counted};
use crate::statistics::{
    keyness::{Frequencies, Test},
    significance::false_discovery_rates,
};

/// A term with its occurrences on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyTerm<'t> {
    /// The term.
    pub term: &'t str,
    /// The tag of its first occurrence.
    pub tag: &'t str,
    /// Its occurrences, and the sizes of both sides.
    pub frequencies: Frequencies,
    /// The documents of the first side that have it.
    pub documents_a: u32,
    /// The documents of the second side that have it.
    pub documents_b: u32,
    /// The probability of such a difference by chance, and the test; none where a side is empty.
    pub p: Option<(f64, Test)>,
    /// The false discovery rate among the terms compared.
    pub q: Option<f64>,
}

impl KeyTerm<'_> {
    /// Whether the first side has it more often, by its size.
    pub fn is_of_a(&self) -> bool {
        let f = &self.frequencies;
        let rate = |count: u64, size: u64| count as f64 / size.max(1) as f64;
        rate(f.a, f.size_a) > rate(f.b, f.size_b)
    }
}

/// The terms that occur at least `least` times on both sides together, in the order in which they were met.
pub fn key_terms<'t>(a: &'t Tally, b: &'t Tally, least: u64) -> Vec<KeyTerm<'t>> {
    let nothing = Counted::default();
    let only_b = b.terms.keys().filter(|term| !a.terms.contains_key(*term));
    let compared = |term: &'t str| {
        let counted_a = a.terms.get(term);
        let counted_b = b.terms.get(term);
        let tag = counted_a.or(counted_b).map_or("", |counted| &counted.tag);
        let (of_a, of_b) = (counted_a.unwrap_or(&nothing), counted_b.unwrap_or(&nothing));
        let frequencies = Frequencies { a: of_a.count, b: of_b.count, size_a: a.words, size_b: b.words };
        let (documents_a, documents_b) = (of_a.documents, of_b.documents);
        let p = frequencies.p_value();
        (of_a.count + of_b.count >= least).then_some(KeyTerm {
            term,
            tag,
            frequencies,
            documents_a,
            documents_b,
            p,
            q: None,
        })
    };
    let mut found: Vec<KeyTerm<'t>> =
        a.terms.keys().chain(only_b).filter_map(|term| compared(term)).collect();
    let p: Vec<f64> = found.iter().map(|term| term.p.map_or(1.0, |p| p.0)).collect();
    for (term, q) in found.iter_mut().zip(false_discovery_rates(&p)) {
        term.q = term.p.map(|_| q);
    }
    found
}
