//! The text of a document as a reader meets it: paragraphs a line each, a table's rows a line each with tabs between
//! the cells.

/// What has been opened and not yet closed.
#[derive(Debug)]
enum Open {
    /// A paragraph: its text, and the lines of what is anchored in it (a text box), which stand behind it.
    Paragraph(String, Vec<String>),
    /// A row: the lines of each of its cells.
    Row(Vec<Vec<String>>),
    /// A cell: its lines.
    Cell(Vec<String>),
}

/// A text that grows.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    open: Vec<Open>,
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
    pub(super) fn open_cell(&mut self) {
        self.open.push(Open::Cell(Vec::new()));
    }

    /// Ends the cell.
    pub(super) fn close_cell(&mut self) {
        self.close_paragraph();
        match self.open.pop() {
            Some(Open::Cell(lines)) => match self.open.last_mut() {
                Some(Open::Row(cells)) => cells.push(lines),
                _ => self.deliver(lines),
            },
            other => self.open.extend(other),
        }
    }

    /// Ends the row: a line where each cell has one, else the lines of each cell in turn. `kept` tells whether it counts.
    pub(super) fn close_row(&mut self, kept: bool) {
        match self.open.pop() {
            Some(Open::Row(cells)) if kept => {
                let filled = |lines: &Vec<String>| lines.iter().filter(|l| !l.trim().is_empty()).count();
                if cells.iter().all(|cell| filled(cell) == 0) {
                    return;
                }
                let lines =
                    if cells.iter().all(|cell| filled(cell) <= 1 && !cell.iter().any(|l| l.contains('\n'))) {
                        let cells: Vec<String> = cells.iter().map(|cell| cell.concat()).collect();
                        vec![cells.join("\t")]
                    } else {
                        cells.into_iter().flatten().collect()
                    };
                self.deliver(lines);
            }
            Some(Open::Row(_)) => {}
            other => self.open.extend(other),
        }
    }

    /// The text.
    pub(super) fn finish(mut self) -> String {
        while let Some(open) = self.open.pop() {
            match open {
                Open::Paragraph(text, anchored) => {
                    self.deliver(vec![text]);
                    self.deliver(anchored);
                }
                Open::Row(cells) => self.deliver(cells.into_iter().flatten().collect()),
                Open::Cell(lines) => self.deliver(lines),
            }
        }
        self.text
    }

    fn deliver(&mut self, lines: Vec<String>) {
        match self.open.last_mut() {
            Some(Open::Paragraph(_, anchored)) => anchored.extend(lines),
            Some(Open::Cell(kept)) => kept.extend(lines),
            Some(Open::Row(_)) | None => {
                for line in lines {
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
        flow.open_cell();
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
        assert_eq!(flow.finish(), "任务\t\t时限\n一、总体要求\n要抓好落实。\n附注\n");
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
        assert_eq!(flow.finish(), "前后\n框内\n");
    }
}
