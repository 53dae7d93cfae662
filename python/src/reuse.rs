//! Who repeats whom: at once, and the steps of it by themselves for those who spread texts over machines.

use super::{Engine, Shape, Source, compared::Rows, json, pool};
use pyo3::{
    exceptions::{PyOSError, PyValueError},
    prelude::*,
    pybacked::PyBackedBytes,
};
use std::io;
use yaodian::{
    read::Read,
    reuse::{
        Collection, Group, Items, Matrix, Page, Passage, Prepared, Settings, Shared,
        apart::{self, Given},
        pages,
    },
    write::{self, Row},
};

/// The least length and likeness of a passage, the share of texts that have a set phrase, whether every source counts.
type Numbers = (usize, f64, f64, bool);

/// What is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Passages,
    Names,
    Clusters,
    Matrix,
    Items,
}

impl View {
    fn new(name: &str) -> PyResult<Self> {
        Ok(match name {
            "passages" => Self::Passages,
            "names" => Self::Names,
            "clusters" => Self::Clusters,
            "matrix" => Self::Matrix,
            "items" => Self::Items,
            _ => {
                let known = "passages, names, clusters, matrix, items";
                return Err(PyValueError::new_err(format!("view: {name:?} is none of {known}")));
            }
        })
    }

    fn settings(self, (min_length, min_similarity, formula, every): Numbers) -> Settings {
        let every = every || self == Self::Matrix;
        Settings { min_length: min_length.max(1), min_similarity, formula, every, items: self == Self::Items }
    }

    /// What a passage gives.
    fn made(self, passage: &Passage, sides: (&Page, &Page)) -> Made {
        match self {
            Self::Passages => Made::Rows(vec![write::reuse_row(passage, sides)]),
            Self::Names => Made::Rows(write::reuse_name_rows(passage, sides).collect()),
            Self::Matrix | Self::Items => {
                Made::Pair(Box::new((passage.clone(), sides.0.clone(), sides.1.clone())))
            }
            Self::Clusters => Made::Rows(Vec::new()),
        }
    }
}

/// What a passage gives: its rows, or itself where what its documents share is added up.
enum Made {
    Rows(Vec<Row>),
    Pair(Box<(Passage, Page, Page)>),
}

/// The rows of a view.
struct Told {
    view: View,
    rows: Vec<Row>,
    matrix: Matrix,
    items: Items,
}

impl Told {
    fn new(view: View) -> Self {
        Self { view, rows: Vec::new(), matrix: Matrix::default(), items: Items::default() }
    }

    fn add(&mut self, made: Made) -> io::Result<()> {
        let rows = &mut self.rows;
        match made {
            Made::Rows(more) => rows.extend(more),
            Made::Pair(pair) => {
                let (passage, source, target) = *pair;
                let sides = (&source, &target);
                if self.view == View::Items {
                    return self.items.add(&passage, sides, |item, sides| {
                        pushed(rows, write::reuse_item_row(item, sides))
                    });
                }
                let row = |shared: &Shared, sides: (&Page, &Page)| {
                    pushed(rows, write::reuse_matrix_row(shared, sides))
                };
                self.matrix.add(&passage, sides, row)?;
            }
        }
        Ok(())
    }

    fn rows(mut self) -> io::Result<Vec<Row>> {
        let rows = &mut self.rows;
        self.matrix.rest(|shared, sides| pushed(rows, write::reuse_matrix_row(shared, sides)))?;
        self.items.rest(|item, sides| pushed(rows, write::reuse_item_row(item, sides)))?;
        Ok(self.rows)
    }
}

fn pushed(rows: &mut Vec<Row>, row: Row) -> io::Result<()> {
    rows.push(row);
    Ok(())
}

/// Rows of what documents share: `passages`, `names`, `clusters`, `matrix` or `items`. With `against` it is what the first share with those.
#[pyfunction]
pub(super) fn reuse(
    py: Python<'_>,
    engine: &Engine,
    view: &str,
    sources: Vec<Source>,
    against: Option<Vec<Source>>,
    numbers: Numbers,
) -> PyResult<Rows> {
    let view = View::new(view)?;
    let unit = engine.unit;
    let work = || -> io::Result<Rows> {
        let mut collection = Collection::new(view.settings(numbers))?;
        let prepared = |name: &str, read: Read| -> io::Result<Vec<Prepared>> {
            pages(name, &read, unit).into_iter().map(Prepared::new).collect()
        };
        let mut add = |sources: Vec<Source>, group: Group| -> io::Result<Vec<Option<String>>> {
            let (all, wrong) = engine.worked(sources, prepared);
            all.into_iter().flatten().try_for_each(|document| collection.add(document, group))?;
            Ok(wrong)
        };
        let group = if against.is_some() { Group::Searched } else { Group::Each };
        let wrong = (add(sources, group)?, add(against.unwrap_or_default(), Group::Against)?);
        Ok((json(rows(view, collection)?, Shape::Lines), wrong.0, wrong.1))
    };
    let found = py.detach(|| Ok::<_, PyErr>(pool()?.install(work)))?;
    found.map_err(broken)
}

