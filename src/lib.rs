//! 要点 (*yàodiǎn*): structure from Chinese policy speeches as they really come.
//!
//! The way of the data, a module a stage:
//!
//! ```text
//! read ──► clean ──► split ──► outline ──► sense ──► role, directive ──► words ──► write
//! bytes    repairs   a file    numbered    what      roles of items,     jieba,    records,
//! to text  as cuts   into its  points,     each      who must do         keywords, tables,
//!                    documents lists,      clause    what                counts    trees
//!                              titles      does
//! ```
//!
//! Each stage is a function from the values before it to the next; none knows a later one. The decoded
//! source is never changed: everything found carries its place in it.

mod lexicon;
mod lists;
mod pattern;

pub mod version;
pub mod message;
pub mod system;
pub mod limit;
pub mod rule;
pub mod rules;
pub mod source;
pub mod numeral;
pub mod quantity;
pub mod finding;
pub mod read;
pub mod clean;
pub mod split;
pub mod table;
pub mod zone;
pub mod outline;
mod phrase;
pub mod sense;
pub mod role;
pub mod directive;
pub mod words;
pub mod statistics;
pub mod document;
pub mod diff;
pub mod coverage;
pub mod reuse;
pub mod record;
pub mod lexis;
pub mod write;
mod analyzer;

pub use analyzer::{Analyzed, Analyzer};
pub use words::Dictionary;
