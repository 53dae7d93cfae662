//! RTF ([RTF 1.9.1]), with the numbers that Word shows.
//!
//! As with Word documents, changes are read as accepted and fields by their results; text boxes stand behind their
//! paragraph, notes at the end; headers, footers and comments are left out. A paragraph says all of its properties itself,
//! so that style sheets are passed over.

mod group;
mod line;
mod lists;
mod open;
mod page;
mod reader;
#[cfg(test)]
mod tests;
mod token;

use super::{
    Error, Parsed,
    metadata::Metadata,
    word::{self, Notes, lists::Numbering, story::Story, styles::Styles},
};
use crate::{finding::Finding, say};
use open::Note;
use reader::Document;

const KIND: &str = "an RTF document";

/// Reads an RTF document.
///
/// # Errors
/// It breaks off, or its groups stand deeper in each other than any program writes them.
pub(super) fn read(bytes: &[u8]) -> Result<Parsed, Error> {
    // A byte order mark, or blank lines.
    let start = memchr::memmem::find(&bytes[..bytes.len().min(64)], br"{\rtf").unwrap_or(0);
    let Document { lines, footnotes, endnotes, lists, title, open } = reader::read(&bytes[start..])?;
    let lists = lists.finish();
    let styles = Styles::default();
    let mut numbering = Numbering::new(&lists, &styles);
    let mut story = Story::new(&mut numbering);
    line::tell(lines, &mut story);
    let (mut text, tables) = story.take();
    let mut counts = std::mem::take(&mut story.counts);
    let mut notes = Notes::default();
    for kind in [footnotes, endnotes] {
        numbering.begin();
        for Note { lines, marked } in kind {
            let mut story = Story::new(&mut numbering);
            line::tell(lines, &mut story);
            notes.add(&mut text, &story.take().0, marked);
            counts.add(&story.counts);
        }
    }
    let mut metadata = Metadata::default();
    metadata.set_property_title(&title);
    let mut parsed = word::parsed((text, tables), metadata, (&counts, &notes, &numbering));
    if open {
        parsed.findings.push(Finding::new("rtf-open", say!("rtf-open"), parsed.text.len()));
    }
    Ok(parsed)
}
