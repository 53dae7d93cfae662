//! Texts held against one another: what changed, what was carried down.

use super::{Engine, Shape, Source, json, pool};
use pyo3::prelude::*;
use rayon::prelude::*;
use std::{io, path::Path};
use yaodian::{
    Analyzed,
    coverage::coverage as covered,
    diff::{self as differ, Known, Side},
    limit::within,
    read::{self, Read, guarded},
    write::{self, Compared, Covered, Difference, Row},
};

/// Rows in JSON, and what is wrong with each source of both sides.
pub(super) type Rows = (String, Vec<Option<String>>, Vec<Option<String>>);

impl Engine {
    /// What `make` makes of each source, on all threads, and what is wrong with it.
    pub(super) fn worked<T: Send>(
        &self,
        sources: Vec<Source>,
        make: impl Fn(&str, Read) -> io::Result<T> + Sync,
    ) -> (Vec<T>, Vec<Option<String>>) {
        let one = |(name, text): Source| {
            let work = || {
                let read = match text {
                    Some(text) => Read::of_text(text),
                    None => {
                        read::file(Path::new(&name), None, read::MOST).map_err(|error| error.to_string())?
                    }
                };
                let _entered = self.dictionary.enter();
                make(&name, read).map_err(|why| why.to_string())
            };
            match guarded(|| within(self.timeout, work)) {
                Ok(Ok(made)) => made,
                Ok(Err(exceeded)) => Err(exceeded.to_string()),
                Err(panicked) => Err(format!("this can't be analysed: {panicked}")),
            }
        };
        let made: Vec<Result<T, String>> = sources.into_par_iter().map(one).collect();
        let (mut all, mut wrong) = (Vec::new(), Vec::new());
        for made in made {
            wrong.push(made.as_ref().err().cloned());
            all.extend(made);
        }
        (all, wrong)
    }

    fn analyzed(&self, sources: Vec<Source>) -> (Vec<Analyzed>, Vec<Option<String>>) {
        self.worked(sources, |name, read| Ok(self.analyzer.analyze_read(name, read)))
    }
}

/// A document of a text: the text, and its number there from 0.
#[derive(Clone, Copy)]
struct Document<'d> {
    text: &'d Analyzed,
    number: usize,
}

impl<'d> Document<'d> {
    fn compared(self) -> Compared<'d> {
        let analysis = &self.text.documents()[self.number].analysis;
        Compared { place: self.text.place(), analysis, number: self.number + 1 }
    }

    fn side(self) -> Side<'d> {
        Side { cleaned: self.text.cleaned(), analysis: &self.text.documents()[self.number].analysis }
    }
}

fn documents(texts: &[Analyzed]) -> Vec<Document<'_>> {
    let of = |text| (0..Analyzed::documents(text).len()).map(move |number| Document { text, number });
    texts.iter().flat_map(of).collect()
}

/// Rows of what changed between the documents of two sides: a row a unit, or with `duties` a row a change of a duty. Documents
/// are paired by the names of their sources and their numbers, then by title.
#[pyfunction]
pub(super) fn diff(
    py: Python<'_>,
    engine: &Engine,
    old: Vec<Source>,
    new: Vec<Source>,
    duties: bool,
    strict: bool,
) -> PyResult<Rows> {
    let work = || {
        let ((olds, wrong_old), (news, wrong_new)) = (engine.analyzed(old), engine.analyzed(new));
        let (olds, news) = (documents(&olds), documents(&news));
        let (old_names, new_names) = (names(&olds), names(&news));
        let pairs = differ::pair_documents(&known(&olds, &old_names), &known(&news, &new_names));
        let rows = |&(a, b): &(Option<usize>, Option<usize>)| -> Vec<Row> {
            let _entered = engine.dictionary.enter();
            let (a, b) = (a.map(|a| olds[a]), b.map(|b| news[b]));
            let comparison = a.zip(b).map(|(a, b)| differ::compare(a.side(), b.side()));
            let changes = a.zip(b).zip(comparison.as_ref());
            let changes = changes.map(|((a, b), c)| differ::changes(a.side(), b.side(), c));
            let changes = changes.unwrap_or_default();
            let difference = Difference {
                old: a.map(Document::compared),
                new: b.map(Document::compared),
                comparison: comparison.as_ref(),
                changes: &changes,
                strict,
            };
            if duties {
                write::change_rows(&difference, |_| true).collect()
            } else {
                write::diff_rows(&difference, |_, _| true).collect()
            }
        };
        let all: Vec<Vec<Row>> = pairs.par_iter().map(rows).collect();
        (json(all.into_iter().flatten(), Shape::Lines), wrong_old, wrong_new)
    };
    py.detach(|| Ok(pool()?.install(work)))
}

/// The names that documents are paired by.
fn names(all: &[Document<'_>]) -> Vec<String> {
    all.iter().map(|document| format!("{}\n{}", document.compared().place.path, document.number)).collect()
}

fn known<'k>(all: &[Document<'k>], names: &'k [String]) -> Vec<Known<'k>> {
    let title = |document: &Document<'k>| document.compared().analysis.document.title.as_deref();
    all.iter().zip(names).map(|(document, name)| Known { name, title: title(document) }).collect()
}

/// Rows of what became of the tasks of each superior's document in each lower one.
#[pyfunction]
pub(super) fn coverage(
    py: Python<'_>,
    engine: &Engine,
    upper: Vec<Source>,
    lower: Vec<Source>,
    threshold: f64,
) -> PyResult<Rows> {
    let work = || {
        let ((uppers, wrong_upper), (lowers, wrong_lower)) = (engine.analyzed(upper), engine.analyzed(lower));
        let (uppers, lowers) = (documents(&uppers), documents(&lowers));
        let pairs: Vec<(Document<'_>, Document<'_>)> =
            uppers.iter().flat_map(|&upper| lowers.iter().map(move |&lower| (upper, lower))).collect();
        let rows = |&(upper, lower): &(Document<'_>, Document<'_>)| -> Vec<Row> {
            let _entered = engine.dictionary.enter();
            let fates = covered(upper.side(), lower.side(), threshold);
            let covered = Covered { upper: upper.compared(), lower: lower.compared(), fates: &fates };
            write::coverage_rows(&covered, |_| true).collect()
        };
        let all: Vec<Vec<Row>> = pairs.par_iter().map(rows).collect();
        (json(all.into_iter().flatten(), Shape::Lines), wrong_upper, wrong_lower)
    };
    py.detach(|| Ok(pool()?.install(work)))
}
