//! The rows of `coverage`.

use super::{Compared, Row, row::row};
use crate::{
    coverage::{Carried, Carrier, Fate, Softer},
    source::Span,
};
use schemars::JsonSchema;
use serde::Serialize;

/// What became of a task of a superior's document, or of a numbered point of it, in a lower one; or a task of that one that has
/// no root above.
#[derive(Serialize, JsonSchema)]
pub(super) struct CoverageRow<'a> {
    /// Whether it is a task or a point.
    level: CoverageLevel,
    /// How it is carried.
    carried: Carried,
    /// How much of its weighted words is found below, 0 to 1; of an added task how much is found above; of a point the mean of
    /// its tasks.
    score: f64,
    /// In what it is weaker.
    softer: Vec<Softer>,
    /// The superior's file.
    upper_path: &'a str,
    /// The number of its document, from 1.
    upper_document: usize,
    /// The markers that lead to the point; null where the task is added, empty outside every point.
    upper_item_path: Option<String>,
    /// First position of the task or point.
    upper_start: Option<usize>,
    /// One past its last position.
    upper_end: Option<usize>,
    /// The 1-based line of `upper_start`.
    upper_line: Option<usize>,
    /// The task's clause, or the point's title.
    upper_text: Option<&'a str>,
    /// The lower file.
    lower_path: &'a str,
    /// The number of its document, from 1.
    lower_document: usize,
    /// What carries it, the foremost first; of an added task that one alone; of a point none.
    lower: Vec<CarrierRecord<'a>>,
}

/// Whether a row is of a task or of a point.
#[derive(Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum CoverageLevel {
    /// A clause that demands something.
    Directive,
    /// A numbered point, with all its tasks.
    Item,
}

/// A clause that carries a task.
#[derive(Serialize, JsonSchema)]
struct CarrierRecord<'a> {
    /// The markers that lead to the point that holds it; empty outside every point.
    item_path: String,
    /// First position.
    start: usize,
    /// One past its last position.
    end: usize,
    /// The 1-based line of `start`.
    line: usize,
    /// The clause.
    text: &'a str,
    /// How much of the task it has, 0 to 1.
    score: f64,
}

/// A superior's document and a lower one, with what became of the tasks.
#[derive(Clone, Copy)]
pub struct Covered<'a> {
    /// The superior's document.
    pub upper: Compared<'a>,
    /// The lower one.
    pub lower: Compared<'a>,
    /// What became of the tasks, in the order of the superior's document; added ones last.
    pub fates: &'a [Fate],
}

/// A row a point and a task, for those that `chosen` takes; points stand before their tasks.
pub fn coverage_rows<'a>(
    of: &'a Covered<'a>,
    chosen: impl Fn(Carried) -> bool + 'a,
) -> impl Iterator<Item = Row> + 'a {
    let mut told: Vec<bool> = vec![false; of.upper.analysis.outline.items.len()];
    of.fates.iter().flat_map(move |fate| {
        let mut rows = Vec::new();
        let items = &of.upper.analysis.outline.items;
        let inner = fate.item.filter(|_| fate.carried != Carried::Added);
        let mut up: Vec<usize> = std::iter::successors(inner, |&i| items[i].parent).collect();
        up.reverse();
        for item in up {
            if !std::mem::replace(&mut told[item], true) {
                rows.extend(point_row(of, item).filter(|row| chosen(row.carried)).map(row));
            }
        }
        if chosen(fate.carried) {
            rows.push(row(fate_row(of, fate)));
        }
        rows
    })
}

impl<'a> Covered<'a> {
    /// How a point is carried: as its tasks and those of the points below it are, and how much of them on the mean.
    pub fn point(&self, item: usize) -> Option<(Carried, f64)> {
        let span = self.upper.analysis.outline.items[item].span;
        let before = |at: usize| {
            self.fates.partition_point(|fate| fate.carried != Carried::Added && fate.span.start < at)
        };
        let of = &self.fates[before(span.start)..before(span.end)];
        let count = |carried: Carried| of.iter().filter(|fate| fate.carried == carried).count();
        let carried = match (of.len(), count(Carried::Missing), count(Carried::Weaker)) {
            (0, ..) => return None,
            (all, missing, _) if missing == all => Carried::Missing,
            (_, 0, 0) => Carried::Whole,
            _ => Carried::Weaker,
        };
        Some((carried, of.iter().map(|fate| fate.score).sum::<f64>() / of.len() as f64))
    }

    fn carrier(&self, carrier: &Carrier) -> CarrierRecord<'a> {
        let (start, end, line) = self.lower.place.of(carrier.span);
        CarrierRecord {
            item_path: self.lower.path(carrier.item),
            start,
            end,
            line,
            text: self.lower.place.text(carrier.span),
            score: carrier.score,
        }
    }
}

fn point_row<'a>(of: &Covered<'a>, item: usize) -> Option<CoverageRow<'a>> {
    let (carried, score) = of.point(item)?;
    let point = &of.upper.analysis.outline.items[item];
    let title = of.upper.place.text(point.title);
    Some(coverage_row(
        of,
        (CoverageLevel::Item, carried, score),
        Some((Some(item), point.span, title)),
        Vec::new(),
    ))
}

fn fate_row<'a>(of: &Covered<'a>, fate: &Fate) -> CoverageRow<'a> {
    let mut lower: Vec<CarrierRecord<'a>> = fate.carriers.iter().map(|carrier| of.carrier(carrier)).collect();
    let head = (CoverageLevel::Directive, fate.carried, fate.score);
    if fate.carried == Carried::Added {
        let Fate { span, item, directive, score, .. } = *fate;
        lower.push(of.carrier(&Carrier { span, item, directive, score }));
        return coverage_row(of, head, None, lower);
    }
    let text = of.upper.place.text(fate.span);
    let place = (fate.item, fate.span, text);
    CoverageRow { softer: fate.softer.clone(), ..coverage_row(of, head, Some(place), lower) }
}

/// A row; `above` is the point, the span and the text of what stands in the superior's document.
fn coverage_row<'a>(
    of: &Covered<'a>,
    (level, carried, score): (CoverageLevel, Carried, f64),
    above: Option<(Option<usize>, Span, &'a str)>,
    lower: Vec<CarrierRecord<'a>>,
) -> CoverageRow<'a> {
    let place = above.map(|(_, span, _)| of.upper.place.of(span));
    CoverageRow {
        level,
        carried,
        score,
        softer: Vec::new(),
        upper_path: of.upper.place.path,
        upper_document: of.upper.number,
        upper_item_path: above.map(|(item, ..)| of.upper.path(item)),
        upper_start: place.map(|place| place.0),
        upper_end: place.map(|place| place.1),
        upper_line: place.map(|place| place.2),
        upper_text: above.map(|above| above.2),
        lower_path: of.lower.place.path,
        lower_document: of.lower.number,
        lower,
    }
}
