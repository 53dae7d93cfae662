//! The steps of a collection by themselves, for those who spread documents over machines: a document is made small, its seeds
//! go to machines by their buckets, the matches of a bucket to that of their target, and its passages are found there.
//!
//! Whoever spreads them numbers the documents from 0: first those that others are held against, then as [`by_date`](super::by_date)
//! orders them.

use super::{
    Page, Passage, Settings,
    bucket::Packed,
    loaded::{Loaded, Shelf},
    matching::{self, Match},
    seed::{self, Seed},
    skeleton::Skeleton,
    target::{Finder, Told},
};
use rustc_hash::FxHashMap;
use std::{io, sync::Arc};

/// How many buckets there are.
pub const BUCKETS: u32 = 4096;

/// A document as bytes: the length of what is told of it, that, and its text.
///
/// # Errors
/// It is longer than 4 GB.
pub fn packed(mut page: Page) -> io::Result<Vec<u8>> {
    page.letters = Skeleton::new(page.read()).letters.len();
    let head = serde_json::to_vec(&page)?;
    let length = u32::try_from(head.len()).map_err(io::Error::other)?;
    Ok([&length.to_le_bytes(), &head[..], page.text.as_bytes()].concat())
}

fn unpacked(bytes: &[u8]) -> io::Result<Page> {
    let broken = || io::Error::other("no document");
    let (length, rest) = bytes.split_first_chunk::<4>().ok_or_else(broken)?;
    let head = u32::from_le_bytes(*length) as usize;
    if rest.len() < head {
        return Err(broken());
    }
    super::store::page(rest, head)
}

/// The seeds of documents with their numbers, those of a bucket together.
///
/// # Errors
/// What is no document.
pub fn seeds<'d>(documents: impl IntoIterator<Item = (u32, &'d [u8])>) -> io::Result<Vec<(u32, Vec<u8>)>> {
    let mut all: Vec<Seed> = Vec::new();
    for (number, bytes) in documents {
        let skeleton = Skeleton::new(unpacked(bytes)?.read());
        all.extend(seed::seeds(&skeleton).into_iter().map(|seed| seed.of(number)));
    }
    all.sort_unstable();
    let bucket = |seed: &Seed| (seed.hash() >> 28) as u32 % BUCKETS;
    let together = all.chunk_by(|a, b| bucket(a) == bucket(b));
    Ok(together.map(|seeds| (bucket(&seeds[0]), bytes(seeds))).collect())
}

fn bytes<T: Packed>(records: &[T]) -> Vec<u8> {
    let mut out = Vec::with_capacity(records.len() * T::SIZE);
    records.iter().for_each(|record| record.put(&mut out));
    out
}

fn records<T: Packed>(bytes: &[u8]) -> impl Iterator<Item = T> {
    bytes.chunks_exact(T::SIZE).map(T::get)
}

/// The matches of two documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The number of the document that may have taken something.
    pub target: u32,
    /// The number of the one that may have given it.
    pub source: u32,
    /// Their matches.
    pub matches: Vec<u8>,
}

/// The matches of all seeds of a bucket. Where there are documents that others are held against, the first `against`, only
/// what others share with them is matched.
pub fn matches<'s>(seeds: impl IntoIterator<Item = &'s [u8]>, against: u32) -> Vec<Pair> {
    let all: Vec<Seed> = seeds.into_iter().flat_map(records::<Seed>).collect();
    let wanted = |target, source| against == 0 || target >= against && source < against;
    let mut found: Vec<Match> = Vec::new();
    matching::matches(all, |document| document, wanted, |found_one| found.push(found_one));
    found.sort_unstable();
    let pairs = found.chunk_by(|a, b| (a.target, a.source) == (b.target, b.source));
    let pair = |of: &[Match]| Pair { target: of[0].target, source: of[0].source, matches: bytes(of) };
    pairs.map(pair).collect()
}

/// A document that a target may have taken from.
#[derive(Clone, Copy, Debug)]
pub struct Given<'g> {
    /// Its number.
    pub number: u32,
    /// It as bytes; nothing where it is the target itself.
    pub document: &'g [u8],
    /// All matches of the target with it.
    pub matches: &'g [u8],
}

