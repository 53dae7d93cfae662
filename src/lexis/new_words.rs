//! Words that the dictionary lacks: runs of Chinese characters that hold together and stand freely.

use super::Text;
use crate::{
    statistics::cohesion::{branching_entropy, pmi},
    words,
};
use std::collections::HashMap;

/// Characters that end a run: hardly a word has them.
const LOOSE: [char; 4] = ['的', '了', '们', '着'];

/// The longest word looked for, in characters: with a neighbour it fills a key.
pub const LONGEST: usize = 7;

/// The runs of characters that are held between two batches of documents; 32 bytes each, and as much again for room.
const MOST: usize = 6_000_000;

/// A run of up to eight characters, 16 bits each, the last one in the lowest bits.
type Key = u128;

/// How often runs of characters occur.
#[derive(Debug, Default)]
pub struct Runs {
    counts: HashMap<Key, u32>,
    /// All characters.
    total: u64,
    /// By how much the count of a run may be too low, since rare ones were forgotten on the way.
    pub forgotten: u32,
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
        let mut run: Vec<u16> = Vec::new();
        for c in text.read().chars().chain(['\n']) {
            let code = u16::try_from(u32::from(c)).ok();
            match code.filter(|_| ('\u{3400}'..='\u{9FFF}').contains(&c) && !LOOSE.contains(&c)) {
                Some(code) => run.push(code),
                None => {
                    self.count(&run, longest);
                    run.clear();
                }
            }
        }
    }

    fn count(&mut self, run: &[u16], longest: usize) {
        self.total += run.len() as u64;
        for start in 0..run.len() {
            let mut key = 0;
            for &code in run[start..].iter().take(longest + 1) {
                key = key << 16 | Key::from(code);
                *self.counts.entry(key).or_default() += 1;
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
            *self.counts.entry(key).or_default() += count;
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
            self.counts.retain(|_, count| *count > rare);
        }
    }

    /// The runs that are words by their measures and stand in no dictionary, the most frequent first.
    pub fn new_words(&self, measure: Measure) -> Vec<NewWord> {
        let frequent = self.counts.iter().filter(|&(&key, &count)| {
            u64::from(count) >= measure.least && (2..=measure.longest).contains(&length(key))
        });
        let candidates: HashMap<Key, [Vec<u64>; 2]> =
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
        mut candidates: HashMap<Key, [Vec<u64>; 2]>,
        longest: usize,
    ) -> HashMap<Key, [Vec<u64>; 2]> {
        #[allow(clippy::iter_over_hash_type)] // The counts are sorted before they are used.
        for (&key, &count) in &self.counts {
            let length = length(key);
            if !(3..=longest + 1).contains(&length) {
                continue;
            }
            let behind_first = key & ((1 << (16 * (length - 1))) - 1);
            if let Some(sides) = candidates.get_mut(&behind_first) {
                sides[0].push(count.into());
            }
            if let Some(sides) = candidates.get_mut(&(key >> 16)) {
                sides[1].push(count.into());
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
        self.counts.get(&key).copied().unwrap_or(0).into()
    }
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
        for around in ["推进", "加强", "深化", "落实", "抓好", "完善", "支持", "搞活"] {
            let behind = around.chars().rev().collect::<String>();
            let run: Vec<u16> = format!("{around}跨乡联建{behind}")
                .chars()
                .filter_map(|c| u16::try_from(u32::from(c)).ok())
                .collect();
            runs.count(&run, 6);
        }
        let measure = Measure { least: 5, pmi: 2.0, entropy: 1.5, longest: 6 };
        let found: Vec<String> = runs.new_words(measure).into_iter().map(|word| word.word).collect();
        assert_eq!(found, ["跨乡联建"]);
    }
}
