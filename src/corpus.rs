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
    io::{self, IsTerminal, Read as _},
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

/// How the run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Inputs that could not be processed.
    pub failed: usize,
}

/// Runs `work` over the inputs on all threads and gives what it makes to `sink`, in the order of the inputs;
/// `complain` gets each failure as it comes up, in the same order. Not more than a few inputs a thread are held at
/// a time.
///
/// # Errors
/// What the sink can't write.
pub fn run(
    inputs: &[Input],
    progress: bool,
    work: impl Fn(&Input) -> Result<Piece> + Sync,
    sink: &mut Sink,
    mut complain: impl FnMut(&str),
) -> io::Result<Outcome> {
    let bar = Progress::new(inputs.len(), progress);
    let mut outcome = Outcome::default();
    // While one batch is written, the next is being worked on.
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel(1);
        let work = &work;
        scope.spawn(move || {
            for batch in inputs.chunks(rayon::current_num_threads() * 4) {
                let made: Vec<(String, Result<Piece>)> =
                    batch.par_iter().map(|input| (input.name(), work(input))).collect();
                if send.send(made).is_err() {
                    break;
                }
            }
        });
        for made in receive {
            for (name, result) in made {
                match result {
                    Ok(piece) => sink.write(piece)?,
                    Err(error) => {
                        outcome.failed += 1;
                        bar.bar.suspend(|| complain(&format!("{name}: {error:#}")));
                    }
                }
                bar.step();
            }
        }
        sink.flush()
    })?;
    bar.bar.finish_and_clear();
    Ok(outcome)
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

    fn step(&self) {
        if self.wanted && self.bar.is_hidden() && self.since.elapsed() > Duration::from_secs(1) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }
}
