//! A document in memory, and what gives documents by their numbers.

use super::{Page, edge::Lettered, skeleton::Skeleton};
use std::{io, sync::Arc};

/// A document with the places of its letters.
pub(super) struct Loaded {
    pub(super) page: Page,
    pub(super) skeleton: Skeleton,
}

impl Loaded {
    pub(super) fn new(page: Page) -> Self {
        let skeleton = Skeleton::new(page.read());
        Self { page, skeleton }
    }

    /// The bytes of some of its letters.
    pub(super) fn span(&self, (from, to): (usize, usize)) -> (usize, usize) {
        self.skeleton.span(self.page.read(), from, to)
    }

    pub(super) fn lettered(&self) -> Lettered<'_> {
        Lettered { text: self.page.read(), skeleton: &self.skeleton }
    }
}

/// What gives documents by their numbers.
pub(super) trait Shelf {
    /// A document.
    fn loaded(&self, number: u32) -> io::Result<Arc<Loaded>>;

    /// Its letters alone.
    fn letters(&self, number: u32) -> io::Result<Arc<Vec<char>>>;
}
