//! The body of an OpenDocument text as text.

use super::{
    super::{
        Error,
        flow::Flow,
        numbering::Counters,
        xml::{self, Node, Step},
    },
    KIND,
    lists::{Lists, OUTLINE},
};
use quick_xml::events::BytesStart;
use std::{collections::HashMap, io::BufRead};

/// What the body says.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) text: String,
    /// Notes at its end.
    pub(super) notes: usize,
    /// Tracked deletions.
    pub(super) deletions: usize,
}

/// Reads `content.xml`.
pub(super) fn read(part: impl BufRead, lists: &Lists) -> Result<Body, Error> {
    let mut reading = Reading::new(lists);
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
    let mut text = reading.flow.finish();
    for (i, note) in reading.notes.iter().enumerate() {
        text.push_str(&format!("[{}] {}\n", i + 1, note.trim()));
    }
    Ok(Body { text, notes: reading.notes.len(), deletions: reading.deletions })
}

/// A list that is open.
struct Open {
    style: String,
    /// The number of its counters.
    counters: usize,
    /// The open point: whether it has got its marker, and the number that it says it has.
    point: Option<(bool, Option<u32>)>,
}

struct Reading<'l> {
    lists: &'l Lists,
    flow: Flow,
    open: Vec<Open>,
    counters: Vec<Counters>,
    /// The counters of the lists met, by their ids, and of the last one of each style.
    by_id: HashMap<String, usize>,
    by_style: HashMap<String, usize>,
    headings: Counters,
    notes: Vec<String>,
    /// The flow of the body, and its lists, while a note is read.
    body: Option<(Flow, Vec<Open>)>,
    deletions: usize,
}

impl<'l> Reading<'l> {
    fn new(lists: &'l Lists) -> Self {
        Self {
            lists,
            flow: Flow::default(),
            open: Vec::new(),
            counters: Vec::new(),
            by_id: HashMap::new(),
            by_style: HashMap::new(),
            headings: Counters::default(),
            notes: Vec::new(),
            body: None,
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
                self.flow.open_paragraph();
                self.flow.push(&marker);
            }
            "list" => self.open_list(e),
            "list-item" => {
                if let Some(list) = self.open.last_mut() {
                    list.point = Some((false, xml::number(e, "start-value")));
                }
            }
            "list-header" => {
                if let Some(list) = self.open.last_mut() {
                    list.point = Some((true, None));
                }
            }
            "note-body" if self.body.is_none() => {
                self.body = Some((std::mem::take(&mut self.flow), std::mem::take(&mut self.open)));
            }
            "table-row" => self.flow.open_row(),
            "table-cell" | "covered-table-cell" => self.flow.open_cell(),
            "s" => {
                // Counts come from the file; a line of spaces longer than this is none.
                let count = xml::number::<usize>(e, "c").unwrap_or(1).min(1000);
                self.flow.push(&" ".repeat(count));
            }
            "tab" => self.flow.push("\t"),
            "line-break" => self.flow.push("\n"),
            _ => {}
        }
        Step::Into
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => self.flow.close_paragraph(),
            "list" => {
                self.open.pop();
            }
            "list-item" | "list-header" => {
                if let Some(list) = self.open.last_mut() {
                    list.point = None;
                }
            }
            "note-body" => {
                if let Some((flow, open)) = self.body.take() {
                    let note = std::mem::replace(&mut self.flow, flow).finish();
                    self.notes.push(note);
                    self.open = open;
                }
            }
            "table-cell" | "covered-table-cell" => self.flow.close_cell(),
            "table-row" => self.flow.close_row(true),
            _ => {}
        }
    }

    fn open_list(&mut self, e: &BytesStart<'_>) {
        let own = xml::attribute(e, "style-name");
        let (style, counters) = match self.open.last_mut() {
            Some(outer) => {
                // A point that begins with a list is only its wrapping.
                if let Some(point) = &mut outer.point {
                    point.0 = true;
                }
                (own.unwrap_or_else(|| outer.style.clone()), outer.counters)
            }
            None => {
                let style = own.unwrap_or_default();
                let named = xml::attribute(e, "continue-list").and_then(|id| self.by_id.get(&id));
                let on = xml::attribute(e, "continue-numbering").is_some_and(|v| v == "true");
                let last = self.by_style.get(&style).filter(|_| on);
                let counters = named.or(last).copied().unwrap_or_else(|| {
                    self.counters.push(Counters::default());
                    self.counters.len() - 1
                });
                self.by_style.insert(style.clone(), counters);
                (style, counters)
            }
        };
        if let Some(id) = xml::attribute(e, "id") {
            self.by_id.insert(id, counters);
        }
        self.open.push(Open { style, counters, point: None });
    }

    /// The marker of a paragraph that opens: that of its list's point, or of its heading's level.
    fn marker(&mut self, heading: bool, e: &BytesStart<'_>) -> String {
        let level = self.open.len().saturating_sub(1);
        if let Some(list) = self.open.last_mut() {
            return match &mut list.point {
                Some((done, start)) if !*done => {
                    *done = true;
                    self.lists.marker(&list.style, level, *start, &mut self.counters[list.counters])
                }
                _ => String::new(),
            };
        }
        if !heading || xml::attribute(e, "is-list-header").is_some_and(|v| v == "true") {
            return String::new();
        }
        let level = xml::number::<usize>(e, "outline-level").and_then(|n| n.checked_sub(1)).unwrap_or(0);
        let restarts = xml::attribute(e, "restart-numbering").is_some_and(|v| v == "true");
        let start = restarts.then(|| xml::number(e, "start-value").unwrap_or(1));
        self.lists.marker(OUTLINE, level, start, &mut self.headings)
    }

    /// Adds text; runs of white space are one space, and none at the start.
    fn push(&mut self, text: &str) {
        let Some(paragraph) = self.flow.paragraph() else { return };
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
        assert_eq!(read(xml.as_bytes(), &lists).unwrap().text, text, "{inside}");
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
