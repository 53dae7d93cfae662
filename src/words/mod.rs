//! Words: jieba's segmentation with our dictionary and the user's, parts of speech, keywords, counts.

mod check;
mod chunk;
mod context;
mod dictionary;
mod extra;
mod forced;
mod guess;
mod hmm;
mod image;
mod keyword;
mod segment;
mod tally;

pub use check::{Alone, alone};
pub(crate) use context::Context;
pub use dictionary::{DictError, Entry, own_entries, user_entries};
pub use keyword::{Keyword, inverse_document_frequency, is_marker, is_term, keywords};
pub(crate) use tally::Tally;

use crate::{limit, source::Span};
use forced::{Forced, Part};
use segment::Segmenter;
use std::{
    cell::RefCell,
    fmt,
    rc::Rc,
    sync::{Arc, LazyLock},
};
use unicode_segmentation::UnicodeSegmentation;

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

/// What words are cut by: jieba's dictionary with ours of dict/words.txt, and a user's words on top. A clone is the same
/// dictionary and costs nothing. [`Default`] has no words of a user.
#[derive(Clone)]
pub struct Dictionary(Arc<Cutter>);

struct Cutter {
    segmenter: Segmenter,
    forced: Forced,
    /// The user's words, a line each: what the hash of the rules is of.
    listed: String,
}

/// Buffers for cutting, to be used again for each text. They grow with the longest run of characters without
/// punctuation, not with the text.
#[derive(Default)]
pub struct Buffers(segment::Buffers);

impl Default for Dictionary {
    fn default() -> Self {
        static BUILT_IN: LazyLock<Dictionary> = LazyLock::new(|| Dictionary::new(&[], &[]));
        BUILT_IN.clone()
    }
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dictionary").field("user_words", &self.0.listed.lines().count()).finish()
    }
}

impl Dictionary {
    /// The dictionary of the program with a user's `words` on top, which have jieba's meaning (a word without a frequency
    /// gets one that keeps it whole; a word that is there keeps its tag), and with words that are `forced`: cut out
    /// wherever they stand, the longest of those that begin first.
    pub fn new(words: &[Entry], forced: &[Entry]) -> Self {
        let mut segmenter = Segmenter::new();
        let mut buffers = segment::Buffers::default();
        words.iter().for_each(|entry| segmenter.add(entry, &mut buffers));
        let words = words.iter().map(|entry| ("", entry));
        let all = words.chain(forced.iter().map(|entry| ("forced", entry)));
        let line = |(how, e): (&str, &Entry)| format!("{how}\t{}\t{:?}\t{}\n", e.word, e.frequency, e.tag);
        Self(Arc::new(Cutter { segmenter, forced: Forced::new(forced), listed: all.map(line).collect() }))
    }

    /// The dictionary that this thread cuts words by.
    pub fn current() -> Self {
        Self::clone(&current())
    }

    /// Has this thread cut words by it until the guard is dropped.
    pub fn enter(&self) -> Entered {
        Entered(Some(CURRENT.replace(Rc::new(self.clone()))))
    }

    /// Has this thread cut words by it from now on.
    pub fn settle(&self) {
        CURRENT.set(Rc::new(self.clone()));
    }

    /// Whether a word is in it.
    pub fn knows(&self, word: &str) -> bool {
        self.0.segmenter.knows(word) || self.0.forced.has(word)
    }

    /// The user's words, a line each; empty where there are none.
    pub(crate) fn listed(&self) -> &str {
        &self.0.listed
    }

    /// Whether no word can run over byte `at` of a text.
    fn parts_at(&self, text: &str, at: usize) -> bool {
        let joins = |c: Option<char>| c.is_some_and(|c| self.0.segmenter.joins(c));
        self.0.forced.is_empty()
            && (!joins(text[..at].chars().next_back()) || !joins(text[at..].chars().next()))
    }

    /// The frequency that keeps a word whole.
    fn needed(&self, word: &str) -> u64 {
        self.0.segmenter.suggested(word, &mut segment::Buffers::default())
    }

    /// Cuts `text` and calls `each` with the bytes of every word, in order, white space and punctuation included;
    /// `hmm` joins unknown words by jieba's hidden Markov model.
    pub fn cut(&self, text: &str, hmm: bool, buffers: &mut Buffers, mut each: impl FnMut(Span)) {
        self.0.forced.part(text, |part| match part {
            Part::Word(span, _) => each(span),
            Part::Gap(gap) => {
                self.0.segmenter.cut(gap.of(text), hmm, &mut buffers.0, |span| each(gap.inner(span)));
            }
        });
    }

