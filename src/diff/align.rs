//! Which unit of the old text is which of the new one: by what they say, not by their numbers.

use super::{
    Side, fold,
    likeness::{Bag, Pairs},
    reference,
    unit::{self, Level, Unit},
};
use crate::{limit, outline::Style, source::Span};
use rustc_hash::FxHashMap;

/// The units of one text with what is looked at to compare them.
pub(super) struct Units {
    pub(super) units: Vec<Unit>,
    /// What each is compared by, in one spelling, with § for the numbers of references.
    pub(super) keys: Vec<String>,
    pub(super) bags: Vec<Bag>,
    /// What its title says, of points in which more stands.
    titles: Vec<Option<Bag>>,
    /// How much of it demands something, 0 to 1; none where that tells nothing.
    demands: Vec<Option<f64>>,
    /// Its style and number; none of a paragraph.
    pub(super) numbers: Vec<Option<(Style, u32)>>,
    /// Chapters, articles and their like by their number and what it counts.
    articles: FxHashMap<(u32, char), usize>,
    /// Points by the unit above them and their number.
    places: FxHashMap<(Option<usize>, (Style, u32)), usize>,
    /// The points before and behind each point in its list.
    siblings: Vec<[Option<usize>; 2]>,
    /// Its place among those of its class.
    ranks: Vec<usize>,
    /// The units of each class in their order.
    classes: [Vec<usize>; CLASSES],
}

/// Units that may be one another: articles; points of articles; headings; all else.
const CLASSES: usize = 4;
const HEADINGS: usize = 2;

fn class(unit: &Unit) -> usize {
    match unit.level {
        Level::Article => 0,
        Level::Item | Level::Paragraph if unit.article.is_some() => 1,
        Level::Heading => HEADINGS,
        Level::Item | Level::Paragraph | Level::Document => 3,
    }
}

impl Units {
    pub(super) fn new(side: Side<'_>, pairs: &mut Pairs) -> Self {
        let (text, items) = (side.cleaned.text(), &side.analysis.outline.items);
        let units = unit::units(&side);
        let demands = units.iter().map(|unit| demanded(&side, unit)).collect();
        let number = |unit: &Unit| unit.item.map(|item| (items[item].style, items[item].ordinal));
        let key = |unit: &Unit| reference::masked(&fold::spelling(&unit.text(text))).0;
        let keys: Vec<String> = units.iter().map(key).collect();
        // The points of an article stand in it already.
        let bag = |(unit, key): (&Unit, &String)| match unit.article {
            None => pairs.counted(key),
            Some(_) => pairs.bag(key),
        };
        let bags = units.iter().zip(&keys).map(bag).collect();
        let title = |unit: &Unit| {
            let title = items[unit.item.filter(|_| unit.level == Level::Item)?].title;
            let more = unit.own.iter().map(|span| span.len()).sum::<usize>() > 2 * title.len();
            (more && !title.is_empty()).then(|| pairs.bag(&fold::spelling(title.of(text))))
        };
        let titles = units.iter().map(title).collect();
        let mut articles = FxHashMap::default();
        for (i, unit) in units.iter().enumerate() {
            let Some(item) = unit.item.map(|item| &items[item]).filter(|item| item.style == Style::Article)
            else {
                continue;
            };
            if let Some((number, end)) = reference::number(&fold::width(item.marker.of(text))) {
                articles.entry((number, end)).or_insert(i);
            }
        }
        let siblings = siblings(&units);
        let numbers: Vec<Option<(Style, u32)>> = units.iter().map(number).collect();
        let place = |(i, number): (usize, &Option<(Style, u32)>)| Some(((units[i].parent, (*number)?), i));
        let places = numbers.iter().enumerate().rev().filter_map(place).collect();
        let mut classes: [Vec<usize>; CLASSES] = Default::default();
        let mut ranks = Vec::with_capacity(units.len());
        for (i, unit) in units.iter().enumerate() {
            let class = &mut classes[class(unit)];
            ranks.push(class.len());
            class.push(i);
        }
        Self { units, keys, bags, titles, demands, numbers, articles, places, siblings, ranks, classes }
    }

    /// Weighs all bags, once those of both texts are counted.
    pub(super) fn weigh(&mut self, pairs: &Pairs) {
        self.bags.iter_mut().chain(self.titles.iter_mut().flatten()).for_each(|bag| pairs.weigh(bag));
    }

    /// How alike two units are: what they say, or this and their titles together.
    fn alike(&self, unit: usize, other: &Self, of_other: usize, pairs: &Pairs) -> f64 {
        /// What must be said alike for titles to tell something: 抓好抢收 and 抓好抢种 are two things.
        const SAID: f64 = 0.08;
        let said = pairs.alike(&self.bags[unit], &other.bags[of_other]);
        let titles = self.titles[unit].as_ref().zip(other.titles[of_other].as_ref());
        let titles = titles.filter(|_| said >= SAID);
        titles.map_or(said, |(a, b)| said.max((said + pairs.alike(a, b)) / 2.0))
    }

