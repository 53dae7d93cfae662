//! What the commands share that look at one text at a time: each is a view of the values that it needs, and runs no stage past
//! them.

use super::{Job, Run, Setting, destination, each as each_input};
use crate::{
    arguments::Common,
    corpus::{self, Opened, Portion},
    output::{self, Piece},
    standard::tell,
};
use anyhow::Result;
use rayon::prelude::*;
use std::process::ExitCode;
use yaodian::{
    clean::Cleaned,
    document,
    limit::within,
    read,
    split::{Date, Document},
    write::{self, Place},
};

/// A text as read and repaired, with what a record says of its file.
pub(super) struct Text<'a> {
    pub(super) name: &'a str,
    pub(super) read: &'a read::Read,
    pub(super) cleaned: &'a Cleaned<'a>,
}

impl Text<'_> {
    pub(super) fn place(&self, setting: &Setting) -> Place<'_> {
        Place {
            path: self.name,
            format: self.read.format,
            encoding: self.read.encoding,
            metadata: &self.read.metadata,
            cleaned: self.cleaned,
            unit: setting.unit,
            explain: setting.explain,
        }
    }
}

impl Text<'_> {
    /// Rows of one of its documents, `of` so many, with the columns of its table that are carried through.
    pub(super) fn rows(
        &self,
        setting: &Setting,
        (document, of): (&Document, usize),
        rows: impl IntoIterator<Item = write::Row>,
    ) -> Piece {
        let carried = setting.format.has_columns().then_some(&setting.carried[..]);
        let part = setting.parting.as_ref().map(|parting| parting.of(self, document, of));
        let rows = rows.into_iter().map(|row| {
            let mut row = output::carry(row, &self.read.metadata, carried);
            row.extend(part.clone());
            row
        });
        Piece::rows(rows, setting.format)
    }
}

/// Reads every input, repairs it and hands it to `view`.
pub(super) fn run(
    common: &mut Common,
    job: Job,
    view: impl Fn(&Text<'_>, &Setting) -> Result<Piece> + Sync,
) -> Result<ExitCode> {
    run_knowing(common, job, |_| Ok(()), |(), text, setting| view(text, setting))
}

/// The same; `view` is told what `before` finds out about all inputs.
pub(super) fn run_knowing<K: Sync>(
    common: &mut Common,
    job: Job,
    before: impl FnOnce(&Run) -> Result<K>,
    view: impl Fn(&K, &Text<'_>, &Setting) -> Result<Piece> + Sync,
) -> Result<ExitCode> {
    let (run, mut sink) = Run::open(common, &job, false, &[])?;
    let known = before(&run)?;
    let setting = &run.setting;
    let whole = |portion: &Portion<'_>, setting: &Setting| match portion.open(&run.options)? {
        Opened::Text(name, read) => {
            let cleaned = document::cleaned(&read.source);
            if job.repairs && cleaned.is_blank() {
                return Err(read::Error::Nothing.into());
            }
            view(&known, &Text { name: &name, read: &read, cleaned: &cleaned }, setting)
        }
        Opened::Record(_) => Err(read::Error::Recorded.into()),
    };
    let work = |portion: &Portion<'_>, setting: &Setting| within(run.timeout, || whole(portion, setting))?;
    if let Some(folder) = &common.out.output_dir {
        let layout = |setting: &Setting| destination::layout(common, &job, setting);
        let carries = job.carries && setting.format.has_columns();
        return each_input::run(&run, common, folder, layout, carries, work);
    }
    let work = |portion: &Portion<'_>| work(portion, setting);
    let inputs = (&run.inputs.found[..], &run.options);
    let outcome = corpus::run(inputs, !run.quiet, work, &mut sink, tell)?;
    run.close(sink, outcome)
}

/// Documents that name no date with the one given.
pub(super) fn dated(mut documents: Vec<Document>, date: Option<Date>) -> Vec<Document> {
    documents.iter_mut().for_each(|document| document.date = document.date.or(date));
    documents
}

/// Makes a piece of each document of a text, of several side by side, and joins them in their order.
pub(super) fn each(
    documents: Vec<Document>,
    make: impl Fn(usize, Document) -> Result<Piece> + Sync,
) -> Result<Piece> {
    /// Documents that are worked on together: what is made of them waits until all of them are done.
    const BATCH: usize = 256;
    let mut documents = documents.into_iter().enumerate();
    let mut all = Piece::text(String::new());
    loop {
        let batch: Vec<_> = documents.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(all);
        }
        let pieces = batch.into_par_iter().map(|(i, document)| make(i, document));
        all = all.and(join(pieces.collect::<Result<Vec<_>>>()?)?)?;
    }
}

/// One piece of many: rendered ones run together, rows in one list.
pub(super) fn join(pieces: impl IntoIterator<Item = Piece>) -> Result<Piece> {
    Ok(pieces.into_iter().try_fold(Piece::text(String::new()), Piece::and)?)
}
