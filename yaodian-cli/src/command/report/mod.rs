//! `report`: one page to look at, with all that was found in documents.

mod compared;
mod found;

use super::{Execute, Job, Program, Run, bench::grouping};
use crate::{
    arguments::{Common, Group},
    corpus::{Input, Outcome},
    output::{Format, Piece, Spool},
    standard::tell,
};
use anyhow::{Result, bail};
use clap::Args;
use std::{
    collections::HashSet,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};
use yaodian::{lexis::Grouping, message, say, source::Unit, write::RowKind};

/// One web page to look at: outline, text, tasks, and over a folder who must do what, terms, reuse; readable offline
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian report speech.docx -o report.html --open    one text: outline, tasks
  yaodian report reports/ -o report.html              a folder: terms, bodies, reuse
  yaodian report --diff 2024.docx 2025.docx -o report.html
  yaodian report --coverage province.docx city.docx county.docx -o report.html
  yaodian report reports/ --group '([^/]+)省' -o - > report.html

The page is one file that asks nothing of any network; it holds the texts, compressed, and needs a browser of 2024 or later.
Groups are years where --group and --field name nothing else. With --diff or --coverage PATHS may be left out; both hold
their documents in memory, everything else takes some kilobytes a document and waits on disk.")]
pub(crate) struct Report {
    /// Shows what changed between these two texts or folders too
    #[arg(long, num_args = 2, value_names = ["OLD", "NEW"])]
    diff: Vec<PathBuf>,
    /// Shows what of the tasks of the first the others carry too
    #[arg(long, num_args = 2.., value_names = ["UPPER", "LOWER"])]
    coverage: Vec<PathBuf>,
    /// Doesn't look for passages that documents share
    #[arg(long)]
    no_reuse: bool,
    /// What the page is called
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Opens the page in the browser; with -o
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    group: Group,
    #[command(flatten)]
    common: Common,
}

impl Execute for Report {
    const FORMATS: &'static [Format] = &[Format::Html];

    fn run(self, _: Program) -> Result<ExitCode> {
        report(self)
    }
}

/// What a report is made by.
struct Asked {
    grouping: Vec<Grouping>,
    reuse: bool,
    diff: Option<[PathBuf; 2]>,
    coverage: Option<(PathBuf, Vec<PathBuf>)>,
}

fn report(mut arguments: Report) -> Result<ExitCode> {
    let common = &mut arguments.common;
    if common.out.output_dir.is_some() {
        bail!(say!("output-dir-whole"));
    }
    let file = common.output().map(Path::to_owned);
    if file.is_none() && (arguments.open || io::stdout().is_terminal()) {
        bail!(say!("report-file"));
    }
    let title = arguments.title.take().unwrap_or_else(|| titled(common, &arguments.diff));
    let also = [&arguments.diff[..], &arguments.coverage[..]].concat();
    for path in &also {
        if !common.inputs.contains(path) {
            common.inputs.push(path.clone());
        }
    }
    let asked = Asked {
        grouping: grouping(&arguments.group)?,
        reuse: !arguments.no_reuse,
        diff: <[PathBuf; 2]>::try_from(arguments.diff).ok(),
        coverage: arguments.coverage.split_first().map(|(upper, lower)| (upper.clone(), lower.to_vec())),
    };
    let job = Job {
        terminal: Format::Html,
        piped: Format::Html,
        rules: true,
        page: true,
        ..Job::rows(Report::FORMATS, RowKind::Document)
    };
    let (mut run, mut sink) = Run::open(common, &job, false, &also)?;
    // The script of the page finds places by code points.
    run.setting.unit = Unit::Codepoints;
    // A text that is compared may stand in a folder that is named too.
    let mut seen = HashSet::new();
    run.inputs.found.retain(|input| match input {
        Input::File(path) => seen.insert(path.clone()),
        Input::Stdin => true,
    });
    let (mut made, outcome) = found::found(&run, &asked)?;
    let compared = compared::compared(&run, &asked, common, &mut made)?;
    let outcome = Outcome { failed: outcome.failed + compared, ..outcome };
    let mut page = Spool::default();
    made.report.write(&title, message::language(), &mut page)?;
    if !made.numbers.is_empty() {
        sink.write(Piece::Text(page))?;
    }
    let done = outcome.done > 0;
    let status = run.close(sink, outcome)?;
    if let Some(file) = file.filter(|_| arguments.open && done) {
        open(&file);
    }
    Ok(status)
}

/// What the page is called where nobody says it: after what is named.
fn titled(common: &Common, diff: &[PathBuf]) -> String {
    let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    match (&common.inputs[..], diff) {
        ([one], _) => name(one).unwrap_or_else(|| say!("report-title")),
        ([], [old, new]) => [old, new].into_iter().filter_map(name).collect::<Vec<_>>().join(" → "),
        _ => say!("report-title"),
    }
}

/// Opens a file with what the system opens pages with.
fn open(file: &Path) {
    let mut command = match () {
        () if cfg!(target_os = "macos") => Command::new("open"),
        () if cfg!(windows) => {
            let mut command = Command::new("cmd");
            command.args(["/C", "start", ""]);
            command
        }
        () => Command::new("xdg-open"),
    };
    let command = command.arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(error) = command.spawn() {
        tell(&say!("report-open", path = file.display(), why = yaodian::system::what(&error)));
    }
}
