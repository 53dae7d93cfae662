//! The text of a page, a paragraph a line.

use super::{
    super::flow::{Cell, Flow},
    facts::Facts,
    han,
    lists::Lists,
    walk::{Event, Step, is_block, is_file, walk},
    wording::{is_around, is_neighbour},
};
use crate::{finding::Finding, lexicon::pattern, pattern::Regex, say, source::Grid};
use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// A page's text and what was left out of it.
pub(super) struct Rendered {
    pub(super) text: String,
    /// Its tables.
    pub(super) tables: Vec<Grid>,
    pub(super) findings: Vec<Finding>,
}

/// The text in the block `main`, or of the whole page where there is none.
pub(super) fn text(html: &Html, main: Option<NodeId>, facts: &Facts) -> Rendered {
    let root = main.and_then(|id| html.tree.get(id)).unwrap_or(html.tree.root());
    let mut rendering = Rendering::new(root, facts, main.is_some());
    walk(root, |event| rendering.take(event));
    let Rendering { mut flow, left_out, example, lists, .. } = rendering;
    flow.close_paragraph();
    let (text, tables) = flow.finish();
    let mut findings = Vec::new();
    if left_out > 0 {
        let message = say!("page-furniture", n = left_out, first = format!("{example:?}"));
        findings.push(Finding::new("page-furniture", message, 0));
    }
    if lists.guessed {
        findings.push(Finding::new("numbering-form", say!("numbering-guessed"), 0));
    }
    Rendered { text, tables, findings }
}

struct Rendering<'f> {
    flow: Flow,
    lists: Lists,
    facts: &'f Facts,
    /// Chinese characters in each element, and in all.
    sizes: HashMap<NodeId, usize>,
    size: usize,
    /// Leaves out links and furniture.
    selects: bool,
    /// Chinese characters of the open paragraph that stand in links; links that are open.
    linked: usize,
    links: usize,
    files: usize,
    /// The marker that waits for its point's text.
    marker: Option<String>,
    preformatted: usize,
    cells: usize,
    /// The cells whose line breaks only keep them narrow, and how many of them are open.
    narrow: HashSet<NodeId>,
    in_narrow: usize,
    left_out: usize,
    example: String,
}

impl<'f> Rendering<'f> {
    fn new(root: NodeRef<'_, Node>, facts: &'f Facts, selects: bool) -> Self {
        let Measure { sizes, narrow, nested } = measure(root);
        Self {
            flow: Flow::default(),
            lists: Lists::new(facts.exported && nested),
            facts,
            size: sizes.get(&root.id()).copied().unwrap_or(0),
            sizes,
            selects,
            linked: 0,
            links: 0,
            files: 0,
            marker: None,
            preformatted: 0,
            cells: 0,
            narrow,
            in_narrow: 0,
            left_out: 0,
            example: String::new(),
        }
    }

    fn take(&mut self, event: Event<'_>) -> Step {
        match event {
            Event::Open(id, e) => {
                if self.facts.blocks.contains(&id) {
                    return Step::Over;
                }
                // A neighbour by its name, unless it holds much of the text.
                let size = self.sizes.get(&id).copied().unwrap_or(0);
                if self.selects && is_around(e) && size * 10 < self.size * 3 {
                    self.left_out += usize::from(size > 0);
                    return Step::Over;
                }
                self.in_narrow += usize::from(self.narrow.contains(&id));
                self.open(e);
            }
            Event::Text(text) => self.text(text),
            Event::Close(id, e) => {
                self.in_narrow -= usize::from(self.narrow.contains(&id));
                self.close(e);
            }
        }
        Step::Into
    }

    fn open(&mut self, e: &scraper::node::Element) {
        let name = e.name();
        if is_block(name) {
            self.end_line();
        }
        match name {
            "br" if self.in_narrow > 0 => {}
            "br" => self.end_line(),
            "a" => {
                self.links += 1;
                self.files += usize::from(is_file(e));
            }
            "ol" | "ul" => self.lists.open(e),
            "li" => self.marker = Some(self.lists.marker(e)).filter(|m| !m.is_empty()),
            "pre" => self.preformatted += 1,
            "tr" => self.flow.open_row(),
            "td" | "th" => {
                self.cells += 1;
                let count = |name: &str| e.attr(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1);
                self.flow.open_cell(Cell {
                    across: count("colspan"),
                    down: count("rowspan"),
                    ..Cell::default()
                });
            }
            _ => {}
        }
    }

