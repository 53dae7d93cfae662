//! The rows of the word bench, a file a command.

mod categories;
mod collocates;
mod compare;
mod concordance;
mod dictionaries;
mod terms;
mod trends;

pub use categories::{category_rows, match_row};
pub use collocates::collocate_row;
pub use compare::{key_term_row, phrase_row};
pub use concordance::kwic_row;
pub use dictionaries::{entry_row, new_word_row};
pub use terms::{diversity_row, term_row};
pub use trends::{trend_columns, trend_row, wide_trend_row};

pub(super) use categories::{CategoryRow, MatchRow};
pub(super) use collocates::CollocateRow;
pub(super) use compare::{KeyTermRow, PhraseRow};
pub(super) use concordance::KwicRow;
pub(super) use dictionaries::{EntryRow, NewWordRow};
pub(super) use terms::{DiversityRow, TermRow};
pub(super) use trends::TrendRow;
