//! A user's words on top of the built-in dictionary, with the meaning of jieba's user dictionary.

/// A word with what jieba keeps of it.
pub(super) struct Word {
    /// The natural logarithm of its frequency.
    pub(super) log: f64,
    pub(super) frequency: u64,
    pub(super) tag: Box<str>,
}

#[derive(Default)]
struct Node {
    /// The children, sorted by character.
    children: Vec<(char, u32)>,
    /// The word that ends here, an index into the words.
    word: Option<u32>,
}

/// A trie of words. It grows with them alone.
#[derive(Default)]
pub(super) struct Extra {
    nodes: Vec<Node>,
    words: Vec<Word>,
    /// A bit for each character that words begin with, by its lower bits.
    first: Vec<u64>,
}

/// Bits of the filter of first characters.
const FIRST: usize = 1 << 16;

impl Extra {
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub(super) fn word(&self, index: u32) -> &Word {
        &self.words[index as usize]
    }

    /// Sets a word, in the place of the one that was there.
    pub(super) fn set(&mut self, text: &str, word: Word) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
            self.first = vec![0; FIRST / 64];
        }
        if let Some(c) = text.chars().next() {
            let bit = c as usize % FIRST;
            self.first[bit / 64] |= 1 << (bit % 64);
        }
        let mut node = 0;
        for c in text.chars() {
            node = match self.nodes[node].children.binary_search_by_key(&c, |child| child.0) {
                Ok(place) => self.nodes[node].children[place].1 as usize,
                Err(place) => {
                    let new = self.nodes.len();
                    self.nodes[node].children.insert(place, (c, new as u32));
                    self.nodes.push(Node::default());
                    new
                }
            };
        }
        match self.nodes[node].word {
            Some(index) => self.words[index as usize] = word,
            None => {
                self.nodes[node].word = Some(self.words.len() as u32);
                self.words.push(word);
            }
        }
    }

    /// The words that `text` begins with, the shorter first: their length in characters and their index.
    pub(super) fn prefixes(&self, text: impl Iterator<Item = char>) -> impl Iterator<Item = (usize, u32)> {
        let mut node = self.nodes.first();
        let step = move |(i, c): (usize, char)| {
            let children = &node?.children;
            let opens = |bit: usize| self.first[bit / 64] >> (bit % 64) & 1 == 1;
            if i == 0 && !opens(c as usize % FIRST) {
                return None;
            }
            let place = children.binary_search_by_key(&c, |child| child.0).ok()?;
            let next = &self.nodes[children[place].1 as usize];
            node = Some(next);
            Some(next.word.map(|word| (i + 1, word)))
        };
        text.enumerate().map_while(step).flatten()
    }

    /// The index of a word.
    pub(super) fn find(&self, word: impl Iterator<Item = char> + Clone) -> Option<u32> {
        if self.is_empty() {
            return None;
        }
        let length = word.clone().count();
        self.prefixes(word).find(|found| found.0 == length).map(|(_, index)| index)
    }
}