    fn close(&mut self, e: &scraper::node::Element) {
        let name = e.name();
        if is_block(name) {
            self.end_line();
        }
        match name {
            "a" => {
                self.links = self.links.saturating_sub(1);
                self.files = self.files.saturating_sub(usize::from(is_file(e)));
            }
            "ol" | "ul" => self.lists.close(),
            "li" => self.marker = None,
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "td" | "th" => {
                self.cells = self.cells.saturating_sub(1);
                self.flow.close_cell();
            }
            "tr" => self.flow.close_row(true),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.flow.in_paragraph() {
            // White space between blocks is none.
            if text.chars().all(|c| c.is_ascii_whitespace()) {
                return;
            }
            self.flow.open_paragraph();
            self.linked = 0;
            if let Some(marker) = self.marker.take().filter(|_| !numbers_itself(text)) {
                self.flow.push(&marker);
            }
        }
        if self.links > self.files {
            self.linked += han(text);
        }
        if self.preformatted > 0 {
            let mut lines = text.split('\n');
            self.flow.push(lines.next().unwrap_or_default().trim_end_matches('\r'));
            for line in lines {
                self.end_line();
                self.flow.open_paragraph();
                self.flow.push(line.trim_end_matches('\r'));
            }
            return;
        }
        let Some(paragraph) = self.flow.paragraph() else { return };
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                paragraph.push(c);
            } else if !paragraph.is_empty() && !paragraph.ends_with(' ') {
                paragraph.push(' ');
            }
        }
    }

    fn end_line(&mut self) {
        let Some(paragraph) = self.flow.paragraph() else { return };
        let trimmed = paragraph.trim_end_matches([' ', '\t']).len();
        paragraph.truncate(trimmed);
        let (text, linked) = (paragraph.trim(), std::mem::take(&mut self.linked));
        // A link in a cell may be a table's own.
        let linked = if self.cells == 0 { linked } else { 0 };
        let neighbour = self.selects && is_neighbour(text, han(text), linked);
        if neighbour {
            self.left_out += 1;
            let paragraph = self.flow.take_paragraph().unwrap_or_default();
            if self.example.is_empty() {
                self.example = paragraph.trim().chars().take(30).collect();
            }
        } else {
            self.flow.close_paragraph();
        }
    }
}

/// Whether a point's text has a number of its own; then the style sheet hides the list's.
fn numbers_itself(text: &str) -> bool {
    static OWN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\s\x{3000}\x{A0}]*(?:[（(]?(?:[一二三四五六七八九十百]{1,4}|[0-9０-９]{1,3})[）)、.．]|第[一二三四五六七八九十百0-9]{1,5}[章节条]|[①-⑳⑴-⒇⒈-⒛㈠-㈩])",
        )
    });
    OWN.is_match(text)
}

/// What is measured before a page is read.
struct Measure {
    /// The Chinese characters in each element.
    sizes: HashMap<NodeId, usize>,
    /// The small cells of rows with several cells.
    narrow: HashSet<NodeId>,
    /// Whether a numbered list stands in another.
    nested: bool,
}

fn measure(root: NodeRef<'_, Node>) -> Measure {
    const SMALL: usize = 60;
    let mut found = Measure { sizes: HashMap::new(), narrow: HashSet::new(), nested: false };
    let mut open: Vec<usize> = Vec::new();
    let mut rows: Vec<Vec<NodeId>> = Vec::new();
    let mut depth = 0usize;
    walk(root, |event| {
        match event {
            Event::Open(id, e) => {
                open.push(0);
                match e.name() {
                    "ol" => {
                        found.nested |= depth > 0;
                        depth += 1;
                    }
                    "tr" => rows.push(Vec::new()),
                    "td" | "th" => rows.last_mut().into_iter().for_each(|row| row.push(id)),
                    _ => {}
                }
            }
            Event::Text(text) => {
                if let Some(size) = open.last_mut() {
                    *size += han(text);
                }
            }
            Event::Close(id, e) => {
                depth -= usize::from(e.name() == "ol");
                let size = open.pop().unwrap_or(0);
                found.sizes.insert(id, size);
                if let Some(outer) = open.last_mut() {
                    *outer += size;
                }
                if let Some(row) = (e.name() == "tr").then(|| rows.pop()).flatten()
                    && row.len() > 1
                {
                    let small = |cell: &NodeId| found.sizes.get(cell).is_some_and(|size| *size <= SMALL);
                    found.narrow.extend(row.into_iter().filter(small));
                }
            }
        }
        Step::Into
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, want: &str) {
        let html = Html::parse_document(&format!("<body>{body}</body>"));
        let facts = Facts::default();
        assert_eq!(text(&html, None, &facts).text, want, "{body}");
    }

    #[test]
    fn lists_show_their_numbers_unless_their_points_have_their_own() {
        check("<ol><li>抓好落实<li>抓好督查</ol>", "1. 抓好落实\n2. 抓好督查\n");
        check(
            "<ol style='list-style-type: cjk-ideographic' start=3><li>甲<ol type=a><li>乙</ol><li value=9>丙</ol>",
            "三、甲\na. 乙\n九、丙\n",
        );
        check("<ol><li>一、总体要求<li>（二）任务</ol><ul><li>点</ul>", "一、总体要求\n（二）任务\n点\n");
        check(
            "<ol reversed start=2><li>乙<li>甲</ol><ol style='list-style:none'><li>丙</ol>",
            "2. 乙\n1. 甲\n丙\n",
        );
    }

    #[test]
    fn breaks_tables_and_white_space() {
        check("<p>甲\n  乙<br>丙</p>  丁 <pre>戊\n己</pre>", "甲 乙\n丙\n丁\n戊\n己\n");
        check("<table><tr><td>任务<td>时限<tr><td><p>甲</p><td>乙</table>", "任务\t时限\n甲\t乙\n");
        check("<table><tr><td>1<td>东荻电气<br>有限公司</table>", "1\t东荻电气有限公司\n");
        check("<p>一<ruby>要<rt>yào</rt></ruby>&lt;二&gt;&ldquo;三&rdquo;</p>", "一要<二>“三”\n");
    }
}
