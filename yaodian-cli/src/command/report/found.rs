//! What a report tells of each document, of all their terms, and of what they share.

use super::{Asked, Run};
use crate::{
    corpus::{self, Opened, Outcome, Portion},
    standard::tell,
};
use anyhow::Result;
use serde::Serialize;
use std::{cell::RefCell, collections::HashMap, io, mem};
use yaodian::{
    Analyzed, Analyzer, Dictionary,
    lexis::{Choice, Followed, Groups, Text, Wanted, stop_words},
    limit::within,
    read,
    reuse::{self, Collection, Group, Kind, Matrix, Page, Passage, Prepared, Settings, Shared},
    source::Unit,
    write::report::{Entry, Report},
};

/// How many terms a report follows over the groups.
const TERMS: usize = 4000;

/// Up to how many files every pair of documents that share something is told, and not each passage's best source alone.
const EVERY: usize = 1000;

/// A report that grows.
pub(super) struct Made {
    pub(super) report: Report,
    /// The number of each document in the report, by its path and its number in its file.
    pub(super) numbers: HashMap<(String, usize), usize>,
}

impl Made {
    pub(super) fn number(&self, path: &str, document: usize) -> Option<usize> {
        self.numbers.get(&(path.to_owned(), document)).copied()
    }
}

/// What is gathered of the documents.
#[derive(Default)]
struct Gathered {
    entries: Vec<(Entry, String, usize)>,
    prepared: Vec<Prepared>,
    groups: Groups,
}

impl Gathered {
    fn merge(mut self, later: Self) -> Self {
        self.entries.extend(later.entries);
        self.prepared.extend(later.prepared);
        self.groups = self.groups.merge(later.groups);
        self
    }
}

/// Reads all that is named into a report.
pub(super) fn found(run: &Run, asked: &Asked) -> Result<(Made, Outcome)> {
    let every = run.inputs.found.len() <= EVERY;
    let collection = Collection::new(Settings { every, ..Settings::default() })?;
    let made = Made { report: Report::new()?, numbers: HashMap::new() };
    let keeper = RefCell::new(Keeper { made, collection, full: Ok(()) });
    let reader = Reader::new(run, asked);
    let keep = |gathered: &mut Gathered| keeper.borrow_mut().keep(gathered);
    let (gathered, outcome) = corpus::gather(
        (&run.inputs.found, &run.options),
        !run.quiet,
        Gathered::default,
        |gathered, portion| reader.read(gathered, portion),
        (Gathered::merge, keep),
        tell,
    );
    let Keeper { mut made, collection, full } = keeper.into_inner();
    full?;
    made.report.part("terms", &Terms::of(&gathered.groups))?;
    if asked.reuse && made.report.len() > 1 {
        let reuse = shared(collection, &made)?;
        made.report.part("reuse", &reuse)?;
    }
    Ok((made, outcome))
}

/// What reads documents.
struct Reader<'r> {
    run: &'r Run,
    asked: &'r Asked,
    analyzer: Analyzer,
    followed: Followed,
}

impl<'r> Reader<'r> {
    fn new(run: &'r Run, asked: &'r Asked) -> Self {
        let analyzer = Analyzer::new(Dictionary::current()).offsets(run.setting.unit);
        let choice = Choice {
            tags: ["n", "v", "a", "i", "l", "j"].map(str::to_owned).to_vec(),
            stop: stop_words().map(str::to_owned).collect(),
            no_numbers: true,
        };
        Self { run, asked, analyzer, followed: Followed::All(Wanted::words(choice)) }
    }

    /// Reads the documents of a file.
    fn read(&self, gathered: &mut Gathered, portion: &Portion<'_>) -> Result<()> {
        let work = || match portion.open(&self.run.options)? {
            Opened::Text(name, read) => {
                let pages =
                    if self.asked.reuse { reuse::pages(&name, &read, Unit::Codepoints) } else { Vec::new() };
                let analyzed = self.analyzer.analyze_read(&name, *read);
                if analyzed.cleaned().is_blank() {
                    return Err(read::Error::Nothing.into());
                }
                let prepared = pages.into_iter().map(Prepared::new).collect::<io::Result<Vec<_>>>()?;
                Ok((analyzed, prepared))
            }
            Opened::Record(_) => Err(anyhow::Error::from(read::Error::Recorded)),
        };
        let (analyzed, prepared) = within(self.run.timeout, work)??;
        gathered.prepared.extend(prepared);
        self.count(gathered, &analyzed);
        Ok(())
    }

