//! Which tasks of a superior's document a lower body's plan carries, softens or forgets (上下级承接).
//!
//! A task is a clause that demands something. Both documents are read by their pairs of characters, each weighed by how few
//! tasks have it; names of levels and bodies are read alike first (省水利厅, 市水利局), since a plan says the same one level
//! down.

mod level;
mod softer;
mod task;

pub use softer::Softer;

use crate::{
    diff::{
        Side,
        likeness::{Bag, Pairs},
    },
    limit,
    source::Span,
};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Serialize;
use task::{Demand, Task, tasks};

/// How a task is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Carried {
    /// A task of the lower document says it whole.
    Whole,
    /// One says it, but demands less.
    Weaker,
    /// Several say it together.
    Split,
    /// None says it.
    Missing,
    /// It is a task of the lower document that the superior's doesn't have.
    Added,
}

/// A clause of the lower document that carries a task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Carrier {
    /// Where it stands in the cleaned text.
    pub span: Span,
    /// The point that holds it.
    pub item: Option<usize>,
    /// The directive that it is; none of a sentence that no rule took for one.
    pub directive: Option<usize>,
    /// How much of the task's weight it has, 0 to 1.
    pub score: f64,
}

/// What became of a task.
#[derive(Clone, Debug)]
pub struct Fate {
    /// The task: its clause in the superior's text, or in the lower one's where it is added.
    pub span: Span,
    /// The point that holds it.
    pub item: Option<usize>,
    /// The directive that it is.
    pub directive: Option<usize>,
    /// How it is carried.
    pub carried: Carried,
    /// How much of its weight is found below, 0 to 1; of an added one how much is found above.
    pub score: f64,
    /// In what it is weaker.
    pub softer: Vec<Softer>,
    /// What carries it, the foremost first.
    pub carriers: Vec<Carrier>,
}

/// How much of a task must be found below by default, for it to be carried.
pub const THRESHOLD: f64 = 0.45;

/// What became of the tasks of a superior's document in a lower one, in the order of the text; then what is added there.
pub fn coverage(upper: Side<'_>, lower: Side<'_>, threshold: f64) -> Vec<Fate> {
    let mut pairs = Pairs::with_single();
    let (mut uppers, mut lowers) = (tasks(upper, &mut pairs), tasks(lower, &mut pairs));
    uppers.iter_mut().chain(&mut lowers).for_each(|task| task.weigh(&pairs));
    let table = Table::new(&uppers, &lowers, &pairs);
    let mut used = vec![false; lowers.len()];
    let mut out: Vec<Fate> = Vec::new();
    for (i, task) in uppers.iter().enumerate().filter(|(_, task)| task.directive.is_some()) {
        limit::check();
        let (found, score) = table.carriers((i, task), &lowers, threshold);
        found.iter().for_each(|&(j, _)| used[j] = true);
        let softer = match found[..] {
            [(only, _)] => softer::softer((upper, task), (lower, &lowers[only])),
            _ => Vec::new(),
        };
        let carried = match (found.len(), softer.is_empty()) {
            (0, _) => Carried::Missing,
            (1, true) => Carried::Whole,
            (1, false) => Carried::Weaker,
            _ => Carried::Split,
        };
        let carrier = |&(j, score): &(usize, f64)| {
            let Task { span, item, directive, .. } = lowers[j];
            Carrier { span, item, directive, score }
        };
        out.push(Fate {
            span: task.span,
            item: task.item,
            directive: task.directive,
            carried,
            score,
            softer,
            carriers: found.iter().map(carrier).collect(),
        });
    }
    out.append(&mut table.added(&lowers, &used, threshold));
    out
}

/// How much of each task above is found in those below.
struct Table {
    /// For each task above, those below that have something of it, the nearest first.
    near: Vec<Vec<Near>>,
    /// For each task below the one above that has most of it, and how much.
    best: Vec<Option<(usize, f64)>>,
}

/// A task below that has something of one above.
#[derive(Clone, Debug)]
struct Near {
    below: usize,
    /// How much of the task above it has.
    held: f64,
    /// How much of it the task above has.
    holds: f64,
    /// What speaks for the two being one.
    score: f64,
    /// The pairs in common.
    common: Vec<u32>,
}

