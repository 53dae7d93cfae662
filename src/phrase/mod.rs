//! A shallow parse of a clause: its words with what each is in it, and who is its subject.
//!
//! A clause is cut into words once; here they get classes (`word`), names of those who can act are put together from
//! them (`name`), and found where they are subjects or are handed a task (`subject`).

mod action;
mod asked;
mod demanded;
mod event;
mod excluded;
mod handed;
mod name;
mod predicate;
mod subject;
mod whole;
mod word;
mod words;

pub(crate) use action::{Form, Predicate};
pub(crate) use asked::may_ask;
pub(crate) use predicate::may_refuse;
pub(crate) use subject::Place;
pub(crate) use words::Words;

use crate::source::Span;
use std::{borrow::Cow, cell::OnceCell};
use word::{Class, Mark, Word};

/// A clause and its words.
pub(crate) struct Phrase<'t> {
    clause: &'t str,
    words: Cow<'t, [Word]>,
    /// What stands between its commas, found where first asked for.
    parts: OnceCell<Vec<(usize, usize)>>,
}

impl<'t> Phrase<'t> {
    /// Cuts a clause into words.
    pub(crate) fn of(clause: &'t str) -> Self {
        Self::with_words(clause, word::words_of(clause))
    }

    fn with_words(clause: &'t str, words: impl Into<Cow<'t, [Word]>>) -> Self {
        Self { clause, words: words.into(), parts: OnceCell::new() }
    }

    fn class(&self, at: usize) -> Option<Class> {
        self.words.get(at).map(|w| w.class)
    }

    fn has(&self, at: usize, mark: Mark) -> bool {
        self.words.get(at).is_some_and(|w| w.marks.has(mark))
    }

    fn text_at(&self, at: usize) -> &'t str {
        self.words.get(at).map_or("", |w| w.span().of(self.clause))
    }

    fn span(&self, (start, end): (usize, usize)) -> Span {
        Span::new(self.words[start].start as usize, self.words[end - 1].end as usize)
    }

    fn text_of(&self, range: (usize, usize)) -> &'t str {
        self.span(range).of(self.clause)
    }

    /// Whether a word of the dictionary begins inside a stretch and ends behind it.
    pub(crate) fn runs_on(&self, stretch: Span) -> bool {
        let last = self.words[..self.word_at(stretch.end)].last().map(Word::span);
        last.is_some_and(|word| {
            stretch.start < word.start
                && stretch.end < word.end
                && crate::words::is_known(word.of(self.clause))
        })
    }

    /// The first word that begins at `byte` or behind it.
    fn word_at(&self, byte: usize) -> usize {
        self.words.partition_point(|w| (w.start as usize) < byte)
    }
}

/// The names of a list in which nothing else stands: those of a note or of a table's cell.
pub(crate) fn parts(text: &str) -> Vec<Span> {
    let phrase = Phrase::of(text);
    let mut out = Vec::new();
    let mut start = 0;
    let mut push = |range: (usize, usize)| {
        if range.0 < range.1 {
            out.push(phrase.span(range));
        }
    };
    for at in 0..phrase.words.len() {
        let own = start < at && word::can_act(phrase.text_of((start, at)));
        match phrase.words[at].class {
            Class::Pause | Class::Stop | Class::Comma | Class::Joins => {}
            Class::And if own && phrase.names(at + 1).is_some() => {}
            // 各镇各部门
            Class::Each if own => {
                push((start, at));
                start = at;
                continue;
            }
            _ => continue,
        }
        push((start, at));
        start = at + 1;
    }
    push((start, phrase.words.len()));
    out
}

/// Whether `text` names someone who can act, and nothing more.
pub(crate) fn is_actor(text: &str) -> bool {
    let length = text.chars().count();
    if !(1..=40).contains(&length) {
        return false;
    }
    let phrase = Phrase::of(text);
    phrase.names(0).is_some_and(|names| names.each.len() == 1 && names.end == phrase.words.len())
}

/// Whether `text` names a body and nothing more.
pub(crate) fn is_body(text: &str) -> bool {
    text.ends_with(|c| whole::BODIES.contains(c)) && is_actor(text)
}

/// Whether the last word of `text` is one with which names of those who can act end.
pub(crate) fn ends_in_actor(text: &str) -> bool {
    /// As many bytes as a word has at most.
    const WORD: usize = 24;
    word::words_of(crate::lexicon::back(text, WORD)).last().is_some_and(|word| word.class == Class::Head)
}

#[cfg(test)]
mod tests;
