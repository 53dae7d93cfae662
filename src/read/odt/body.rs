//! The body of an OpenDocument text as text.

use super::{
    super::{
        Error,
        flow::{Cell, Flow},
        numbering::Counters,
        symbol,
        xml::{self, Node, Step},
    },
    KIND,
    lists::{Lists, OUTLINE},
    styles::Styles,
};
use crate::source::Grid;
use quick_xml::events::BytesStart;
use std::{borrow::Cow, collections::HashMap, io::BufRead};

/// What the body says.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) text: String,
    /// Its tables.
    pub(super) tables: Vec<Grid>,
    /// Notes at its end.
    pub(super) notes: usize,
    /// Tracked deletions.
    pub(super) deletions: usize,
    /// Runs of hidden text.
    pub(super) hidden: usize,
}

/// Reads `content.xml`.
pub(super) fn read(part: impl BufRead, lists: &Lists, styles: &Styles) -> Result<Body, Error> {
    let mut reading = Reading::new(lists, styles);
    xml::walk(part, KIND, |node| match node {
        Node::Open(name, e) => reading.open(name, e),
        Node::Text(text) => {
            reading.push(text);
            Step::Into
        }
        Node::Close(name) => {
            reading.close(name);
            Step::Into
        }
    })?;
    let (mut text, tables) = reading.story.flow.finish();
    for (i, note) in reading.notes.iter().enumerate() {
        text.push_str(&format!("[{}] {}\n", i + 1, note.trim()));
    }
    Ok(Body {
        text,
        tables,
        notes: reading.notes.len(),
        deletions: reading.deletions,
        hidden: reading.left_out,
    })
}

/// What a style says of text.
#[derive(Default)]
struct Look {
    hidden: Option<bool>,
    font: Option<String>,
    /// A paragraph's marker, and how many hidden runs there were before it.
    marker: String,
    before: usize,
}

/// A list that is open.
struct Open {
    style: String,
    /// The number of its counters.
    counters: usize,
    /// The open point.
    point: Option<Point>,
}

/// A point of a list.
struct Point {
    /// Whether it has got its marker.
    marked: bool,
    /// The number that it says it has.
    start: Option<u32>,
    /// The list style that it has instead of its list's.
    style: Option<String>,
}

/// The lists of a story: the body, or a note. Each counts for itself.
#[derive(Default)]
struct Story {
    flow: Flow,
    open: Vec<Open>,
    counters: Vec<Counters>,
    /// The counters of the lists met, by their ids, and of the last one of each style.
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
    headings: Counters,
}

struct Reading<'l> {
    lists: &'l Lists,
    styles: &'l Styles,
    story: Story,
    /// The body while a note is read, else what the notes count.
    other: Story,
    in_note: bool,
    notes: Vec<String>,
    /// How the open paragraph and the spans in it look.
    looks: Vec<Look>,
    left_out: usize,
    deletions: usize,
}

impl<'l> Reading<'l> {
    fn new(lists: &'l Lists, styles: &'l Styles) -> Self {
        Self {
            lists,
            styles,
            story: Story::default(),
            other: Story::default(),
            in_note: false,
            notes: Vec::new(),
            looks: Vec::new(),
            left_out: 0,
            deletions: 0,
        }
    }

