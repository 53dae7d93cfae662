//! A file into documents: compilations, speeches run together, and what kind each document is.

mod boundary;
mod date;
mod genre;
mod letterhead;
mod part;

pub use date::{Date, date_in_path};
pub use genre::{Evidence, Genre};
pub use letterhead::Letterhead;

use crate::{
    clean::{Cleaned, Reason, fold},
    finding::Finding,
    limit,
    read::Metadata,
    source::{Span, ends_line},
};
use part::Part;
use std::{borrow::Cow, ops::Range};

/// One document of a file.
#[derive(Clone, Debug)]
pub struct Document {
    /// Indices of its paragraphs in `Cleaned::paragraphs`.
    pub paragraphs: Range<usize>,
    /// Its title as repaired, where it has one.
    pub title: Option<String>,
    /// The same as rules read it, with simplified characters.
    pub(crate) read_title: Option<String>,
    /// What kind of document it is.
    pub genre: Genre,
    /// What tells so.
    pub evidence: Vec<Evidence>,
    /// The date that it gives itself.
    pub date: Option<Date>,
    /// What its head and foot say of it.
    pub letterhead: Letterhead,
    /// What is wrong with the numbers of a compilation's parts, told with the part where it shows.
    pub findings: Vec<Finding>,
}

impl Document {
    /// Whether it is a government's report to its congress.
    pub fn is_government_report(&self) -> bool {
        let addressed = || self.evidence.iter().any(|e| e.text.contains("现代表") || e.text.contains("代表"));
        self.genre == Genre::Report
            && (self
                .read_title
                .as_deref()
                .is_some_and(|t| t.contains("政府工作") || t.contains("人民代表大会"))
                || addressed())
    }

    /// What its file says about itself, and where that says nothing its own head and foot; in a file `of` several documents
    /// its own come first.
    pub fn metadata<'m>(&self, file: &'m Metadata, of: usize) -> Cow<'m, Metadata> {
        let Letterhead { number, issuer, written } = &self.letterhead;
        let mut out = Cow::Borrowed(file);
        type Slot = fn(&mut Metadata) -> &mut Option<String>;
        let own: [(&Option<String>, &Option<String>, Slot); 3] = [
            (number, &file.document_number, |m| &mut m.document_number),
            (issuer, &file.issuer, |m| &mut m.issuer),
            (written, &file.written, |m| &mut m.written),
        ];
        for (own, told, slot) in own {
            if own.is_some() && (told.is_none() || of > 1) {
                slot(out.to_mut()).clone_from(own);
            }
        }
        out
    }

    /// Its span in the cleaned text.
    pub fn span(&self, cleaned: &Cleaned<'_>) -> Span {
        let paragraphs = &cleaned.paragraphs()[self.paragraphs.clone()];
        match (paragraphs.first(), paragraphs.last()) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            _ => Span::default(),
        }
    }
}

/// The documents of a file, in order; every paragraph belongs to one, but for the lines and blurbs with
/// which a compilation parts its pieces.
pub fn split(cleaned: &Cleaned<'_>) -> Vec<Document> {
    let view = View::new(cleaned);
    let parts = part::parts(&view);
    let mut starts = view.starts(&parts);
    if starts.is_empty() {
        starts.push((0, None));
    }
    let mut out = Vec::with_capacity(starts.len());
    for (i, &(start, part)) in starts.iter().enumerate() {
        let next = starts.get(i + 1).map_or(view.lines.len(), |n| n.1.map_or(n.0, |p| parts[p].line));
        if start < next {
            out.push(view.document(start..next, part.map(|p| &parts[p])));
        }
    }
    out
}

/// The lines of a file, and how long the stretches between them are.
struct View<'c> {
    cleaned: &'c Cleaned<'c>,
    lines: Vec<&'c str>,
    /// Characters before each paragraph, and all at the end.
    before: Vec<usize>,
    /// The number of the next 一、 heading at or after each paragraph.
    next_heading: Vec<Option<u32>>,
    /// How many line ends stand before a paragraph at the least where the text is parted more widely than usual.
    wide: usize,
}

