//! The stories of a document as text: paragraphs with their markers, cells and rows, runs as they show.

use super::{
    super::word::{
        story::{Counts, Properties, Story},
        styles::Styles,
        tables::{Place, Tables},
    },
    fonts::Fonts,
    formats::Formats,
    formatting::{Paragraph, Run, style_name},
    text::Text,
};
use std::{collections::HashMap, ops::Range};

/// The signs that stand for something else in the text ([MS-DOC] 2.4.1 and 2.6.1, sprmCFSpec).
mod sign {
    pub(super) const CELL_END: u16 = 0x07;
    pub(super) const SHAPE: u16 = 0x08;
    pub(super) const TAB: u16 = 0x09;
    pub(super) const LINE_END: u16 = 0x0B;
    pub(super) const PAGE_END: u16 = 0x0C;
    pub(super) const PARAGRAPH_END: u16 = 0x0D;
    pub(super) const COLUMN_END: u16 = 0x0E;
    pub(super) const FIELD: u16 = 0x13;
    pub(super) const FIELD_RESULT: u16 = 0x14;
    pub(super) const FIELD_END: u16 = 0x15;
    pub(super) const HYPHEN: u16 = 0x1E;
    pub(super) const SYMBOL: u16 = 0x28;
    /// A sign of a symbol font as the character itself.
    pub(super) const OF_SYMBOL_FONTS: std::ops::RangeInclusive<u16> = 0xF000..=0xF0FF;
}

/// The text boxes at the places of the signs that they are anchored at.
pub(super) type Boxes = HashMap<u32, Vec<Range<u32>>>;

/// What is known of a document beside the story that is read.
pub(super) struct Document<'b> {
    pub(super) text: Text<'b>,
    pub(super) paragraphs: Formats<'b>,
    pub(super) runs: Formats<'b>,
    /// The stream of properties that are too long for their pages.
    pub(super) data: &'b [u8],
    pub(super) fonts: Fonts,
    /// The text boxes.
    pub(super) boxes: Boxes,
}

impl Document<'_> {
    /// How the characters from `at` on show, and where that ends.
    pub(super) fn run(&self, at: u32, styles: &Styles) -> (Run, u32) {
        let Some(byte) = self.text.byte(at) else { return (Run::default(), at + 1) };
        let (list, end) = self.runs.at(byte).unwrap_or_else(|| (&[], self.runs.next(byte)));
        (Run::read(list, &self.text.modifier(at), styles), self.text.until(at, end))
    }
}

/// A paragraph in a story.
struct Line {
    /// Its characters, without its mark.
    text: Range<u32>,
    /// Its mark; none where the story ends without one.
    mark: Option<u16>,
}

/// Reads a story, or a part of one.
pub(super) fn read(document: &Document<'_>, range: Range<u32>, story: &mut Story<'_, '_>) {
    let fields = fields(document, &range);
    let (lines, properties): (Vec<Line>, Vec<Paragraph<'_>>) = lines(document, range).unzip();
    let mut places: Vec<Place> = lines.iter().zip(&properties).map(|(line, of)| place(line, of)).collect();
    let mut tables = Tables::of(&mut places);
    let mut reading = Reading { document, story, fields };
    for (at, place) in places.iter().enumerate() {
        if tables.enter(&mut reading.story.flow, at, place) {
            reading.paragraph(&lines[at], &properties[at]);
        }
        if place.ends_cell {
            tables.leave_cell(&mut reading.story.flow);
        }
    }
    tables.leave(&mut reading.story.flow, 0);
}

/// Where a paragraph stands in tables.
fn place(line: &Line, properties: &Paragraph<'_>) -> Place {
    let ends_row = properties.ends_row && properties.depth > 0;
    let ends_cell =
        if properties.depth > 1 { properties.ends_inner_cell } else { line.mark == Some(sign::CELL_END) };
    Place {
        depth: properties.depth as usize,
        ends_cell: ends_cell && !ends_row,
        ends_row: ends_row.then(|| properties.row()),
    }
}

/// The paragraphs of a story.
fn lines<'r>(document: &'r Document<'_>, range: Range<u32>) -> impl Iterator<Item = (Line, Paragraph<'r>)> {
    let units = &document.text.units;
    let end = range.end.min(units.len() as u32);
    let mut start = range.start;
    std::iter::from_fn(move || {
        if start >= end {
            return None;
        }
        let ends = |at: &u32| match units[*at as usize] {
            sign::PARAGRAPH_END | sign::CELL_END => true,
            sign::PAGE_END => ends_paragraph(document, *at),
            _ => false,
        };
        let mark = (start..end).find(ends);
        let last = mark.unwrap_or(end - 1);
        let known = document.text.byte(last).and_then(|byte| document.paragraphs.at(byte));
        let list = known.map_or(&[][..], |(list, _)| list);
        let properties = Paragraph::read(list, &document.text.modifier(last), document.data);
        let text = start..mark.unwrap_or(end);
        start = last + 1;
        Some((Line { text, mark: mark.map(|at| units[at as usize]) }, properties))
    })
}