    fn open(&mut self, name: &str, e: &BytesStart<'_>) -> Step {
        match name {
            "tracked-changes" => {
                self.deletions += 1;
                return Step::Over;
            }
            "font-face-decls" | "automatic-styles" | "annotation" | "note-citation" | "ruby-text"
            | "sequence-decls" | "variable-decls" | "user-field-decls" | "forms" | "scripts" => {
                return Step::Over;
            }
            "p" | "h" => {
                let marker = self.marker(name == "h", e);
                self.story.flow.open_paragraph();
                self.story.flow.push(&marker);
                let look = self.look("paragraph", e);
                self.looks.push(Look { marker, before: self.left_out, ..look });
            }
            "span" => self.looks.push(self.look("text", e)),
            "list" => self.open_list(e),
            "list-item" | "list-header" => {
                if let Some(list) = self.story.open.last_mut() {
                    list.point = Some(Point {
                        marked: name == "list-header",
                        start: xml::number(e, "start-value"),
                        style: xml::attribute(e, "style-override"),
                    });
                }
            }
            "note-body" if !self.in_note => {
                self.in_note = true;
                std::mem::swap(&mut self.story, &mut self.other);
            }
            "table-row" => self.story.flow.open_row(),
            "table-cell" => self.story.flow.open_cell(Cell {
                across: xml::number(e, "number-columns-spanned").unwrap_or(1),
                down: xml::number(e, "number-rows-spanned").unwrap_or(1),
                ..Cell::default()
            }),
            // The cell that covers it stands for it.
            "covered-table-cell" => return Step::Over,
            "s" => {
                // Counts come from the file; a line of spaces longer than this is none.
                let count = xml::number::<usize>(e, "c").unwrap_or(1).min(1000);
                self.story.flow.push(&" ".repeat(count));
            }
            "tab" => self.story.flow.push("\t"),
            "line-break" => self.story.flow.push("\n"),
            _ => {}
        }
        Step::Into
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                let look = self.looks.pop().unwrap_or_default();
                let only = self.story.flow.paragraph().is_some_and(|text| *text == look.marker);
                if only && self.left_out > look.before {
                    // What is hidden whole hides its marker.
                    self.story.flow.take_paragraph();
                } else {
                    self.story.flow.close_paragraph();
                }
            }
            "span" => {
                self.looks.pop();
            }
            "list" => {
                self.story.open.pop();
            }
            "list-item" | "list-header" => {
                if let Some(list) = self.story.open.last_mut() {
                    list.point = None;
                }
            }
            "note-body" if self.in_note => {
                self.in_note = false;
                self.notes.push(std::mem::take(&mut self.story.flow).finish().0);
                std::mem::swap(&mut self.story, &mut self.other);
            }
            "table-cell" => self.story.flow.close_cell(),
            "table-row" => self.story.flow.close_row(true),
            _ => {}
        }
    }

    fn look(&self, family: &str, e: &BytesStart<'_>) -> Look {
        let style = xml::attribute(e, "style-name").unwrap_or_default();
        Look {
            hidden: self.styles.hidden(family, &style),
            font: self.styles.font(family, &style),
            ..Look::default()
        }
    }

    fn open_list(&mut self, e: &BytesStart<'_>) {
        let own = xml::attribute(e, "style-name");
        let story = &mut self.story;
        let (style, counters) = match story.open.last_mut() {
            Some(outer) => {
                // A point that begins with a list is only its wrapping.
                if let Some(point) = &mut outer.point {
                    point.marked = true;
                }
                (own.unwrap_or_else(|| outer.style.clone()), outer.counters)
            }
            None => {
                let style = own.unwrap_or_default();
                let named = xml::attribute(e, "continue-list").and_then(|id| story.by_id.get(&id));
                let on = xml::attribute(e, "continue-numbering").is_some_and(|v| v == "true");
                let last = story.by_style.get(&style).filter(|_| on);
                let counters = named.or(last).copied().unwrap_or_else(|| {
                    story.counters.push(Counters::default());
                    story.counters.len() - 1
                });
                story.by_style.insert(style.clone(), counters);
                (style, counters)
            }
        };
        if let Some(id) = xml::attribute(e, "id") {
            story.by_id.insert(id, counters);
        }
        story.open.push(Open { style, counters, point: None });
    }

    /// The marker of a paragraph that opens: that of its list's point, or of its heading's level.
    fn marker(&mut self, heading: bool, e: &BytesStart<'_>) -> String {
        let story = &mut self.story;
        let level = story.open.len().saturating_sub(1);
        if let Some(list) = story.open.last_mut() {
            let counters = &mut story.counters[list.counters];
            return match &mut list.point {
                Some(point) if !point.marked => {
                    point.marked = true;
                    let style = point.style.as_deref().unwrap_or(&list.style);
                    self.lists.marker(style, level, point.start, counters)
                }
                _ => String::new(),
            };
        }
        let unlisted = || xml::attribute(e, "style-name").is_some_and(|style| self.styles.unlisted(&style));
        if !heading || xml::attribute(e, "is-list-header").is_some_and(|v| v == "true") || unlisted() {
            return String::new();
        }
        let level = xml::number::<usize>(e, "outline-level").and_then(|n| n.checked_sub(1)).unwrap_or(0);
        let restarts = xml::attribute(e, "restart-numbering").is_some_and(|v| v == "true");
        let start = restarts.then(|| xml::number(e, "start-value").unwrap_or(1));
        self.lists.marker(OUTLINE, level, start, &mut story.headings)
    }

    /// Adds text; runs of white space are one space, and none at the start.
    fn push(&mut self, text: &str) {
        if self.looks.iter().rev().find_map(|look| look.hidden).unwrap_or(false) {
            self.left_out += usize::from(!text.trim().is_empty());
            return;
        }
        let font = self.looks.iter().rev().find_map(|look| look.font.as_deref()).unwrap_or_default();
        let signs = text.contains(|c: char| ('\u{E000}'..='\u{F8FF}').contains(&c));
        let text = if signs { Cow::Owned(symbol::told(font, text)) } else { Cow::Borrowed(text) };
        let Some(paragraph) = self.story.flow.paragraph() else { return };
        for c in text.chars() {
            let blank = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !blank {
                paragraph.push(c);
            } else if !paragraph.is_empty() && !paragraph.ends_with([' ', '\t', '\n']) {
                paragraph.push(' ');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(inside: &str, text: &str) {
        let xml = format!(
            "<o xmlns:text='t' xmlns:table='b' xmlns:style='s'><text:list-style style:name='L'>
             <text:list-level-style-number text:level='1' style:num-format='一' style:num-suffix='、'/>
             <text:list-level-style-number text:level='2' style:num-format='1' style:num-suffix='.'/></text:list-style>
             <office:body xmlns:office='o'>{inside}</office:body></o>"
        );
        let mut lists = Lists::default();
        lists.read(xml.as_bytes()).unwrap();
        assert_eq!(read(xml.as_bytes(), &lists, &Styles::default()).unwrap().text, text, "{inside}");
    }

    #[test]
    fn a_list_that_goes_on_counts_on_and_a_new_one_begins_anew() {
        let item =
            |t: &str| format!("<text:list-item><text:p>{t}</text:p><text:p>续</text:p></text:list-item>");
        let list =
            |more: &str, inside: &str| format!("<text:list text:style-name='L' {more}>{inside}</text:list>");
        let inner = format!("<text:list-item><text:list>{}</text:list></text:list-item>", item("丙"));
        check(
            &[
                list("", &item("甲")),
                list("text:continue-numbering='true'", &(inner + &item("乙"))),
                list("", &item("丁")),
            ]
            .concat(),
            "一、甲\n续\n1. 丙\n续\n二、乙\n续\n一、丁\n续\n",
        );
    }

    #[test]
    fn notes_stand_at_the_end_and_spaces_are_as_shown() {
        check(
            "<text:p> 抓好\n 落实<text:s text:c='2'/>。<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>见附件</text:p></text:note-body></text:note></text:p>",
            "抓好 落实  。\n[1] 见附件\n",
        );
    }

    #[test]
    fn deleted_text_is_left_out_and_a_table_is_a_line_a_row() {
        check(
            "<text:tracked-changes><text:p>旧</text:p></text:tracked-changes><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row>",
            "甲\t乙\n",
        );
    }
}
