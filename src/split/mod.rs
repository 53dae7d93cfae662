//! A file into documents: compilations, speeches run together, and what kind each document is.

mod date;
mod genre;
mod letterhead;

pub use date::Date;
pub use genre::{Evidence, Genre};
pub use letterhead::Letterhead;

use crate::{
    clean::{Cleaned, Reason},
    lexicon::pattern,
    pattern::Regex,
    read::Metadata,
    source::Span,
};
use std::{borrow::Cow, sync::LazyLock};

/// One document of a file.
#[derive(Clone, Debug)]
pub struct Document {
    /// Indices of its paragraphs in `Cleaned::paragraphs`.
    pub paragraphs: std::ops::Range<usize>,
    /// Its title as repaired, where it has one.
    pub title: Option<String>,
    /// What kind of document it is.
    pub genre: Genre,
    /// What tells so.
    pub evidence: Vec<Evidence>,
    /// The date that it gives itself.
    pub date: Option<Date>,
    /// What its head and foot say of it.
    pub letterhead: Letterhead,
}

impl Document {
    /// Whether it is a government's report to its congress.
    pub fn is_government_report(&self) -> bool {
        let addressed = || self.evidence.iter().any(|e| e.text.contains("现代表") || e.text.contains("代表"));
        self.genre == Genre::Report
            && (self.title.as_deref().is_some_and(|t| t.contains("政府工作") || t.contains("人民代表大会"))
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
    let headers = view.headers();
    let mut starts = view.starts(&headers);
    if starts.is_empty() {
        starts.push((0, None));
    }
    let mut out = Vec::with_capacity(starts.len());
    for (i, &(start, header)) in starts.iter().enumerate() {
        let next = starts.get(i + 1).map_or(view.lines.len(), |n| n.1.unwrap_or(n.0));
        if start < next {
            out.push(view.document(start..next, header));
        }
    }
    out
}

struct View<'c> {
    cleaned: &'c Cleaned<'c>,
    lines: Vec<&'c str>,
    /// Characters before each paragraph, and all at the end.
    before: Vec<usize>,
    /// The number of the next 一、 heading at or after each paragraph.
    next_heading: Vec<Option<u32>>,
}

static SALUTATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:尊敬的)?[^，。；：]{0,24}(?:同志们?|代表|委员|领导|女士们|先生们|朋友们|来宾|老师们?|同学们|乡亲们|同事们?|职工们?|嘉宾)(?:[，、]?[^，。：；]{0,12}){0,3}[：:！!]$",
    )
});
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:同志们|各位代表|各位委员|各位|朋友们|最后|让我们|总之)[，！!：].*(?:奋斗|贡献|胜利|局面|成绩|目标|篇章|任务|保障|基础|步伐|谢谢(?:大家)?)[^，；]{0,8}[！。!]$|^(?:我的讲话完了|谢谢大家|谢谢)[！。!，]|(?:努力奋斗|更大的?贡献|新的更大的成绩)[！。!]$",
    )
});
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:今天|这次|本次|今天上午|今天下午|刚才|这是)[^。]{0,40}(?:会议|大会|座谈会|动员会|召开|开会|举行)",
    )
});
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[、，]?(?:[0-9]{2}[0-9xX_]{2}年)?[0-9]{1,2}月[0-9]{1,2}日(?:[上下]午|晚)?[，,][^。]{0,60}(?:召开|主持|举行)",
    )
});
static HEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([一二三四五六七八九十]{1,3})、"));

