//! Page furniture, blurbs and captions: fragments dropped whole, or a part cut from a fragment.
//! The patterns stand in dict/furniture.txt.

use super::{Cut, Reason, gap::Fragment};
use crate::{
    lexicon::{entries, pattern, pattern_set},
    pattern::{Present, Regex, RegexSet},
    source::Span,
};
use std::sync::LazyLock;

static DICT: &str = include_str!("../../dict/furniture.txt");

struct Patterns {
    /// Lines that are furniture wherever they stand.
    lines: RegexSet,
    /// Lines that are furniture at the head or foot of a page only.
    edges: RegexSet,
    /// A blurb inside a fragment, or all of it.
    blurbs: Vec<Regex>,
    /// A caption inside a fragment.
    captions: Vec<Regex>,
    /// Other furniture inside a fragment.
    parts: Vec<Regex>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let of = |tag| entries(DICT).filter(move |(_, t)| *t == tag).map(|(p, _)| p);
    let set = |tag| {
        let whole = of(tag).map(|p| format!("^(?:{p})$"));
        pattern_set(whole, "dict/furniture.txt")
    };
    let list = |tag| of(tag).map(pattern).collect();
    Patterns {
        lines: set("line"),
        edges: set("edge"),
        blurbs: list("blurb"),
        captions: list("caption"),
        parts: list("part"),
    }
});

/// Leaves out the fragments that are furniture and trims the others; what goes is added to `cuts`.
pub(super) fn drop(text: &str, fragments: Vec<Fragment>, cuts: &mut Vec<Cut>) -> Vec<Fragment> {
    let is_edge = edges(text, &fragments);
    let mut kept: Vec<Fragment> = Vec::with_capacity(fragments.len());
    for (i, fragment) in fragments.into_iter().enumerate() {
        let part = fragment.span.of(text);
        let is_line = part.len() < 400
            && (PATTERNS.lines.is_match(part) || is_edge(i) && PATTERNS.edges.is_match(part));
        if is_line || is_noise(part, fragment, text) {
            cuts.push(Cut { span: fragment.span, reason: Reason::Furniture });
        } else {
            trim(text, fragment, cuts, &mut kept);
        }
    }
    // A gap beside a dropped fragment is cut with the rest of the gap later: `wrap::join` sees kept ones only.
    kept
}

/// Whether the fragment with this index lies in the first or last few of the page.
fn edges(text: &str, fragments: &[Fragment]) -> impl Fn(usize) -> bool + use<> {
    let is_body = |f: &Fragment| f.span.len() > 240 || f.span.of(text).contains('。');
    let first = fragments.iter().position(is_body).unwrap_or(fragments.len());
    let last = fragments.iter().rposition(is_body).unwrap_or(0);
    move |i| i < first || i > last
}

/// A line of random letters and digits between lines of Chinese: a forum's copy protection.
fn is_noise(part: &str, fragment: Fragment, text: &str) -> bool {
    let mixed = || {
        part.bytes().any(|b| b.is_ascii_alphabetic())
            && part.bytes().any(|b| b.is_ascii_punctuation() || b.is_ascii_digit())
            && !part.contains("://")
            && !part.contains("www.")
            && !part.contains('@')
            && !part.contains(' ')
    };
    let alone = fragment.gap.lines > 0
        && text[fragment.span.end..].chars().next().is_none_or(crate::source::ends_line);
    (8..=60).contains(&part.len())
        && part.is_ascii()
        && alone
        && mixed()
        && part.bytes().filter(u8::is_ascii_punctuation).count() >= 2
}

/// Keeps of a fragment what is neither blurb nor caption.
fn trim(text: &str, fragment: Fragment, cuts: &mut Vec<Cut>, kept: &mut Vec<Fragment>) {
    let part = fragment.span.of(text);
    let mut gone: Vec<(Span, Reason)> = Vec::new();
    let present = Present::of(part, 0);
    let groups = [
        (&PATTERNS.blurbs, Reason::Blurb),
        (&PATTERNS.captions, Reason::Caption),
        (&PATTERNS.parts, Reason::Furniture),
    ];
    for (patterns, reason) in groups {
        let possible = patterns.iter().filter(|p| p.can_match(part, &present));
        for found in possible.flat_map(|p| p.captures_iter(part)) {
            // A pattern may name the part to cut; else all of it goes.
            let Some(m) = found.name("cut").or_else(|| found.get(0)) else { continue };
            if !m.is_empty() && gone.iter().all(|(g, _)| m.end() <= g.start || g.end <= m.start()) {
                gone.push((Span::new(m.start(), m.end()), reason));
            }
        }
    }
    gone.sort();
    let mut at = 0;
    let mut gap = fragment.gap;
    for (span, reason) in gone {
        keep(text, fragment.span.start, Span::new(at, span.start), gap, kept);
        if at < span.start {
            gap = super::gap::Gap { block: true, ..super::gap::Gap::default() };
        }
        cuts.push(Cut {
            span: Span::new(fragment.span.start + span.start, fragment.span.start + span.end),
            reason,
        });
        at = span.end;
    }
    keep(text, fragment.span.start, Span::new(at, part.len()), gap, kept);
}

/// Adds what is left of a fragment, without white space at its ends.
fn keep(text: &str, base: usize, span: Span, gap: super::gap::Gap, kept: &mut Vec<Fragment>) {
    let part = &text[base + span.start..base + span.end];
    let start = part.len() - part.trim_start().len();
    let end = part.trim_end().len();
    if start < end {
        kept.push(Fragment { span: Span::new(base + span.start + start, base + span.start + end), gap });
    }
}
