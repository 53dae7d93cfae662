//! The words of a clause, cut where they are first asked for: most clauses are told by less.

use super::{
    Phrase,
    word::{self, Class, Marks, Word},
};
use crate::words::Tally;
use std::{num::NonZeroU32, sync::OnceLock};

/// The words of a clause.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    /// Where a title ends that was run into the clause: what stands before it is a part of its own.
    run_in: Option<NonZeroU32>,
    cut: OnceLock<Vec<Word>>,
}

impl Words {
    /// Those of a clause into which a title was `run_in` that ends there, if one was.
    pub(crate) fn later(run_in: Option<usize>) -> Self {
        let run_in = run_in.and_then(|at| NonZeroU32::new(u32::try_from(at).ok()?));
        Self { run_in, cut: OnceLock::new() }
    }

    /// Those of a clause that is never asked for them: a heading, a note.
    pub(crate) fn none() -> Self {
        Self { run_in: None, cut: Vec::new().into() }
    }

    /// Those of a clause, cut now and counted too; no tally where the dictionary might cut it otherwise in its text.
    pub(crate) fn counted(clause: &str) -> (Self, Option<Tally>) {
        let mut tally = Tally::default();
        let cut = word::counted(clause, Some(&mut tally));
        (Self { run_in: None, cut: cut.into() }, (!word::is_cut_apart(clause)).then(|| tally.fitted()))
    }

    /// The parse of their clause, which must be the same at each call.
    pub(crate) fn phrase<'t>(&'t self, clause: &'t str) -> Phrase<'t> {
        Phrase::with_words(clause, self.cut.get_or_init(|| self.cut_now(clause)).as_slice())
    }

    fn cut_now(&self, clause: &str) -> Vec<Word> {
        let Some(by) = self.run_in.map(NonZeroU32::get) else { return word::words_of(clause) };
        let at = by as usize;
        let mut words = word::words_of(&clause[..at]);
        words.push(Word { start: by, end: by, class: Class::Stop, marks: Marks::default() });
        let behind = word::words_of(&clause[at..]).into_iter();
        words.extend(behind.map(|word| Word { start: word.start + by, end: word.end + by, ..word }));
        words
    }
}
