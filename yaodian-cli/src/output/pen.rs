//! What writes to the target: on a terminal nothing in it may steer one.

use super::{
    spool::Spool,
    target::{Target, Unwritten, Whole},
};
use crate::terminal;
use std::{
    io::{self, Read},
    path::Path,
};

/// Writes to a target.
pub(super) struct Pen {
    target: Target,
    /// Whether the target is a terminal.
    terminal: bool,
    /// Whether what is written has colours.
    colours: bool,
}

impl Pen {
    pub(super) fn new(path: Option<&Path>, terminal: bool, colours: bool) -> Result<Self, Unwritten> {
        Ok(Self { target: Target::open(path)?, terminal, colours })
    }

    /// Whether the old content is still there, so that it can be kept.
    pub(super) const fn replaces(&self) -> bool {
        self.target.is_beside()
    }

    /// Writes a text.
    pub(super) fn put(&mut self, text: &str) -> Result<(), Unwritten> {
        if self.terminal || self.colours {
            return self.target.write(terminal::painted(text, self.colours).as_bytes());
        }
        self.target.write(text.as_bytes())
    }

    /// Writes bytes that no terminal sees.
    #[cfg(feature = "tables")]
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Unwritten> {
        self.target.write(bytes)
    }

    /// Writes what was rendered.
    pub(super) fn pass(&mut self, text: Spool) -> Result<(), Unwritten> {
        let mut from = self.told(text.into_reader())?;
        if self.terminal || self.colours {
            let mut text = String::new();
            self.told(from.read_to_string(&mut text))?;
            return self.put(&text);
        }
        self.target.copy(&mut from)
    }

    /// Has something written that must go back in what it writes.
    pub(super) fn write_with<E: Into<io::Error>>(
        &mut self,
        write: impl FnOnce(&mut dyn Whole) -> Result<(), E>,
    ) -> Result<(), Unwritten> {
        self.target.write_with(write)
    }

    pub(super) fn flush(&mut self) -> Result<(), Unwritten> {
        self.target.flush()
    }

    /// Ends the output: a file takes the place of the old one.
    pub(super) fn keep(self) -> Result<(), Unwritten> {
        self.target.keep()
    }

    /// A result with the name of what was to be written.
    pub(super) fn told<T>(&self, result: io::Result<T>) -> Result<T, Unwritten> {
        self.target.told(result)
    }
}
