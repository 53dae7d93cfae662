//! The rows of `diff`.

use super::{Place, Row, row::row};
use crate::{
    diff::{Change, Comparison, DutyChange, Edit, Level, Link, State, Unit, Wording, edits},
    document::Analysis,
    source::Span,
};
use schemars::JsonSchema;
use serde::Serialize;

/// A document of a comparison.
#[derive(Clone, Copy)]
pub struct Compared<'a> {
    /// Its file.
    pub place: Place<'a>,
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// Its number in the file, from 1.
    pub number: usize,
}

impl Compared<'_> {
    /// The markers that lead to a point of it; empty where there is none.
    pub fn path(&self, item: Option<usize>) -> String {
        item.map(|item| self.analysis.outline.path(self.place.cleaned.written(), item)).unwrap_or_default()
    }
}

/// Words in place of which others stand.
#[derive(Serialize, JsonSchema)]
struct EditRecord<'a> {
    /// How far the two differ.
    wording: Wording,
    /// The old words; empty where words came.
    old: &'a str,
    /// The new words; empty where words went.
    new: &'a str,
    /// Position of the old words.
    old_start: usize,
    /// One past their last position.
    old_end: usize,
    /// Position of the new words.
    new_start: usize,
    /// One past their last position.
    new_end: usize,
}

/// Two documents.
#[derive(Serialize, JsonSchema)]
struct DocumentsRecord<'a> {
    /// The old file; null where there is none.
    old_path: Option<&'a str>,
    /// The number of the old document in its file, from 1.
    old_document: Option<usize>,
    /// The new file; null where there is none.
    new_path: Option<&'a str>,
    /// The number of the new document in its file, from 1.
    new_document: Option<usize>,
}

impl<'a> DocumentsRecord<'a> {
    fn of(d: &Difference<'a>) -> Self {
        let path = |of: Option<Compared<'a>>| of.map(|c| c.place.path);
        let number = |of: Option<Compared<'a>>| of.map(|c| c.number);
        Self {
            old_path: path(d.old),
            old_document: number(d.old),
            new_path: path(d.new),
            new_document: number(d.new),
        }
    }
}

/// What became of a document, a point or a paragraph.
#[derive(Serialize, JsonSchema)]
pub(super) struct DiffRow<'a> {
    /// The two documents.
    #[serde(flatten)]
    documents: DocumentsRecord<'a>,
    /// What kind of unit it is.
    level: Level,
    /// What became of it.
    state: State,
    /// How alike the two are, 0 to 1; of documents, how much of both texts stands in both.
    score: f64,
    /// How far their wordings differ.
    wording: Wording,
    /// The markers that lead to the old unit, as in 二/（三）/一要; null where there is none, empty for a paragraph.
    old_item_path: Option<String>,
    /// First position of the old unit, its marker inside.
    old_start: Option<usize>,
    /// One past its last position.
    old_end: Option<usize>,
    /// The 1-based line of `old_start`.
    old_line: Option<usize>,
    /// What of the old unit is compared: without its marker; a heading without what stands below it; of one that was split
    /// or merged what went this way.
    old_text: Option<String>,
    /// The markers that lead to the new unit.
    new_item_path: Option<String>,
    /// First position of the new unit, its marker inside.
    new_start: Option<usize>,
    /// One past its last position.
    new_end: Option<usize>,
    /// The 1-based line of `new_start`.
    new_line: Option<usize>,
    /// What of the new unit is compared.
    new_text: Option<String>,
    /// The words that differ, in their order.
    edits: Vec<EditRecord<'a>>,
    /// What changed in its duties, each kind once.
    changes: Vec<Change>,
}

