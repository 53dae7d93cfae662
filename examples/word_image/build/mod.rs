//! How the images are made. Their layout is described in src/words/image.rs, which reads them.

mod array;
mod model;
mod package;

use jieba_rs::Jieba;
use std::{
    collections::{BTreeMap, HashMap},
    error::Error,
    fs,
    path::{Path, PathBuf},
};

pub(crate) struct Images {
    pub(crate) words: Vec<u8>,
    pub(crate) model: Vec<u8>,
}

/// A word of the dictionary with its frequency and tag.
struct Entry {
    word: String,
    frequency: usize,
    tag: String,
}

/// The folder of jieba's data: dict.txt, idf.txt, posseg.txt.
pub(crate) fn data(root: &Path) -> Result<PathBuf, Box<dyn Error>> {
    Ok(package::folder(root, "jieba-rs")?.join("src/data"))
}

/// Makes both images of the package at `root`.
pub(crate) fn images(root: &Path) -> Result<Images, Box<dyn Error>> {
    let jieba = data(root)?;
    let entries = entries(
        &fs::read_to_string(jieba.join("dict.txt"))?,
        &fs::read_to_string(root.join("dict/words.txt"))?,
    )?;
    let words = words(&entries, &fs::read_to_string(jieba.join("idf.txt"))?)?;
    let hmm = package::folder(root, "jieba-macros")?.join("src/hmm.model");
    let model = model::image(&fs::read_to_string(hmm)?, &fs::read_to_string(jieba.join("posseg.txt"))?)?;
    Ok(Images { words, model })
}

/// jieba's entries, then ours on top with the meaning of `Jieba::add_word`: a suggested frequency, and a word that
/// is there keeps its tag.
fn entries(dictionary: &str, own: &str) -> Result<Vec<Entry>, Box<dyn Error>> {
    let mut entries = Vec::new();
    let mut places = HashMap::new();
    for line in dictionary.lines() {
        let [word, frequency, tag] = line.split_ascii_whitespace().collect::<Vec<_>>()[..] else {
            return Err(format!("dict.txt: {line:?} is no word, frequency and tag").into());
        };
        places.insert(word.to_owned(), entries.len());
        entries.push(Entry { word: word.into(), frequency: frequency.parse()?, tag: tag.into() });
    }
    let mut jieba = Jieba::new();
    for line in own.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let line = line.split("\t#").next().unwrap_or(line).trim_end();
        let (word, tag) =
            line.split_once('\t').ok_or_else(|| format!("dict/words.txt: {line:?} has no tag"))?;
        let frequency = jieba.add_word(word, None, Some(tag.trim()));
        match places.get(word) {
            Some(&place) => entries[place].frequency = frequency,
            None => {
                places.insert(word.to_owned(), entries.len());
                entries.push(Entry { word: word.into(), frequency, tag: tag.trim().into() });
            }
        }
    }
    Ok(entries)
}

