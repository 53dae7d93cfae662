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
    pub(super) fn prefixes(&self, text: &[char]) -> impl Iterator<Item = (usize, u32)> {
        let opens = text.first().is_some_and(|&c| {
            let bit = c as usize % FIRST;
            self.first.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
        });
        let mut node = self.nodes.first().filter(|_| opens);
        text.iter().enumerate().map_while(move |(i, c)| {
            let children = &node?.children;
            let place = children.binary_search_by_key(c, |child| child.0).ok()?;
            let next = &self.nodes[children[place].1 as usize];
            node = Some(next);
            Some(next.word.map(|word| (i + 1, word)))
        }).flatten()
    }

    /// The index of a word.
    pub(super) fn find(&self, word: &[char]) -> Option<u32> {
        self.prefixes(word).find(|&(length, _)| length == word.len()).map(|(_, index)| index)
    }
}
