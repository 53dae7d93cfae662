//! Cuts inside a fragment: stray spaces, doubled stops, pinyin put in as copy protection.

use super::{Cut, Reason, gap::is_invisible};
use crate::{
    lexicon::{look_back, pattern},
    pattern::Regex,
    source::Span,
};
use std::sync::LazyLock;

/// Adds the cuts inside the fragment `within` of `text`; `rows` tells that tabs part the cells of tables.
pub(super) fn cuts(text: &str, within: Span, rows: bool, cuts: &mut Vec<Cut>) {
    let part = within.of(text);
    let mut push = |spans: Vec<Span>, reason| {
        let cut = |s: Span| Cut { span: Span::new(within.start + s.start, within.start + s.end), reason };
        cuts.extend(spans.into_iter().map(cut));
    };
    push(spaces(part, rows), Reason::Space);
    push(doubled(part), Reason::Doubled);
    push(pinyin(part), Reason::Furniture);
}

/// Whether `c` is a Chinese character or a full-width punctuation mark.
pub(crate) const fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3001}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{20000}'..='\u{3134F}' | '“' | '”' | '‘' | '’' | '—' | '…')
}

/// Runs of white space between wide characters, and between the digits of a spaced-out number (1 9 9 8 年, 4 9 ％). A space behind
/// 第一条 stays, since it tells an article from a mention of one, behind a numeral that heads a line, and in a headline.
fn spaces(part: &str, rows: bool) -> Vec<Span> {
    static ARTICLE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^第[一二三四五六七八九十百零〇0-9]{1,5}(?:[章节条编]|部分)$"));
    static PART: LazyLock<Regex> = LazyLock::new(|| pattern("第[一二三四五六七八九十]{1,3}部分$"));
    static NUMERAL: LazyLock<Regex> = LazyLock::new(|| pattern("^[一二三四五六七八九十]{1,3}$"));
    static YEAR: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:[0-9０-９][ \x{3000}]){3}[0-9０-９][ \x{3000}]?年"));
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[\p{Han}，。；：（“～—](?P<number>(?:[0-9０-９][ \x{3000}])+[0-9０-９](?:[ \x{3000}]?[.．][ \x{3000}]?[0-9０-９](?:[ \x{3000}][0-9０-９])*)?[ \x{3000}]?)[\p{Han}％%‰]",
        )
    });
    static RUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\s\x{3000}\x{A0}\x{200B}]+"));
    let mut runs = RUN.find_iter(part).peekable();
    if runs.peek().is_none() {
        return Vec::new();
    }
    let numbers = NUMBER.captures_iter(part).filter_map(|c| c.name("number"));
    let mut years: Vec<Span> =
        YEAR.find_iter(part).chain(numbers).map(|m| Span::new(m.start(), m.end())).collect();
    years.sort();
    // Where a headline can't go on: its first stop or comma.
    let body = part.find(['。', '，', '；', '：', '、', ':']).unwrap_or(part.len());
    let mut out = Vec::new();
    let mut last = 0;
    for run in runs {
        let before = part[..run.start()].chars().next_back();
        let after = part[run.end()..].chars().next();
        let wide = before.is_some_and(is_wide) && after.is_some_and(is_wide);
        let word = part[last..run.start()].chars().count();
        last = run.end();
        let headline = word >= 4 && run.start() <= body && run.as_str().chars().count() < 3;
        let head = &part[..run.start()];
        let spread = || part[run.end()..].chars().nth(1).is_none_or(char::is_whitespace);
        let article = run.start() < 40
            && (ARTICLE.is_match(head)
                || NUMERAL.is_match(head) && !spread() && after.is_some_and(char::is_alphanumeric))
            || head.ends_with("部分") && PART.is_match(look_back(head));
        let year = || {
            years[..years.partition_point(|y| y.start <= run.start())]
                .last()
                .is_some_and(|y| run.end() <= y.end)
        };
        if rows && run.as_str().contains('\t') {
            let around = run.as_str().char_indices().filter(|(_, c)| *c != '\t');
            out.extend(around.map(|(i, c)| Span::new(run.start() + i, run.start() + i + c.len_utf8())));
        } else if wide && !headline && !article || !wide && year() {
            out.push(Span::new(run.start(), run.end()));
        } else if run.as_str().chars().any(is_invisible) {
            out.extend(
                run.as_str()
                    .char_indices()
                    .filter(|(_, c)| is_invisible(*c))
                    .map(|(i, c)| Span::new(run.start() + i, run.start() + i + c.len_utf8())),
            );
        }
    }
    out
}

/// The second of two like stops and those behind it, and characters that can't be seen.
fn doubled(part: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut before = ' ';
    for (at, c) in part.char_indices() {
        let twice = c == before && matches!(c, '。' | '，' | '；' | '：' | '、');
        if twice || is_invisible(c) && c != '\u{200B}' {
            match out.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end += c.len_utf8(),
                None => out.push(Span::new(at, at + c.len_utf8())),
            }
        } else {
            before = c;
        }
    }
    out
}

/// Pinyin in brackets behind a character: 会(huì)议.
fn pinyin(part: &str) -> Vec<Span> {
    static PINYIN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[（(][a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,4}[)）]"));
    if part.is_ascii() {
        return Vec::new();
    }
    PINYIN.find_iter(part).map(|m| Span::new(m.start(), m.end())).collect()
}
