//! What was found in a document, as the script of a report reads it: places are ranges of its text in UTF-16, as the script counts.

use super::body::{MODALITIES, modality};
use crate::{
    directive::{Actor, Clarity, Deadline, Directive, Part, Stated, Target},
    document::Study,
    finding::Finding,
    outline,
    role::Role,
    sense::{Modality, cue},
    source::{Span, Unit},
    write::{Place, explain},
};
use serde::Serialize;

/// First position and one past the last one.
type Range = (usize, usize);

#[derive(Serialize)]
struct Detail<'t> {
    items: Vec<Item>,
    directives: Vec<Told<'t>>,
    findings: Vec<Remark<'t>>,
    keywords: Vec<(&'t str, usize)>,
    /// For each stretch without a cut: its position here, its position in the source in code points, the 1-based line there.
    anchors: Vec<(usize, usize, usize)>,
}

#[derive(Serialize)]
struct Item {
    at: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<usize>,
    marker: Range,
    title: Range,
    role: Role,
}

#[derive(Serialize)]
struct Told<'t> {
    at: Range,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<usize>,
    /// Whether it is a bare heading or a note that says who is responsible.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    bare: bool,
    modality: usize,
    strength: u8,
    clarity: Clarity,
    stated: Stated,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    actors: Vec<(Range, Part)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<Range>,
    #[serde(skip_serializing_if = "Option::is_none")]
    object: Option<Range>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    deadlines: Vec<(Range, Option<&'t str>)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    targets: Vec<(Range, Option<Range>)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conditions: Vec<Range>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    consequences: Vec<Range>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citations: Vec<Range>,
    /// For each field the rule that filled it.
    why: Vec<(&'t str, &'t str)>,
    /// The words that it was taken for a directive by.
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<Range>,
    /// Which modalities other modal words of it have that forbid: an order may forbid too.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<usize>,
}

#[derive(Serialize)]
struct Remark<'t> {
    code: &'t str,
    message: &'t str,
    /// Where it was first found; none where that isn't in the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<usize>,
    line: usize,
}

/// What was found in a document, as JSON.
pub(super) fn detail(place: &Place<'_>, study: &Study, findings: &[Finding]) -> String {
    let analysis = &study.analysis;
    let ruler = Ruler::new(place.text(analysis.span), analysis.span.start);
    let items = analysis.outline.items.iter().zip(&analysis.roles);
    let detail = Detail {
        items: items.map(|(item, &role)| ruler.item(item, role)).collect(),
        directives: analysis.directives.iter().map(|directive| ruler.directive(directive, place)).collect(),
        findings: findings.iter().map(|finding| remark(place, &ruler, finding)).collect(),
        keywords: study.keywords.iter().map(|keyword| (&keyword.term[..], keyword.count)).collect(),
        anchors: anchors(place, &ruler, analysis.span),
    };
    serde_json::to_string(&detail).unwrap_or_else(|_| "{}".to_owned())
}

fn remark<'t>(place: &Place<'_>, ruler: &Ruler<'_>, finding: &'t Finding) -> Remark<'t> {
    let at = place.cleaned.from_source(finding.at);
    let within = (ruler.start..=ruler.start + ruler.text.len()).contains(&at);
    Remark {
        code: finding.code,
        message: &finding.message,
        at: within.then(|| ruler.position(at)),
        line: place.cleaned.source().line(finding.at),
    }
}

fn anchors(place: &Place<'_>, ruler: &Ruler<'_>, span: Span) -> Vec<(usize, usize, usize)> {
    let source = place.cleaned.source();
    let anchor = |(at, from): (usize, usize)| {
        (ruler.position(at), source.position(from, Unit::Codepoints), source.line(from))
    };
    place.cleaned.stretches(span).map(anchor).collect()
}

