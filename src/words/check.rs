//! Why a word of a dictionary is or isn't cut as its entry says.

use super::{Buffers, Entry, current, segment::Segmenter};
use std::sync::LazyLock;

/// How an entry's word is cut where it stands alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone {
    /// The pieces: one, where it is cut whole.
    pub pieces: Vec<String>,
    /// A character in it at which jieba always cuts.
    pub barrier: Option<char>,
    /// The frequency that keeps it whole, where it is cut for want of one.
    pub needed: Option<u64>,
    /// The tag that the built-in dictionary has for it.
    pub built_in: Option<String>,
}

/// Cuts the word of an entry with the dictionary of this thread.
pub fn alone(entry: &Entry) -> Alone {
    static BUILT_IN: LazyLock<Segmenter> = LazyLock::new(Segmenter::new);
    let mut pieces = Vec::new();
    let dictionary = current();
    dictionary
        .cut(&entry.word, true, &mut Buffers::default(), |span| pieces.push(span.of(&entry.word).to_owned()));
    let barrier = entry.word.chars().find(|&c| !BUILT_IN.joins(c));
    let cut = pieces.len() > 1 && barrier.is_none();
    Alone {
        barrier,
        needed: if cut { Some(dictionary.needed(&entry.word)) } else { None },
        built_in: BUILT_IN.tag_of_word(&entry.word),
        pieces,
    }
}
