//! The prebuilt images of jieba's dictionary and models: borrowed from the binary, nothing is parsed.
//!
//! An image is a row of sections, each from a multiple of 64 bytes on, after a table of their lengths (u32); all
//! numbers are little-endian.
//! `examples/word_image` makes them from the data of the jieba-rs package and from dict/words.txt.
//!
//! dict/image/words.bin: the code of each character of the Basic Multilingual Plane, in bit 15 whether it belongs to
//! a block (u16); the nodes of a double
//! array (u64); a bit for each node that has an inverse document frequency (u64), how many have one before each such
//! word of bits (u32) and their indices in the nodes' order (u16); for each value the logarithm of the
//! frequency (f64), the frequency (u32) and the tag (u8); the tags, a line each; the inverse document frequencies
//! (f64), the first of them the median; the sum of all frequencies (u64).
//!
//! A node holds its base in bits 0 to 19, the code of its label in 20 to 33, its value in 34 to 48 (0 is none) and
//! a filter of its children's codes in 49 to 63. The child for a code stands at base XOR code; no two nodes share
//! a base.
//!
//! dict/image/model.bin: the sections of the model of unknown words (`hmm`), then those of tags (`guess`).

use std::hint::select_unpredictable;

/// Bytes that begin with a line of the processor's cache, so that no number lies across two.
#[repr(align(64))]
struct Aligned<B: ?Sized>(B);

static WORDS: &Aligned<[u8]> = &Aligned(*include_bytes!("../../dict/image/words.bin"));
static MODEL: &Aligned<[u8]> = &Aligned(*include_bytes!("../../dict/image/model.bin"));

/// Values that a node can have.
const VALUES: usize = 1 << 15;

/// The bits of a node's filter; the codes of the last share one.
const FILTER: u32 = 14;

/// Numbers as they stand in an image.
type Numbers<const N: usize> = &'static [[u8; N]];

pub(super) fn f64_at(numbers: Numbers<8>, index: usize) -> f64 {
    f64::from_le_bytes(numbers[index])
}

pub(super) fn u16_at(numbers: Numbers<2>, index: usize) -> u16 {
    u16::from_le_bytes(numbers[index])
}

pub(super) fn u32_at(numbers: Numbers<4>, index: usize) -> u32 {
    u32::from_le_bytes(numbers[index])
}

/// Sections begin at multiples of this many bytes.
const ALIGNMENT: usize = 64;

/// The sections of an image with `COUNT` of them.
fn sections<const COUNT: usize>(image: &'static [u8]) -> [&'static [u8]; COUNT] {
    let (lengths, _) = image[..4 * COUNT].as_chunks::<4>();
    let mut start = lengths.len() * 4;
    std::array::from_fn(|i| {
        start = start.next_multiple_of(ALIGNMENT);
        let section = &image[start..start + u32_at(lengths, i) as usize];
        start += section.len();
        section
    })
}

fn numbers<const N: usize>(section: &'static [u8]) -> Numbers<N> {
    section.as_chunks().0
}

