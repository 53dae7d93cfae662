//! What a thread works by, for others that work on the same text.

use super::{Dictionary, Entered};
use crate::limit::{End, Timed};

/// A dictionary, and when the text's time is over.
pub(crate) struct Context {
    dictionary: Dictionary,
    end: End,
}

/// While it is held its thread works by a context; then by the one before again.
#[must_use = "the context is left where it is dropped"]
pub(crate) struct Within {
    _dictionary: Entered,
    _end: Timed,
}

impl Context {
    /// That of this thread.
    pub(crate) fn current() -> Self {
        Self { dictionary: Dictionary::current(), end: End::current() }
    }

    /// Has this thread work by it until the guard is dropped.
    pub(crate) fn enter(&self) -> Within {
        Within { _dictionary: self.dictionary.enter(), _end: self.end.enter() }
    }
}