    /// Like [`Dictionary::cut`], with the tag of every word.
    pub fn tag(&self, text: &str, hmm: bool, buffers: &mut Buffers, mut each: impl FnMut(Token<'_>)) {
        self.0.forced.part(text, |part| match part {
            Part::Word(span, tag) => each(Token { text: span.of(text), tag, span }),
            Part::Gap(gap) => self.0.segmenter.tag(gap.of(text), hmm, &mut buffers.0, |span, tag| {
                let span = gap.inner(span);
                each(Token { text: span.of(text), tag, span });
            }),
        });
    }
}

thread_local! {
    // Counted apart from other threads: all of them would count the same dictionary at every clause.
    static CURRENT: RefCell<Rc<Dictionary>> = RefCell::new(Rc::new(Dictionary::default()));
}

fn current() -> Rc<Dictionary> {
    CURRENT.with_borrow(Rc::clone)
}

/// While it is held its thread cuts words by a dictionary; then by the one before again.
#[must_use = "the dictionary is left where it is dropped"]
pub struct Entered(Option<Rc<Dictionary>>);

impl Drop for Entered {
    fn drop(&mut self) {
        if let Some(before) = self.0.take() {
            CURRENT.set(before);
        }
    }
}

/// Cuts `text` into words with their tags and calls `each` for every one that is no white space. What is held
/// doesn't grow with the text.
pub fn for_each_token(text: &str, mut each: impl FnMut(Token<'_>)) {
    thread_local!(static BUFFERS: RefCell<Buffers> = RefCell::default());
    limit::check();
    // Taken out, so that `each` may cut words too.
    let mut buffers = BUFFERS.take();
    current().tag(text, true, &mut buffers, |token| {
        if !token.text.trim().is_empty() {
            each(token);
        }
    });
    BUFFERS.set(buffers);
}

/// Whether no word can run over byte `at` of a text, so that what lies before it and behind it can be cut apart.
pub(crate) fn parts_at(text: &str, at: usize) -> bool {
    current().parts_at(text, at)
}

/// Whether a word is in the dictionary or among the user's words.
pub fn is_known(word: &str) -> bool {
    current().knows(word)
}

/// Whether a token is a word and no punctuation.
pub fn is_word(token: &Token<'_>) -> bool {
    // Ideographs, that is nearly all, are told without the tables.
    token.text.chars().any(|c| matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric())
}

/// The number of grapheme clusters (UAX #29) in `text`, white space left out.
pub fn graphemes(text: &str) -> usize {
    let visible = |text: &str| text.graphemes(true).filter(|g| !g.trim().is_empty()).count();
    let mut count = 0;
    // A boundary lies between any two plain characters; only what is not plain is looked at with its neighbours.
    let mut last: Option<(usize, bool)> = None;
    let mut around: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let plain = is_plain(c);
        match (around, last) {
            (None, None) if !plain => around = Some(at),
            (None, Some((start, counted))) if !plain => {
                around = Some(start);
                count -= usize::from(counted);
            }
            (Some(start), Some(_)) if plain => {
                count += visible(&text[start..at]);
                around = None;
            }
            _ => {}
        }
        if plain && around.is_none() {
            let counted = !c.is_whitespace();
            count += usize::from(counted);
            last = Some((at, counted));
        } else {
            // Behind what is not plain the first plain character may still belong to it.
            last = plain.then_some((at, false));
        }
    }
    count + around.map_or(0, |start| visible(&text[start..]))
}

/// Whether a character has no part in a grapheme cluster of more than one, but for what extends it: ASCII, ideographs
/// and their punctuation (Unicode Standard Annex 29, Grapheme_Cluster_Break=Other; line feeds part everything).
fn is_plain(c: char) -> bool {
    matches!(c, '\n' | ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{3029}' | '\u{FF01}'..='\u{FF60}'
        | '\u{2010}'..='\u{2027}' | '\u{3400}'..='\u{4DBF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn graphemes_are_those_of_the_standard(text in "([一-三，。 a1“\n\r\u{3000}]|[\u{301}\u{200D}\u{FE0F}\u{600}👩👧🇨🇳각\u{1161}\u{E31}©].?){0,12}") {
            let wanted = text.graphemes(true).filter(|g| !g.trim().is_empty()).count();
            proptest::prop_assert_eq!(graphemes(&text), wanted, "{:?}", text);
        }
    }

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
