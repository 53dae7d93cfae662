//! The lines with which a compilation heads its parts: 篇一, 第二篇：…, 范文三, a title with 1, 2, 3 behind it.
//!
//! A line heads a part where others of its wording, with the next numbers, stand further on, a text's length apart.

use super::View;
use crate::{clean::Cleaned, finding::Finding, lexicon::pattern, limit, numeral, pattern::Regex, say};
use std::{collections::HashMap, sync::LazyLock};

/// A heading of a part.
#[derive(Debug)]
pub(super) struct Part {
    /// The index of its paragraph.
    pub(super) line: usize,
    /// What it calls its part.
    pub(super) title: String,
    number: u32,
    /// The number of the part before it.
    before: u32,
}

impl Part {
    /// What is missing before it in the count.
    pub(super) fn findings(&self, cleaned: &Cleaned<'_>) -> Option<Finding> {
        let missing: Vec<String> =
            (self.before.saturating_add(1)..self.number).map(|n| n.to_string()).collect();
        let at = cleaned.to_source(cleaned.paragraphs()[self.line].start);
        let message =
            || say!("part-gap", title = self.title, numbers = missing.join(", "), n = missing.len());
        (!missing.is_empty()).then(|| Finding::new("part-gap", message(), at))
    }
}

/// The longest heading, in characters.
const LONGEST: usize = 60;

/// The fewest characters of a part.
const SHORTEST: usize = 200;

/// The headings of the parts of a file, in order; none where it is no compilation.
pub(super) fn parts(view: &View<'_>) -> Vec<Part> {
    let mut series: Vec<(Kind, Vec<Part>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for (line, text) in view.lines.iter().enumerate() {
        limit::check();
        if text.chars().nth(LONGEST).is_some() || text.contains(['。', '；', '！', '？', '\t']) {
            continue;
        }
        let Some((kind, wording, number)) = numbered(text) else { continue };
        let own = *known.entry(wording).or_insert_with(|| {
            series.push((kind, Vec::new()));
            series.len() - 1
        });
        let before = series[own].1.last();
        let next = |last: &Part| {
            (1..=3).contains(&number.saturating_sub(last.number)) && view.length(last.line..line) > SHORTEST
        };
        if kind == Kind::Named || before.map_or(number <= 2, next) {
            let before = before.map_or(number.saturating_sub(1), |p| p.number);
            let title = text.trim_matches(['：', ':', '【', '】', ' ', '　', '#', '*']).to_owned();
            series[own].1.push(Part { line, title, number, before });
        }
    }
    let (named, others): (Vec<_>, Vec<_>) = series.into_iter().partition(|(kind, _)| *kind == Kind::Named);
    // A compilation of compilations names its parts in more than one wording.
    let mut named: Vec<Part> = named.into_iter().flat_map(|(_, parts)| parts).collect();
    named.sort_by_key(|p| p.line);
    if named.len() >= 2 || named.first().is_some_and(|p| opens_alone(view, p)) {
        return named;
    }
    let last = |s: &[Part]| s.last().map_or(0, |p| view.length(p.line..view.lines.len()));
    let others = others.into_iter().map(|(_, s)| s).filter(|s| s.len() >= 2 && last(s) > SHORTEST);
    others.max_by_key(|s| (s.len(), std::cmp::Reverse(s[0].line))).unwrap_or_default()
}

/// Whether a first part is beyond doubt though no second follows: 篇一, 范文一.
fn opens_alone(view: &View<'_>, part: &Part) -> bool {
    static FIRST: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:篇|范文)[一1](?:[：:】]|$)"));
    part.number == 1
        && FIRST.is_match(view.lines[part.line])
        && view.length(part.line..view.lines.len()) > SHORTEST
}

/// How sure the wording of a line makes that it heads a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It calls it a piece or an example: 篇一, 范文三.
    Named,
    /// It has a number beside a word for a text.
    Numbered,
}

/// The wording of a heading without its number, and the number.
fn numbered(line: &str) -> Option<(Kind, String, u32)> {
    // A word for a text beside the number; what stands behind may differ from part to part.
    static PIECE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[【\[（(#*\s　]*(?<stem>[^：:]{0,40}?)(?:(?<front>第)(?<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?<word>[篇则封稿份])|(?<noun>篇|范文|范本|范例|例文|样本|样文)[\s　]?(?<m>[0-9]{1,2}|[一二三四五六七八九十]{1,3}))[】\])）*]*(?:[：:、.\s　].{0,40})?$|^[【\[（(#*\s　]*(?<stem2>)(?<noun2>范文|范本|范例|例文)(?<m2>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[^，。]{2,40}$",
        )
    });
    // A title with its number behind it.
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[【\[#*\s　]*(?<stem>[^：:，、。]{2,40}?)(?:之|[\s　]|[（(【])*(?<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2}|[A-H])[)）】\]*]*[：:]?$",
        )
    });
    // A number in brackets with a title behind it: 【1】在…上的讲话, [一], A：…
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?<open>[【\[])(?<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2})[】\]]|(?<letter>[A-H])[：:.、])[\s　]*(?<stem>[^，。]{0,40})$",
        )
    });
    static TEXTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:讲话|发言|致辞|演讲|报告|总结|方案|通知|文|稿|材料|心得|体会|计划|汇报|意见|主持词|倡议书|提案|建议|述职|纪要|函|信|辞|词)(?:[（(].{0,12}[)）])?$",
        )
    });
    let number = |n: &str| match n.as_bytes() {
        [letter @ b'A'..=b'H'] => Some(u32::from(letter - b'A') + 1),
        _ => numeral::whole(n),
    };
    let spaceless = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    if let Some(found) = PIECE.captures(line) {
        let group = |names: [&str; 3]| names.into_iter().find_map(|name| found.name(name));
        let n = group(["n", "m", "m2"])?;
        let word = group(["word", "noun", "noun2"])?;
        let stem = found.name("stem").map_or("", |m| m.as_str());
        let wording = format!("{}#{}", spaceless(stem), word.as_str());
        return Some((Kind::Named, wording, number(n.as_str())?));
    }
    if let Some(found) = BEHIND.captures(line).filter(|f| TEXTS.is_match(f["stem"].trim())) {
        return Some((Kind::Numbered, spaceless(&found["stem"]), number(&found["n"])?));
    }
    let found = BEFORE.captures(line).filter(|f| f["stem"].is_empty() || TEXTS.is_match(f["stem"].trim()))?;
    let n = found.name("n").or_else(|| found.name("letter"))?;
    let kind = if found.name("letter").is_some() { "A" } else { "【】" };
    Some((Kind::Numbered, kind.to_owned(), number(n.as_str())?))
}
