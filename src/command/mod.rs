//! The commands: what they share, from the command line to the exit status.

mod bench;
mod texts;

pub(crate) use bench::*;
pub(crate) use texts::{analyze, clean, directives, outline, split, tokens};

use crate::cli::{Color, Common};
use crate::config;
use anyhow::{Context, Result, bail};
use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};
use yaodian::{
    clean::Cleaned,
    corpus::{self, Opened, Portion, Reading},
    document, read,
    source::Unit,
    words,
    write::{self, Format, Palette, Piece, Place, RowKind, Sink},
};

/// What a command prints, and what it needs for it.
struct Job {
    /// The format on a terminal.
    terminal: Format,
    /// The format in a pipe or a file.
    piped: Format,
    /// The formats that it has.
    formats: &'static [Format],
    /// The heads of its table, asked for where there is one.
    columns: Box<dyn Fn() -> Vec<String>>,
    /// Whether it says which rule found what.
    explain: bool,
    /// Whether it reads clauses.
    rules: bool,
    /// Whether it reads texts; else nothing named is not standard input.
    reads: bool,
    /// Whether the columns of tables are carried through to its rows.
    carries: bool,
}

impl Job {
    /// A command that prints rows.
    fn rows(kind: RowKind) -> Self {
        Self {
            terminal: Format::Text,
            piped: Format::Jsonl,
            formats: &Format::TABLES,
            columns: Box::new(move || write::columns(kind)),
            explain: false,
            rules: false,
            reads: true,
            carries: false,
        }
    }
}

/// What a run needs to know, settled from the command line, the configuration and the terminal.
struct Setting {
    unit: Unit,
    explain: bool,
    format: Format,
    /// The columns of tables that are carried through, in formats that have columns.
    carried: Vec<String>,
    width: usize,
    palette: Palette,
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
    /// Rows of it, with the columns of its table that are carried through.
    fn rows(&self, setting: &Setting, mut rows: Vec<write::Row>) -> Piece {
        let carried = setting.format.has_columns().then_some(&setting.carried[..]);
        write::carry(&mut rows, &self.read.metadata, carried);
        Piece::rows(rows, setting.format)
    }
}

/// A call that is about to read its inputs.
struct Run {
    setting: Setting,
    inputs: corpus::Inputs,
    options: corpus::Options,
    quiet: bool,
}

impl Run {
    /// Settles everything that a command has to know before it reads, opens its output, and starts what goes on beside
    /// it; with `records` it reads the documents that `analyze` wrote.
    fn open(common: &mut Common, job: &Job, records: bool) -> Result<(Self, Sink)> {
        // A column that the call itself names says that a pipe brings a table; a configuration is there for all calls.
        let piped_cells = common.text_field.is_some();
        config::apply(common)?;
        let mut setting = settle(common, job)?;
        let options = corpus::Options { piped_cells, ..options(common, records)? };
        load_dictionaries(common)?;
        if let Some(n) = common.threads {
            rayon::ThreadPoolBuilder::new()
                .num_threads(n)
                .build_global()
                .context("the threads can't be started")?;
        }
        // Not a thread beside them: that would take turns with those that read.
        if job.rules && rayon::current_num_threads() > 1 {
            rayon::spawn(document::warm_up);
        }
        let inputs = if job.reads { find_inputs(common)? } else { corpus::Inputs::default() };
        let mut columns = Vec::new();
        if setting.format.has_columns() {
            columns = (job.columns)();
            setting.carried = if job.carries { corpus::columns(&inputs.found, &options) } else { Vec::new() };
            columns.extend(
                setting.carried.iter().map(|name| write::carried_name(name, &columns)).collect::<Vec<_>>(),
            );
        }
        let sink = Sink::new(common.output.as_deref(), setting.format, columns)?;
        Ok((Self { setting, inputs, options, quiet: common.quiet }, sink))
    }

    /// The exit status after so many inputs failed.
    fn status(&self, outcome: corpus::Outcome) -> ExitCode {
        let failed = outcome.failed + self.inputs.failed.len();
        if failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS }
    }
}

/// Reads every input, repairs it and hands it to `view`.
fn run(
    common: &mut Common,
    job: Job,
    view: impl Fn(&Text<'_>, &Setting) -> Result<Piece> + Sync,
) -> Result<ExitCode> {
    let (run, mut sink) = Run::open(common, &job, false)?;
    let setting = &run.setting;
    let work = |portion: &Portion<'_>| match portion.open(&run.options)? {
        Opened::Text(name, read) => {
            let cleaned = document::cleaned(&read.source);
            view(&Text { name: &name, read: &read, cleaned: &cleaned }, setting)
        }
        Opened::Record(_) => bail!("this command reads no records"),
    };
    let inputs = (&run.inputs.found[..], &run.options);
    let outcome = corpus::run(inputs, !run.quiet, work, &mut sink, tell)?;
    sink.finish()?;
    Ok(run.status(outcome))
}

