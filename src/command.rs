//! The commands: each is a view of the values that it needs, and runs no stage past them.

use crate::cli::{Analyze, Clean, Color, Common, Directives, Has};
use crate::config;
use anyhow::{Context, Result, bail};
use std::{
    io::{self, IsTerminal, Write},
    path::Path,
    process::ExitCode,
};
use yaodian::{
    clean::Cleaned,
    corpus::{self, Input},
    directive::Directive,
    document, read,
    sense::Modality,
    source::{Span, Unit},
    split, words,
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
        }
    }
}

/// What a run needs to know, settled from the command line, the configuration and the terminal.
struct Setting {
    unit: Unit,
    explain: bool,
    encoding: Option<&'static encoding_rs::Encoding>,
    format: Format,
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
            cleaned: self.cleaned,
            unit: setting.unit,
            explain: setting.explain,
        }
    }
}

pub(crate) fn analyze(mut arguments: Analyze) -> Result<ExitCode> {
    let keywords = arguments.keywords;
    let job = Job {
        terminal: Format::Jsonl,
        formats: &[Format::Json, Format::Jsonl, Format::Text],
        explain: arguments.explain,
        rules: true,
        ..Job::rows(RowKind::Document)
    };
    run(&mut arguments.common, job, |text, setting| {
        let studies = document::studies(text.cleaned, keywords);
        let spans: Vec<Span> = studies.iter().map(|study| study.analysis.span).collect();
        let mut pieces = Vec::with_capacity(studies.len());
        for (i, study) in studies.iter().enumerate() {
            let reach = reach(text.cleaned, &spans, i);
            let file = if i == 0 { &text.read.findings[..] } else { &[] };
            let record = write::document(
                &text.place(setting),
                &study.analysis,
                (i + 1, studies.len()),
                (&study.keywords, &study.counts),
                file,
                reach,
            );
            pieces.push(match setting.format {
                Format::Text => Piece::Text(write::report(&record, setting.width, setting.palette)),
                format => Piece::json(&record, format)?,
            });
        }
        Ok(join(pieces))
    })
}

/// The stretch of the source whose repairs are told with document `i`: up to the next one, the first from the
/// start of the file.
fn reach(cleaned: &Cleaned<'_>, spans: &[Span], i: usize) -> Span {
    let start = if i == 0 { 0 } else { cleaned.to_source(spans[i].start) };
    let end = spans.get(i + 1).map_or(cleaned.source().text().len(), |next| cleaned.to_source(next.start));
    Span::new(start, end)
}

pub(crate) fn outline(mut common: Common) -> Result<ExitCode> {
    run(&mut common, Job { rules: true, ..Job::rows(RowKind::Outline) }, |text, setting| {
        let place = text.place(setting);
        let analyses = document::outlines(text.cleaned);
        let pieces = analyses.iter().enumerate().map(|(i, a)| match setting.format {
            Format::Text => Piece::Text(write::outline_tree(
                &place,
                a,
                (i + 1, analyses.len()),
                setting.width,
                setting.palette,
            )),
            format => Piece::rows(write::item_rows(&place, a, i + 1), format),
        });
        Ok(join(pieces.collect()))
    })
}

pub(crate) fn directives(mut arguments: Directives) -> Result<ExitCode> {
    let want = Want::of(&arguments);
    let headers = arguments.headers;
    let job = Job {
        formats: &Format::ALL,
        columns: Box::new(move || headers.columns()),
        explain: arguments.explain,
        rules: true,
        ..Job::rows(RowKind::Directives)
    };
    run(&mut arguments.common, job, |text, setting| {
        let place = text.place(setting);
        let pieces = document::analyses(text.cleaned).into_iter().enumerate().map(|(i, a)| {
            let chosen = |d: &Directive| want.takes(text.cleaned.text(), d);
            match setting.format {
                Format::Text => {
                    Piece::Text(write::directive_table(&place, &a, setting.width, setting.palette, chosen))
                }
                Format::Json | Format::Jsonl => {
                    Piece::rows(write::directive_rows(&place, &a, i + 1, chosen), setting.format)
                }
                Format::Igscript => Piece::Text(write::igscript(&place, &a, chosen)),
                Format::Qdpx => Piece::Coded(vec![write::coded(&place, &a, chosen)]),
                _ => Piece::Rows(write::task_rows(&place, &a, headers, chosen)),
            }
        });
        Ok(join(pieces.collect()))
    })
}

