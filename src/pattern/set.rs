//! Patterns that are tried together.

use super::{
    Regex,
    class::{First, decode},
    needs::{Index, Present},
    search,
};
use std::ops::Range;

/// Patterns that are looked for together.
pub(crate) struct RegexSet {
    patterns: Vec<Regex>,
    /// Which of them a text may match.
    index: Index,
    /// For each place of [`First`] a bit for every pattern that can begin with such a character.
    begins: Box<[u64]>,
    /// A bit for each pattern that matches at the start of a text alone.
    anchored: u64,
}

/// Patterns that a set can have.
const MOST: usize = 64;

impl RegexSet {
    /// Compiles the patterns.
    ///
    /// # Errors
    /// What is wrong with one of them; more than 64.
    pub(crate) fn new(patterns: impl IntoIterator<Item = impl AsRef<str>>) -> Result<RegexSet, String> {
        let patterns: Vec<Regex> =
            patterns.into_iter().map(|pattern| Regex::new(pattern.as_ref())).collect::<Result<_, _>>()?;
        if patterns.len() > MOST {
            return Err(format!("{} patterns in a set of at most {MOST}", patterns.len()));
        }
        let begins = |place: usize| {
            let bits =
                patterns.iter().enumerate().map(|(i, pattern)| u64::from(pattern.0.first.holds(place)) << i);
            bits.fold(0, |all, bit| all | bit)
        };
        let begins = (0..First::PLACES).map(begins).collect();
        let index = Index::of(patterns.iter().map(|pattern| pattern.0.needs.as_ref()));
        let anchored = patterns.iter().enumerate().map(|(i, pattern)| u64::from(pattern.0.anchored) << i);
        let anchored = anchored.fold(0, |all, bit| all | bit);
        Ok(RegexSet { patterns, index, begins, anchored })
    }

    /// A bit for each pattern that matches; once one matches, those in the same one of the `groups` aren't asked for.
    pub(crate) fn matches(&self, text: &str, present: &Present, groups: &[u64]) -> u64 {
        let mut found = 0;
        let mut done = 0;
        self.scan(text, present, |i, _| {
            found |= 1 << i;
            done |=
                1 << i | groups.iter().filter(|group| *group >> i & 1 == 1).fold(0, |all, group| all | group);
            Next::Without(done)
        });
        found
    }

    /// The pattern with a number.
    pub(crate) fn pattern(&self, i: usize) -> &Regex {
        &self.patterns[i]
    }

    /// The first pattern of the list that matches.
    pub(crate) fn first(&self, text: &str) -> Option<usize> {
        let mut first = None;
        self.scan(text, &Present::of(text, 0), |i, _| {
            first = Some(i);
            Next::Without(u64::MAX << i)
        });
        first
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        let mut found = false;
        self.scan(text, &Present::of(text, 0), |_, _| {
            found = true;
            Next::Without(u64::MAX)
        });
        found
    }

    /// A bit for each pattern that can match a text of which it is known what is there.
    fn open(&self, text: &str, present: &Present) -> u64 {
        let (mut asked, mut open) = (self.index.open(text), 0);
        while asked != 0 {
            let i = asked.trailing_zeros() as usize;
            asked &= asked - 1;
            open |= u64::from(self.patterns[i].can_match(text, present)) << i;
        }
        open
    }

    /// Looks for all patterns in one walk over a text of which it is known what is there. `see` gets the number of
    /// the pattern and the place of each match and says how to go on.
    pub(crate) fn scan(
        &self,
        text: &str,
        present: &Present,
        mut see: impl FnMut(usize, Range<usize>) -> Next,
    ) {
        let mut left = self.open(text, present);
        // Where the next match of a pattern may begin.
        let mut from = [0; MOST];
        let mut at = 0;
        while left != 0 {
            let (c, length) = decode(text.as_bytes(), at);
            let mut open = self.begins[First::place(c)] & left;
            while open != 0 {
                let i = open.trailing_zeros() as usize;
                open &= open - 1;
                let program = &self.patterns[i].0;
                if at < from[i] {
                    continue;
                }
                let end = search::with_memory(|memory| search::end_at(program, text, at, memory));
                let Some(end) = end else { continue };
                match see(i, at..end) {
                    Next::From(place) => from[i] = place,
                    Next::Without(patterns) => left &= !patterns,
                }
                open &= left;
            }
            if length == 0 {
                return;
            }
            at += length;
            left &= !self.anchored;
        }
    }
}

/// How a search for many patterns goes on behind a match.
pub(crate) enum Next {
    /// The same pattern may match again from this byte on.
    From(usize),
    /// These patterns, a bit for each, aren't asked for any more.
    Without(u64),
}
