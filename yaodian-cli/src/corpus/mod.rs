//! Many files: found, unpacked, read in parallel, written in order.

#[cfg(feature = "archives")]
mod archive;
mod container;
mod field;
mod input;
mod option;
mod origin;
mod portion;
mod pre;
#[cfg(feature = "tables")]
mod quotes;
mod stream;
mod table;
mod unpack;

pub use input::{Input, Inputs, Passed, Search, handle, inputs, listed, same};
pub use option::{Options, Reading};
pub use portion::{Opened, Portion, Row};
pub use pre::Pre;
pub use unpack::{columns, is_container, unpacked};

use crate::output::{Piece, Sink, Unwritten};
use anyhow::Result;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::{
    io::{self, IsTerminal as _},
    ops::ControlFlow,
    sync::mpsc,
    time::{Duration, Instant},
};

/// Portions that are worked on together: so many a thread, and not more than so many bytes.
const TOGETHER: usize = 4;
const HELD: usize = 1 << 24;

/// Portions on their way to be worked on together.
struct Batch<'i> {
    portions: Vec<Portion<'i>>,
    held: usize,
    /// How many there may be.
    most: usize,
}

impl<'i> Batch<'i> {
    const fn new(most: usize) -> Self {
        Self { portions: Vec::new(), held: 0, most }
    }

    /// Adds a portion; gives all of them when there are enough.
    fn add(&mut self, portion: Portion<'i>) -> Option<Vec<Portion<'i>>> {
        self.held += portion.held();
        self.portions.push(portion);
        (self.portions.len() >= self.most || self.held >= HELD).then(|| self.take())
    }

    fn take(&mut self) -> Vec<Portion<'i>> {
        self.held = 0;
        std::mem::take(&mut self.portions)
    }
}

/// How the run went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Texts that were processed.
    pub done: usize,
    /// Inputs, or lines of them, that could not be processed.
    pub failed: usize,
}

impl Outcome {
    /// Both together.
    pub const fn and(self, other: Self) -> Self {
        Self { done: self.done + other.done, failed: self.failed + other.failed }
    }
}

/// What became of a portion.
enum Made {
    Piece(Piece),
    Failed(String),
    Note(String),
}