/// What changed in a duty.
#[derive(Serialize, JsonSchema)]
pub(super) struct ChangeRow<'a> {
    /// The two documents.
    #[serde(flatten)]
    documents: DocumentsRecord<'a>,
    /// What changed.
    change: Change,
    /// What became of the unit that it stands in.
    state: State,
    /// The markers that lead to the old unit; null where there is none, empty for a paragraph.
    old_item_path: Option<String>,
    /// The words that changed, or in which they stand; null where there were none.
    old_words: Option<&'a str>,
    /// Their first position.
    old_start: Option<usize>,
    /// One past their last position.
    old_end: Option<usize>,
    /// The 1-based line of `old_start`.
    old_line: Option<usize>,
    /// The whole clause.
    old_clause: Option<&'a str>,
    /// How firmly it bound, 1 to 5; null for a sentence of a law that is no directive.
    old_strength: Option<u8>,
    /// The markers that lead to the new unit.
    new_item_path: Option<String>,
    /// The words that stand there now.
    new_words: Option<&'a str>,
    /// Their first position.
    new_start: Option<usize>,
    /// One past their last position.
    new_end: Option<usize>,
    /// The 1-based line of `new_start`.
    new_line: Option<usize>,
    /// The whole clause.
    new_clause: Option<&'a str>,
    /// How firmly it binds, 1 to 5.
    new_strength: Option<u8>,
}

/// How many units, and how many duties, of two documents became what.
#[derive(Serialize, JsonSchema)]
pub(super) struct DiffSummaryRow<'a> {
    /// The two documents.
    #[serde(flatten)]
    documents: DocumentsRecord<'a>,
    /// The title of the old document.
    old_title: Option<&'a str>,
    /// The title of the new document.
    new_title: Option<&'a str>,
    /// How much of both texts stands in both, 0 to 1.
    score: f64,
    /// Units that say the same under the same number.
    unchanged: usize,
    /// Units that say the same under another number.
    renumbered: usize,
    /// Units that say something else, under the same number or another one.
    changed: usize,
    /// Units that moved.
    moved: usize,
    /// Units that became several, a link each.
    split: usize,
    /// Units that became one with others, a link each.
    merged: usize,
    /// Units that are new.
    new: usize,
    /// Units that were dropped.
    dropped: usize,
    /// Duties that came.
    added: usize,
    /// Duties that went.
    removed: usize,
    /// Duties that bind more firmly or demand more.
    stronger: usize,
    /// Duties that bind less firmly or demand less.
    weaker: usize,
    /// Duties of others now.
    actor: usize,
    /// Duties with another time.
    deadline: usize,
    /// Duties with another figure.
    figure: usize,
    /// Duties reworded in another way.
    reworded: usize,
}

/// Two documents, or one that only one collection has, with what changed.
pub struct Difference<'a> {
    /// The old document.
    pub old: Option<Compared<'a>>,
    /// The new document.
    pub new: Option<Compared<'a>>,
    /// What became of their units; none where there is only one document.
    pub comparison: Option<&'a Comparison>,
    /// What changed in their duties.
    pub changes: &'a [DutyChange],
    /// Whether signs, spelling and references that follow count as changes.
    pub strict: bool,
}

