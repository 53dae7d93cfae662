//! The tree of a page as elements and texts, and as the lines that a reader sees.

use super::han;
use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};
use std::collections::{HashMap, HashSet};

/// What comes next in a page.
pub(super) enum Event<'h> {
    /// An element opens.
    Open(NodeId, &'h Element),
    /// A text.
    Text(&'h str),
    /// An element closes.
    Close(NodeId, &'h Element),
}

/// What to do with an element that opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Go into it.
    Into,
    /// Pass over it, its end too.
    Over,
}

/// Hands what shows of `root` to `take`, in order.
pub(super) fn walk<'h>(root: NodeRef<'h, Node>, mut take: impl FnMut(Event<'h>) -> Step) {
    let mut over = None;
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) if over.is_none() => match node.value() {
                Node::Element(e) if !shows(e) || take(Event::Open(node.id(), e)) == Step::Over => {
                    over = Some(node.id());
                }
                Node::Text(text) => {
                    take(Event::Text(text));
                }
                _ => {}
            },
            Edge::Close(node) if over == Some(node.id()) => over = None,
            Edge::Close(node) if over.is_none() => {
                if let Node::Element(e) = node.value() {
                    take(Event::Close(node.id(), e));
                }
            }
            _ => {}
        }
    }
}

/// Whether an element shows a text of its own.
fn shows(e: &Element) -> bool {
    const NEVER: [&str; 18] = [
        "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas",
        "select", "textarea", "button", "input", "audio", "video", "rt", "rp",
    ];
    let style = || {
        let style: String = e.attr("style").unwrap_or_default().split_whitespace().collect();
        let style = style.to_ascii_lowercase();
        // Not visibility:hidden, by which scripts keep a whole article back until it is laid out.
        style.contains("display:none")
    };
    !NEVER.contains(&e.name()) && e.attr("hidden").is_none() && !style()
}

/// Whether an element stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 45] = [
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    ];
    BLOCKS.contains(&name)
}

/// Stands in [`Line::seamed`] where an element begins or ends.
pub(super) const SEAM: char = '\u{1F}';

/// A line that a reader sees.
#[derive(Debug)]
pub(super) struct Line {
    /// The block that it stands in.
    pub(super) block: NodeId,
    /// Its text, white space at its ends left out and runs of it single.
    pub(super) text: String,
    /// The same with [`SEAM`] where an element begins or ends in it.
    pub(super) seamed: String,
    /// How many Chinese characters it has, and how many of them in links.
    pub(super) han: usize,
    pub(super) linked: usize,
    /// Whether a file is linked in it.
    pub(super) attached: bool,
    /// Whether its block is centred.
    pub(super) centred: bool,
    /// Whether its block is a cell of a row of several.
    pub(super) in_row: bool,
}

/// Whether a link leads to a file and not to a page; the text of such a one is its page's own.
pub(super) fn is_file(e: &Element) -> bool {
    const FILES: [&str; 14] =
        ["doc", "docx", "wps", "pdf", "ofd", "xls", "xlsx", "et", "ppt", "pptx", "zip", "rar", "7z", "txt"];
    let address = e.attr("href").unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    e.name() == "a" && FILES.iter().any(|f| ending.eq_ignore_ascii_case(f))
}

/// Whether a block's text is centred.
fn is_centred(e: &Element) -> bool {
    let style: String = e.attr("style").unwrap_or_default().split_whitespace().collect();
    e.name() == "center"
        || e.attr("align")
            .is_some_and(|a| a.eq_ignore_ascii_case("center") || a.eq_ignore_ascii_case("middle"))
        || style.to_ascii_lowercase().contains("text-align:center")
}

