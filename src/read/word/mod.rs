//! What Word documents have in common, whether their files are archives of XML, binary or RTF: styles, lists and the
//! markers of automatic numbering, and how their text is put together.

pub(super) mod codes;
mod field;
pub(super) mod lists;
pub(super) mod story;
pub(super) mod styles;
#[cfg(feature = "doc")]
pub(super) mod tables;

use super::{Parsed, metadata::Metadata};
use crate::{
    finding::Finding,
    say,
    source::{Grid, Shape},
};
use lists::Numbering;
use story::Counts;

/// Notes as they are put behind the text that refers to them.
#[derive(Debug, Default)]
pub(super) struct Notes {
    count: usize,
    /// The number that the last of those without a sign of their own has.
    number: usize,
}

impl Notes {
    /// Puts a note at the end of the text, with the number of its reference or, where that is `marked`, with the sign of
    /// its own with which it begins.
    pub(super) fn add(&mut self, text: &mut String, note: &str, marked: bool) {
        self.count += 1;
        self.number += usize::from(!marked);
        if !marked {
            text.push_str(&format!("[{}] ", self.number));
        }
        text.push_str(note.trim());
        text.push('\n');
    }
}

/// A document as its reader hands it on.
pub(super) fn parsed(
    (text, tables): (String, Vec<Grid>),
    metadata: Metadata,
    (counts, notes, numbering): (&Counts, &Notes, &Numbering<'_>),
) -> Parsed {
    let told = [
        ("notes", notes.count, say!("notes", n = notes.count)),
        ("tracked-changes", counts.deletions, say!("tracked-changes", n = counts.deletions)),
        ("hidden-text", counts.hidden, say!("hidden-text", n = counts.hidden)),
        ("symbol", counts.symbols, say!("symbol", n = counts.symbols)),
    ];
    let told = told.into_iter().filter(|t| t.1 > 0);
    let mut findings: Vec<Finding> = told.map(|(code, _, message)| Finding::new(code, message, 0)).collect();
    findings.extend(numbering.unknown().map(|form| {
        Finding::new("numbering-form", say!("numbering-unknown", form = format!("{form:?}")), 0)
    }));
    let shape = Shape { paragraphs: true, tables, ..Shape::default() };
    Parsed { text, shape, metadata, findings }
}
