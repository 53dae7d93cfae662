//! Keywords by TF-IDF: term frequency in the document times jieba's inverse document frequency
//! (Spärck Jones 1972; the table comes with jieba), divided by the number of terms.

use super::{Token, image};
use std::{collections::HashMap, sync::LazyLock};

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

/// Whether a token can be a keyword: a content word of two characters or more.
pub fn is_term(token: &Token<'_>) -> bool {
    let content = token.tag.starts_with(['n', 'v', 'a', 'i', 'l', 'j']) || token.tag == "eng";
    content
        && !is_marker(token)
        && token.text.chars().nth(1).is_some()
        && !token.text.chars().all(|c| c.is_ascii_digit())
}

/// Whether a token is a marker: jieba's model of unknown words makes words of 一是 and 二要.
pub fn is_marker(token: &Token<'_>) -> bool {
    token.text.ends_with(['是', '要'])
        && crate::numeral::chinese(token.text.trim_end_matches(['是', '要'])).is_some()
}

/// How rare a term is in general: jieba's table of inverse document frequencies, for terms that it lacks its median.
pub fn inverse_document_frequency(term: &str) -> f64 {
    static WORDS: LazyLock<image::Words> = LazyLock::new(image::Words::new);
    WORDS.inverse_document_frequency(term)
}

/// The `most` terms of the highest TF-IDF among `counts`, the higher first, equal ones by the term.
pub fn keywords(counts: &HashMap<&str, usize>, most: usize) -> Vec<Keyword> {
    let total: usize = counts.values().sum();
    let mut scores: Vec<(f64, &str, usize)> = counts
        .iter()
        .map(|(&term, &count)| (count as f64 * inverse_document_frequency(term) / total as f64, term, count))
        .collect();
    scores.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let kept = scores.into_iter().take(most);
    kept.map(|(score, term, count)| Keyword { term: term.to_owned(), score, count }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rarer_terms_weigh_more_at_the_same_count() {
        let counts = HashMap::from([("防汛", 5), ("工作", 5), ("问题", 1)]);
        let found = keywords(&counts, 3);
        assert_eq!(found[0].term, "防汛");
        assert!(found[0].score > found[1].score);
        assert_eq!(found[0].count, 5);
    }
}
