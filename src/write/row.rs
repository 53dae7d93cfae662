//! Rows: flat records, one a point, a clause, a document or a word, each with the file that it comes from.

use super::{
    Place,
    directive::{self, DirectiveRecord},
};
use crate::{
    directive::Directive, document::Analysis, outline::Style, role::Role, source::Span, split::Genre, words,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

/// A row: column names and values, in order.
pub type Row = Map<String, Value>;

/// A point.
#[derive(Serialize, JsonSchema)]
pub(super) struct ItemRow<'a> {
    /// The file.
    path: &'a str,
    /// The document's number in its file, from 1.
    document: usize,
    /// Its title.
    document_title: Option<&'a str>,
    /// The item's number in its document.
    id: usize,
    /// Its parent's number.
    parent: Option<usize>,
    /// 1 for the top level.
    depth: usize,
    /// The markers that lead to it, as in 二/（三）/一要.
    item_path: String,
    /// Its marker.
    marker: &'a str,
    /// The marker's style.
    style: Style,
    /// The number that the marker stands for.
    ordinal: u32,
    /// What it does.
    role: Role,
    /// Its title.
    title: &'a str,
    /// Position of its marker.
    start: usize,
    /// One past its last position, its children inside.
    end: usize,
    /// The 1-based line of `start`.
    line: usize,
}

/// A directive clause, with the file and the item that hold it.
#[derive(Serialize, JsonSchema)]
pub(super) struct DirectiveRow<'a> {
    /// The file.
    path: &'a str,
    /// The document's number in its file, from 1.
    document: usize,
    /// The document's title.
    title: Option<&'a str>,
    /// The markers that lead to the item that holds it, as in 二/（三）/一要; empty outside every item.
    item_path: String,
    /// The title of that item.
    item_title: Option<&'a str>,
    /// The directive.
    #[serde(flatten)]
    directive: DirectiveRecord,
}

/// A document's extent.
#[derive(Serialize, JsonSchema)]
pub(super) struct SplitRow<'a> {
    /// The file.
    path: &'a str,
    /// Its number in the file, from 1.
    document: usize,
    /// How many documents the file holds.
    documents: usize,
    /// First position.
    start: usize,
    /// One past its last position.
    end: usize,
    /// The 1-based line of `start`.
    line: usize,
    /// Its title.
    title: Option<&'a str>,
    /// What kind of document it is.
    genre: Genre,
    /// What tells so.
    evidence: Vec<&'a str>,
    /// Its first words.
    opening: String,
}

/// A word.
#[derive(Serialize, JsonSchema)]
pub struct TokenRow<'a> {
    /// The file.
    path: &'a str,
    /// The document's number in its file, from 1.
    document: usize,
    /// The word.
    text: &'a str,
    /// Its part of speech in jieba's tag set.
    tag: &'a str,
    /// First position.
    start: usize,
    /// One past its last position.
    end: usize,
    /// The 1-based line of `start`.
    line: usize,
}

/// A record as a row; empty where it is no object.
pub fn row(record: impl Serialize) -> Row {
    match serde_json::to_value(record) {
        Ok(Value::Object(map)) => map,
        _ => Row::new(),
    }
}

/// A row a point.
pub fn item_rows<'a>(
    place: &'a Place<'_>,
    analysis: &'a Analysis,
    document: usize,
) -> impl Iterator<Item = Row> + use<'a> {
    let text = place.cleaned.written();
    let one = move |(id, item): (usize, &crate::outline::Item)| {
        let (start, end, line) = place.of(item.span);
        row(ItemRow {
            path: place.path,
            document,
            document_title: analysis.document.title.as_deref(),
            id,
            parent: item.parent,
            depth: item.depth,
            item_path: analysis.outline.path(text, id),
            marker: item.marker.of(text),
            style: item.style,
            ordinal: item.ordinal,
            role: analysis.roles[id],
            title: item.title.of(text),
            start,
            end,
            line,
        })
    };
    analysis.outline.items.iter().enumerate().map(one)
}

/// A row a clause, for those that `chosen` takes.
pub fn directive_rows<'a>(
    place: &'a Place<'_>,
    analysis: &'a Analysis,
    document: usize,
    chosen: impl Fn(&Directive) -> bool,
) -> impl Iterator<Item = Row> {
    let text = place.cleaned.written();
    let one = move |(id, d): (usize, &Directive)| {
        row(DirectiveRow {
            path: place.path,
            document,
            title: analysis.document.title.as_deref(),
            item_path: d.item.map(|i| analysis.outline.path(text, i)).unwrap_or_default(),
            item_title: d.item.map(|i| analysis.outline.items[i].title.of(text)),
            directive: directive::record(place, id, d),
        })
    };
    analysis.directives.iter().enumerate().filter(move |(_, d)| chosen(d)).map(one)
}

/// The row of a document.
pub fn split_row(place: &Place<'_>, document: &crate::split::Document, (number, of): (usize, usize)) -> Row {
    let span = document.span(place.cleaned);
    let (start, end, line) = place.of(span);
    row(SplitRow {
        path: place.path,
        document: number,
        documents: of,
        start,
        end,
        line,
        title: document.title.as_deref(),
        genre: document.genre,
        evidence: document.evidence.iter().map(|e| e.text.as_str()).collect(),
        opening: place.text(span).chars().take(30).map(|c| if c.is_control() { ' ' } else { c }).collect(),
    })
}

/// Gives `each` a row a word, each as it comes: many small ones would take much memory.
pub fn token_rows(place: &Place<'_>, span: Span, document: usize, mut each: impl FnMut(&TokenRow<'_>)) {
    words::for_each_token(place.text(span), |token| {
        let here = Span::new(span.start + token.span.start, span.start + token.span.end);
        let (start, end, line) = place.of(here);
        each(&TokenRow { path: place.path, document, text: token.text, tag: token.tag, start, end, line });
    });
}
