//! Our segmenter and jieba-rs give the same words, places and tags for any text, with HMM and without, with a user
//! dictionary and without.

use jieba_rs::Jieba;
use std::sync::LazyLock;
use yaodian::{
    source::Span,
    words::{Buffers, Dictionary, own_entries, user_entries},
};

static PAIRS: LazyLock<[(Dictionary, Jieba); 2]> = LazyLock::new(|| {
    let user = user_entries(include_str!("../../tests/words/user.txt")).expect("every line can be read");
    [Vec::new(), user].map(|entries| {
        let mut oracle = Jieba::new();
        for entry in own_entries().iter().chain(&entries) {
            oracle.add_word(&entry.word, entry.frequency, Some(&entry.tag));
        }
        (Dictionary::new(&entries, &[]), oracle)
    })
});

fn tagged(dictionary: &Dictionary, text: &str, hmm: bool) -> Vec<(Span, String)> {
    let mut out = Vec::new();
    dictionary.tag(text, hmm, &mut Buffers::default(), |token| out.push((token.span, token.tag.to_owned())));
    out
}

fn tagged_by_jieba(jieba: &Jieba, text: &str, hmm: bool) -> Vec<(Span, String)> {
    let word = |t: &jieba_rs::Tag<'_>| (Span::new(t.byte_start, t.byte_end), t.tag.to_owned());
    jieba.tag(text, hmm).iter().map(word).collect()
}

/// Half of the inputs as they are, half as characters that texts are made of.
pub(crate) fn words(bytes: &[u8]) {
    let common: String = bytes
        .chunks(2)
        .filter_map(|pair| char::from_u32(0x4E00 + u32::from(pair[0]) * 81 + u32::from(*pair.last()?) % 81))
        .collect();
    for text in [String::from_utf8_lossy(bytes).into_owned(), common] {
        for (own, oracle) in &*PAIRS {
            for hmm in [true, false] {
                assert_eq!(
                    tagged(own, &text, hmm),
                    tagged_by_jieba(oracle, &text, hmm),
                    "hmm={hmm} {text:?}"
                );
            }
        }
    }
}
