//! The head of a Word document ([MS-DOC] 2.5): which tables there are, where, and how long its stories are.

use super::le;

/// A table that the head points to, by its place in FibRgFcLcb97 and what follows it (2.5.6).
#[derive(Clone, Copy)]
pub(super) enum Entry {
    Styles = 1,
    FootnoteReferences = 2,
    FootnoteTexts = 3,
    CharacterFormats = 12,
    ParagraphFormats = 13,
    Fonts = 15,
    Pieces = 33,
    Shapes = 40,
    EndnoteReferences = 46,
    EndnoteTexts = 47,
    Drawings = 50,
    BoxTexts = 56,
    Lists = 73,
    ListOverrides = 74,
}

/// The stories in the order in which they stand in the text, by their places in FibRgLw97 (2.5.4).
#[derive(Clone, Copy)]
pub(super) enum Part {
    Main = 3,
    Footnotes = 4,
    Endnotes = 8,
    Boxes = 9,
}

/// The head of a document of Word 97 or later.
pub(super) struct Fib<'b> {
    /// The lengths of the stories.
    lengths: &'b [u8],
    /// Where the tables are.
    places: &'b [u8],
    table: &'b [u8],
}

/// What kind of document a stream holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// Of Word 97 or later.
    Now,
    /// Of Word 6 or 95.
    Word6,
    /// None that is known.
    Unknown,
}

/// How the document is locked.
pub(super) const fn is_encrypted(flags: u16) -> bool {
    flags & 0x0100 != 0
}

pub(super) fn flags(stream: &[u8]) -> u16 {
    le::u16(stream, 0x0A).unwrap_or(0)
}

pub(super) fn age(stream: &[u8]) -> Age {
    const WORD_6: u16 = 101;
    const WORD_97: u16 = 193;
    match (le::u16(stream, 0), le::u16(stream, 2)) {
        (Some(0xA5EC), Some(WORD_97..)) => Age::Now,
        // These have a first word of each language: A5DC, A697, A699.
        (Some(_), Some(WORD_6..WORD_97)) => Age::Word6,
        _ => Age::Unknown,
    }
}

/// The name of the stream that holds the tables.
pub(super) const fn table_name(flags: u16) -> &'static str {
    if flags & 0x0200 == 0 { "0Table" } else { "1Table" }
}

impl<'b> Fib<'b> {
    /// Reads the head; none where it breaks off.
    pub(super) fn read(stream: &'b [u8], table: &'b [u8]) -> Option<Self> {
        let words = usize::from(le::u16(stream, 32)?);
        let at = 34 + words * 2;
        let longs = usize::from(le::u16(stream, at)?);
        let lengths = le::part(stream, at + 2, longs * 4)?;
        let at = at + 2 + longs * 4;
        let count = usize::from(le::u16(stream, at)?);
        let places = stream.get(at + 2..)?;
        Some(Self { lengths, places: &places[..places.len().min(count * 8)], table })
    }

    /// The bytes of a table; empty where there is none.
    pub(super) fn entry(&self, entry: Entry) -> &'b [u8] {
        let Some((start, length)) = self.place(entry) else { return &[] };
        let rest = self.table.get(start..).unwrap_or_default();
        &rest[..rest.len().min(length)]
    }

    /// The bytes from a table's end on: levels stand behind the lists that they belong to.
    pub(super) fn behind(&self, entry: Entry) -> &'b [u8] {
        let end = self.place(entry).map_or(0, |(start, length)| start.saturating_add(length));
        self.table.get(end..).unwrap_or_default()
    }

    fn place(&self, entry: Entry) -> Option<(usize, usize)> {
        let at = entry as usize * 8;
        let (start, length) = (le::u32(self.places, at)?, le::u32(self.places, at + 4)?);
        (length > 0).then_some((start as usize, length as usize))
    }

    /// The characters of a story: where it begins and ends.
    pub(super) fn story(&self, part: Part) -> std::ops::Range<u32> {
        let length = |at: usize| le::u32(self.lengths, at * 4).map_or(0, |n| n.min(i32::MAX as u32));
        let start = (Part::Main as usize..part as usize).map(length).fold(0, u32::saturating_add);
        start..start.saturating_add(length(part as usize))
    }
}