/// Whether of several figures of a task (or times at which something is repeated) those that have been found say one and a
/// further task says another one; where they say as many already, one of theirs is another figure.
fn parts_demands<'t>(task: &Task, found: impl Iterator<Item = &'t Task> + Clone, further: &Task) -> bool {
    let said = || found.clone().flat_map(|task| &task.demands);
    let mut rest = task.demands.iter().filter(|demand| !said().any(|own| own == *demand));
    rest.any(|demand| {
        let alike = |other: &&Demand| other.unit == demand.unit;
        let own = || task.demands.iter().filter(alike);
        further.demands.contains(demand)
            && own().any(|other| said().any(|said| said == other))
            && said().filter(alike).count() < own().count()
    })
}

/// Which part of the threshold is enough for two tasks that have nothing nearer than one another.
const MUTUAL: f64 = 0.55;

/// How much it speaks for two tasks that their points are called alike.
const HEADING: f64 = 0.1;

impl Table {
    fn new(uppers: &[Task], lowers: &[Task], pairs: &Pairs) -> Self {
        let below: Vec<(usize, &Bag)> = lowers.iter().enumerate().map(|(j, task)| (j, &task.bag)).collect();
        let above = uppers.iter().enumerate().map(|(i, task)| (i, &task.bag));
        let mut near: Vec<Vec<Near>> = vec![Vec::new(); uppers.len()];
        let mut best: Vec<Option<(usize, f64)>> = vec![None; lowers.len()];
        for (i, j) in pairs.nearest(above, &below, |_, _| true) {
            let (a, b) = (&uppers[i], &lowers[j]);
            let common = pairs.common(&a.bag, &b.bag);
            let share = |of: f64| if of > 0.0 { common / of } else { 0.0 };
            let (held, holds) = (share(a.bag.weight), share(b.bag.weight));
            let heading = HEADING * pairs.alike(&a.heading, &b.heading);
            // A long clause has something of everything, a short one little of anything.
            let score = 0.7 * held + 0.3 * holds + heading;
            if best[j].is_none_or(|(_, most)| holds > most) {
                best[j] = Some((i, holds));
            }
            near[i].push(Near { below: j, held, holds, score, common: Pairs::shared(&a.bag, &b.bag) });
        }
        for of in &mut near {
            of.sort_by(|x, y| y.score.total_cmp(&x.score).then(x.below.cmp(&y.below)));
        }
        Self { near, best }
    }

    /// The tasks below that carry a task, with how much each has of it; and how much all together have.
    fn carriers(
        &self,
        (i, task): (usize, &Task),
        lowers: &[Task],
        threshold: f64,
    ) -> (Vec<(usize, f64)>, f64) {
        /// How much of the task a further one must have that no other has, and how much of it must be the task's.
        const FURTHER: f64 = 0.18;
        const OWN: f64 = 0.4;
        let Some(first) = self.near[i].first() else { return (Vec::new(), 0.0) };
        let mut out = vec![(first.below, first.held)];
        let mut have: FxHashSet<u32> = first.common.iter().copied().collect();
        let mut whole = first.held;
        for next in &self.near[i][1..] {
            let new = next.common.iter().filter(|pair| !have.contains(pair)).count();
            let part = next.held * new as f64 / next.common.len().max(1) as f64;
            let below = &lowers[next.below];
            // What belongs to another task above is no part of this one.
            let own = next.holds >= OWN && self.best[next.below].is_some_and(|(best, _)| best == i);
            let parted = parts_demands(task, out.iter().map(|&(j, _)| &lowers[j]), below);
            if own && below.directive.is_some() && (part >= FURTHER || parted) {
                out.push((next.below, next.held));
                have.extend(&next.common);
                whole += part;
            }
        }
        // Each of the two has nothing nearer than the other: that speaks for a task said in other words.
        let mutual = self.best[first.below].is_some_and(|(best, _)| best == i);
        let least = if mutual { MUTUAL * threshold } else { threshold };
        if whole < least { (Vec::new(), whole) } else { (out, whole.min(1.0)) }
    }

    /// The tasks below that none above has.
    fn added(&self, lowers: &[Task], used: &[bool], threshold: f64) -> Vec<Fate> {
        let free = lowers
            .iter()
            .enumerate()
            .filter(|(j, task)| !used[*j] && task.directive.is_some() && !task.title);
        let fate = |(j, task): (usize, &Task)| {
            let score = self.best[j].map_or(0.0, |best| best.1);
            let lone = Fate {
                span: task.span,
                item: task.item,
                directive: task.directive,
                carried: Carried::Added,
                score,
                softer: Vec::new(),
                carriers: Vec::new(),
            };
            (score < threshold).then_some(lone)
        };
        free.filter_map(fate).collect()
    }
}