/// Whether a directive that is no prohibition forbids something all the same: 必须在24小时内上报，不得瞒报.
fn also(d: &Directive, place: &Place<'_>) -> Vec<usize> {
    let clause = d.span.of(place.cleaned.text());
    // What all words that forbid have one of.
    let may = d.modality != Modality::Prohibition && clause.contains(['不', '禁', '切', '绝']);
    let forbids = may && cue::find(clause).iter().any(|cue| cue.modality == Modality::Prohibition);
    MODALITIES.iter().position(|modality| forbids && *modality == Modality::Prohibition).into_iter().collect()
}

/// Counts a text in UTF-16.
struct Ruler<'t> {
    text: &'t str,
    /// The byte at which it begins in what spans count.
    start: usize,
    /// The position of every so many bytes.
    marks: Vec<usize>,
}

impl<'t> Ruler<'t> {
    /// How many bytes lie between two marks.
    const STRIDE: usize = 512;

    fn new(text: &'t str, start: usize) -> Self {
        let mut marks = Vec::with_capacity(text.len() / Self::STRIDE + 1);
        let mut position = 0;
        for (at, c) in text.char_indices() {
            if at >= marks.len() * Self::STRIDE {
                marks.resize(at / Self::STRIDE + 1, position);
            }
            position += c.len_utf16();
        }
        Self { text, start, marks }
    }

    /// The position of a byte of what spans count.
    fn position(&self, byte: usize) -> usize {
        let byte = byte.saturating_sub(self.start).min(self.text.len());
        let mark = (byte / Self::STRIDE).min(self.marks.len().saturating_sub(1));
        let Some(&position) = self.marks.get(mark) else { return 0 };
        // The first character at or behind the mark.
        let from = (mark * Self::STRIDE..=byte).find(|&at| self.text.is_char_boundary(at)).unwrap_or(byte);
        position + self.text.get(from..byte).map_or(0, |text| Unit::Utf16.length(text))
    }

    fn range(&self, span: Span) -> Range {
        (self.position(span.start), self.position(span.end))
    }

    fn ranges(&self, spans: &[Span]) -> Vec<Range> {
        spans.iter().map(|&span| self.range(span)).collect()
    }

    fn item(&self, item: &outline::Item, role: Role) -> Item {
        let (at, marker, title) = (self.range(item.span), self.range(item.marker), self.range(item.title));
        Item { at, parent: item.parent, marker, title, role }
    }

    fn directive<'d>(&self, d: &'d Directive, place: &Place<'_>) -> Told<'d> {
        let actor = |actor: &Actor| (self.range(actor.span), actor.part);
        let deadline = |deadline: &'d Deadline| (self.range(deadline.span), deadline.by.as_deref());
        let target =
            |target: &Target| (self.range(target.span), target.measure.map(|measure| self.range(measure)));
        Told {
            at: self.range(d.span),
            item: d.item,
            bare: d.heading || d.note,
            modality: modality(d),
            strength: d.strength,
            clarity: d.clarity,
            stated: d.stated(),
            actors: d.actors.iter().map(actor).collect(),
            action: d.action.map(|action| self.range(action.verb)),
            object: d.action.and_then(|action| action.object).map(|object| self.range(object)),
            deadlines: d.deadlines.iter().map(deadline).collect(),
            targets: d.targets.iter().map(target).collect(),
            conditions: self.ranges(&d.conditions),
            consequences: self.ranges(&d.consequences),
            citations: d.citations.iter().map(|citation| self.range(citation.span)).collect(),
            why: explain::reasons(d).into_iter().map(|(field, rule, _)| (field, rule)).collect(),
            cue: d.cue.as_ref().map(|cue| self.range(cue.span())),
            also: also(d, place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_of_utf_16() {
        let text = "一😀二a".repeat(700);
        let ruler = Ruler::new(&text, 10);
        for (at, _) in text.char_indices().step_by(7) {
            assert_eq!(ruler.position(10 + at), text[..at].encode_utf16().count(), "{at}");
        }
        assert_eq!(ruler.position(10 + text.len()), text.encode_utf16().count());
        assert_eq!(Ruler::new("", 3).position(3), 0);
    }
}
