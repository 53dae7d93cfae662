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
    let entries = entries(&fs::read_to_string(jieba.join("dict.txt"))?, &fs::read_to_string(root.join("dict/words.txt"))?)?;
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
        let (word, tag) = line.split_once('\t').ok_or_else(|| format!("dict/words.txt: {line:?} has no tag"))?;
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
    let mut tags: Vec<&str> = Vec::new();
    let mut values: Vec<(usize, u8)> = Vec::new(); // (frequency, tag) of value 1, 2, …
    let mut places: HashMap<(usize, &str), u16> = HashMap::new();
    let mut keys: BTreeMap<Vec<u16>, array::Key> = BTreeMap::new();
    for entry in entries {
        let value = match places.get(&(entry.frequency, entry.tag.as_str())) {
            Some(&value) => value,
            None => {
                let tag = tags.iter().position(|tag| *tag == entry.tag).unwrap_or_else(|| {
                    tags.push(&entry.tag);
                    tags.len() - 1
                });
                values.push((entry.frequency, u8::try_from(tag)?));
                let value = u16::try_from(values.len())?;
                places.insert((entry.frequency, &entry.tag), value);
                value
            }
        };
        let key = entry.word.chars().map(|c| codes[&c]).collect();
        keys.entry(key).or_default().value = value;
    }

    let mut frequencies: Vec<f64> = Vec::new(); // of inverse documents, index 1, 2, …
    let mut seen: HashMap<u64, u16> = HashMap::new();
    let mut all = Vec::new();
    for line in idf.lines() {
        let (word, number) = line.split_once(' ').ok_or_else(|| format!("idf.txt: {line:?} is no word and number"))?;
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
    let mut table = vec![0u8; 2 << 16];
    for (&c, code) in &codes {
        let at = 2 * usize::try_from(u32::from(c))?;
        let cell = table.get_mut(at..at + 2).ok_or_else(|| format!("{c:?} lies outside the BMP"))?;
        cell.copy_from_slice(&code.to_le_bytes());
    }
    // A table of the full range of values, so that no look-up needs a check; value 0 is no word.
    let mut logs = vec![f64::NAN; 1 << 15];
    let mut counts = vec![0u32; 1 << 15];
    let mut tag_of = vec![0u8; 1 << 15];
    for (i, &(frequency, tag)) in values.iter().enumerate() {
        logs[i + 1] = (frequency as f64).ln();
        counts[i + 1] = u32::try_from(frequency)?;
        tag_of[i + 1] = tag;
    }
    let total: usize = entries.iter().map(|entry| entry.frequency).sum();
    frequencies.insert(0, median);
    Ok(sections(&[
        &table,
        &bytes(&array.nodes, |node: &u64| node.to_le_bytes()),
        &bytes(&array.idf, |idf: &u16| idf.to_le_bytes()),
        &bytes(&logs, |log: &f64| log.to_le_bytes()),
        &bytes(&counts, |count: &u32| count.to_le_bytes()),
        &tag_of,
        tags.join("\n").as_bytes(),
        &bytes(&frequencies, |idf: &f64| idf.to_le_bytes()),
        &(total as u64).to_le_bytes(),
    ]))
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

/// The sections one behind the other, after a table of their lengths in bytes.
fn sections(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::new();
    for part in parts {
        out.extend((part.len() as u32).to_le_bytes());
    }
    for part in parts {
        out.extend(*part);
    }
    out
}
