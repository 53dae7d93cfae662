//! The sentences of units, and those that stand in another unit than the rest of theirs.

use super::{
    align::{Pairing, Units},
    fold,
    likeness::{Bag, Pairs},
    reference,
    unit::trimmed,
};
use crate::{
    lexicon::{ahead, back},
    source::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// A sentence of a unit, or a point of its list.
pub(super) struct Passage {
    /// The unit.
    pub(super) unit: usize,
    /// Its place in the cleaned text.
    pub(super) span: Span,
    /// Whether it is a whole paragraph.
    is_paragraph: bool,
    bag: Bag,
}

/// The passages of all units that are compared as a whole; points of articles belong to those.
pub(super) fn passages(units: &Units, text: &str, pairs: &mut Pairs) -> Vec<Passage> {
    let mut out = Vec::new();
    for unit in (0..units.units.len()).filter(|&unit| units.is_whole(unit)) {
        for &own in &units.units[unit].own {
            sentences(text, own, |span| {
                let opens = back(&text[..span.start], MARKER).trim_end_matches([' ', '\u{3000}']);
                let closes = ahead(&text[span.end..], MARKER).trim_start_matches([' ', '\u{3000}']);
                let is_line = |left: &str| left.is_empty() || left.ends_with('\n');
                let is_paragraph =
                    (is_line(opens) || is_marker(opens)) && (closes.is_empty() || closes.starts_with('\n'));
                let bag = pairs.bag(&reference::masked(&fold::spelling(span.of(text))).0);
                out.push(Passage { unit, span, is_paragraph, bag });
            });
        }
    }
    out.iter_mut().for_each(|passage| pairs.weigh(&mut passage.bag));
    out
}

/// How far from a passage its line is looked at, in bytes: over a marker.
const MARKER: usize = 32;

/// Whether what stands before a passage in its line is a marker: （八）.
fn is_marker(text: &str) -> bool {
    let line = text.rfind('\n').map_or(text, |at| &text[at + 1..]);
    line.chars().count() < 8 && line.ends_with(['）', ')', '、', '.', '．', '条'])
}

/// Cuts a span behind its full stops, semicolons and lines.
pub(crate) fn sentences(text: &str, span: Span, mut each: impl FnMut(Span)) {
    let mut start = span.start;
    let closes = |c: char| matches!(c, '。' | '；' | ';' | '！' | '？' | '\n');
    for (at, c) in span.of(text).char_indices().filter(|(_, c)| closes(*c)) {
        let end = span.start + at + c.len_utf8();
        trimmed(text, Span::new(start, end)).into_iter().for_each(&mut each);
        start = end;
    }
    trimmed(text, Span::new(start, span.end)).into_iter().for_each(&mut each);
}

/// A unit of the old text of which something stands in a unit of the new one, though it isn't its partner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crossing {
    pub(super) old: usize,
    pub(super) new: usize,
    /// How much of the two stands in both, 0 to 1.
    pub(super) share: f64,
}

/// Two passages, the old and the new one, that say the same in part.
pub(super) type Match = (usize, usize);

/// What stands where.
pub(super) struct Moves {
    /// Passages that belong together, those of partners and those of crossings.
    pub(super) matches: Vec<Match>,
    pub(super) crossings: Vec<Crossing>,
}

/// How alike two passages of partners must be, and two of any other units.
const IN_PARTNERS: f64 = 0.3;
const ELSEWHERE: f64 = 0.4;
/// How much of a unit without a partner must stand in another one, whatever has become of that one's text otherwise.
const HELD: f64 = 0.45;
/// What passages of two units must have in common to tell that the one comes from the other, as pairs that no other unit
/// has: where one of the units has no partner, and where both have.
const OF_FREE: f64 = 4.0;
const OF_PAIRED: f64 = 15.0;
/// How much of the smaller of two units that must be, at least: a sentence that went to another section doesn't split one.
const OF_UNIT: f64 = 0.1;

/// Finds the passages that stand in both texts.
pub(super) fn moves(
    (old, new): (&Units, &Units),
    (olds, news): (&[Passage], &[Passage]),
    pairs: &Pairs,
    found: &Pairing,
) -> Moves {
    let search = Search { old, new, olds, news, pairs, found };
    let (mut old_taken, mut new_taken) = (vec![false; olds.len()], vec![false; news.len()]);
    let mut matches = Vec::new();
    let partners = |a: usize, b: usize| found.to_new[olds[a].unit] == Some(news[b].unit);
    for (_, a, b) in search.best(IN_PARTNERS, |_| true, |_| true, partners) {
        if !old_taken[a] && !new_taken[b] {
            (old_taken[a], new_taken[b]) = (true, true);
            matches.push((a, b));
        }
    }
    let mut crossings = search.held();
    let linked: FxHashSet<(usize, usize)> = crossings.iter().map(|c| (c.old, c.new)).collect();
    let may = |a: usize, b: usize| linked.contains(&(olds[a].unit, news[b].unit));
    matches.extend(search.best(IN_PARTNERS, |_| true, |_| true, may).into_iter().map(|(_, a, b)| (a, b)));
    crossings.extend(search.crossed((&old_taken, &new_taken), &crossings, &mut matches));
    Moves { matches, crossings }
}

/// What is searched.
struct Search<'s> {
    old: &'s Units,
    new: &'s Units,
    olds: &'s [Passage],
    news: &'s [Passage],
    pairs: &'s Pairs,
    found: &'s Pairing,
}