impl<'c> View<'c> {
    fn new(cleaned: &'c Cleaned<'c>) -> Self {
        let lines: Vec<&str> = cleaned.lines().collect();
        let mut before = Vec::with_capacity(lines.len() + 1);
        let mut total = 0;
        for line in &lines {
            before.push(total);
            total += line.chars().count();
        }
        before.push(total);
        let mut next_heading = vec![None; lines.len()];
        let mut next = None;
        for (i, line) in lines.iter().enumerate().rev() {
            limit::check();
            next = boundary::heading(line).or(next);
            next_heading[i] = next;
        }
        let mut view = Self { cleaned, lines, before, next_heading, wide: usize::MAX };
        view.wide = view.usual_gap() + 1;
        view
    }

    /// How many line ends stand before most paragraphs, before four in five.
    fn usual_gap(&self) -> usize {
        let mut gaps: Vec<usize> = (1..self.lines.len()).map(|i| self.gap(i)).collect();
        gaps.sort_unstable();
        gaps.get(gaps.len() * 4 / 5).copied().unwrap_or(1)
    }

    /// How many line ends stand before a paragraph in the source.
    fn gap(&self, i: usize) -> usize {
        let paragraphs = self.cleaned.paragraphs();
        let end = self.cleaned.span_to_source(paragraphs[i - 1]).end;
        let between = &self.cleaned.source().text()[end..self.cleaned.to_source(paragraphs[i].start)];
        between.chars().filter(|&c| ends_line(c) && c != '\r').count()
    }

    fn length(&self, range: Range<usize>) -> usize {
        self.before[range.end] - self.before[range.start]
    }

    /// The first paragraph of each document, with the heading of its part before it where there is one.
    fn starts(&self, parts: &[Part]) -> Vec<(usize, Option<usize>)> {
        /// What stands before the first part of a compilation is its own title and introduction, where it is shorter.
        const INTRODUCTION: usize = 600;
        let mut out: Vec<(usize, Option<usize>)> = Vec::new();
        let mut open = 0;
        let mut seen = 0;
        if parts.first().is_none_or(|p| p.line > 0) {
            let first = self.after_blurb(0, parts.first().map_or(self.lines.len(), |p| p.line));
            if parts.first().is_none_or(|p| self.length(first..p.line) > INTRODUCTION) {
                out.push((first, None));
                open = first;
            }
        }
        let mut ahead = parts.iter().enumerate().peekable();
        for i in 0..self.lines.len() {
            limit::check();
            if let Some((number, _)) = ahead.next_if(|(_, p)| p.line == i) {
                let next = ahead.peek().map_or(self.lines.len(), |(_, p)| p.line);
                let start = self.after_blurb(i + 1, next);
                if start < next {
                    out.push((start, Some(number)));
                }
                (open, seen) = (start, 0);
                continue;
            }
            if i > open && !out.is_empty() && self.opens_document(i, open, seen) {
                out.push((i, None));
                (open, seen) = (i, 0);
            }
            seen = seen.max(boundary::heading(self.lines[i]).unwrap_or(0));
        }
        out
    }

    /// The first paragraph behind the last blurb that stands near the opening of `from..to`, where nothing of
    /// a document comes before that blurb.
    fn after_blurb(&self, from: usize, to: usize) -> usize {
        let paragraphs = self.cleaned.paragraphs();
        let Some(first) = paragraphs.get(from) else { return from };
        let begins = self.cleaned.to_source(first.start);
        let mut start = from;
        let mut i = from;
        while i < to && i < from + 6 {
            let span = self.cleaned.span_to_source(paragraphs[i]);
            let reach = paragraphs.get(i + 1).map_or(usize::MAX, |p| self.cleaned.to_source(p.start));
            let blurb = self.cleaned.cuts().iter().any(|c| {
                c.reason == Reason::Blurb
                    && c.span.start >= begins.min(span.start)
                    && c.span.start < reach
                    && c.span.start >= span.start
            });
            if boundary::heading(self.lines[i]).is_some() || boundary::greets(self.lines[i]) {
                break;
            }
            // The blurb may be cut from the end of this paragraph, or stand between this one and the next.
            if blurb {
                let inside = self.cleaned.cuts().iter().rev().find(|c| {
                    c.reason == Reason::Blurb && c.span.start < reach && c.span.start >= span.start
                });
                start = if inside.is_some_and(|c| c.span.end < span.end) { i } else { i + 1 };
            }
            i += 1;
        }
        if start < to { start } else { from }
    }

