//! Words: jieba's segmentation with our dictionary and the user's, parts of speech, keywords, counts.

mod check;
mod chunk;
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
pub use dictionary::{DictError, Entry, user_entries};
pub use keyword::{Keyword, inverse_document_frequency, is_marker, is_term, keywords};
pub(crate) use tally::Tally;

use crate::source::Span;
use forced::{Forced, Part};
use jieba_rs::Jieba;
use segment::Segmenter;
use std::{
    cell::RefCell,
    sync::{LazyLock, OnceLock},
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

/// Who cuts words. Both give the same words and tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// Yaodian's own segmenter, which starts at once.
    #[default]
    Yaodian,
    /// The jieba-rs package, which loads its dictionary first.
    JiebaRs,
}

/// A dictionary to cut texts by: jieba's with ours of dict/words.txt, and a user's words on top.
pub struct Cutter {
    backend: Backend,
    forced: Forced,
}

enum Backend {
    Own(Box<Segmenter>),
    JiebaRs(Box<Jieba>),
}

/// Buffers of a [`Cutter`], to be used again for each text. They grow with the longest run of characters without
/// punctuation, not with the text.
#[derive(Default)]
pub struct Buffers(segment::Buffers);

impl Cutter {
    /// The dictionary of the program with a user's `entries` on top, which have jieba's meaning: a word without a
    /// frequency gets one that keeps it whole; a word that is there keeps its tag.
    pub fn new(engine: Engine, entries: &[Entry]) -> Cutter {
        let backend = match engine {
            Engine::Yaodian => {
                let mut segmenter = Segmenter::new();
                let mut buffers = segment::Buffers::default();
                entries.iter().for_each(|entry| segmenter.add(entry, &mut buffers));
                Backend::Own(Box::new(segmenter))
            }
            Engine::JiebaRs => {
                let mut jieba = Jieba::new();
                for entry in dictionary::own().iter().chain(entries) {
                    jieba.add_word(&entry.word, entry.frequency, Some(&entry.tag));
                }
                Backend::JiebaRs(Box::new(jieba))
            }
        };
        Cutter { backend, forced: Forced::default() }
    }

    /// The same with words that are cut out wherever they stand, the longest of those that begin first.
    pub fn with_forced(self, entries: &[Entry]) -> Cutter {
        Cutter { forced: Forced::new(entries), ..self }
    }

    /// Whether a word is in the dictionary.
    pub fn knows(&self, word: &str) -> bool {
        match &self.backend {
            Backend::Own(own) => own.knows(word),
            Backend::JiebaRs(jieba) => jieba.has_word(word),
        }
    }

    /// Whether no word can run over byte `at` of a text.
    fn parts_at(&self, text: &str, at: usize) -> bool {
        match &self.backend {
            Backend::Own(own) if self.forced.is_empty() => {
                let joins = |c: Option<char>| c.is_some_and(|c| own.joins(c));
                !joins(text[..at].chars().next_back()) || !joins(text[at..].chars().next())
            }
            _ => false,
        }
    }

    /// The frequency that keeps a word whole.
    fn needed(&self, word: &str) -> Option<u64> {
        match &self.backend {
            Backend::Own(own) => Some(own.suggested(word, &mut segment::Buffers::default())),
            Backend::JiebaRs(jieba) => Some(jieba.suggest_freq(word) as u64),
        }
    }

    /// Cuts `text` and calls `each` with the bytes of every word, in order, white space and punctuation included;
    /// `hmm` joins unknown words by jieba's hidden Markov model.
    pub fn cut(&self, text: &str, hmm: bool, buffers: &mut Buffers, mut each: impl FnMut(Span)) {
        self.forced.part(text, |part| match part {
            Part::Word(span, _) => each(span),
            Part::Gap(gap) => self.backend.cut(gap.of(text), hmm, buffers, |span| each(gap.inner(span))),
        });
    }

    /// Like [`Cutter::cut`], with the tag of every word.
    pub fn tag(&self, text: &str, hmm: bool, buffers: &mut Buffers, mut each: impl FnMut(Token<'_>)) {
        self.forced.part(text, |part| match part {
            Part::Word(span, tag) => each(Token { text: span.of(text), tag, span }),
            Part::Gap(gap) => self.backend.tag(gap.of(text), hmm, buffers, |token| {
                each(Token { span: gap.inner(token.span), ..token });
            }),
        });
    }
}

impl Backend {
    fn cut(&self, text: &str, hmm: bool, buffers: &mut Buffers, mut each: impl FnMut(Span)) {
        match self {
            Self::Own(own) => own.cut(text, hmm, &mut buffers.0, each),
            Self::JiebaRs(jieba) => {
                jieba
                    .cut(text, hmm)
                    .iter()
                    .for_each(|token| each(Span::new(token.byte_start, token.byte_end)));
            }
        }
    }

    fn tag(&self, text: &str, hmm: bool, buffers: &mut Buffers, mut each: impl FnMut(Token<'_>)) {
        match self {
            Self::Own(own) => own.tag(text, hmm, &mut buffers.0, |span, tag| {
                each(Token { text: span.of(text), tag, span });
            }),
            Self::JiebaRs(jieba) => {
                for t in jieba.tag(text, hmm) {
                    each(Token { text: t.word, tag: t.tag, span: Span::new(t.byte_start, t.byte_end) });
                }
            }
        }
    }
}

/// What words are cut by.
#[derive(Debug, Default)]
pub struct Setup {
    /// Who cuts them.
    pub engine: Engine,
    /// A user's words.
    pub words: Vec<Entry>,
    /// A user's words that always win.
    pub forced: Vec<Entry>,
}

static SETUP: OnceLock<Setup> = OnceLock::new();

static CUTTER: LazyLock<Cutter> = LazyLock::new(|| {
    let setup = SETUP.get_or_init(Setup::default);
    Cutter::new(setup.engine, &setup.words).with_forced(&setup.forced)
});

/// What a user changed of it; none where nothing was set up.
pub fn set_up_as() -> Option<&'static Setup> {
    SETUP.get()
}

/// Sets what words are cut by; to be done before the first word is cut. Returns whether it was in time.
pub fn set_up(setup: Setup) -> bool {
    SETUP.set(setup).is_ok()
}

/// Cuts `text` into words with their tags and calls `each` for every one that is no white space. What is held
/// doesn't grow with the text.
pub fn for_each_token(text: &str, mut each: impl FnMut(Token<'_>)) {
    thread_local!(static BUFFERS: RefCell<Buffers> = RefCell::default());
    // Taken out, so that `each` may cut words too.
    let mut buffers = BUFFERS.take();
    let mut start = 0;
    // By sentence, for jieba-rs, which returns all words of what it is given at once.
    for piece in text.split_inclusive(['。', '！', '？', '；', '\n']) {
        CUTTER.tag(piece, true, &mut buffers, |token| {
            if !token.text.trim().is_empty() {
                each(Token { span: Span::new(start + token.span.start, start + token.span.end), ..token });
            }
        });
        start += piece.len();
    }
    BUFFERS.set(buffers);
}

/// Whether no word can run over byte `at` of a text, so that what lies before it and behind it can be cut apart.
pub(crate) fn parts_at(text: &str, at: usize) -> bool {
    CUTTER.parts_at(text, at)
}

/// Whether a word is in the dictionary or among the user's words.
pub fn is_known(word: &str) -> bool {
    CUTTER.knows(word) || set_up_as().is_some_and(|setup| setup.forced.iter().any(|entry| entry.word == word))
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
