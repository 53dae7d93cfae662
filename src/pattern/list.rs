//! Lists of words, found by their first character.

use super::class::{First, decode};

/// Words to be looked for; the longest counts.
pub(crate) struct WordList {
    /// The words with their number in the list, sorted by the place of their first character, the longer first.
    words: Vec<(&'static str, usize)>,
    /// For each place of [`First`] where its words start, and the end.
    starts: Box<[u32]>,
}

/// A word of the list in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// The byte at which it starts.
    pub(crate) start: usize,
    /// The byte behind it.
    pub(crate) end: usize,
    /// Its number in the list.
    pub(crate) index: usize,
}

impl WordList {
    pub(crate) fn new(words: impl IntoIterator<Item = &'static str>) -> WordList {
        let place = |word: &str| First::place(decode(word.as_bytes(), 0).0);
        let words = words.into_iter().enumerate().filter(|(_, word)| !word.is_empty());
        let mut placed: Vec<_> =
            words.map(|(i, word)| (place(word), std::cmp::Reverse(word.len()), i, word)).collect();
        placed.sort_unstable();
        let mut starts = vec![0; First::PLACES + 1].into_boxed_slice();
        placed.iter().for_each(|word| starts[word.0 + 1] += 1);
        for i in 0..First::PLACES {
            starts[i + 1] += starts[i];
        }
        let words = placed.into_iter().map(|(_, _, i, word)| (word, i)).collect();
        WordList { words, starts }
    }

    /// The longest word that stands in `text` at byte `at`.
    #[inline]
    pub(crate) fn at(&self, text: &str, at: usize) -> Option<Word> {
        let rest = text.as_bytes().get(at..)?;
        let place = First::place(decode(rest, 0).0);
        let words = &self.words[self.starts[place] as usize..self.starts[place + 1] as usize];
        let (word, index) = words.iter().find(|(word, _)| rest.starts_with(word.as_bytes()))?;
        Some(Word { start: at, end: at + word.len(), index: *index })
    }

    /// The length in bytes of the longest word with which `text` opens, or 0.
    #[inline]
    pub(crate) fn opening(&self, text: &str) -> usize {
        self.at(text, 0).map_or(0, |word| word.end)
    }

    /// The words in a text, one behind the other.
    pub(crate) fn find_iter(&self, text: &str) -> impl Iterator<Item = Word> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < text.len() {
                if let Some(word) = self.at(text, at) {
                    at = word.end;
                    return Some(word);
                }
                at += decode(text.as_bytes(), at).1;
            }
            None
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_counts_and_none_overlap() {
        let list = WordList::new(["要", "必须", "要求", "求真"]);
        let found: Vec<_> =
            list.find_iter("必须要求真务实，要").map(|word| (word.start, word.end, word.index)).collect();
        assert_eq!(found, [(0, 6, 1), (6, 12, 2), (24, 27, 0)]);
        assert_eq!(list.opening("要求"), 6);
        assert_eq!(list.opening("真"), 0);
    }
}