impl<'a> Difference<'a> {
    /// The links of the comparison.
    pub fn links(&self) -> &'a [Link] {
        self.comparison.map_or(&[], |c| &c.links)
    }

    /// What became of a link's unit.
    pub fn state(&self, link: &Link) -> State {
        if self.strict { link.strict_state() } else { link.state }
    }

    /// The level of a link's unit.
    pub fn level(&self, link: &Link) -> Level {
        let Some(c) = self.comparison else { return Level::Document };
        match (link.new, link.old) {
            (Some(unit), _) => c.new[unit].level,
            (None, Some(unit)) => c.old[unit].level,
            (None, None) => Level::Document,
        }
    }

    /// Whether a link's unit is a point of an article, which tells of it too.
    pub fn is_inside(&self, link: &Link) -> bool {
        let Some(c) = self.comparison else { return false };
        link.new.map_or_else(
            || link.old.is_some_and(|unit| c.old[unit].article.is_some()),
            |unit| c.new[unit].article.is_some(),
        )
    }

    /// What became of the documents as wholes, and how much of both texts stands in both.
    pub fn whole(&self) -> (State, f64) {
        match (self.old, self.new, self.comparison) {
            (Some(_), None, _) => (State::Dropped, 0.0),
            (_, _, None) => (State::New, 0.0),
            (_, _, Some(comparison)) => {
                let same = |link: &Link| self.state(link) == State::Unchanged;
                let state = if comparison.links.iter().all(same) { State::Unchanged } else { State::Changed };
                (state, comparison.score)
            }
        }
    }

    /// The markers that lead to the old and the new unit of a link.
    pub fn paths(&self, link: &Link) -> (Option<String>, Option<String>) {
        let path = |side: Option<Compared<'_>>, units: Option<&[Unit]>, unit: Option<usize>| {
            let (side, unit) = (side?, &units?[unit?]);
            Some(side.path(unit.item))
        };
        let comparison = self.comparison;
        (
            path(self.old, comparison.map(|c| &c.old[..]), link.old),
            path(self.new, comparison.map(|c| &c.new[..]), link.new),
        )
    }

    /// The marker of the old and of the new unit of a link; empty where there is none.
    pub fn markers(&self, link: &Link) -> (&'a str, &'a str) {
        let marker = |side: Option<Compared<'a>>, units: Option<&[Unit]>, unit: Option<usize>| {
            let side = side?;
            let item = units?[unit?].item?;
            Some(side.place.text(side.analysis.outline.items[item].marker))
        };
        let comparison = self.comparison;
        let old = marker(self.old, comparison.map(|c| &c.old[..]), link.old);
        let new = marker(self.new, comparison.map(|c| &c.new[..]), link.new);
        (old.unwrap_or_default(), new.unwrap_or_default())
    }

    /// The words that differ between the units of a link.
    fn edits(&self, link: &Link) -> Vec<Edit> {
        let (Some(old), Some(new)) = (self.old, self.new) else { return Vec::new() };
        if link.old.is_none() || link.new.is_none() || link.wording == Wording::Same {
            return Vec::new();
        }
        edits((old.place.cleaned.text(), &link.old_part), (new.place.cleaned.text(), &link.new_part))
    }

    /// The words that differ as they are shown: signs and spelling only where nothing else differs, or where they count.
    fn shown(&self, link: &Link) -> Vec<Edit> {
        let plain = link.wording < Wording::References || self.strict;
        let counts = |edit: &Edit| plain || edit.wording >= Wording::References;
        self.edits(link).into_iter().filter(counts).collect()
    }

    /// The stretches of the old unit of a link, and those of the new one.
    pub fn segments(&self, link: &Link) -> (Vec<Segment<'a>>, Vec<Segment<'a>>) {
        let found = self.shown(link);
        let (olds, news): (Vec<Span>, Vec<Span>) = found.iter().map(|edit| (edit.old, edit.new)).unzip();
        let of = |side: Option<Compared<'a>>, parts: &[Span], words: &[Span], mark: Mark, alone: bool| {
            let rest = if alone { mark } else { Mark::Same };
            side.map(|side| segments(&side.place, parts, words, (mark, rest))).unwrap_or_default()
        };
        (
            of(self.old, &link.old_part, &olds, Mark::Old, link.new.is_none()),
            of(self.new, &link.new_part, &news, Mark::New, link.old.is_none()),
        )
    }

    /// The stretches of both units of a link in one text: what went before what came in its place.
    pub fn inline(&self, link: &Link) -> Vec<Segment<'a>> {
        let (olds, news) = self.segments(link);
        let (Some(old), Some(new)) =
            (self.old.filter(|_| link.old.is_some()), self.new.filter(|_| link.new.is_some()))
        else {
            return [olds, news].concat();
        };
        let (mut out, mut at) = (Vec::new(), link.new_part.first().map_or(0, |part| part.start));
        let mut push = |place: Place<'a>, span: Span, mark: Mark| {
            if span.start < span.end {
                out.push(Segment { text: place.text(span), mark });
            }
        };
        let kept = |from: usize, to: usize| {
            let first = link.new_part.partition_point(|part| part.end <= from);
            let parts = link.new_part[first..].iter().take_while(move |part| part.start < to);
            parts.map(move |part| Span::new(part.start.max(from), part.end.min(to)))
        };
        for edit in self.shown(link) {
            kept(at, edit.new.start).for_each(|span| push(new.place, span, Mark::Same));
            push(old.place, edit.old, Mark::Old);
            push(new.place, edit.new, Mark::New);
            at = at.max(edit.new.end);
        }
        let end = link.new_part.last().map_or(0, |part| part.end);
        kept(at, end).for_each(|span| push(new.place, span, Mark::Same));
        out
    }
}

