//! Clauses: sentences and parts of sentences closed by 。；！？, headings and notes cut off from the rest.

use crate::{
    clean::Cleaned,
    lexicon::{ahead, pattern},
    limit,
    outline::{Item, Outline, Place, Style},
    pattern::Regex,
    phrase,
    source::Span,
    split::Document,
    table::Table,
};
use std::{num::NonZeroU32, ops::Range, sync::LazyLock};

/// A clause and where it stands; clauses are many, so that what is known of one is kept small.
#[derive(Clone, Debug)]
pub struct Segment {
    /// In the cleaned text, its closing stop inside.
    pub span: Span,
    /// How many bytes at its head are a marker.
    lead: u32,
    paragraph: u32,
    item: Index,
    run_in: Index,
    /// Whether it opens its item.
    pub opens_item: bool,
    /// Whether it opens its paragraph.
    pub opens_paragraph: bool,
    /// Whether it only names what follows.
    pub heading: bool,
    /// Whether it is a note in brackets that says who is responsible.
    pub note: bool,
}

/// A number that may be absent, in four bytes.
#[derive(Clone, Copy, Debug)]
struct Index(Option<NonZeroU32>);

impl Index {
    fn of(index: Option<usize>) -> Self {
        Self(index.and_then(|index| NonZeroU32::new(u32::try_from(index).ok()?.checked_add(1)?)))
    }

    fn get(self) -> Option<usize> {
        self.0.map(|index| index.get() as usize - 1)
    }
}

impl Segment {
    /// A clause without a marker that opens its paragraph.
    pub(super) fn plain(span: Span, paragraph: usize, item: Option<usize>) -> Self {
        Self {
            span,
            lead: 0,
            paragraph: u32::try_from(paragraph).unwrap_or(u32::MAX),
            item: Index::of(item),
            run_in: Index::of(None),
            opens_item: false,
            opens_paragraph: true,
            heading: false,
            note: false,
        }
    }

    /// The clause without a marker at its head.
    pub fn body(&self) -> Span {
        Span::new(self.span.start + self.lead as usize, self.span.end)
    }

    /// The index of its paragraph.
    pub fn paragraph(&self) -> usize {
        self.paragraph as usize
    }

    /// The innermost item that holds it.
    pub fn item(&self) -> Option<usize> {
        self.item.get()
    }

    /// Where the text begins in its body, which the item's title was run into.
    pub fn run_in(&self) -> Option<usize> {
        self.run_in.get()
    }

    /// Whether it is a mere label, a noun phrase of a few characters (煤炭采购机制。).
    pub(super) fn label(&self, body: &str) -> bool {
        super::verb::is_name(body)
            || self.opens_item
                && !body.contains('，')
                && body.chars().count() <= 14
                && !super::verb::opens_order(body)
    }
}

/// What closes a clause.
pub(super) const STOPS: [char; 7] = ['。', '；', '！', '？', ';', '!', '?'];

/// How many stops a text has, those right behind another left out.
pub(super) fn stops(text: &str) -> usize {
    let mut behind = 0;
    let follows =
        |(at, stop): (usize, &str)| usize::from(std::mem::replace(&mut behind, at + stop.len()) != at);
    text.match_indices(STOPS).map(follows).sum()
}

/// Cuts a document into clauses, and hands them on some thousands at a time; the rows of tables are none.
pub(super) fn each(
    cleaned: &Cleaned<'_>,
    document: &Document,
    tables: &[Table],
    outline: &Outline,
    mut take: impl FnMut(Vec<Segment>),
) {
    const BATCH: usize = 4096;
    let text = cleaned.text();
    let mut out = Vec::new();
    let mut next = 0;
    // The items that are open, the innermost last.
    let mut open: Vec<usize> = Vec::new();
    let mut rows = tables.iter().peekable();
    for paragraph in document.paragraphs.clone() {
        limit::check();
        let span = cleaned.paragraphs()[paragraph];
        let first = next;
        while outline.items.get(next).is_some_and(|i| i.span.start < span.end) {
            next += 1;
        }
        while rows.next_if(|table| table.paragraphs.end <= paragraph).is_some() {}
        if rows.peek().is_some_and(|table| table.paragraphs.contains(&paragraph)) {
            continue;
        }
        let mut cuts = cuts(text, span, outline, first..next);
        if paragraph == document.paragraphs.start {
            cuts.extend(front(text, span, document));
            cuts.sort_unstable();
            cuts.dedup();
        }
        let mut opening = first;
        for pair in cuts.windows(2) {
            let Some(here) = trim(text, Span::new(pair[0], pair[1])) else { continue };
            while opening < next && outline.items[opening].span.start < here.end {
                open.push(opening);
                opening += 1;
            }
            while open.last().is_some_and(|&i| outline.items[i].span.end <= here.start) {
                open.pop();
            }
            // A lone stop says nothing.
            if !here.of(text).contains(char::is_alphanumeric) {
                continue;
            }
            let item = open.iter().rev().copied().find(|&i| outline.items[i].span.end > here.start);
            out.push(segment(text, span, here, paragraph, item, outline, document));
        }
        if out.len() >= BATCH {
            take(std::mem::take(&mut out));
        }
    }
    take(out);
}

