//! The word bench: how words are used over many documents. Counts are gathered a document at a time and merged, so that
//! what is held follows the vocabulary and not the texts; the measures are those of [`crate::statistics`].

mod choice;
mod codebook;
mod collocates;
mod concordance;
mod diversity;
mod entries;
mod formulation;
mod group;
mod keyness;
mod new_words;
mod place;
mod text;
mod tally;
mod terms;
mod trends;

pub use choice::{Choice, stop_words};
pub use codebook::{Codebook, CodebookError, Coded, Coding, GroupCount, shipped as shipped_codebooks};
pub use collocates::{Collocate, Companions, Company};
pub use concordance::{Context, Line, before, behind, concordance};
pub use diversity::{Diversity, diversity};
pub use entries::{Entries, Fate, Seen};
pub use formulation::{Change, Changed, Clause, Formulations, Phrase, changes, wanted_formulations};
pub use group::Grouping;
pub use keyness::{KeyTerm, key_terms};
pub use new_words::{LONGEST, Measure, NewWord, Runs};
pub use place::Query;
pub use tally::{Tally, Wanted};
pub use terms::{Idf, Term, per_million, terms};
pub use text::{Text, Word};
pub use trends::{Followed, Groups, Trend};