/// The rows of a view of what documents share.
fn rows(view: View, collection: Collection) -> io::Result<Vec<Row>> {
    let mut told = Told::new(view);
    let found = collection.passages(|passage, sides| view.made(passage, sides), |made| told.add(made))?;
    let mut all = told.rows()?;
    if view == View::Clusters {
        found.clusters(|cluster, page| -> io::Result<()> {
            all.push(write::reuse_cluster_row(&cluster, page));
            Ok(())
        })?;
    }
    Ok(all)
}

/// A document of a source: its number there, its date, and itself as bytes.
type Document = (usize, Option<String>, Vec<u8>);

/// The documents of each source, or what is wrong with it.
#[pyfunction]
pub(super) fn documents(
    py: Python<'_>,
    engine: &Engine,
    sources: Vec<Source>,
) -> PyResult<Vec<(Vec<Document>, Option<String>)>> {
    let unit = engine.unit;
    let prepared = |name: &str, read: Read| -> io::Result<Vec<Document>> {
        let of = |page: Page| Ok((page.document, page.date.clone(), apart::packed(page)?));
        pages(name, &read, unit).into_iter().map(of).collect()
    };
    py.detach(|| {
        let (all, wrong) = pool()?.install(|| engine.worked(sources, prepared));
        let mut all = all.into_iter();
        let each = wrong.into_iter().map(|wrong| match wrong {
            None => (all.next().unwrap_or_default(), None),
            wrong => (Vec::new(), wrong),
        });
        Ok(each.collect())
    })
}

/// The seeds of documents with their numbers, those of a bucket together.
#[pyfunction]
pub(super) fn seeds(py: Python<'_>, documents: Vec<(u32, PyBackedBytes)>) -> PyResult<Vec<(u32, Vec<u8>)>> {
    let numbered = || documents.iter().map(|(number, document)| (*number, &document[..]));
    py.detach(|| apart::seeds(numbered())).map_err(broken)
}

/// The matches of all seeds of a bucket: target, source, matches.
#[pyfunction]
pub(super) fn matches(py: Python<'_>, seeds: Vec<PyBackedBytes>, against: u32) -> Vec<(u32, u32, Vec<u8>)> {
    let pairs = py.detach(|| apart::matches(seeds.iter().map(|seeds| &seeds[..]), against));
    pairs.into_iter().map(|pair| (pair.target, pair.source, pair.matches)).collect()
}

/// A source of a target: its number, itself, their matches.
type Side = (u32, PyBackedBytes, PyBackedBytes);

/// What a target shares with its sources among so many documents: rows in JSON.
#[pyfunction]
pub(super) fn passages(
    py: Python<'_>,
    engine: &Engine,
    view: &str,
    target: (u32, PyBackedBytes),
    sources: Vec<Side>,
    documents: usize,
    numbers: Numbers,
) -> PyResult<String> {
    let view = View::new(view)?;
    let work = || -> io::Result<String> {
        let _entered = engine.dictionary.enter();
        let given: Vec<Given<'_>> = sources
            .iter()
            .map(|(number, document, matches)| Given { number: *number, document, matches })
            .collect();
        let mut told = Told::new(view);
        let mut failed = Ok(());
        let settings = view.settings(numbers);
        apart::passages(&settings, documents, (target.0, &target.1), &given, |passage, sides| {
            if failed.is_ok() {
                failed = told.add(view.made(passage, sides));
            }
        })?;
        failed?;
        let mut rows = told.rows()?;
        // Which cluster a passage is of hangs on all targets.
        rows.iter_mut()
            .filter_map(|row| row.get_mut("cluster"))
            .for_each(|cluster| *cluster = None::<u8>.into());
        Ok(json(rows, Shape::Lines))
    };
    py.detach(work).map_err(broken)
}

fn broken(why: io::Error) -> PyErr {
    PyOSError::new_err(why.to_string())
}
