//! The documents that `reuse` is about: those that are named, and those that an index keeps.

use super::{Run, content::hash, input};
use crate::{
    arguments::Common,
    corpus::{self, Input, Inputs, Opened, Outcome, Portion},
    standard::tell,
};
use anyhow::{Result, bail};
use rayon::prelude::*;
use std::{
    cell::RefCell,
    collections::HashMap,
    io,
    path::{Path, PathBuf},
};
use yaodian::{
    limit::within,
    read,
    reuse::{
        Collection, Group, Page, Prepared, Settings,
        index::{Index, Origin},
        pages,
    },
    say,
};

/// Reads what is named, and what it is held against.
pub(super) fn collect(
    run: &Run,
    settings: Settings,
    (index, against): (Option<&Path>, &[PathBuf]),
    common: &Common,
) -> Result<(Collection, Outcome)> {
    let unit = run.setting.unit;
    match index {
        Some(folder) if common.names_inputs() => {
            let index = Index::open(folder, unit)?;
            let news = News::of(run, common, &index);
            let mut collection = Collection::on(settings, index, Group::Kept)?;
            let outcome = news.gather(run, &mut collection)?;
            return Ok((collection, outcome));
        }
        Some(folder) if Index::is_at(folder) => {
            let index = Index::read(folder, unit)?;
            return Ok((Collection::on(settings, index, Group::Each)?, Outcome::default()));
        }
        Some(folder) => bail!(say!("index-none", path = folder.display())),
        None => {}
    }
    let (indices, files): (Vec<PathBuf>, Vec<PathBuf>) =
        against.iter().cloned().partition(|path| Index::is_at(path));
    let mut collection = match &indices[..] {
        [] => Collection::new(settings)?,
        [one] => Collection::on(settings, Index::read(one, unit)?, Group::Against)?,
        [_, other, ..] => bail!(say!("index-two", path = other.display())),
    };
    let group = if against.is_empty() { Group::Each } else { Group::Searched };
    let mut outcome = gather(run, &run.inputs.found, group, &mut collection, |_| None)?;
    if !files.is_empty() {
        let others: Inputs = input::named(&files, common)?;
        let read = gather(run, &others.found, Group::Against, &mut collection, |_| None)?;
        let unread = others.failed.len() + others.barren.len();
        outcome = outcome.and(Outcome { done: 0, failed: read.failed + unread });
    }
    Ok((collection, outcome))
}

/// The inputs whose documents an index doesn't have as they are now.
struct News {
    /// Files of a document or a few.
    files: Vec<Input>,
    /// Files of many, each read by itself.
    containers: Vec<Input>,
    /// What the files hold.
    origins: HashMap<PathBuf, Origin>,
}

impl News {
    fn of(run: &Run, common: &Common, index: &Index) -> Self {
        let inputs = &run.inputs;
        let source = &common.source;
        // What is read otherwise is something else.
        let reading = (&source.encoding, &source.text_field, &source.id_field, &source.pre);
        let reading =
            if reading == (&None, &None, &None, &None) { String::new() } else { format!(" {reading:?}") };
        let origin = |input: &Input| {
            let Origin { path, sha256 } = origin(input)?;
            Some(Origin { path, sha256: sha256 + &reading })
        };
        let origins: Vec<Option<Origin>> = inputs.found.par_iter().map(origin).collect();
        let mut news = Self { files: Vec::new(), containers: Vec::new(), origins: HashMap::new() };
        for (input, origin) in inputs.found.iter().zip(origins) {
            if origin.as_ref().is_some_and(|origin| index.has(origin)) {
                continue;
            }
            if let (Input::File(path), Some(origin)) = (input, origin) {
                news.origins.insert(path.clone(), origin);
            }
            let of = if corpus::is_container(input) { &mut news.containers } else { &mut news.files };
            of.push(input.clone());
        }
        news
    }

    /// Reads them into the collection. A file of which a part couldn't be read is read again the next time.
    fn gather(&self, run: &Run, collection: &mut Collection) -> Result<Outcome> {
        let whole = |portion: &Portion<'_>| match portion {
            Portion::Whole(path) => self.origins.get(*path).cloned(),
            _ => None,
        };
        let mut outcome = gather(run, &self.files, Group::Each, collection, whole)?;
        for input in &self.containers {
            let origin = match input {
                Input::File(path) => self.origins.get(path),
                Input::Stdin => None,
            };
            let own = std::slice::from_ref(input);
            let one = gather(run, own, Group::Each, collection, |_| origin.cloned())?;
            if let Some(origin) = origin.filter(|_| one.failed > 0) {
                collection.read_again(origin);
            }
            outcome = outcome.and(one);
        }
        Ok(outcome)
    }
}

/// What an index knows a file by; none of what has no name in Unicode or no content that stays.
fn origin(input: &Input) -> Option<Origin> {
    let Input::File(path) = input else { return None };
    let whole = std::path::absolute(path).ok()?;
    Some(Origin { path: whole.to_str()?.to_owned(), sha256: hash(path)? })
}

/// Reads inputs into the collection; `origin` tells which file a document stands in that is kept.
fn gather(
    run: &Run,
    inputs: &[Input],
    group: Group,
    collection: &mut Collection,
    origin: impl Fn(&Portion<'_>) -> Option<Origin> + Sync,
) -> Result<Outcome> {
    let add = |found: &mut Vec<Prepared>, portion: &Portion<'_>| {
        let work = || match portion.open(&run.options)? {
            Opened::Text(name, read) => {
                let pages: Vec<Page> = pages(&name, &read, run.setting.unit);
                if pages.iter().all(|page| page.text.trim().is_empty()) {
                    return Err(read::Error::Nothing.into());
                }
                Ok(pages.into_iter().map(Prepared::new).collect::<io::Result<Vec<_>>>()?)
            }
            Opened::Record(_) => Err(anyhow::Error::from(read::Error::Recorded)),
        };
        let prepared = within(run.timeout, work)??;
        found.extend(prepared.into_iter().map(|document| document.of(origin(portion))));
        Ok(())
    };
    let merge = |mut a: Vec<Prepared>, b: Vec<Prepared>| {
        a.extend(b);
        a
    };
    let full: RefCell<io::Result<()>> = RefCell::new(Ok(()));
    let collection = RefCell::new(collection);
    let keep = |found: &mut Vec<Prepared>| {
        let mut collection = collection.borrow_mut();
        for document in found.drain(..) {
            if full.borrow().is_ok() {
                *full.borrow_mut() = collection.add(document, group);
            }
        }
    };
    let (_, outcome) = corpus::gather((inputs, &run.options), !run.quiet, Vec::new, add, (merge, keep), tell);
    full.into_inner()?;
    Ok(outcome)
}
