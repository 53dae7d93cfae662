//! Markdown's signs, which are no part of a text: # before headings, ** around what is strong, - and > before lines, the
//! address behind a link's words, the backslash before a sign that is meant as it stands.

use super::{Cut, Reason, gap::Fragment};
use crate::{lexicon::pattern, pattern::Regex, source::Span};
use std::sync::LazyLock;

/// Whether a text is written in Markdown: it has headings, strong passages or a table's line of dashes.
pub(super) fn is_markdown(text: &str) -> bool {
    static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?m)^[ \t]{0,3}#{1,6}[ \t]+\S|\*\*[^*\n]{1,80}\*\*|^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|")
    });
    text.contains(['#', '*', '|']) && SIGNS.is_match(text)
}

/// Cuts the signs at the ends of fragments, and inside them; a fragment of nothing else goes.
pub(super) fn strip(text: &str, fragments: Vec<Fragment>, cuts: &mut Vec<Cut>) -> Vec<Fragment> {
    static LEAD: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:#{1,6}[ \t]+|>[ \t]?|[-*+•][ \t]+(?:\[[ xX]\][ \t]+)?|\*{2,3}|__)+"));
    static TAIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:[ \t]+#+|\*{2,3}|__)$"));
    static INSIDE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?<sign>\*{2,3}|__|~~|`)|(?<escape>\\)[-.#*+_!()\[\]]|(?<open>!?\[)[^\[\]]{0,80}(?<address>\]\([^()\s]{1,300}\))",
        )
    });
    static RULE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:-{3,}|\*{3,}|_{3,}|={3,}|(?:`{3,}|~{3,})[a-z]*)$"));
    let mut out = Vec::with_capacity(fragments.len());
    for mut fragment in fragments {
        let part = fragment.span.of(text);
        let mut cut = |start: usize, end: usize| {
            let span = Span::new(fragment.span.start + start, fragment.span.start + end);
            cuts.push(Cut { span, reason: Reason::Markup });
        };
        if RULE.is_match(part) {
            cut(0, part.len());
            continue;
        }
        let start = LEAD.find(part).map_or(0, |m| m.end());
        let end = TAIL.find(&part[start..]).map_or(part.len(), |m| start + m.start());
        if start > 0 {
            cut(0, start);
        }
        if end < part.len() {
            cut(end, part.len());
        }
        for found in INSIDE.captures_iter(&part[start..end]) {
            for sign in ["sign", "escape", "open", "address"].into_iter().filter_map(|name| found.name(name))
            {
                cut(start + sign.start(), start + sign.end());
            }
        }
        fragment.span = Span::new(fragment.span.start + start, fragment.span.start + end);
        if !fragment.span.is_empty() {
            out.push(fragment);
        }
    }
    out
}
