//! The measures of corpus linguistics, one idea a file: plain functions of counts that know nothing of texts.
//!
//! Where a measure isn't defined (no occurrence, one part only, nothing to compare with) it is `None`; no measure is
//! ever infinite or not a number.

pub mod association;
pub mod cohesion;
pub mod dispersion;
pub mod diversity;
pub mod fisher;
pub mod keyness;
pub mod significance;
pub mod textrank;
pub mod trend;
