//! Where a call writes to.

use super::{Job, Setting};
use crate::{arguments::Common, config, standard};
use crate::{
    corpus::{self, Input},
    output::{self, Columns, Format, Layout, Sink},
};
use anyhow::{Result, bail};
use same_file::Handle;
use std::{
    io::{self, IsTerminal},
    path::PathBuf,
};
use yaodian::say;

/// Opens the output. What can't be written at all is told before anything is read.
pub(super) fn open(common: &Common, layout: Layout) -> Result<Sink> {
    let path = common.output();
    if common.to_standard_output() && standard::output_is_closed() {
        let closed = io::Error::other(say!("output-closed"));
        return Err(output::Unwritten::standard_output(closed).into());
    }
    Sink::new(path, layout)
}

/// How output is written.
pub(super) fn layout(common: &Common, job: &Job, setting: &Setting) -> Layout {
    Layout {
        format: if job.page { Format::Text } else { setting.format },
        columns: Columns {
            kind: job.kind,
            heads: job.heads(setting),
            carries: job.carries,
            partition: common.out.partition_by.clone(),
        },
        numbered: job.numbered && setting.format.has_columns(),
        terminal: common.to_standard_output() && io::stdout().is_terminal(),
        colours: setting.palette.is_on(),
    }
}

/// The file that is written to, where it is one on a disk: by its name, or standard output that was sent to one.
pub(super) fn handle(common: &Common) -> Option<Handle> {
    match common.output() {
        Some(path) => corpus::handle(path),
        None => Handle::stdout().ok().filter(|out| out.as_file().metadata().is_ok_and(|m| m.is_file())),
    }
}

/// Refuses a call that would write to what it reads: one of the inputs, a dictionary, a list, or a file of `also`.
pub(super) fn refuse_input(common: &Common, inputs: &[Input], also: &[PathBuf]) -> Result<()> {
    let Some(output) = handle(common) else { return Ok(()) };
    let beside: Vec<Input> = beside(common, also).into_iter().map(Input::File).collect();
    match corpus::same(inputs, &output).or_else(|| corpus::same(&beside, &output)) {
        Some(name) => bail!(say!("output-is-input", name)),
        None => Ok(()),
    }
}

/// What a call reads besides its inputs: dictionaries, lists, settings, rules, and `also`.
pub(super) fn beside(common: &Common, also: &[PathBuf]) -> Vec<PathBuf> {
    let (lexicon, source) = (&common.lexicon, &common.source);
    let beside = also.iter().chain(&lexicon.dict).chain(&lexicon.force_dict);
    let beside = beside.chain(&source.files_from).chain(&source.files0_from).cloned();
    let rules = lexicon.rules.as_ref().and_then(|folder| std::fs::read_dir(folder).ok());
    let rules = rules.into_iter().flatten().flatten().map(|entry| entry.path());
    beside.chain(config::paths(common)).chain(rules).collect()
}
