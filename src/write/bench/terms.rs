//! Terms, and how varied documents are.

use super::super::{Row, row::row};
use crate::lexis::{Diversity, Term};
use schemars::JsonSchema;
use serde::Serialize;

/// A term with its measures.
#[derive(Serialize, JsonSchema)]
pub(in crate::write) struct TermRow<'a> {
    /// The term; the words of an n-gram are parted by spaces.
    term: &'a str,
    /// Its words.
    length: usize,
    /// The tag of its first occurrence in jieba's set; empty for n-grams.
    tag: &'a str,
    /// Its occurrences.
    count: u64,
    /// The documents that have it.
    documents: u32,
    /// Its occurrences in a million words.
    per_million: f64,
    /// Its share of all terms of its length, times its inverse document frequency.
    tfidf: f64,
    /// Its TextRank; null for what is no content word.
    textrank: Option<f64>,
    /// Gries's DP over the documents.
    dp: Option<f64>,
    /// DP on a scale up to 1; null where there is one document only.
    dp_norm: Option<f64>,
    /// Juilland's D over the documents; null where there is one document only.
    juilland_d: Option<f64>,
}

/// A term as a row.
pub fn term_row(term: &Term<'_>) -> Row {
    row(TermRow {
        term: term.term,
        length: term.length,
        tag: term.tag,
        count: term.count,
        documents: term.documents,
        per_million: term.per_million,
        tfidf: term.tf_idf,
        textrank: term.textrank,
        dp: term.dp,
        dp_norm: term.dp_norm,
        juilland_d: term.juilland_d,
    })
}

/// How varied the words of a document are.
#[derive(Serialize, JsonSchema)]
pub(in crate::write) struct DiversityRow<'a> {
    /// The file.
    path: &'a str,
    /// The document's number in its file, from 1.
    document: usize,
    /// Its title.
    title: Option<&'a str>,
    /// Its words.
    tokens: usize,
    /// Its different words.
    types: usize,
    /// Types by tokens; null where there are no words.
    ttr: Option<f64>,
    /// The mean of the windows' ratios; null where the document is shorter than one.
    mattr: Option<f64>,
    /// McCarthy and Jarvis's MTLD.
    mtld: Option<f64>,
}

/// A document's diversity as a row.
pub fn diversity_row((path, document, title): (&str, usize, Option<&str>), of: &Diversity) -> Row {
    row(DiversityRow {
        path,
        document,
        title,
        tokens: of.tokens,
        types: of.types,
        ttr: of.type_token_ratio,
        mattr: of.mattr,
        mtld: of.mtld,
    })
}
