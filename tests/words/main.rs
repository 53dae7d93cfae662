//! The segmenter gives jieba-rs's words, positions and tags, and the images are what their data make.
//!
//! `cargo test` runs a short comparison. The whole one, a million hostile strings among it:
//!
//!     cargo test --release --test words -- --ignored

#[path = "../common/mod.rs"]
mod common;
mod hostile;
#[path = "../../examples/word_image/build/mod.rs"]
mod image;

use common::shared;
use jieba_rs::Jieba;
use std::{fs, path::Path};
use yaodian::{
    source::Span,
    words::{Buffers, Dictionary, Entry, own_entries, user_entries},
};

/// Ours and jieba-rs, with the same words.
struct Pair {
    own: Dictionary,
    oracle: Jieba,
    buffers: Buffers,
}

impl Pair {
    fn new(entries: &[Entry]) -> Pair {
        let mut oracle = Jieba::new();
        for entry in own_entries().iter().chain(entries) {
            oracle.add_word(&entry.word, entry.frequency, Some(&entry.tag));
        }
        Pair { own: Dictionary::new(entries, &[]), oracle, buffers: Buffers::default() }
    }

    /// Panics where the two differ on `text`; returns the words compared.
    fn compare(&mut self, text: &str) -> usize {
        let mut count = 0;
        for hmm in [true, false] {
            let mut own = Vec::new();
            self.own.cut(text, hmm, &mut self.buffers, |span| own.push(span));
            let oracle: Vec<Span> =
                self.oracle.cut(text, hmm).iter().map(|t| Span::new(t.byte_start, t.byte_end)).collect();
            count += own.len();
            let show = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join("/");
            assert!(own == oracle, "hmm={hmm} {text:?}\nown    {}\njieba  {}", show(&own), show(&oracle));
            let mut own = Vec::new();
            self.own.tag(text, hmm, &mut self.buffers, |token| own.push((token.span, token.tag.to_owned())));
            let tagged = self.oracle.tag(text, hmm);
            let oracle: Vec<_> =
                tagged.iter().map(|t| (Span::new(t.byte_start, t.byte_end), t.tag.to_owned())).collect();
            assert_eq!(own, oracle, "hmm={hmm} {text:?}");
        }
        count
    }
}

/// A user dictionary that takes words apart, joins them, changes frequencies and adds unknown characters.
fn user_dictionary() -> Vec<Entry> {
    user_entries(include_str!("user.txt")).expect("every line can be read")
}

/// The texts of a folder and those below it.
fn texts(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            out.extend(texts(&path));
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            out.push(String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned());
        }
    }
    out
}

fn fixtures() -> Vec<String> {
    texts(&common::root().join("fixtures"))
}

#[test]
fn the_fixtures_are_cut_as_jieba_rs_cuts_them() {
    for entries in [Vec::new(), user_dictionary()] {
        let mut pair = Pair::new(&entries);
        let words: usize = fixtures().iter().map(|text| pair.compare(text)).sum();
        assert!(words > 20_000, "{words} words");
    }
}

#[test]
fn hostile_strings_are_cut_as_jieba_rs_cuts_them() {
    compare_hostile(1, 4_000);
}

fn compare_hostile(seed: u64, count: usize) {
    let seeds: String = fixtures().concat();
    for entries in [Vec::new(), user_dictionary()] {
        let mut pair = Pair::new(&entries);
        let mut strings = hostile::Strings::new(seed, &seeds, &entries);
        for _ in 0..count / 2 {
            pair.compare(&strings.next());
        }
    }
}

#[test]
fn the_images_are_what_their_data_make() {
    let root = common::root();
    let made = image::images(&root).expect("the data of jieba-rs are there");
    let stored = |name: &str| fs::read(root.join("dict/image").join(name)).expect("an image");
    let advice = "run `cargo run --release --example word_image`";
    assert!(made.words == stored("words.bin"), "dict/image/words.bin is out of date: {advice}");
    assert!(made.model == stored("model.bin"), "dict/image/model.bin is out of date: {advice}");
    assert!(made.words.len() + made.model.len() < 12_000_000);
}

#[test]
#[ignore = "takes minutes; run it with --release"]
fn everything_is_cut_as_jieba_rs_cuts_it() {
    let mut seeds = fixtures();
    if cfg!(shared) {
        seeds.extend(texts(&shared().join("corpus")));
        seeds.extend(texts(&shared().join("gold")));
    }
    let jieba = image::data(&common::root()).expect("the data of jieba-rs are there");
    let dictionary = fs::read_to_string(jieba.join("dict.txt")).expect("its dictionary");
    for entries in [Vec::new(), user_dictionary()] {
        let mut pair = Pair::new(&entries);
        for text in &seeds {
            pair.compare(text);
            for line in text.lines() {
                pair.compare(line);
            }
        }
        for word in dictionary.lines().filter_map(|line| line.split(' ').next()) {
            pair.compare(word);
        }
    }
    compare_hostile(2, 1_000_000);
}
