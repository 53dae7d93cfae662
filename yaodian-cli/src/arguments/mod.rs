//! What several commands take from the command line.

mod common;
mod dating;
mod words;

pub(crate) use common::{Color, Common};
pub(crate) use dating::Dating;
pub(crate) use words::{Group, Words, lengths, share};
