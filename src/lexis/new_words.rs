//! Words that the dictionary lacks: runs of Chinese characters that hold together and stand freely.

use super::{Text, choice::stop_words};
use crate::{
    statistics::cohesion::{branching_entropy, pmi},
    words::{self, Token},
};
use rustc_hash::FxHashMap;
use std::{collections::HashSet, sync::LazyLock};

static STOP: LazyLock<HashSet<&str>> = LazyLock::new(|| stop_words().collect());

/// A word begins and ends where words are cut in at least this share of its places: else it is a part of other words,
/// as 民收入 is of 居民收入.
const ALIGNED: f64 = 0.5;

/// The longest word that can be looked for, in characters: with a neighbour it fills a key.
pub const LONGEST: u8 = 7;

/// The runs of characters that are held between two batches of documents; 32 bytes each, and as much again for room.
const MOST: usize = 6_000_000;

/// A run of up to eight characters, 16 bits each, the last one in the lowest bits.
type Key = u128;

/// How often runs of characters occur.
#[derive(Debug, Default)]
pub struct Runs {
    counts: FxHashMap<Key, Count>,
    /// All characters.
    total: u64,
    /// By how much the count of a run may be too low, since rare ones were forgotten on the way.
    pub forgotten: u32,
}

/// How often a run occurs.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    all: u32,
    /// Where it begins and ends as words do, with no word at its edges that only holds sentences together.
    aligned: u32,
}

/// What makes a run a word.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// How often it must occur.
    pub least: u64,
    /// How firmly its parts must hold together, in bits.
    pub pmi: f64,
    /// How free its neighbours must be on both sides, in bits.
    pub entropy: f64,
    /// How many characters it may have, up to [`LONGEST`].
    pub longest: usize,
}

/// A word that the dictionary lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct NewWord {
    /// The word.
    pub word: String,
    /// Its occurrences.
    pub count: u64,
    /// Its weakest joint, in bits.
    pub pmi: f64,
    /// The entropy of its left neighbours, in bits.
    pub left: f64,
    /// The entropy of its right neighbours, in bits.
    pub right: f64,
}

impl Runs {
    /// Counts the runs of a document, up to `longest` characters and a neighbour.
    pub fn add(&mut self, text: &Text<'_>, longest: usize) {
        let mut run = Run::default();
        let mut behind = 0;
        words::for_each_token(text.read(), |token| {
            let loose = is_loose(&token);
            if parts(&token) {
                self.count(&run, longest);
                run.clear();
                behind = token.span.end;
                return;
            }
            for c in text.read()[behind..token.span.end].chars() {
                let code = u16::try_from(u32::from(c)).ok();
                match code.filter(|_| ('\u{3400}'..='\u{9FFF}').contains(&c)) {
                    Some(code) => run.codes.push(code),
                    None => {
                        self.count(&run, longest);
                        run.clear();
                    }
                }
            }
            run.word(token.text.chars().count(), loose);
            behind = token.span.end;
        });
        self.count(&run, longest);
    }

    fn count(&mut self, run: &Run, longest: usize) {
        self.total += run.codes.len() as u64;
        for start in 0..run.codes.len() {
            let mut key = 0;
            for (end, &code) in (start + 1..).zip(&run.codes[start..]).take(longest + 1) {
                key = key << 16 | Key::from(code);
                let count = self.counts.entry(key).or_default();
                count.all += 1;
                count.aligned += u32::from(run.is_word(start, end));
            }
        }
    }

    /// The counts of both.
    pub fn merge(mut self, later: Self) -> Self {
        if self.counts.len() < later.counts.len() {
            return later.merge(self);
        }
        #[allow(clippy::iter_over_hash_type)] // Sums don't depend on the order.
        for (key, count) in later.counts {
            let own = self.counts.entry(key).or_default();
            own.all += count.all;
            own.aligned += count.aligned;
        }
        self.total += later.total;
        self.forgotten = self.forgotten.max(later.forgotten);
        self
    }

    /// Forgets the rarest runs where there are too many (after the lossy counting of Manku & Motwani 2002).
    pub fn thin_out(&mut self) {
        while self.counts.len() > MOST {
            self.forgotten += 1;
            let rare = self.forgotten;
            self.counts.retain(|_, count| count.all > rare);
        }
    }

