//! Documents that are searched for passages: added one after the other, their letters and seeds on disk.

use super::{
    Cluster, Page, Passage, Settings,
    bucket::{BUCKETS, Buckets},
    cluster::Clusters,
    index::{self, Changed, Filed, Index, Origin},
    loaded::Shelf as _,
    matching::{Match, matches},
    page::by_date,
    seed::{Seed, seeds},
    skeleton::Skeleton,
    store::{Packed, Store},
    target::{Finder, Told},
};
use crate::Dictionary;
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashSet};
use std::{
    hash::BuildHasher,
    io,
    sync::{Mutex, PoisonError},
};

/// Which passages of a document are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Those that it shares with any other one.
    Each,
    /// Those that it shares with documents that it is held against.
    Searched,
    /// None by itself: it is what others are held against.
    Against,
    /// Those that it shares with documents that were not here before.
    Kept,
    /// None: the document is no more.
    Gone,
}

/// A document that is about to be added, with its seeds.
#[derive(Debug)]
pub struct Prepared {
    path: String,
    document: usize,
    /// The hash of its text.
    text: u64,
    date: Option<String>,
    packed: Packed,
    seeds: Vec<Seed>,
    origin: Option<Origin>,
}

impl Prepared {
    /// Finds the seeds of a document.
    ///
    /// # Errors
    /// It can't be written down.
    pub fn new(mut page: Page) -> io::Result<Self> {
        let skeleton = Skeleton::new(page.read());
        page.letters = skeleton.letters.len();
        let packed = Packed::new(&page, &skeleton.letters)?;
        let text = FxBuildHasher.hash_one(&page.text);
        let Page { path, document, date, .. } = page;
        Ok(Self { path, document, text, date, packed, seeds: seeds(&skeleton), origin: None })
    }

    /// The same, which stands in a file whose documents are kept.
    pub fn of(self, origin: Option<Origin>) -> Self {
        Self { origin, ..self }
    }
}

/// Documents that are searched for passages.
pub struct Collection {
    settings: Settings,
    store: Store,
    groups: Vec<Group>,
    /// How many are not gone.
    documents: usize,
    /// The hash of the file, number and text of each: a document that is named twice shares nothing with itself.
    names: Vec<u64>,
    /// Those of each group: what is named twice is added once.
    known: FxHashSet<(u64, Group)>,
    /// What the documents are ordered by, in their order here.
    dates: Vec<Option<String>>,
    seeds: Buckets<Seed>,
    /// Where they are kept, and whether what is kept is held against itself.
    index: Option<(Index, bool)>,
}

impl Collection {
    /// A collection without documents; its files have no name and are gone with it.
    ///
    /// # Errors
    /// There is no room for files.
    pub fn new(settings: Settings) -> io::Result<Self> {
        Ok(Self {
            settings,
            store: Store::new()?,
            groups: Vec::new(),
            documents: 0,
            names: Vec::new(),
            known: FxHashSet::default(),
            dates: Vec::new(),
            seeds: Buckets::new()?,
            index: None,
        })
    }

    /// A collection that begins with the documents of an index, all of one group. What is added of the group `Each` is kept
    /// there by [`Clustered::keep`].
    ///
    /// # Errors
    /// There is no room for files, or those of the index can't be read.
    pub fn on(settings: Settings, index: Index, group: Group) -> io::Result<Self> {
        let documents = index.documents();
        let gone = |number| if index.is_gone(number) { Group::Gone } else { group };
        let entries = documents.iter().map(|document| document.entry).collect();
        Ok(Self {
            settings,
            store: Store::on(index.texts()?, entries)?,
            groups: (0..documents.len() as u32).map(gone).collect(),
            documents: index.len(),
            names: documents.iter().map(|document| document.name).collect(),
            known: FxHashSet::default(),
            dates: documents.iter().map(|document| document.date.clone()).collect(),
            seeds: Buckets::new()?,
            index: Some((index, group == Group::Each)),
        })
    }

    /// How many documents it has.
    pub fn len(&self) -> usize {
        self.documents
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.documents == 0
    }

