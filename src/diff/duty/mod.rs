//! What changed in what is demanded: duties that came and went, and those that bind more or less, others, by another time
//! or to another figure.

mod matching;
mod wording;

use super::{
    Comparison, Side,
    fold::{self, Wording},
    likeness::{Bag, Pairs},
    passage::sentences,
    unit::{Level, trimmed},
};
use crate::{
    directive::{Directive, Stated},
    limit,
    source::Span,
};
use matching::{bags, best, paired};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Serialize;
use wording::{Part, direction, has_limit, is_exception};

/// What changed in a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Change {
    /// It is demanded only now.
    Added,
    /// It is no longer demanded.
    Removed,
    /// It binds more firmly, or demands more.
    Stronger,
    /// It binds less firmly, or demands less.
    Weaker,
    /// Others must act, or it holds for others.
    Actor,
    /// It must be done by another time.
    Deadline,
    /// It must reach another figure.
    Figure,
    /// It says something else in another way than these.
    Reworded,
}

/// A change of a duty: in which clauses, and in which words of them.
#[derive(Clone, Debug)]
pub struct DutyChange {
    /// What changed.
    pub change: Change,
    /// The link of the units that it stands in.
    pub link: usize,
    /// The old clause, and the new one.
    pub clauses: (Option<Span>, Option<Span>),
    /// The directives that they are, by their numbers.
    pub directives: (Option<usize>, Option<usize>),
    /// The words that changed, in their part of the clause.
    pub words: (Option<Span>, Option<Span>),
}

/// A clause that demands something.
struct Duty {
    span: Span,
    directive: Option<usize>,
    bag: Bag,
}

/// What changed in the duties of two documents, in the order of their links.
pub fn changes(old: Side<'_>, new: Side<'_>, comparison: &Comparison) -> Vec<DutyChange> {
    let mut out = Vec::new();
    for (number, link) in comparison.links.iter().enumerate() {
        limit::check();
        if link.wording != Wording::Text {
            continue;
        }
        // The points of an article are told with it.
        let inside =
            |unit: Option<usize>, units: &[super::Unit]| unit.is_some_and(|u| units[u].article.is_some());
        if inside(link.old, &comparison.old) || inside(link.new, &comparison.new) {
            continue;
        }
        let mut pairs = Pairs::plain();
        let level = |unit: Option<usize>, units: &[super::Unit]| unit.map(|u| units[u].level);
        let mut of = |side: Side<'_>, part: &[Span], level: Option<Level>| {
            duties(side, part, level == Some(Level::Article), &mut pairs)
        };
        let mut olds = of(old, &link.old_part, level(link.old, &comparison.old));
        let mut news = of(new, &link.new_part, level(link.new, &comparison.new));
        olds.iter_mut().chain(&mut news).for_each(|duty| pairs.weigh(&mut duty.bag));
        let mut found = Vec::new();
        Compared { old, new, link: number, out: &mut found }.duties(&olds, &news, &pairs);
        // A part of which two things tell the same is told once.
        let mut told = FxHashSet::default();
        out.extend(found.into_iter().filter(|change| told.insert((change.change, change.words))));
    }
    out
}

/// The duties of some stretches: their directives; of a law, where every sentence binds, and of what demands something for the
/// most part, their other sentences too.
fn duties(side: Side<'_>, part: &[Span], binds: bool, pairs: &mut Pairs) -> Vec<Duty> {
    let (text, all) = (side.cleaned.text(), &side.analysis.directives);
    let mut out: Vec<Duty> = Vec::new();
    for &stretch in part {
        let first = all.partition_point(|d| d.span.end <= stretch.start);
        let inside: Vec<(usize, Span)> = all[first..]
            .iter()
            .enumerate()
            .take_while(|(_, d)| d.span.start < stretch.end)
            .filter(|(_, d)| !d.heading)
            .map(|(i, d)| {
                (first + i, Span::new(d.span.start.max(stretch.start), d.span.end.min(stretch.end)))
            })
            .collect();
        let mut add = |span: Span, directive: Option<usize>| {
            if let Some(span) = trimmed(text, without_marker(side, span)) {
                let bag = pairs.counted(&fold::spelling(span.of(text)));
                out.push(Duty { span, directive, bag });
            }
        };
        // Where most of it demands something, so does the rest, though no word says so.
        let demanded: usize = inside.iter().map(|(_, span)| span.len()).sum();
        if binds || 2 * demanded >= stretch.len() {
            sentences(text, stretch, |span| {
                let covering = inside.iter().find(|(_, d)| d.start < span.end && span.start < d.end);
                add(span, covering.map(|(i, _)| *i));
            });
        } else {
            inside.iter().for_each(|&(i, span)| add(span, Some(i)));
        }
    }
    out
}

/// A stretch without the marker of a point that it opens with.
fn without_marker(side: Side<'_>, span: Span) -> Span {
    let items = &side.analysis.outline.items;
    let at = items.partition_point(|item| item.marker.start < span.start);
    match items.get(at).filter(|item| item.marker.start == span.start && item.marker.end < span.end) {
        Some(item) => Span::new(item.marker.end, span.end),
        None => span,
    }
}