/// Which directives are asked for.
struct Want {
    actors: Vec<String>,
    modalities: Vec<Modality>,
    strength: u8,
    has: Vec<Has>,
}

impl Want {
    fn of(arguments: &Directives) -> Self {
        Self {
            actors: arguments.actor.clone(),
            modalities: arguments.modality.clone(),
            strength: arguments.min_strength.unwrap_or(0),
            has: arguments.has.clone(),
        }
    }

    fn takes(&self, text: &str, d: &Directive) -> bool {
        let named = |name: &String| d.actors.iter().any(|a| a.span.of(text).contains(name.as_str()));
        let has = |what: &Has| match what {
            Has::Actor => !d.actors.is_empty(),
            Has::Deadline => !d.deadlines.is_empty(),
            Has::Target => !d.targets.is_empty(),
            Has::Condition => !d.conditions.is_empty(),
            Has::Citation => !d.citations.is_empty(),
        };
        (self.actors.is_empty() || self.actors.iter().any(named))
            && (self.modalities.is_empty() || self.modalities.contains(&d.modality))
            && d.strength >= self.strength
            && self.has.iter().all(has)
    }
}

pub(crate) fn split(mut common: Common) -> Result<ExitCode> {
    run(&mut common, Job::rows(RowKind::Split), |text, setting| {
        let place = text.place(setting);
        let documents = split::split(text.cleaned);
        let rows: Vec<_> = documents
            .iter()
            .enumerate()
            .map(|(i, d)| write::split_row(&place, d, (i + 1, documents.len())))
            .collect();
        Ok(match setting.format {
            Format::Text => Piece::Text(rows.iter().map(split_line).collect()),
            format => Piece::rows(rows, format),
        })
    })
}

/// A document's extent for the eye: path:line, kind, title or first words.
fn split_line(row: &write::Row) -> String {
    let text = |key: &str| row.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
    let number = |key: &str| row.get(key).map(ToString::to_string).unwrap_or_default();
    let title = Some(text("title")).filter(|t| !t.is_empty()).unwrap_or_else(|| text("opening"));
    format!(
        "{}:{} [{}/{}] {} {title}\n",
        text("path"),
        number("line"),
        number("document"),
        number("documents"),
        text("genre")
    )
}

pub(crate) fn clean(mut arguments: Clean) -> Result<ExitCode> {
    let diff = arguments.diff;
    let job = Job { piped: Format::Text, formats: &[Format::Text], ..Job::rows(RowKind::Document) };
    run(&mut arguments.common, job, |text, _| {
        Ok(Piece::Text(if diff {
            text.cleaned.diff()
        } else {
            text.cleaned.lines().map(|l| format!("{l}\n")).collect()
        }))
    })
}

pub(crate) fn tokens(mut common: Common) -> Result<ExitCode> {
    run(&mut common, Job::rows(RowKind::Tokens), |text, setting| {
        let place = text.place(setting);
        let documents = split::split(text.cleaned);
        let pieces = documents.iter().enumerate().map(|(i, d)| match setting.format {
            Format::Text => Piece::Text(tagged_text(text.cleaned, d)),
            format => write::tokens(&place, d.span(text.cleaned), i + 1, format),
        });
        Ok(join(pieces.collect()))
    })
}