fn segment(
    text: &str,
    paragraph_span: Span,
    span: Span,
    paragraph: usize,
    item: Option<usize>,
    outline: &Outline,
    document: &Document,
) -> Segment {
    let opened = item.map(|i| &outline.items[i]).filter(|i| span.contains(i.span.start));
    let body = match opened {
        // The 要 of 一要 is the clause's modal word.
        Some(item) if item.span.start == span.start && item.style == Style::CnMust => {
            Span::new(item.marker.end - '要'.len_utf8(), span.end)
        }
        Some(item) if item.span.start == span.start => Span::new(item.marker.end.min(span.end), span.end),
        _ => span,
    };
    // 1. 建立机制: the blank behind the marker is no part of what is said.
    let blank = body.of(text).len() - body.of(text).trim_start().len();
    let body = Span::new(body.start + blank, body.end);
    let part = span.of(text);
    let whole = span == paragraph_span;
    // 出现下列情形之一的，由县指挥部启动响应： says what to do, though a list follows.
    let leads =
        part.ends_with(['：', ':']) && (part.contains('，') || !super::cue::find(body.of(text)).is_empty());
    let unstopped = !leads && !part.ends_with(['。', '；', '！', '？', '”', ';', '!', '?']) && !is_note(part);
    let length = part.chars().count();
    let fronted = is_signed(part) || paragraph == document.paragraphs.start && is_front(part, document);
    let heading = fronted
        || match opened {
            // A heading on its own line, or one that its list or its body was run into.
            Some(item) => {
                unstopped
                    && !is_whole_point(item, span, body.of(text))
                    && (item.alone && whole && (item.style.is_heading() || item.style == Style::Ordinal)
                        || item.style.is_heading() && span.end <= item.title.end && length <= 60 && !whole)
            }
            None => {
                whole && unstopped && length <= 70 && !part.contains('：') && !tells_someone(part)
                    || whole && part.ends_with(['：', ':']) && length <= 40 && !part.contains('，')
            }
        };
    Segment {
        lead: u32::try_from(body.start - span.start).unwrap_or(u32::MAX),
        opens_item: opened.is_some(),
        run_in: Index::of(opened.and_then(|item| run_in(text, item, body))),
        opens_paragraph: span.start == paragraph_span.start,
        heading,
        note: is_note(part),
        ..Segment::plain(span, paragraph, item)
    }
}

/// Where the text begins in the body of the clause that opens an item, where the title was run into it.
fn run_in(text: &str, item: &Item, body: Span) -> Option<usize> {
    let end = item.title.end;
    let inside = body.start < end && end < body.end && !item.alone;
    let parted = |c: char| !c.is_alphanumeric() && !matches!(c, '“' | '《');
    let stands = inside && !text[end..].starts_with(parted) && !text[..end].ends_with(parted);
    stands.then(|| end - body.start)
}

/// Whether a line without a final stop is all that its point has, and says what to do: then it heads nothing.
fn is_whole_point(item: &Item, line: Span, body: &str) -> bool {
    item.span.end <= line.end && !super::cue::find(body).is_empty()
}

/// Whether a line says who must do something (县农机局要派机30台), as no heading does.
fn tells_someone(line: &str) -> bool {
    super::cue::find(line).first().is_some_and(|cue| line[..cue.start].chars().count() >= 2)
}

