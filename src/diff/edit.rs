//! The words that differ between two wordings.

use super::fold::{self, Wording};
use crate::{source::Span, words};
use imara_diff::{Algorithm, Diff, InternedInput};

/// Words of the old text in place of which words of the new one stand; one of the two may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The old words; where there are none, an empty span where they would stand.
    pub old: Span,
    /// The new words.
    pub new: Span,
    /// How far the two differ.
    pub wording: Wording,
}

/// The words of some stretches of a text.
struct Words {
    spans: Vec<Span>,
    keys: Vec<String>,
    /// The stretch of each.
    stretches: Vec<usize>,
}

impl Words {
    fn of(text: &str, stretches: &[Span]) -> Self {
        let mut words = Self { spans: Vec::new(), keys: Vec::new(), stretches: Vec::new() };
        for (number, &stretch) in stretches.iter().enumerate() {
            words::for_each_token(stretch.of(text), |token| {
                words.spans.push(stretch.inner(token.span));
                words.keys.push(token.text.to_owned());
                words.stretches.push(number);
            });
        }
        words
    }

    /// The place of a range of words, a span a stretch; where there are none, an empty one behind the word before.
    fn cover(&self, from: usize, to: usize) -> Vec<Span> {
        if from < to {
            let same = self.stretches[from..to].chunk_by(|a, b| a == b);
            let span = |(at, length): (usize, usize)| {
                Span::new(self.spans[at].start, self.spans[at + length - 1].end)
            };
            let begin = |at: &mut usize, length: usize| {
                let here = *at;
                *at += length;
                Some((here, length))
            };
            return same.map(<[usize]>::len).scan(from, begin).map(span).collect();
        }
        let at = match from.checked_sub(1) {
            Some(before) => self.spans[before].end,
            None => self.spans.first().map_or(0, |first| first.start),
        };
        vec![Span::new(at, at)]
    }
}

/// What differs between stretches of an old text and of a new one, in their order (Myers 1986).
pub fn edits((old_text, olds): (&str, &[Span]), (new_text, news): (&str, &[Span])) -> Vec<Edit> {
    let (old, new) = (Words::of(old_text, olds), Words::of(new_text, news));
    let mut input = InternedInput::default();
    input.update_before(old.keys.iter().map(String::as_str));
    input.update_after(new.keys.iter().map(String::as_str));
    let mut diff = Diff::compute(Algorithm::Myers, &input);
    diff.postprocess_no_heuristic(&input);
    let mut hunks: Vec<[usize; 4]> = Vec::new();
    for hunk in diff.hunks() {
        let [a, b] = [&hunk.before, &hunk.after].map(|r| (r.start as usize, r.end as usize));
        match hunks.last_mut() {
            Some(last) if joins(&old.keys[last[1]..a.0], last, (a, b)) => (last[1], last[3]) = (a.1, b.1),
            _ => hunks.push([a.0, a.1, b.0, b.1]),
        }
    }
    let edit = |(old, new): (Span, Span)| Edit {
        old,
        new,
        wording: fold::differ(old.of(old_text), new.of(new_text), |_, _| false),
    };
    // What reaches over several stretches is told apart: something else stands between them.
    let pieces = |[a, b, c, d]: [usize; 4]| {
        let (olds, news) = (old.cover(a, b), new.cover(c, d));
        let last = |spans: &[Span]| spans.last().map_or(Span::default(), |s| Span::new(s.end, s.end));
        let at = |spans: &[Span], i: usize| spans.get(i).copied().unwrap_or_else(|| last(spans));
        let both = (0..olds.len().max(news.len())).map(|i| (at(&olds, i), at(&news, i)));
        both.collect::<Vec<_>>()
    };
    hunks.into_iter().flat_map(pieces).map(edit).filter(|edit| edit.wording != Wording::Same).collect()
}

/// Whether a difference goes on with the one before: one short word between two that are both replaced is no common ground.
fn joins(between: &[String], last: &[usize; 4], (a, b): ((usize, usize), (usize, usize))) -> bool {
    let replaced = last[0] < last[1] && last[2] < last[3] && a.0 < a.1 && b.0 < b.1;
    let short = |word: &String| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    replaced && between.len() == 1 && between.iter().all(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_of_whole_words() {
        let cases = [
            ("应当在五日内报告。", "应当在三日内报告。", Some(("五日", "三日"))),
            ("设置登记簿，妥善保管。", "妥善保管。", Some(("设置登记簿，", ""))),
            ("各镇要加强巡查。", "各镇要加强巡查。", None),
            ("各单位设置帐簿。", "各单位设置账簿。", Some(("帐簿", "账簿"))),
        ];
        for (old, new, expected) in cases {
            let whole = |text: &str| [Span::new(0, text.len())];
            let found = edits((old, &whole(old)), (new, &whole(new)));
            let found: Vec<_> = found.iter().map(|e| (e.old.of(old), e.new.of(new))).collect();
            assert_eq!(found, Vec::from_iter(expected), "{old} {new}");
        }
    }

    #[test]
    fn what_stands_between_two_stretches_is_no_part_of_an_edit() {
        let (old, new) = ("各镇巡查。一是水库。要值班。", "各镇排查。一是水库。要带班。");
        let outside = |text: &str| {
            let (head, tail) = (text.find("一是").unwrap(), text.find("要").unwrap());
            [Span::new(0, head), Span::new(tail, text.len())]
        };
        let found = edits((old, &outside(old)), (new, &outside(new)));
        assert!(
            found.iter().all(|e| !e.old.of(old).contains("一是") && !e.new.of(new).contains("一是")),
            "{found:?}"
        );
        assert!(found.len() >= 2);
    }
}
