//! What stands outside of the block of the text and belongs to it: the headline with what is below it, attachments.

use super::{
    facts::Facts,
    walk::{Line, inside},
    wording::{is_attachment, is_noise, is_title},
};
use ego_tree::NodeId;
use scraper::Html;
use std::collections::HashSet;

/// The lines before and behind the block of the text that belong to it.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// The headline first, where it was found.
    pub(super) before: Vec<String>,
    pub(super) behind: Vec<String>,
    /// The headline where the text itself opens with it.
    pub(super) inside: Option<String>,
}

/// How far from the block they may stand, in lines.
const NEAR: usize = 14;

/// In how many lines a text may open with its headline.
const OPENING: usize = 6;

/// Looks for them.
pub(super) fn of(html: &Html, lines: &[Line], main: NodeId, facts: &Facts) -> Frame {
    let own = inside(html, &HashSet::from([main]));
    let tables = inside(html, &facts.blocks);
    let is_own = |line: &Line| own.contains(&line.block);
    let (Some(first), Some(last)) = (lines.iter().position(is_own), lines.iter().rposition(is_own)) else {
        return Frame::default();
    };
    let passed = |line: &&Line| tables.contains(&line.block) || is_noise(&line.text);
    let unlinked = |line: &&Line| line.linked * 2 <= line.han;
    let mut above: Vec<&Line> = lines[..first].iter().rev().take(NEAR).filter(|l| !passed(l)).collect();
    above.reverse();
    // Buttons may stand between, but not where nothing says what the headline is.
    let near = above.iter().rposition(|l| !unlinked(l)).map_or(0, |i| i + 1);
    let headline = titled(&above, facts).or_else(|| {
        let like =
            |line: &&Line| line.han >= 6 && (is_title(&line.text) || line.centred && is_short(&line.text));
        above[near..].iter().rposition(like).map(|i| near + i)
    });
    let before = headline.map_or(Vec::new(), |from| {
        above[from..].iter().filter(|l| unlinked(l)).map(|l| l.text.clone()).collect()
    });
    let belongs = |line: &&Line| line.attached || is_attachment(&line.text);
    let below = lines[last + 1..].iter().take(NEAR).filter(|l| !passed(l)).take_while(belongs);
    let mut behind: Vec<String> = below.map(|l| l.text.clone()).collect();
    // The heading of a list that is empty.
    while behind.last().is_some_and(|line| line.chars().filter(|c| c.is_alphanumeric()).count() <= 4) {
        behind.pop();
    }
    let opening: Vec<&Line> = lines[first..].iter().take(OPENING).filter(|l| !passed(l)).collect();
    let inside = titled(&opening, facts).filter(|_| headline.is_none()).map(|i| opening[i].text.clone());
    Frame { before, behind, inside }
}

/// Whether a line can be a headline: a phrase, no sentence.
fn is_short(text: &str) -> bool {
    const LONGEST: usize = 60;
    text.chars().count() <= LONGEST && !text.contains(['。', '；', '：', ':'])
}

/// The first line of what the page calls its headline: of several such (the site's name is one) the longest, with the lines
/// before it that are the headline's too.
fn titled(lines: &[&Line], facts: &Facts) -> Option<usize> {
    let known = |(_, line): &(usize, &&Line)| facts.is_headline(&line.text);
    let (mut first, longest) = lines.iter().enumerate().filter(known).max_by_key(|(_, line)| line.han)?;
    let mut joined = longest.text.clone();
    while let Some(before) = first.checked_sub(1) {
        joined = format!("{}{joined}", lines[before].text);
        if !facts.is_headline(&joined) {
            break;
        }
        first = before;
    }
    Some(first)
}

/// Takes the lines out of `before` that the text repeats at its own beginning, in one line or in several, before its first
/// sentence.
pub(super) fn without_repeated(before: &mut Vec<String>, text: &str) {
    const HEAD: usize = 8;
    let plain = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let head = text.lines().filter(|l| !l.trim().is_empty()).take(HEAD).take_while(|l| !l.contains('。'));
    let head: Vec<String> = head.map(plain).collect();
    let begins = |line: &String| {
        let line = plain(line);
        (0..head.len()).any(|from| {
            let mut joined = String::new();
            head[from..].iter().any(|next| {
                joined.push_str(next);
                joined == line
            })
        })
    };
    before.retain(|line| !begins(line));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_that_the_text_repeats_is_not_put_before_it() {
        let text = "某市人民政府办公室\n关于加强水库管理的\n通 知\n各县：";
        let mut before = vec!["关于加强水库管理的通知".to_owned(), "某政办发〔2026〕3号".to_owned()];
        without_repeated(&mut before, text);
        assert_eq!(before, ["某政办发〔2026〕3号"]);
        // A mention in a sentence is no headline.
        let mut before = vec!["停车场管理办法".to_owned()];
        without_repeated(&mut before, "《停车场管理办法》已经市政府常务会议通过。");
        assert_eq!(before.len(), 1);
    }
}
