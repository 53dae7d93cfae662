//! Passages of a document that stand in others: from matches of seeds, followed in both directions with gaps.

use super::{Kind, Part, Settings, Stretch, align, matching::Match, name::ForeignName, seed};
use crate::limit;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A passage that two documents share.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The number of the document that it is taken from, or may be.
    pub source: usize,
    /// The number of the document that holds it too.
    pub target: usize,
    /// Where it stands in the source.
    pub source_stretch: Stretch,
    /// Where it stands in the target.
    pub target_stretch: Stretch,
    /// The numbers of its first letter or digit in the source, and one past its last.
    pub source_letters: (usize, usize),
    /// The same in the target.
    pub target_letters: (usize, usize),
    /// Twice the letters that both have in common, in their order, by the letters of both (Dice).
    pub similarity: f64,
    /// How many documents have about half of its seeds at least.
    pub documents: usize,
    /// What kind of repetition it is.
    pub kind: Kind,
    /// Whether the dates tell that the source came first.
    pub dated: bool,
    /// The number of its cluster: passages that are one another.
    pub cluster: usize,
    /// Names on one side that are the other's.
    pub names: Vec<ForeignName>,
    /// Numbered points of the target that it overlaps, where they are wanted.
    pub items: Vec<Part>,
}

impl Passage {
    /// How long it is in the target, in letters and digits.
    pub const fn length(&self) -> usize {
        self.target_letters.1 - self.target_letters.0
    }
}

/// A passage by its letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    /// The number of the source.
    pub(super) source: u32,
    /// Its first letter in the target, and one past its last.
    pub(super) at: (usize, usize),
    /// Its first letter in the source, and one past its last.
    pub(super) from: (usize, usize),
    /// How many letters both have in common.
    pub(super) common: usize,
    /// How many documents have it.
    pub(super) documents: u32,
}

impl Piece {
    pub(super) const fn length(&self) -> usize {
        self.at.1 - self.at.0
    }

    pub(super) fn similarity(&self) -> f64 {
        2.0 * self.common as f64 / self.both().max(1) as f64
    }

    /// The letters of both sides.
    const fn both(&self) -> usize {
        self.length() + self.from.1 - self.from.0
    }

    /// Whether it is long and alike enough. The shorter it is, the more alike it must be: forms that are filled in share half
    /// of their words (某市人民政府关于加强…工作的意见).
    pub(super) fn counts(&self, settings: &Settings) -> bool {
        /// How many letters more are in common than differ, by the least length, in tenths.
        const MORE: usize = 6;
        let other = self.both() - 2 * self.common;
        self.length().min(self.from.1 - self.from.0) >= settings.min_length
            && self.similarity() >= settings.min_similarity
            && 10 * self.common >= MORE * settings.min_length + 5 * other
    }
}

/// The letters of two documents, or of one twice.
#[derive(Clone, Copy)]
pub(super) struct Letters<'l> {
    pub(super) target: &'l [char],
    pub(super) source: &'l [char],
    /// Whether both are one document: what is taken from itself stands behind it.
    pub(super) within: bool,
}

/// How long a piece must be that may be joined to others.
const LEAST: usize = 12;

/// How many letters may stand between two pieces that are one passage, half of the shorter piece at the most: the name of another
/// body, say.
const BETWEEN: usize = 20;

/// The passages that a document shares with another one. `matches` are those of the two.
pub(super) fn pieces(letters: Letters<'_>, matches: &[Match], settings: &Settings) -> Vec<Piece> {
    /// How far diagonals of one passage may be apart.
    const DRIFT: i64 = 8;
    let diagonal = |m: &Match| (i64::from(m.from) - i64::from(m.at)).div_euclid(DRIFT);
    let mut weights: FxHashMap<i64, u32> = FxHashMap::default();
    matches.iter().for_each(|m| *weights.entry(diagonal(m)).or_default() += 1);
    let mut order: Vec<(std::cmp::Reverse<u32>, u32, &Match)> =
        matches.iter().map(|m| (std::cmp::Reverse(weights[&diagonal(m)]), m.at, m)).collect();
    order.sort_unstable_by_key(|&(weight, at, m)| (weight, at, m.from));
    // What led to nothing may be tried so often before it isn't tried again at the same place.
    let mut tries = 64 + letters.target.len() / 8;
    let mut covered: BTreeMap<usize, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for (_, _, m) in order {
        let at = m.at as usize;
        if covered.range(..=at).next_back().is_some_and(|(_, &end)| at < end) {
            continue;
        }
        limit::check();
        // What was followed before is not gone through again.
        let free = (
            covered.range(..=at).next_back().map_or(0, |(_, &end)| end),
            covered.range(at..).next().map_or(letters.target.len(), |(&start, _)| start),
        );
        let Some(piece) = follow(letters, m, free) else { continue };
        let counts =
            piece.length() >= LEAST.min(settings.min_length) && piece.similarity() >= settings.min_similarity;
        if counts || tries == 0 || letters.within {
            let end = covered.entry(piece.at.0).or_default();
            *end = piece.at.1.max(*end);
        } else {
            tries -= 1;
        }
        if counts {
            out.push(piece);
        }
    }
    let mut joined = join(out, letters.within, settings);
    joined.retain(|piece| piece.counts(settings));
    for piece in &mut joined {
        piece.documents = documents(piece, matches);
    }
    joined
}