/// The lines of a page.
pub(super) fn lines(html: &Html) -> Vec<Line> {
    let mut out = Vec::new();
    let mut blocks: Vec<(NodeId, &str)> = Vec::new();
    let mut line = Open::default();
    let mut flush = |line: &mut Open, block: Option<&(NodeId, &'_ str)>| {
        let Open { text, linked, attached, links, files } = std::mem::take(line);
        (line.links, line.files) = (links, files);
        let seamed = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain: String = seamed.chars().filter(|c| *c != SEAM).collect();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        if let (false, Some(&(block, _))) = (plain.is_empty(), block) {
            out.push((block, linked, attached || files > 0, plain, seamed));
        }
    };
    walk(html.tree.root(), |event| {
        match event {
            Event::Open(id, e) => {
                if is_block(e.name()) {
                    flush(&mut line, blocks.last());
                    blocks.push((id, e.name()));
                } else if e.name() == "br" {
                    flush(&mut line, blocks.last());
                } else {
                    line.links += usize::from(e.name() == "a");
                    line.files += usize::from(is_file(e));
                    line.text.push(SEAM);
                }
            }
            Event::Text(part) => {
                line.text.push_str(part);
                line.attached |= line.files > 0;
                if line.links > line.files {
                    line.linked += han(part);
                }
            }
            Event::Close(_, e) => {
                if is_block(e.name()) {
                    flush(&mut line, blocks.last());
                    blocks.pop();
                } else if e.name() != "br" {
                    line.links = line.links.saturating_sub(usize::from(e.name() == "a"));
                    line.files = line.files.saturating_sub(usize::from(is_file(e)));
                    line.text.push(SEAM);
                }
            }
        }
        Step::Into
    });
    let element = |block: NodeId| html.tree.get(block).and_then(|n| n.value().as_element());
    let mut rows = Rows::default();
    let line = |(block, linked, attached, text, seamed): (NodeId, usize, bool, String, String)| Line {
        block,
        han: han(&text),
        text,
        seamed,
        linked,
        attached,
        centred: element(block).is_some_and(is_centred),
        in_row: html.tree.get(block).is_some_and(|node| rows.hold(node)),
    };
    out.into_iter().map(line).collect()
}

/// A line that is being read.
#[derive(Default)]
struct Open {
    text: String,
    linked: usize,
    attached: bool,
    /// Links that are open, and those of them that lead to files.
    links: usize,
    files: usize,
}

/// All elements in the blocks, themselves too.
pub(super) fn inside(html: &Html, blocks: &HashSet<NodeId>) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    let mut depth = 0usize;
    walk(html.tree.root(), |event| {
        match event {
            Event::Open(id, _) => {
                depth += usize::from(depth > 0 || blocks.contains(&id));
                if depth > 0 {
                    found.insert(id);
                }
            }
            Event::Text(_) => {}
            Event::Close(..) => depth = depth.saturating_sub(1),
        }
        Step::Into
    });
    found
}
/// The rows of tables, and whether their cells are a table's and no frame around texts.
#[derive(Default)]
struct Rows(HashMap<NodeId, bool>);

impl Rows {
    /// Whether an element is a cell of such a row, or stands in one.
    fn hold(&mut self, node: NodeRef<'_, Node>) -> bool {
        /// How deep a cell's text may lie in it.
        const DEEPEST: usize = 6;
        let cell = std::iter::once(node).chain(node.ancestors()).take(DEEPEST).find(is_cell);
        let Some(row) = cell.and_then(|cell| cell.parent()) else { return false };
        *self.0.entry(row.id()).or_insert_with(|| is_row(row))
    }
}

fn is_cell(node: &NodeRef<'_, Node>) -> bool {
    node.value().as_element().is_some_and(|e| matches!(e.name(), "td" | "th"))
}

/// Whether a row has several cells, with a few words in each.
fn is_row(row: NodeRef<'_, Node>) -> bool {
    /// More characters than a cell of a table has.
    const LONGEST: usize = 300;
    let short = |cell: NodeRef<'_, Node>| {
        let mut left = LONGEST;
        cell.descendants().filter_map(|n| n.value().as_text()).all(|text| {
            let length = text.trim().chars().take(left + 1).count();
            let fits = length <= left;
            left = left.saturating_sub(length);
            fits
        }) && !cell.descendants().skip(1).any(|n| is_cell(&n))
    };
    row.children().filter(is_cell).count() > 1 && row.children().filter(is_cell).all(short)
}
