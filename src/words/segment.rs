//! Words and their tags, the same as jieba-rs 0.11 gives: a text is split into blocks of Chinese characters and
//! ASCII signs, each block is cut along the route of maximum probability through the dictionary's words, and what
//! the route leaves as single characters goes through a hidden Markov model.

use super::{
    chunk::{Block, Char, Chunk, Part, is_cjk},
    dictionary::Entry,
    extra::{Extra, Word},
    guess, hmm,
    image::{Node, TagModel, WordModel, Words, models},
};
use crate::source::Span;
use std::hint::select_unpredictable;

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
    chunk: Chunk,
    route: Vec<Step>,
    word_model: hmm::Buffers,
    tag_model: guess::Buffers,
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

impl Step {
    /// At the end of a block.
    const END: Step = Step { score: 0.0, end: 0, word: WordId::NONE };
}

/// A piece of the text that was cut off.
enum Piece<'b> {
    /// The characters of a block from `first` to `end`, which the route takes for one word.
    Route { block: Block<'b>, first: usize, end: usize, word: WordId },
    /// Characters of a block that were joined to a word outside the route.
    Joined { block: Block<'b>, first: usize, end: usize },
    /// A character outside of blocks, or a line ending of two.
    Other(Span, char),
}

impl Piece<'_> {
    fn span(&self) -> Span {
        match *self {
            Piece::Route { block, first, end, .. } | Piece::Joined { block, first, end } => {
                block.span(first, end)
            }
            Piece::Other(span, _) => span,
        }
    }
}

impl Segmenter {
    /// The built-in dictionary.
    pub(super) fn new() -> Segmenter {
        let words = Words::new();
        let (word_model, tag_model) = models();
        let total = words.total;
        Segmenter {
            words,
            extra: Extra::default(),
            total,
            log_total: (total as f64).ln(),
            word_model,
            tag_model,
        }
    }

    /// Adds a word as jieba does: without a frequency it gets one that makes it a word of its own, and a word that is
    /// there keeps its tag.
    pub(super) fn add(&mut self, entry: &Entry, buffers: &mut Buffers) {
        if entry.word.is_empty() {
            return;
        }
        let frequency =
            entry.frequency.map_or_else(|| self.suggested(&entry.word, buffers), |given| given as u64);
        let known = self.find(entry.word.chars());
        self.total = self.total + frequency - self.frequency(known).unwrap_or(0);
        self.log_total = (self.total as f64).ln();
        let tag = if known == WordId::NONE { &*entry.tag } else { self.tag_of(known) }.into();
        self.extra.set(&entry.word, Word { log: (frequency as f64).ln(), frequency, tag });
    }

    /// The frequency that makes a word as probable as the words it is cut into, and one more.
    pub(super) fn suggested(&self, word: &str, buffers: &mut Buffers) -> u64 {
        let mut log = 0.0;
        self.cut(word, false, buffers, |span| {
            let frequency = self.frequency(self.find(span.of(word).chars())).unwrap_or(1);
            log += (frequency as f64).ln() - self.log_total;
        });
        ((log + self.log_total).exp() as u64 + 1).max(self.frequency(self.find(word.chars())).unwrap_or(1))
    }

