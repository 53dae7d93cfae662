//! The lines of pages joined to paragraphs.

use super::line::{Line, Page};
use crate::{lexicon::pattern, pattern::Regex};
use std::{collections::BTreeMap, sync::LazyLock};

/// The text of the pages, a paragraph a line.
pub(super) fn join(pages: &[Page]) -> String {
    let measure = Measure::of(pages);
    let mut text = String::new();
    let mut before: Option<&Line> = None;
    for page in pages {
        for (i, line) in page.lines.iter().enumerate() {
            if let Some(last) = before {
                if measure.goes_on(last, line, i == 0) {
                    if between_words(&text, &line.text) {
                        text.push(' ');
                    }
                } else {
                    text.push('\n');
                }
            }
            text.push_str(&line.text);
            before = Some(line);
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Whether a space parted two lines: between words in letters, not where a word is broken off or a side is Chinese.
fn between_words(before: &str, behind: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    letter(before.chars().next_back()) && letter(behind.chars().next())
}

/// How a document's lines stand.
struct Measure {
    /// Where most lines begin, and where full ones end.
    left: f32,
    right: f32,
    /// The distance from line to line in a paragraph.
    lead: f32,
}

impl Measure {
    fn of(pages: &[Page]) -> Self {
        /// Shorter lines tell nothing of the margins.
        const LONG: usize = 12;
        let long = || pages.iter().flat_map(|p| &p.lines).filter(|l| l.text.chars().count() >= LONG);
        let rounded = |n: f32| n.round() as i32;
        let left = most_frequent(long().map(|l| rounded(l.left)));
        // The right margin is where most lines end of the longer half: stops hang out of a line, and figures leave it short.
        // Where few lines are full, it is where the longest ends.
        let mut rights: Vec<i32> = long().map(|l| rounded(l.right)).collect();
        rights.sort_unstable();
        let longer = &rights[rights.len() / 2..];
        let usual = most_frequent(longer.iter().copied()).filter(|n| {
            let count = longer.iter().filter(|r| *r == n).count();
            count >= 4 && count * 3 >= longer.len()
        });
        let right = usual.or(rights.last().copied()).map_or(f32::INFINITY, |n| n as f32);
        // Paragraphs may stand apart, so that the usual distance is that of the closest lines; figures set high or low are
        // no lines of their own.
        let own = |w: &[Line]| Some(w[0].base - w[1].base).filter(|lead| *lead >= 0.8 * w[0].size);
        let mut leads: Vec<f32> = pages.iter().flat_map(|p| p.lines.windows(2).filter_map(own)).collect();
        leads.sort_by(f32::total_cmp);
        let lead = leads.get(leads.len() / 10).copied().unwrap_or(0.0);
        Self { left: left.unwrap_or(0) as f32, right, lead }
    }

    /// Whether a paragraph goes on from a line to the next one, which may stand on the next page.
    fn goes_on(&self, line: &Line, next: &Line, turned: bool) -> bool {
        let alike = (line.size - next.size).abs() <= line.size.min(next.size) * 0.12;
        let em = line.size;
        // A line is full where the first word of the next one would not have fitted into it.
        let full = line.right + first_word(&next.text) * em >= self.right - 0.6 * em;
        let at_margin = (next.left - self.left).abs() <= 0.9 * em
            || next.left < line.left + 0.5 * em && next.left <= self.left + 0.9 * em;
        let gap = line.base - next.base;
        let near = turned || gap <= 0.5 || gap <= self.lead.max(line.size) * 1.25;
        let ended = line.text.ends_with(['。', '！', '？', '：', '；', ':', ';']);
        let opened = opens(&next.text) && (ended || numbered(&next.text) && !leads_on(&line.text));
        alike && full && at_margin && near && !opened
    }
}

/// The width of the shortest piece of a text that can stand at the end of a line, in ems: a run of letters and digits, or a
/// character, with the brackets before it and the stops behind it.
fn first_word(text: &str) -> f32 {
    const OPENS: &str = "“‘（《〈〔【「『(";
    const CLOSES: &str = "，。、；：！？）》〉〕】」』)%％‰,.;:!?";
    // Programs that break lines by Unicode's rules (UAX 14, class QU) keep quotes with both their neighbours.
    const QUOTES: &str = "“”‘’";
    let mut rest = text.chars().peekable();
    let mut width = 0.0;
    while rest.next_if(|c| OPENS.contains(*c)).is_some() {
        width += 1.0;
    }
    let mut run = 0;
    while rest.next_if(char::is_ascii_graphic).is_some() {
        run += 1;
    }
    if run == 0 {
        width += f32::from(u8::from(rest.next().is_some()));
    }
    // Digits and letters are half as wide.
    width += run as f32 * 0.55;
    while let Some(glued) = rest.next_if(|c| CLOSES.contains(*c) || QUOTES.contains(*c)) {
        width += 1.0;
        if QUOTES.contains(glued) && rest.next().is_some() {
            width += 1.0;
        }
    }
    width
}

/// Whether a line opens a paragraph by its marker or salutation.
fn opens(text: &str) -> bool {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、]|[0-9]{1,3}[.．、]|[（(][0-9]{1,3}[）)]|第[一二三四五六七八九十百]{1,5}[章节条]|[①-⑳]|附件|同志们|各位)",
        )
    });
    OPENS.is_match(text)
}