/// The number of a line that is a 一、 heading.
fn heading(line: &str) -> Option<u32> {
    HEADING.captures(line).and_then(|c| crate::numeral::whole(&c[1]))
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
            next = heading(line).or(next);
            next_heading[i] = next;
        }
        Self { cleaned, lines, before, next_heading }
    }

    /// The lines with which a compilation opens its pieces: …篇一, 第二篇, 范文三, or one line repeated with
    /// another number.
    fn headers(&self) -> Vec<usize> {
        static PIECE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^[^。！？；]{0,50}?(?:(?:第?[一二三四五六七八九十0-9]{1,3}篇|篇[一二三四五六七八九十0-9]{1,3}|范文[一二三四五六七八九十0-9]{1,3}|【?范[例文本][一二三四五六七八九十0-9]{1,3}】?))[：:.、】]{0,2}$",
            )
        });
        static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"^([^。！？；，、]{4,40}?)[（(]?([0-9]{1,2}|[一二三四五六七八九十]{1,2})[)）]?$")
        });
        let pieces: Vec<usize> = (0..self.lines.len())
            .filter(|&i| self.lines[i].len() < 200 && PIECE.is_match(self.lines[i]))
            .collect();
        if pieces.len() >= 2
            || pieces.iter().any(|&i| self.lines[i].contains("篇一") || self.lines[i].contains("范文一"))
        {
            return pieces;
        }
        let stem = |i: &usize| NUMBERED.captures(self.lines[*i]).map(|c| (c[1].to_owned(), c[2].to_owned()));
        let numbered: Vec<(usize, (String, String))> = (0..self.lines.len())
            .filter(|&i| self.lines[i].len() < 160)
            .filter_map(|i| Some((i, stem(&i)?)))
            .collect();
        let Some((_, (first, _))) = numbered.first() else { return Vec::new() };
        let same: Vec<usize> = numbered.iter().filter(|(_, (s, _))| s == first).map(|(i, _)| *i).collect();
        let long_between = same.windows(2).all(|w| self.length(w[0]..w[1]) > 300);
        if same.len() >= 2 && long_between && first.contains(['讲', '话', '稿', '发', '言', '告', '文'])
        {
            same
        } else {
            Vec::new()
        }
    }

    fn length(&self, range: std::ops::Range<usize>) -> usize {
        self.before[range.end] - self.before[range.start]
    }

    /// The first paragraph of each document, with the compilation's header line before it where there is one.
    fn starts(&self, headers: &[usize]) -> Vec<(usize, Option<usize>)> {
        let mut out: Vec<(usize, Option<usize>)> = Vec::new();
        let mut open = 0;
        let mut seen = 0;
        if headers.first() != Some(&0) {
            let first = self.after_blurb(0, headers.first().copied().unwrap_or(self.lines.len()));
            // What stands before the first header of a compilation is its own title and introduction.
            if headers.first().is_none_or(|&h| self.length(first..h) > 600) {
                out.push((first, None));
                open = first;
            }
        }
        let mut ahead = headers.iter().copied().peekable();
        for i in 0..self.lines.len() {
            if ahead.next_if_eq(&i).is_some() {
                let next = ahead.peek().copied().unwrap_or(self.lines.len());
                let start = self.after_blurb(i + 1, next);
                if start < next {
                    out.push((start, Some(i)));
                }
                (open, seen) = (start, 0);
            } else if i > open && !out.is_empty() {
                if let Some(start) = self.opens_document(i, open, seen) {
                    out.push((start, None));
                    (open, seen) = (start, 0);
                }
                seen = seen.max(self.heading(i));
            } else {
                seen = seen.max(self.heading(i));
            }
        }
        out
    }

    fn heading(&self, i: usize) -> u32 {
        heading(self.lines[i]).unwrap_or(0)
    }

    /// Whether the paragraph `i` opens a document of its own, and where that one starts (its title may
    /// stand before).
    fn opens_document(&self, i: usize, open: usize, seen: u32) -> Option<usize> {
        static TITLE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"^[^。；：]{0,30}关于[^。；：]{4,80}的?(?:通知|意见|函|批复|决定|报告|通报|公告|请示)$")
        });
        static DATE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?:[0-9]{4}|[〇零一二三四五六七八九]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日",
            )
        });
        let line = self.lines[i];
        let before = self.lines[i - 1];
        let title = self.title_lines_before(i, open);
        let closed = title > 0 && CLOSING.is_match(self.lines[title - 1]);
        let restarts = seen >= 2 && self.next_heading[i] == Some(1);
        let long = self.length(open..i) > 300;
        let greets = line.ends_with(['：', ':']);
        if SALUTATION.is_match(line)
            && line.chars().count() <= 40
            && long
            && (closed && (greets || self.next_heading[i] == Some(1)) || restarts && greets)
        {
            return Some(title);
        }
        if (OPENING.is_match(line) || DATED.is_match(line)) && long && (closed || restarts) {
            return Some(title);
        }
        if self.heading(i) == 1 && long && closed && seen >= 1 {
            return Some(title);
        }
        let addressed =
            self.lines.get(i + 1).is_some_and(|l| l.ends_with(['：', ':']) && l.chars().count() < 120);
        (TITLE.is_match(line) && addressed && long && DATE.is_match(before) && before.chars().count() < 40)
            .then_some(i)
    }

    /// Title, date and name above a salutation belong to the new document.
    fn title_lines_before(&self, i: usize, open: usize) -> usize {
        static TITLE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?:讲话|致辞|发言|报告|纪要|通知|意见|稿|方案|演讲|书记|[县市区省镇乡]长|主任|局长|会议上)(?:稿|[（(].{1,20}[)）])?$|^[0-9]{4}年.{0,12}工作报告|(?:总理|主席|省长|市长|县长|书记|主任)[ 　]*[\p{Han}·]{2,5}$|^[（(]?[0-9〇一二三四五六七八九]{4}年.{2,8}日[)）]?$",
            )
        });
        let mut start = i;
        while start > open + 1 && i - start < 4 {
            let line = self.lines[start - 1];
            if line.contains(['。', '；', '！']) || line.chars().count() > 50 || !TITLE.is_match(line) {
                break;
            }
            start -= 1;
        }
        start
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
            if HEADING.is_match(self.lines[i]) || SALUTATION.is_match(self.lines[i]) {
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

    fn document(&self, paragraphs: std::ops::Range<usize>, header: Option<usize>) -> Document {
        let lines = &self.lines[paragraphs.clone()];
        let title = genre::title(lines)
            .or_else(|| header.map(|h| self.lines[h].trim_end_matches(['：', ':']).to_owned()));
        let (genre, evidence) = genre::judge(title.as_deref(), lines);
        let date = date::of(lines, title.as_deref(), genre);
        Document { paragraphs, title, genre, evidence, date, letterhead: letterhead::of(lines) }
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
    fn a_salutation_inside_a_speech_opens_nothing() {
        let text = speech("各位代表：").replace("二、抓好落实", "各位代表！\n二、抓好落实");
        assert_eq!(starts(&text), ["各位代表："]);
    }
}
