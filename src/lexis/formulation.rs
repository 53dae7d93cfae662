//! Formulations 提法: phrases of several words that one side has and the other lacks, and clauses that changed by a word.

use super::{Choice, Tally, Text, Wanted};
use crate::source::{Span, Unit};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::collections::{HashMap, HashSet};

/// The words of the phrases that are looked at.
const PHRASE: std::ops::RangeInclusive<usize> = 2..=8;
/// The words of the clauses that are compared: shorter ones say too little, longer ones are rarely kept but for a word.
const CLAUSE: std::ops::RangeInclusive<usize> = 4..=30;

/// The phrases and clauses of one side. What is held follows its text: nearly every clause is new.
#[derive(Debug, Default)]
pub struct Formulations {
    /// Phrases that neither begin nor end with a stop word.
    phrases: Tally,
    /// Clauses between punctuation marks, their words parted by spaces.
    clauses: IndexMap<Box<str>, Clause, FxBuildHasher>,
}

/// Where a clause stands first, and how often it occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The file.
    pub path: String,
    /// The line there, from 1.
    pub line: usize,
    /// Its occurrences.
    pub count: u64,
}

/// What became of a formulation from the first side to the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<'f> {
    /// Only the second side has it.
    Appears(Phrase<'f>),
    /// Only the first side has it.
    Vanishes(Phrase<'f>),
    /// A clause of the first side is one of the second but for a word.
    Changes(Changed<'f>),
}

impl Change<'_> {
    /// What speaks for it: how often a phrase occurs, how many words a clause has.
    pub fn weight(&self) -> (u64, usize) {
        let words = |text: &str| text.split(' ').count();
        match self {
            Self::Appears(phrase) | Self::Vanishes(phrase) => (phrase.count, words(phrase.text)),
            Self::Changes(changed) => (words(changed.before.0) as u64, 0),
        }
    }

    /// The phrase, or the clause before it changed.
    pub fn text(&self) -> &str {
        match self {
            Self::Appears(phrase) | Self::Vanishes(phrase) => phrase.text,
            Self::Changes(changed) => changed.before.0,
        }
    }
}

/// A phrase, its words parted by spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase<'f> {
    /// The phrase.
    pub text: &'f str,
    /// Its occurrences.
    pub count: u64,
    /// The documents that have it.
    pub documents: u32,
}

/// A clause before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed<'f> {
    /// The clause of the first side.
    pub before: (&'f str, &'f Clause),
    /// The clause of the second side.
    pub after: (&'f str, &'f Clause),
    /// The word that gave way; empty where one was put in.
    pub from: &'f str,
    /// The word in its place; empty where one was left out.
    pub to: &'f str,
}

/// How the phrases of [`Formulations`] are counted: those that neither begin nor end with one of `stop`.
pub fn wanted_formulations(choice: Choice) -> Wanted {
    Wanted { choice, lengths: PHRASE, parts: false, pairs: false }
}

impl Formulations {
    /// Counts a document, as [`wanted_formulations`] says.
    pub fn add(&mut self, text: &Text<'_>, wanted: &Wanted) {
        self.phrases.add(text, wanted);
        let mut clause: Vec<Span> = Vec::new();
        text.for_each_word(|word| {
            if word.opens {
                self.clause(text, &clause);
                clause.clear();
            }
            clause.push(word.span);
        });
        self.clause(text, &clause);
    }

    fn clause(&mut self, text: &Text<'_>, words: &[Span]) {
        if !CLAUSE.contains(&words.len()) {
            return;
        }
        let joined = words.iter().map(|word| word.of(text.read())).collect::<Vec<_>>().join(" ");
        if let Some(clause) = self.clauses.get_mut(joined.as_str()) {
            clause.count += 1;
            return;
        }
        let line = text.locate(words[0], Unit::Bytes).line;
        self.clauses.insert(joined.into(), Clause { path: text.path.to_owned(), line, count: 1 });
    }

    /// The counts of both.
    pub fn merge(mut self, later: Self) -> Self {
        self.phrases = self.phrases.merge(later.phrases);
        for (text, clause) in later.clauses {
            match self.clauses.get_mut(&text) {
                Some(own) => own.count += clause.count,
                None => {
                    self.clauses.insert(text, clause);
                }
            }
        }
        self
    }
}

/// What became of the formulations of `a` in `b`; phrases that occur less than `least` times are left out, and those that
/// only occur inside a longer one.
pub fn changes<'f>(a: &'f Formulations, b: &'f Formulations, least: u64) -> Vec<Change<'f>> {
    let vanished = only(&a.phrases, &b.phrases, least).into_iter().map(Change::Vanishes);
    let appeared = only(&b.phrases, &a.phrases, least).into_iter().map(Change::Appears);
    appeared.chain(vanished).chain(changed(a, b).into_iter().map(Change::Changes)).collect()
}