impl Search<'_> {
    /// Passages that go together, the most alike first.
    fn best(
        &self,
        least: f64,
        from: impl Fn(usize) -> bool,
        to: impl Fn(usize) -> bool,
        may: impl Fn(usize, usize) -> bool,
    ) -> Vec<(f64, usize, usize)> {
        let news: Vec<(usize, &Bag)> =
            self.news.iter().map(|p| &p.bag).enumerate().filter(|(i, _)| to(*i)).collect();
        let olds = self.olds.iter().map(|p| &p.bag).enumerate().filter(|(i, _)| from(*i));
        let near = self.pairs.nearest(olds, &news, may);
        let scored =
            near.into_iter().map(|(a, b)| (self.pairs.likeness(&self.olds[a].bag, &self.news[b].bag), a, b));
        let mut scored: Vec<_> = scored.filter(|m| m.0 >= least).collect();
        scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        scored
    }

    /// Whether one of two units stands as it is in its partner: nothing of it has gone to the other one, or come from it.
    fn is_whole_elsewhere(&self, old: usize, new: usize) -> bool {
        let equal = |old: usize, new: usize| self.old.keys[old] == self.new.keys[new];
        self.found.to_new[old].is_some_and(|partner| equal(old, partner))
            || self.found.to_old[new].is_some_and(|partner| equal(partner, new))
    }

    /// Units without a partner of which much stands in one other unit: two that have become one, one that became two.
    fn held(&self) -> Vec<Crossing> {
        let mut out = self.held_by(true);
        out.extend(self.held_by(false));
        out.sort_by_key(|c| (c.old, c.new));
        out.dedup_by_key(|c| (c.old, c.new));
        out
    }

    /// Those of the old text, or of the new one.
    fn held_by(&self, is_old: bool) -> Vec<Crossing> {
        let (own, other, partners) = match is_old {
            true => (self.old, self.new, &self.found.to_new),
            false => (self.new, self.old, &self.found.to_old),
        };
        let turned = |a: usize, b: usize| if is_old { (a, b) } else { (b, a) };
        let free = (0..own.units.len()).filter(|&i| partners[i].is_none() && own.is_whole(i));
        let others = (0..other.units.len()).filter(|&i| other.is_whole(i));
        let others: Vec<(usize, &Bag)> = others.map(|i| (i, &other.bags[i])).collect();
        let may = |a: usize, b: usize| {
            let (old, new) = turned(a, b);
            self.old.is_like(old, self.new, new)
                && !self.old.is_of_other_act(old, self.new, new)
                && !self.is_whole_elsewhere(old, new)
        };
        let near = self.pairs.nearest(free.map(|i| (i, &own.bags[i])), &others, may);
        let crossing = |&(a, b): &(usize, usize)| {
            let common = self.pairs.common(&own.bags[a], &other.bags[b]);
            let (old, new) = turned(a, b);
            Crossing { old, new, share: common / own.bags[a].weight.max(f64::MIN_POSITIVE) }
        };
        let best = near
            .chunk_by(|x, y| x.0 == y.0)
            .filter_map(|same| same.iter().map(crossing).max_by(|x, y| x.share.total_cmp(&y.share)));
        best.filter(|c| c.share >= HELD).collect()
    }

    /// Passages that their partners lack and another unit has.
    fn crossed(
        &self,
        (old_taken, new_taken): (&[bool], &[bool]),
        known: &[Crossing],
        matches: &mut Vec<Match>,
    ) -> Vec<Crossing> {
        let settled = [known.iter().map(|c| c.old).collect(), known.iter().map(|c| c.new).collect()];
        let [settled_old, settled_new]: [FxHashSet<usize>; 2] = settled;
        let free = |a: usize, b: usize| {
            (self.found.to_new[a].is_none() && !settled_old.contains(&a))
                || (self.found.to_old[b].is_none() && !settled_new.contains(&b))
        };
        let least = OF_FREE * self.pairs.rarest();
        let known: FxHashSet<(usize, usize)> = known.iter().map(|c| (c.old, c.new)).collect();
        let from = |a: usize| !old_taken[a] && self.olds[a].bag.weight >= least;
        let to = |b: usize| !new_taken[b] && self.news[b].bag.weight >= least;
        let may = |a: usize, b: usize| {
            let (a, b) = (self.olds[a].unit, self.news[b].unit);
            self.old.is_like(a, self.new, b)
                && !self.old.is_of_other_act(a, self.new, b)
                && !known.contains(&(a, b))
        };
        let (mut old_used, mut new_used) = (vec![false; self.olds.len()], vec![false; self.news.len()]);
        let mut flows: FxHashMap<(usize, usize), (f64, Vec<Match>)> = FxHashMap::default();
        for (_, a, b) in self.best(ELSEWHERE, from, to, may) {
            if old_used[a] || new_used[b] {
                continue;
            }
            let common = self.pairs.common(&self.olds[a].bag, &self.news[b].bag);
            if common >= least {
                (old_used[a], new_used[b]) = (true, true);
                let flow = flows.entry((self.olds[a].unit, self.news[b].unit)).or_default();
                flow.0 += common;
                flow.1.push((a, b));
            }
        }
        let mut flows: Vec<_> = flows.into_iter().collect();
        flows.sort_by_key(|(units, _)| *units);
        let mut out = Vec::new();
        for ((old, new), (common, passages)) in flows {
            let share = common / self.old.bags[old].weight.min(self.new.bags[new].weight);
            let part = share >= OF_UNIT || passages.iter().any(|&(a, _)| self.olds[a].is_paragraph);
            if part && (free(old, new) || common >= OF_PAIRED * self.pairs.rarest()) {
                out.push(Crossing { old, new, share });
                matches.extend(passages);
            }
        }
        out
    }
}
