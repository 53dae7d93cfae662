//! The record of a directive clause.

use super::{
    Place,
    explain::{self, ExplainRecord},
};
use crate::{
    directive::{
        Actor, Bound, Citation, Clarity, Deadline, Directive, Force, Part, Stated, Target, TimeKind,
    },
    document::Analysis,
    sense::Modality,
    source::Span,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A directive clause.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct DirectiveRecord {
    /// Its number in `directives`, from 0.
    pub id: usize,
    /// The innermost item that holds it.
    pub item: Option<usize>,
    /// First position of the clause.
    pub start: usize,
    /// One past its last position, its stop inside.
    pub end: usize,
    /// The 1-based line of `start`.
    pub line: usize,
    /// The clause as repaired.
    pub text: String,
    /// Whether it is a note in brackets that says who is responsible for the clauses before it.
    pub note: bool,
    /// Whether it is a bare heading (抓工程。), which only names what other directives of its item demand.
    pub heading: bool,
    /// How it binds.
    pub modality: Modality,
    /// The modal word, where there is one.
    pub cue: Option<String>,
    /// Its position.
    pub cue_start: Option<usize>,
    /// How firmly it binds: 1 (可以) to 5 (严禁); 2 for a bare order.
    pub strength: u8,
    /// How clear it is: red (commands, forbids), black (permits, encourages), grey (leaves room).
    pub clarity: Clarity,
    /// Who is to act.
    pub actors: Vec<ActorRecord>,
    /// Whether they are named in the clause, elsewhere, or nowhere.
    pub stated: Stated,
    /// The first verb demanded.
    pub action: Option<String>,
    /// What it acts on.
    pub object: Option<String>,
    /// By when, from when, how often.
    pub deadlines: Vec<DeadlineRecord>,
    /// Figures to be reached or kept.
    pub targets: Vec<TargetRecord>,
    /// When it holds.
    pub conditions: Vec<PassageRecord>,
    /// What comes of not following it.
    pub consequences: Vec<PassageRecord>,
    /// Laws and documents that it refers to.
    pub citations: Vec<CitationRecord>,
    /// With `--explain`: which rule found what, by which words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explain: Option<Vec<ExplainRecord>>,
}

/// Someone who is to act.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ActorRecord {
    /// The name as written.
    pub text: String,
    /// Its position.
    pub start: usize,
    /// One past its last position.
    pub end: usize,
    /// Named in the clause, or elsewhere.
    pub stated: Stated,
    /// The part that it plays.
    pub part: Part,
}

/// By when something is to be done.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct DeadlineRecord {
    /// As written.
    pub text: String,
    /// Its position.
    pub start: usize,
    /// One past its last position.
    pub end: usize,
    /// ISO 8601: 2026-11-30, --11-30 without a year, 2026-07-01/.. from a day on, P3D within, R/P1M again and again;
    /// null where the text gives no date.
    pub by: Option<String>,
    /// What kind of time it is.
    pub kind: TimeKind,
}

/// A figure to be reached or kept.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct TargetRecord {
    /// As written.
    pub text: String,
    /// Its position.
    pub start: usize,
    /// One past its last position.
    pub end: usize,
    /// The value, of a range the lower end: 万 and 亿 multiplied out, of 95% 95, of 三分之一 0.333…
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The unit; empty for a share.
    pub unit: String,
    /// Which side the figure bounds.
    pub bound: Bound,
    /// Whether it must be met.
    pub force: Force,
    /// What it measures.
    pub measure: Option<String>,
}

/// A passage of the clause.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct PassageRecord {
    /// As written.
    pub text: String,
    /// Its position.
    pub start: usize,
    /// One past its last position.
    pub end: usize,
}

/// A law or a document referred to.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct CitationRecord {
    /// The title with its marks; the number or the article where there is no title.
    pub text: String,
    /// Its position.
    pub start: usize,
    /// One past its last position.
    pub end: usize,
    /// The document's number.
    pub number: Option<String>,
    /// The article, paragraph and subparagraph.
    pub article: Option<String>,
}

/// The records of all directives of a document.
pub(super) fn records<'t>(
    place: Place<'t>,
    analysis: &'t Analysis,
) -> impl Iterator<Item = DirectiveRecord> + 't {
    analysis.directives.iter().enumerate().map(move |(id, d)| record(&place, id, d))
}

/// The record of one.
pub(super) fn record(place: &Place<'_>, id: usize, d: &Directive) -> DirectiveRecord {
    let (start, end, line) = place.of(d.span);
    let text = |span: Span| place.text(span).to_owned();
    DirectiveRecord {
        id,
        item: d.item,
        start,
        end,
        line,
        text: text(d.span),
        note: d.note,
        heading: d.heading,
        modality: d.modality,
        cue: d.cue.as_ref().map(|c| text(c.span())),
        cue_start: d.cue.as_ref().map(|c| place.of(c.span()).0),
        strength: d.strength,
        clarity: d.clarity,
        actors: d.actors.iter().map(|a| actor(place, a)).collect(),
        stated: d.stated(),
        action: d.action.map(|a| text(a.verb)),
        object: d.action.and_then(|a| a.object).map(text),
        deadlines: d.deadlines.iter().map(|x| deadline(place, x)).collect(),
        targets: d.targets.iter().map(|x| target(place, x)).collect(),
        conditions: d.conditions.iter().map(|&s| passage(place, s)).collect(),
        consequences: d.consequences.iter().map(|&s| passage(place, s)).collect(),
        citations: d.citations.iter().map(|c| citation(place, c)).collect(),
        explain: place.explain.then(|| explain::records(place, d)),
    }
}

fn actor(place: &Place<'_>, a: &Actor) -> ActorRecord {
    let (start, end, _) = place.of(a.span);
    ActorRecord { text: place.text(a.span).into(), start, end, stated: a.stated, part: a.part }
}

fn deadline(place: &Place<'_>, d: &Deadline) -> DeadlineRecord {
    let (start, end, _) = place.of(d.span);
    DeadlineRecord { text: place.text(d.span).into(), start, end, by: d.by.clone(), kind: d.kind }
}

fn target(place: &Place<'_>, t: &Target) -> TargetRecord {
    let (start, end, _) = place.of(t.span);
    // Shares are rounded to where a reader stops, so that 三分之一 is 0.333333.
    let round = |value: f64| if value.abs() < 1e6 { (value * 1e6).round() / 1e6 } else { value };
    TargetRecord {
        text: place.text(t.span).into(),
        start,
        end,
        value: round(t.value),
        upper: t.upper.map(round),
        unit: t.unit.clone(),
        bound: t.bound,
        force: t.force,
        measure: t.measure.map(|m| place.text(m).into()),
    }
}

fn passage(place: &Place<'_>, span: Span) -> PassageRecord {
    let (start, end, _) = place.of(span);
    PassageRecord { text: place.text(span).into(), start, end }
}

fn citation(place: &Place<'_>, c: &Citation) -> CitationRecord {
    let (start, end, _) = place.of(c.span);
    let text = |span: Option<Span>| span.map(|s| place.text(s).to_owned());
    CitationRecord {
        text: place.text(c.span).into(),
        start,
        end,
        number: text(c.number),
        article: text(c.article),
    }
}
