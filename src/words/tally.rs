//! The words of a stretch, counted while it is cut for something else.

use super::{Token, is_term, is_word};
use crate::source::Span;

/// How many words a stretch has, and where its terms stand.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Words, punctuation left out.
    pub(crate) words: usize,
    /// Those that can be keywords, by their bytes.
    pub(crate) terms: Vec<Span>,
}

impl Tally {
    /// Itself, with no more room than it needs: a text has one a clause.
    pub(crate) fn fitted(mut self) -> Self {
        self.terms.shrink_to_fit();
        self
    }

    /// Counts a word that stands at `span`.
    pub(crate) fn add(&mut self, token: &Token<'_>, span: Span) {
        self.words += usize::from(is_word(token));
        if is_term(token) {
            self.terms.push(span);
        }
    }
}
