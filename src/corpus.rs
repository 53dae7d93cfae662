//! Many files: found, run in parallel, written in order.

use crate::{
    read::{self, Read},
    write::{Piece, Sink},
};
use anyhow::Result;
use ignore::{WalkBuilder, overrides::OverrideBuilder};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, IsTerminal, Read as _},
    path::{Path, PathBuf},
    sync::mpsc,
    time::{Duration, Instant},
};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// Its name in records and messages.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "-".to_owned(),
        }
    }

    /// Whether it is JSON Lines by its name, or, for standard input, opens with a brace.
    fn is_records(&self) -> bool {
        match self {
            Self::File(path) => {
                let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
                ["jsonl", "ndjson"].iter().any(|e| ending.eq_ignore_ascii_case(e))
            }
            Self::Stdin => {
                let head = io::stdin().lock().fill_buf().map(<[u8]>::to_vec).unwrap_or_default();
                let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
                head.trim_ascii_start().starts_with(b"{")
            }
        }
    }

    fn lines(&self) -> io::Result<Box<dyn BufRead>> {
        Ok(match self {
            Self::File(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)),
            Self::Stdin => Box::new(BufReader::new(io::stdin())),
        })
    }

    /// Reads it; `forced` overrides the detection of the encoding.
    pub fn read(&self, forced: Option<&'static encoding_rs::Encoding>) -> Result<Read, read::Error> {
        match self {
            Self::File(path) => read::file(path, forced),
            Self::Stdin => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes)?;
                read::bytes(bytes, forced)
            }
        }
    }
}

/// The inputs that the arguments name, and those that could not be looked at.
#[derive(Debug, Default)]
pub struct Inputs {
    /// What to read, in the order of the arguments, folders by name.
    pub found: Vec<Input>,
    /// What went wrong, each with its reason.
    pub failed: Vec<String>,
    /// Files in folders that are no plain text by their names.
    pub skipped: usize,
}

/// Endings of the files taken from folders where no glob says otherwise.
const TEXT: [&str; 3] = ["txt", "text", "TXT"];

/// Finds the inputs: files as named; folders walked, hidden and ignored files left out; `-` or nothing for
/// standard input. With `globs` (as in .gitignore, `!` excludes) folders yield the files that match.
///
/// # Errors
/// A glob that can't be read.
pub fn inputs(arguments: &[PathBuf], globs: &[String]) -> Result<Inputs> {
    let mut out = Inputs::default();
    if arguments.is_empty() {
        out.found.push(Input::Stdin);
    }
    for argument in arguments {
        if argument.as_os_str() == "-" {
            out.found.push(Input::Stdin);
        } else if argument.is_dir() {
            walk(argument, globs, &mut out)?;
        } else {
            out.found.push(Input::File(argument.clone()));
        }
    }
    Ok(out)
}

fn walk(folder: &Path, globs: &[String], out: &mut Inputs) -> Result<()> {
    let mut overrides = OverrideBuilder::new(folder);
    for glob in globs {
        overrides.add(glob)?;
    }
    let mut builder = WalkBuilder::new(folder);
    builder.overrides(overrides.build()?).sort_by_file_path(Path::cmp).require_git(false);
    for entry in builder.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => {
                let ending = entry.path().extension().and_then(|e| e.to_str());
                if !globs.is_empty() || ending.is_none_or(|e| TEXT.contains(&e)) {
                    out.found.push(Input::File(entry.into_path()));
                } else {
                    out.skipped += 1;
                }
            }
            Ok(_) => {}
            Err(error) => out.failed.push(error.to_string()),
        }
    }
    Ok(())
}

/// A part of the inputs that is worked on by itself.
#[derive(Debug)]
pub enum Portion<'i> {
    /// An input as a whole.
    Whole(&'i Input),
    /// A line of JSON Lines that `analyze` wrote.
    Line {
        /// Where it stands.
        input: &'i Input,
        /// Its number, from 1.
        number: usize,
        /// The line.
        text: String,
    },
    /// What could not be read further.
    Broken(&'i Input, io::Error),
}

impl Portion<'_> {
    /// Its name in messages.
    pub fn name(&self) -> String {
        match self {
            Self::Whole(input) | Self::Broken(input, _) => input.name(),
            Self::Line { input, number, .. } => format!("{}:{number}", input.name()),
        }
    }

    /// Whether it is not the first of its input.
    fn follows(&self) -> bool {
        matches!(self, Self::Line { number: 2.., .. })
    }

    /// About the bytes that it holds in memory while it waits.
    fn held(&self) -> usize {
        match self {
            Self::Line { text, .. } => text.len(),
            _ => 0,
        }
    }
}

/// How inputs are told into portions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Each input is a text.
    Texts,
    /// Files that end with .jsonl or .ndjson, and a standard input that opens with a brace, are what `analyze` wrote: a
    /// document a line.
    Records,
}

/// The portions of the inputs, read as they are asked for.
fn portions(inputs: &[Input], reading: Reading) -> impl Iterator<Item = Portion<'_>> {
    inputs.iter().flat_map(move |input| -> Box<dyn Iterator<Item = Portion<'_>>> {
        if reading == Reading::Texts || !input.is_records() {
            return Box::new(std::iter::once(Portion::Whole(input)));
        }
        match input.lines() {
            Ok(lines) => Box::new(recorded(input, lines)),
            Err(error) => Box::new(std::iter::once(Portion::Broken(input, error))),
        }
    })
}