/// A letterhead, the title or the addressees, cut off from the text that they were run into, or a signature.
fn is_front(part: &str, document: &Document) -> bool {
    let title = document
        .read_title
        .as_deref()
        .is_some_and(|t| part == t || part.ends_with('号') && part.chars().count() < 80);
    title
        || part.ends_with(['：', ':'])
            && !part.contains(['。', '；'])
            && part.contains(['、', '，'])
            && part.contains(['局', '委', '厅', '办', '部', '公', '府'])
}

/// An issuer and a date at the foot: 某县水利局2026年3月2日.
fn is_signed(part: &str) -> bool {
    static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[^，。；：]{0,40}(?:[0-9]{4}|[〇零一二三四五六七八九]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日(?:[（(][^）)]*[)）])?$",
        )
    });
    SIGNED.is_match(part)
}

/// A note in brackets that says who is responsible: what its labels and its verbs are, brackets inside allowed.
const NOTE: &str = r"(?:(?:[^（）()。；：]{2,40}[，；])?(?:责任|牵头|配合|主责|落实|承办|主办|协办|完成|包保|分管)\p{Han}{0,2}(?:单位|部门|人|领导|时限|时间)[：:](?:[^（）()【】]|[（(][^（）()]{0,12}[)）])*|(?:[^（）()。；]|[（(][^（）()]{0,12}[)）]){2,160}?(?:牵头|负责|配合|参与|指导|协助|承办|按职责分工落实)[^（）()。；]{0,12})";

fn is_note(part: &str) -> bool {
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^[（(【\[]{NOTE}[)）】\]][。；]?$")));
    WHOLE.is_match(part) && says_who(part) || is_roster(part)
}

/// Whether a note says that someone is responsible, and doesn't only name a post (包括联系人、负责人).
fn says_who(note: &str) -> bool {
    let verb = |word: &str| {
        note.match_indices(word).any(|(at, _)| !note[at + word.len()..].starts_with(['人', '同', '者']))
    };
    note.contains(['：', ':'])
        || ["牵头", "负责", "配合", "参与", "指导", "协助", "承办", "落实"].into_iter().any(verb)
}

/// Whether brackets hold only names of those who can act: （农经站/档案馆）.
fn is_roster(part: &str) -> bool {
    let inner = part.trim_end_matches(['。', '；']);
    let inner = inner.strip_prefix(['（', '(']).and_then(|inner| inner.strip_suffix(['）', ')']));
    inner.is_some_and(|names| {
        let mut each = names.split(['、', '，', '；', '/']);
        names.len() <= LONGEST_ROSTER && each.clone().any(phrase::is_body) && each.all(phrase::is_actor)
    })
}

/// The longest roster in brackets, in bytes.
const LONGEST_ROSTER: usize = 300;

