//! Which part of a page is its text.
//!
//! Every line gives or takes: sentences count for the block that holds them, links and what pages say around their text
//! against it. The text is the block with the highest sum, of equal ones the outermost (the maximum subtree of the page's
//! tree, as in Pasternack and Roth, Extracting article text from the web with maximum subsequence segmentation, WWW 2009,
//! which has it over the sequence of words).

use super::{
    facts::Facts,
    walk::{Event, Line, Step, walk},
};
use crate::{
    lexicon::{self, pattern},
    pattern::Regex,
};
use ego_tree::NodeId;
use scraper::{Html, node::Element};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

const WORDS: &str = include_str!("../../../dict/pages.txt");

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

/// Whether a line is a title by its last word.
pub(super) fn is_title(text: &str) -> bool {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:通知|意见|讲话|致辞|报告|提案|建议|答复|布告|倡议书|公报|办法|方案|决定|公告|通报|批复|函|规定|规划|纪要|纲要|要点|细则|条例|计划|预案|措施|决议|命令|令|(?:分解|分工|一览|责任|统计|汇总|安排|计划|进度|对照)表|清单|名单)(?:[（(].{1,20}[)）])?$",
        )
    });
    !text.contains(['。', '；', '，']) && TITLE.is_match(text)
}

/// Whether a short line is one that texts have: a heading, a salutation, a signature's date.
fn opens_or_closes(text: &str) -> bool {
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[：:，、]$|[年月]?[0-9〇一二三四五六七八九十]{1,3}日$|^[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|^第[一二三四五六七八九十百0-9]{1,4}[章节条]|〔[0-9]{4}〕",
        )
    });
    SHORT.is_match(text) || is_title(text)
}

/// Whether a line is a link to elsewhere or what pages say around their text. Links to a text's attachments are its own.
pub(super) fn is_neighbour(text: &str, han: usize, linked: usize) -> bool {
    if linked * 2 > han { !is_attachment(text) } else { is_noise(text) }
}

/// Whether a line names something attached to the text.
pub(super) fn is_attachment(text: &str) -> bool {
    static ATTACHED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"附件|附表|附：|\.(?i:docx?|pdf|xlsx?|wps|et|ofd|zip|rar|txt)"));
    ATTACHED.is_match(text)
}

/// Whether a line is what pages say around their text.
pub(super) fn is_noise(text: &str) -> bool {
    static NOISE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        let noise = lexicon::tagged(WORDS, "noise");
        noise.iter().map(|p| pattern(&format!("^(?:{p})$"))).collect()
    });
    const SHORT: usize = 440;
    text.chars().take(SHORT + 1).count() <= SHORT && NOISE.iter().any(|p| p.is_match(text))
}

/// Whether an element is called something that stands around a text.
pub(super) fn is_around(e: &Element) -> bool {
    static AROUND: LazyLock<HashSet<&str>> =
        LazyLock::new(|| lexicon::tagged(WORDS, "around").into_iter().collect());
    if matches!(e.name(), "nav" | "footer" | "aside" | "form") {
        return true;
    }
    if matches!(e.name(), "body" | "html") {
        return false;
    }
    [e.attr("class"), e.attr("id")].into_iter().flatten().any(|names| {
        names
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| word.len() < 32 && AROUND.contains(word.to_ascii_lowercase().as_str()))
    })
}