/// How alike two duties, or two of their parts, must be to be the same.
const SAME_DUTY: f64 = 0.3;

/// How alike two parts must be where their clauses are others.
const SAME_ELSEWHERE: f64 = 0.5;

/// Parts of a duty that have no partner yet.
struct Left<'d> {
    /// The duty that they are of, and the one that this is compared with.
    duty: (Option<&'d Duty>, Option<&'d Duty>),
    /// The clause, if all of it is left.
    whole: Option<Span>,
    parts: Vec<Span>,
}

/// Two documents, and what is found to have changed.
struct Compared<'c> {
    old: Side<'c>,
    new: Side<'c>,
    link: usize,
    out: &'c mut Vec<DutyChange>,
}

impl<'c> Compared<'c> {
    fn texts(&self) -> (&'c str, &'c str) {
        (self.old.cleaned.text(), self.new.cleaned.text())
    }

    fn push(
        &mut self,
        change: Change,
        (old, new): (Option<&Duty>, Option<&Duty>),
        words: (Option<Span>, Option<Span>),
    ) {
        self.out.push(DutyChange {
            change,
            link: self.link,
            clauses: (old.map(|d| d.span), new.map(|d| d.span)),
            directives: (old.and_then(|d| d.directive), new.and_then(|d| d.directive)),
            words,
        });
    }

    /// Compares the duties of two units.
    fn duties(&mut self, olds: &[Duty], news: &[Duty], pairs: &Pairs) {
        let texts = self.texts();
        let alike = |a: usize, b: usize| pairs.likeness(&olds[a].bag, &news[b].bag);
        let (to_new, to_old) = paired((olds.len(), news.len()), SAME_DUTY, alike);
        let mut left = (Vec::new(), Vec::new());
        for (old, b) in olds.iter().zip(&to_new) {
            match b.map(|b| &news[b]) {
                Some(new)
                    if fold::differ(old.span.of(texts.0), new.span.of(texts.1), |_, _| false)
                        < Wording::References => {}
                Some(new) => self.parts(old, new, &mut left),
                None => left.0.push(Left {
                    duty: (Some(old), None),
                    whole: Some(old.span),
                    parts: parts(texts.0, old.span),
                }),
            }
        }
        for (new, _) in news.iter().zip(&to_old).filter(|(_, old)| old.is_none()) {
            left.1.push(Left {
                duty: (None, Some(new)),
                whole: Some(new.span),
                parts: parts(texts.1, new.span),
            });
        }
        self.left(left);
    }