/// Where the clauses of a paragraph part, its ends included.
fn cuts(text: &str, span: Span, outline: &Outline, items: std::ops::Range<usize>) -> Vec<usize> {
    let part = span.of(text);
    let mut cuts = vec![span.start, span.end];
    let mut stop = false;
    let notes = notes(part);
    let mut note = notes.iter().peekable();
    for (at, c) in part.char_indices() {
        while note.next_if(|n| n.end <= at).is_some() {}
        if note.peek().is_some_and(|n| n.contains(&at) && at + c.len_utf8() < n.end) {
            continue;
        }
        if STOPS.contains(&c) {
            stop = true;
        } else if stop && !matches!(c, '”' | '’' | '）' | ')' | '》' | '」' | '』') {
            cuts.push(span.start + at);
            stop = false;
        }
    }
    for note in notes {
        cuts.extend([span.start + note.start, span.start + note.end]);
    }
    for i in items {
        let item = &outline.items[i];
        let parent_title_ends = item.parent.is_some_and(|p| {
            outline.items[p].title.end + 3 >= item.span.start && outline.items[p].title.end <= item.span.start
        });
        let later = outline.lists[item.list].items.first() != Some(&i);
        if item.place <= Place::Sentence || later || item.style.is_heading() || parent_title_ends {
            cuts.push(item.span.start);
        }
        // The title of a marker on a line of its own stands below.
        let behind = text.get(item.title.end..span.end).and_then(|rest| rest.chars().next());
        let stopped = behind
            .is_none_or(|c| matches!(c, '。' | '；' | '！' | '？' | '，' | '：' | ':' | ';' | '”' | '）'));
        if item.style.is_heading() && !stopped && item.title.end < span.end {
            cuts.push(item.title.end);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    shortened(text, cuts)
}

/// The notes of responsibility in a paragraph.
fn notes(part: &str) -> Vec<Range<usize>> {
    static NOTED: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^[（(【]{NOTE}[)）】][。；]?")));
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, _) in part.match_indices(['（', '(', '【']) {
        if out.last().is_some_and(|last| at < last.end) {
            continue;
        }
        limit::check();
        let ahead = ahead(&part[at..], LONGEST_NOTE);
        if let Some(found) = NOTED.find(ahead).filter(|found| says_who(found.as_str())) {
            out.push(at..at + found.end());
        } else if let Some(end) = roster(&part[..at], ahead) {
            out.push(at..at + end);
        }
    }
    out
}

/// Where brackets end that only name those responsible, behind a sentence or where it closes; not another name of what
/// stands before them (省生态环境厅（省核安全局）, 山货博览会（山博会）).
fn roster(before: &str, from: &str) -> Option<usize> {
    let close = from.find(['）', ')']).filter(|&close| close <= LONGEST_ROSTER)?;
    let bracket = close + from[close..].chars().next().map_or(0, char::len_utf8);
    let behind = &from[bracket..];
    let stop = if behind.starts_with(['。', '；']) { '。'.len_utf8() } else { 0 };
    let closed = before.ends_with(['。', '；', '！']);
    let last = |text: &str| text.chars().next_back();
    let renames = phrase::ends_in_actor(before) || last(before) == last(&from[..close]);
    let closes = (stop > 0 || behind.is_empty()) && !before.is_empty() && !renames;
    ((closed || closes) && is_roster(&from[..bracket])).then_some(bracket + stop)
}

/// How far a note is looked for, in bytes.
const LONGEST_NOTE: usize = 3000;

/// The longest clause, in bytes: what rules look for in one takes time with the square of its length, and no speaker
/// speaks so long without a stop (the longest clause of 139 documents has 1,500).
const LONGEST: usize = 2400;

/// Cuts also what is longer than any clause, behind a comma or pause where there is one.
fn shortened(text: &str, cuts: Vec<usize>) -> Vec<usize> {
    if cuts.windows(2).all(|pair| pair[1] - pair[0] <= LONGEST) {
        return cuts;
    }
    let mut out = Vec::with_capacity(cuts.len() * 2);
    for &cut in &cuts {
        while let Some(&from) = out.last().filter(|&&from| cut - from > LONGEST) {
            let part = ahead(&text[from..cut], LONGEST);
            let behind = |(at, sign): (usize, &str)| at + sign.len();
            let comma = part.rmatch_indices(['，', ',', '、', '：']).next().map(behind);
            out.push(from + comma.filter(|&at| at > LONGEST / 2).unwrap_or(part.len()));
        }
        out.push(cut);
    }
    out
}

/// Where the title and the addressees end that a scrape ran into the first sentence.
fn front(text: &str, span: Span, document: &Document) -> Vec<usize> {
    static ADDRESSEES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[^。；：:]{2,300}(?:局|委|厅|办|部门|单位|政府|公司|院|会|组|机构|分部|集团|校|所|中心|团委|[)）])[：:]",
        )
    });
    let part = span.of(text);
    let Some(title) = document.read_title.as_deref().filter(|t| t.len() > 12) else { return Vec::new() };
    let Some(at) = part.find(title) else { return Vec::new() };
    let end = at + title.len();
    let addressed = ADDRESSEES.find(&part[end..]).map(|m| span.start + end + m.end());
    [span.start + at, span.start + end].into_iter().chain(addressed).collect()
}

/// A clause without the blanks around it, and without the comma behind a note of responsibility that stands in a sentence.
fn trim(text: &str, span: Span) -> Option<Span> {
    let part = span.of(text);
    let leads = |c: char| c.is_whitespace() || matches!(c, '，' | '、');
    let start = part.len() - part.trim_start_matches(leads).len();
    let end = part.trim_end().len();
    (start < end).then(|| Span::new(span.start + start, span.start + end))
}