/// The lines of an input that are not blank, up to the first that can't be read.
fn recorded(input: &Input, mut lines: Box<dyn BufRead>) -> impl Iterator<Item = Portion<'_>> {
    let (mut number, mut broken) = (0, false);
    std::iter::from_fn(move || {
        while !broken {
            let mut text = String::new();
            number += 1;
            match lines.read_line(&mut text) {
                Ok(0) => return None,
                Ok(_) if text.trim_start_matches('\u{FEFF}').trim().is_empty() => {}
                Ok(_) => return Some(Portion::Line { input, number, text }),
                Err(error) => {
                    broken = true;
                    let told = format!("line {number}: {error}");
                    return Some(Portion::Broken(input, io::Error::new(error.kind(), told)));
                }
            }
        }
        None
    })
}

/// Portions that are worked on together: so many a thread, and not more than so many bytes.
const TOGETHER: usize = 4;
const HELD: usize = 1 << 24;

/// The next portions to be worked on together.
fn batch<'i>(portions: &mut impl Iterator<Item = Portion<'i>>, most: usize) -> Vec<Portion<'i>> {
    let mut held = 0;
    let mut batch = Vec::new();
    while batch.len() < most
        && held < HELD
        && let Some(portion) = portions.next()
    {
        held += portion.held();
        batch.push(portion);
    }
    batch
}

/// How the run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Inputs, or lines of them, that could not be processed.
    pub failed: usize,
}

/// Runs `work` over the portions of the inputs on all threads and gives what it makes to `sink`, in the order of the
/// inputs; `complain` gets each failure as it comes up, in the same order. Not more than a few portions a thread are
/// held at a time.
///
/// # Errors
/// What the sink can't write.
pub fn run(
    (inputs, reading): (&[Input], Reading),
    progress: bool,
    work: impl Fn(&Portion<'_>) -> Result<Piece> + Sync,
    sink: &mut Sink,
    mut complain: impl FnMut(&str),
) -> io::Result<Outcome> {
    let bar = Progress::new(inputs.len(), progress);
    let mut outcome = Outcome::default();
    // While one batch is written, the next is being worked on.
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel(1);
        let (work, bar) = (&work, &bar);
        scope.spawn(move || {
            let mut portions = portions(inputs, reading);
            loop {
                let batch = batch(&mut portions, rayon::current_num_threads() * TOGETHER);
                let made: Vec<(String, Result<Piece>)> = batch
                    .par_iter()
                    .map(|portion| {
                        let made = (portion.name(), work(portion));
                        bar.step(portion);
                        made
                    })
                    .collect();
                if batch.is_empty() || send.send(made).is_err() {
                    break;
                }
            }
        });
        for (name, result) in receive.into_iter().flatten() {
            match result {
                Ok(piece) => sink.write(piece)?,
                Err(error) => {
                    outcome.failed += 1;
                    bar.bar.suspend(|| complain(&format!("{name}: {error:#}")));
                }
            }
        }
        sink.flush()
    })?;
    bar.bar.finish_and_clear();
    Ok(outcome)
}

/// Portions that are gathered together; more than in [`run`], since nothing waits for their output, and always as many,
/// so that what is done between them doesn't depend on the threads.
const GATHERED: usize = 256;

/// Runs `work` over the portions of the inputs on all threads, each time with what was gathered before in the same
/// thread, and merges what they gathered; the parts that `merge` gets stand in the order of the inputs. `complain` gets
/// each failure, in that order; `between` sees what was gathered so far after every few hundred portions.
pub fn gather<T: Send>(
    (inputs, reading): (&[Input], Reading),
    progress: bool,
    empty: impl Fn() -> T + Sync,
    work: impl Fn(&mut T, &Portion<'_>) -> Result<()> + Sync,
    (merge, between): (impl Fn(T, T) -> T + Sync, impl Fn(&mut T)),
    mut complain: impl FnMut(&str),
) -> (T, Outcome) {
    let bar = Progress::new(inputs.len(), progress);
    let mut outcome = Outcome::default();
    let mut gathered = empty();
    let mut portions = portions(inputs, reading);
    loop {
        let batch = batch(&mut portions, GATHERED);
        if batch.is_empty() {
            break;
        }
        let nothing = || (empty(), Vec::new());
        let add = |(mut gathered, mut failed): (T, Vec<String>), portion: &Portion<'_>| {
            if let Err(error) = work(&mut gathered, portion) {
                failed.push(format!("{}: {error:#}", portion.name()));
            }
            bar.step(portion);
            (gathered, failed)
        };
        let both = |(a, mut failed): (T, Vec<String>), (b, more): (T, Vec<String>)| {
            failed.extend(more);
            (merge(a, b), failed)
        };
        let (more, failed) = batch.par_iter().fold(nothing, add).reduce(nothing, both);
        gathered = merge(gathered, more);
        between(&mut gathered);
        outcome.failed += failed.len();
        failed.iter().for_each(|message| bar.bar.suspend(|| complain(message)));
    }
    bar.bar.finish_and_clear();
    (gathered, outcome)
}

/// A bar that shows itself once the run has gone on for a while.
struct Progress {
    bar: ProgressBar,
    since: Instant,
    wanted: bool,
}

impl Progress {
    fn new(total: usize, wanted: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:32} {pos}/{len} files, {elapsed}, {eta} to go")
        {
            bar.set_style(style);
        }
        Self { bar, since: Instant::now(), wanted: wanted && total > 1 && io::stderr().is_terminal() }
    }

    /// Counts a portion as done; a further line of the same input makes the way longer.
    fn step(&self, portion: &Portion<'_>) {
        if portion.follows() {
            self.bar.inc_length(1);
        }
        if self.wanted && self.bar.is_hidden() && self.since.elapsed() > Duration::from_secs(1) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }
}
