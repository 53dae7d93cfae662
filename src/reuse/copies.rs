//! Whole documents that are nearly others: signatures alike in a band of their bins are compared (Broder 1997; Indyk & Motwani
//! 1998), so that not each is compared with each.

use super::signature::{BINS, Signature};
use rayon::prelude::*;

/// How many bins a band has: of documents that are alike by 0.5, one in sixty goes unseen, of those alike by 0.6 and more none
/// in a thousand.
const BAND: usize = 4;

/// Of documents of one band each is compared with so many that come first.
const FIRST: usize = 4;

/// A document that another one is nearly a copy of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Original {
    /// Its number, from 0.
    pub document: usize,
    /// How alike both are ([`Signature::similarity`]).
    pub similarity: f64,
}

/// For each document, in the order in which the first counts as the original, the one before it that it is most alike, of
/// those that are no copies themselves and are as alike as `least`, 0.5 at the lowest.
pub fn originals(signatures: &[&Signature], least: f64) -> Vec<Option<Original>> {
    let mut near: Vec<Vec<u32>> = vec![Vec::new(); signatures.len()];
    for band in 0..BINS / BAND {
        for (first, later) in alike(signatures, band, least) {
            let near = &mut near[later as usize];
            if !near.contains(&first) {
                near.push(first);
            }
        }
    }
    let mut out: Vec<Option<Original>> = Vec::with_capacity(near.len());
    for (number, near) in near.into_iter().enumerate() {
        let of = |document: u32| {
            let document = document as usize;
            Original { document, similarity: signatures[document].similarity(signatures[number]) }
        };
        let known = near.into_iter().filter(|&document| out[document as usize].is_none()).map(of);
        // The most alike, of those the first.
        let best = known
            .max_by(|a, b| a.similarity.total_cmp(&b.similarity).then_with(|| b.document.cmp(&a.document)));
        out.push(best);
    }
    out
}

/// Pairs of documents that are one in a band and alike: the earlier one and the later one.
fn alike(signatures: &[&Signature], band: usize, least: f64) -> Vec<(u32, u32)> {
    let hash = |(number, signature): (usize, &&Signature)| (signature.band(band, BAND), number as u32);
    let mut hashes: Vec<(u64, u32)> = signatures.par_iter().enumerate().map(hash).collect();
    hashes.par_sort_unstable();
    let groups: Vec<&[(u64, u32)]> =
        hashes.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1).collect();
    let pairs = |group: &&[(u64, u32)]| -> Vec<(u32, u32)> {
        let later = group.iter().enumerate();
        let pairs = later.flat_map(|(i, later)| group[..i.min(FIRST)].iter().map(|first| (first.1, later.1)));
        let is_alike =
            |&(a, b): &(u32, u32)| signatures[a as usize].similarity(signatures[b as usize]) >= least;
        pairs.filter(is_alike).collect()
    };
    groups.par_iter().flat_map_iter(pairs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(seed: usize) -> Vec<char> {
        let letter =
            |i: usize| char::from_u32(0x4E00 + ((seed * 1_000_003 + i * 7919 + i * i % 97) % 9000) as u32);
        (0..800).filter_map(letter).collect()
    }

    #[test]
    fn a_copy_is_told_with_its_original_and_never_with_a_copy() {
        let mut texts: Vec<Vec<char>> = (0..300).map(text).collect();
        // Copies of the tenth, ever further from it.
        for changed in [8, 16, 400] {
            let mut copy = text(10);
            copy.iter_mut().take(changed).for_each(|letter| *letter = '改');
            texts.push(copy);
        }
        let signatures: Vec<Signature> =
            texts.iter().map(|text| Signature::of(&text.iter().collect::<String>()).unwrap()).collect();
        let found = originals(&signatures.iter().collect::<Vec<_>>(), 0.7);
        assert!(found[..300].iter().all(Option::is_none));
        assert!(found[300..302].iter().all(|found| found.is_some_and(|of| of.document == 10)), "{found:?}");
        assert_eq!(found[302], None);
    }

    #[test]
    fn many_copies_of_one_are_found_in_a_line() {
        let of = |text: &[char]| Signature::of(&text.iter().collect::<String>()).unwrap();
        let signatures: Vec<Signature> = (0..3000).map(|_| of(&text(1))).collect();
        let found = originals(&signatures.iter().collect::<Vec<_>>(), 0.7);
        assert_eq!(
            found.iter().flatten().filter(|of| of.document == 0 && of.similarity == 1.0).count(),
            2999
        );
    }
}