    fn document(&self, paragraphs: Range<usize>, part: Option<&Part>) -> Document {
        let lines = &self.lines[paragraphs.clone()];
        let named = self.cleaned.source().shape().title.as_deref().filter(|_| paragraphs.start == 0);
        let named = named.map(|title| fold::simplified(title).into_owned());
        let title = named.or_else(|| genre::title(lines)).or_else(|| part.map(|p| p.title.clone()));
        let (genre, evidence) = genre::judge(title.as_deref(), lines);
        let date = date::of(lines, title.as_deref(), genre);
        let letterhead = letterhead::of(lines).written(self.cleaned);
        let findings = part.into_iter().flat_map(|p| p.findings(self.cleaned)).collect();
        let evidence =
            evidence.into_iter().map(|e| Evidence { text: self.cleaned.as_written(e.text), ..e }).collect();
        let shown = title.clone().map(|title| self.cleaned.as_written(title));
        Document { paragraphs, title: shown, read_title: title, genre, evidence, date, letterhead, findings }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clean::clean, source::Source};

    fn starts(text: &str) -> Vec<String> {
        let source = Source::new(text.into());
        let cleaned = clean(&source);
        split(&cleaned)
            .iter()
            .map(|d| cleaned.lines().nth(d.paragraphs.start).unwrap().chars().take(8).collect())
            .collect()
    }

    fn speech(opening: &str) -> String {
        let body = "各镇要压实责任，把隐患排查整治抓到底，守住安全生产的底线。".repeat(8);
        format!(
            "{opening}\n今天召开安全生产会议，讲三点意见。\n一、提高认识\n{body}\n二、抓好落实\n{body}\n同志们，让我们扎实工作，为全县发展作出更大贡献！\n"
        )
    }

    #[test]
    fn a_compilation_is_cut_at_its_headers() {
        let text = format!(
            "安全生产讲话(通用2篇)\n安全讲话篇一\n{}安全讲话篇二\n{}",
            speech("同志们："),
            speech("各位代表：")
        );
        assert_eq!(starts(&text), ["同志们：", "各位代表："]);
    }

    #[test]
    fn speeches_run_together_are_cut_where_one_closes_and_another_opens() {
        let text = format!("{}{}", speech("同志们："), speech("同志们："));
        assert_eq!(starts(&text), ["同志们：", "同志们："]);
    }

    #[test]
    fn parts_are_told_by_their_headings_whatever_their_wording() {
        for headings in [
            ["第一篇：在动员会上的讲话", "第二篇：在总结会上的讲话", "第三篇：在座谈会上的发言"],
            ["【范文1】", "【范文2】", "【范文3】"],
            ["防汛讲话稿 1", "防汛讲话稿 2", "防汛讲话稿 3"],
            ["防汛工作汇报（一）", "防汛工作汇报（二）", "防汛工作汇报（三）"],
            ["A：县长讲话", "B：局长发言", "C：镇长发言"],
            ["范本一：", "范本二：", "范本三："],
            ["范文一 在动员会上的讲话", "范文二 在总结会上的讲话", "范文三 在座谈会上的发言"],
        ] {
            let texts = headings.map(|h| format!("{h}\n{}", speech("同志们：")));
            assert_eq!(starts(&texts.concat()), ["同志们："; 3], "{headings:?}");
        }
        // Parts, articles and points are no documents.
        for headings in [
            ["第一部分", "第二部分", "第三部分"],
            ["议题一：", "议题二：", "议题三："],
            ["（一）", "（二）", "（三）"],
            ["第一章　总则", "第二章　管理", "第三章　附则"],
        ] {
            let body = "各镇要压实责任，把隐患排查整治抓到底，守住安全生产的底线。\n".repeat(10);
            let text = headings.map(|h| format!("{h}\n{body}")).concat();
            assert_eq!(starts(&text).len(), 1, "{headings:?}");
        }
    }