    /// The runs that are words by their measures and stand in no dictionary, the most frequent first.
    pub fn new_words(&self, measure: Measure) -> Vec<NewWord> {
        let frequent = self.counts.iter().filter(|&(&key, &count)| {
            u64::from(count.all) >= measure.least
                && f64::from(count.aligned) >= ALIGNED * f64::from(count.all)
                && (2..=measure.longest).contains(&length(key))
        });
        let candidates: FxHashMap<Key, [Vec<u64>; 2]> =
            frequent.map(|(&key, _)| (key, Default::default())).collect();
        let candidates = self.with_neighbours(candidates, measure.longest);
        let mut found: Vec<NewWord> =
            candidates.iter().filter_map(|(&key, sides)| self.judged(key, sides, measure)).collect();
        found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(&b.word)));
        found
    }

    /// Gives each candidate how often each character stands before it and behind it.
    fn with_neighbours(
        &self,
        mut candidates: FxHashMap<Key, [Vec<u64>; 2]>,
        longest: usize,
    ) -> FxHashMap<Key, [Vec<u64>; 2]> {
        #[allow(clippy::iter_over_hash_type)] // The counts are sorted before they are used.
        for (&key, &count) in &self.counts {
            let length = length(key);
            if !(3..=longest + 1).contains(&length) {
                continue;
            }
            let behind_first = key & ((1 << (16 * (length - 1))) - 1);
            if let Some(sides) = candidates.get_mut(&behind_first) {
                sides[0].push(count.all.into());
            }
            if let Some(sides) = candidates.get_mut(&(key >> 16)) {
                sides[1].push(count.all.into());
            }
        }
        candidates
    }

    fn judged(&self, key: Key, sides: &[Vec<u64>; 2], measure: Measure) -> Option<NewWord> {
        let count = self.of(key);
        let pmi = self.cohesion(key, count)?;
        if pmi < measure.pmi {
            return None;
        }
        // At the edge of a run stands punctuation: as many different neighbours.
        let entropy = |side: &Vec<u64>| {
            let mut side = side.clone();
            side.sort_unstable();
            let edges = count.saturating_sub(side.iter().sum());
            branching_entropy(side.into_iter().chain((0..edges).map(|_| 1)).collect::<Vec<_>>().into_iter())
        };
        let (left, right) = (entropy(&sides[0]), entropy(&sides[1]));
        if left.min(right) < measure.entropy {
            return None;
        }
        let word = word(key);
        (!words::is_known(&word)).then_some(NewWord { word, count, pmi, left, right })
    }

    /// The least mutual information of all ways to part a run.
    fn cohesion(&self, key: Key, count: u64) -> Option<f64> {
        let joints = 1..length(key);
        let joint = |behind: usize| {
            let (left, right) = (key >> (16 * behind), key & ((1 << (16 * behind)) - 1));
            pmi(count, self.of(left), self.of(right), self.total)
        };
        joints.map(joint).try_fold(f64::INFINITY, |least, pmi| pmi.map(|pmi| least.min(pmi)))
    }

    fn of(&self, key: Key) -> u64 {
        self.counts.get(&key).map_or(0, |count| count.all.into())
    }
}

/// A run of Chinese characters, and where words begin and end in it.
#[derive(Debug, Default)]
struct Run {
    codes: Vec<u16>,
    /// For each place from before the first character to behind the last, whether a word begins there.
    begins: Vec<bool>,
    /// Whether one ends there.
    ends: Vec<bool>,
}

impl Run {
    fn clear(&mut self) {
        self.codes.clear();
        self.begins.clear();
        self.ends.clear();
    }

    /// Whether a word begins at the first place and one ends at the second; the word that is being read is none yet.
    fn is_word(&self, start: usize, end: usize) -> bool {
        let at = |places: &[bool], place: usize| places.get(place).copied().unwrap_or(false);
        at(&self.begins, start) && at(&self.ends, end)
    }

    /// The last characters are a word; one that only holds sentences together opens and closes no other word.
    fn word(&mut self, characters: usize, loose: bool) {
        // Where a character ended the run, nothing of the word is left.
        self.begins.resize(self.codes.len() + 1, false);
        self.ends.resize(self.codes.len() + 1, false);
        if let Some(start) = self.codes.len().checked_sub(characters).filter(|_| !loose) {
            self.begins[start] = true;
            self.ends[self.codes.len()] = true;
        }
    }
}

/// Whether a word parts others: conjunctions and particles hardly stand inside a word.
fn parts(token: &Token<'_>) -> bool {
    token.tag.starts_with(['c', 'u', 'y'])
}

/// Whether a word can't stand at the edge of a longer one: function words, numbers, verbs and adjectives of one
/// character (要, 取得新).
fn is_loose(token: &Token<'_>) -> bool {
    let one = token.text.chars().nth(1).is_none();
    let joins = token.tag.starts_with(['p', 'd', 'r', 'm', 'q', 'f', 'e', 'o', 'x']);
    joins
        || words::is_marker(token)
        || one && token.tag.starts_with(['v', 'a', 't'])
        || STOP.contains(token.text)
}

fn length(key: Key) -> usize {
    (128 - key.leading_zeros() as usize).div_ceil(16)
}

fn word(key: Key) -> String {
    let code = |i: usize| char::from_u32((key >> (16 * i)) as u32 & 0xFFFF);
    (0..length(key)).rev().filter_map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_hold_their_characters() {
        let key = "政务服务网".chars().fold(0, |key: Key, c| key << 16 | Key::from(u32::from(c)));
        assert_eq!((length(key), word(key)), (5, "政务服务网".to_owned()));
    }

    #[test]
    fn a_word_that_stands_freely_is_found_and_its_parts_are_not() {
        let mut runs = Runs::default();
        for (before, behind) in
            [("推进", "制度"), ("加强", "机制"), ("深化", "工作"), ("落实", "试点"), ("完善", "经验")]
        {
            let codes = |text: &str| text.chars().map(|c| u32::from(c) as u16).collect::<Vec<_>>();
            let mut run = Run { codes: codes(before), ..Run::default() };
            run.word(2, false);
            for word in ["跨乡", "联建", behind] {
                run.codes.extend(codes(word));
                run.word(2, false);
            }
            runs.count(&run, 6);
        }
        let measure = Measure { least: 5, pmi: 2.0, entropy: 1.5, longest: 6 };
        let found: Vec<String> = runs.new_words(measure).into_iter().map(|word| word.word).collect();
        assert_eq!(found, ["跨乡联建"]);
    }
}
