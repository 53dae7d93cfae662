//! What a report holds of one document.

use super::{
    body::{Counts, modality},
    detail::detail,
};
use crate::{
    Analyzed,
    directive::{Clarity, Directive, Part},
    document::{self, Study},
    finding::Finding,
    split::Genre,
    write::Place,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A document on its way into a report.
#[derive(Debug)]
pub struct Entry {
    pub(super) head: Head,
    /// Its text, as JSON.
    pub(super) text: String,
    /// What was found in it, as JSON.
    pub(super) detail: String,
    /// How many directives each body has.
    pub(super) bodies: Vec<(String, Counts)>,
}

/// What the index tells of a document.
#[derive(Debug, Serialize)]
pub(super) struct Head {
    path: String,
    /// Its number in its file, from 1.
    number: usize,
    /// How many that file has.
    of: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    /// The group that it belongs to: its year, where nothing else was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    genre: Genre,
    format: String,
    characters: usize,
    items: usize,
    /// Its directives by modality, bare headings and notes left out.
    modality: Counts,
    /// The same by strength, from 1 to 5.
    strength: [u32; 5],
    /// The same by clarity: red, black, grey.
    clarity: [u32; 3],
    findings: usize,
    keywords: Vec<String>,
    /// The block that holds its text, and the place there.
    pub(super) text: (usize, usize),
    /// The block that holds what was found in it, and the place there.
    pub(super) detail: (usize, usize),
}

/// How many keywords the index has of a document.
const KEYWORDS: usize = 8;

impl Entry {
    /// Those of the documents of a text. `group` tells which group a document belongs to, by its number from 0.
    pub fn all(analyzed: &Analyzed, group: impl Fn(usize) -> Option<String>) -> Vec<Self> {
        let (place, documents) = (analyzed.place(), analyzed.documents());
        let entry = |(number, study)| {
            let findings = analyzed.findings(number);
            Self::new(&place, study, &findings, (number, documents.len()), group(number))
        };
        documents.iter().enumerate().map(entry).collect()
    }

    fn new(
        place: &Place<'_>,
        study: &Study,
        findings: &[Finding],
        (number, of): (usize, usize),
        group: Option<String>,
    ) -> Self {
        let Study { analysis, keywords, counts } = study;
        let document::Analysis { document, outline, directives, span, .. } = analysis;
        let metadata = document.metadata(place.metadata, of);
        let mut head = Head {
            path: place.path.to_owned(),
            number: number + 1,
            of,
            title: document.title.clone(),
            issuer: metadata.issuer.clone(),
            date: document.date.map(|date| date.to_string()).or_else(|| metadata.written.clone()),
            group,
            genre: document.genre,
            format: place.format.to_owned(),
            characters: counts.characters,
            items: outline.items.len(),
            modality: Counts::default(),
            strength: [0; 5],
            clarity: [0; 3],
            findings: findings.len(),
            keywords: keywords.iter().take(KEYWORDS).map(|keyword| keyword.term.clone()).collect(),
            text: (0, 0),
            detail: (0, 0),
        };
        let mut bodies: BTreeMap<String, Counts> = BTreeMap::new();
        for directive in directives.iter().filter(|directive| !directive.heading && !directive.note) {
            let modality = modality(directive);
            head.modality[modality] += 1;
            head.strength[usize::from(directive.strength.clamp(1, 5)) - 1] += 1;
            head.clarity[match directive.clarity {
                Clarity::Red => 0,
                Clarity::Black => 1,
                Clarity::Grey => 2,
            }] += 1;
            for name in names(place, directive) {
                bodies.entry(name).or_default()[modality] += 1;
            }
        }
        Self {
            head,
            text: serde_json::Value::from(place.text(*span)).to_string(),
            detail: detail(place, study, findings),
            bodies: bodies.into_iter().collect(),
        }
    }
}

/// Who is responsible for a directive, each once; an empty name where nobody is told.
fn names(place: &Place<'_>, directive: &Directive) -> Vec<String> {
    let responsible = directive.actors.iter().filter(|actor| actor.part != Part::Participant);
    let mut names: Vec<String> = responsible.map(|actor| place.text(actor.span).to_owned()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        names.push(String::new());
    }
    names
}
