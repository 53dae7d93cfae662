//! Repairs as cuts: hard wraps, indents, page furniture, blurbs, left-over markup.
//!
//! Cleaning only cuts, it never rewrites, so that any range of the cleaned text maps back to the source
//! exactly. The text is first seen as *fragments* of content with *gaps* of white space and markup between
//! them; a fragment is kept or dropped, a gap joins (nothing stays of it) or parts two paragraphs (one line
//! ending of it stays, where it has one).

pub(crate) mod fold;
mod furniture;
mod gap;
mod inline;
mod markdown;
mod placeholder;
mod wrap;

use crate::{
    finding::Finding,
    limit, say,
    source::{Located, Source, Span, Unit},
};
use std::fmt::Write as _;

/// Why something was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Indents, blank lines, stray spaces between characters.
    Space,
    /// A line break inside a sentence, a word, a marker or a number.
    Wrap,
    /// A stop or comma written twice, and invisible characters.
    Doubled,
    /// Buttons, page numbers, bylines and link lists of a web page.
    Furniture,
    /// What a site's editor wrote around the text (下面是小编为大家…).
    Blurb,
    /// The caption of a photograph.
    Caption,
    /// Left-over HTML tags and entities, Markdown signs.
    Markup,
}

impl Reason {
    /// Its name in findings and in `clean --diff`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Space => "space",
            Self::Wrap => "wrap",
            Self::Doubled => "doubled",
            Self::Furniture => "furniture",
            Self::Blurb => "blurb",
            Self::Caption => "caption",
            Self::Markup => "markup",
        }
    }

    fn what(self, n: usize) -> String {
        match self {
            Self::Space => say!("cut-space", n),
            Self::Wrap => say!("cut-wrap", n),
            Self::Doubled => say!("cut-doubled", n),
            Self::Furniture => say!("cut-furniture", n),
            Self::Blurb => say!("cut-blurb", n),
            Self::Caption => say!("cut-caption", n),
            Self::Markup => say!("cut-markup", n),
        }
    }
}

/// A stretch of the source that the cleaned text leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Its place in the source.
    pub span: Span,
    /// Why.
    pub reason: Reason,
}

/// A source without what was cut, and the way back.
#[derive(Debug)]
pub struct Cleaned<'s> {
    source: &'s Source,
    /// The text that rules read: traditional characters stand in it as simplified ones, each at its byte.
    text: String,
    /// The text as it is written, where that is another.
    written: Option<String>,
    /// For each kept stretch: its start in the cleaned text and in the source.
    anchors: Vec<(usize, usize)>,
    /// The paragraphs, as spans of the cleaned text without their line endings.
    paragraphs: Vec<Span>,
    cuts: Vec<Cut>,
    placeholders: Vec<Finding>,
}

/// Repairs `source`.
pub fn clean(source: &Source) -> Cleaned<'_> {
    let text = source.text();
    let mut cuts = Vec::new();
    let kept = source.shape().paragraphs;
    let rows = kept || has_rows(text);
    let mut pieces = gap::fragments(text, rows);
    let head = source.shape().head;
    cuts.extend(
        pieces.iter().filter(|f| f.span.end <= head).map(|f| Cut { span: f.span, reason: Reason::Furniture }),
    );
    pieces.retain(|f| f.span.end > head);
    if !kept && markdown::is_markdown(text) {
        pieces = markdown::strip(text, pieces, &mut cuts);
    }
    let pieces = furniture::drop(text, pieces, &mut cuts);
    let joined = wrap::join(text, &pieces, kept, &mut cuts);
    for fragment in &pieces {
        limit::check();
        inline::cuts(text, fragment.span, rows, &mut cuts);
    }
    cuts.extend(gap::markup(text).into_iter().map(|m| Cut { span: m.cut(text), reason: Reason::Markup }));
    build(source, disjoint(cuts), &joined)
}

/// Whether lines that stand together have tabs inside them, so that these part cells and are no stray space.
fn has_rows(text: &str) -> bool {
    let tabbed = |line: &str| line.trim_matches(char::is_whitespace).contains('\t');
    let mut before = false;
    text.contains('\t')
        && text.lines().filter(|line| !line.trim().is_empty()).any(|line| {
            let here = tabbed(line);
            std::mem::replace(&mut before, here) && here
        })
}

