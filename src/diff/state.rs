//! What became of each unit.

use super::{
    Side,
    align::{Pairing, Units},
    fold::{self, Wording},
    likeness::{Bag, Pairs},
    passage::{Moves, Passage},
    unit::Level,
};
use crate::source::Span;
use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Serialize;

/// What became of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum State {
    /// It says the same under the same number.
    Unchanged,
    /// It says the same under another number.
    Renumbered,
    /// It says something else.
    Changed,
    /// It says something else under another number.
    #[serde(rename = "changed+renumbered")]
    #[cfg_attr(feature = "clap", value(name = "changed+renumbered"))]
    ChangedRenumbered,
    /// It stands below another heading, or in another order among its neighbours. Articles, whose numbers run through the
    /// whole text, are renumbered instead.
    Moved,
    /// It has become several.
    Split,
    /// It has become one with others.
    Merged,
    /// The old text has nothing like it.
    New,
    /// The new text has nothing like it.
    Dropped,
}

/// A unit of the old text and what became of it in the new one.
#[derive(Clone, Debug)]
pub struct Link {
    /// The old unit; none where it is new.
    pub old: Option<usize>,
    /// The new unit; none where it was dropped.
    pub new: Option<usize>,
    /// What became of it.
    pub state: State,
    /// How alike the two are, 0 to 1.
    pub score: f64,
    /// How far their wordings differ.
    pub wording: Wording,
    /// What of the old unit is compared: all, or of one that was split or merged what went this way.
    pub old_part: Vec<Span>,
    /// What of the new unit is compared.
    pub new_part: Vec<Span>,
}

impl Link {
    /// What became of it where signs, spelling, and references that follow count as changes.
    pub fn strict_state(&self) -> State {
        match self.state {
            State::Unchanged if self.wording != Wording::Same => State::Changed,
            State::Renumbered if self.wording != Wording::Same => State::ChangedRenumbered,
            state => state,
        }
    }
}

/// The links of all units, in the order of the new text; what was dropped stands behind what stood before it.
pub(super) fn links(
    (olds, news): (&Units, &Units),
    sides: (Side<'_>, Side<'_>),
    pairs: &mut Pairs,
    found: &mut Pairing,
    (passages, moves): ((&[Passage], &[Passage]), &Moves),
) -> Vec<Link> {
    let crossings = settle(found, moves);
    let paired = found.to_new.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?)));
    let all: Vec<(usize, usize)> = paired.chain(crossings).collect();
    let mut degrees = [vec![0; olds.units.len()], vec![0; news.units.len()]];
    for &(old, new) in &all {
        degrees[0][old] += 1;
        degrees[1][new] += 1;
    }
    let parts = Parts::new((olds, news), passages, moves, found, &degrees);
    let moved = moved(olds, news, found);
    let mut out: Vec<Link> = Vec::with_capacity(olds.units.len() + news.units.len());
    for &(old, new) in &all {
        let (old_part, new_part) = parts.of(old, new);
        let (a, b) = (joined(&old_part, sides.0.cleaned.text()), joined(&new_part, sides.1.cleaned.text()));
        let wording = fold::differ(&a, &b, |a, b| {
            // Whether two references name units that are one another.
            olds.named(a).zip(news.named(b)).is_some_and(|(a, b)| found.to_new[a] == Some(b))
        });
        let state = match (degrees[0][old], degrees[1][new]) {
            (2.., _) => State::Split,
            (_, 2..) => State::Merged,
            _ if moved.contains(&old) => State::Moved,
            _ => plain(olds.numbers[old] != news.numbers[new], wording == Wording::Text),
        };
        let score = if wording == Wording::Text { alike(pairs, &a, &b) } else { 1.0 };
        out.push(Link { old: Some(old), new: Some(new), state, score, wording, old_part, new_part });
    }
    let gone = (0..olds.units.len()).filter(|&u| degrees[0][u] == 0);
    out.extend(gone.map(|u| single(Some(u), None, olds.units[u].own.clone())));
    let come = (0..news.units.len()).filter(|&u| degrees[1][u] == 0);
    out.extend(come.map(|u| single(None, Some(u), news.units[u].own.clone())));
    in_order(out, found)
}

