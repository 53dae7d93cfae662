//! What words that came, went or were replaced in a part of a clause do to what is demanded.

use super::Change;
use crate::{
    diff::{
        edit::{Edit, edits},
        fold::Wording,
    },
    lexicon::tagged,
    numeral, phrase, rules,
    source::Span,
};
use std::sync::LazyLock;

static DICT: LazyLock<&str> =
    LazyLock::new(|| rules::text("changes", include_str!("../../../dict/changes.txt")));
static EXCEPTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| tagged(*DICT, "exception"));
static FIRM: LazyLock<Vec<&str>> = LazyLock::new(|| tagged(*DICT, "firm"));
static TIMES: LazyLock<Vec<&str>> = LazyLock::new(|| tagged(*DICT, "time"));
static REFUSALS: LazyLock<Vec<&str>> = LazyLock::new(|| tagged(*DICT, "refusal"));
static SOFT: LazyLock<Vec<&str>> = LazyLock::new(|| tagged(*DICT, "soft"));

/// The wording of a part of a clause in both texts.
pub(super) struct Part<'p> {
    pub(super) old: &'p str,
    pub(super) new: &'p str,
}

impl Part<'_> {
    /// What changed in it.
    pub(super) fn changes(&self) -> Vec<Change> {
        let whole = |text: &str| [Span::new(0, text.len())];
        let found = edits((self.old, &whole(self.old)), (self.new, &whole(self.new)));
        let found = found.iter().filter(|edit| edit.wording >= Wording::References);
        let mut changes: Vec<Change> = found.filter_map(|edit| self.tendency(edit)).collect();
        changes.sort_unstable();
        changes.dedup();
        // What goes both ways is neither.
        if changes.contains(&Change::Stronger) && changes.contains(&Change::Weaker) {
            changes.retain(|change| !matches!(change, Change::Stronger | Change::Weaker));
        }
        if changes.is_empty() {
            changes.push(Change::Reworded);
        }
        changes
    }

    /// What words that came, went or were replaced do to what is demanded.
    fn tendency(&self, edit: &Edit) -> Option<Change> {
        let (gone, come) = (edit.old.of(self.old), edit.new.of(self.new));
        if figures(gone) != figures(come) {
            let time = self.limits(self.old, edit.old) || self.limits(self.new, edit.new);
            return Some(if time { Change::Deadline } else { Change::Figure });
        }
        let names = |text: &str| phrase::ends_in_actor(text.trim_end_matches(['、', '，', '的']));
        if names(gone) || names(come) {
            return Some(Change::Actor);
        }
        for (words, stronger_with) in [(&EXCEPTIONS, false), (&FIRM, true), (&SOFT, false)] {
            match (has(words, gone), has(words, come)) {
                (true, false) => return Some(direction(!stronger_with)),
                (false, true) => return Some(direction(stronger_with)),
                _ => {}
            }
        }
        self.scope(edit, gone, come)
    }

    /// Whether a number in a stretch says by when: 60日内, 2025年6月1日; how often (每周) or how long at least (48小时以上) is
    /// a figure.
    fn limits(&self, text: &str, span: Span) -> bool {
        let often = text[..span.start].ends_with('每') || span.of(text).starts_with('每');
        let numbers = numeral::numbers(text).into_iter();
        let mut here =
            numbers.filter(|n| n.span.start < span.end && span.start < n.span.end.max(span.start + 1));
        !often && here.any(|n| limits(text, n.span))
    }

    /// Whether a demand holds for more or for less, or demands more or less.
    fn scope(&self, edit: &Edit, gone: &str, come: &str) -> Option<Change> {
        let refuses = has(&REFUSALS, self.new) || has(&REFUSALS, self.old);
        // A choice eases what must be done, and widens what must not.
        match (gone.contains("或者"), come.contains("或者")) {
            (false, true) => return Some(direction(refuses)),
            (true, false) => return Some(direction(!refuses)),
            _ => {}
        }
        let joins = ['、', '和', '及', '与', '或'];
        if gone.contains(joins) || come.contains(joins) {
            let (before, after) = (members(self.old), members(self.new));
            if before != after {
                return Some(direction(after > before));
            }
        }
        let told = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let (lost, won) = (told(gone), told(come));
        // Words that open a part, as what is left of one that opened with a word of joining: they say for whom it holds.
        let opens = edit.old.start == 0 && edit.new.start == 0;
        if opens {
            return match (lost <= 1, won <= 1) {
                (true, false) => Some(Change::Weaker),
                (false, true) => Some(Change::Stronger),
                _ => None,
            };
        }
        match (lost, won) {
            (0, 0) => None,
            (0, _) => Some(direction(!refuses)),
            (_, 0) => Some(direction(refuses)),
            _ => None,
        }
    }
}

/// What a demand becomes.
pub(super) fn direction(stronger: bool) -> Change {
    if stronger { Change::Stronger } else { Change::Weaker }
}

fn has(words: &[&str], text: &str) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// How many things a list names.
fn members(text: &str) -> usize {
    let parts = text.split(['、', '和', '及', '或', '与']);
    parts.filter(|part| part.chars().any(char::is_alphanumeric)).count()
}

/// The values of the figures of a text; 一 counts nothing in most words.
fn figures(text: &str) -> Vec<u64> {
    let counts = |n: &&numeral::Number| n.span.of(text) != "一";
    numeral::numbers(text).iter().filter(counts).map(|n| n.value.to_bits()).collect()
}

/// Whether a text says by when: 60日内, 10个工作日内, 2025年6月1日.
pub(super) fn has_limit(text: &str) -> bool {
    numeral::numbers(text).iter().any(|n| limits(text, n.span))
}

/// Whether a number is a time by which something is done, or part of one.
fn limits(text: &str, number: Span) -> bool {
    let (before, text) = (&text[..number.start], &text[number.end..]);
    let unit = text.strip_prefix('个').unwrap_or(text);
    let Some(time) = TIMES.iter().find(|time| unit.starts_with(**time)) else { return false };
    let behind = &unit[time.len()..];
    let least = ["以上", "一", "不", "至少"].iter().any(|word| behind.starts_with(word));
    let dated = matches!(*time, "年" | "月") && behind.starts_with(|c: char| c.is_numeric());
    !least
        && (before.ends_with('前')
            || dated
            || ["内", "以内", "前", "之前", "底", "起", "止", "之日"]
                .iter()
                .any(|word| behind.starts_with(word)))
}

/// Whether a text lets somebody off.
pub(super) fn is_exception(text: &str) -> bool {
    has(&EXCEPTIONS, text)
}