/// Sorts the cuts and makes them disjoint: white space gives way to whatever else was cut there.
fn disjoint(cuts: Vec<Cut>) -> Vec<Cut> {
    let (mut weak, mut strong): (Vec<Cut>, Vec<Cut>) =
        cuts.into_iter().partition(|c| matches!(c.reason, Reason::Space | Reason::Wrap));
    let order = |c: &Cut| (c.span.start, std::cmp::Reverse(c.span.end));
    strong.sort_by_key(order);
    weak.sort_by_key(order);
    let mut out: Vec<Cut> = Vec::with_capacity(strong.len() + weak.len());
    let mut end = 0;
    strong.retain_mut(|c| {
        c.span.start = c.span.start.max(end);
        end = end.max(c.span.end);
        c.span.start < c.span.end
    });
    let mut next = 0;
    let mut at = 0;
    for cut in weak {
        at = cut.span.start.max(at);
        while strong.get(next).is_some_and(|s| s.span.end <= at) {
            next += 1;
        }
        let mut i = next;
        while at < cut.span.end {
            let stop = strong.get(i).map_or(usize::MAX, |s| s.span.start).min(cut.span.end);
            if at < stop {
                out.push(Cut { span: Span::new(at, stop), reason: cut.reason });
            }
            at = strong
                .get(i)
                .filter(|s| s.span.start < cut.span.end)
                .map_or(cut.span.end, |s| s.span.end.max(at));
            i += 1;
        }
    }
    out.extend(strong);
    out.sort_by_key(order);
    out
}

/// Assembles the cleaned text from what the cuts leave; `starts` are the source offsets at which a
/// paragraph opens.
fn build<'s>(source: &'s Source, cuts: Vec<Cut>, starts: &[usize]) -> Cleaned<'s> {
    let text = source.text();
    let mut out = String::with_capacity(text.len());
    let mut anchors = Vec::with_capacity(cuts.len() + 1);
    let mut at = 0;
    let keep = |from: usize, to: usize, out: &mut String, anchors: &mut Vec<(usize, usize)>| {
        if from < to {
            anchors.push((out.len(), from));
            out.push_str(&text[from..to]);
        }
    };
    for cut in &cuts {
        keep(at, cut.span.start, &mut out, &mut anchors);
        at = at.max(cut.span.end);
    }
    keep(at, text.len(), &mut out, &mut anchors);
    let read = fold::is_traditional(&out).then(|| fold::simplified(&out).into_owned());
    let (text, written) = match read {
        Some(read) => (read, Some(out)),
        None => (out, None),
    };
    let mut cleaned =
        Cleaned { source, text, written, anchors, paragraphs: Vec::new(), cuts, placeholders: Vec::new() };
    cleaned.paragraphs = cleaned.paragraph_spans(starts);
    cleaned.placeholders = placeholder::find(&cleaned);
    cleaned
}

