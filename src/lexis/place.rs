//! Where a word, a phrase or an expression stands in a document.

use super::Text;
use crate::clean::fold;
use crate::{source::Span, words};
use regex::Regex;

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Query {
    what: What,
    /// Whether it must begin and end where words do.
    pub words: bool,
}

#[derive(Clone, Debug)]
enum What {
    Phrase(String),
    Expression(Regex),
}

/// A piece of a document as it was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// Its place in the document's text.
    pub span: Span,
    /// Whether it is a word and no punctuation.
    pub is_word: bool,
}

/// The words and punctuation marks of a document.
pub(super) fn cuts(text: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    words::for_each_token(text, |token| {
        cuts.push(Cut { span: token.span, is_word: words::is_word(&token) });
    });
    cuts
}

/// Whether a span begins where one of the cuts does and ends where one does.
pub(super) fn is_whole(span: Span, cuts: &[Cut]) -> bool {
    cuts.binary_search_by_key(&span.start, |cut| cut.span.start).is_ok()
        && cuts.binary_search_by_key(&span.end, |cut| cut.span.end).is_ok()
}

impl Query {
    /// Looks for a phrase as it is written; with `simplified`, as the texts are read.
    pub fn phrase(phrase: &str, words: bool, simplified: bool) -> Self {
        let phrase = if simplified { fold::simplified(phrase).into_owned() } else { phrase.to_owned() };
        Self { what: What::Phrase(phrase), words }
    }

    /// Looks for matches of a regular expression, none of them empty.
    pub fn expression(expression: Regex, words: bool) -> Self {
        Self { what: What::Expression(expression), words }
    }

    /// Its places in a document, from left to right, none inside another.
    pub fn places(&self, text: &Text<'_>) -> Vec<Span> {
        let mut places = self.anywhere(text.read());
        if self.words && !places.is_empty() {
            places.retain(|&place| is_whole(place, text.cuts()));
        }
        places
    }

    /// Its places, whatever words they cut.
    pub fn anywhere(&self, text: &str) -> Vec<Span> {
        match &self.what {
            What::Phrase(phrase) if phrase.is_empty() => Vec::new(),
            What::Phrase(phrase) => text
                .match_indices(phrase.as_str())
                .map(|(at, found)| Span::new(at, at + found.len()))
                .collect(),
            What::Expression(expression) => {
                let found = expression.find_iter(text).map(|found| Span::new(found.start(), found.end()));
                found.filter(|span| !span.is_empty()).collect()
            }
        }
    }
}
