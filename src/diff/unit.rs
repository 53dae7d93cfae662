//! What is compared: the points of a document, and the paragraphs that belong to none.

use super::Side;
use crate::{limit, outline::Style, source::Span};
use schemars::JsonSchema;
use serde::Serialize;

/// What kind of unit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A document; no unit of one.
    Document,
    /// A point that is a heading over others or over paragraphs; it is compared by its heading alone.
    Heading,
    /// An article (第三条), its points inside.
    Article,
    /// Another point, without those below it.
    Item,
    /// A paragraph, or what is left of it, outside all of these.
    Paragraph,
}

/// A unit of a document.
#[derive(Clone, Debug)]
pub struct Unit {
    /// What kind it is.
    pub level: Level,
    /// The point that it is; none for a paragraph.
    pub item: Option<usize>,
    /// The unit above it.
    pub parent: Option<usize>,
    /// The article that it stands in, for its points.
    pub article: Option<usize>,
    /// Its extent in the cleaned text, marker and points below inside.
    pub span: Span,
    /// The stretches of the cleaned text that it is compared by, without its marker.
    pub own: Vec<Span>,
}

impl Unit {
    /// What it is compared by, its stretches run together.
    pub(super) fn text(&self, text: &str) -> String {
        self.own.iter().map(|span| span.of(text)).collect()
    }
}

/// The units of a document in the order of the text.
pub(super) fn units(side: &Side<'_>) -> Vec<Unit> {
    let (text, items) = (side.cleaned.text(), &side.analysis.outline.items);
    let paragraphs: Vec<Span> = paragraphs(side);
    let mut units: Vec<Unit> = Vec::with_capacity(items.len() + paragraphs.len());
    // An item is a unit of the same number as long as no paragraphs have joined them.
    let mut open: Vec<usize> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        while open.last().is_some_and(|&last| items[last].span.end <= item.span.start) {
            open.pop();
        }
        let above = item.parent;
        let article =
            above.and_then(|p| units[p].article.or((units[p].level == Level::Article).then_some(p)));
        let has_children = items.get(i + 1).is_some_and(|next| next.parent == Some(i));
        let level = if item.is_article(text) {
            Level::Article
        } else if is_heading(text, item, has_children, &paragraphs) {
            Level::Heading
        } else {
            Level::Item
        };
        open.push(i);
        units.push(Unit { level, item: Some(i), parent: above, article, span: item.span, own: Vec::new() });
    }
    for i in 0..items.len() {
        limit::check();
        units[i].own = own(text, side, &units, i, &paragraphs);
    }
    join_paragraphs(text, units, &paragraphs)
}

/// The paragraphs of the document.
fn paragraphs(side: &Side<'_>) -> Vec<Span> {
    let all = side.cleaned.paragraphs();
    let within = side.analysis.span;
    let first = all.partition_point(|p| p.end <= within.start);
    let clip = |p: &Span| Span::new(p.start.max(within.start), p.end.min(within.end));
    all[first..].iter().take_while(|p| p.start < within.end).map(clip).collect()
}

/// Whether a point is a heading over what follows: it stands alone in its paragraph, and something is left below.
fn is_heading(text: &str, item: &crate::outline::Item, has_children: bool, paragraphs: &[Span]) -> bool {
    if !item.alone {
        return false;
    }
    let first = paragraphs.partition_point(|p| p.end <= item.marker.start);
    let end = paragraphs.get(first).map_or(item.span.end, |p| p.end);
    let more = item.span.end > end && !text[end..item.span.end].trim().is_empty();
    let division = item.style == Style::Article;
    division || has_children || more
}

