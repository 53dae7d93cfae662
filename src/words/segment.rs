//! Words and their tags, the same as jieba-rs 0.11 gives: a text is split into blocks of Chinese characters and
//! ASCII signs, each block is cut along the route of maximum probability through the dictionary's words, and what
//! the route leaves as single characters goes through a hidden Markov model.

use super::{
    dictionary::Entry,
    extra::{Extra, Word},
    guess, hmm,
    image::{TagModel, WordModel, Words, models},
};
use crate::source::Span;

/// A dictionary with what it takes to cut texts by it.
pub(super) struct Segmenter {
    words: Words,
    extra: Extra,
    /// The sum of all frequencies, and its natural logarithm.
    total: u64,
    log_total: f64,
    word_model: WordModel,
    tag_model: TagModel,
}

/// Buffers that are used again for each text. They grow with the longest block, not with the text.
#[derive(Default)]
pub(super) struct Buffers {
    block: Block,
    route: Vec<Step>,
    word_model: hmm::Buffers,
    tag_model: guess::Buffers,
}

/// A run of characters that words are looked for in.
#[derive(Default)]
struct Block {
    /// The byte in the text at which it starts.
    start: usize,
    /// The byte behind it.
    end: usize,
    chars: Vec<char>,
    /// Each character's code in the dictionary, and 0 at the end.
    codes: Vec<u16>,
    /// Each character's first byte, counted from the start, and the end.
    bytes: Vec<u32>,
}

/// The longest block in bytes: longer ones are cut.
const LONGEST: usize = 1 << 30;

impl Block {
    fn clear(&mut self) {
        self.chars.clear();
        self.codes.clear();
        self.bytes.clear();
    }

    #[inline(always)]
    fn push(&mut self, at: usize, c: char, code: u16) {
        if self.chars.is_empty() {
            self.start = at;
        }
        self.chars.push(c);
        self.codes.push(code);
        self.bytes.push((at - self.start) as u32);
        self.end = at + c.len_utf8();
    }

    /// Sets what stands behind the last character.
    fn close(&mut self) {
        self.codes.push(0);
        self.bytes.push((self.end - self.start) as u32);
    }

    fn span(&self, first: usize, end: usize) -> Span {
        Span::new(self.start + self.bytes[first] as usize, self.start + self.bytes[end] as usize)
    }
}

/// A word of a dictionary: a value of the built-in one, or the index of a user's word.
#[derive(Clone, Copy, PartialEq, Eq)]
struct WordId(u32);

impl WordId {
    const NONE: WordId = WordId(0);
    /// Set for a user's word.
    const EXTRA: u32 = 1 << 31;
}

/// The best way from a character to the end of its block.
#[derive(Clone, Copy)]
struct Step {
    /// The logarithm of its probability.
    score: f64,
    /// The character behind its first word.
    end: u32,
    word: WordId,
}

/// A piece of the text that was cut off.
enum Piece<'b> {
    /// The characters of a block from `first` to `end`, which the route takes for one word.
    Route { block: &'b Block, first: usize, end: usize, word: WordId },
    /// Characters of a block that were joined to a word outside the route.
    Joined { block: &'b Block, first: usize, end: usize },
    /// A character outside of blocks, or a line ending of two.
    Other(Span, char),
}

impl Piece<'_> {
    fn span(&self) -> Span {
        match *self {
            Piece::Route { block, first, end, .. } | Piece::Joined { block, first, end } => block.span(first, end),
            Piece::Other(span, _) => span,
        }
    }
}

/// CJK Unified Ideographs with their extensions to F and the compatibility ideographs, as jieba-rs has them.
#[inline(always)]
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') || is_rare_cjk(c)
}

fn is_rare_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2A6DF}'
        | '\u{2A700}'..='\u{2EBEF}' | '\u{2F800}'..='\u{2FA1F}')
}

