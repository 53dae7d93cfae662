//! What a call names to be read.

use super::destination;
use crate::corpus::{self, Passed, Search};
use crate::{arguments::Common, standard::tell};
use anyhow::{Context, Result, bail};
use std::{
    io::{self, IsTerminal},
    path::PathBuf,
};
use yaodian::{read, say};

/// What the call names to be read: its arguments, and what lists of files name.
pub(super) fn find(common: &Common) -> Result<corpus::Inputs> {
    let mut arguments = common.inputs.clone();
    for (list, by_zero) in [(&common.source.files_from, false), (&common.source.files0_from, true)] {
        if let Some(list) = list {
            let listed = corpus::listed(list, by_zero, common.source.max_input.unwrap_or(read::MOST))?;
            if listed.is_empty() && arguments.is_empty() {
                let nothing = say!("list-empty", path = list.display());
                tell(&nothing);
                return Ok(corpus::Inputs { failed: vec![nothing], ..corpus::Inputs::default() });
            }
            arguments.extend(listed);
        }
    }
    if arguments.is_empty() && io::stdin().is_terminal() {
        bail!(say!("nothing-named"));
    }
    named(&arguments, common)
}

/// What these arguments name; what can't be looked at is told.
pub(super) fn named(arguments: &[PathBuf], common: &Common) -> Result<corpus::Inputs> {
    let inputs = found(arguments, common)?;
    note_inputs(&inputs, common.general.quiet);
    Ok(inputs)
}

/// What these arguments name.
pub(super) fn found(arguments: &[PathBuf], common: &Common) -> Result<corpus::Inputs> {
    let output = destination::handle(common);
    let search = Search {
        globs: &common.source.glob,
        follow: common.source.follow,
        output: output.as_ref(),
        folder: common.out.output_dir.as_deref(),
    };
    corpus::inputs(arguments, &search).context("--glob")
}

/// Names on standard error what could not be looked at, and how many files were passed over.
fn note_inputs(inputs: &corpus::Inputs, quiet: bool) {
    for failed in &inputs.failed {
        tell(failed);
    }
    for folder in &inputs.barren {
        tell(&say!("barren", folder = folder.display()));
    }
    let Passed { others, containers, links } = inputs.passed;
    let notes = [
        (others, say!("passed-others", n = others)),
        (containers, say!("passed-containers", n = containers)),
        (links, say!("passed-links", n = links)),
    ];
    for (_, note) in notes.iter().filter(|(count, _)| *count > 0 && !quiet) {
        tell(note);
    }
}
