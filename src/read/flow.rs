//! The text of a document as a reader meets it: paragraphs a line each, a table's rows a line each with tabs between
//! the cells.

use crate::source::{Grid, Span};

/// A cell that is open.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// How many columns and rows it covers; 0 is one.
    pub(super) across: usize,
    pub(super) down: usize,
    /// Whether it goes on with the cell above it.
    pub(super) goes_on: bool,
    /// Its paragraphs so far.
    pub(super) lines: Vec<String>,
}

/// What has been opened and not yet closed.
#[derive(Debug)]
enum Open {
    /// A paragraph: its text, and the lines of what is anchored in it (a text box), which stand behind it.
    Paragraph(String, Vec<String>),
    /// A row.
    Row(Vec<Cell>),
    /// A cell.
    Cell(Cell),
}

/// A text that grows.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    open: Vec<Open>,
    tables: Vec<Grid>,
    /// The cells of the open table that cover rows to come: for each column its place, and in how many rows.
    covering: Vec<(Span, usize)>,
    /// Whether the last line of the text is a row's.
    in_table: bool,
}

impl Flow {
    /// Begins a paragraph, at the end of what has been opened before.
    pub(super) fn open_paragraph(&mut self) {
        self.open.push(Open::Paragraph(String::new(), Vec::new()));
    }

    /// Whether a paragraph is open.
    pub(super) fn in_paragraph(&self) -> bool {
        matches!(self.open.last(), Some(Open::Paragraph(..)))
    }

    /// The open paragraph's text.
    pub(super) fn paragraph(&mut self) -> Option<&mut String> {
        match self.open.last_mut() {
            Some(Open::Paragraph(text, _)) => Some(text),
            _ => None,
        }
    }

    /// Adds to the open paragraph; white space outside of paragraphs is nothing, anything else is a paragraph.
    pub(super) fn push(&mut self, text: &str) {
        match self.paragraph() {
            Some(paragraph) => paragraph.push_str(text),
            None if text.trim().is_empty() => {}
            None => self.deliver(vec![text.to_owned()]),
        }
    }

    /// Ends the paragraph.
    pub(super) fn close_paragraph(&mut self) {
        if let Some(Open::Paragraph(..)) = self.open.last()
            && let Some(Open::Paragraph(text, anchored)) = self.open.pop()
        {
            let mut lines = vec![text];
            lines.extend(anchored);
            self.deliver(lines);
        }
    }

    /// Ends the paragraph and gives its text away instead of keeping it.
    pub(super) fn take_paragraph(&mut self) -> Option<String> {
        match self.open.pop() {
            Some(Open::Paragraph(text, anchored)) => {
                self.deliver(anchored);
                Some(text)
            }
            other => {
                self.open.extend(other);
                None
            }
        }
    }

    /// Begins a row.
    pub(super) fn open_row(&mut self) {
        self.open.push(Open::Row(Vec::new()));
    }

    /// Begins a cell.
    pub(super) fn open_cell(&mut self, cell: Cell) {
        self.open.push(Open::Cell(cell));
    }

    /// The open cell.
    pub(super) fn cell(&mut self) -> Option<&mut Cell> {
        self.open
            .iter_mut()
            .rev()
            .find_map(|open| if let Open::Cell(cell) = open { Some(cell) } else { None })
    }

    /// Ends the cell.
    pub(super) fn close_cell(&mut self) {
        self.close_paragraph();
        match self.open.pop() {
            Some(Open::Cell(cell)) => match self.open.last_mut() {
                Some(Open::Row(cells)) => cells.push(cell),
                _ => self.deliver(cell.lines),
            },
            other => self.open.extend(other),
        }
    }

    /// Ends the row: a line where each cell has one, else the lines of each cell in turn. `kept` tells whether it counts.
    pub(super) fn close_row(&mut self, kept: bool) {
        match self.open.pop() {
            Some(Open::Row(cells)) if kept => self.row(cells),
            Some(Open::Row(_)) => {}
            other => self.open.extend(other),
        }
    }

    fn row(&mut self, mut cells: Vec<Cell>) {
        // Empty paragraphs of a cell are room, not text.
        for cell in &mut cells {
            cell.lines.retain(|line| !line.trim().is_empty());
        }
        if cells.iter().all(|cell| cell.lines.is_empty() && !cell.goes_on) {
            return;
        }
        let plain = |cell: &Cell| cell.lines.len() <= 1 && !cell.lines.iter().any(|l| l.contains('\n'));
        let on_a_line = cells.iter().all(plain);
        if !self.open.is_empty() {
            let inner = |cell: &Cell| cell.lines.concat();
            let line = || vec![cells.iter().map(inner).collect::<Vec<_>>().join("\t")];
            let lines = if on_a_line { line() } else { cells.into_iter().flat_map(|c| c.lines).collect() };
            return self.deliver(lines);
        }
        let mut places = Vec::with_capacity(cells.len());
        for (i, cell) in cells.iter().enumerate() {
            if on_a_line && i > 0 {
                self.text.push('\t');
            }
            let start = self.text.len();
            self.text.push_str(&cell.lines.join("\n"));
            places.push(Span::new(start, self.text.len()));
            if !on_a_line && !cell.lines.is_empty() {
                self.text.push('\n');
            }
        }
        if on_a_line {
            self.text.push('\n');
        }
        self.place(cells, places);
    }