/// Whether the end of a page or section at this character is the end of a paragraph: its properties end behind it.
fn ends_paragraph(document: &Document<'_>, at: u32) -> bool {
    let Some(byte) = document.text.byte(at) else { return true };
    document.paragraphs.at(byte).is_none_or(|(_, end)| document.text.until(at, end) == at + 1)
}

/// Where fields begin that end in the same story: a broken file must not hide all that follows.
fn fields(document: &Document<'_>, range: &Range<u32>) -> Vec<u32> {
    let units = &document.text.units;
    let (mut open, mut out) = (Vec::new(), Vec::new());
    for at in range.start..range.end.min(units.len() as u32) {
        match units[at as usize] {
            sign::FIELD => open.push(at),
            sign::FIELD_END => out.extend(open.pop()),
            _ => {}
        }
    }
    out.sort_unstable();
    out
}

struct Reading<'r, 'b, 'n, 'd> {
    document: &'r Document<'b>,
    story: &'r mut Story<'n, 'd>,
    /// Where fields begin.
    fields: Vec<u32>,
}

impl Reading<'_, '_, '_, '_> {
    fn paragraph(&mut self, line: &Line, properties: &Paragraph<'_>) {
        let mark = if line.mark.is_some() { self.run(line.text.end).0 } else { Run::default() };
        self.story.open_paragraph(Properties {
            style: Some(style_name(properties.style)),
            numbering: properties.numbering,
            joined: mark.deleted && line.mark == Some(sign::PARAGRAPH_END),
            run_in: mark.run_in,
            marker: String::new(),
            hidden_mark: mark.hidden.unwrap_or(false),
        });
        self.story.mark();
        let mut at = line.text.start;
        while at < line.text.end {
            let (run, end) = self.run(at);
            let end = end.min(line.text.end);
            self.characters(at..end, run);
            at = end;
        }
        self.story.close_paragraph();
    }

    fn run(&self, at: u32) -> (Run, u32) {
        self.document.run(at, self.story.numbering.styles())
    }

    /// Adds the characters of a run.
    fn characters(&mut self, range: Range<u32>, run: Run) {
        let hidden = self.story.is_hidden(run.hidden);
        if run.deleted {
            self.story.counts.deletions += 1;
        }
        let units = &self.document.text.units[range.start as usize..range.end as usize];
        // Plain text is handed on as a whole.
        let mut plain = 0;
        for (index, &unit) in units.iter().enumerate() {
            let of_font = sign::OF_SYMBOL_FONTS.contains(&unit);
            let special = unit < 0x20 || of_font || unit == sign::SYMBOL && run.symbol.is_some();
            if special {
                self.text(&units[plain..index], run, hidden);
                plain = index + 1;
                self.sign(unit, range.start + index as u32, run, hidden || run.deleted);
            }
        }
        self.text(&units[plain..], run, hidden);
    }

    fn text(&mut self, units: &[u16], run: Run, hidden: bool) {
        if units.is_empty() || run.deleted {
            return;
        }
        let text = String::from_utf16_lossy(units);
        if self.story.in_code() {
            self.story.code(&text);
        } else {
            self.story.text(&text, hidden);
        }
    }

    fn sign(&mut self, unit: u16, at: u32, run: Run, hidden: bool) {
        match unit {
            sign::FIELD if self.fields.binary_search(&at).is_ok() => self.story.open_field(),
            sign::FIELD_RESULT => self.story.open_result(),
            sign::FIELD_END => self.story.close_field(hidden),
            sign::TAB => self.story.push("\t", hidden),
            sign::LINE_END => self.story.push("\n", hidden),
            sign::PAGE_END | sign::COLUMN_END if !hidden => self.story.end_page(),
            sign::HYPHEN => self.story.push("-", hidden),
            sign::SHAPE => self.text_box(at),
            sign::SYMBOL | 0xF000.. => {
                let (font, code) = run.symbol.filter(|_| unit == sign::SYMBOL).unwrap_or((run.font, unit));
                self.story.symbol(self.document.fonts.name(font), u32::from(code), hidden);
            }
            _ => {}
        }
    }

    /// The text boxes that are anchored here, behind the paragraph.
    fn text_box(&mut self, at: u32) {
        // Text boxes have none in them.
        for range in self.document.boxes.get(&at).into_iter().flatten() {
            self.story.text_box(|inner| read(self.document, range.clone(), inner));
        }
    }
}

/// The text of a story that stands by itself: a note, a text box; and what was met in it.
pub(super) fn whole(
    document: &Document<'_>,
    range: Range<u32>,
    story: &mut Story<'_, '_>,
) -> (String, Counts) {
    read(document, range, story);
    (story.take().0, std::mem::take(&mut story.counts))
}
