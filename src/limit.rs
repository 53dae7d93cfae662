//! A limit to the time that a text may take. What takes longer is given up at the next line, clause or word: the work unwinds
//! to [`within`], as a panic does but without its message. A reader of a format is not interrupted.

use crate::say;
use std::{
    cell::Cell,
    error, fmt,
    panic::{self, AssertUnwindSafe},
    time::{Duration, Instant},
};

thread_local! {
    /// When what this thread works on must be done.
    static ENDS: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// A text took longer than it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exceeded {
    /// How long it may take.
    pub most: Duration,
}

impl fmt::Display for Exceeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&say!("took-too-long", seconds = self.most.as_secs_f64()))
    }
}

impl error::Error for Exceeded {}

/// What unwinds.
struct Ended;

/// What `work` gives, unless it takes longer than `most`. What it borrowed must not be used again where it did.
///
/// ```
/// use std::time::Duration;
/// use yaodian::{Analyzer, Dictionary, limit};
///
/// let analyzer = Analyzer::new(Dictionary::default());
/// let text = "一、抓好防汛。要落实责任。\n".repeat(20_000);
/// let given_up = limit::within(Some(Duration::from_millis(1)), || analyzer.analyze(&text));
/// assert!(given_up.is_err());
/// assert!(limit::within(None, || analyzer.analyze("一、抓好防汛。")).is_ok());
/// ```
///
/// # Errors
/// It took longer.
pub fn within<T>(most: Option<Duration>, work: impl FnOnce() -> T) -> Result<T, Exceeded> {
    Limit::begin(most).spend(work)
}

/// The time of a text, which several pieces of work share.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    most: Option<Duration>,
    begun: Instant,
}

impl Limit {
    /// A limit of so much time from now on; none is none.
    pub fn begin(most: Option<Duration>) -> Self {
        Self { most, begun: Instant::now() }
    }

    /// What `work` gives, unless the time is over before that, as [`within`].
    ///
    /// # Errors
    /// The time is over.
    pub fn spend<T>(&self, work: impl FnOnce() -> T) -> Result<T, Exceeded> {
        let Some(most) = self.most else { return Ok(work()) };
        let now = Instant::now();
        let outer = ENDS.replace(self.begun.checked_add(most));
        let done = panic::catch_unwind(AssertUnwindSafe(work));
        let over = is_over();
        // A thread that waits for its own text's clauses may be given another text meanwhile, whose time is not the first
        // one's.
        ENDS.set(outer.map(|ends| ends + now.elapsed()));
        match done {
            // What can't be interrupted is judged when it is over.
            Ok(_) if over => Err(Exceeded { most }),
            Ok(done) => Ok(done),
            Err(panicked) if panicked.is::<Ended>() => Err(Exceeded { most }),
            Err(panicked) => panic::resume_unwind(panicked),
        }
    }
}

/// Gives up what this thread works on where its time is over.
pub(crate) fn check() {
    if is_over() {
        panic::resume_unwind(Box::new(Ended));
    }
}

fn is_over() -> bool {
    ENDS.get().is_some_and(|ends| Instant::now() > ends)
}

/// When the time of what this thread works on is over, for others that work on the same text.
#[derive(Clone, Copy)]
pub(crate) struct End(Option<Instant>);

/// While it is held its thread's time is over when another's is; then as before again.
#[must_use = "the end is left where it is dropped"]
pub(crate) struct Timed(Option<Instant>);

impl End {
    /// That of this thread.
    pub(crate) fn current() -> Self {
        Self(ENDS.get())
    }

    /// Has it hold for this thread until the guard is dropped.
    pub(crate) fn enter(self) -> Timed {
        Timed(ENDS.replace(self.0))
    }
}

impl Drop for Timed {
    fn drop(&mut self) {
        ENDS.set(self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Dictionary};
    use rayon::prelude::*;

    #[test]
    fn what_takes_too_long_is_given_up_and_nothing_else_is() {
        let analyzer = Analyzer::new(Dictionary::default());
        let long = "一、抓好防汛。要落实责任，县水利局要在6月底前完成。\n".repeat(40_000);
        let all: Vec<_> = (0..8)
            .into_par_iter()
            .map(|i| {
                let (text, most) =
                    if i % 2 == 0 { (&long[..], 5) } else { ("一、抓好春耕。", 600_000) };
                within(Some(Duration::from_millis(most)), || analyzer.analyze(text).outline().len())
            })
            .collect();
        let most = Duration::from_millis(5);
        assert!(
            all.iter()
                .enumerate()
                .all(|(i, done)| *done == if i % 2 == 0 { Err(Exceeded { most }) } else { Ok(1) }),
            "{all:?}"
        );
        assert_eq!(ENDS.get(), None);
    }

    #[test]
    fn a_panic_of_another_kind_goes_on() {
        let panicked =
            panic::catch_unwind(|| within(Some(Duration::MAX), || panic::resume_unwind(Box::new(3))));
        assert!(panicked.is_err_and(|what| what.downcast_ref() == Some(&3)));
    }
}
