//! Fragments of content and the gaps of white space and markup between them.

use crate::{
    lexicon::pattern,
    pattern::Regex,
    source::{Span, ends_line},
};
use std::sync::LazyLock;

/// A stretch of content that no line ending, block tag or wide space parts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fragment {
    /// Its place in the source, without the gaps around it.
    pub(super) span: Span,
    /// What stands before it.
    pub(super) gap: Gap,
}

/// What a gap holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap {
    /// Line endings (CRLF is one).
    pub(super) lines: usize,
    /// A tag that opens or closes a block.
    pub(super) block: bool,
    /// White space since the last line ending: one a half-width, two a full-width space.
    pub(super) width: usize,
    /// Tabs since the last line ending.
    pub(super) tabs: usize,
}

/// A tag or an entity.
pub(super) struct Markup {
    /// Its place in the source.
    pub(super) span: Span,
    /// Whether it parts paragraphs.
    pub(super) block: bool,
}

impl Markup {
    /// What is cut of it: of &amp; only the name goes, the sign it stands for stays.
    pub(super) fn cut(&self, text: &str) -> Span {
        let keep = usize::from(self.span.of(text).eq_ignore_ascii_case("&amp;"));
        Span::new(self.span.start + keep, self.span.end)
    }
}

/// Tags and entities of `text`; `<` in front of anything that is no tag's name is text.
pub(super) fn markup(text: &str) -> Vec<Markup> {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?xi)
            <!--[^>]{0,300}--> | <!doctype[^<>]{0,200}>
            | </?(?:(?<block>p|br|div|li|ul|ol|tr|td|th|table|tbody|thead|h[1-6]|hr|section|article|center|header|footer|blockquote|html|head|body|title)
              | span|strong|b|i|em|u|a|img|font|sup|sub|small|input|label|script|style|meta|link|video|iframe|o:p)
              (?:\s[^<>]{0,600})?/?>
            | &(?:nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|quot|amp|lt|gt|mdash|ndash|hellip|middot|bull|copy|\#\d{1,6}|\#x[0-9a-f]{1,5});",
        )
    });
    if !text.contains(['<', '&']) {
        return Vec::new();
    }
    let found = TAG.captures_iter(text).filter_map(|c| {
        let whole = c.get(0)?;
        Some(Markup { span: Span::new(whole.start(), whole.end()), block: c.name("block").is_some() })
    });
    found.collect()
}

/// Cuts `text` into fragments; `rows` tells that tabs part the cells of tables.
pub(super) fn fragments(text: &str, rows: bool) -> Vec<Fragment> {
    let marks = markup(text);
    let mut marks = marks.iter().peekable();
    let mut scanner = Scanner { text, rows, open: None, end: 0, gap: Gap::default(), out: Vec::new() };
    let (mut at, mut line) = (0, 0);
    while at < text.len() {
        if let Some(mark) = marks.next_if(|m| m.span.start <= at) {
            if mark.span.start == at {
                // <br> in a row of bars keeps a cell narrow.
                scanner.gap.block |= mark.block && !text[line..].trim_start().starts_with('|');
                at = mark.span.end;
            }
            continue;
        }
        let Some(c) = text[at..].chars().next() else { break };
        let end = at + c.len_utf8();
        if ends_line(c) {
            scanner.gap.lines += usize::from(!(c == '\r' && text[end..].starts_with('\n')));
            (scanner.gap.width, scanner.gap.tabs) = (0, 0);
            line = end;
        } else if c.is_whitespace() || is_invisible(c) {
            scanner.gap.tabs += usize::from(c == '\t');
            scanner.gap.width += if c == '\u{3000}' { 2 } else { usize::from(c.is_whitespace()) };
        } else {
            scanner.content(at, end);
        }
        at = end;
    }
    scanner.close();
    scanner.out
}

/// Characters without width that copying leaves behind.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}' | '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}')
}

struct Scanner<'t> {
    text: &'t str,
    rows: bool,
    open: Option<(usize, Gap)>,
    end: usize,
    gap: Gap,
    out: Vec<Fragment>,
}

impl Scanner<'_> {
    /// The character `[at, end)` is content: it goes on with the open fragment or opens the next.
    fn content(&mut self, at: usize, end: usize) {
        if let Some((start, _)) = self.open
            && self.parts(start, at)
        {
            self.close();
        }
        if self.open.is_none() {
            self.open = Some((at, self.gap));
        }
        self.gap = Gap::default();
        self.end = end;
    }

    fn close(&mut self) {
        if let Some((start, gap)) = self.open.take() {
            self.out.push(Fragment { span: Span::new(start, self.end), gap });
        }
    }

    /// Whether the gap before `at` parts fragments. White space alone does where it is wide (the scrape lost
    /// a line ending) and a sentence ended before it or a point begins behind it, or where it is very wide.
    fn parts(&self, start: usize, at: usize) -> bool {
        static POINT: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|——|第[一二三四五六七八九十]{1,3}[章条，])",
            )
        });
        if self.gap.lines > 0 || self.gap.block {
            return true;
        }
        if self.gap.width < 2 {
            return false;
        }
        // Cells of a table, some of them empty.
        if self.gap.tabs > 0 && self.rows {
            return false;
        }
        let before = self.text[start..self.end].trim_end_matches(['”', '’', '）', ')', '》', '」']);
        self.gap.width >= 4 && before.chars().count() > 1
            || before.ends_with(['。', '！', '？', '；', '：', ':', '!', ';'])
            || POINT.is_match(&self.text[at..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_less_than_sign_is_no_tag() {
        assert!(markup("气温<5度，a<b，C<BR").is_empty());
        assert_eq!(markup("<p class=\"x\">要<br/>&nbsp;").len(), 3);
    }

    #[test]
    fn wide_spaces_part_fragments_only_between_sentences() {
        let cut = |t| fragments(t, false).iter().map(|f| f.span.of(t).to_owned()).collect::<Vec<_>>();
        assert_eq!(cut("要稳。　　二、任务　重点"), ["要稳。", "二、任务　重点"]);
        assert_eq!(cut("国　家　粮　食"), ["国　家　粮　食"]);
    }
}
