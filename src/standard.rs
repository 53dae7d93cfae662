//! Standard output as the program was given it.

use std::sync::atomic::{AtomicBool, Ordering};

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
