//! Radicals that stand for ideographs: browsers print ⽉ ⼯ ⾯ ⻅ into PDFs where 月 工 面 见 are meant, and people paste that.
//!
//! Each such radical has as many bytes, code points and UTF-16 units as its ideograph, so that reading one for the other
//! moves no position.

use crate::lexicon;
use std::{collections::HashMap, sync::LazyLock};

/// Replaces the radicals in `text`; how many there were, and the byte of the first.
pub(super) fn fold(text: &mut String) -> Option<(usize, usize)> {
    static IDEOGRAPHS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let one = |word: &'static str| word.chars().next();
        lexicon::entries(include_str!("../../dict/radicals.txt"))
            .filter_map(|(radical, ideograph)| Some((one(radical)?, one(ideograph)?)))
            .collect()
    });
    let first = next(text, 0)?;
    let mut folded = text[..first].to_owned();
    let (mut count, mut place) = (0, None);
    for (at, c) in text[first..].char_indices() {
        let ideograph = if is_radical(c) { IDEOGRAPHS.get(&c) } else { None };
        if ideograph.is_some() {
            count += 1;
            place.get_or_insert(first + at);
        }
        folded.push(ideograph.copied().unwrap_or(c));
    }
    *text = folded;
    place.map(|at| (count, at))
}

fn is_radical(c: char) -> bool {
    ('\u{2E80}'..='\u{2FDF}').contains(&c)
}

/// The byte of the first radical from `from` on. Their UTF-8 begins E2 BA to E2 BF, which little else does.
fn next(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let lead = |at: &usize| bytes.get(at + 1).is_some_and(|b| (0xBA..=0xBF).contains(b));
    let mut places = memchr::memchr_iter(0xE2, &bytes[from..]).map(|at| from + at).filter(lead);
    places.find(|&at| text[at..].chars().next().is_some_and(is_radical))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_ideographs_of_the_same_length() {
        let mut text = "⼀、⾯向⻅习⽣的⼯作，“12⽉”前完成".to_owned();
        let length = text.len();
        assert_eq!(fold(&mut text), Some((6, 0)));
        assert_eq!(text, "一、面向见习生的工作，“12月”前完成");
        assert_eq!(text.len(), length);
        assert_eq!(fold(&mut text), None);
    }

    #[test]
    fn every_ideograph_of_the_list_is_as_long_as_its_radical() {
        for (radical, ideograph) in lexicon::entries(include_str!("../../dict/radicals.txt")) {
            assert_eq!(radical.len(), ideograph.len(), "{radical}");
            assert!(radical.chars().all(is_radical) && ideograph.chars().count() == 1, "{radical}");
        }
    }
}