/// How the inputs are to be unpacked and read.
fn options(common: &Common, records: bool) -> Result<corpus::Options> {
    let encoding =
        common.encoding.as_deref().map(read::parse_label).transpose().map_err(anyhow::Error::msg)?;
    let pre = common.pre.as_deref().map(|command| corpus::Pre::new(command, &common.pre_glob));
    Ok(corpus::Options {
        reading: if records { Reading::Records(common.offsets) } else { Reading::Texts },
        encoding,
        text_field: common.text_field.clone(),
        id_field: common.id_field.clone(),
        piped_cells: false,
        pre: pre.transpose().context("--pre")?,
        globs: common.glob.clone(),
        quiet: common.quiet,
    })
}

/// What the call names to be read.
fn find_inputs(common: &Common) -> Result<corpus::Inputs> {
    if common.inputs.is_empty() && io::stdin().is_terminal() {
        bail!("nothing to read: name files or folders, or pipe a text in (- reads what is typed)");
    }
    inputs_of(&common.inputs, common)
}

/// What these arguments name.
fn inputs_of(arguments: &[PathBuf], common: &Common) -> Result<corpus::Inputs> {
    let inputs = corpus::inputs(arguments, &common.glob, common.pre.is_some()).context("--glob")?;
    note_inputs(&inputs, common.quiet);
    Ok(inputs)
}

/// Names on standard error what could not be looked at, and how many files were passed over.
fn note_inputs(inputs: &corpus::Inputs, quiet: bool) {
    for failed in &inputs.failed {
        tell(failed);
    }
    if inputs.skipped > 0 && !quiet {
        tell(&format!(
            "{} files that are no documents were passed over; --glob '*' takes all",
            inputs.skipped
        ));
    }
    if inputs.older > 0 && !quiet {
        tell(&format!(
            "{} documents of older kinds (.doc, .wps, .rtf) were passed over; turn them into .docx with `libreoffice --headless --convert-to docx`, or name a program that reads them with --pre",
            inputs.older
        ));
    }
    if inputs.found.is_empty() && inputs.failed.is_empty() {
        tell("no document was found in the folders named");
    }
}

/// A message on standard error, wrapped where that is a terminal; where it is closed there is nobody to tell.
pub(crate) fn tell(message: &str) {
    const HEAD: &str = "yaodian: ";
    let lines = if io::stderr().is_terminal() {
        write::wrapped(message, terminal_width() - HEAD.len())
    } else {
        vec![message.to_owned()]
    };
    let _ = writeln!(io::stderr(), "{HEAD}{}", lines.join(&format!("\n{}", " ".repeat(HEAD.len()))));
}

fn settle(common: &Common, job: &Job) -> Result<Setting> {
    let to_terminal = common.output.is_none() && io::stdout().is_terminal();
    let default = if to_terminal { job.terminal } else { job.piped };
    let format = match (common.format, &common.output) {
        (Some(format), _) => format,
        (None, Some(path)) => named_format(path)?.unwrap_or(job.piped),
        (None, None) => default,
    };
    if !job.formats.contains(&format) {
        let names: Vec<&str> = job.formats.iter().map(|f| f.name()).collect();
        bail!("--format {}: this command prints {}", format.name(), names.join(", "));
    }
    if format.is_binary() && to_terminal {
        bail!("a file of this kind can't be shown on a terminal; give -o FILE.{}", format.name());
    }
    if job.explain && !matches!(format, Format::Json | Format::Jsonl) {
        bail!("--explain goes with --format json or jsonl, not with {}", format.name());
    }
    let color = match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => to_terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let width = if to_terminal { terminal_width() } else { 100 };
    Ok(Setting {
        unit: common.offsets.unwrap_or_default(),
        format,
        carried: Vec::new(),
        explain: job.explain,
        width,
        palette: Palette::new(color),
    })
}

/// The format that a file's name tells; none where it has no ending.
fn named_format(path: &Path) -> Result<Option<Format>> {
    let Some(ending) = path.extension() else { return Ok(None) };
    match Format::of_path(path) {
        Some(format) => Ok(Some(format)),
        None => bail!(
            "{}: no format is known by .{}; name it with --format, or end the name with .json .jsonl .csv .tsv .xlsx .md .txt .igscript or .qdpx",
            path.display(),
            ending.display()
        ),
    }
}

/// The columns of the terminal, 80 where it doesn't say.
fn terminal_width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let size = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
    columns.or_else(size).filter(|&w| w >= 40).unwrap_or(80)
}

fn load_dictionaries(common: &Common) -> Result<()> {
    let mut setup = words::Setup { engine: common.segmenter, ..words::Setup::default() };
    for path in &common.dict {
        let entries = dictionary(path, "--dict")?;
        let spaced = |entry: &&words::Entry| !common.quiet && entry.word.contains(char::is_whitespace);
        for entry in entries.iter().filter(spaced) {
            tell(&format!(
                "{}: line {}: {:?} has a space, where jieba always cuts; --force-dict keeps it whole",
                path.display(),
                entry.line,
                entry.word
            ));
        }
        setup.words.extend(entries);
    }
    for path in &common.force_dict {
        setup.forced.extend(dictionary(path, "--force-dict")?);
    }
    if !words::set_up(setup) {
        bail!("the dictionary was loaded before --dict");
    }
    Ok(())
}

fn dictionary(path: &Path, option: &str) -> Result<Vec<words::Entry>> {
    let read = read::file(path, None).with_context(|| format!("{option} {}", path.display()))?;
    words::user_entries(read.source.text()).with_context(|| format!("{option} {}", path.display()))
}
