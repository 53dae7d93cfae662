//! The commands: what they share, from the command line to the exit status.

mod bench;
mod destination;
mod each;
mod input;
mod parting;
mod setting;
mod texts;
mod threads;

pub(crate) use bench::*;
use setting::Setting;
pub(crate) use texts::{analyze, clean, directives, outline, split, tokens};

use crate::{
    cli::{self, Common},
    config,
    standard::tell,
};
use crate::{
    corpus::{self, Opened, Portion, Reading},
    output::{self, Format, Piece, Sink},
};
use anyhow::{Context, Result};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};
use yaodian::{
    Dictionary,
    clean::Cleaned,
    document,
    limit::within,
    read, rules, say, sense,
    split::Document,
    words,
    write::{self, Place, RowKind},
};

/// What a command prints, and what it needs for it.
struct Job {
    /// The format on a terminal.
    terminal: Format,
    /// The format in a pipe or a file.
    piped: Format,
    /// The formats that it has.
    formats: &'static [Format],
    /// What its rows are.
    kind: RowKind,
    /// The heads of its table, asked for where there is one.
    columns: Box<dyn Fn() -> Vec<String>>,
    /// Whether it says which rule found what.
    explain: bool,
    /// Whether it reads clauses.
    rules: bool,
    /// Whether it reads texts; else nothing named is not standard input.
    reads: bool,
    /// Whether it wants what is left of a text when it is repaired.
    repairs: bool,
    /// Whether the first column of its table numbers the rows.
    numbered: bool,
    /// Whether the columns of tables are carried through to its rows.
    carries: bool,
}

impl Job {
    /// A command that prints rows.
    fn rows(command: &str, kind: RowKind) -> Self {
        Self {
            terminal: Format::Text,
            piped: Format::Jsonl,
            formats: cli::formats(command),
            kind,
            columns: Box::new(move || write::columns(kind)),
            explain: false,
            rules: false,
            reads: true,
            repairs: true,
            numbered: false,
            carries: false,
        }
    }

    /// The heads of its table with those of columns that are carried through; none in a format without.
    fn heads(&self, setting: &Setting) -> Vec<String> {
        if !setting.format.has_columns() {
            return Vec::new();
        }
        let own = (self.columns)();
        let carried: Vec<String> =
            setting.carried.iter().map(|name| output::carried_name(name, &own)).collect();
        [own, carried].concat()
    }
}

/// A text as read and repaired, with what a record says of its file.
struct Text<'a> {
    name: &'a str,
    read: &'a read::Read,
    cleaned: &'a Cleaned<'a>,
}

impl Text<'_> {
    fn place(&self, setting: &Setting) -> Place<'_> {
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
    fn rows(
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

/// A call that is about to read its inputs.
struct Run {
    setting: Setting,
    inputs: corpus::Inputs,
    options: corpus::Options,
    /// How long a text may take.
    timeout: Option<Duration>,
    quiet: bool,
}

impl Run {
    /// Settles everything that a command has to know before it reads, opens its output, and starts what goes on beside
    /// it; with `records` it reads the documents that `analyze` wrote. `also` are further paths that it reads.
    fn open(common: &mut Common, job: &Job, records: bool, also: &[PathBuf]) -> Result<(Self, Sink)> {
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
            Self { setting, inputs, options, timeout: common.source.timeout, quiet: common.general.quiet },
            sink,
        ))
    }

    /// Closes the output; where nothing could be processed a file stays as it was. Gives the exit status.
    fn close(&self, sink: Sink, outcome: corpus::Outcome) -> Result<ExitCode> {
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

/// Reads every input, repairs it and hands it to `view`.
fn run(
    common: &mut Common,
    job: Job,
    view: impl Fn(&Text<'_>, &Setting) -> Result<Piece> + Sync,
) -> Result<ExitCode> {
    let (run, mut sink) = Run::open(common, &job, false, &[])?;
    let setting = &run.setting;
    let whole = |portion: &Portion<'_>, setting: &Setting| match portion.open(&run.options)? {
        Opened::Text(name, read) => {
            let cleaned = document::cleaned(&read.source);
            if job.repairs && cleaned.is_blank() {
                return Err(read::Error::Nothing.into());
            }
            view(&Text { name: &name, read: &read, cleaned: &cleaned }, setting)
        }
        Opened::Record(_) => Err(read::Error::Recorded.into()),
    };
    let work = |portion: &Portion<'_>, setting: &Setting| within(run.timeout, || whole(portion, setting))?;
    if let Some(folder) = &common.out.output_dir {
        let layout = |setting: &Setting| destination::layout(common, &job, setting);
        let carries = job.carries && setting.format.has_columns();
        return each::run(&run, common, folder, layout, carries, work);
    }
    let work = |portion: &Portion<'_>| work(portion, setting);
    let inputs = (&run.inputs.found[..], &run.options);
    let outcome = corpus::run(inputs, !run.quiet, work, &mut sink, tell)?;
    run.close(sink, outcome)
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

/// The words and rules of the user; the words hold for this thread, and for those that work.
fn load_dictionaries(common: &Common) -> Result<Dictionary> {
    let (mut words, mut forced) = (Vec::new(), Vec::new());
    for path in &common.lexicon.dict {
        let entries = dictionary(path, "--dict", common)?;
        let spaced =
            |entry: &&words::Entry| !common.general.quiet && entry.word.contains(char::is_whitespace);
        for entry in entries.iter().filter(spaced) {
            tell(&say!("spaced-entry", path = path.display(), line = entry.line, word = entry.word));
        }
        words.extend(entries);
    }
    for path in &common.lexicon.force_dict {
        forced.extend(dictionary(path, "--force-dict", common)?);
    }
    if let Some(folder) = &common.lexicon.rules {
        rules::lay_over(folder, sense::cue::is_entry).with_context(|| "--rules")?;
    }
    let dictionary = match (&words[..], &forced[..]) {
        ([], []) => Dictionary::default(),
        (words, forced) => Dictionary::new(words, forced),
    };
    dictionary.settle();
    Ok(dictionary)
}

fn dictionary(path: &Path, option: &str, common: &Common) -> Result<Vec<words::Entry>> {
    let read = own_file(path, option, common)?;
    words::user_entries(read.source.text()).with_context(|| format!("{option} {}", path.display()))
}

/// A file that an option names.
fn own_file(path: &Path, option: &str, common: &Common) -> Result<read::Read> {
    let most = common.source.max_input.unwrap_or(read::MOST);
    read::file(path, None, most).with_context(|| format!("{option} {}", path.display()))
}
