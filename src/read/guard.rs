//! Libraries that panic on damaged files, held so that the file is an error and the program goes on.

use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

thread_local! {
    /// Whether a panic in this thread is awaited.
    static AWAITED: Cell<bool> = const { Cell::new(false) };
}

/// What `work` gives, or what it panicked with. Nothing is printed of that; what `work` borrowed must not be used again
/// behind a panic.
///
/// # Errors
/// It panicked.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !AWAITED.get() {
                usual(info);
            }
        }));
    });
    let outer = AWAITED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    AWAITED.set(outer);
    done.map_err(|panicked| {
        let text = panicked.downcast_ref::<&str>().map(|t| (*t).to_owned());
        text.or_else(|| panicked.downcast_ref::<String>().cloned()).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        assert_eq!(guarded(|| 3), Ok(3));
        let number = Vec::<u8>::new().len();
        assert_eq!(guarded(|| assert_eq!(number, 1, "broken")).unwrap_err().lines().count(), 3);
        assert_eq!(guarded(|| guarded(|| panic!("inner")).unwrap_err()), Ok("inner".to_owned()));
    }
}