    /// Whether one of two units tells what was done and the other one what is to be done: then they aren't one another,
    /// however much they share.
    pub(super) fn is_of_other_act(&self, unit: usize, other: &Self, of_other: usize) -> bool {
        /// Shares of demands from which on, and up to which, a unit is of the one kind.
        const DEMANDS: f64 = 0.6;
        const TELLS: f64 = 0.2;
        self.demands[unit]
            .zip(other.demands[of_other])
            .is_some_and(|(a, b)| (a >= DEMANDS && b <= TELLS) || (b >= DEMANDS && a <= TELLS))
    }

    /// The unit that a reference names: 第三条.
    pub(super) fn named(&self, reference: &str) -> Option<usize> {
        self.articles.get(&reference::number(reference)?).copied()
    }

    /// Whether a unit is compared as a whole: no heading, and no point of an article, which stands in that.
    pub(super) fn is_whole(&self, unit: usize) -> bool {
        self.units[unit].article.is_none() && self.units[unit].level != Level::Heading
    }

    /// Whether two units may be one another.
    pub(super) fn is_like(&self, unit: usize, other: &Self, of_other: usize) -> bool {
        class(&self.units[unit]) == class(&other.units[of_other])
    }

    /// The unit of the same class that stands `step` behind it.
    fn beside(&self, unit: usize, step: isize) -> Option<usize> {
        let rank = self.ranks[unit].checked_add_signed(step)?;
        self.classes[class(&self.units[unit])].get(rank).copied()
    }

    /// What stands before (-1) or behind (1) a unit: of points and headings the one beside it in its list.
    fn neighbour(&self, unit: usize, step: isize) -> Option<usize> {
        match self.units[unit].level {
            Level::Item | Level::Heading => self.siblings[unit][usize::from(step > 0)],
            _ => self.beside(unit, step),
        }
    }

    /// How far into the text a unit stands among those of its class, 0 to 1.
    fn depth_in(&self, unit: usize) -> f64 {
        self.ranks[unit] as f64 / self.classes[class(&self.units[unit])].len().max(1) as f64
    }
}

/// The points before and behind each point under the same heading.
fn siblings(units: &[Unit]) -> Vec<[Option<usize>; 2]> {
    let mut out = vec![[None; 2]; units.len()];
    let mut last: FxHashMap<Option<usize>, usize> = FxHashMap::default();
    for (i, unit) in units.iter().enumerate().filter(|(_, unit)| unit.item.is_some()) {
        if let Some(before) = last.insert(unit.parent, i) {
            out[i][0] = Some(before);
            out[before][1] = Some(i);
        }
    }
    out
}

/// How much of a unit demands something, by the length of its directives; none of one that is too short to tell, and of
/// articles, all of which bind.
fn demanded(side: &Side<'_>, unit: &Unit) -> Option<f64> {
    /// As many bytes as some two sentences have.
    const SHORT: usize = 180;
    let all: usize = unit.own.iter().map(|span| span.len()).sum();
    if all < SHORT || matches!(unit.level, Level::Article | Level::Heading) || unit.article.is_some() {
        return None;
    }
    let directives = &side.analysis.directives;
    let within = |own: &Span| -> usize {
        let first = directives.partition_point(|d| d.span.end <= own.start);
        let inside = directives[first..].iter().take_while(|d| d.span.start < own.end);
        inside.map(|d| d.span.end.min(own.end) - d.span.start.max(own.start)).sum()
    };
    Some(unit.own.iter().map(within).sum::<usize>() as f64 / all as f64)
}

/// What was found of one another.
pub(super) struct Pairing {
    /// For each old unit its new one.
    pub(super) to_new: Vec<Option<usize>>,
    /// For each new unit its old one.
    pub(super) to_old: Vec<Option<usize>>,
}

impl Pairing {
    fn is_free(&self, old: usize, new: usize) -> bool {
        self.to_new[old].is_none() && self.to_old[new].is_none()
    }

    pub(super) fn join(&mut self, old: usize, new: usize) {
        self.to_new[old] = Some(new);
        self.to_old[new] = Some(old);
    }
}

/// How alike units must be where nothing else speaks for them.
const ALIKE: f64 = 0.5;
/// How alike they must be together with what speaks for them.
const WITH_CONTEXT: f64 = 0.3;
/// How alike they must be at least.
const LEAST: f64 = 0.15;
/// How often what was paired is asked to speak for its neighbours.
const ROUNDS: usize = 4;

