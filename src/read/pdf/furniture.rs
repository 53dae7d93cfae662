//! Page numbers and running heads.

use super::line::{Line, Page};
use crate::{lexicon::pattern, pattern::Regex};
use std::{collections::HashMap, sync::LazyLock};

/// The share of a page's height, from above and from below, in which they stand.
const MARGIN: f32 = 0.13;

/// How many lines of a page may be such, from above and from below.
const DEEP: usize = 3;

/// Takes them out of the pages; how many there were.
pub(super) fn remove(pages: &mut [Page]) -> usize {
    let heads = running_heads(pages);
    let mut count = 0;
    for page in pages {
        let edges = edges(page);
        let mut i = 0;
        page.lines.retain(|line| {
            let at_edge = edges.contains(&i);
            i += 1;
            let furniture = at_edge && (is_number(&line.text) || heads.contains_key(&key(line)));
            count += usize::from(furniture);
            !furniture
        });
    }
    count
}

/// The lines near the upper and the lower edge.
fn edges(page: &Page) -> Vec<usize> {
    let depth = page.height * MARGIN;
    let (above, below) = (page.bottom + page.height - depth, page.bottom + depth);
    let mut order: Vec<usize> = (0..page.lines.len()).collect();
    order.sort_by(|&a, &b| page.lines[b].base.total_cmp(&page.lines[a].base));
    let top = order.iter().take(DEEP).filter(|&&i| page.lines[i].base >= above);
    let bottom = order.iter().rev().take(DEEP).filter(|&&i| page.lines[i].base <= below);
    top.chain(bottom).copied().collect()
}

/// A line's text without figures and spaces, with its height: what comes again on each page.
fn key(line: &Line) -> (String, i32) {
    let text: String = line
        .text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if c.is_ascii_digit() { '#' } else { c })
        .collect();
    (text, (line.base / 3.0).round() as i32)
}

/// What stands at the same height of three pages, or of most where there are fewer, counting odd and even ones apart.
fn running_heads(pages: &[Page]) -> HashMap<(String, i32), usize> {
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    for page in pages {
        for i in edges(page) {
            *seen.entry(key(&page.lines[i])).or_default() += 1;
        }
    }
    let least = pages.len().div_ceil(2).clamp(2, 3);
    seen.retain(|_, count| *count >= least);
    seen
}

/// Whether a line is a page's number: 3, - 3 -, — 3 —, 第3页 共10页, 3 / 10.
fn is_number(text: &str) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\s\-—–－─·.•~]*(?:[0-9０-９]{1,4}|[ivxlc]{1,6})[\s\-—–－─·.•~]*$|^第?\s*[0-9]{1,4}\s*页?\s*[,，/／共]\s*共?\s*[0-9]{1,4}\s*页?$|^第\s*[0-9一二三四五六七八九十百]{1,5}\s*页$",
        )
    });
    NUMBER.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(&str, f32)]) -> Page {
        let line = |&(text, base): &(&str, f32)| Line {
            text: text.into(),
            left: 90.0,
            right: 500.0,
            base,
            size: 16.0,
        };
        Page { bottom: 0.0, height: 842.0, lines: lines.iter().map(line).collect() }
    }

    fn left(pages: &mut [Page]) -> Vec<String> {
        pages.iter().flat_map(|p| p.lines.iter().map(|l| l.text.clone())).collect()
    }

    #[test]
    fn numbers_and_running_heads_go_and_text_at_the_edges_stays() {
        let mut pages = [
            page(&[("某市人民政府公报", 800.0), ("一、总体要求", 760.0), ("— 1 —", 40.0)]),
            page(&[("某市人民政府公报", 800.0), ("2026", 400.0), ("要抓好落实。", 60.0), ("— 2 —", 40.0)]),
            page(&[("某市人民政府公报", 800.0), ("某市人民政府", 700.0), ("第 3 页 共 3 页", 40.0)]),
        ];
        assert_eq!(remove(&mut pages), 6);
        assert_eq!(left(&mut pages), ["一、总体要求", "2026", "要抓好落实。", "某市人民政府"]);
    }

    #[test]
    fn a_number_alone_in_the_middle_of_a_page_is_text() {
        let mut pages = [page(&[("完成投资（亿元）", 500.0), ("120", 480.0)])];
        assert_eq!(remove(&mut pages), 0);
    }
}
