//! Standard output as the program was given it, and what is told beside it.

use crate::{show, terminal};
use std::{
    io::{self, IsTerminal, Write},
    sync::atomic::{AtomicBool, Ordering},
};

static CLOSED: AtomicBool = AtomicBool::new(false);

/// Whether there was no standard output when the program was started (`>&-`): the runtime opens /dev/null in its place, so
/// that all would seem to be written.
pub(crate) fn output_is_closed() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

/// Looks before the runtime does.
#[cfg(unix)]
#[allow(unsafe_code, reason = "what runs before main is marked so; it makes one system call")]
#[ctor::ctor(unsafe)]
fn look() {
    // Where there is no such folder nothing can be told.
    let told = std::fs::metadata("/dev/fd/0").is_ok() || std::fs::metadata("/dev/fd/2").is_ok();
    CLOSED.store(told && std::fs::metadata("/dev/fd/1").is_err(), Ordering::Relaxed);
}

/// A message on standard error, wrapped where that is a terminal; where it is closed there is nobody to tell.
pub(crate) fn tell(message: &str) {
    const HEAD: &str = "yaodian: ";
    let message = terminal::visible(message);
    let lines = if io::stderr().is_terminal() {
        message.lines().flat_map(|line| show::wrapped(line, terminal_width() - HEAD.len())).collect()
    } else {
        vec![message.into_owned()]
    };
    let _ = writeln!(io::stderr(), "{HEAD}{}", lines.join(&format!("\n{}", " ".repeat(HEAD.len()))));
}

/// The columns of the terminal, 80 where it doesn't say.
pub(crate) fn terminal_width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let size = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
    columns.or_else(size).filter(|&w| w >= 40).unwrap_or(80)
}