/// Follows a match in both directions as far as the target is `free`; none where the letters are others, whose hashes are the
/// same.
fn follow(letters: Letters<'_>, m: &Match, free: (usize, usize)) -> Option<Piece> {
    let Letters { target, source, within } = letters;
    let (at, from) = (m.at as usize, m.from as usize);
    let (end, until) = (at + seed::LENGTH, from + seed::LENGTH);
    if target.get(at..end)? != source.get(from..until)? || (within && until > at) {
        return None;
    }
    // What is taken from the same document stands before it and doesn't overlap it.
    let most = if within { at } else { source.len() };
    let right =
        align::extend(|i| target[end + i], |j| source[until + j], (free.1.saturating_sub(end), most - until));
    let least = if within { free.0.max(until + right.second) } else { free.0 };
    let left = align::extend(|i| target[at - 1 - i], |j| source[from - 1 - j], (at - least.min(at), from));
    Some(Piece {
        source: m.source,
        at: (at - left.first, end + right.first),
        from: (from - left.second, until + right.second),
        common: left.common + seed::LENGTH + right.common,
        documents: m.documents,
    })
}

/// Joins pieces that follow one another in both documents with little between.
fn join(mut pieces: Vec<Piece>, within: bool, settings: &Settings) -> Vec<Piece> {
    pieces.sort_unstable_by_key(|piece| (piece.at, piece.from));
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let follows = |last: &&mut Piece| {
            let (gap, other) = (piece.at.0.checked_sub(last.at.1), piece.from.0.checked_sub(last.from.1));
            let most = BETWEEN.min(piece.length().min(last.length()) / 2);
            gap.is_some_and(|gap| gap <= most) && other.is_some_and(|other| other <= most)
        };
        if let Some(last) = out.last_mut().filter(follows) {
            let whole = Piece {
                at: (last.at.0, piece.at.1),
                from: (last.from.0, piece.from.1),
                common: last.common + piece.common,
                ..*last
            };
            let apart = !within || whole.from.1 <= whole.at.0;
            if apart && whole.similarity() >= settings.min_similarity {
                *last = whole;
                continue;
            }
        }
        out.push(piece);
    }
    out
}

/// How many documents have half of the seeds of a piece; the matches stand in the order of the target.
fn documents(piece: &Piece, matches: &[Match]) -> u32 {
    let before = |at: usize| matches.partition_point(|m| (m.at as usize) < at);
    let inside = &matches[before(piece.at.0)..before(piece.at.1)];
    let mut of: Vec<u32> = inside.iter().map(|m| m.documents).collect();
    of.sort_unstable();
    of.get(of.len() / 2).copied().unwrap_or(piece.documents)
}

/// The best of the pieces of a target: of those that overlap for the most part the one with the most in common, the earliest
/// source where that is the same. `order` tells which of two sources is the earlier one.
pub(super) fn best(mut pieces: Vec<Piece>, order: impl Fn(u32) -> u32) -> Vec<Piece> {
    /// What must not have been taken before, in quarters.
    const LEFT: usize = 2;
    pieces.sort_by_key(|piece| (std::cmp::Reverse(piece.common), order(piece.source), piece.at, piece.from));
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    let mut out = Vec::new();
    for piece in pieces {
        let (start, end) = piece.at;
        let before = taken.range(..start).next_back().filter(|(_, e)| **e > start).map(|(_, &e)| (start, e));
        let inside = taken.range(start..end).map(|(&s, &e)| (s, e));
        let covered: usize = before.into_iter().chain(inside).map(|(s, e)| e.min(end) - s).sum();
        if 4 * (end - start - covered.min(end - start)) < LEFT * (end - start) {
            continue;
        }
        take(&mut taken, start, end);
        out.push(piece);
    }
    out
}

/// Adds an interval to those that are taken, which don't overlap.
fn take(taken: &mut BTreeMap<usize, usize>, mut start: usize, mut end: usize) {
    if let Some((&s, &e)) = taken.range(..start).next_back().filter(|(_, e)| **e >= start) {
        (start, end) = (s, end.max(e));
    }
    while let Some((&s, &e)) = taken.range(start..=end).next() {
        end = end.max(e);
        taken.remove(&s);
    }
    taken.insert(start, end);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(target: &str, source: &str, seeds: &[(u32, u32)]) -> Vec<(String, String)> {
        let (target, source): (Vec<char>, Vec<char>) = (target.chars().collect(), source.chars().collect());
        let matches: Vec<Match> =
            seeds.iter().map(|&(at, from)| Match { target: 1, source: 0, at, from, documents: 2 }).collect();
        let letters = Letters { target: &target, source: &source, within: false };
        let settings = Settings { min_length: 12, ..Settings::default() };
        let text = |letters: &[char], (start, end): (usize, usize)| letters[start..end].iter().collect();
        let all = pieces(letters, &matches, &settings);
        all.iter().map(|p| (text(&target, p.at), text(&source, p.from))).collect()
    }

    #[test]
    fn a_passage_is_followed_over_words_that_differ() {
        let target = "我市实际压实河湖长责任定期开展巡查清理河道垃圾按期通报";
        let source = "本县压实河湖长责任每月开展巡查清理河道垃圾随时公布";
        let wanted = ("压实河湖长责任定期开展巡查清理河道垃圾", "压实河湖长责任每月开展巡查清理河道垃圾");
        let all = found(target, source, &[(4, 2), (17, 15)]);
        assert_eq!(all, [(wanted.0.to_owned(), wanted.1.to_owned())]);
        assert_eq!(found(target, source, &[(0, 0)]), []);
    }

    #[test]
    fn of_passages_that_overlap_the_one_with_most_in_common_counts() {
        let piece = |source, at, common| Piece { source, at, from: at, common, documents: 2 };
        let pieces =
            vec![piece(0, (0, 50), 40), piece(1, (0, 60), 60), piece(2, (55, 90), 35), piece(3, (0, 60), 60)];
        let mut left: Vec<u32> = best(pieces, |source| source).iter().map(|p| p.source).collect();
        left.sort_unstable();
        assert_eq!(left, [1, 2]);
    }
}
