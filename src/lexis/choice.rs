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
}

impl Choice {
    /// Whether a word with a tag has one of the tags asked for.
    pub fn has_tag(&self, tag: &str) -> bool {
        self.tags.is_empty() || self.tags.iter().any(|wanted| tag.starts_with(wanted.as_str()))
    }

    /// Whether a word is left out.
    pub fn stops(&self, word: &str) -> bool {
        !self.stop.is_empty() && self.stop.contains(word)
    }

    /// Whether a word counts by itself.
    pub fn takes(&self, word: &str, tag: &str) -> bool {
        self.has_tag(tag) && !self.stops(word)
    }
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
    fn tags_are_chosen_by_their_beginning() {
        let choice = Choice { tags: vec!["n".into()], stop: HashSet::from(["工作".into()]) };
        assert!(choice.takes("水利局", "nt") && !choice.takes("工作", "n") && !choice.takes("推进", "v"));
    }
}
