//! Stretches in which numbers are no points: a table of contents, the list of attachments, a glossary.

use super::{
    marker::Candidate,
    series,
    style::{Place, SUBHEADING, Style},
};
use crate::{
    clean::Cleaned,
    finding::Finding,
    lexicon::{look_back, pattern},
    limit,
    pattern::Regex,
    say,
    source::Span,
};
use std::sync::LazyLock;

/// Why a numbered line is no point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Region {
    /// An entry of a table of contents.
    Contents,
    /// A word explained.
    Glossary,
    /// A heading that is named before it comes.
    Preview,
    /// An attachment named at the foot.
    Attachments,
}

impl Region {
    const ALL: [Self; 4] = [Self::Contents, Self::Glossary, Self::Preview, Self::Attachments];

    fn name(self) -> String {
        match self {
            Self::Contents => say!("region-contents"),
            Self::Glossary => say!("region-glossary"),
            Self::Preview => say!("region-preview"),
            Self::Attachments => say!("region-attachments"),
        }
    }
}

/// Leaves out the candidates that stand in such a stretch, and says which.
pub(super) fn filter(
    text: &str,
    paragraphs: &[Span],
    base: usize,
    candidates: Vec<Candidate>,
) -> (Vec<Candidate>, Vec<(Region, Span)>) {
    let contents = contents(text, paragraphs);
    let glossary = glossary(text, paragraphs, base, &candidates);
    let previews = previews(text, paragraphs, base, &candidates);
    let attachments = attachments(text, paragraphs, base, &candidates);
    let mut index = 0;
    let mut left_out = Vec::new();
    let mut out = candidates;
    out.retain(|c| {
        let i = index;
        index += 1;
        let at = c.span.start;
        let listed = |of: &[usize]| of.binary_search(&i).is_ok();
        let region = match () {
            () if contents.contains(at) => Region::Contents,
            () if glossary.contains(at) => Region::Glossary,
            () if listed(&previews) => Region::Preview,
            () if listed(&attachments) => Region::Attachments,
            () => return true,
        };
        left_out.push((region, c.span));
        false
    });
    (out, left_out)
}

/// A finding for each kind of numbered lines that are no points.
pub(super) fn findings(cleaned: &Cleaned<'_>, left_out: &[(Region, Span)]) -> Vec<Finding> {
    let source = cleaned.source();
    let told = |region: Region| {
        let mut own = left_out.iter().filter(|(r, _)| *r == region).map(|(_, span)| *span);
        let first = own.next()?;
        let n = left_out.iter().filter(|(r, _)| *r == region).count();
        let last = own.next_back().unwrap_or(first);
        let at = cleaned.to_source(first.start);
        let (from, to) = (source.line(at), source.line(cleaned.to_source(last.start)));
        let message = say!("left-out", n, what = region.name(), from, to);
        Some(Finding::new("left-out", message, at))
    };
    Region::ALL.into_iter().filter_map(told).collect()
}

/// The table of contents behind the line 目录, up to where its first entry comes again.
fn contents(text: &str, paragraphs: &[Span]) -> Span {
    let none = Span::new(0, 0);
    let plain = |span: &Span| -> String {
        span.of(text)
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_ascii_digit() && *c != '…' && *c != '.')
            .collect()
    };
    let head = paragraphs.iter().take(40).position(|p| {
        matches!(plain(p).as_str(), "目录" | "目次" | "目錄")
            || p.of(text).ends_with("目录") && p.of(text).chars().count() < 200
    });
    let Some(head) = head else { return none };
    let Some(first) = paragraphs.get(head + 1).map(plain).filter(|t| !t.is_empty()) else { return none };
    let again = paragraphs
        .iter()
        .skip(head + 2)
        .find(|p| plain(p).starts_with(&first) && plain(p).chars().count() < first.chars().count() + 4);
    let end = again.or_else(|| paragraphs.iter().skip(head + 1).find(|p| p.of(text).contains('。')));
    end.map_or(none, |p| Span::new(paragraphs[head].start, p.start))
}

