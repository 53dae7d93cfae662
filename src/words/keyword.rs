//! Keywords by TF-IDF: term frequency in the document times jieba's inverse document frequency
//! (Spärck Jones 1972; the table comes with jieba), divided by the number of terms.

use super::{JIEBA, Token};
use jieba_rs::{KeywordExtract, TfIdf};
use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex},
};

/// A term that marks the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The term.
    pub term: String,
    /// Its TF-IDF.
    pub score: f64,
    /// How often it occurs.
    pub count: usize,
}

static TABLE: LazyLock<TfIdf> = LazyLock::new(TfIdf::default);

/// How many of the most frequent terms are weighed: the inverse document frequencies lie within a factor of
/// seven of one another, so that a term far behind in frequency can't come among the first.
const WEIGHED: usize = 400;

pub(super) fn warm_up() {
    LazyLock::force(&TABLE);
}

/// Whether a token can be a keyword: a content word of two characters or more.
pub fn is_term(token: &Token<'_>) -> bool {
    let content = token.tag.starts_with(['n', 'v', 'a', 'i', 'l', 'j']) || token.tag == "eng";
    // HMM makes words of markers: 一是, 二要.
    let marker = token.text.ends_with(['是', '要'])
        && crate::numeral::chinese(token.text.trim_end_matches(['是', '要'])).is_some();
    content
        && !marker
        && token.text.chars().nth(1).is_some()
        && !token.text.chars().all(|c| c.is_ascii_digit())
}

/// The `most` terms of the highest TF-IDF among `counts`, the higher first, equal ones by the term.
pub fn keywords(counts: &HashMap<String, usize>, most: usize) -> Vec<Keyword> {
    let total: usize = counts.values().sum();
    let mut terms: Vec<(&str, usize)> = counts.iter().map(|(term, &count)| (term.as_str(), count)).collect();
    terms.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    terms.truncate(WEIGHED);
    let score = |(term, count): (&str, usize)| Keyword {
        term: term.into(),
        score: count as f64 * idf(term) / total as f64,
        count,
    };
    let mut out: Vec<Keyword> = terms.into_iter().map(score).collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.term.cmp(&b.term)));
    out.truncate(most);
    out
}

/// The inverse document frequency of a term. jieba-rs keeps its table to itself; of a text that is one term
/// the TF-IDF is that term's inverse document frequency.
fn idf(term: &str) -> f64 {
    static KNOWN: LazyLock<Mutex<HashMap<String, f64>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(&idf) = known.get(term) {
        return idf;
    }
    let found = TABLE.extract_keywords(&JIEBA, term, 1, Vec::new());
    // A term that is cut apart when it stands alone has no entry of its own: it is rare.
    let idf = found.first().filter(|k| k.keyword == term).map_or(RARE, |k| k.weight);
    known.insert(term.to_owned(), idf);
    idf
}

/// About the median of jieba's table, which jieba itself takes for terms that it lacks.
const RARE: f64 = 11.739_204_307_083_542;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_terms_weigh_more_at_the_same_count() {
        let counts = HashMap::from([("防汛".to_owned(), 5), ("工作".to_owned(), 5), ("问题".to_owned(), 1)]);
        let found = keywords(&counts, 3);
        assert_eq!(found[0].term, "防汛");
        assert!(found[0].score > found[1].score);
        assert_eq!(found[0].count, 5);
    }
}