/// The image of the dictionary and of the inverse document frequencies.
fn words(entries: &[Entry], idf: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let codes = codes(entries, idf);
    let values = values(entries);
    let mut tags: Vec<&str> = entries.iter().map(|entry| entry.tag.as_str()).collect();
    tags.sort_unstable();
    tags.dedup();
    let mut keys: BTreeMap<Vec<u16>, array::Key> = BTreeMap::new();
    for entry in entries {
        let value = u16::try_from(values[&(entry.frequency, entry.tag.as_str())])?;
        let key = keys.entry(entry.word.chars().map(|c| codes[&c]).collect()).or_default();
        (key.value, key.frequency) = (value, entry.frequency);
    }

    let mut frequencies: Vec<f64> = Vec::new(); // of inverse documents, index 1, 2, …
    let mut seen: HashMap<u64, u16> = HashMap::new();
    let mut all = Vec::new();
    for line in idf.lines() {
        let (word, number) =
            line.split_once(' ').ok_or_else(|| format!("idf.txt: {line:?} is no word and number"))?;
        let number: f64 = number.trim().parse()?;
        all.push(number);
        let place = *seen.entry(number.to_bits()).or_insert_with(|| {
            frequencies.push(number);
            frequencies.len() as u16
        });
        keys.entry(word.chars().map(|c| codes[&c]).collect()).or_default().idf = place;
    }
    // The lower median, which jieba takes for words that the table lacks.
    all.sort_by(f64::total_cmp);
    let median = all[all.len().saturating_sub(1) / 2];

    let array = array::place(&keys)?;
    if let Some(c) = codes.keys().find(|&&c| c > '\u{FFFF}') {
        return Err(format!("{c:?} lies outside the Basic Multilingual Plane").into());
    }
    let class = |c: char| u16::from(is_blocked(c)) << 15 | codes.get(&c).copied().unwrap_or(0);
    let table: Vec<u16> = (0..1 << 16).map(|c| char::from_u32(c).map_or(0, class)).collect();
    // A table of the full range of values, so that no look-up needs a check; value 0 is no word.
    let mut logs = vec![f64::NEG_INFINITY; 1 << 15];
    let mut counts = vec![0u32; 1 << 15];
    let mut tag_of = vec![0u8; 1 << 15];
    for (&(frequency, tag), &value) in &values {
        logs[value] = (frequency as f64).ln();
        counts[value] = u32::try_from(frequency)?;
        tag_of[value] = u8::try_from(tags.binary_search(&tag).map_err(|_| "every tag is in the list")?)?;
    }
    let total: usize = entries.iter().map(|entry| entry.frequency).sum();
    let log_total = (total as f64).ln();
    let weights: Vec<f64> = logs.iter().map(|log| log - log_total).collect();
    frequencies.insert(0, median);
    Ok(sections(&[
        &bytes(&table, |class: &u16| class.to_le_bytes()),
        &bytes(&array.nodes, |node: &u64| node.to_le_bytes()),
        &bytes(&array.has_idf, |bits: &u64| bits.to_le_bytes()),
        &bytes(&ranks(&array.has_idf), |rank: &u32| rank.to_le_bytes()),
        &bytes(&array.idf, |idf: &u16| idf.to_le_bytes()),
        &bytes(&logs, |log: &f64| log.to_le_bytes()),
        &bytes(&weights, |weight: &f64| weight.to_le_bytes()),
        &bytes(&counts, |count: &u32| count.to_le_bytes()),
        &tag_of,
        tags.join("\n").as_bytes(),
        &bytes(&frequencies, |idf: &f64| idf.to_le_bytes()),
        &(total as u64).to_le_bytes(),
    ]))
}

/// For each word of bits how many bits are set before it.
fn ranks(bits: &[u64]) -> Vec<u32> {
    let mut before = 0;
    let rank = |bits: &u64| {
        before += bits.count_ones();
        before - bits.count_ones()
    };
    bits.iter().map(rank).collect()
}

/// Whether jieba looks for words through a character of the Basic Multilingual Plane, rather than splitting at it.
fn is_blocked(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
        || c.is_ascii_alphanumeric()
        || "+#&._%-".contains(c)
}

/// The values, from 1 on: one for each pair of a frequency and a tag, those of frequent words first, so that what text
/// looks up lies together.
fn values(entries: &[Entry]) -> BTreeMap<(usize, &str), usize> {
    let mut weight: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    for entry in entries {
        *weight.entry((entry.frequency, entry.tag.as_str())).or_default() += entry.frequency;
    }
    let mut order: Vec<_> = weight.into_iter().collect();
    order.sort_by_key(|&(pair, weight)| (std::cmp::Reverse(weight), pair));
    order.into_iter().zip(1..).map(|((pair, _), value)| (pair, value)).collect()
}

/// A code for every character, the more frequent the smaller, so that the array is dense where text walks it.
fn codes(entries: &[Entry], idf: &str) -> HashMap<char, u16> {
    let mut weight: BTreeMap<char, usize> = BTreeMap::new();
    for entry in entries {
        for (i, c) in entry.word.chars().enumerate() {
            *weight.entry(c).or_default() += 1 + if i > 0 { entry.frequency } else { entry.frequency / 4 };
        }
    }
    for c in idf.lines().filter_map(|line| line.split(' ').next()).flat_map(str::chars) {
        weight.entry(c).or_default();
    }
    let mut order: Vec<(char, usize)> = weight.into_iter().collect();
    order.sort_by_key(|&(c, weight)| (std::cmp::Reverse(weight), c));
    order.into_iter().zip(1..).map(|((c, _), code)| (c, code)).collect()
}

fn bytes<T, const N: usize>(items: &[T], of: impl Fn(&T) -> [u8; N]) -> Vec<u8> {
    items.iter().flat_map(of).collect()
}

/// The sections one behind the other, each from a multiple of 64 bytes on, after a table of their lengths in bytes.
fn sections(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    for part in parts {
        out.extend((part.len() as u32).to_le_bytes());
    }
    for part in parts {
        out.resize(out.len().next_multiple_of(64), 0);
        out.extend(*part);
    }
    out
}