    /// Puts the cells of a row into the table, beside those that cover it from above.
    fn place(&mut self, cells: Vec<Cell>, places: Vec<Span>) {
        /// More columns than a table has.
        const MOST: usize = 1000;
        if !std::mem::replace(&mut self.in_table, true) {
            self.tables.push(Grid::default());
            self.covering.clear();
        }
        let Some(table) = self.tables.last_mut() else { return };
        let mut row = Vec::new();
        let covered = |covering: &mut Vec<(Span, usize)>, row: &mut Vec<Span>| {
            while let Some((place, left)) = covering.get_mut(row.len()).filter(|(_, left)| *left > 0) {
                *left -= 1;
                row.push(*place);
            }
        };
        for (cell, place) in cells.into_iter().zip(places) {
            covered(&mut self.covering, &mut row);
            let above = table.rows.last().and_then(|above: &Vec<Span>| above.get(row.len()).copied());
            let place = above.filter(|_| cell.goes_on).unwrap_or(place);
            for _ in 0..cell.across.clamp(1, MOST) {
                if row.len() == MOST {
                    break;
                }
                let at = row.len();
                row.push(place);
                if self.covering.len() <= at {
                    self.covering.resize(at + 1, (Span::default(), 0));
                }
                self.covering[at] = (place, cell.down.saturating_sub(1));
            }
        }
        covered(&mut self.covering, &mut row);
        table.rows.push(row);
    }

    /// The text and its tables.
    pub(super) fn finish(mut self) -> (String, Vec<Grid>) {
        while let Some(open) = self.open.pop() {
            match open {
                Open::Paragraph(text, anchored) => {
                    self.deliver(vec![text]);
                    self.deliver(anchored);
                }
                Open::Row(cells) => self.deliver(cells.into_iter().flat_map(|cell| cell.lines).collect()),
                Open::Cell(cell) => self.deliver(cell.lines),
            }
        }
        (self.text, self.tables)
    }

    fn deliver(&mut self, lines: Vec<String>) {
        match self.open.last_mut() {
            Some(Open::Paragraph(_, anchored)) => anchored.extend(lines),
            Some(Open::Cell(cell)) => cell.lines.extend(lines),
            Some(Open::Row(_)) | None => {
                for line in lines {
                    // Room between two tables is a paragraph.
                    self.in_table = false;
                    self.text.push_str(&line);
                    self.text.push('\n');
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(flow: &mut Flow, paragraphs: &[&str]) {
        flow.open_cell(Cell::default());
        for text in paragraphs {
            flow.open_paragraph();
            flow.push(text);
            flow.close_paragraph();
        }
        flow.close_cell();
    }

    #[test]
    fn a_row_of_short_cells_is_a_line_and_a_table_for_layout_is_paragraphs() {
        let mut flow = Flow::default();
        flow.open_row();
        cell(&mut flow, &["任务"]);
        cell(&mut flow, &[]);
        cell(&mut flow, &["时限"]);
        flow.close_row(true);
        flow.open_row();
        cell(&mut flow, &["一、总体要求", "要抓好落实。"]);
        cell(&mut flow, &["附注"]);
        flow.close_row(true);
        flow.open_row();
        cell(&mut flow, &["删去的行"]);
        flow.close_row(false);
        assert_eq!(flow.finish().0, "任务\t\t时限\n一、总体要求\n要抓好落实。\n附注\n");
    }

    #[test]
    fn a_text_box_stands_behind_the_paragraph_that_holds_it() {
        let mut flow = Flow::default();
        flow.open_paragraph();
        flow.push("前");
        flow.open_paragraph();
        flow.push("框内");
        flow.close_paragraph();
        flow.push("后");
        flow.close_paragraph();
        assert_eq!(flow.finish().0, "前后\n框内\n");
    }

    #[test]
    fn merged_cells_stand_in_every_row_and_column_that_they_cover() {
        let mut flow = Flow::default();
        let mut row = |cells: &[(&str, usize, usize, bool)]| {
            flow.open_row();
            for &(text, across, down, goes_on) in cells {
                flow.open_cell(Cell { across, down, goes_on, ..Cell::default() });
                flow.open_paragraph();
                flow.push(text);
                flow.close_paragraph();
                flow.close_cell();
            }
            flow.close_row(true);
        };
        row(&[("任务", 2, 1, false), ("单位", 1, 1, false)]);
        row(&[("修路", 1, 2, false), ("选线", 1, 1, false), ("县局", 1, 1, false)]);
        row(&[("施工", 1, 1, false), ("", 1, 1, true)]);
        let (text, tables) = flow.finish();
        let rows: Vec<Vec<&str>> =
            tables[0].rows.iter().map(|row| row.iter().map(|cell| cell.of(&text)).collect()).collect();
        assert_eq!(rows, [["任务", "任务", "单位"], ["修路", "选线", "县局"], ["修路", "施工", "县局"]]);
    }
}
