//! The JSON records. Their field names are a contract: scripts rely on them. New fields may join.

use super::{
    Place, Rows,
    directive::{self, DirectiveRecord},
};
use crate::{
    document::{Analysis, Counts},
    finding::Finding,
    outline::Style,
    read::Metadata,
    role::Role,
    source::{Span, Unit},
    split::{Evidence, Genre},
    version,
    words::Keyword,
};
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One document of a file, and all that was found in it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DocumentRecord<'t> {
    /// The file, as it was named; `-` for standard input; behind an archive's name the file in it, behind a table's name and
    /// # the row.
    pub path: String,
    /// How the file was read: `text`, `html`, `mhtml`, `docx`, `word-xml`, `odt`, `doc`, `rtf`, `pdf`, or as a row of a table:
    /// `csv`, `tsv`, `jsonl`, `parquet`.
    pub format: String,
    /// The encoding that it was decoded from, by its WHATWG name.
    pub encoding: String,
    /// What the file says about itself.
    pub metadata: Cow<'t, Metadata>,
    /// The number of this document in its file, from 1.
    pub document: usize,
    /// How many documents the file holds.
    pub documents: usize,
    /// First position of the document's own text.
    pub start: usize,
    /// One past its last position.
    pub end: usize,
    /// The 1-based line of `start`.
    pub line: usize,
    /// Its title.
    pub title: Option<String>,
    /// What kind of document it is.
    pub genre: Genre,
    /// What tells so.
    pub evidence: Vec<Evidence>,
    /// The date that it gives itself, ISO 8601, the year alone where no more is given.
    pub date: Option<String>,
    /// What made this record.
    pub made_by: MadeBy,
    /// Numbered points in the order of the text.
    pub items: Rows<'t, ItemRecord<'t>>,
    /// Runs of sibling points.
    pub lists: Rows<'t, ListRecord>,
    /// Tables.
    pub tables: Rows<'t, TableRecord<'t>>,
    /// Clauses that tell someone to do or not to do something.
    pub directives: Rows<'t, DirectiveRecord>,
    /// Terms of the highest TF-IDF.
    pub keywords: Vec<KeywordRecord>,
    /// How much there is of each thing.
    pub counts: CountsRecord,
    /// What was repaired, left out or looks wrong.
    pub findings: Vec<FindingRecord>,
    /// The repaired text, from `start` to `end` without what was cut.
    pub text: Cow<'t, str>,
    /// The way from `text` back to the source: for each stretch without a cut its position in `text`, its position in
    /// the source and the 1-based line of that.
    pub anchors: Rows<'t, (usize, usize, usize)>,
    /// What all positions of the record count.
    pub offsets: Unit,
    /// The document that this one is nearly a copy of, where that was asked for (`--dedup`) and there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<CopyRecord>,
}

/// A document that another one is nearly a copy of.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CopyRecord {
    /// Its file, as it was named.
    pub path: String,
    /// Its number in that file, from 1.
    pub document: usize,
    /// Which share of the runs of five letters and digits of either both have, 0 to 1, estimated.
    pub similarity: f64,
}

/// The program that made a record, and its rules.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct MadeBy {
    /// `yaodian`.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The hash of its rules and dictionaries; + and the hash of the user's words where there are some.
    pub rules: String,
}

/// A numbered point.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ItemRecord<'t> {
    /// Its number in `items`, from 0.
    pub id: usize,
    /// The item that it is a point of.
    pub parent: Option<usize>,
    /// Its list's number in `lists`.
    pub list: usize,
    /// 1 for the top level.
    pub depth: usize,
    /// Position of its marker.
    pub start: usize,
    /// One past its last position, its children inside: where its next sibling begins; of the last of a list where the text
    /// goes on at the level above (another list with its lead, the close of the document), or at the end of its paragraph
    /// or sentence where its siblings kept to one.
    pub end: usize,
    /// The 1-based line of `start`.
    pub line: usize,
    /// Its marker.
    pub marker: String,
    /// The marker's style.
    pub style: Style,
    /// The number that the marker stands for.
    pub ordinal: u32,
    /// What it does.
    pub role: Role,
    /// Its title, without stop.
    pub title: String,
    /// The repaired text from `start` to `end`: its marker, its title, all that it says, its children with theirs.
    pub text: Cow<'t, str>,
}

