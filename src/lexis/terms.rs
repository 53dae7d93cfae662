//! Terms with their measures.

use super::{Tally, tally::sorted};
use crate::{
    statistics::{dispersion::Spread, textrank},
    words,
};

/// What tells how special a term is, for TF-IDF (Spärck Jones 1972).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Idf {
    /// How rare it is in general: jieba's table, which holds for a single document too
    #[default]
    General,
    /// How few of these documents have it: ln(documents / documents with the term)
    Corpus,
}

/// A term with its measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Term<'t> {
    /// The term; the words of an n-gram are parted by spaces.
    pub term: &'t str,
    /// Its words.
    pub length: usize,
    /// The tag of its first occurrence.
    pub tag: &'t str,
    /// Its occurrences.
    pub count: u64,
    /// The documents that have it.
    pub documents: u32,
    /// Its occurrences in a million words.
    pub per_million: f64,
    /// Its share of all terms of its length, times its inverse document frequency.
    pub tf_idf: f64,
    /// Its TextRank, where pairs were counted and it is a content word.
    pub textrank: Option<f64>,
    /// Gries's DP, where documents were counted.
    pub dp: Option<f64>,
    /// DP on a scale up to 1.
    pub dp_norm: Option<f64>,
    /// Juilland's D.
    pub juilland_d: Option<f64>,
}

/// The terms of a tally that occur at least `least` times, in the order in which they were met.
pub fn terms(tally: &Tally, idf: Idf, least: u64) -> Vec<Term<'_>> {
    let ranks = ranks(tally);
    let mut taken = [0_u64; 8];
    for counted in tally.terms.values() {
        taken[counted.length] += counted.count;
    }
    let term = |place: usize| {
        let (term, counted) = tally.terms.get_index(place).filter(|(_, counted)| counted.count >= least)?;
        let spread = Spread { sizes: &tally.sizes, found: &counted.parts };
        let rarity = match idf {
            Idf::General => words::inverse_document_frequency(term),
            Idf::Corpus => (f64::from(tally.documents) / f64::from(counted.documents)).ln(),
        };
        Some(Term {
            term,
            length: counted.length,
            tag: &counted.tag,
            count: counted.count,
            documents: counted.documents,
            per_million: per_million(counted.count, tally.words),
            tf_idf: counted.count as f64 * rarity / taken[counted.length] as f64,
            textrank: ranks.get(place).copied().flatten(),
            dp: spread.dp(),
            dp_norm: spread.dp_norm(),
            juilland_d: spread.juilland_d(),
        })
    };
    (0..tally.terms.len()).filter_map(term).collect()
}

/// Occurrences in a million words; 0 where there are no words.
pub fn per_million(count: u64, words: u64) -> f64 {
    if words == 0 { 0.0 } else { count as f64 * 1e6 / words as f64 }
}

/// The TextRank of each term that stands beside another one.
fn ranks(tally: &Tally) -> Vec<Option<f64>> {
    if tally.pairs.is_empty() {
        return Vec::new();
    }
    let mut nodes = vec![None; tally.terms.len()];
    let mut count = 0;
    let mut node = |place: u32| {
        *nodes[place as usize].get_or_insert_with(|| {
            count += 1;
            count - 1
        })
    };
    let edges: Vec<(u32, u32, u64)> =
        sorted(tally.pairs.clone()).into_iter().map(|((a, b), weight)| (node(a), node(b), weight)).collect();
    let scores = textrank::scores(count as usize, &edges);
    nodes.into_iter().map(|node| node.map(|node: u32| scores[node as usize])).collect()
}
