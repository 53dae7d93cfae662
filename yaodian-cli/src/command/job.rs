//! What a command needs before it reads, and how a call ends.

use super::{Setting, destination, input, lexicon::load_dictionaries, setting, threads};
use crate::{
    arguments::Common,
    config,
    corpus::{self, Reading},
    output::{self, Format, Sink},
    standard::tell,
};
use anyhow::{Context, Result};
use std::{path::PathBuf, process::ExitCode, time::Duration};
use yaodian::{
    document, read, say,
    write::{self, RowKind},
};

/// What a command prints, and what it needs for it.
pub(super) struct Job {
    /// The format on a terminal.
    pub(super) terminal: Format,
    /// The format in a pipe or a file.
    pub(super) piped: Format,
    /// The formats that it has.
    pub(super) formats: &'static [Format],
    /// What its rows are.
    pub(super) kind: RowKind,
    /// The heads of its table in a format, asked for where there is one.
    pub(super) columns: Box<dyn Fn(Format) -> Vec<String>>,
    /// Whether it says which rule found what.
    pub(super) explain: bool,
    /// Whether it reads clauses.
    pub(super) rules: bool,
    /// Whether it reads texts; else nothing named is not standard input.
    pub(super) reads: bool,
    /// Whether it wants what is left of a text when it is repaired.
    pub(super) repairs: bool,
    /// Whether the first column of its table numbers the rows.
    pub(super) numbered: bool,
    /// Whether the columns of tables are carried through to its rows.
    pub(super) carries: bool,
    /// Whether it writes a page of its own, and no rows.
    pub(super) page: bool,
}

impl Job {
    /// A command that prints rows.
    pub(super) fn rows(formats: &'static [Format], kind: RowKind) -> Self {
        Self {
            terminal: Format::Text,
            piped: Format::Jsonl,
            formats,
            kind,
            columns: Box::new(move |_| write::columns(kind)),
            explain: false,
            rules: false,
            reads: true,
            repairs: true,
            numbered: false,
            carries: false,
            page: false,
        }
    }

    /// The heads of its table with those of columns that are carried through; none in a format without.
    pub(super) fn heads(&self, setting: &Setting) -> Vec<String> {
        if !setting.format.has_columns() {
            return Vec::new();
        }
        let own = (self.columns)(setting.format);
        let carried: Vec<String> =
            setting.carried.iter().map(|name| output::carried_name(name, &own)).collect();
        [own, carried].concat()
    }
}

/// A call that is about to read its inputs.
pub(super) struct Run {
    pub(super) setting: Setting,
    pub(super) inputs: corpus::Inputs,
    pub(super) options: corpus::Options,
    /// How long a text may take.
    pub(super) timeout: Option<Duration>,
    pub(super) quiet: bool,
}

impl Run {
    /// Settles everything that a command has to know before it reads, opens its output, and starts what goes on beside
    /// it; with `records` it reads the documents that `analyze` wrote. `also` are further paths that it reads.
    pub(super) fn open(
        common: &mut Common,
        job: &Job,
        records: bool,
        also: &[PathBuf],
    ) -> Result<(Self, Sink)> {
        // A column that the call itself names says that a pipe brings a table; a configuration is there for all calls.
        let piped_cells = common.source.text_field.is_some();
        let note = config::apply(common, job.formats)?;
        if let Some(note) = note.filter(|_| !common.general.quiet) {
            tell(&note);
        }
        let mut setting = setting::settle(common, job, records)?;
        let options = corpus::Options { piped_cells, ..options(common, records)? };
        let dictionary = load_dictionaries(common)?;
        threads::start(common.general.threads, &dictionary);
        // Not a thread beside them: that would take turns with those that read.
        if job.rules && rayon::current_num_threads() > 1 {
            rayon::spawn(document::warm_up);
        }
        let inputs = if job.reads { input::find(common)? } else { corpus::Inputs::default() };
        destination::refuse_input(common, &inputs.found, also)?;
        if setting.format.has_columns() && job.carries {
            setting.carried = corpus::columns(&inputs.found, &options);
        }
        let sink = destination::open(common, destination::layout(common, job, &setting))?;
        Ok((
            Self { setting, inputs, options, timeout: common.general.timeout, quiet: common.general.quiet },
            sink,
        ))
    }

    /// Closes the output; where nothing could be processed a file stays as it was. Gives the exit status.
    pub(super) fn close(&self, sink: Sink, outcome: corpus::Outcome) -> Result<ExitCode> {
        let failed = outcome.failed + self.inputs.failed.len() + self.inputs.barren.len();
        if outcome.done == 0 && failed > 0 && sink.replaces() {
            return Ok(ExitCode::from(1));
        }
        let cut = sink.finish()?;
        if cut > 0 {
            tell(&say!("cells-cut", n = cut));
        }
        Ok(if failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }
}

/// How the inputs are to be unpacked and read.
fn options(common: &Common, records: bool) -> Result<corpus::Options> {
    let source = &common.source;
    let encoding =
        source.encoding.as_deref().map(read::parse_label).transpose().map_err(anyhow::Error::msg)?;
    let pre =
        source.pre.as_deref().map(|command| corpus::Pre::new(command, &source.pre_glob, source.pre_timeout));
    Ok(corpus::Options {
        reading: if records { Reading::Records(common.out.offsets) } else { Reading::Texts },
        encoding,
        text_field: source.text_field.clone(),
        id_field: source.id_field.clone(),
        piped_cells: false,
        pre: pre.transpose().context("--pre")?,
        max_input: source.max_input,
        globs: source.glob.clone(),
        quiet: common.general.quiet,
    })
}