/// Which of two texts has a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Both.
    Same,
    /// The old one.
    Old,
    /// The new one.
    New,
}

/// A stretch of a unit.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    /// Its text.
    pub text: &'a str,
    /// Which of the texts has it.
    pub mark: Mark,
}

/// The stretches of some parts: `words` have the first mark, what lies between them the second.
fn segments<'a>(place: &Place<'a>, parts: &[Span], words: &[Span], marks: (Mark, Mark)) -> Vec<Segment<'a>> {
    let mut out = Vec::new();
    let mut push = |span: Span, mark: Mark| {
        if span.start < span.end {
            out.push(Segment { text: place.text(span), mark });
        }
    };
    for &part in parts {
        let mut at = part.start;
        let first = words.partition_point(|w| w.end <= part.start);
        for word in words[first..].iter().take_while(|w| w.start < part.end) {
            push(Span::new(at, word.start), marks.1);
            push(Span::new(word.start.max(part.start), word.end.min(part.end)), marks.0);
            at = word.end.max(at);
        }
        push(Span::new(at, part.end), marks.1);
    }
    out
}

/// A row a unit, the documents themselves first, for those that `chosen` takes.
pub fn diff_rows<'a>(
    difference: &'a Difference<'a>,
    chosen: impl Fn(Level, State) -> bool + 'a,
) -> impl Iterator<Item = Row> + 'a {
    let mut changes: Vec<Vec<Change>> = vec![Vec::new(); difference.links().len()];
    for change in difference.changes {
        if !changes[change.link].contains(&change.change) {
            changes[change.link].push(change.change);
        }
    }
    let whole = difference.whole();
    let first = chosen(Level::Document, whole.0).then(|| document_row(difference, whole));
    let links = difference.links().iter().zip(changes);
    let rows = links.filter_map(move |(link, changes)| {
        let (level, state) = (difference.level(link), difference.state(link));
        chosen(level, state).then(|| unit_row(difference, link, changes))
    });
    first.into_iter().chain(rows)
}

fn document_row(d: &Difference<'_>, (state, score): (State, f64)) -> Row {
    let extent = |of: Option<Compared<'_>>| of.map(|c| c.place.of(c.analysis.span));
    let title = |of: Option<Compared<'_>>| of.and_then(|c| c.analysis.document.title.clone());
    let (old, new) = (extent(d.old), extent(d.new));
    row(DiffRow {
        documents: DocumentsRecord::of(d),
        level: Level::Document,
        state,
        score: rounded(score),
        wording: if state == State::Unchanged { Wording::Same } else { Wording::Text },
        old_item_path: None,
        old_start: old.map(|p| p.0),
        old_end: old.map(|p| p.1),
        old_line: old.map(|p| p.2),
        old_text: title(d.old),
        new_item_path: None,
        new_start: new.map(|p| p.0),
        new_end: new.map(|p| p.1),
        new_line: new.map(|p| p.2),
        new_text: title(d.new),
        edits: Vec::new(),
        changes: Vec::new(),
    })
}

fn unit_row(d: &Difference<'_>, link: &Link, changes: Vec<Change>) -> Row {
    let paths = d.paths(link);
    let units = d.comparison.map(|c| (link.old.map(|u| c.old[u].span), link.new.map(|u| c.new[u].span)));
    let (old_span, new_span) = units.unwrap_or_default();
    let of = |side: Option<Compared<'_>>, span: Option<Span>| Some(side?.place.of(span?));
    let (old, new) = (of(d.old, old_span), of(d.new, new_span));
    let text = |side: Option<Compared<'_>>, span: Option<Span>, parts: &[Span]| {
        span?;
        let place = side?.place;
        Some(parts.iter().map(|part| place.text(*part)).collect::<Vec<_>>().join("\n"))
    };
    row(DiffRow {
        documents: DocumentsRecord::of(d),
        level: d.level(link),
        state: d.state(link),
        score: rounded(link.score),
        wording: link.wording,
        old_item_path: paths.0,
        old_start: old.map(|p| p.0),
        old_end: old.map(|p| p.1),
        old_line: old.map(|p| p.2),
        old_text: text(d.old, old_span, &link.old_part),
        new_item_path: paths.1,
        new_start: new.map(|p| p.0),
        new_end: new.map(|p| p.1),
        new_line: new.map(|p| p.2),
        new_text: text(d.new, new_span, &link.new_part),
        edits: edit_records(d, link),
        changes,
    })
}

