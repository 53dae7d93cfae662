//! By when, from when, how often: the times of a directive clause (dict/times.txt) and their normal forms.

mod calendar;
mod date;
mod duration;
mod named;
mod repetition;
mod stretch;

use crate::{
    lexicon::{ahead, entries, look_back},
    phrase::Phrase,
    rule::Rule,
    rules,
    source::Span,
    split::Date,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, sync::LazyLock};

static DICT: LazyLock<&str> = LazyLock::new(|| rules::text("times", include_str!("../../../dict/times.txt")));

/// What kind of time a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// A date, or a stretch that ends on one.
    Date,
    /// So long from the event that the clause names.
    Duration,
    /// Again and again.
    Repeating,
    /// Before something comes to pass.
    Event,
}

/// By when, or how often, something is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Where it stands.
    pub span: Span,
    /// What kind of time it is.
    pub kind: TimeKind,
    /// Its normal form; none where the text gives none.
    pub by: Option<String>,
    /// The rule that found it.
    pub rule: Rule,
}

const N2: &str = "[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}";

/// The words of dict/times.txt whose tag opens with `kind`.
fn words(kind: &str) -> Vec<&'static str> {
    entries(*DICT).filter(|(_, tag)| tag.split(' ').next() == Some(kind)).map(|(word, _)| word).collect()
}

/// The value that dict/times.txt gives a word of a kind.
fn value_of(kind: &str, word: &str) -> Option<&'static str> {
    static VALUES: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
        let value = |(word, tag): (&'static str, &'static str)| {
            let (kind, value) = tag.split_once(' ')?;
            Some(((kind, word), value.trim()))
        };
        entries(*DICT).filter_map(value).collect()
    });
    VALUES.get(&(kind, word)).copied()
}

/// Every form of a time has one of these characters; most clauses have none.
const SIGNS: [char; 32] = [
    '年', '月', '日', '天', '周', '季', '时', '前', '内', '起', '旬', '期', '底', '分', '秒', '当', '次',
    '五', '世', '今', '明', '冬', '春', '夏', '秋', '逐', '按', '始', '往', '每', 'Q', 'q',
];

/// The deadlines of a clause, as spans of it, in order; `masked` are titles and quotations, `document` the date
/// of the document.
pub(super) fn deadlines(
    clause: &str,
    phrase: &Phrase<'_>,
    masked: &[Span],
    document: Option<Date>,
) -> Vec<Deadline> {
    let mut out: Vec<Deadline> = Vec::new();
    if !clause.contains(SIGNS) {
        return out;
    }
    for found in [
        stretch::stretches(clause, document),
        date::dates(clause, phrase, document),
        repetition::repetitions(clause, phrase),
        duration::durations(clause, phrase),
        named::named(clause, phrase, document),
        named::events(clause, phrase),
    ] {
        for deadline in found {
            let own = deadline.span;
            let free = |s: &Span| own.end <= s.start || s.end <= own.start;
            // 自本《通知》下发之日起
            let around = |s: &Span| own.start < s.start && s.end < own.end;
            if masked.iter().all(|s| free(s) || around(s)) && out.iter().all(|d| free(&d.span)) {
                out.push(deadline);
            }
        }
    }
    out.retain(|d| d.rule != Rule::DeadlinePassed);
    out.retain(|d| d.kind != TimeKind::Event || !goes_on(clause, d.span));
    out.sort_by_key(|d| d.span);
    stretch::join(clause, &mut out, document);
    out
}

/// Whether a time before an event is only one of several of which the clause speaks: 入学前、入学时和毕业后的教育.
fn goes_on(clause: &str, time: Span) -> bool {
    const NEAR: usize = 24;
    let behind = ahead(&clause[time.end..], NEAR);
    let part = behind.strip_prefix('、').and_then(|rest| rest.split(['，', '。', '；']).next());
    part.is_some_and(|part| part.contains(['时', '中', '后']))
}

/// The words before `at` in its part of the sentence.
fn before(clause: &str, at: usize) -> &str {
    let head = look_back(&clause[..at]);
    let start = head
        .rfind(['，', ',', '：', ':', '。', '；', '、', '（', '(', '）', ')'])
        .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
    head[start..].trim_start()
}

#[cfg(test)]
mod tests;
