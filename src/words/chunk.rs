//! A stretch of text with what the dictionary has for its characters, and the blocks in it.

use super::image::{Class, Node, Words};
use crate::source::Span;

/// A stretch of text that is looked up at once. It ends with a block, so that no block is cut.
#[derive(Default)]
pub(super) struct Chunk {
    /// The characters, and one behind the last.
    chars: Vec<Char>,
    /// Where words of one and of two characters end that start at each character. These look-ups wait for memory and
    /// not for one another: all of them together take a fraction of what they take one by one.
    nodes: Vec<[Node; 2]>,
}

#[derive(Clone, Copy)]
pub(super) struct Char {
    pub(super) char: char,
    /// Its first byte, counted from the start of the chunk.
    byte: u32,
    /// Its code in the dictionary; 0 outside of blocks.
    pub(super) code: u16,
    /// Whether it belongs to a block.
    blocked: bool,
}

/// A part of a chunk.
pub(super) enum Part<'c> {
    Block(Block<'c>),
    /// A character outside of blocks, or a line ending of two.
    Other(Span, char),
}

/// A run of characters that words are looked for in.
#[derive(Clone, Copy)]
pub(super) struct Block<'c> {
    /// The byte in the text at which the chunk starts.
    start: usize,
    /// The characters, and one behind the last.
    pub(super) chars: &'c [Char],
    pub(super) nodes: &'c [[Node; 2]],
}

/// Characters after which a chunk ends with the block: few enough for the processor's nearest cache.
const SIZE: usize = 512;

/// The longest block in bytes, some 40,000 characters without a sign between them: longer ones are cut.
const LONGEST: usize = 1 << 17;

/// CJK Unified Ideographs with their extensions to F and the compatibility ideographs, as jieba-rs has them.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{2A6DF}' | '\u{2A700}'..='\u{2EBEF}' | '\u{2F800}'..='\u{2FA1F}')
}

impl Chunk {
    /// Reads the text from byte `start` on; returns the byte behind what was read.
    pub(super) fn read(&mut self, text: &str, start: usize, words: &Words) -> usize {
        self.chars.clear();
        self.nodes.clear();
        let mut end = text.len();
        for (at, char) in text[start..].char_indices() {
            let Class { blocked, code } =
                words.class(char).unwrap_or_else(|| Class { blocked: is_cjk(char), code: 0 });
            // Not between the two signs of a line ending.
            if self.chars.len() >= SIZE && !blocked && char != '\n' || at >= LONGEST {
                end = start + at;
                break;
            }
            let code = if blocked { code } else { 0 };
            self.chars.push(Char { char, byte: at as u32, code, blocked });
        }
        self.chars.push(Char { char: '\0', byte: (end - start) as u32, code: 0, blocked: false });
        self.nodes.extend(self.chars.windows(2).map(|pair| words.first_two(pair[0].code, pair[1].code)));
        end
    }

    /// The parts of the chunk, which was read from byte `start` of the text on.
    pub(super) fn parts(&self, start: usize) -> impl Iterator<Item = Part<'_>> {
        let mut at = 0;
        std::iter::from_fn(move || {
            let first = at;
            if first == self.nodes.len() {
                return None;
            }
            let c = self.chars[first];
            if c.blocked {
                at += self.chars[first..].iter().take_while(|c| c.blocked).count();
                return Some(Part::Block(Block {
                    start,
                    chars: &self.chars[first..=at],
                    nodes: &self.nodes[first..at],
                }));
            }
            at += 1 + usize::from(c.char == '\r' && self.chars[first + 1].char == '\n');
            let byte = |at: usize| start + self.chars[at].byte as usize;
            Some(Part::Other(Span::new(byte(first), byte(at)), c.char))
        })
    }
}

impl<'c> Block<'c> {
    /// The bytes of the characters from `first` to `end` in the text.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        let byte = |at: usize| self.start + self.chars[at].byte as usize;
        Span::new(byte(first), byte(end))
    }

    /// The characters from `first` to `end`.
    pub(super) fn text(
        &self,
        first: usize,
        end: usize,
    ) -> impl ExactSizeIterator<Item = char> + Clone + use<'c> {
        self.chars[first..end].iter().map(|c| c.char)
    }
}
