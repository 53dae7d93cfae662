//! Word documents before 2007 (.doc, and .wps of WPS Office) by [MS-DOC], with the numbers that Word shows.
//!
//! As with later ones, changes are read as accepted and fields by their results; text boxes stand behind their paragraph,
//! notes at the end; comments, headers and footers are left out.

mod body;
mod container;
mod fib;
mod fonts;
mod formats;
mod formatting;
mod le;
mod lists;
#[cfg(test)]
mod made;
mod shapes;
mod sprm;
mod styles;
#[cfg(test)]
mod tests;
mod text;
mod word6;

use super::{
    Error, Parsed,
    word::{self, Notes, lists::Numbering, story::Story},
};
use crate::{finding::Finding, say};
use body::{Boxes, Document};
use container::Container;
use fib::{Age, Entry, Fib, Part};
use fonts::Fonts;
use formats::{Formats, Of};
use le::Plc;
use std::{collections::HashMap, ops::Range};
use text::{Text, Wrong};

const KIND: &str = "an old Word document (.doc)";

/// Reads an old Word document.
///
/// # Errors
/// It is encrypted, damaged, or a compound file of another program.
pub(super) fn read(bytes: &[u8]) -> Result<Parsed, Error> {
    const MAIN: &str = "WordDocument";
    let mut container = Container::open(bytes).map_err(|error| {
        Error::damaged(KIND, say!("doc-unopened", error = crate::message::detail(&error)))
    })?;
    if !container.has(MAIN) {
        return Err(other(&container));
    }
    let stream = container.stream(MAIN);
    let flags = fib::flags(&stream);
    let age = fib::age(&stream);
    if age == Age::Unknown {
        return Err(Error::damaged(KIND, say!("doc-head")));
    }
    if fib::is_encrypted(flags) {
        return Err(Error::Encrypted(KIND));
    }
    if age == Age::Word6 {
        return word6::read(&stream, container.metadata());
    }
    let table = container.stream(fib::table_name(flags));
    let data = container.stream("Data");
    let fib = Fib::read(&stream, &table).ok_or_else(|| Error::damaged(KIND, say!("doc-head")))?;
    let mut parsed = document(&fib, (&stream, &data), &mut container)?;
    if container.missing > 0 {
        parsed.findings.push(Finding::new("cut-off", say!("doc-sector", n = container.missing), 0));
    }
    Ok(parsed)
}

/// What a compound file without a Word document in it is.
fn other(container: &Container<'_>) -> Error {
    if container.has("EncryptedPackage") {
        Error::Encrypted("a Word document")
    } else if ["MatOST", "CONTENTS", "MN0"].iter().any(|name| container.has(name)) {
        Error::Old("a document of Microsoft Works")
    } else if container.has("Workbook") || container.has("Book") || container.has("PowerPoint Document") {
        Error::Binary("an Excel or PowerPoint file")
    } else {
        Error::Old("an old Office document")
    }
}