/// Whether a character belongs to a block.
#[inline(always)]
fn is_blocked(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '&' | '.' | '_' | '%' | '-')
    } else {
        is_cjk(c)
    }
}

impl Segmenter {
    /// The built-in dictionary.
    pub(super) fn new() -> Segmenter {
        let words = Words::new();
        let (word_model, tag_model) = models();
        let total = words.total;
        Segmenter { words, extra: Extra::default(), total, log_total: (total as f64).ln(), word_model, tag_model }
    }

    /// Adds a word as jieba does: without a frequency it gets one that makes it a word of its own, and a word that is
    /// there keeps its tag.
    pub(super) fn add(&mut self, entry: &Entry, buffers: &mut Buffers) {
        let chars: Vec<char> = entry.word.chars().collect();
        if chars.is_empty() {
            return;
        }
        let frequency = entry.frequency.map_or_else(|| self.suggested(&entry.word, buffers), |given| given as u64);
        let known = self.find(&chars);
        self.total = self.total + frequency - self.frequency(known).unwrap_or(0);
        self.log_total = (self.total as f64).ln();
        let tag = if known == WordId::NONE { &*entry.tag } else { self.tag_of(known) }.into();
        self.extra.set(&entry.word, Word { log: (frequency as f64).ln(), frequency, tag });
    }

    /// The frequency that makes a word as probable as the words it is cut into, and one more.
    fn suggested(&self, word: &str, buffers: &mut Buffers) -> u64 {
        let mut log = 0.0;
        self.cut(word, false, buffers, |span| {
            let part: Vec<char> = span.of(word).chars().collect();
            let frequency = self.frequency(self.find(&part)).unwrap_or(1);
            log += (frequency as f64).ln() - self.log_total;
        });
        let whole: Vec<char> = word.chars().collect();
        ((log + self.log_total).exp() as u64 + 1).max(self.frequency(self.find(&whole)).unwrap_or(1))
    }

    fn find(&self, word: &[char]) -> WordId {
        match self.extra.find(word) {
            Some(index) => WordId(WordId::EXTRA | index),
            None => WordId(u32::from(self.words.value(word.iter().map(|&c| self.words.code(c))))),
        }
    }

    fn frequency(&self, word: WordId) -> Option<u64> {
        match word {
            WordId::NONE => None,
            WordId(id) if id & WordId::EXTRA != 0 => Some(self.extra.word(id & !WordId::EXTRA).frequency),
            WordId(id) => Some(self.words.frequency(id as u16)),
        }
    }

    fn tag_of(&self, word: WordId) -> &str {
        match word {
            WordId(id) if id & WordId::EXTRA != 0 => &self.extra.word(id & !WordId::EXTRA).tag,
            WordId(id) => self.words.tag(id as u16),
        }
    }

    /// Cuts `text` into words and calls `each` for every one.
    pub(super) fn cut(&self, text: &str, hmm: bool, buffers: &mut Buffers, mut each: impl FnMut(Span)) {
        let Buffers { block, route, word_model, .. } = buffers;
        self.pieces(text, hmm, (block, route, word_model), |piece| each(piece.span()));
    }

    /// Cuts `text` into words and calls `each` for every one with its tag.
    pub(super) fn tag<'s>(
        &'s self,
        text: &str,
        hmm: bool,
        buffers: &mut Buffers,
        mut each: impl FnMut(Span, &'s str),
    ) {
        let Buffers { block, route, word_model, tag_model } = buffers;
        self.pieces(text, hmm, (block, route, word_model), |piece| {
            let guessed = |word: &[char], buffers| guess::tag(&self.tag_model, word, is_cjk, buffers);
            let tag = match piece {
                Piece::Route { block, first, end, word: WordId::NONE } => guessed(&block.chars[first..end], tag_model),
                Piece::Route { word, .. } => self.tag_of(word),
                Piece::Joined { block, first, end } => match self.between(block, first, end) {
                    WordId::NONE => guessed(&block.chars[first..end], tag_model),
                    word => self.tag_of(word),
                },
                Piece::Other(span, c) if span.len() == c.len_utf8() => match self.find(&[c]) {
                    WordId::NONE => guessed(&[c], tag_model),
                    word => self.tag_of(word),
                },
                Piece::Other(..) => guess::UNKNOWN,
            };
            each(piece.span(), tag);
        });
    }