fn lines(section: &'static [u8]) -> Vec<&'static str> {
    std::str::from_utf8(section).unwrap_or_default().lines().collect()
}

/// A place in the double array: a prefix of words.
#[derive(Clone, Copy)]
pub(super) struct Node(u64);

impl Node {
    /// The value of the word that ends here, 0 where none does.
    #[inline(always)]
    pub(super) fn value(self) -> u16 {
        (self.0 >> 34) as u16 & 0x7FFF
    }
}

/// A character.
pub(super) struct Class {
    /// Whether it belongs to a block: Chinese characters, ASCII letters and digits and + # & . _ % -.
    pub(super) blocked: bool,
    /// Its code, 0 where no word has it.
    pub(super) code: u16,
}

/// The dictionary.
pub(super) struct Words {
    codes: &'static [[u8; 2]; 1 << 16],
    nodes: Numbers<8>,
    has_inverse: Numbers<8>,
    ranks: Numbers<4>,
    inverse: Numbers<2>,
    logs: &'static [[u8; 8]; VALUES],
    weights: &'static [[u8; 8]; VALUES],
    frequencies: Numbers<4>,
    tag_of: &'static [u8],
    tags: Vec<&'static str>,
    inverses: Numbers<8>,
    /// The sum of all frequencies.
    pub(super) total: u64,
}

impl Words {
    pub(super) fn new() -> Words {
        let [
            codes,
            nodes,
            has_inverse,
            ranks,
            inverse,
            logs,
            weights,
            frequencies,
            tag_of,
            tags,
            inverses,
            total,
        ] = sections(&WORDS.0);
        let codes = numbers(codes).first_chunk().expect("the image has a code for each character");
        let logs = numbers(logs).first_chunk().expect("the image has a logarithm for each value");
        let weights = numbers(weights).first_chunk().expect("the image has a weight for each value");
        Words {
            codes,
            nodes: numbers(nodes),
            has_inverse: numbers(has_inverse),
            ranks: numbers(ranks),
            inverse: numbers(inverse),
            logs,
            weights,
            frequencies: numbers(frequencies),
            tag_of,
            tags: lines(tags),
            inverses: numbers(inverses),
            total: numbers(total).first().map_or(0, |total| u64::from_le_bytes(*total)),
        }
    }

    /// What the dictionary knows of a character; none outside of the Basic Multilingual Plane.
    #[inline(always)]
    pub(super) fn class(&self, c: char) -> Option<Class> {
        let class = u16::from_le_bytes(self.codes[usize::from(u16::try_from(u32::from(c)).ok()?)]);
        Some(Class { blocked: class >> 15 == 1, code: class & 0x3FFF })
    }

    /// The code of a character, 0 where no word has it.
    pub(super) fn code(&self, c: char) -> u16 {
        self.class(c).map_or(0, |class| class.code)
    }

    #[inline(always)]
    fn node(&self, index: usize) -> Node {
        Node(u64::from_le_bytes(self.nodes[index]))
    }

    /// The node of the one character with `code`.
    #[inline(always)]
    pub(super) fn first(&self, code: u16) -> Node {
        self.node(usize::from(code))
    }

    /// The node behind `node` for the next character's `code`, if words go on with it.
    #[inline(always)]
    pub(super) fn next(&self, node: Node, code: u16) -> Option<Node> {
        let bit = u32::from(code & 15).min(FILTER);
        if node.0 >> (49 + bit) & 1 == 0 {
            return None;
        }
        let next = self.node((node.0 as u32 & 0xF_FFFF ^ u32::from(code)) as usize);
        ((next.0 >> 20) as u16 & 0x3FFF == code).then_some(next)
    }

    /// The nodes of a character and of it with the next one, none where no word goes on so. Without a
    /// branch, so that the processor can look many up at once.
    #[inline(always)]
    pub(super) fn first_two(&self, code: u16, next: u16) -> [Node; 2] {
        let first = self.first(code);
        [first, self.next_or_none(first, next)]
    }

    #[inline(always)]
    fn next_or_none(&self, node: Node, code: u16) -> Node {
        let bit = u32::from(code & 15).min(FILTER);
        let goes_on = node.0 >> (49 + bit) & 1 == 1;
        let index = select_unpredictable(goes_on, node.0 as u32 & 0xF_FFFF ^ u32::from(code), 0);
        let next = self.node(index as usize);
        let same = (next.0 >> 20) as u16 & 0x3FFF == code;
        Node(select_unpredictable(same, next.0, 0))
    }

    fn find(&self, word: impl Iterator<Item = u16>) -> Option<(usize, Node)> {
        let mut found: Option<(usize, Node)> = None;
        for code in word {
            found = Some(match found {
                None => (usize::from(code), self.first(code)),
                Some((_, node)) => {
                    ((node.0 as u32 & 0xF_FFFF ^ u32::from(code)) as usize, self.next(node, code)?)
                }
            });
        }
        found
    }

    /// The value of a word, 0 where the dictionary lacks it.
    pub(super) fn value(&self, word: impl Iterator<Item = u16>) -> u16 {
        self.find(word).map_or(0, |(_, node)| node.value())
    }

    /// The natural logarithm of a value's frequency; minus infinity for value 0.
    #[inline(always)]
    pub(super) fn log(&self, value: u16) -> f64 {
        f64::from_le_bytes(self.logs[usize::from(value) % VALUES])
    }

    /// The natural logarithm of the share that a value's frequency has in the sum of all; minus infinity for value 0.
    #[inline(always)]
    pub(super) fn weight(&self, value: u16) -> f64 {
        f64::from_le_bytes(self.weights[usize::from(value) % VALUES])
    }

    pub(super) fn frequency(&self, value: u16) -> u64 {
        u64::from(u32_at(self.frequencies, usize::from(value)))
    }

    pub(super) fn tag(&self, value: u16) -> &'static str {
        self.tags[usize::from(self.tag_of[usize::from(value)])]
    }

    /// The inverse document frequency of a word; the median of all where the table lacks it.
    pub(super) fn inverse_document_frequency(&self, word: &str) -> f64 {
        let found = self.find(word.chars().map(|c| self.code(c)));
        f64_at(self.inverses, found.and_then(|(node, _)| self.inverse_of(node)).unwrap_or(0))
    }

    /// The index of a node's inverse document frequency: those of all nodes before it stand before it.
    fn inverse_of(&self, node: usize) -> Option<usize> {
        let bits = u64::from_le_bytes(self.has_inverse[node / 64]);
        let bit = node % 64;
        let before = (bits & ((1 << bit) - 1)).count_ones() + u32_at(self.ranks, node / 64);
        (bits >> bit & 1 == 1).then(|| usize::from(u16_at(self.inverse, before as usize)))
    }
}

