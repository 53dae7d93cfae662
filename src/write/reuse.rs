//! The rows of `reuse`.

use super::{FindingRecord, Row, row::row};
use crate::{
    reuse::{Cluster, ForeignName, ItemShare, Kind, Named, Page, Passage, Shared},
    say,
};
use schemars::JsonSchema;
use serde::Serialize;

/// A passage that two documents share.
#[derive(Serialize, JsonSchema)]
pub(super) struct ReuseRow<'a> {
    /// What kind of repetition it is.
    kind: Kind,
    /// Twice the letters and digits that both sides have in common by those of both, 0 to 1.
    similarity: f64,
    /// How long it is in the target, in letters and digits.
    length: usize,
    /// How many documents have about half of it at least.
    documents: usize,
    /// The number of its cluster, from 1: passages that are one another.
    cluster: usize,
    /// Whether the dates tell that the source came first; else the order of the inputs decides which is called so.
    dated: bool,
    /// The file that had it first.
    source_path: &'a str,
    /// The number of the document in it, from 1.
    source_document: usize,
    /// The document's title.
    source_title: Option<&'a str>,
    /// Who issued it.
    source_issuer: Option<&'a str>,
    /// Its date.
    source_date: Option<&'a str>,
    /// The markers that lead to the point that it begins in; empty outside every point.
    source_item_path: &'a str,
    /// First position there.
    source_start: usize,
    /// One past its last position.
    source_end: usize,
    /// The 1-based line of `source_start`.
    source_line: usize,
    /// Its text there.
    source_text: &'a str,
    /// The file that has it too.
    target_path: &'a str,
    /// The number of the document in it, from 1.
    target_document: usize,
    /// The document's title.
    target_title: Option<&'a str>,
    /// Who issued it.
    target_issuer: Option<&'a str>,
    /// Its date.
    target_date: Option<&'a str>,
    /// The markers that lead to the point that it begins in.
    target_item_path: &'a str,
    /// First position there.
    target_start: usize,
    /// One past its last position.
    target_end: usize,
    /// The 1-based line of `target_start`.
    target_line: usize,
    /// Its text there.
    target_text: &'a str,
    /// Names in it that belong to the other side's document, each once.
    names: Vec<&'a str>,
    /// The same as findings (`foreign-name`), one a place where such a name stands, in the target or in the source.
    findings: Vec<FindingRecord>,
}

/// A name in a passage that belongs to the other document that has it.
#[derive(Serialize, JsonSchema)]
pub(super) struct ReuseNameRow<'a> {
    /// What kind of name it is.
    named: Named,
    /// The name.
    text: &'a str,
    /// The file that it stands in.
    path: &'a str,
    /// The number of the document in it, from 1.
    document: usize,
    /// The document's title.
    title: Option<&'a str>,
    /// Who issued it.
    issuer: Option<&'a str>,
    /// The markers that lead to the point that the passage begins in.
    item_path: &'a str,
    /// First position of the name.
    start: usize,
    /// One past its last position.
    end: usize,
    /// The 1-based line of `start`.
    line: usize,
    /// The passage that it stands in.
    passage: &'a str,
    /// The file that has the passage too, and whose name it is.
    other_path: &'a str,
    /// The number of the document in it, from 1.
    other_document: usize,
    /// Who issued that one.
    other_issuer: Option<&'a str>,
    /// First position of the passage there.
    other_start: usize,
    /// One past its last position.
    other_end: usize,
    /// The 1-based line of `other_start`.
    other_line: usize,
}

/// Passages that are one another.
#[derive(Serialize, JsonSchema)]
pub(super) struct ReuseClusterRow<'a> {
    /// Its number, from 1.
    cluster: usize,
    /// In how many places it stands.
    places: usize,
    /// In how many documents.
    documents: usize,
    /// The file that had it first.
    path: &'a str,
    /// The number of the document in it, from 1.
    document: usize,
    /// The document's title.
    title: Option<&'a str>,
    /// Its date.
    date: Option<&'a str>,
    /// The markers that lead to the point that it begins in.
    item_path: &'a str,
    /// First position there.
    start: usize,
    /// One past its last position.
    end: usize,
    /// The 1-based line of `start`.
    line: usize,
    /// Its text there.
    text: &'a str,
}

/// How much two documents share.
#[derive(Serialize, JsonSchema)]
pub(super) struct ReuseMatrixRow<'a> {
    /// The file of the one that came first.
    source_path: &'a str,
    /// The number of the document in it, from 1.
    source_document: usize,
    /// Its title.
    source_title: Option<&'a str>,
    /// The file of the other one.
    target_path: &'a str,
    /// The number of the document in it, from 1.
    target_document: usize,
    /// Its title.
    target_title: Option<&'a str>,
    /// How many passages they share.
    passages: usize,
    /// How many letters and digits of the target stand in them.
    length: usize,
    /// Which share of the target that is, 0 to 1.
    target_share: f64,
    /// Which share of the source stands in them, 0 to 1.
    source_share: f64,
}