fn edit_records<'a>(d: &Difference<'a>, link: &Link) -> Vec<EditRecord<'a>> {
    let (Some(old), Some(new)) = (d.old, d.new) else { return Vec::new() };
    let record = |edit: Edit| {
        let (a, b) = (old.place.of(edit.old), new.place.of(edit.new));
        EditRecord {
            wording: edit.wording,
            old: old.place.text(edit.old),
            new: new.place.text(edit.new),
            old_start: a.0,
            old_end: a.1,
            new_start: b.0,
            new_end: b.1,
        }
    };
    d.edits(link).into_iter().map(record).collect()
}

/// A row a change of a duty, for those that `chosen` takes.
pub fn change_rows<'a>(
    d: &'a Difference<'a>,
    chosen: impl Fn(Change) -> bool + 'a,
) -> impl Iterator<Item = Row> + 'a {
    d.changes.iter().filter(move |change| chosen(change.change)).map(move |change| {
        let link = &d.links()[change.link];
        let paths = d.paths(link);
        let place = |side: Option<Compared<'_>>, span: Option<Span>| Some(side?.place.of(span?));
        let text = |side: Option<Compared<'a>>, span: Option<Span>| Some(side?.place.text(span?));
        let strength = |side: Option<Compared<'_>>, directive: Option<usize>| {
            Some(side?.analysis.directives[directive?].strength)
        };
        let (old, new) = (place(d.old, change.words.0), place(d.new, change.words.1));
        row(ChangeRow {
            documents: DocumentsRecord::of(d),
            change: change.change,
            state: d.state(link),
            old_item_path: paths.0,
            old_words: text(d.old, change.words.0),
            old_start: old.map(|p| p.0),
            old_end: old.map(|p| p.1),
            old_line: old.map(|p| p.2),
            old_clause: text(d.old, change.clauses.0),
            old_strength: strength(d.old, change.directives.0),
            new_item_path: paths.1,
            new_words: text(d.new, change.words.1),
            new_start: new.map(|p| p.0),
            new_end: new.map(|p| p.1),
            new_line: new.map(|p| p.2),
            new_clause: text(d.new, change.clauses.1),
            new_strength: strength(d.new, change.directives.1),
        })
    })
}

/// One row for two documents.
pub fn diff_summary_row(d: &Difference<'_>) -> Row {
    let states = |wanted: &[State]| d.links().iter().filter(|link| wanted.contains(&d.state(link))).count();
    let changes = |wanted: Change| d.changes.iter().filter(|change| change.change == wanted).count();
    row(DiffSummaryRow {
        documents: DocumentsRecord::of(d),
        old_title: d.old.and_then(|c| c.analysis.document.title.as_deref()),
        new_title: d.new.and_then(|c| c.analysis.document.title.as_deref()),
        score: rounded(d.whole().1),
        unchanged: states(&[State::Unchanged]),
        renumbered: states(&[State::Renumbered]),
        changed: states(&[State::Changed, State::ChangedRenumbered]),
        moved: states(&[State::Moved]),
        split: states(&[State::Split]),
        merged: states(&[State::Merged]),
        new: states(&[State::New]),
        dropped: states(&[State::Dropped]),
        added: changes(Change::Added),
        removed: changes(Change::Removed),
        stronger: changes(Change::Stronger),
        weaker: changes(Change::Weaker),
        actor: changes(Change::Actor),
        deadline: changes(Change::Deadline),
        figure: changes(Change::Figure),
        reworded: changes(Change::Reworded),
    })
}

/// Three digits behind the point: more would be no finer.
fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}