/// word/tag, a paragraph a line.
fn tagged_text(cleaned: &Cleaned<'_>, document: &split::Document) -> String {
    let mut out = String::new();
    for paragraph in &cleaned.paragraphs()[document.paragraphs.clone()] {
        words::for_each_token(paragraph.of(cleaned.text()), |t| {
            out.push_str(t.text);
            out.push('/');
            out.push_str(t.tag);
            out.push(' ');
        });
        out.pop();
        out.push('\n');
    }
    out
}

/// One piece of many: rendered ones run together, rows in one list.
fn join(pieces: Vec<Piece>) -> Piece {
    pieces.into_iter().reduce(Piece::and).unwrap_or(Piece::Text(String::new()))
}

/// Reads every input, repairs it and hands it to `view`.
fn run(
    common: &mut Common,
    job: Job,
    view: impl Fn(&Text<'_>, &Setting) -> Result<Piece> + Sync,
) -> Result<ExitCode> {
    config::apply(common)?;
    let setting = settle(common, &job)?;
    load_dictionaries(common.segmenter, &common.dict)?;
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
    if common.inputs.is_empty() && io::stdin().is_terminal() {
        bail!("nothing to read: name files or folders, or pipe a text in (- reads what is typed)");
    }
    let inputs = corpus::inputs(&common.inputs, &common.glob).context("--glob")?;
    note_inputs(&inputs, common.quiet);
    let columns = if setting.format.has_columns() { (job.columns)() } else { Vec::new() };
    let mut sink = Sink::new(common.output.as_deref(), setting.format, columns)?;
    let work = |input: &Input| -> Result<Piece> {
        let name = input.name();
        let read = input.read(setting.encoding)?;
        let cleaned = document::cleaned(&read.source);
        view(&Text { name: &name, read: &read, cleaned: &cleaned }, &setting)
    };
    let complain = |message: &str| tell(message);
    let done = corpus::run(&inputs.found, !common.quiet, work, &mut sink, complain)?;
    sink.finish()?;
    let failed = done.failed + inputs.failed.len();
    Ok(if failed > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Names on standard error what could not be looked at, and how many files were passed over.
fn note_inputs(inputs: &corpus::Inputs, quiet: bool) {
    for failed in &inputs.failed {
        tell(failed);
    }
    if inputs.skipped > 0 && !quiet {
        tell(&format!("{} files that are no .txt were passed over; --glob '*' takes all", inputs.skipped));
    }
    if inputs.found.is_empty() && inputs.failed.is_empty() {
        tell("no text was found in the folders named");
    }
}

/// A message on standard error; where that is closed there is nobody to tell.
pub(crate) fn tell(message: &str) {
    let _ = writeln!(io::stderr(), "yaodian: {message}");
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
        bail!(
            "--format {}: this command prints {} (tables come from outline, directives, split and tokens)",
            format.name(),
            names.join(", ")
        );
    }
    if format.is_binary() && to_terminal {
        bail!("a file of this kind can't be shown on a terminal; give -o FILE.{}", format.name());
    }
    if job.explain && !matches!(format, Format::Json | Format::Jsonl) {
        bail!("--explain goes with --format json or jsonl, not with {}", format.name());
    }
    let encoding =
        common.encoding.as_deref().map(read::parse_label).transpose().map_err(anyhow::Error::msg)?;
    let color = match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => to_terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let width = if to_terminal { terminal_width() } else { 100 };
    Ok(Setting {
        unit: common.offsets.unwrap_or_default(),
        encoding,
        format,
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

fn load_dictionaries(engine: words::Engine, paths: &[std::path::PathBuf]) -> Result<()> {
    let mut entries = Vec::new();
    for path in paths {
        entries.extend(dictionary(path)?);
    }
    if !words::set_up(engine, entries) {
        bail!("the dictionary was loaded before --dict");
    }
    Ok(())
}

fn dictionary(path: &Path) -> Result<Vec<words::Entry>> {
    let read = read::file(path, None).with_context(|| format!("--dict {}", path.display()))?;
    words::user_entries(read.source.text()).with_context(|| format!("--dict {}", path.display()))
}
