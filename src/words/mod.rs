//! Words: jieba's segmentation with our dictionary and the user's, parts of speech, keywords, counts.

mod dictionary;
mod keyword;

pub use dictionary::{DictError, Entry, user_entries};
pub use keyword::{Keyword, is_term, keywords};

use crate::source::Span;
use jieba_rs::Jieba;
use std::sync::{LazyLock, OnceLock};
use unicode_segmentation::UnicodeSegmentation;

static USER: OnceLock<Vec<Entry>> = OnceLock::new();

static JIEBA: LazyLock<Jieba> = LazyLock::new(|| {
    let mut jieba = Jieba::new();
    for entry in dictionary::own().iter().chain(USER.get().into_iter().flatten()) {
        jieba.add_word(&entry.word, entry.frequency, Some(&entry.tag));
    }
    jieba
});

/// The user's entries, none where there are none.
pub fn user_words() -> &'static [Entry] {
    USER.get().map_or(&[], Vec::as_slice)
}

/// Adds a user's entries; they must be there before the first word is cut. Returns whether they were in time.
pub fn add_user_entries(entries: Vec<Entry>) -> bool {
    USER.set(entries).is_ok()
}

/// Loads the dictionary, so that a later call finds it ready; meant for a thread of its own while files are read.
pub fn warm_up() {
    LazyLock::force(&JIEBA);
    keyword::warm_up();
}

/// A word, its part of speech and its place in the text that was cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    /// The word.
    pub text: &'t str,
    /// Its tag in jieba's set.
    pub tag: &'t str,
    /// Its bytes in the text.
    pub span: Span,
}

/// Cuts `text` into words and calls `each` for every one, a sentence at a time, so that memory doesn't
/// follow the length of the text. Line endings and white space yield no token.
pub fn for_each_token(text: &str, mut each: impl FnMut(Token<'_>)) {
    let mut start = 0;
    for piece in text.split_inclusive(['。', '！', '？', '；', '\n']) {
        let mut at = start;
        for tag in JIEBA.tag(piece, true) {
            let end = at + tag.word.len();
            if !tag.word.trim().is_empty() {
                each(Token { text: tag.word, tag: tag.tag, span: Span::new(at, end) });
            }
            at = end;
        }
        start += piece.len();
    }
}

/// Whether a token is a word and no punctuation.
pub fn is_word(token: &Token<'_>) -> bool {
    token.text.chars().any(char::is_alphanumeric)
}

/// The number of grapheme clusters (UAX #29) in `text`, white space left out.
pub fn graphemes(text: &str) -> usize {
    text.graphemes(true).filter(|g| !g.trim().is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_cover_the_text_but_for_white_space() {
        let text = "各镇要压实主体责任。\n抓好“百日攻坚”，覆盖率达到97.76%。";
        let mut joined = String::new();
        for_each_token(text, |token| {
            assert_eq!(token.span.of(text), token.text);
            joined.push_str(token.text);
        });
        assert_eq!(joined, text.replace('\n', ""));
    }

    #[test]
    fn terms_of_our_dictionary_are_one_word() {
        let mut words = Vec::new();
        for_each_token("落实河长制，发展新质生产力，全面从严治党。", |t| {
            words.push(t.text.to_owned())
        });
        for term in ["河长制", "新质生产力", "全面从严治党"] {
            assert!(words.iter().any(|w| w == term), "{term} in {words:?}");
        }
    }
}
