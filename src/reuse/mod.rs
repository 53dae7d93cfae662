//! Who repeats whom: passages that documents share, without comparing each with each.
//!
//! ```text
//! Page ──► Seed ──► Match ──► Passage
//! a        each      two       extended with gaps, cut at words and clauses,
//! document run of    places    the best source of each, its kind, its cluster,
//!          letters   of one    and the names in it that are another body's
//!                    run
//! ```
//!
//! Seeds and matches stand in buckets on disk, so that memory doesn't grow with the texts but for some hundred bytes a
//! document and some forty a passage. An [`index`] keeps both.

mod align;
pub mod apart;
mod body;
mod bucket;
mod cluster;
mod collection;
mod copies;
mod edge;
pub mod index;
mod items;
mod kind;
mod loaded;
mod matching;
mod name;
mod page;
mod passage;
mod shared;
mod side;
mod signature;
mod seed;
mod skeleton;
mod store;
mod target;

pub use body::{Body, Rank};
pub use cluster::Cluster;
pub use collection::{Clustered, Collection, Group, Prepared};
pub use copies::{Original, originals};
pub use items::{ItemShare, Items, Part};
pub use kind::Kind;
pub use name::{ForeignName, Named};
pub use page::{Page, Sketch, Stretch, by_date, pages, sketches};
pub use passage::Passage;
pub use shared::{Matrix, Shared};
pub use signature::Signature;

/// What counts as a passage.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How long it is at least, in letters and digits.
    pub min_length: usize,
    /// How alike both sides are at least, 0 to 1: twice the letters that they have in common by the letters of both.
    pub min_similarity: f64,
    /// In which share of the documents a passage stands that is a formula.
    pub formula: f64,
    /// Whether every source of a passage is told, and not the best alone.
    pub every: bool,
    /// Whether a passage tells which numbered points of the target it overlaps.
    pub items: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { min_length: 30, min_similarity: 0.7, formula: 0.05, every: false, items: false }
    }
}