/// The phrases of `own` that `other` lacks, without those that never occur outside of a longer one of them.
fn only<'f>(own: &'f Tally, other: &Tally, least: u64) -> Vec<Phrase<'f>> {
    let lacking =
        || own.terms.iter().filter(|(phrase, c)| c.count >= least && !other.terms.contains_key(*phrase));
    let mut inside: HashSet<&str> = HashSet::new();
    for (phrase, counted) in lacking() {
        for part in parts(phrase, counted.length) {
            if own.terms.get(part).is_some_and(|c| c.count == counted.count) {
                inside.insert(part);
            }
        }
    }
    let whole = lacking().filter(|(phrase, _)| !inside.contains(&***phrase));
    whole.map(|(text, counted)| Phrase { text, count: counted.count, documents: counted.documents }).collect()
}

/// The phrases of a phrase of so many words that are shorter than it.
fn parts(phrase: &str, length: usize) -> impl Iterator<Item = &str> {
    let mut starts: Vec<usize> = vec![0];
    starts.extend(phrase.match_indices(' ').map(|(at, _)| at + 1));
    starts.push(phrase.len() + 1);
    (0..length).flat_map(move |from| {
        let starts = starts.clone();
        (from + 2..=length)
            .filter(move |to| to - from < length)
            .map(move |to| &phrase[starts[from]..starts[to] - 1])
    })
}

/// The clauses that only `a` has, each with those that only `b` has and that differ by one word.
fn changed<'f>(a: &'f Formulations, b: &'f Formulations) -> Vec<Changed<'f>> {
    // Clauses of b by what is left of them without a word, and by where that stood.
    let mut holes: HashMap<(usize, String), Vec<(&'f str, &'f str)>> = HashMap::new();
    let gone = |from: &'f Formulations, other: &'f Formulations| {
        from.clauses.iter().filter(|(text, _)| !other.clauses.contains_key(*text))
    };
    for (clause, _) in gone(b, a) {
        for (at, word, rest) in without_one(clause) {
            holes.entry((at, rest)).or_default().push((clause, word));
        }
    }
    let mut found = Vec::new();
    for (clause, before) in gone(a, b) {
        let pair = |after: &'f str, from: &'f str, to: &'f str| {
            b.clauses.get(after).map(|c| Changed { before: (&**clause, before), after: (after, c), from, to })
        };
        let mut seen: HashSet<&str> = HashSet::new();
        for (at, word, rest) in without_one(clause) {
            // Another word in its place.
            for &(after, other) in holes.get(&(at, rest.clone())).into_iter().flatten() {
                if seen.insert(after) {
                    found.extend(pair(after, word, other));
                }
            }
            // A word left out.
            if let Some((after, _)) = b.clauses.get_key_value(rest.as_str())
                && !a.clauses.contains_key(after)
                && seen.insert(after)
            {
                found.extend(pair(after, word, ""));
            }
        }
        // A word put in: what is left of the other one without it is this one.
        for at in 0..=clause.split(' ').count() {
            for &(after, other) in holes.get(&(at, clause.to_string())).into_iter().flatten() {
                if seen.insert(after) {
                    found.extend(pair(after, "", other));
                }
            }
        }
    }
    found
}

/// A clause without each of its words: where the word stands, the word, what is left.
fn without_one(clause: &str) -> impl Iterator<Item = (usize, &str, String)> {
    let words: Vec<&str> = clause.split(' ').collect();
    (0..words.len()).map(move |at| {
        let rest: Vec<&str> =
            words.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, word)| *word).collect();
        (at, words[at], rest.join(" "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(clauses: &[&str]) -> Formulations {
        let clause = Clause { path: "a.txt".into(), line: 1, count: 1 };
        let clauses = clauses.iter().map(|&text| (text.into(), clause.clone())).collect();
        Formulations { clauses, ..Formulations::default() }
    }

    fn pairs(a: &[&str], b: &[&str]) -> Vec<(String, String)> {
        let (a, b) = (of(a), of(b));
        changed(&a, &b).iter().map(|c| (c.from.to_owned(), c.to.to_owned())).collect()
    }

    #[test]
    fn a_word_replaced_put_in_or_left_out_is_a_change() {
        let one = "城镇 新增 就业 1100万 人";
        assert_eq!(pairs(&[one], &["城镇 新增 就业 1200万 人"]), [("1100万".into(), "1200万".into())]);
        assert_eq!(pairs(&[one], &["城镇 新增 就业 1100万 人 以上"]), [(String::new(), "以上".into())]);
        assert_eq!(pairs(&[one], &["新增 就业 1100万 人"]), [("城镇".into(), String::new())]);
    }

    #[test]
    fn what_both_say_and_what_differs_by_more_is_none() {
        let one = "城镇 新增 就业 1100万 人";
        assert!(pairs(&[one], &[one, "城镇 新增 就业 1200万 户"]).is_empty());
        assert!(pairs(&[one], &["农村 新增 就业 1200万 人"]).is_empty());
    }

    #[test]
    fn a_phrase_that_is_always_part_of_a_longer_one_is_left_out() {
        let mut own = Tally::default();
        for (phrase, length, count) in [("新 发展", 2, 3), ("发展 理念", 2, 5), ("新 发展 理念", 3, 3)]
        {
            let counted = super::super::tally::Counted { length, count, documents: 1, ..Default::default() };
            own.terms.insert(phrase.into(), counted);
        }
        let found = only(&own, &Tally::default(), 2);
        let texts: Vec<&str> = found.iter().map(|phrase| phrase.text).collect();
        assert_eq!(texts, ["发展 理念", "新 发展 理念"]);
    }
}