    /// Whether a word is in the dictionary.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.find(word.chars()) != WordId::NONE
    }

    /// The tag of a word of the dictionary.
    pub(super) fn tag_of_word(&self, word: &str) -> Option<String> {
        let found = self.find(word.chars());
        (found != WordId::NONE).then(|| self.tag_of(found).to_owned())
    }

    /// Whether a word may have a character; at others texts are always cut.
    pub(super) fn joins(&self, c: char) -> bool {
        self.words.class(c).map_or_else(|| is_cjk(c), |class| class.blocked)
    }

    fn find(&self, word: impl Iterator<Item = char> + Clone) -> WordId {
        match self.extra.find(word.clone()) {
            Some(index) => WordId(WordId::EXTRA | index),
            None => WordId(u32::from(self.words.value(word.map(|c| self.words.code(c))))),
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
        let Buffers { chunk, route, word_model, .. } = buffers;
        self.pieces(text, hmm, (chunk, route, word_model), |piece| each(piece.span()));
    }

    /// Cuts `text` into words and calls `each` for every one with its tag.
    pub(super) fn tag<'s>(
        &'s self,
        text: &str,
        hmm: bool,
        buffers: &mut Buffers,
        mut each: impl FnMut(Span, &'s str),
    ) {
        let Buffers { chunk, route, word_model, tag_model } = buffers;
        self.pieces(text, hmm, (chunk, route, word_model), |piece| {
            let guessed = |block: Block<'_>, first, end, buffers| {
                guess::tag(&self.tag_model, block.text(first, end), is_cjk, buffers)
            };
            let tag = match piece {
                Piece::Route { block, first, end, word: WordId::NONE } => {
                    guessed(block, first, end, tag_model)
                }
                Piece::Route { word, .. } => self.tag_of(word),
                Piece::Joined { block, first, end } => match self.between(block, first, end) {
                    WordId::NONE => guessed(block, first, end, tag_model),
                    word => self.tag_of(word),
                },
                Piece::Other(span, c) if span.len() == c.len_utf8() => match self.find(std::iter::once(c)) {
                    WordId::NONE => guess::tag(&self.tag_model, std::iter::once(c), is_cjk, tag_model),
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
        (chunk, route, word_model): (&mut Chunk, &mut Vec<Step>, &mut hmm::Buffers),
        mut each: impl FnMut(Piece<'_>),
    ) {
        let mut start = 0;
        while start < text.len() {
            let end = chunk.read(text, start, &self.words);
            for part in chunk.parts(start) {
                match part {
                    Part::Block(block) => {
                        if self.extra.is_empty() {
                            self.find_route(block, route);
                        } else {
                            self.find_route_with_extra(block, route);
                        }
                        self.follow(block, route, hmm, word_model, &mut each);
                    }
                    Part::Other(span, c) => each(Piece::Other(span, c)),
                }
            }
            start = end;
        }
    }

    /// Leaves in `route` the best step from every character of the block: the word of the highest probability, the
    /// longest of equals. Added up in jieba's order, since rounding decides between near equals.
    fn find_route(&self, block: Block<'_>, route: &mut Vec<Step>) {
        let count = block.nodes.len();
        if route.len() < count + 2 {
            route.resize(count + 2, Step::END);
        }
        let route = &mut route[..count + 2];
        route[count..].fill(Step::END);
        let step = |node: Node, end: usize, behind: f64| Step {
            score: self.words.weight(node.value()) + behind,
            end: end as u32,
            word: WordId(u32::from(node.value())),
        };
        // Chosen without a branch: which words a text has can't be foretold.
        let better = |best: Step, other: Step| {
            let worse = best.score > other.score;
            Step {
                score: if worse { best.score } else { other.score },
                end: select_unpredictable(worse, best.end, other.end),
                word: select_unpredictable(worse, best.word, other.word),
            }
        };
        // The scores from the next two characters on: the next step waits for them, and not for the memory they go to.
        let (mut next, mut after) = (Step::END.score, Step::END.score);
        for (i, &[first, second]) in block.nodes.iter().enumerate().rev() {
            let mut best = better(step(first, i + 1, next), step(second, i + 2, after));
            let mut node = second;
            let mut end = i + 2;
            while end < count
                && let Some(next) = self.words.next(node, block.chars[end].code)
            {
                (node, end) = (next, end + 1);
                best = better(best, step(node, end, route[end].score));
            }
            if best.score == f64::NEG_INFINITY {
                best = self.unknown(route, i);
            }
            route[i] = best;
            (next, after) = (best.score, next);
        }
    }

    /// [`Self::find_route`] where there are a user's words.
    fn find_route_with_extra(&self, block: Block<'_>, route: &mut Vec<Step>) {
        let count = block.nodes.len();
        route.resize(count + 1, Step::END);
        route[count] = Step::END;
        let mut ends = Vec::new();
        for i in (0..count).rev() {
            let chars = &block.chars[i..count];
            let mut best = Step { score: f64::NEG_INFINITY, end: 0, word: WordId::NONE };
            let mut weigh = |log: f64, end: usize, word: WordId| {
                let score = log - self.log_total + route[end].score;
                if score > best.score || score == best.score && end > best.end as usize {
                    best = Step { score, end: end as u32, word };
                }
            };
            ends.clear();
            for (length, index) in self.extra.prefixes(chars.iter().map(|c| c.char)) {
                weigh(self.extra.word(index).log, i + length, WordId(WordId::EXTRA | index));
                ends.push(i + length);
            }
            let mut node = self.words.first(chars[0].code);
            for (end, behind) in (i + 1..).zip(chars[1..].iter().map(|c| c.code).chain([0])) {
                // A user's word stands for the same one of the dictionary.
                if node.value() != 0 && !ends.contains(&end) {
                    weigh(self.words.log(node.value()), end, WordId(u32::from(node.value())));
                }
                match self.words.next(node, behind) {
                    Some(next) => node = next,
                    None => break,
                }
            }
            route[i] = if best.end == 0 { self.unknown(route, i) } else { best };
        }
    }

    /// The step over a character that no word begins with.
    fn unknown(&self, route: &[Step], i: usize) -> Step {
        let score = 0.0 - self.log_total + route[i + 1].score;
        Step { score, end: i as u32 + 1, word: WordId::NONE }
    }

    /// The dictionary's word between two characters of a block.
    fn between(&self, block: Block<'_>, first: usize, end: usize) -> WordId {
        if !self.extra.is_empty() {
            return self.find(block.text(first, end));
        }
        WordId(u32::from(self.words.value(block.chars[first..end].iter().map(|c| c.code))))
    }

    /// Cuts a block along its route. Single characters in a row are joined: ASCII letters and digits to one word, with
    /// `hmm` others as the model of unknown words tells.
    fn follow(
        &self,
        block: Block<'_>,
        route: &[Step],
        hmm: bool,
        buffers: &mut hmm::Buffers,
        each: &mut impl FnMut(Piece<'_>),
    ) {
        let mut single = None;
        let mut at = 0;
        while at < block.nodes.len() {
            let Step { end, word, .. } = route[at];
            let end = end as usize;
            if end - at == 1 && (hmm || block.chars[at].char.is_ascii_alphanumeric()) {
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
        block: Block<'_>,
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
            for (at, step) in (first..end).zip(&route[first..]) {
                each(Piece::Route { block, first: at, end: at + 1, word: step.word });
            }
        } else {
            self.cut_unknown(block, (first, end), buffers, each);
        }
    }

    /// Cuts unknown characters: those that the model covers by the model, others into numbers and words of letters
    /// and what lies between.
    fn cut_unknown(
        &self,
        block: Block<'_>,
        (mut first, end): (usize, usize),
        buffers: &mut hmm::Buffers,
        each: &mut impl FnMut(Piece<'_>),
    ) {
        while first < end {
            let covered = hmm::COVERED.contains(&block.chars[first].char);
            let run = block.text(first, end).take_while(|c| hmm::COVERED.contains(c) == covered);
            let length = run.clone().count();
            let joined = |a: usize, b: usize| each(Piece::Joined { block, first: first + a, end: first + b });
            if !covered {
                signs(&block.chars[first..first + length], joined);
            } else {
                self.word_model.cut(run, buffers, joined);
            }
            first += length;
        }
    }
}

/// Cuts a run of characters that the model does not cover: ASCII letters and digits, joined by . _ or - and with a
/// percent sign behind them, and what lies between them.
fn signs(run: &[Char], mut each: impl FnMut(usize, usize)) {
    let sign = |at: usize| run.get(at).map(|c| c.char);
    let is_sign = |at: usize| sign(at).is_some_and(|c| c.is_ascii_alphanumeric());
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
        while is_sign(at) || at > start && matches!(sign(at), Some('.' | '_' | '-')) && is_sign(at + 1) {
            at += 1;
        }
        if at > start {
            at += usize::from(sign(at) == Some('%'));
            each(start, at);
        }
    }
}
