//! What becomes of the entries of a dictionary in texts.

use super::Text;
use crate::{
    source::{Span, Unit},
    words::Entry,
};
use std::collections::{BTreeMap, HashMap};

/// The entries looked for, by their first character.
#[derive(Debug)]
pub struct Entries<'e> {
    entries: &'e [Entry],
    first: HashMap<char, Vec<usize>>,
}

/// How a word's characters are cut where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// As a part of a longer word.
    Inside,
    /// Into pieces.
    Split,
    /// So that a neighbour takes a part of it.
    Across,
}

/// What was seen of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Where its characters stand in a row.
    pub places: u64,
    /// Where they are cut as the word.
    pub whole: u64,
    /// How they are cut elsewhere: how often so, and where first, as path:line.
    pub otherwise: BTreeMap<(Fate, String), (u64, String)>,
}

impl<'e> Entries<'e> {
    /// Entries to be looked for.
    pub fn new(entries: &'e [Entry]) -> Self {
        let mut first: HashMap<char, Vec<usize>> = HashMap::new();
        for (i, entry) in entries.iter().enumerate() {
            if let Some(c) = entry.word.chars().next() {
                first.entry(c).or_default().push(i);
            }
        }
        Self { entries, first }
    }

    /// Looks at a document; `seen` has a place for each entry.
    pub fn add(&self, seen: &mut [Seen], text: &Text<'_>) {
        let read = text.read();
        for (at, c) in read.char_indices() {
            for &i in self.first.get(&c).into_iter().flatten() {
                let word = &self.entries[i].word;
                if read[at..].starts_with(word.as_str()) {
                    seen[i].add(text, Span::new(at, at + word.len()));
                }
            }
        }
    }
}

impl Seen {
    fn add(&mut self, text: &Text<'_>, span: Span) {
        let cuts = text.cuts();
        self.places += 1;
        let first = cuts.partition_point(|cut| cut.span.end <= span.start);
        let last = cuts.partition_point(|cut| cut.span.start < span.end);
        let around = &cuts[first..last.max(first)];
        let (Some(head), Some(tail)) = (around.first(), around.last()) else { return };
        if around.len() == 1 && head.span == span {
            self.whole += 1;
            return;
        }
        let fate = match (head.span.start == span.start, tail.span.end == span.end) {
            (true, true) => Fate::Split,
            _ if around.len() == 1 => Fate::Inside,
            _ => Fate::Across,
        };
        let shown = around.iter().map(|cut| cut.span.of(text.read())).collect::<Vec<_>>().join("/");
        let place = || format!("{}:{}", text.path, text.locate(span, Unit::Bytes).line);
        self.otherwise.entry((fate, shown)).or_insert_with(|| (0, place())).0 += 1;
    }

    /// What was seen in both.
    pub fn merge(mut self, later: Self) -> Self {
        self.places += later.places;
        self.whole += later.whole;
        for (how, (count, place)) in later.otherwise {
            self.otherwise.entry(how).or_insert((0, place)).0 += count;
        }
        self
    }

    /// How its characters are cut most often where they aren't the word.
    pub fn most(&self) -> Option<(Fate, &str, u64, &str)> {
        let most = self.otherwise.iter().rev().max_by_key(|(_, (count, _))| *count);
        most.map(|((fate, shown), (count, place))| (*fate, shown.as_str(), *count, place.as_str()))
    }
}
