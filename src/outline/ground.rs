//! What the tree of items is built over.

use crate::source::Span;

/// The text that the tree is built over.
pub(super) struct Ground<'t> {
    pub(super) text: &'t str,
    /// The document's paragraphs; `base` is the index of the first in the file.
    pub(super) paragraphs: &'t [Span],
    pub(super) base: usize,
}
