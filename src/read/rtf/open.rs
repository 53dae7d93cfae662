//! Stories on the way through their paragraphs: the text, notes, boxes; and rows as they are defined.

use super::{
    super::{
        numbering::spaced,
        word::{
            story::Properties,
            tables::{Cell, Place},
        },
    },
    group::Group,
    line::{Line, Part},
};

/// A note.
pub(super) struct Note {
    pub(super) lines: Vec<Line>,
    /// Whether it has a sign of its own.
    pub(super) marked: bool,
}

/// A story that is open: the text, a note, a box.
#[derive(Default)]
pub(super) struct Open {
    pub(super) lines: Vec<Line>,
    pub(super) line: Line,
    /// The marker that the open paragraph was shown with.
    pub(super) marker: String,
    /// Of a note: whether its number stands in it, and whether it is an endnote.
    pub(super) numbered: bool,
    pub(super) at_end: bool,
}

/// A row as it is defined so far.
#[derive(Clone, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    pub(super) left: i32,
    pub(super) goes_on: bool,
    pub(super) is_one_with_last: bool,
}

/// What a paragraph ends, beside itself.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    Paragraph,
    Cell,
    InnerCell,
    Row,
    InnerRow,
}

impl Ends {
    pub(super) const fn is_row(self) -> bool {
        matches!(self, Self::Row | Self::InnerRow)
    }

    const fn is_cell(self) -> bool {
        matches!(self, Self::Cell | Self::InnerCell)
    }
}

impl Row {
    /// Ends the definition of a cell at its right edge.
    pub(super) fn end_cell(&mut self, right: i32) {
        let left = std::mem::replace(&mut self.left, right);
        let goes_on = std::mem::take(&mut self.goes_on);
        let is_one_with_last = std::mem::take(&mut self.is_one_with_last);
        self.cells.push(Cell { left, right, goes_on, is_one_with_last, ..Cell::default() });
    }
}

impl Open {
    /// Adds text to the open paragraph.
    pub(super) fn text(&mut self, text: &str, hidden: Option<bool>) {
        let parts = &mut self.line.parts;
        match parts.last_mut() {
            Some(Part::Text { text: last, hidden: of_last }) if *of_last == hidden => last.push_str(text),
            _ => parts.push(Part::Text { text: text.to_owned(), hidden }),
        }
    }

    /// Ends the open paragraph in a group where this holds; the cells of the row are given where it ends one.
    pub(super) fn end_paragraph(&mut self, ends: Ends, group: Group, row: Option<Vec<Cell>>) {
        let Group { numbering, in_table, depth, deleted, hidden, .. } = group;
        let depth = match ends {
            Ends::Paragraph if !in_table => 0,
            Ends::Paragraph => depth.max(1),
            Ends::Cell | Ends::Row => 1,
            Ends::InnerCell | Ends::InnerRow => depth.max(2),
        };
        if ends.is_row() && !self.line.parts.is_empty() {
            // A last cell without its end.
            let place = Place { depth, ends_cell: true, ends_row: None };
            self.lines.push(Line { place, ..std::mem::take(&mut self.line) });
        }
        // Signs that don't count are told by the fonts of their lists.
        let shown = std::mem::take(&mut self.marker);
        let counts = shown.contains(char::is_alphanumeric) || numbering.list.is_none();
        let apart = shown.ends_with(['\t', ' ']);
        let marker = if counts { spaced(shown.trim(), apart) } else { String::new() };
        let properties = Properties {
            numbering,
            marker,
            joined: deleted && ends == Ends::Paragraph,
            hidden_mark: hidden == Some(true),
            ..Properties::default()
        };
        let place = Place { depth, ends_cell: ends.is_cell(), ends_row: row };
        self.lines.push(Line { properties, place, parts: std::mem::take(&mut self.line.parts) });
    }

    /// The paragraphs, the last one too where its end is missing.
    pub(super) fn finish(mut self) -> Vec<Line> {
        if !self.line.parts.is_empty() {
            self.lines.push(self.line);
        }
        self.lines
    }
}
