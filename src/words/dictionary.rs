//! Dictionaries of words: ours in dict/words.txt, and a user's in jieba's format.

use crate::say;
use std::fmt;

static OWN: &str = include_str!("../../dict/words.txt");

/// A word with its frequency and tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The word.
    pub word: String,
    /// Its frequency; where none is given, one high enough that the word is cut whole.
    pub frequency: Option<usize>,
    /// Its tag, empty where none is given.
    pub tag: String,
    /// The line that it stands in, from 1; 0 for words of the program.
    pub line: usize,
}

/// A line of a user dictionary that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DictError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for DictError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&say!("dictionary-line", line = self.line, why = self.message))
    }
}

impl std::error::Error for DictError {}

/// The words that the program adds to those of jieba (dict/words.txt).
pub fn own_entries() -> Vec<Entry> {
    let entry = |(word, tag): (&'static str, &'static str)| Entry {
        word: word.into(),
        frequency: None,
        tag: tag.into(),
        line: 0,
    };
    crate::lexicon::entries(OWN).map(entry).collect()
}

/// Reads a user dictionary: a word, then optionally its frequency and its tag, separated by white space, or by tabs in a
/// line that has one, where words may have spaces; a line that opens with # is a comment.
///
/// # Errors
/// The first line that has more than three columns, a frequency that is no number from 1 to 1,000,000,000, or
/// nothing but a frequency.
pub fn user_entries(text: &str) -> Result<Vec<Entry>, DictError> {
    let mut out = Vec::new();
    for (i, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
        let cells: Vec<&str> = if line.trim_end().contains('\t') {
            line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect()
        } else {
            line.split_whitespace().collect()
        };
        if cells.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |message: String| Err(DictError { line: i + 1, message });
        let (frequency, tag) = match cells[1..] {
            [] => (None, ""),
            [frequency, tag] => (Some(frequency), tag),
            [only] if only.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+') => {
                (Some(only), "")
            }
            [tag] => (None, tag),
            _ => return wrong(say!("columns-too-many", n = cells.len())),
        };
        let frequency = match frequency.map(str::parse::<usize>) {
            None => None,
            Some(Ok(n)) if (1..=1_000_000_000).contains(&n) => Some(n),
            Some(_) => return wrong(say!("frequency", value = format!("{:?}", cells[1]))),
        };
        out.push(Entry { word: cells[0].into(), frequency, tag: tag.into(), line: i + 1 });
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn our_dictionary_is_large_and_clean() {
        let entries = own_entries();
        let words: HashSet<_> = entries.iter().map(|e| &e.word).collect();
        assert!(entries.len() >= 1500, "{} entries", entries.len());
        assert_eq!(words.len(), entries.len(), "a word stands twice");
        for entry in &entries {
            assert!(!entry.tag.is_empty() && entry.word.chars().count() > 1, "{entry:?}");
            assert!(!entry.word.contains(|c: char| c.is_whitespace() || "“”，。".contains(c)), "{entry:?}");
        }
    }

    #[test]
    fn a_bad_line_is_named_by_its_number() {
        assert_eq!(user_entries("云岭县 50 ns\n新词\n术语 n\n").unwrap().len(), 3);
        let error = user_entries("云岭县 50 ns\n新词 -3 n\n").unwrap_err();
        assert_eq!(error.line, 2);
        assert_eq!(user_entries("a b c d\n").unwrap_err().line, 1);
    }
}
