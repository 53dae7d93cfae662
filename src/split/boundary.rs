//! Where a document ends and another begins without a heading between them: a salutation behind a close, the head of a
//! notice behind a signature (dict/boundaries.txt).

use super::View;
use crate::{
    lexicon::{ahead, back, entries, pattern, pattern_set},
    numeral,
    pattern::{Regex, RegexSet},
};
use std::{ops::Range, sync::LazyLock};

/// Signs with what each tells.
struct Signs {
    /// Those that tell most first.
    patterns: RegexSet,
    weights: Vec<u32>,
}

impl Signs {
    /// The signs of dict/boundaries.txt of one side.
    fn of(side: &str) -> Self {
        let own = entries(include_str!("../../dict/boundaries.txt")).filter_map(|(sign, tag)| {
            let (at, weight) = tag.split_once(' ')?;
            let weight =
                || weight.parse().unwrap_or_else(|_| panic!("dict/boundaries.txt: no weight in {tag}"));
            (at == side).then(|| (weight(), sign))
        });
        let mut own: Vec<(u32, &str)> = own.collect();
        own.sort_by_key(|&(weight, _)| std::cmp::Reverse(weight));
        let (weights, signs): (Vec<u32>, Vec<&str>) = own.into_iter().unzip();
        Self { patterns: pattern_set(signs, "dict/boundaries.txt"), weights }
    }

    /// How much the strongest sign in `text` tells.
    fn strongest(&self, text: &str) -> u32 {
        self.patterns.first(text).map_or(0, |i| self.weights[i])
    }
}

/// How much a boundary needs.
const ENOUGH: u32 = 5;

/// How far back from its end a document's close reaches, in bytes.
const CLOSE: usize = 300;

/// The fewest characters of a document.
const SHORTEST: usize = 100;

/// The number of a line that is a 一、 heading.
pub(super) fn heading(line: &str) -> Option<u32> {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^([一二三四五六七八九十]{1,3})、"));
    HEADING.captures(line).and_then(|c| numeral::whole(&c[1]))
}

/// Whether a line addresses those who listen, and nothing else.
pub(super) fn greets(line: &str) -> bool {
    static SALUTATION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:尊敬的)?[^，。；：]{0,24}(?:同志们?|代表|委员|领导|女士们|先生们|朋友们|来宾|老师们?|同学们|乡亲们|同事们?|职工们?|嘉宾)(?:[，、]?[^，。：；]{0,12}){0,3}[：:！!]$",
        )
    });
    SALUTATION.is_match(line)
}

impl View<'_> {
    /// Whether the paragraph `i` opens a document, with the one before it open since `open`; `seen` is the highest number of
    /// its 一、 headings.
    pub(super) fn opens_document(&self, i: usize, open: usize, seen: u32) -> bool {
        static OPENS: LazyLock<Signs> = LazyLock::new(|| Signs::of("opens"));
        static CLOSES: LazyLock<Signs> = LazyLock::new(|| Signs::of("closes"));
        /// The fewest characters of the document before: a speech's title and salutation are no document.
        const BEFORE: usize = 150;
        /// A line with nothing but a note at the end of a text is shorter, in bytes.
        const SHORT: usize = 200;
        /// More characters than a paragraph has that is no whole text.
        const LONG: usize = 800;
        if self.length(open..i) <= BEFORE || self.length(i..self.lines.len()) < SHORTEST {
            return false;
        }
        let line = self.lines[i];
        let number = heading(line);
        let opens = match number {
            Some(1) if seen >= 1 => 2,
            Some(_) => return false,
            None => OPENS.strongest(&self.front(i)),
        };
        // （此件公开发布） and a date close what stands before them, whatever stands below.
        if opens == 0 || line.len() < SHORT && CLOSES.strongest(line) > 1 {
            return false;
        }
        let said = CLOSES.strongest(back(self.lines[i - 1], CLOSE));
        let closes = match number {
            // A first heading where others stood, behind the close of a text whose head is lost.
            Some(_) if said > 1 => said,
            Some(_) => return false,
            None => said.max(if self.ends_notice(i) { 2 } else { 0 }),
        };
        let restarts = if seen >= 2 && self.next_heading[i] == Some(1) { 2 } else { 0 };
        // Texts scraped to a line each.
        let one_line = open + 1 == i && self.length(open..i) > LONG && self.length(i..i + 1) > LONG;
        let apart = (if one_line { 2 } else { 0 }).max(u32::from(self.gap(i) >= self.wide.max(2)));
        opens + closes + restarts + apart >= ENOUGH
            && (closes + restarts > 1 || opens >= ENOUGH || apart > 0 && ends_sentence(self.lines[i - 1]))
            && self.says(open..i)
            && !self.is_attached(i, open)
    }

    /// Whether there is a sentence among paragraphs: a title and a table of contents have none, and are no document.
    fn says(&self, paragraphs: Range<usize>) -> bool {
        /// As many are looked through.
        const LINES: usize = 40;
        self.lines[paragraphs].iter().take(LINES).any(|l| l.contains('。'))
    }

    /// The paragraphs from `i` on, as far as a document's head reaches, without spaces inside lines.
    fn front(&self, i: usize) -> String {
        const LINES: usize = 5;
        const REACH: usize = 600;
        let mut out = String::new();
        for line in &self.lines[i..self.lines.len().min(i + LINES)] {
            out.extend(ahead(line, REACH).chars().filter(|c| !c.is_whitespace()));
            out.push('\n');
            if out.len() > REACH {
                break;
            }
        }
        out
    }

    /// Whether a signature with its date, or what stands below one, is among the last lines before `i`.
    fn ends_notice(&self, i: usize) -> bool {
        static DATE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"^[^，。；：]{0,30}(?:[0-9]{4}|[〇零○一二三四五六七八九]{4})\s?年\s?[0-9一二三四五六七八九十]{1,3}\s?月\s?[0-9一二三四五六七八九十]{1,3}\s?日",
            )
        });
        self.lines[i.saturating_sub(3)..i].iter().any(|l| l.len() < 120 && DATE.is_match(l))
    }

    /// Whether what begins at `i` is attached to the document that is open: its name was given there (现将《…》印发给你们), or it
    /// stands behind the label of an attachment.
    fn is_attached(&self, i: usize, open: usize) -> bool {
        static LABEL: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"^附(?:件|录|表)?[0-9一二三四五六七八九十]{0,2}[：:]?$"));
        static NAME: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                "(?:方案|预案|办法|规定|计划|规划|纲要|细则|规则|条例|清单|要点|措施|意见|标准|制度|名单|目录|表)(?:[（(][^）)]{1,12}[)）])?$",
            )
        });
        /// How many lines are looked through for the name.
        const NAMED: usize = 30;
        if self.lines[i].starts_with("附件")
            || self.lines[i.saturating_sub(3)..i].iter().any(|l| LABEL.is_match(l))
        {
            return true;
        }
        let name: String = self.lines[i].chars().filter(|c| !c.is_whitespace()).collect();
        let named = |l: &&str| l.chars().filter(|c| !c.is_whitespace()).collect::<String>().contains(&name);
        (6..60).contains(&name.chars().count())
            && NAME.is_match(&name)
            && self.lines[open..i].iter().take(NAMED).any(named)
    }
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '’', '）', ')', '》']).ends_with(['。', '！', '？', '!', '?'])
        || line.ends_with(['）', ')'])
}
