//! How varied the words of one document are.

use super::{Choice, Text};
use crate::statistics::diversity::{mattr, mtld, type_token_ratio};
use std::collections::HashMap;

/// A document's vocabulary in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Diversity {
    /// Its words.
    pub tokens: usize,
    /// Its different words.
    pub types: usize,
    /// Types by tokens.
    pub type_token_ratio: Option<f64>,
    /// The mean ratio of moving windows.
    pub mattr: Option<f64>,
    /// The measure of textual lexical diversity.
    pub mtld: Option<f64>,
}

/// The diversity of the words of `text` that `choice` takes, with windows of so many words for MATTR.
pub fn diversity(text: &Text<'_>, choice: &Choice, window: usize) -> Diversity {
    let mut numbers: HashMap<String, u32> = HashMap::new();
    let mut words = Vec::new();
    text.for_each_word(|word| {
        if choice.takes(word.text, word.tag) {
            let next = numbers.len() as u32;
            let number = match numbers.get(word.text) {
                Some(&number) => number,
                None => *numbers.entry(word.text.to_owned()).or_insert(next),
            };
            words.push(number);
        }
    });
    Diversity {
        tokens: words.len(),
        types: numbers.len(),
        type_token_ratio: type_token_ratio(numbers.len(), words.len()),
        mattr: mattr(&words, window),
        mtld: mtld(&words),
    }
}