/// Finds the passages of a target among so many documents; `each` gets them with both documents without their texts. Clusters
/// hang on all targets before: they are 0.
///
/// # Errors
/// What is no document.
pub fn passages(
    settings: &Settings,
    documents: usize,
    (number, target): (u32, &[u8]),
    sources: &[Given<'_>],
    mut each: impl FnMut(&Passage, (&Page, &Page)),
) -> io::Result<()> {
    let target = unpacked(target)?;
    let mut held = Held::default();
    let mut all: Vec<Match> = Vec::new();
    for given in sources {
        if given.number != number {
            let page = unpacked(given.document)?;
            // What stands on both sides shares nothing with itself.
            if (&page.path, page.document, &page.text) == (&target.path, target.document, &target.text) {
                continue;
            }
            held.add(given.number, page);
        }
        all.extend(records::<Match>(given.matches));
    }
    held.add(number, target);
    all.sort_unstable_by_key(|m| (m.source, m.at, m.from));
    let finder = Finder { shelf: &held, settings, documents, order: &|document| document };
    for Told { passage, source, target } in finder.passages(&all)? {
        each(&passage, (&source, &target));
    }
    Ok(())
}

/// Documents in memory.
#[derive(Default)]
struct Held(FxHashMap<u32, (Arc<Loaded>, Arc<Vec<char>>)>);

impl Held {
    fn add(&mut self, number: u32, page: Page) {
        let loaded = Loaded::new(page);
        let letters = Arc::new(loaded.skeleton.letters.clone());
        self.0.insert(number, (Arc::new(loaded), letters));
    }

    fn get(&self, number: u32) -> io::Result<&(Arc<Loaded>, Arc<Vec<char>>)> {
        self.0.get(&number).ok_or_else(|| io::Error::other(format!("no document {number}")))
    }
}

impl Shelf for Held {
    fn loaded(&self, number: u32) -> io::Result<Arc<Loaded>> {
        Ok(Arc::clone(&self.get(number)?.0))
    }

    fn letters(&self, number: u32) -> io::Result<Arc<Vec<char>>> {
        Ok(Arc::clone(&self.get(number)?.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        read::Read,
        reuse::{Collection, Group, Prepared, pages},
        source::Unit,
    };

    const TEXTS: [&str; 3] = [
        "一、各乡镇要把小型水库的巡查责任落实到人，汛期每天巡查不少于两次，发现渗漏裂缝的立即报告。",
        "二、教育局要会同卫健局检查食堂。各乡镇要把小型水库的巡查责任落实到人，汛期每天巡查不少于两次，并做好记录。",
        "教育局要会同卫健局检查食堂，各乡镇要把小型水库的巡查责任落实到人，主汛期每天巡查不少于两次。",
    ];

    fn documents() -> Vec<Page> {
        let of = |(i, text): (usize, &&str)| {
            pages(&i.to_string(), &Read::of_text((*text).to_owned()), Unit::default())
        };
        TEXTS.iter().enumerate().flat_map(of).collect()
    }

    fn told(passage: &Passage) -> (usize, usize, String) {
        (passage.source, passage.target, passage.target_stretch.text.clone())
    }

    /// The passages by steps.
    fn by_steps(settings: &Settings, against: u32) -> Vec<(usize, usize, String)> {
        let packed: Vec<Vec<u8>> = documents().into_iter().map(|page| packed(page).unwrap()).collect();
        let numbered = || (0..).zip(packed.iter().map(Vec::as_slice));
        let seeds = seeds(numbered()).unwrap();
        let mut pairs: Vec<Pair> =
            seeds.iter().flat_map(|(_, seeds)| matches([&seeds[..]], against)).collect();
        pairs.sort_by_key(|pair| (pair.target, pair.source));
        let mut out = Vec::new();
        for target in numbered() {
            let of = pairs.iter().filter(|pair| pair.target == target.0);
            let given = of.map(|pair| Given {
                number: pair.source,
                document: &packed[pair.source as usize],
                matches: &pair.matches,
            });
            // The matches of one source come from several buckets.
            let given: Vec<Given<'_>> = given.collect();
            let found = passages(settings, 3, target, &given, |passage, _| out.push(told(passage)));
            found.unwrap();
        }
        out
    }

    #[test]
    fn step_by_step_the_same_is_found() {
        let settings = Settings { every: true, min_length: 12, ..Settings::default() };
        let mut collection = Collection::new(settings).unwrap();
        for page in documents() {
            collection.add(Prepared::new(page).unwrap(), Group::Each).unwrap();
        }
        let mut whole = Vec::new();
        let found = collection.passages(
            |passage, _| told(passage),
            |told| -> io::Result<()> {
                whole.push(told);
                Ok(())
            },
        );
        found.unwrap();
        assert_eq!(whole.len(), 3, "{whole:?}");
        assert_eq!(by_steps(&settings, 0), whole);
        whole.retain(|(source, target, _)| *source == 0 && *target > 0);
        assert_eq!(by_steps(&settings, 1), whole);
    }

    #[test]
    fn what_is_no_document_is_an_error() {
        assert!(seeds([(0, &b"abc"[..])]).is_err());
        assert!(seeds([(0, &[9, 0, 0, 0, b'{'][..])]).is_err());
    }
}
