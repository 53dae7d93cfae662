//! Which words count.

use crate::lexicon;
use std::collections::HashSet;

/// Words that hold sentences together and say little by themselves.
static STOP: &str = include_str!("../../dict/stop.txt");

/// The words that are asked for.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Beginnings of tags: n takes n, ns, nt, …; none takes all.
    pub tags: Vec<String>,
    /// Words left out.
    pub stop: HashSet<String>,
    /// Whether numbers are left out too: 12.5%, １９８, 一九五八年.
    pub no_numbers: bool,
}

impl Choice {
    /// Whether a word with a tag has one of the tags asked for.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.tags.is_empty() || self.tags.iter().any(|wanted| tag.starts_with(wanted.as_str()))
    }

    /// Whether a word is left out.
    pub fn stops(&self, word: &str) -> bool {
        !self.stop.is_empty() && self.stop.contains(word) || self.no_numbers && is_number(word)
    }

    /// Whether a word counts by itself.
    pub fn takes(&self, word: &str, tag: &str) -> bool {
        self.has_tag(tag) && !self.stops(word)
    }
}

/// Whether a word is written with digits or numerals alone, but for signs and the units of dates.
fn is_number(word: &str) -> bool {
    let digit = |c: char| {
        matches!(c, '0'..='9' | '０'..='９' | '①'..='⑳' | '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八'
            | '九' | '十' | '百' | '千' | '万' | '亿' | '两')
    };
    let sign =
        |c: char| matches!(c, '.' | '．' | '%' | '％' | '‰' | ',' | '-' | '_' | '年' | '月' | '日' | '号');
    word.chars().any(digit) && word.chars().all(|c| digit(c) || sign(c))
}

/// The stop words that the program ships.
pub fn stop_words() -> impl Iterator<Item = &'static str> {
    lexicon::entries(STOP).map(|(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_many_and_stand_once() {
        let words: Vec<_> = stop_words().collect();
        let different: HashSet<_> = words.iter().collect();
        assert!(words.len() > 150, "{} words", words.len());
        assert_eq!(words.len(), different.len());
    }

    #[test]
    fn numbers_are_told_from_words_with_numerals() {
        for number in ["12.5%", "１９８", "一九五八年", "3月", "２", "千万"] {
            assert!(is_number(number), "{number}");
        }
        for word in ["一带一路", "年", "G20", "三农", "第一"] {
            assert!(!is_number(word), "{word}");
        }
    }

    #[test]
    fn tags_are_chosen_by_their_beginning() {
        let choice =
            Choice { tags: vec!["n".into()], stop: HashSet::from(["工作".into()]), no_numbers: false };
        assert!(choice.takes("水利局", "nt") && !choice.takes("工作", "n") && !choice.takes("推进", "v"));
    }
}