/// A numbered point of which others have something.
#[derive(Serialize, JsonSchema)]
pub(super) struct ReuseItemRow<'a> {
    /// The file.
    path: &'a str,
    /// The number of the document in it, from 1.
    document: usize,
    /// The document's title.
    title: Option<&'a str>,
    /// The markers that lead to the point.
    item_path: &'a str,
    /// First position of the point.
    start: usize,
    /// One past its last position.
    end: usize,
    /// The 1-based line of `start`.
    line: usize,
    /// Its first line.
    text: &'a str,
    /// How many letters and digits it has, those of the points in it counted.
    length: usize,
    /// How many of them others have.
    shared: usize,
    /// Which share of it that is, 0 to 1.
    share: f64,
    /// In how many passages.
    passages: usize,
    /// The file that has most of it.
    source_path: &'a str,
    /// The number of the document in it, from 1.
    source_document: usize,
    /// The document's title.
    source_title: Option<&'a str>,
    /// Who issued it.
    source_issuer: Option<&'a str>,
    /// The markers that lead to the point there in which the longest stretch begins that both have.
    source_item_path: &'a str,
    /// First position of that stretch.
    source_start: usize,
    /// One past its last position.
    source_end: usize,
    /// The 1-based line of `source_start`.
    source_line: usize,
}

/// The row of a passage; its documents are those of both sides.
pub fn reuse_row(passage: &Passage, (source, target): (&Page, &Page)) -> Row {
    let mut names: Vec<&str> = passage.names.iter().map(|name| name.text.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let (from, at) = (&passage.source_stretch, &passage.target_stretch);
    row(ReuseRow {
        kind: passage.kind,
        similarity: passage.similarity,
        length: passage.length(),
        documents: passage.documents,
        cluster: passage.cluster,
        dated: passage.dated,
        source_path: &source.path,
        source_document: source.document,
        source_title: source.title.as_deref(),
        source_issuer: source.body.name.as_deref(),
        source_date: source.date.as_deref(),
        source_item_path: &from.item_path,
        source_start: from.start,
        source_end: from.end,
        source_line: from.line,
        source_text: &from.text,
        target_path: &target.path,
        target_document: target.document,
        target_title: target.title.as_deref(),
        target_issuer: target.body.name.as_deref(),
        target_date: target.date.as_deref(),
        target_item_path: &at.item_path,
        target_start: at.start,
        target_end: at.end,
        target_line: at.line,
        target_text: &at.text,
        names,
        findings: passage.names.iter().map(|name| finding(name, (source, target))).collect(),
    })
}

/// The finding that a name is another document's.
fn finding(name: &ForeignName, (source, target): (&Page, &Page)) -> FindingRecord {
    let (page, other) = if name.in_source { (source, target) } else { (target, source) };
    let issuer = other.body.name.as_deref().unwrap_or(&other.path);
    let message = say!("foreign-name", name = name.text, path = page.path, line = name.line, issuer);
    FindingRecord { code: "foreign-name".to_owned(), message, start: name.start }
}

/// A row a name in a passage that is the other document's.
pub fn reuse_name_rows<'a>(
    passage: &'a Passage,
    (source, target): (&'a Page, &'a Page),
) -> impl Iterator<Item = Row> + 'a {
    let one = move |name: &'a ForeignName| {
        let target = (target, &passage.target_stretch);
        let source = (source, &passage.source_stretch);
        let ((page, at), (other, from)) = if name.in_source { (source, target) } else { (target, source) };
        row(ReuseNameRow {
            named: name.named,
            text: &name.text,
            path: &page.path,
            document: page.document,
            title: page.title.as_deref(),
            issuer: page.body.name.as_deref(),
            item_path: &at.item_path,
            start: name.start,
            end: name.end,
            line: name.line,
            passage: &at.text,
            other_path: &other.path,
            other_document: other.document,
            other_issuer: other.body.name.as_deref(),
            other_start: from.start,
            other_end: from.end,
            other_line: from.line,
        })
    };
    passage.names.iter().map(one)
}

/// The row of a cluster; `page` is the document that has it first.
pub fn reuse_cluster_row(cluster: &Cluster, page: &Page) -> Row {
    row(ReuseClusterRow {
        cluster: cluster.number,
        places: cluster.places,
        documents: cluster.documents,
        path: &page.path,
        document: page.document,
        title: page.title.as_deref(),
        date: page.date.as_deref(),
        item_path: &cluster.first.item_path,
        start: cluster.first.start,
        end: cluster.first.end,
        line: cluster.first.line,
        text: &cluster.first.text,
    })
}

/// The row of two documents that share something.
pub fn reuse_matrix_row(shared: &Shared, (source, target): (&Page, &Page)) -> Row {
    row(ReuseMatrixRow {
        source_path: &source.path,
        source_document: source.document,
        source_title: source.title.as_deref(),
        target_path: &target.path,
        target_document: target.document,
        target_title: target.title.as_deref(),
        passages: shared.passages(),
        length: shared.target_letters(),
        target_share: share(shared.target_letters(), target),
        source_share: share(shared.source_letters(), source),
    })
}

/// The row of a numbered point of which others have something.
pub fn reuse_item_row(item: &ItemShare, (source, target): (&Page, &Page)) -> Row {
    let (at, from) = (&item.at, &item.source);
    row(ReuseItemRow {
        path: &target.path,
        document: target.document,
        title: target.title.as_deref(),
        item_path: &at.item_path,
        start: at.start,
        end: at.end,
        line: at.line,
        text: &at.text,
        length: item.length,
        shared: item.shared,
        share: item.shared as f64 / item.length.max(1) as f64,
        passages: item.passages,
        source_path: &source.path,
        source_document: source.document,
        source_title: source.title.as_deref(),
        source_issuer: source.body.name.as_deref(),
        source_item_path: &from.item_path,
        source_start: from.start,
        source_end: from.end,
        source_line: from.line,
    })
}

fn share(letters: usize, of: &Page) -> f64 {
    letters as f64 / of.letters.max(1) as f64
}