/// The hidden Markov model of unknown words.
pub(super) struct WordModel {
    /// Log-probabilities of the four states at the start.
    pub(super) start: [f64; 4],
    /// Log-probabilities of the transitions, row by row of what is left.
    pub(super) transitions: [[f64; 4]; 4],
    /// The row of emissions of each character from U+4E00 on, `u16::MAX` for none.
    pub(super) rows: Numbers<2>,
    /// The emissions of the four states, row by row.
    pub(super) emissions: &'static [[[u8; 8]; 4]],
}

/// The hidden Markov model of tags.
pub(super) struct TagModel {
    pub(super) tags: Vec<&'static str>,
    /// Log-probabilities of the states at the start.
    pub(super) start: Numbers<8>,
    /// Log-probabilities of the transitions: those to begin and single from end and single states, row by row of what
    /// is entered; then those to middle and end from begin and middle of the same tag.
    pub(super) transitions: Numbers<8>,
    /// The row of each character, 0 for none.
    pub(super) rows: Numbers<2>,
    /// The end of each row in `states` and `emissions`.
    pub(super) ends: Numbers<4>,
    pub(super) states: &'static [u8],
    pub(super) emissions: Numbers<8>,
}

pub(super) fn models() -> (WordModel, TagModel) {
    let [start, rows, emissions, tags, tag_start, transitions, tag_rows, ends, states, tag_emissions] =
        sections(&MODEL.0);
    let start = numbers(start);
    let word = WordModel {
        start: std::array::from_fn(|to| f64_at(start, to)),
        transitions: std::array::from_fn(|from| std::array::from_fn(|to| f64_at(start, 4 + 4 * from + to))),
        rows: numbers(rows),
        emissions: numbers(emissions).as_chunks().0,
    };
    let tag = TagModel {
        tags: lines(tags),
        start: numbers(tag_start),
        transitions: numbers(transitions),
        rows: numbers(tag_rows),
        ends: numbers(ends),
        states,
        emissions: numbers(tag_emissions),
    };
    (word, tag)
}
