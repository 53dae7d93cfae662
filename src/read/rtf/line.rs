//! Paragraphs as they are met: what is known of a row only at its end comes after its text.

use super::super::word::{
    story::{Properties, Story},
    tables::{Place, Tables},
};

/// A part of a paragraph.
#[derive(Debug)]
pub(super) enum Part {
    Text {
        text: String,
        hidden: Option<bool>,
    },
    /// A sign of a symbol font.
    Symbol {
        font: String,
        code: u32,
        hidden: Option<bool>,
    },
    /// A tracked deletion begins here.
    Deletion,
    PageEnd,
    OpenField,
    OpenResult,
    CloseField,
    /// A text box.
    Box(Vec<Line>),
}

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) properties: Properties,
    pub(super) place: Place,
    pub(super) parts: Vec<Part>,
}

/// Tells the paragraphs of a story.
pub(super) fn tell(lines: Vec<Line>, story: &mut Story<'_, '_>) {
    let (mut places, lines): (Vec<Place>, Vec<(Properties, Vec<Part>)>) =
        lines.into_iter().map(|line| (line.place, (line.properties, line.parts))).unzip();
    let mut tables = Tables::of(&mut places);
    for (at, (place, (properties, parts))) in places.iter().zip(lines).enumerate() {
        if tables.enter(&mut story.flow, at, place) {
            story.open_paragraph(properties);
            story.mark();
            parts.into_iter().for_each(|part| tell_part(part, story));
            story.close_paragraph();
        }
        if place.ends_cell {
            tables.leave_cell(&mut story.flow);
        }
    }
    tables.leave(&mut story.flow, 0);
}

fn tell_part(part: Part, story: &mut Story<'_, '_>) {
    match part {
        Part::Text { text, .. } if story.in_code() => story.code(&text),
        Part::Text { text, hidden } => {
            let hidden = story.is_hidden(hidden);
            story.text(&text, hidden);
        }
        Part::Symbol { font, code, hidden } => {
            let hidden = story.is_hidden(hidden);
            story.symbol(&font, code, hidden);
        }
        Part::Deletion => story.counts.deletions += 1,
        Part::PageEnd => story.end_page(),
        Part::OpenField => story.open_field(),
        Part::OpenResult => story.open_result(),
        Part::CloseField => {
            let hidden = story.is_hidden(None);
            story.close_field(hidden);
        }
        Part::Box(lines) => story.text_box(|inner| tell(lines, inner)),
    }
}
