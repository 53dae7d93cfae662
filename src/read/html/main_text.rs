//! Which part of a page is its text.
//!
//! Every line gives or takes: sentences count for the block that holds them, links and what pages say around their text
//! against it. The text is the block with the highest sum, of equal ones the outermost (the maximum subtree of the page's
//! tree, as in Pasternack and Roth, Extracting article text from the web with maximum subsequence segmentation, WWW 2009,
//! which has it over the sequence of words).

use super::{
    facts::Facts,
    walk::{Event, Line, Step, walk},
    wording::{is_around, is_neighbour, opens_or_closes},
};
use ego_tree::NodeId;
use scraper::Html;
use std::collections::HashMap;

/// The block that holds the text; none where no block has more text than links.
pub(super) fn find(html: &Html, lines: &[Line], facts: &Facts) -> Option<NodeId> {
    let mut own: HashMap<NodeId, i64> = HashMap::new();
    for line in lines {
        *own.entry(line.block).or_default() += worth(line);
    }
    let mut open: Vec<i64> = Vec::new();
    let mut best: Option<(i64, NodeId)> = None;
    walk(html.tree.root(), |event| {
        match event {
            Event::Open(id, _) if facts.blocks.contains(&id) => return Step::Over,
            Event::Open(id, _) => open.push(own.get(&id).copied().unwrap_or(0)),
            Event::Text(_) => {}
            Event::Close(id, e) => {
                let sum = open.pop().unwrap_or(0);
                let around = |(most, inner): (i64, NodeId)| {
                    // What holds a lone paragraph may hold its signature and its table too.
                    let slack = if is_paragraph(html, inner) && holds(html, id, inner) { SLACK } else { 0 };
                    sum + slack >= most
                };
                if sum > 0 && best.is_none_or(around) {
                    best = Some((sum, id));
                }
                // What is called a menu or a footer counts nothing for what is around it, whatever it says.
                let for_outer = if is_around(e) { sum.min(0) } else { sum };
                if let Some(outer) = open.last_mut() {
                    *outer += for_outer;
                }
            }
        }
        Step::Into
    });
    best.map(|(_, id)| id)
}

/// How many short lines may stand around a lone paragraph.
const SLACK: i64 = 4;

fn is_paragraph(html: &Html, id: NodeId) -> bool {
    let element = html.tree.get(id).and_then(|node| node.value().as_element());
    element.is_some_and(|e| matches!(e.name(), "p" | "li" | "td" | "blockquote"))
}

fn holds(html: &Html, outer: NodeId, inner: NodeId) -> bool {
    html.tree.get(inner).is_some_and(|node| node.ancestors().any(|n| n.id() == outer))
}

/// What a line counts for the block that it stands in, in Chinese characters.
fn worth(line: &Line) -> i64 {
    const SENTENCE: usize = 30;
    let han = line.han as i64;
    if is_neighbour(&line.text, line.han, line.linked) {
        -(han + 5)
    } else if han == 0 || line.in_row {
        // A table may belong to the text as to what is around it.
        0
    } else if line.text.contains(['。', '；', '！', '？']) || line.han >= SENTENCE {
        han
    } else if opens_or_closes(&line.text) {
        0
    } else {
        -1
    }
}
