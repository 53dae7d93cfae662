//! The tasks of a document.

use super::level::leveled;
use crate::{
    diff::{
        Side, fold,
        likeness::{Bag, Pairs},
        passage::sentences,
        unit::trimmed,
    },
    directive::{Directive, Target, TimeKind},
    outline::Item,
    source::Span,
};

/// A task, or another sentence that may carry one.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) span: Span,
    pub(super) item: Option<usize>,
    /// The directive that it is.
    pub(super) directive: Option<usize>,
    /// Whether it is but the title of a point (定人定责。), which others say in full.
    pub(super) title: bool,
    pub(super) bag: Bag,
    /// Its figures with their units, and how often something is to be done.
    pub(super) demands: Vec<Demand>,
    /// What the points above it are called.
    pub(super) heading: Bag,
}

impl Task {
    pub(super) fn weigh(&mut self, pairs: &Pairs) {
        pairs.weigh(&mut self.bag);
        pairs.weigh(&mut self.heading);
    }
}

/// The directives of a document, bare headings left out, and the sentences between them.
pub(super) fn tasks(side: Side<'_>, pairs: &mut Pairs) -> Vec<Task> {
    let (text, analysis) = (side.cleaned.text(), side.analysis);
    let mut spans: Vec<(Span, Option<usize>)> = Vec::new();
    let mut at = analysis.span.start;
    let directives = analysis.directives.iter().enumerate().filter(|(_, d)| !d.heading && !d.note);
    for (i, directive) in directives {
        between(text, Span::new(at, directive.span.start.max(at)), &mut spans);
        spans.push((directive.span, Some(i)));
        at = at.max(directive.span.end);
    }
    between(text, Span::new(at, analysis.span.end.max(at)), &mut spans);
    let mut out = Vec::with_capacity(spans.len());
    for (span, directive) in spans {
        let item = analysis.outline.innermost(span.start);
        let Some(span) = trimmed(text, without_marker(side, item, span)) else { continue };
        let bag = pairs.counted(&leveled(&fold::spelling(span.of(text))));
        let up = std::iter::successors(item, |&i| analysis.outline.items[i].parent);
        let titles: String = up.map(|i| analysis.outline.items[i].title.of(text)).collect();
        let title = item.is_some_and(|i| is_title(text, &analysis.outline.items[i], span));
        let demands = directive.map(|i| demands(&analysis.directives[i])).unwrap_or_default();
        out.push(Task { span, item, directive, title, bag, demands, heading: pairs.bag(&leveled(&titles)) });
    }
    out
}

/// A figure, or how often something is to be done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Demand {
    /// A figure's unit; none where something is repeated.
    pub(super) unit: Option<String>,
    value: String,
}

/// What a directive demands, each once.
fn demands(directive: &Directive) -> Vec<Demand> {
    let figure =
        |target: &Target| Demand { unit: Some(target.unit.clone()), value: target.value.to_string() };
    let repeating = directive.deadlines.iter().filter(|time| time.kind == TimeKind::Repeating);
    let repeating = repeating.filter_map(|time| Some(Demand { unit: None, value: time.by.clone()? }));
    let mut out: Vec<Demand> = directive.targets.iter().map(figure).chain(repeating).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// The sentences of a stretch that no directive has.
fn between(text: &str, span: Span, spans: &mut Vec<(Span, Option<usize>)>) {
    sentences(text, span, |sentence| spans.push((sentence, None)));
}

/// A stretch without the marker of the point that it opens.
fn without_marker(side: Side<'_>, item: Option<usize>, span: Span) -> Span {
    let marker = item.map(|item| side.analysis.outline.items[item].marker);
    match marker {
        Some(marker)
            if marker.start >= span.start && marker.end <= span.end && marker.start - span.start < 12 =>
        {
            Span::new(marker.end, span.end)
        }
        _ => span,
    }
}

/// Whether a clause is no more than the title of its point, behind which the point goes on.
fn is_title(text: &str, item: &Item, span: Span) -> bool {
    let stop = |c: char| c.is_whitespace() || "。．.：:；;".contains(c);
    let said = span.of(text).trim_matches(stop);
    said == item.title.of(text).trim_matches(stop)
        && !item.span.of(text)[span.end - item.span.start..].trim_matches(stop).is_empty()
}