/// Whether a line begins with a marker of headings, which few sentences have at the break of a line.
fn numbered(text: &str) -> bool {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])")
    });
    NUMBERED.is_match(text)
}

/// Whether a line breaks off where a number may follow: 包括（一）、⏎（二）, 第⏎一、二产业.
fn leads_on(text: &str) -> bool {
    text.ends_with(['、', '第', '和', '及', '至', '“', '《'])
}

fn most_frequent(values: impl Iterator<Item = i32>) -> Option<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(value, count)| (count, std::cmp::Reverse(value))).map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of 28 characters of 16 points between 90 and 538, a paragraph's first one indented by two.
    fn page(lines: &[(&str, bool)]) -> Page {
        let line = |(i, &(text, indented)): (usize, &(&str, bool))| {
            let left = if indented { 122.0 } else { 90.0 };
            let right = left + 16.0 * text.chars().count() as f32;
            Line { text: text.into(), left, right, base: 750.0 - 28.0 * i as f32, size: 16.0 }
        };
        Page { bottom: 0.0, height: 842.0, lines: lines.iter().enumerate().map(line).collect() }
    }

    #[test]
    fn paragraphs_that_stand_apart_are_not_joined_however_full_their_lines() {
        let mut page = page(&[
            ("现将《社区养老服务站管理办法》印发给你们，请认真贯彻执行。", false),
            ("第一章 总则", false),
            ("第一条 为规范社区养老服务站管理，保障老年人合法权益，根", false),
            ("据有关法规，制定本办法。", false),
        ]);
        for (line, base) in page.lines.iter_mut().zip([750.0, 710.0, 670.0, 646.0]) {
            line.base = base;
        }
        let joined = join(&[page]);
        assert_eq!(joined.lines().count(), 3, "{joined}");
    }

    #[test]
    fn a_line_that_a_long_figure_left_short_is_full() {
        let page = page(&[
            ("旅发大会带动游客人数和总花费分别增长，全年接待", true),
            ("12,640.56万人次，居全省前列。", false),
        ]);
        assert_eq!(join(&[page]).lines().count(), 1);
    }

    #[test]
    fn hard_wraps_are_joined_over_pages_too() {
        let pages = [
            page(&[
                ("各地各部门要切实把防汛抗旱工作摆上重要位置，落实以行政", true),
                ("首长负责制为核心的各项责任制，细化实化应急预案和各项措施，", false),
                ("确保人民群众生命安全。", false),
                ("一、加强领导", true),
                ("要在五月底前完成对全市所有水库、堤防、涵闸的汛前安全检", true),
            ]),
            page(&[("查，不留死角。", false), ("二、强化值守", true)]),
        ];
        assert_eq!(
            join(&pages),
            "各地各部门要切实把防汛抗旱工作摆上重要位置，落实以行政首长负责制为核心的各项责任制，细化实化应急预案和各项措施，确保人民群众生命安全。\n一、加强领导\n要在五月底前完成对全市所有水库、堤防、涵闸的汛前安全检查，不留死角。\n二、强化值守\n"
        );
    }
}