/// Finds the units that are one another.
pub(super) fn pair(old: &Units, new: &Units, pairs: &Pairs) -> Pairing {
    let mut found = Pairing { to_new: vec![None; old.units.len()], to_old: vec![None; new.units.len()] };
    let leaves = || (0..CLASSES).filter(|&class| class != HEADINGS);
    leaves().for_each(|class| equal(old, new, class, &mut found));
    // What stands below a heading speaks for it, and it speaks for what stands below.
    for _ in 0..2 {
        leaves().for_each(|class| similar(old, new, class, pairs, &mut found));
        headings(old, new, pairs, &mut found);
    }
    // Those of a single character have nothing that could be compared.
    equal(old, new, HEADINGS, &mut found);
    found
}

/// Pairs units that say the same: first what stands once in each text, then what stands beside those, then the rest in
/// their order.
fn equal(old: &Units, new: &Units, class: usize, found: &mut Pairing) {
    let mut groups: FxHashMap<&str, [Vec<usize>; 2]> = FxHashMap::default();
    for (side, units) in [old, new].into_iter().enumerate() {
        for &unit in &units.classes[class] {
            groups.entry(&units.keys[unit]).or_default()[side].push(unit);
        }
    }
    let once = |unit: &usize| match &groups[old.keys[*unit].as_str()] {
        [_, news] if news.len() == 1 => Some((*unit, news[0])),
        _ => None,
    };
    let alone = |unit: &usize| groups[old.keys[*unit].as_str()][0].len() == 1;
    for (old, new) in old.classes[class].iter().filter(|unit| alone(unit)).filter_map(once) {
        if found.is_free(old, new) {
            found.join(old, new);
        }
    }
    spread(old, new, class, found);
    groups.values_mut().for_each(|[_, news]| news.reverse());
    for &unit in old.classes[class].iter().filter(|&&unit| found.to_new[unit].is_none()).collect::<Vec<_>>() {
        let Some([_, news]) = groups.get_mut(old.keys[unit].as_str()) else { continue };
        while let Some(new) = news.pop() {
            if found.to_old[new].is_none() {
                found.join(unit, new);
                break;
            }
        }
    }
}

/// Pairs equal units that stand beside such as are paired.
fn spread(old: &Units, new: &Units, class: usize, found: &mut Pairing) {
    let mut along = |units: &mut dyn Iterator<Item = &usize>, step: isize| {
        for &unit in units {
            let next = found.to_new[unit]
                .and_then(|new_unit| Some((old.beside(unit, step)?, new.beside(new_unit, step)?)));
            if let Some((a, b)) = next
                && found.is_free(a, b)
                && old.keys[a] == new.keys[b]
            {
                found.join(a, b);
            }
        }
    };
    along(&mut old.classes[class].iter(), 1);
    along(&mut old.classes[class].iter().rev(), -1);
}

/// Pairs units by how alike they are, first those that are so by themselves, then with what stands around them.
fn similar(old: &Units, new: &Units, class: usize, pairs: &Pairs, found: &mut Pairing) {
    let free = |units: &Units, partner: &[Option<usize>]| -> Vec<usize> {
        units.classes[class].iter().copied().filter(|&u| partner[u].is_none()).collect()
    };
    let (olds, news) = (free(old, &found.to_new), free(new, &found.to_old));
    let bags: Vec<(usize, &Bag)> = news.iter().map(|&u| (u, &new.bags[u])).collect();
    let may = |a: usize, b: usize| !old.is_of_other_act(a, new, b);
    let near = pairs.nearest(olds.iter().map(|&u| (u, &old.bags[u])), &bags, may);
    let score = |(a, b): (usize, usize)| (old.alike(a, new, b, pairs), a, b);
    let scored: Vec<(f64, usize, usize)> = near.into_iter().map(score).collect();
    let clear = scored.iter().copied().filter(|&(score, ..)| score >= ALIKE).collect();
    greedy(old, new, clear, found);
    // What stands behind one that is paired is looked at however little it shares; each pair speaks for those beside it.
    for _ in 0..ROUNDS {
        let beside = olds.iter().filter_map(|&a| {
            let before = found.to_new[old.beside(a, -1)?]?;
            Some((a, new.beside(before, 1)?)).filter(|&(a, b)| may(a, b))
        });
        // What has the same number below the same heading.
        let numbered = olds.iter().filter_map(|&a| {
            let parent = old.units[a].parent.map(|parent| found.to_new[parent]);
            let parent = if let Some(parent) = parent { Some(parent?) } else { None };
            let b = *new.places.get(&(parent, old.numbers[a]?))?;
            Some((a, b)).filter(|&(a, b)| old.is_like(a, new, b) && may(a, b))
        });
        let all = scored.iter().copied().chain(beside.chain(numbered).map(score));
        let open = all.filter(|&(score, a, b)| score >= LEAST && found.is_free(a, b));
        let all = open.map(|(score, a, b)| (score + support(old, new, found, a, b), a, b));
        let fit: Vec<_> = all.filter(|&(score, ..)| score >= WITH_CONTEXT).collect();
        if fit.is_empty() {
            break;
        }
        greedy(old, new, fit, found);
    }
}