    /// Adds a document, unless it is here.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn add(&mut self, document: Prepared, group: Group) -> io::Result<()> {
        let Prepared { path, document, text, date, packed, seeds, origin } = document;
        let file = origin.as_ref().map(|origin| &origin.path);
        let name = FxBuildHasher.hash_one((file, &path, document, text));
        let kept = |(index, _): &mut (Index, bool)| index.sees(name, origin.as_ref());
        if !self.known.insert((name, group)) || group == Group::Each && self.index.as_mut().is_some_and(kept)
        {
            return Ok(());
        }
        let number = u32::try_from(self.groups.len()).map_err(io::Error::other)?;
        let entry = self.store.add(&packed)?;
        self.groups.push(group);
        self.names.push(name);
        self.dates.push(date.clone());
        self.documents += 1;
        if let Some((index, _)) = self.index.as_mut().filter(|_| group == Group::Each) {
            let file = origin.map(|origin| origin.path);
            index.add(Filed { path, document, name, date, file, entry });
        }
        seeds.into_iter().try_for_each(|seed| self.seeds.push(seed.bucket(), &seed.of(number)))
    }

    /// Says that a file could not be read as a whole: the index keeps what it had of it, and takes it for another one the next
    /// time.
    pub fn read_again(&mut self, file: &Origin) {
        if let Some((index, _)) = &mut self.index {
            index.read_again(file);
        }
    }

    /// Finds the passages that its documents share. `make` makes of each what is wanted of it, on all threads, from it and the
    /// documents of both sides without their texts; `each` gets that in the order of the dates of the targets, those without
    /// a date last. Then the clusters can be asked for.
    ///
    /// # Errors
    /// The files can't be read or written; what `each` gives.
    pub fn passages<T: Send, E: From<io::Error>>(
        mut self,
        make: impl Fn(&Passage, (&Page, &Page)) -> T + Sync,
        mut each: impl FnMut(T) -> Result<(), E>,
    ) -> Result<Clustered, E> {
        if let Some((index, _)) = &mut self.index {
            let gone = index.leave_out();
            self.documents -= gone.len();
            gone.into_iter().for_each(|gone| self.groups[gone as usize] = Group::Gone);
        }
        let order = self.order();
        let mut found = self.matches(&order)?;
        let mut clusters = Clusters::default();
        let mut held: Vec<Match> = Vec::new();
        for bucket in 0..BUCKETS {
            held.extend(found.read(bucket)?);
            // Some hundred thousand together keep all threads at work.
            if held.len() < TOGETHER && bucket + 1 < BUCKETS {
                continue;
            }
            self.work(&mut held, &order, &mut clusters, (&make, &mut each))?;
        }
        Ok(Clustered { collection: self, clusters })
    }

    /// The place of each document in the order of their dates; what others are held against comes first.
    fn order(&self) -> Vec<u32> {
        let mut numbers: Vec<usize> = (0..self.groups.len()).collect();
        numbers
            .sort_by_cached_key(|&i| (self.groups[i] != Group::Against, by_date(self.dates[i].as_deref())));
        let mut order = vec![0; numbers.len()];
        numbers.iter().enumerate().for_each(|(place, &number)| order[number] = place as u32);
        order
    }

    /// The matches of all seeds, in buckets by the order of their targets.
    fn matches(&mut self, order: &[u32]) -> io::Result<Buckets<Match>> {
        let out = Mutex::new(Buckets::new()?);
        let seeds = Mutex::new(&mut self.seeds);
        let (groups, names) = (&self.groups, &self.names);
        let wanted = |target: u32, source: u32| match (groups[source as usize], groups[target as usize]) {
            _ if target != source && names[target as usize] == names[source as usize] => false,
            (Group::Gone, _) | (_, Group::Gone | Group::Against) | (Group::Kept, Group::Kept) => false,
            (source, Group::Searched) => source == Group::Against,
            (_, Group::Each | Group::Kept) => true,
        };
        let index = self.index.as_ref();
        (0..BUCKETS).into_par_iter().try_for_each(|bucket| {
            let mut records = seeds.lock().unwrap_or_else(PoisonError::into_inner).read(bucket)?;
            if let Some((index, whole)) = index {
                let mut hashes: Vec<u64> = records.iter().map(|seed| seed.hash()).collect();
                hashes.sort_unstable();
                hashes.dedup();
                records.extend(index.seeds(bucket, (!whole).then_some(&hashes))?);
                records.retain(|seed| groups[seed.document() as usize] != Group::Gone);
            }
            let mut found = Vec::new();
            matches(records, |document| order[document as usize], wanted, |m| found.push(m));
            let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
            found.iter().try_for_each(|m| {
                out.push(order[m.target as usize] as usize * BUCKETS / order.len().max(1), m)
            })
        })?;
        Ok(out.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Finds and tells the passages of some targets, of which these are all matches.
    fn work<T: Send, E: From<io::Error>>(
        &self,
        held: &mut Vec<Match>,
        order: &[u32],
        clusters: &mut Clusters,
        (make, each): (&(impl Fn(&Passage, (&Page, &Page)) -> T + Sync), &mut impl FnMut(T) -> Result<(), E>),
    ) -> Result<(), E> {
        held.par_sort_unstable_by_key(|m| (order[m.target as usize], order[m.source as usize], m.at, m.from));
        let targets: Vec<&[Match]> = held.chunk_by(|a, b| a.target == b.target).collect();
        let dictionary = Dictionary::current();
        let order = |document: u32| order[document as usize];
        let finder =
            Finder { shelf: &self.store, settings: &self.settings, documents: self.documents, order: &order };
        let of = |matches: &&[Match]| {
            let _entered = dictionary.enter();
            finder.passages(matches)
        };
        let mut waiting: Vec<Told> = Vec::new();
        for batch in targets.chunks(BATCH).map(Some).chain([None]) {
            let mut found: io::Result<Vec<Vec<Told>>> = Ok(Vec::new());
            let mut told = Ok(());
            // While the passages of some targets are found, those of the targets before are told.
            rayon::in_place_scope(|scope| {
                if let Some(batch) = batch {
                    scope.spawn(|_| found = batch.par_iter().map(of).collect());
                }
                told = tell(std::mem::take(&mut waiting), clusters, (make, each));
            });
            told?;
            waiting = found?.into_iter().flatten().collect();
        }
        held.clear();
        Ok(())
    }
}

/// Numbers the clusters of passages, makes of each what is wanted and gives it.
fn tell<T: Send, E>(
    mut found: Vec<Told>,
    clusters: &mut Clusters,
    (make, each): (&(impl Fn(&Passage, (&Page, &Page)) -> T + Sync), &mut impl FnMut(T) -> Result<(), E>),
) -> Result<(), E> {
    // Which cluster a passage is of hangs on those before it.
    for told in &mut found {
        let passage = &mut told.passage;
        let source = (passage.source as u32, passage.source_letters);
        passage.cluster = clusters.add(source, (passage.target as u32, passage.target_letters));
    }
    let made: Vec<T> =
        found.par_iter().map(|told| make(&told.passage, (&told.source, &told.target))).collect();
    made.into_iter().try_for_each(each)
}

/// A collection whose passages were found.
pub struct Clustered {
    collection: Collection,
    clusters: Clusters,
}

impl Clustered {
    /// The clusters of the passages, each with the document that has it first.
    ///
    /// # Errors
    /// The files can't be read; what `each` gives.
    pub fn clusters<E: From<io::Error>>(
        &self,
        mut each: impl FnMut(Cluster, &Page) -> Result<(), E>,
    ) -> Result<(), E> {
        let collection = &self.collection;
        for cluster in self.clusters.numbered() {
            let loaded = collection.store.loaded(cluster.document)?;
            let (start, end) = loaded.span(cluster.letters);
            let told = Cluster {
                number: cluster.number,
                places: cluster.places,
                documents: cluster.documents,
                document: cluster.document as usize,
                first: loaded.page.stretch(start, end),
            };
            each(told, &loaded.page)?;
        }
        Ok(())
    }

    /// Keeps what was added in the index that the collection began with; gives what that changes, nothing where there is
    /// none.
    ///
    /// # Errors
    /// The files can't be written. What was kept before stays valid.
    pub fn keep(self) -> Result<Option<Changed>, index::Error> {
        let Collection { index, store, mut seeds, .. } = self.collection;
        index.map(|(index, _)| index.keep(&store, &mut seeds)).transpose()
    }
}

/// How many matches are worked on together at the least.
const TOGETHER: usize = 1 << 19;

/// How many targets are worked on before what was found is told.
const BATCH: usize = 256;
