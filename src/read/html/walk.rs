//! The tree of a page as elements and texts, and as the lines that a reader sees.

use super::han;
use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};
use std::collections::HashSet;

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
        style.contains("display:none") || style.contains("visibility:hidden")
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
pub(super) struct Line<'h> {
    /// The block that it stands in, and its name.
    pub(super) block: NodeId,
    pub(super) name: &'h str,
    /// Its text, white space at its ends left out and runs of it single.
    pub(super) text: String,
    /// The same with [`SEAM`] where an element begins or ends in it.
    pub(super) seamed: String,
    /// How many Chinese characters it has, and how many of them in links.
    pub(super) han: usize,
    pub(super) linked: usize,
}

/// The lines of a page.
pub(super) fn lines(html: &Html) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let mut blocks: Vec<(NodeId, &str)> = Vec::new();
    let (mut text, mut linked, mut links) = (String::new(), 0, 0usize);
    let mut flush = |text: &mut String, linked: &mut usize, block: Option<&(NodeId, &'_ str)>| {
        let words: Vec<&str> = text.split_whitespace().collect();
        let seamed = words.join(" ");
        let plain: String = seamed.chars().filter(|c| *c != SEAM).collect();
        let plain: Vec<&str> = plain.split_whitespace().collect();
        if let (false, Some(&(block, _))) = (plain.is_empty(), block) {
            let plain = plain.join(" ");
            out.push((block, han(&plain), *linked, plain, seamed));
        }
        text.clear();
        *linked = 0;
    };
    walk(html.tree.root(), |event| {
        match event {
            Event::Open(id, e) => {
                if is_block(e.name()) {
                    flush(&mut text, &mut linked, blocks.last());
                    blocks.push((id, e.name()));
                } else if e.name() == "br" {
                    flush(&mut text, &mut linked, blocks.last());
                } else {
                    links += usize::from(e.name() == "a");
                    text.push(SEAM);
                }
            }
            Event::Text(part) => {
                text.push_str(part);
                if links > 0 {
                    linked += han(part);
                }
            }
            Event::Close(_, e) => {
                if is_block(e.name()) {
                    flush(&mut text, &mut linked, blocks.last());
                    blocks.pop();
                } else if e.name() != "br" {
                    links = links.saturating_sub(usize::from(e.name() == "a"));
                    text.push(SEAM);
                }
            }
        }
        Step::Into
    });
    let name =
        |block: NodeId| html.tree.get(block).and_then(|n| n.value().as_element()).map_or("", Element::name);
    let line =
        |(block, han, linked, text, seamed)| Line { block, name: name(block), text, seamed, han, linked };
    out.into_iter().map(line).collect()
}

/// All elements in the block `root`, itself too.
pub(super) fn inside(html: &Html, root: NodeId) -> HashSet<NodeId> {
    let nodes = html.tree.get(root).into_iter().flat_map(|node| node.descendants());
    nodes.map(|node| node.id()).collect()
}