/// What speaks for a pair besides what the two say: their neighbours, and the units above them.
fn support(old: &Units, new: &Units, found: &Pairing, a: usize, b: usize) -> f64 {
    /// A neighbour whose partner is the other one's neighbour.
    const NEIGHBOUR: f64 = 0.1;
    /// The same number.
    const NUMBER: f64 = 0.05;
    let partners = |x: usize, y: usize| found.to_new[x] == Some(y);
    let above = old.units[a].parent.zip(new.units[b].parent).is_some_and(|(x, y)| partners(x, y));
    let level = above || (old.units[a].parent.is_none() && new.units[b].parent.is_none());
    let beside = |step| match (old.neighbour(a, step), new.neighbour(b, step)) {
        (Some(x), Some(y)) => partners(x, y),
        // The first of a list is the first, the last the last.
        (None, None) => level,
        _ => false,
    };
    let numbers = old.numbers[a].is_some() && old.numbers[a] == new.numbers[b];
    let holds = [beside(-1), beside(1), above].into_iter().filter(|holds| *holds).count();
    NEIGHBOUR * holds as f64 + if numbers { NUMBER } else { 0.0 }
}

/// Takes the best pair, then the next best of those that are left; of equally good ones the one that stands at the most
/// similar place.
fn greedy(old: &Units, new: &Units, mut scored: Vec<(f64, usize, usize)>, found: &mut Pairing) {
    let apart = |a: usize, b: usize| (old.depth_in(a) - new.depth_in(b)).abs();
    scored.sort_by(|x, y| {
        y.0.total_cmp(&x.0)
            .then(apart(x.1, x.2).total_cmp(&apart(y.1, y.2)))
            .then((x.1, x.2).cmp(&(y.1, y.2)))
    });
    for (_, a, b) in scored {
        if found.is_free(a, b) {
            found.join(a, b);
        }
    }
}

/// Pairs headings by what they say and by what stands below them.
fn headings(old: &Units, new: &Units, pairs: &Pairs, found: &mut Pairing) {
    /// How much of the score is what stands below.
    const BELOW: f64 = 0.5;
    const ENOUGH: f64 = 0.3;
    let mut votes: FxHashMap<(usize, usize), f64> = FxHashMap::default();
    let (mut of_old, mut of_new) = (vec![0.0; old.units.len()], vec![0.0; new.units.len()]);
    let outermost = |units: &Units, unit: usize| units.units[unit].article.is_none();
    for (units, sums) in [(old, &mut of_old), (new, &mut of_new)] {
        for unit in (0..units.units.len()).filter(|&u| outermost(units, u)) {
            for above in ancestors(units, unit) {
                sums[above] += units.bags[unit].weight;
            }
        }
    }
    for (a, b) in found.to_new.iter().enumerate().filter_map(|(a, b)| Some((a, (*b)?))) {
        if outermost(old, a) {
            let weight = (old.bags[a].weight + new.bags[b].weight) / 2.0;
            let (above_old, above_new) = (ancestors(old, a), ancestors(new, b));
            let (top_old, top_new) = (above_old.iter().rev(), above_new.iter().rev());
            for (&x, &y) in top_old.zip(top_new) {
                *votes.entry((x, y)).or_default() += weight;
            }
        }
    }
    let bags: Vec<(usize, &Bag)> = new.classes[HEADINGS].iter().map(|&u| (u, &new.bags[u])).collect();
    let olds = old.classes[HEADINGS].iter().map(|&u| (u, &old.bags[u]));
    for near in pairs.nearest(olds, &bags, |_, _| true) {
        votes.entry(near).or_default();
    }
    let score = |(&(a, b), &below): (&(usize, usize), &f64)| {
        let said = if old.keys[a] == new.keys[b] { 1.0 } else { pairs.alike(&old.bags[a], &new.bags[b]) };
        let all = of_old[a] + of_new[b];
        let share = if all > 0.0 { 2.0 * below / all } else { 0.0 };
        (said + BELOW * (share - said) + support(old, new, found, a, b), a, b)
    };
    let scored = votes.iter().map(score).filter(|&(score, a, b)| score >= ENOUGH && found.is_free(a, b));
    let mut scored: Vec<_> = scored.collect();
    scored.sort_by_key(|&(_, a, b)| (a, b));
    greedy(old, new, scored, found);
}

/// The headings above a unit, the innermost first.
fn ancestors(units: &Units, unit: usize) -> Vec<usize> {
    let above = std::iter::successors(units.units[unit].parent, |&u| units.units[u].parent);
    limit::check();
    above.filter(|&u| units.units[u].level == Level::Heading).collect()
}