    /// Compares the parts between the commas of two clauses that are the same duty; those without a partner are `left`.
    fn parts<'d>(&mut self, old: &'d Duty, new: &'d Duty, left: &mut (Vec<Left<'d>>, Vec<Left<'d>>)) {
        let texts = self.texts();
        let (olds, news) = (parts(texts.0, old.span), parts(texts.1, new.span));
        let mut pairs = Pairs::plain();
        let (old_bags, new_bags) = (bags(&mut pairs, texts.0, &olds), bags(&mut pairs, texts.1, &news));
        let alike = |a: usize, b: usize| pairs.likeness(&old_bags[a], &new_bags[b]);
        let (to_new, to_old) = paired((olds.len(), news.len()), SAME_DUTY, alike);
        let before = self.out.len();
        for (&span, b) in olds.iter().zip(&to_new) {
            match b {
                Some(b) => self.part((Some(old), Some(new)), span, news[*b]),
                None => left.0.push(Left { duty: (Some(old), Some(new)), whole: None, parts: vec![span] }),
            }
        }
        for (&span, _) in news.iter().zip(&to_old).filter(|(_, old)| old.is_none()) {
            left.1.push(Left { duty: (Some(old), Some(new)), whole: None, parts: vec![span] });
        }
        self.elements(old, new, before);
    }

    /// What is left of both sides: parts that have only gone to another clause are compared with what they are there, the
    /// others have come or gone.
    fn left(&mut self, (olds, news): (Vec<Left<'_>>, Vec<Left<'_>>)) {
        let texts = self.texts();
        let flat = |left: &[Left<'_>]| -> Vec<(usize, Span)> {
            let each = left.iter().enumerate().flat_map(|(i, l)| l.parts.iter().map(move |part| (i, *part)));
            each.collect()
        };
        let (old_parts, new_parts) = (flat(&olds), flat(&news));
        let spans = |parts: &[(usize, Span)]| -> Vec<Span> { parts.iter().map(|p| p.1).collect() };
        let mut pairs = Pairs::plain();
        let old_bags = bags(&mut pairs, texts.0, &spans(&old_parts));
        let new_bags = bags(&mut pairs, texts.1, &spans(&new_parts));
        let alike = |a: usize, b: usize| pairs.alike(&old_bags[a], &new_bags[b]);
        let (mut gone, mut come) = (vec![false; old_parts.len()], vec![false; new_parts.len()]);
        for (a, b) in best((old_parts.len(), new_parts.len()), SAME_ELSEWHERE, alike) {
            (gone[a], come[b]) = (true, true);
            let (old, new) = (&olds[old_parts[a].0], &news[new_parts[b].0]);
            self.part((old.duty.0, new.duty.1), old_parts[a].1, new_parts[b].1);
        }
        self.lone(Change::Removed, &olds, &old_parts, &gone);
        self.lone(Change::Added, &news, &new_parts, &come);
    }

    /// What has no partner at all: an exception or a time if it is one, else a duty by itself.
    fn lone(&mut self, change: Change, left: &[Left<'_>], parts: &[(usize, Span)], taken: &[bool]) {
        let (texts, came) = (self.texts(), change == Change::Added);
        let words = |span: Span| if came { (None, Some(span)) } else { (Some(span), None) };
        for same in (0..parts.len()).collect::<Vec<_>>().chunk_by(|a, b| parts[*a].0 == parts[*b].0) {
            let Left { duty, whole, .. } = &left[parts[same[0]].0];
            if let (Some(whole), false) = (whole, same.iter().any(|&i| taken[i])) {
                self.push(change, *duty, words(*whole));
                continue;
            }
            for span in same.iter().filter(|&&i| !taken[i]).map(|&i| parts[i].1) {
                let text = span.of(if came { texts.1 } else { texts.0 });
                let change = match () {
                    () if is_exception(text) => direction(!came),
                    () if has_limit(text) => Change::Deadline,
                    () => change,
                };
                self.push(change, *duty, words(span));
            }
        }
    }

    /// Compares two parts that are one another.
    fn part(&mut self, duties: (Option<&Duty>, Option<&Duty>), old: Span, new: Span) {
        let texts = self.texts();
        let part = Part { old: old.of(texts.0), new: new.of(texts.1) };
        if fold::differ(part.old, part.new, |_, _| false) < Wording::Text {
            return;
        }
        for change in part.changes() {
            self.push(change, duties, (Some(old), Some(new)));
        }
    }

    /// Compares what is known of two directives: how they bind, who must act, by when, to what figure. What their parts
    /// showed already isn't told again.
    fn elements(&mut self, old: &Duty, new: &Duty, from: usize) {
        let (Some(a), Some(b)) = (old.directive, new.directive) else { return };
        let (a, b) = (&self.old.analysis.directives[a], &self.new.analysis.directives[b]);
        let texts = self.texts();
        let known: Vec<Change> = self.out[from..].iter().map(|change| change.change).collect();
        let mut found = Vec::new();
        if a.strength != b.strength {
            let cue = |d: &Directive| d.cue.as_ref().map(|cue| Span::new(cue.start, cue.end));
            found.push((direction(b.strength > a.strength), cue(a), cue(b)));
        }
        let actors = |d: &Directive| -> Vec<Span> {
            d.actors.iter().filter(|actor| actor.stated == Stated::Here).map(|actor| actor.span).collect()
        };
        found.extend(other(texts, Change::Actor, &actors(a), &actors(b)));
        let times = |d: &Directive| -> Vec<Span> { d.deadlines.iter().map(|time| time.span).collect() };
        found.extend(other(texts, Change::Deadline, &times(a), &times(b)));
        let targets = |d: &Directive| -> Vec<Span> { d.targets.iter().map(|target| target.span).collect() };
        found.extend(other(texts, Change::Figure, &targets(a), &targets(b)));
        for (change, x, y) in found.into_iter().filter(|(change, ..)| !known.contains(change)) {
            // The part that holds it says of what it is the time or the figure.
            let within = |text: &str, duty: &Duty, span: Option<Span>| {
                let span = span?;
                let part = |p: &Span| p.start <= span.start && span.end <= p.end;
                Some(parts(text, duty.span).into_iter().find(part).unwrap_or(span))
            };
            let words = (within(texts.0, old, x), within(texts.1, new, y));
            self.push(change, (Some(old), Some(new)), words);
        }
    }
}

/// The elements that only one of two clauses has; none where they are the same.
fn other(
    texts: (&str, &str),
    change: Change,
    olds: &[Span],
    news: &[Span],
) -> Option<(Change, Option<Span>, Option<Span>)> {
    let key = |text: &str, span: &Span| fold::spelling(span.of(text));
    let (a, b): (Vec<String>, Vec<String>) =
        (olds.iter().map(|s| key(texts.0, s)).collect(), news.iter().map(|s| key(texts.1, s)).collect());
    let gone = a.iter().position(|x| !b.contains(x));
    let come = b.iter().position(|x| !a.contains(x));
    (gone.is_some() || come.is_some()).then(|| (change, gone.map(|i| olds[i]), come.map(|i| news[i])))
}

/// The parts of a clause between its commas.
fn parts(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    for (at, c) in span.of(text).char_indices() {
        if matches!(c, '，' | ',' | '；' | ';' | '。' | '：' | ':' | '\n') {
            let end = span.start + at;
            out.extend(trimmed(text, Span::new(start, end)));
            start = end + c.len_utf8();
        }
    }
    out.extend(trimmed(text, Span::new(start, span.end)));
    out
}