    #[test]
    fn a_part_that_the_count_leaves_out_is_told() {
        let text = ["防汛讲话稿 1", "防汛讲话稿 3"].map(|h| format!("{h}\n{}", speech("同志们："))).concat();
        let source = Source::new(text);
        let documents = split(&clean(&source));
        let codes: Vec<_> = documents.iter().flat_map(|d| &d.findings).map(|f| f.code).collect();
        assert_eq!((documents.len(), codes), (2, vec!["part-gap"]));
    }

    #[test]
    fn kinds_that_stand_behind_one_another_part_where_the_next_begins() {
        let body = "各镇要压实责任，把隐患排查整治抓到底，守住安全生产的底线。\n".repeat(14);
        let notice = format!(
            "云岭市人民政府关于做好防汛工作的通知\n云政发〔2026〕3号\n各县人民政府：\n{body}云岭市人民政府\n2026年3月2日\n"
        );
        let talk = format!("在全市防汛工作会议上的讲话\n同志们：\n{body}谢谢大家！\n");
        let told = format!("新华社云岭3月2日电 全市防汛工作会议召开。\n{body}（新华社云岭3月2日电）\n");
        let hello = format!("大家好！今天我来谈谈防汛。\n{body}");
        assert_eq!(
            starts(&[&*notice, &talk, &told, &hello].concat()),
            ["云岭市人民政府关", "在全市防汛工作会", "新华社云岭3月2", "大家好！今天我来"]
        );
    }

    #[test]
    fn what_a_notice_hands_on_is_part_of_it() {
        let body = "各镇要压实责任，把隐患排查整治抓到底，守住安全生产的底线。\n".repeat(14);
        let text = format!(
            "云岭市人民政府关于印发云岭市防汛工作方案的通知\n云政发〔2026〕3号\n各县人民政府：\n现将《云岭市防汛工作方案》印发给你们。\n{body}云岭市人民政府\n2026年3月2日\n\n\n云岭市防汛工作方案\n{body}"
        );
        assert_eq!(starts(&text), ["云岭市人民政府关"]);
    }

    #[test]
    fn a_title_and_a_table_of_contents_before_a_text_are_part_of_it() {
        let contents = "一、关于灌区续建配套与节水改造的几个具体问题\n二、关于小型水库除险加固的几个具体问题\n三、关于农村饮水工程管护的几个具体问题\n".repeat(4);
        let text = format!("云岭市2026年水利工作报告\n目录\n{contents}{}", speech("各位代表："));
        assert_eq!(starts(&text), ["云岭市2026年"]);
    }

    #[test]
    fn a_note_below_a_text_opens_nothing() {
        let body = "各镇要压实责任，把隐患排查整治抓到底，守住安全生产的底线。\n".repeat(14);
        let text = format!(
            "云岭市人民政府关于做好防汛工作的通知\n各县人民政府：\n{body}云岭市人民政府\n2026年3月2日\n（此件公开发布）\n附件\n{body}"
        );
        assert_eq!(starts(&text), ["云岭市人民政府关"]);
    }

    #[test]
    fn a_salutation_inside_a_speech_opens_nothing() {
        let text = speech("各位代表：").replace("二、抓好落实", "各位代表！\n二、抓好落实");
        assert_eq!(starts(&text), ["各位代表："]);
    }
}