    /// Adds what was found in the documents of a text, and their words.
    fn count(&self, gathered: &mut Gathered, analyzed: &Analyzed) {
        let (place, documents) = (analyzed.place(), analyzed.documents());
        let mut groups: Vec<Option<String>> = Vec::with_capacity(documents.len());
        for (study, number) in documents.iter().zip(1..) {
            let document = &study.analysis.document;
            let text = (place.cleaned, document.metadata(place.metadata, documents.len()));
            let text = Text::of_document(place.path, text, (document, number), false);
            gathered.groups.add(&text, &self.asked.grouping, &self.followed);
            groups.push(self.asked.grouping.iter().find_map(|grouping| grouping.of(&text)));
        }
        let entries = Entry::all(analyzed, |number| groups[number].clone());
        let named =
            entries.into_iter().zip(1..).map(|(entry, number)| (entry, place.path.to_owned(), number));
        gathered.entries.extend(named);
    }
}

/// Where what was gathered goes to.
struct Keeper {
    made: Made,
    collection: Collection,
    /// Why no more can be kept.
    full: io::Result<()>,
}

impl Keeper {
    fn keep(&mut self, gathered: &mut Gathered) {
        let (entries, prepared) = (mem::take(&mut gathered.entries), mem::take(&mut gathered.prepared));
        if self.full.is_ok() {
            self.full = self.add(entries, prepared);
        }
    }

    fn add(&mut self, entries: Vec<(Entry, String, usize)>, prepared: Vec<Prepared>) -> io::Result<()> {
        for (entry, path, document) in entries {
            let number = self.made.report.add(entry)?;
            self.made.numbers.insert((path, document), number);
        }
        prepared.into_iter().try_for_each(|document| self.collection.add(document, Group::Each))
    }
}

/// Terms over the groups.
#[derive(Serialize)]
struct Terms<'g> {
    /// The groups with their words, in order.
    groups: Vec<(&'g str, u64)>,
    /// Each term with its count in each group.
    terms: Vec<(&'g str, Vec<u64>)>,
}

impl<'g> Terms<'g> {
    fn of(groups: &'g Groups) -> Self {
        let mut trends = groups.trends(2);
        trends.retain(|trend| trend.term.chars().count() > 1);
        trends.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.term.cmp(b.term)));
        trends.truncate(TERMS);
        let words = trends.first().map(|trend| trend.series.iter().map(|&(name, _, words)| (name, words)));
        let groups = words.map_or_else(Vec::new, Iterator::collect);
        let counts = |series: &[(&str, u64, u64)]| series.iter().map(|&(_, count, _)| count).collect();
        Self { groups, terms: trends.iter().map(|trend| (trend.term, counts(&trend.series))).collect() }
    }
}

/// What documents share, by their numbers in the report.
#[derive(Serialize)]
struct Reuse {
    /// Source, target, how many passages, which share of the target stands in them, which of the source.
    pairs: Vec<(usize, usize, usize, f64, f64)>,
    passages: Vec<Told>,
}

/// A passage: places are code points of the files.
#[derive(Serialize)]
struct Told {
    pair: (usize, usize),
    source: (usize, usize),
    target: (usize, usize),
    similarity: f64,
    kind: Kind,
    /// Names in it that are the other side's: where each stands, and whether that is in the source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    names: Vec<(usize, usize, bool)>,
}

impl Told {
    fn new(passage: &Passage, pair: (usize, usize)) -> Self {
        let (from, at) = (&passage.source_stretch, &passage.target_stretch);
        let name = |name: &reuse::ForeignName| (name.start, name.end, name.in_source);
        Self {
            pair,
            source: (from.start, from.end),
            target: (at.start, at.end),
            similarity: rounded(passage.similarity),
            kind: passage.kind,
            names: passage.names.iter().map(name).collect(),
        }
    }
}

fn rounded(share: f64) -> f64 {
    (share * 1e3).round() / 1e3
}

fn shared(collection: Collection, made: &Made) -> io::Result<Reuse> {
    let number = |page: &Page| made.number(&page.path, page.document);
    let both = |(source, target): (&Page, &Page)| Some((number(source)?, number(target)?));
    let share = |letters: usize, page: &Page| rounded(letters as f64 / page.letters.max(1) as f64);
    let mut pairs = Vec::new();
    let mut pair = |shared: &Shared, sides: (&Page, &Page)| {
        if let Some((source, target)) = both(sides) {
            let shares = (share(shared.target_letters(), sides.1), share(shared.source_letters(), sides.0));
            pairs.push((source, target, shared.passages(), shares.0, shares.1));
        }
        Ok::<(), io::Error>(())
    };
    let (mut matrix, mut passages) = (Matrix::default(), Vec::new());
    let take = |passage: &Passage, sides: (&Page, &Page)| {
        (passage.kind != Kind::Within).then(|| (passage.clone(), sides.0.clone(), sides.1.clone()))
    };
    collection.passages(take, |made: Option<(Passage, Page, Page)>| {
        let Some((passage, source, target)) = made else { return Ok(()) };
        if let Some(pair) = both((&source, &target)) {
            passages.push(Told::new(&passage, pair));
        }
        matrix.add(&passage, (&source, &target), &mut pair)
    })?;
    matrix.rest(&mut pair)?;
    Ok(Reuse { pairs, passages })
}