fn document(
    fib: &Fib<'_>,
    (stream, data): (&[u8], &[u8]),
    container: &mut Container<'_>,
) -> Result<Parsed, Error> {
    let text = Text::read(fib.entry(Entry::Pieces), stream).map_err(|wrong| {
        let why = match wrong {
            Wrong::NoTable => say!("doc-pieces"),
            Wrong::Outside(at) => say!("doc-cut", at),
        };
        Error::damaged(KIND, why)
    })?;
    let (boxes, adrift) = boxes(fib);
    let document = Document {
        text,
        paragraphs: Formats::read(fib.entry(Entry::ParagraphFormats), stream, Of::Paragraphs),
        runs: Formats::read(fib.entry(Entry::CharacterFormats), stream, Of::Characters),
        data,
        fonts: Fonts::read(fib.entry(Entry::Fonts)),
        boxes,
    };
    let styles = styles::read(fib.entry(Entry::Styles));
    let lists = lists::read(fib, &document.fonts);
    let mut numbering = Numbering::new(&lists, &styles);
    let mut story = Story::new(&mut numbering);
    body::read(&document, fib.story(Part::Main), &mut story);
    let (mut text, tables) = story.take();
    for range in adrift {
        let (inside, counts) = body::whole(&document, range, &mut story);
        text.push_str(&inside);
        story.counts.add(&counts);
    }
    let mut counts = std::mem::take(&mut story.counts);
    let mut notes = Notes::default();
    for (references, texts, part) in [
        (Entry::FootnoteReferences, Entry::FootnoteTexts, Part::Footnotes),
        (Entry::EndnoteReferences, Entry::EndnoteTexts, Part::Endnotes),
    ] {
        numbering.begin();
        for Note { range, place, marked } in notes_of(fib, references, texts, part) {
            if document.run(place, &styles).0.deleted {
                continue;
            }
            let (note, met) = body::whole(&document, range, &mut Story::new(&mut numbering));
            notes.add(&mut text, &note, marked);
            counts.add(&met);
        }
    }
    Ok(word::parsed((text, tables), container.metadata(), (&counts, &notes, &numbering)))
}

/// A note.
struct Note {
    /// Its characters.
    range: Range<u32>,
    /// The character that refers to it.
    place: u32,
    /// Whether that is a sign of its own.
    marked: bool,
}

/// The notes in the order of their references.
fn notes_of(fib: &Fib<'_>, references: Entry, texts: Entry, part: Part) -> Vec<Note> {
    let (references, texts) = (Plc::new(fib.entry(references), 2), Plc::new(fib.entry(texts), 0));
    let marked = |index: usize| le::u16(references.entry(index), 0) == Some(0);
    let ranges = ranges(fib.story(part), texts).take(references.len());
    let note = |(index, range)| Note { range, place: references.place(index), marked: marked(index) };
    ranges.enumerate().map(note).collect()
}

/// The text boxes by the places of their anchors, and those whose anchor is not in the text ([MS-DOC] 2.8.8, 2.8.32).
fn boxes(fib: &Fib<'_>) -> (Boxes, Vec<Range<u32>>) {
    const SHAPE: usize = 26;
    const BOX: usize = 22;
    const IDENTITY: usize = 14;
    let shapes = Plc::new(fib.entry(Entry::Shapes), SHAPE);
    let identity = |index: usize| (le::u32(shapes.entry(index), 0), shapes.place(index));
    let groups = shapes::groups(fib.entry(Entry::Drawings));
    // Boxes have no boxes in them.
    let main = fib.story(Part::Main);
    let anchors: HashMap<_, _> =
        (0..shapes.len()).map(identity).filter(|(_, place)| main.contains(place)).collect();
    let texts = Plc::new(fib.entry(Entry::BoxTexts), BOX);
    let (mut anchored, mut adrift) = (Boxes::new(), Vec::new());
    // The last one closes the table.
    let ranges = ranges(fib.story(Part::Boxes), texts).take(texts.len().saturating_sub(1));
    for (index, range) in ranges.enumerate() {
        let shape = le::u32(texts.entry(index), IDENTITY);
        let group = shape.and_then(|shape| groups.get(&shape).copied());
        match anchors.get(&shape).or_else(|| anchors.get(&group)) {
            Some(anchor) => anchored.entry(*anchor).or_insert_with(Vec::new).push(range),
            None => adrift.push(range),
        }
    }
    (anchored, adrift)
}

/// The parts of a story as characters of the text: each begins where the one before it ends, or later.
fn ranges(story: Range<u32>, parts: Plc<'_>) -> impl Iterator<Item = Range<u32>> {
    let Range { start: first, end } = story;
    let mut last = first;
    (0..parts.len()).map(move |index| {
        let place = |at: u32| first.saturating_add(at).min(end);
        let range = place(parts.place(index)).max(last)..place(parts.place(index + 1)).max(last);
        last = last.max(range.end);
        range
    })
}
