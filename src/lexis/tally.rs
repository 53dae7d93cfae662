//! Words and n-grams counted over many documents.

use super::{Choice, Query, Text};
use crate::{
    source::Span,
    words::{self, Token},
};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::{collections::HashMap, ops::RangeInclusive};

/// The words that lie in one window of TextRank.
const WINDOW: usize = 5;

/// What is to be counted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which words.
    pub choice: Choice,
    /// How many words in a row: 1..=1 for words, 2..=3 for bigrams and trigrams.
    pub lengths: RangeInclusive<usize>,
    /// Whether the counts of each document are kept, for dispersion: memory then follows the documents too.
    pub parts: bool,
    /// Whether it is counted which words stand near one another, for TextRank.
    pub pairs: bool,
}

impl Wanted {
    /// Words alone, counted over all documents.
    pub fn words(choice: Choice) -> Self {
        Self { choice, lengths: 1..=1, parts: false, pairs: false }
    }
}

/// How often a term was counted.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// The tag of its first occurrence; empty for n-grams.
    pub tag: Box<str>,
    /// Its words.
    pub length: usize,
    /// Its occurrences.
    pub count: u64,
    /// The documents that have it.
    pub documents: u32,
    /// Where they were asked for: its occurrences in each document that has it.
    pub parts: Vec<(u32, u32)>,
    /// The last document that has it, from 1.
    pub(super) last: u32,
}

/// Counts of terms. The words of an n-gram are parted by spaces.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// The terms, in the order in which they were met.
    pub terms: IndexMap<Box<str>, Counted, FxBuildHasher>,
    /// All words, those left out included.
    pub words: u64,
    /// All documents.
    pub documents: u32,
    /// The words of each document, where they were asked for.
    pub sizes: Vec<u64>,
    /// How often two words stood in a window, by their places in `terms`, the smaller first.
    pub pairs: HashMap<(u32, u32), u64>,
}

impl Tally {
    /// Counts a document.
    pub fn add(&mut self, text: &Text<'_>, wanted: &Wanted) {
        self.documents += 1;
        let before = self.words;
        let mut run = Run::default();
        let mut near = Near::default();
        text.for_each_word(|word| {
            self.words += 1;
            if word.opens {
                run.words.clear();
            }
            let mut here = None;
            if !wanted.choice.has_tag(word.tag) {
                run.words.clear();
            } else {
                run.push(word.span, wanted.choice.stops(word.text), *wanted.lengths.end());
                for length in wanted.lengths.clone() {
                    if let Some(term) = run.term(text.read(), length) {
                        let tag = if length == 1 { word.tag } else { "" };
                        let index = self.count(term, (tag, length), wanted.parts);
                        if length == 1 {
                            here = Some(index);
                        }
                    }
                }
            }
            if wanted.pairs {
                let token = Token { text: word.text, tag: word.tag, span: word.span };
                self.meet(here.filter(|_| words::is_term(&token)), &mut near);
            }
        });
        if wanted.parts {
            self.sizes.push(self.words - before);
        }
    }

    /// Counts in a document the places of terms that are given by name.
    pub fn add_named(&mut self, text: &Text<'_>, terms: &[(String, Query)]) {
        self.documents += 1;
        self.words += text.words();
        for (name, query) in terms {
            for _ in query.places(text) {
                self.count(name, ("", 1), false);
            }
        }
    }

    /// Counts a term in the present document; returns its place in `terms`.
    fn count(&mut self, term: &str, (tag, length): (&str, usize), parts: bool) -> usize {
        let index = self.terms.get_index_of(term).unwrap_or_else(|| {
            self.terms.insert_full(term.into(), Counted { tag: tag.into(), length, ..Counted::default() }).0
        });
        let counted = &mut self.terms[index];
        counted.count += 1;
        let first = counted.last != self.documents;
        counted.documents += u32::from(first);
        counted.last = self.documents;
        if parts {
            match counted.parts.last_mut().filter(|_| !first) {
                Some((_, count)) => *count += 1,
                None => counted.parts.push((self.documents - 1, 1)),
            }
        }
        index
    }

    /// Counts a word with those before it in the window.
    fn meet(&mut self, word: Option<usize>, near: &mut Near) {
        if let Some(word) = word {
            for other in near.words.iter().flatten().filter(|&&other| other != word) {
                let pair = (word.min(*other) as u32, word.max(*other) as u32);
                *self.pairs.entry(pair).or_default() += 1;
            }
        }
        near.words.rotate_right(1);
        near.words[0] = word;
    }

    /// The counts of both, the documents of `later` behind those of `self`.
    pub fn merge(mut self, later: Self) -> Self {
        if self.documents == 0 {
            return later;
        }
        let mut places = Vec::with_capacity(later.terms.len());
        for (term, counted) in later.terms {
            let moved = counted.parts.iter().map(|&(part, count)| (part + self.documents, count));
            let place = match self.terms.get_full_mut(&term) {
                Some((place, _, own)) => {
                    own.count += counted.count;
                    own.documents += counted.documents;
                    own.parts.extend(moved);
                    place
                }
                None => {
                    let parts = moved.collect();
                    self.terms.insert_full(term, Counted { parts, last: 0, ..counted }).0
                }
            };
            places.push(place as u32);
        }
        for ((a, b), count) in sorted(later.pairs) {
            let (a, b) = (places[a as usize], places[b as usize]);
            *self.pairs.entry((a.min(b), a.max(b))).or_default() += count;
        }
        self.words += later.words;
        self.documents += later.documents;
        self.sizes.extend(later.sizes);
        self
    }
}

/// The pairs in an order that doesn't depend on their hashes.
pub(super) fn sorted(pairs: HashMap<(u32, u32), u64>) -> Vec<((u32, u32), u64)> {
    let mut pairs: Vec<_> = pairs.into_iter().collect();
    pairs.sort_unstable();
    pairs
}

/// The words before the present one in its window, the nearest first; none where a word doesn't count.
#[derive(Default)]
struct Near {
    words: [Option<usize>; WINDOW - 1],
}

/// Words in a row without punctuation between them.
#[derive(Default)]
struct Run {
    /// Each with whether it may not stand at the edge of a term.
    words: Vec<(Span, bool)>,
    buffer: String,
}

impl Run {
    fn push(&mut self, word: Span, stops: bool, longest: usize) {
        if self.words.len() == longest {
            self.words.remove(0);
        }
        self.words.push((word, stops));
    }

    /// The term of the last `length` words; none where there are fewer, or a stop word stands at its edge.
    fn term<'r>(&'r mut self, text: &'r str, length: usize) -> Option<&'r str> {
        let from = self.words.len().checked_sub(length)?;
        let words = &self.words[from..];
        if words.first()?.1 || words.last()?.1 {
            return None;
        }
        if let [(word, _)] = words {
            return Some(word.of(text));
        }
        self.buffer.clear();
        for (i, (word, _)) in words.iter().enumerate() {
            if i > 0 {
                self.buffer.push(' ');
            }
            self.buffer.push_str(word.of(text));
        }
        Some(&self.buffer)
    }
}
