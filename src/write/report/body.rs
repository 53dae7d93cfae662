//! How many directives each body has in each document.

use crate::{directive::Directive, sense::Modality};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::cmp::Reverse;

/// The modalities in the order in which they are counted.
pub(super) const MODALITIES: [Modality; 5] = [
    Modality::Obligation,
    Modality::Prohibition,
    Modality::Permission,
    Modality::Commitment,
    Modality::Decision,
];

/// Counts a modality each, in the order of [`MODALITIES`].
pub(super) type Counts = [u32; MODALITIES.len()];

/// Which of them a directive has.
pub(super) fn modality(directive: &Directive) -> usize {
    MODALITIES.iter().position(|modality| *modality == directive.modality).unwrap_or_default()
}

/// The bodies of documents. What is held follows how many there are in each.
#[derive(Debug, Default)]
pub struct Bodies(FxHashMap<String, Vec<(usize, Counts)>>);

/// A body.
#[derive(Serialize)]
pub(super) struct Row<'b> {
    /// Its name; empty for directives that name nobody.
    name: &'b str,
    /// The documents that tell it to do something.
    documents: Vec<usize>,
    /// How many directives each of them has for it, by modality.
    counts: Vec<Counts>,
}

impl Bodies {
    /// Adds those of a document.
    pub(super) fn add(&mut self, document: usize, of: Vec<(String, Counts)>) {
        for (name, counts) in of {
            self.0.entry(name).or_default().push((document, counts));
        }
    }

    /// The bodies, those with the most directives first.
    pub(super) fn rows(&self) -> Vec<Row<'_>> {
        let mut order: Vec<(&String, &Vec<(usize, Counts)>)> = self.0.iter().collect();
        order.sort_by_cached_key(|(name, of)| {
            let total: u32 = of.iter().flat_map(|(_, counts)| counts).sum();
            (Reverse(total), *name)
        });
        order
            .into_iter()
            .map(|(name, of)| Row {
                name,
                documents: of.iter().map(|(document, _)| *document).collect(),
                counts: of.iter().map(|(_, counts)| *counts).collect(),
            })
            .collect()
    }
}