/// A run of siblings.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ListRecord {
    /// Its number in `lists`, from 0.
    pub id: usize,
    /// The item that holds it.
    pub parent: Option<usize>,
    /// The style of its first marker.
    pub style: Style,
    /// Its items.
    pub items: Vec<usize>,
    /// The sentence that introduces it.
    pub lead: Option<String>,
    /// How many points that sentence declares.
    pub declared: Option<u32>,
    /// Numbers left out.
    pub missing: Vec<u32>,
    /// Numbers given twice.
    pub repeated: Vec<u32>,
}

/// A table: the format's own, or lines with tabs or bars between their cells.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct TableRecord<'t> {
    /// Its number in `tables`, from 0.
    pub id: usize,
    /// The innermost item that holds it.
    pub item: Option<usize>,
    /// First position of its first cell.
    pub start: usize,
    /// One past the last position of its last cell.
    pub end: usize,
    /// The 1-based line of `start`.
    pub line: usize,
    /// Whether its rows are tasks, which stand in `directives` too.
    pub tasks: bool,
    /// The heads of its columns, those of two rows joined by /.
    pub head: Vec<String>,
    /// The cells of the other rows; a merged cell stands in each row and column that it covers.
    pub rows: Vec<Vec<Cow<'t, str>>>,
}

/// A keyword.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct KeywordRecord {
    /// The term.
    pub term: String,
    /// Its TF-IDF, rounded to six places.
    pub score: f64,
    /// How often it occurs in the document.
    pub count: usize,
}

/// Counts of a document.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct CountsRecord {
    /// Code points of the repaired text, white space left out.
    pub characters: usize,
    /// Grapheme clusters, white space left out.
    pub graphemes: usize,
    /// Sentences.
    pub sentences: usize,
    /// Words, punctuation left out.
    pub words: usize,
    /// Numbered points.
    pub items: usize,
    /// Directive clauses.
    pub directives: usize,
}

/// A remark on the text.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct FindingRecord {
    /// A stable name.
    pub code: String,
    /// What was found.
    pub message: String,
    /// Where it was first found.
    pub start: usize,
}

/// Makes the record of one document. `within` is the stretch of the source whose findings belong to it,
/// `number` its place among `of` documents, from 1; `file` holds what was found while the file was read.
pub fn document<'t>(
    place: &Place<'t>,
    analysis: &'t Analysis,
    (number, of): (usize, usize),
    vocabulary: (&[Keyword], &Counts),
    file: &[Finding],
    within: Span,
) -> DocumentRecord<'t> {
    let place = *place;
    let (start, end, line) = place.of(analysis.span);
    let (keywords, counts) = vocabulary;
    let source = place.cleaned.source();
    DocumentRecord {
        path: place.path.into(),
        format: place.format.into(),
        encoding: place.encoding.into(),
        metadata: analysis.document.metadata(place.metadata, of),
        document: number,
        documents: of,
        start,
        end,
        line,
        title: analysis.document.title.clone(),
        genre: analysis.document.genre,
        evidence: analysis.document.evidence.clone(),
        date: analysis.document.date.map(|d| d.to_string()),
        made_by: MadeBy {
            program: env!("CARGO_PKG_NAME").into(),
            version: version::VERSION.into(),
            rules: version::rules(),
        },
        items: Rows::new(move || items(place, analysis)),
        lists: Rows::new(move || lists(place, analysis)),
        tables: Rows::new(move || tables(place, analysis)),
        directives: Rows::new(move || directive::records(place, analysis)),
        keywords: keywords
            .iter()
            .map(|k| KeywordRecord {
                term: k.term.clone(),
                score: (k.score * 1e6).round() / 1e6,
                count: k.count,
            })
            .collect(),
        counts: CountsRecord {
            characters: counts.characters,
            graphemes: counts.graphemes,
            sentences: counts.sentences,
            words: counts.words,
            items: analysis.outline.items.len(),
            directives: analysis.directives.len(),
        },
        findings: findings(&place, analysis, file, within)
            .into_iter()
            .map(|f| FindingRecord {
                code: f.code.into(),
                message: f.message,
                start: source.position(f.at, place.unit),
            })
            .collect(),
        text: place.text(analysis.span).into(),
        anchors: Rows::new(move || anchors(place, analysis.span)),
        offsets: place.unit,
        copy_of: None,
    }
}