/// Makes two units without partners of which one stands in the other partners; gives the crossings that are left.
fn settle(found: &mut Pairing, moves: &Moves) -> Vec<(usize, usize)> {
    let mut crossings = moves.crossings.clone();
    crossings.sort_by(|a, b| b.share.total_cmp(&a.share).then((a.old, a.new).cmp(&(b.old, b.new))));
    crossings.retain(|c| {
        let free = found.to_new[c.old].is_none() && found.to_old[c.new].is_none();
        if free {
            found.join(c.old, c.new);
        }
        !free
    });
    crossings.into_iter().map(|c| (c.old, c.new)).collect()
}

fn plain(renumbered: bool, changed: bool) -> State {
    match (changed, renumbered) {
        (false, false) => State::Unchanged,
        (false, true) => State::Renumbered,
        (true, false) => State::Changed,
        (true, true) => State::ChangedRenumbered,
    }
}

fn single(old: Option<usize>, new: Option<usize>, part: Vec<Span>) -> Link {
    let (state, old_part, new_part) = match old {
        Some(_) => (State::Dropped, part, Vec::new()),
        None => (State::New, Vec::new(), part),
    };
    Link { old, new, state, score: 0.0, wording: Wording::Text, old_part, new_part }
}

fn joined(spans: &[Span], text: &str) -> String {
    spans.iter().map(|span| span.of(text)).collect()
}

fn alike(pairs: &mut Pairs, old: &str, new: &str) -> f64 {
    let mut bag = |text: &str| -> Bag {
        let mut bag = pairs.bag(&fold::spelling(text));
        pairs.weigh(&mut bag);
        bag
    };
    let (old, new) = (bag(old), bag(new));
    pairs.alike(&old, &new)
}

/// The old units whose place among their neighbours is another one in the new text.
fn moved(olds: &Units, news: &Units, found: &Pairing) -> FxHashSet<usize> {
    let mut out = FxHashSet::default();
    let mut families: FxHashMap<Option<usize>, Vec<(usize, usize)>> = FxHashMap::default();
    for (old, new) in found.to_new.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))) {
        let (a, b) = (&olds.units[old], &news.units[new]);
        if a.level == Level::Article {
            continue;
        }
        let partner = |parent: Option<usize>| parent.map(|p| found.to_new[p]);
        match (partner(a.parent), b.parent) {
            (None, None) => families.entry(None).or_default().push((old, new)),
            (Some(Some(above)), Some(parent)) if above == parent => {
                families.entry(a.parent).or_default().push((old, new));
            }
            // What stood below a heading that is gone, or stands below a new one, is where it was.
            (Some(None), _) => {}
            (_, Some(parent)) if found.to_old[parent].is_none() => {}
            _ => {
                out.insert(old);
            }
        }
    }
    let mut families: Vec<Vec<(usize, usize)>> = families.into_values().collect();
    families.sort_unstable();
    for family in families {
        let kept = in_every_rise(&family.iter().map(|pair| pair.1).collect::<Vec<_>>());
        let stays: FxHashSet<usize> = kept.into_iter().map(|i| family[i].0).collect();
        out.extend(family.iter().map(|pair| pair.0).filter(|old| !stays.contains(old)));
    }
    out
}

/// The places of the numbers that are in every longest rising run of numbers that all differ (Schensted 1961): of two that
/// have changed places neither is.
fn in_every_rise(numbers: &[usize]) -> Vec<usize> {
    let behind: Vec<usize> = numbers.iter().rev().map(|&n| usize::MAX - n).collect();
    let (rises, mut falls) = (lengths(numbers), lengths(&behind));
    falls.reverse();
    let longest = rises.iter().copied().max().unwrap_or(0);
    let in_one = |i: usize| rises[i] + falls[i] == longest + 1;
    let mut at = vec![0; longest + 1];
    (0..numbers.len()).filter(|&i| in_one(i)).for_each(|i| at[rises[i]] += 1);
    (0..numbers.len()).filter(|&i| in_one(i) && at[rises[i]] == 1).collect()
}