impl Cleaned<'_> {
    /// The repaired text as rules read it: traditional characters stand in it as simplified ones, each at its byte. Line
    /// endings part paragraphs, but not every paragraph has one (see `paragraphs`).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The repaired text as it is written.
    pub fn written(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.text)
    }

    /// Whether the text that rules read is another than the one that is written.
    pub(crate) fn is_folded(&self) -> bool {
        self.written.is_some()
    }

    /// Words of the text that rules read, as they are written.
    pub fn as_written(&self, read: String) -> String {
        let written =
            self.written.as_deref().and_then(|written| fold::as_written(&read, &self.text, written));
        written.unwrap_or(read)
    }

    /// Whether nothing that can be seen is left.
    pub fn is_blank(&self) -> bool {
        let unseen = |c: char| {
            c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
        };
        self.text.chars().all(unseen)
    }

    /// The source it was made from.
    pub fn source(&self) -> &Source {
        self.source
    }

    /// The paragraphs, in the cleaned text, without line endings.
    pub fn paragraphs(&self) -> &[Span] {
        &self.paragraphs
    }

    /// What was cut, by place.
    pub fn cuts(&self) -> &[Cut] {
        &self.cuts
    }

    /// The source byte of the character at `at` in the cleaned text.
    pub fn to_source(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.source.text().len();
        }
        let (clean, source) = self.anchors[self.anchors.partition_point(|a| a.0 <= at) - 1];
        source + (at - clean)
    }

    /// The source span of a span of the cleaned text: from its first character to the end of its last.
    pub fn span_to_source(&self, span: Span) -> Span {
        let start = self.to_source(span.start);
        if span.is_empty() {
            return Span::new(start, start);
        }
        let last = self.text[..span.end].char_indices().next_back().map_or(0, |(at, _)| at);
        Span::new(start, self.to_source(last) + (span.end - last))
    }

    /// Where a span of the cleaned text stands in the source.
    pub fn locate(&self, span: Span, unit: Unit) -> Located {
        let span = self.span_to_source(span);
        Located {
            start: self.source.position(span.start, unit),
            end: self.source.position(span.end, unit),
            line: self.source.line(span.start),
        }
    }

    /// The stretches of a span of the cleaned text that stand in the source without a cut: where each starts in the
    /// cleaned text and in the source.
    pub fn stretches(&self, span: Span) -> impl Iterator<Item = (usize, usize)> {
        let first = self.anchors.partition_point(|a| a.0 <= span.start);
        let inside = self.anchors[first..].iter().copied().take_while(move |a| a.0 < span.end);
        let opening = (!span.is_empty()).then(|| (span.start, self.to_source(span.start)));
        opening.into_iter().chain(inside)
    }

    /// The place in the cleaned text of the first kept character at or after the source byte `at`.
    pub fn from_source(&self, at: usize) -> usize {
        let next = self.anchors.partition_point(|a| a.1 <= at);
        let Some(&(clean, source)) = next.checked_sub(1).and_then(|i| self.anchors.get(i)) else { return 0 };
        let end = self.anchors.get(next).map_or(self.text.len(), |a| a.0);
        (clean + (at - source)).min(end)
    }

    fn paragraph_spans(&self, starts: &[usize]) -> Vec<Span> {
        let opens: Vec<usize> = starts.iter().map(|&at| self.from_source(at)).collect();
        let ends = opens.iter().skip(1).copied().chain([self.text.len()]);
        let mut spans: Vec<Span> = Vec::with_capacity(opens.len());
        for (&start, end) in opens.iter().zip(ends) {
            let trimmed = self.text[start..end].trim_end();
            if !trimmed.is_empty() {
                spans.push(Span::new(start, start + trimmed.len()));
            }
        }
        spans
    }

    /// What was repaired in the source span `within`, a finding a reason, and the placeholders met there.
    pub fn findings(&self, within: Span) -> Vec<Finding> {
        let mut by_reason: std::collections::BTreeMap<Reason, (usize, usize)> = Default::default();
        let inside = |at: usize| within.start <= at && at < within.end;
        for cut in self.cuts.iter().filter(|c| inside(c.span.start) && c.reason != Reason::Space) {
            by_reason.entry(cut.reason).or_insert((0, cut.span.start)).0 += 1;
        }
        let repairs = by_reason.into_iter().map(|(reason, (count, first))| {
            let code = match reason {
                Reason::Space => "cut-space",
                Reason::Wrap => "cut-wrap",
                Reason::Doubled => "cut-doubled",
                Reason::Furniture => "cut-furniture",
                Reason::Blurb => "cut-blurb",
                Reason::Caption => "cut-caption",
                Reason::Markup => "cut-markup",
            };
            Finding::new(code, reason.what(count), first)
        });
        repairs.chain(self.placeholders.iter().filter(|f| inside(f.at)).cloned()).collect()
    }

    /// The repaired text, a paragraph a line.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.paragraphs.iter().map(|span| span.of(&self.text))
    }

    /// The same as they are written.
    pub fn written_lines(&self) -> impl Iterator<Item = &str> {
        self.paragraphs.iter().map(|span| span.of(self.written()))
    }

    /// What was cut and why, a cut a line: `line:reason:text`, white space left out.
    pub fn diff(&self) -> String {
        let mut out = String::new();
        for cut in self.cuts.iter().filter(|c| c.reason != Reason::Space) {
            let shown = cut.span.of(self.source.text()).replace(['\n', '\r'], "⏎");
            let context = self.before(cut.span.start);
            let _ = writeln!(
                out,
                "{}:{}: {context}⟦{shown}⟧",
                self.source.line(cut.span.start),
                cut.reason.name()
            );
        }
        out
    }

    fn before(&self, at: usize) -> &str {
        let head = &self.source.text()[..at];
        let start = head.char_indices().rev().nth(7).map_or(0, |(i, _)| i);
        let context = &head[start..];
        context.rfind(crate::source::ends_line).map_or(context, |i| context[i..].trim_start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn repaired(text: &str) -> String {
        let source = Source::new(text.into());
        let cleaned = clean(&source);
        cleaned.lines().collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_line_broken_inside_a_word_is_joined_across_an_empty_line() {
        let text = "各乡镇要切实加强防汛值守，发\n\n挥村级预警员的作用。\n\n一要备足物资。\n";
        assert_eq!(repaired(text), "各乡镇要切实加强防汛值守，发挥村级预警员的作用。\n一要备足物资。");
    }

    #[test]
    fn a_line_broken_inside_a_marker_or_a_number_is_joined() {
        assert_eq!(
            repaired("改革任务如下。\n（\n三）推进校车改革。\n"),
            "改革任务如下。\n（三）推进校车改革。"
        );
        assert_eq!(
            repaired("全年平均浓度下降，其中PM\n2.5\n浓度下降百分之八。\n"),
            "全年平均浓度下降，其中PM2.5浓度下降百分之八。"
        );
    }

    #[test]
    fn a_heading_is_not_joined_to_its_body() {
        let text = "一、总体要求\n今年全县的工作要稳中求进。\n二、主要任务\n（一）加强领导\n各镇要落实责任。";
        assert_eq!(repaired(text), text);
    }

    #[test]
    fn lines_of_one_width_are_rewrapped() {
        let text = "　　今年以来，全县各级各部门认真贯彻上级部署，农村公路\n建设取得了明显进展，群众出行条件有了较大改善，但也要\n看到养护资金缺口大的问题。\n　　下一步，要把养护责任落实到村，做到有路必养、养必到\n位，让群众走上放心路。\n";
        let lines = "今年以来，全县各级各部门认真贯彻上级部署，农村公路建设取得了明显进展，群众出行条件有了较大改善，但也要看到养护资金缺口大的问题。\n下一步，要把养护责任落实到村，做到有路必养、养必到位，让群众走上放心路。";
        assert_eq!(repaired(text), lines);
    }

    #[test]
    fn indents_run_into_a_line_part_paragraphs() {
        assert_eq!(
            repaired("各位代表：　　现在报告工作。　　一、工作回顾　　过去一年成绩不少。"),
            "各位代表：\n现在报告工作。\n一、工作回顾\n过去一年成绩不少。"
        );
    }

    #[test]
    fn page_furniture_blurbs_captions_and_markup_go() {
        let text = "下载\n打印\n全屏\n某县防汛工作报告\n下面是小编为大家整理的防汛讲话，供大家参考同志们：\n<p>汛期已到。&nbsp;要加强巡查。。</p>";
        assert_eq!(repaired(text), "某县防汛工作报告\n同志们：\n汛期已到。要加强巡查。");
    }

    proptest! {
        #[test]
        fn what_is_kept_maps_back_to_the_source(text in "([一二三要是（）、。，：“” \u{3000}\n\r<>p/&;1.2下载小编同志们各A_]|<br>|&nbsp;|今天我们){0,80}") {
            let source = Source::new(text.clone());
            let cleaned = clean(&source);
            let mut rebuilt = text.clone();
            for cut in cleaned.cuts().iter().rev() {
                prop_assert!(cut.span.end <= rebuilt.len());
                rebuilt.replace_range(cut.span.start..cut.span.end, "");
            }
            prop_assert_eq!(&rebuilt, cleaned.text());
            for (at, c) in cleaned.text().char_indices() {
                prop_assert!(text[cleaned.to_source(at)..].starts_with(c));
                prop_assert_eq!(cleaned.from_source(cleaned.to_source(at)), at);
            }
        }
    }
}