/// What was found while the file was read, while it was repaired, and in the document itself.
pub(crate) fn findings(
    place: &Place<'_>,
    analysis: &Analysis,
    file: &[Finding],
    within: Span,
) -> Vec<Finding> {
    let own = analysis.document.findings.iter().chain(&analysis.outline.findings);
    file.iter().cloned().chain(place.cleaned.findings(within)).chain(own.cloned()).collect()
}

/// Where the stretches of a document stand in its repaired text and in the source.
fn anchors<'t>(place: Place<'t>, span: Span) -> impl Iterator<Item = (usize, usize, usize)> + 't {
    let (source, text) = (place.cleaned.source(), place.cleaned.written());
    let (mut done, mut position) = (span.start, 0);
    place.cleaned.stretches(span).map(move |(at, from)| {
        position += place.unit.length(&text[done..at]);
        done = at;
        (position, source.position(from, place.unit), source.line(from))
    })
}

fn items<'t>(place: Place<'t>, analysis: &'t Analysis) -> impl Iterator<Item = ItemRecord<'t>> + 't {
    let record = move |(id, (item, role)): (usize, (&crate::outline::Item, &Role))| {
        let (start, end, line) = place.of(item.span);
        ItemRecord {
            id,
            parent: item.parent,
            list: item.list,
            depth: item.depth,
            start,
            end,
            line,
            marker: place.text(item.marker).into(),
            style: item.style,
            ordinal: item.ordinal,
            role: *role,
            title: place.text(item.title).into(),
            text: place.text(item.span).into(),
        }
    };
    analysis.outline.items.iter().zip(&analysis.roles).enumerate().map(record)
}

fn lists<'t>(place: Place<'t>, analysis: &'t Analysis) -> impl Iterator<Item = ListRecord> + 't {
    let record = move |(id, list): (usize, &crate::outline::List)| ListRecord {
        id,
        parent: list.parent,
        style: list.style,
        items: list.items.clone(),
        lead: list.lead.map(|l| place.text(l).into()),
        declared: list.declared,
        missing: list.missing.clone(),
        repeated: list.repeated.clone(),
    };
    analysis.outline.lists.iter().enumerate().map(record)
}

fn tables<'t>(place: Place<'t>, analysis: &'t Analysis) -> impl Iterator<Item = TableRecord<'t>> + 't {
    let text = place.cleaned.written();
    let record = move |(id, table): (usize, &'t crate::table::Table)| {
        let (start, end, line) = place.of(table.span);
        let cells = |row: &Vec<Span>| row.iter().map(|cell| place.text(*cell).into()).collect();
        TableRecord {
            id,
            item: analysis.outline.innermost(table.span.start),
            start,
            end,
            line,
            tasks: table.has_tasks(),
            head: table.head(text),
            rows: table.body().map(cells).collect(),
        }
    };
    analysis.tables.iter().enumerate().map(record)
}

