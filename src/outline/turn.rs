//! Where the text turns from the points that it was at: to an attachment, to its close, to a part that only a label names.

use super::ground::Ground;
use crate::{
    lexicon::{back, look_ahead, look_back, pattern},
    pattern::Regex,
    source::Span,
    zone::is_label,
};
use std::sync::LazyLock;

/// The turns of a text, in order, as bytes of it.
#[derive(Debug, Default)]
pub(super) struct Turns {
    /// Where an attachment begins, or what stands behind the signature: no list goes on.
    ends: Vec<usize>,
    /// Labels of a part (具体建议：), words to those who listen (同志们！), a summary of what is still wrong: the innermost list
    /// may be over.
    labels: Vec<usize>,
}

impl Turns {
    pub(super) fn of(ground: &Ground<'_>) -> Self {
        let mut turns = Self::default();
        for (i, &paragraph) in ground.paragraphs.iter().enumerate() {
            let line = paragraph.of(ground.text);
            if opens_attachment(ground, i) || i > 0 && is_signed(ground, i - 1) {
                turns.ends.push(paragraph.start);
            }
            turns.ends.extend(run_in(line).map(|at| paragraph.start + at));
            turns.labels.extend(labels(line).into_iter().map(|at| paragraph.start + at));
        }
        turns
    }

    /// Where the attachments begin.
    pub(super) fn into_attachments(self) -> Vec<usize> {
        self.ends
    }

    /// The first place in a stretch where every list ends.
    pub(super) fn end_in(&self, stretch: Span) -> Option<usize> {
        first_in(&self.ends, stretch)
    }

    /// The first label or the like in a stretch.
    pub(super) fn label_in(&self, stretch: Span) -> Option<usize> {
        first_in(&self.labels, stretch)
    }

    /// Whether every list ends in a stretch.
    pub(super) fn end_within(&self, stretch: Span) -> bool {
        lies_in(&self.ends, stretch)
    }

    /// Whether a label or the like stands in a stretch.
    pub(super) fn label_within(&self, stretch: Span) -> bool {
        lies_in(&self.labels, stretch)
    }
}

fn lies_in(places: &[usize], stretch: Span) -> bool {
    first_in(places, stretch).is_some()
}

fn first_in(places: &[usize], stretch: Span) -> Option<usize> {
    places.get(places.partition_point(|&at| at <= stretch.start)).copied().filter(|&at| at <= stretch.end)
}

/// A date in digits or in Chinese.
const DATE: &str = r"(?:[0-9X]{4}|[〇零○一二三四五六七八九]{4})\s?年\s?[0-9X一二三四五六七八九十]{1,3}\s?月\s?[0-9X一二三四五六七八九十]{1,3}\s?日(?:[（(][^）)]{0,40}[)）])?";

/// Whether a paragraph is the label of an attachment, with the attachment behind it and not a list of attachments.
fn opens_attachment(ground: &Ground<'_>, i: usize) -> bool {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[【\[]?附\s*(?:件|录|表|则表)?\s*[0-9０-９一二三四五六七八九十]{0,2}\s*[】\]]?(?P<colon>[：:]?)$",
        )
    });
    static ENTRY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:[0-9]{1,2}[.．、]|《|附件)"));
    let line = ground.paragraphs[i].of(ground.text).trim();
    let Some(found) = LABEL.captures(line).filter(|_| line.chars().count() > 1) else { return false };
    let next = ground.paragraphs.get(i + 1).map_or("", |p| p.of(ground.text).trim_start());
    found["colon"].is_empty() || !ENTRY.is_match(next)
}

/// Whether a paragraph is the date below a signature, or both on a line: what stands behind is another text.
fn is_signed(ground: &Ground<'_>, i: usize) -> bool {
    static DATED: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!("^(?<who>[^，。；：]{{0,40}}?)\\s*{DATE}$")));
    let line = ground.paragraphs[i].of(ground.text).trim();
    let Some(found) = DATED.captures(line) else { return false };
    let above = i.checked_sub(1).map_or("", |i| ground.paragraphs[i].of(ground.text).trim());
    is_organ(found["who"].trim()) || found["who"].is_empty() && is_organ(above)
}

fn is_organ(line: &str) -> bool {
    line.chars().count() <= 40
        && line.ends_with([
            '府', '会', '委', '局', '厅', '部', '院', '办', '室', '处', '司', '组', '心', '团', '社', '校',
            '学', '站', '所', '署',
        ])
}

/// Where an attachment, run into the date before it, begins: …2020年9月14日附件办理途径1.…
fn run_in(line: &str) -> Option<usize> {
    static RUN_IN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!("{DATE}\\s*(?<at>附(?:件|录|表)[0-9一二三四五]{{0,2}})[^：:0-9.．、]"))
    });
    if !line.contains('附') {
        return None;
    }
    RUN_IN.captures(line).and_then(|found| found.name("at")).map(|at| at.start())
}

/// Where labels of parts, words to the listeners and summaries stand in a paragraph.
fn labels(line: &str) -> Vec<usize> {
    static SUMMARY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:过去一年|一年来|近年来|今年以来|总的看|总体(?:上)?看|综合来看|回顾[^，。]{0,10}|在(?:肯定|看到|总结)成绩的同时|同时)[，,][^。；]{0,80}(?:存在|面临|有)[^。；，]{0,16}(?:问题|不足|困难|差距|短板)",
        )
    });
    const STOPS: [char; 5] = ['。', '！', '？', '；', '\u{3000}'];
    /// The longest label, in bytes.
    const LONGEST: usize = 30;
    let mut out = Vec::new();
    for (at, _) in line.match_indices(['：', ':']) {
        // With the stop before it.
        let before = back(&line[..at], LONGEST + 3);
        let base = at - before.len();
        let stop = before.rfind(STOPS).map(|i| i + before[i..].chars().next().map_or(1, char::len_utf8));
        let Some(start) = stop.or((base == 0).then_some(0)) else { continue };
        if before.len() - start <= LONGEST && is_label(before[start..].trim()) {
            out.push(base + start);
        }
    }
    if line.starts_with("同志们！") || line.starts_with("同志们，") || line.starts_with("最后，") {
        out.push(0);
    }
    for (at, stop) in line.match_indices(['。', '！', '？']) {
        let from = at + stop.len();
        let behind = look_ahead(&line[from..]);
        if behind.starts_with(['过', '一', '近', '今', '总', '综', '回', '在', '同'])
            && SUMMARY.is_match(behind)
        {
            out.push(from);
        }
    }
    out.sort_unstable();
    out
}

/// Whether what stands before a marker is the label of notes below a table or a text (注：1.…).
pub(super) fn notes_before(before: &str) -> bool {
    look_back(before).trim_end().ends_with(['：', ':'])
        && look_back(before).trim_end().trim_end_matches(['：', ':']).trim_end().ends_with(['注'])
}