/// The stretches that an item is compared by.
fn own(text: &str, side: &Side<'_>, units: &[Unit], i: usize, paragraphs: &[Span]) -> Vec<Span> {
    let item = &side.analysis.outline.items[i];
    let behind = Span::new(item.marker.end.min(item.span.end), item.span.end);
    let first = paragraphs.partition_point(|p| p.end <= item.marker.start);
    let spans: Vec<Span> = match units[i].level {
        Level::Article => vec![behind],
        Level::Heading => {
            vec![Span::new(behind.start, paragraphs.get(first).map_or(behind.end, |p| p.end.min(behind.end)))]
        }
        _ => {
            let below = units[i + 1..].iter().take_while(|u| u.span.start < item.span.end);
            gaps(behind, below.filter(|u| u.parent == Some(i)).map(|u| u.span))
        }
    };
    spans.into_iter().filter_map(|span| trimmed(text, span)).collect()
}

/// What is left of a span without those spans in it, which stand in order.
fn gaps(whole: Span, out: impl Iterator<Item = Span>) -> Vec<Span> {
    let (mut left, mut at) = (Vec::new(), whole.start);
    for span in out {
        if span.start > at {
            left.push(Span::new(at, span.start));
        }
        at = at.max(span.end);
    }
    if at < whole.end {
        left.push(Span::new(at, whole.end));
    }
    left
}

/// A span without the white space, and the stop of a marker, at its edges; none where nothing is left.
pub(crate) fn trimmed(text: &str, span: Span) -> Option<Span> {
    let inner = span.of(text);
    let led = |c: char| c.is_whitespace() || "、．.，,：:".contains(c);
    let head = inner.len() - inner.trim_start_matches(led).len();
    let end = inner.trim_end().len();
    (head < end).then(|| Span::new(span.start + head, span.start + end))
}

/// Adds what no point is compared by, a unit a paragraph, in the order of the text.
fn join_paragraphs(text: &str, units: Vec<Unit>, paragraphs: &[Span]) -> Vec<Unit> {
    // A marker belongs to what is compared, without being compared.
    let outermost = || units.iter().filter(|u| u.article.is_none());
    let mut taken: Vec<Span> = outermost().flat_map(|u| u.own.iter().copied()).collect();
    taken.extend(outermost().map(|u| {
        let first = u.own.first().map_or(u.span.end, |own| own.start).min(u.span.end);
        Span::new(u.span.start, first.max(u.span.start))
    }));
    taken.sort_unstable();
    let mut added = Vec::new();
    let mut at = 0;
    for &paragraph in paragraphs {
        while taken.get(at).is_some_and(|t| t.end <= paragraph.start) {
            at += 1;
        }
        let inside = taken[at..].iter().take_while(|t| t.start < paragraph.end).copied();
        let left = gaps(paragraph, inside.map(|t| Span::new(t.start.max(paragraph.start), t.end)));
        let words = |span: &Span| span.of(text).chars().any(char::is_alphanumeric);
        added.extend(left.into_iter().filter_map(|span| trimmed(text, span)).filter(words));
    }
    ordered(units, added)
}

/// Units and paragraphs in one order, the numbers of parents made anew.
fn ordered(units: Vec<Unit>, paragraphs: Vec<Span>) -> Vec<Unit> {
    let of = paragraphs.into_iter().map(|span| {
        let unit =
            Unit { level: Level::Paragraph, item: None, parent: None, article: None, span, own: vec![span] };
        (span.start, unit)
    });
    let mut all: Vec<(usize, Unit)> = units.into_iter().map(|u| (u.span.start, u)).chain(of).collect();
    all.sort_by_key(|(start, _)| *start);
    let mut place = vec![0; all.len()];
    for (now, (_, unit)) in all.iter().enumerate() {
        if let Some(item) = unit.item {
            place[item] = now;
        }
    }
    let mut out: Vec<Unit> = Vec::with_capacity(all.len());
    let mut open: Vec<usize> = Vec::new();
    for (i, (_, mut unit)) in all.into_iter().enumerate() {
        while open.last().is_some_and(|&last: &usize| out[last].span.end <= unit.span.start) {
            open.pop();
        }
        unit.parent = unit.parent.map(|p| place[p]);
        unit.article = unit.article.map(|p| place[p]);
        if unit.item.is_some() {
            open.push(i);
        } else {
            unit.parent = open.last().copied();
        }
        out.push(unit);
    }
    out
}