/// A glossary from its heading, or from the first of three entries 1.“…”：指…, as far as no heading goes on with a run that was
/// open before it.
fn glossary(text: &str, paragraphs: &[Span], base: usize, candidates: &[Candidate]) -> Span {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:附[件录]?[0-9：:]*)?[^。，]{0,20}(?:名词解释|名词注释|词语解释|术语解释|有关名词|用语说明|名词说明|指标解释|缩略语|注释|注解|注[：:])(?:[（(].{0,20}[)）])?[：:]?$",
        )
    });
    static ENTRY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[\s　]*(?:[“”‘][^”]{1,40}[”’][^。；，]{0,12}[：:]|《[^》]{1,40}》[：:]|[^。，；：:]{2,30}[：:](?:是?指|即|主要)|[^。；，]{2,40}是指)",
        )
    });
    let body = if paragraphs.len() > 12 { paragraphs.len() / 3 } else { 0 };
    // Its heading may be a point; the words explained stand below.
    let titled = paragraphs.iter().skip(body).find(|p| HEADING.is_match(p.of(text))).map(|p| p.end);
    let entry = |c: &&Candidate| {
        matches!(c.style, Style::ArabicDot | Style::ArabicComma | Style::ArabicParen | Style::Circled)
            && c.place == Place::Paragraph
            && ENTRY.is_match(&text[c.span.end..paragraphs[c.paragraph - base].end])
    };
    let entries: Vec<usize> = candidates.iter().filter(entry).map(|c| c.span.start).collect();
    let listed = (entries.len() >= 3).then(|| entries[0]);
    let Some(start) = titled.into_iter().chain(listed).min() else { return Span::default() };
    let heads = |c: &&Candidate| c.place == Place::Paragraph && c.rank().is_some_and(|r| r <= SUBHEADING);
    let opened: Vec<&Candidate> =
        candidates.iter().take_while(|c| c.span.start < start).filter(heads).collect();
    let goes_on = |c: &&Candidate| {
        opened
            .iter()
            .rev()
            .find(|o| series::key(o) == series::key(c))
            .is_some_and(|o| o.ordinal + 1 == c.ordinal)
    };
    let inside = candidates.iter().skip_while(|c| c.span.start < start).filter(heads);
    Span::new(
        start,
        inside.filter(|c| c.span.start > start).find(goes_on).map_or(usize::MAX, |c| c.span.start),
    )
}

/// Headings that are named before they come: 分六个部分：一、…；二、…。 The same number with the same words
/// stands again further on.
fn previews(text: &str, paragraphs: &[Span], base: usize, candidates: &[Candidate]) -> Vec<usize> {
    let words = |i: usize| -> String {
        let c = &candidates[i];
        let end = candidates
            .get(i + 1)
            .map_or(usize::MAX, |n| n.span.start)
            .min(paragraphs[c.paragraph - base].end);
        text[c.span.end..end].chars().filter(|c| c.is_alphanumeric()).take(40).collect()
    };
    let mut out = Vec::new();
    for (i, c) in
        candidates.iter().enumerate().filter(|(_, c)| c.style.rank().is_some() && c.style != Style::Article)
    {
        let own = words(i);
        let own_length = own.chars().count();
        if !(4..=30).contains(&own_length) {
            continue;
        }
        let again = (i + 1..candidates.len()).take(400).any(|j| {
            let d = &candidates[j];
            (d.style, d.ordinal) == (c.style, c.ordinal)
                && d.place == Place::Paragraph
                && words(j).starts_with(&own)
        });
        // Twice as headings of two like parts is no preview: there, text stands behind the first.
        let next = candidates.get(i + 1).map_or(usize::MAX, |n| n.span.start).min(text.len());
        let bare = text[c.span.end..next].chars().filter(|c| c.is_alphanumeric()).count() <= own_length + 2;
        if again && bare && candidates.get(i + 1).is_some_and(|n| n.style == c.style || n.ordinal == 1) {
            out.push(i);
        }
    }
    out
}

/// The attachments that a notice names at its foot: 附件：1.… 2.….
fn attachments(text: &str, paragraphs: &[Span], base: usize, candidates: &[Candidate]) -> Vec<usize> {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"附(?:件|表|录)?[：:\s　]*$"));
    let mut out = Vec::new();
    /// The longest name of an attachment, in bytes.
    const LONGEST: usize = 240;
    let mut run: Option<(Style, u32, usize)> = None;
    let mut end = 0;
    for (i, c) in candidates.iter().enumerate() {
        limit::check();
        let paragraph = paragraphs[c.paragraph - base];
        let before = &text[paragraph.start..c.span.start];
        let alone = before.is_empty()
            && c.paragraph > base
            && LABEL.is_match(look_back(paragraphs[c.paragraph - base - 1].of(text)));
        let short = text[c.span.start..paragraph.end].chars().nth(79).is_none();
        let goes_on = run.is_some_and(|(style, n, at)| {
            let near = c.span.start - end <= LONGEST && !text[end..c.span.start].contains('。');
            style == c.style
                && c.ordinal == n + 1
                && (at == c.paragraph && near || c.paragraph == at + 1 && short)
        });
        if c.ordinal == 1 && (LABEL.is_match(look_back(before)) || alone) || goes_on {
            out.push(i);
            run = Some((c.style, c.ordinal, c.paragraph));
            end = c.span.end;
        } else if run.is_some_and(|(_, _, at)| c.paragraph > at + 1) {
            run = None;
        }
    }
    out
}
