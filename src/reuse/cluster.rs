//! Passages that are one another, whatever document they stand in.

use super::Stretch;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Passages that are one another.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// Its number, from 1.
    pub number: usize,
    /// In how many places it stands.
    pub places: usize,
    /// In how many documents.
    pub documents: usize,
    /// The number of the document that has it first.
    pub document: usize,
    /// The passage there.
    pub first: Stretch,
}

/// How many passages of a document are looked at for the one that is the same.
const LOOKED_AT: usize = 64;

/// A cluster while it grows.
struct Growing {
    places: u32,
    documents: u32,
    /// The document that came last: they come one after the other.
    last: u32,
    document: u32,
    /// Its letters there.
    letters: (u32, u32),
}

/// The clusters of passages that come in the order of their targets.
#[derive(Default)]
pub(super) struct Clusters {
    /// The passages of each document: first letter, one past the last, cluster.
    of: FxHashMap<u32, BTreeMap<u32, (u32, u32)>>,
    /// The longest passage of any document.
    longest: u32,
    all: Vec<Growing>,
}

impl Clusters {
    /// Adds a passage by its letters on both sides; gives its cluster's number, from 1.
    pub(super) fn add(&mut self, source: (u32, (usize, usize)), target: (u32, (usize, usize))) -> usize {
        let narrow = |(document, (start, end)): (u32, (usize, usize))| (document, (start as u32, end as u32));
        let (source, target) = (narrow(source), narrow(target));
        let known = self.known(source);
        let cluster = known.unwrap_or_else(|| {
            let number = self.all.len() as u32;
            let of =
                Growing { places: 1, documents: 1, last: source.0, document: source.0, letters: source.1 };
            self.all.push(of);
            self.put(source, number);
            number
        });
        if self.known(target) != Some(cluster) {
            let growing = &mut self.all[cluster as usize];
            growing.places += 1;
            growing.documents += u32::from(growing.last != target.0 && growing.document != target.0);
            growing.last = target.0;
            self.put(target, cluster);
        }
        cluster as usize + 1
    }

    /// The cluster of which a passage of the document overlaps these letters by half of both.
    fn known(&self, (document, (start, end)): (u32, (u32, u32))) -> Option<u32> {
        let near = self.of.get(&document)?.range(start.saturating_sub(self.longest)..end);
        let shared = |s: u32, e: u32| e.min(end).saturating_sub(s.max(start));
        let alike = near
            .rev()
            .take(LOOKED_AT)
            .filter(|(s, (e, _))| 2 * shared(**s, *e) >= (end - start).max(*e - **s));
        alike.map(|(_, &(_, cluster))| cluster).next()
    }

    fn put(&mut self, (document, (start, end)): (u32, (u32, u32)), cluster: u32) {
        self.longest = self.longest.max(end - start);
        self.of.entry(document).or_default().insert(start, (end, cluster));
    }

    /// All clusters in their order.
    pub(super) fn numbered(&self) -> impl Iterator<Item = Numbered> {
        self.all.iter().enumerate().map(|(i, growing)| Numbered {
            number: i + 1,
            places: growing.places as usize,
            documents: growing.documents as usize,
            document: growing.document,
            letters: (growing.letters.0 as usize, growing.letters.1 as usize),
        })
    }
}

/// A cluster by its letters in the document that has it first.
pub(super) struct Numbered {
    pub(super) number: usize,
    pub(super) places: usize,
    pub(super) documents: usize,
    pub(super) document: u32,
    pub(super) letters: (usize, usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_from_the_same_place_is_one_cluster() {
        let mut clusters = Clusters::default();
        assert_eq!(clusters.add((0, (10, 60)), (1, (0, 50))), 1);
        assert_eq!(clusters.add((0, (12, 58)), (2, (5, 51))), 1);
        assert_eq!(clusters.add((2, (5, 50)), (3, (100, 145))), 1);
        assert_eq!(clusters.add((0, (80, 140)), (3, (0, 60))), 2);
        let first = &clusters.all[0];
        assert_eq!((first.places, first.documents, first.document), (4, 4, 0));
    }
}
