//! Words that are cut out wherever they stand, before jieba looks at the text.

use super::{
    dictionary::Entry,
    extra::{Extra, Word},
};
use crate::source::{Span, parts_run};

/// The words, and what they are tagged.
#[derive(Default)]
pub(super) struct Forced(Extra);

impl Forced {
    pub(super) fn new(entries: &[Entry]) -> Self {
        let mut words = Extra::default();
        for entry in entries.iter().filter(|entry| !entry.word.is_empty()) {
            words.set(&entry.word, Word { log: 0.0, frequency: 0, tag: entry.tag.as_str().into() });
        }
        Self(words)
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.find(word.chars()).is_some()
    }

    /// Goes through `text`: `word` gets each forced word with its tag, `gap` what lies between them. Where several
    /// begin at a place the longest is taken; one of letters or digits doesn't begin or end inside a run of them.
    pub(super) fn part<'s>(&'s self, text: &str, mut each: impl FnMut(Part<'s>)) {
        if self.0.is_empty() {
            return each(Part::Gap(Span::new(0, text.len())));
        }
        let mut done = 0;
        for (at, _) in text.char_indices() {
            if at >= done
                && let Some((end, tag)) = self.longest(text, at)
            {
                if done < at {
                    each(Part::Gap(Span::new(done, at)));
                }
                each(Part::Word(Span::new(at, end), tag));
                done = end;
            }
        }
        if done < text.len() {
            each(Part::Gap(Span::new(done, text.len())));
        }
    }

    /// The end and the tag of the longest word that begins at byte `at`.
    fn longest(&self, text: &str, at: usize) -> Option<(usize, &str)> {
        if parts_run(text, at) {
            return None;
        }
        let rest = &text[at..];
        let mut ends = rest.char_indices().map(|(i, c)| at + i + c.len_utf8());
        let mut passed = 0;
        let mut best = None;
        for (length, index) in self.0.prefixes(rest.chars()) {
            let Some(end) = ends.nth(length - passed - 1) else { break };
            passed = length;
            if !parts_run(text, end) {
                best = Some((end, &*self.0.word(index).tag));
            }
        }
        best
    }
}

/// A part of a text.
pub(super) enum Part<'s> {
    /// A forced word with its tag.
    Word(Span, &'s str),
    /// What lies between them.
    Gap(Span),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(words: &[&str], text: &str) -> String {
        let entry =
            |word: &&str| Entry { word: (*word).to_owned(), frequency: None, tag: String::new(), line: 0 };
        let forced = Forced::new(&words.iter().map(entry).collect::<Vec<_>>());
        let mut out = String::new();
        forced.part(text, |part| match part {
            Part::Word(span, _) => out += &format!("[{}]", span.of(text)),
            Part::Gap(span) => out += span.of(text),
        });
        out
    }

    #[test]
    fn the_longest_word_wins_and_words_may_have_spaces() {
        let words = ["政府工作", "政府工作报告", "Made in China", "AI"];
        assert_eq!(parts(&words, "审议政府工作报告。"), "审议[政府工作报告]。");
        assert_eq!(parts(&words, "对接Made in China与AI"), "对接[Made in China]与[AI]");
    }

    #[test]
    fn a_word_of_letters_is_not_found_inside_another() {
        assert_eq!(parts(&["AI"], "MAIN AI AI2 智能AI，"), "MAIN [AI] AI2 智能[AI]，");
        assert_eq!(parts(&[], "无"), "无");
    }
}