/// How long the longest rising run is that ends with each number.
fn lengths(numbers: &[usize]) -> Vec<usize> {
    let mut least: Vec<usize> = Vec::new();
    let length = |&n: &usize| {
        let at = least.partition_point(|&last| last < n);
        if at == least.len() {
            least.push(n)
        } else {
            least[at] = n
        }
        at + 1
    };
    numbers.iter().map(length).collect()
}

/// Which passages of a unit went which way.
struct Parts<'m> {
    units: (&'m Units, &'m Units),
    passages: (&'m [Passage], &'m [Passage]),
    found: &'m Pairing,
    /// How many links each unit has.
    degrees: &'m [Vec<usize>; 2],
    /// For each passage the units of the other text that it stands in.
    to: [FxHashMap<usize, Vec<usize>>; 2],
    /// The passages of each unit.
    of: [FxHashMap<usize, Vec<usize>>; 2],
}

impl<'m> Parts<'m> {
    fn new(
        units: (&'m Units, &'m Units),
        passages: (&'m [Passage], &'m [Passage]),
        moves: &Moves,
        found: &'m Pairing,
        degrees: &'m [Vec<usize>; 2],
    ) -> Self {
        let mut to: [FxHashMap<usize, Vec<usize>>; 2] = Default::default();
        for &(a, b) in &moves.matches {
            to[0].entry(a).or_default().push(passages.1[b].unit);
            to[1].entry(b).or_default().push(passages.0[a].unit);
        }
        let of = [passages.0, passages.1].map(|passages| {
            let mut of: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
            passages.iter().enumerate().for_each(|(i, p)| of.entry(p.unit).or_default().push(i));
            of
        });
        Self { units, passages, found, degrees, to, of }
    }

    /// What of two linked units is compared: all where neither has another link, else the passages that stand in both; what
    /// stands nowhere else is compared with the partner.
    fn of(&self, old: usize, new: usize) -> (Vec<Span>, Vec<Span>) {
        (self.side(0, old, new), self.side(1, new, old))
    }

    fn side(&self, side: usize, unit: usize, other: usize) -> Vec<Span> {
        let (units, all, partner) = match side {
            0 => (self.units.0, self.passages.0, self.found.to_new[unit]),
            _ => (self.units.1, self.passages.1, self.found.to_old[unit]),
        };
        if self.degrees[side][unit] == 1 {
            return units.units[unit].own.clone();
        }
        let here = |i: &&usize| match self.to[side].get(*i) {
            Some(units) => units.contains(&other),
            None => partner == Some(other),
        };
        let passages = self.of[side].get(&unit).into_iter().flatten();
        passages.filter(here).map(|&i| all[i].span).collect()
    }
}

/// In the order of the new text, what was dropped behind what stood before it.
fn in_order(links: Vec<Link>, found: &Pairing) -> Vec<Link> {
    let mut last = None;
    let behind: Vec<Option<usize>> = found
        .to_new
        .iter()
        .map(|new| {
            last = new.or(last);
            last
        })
        .collect();
    let mut keyed: Vec<_> = links
        .into_iter()
        .map(|link| match (link.old, link.new) {
            (old, Some(new)) => ((new + 1, false, old.unwrap_or(0)), link),
            (old, None) => {
                let old = old.unwrap_or(0);
                ((behind[old].map_or(0, |new| new + 1), true, old), link)
            }
        })
        .collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, link)| link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_that_change_places_have_both_moved_and_one_that_jumps_alone() {
        let moved = |numbers: &[usize]| -> Vec<usize> {
            let stays = in_every_rise(numbers);
            (0..numbers.len()).filter(|i| !stays.contains(i)).collect()
        };
        assert_eq!(moved(&[0, 1, 2, 3]), Vec::<usize>::new());
        assert_eq!(moved(&[0, 2, 1, 3]), [1, 2]);
        assert_eq!(moved(&[3, 0, 1, 2]), [0]);
        assert_eq!(moved(&[]), Vec::<usize>::new());
    }
}