/// Runs `work` over the portions of the inputs on all threads and gives what it makes to `sink`, in the order of the
/// inputs; `complain` gets each failure as it comes up, in the same order, and each note. Not more than a few portions a
/// thread are held at a time.
///
/// # Errors
/// What the sink can't write.
pub fn run(
    (inputs, options): (&[Input], &Options),
    progress: bool,
    work: impl Fn(&Portion<'_>) -> Result<Piece> + Sync,
    sink: &mut Sink,
    mut complain: impl FnMut(&str),
) -> Result<Outcome, Unwritten> {
    let bar = Progress::new(inputs.len(), progress);
    let mut outcome = Outcome::default();
    let mut put = |made: Vec<Made>| {
        for made in made {
            match made {
                Made::Piece(piece) => {
                    outcome.done += 1;
                    sink.write(piece)?;
                }
                Made::Note(note) => bar.bar.suspend(|| complain(&note)),
                Made::Failed(message) => {
                    outcome.failed += 1;
                    bar.bar.suspend(|| complain(&message));
                }
            }
        }
        sink.flush()
    };
    // While one batch is written, the next is being worked on.
    let written = std::thread::scope(|scope| {
        let (send, receive) = mpsc::sync_channel::<Vec<Made>>(1);
        let (work, bar) = (&work, &bar);
        let dictionary = yaodian::Dictionary::current();
        let worker = move || {
            dictionary.settle();
            let mut deliver = |made| match send.send(made) {
                Ok(()) => ControlFlow::Continue(()),
                // Nobody listens any more.
                Err(_) => ControlFlow::Break(()),
            };
            work_through((inputs, options), work, bar, &mut deliver);
        };
        let spawned = std::thread::Builder::new().spawn_scoped(scope, worker);
        spawned.ok().map(|_| receive.into_iter().try_for_each(&mut put))
    });
    match written {
        Some(written) => written?,
        // The system gives no further thread: one after the other.
        None => {
            let mut failed = Ok(());
            work_through((inputs, options), &work, &bar, &mut |made| {
                failed = put(made);
                if failed.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            });
            failed?;
        }
    }
    bar.bar.finish_and_clear();
    Ok(outcome)
}

/// Works on all portions, many together, and delivers what is made of them in their order.
fn work_through(
    (inputs, options): (&[Input], &Options),
    work: &(impl Fn(&Portion<'_>) -> Result<Piece> + Sync),
    bar: &Progress,
    deliver: &mut dyn FnMut(Vec<Made>) -> ControlFlow<()>,
) {
    let made = |portion: Portion<'_>| {
        let made = match &portion {
            Portion::Note(note) => Made::Note(note.clone()),
            portion => match work(portion) {
                Ok(piece) => Made::Piece(piece),
                Err(error) => Made::Failed(format!("{}: {error:#}", portion.name())),
            },
        };
        bar.step(&portion);
        made
    };
    let mut batch = Batch::new(rayon::current_num_threads() * TOGETHER);
    let ended = unpack::portions(inputs, options, &mut |portion| match batch.add(portion) {
        Some(full) => deliver(full.into_par_iter().map(made).collect()),
        None => ControlFlow::Continue(()),
    });
    if ended.is_continue() {
        // It is the last one either way.
        let _ = deliver(batch.take().into_par_iter().map(made).collect());
    }
}

/// What is told of a portion that was gathered from.
enum Told {
    Done,
    Failed(String),
    Note(String),
}

/// Portions that are gathered together; more than in [`run`], since nothing waits for their output, and always as many,
/// so that what is done between them doesn't depend on the threads.
const GATHERED: usize = 256;

/// Runs `work` over the portions of the inputs on all threads, each time with what was gathered before in the same
/// thread, and merges what they gathered; the parts that `merge` gets stand in the order of the inputs. `complain` gets
/// each failure and note, in that order; `between` sees what was gathered so far after every few hundred portions.
pub fn gather<T: Send>(
    (inputs, options): (&[Input], &Options),
    progress: bool,
    empty: impl Fn() -> T + Sync,
    work: impl Fn(&mut T, &Portion<'_>) -> Result<()> + Sync,
    (merge, between): (impl Fn(T, T) -> T + Sync, impl Fn(&mut T)),
    mut complain: impl FnMut(&str),
) -> (T, Outcome) {
    let bar = Progress::new(inputs.len(), progress);
    let mut outcome = Outcome::default();
    let mut gathered = Some(empty());
    let mut together = |batch: Vec<Portion<'_>>| {
        if batch.is_empty() {
            return;
        }
        let nothing = || (empty(), Vec::new());
        let add = |(mut gathered, mut told): (T, Vec<Told>), portion: Portion<'_>| {
            told.push(match &portion {
                Portion::Note(note) => Told::Note(note.clone()),
                portion => match work(&mut gathered, portion) {
                    Ok(()) => Told::Done,
                    Err(error) => Told::Failed(format!("{}: {error:#}", portion.name())),
                },
            });
            bar.step(&portion);
            (gathered, told)
        };
        let both = |(a, mut told): (T, Vec<Told>), (b, more): (T, Vec<Told>)| {
            told.extend(more);
            (merge(a, b), told)
        };
        let mut worked = None;
        let mut before = gathered.take().unwrap_or_else(&empty);
        // While these are worked on, what was gathered before is seen to.
        rayon::in_place_scope(|scope| {
            scope.spawn(|_| worked = Some(batch.into_par_iter().fold(nothing, add).reduce(nothing, both)));
            between(&mut before);
        });
        let (more, told) = worked.unwrap_or_else(nothing);
        gathered = Some(merge(before, more));
        for told in told {
            match told {
                Told::Done => outcome.done += 1,
                Told::Note(note) => bar.bar.suspend(|| complain(&note)),
                Told::Failed(message) => {
                    outcome.failed += 1;
                    bar.bar.suspend(|| complain(&message));
                }
            }
        }
    };
    let mut batch = Batch::new(GATHERED);
    // Nothing breaks this off.
    let _ = unpack::portions(inputs, options, &mut |portion| {
        if let Some(full) = batch.add(portion) {
            together(full);
        }
        ControlFlow::Continue(())
    });
    together(batch.take());
    bar.bar.finish_and_clear();
    let mut gathered = gathered.unwrap_or_else(empty);
    between(&mut gathered);
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