    fn pieces(
        &self,
        text: &str,
        hmm: bool,
        (block, route, word_model): (&mut Block, &mut Vec<Step>, &mut hmm::Buffers),
        mut each: impl FnMut(Piece<'_>),
    ) {
        let mut flush = |block: &mut Block, each: &mut _| {
            if block.chars.is_empty() {
                return;
            }
            block.close();
            self.find_route(block, route);
            self.follow(block, route, hmm, word_model, each);
            block.clear();
        };
        block.clear();
        let mut chars = text.char_indices();
        while let Some((at, c)) = chars.next() {
            if is_blocked(c) {
                block.push(at, c, self.words.code(c));
                if block.end - block.start >= LONGEST {
                    flush(block, &mut each);
                }
                continue;
            }
            flush(block, &mut each);
            let two = c == '\r' && text.as_bytes().get(at + 1) == Some(&b'\n');
            if two {
                chars.next();
            }
            each(Piece::Other(Span::new(at, at + c.len_utf8() + usize::from(two)), c));
        }
        flush(block, &mut each);
    }

    /// Leaves in `route` the best step from every character of the block: the word of the highest probability, the
    /// longest of equals. Added up in jieba's order, since rounding decides between near equals.
    fn find_route(&self, block: &Block, route: &mut Vec<Step>) {
        let count = block.chars.len();
        if route.len() <= count {
            route.resize(count + 1, Step { score: 0.0, end: 0, word: WordId::NONE });
        }
        let (codes, route) = (&block.codes[..=count], &mut route[..=count]);
        route[count] = Step { score: 0.0, end: count as u32, word: WordId::NONE };
        if self.extra.is_empty() {
            for i in (0..count).rev() {
                route[i] = self.best_step(codes, route, i, |_| false, None);
            }
            return;
        }
        let mut ends = Vec::new();
        for i in (0..count).rev() {
            ends.clear();
            let mut best: Option<Step> = None;
            for (length, index) in self.extra.prefixes(&block.chars[i..]) {
                let score = self.extra.word(index).log - self.log_total + route[i + length].score;
                if best.is_none_or(|best| score >= best.score) {
                    best = Some(Step { score, end: (i + length) as u32, word: WordId(WordId::EXTRA | index) });
                }
                ends.push(i + length);
            }
            // A user's word stands for the same one of the dictionary.
            route[i] = self.best_step(codes, route, i, |end| ends.contains(&end), best);
        }
    }

    /// The best step from character `i`, among the dictionary's words whose end isn't `taken`, and `best`.
    #[inline(always)]
    fn best_step(
        &self,
        codes: &[u16],
        route: &[Step],
        i: usize,
        taken: impl Fn(usize) -> bool,
        best: Option<Step>,
    ) -> Step {
        let mut best = best.unwrap_or(Step { score: f64::NEG_INFINITY, end: 0, word: WordId::NONE });
        let mut node = self.words.first(codes[i]);
        let mut end = i + 1;
        loop {
            // No word has no number for a logarithm, and no comparison with it holds.
            let score = self.words.log(node.value()) - self.log_total + route[end].score;
            let better = score > best.score || score == best.score && end > best.end as usize;
            if better && !taken(end) {
                best = Step { score, end: end as u32, word: WordId(u32::from(node.value())) };
            }
            match self.words.next(node, codes[end]) {
                Some(next) => (node, end) = (next, end + 1),
                None => break,
            }
        }
        if best.end == 0 {
            let score = 0.0 - self.log_total + route[i + 1].score;
            return Step { score, end: i as u32 + 1, word: WordId::NONE };
        }
        best
    }

    /// The dictionary's word between two characters of a block.
    fn between(&self, block: &Block, first: usize, end: usize) -> WordId {
        if !self.extra.is_empty() {
            return self.find(&block.chars[first..end]);
        }
        WordId(u32::from(self.words.value(block.codes[first..end].iter().copied())))
    }

    /// Cuts a block along its route. Single characters in a row are joined: ASCII letters and digits to one word, with
    /// `hmm` others as the model of unknown words tells.
    fn follow(
        &self,
        block: &Block,
        route: &[Step],
        hmm: bool,
        buffers: &mut hmm::Buffers,
        each: &mut impl FnMut(Piece<'_>),
    ) {
        let mut single = None;
        let mut at = 0;
        while at < block.chars.len() {
            let Step { end, word, .. } = route[at];
            let end = end as usize;
            if end - at == 1 && (hmm || block.chars[at].is_ascii_alphanumeric()) {
                single.get_or_insert(at);
            } else {
                if let Some(first) = single.take() {
                    self.join(block, route, (first, at), hmm, buffers, each);
                }
                each(Piece::Route { block, first: at, end, word });
            }
            at = end;
        }
        if let Some(first) = single {
            self.join(block, route, (first, at), hmm, buffers, each);
        }
    }

    /// Cuts the single characters from `first` to `end`.
    fn join(
        &self,
        block: &Block,
        route: &[Step],
        (first, end): (usize, usize),
        hmm: bool,
        buffers: &mut hmm::Buffers,
        each: &mut impl FnMut(Piece<'_>),
    ) {
        if end - first == 1 {
            each(Piece::Route { block, first, end, word: route[first].word });
        } else if !hmm {
            each(Piece::Joined { block, first, end });
        } else if self.between(block, first, end) != WordId::NONE {
            // A word that the route prefers in pieces stays in pieces.
            for at in first..end {
                each(Piece::Route { block, first: at, end: at + 1, word: route[at].word });
            }
        } else {
            self.cut_unknown(block, (first, end), buffers, each);
        }
    }

    /// Cuts unknown characters: those that the model covers by the model, others into numbers and words of letters
    /// and what lies between.
    fn cut_unknown(
        &self,
        block: &Block,
        (mut first, end): (usize, usize),
        buffers: &mut hmm::Buffers,
        each: &mut impl FnMut(Piece<'_>),
    ) {
        while first < end {
            let covered = hmm::COVERED.contains(&block.chars[first]);
            let same = |c: &&char| hmm::COVERED.contains(c) == covered;
            let run = &block.chars[first..end];
            let run = &run[..run.iter().take_while(same).count()];
            let mut joined = |a: usize, b: usize| each(Piece::Joined { block, first: first + a, end: first + b });
            match (covered, run) {
                (true, [_]) => joined(0, 1),
                (true, run) => self.word_model.cut(run, buffers, joined),
                (false, run) => signs(run, joined),
            }
            first += run.len();
        }
    }
}

/// Cuts a run of characters that the model does not cover: ASCII letters and digits, joined by . _ or - and with a
/// percent sign behind them, and what lies between them.
fn signs(run: &[char], mut each: impl FnMut(usize, usize)) {
    let is_sign = |at: usize| run.get(at).is_some_and(char::is_ascii_alphanumeric);
    let mut at = 0;
    while at < run.len() {
        let start = at;
        while at < run.len() && !is_sign(at) {
            at += 1;
        }
        if at > start {
            each(start, at);
        }
        let start = at;
        while is_sign(at) || at > start && matches!(run.get(at), Some('.' | '_' | '-')) && is_sign(at + 1) {
            at += 1;
        }
        if at > start {
            at += usize::from(run.get(at) == Some(&'%'));
            each(start, at);
        }
    }
}