/// The kinds of record that commands print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum RowKind {
    /// A document, as `analyze` prints it.
    Document,
    /// A point, as `outline` prints it.
    Outline,
    /// A directive, as `directives` prints it.
    Directives,
    /// A document's extent, as `split` prints it.
    Split,
    /// A word, as `tokens` prints it.
    Tokens,
    /// A term, as `terms` prints it.
    Terms,
    /// A document's vocabulary, as `terms --diversity` prints it.
    Diversity,
    /// A place with its context, as `kwic` prints it.
    Kwic,
    /// A word near another one, as `collocates` prints it.
    Collocates,
    /// A key term, as `compare` prints it.
    Compare,
    /// A formulation that came, went or changed, as `compare --phrases` prints it.
    Phrases,
    /// A term over groups, as `trends` prints it.
    Trends,
    /// A word that the dictionary lacks, as `newwords` prints it.
    #[cfg_attr(feature = "clap", value(name = "newwords"))]
    NewWords,
    /// A category's counts, as `categories` prints them.
    Categories,
    /// An entry found, as `categories --matches` prints it.
    Matches,
    /// What became of a point or a paragraph, as `diff` prints it.
    Diff,
    /// What changed in a duty, as `diff --directives` prints it.
    #[cfg_attr(feature = "clap", value(name = "changes"))]
    Changes,
    /// How much of two documents changed, as `diff --summary` prints it.
    #[cfg_attr(feature = "clap", value(name = "diff-summary"))]
    DiffSummary,
    /// What became of a superior's task, as `coverage` prints it.
    Coverage,
    /// A passage that two documents share, as `reuse` prints it.
    Reuse,
    /// A name that belongs to the document a passage was taken from, as `reuse --names` prints it.
    #[cfg_attr(feature = "clap", value(name = "reuse-names"))]
    ReuseNames,
    /// Passages that are one another, as `reuse --clusters` prints them.
    #[cfg_attr(feature = "clap", value(name = "reuse-clusters"))]
    ReuseClusters,
    /// How much two documents share, as `reuse --matrix` prints it.
    #[cfg_attr(feature = "clap", value(name = "reuse-matrix"))]
    ReuseMatrix,
    /// A numbered point of which others have something, as `reuse --items` prints it.
    #[cfg_attr(feature = "clap", value(name = "reuse-items"))]
    ReuseItems,
    /// What becomes of a dictionary's entry, as `dict check` prints it.
    DictCheck,
}

/// The JSON Schema of a kind of record.
pub fn schema_of(kind: RowKind) -> Schema {
    match kind {
        RowKind::Document => schemars::schema_for!(DocumentRecord),
        RowKind::Outline => schemars::schema_for!(super::row::ItemRow),
        RowKind::Directives => schemars::schema_for!(super::row::DirectiveRow),
        RowKind::Split => schemars::schema_for!(super::row::SplitRow),
        RowKind::Tokens => schemars::schema_for!(super::row::TokenRow),
        RowKind::Terms => schemars::schema_for!(super::bench::TermRow),
        RowKind::Diversity => schemars::schema_for!(super::bench::DiversityRow),
        RowKind::Kwic => schemars::schema_for!(super::bench::KwicRow),
        RowKind::Collocates => schemars::schema_for!(super::bench::CollocateRow),
        RowKind::Compare => schemars::schema_for!(super::bench::KeyTermRow),
        RowKind::Phrases => schemars::schema_for!(super::bench::PhraseRow),
        RowKind::Trends => schemars::schema_for!(super::bench::TrendRow),
        RowKind::NewWords => schemars::schema_for!(super::bench::NewWordRow),
        RowKind::Categories => schemars::schema_for!(super::bench::CategoryRow),
        RowKind::Matches => schemars::schema_for!(super::bench::MatchRow),
        RowKind::Diff => schemars::schema_for!(super::diff::DiffRow),
        RowKind::Changes => schemars::schema_for!(super::diff::ChangeRow),
        RowKind::DiffSummary => schemars::schema_for!(super::diff::DiffSummaryRow),
        RowKind::Coverage => schemars::schema_for!(super::coverage::CoverageRow),
        RowKind::Reuse => schemars::schema_for!(super::reuse::ReuseRow),
        RowKind::ReuseNames => schemars::schema_for!(super::reuse::ReuseNameRow),
        RowKind::ReuseClusters => schemars::schema_for!(super::reuse::ReuseClusterRow),
        RowKind::ReuseMatrix => schemars::schema_for!(super::reuse::ReuseMatrixRow),
        RowKind::ReuseItems => schemars::schema_for!(super::reuse::ReuseItemRow),
        RowKind::DictCheck => schemars::schema_for!(super::bench::EntryRow),
    }
}

/// The names of a record's fields, in order: the heads of a table.
pub fn columns(kind: RowKind) -> Vec<String> {
    let schema = schema_of(kind);
    let properties = schema.get("properties").and_then(|p| p.as_object());
    properties.map(|p| p.keys().cloned().collect()).unwrap_or_default()
}
