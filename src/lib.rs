//! 要点: structure from Chinese policy speeches as they really come.

mod lexicon;

pub mod source;
pub mod finding;
pub mod read;
pub mod clean;
pub mod split;
pub mod outline;
pub mod sense;
pub mod directive;
pub mod role;
