//! Patterns that are tried together.

use super::{class::First, compile, needs::Present, program::Program, search};

/// Patterns of which it is asked which of them match.
pub(crate) struct RegexSet {
    programs: Vec<Program>,
    /// For each place of [`First`] a bit for every pattern that can begin with such a character.
    begins: Box<[u64]>,
}

/// Patterns that a set can have.
const MOST: usize = 64;

impl RegexSet {
    /// Compiles the patterns.
    ///
    /// # Errors
    /// What is wrong with one of them; more than 64.
    pub(crate) fn new(patterns: impl IntoIterator<Item = impl AsRef<str>>) -> Result<RegexSet, String> {
        let programs: Vec<Program> = patterns
            .into_iter()
            .map(|pattern| compile::program(pattern.as_ref()))
            .collect::<Result<_, _>>()?;
        if programs.len() > MOST {
            return Err(format!("{} patterns in a set of at most {MOST}", programs.len()));
        }
        let begins = |place: usize| {
            let bits =
                programs.iter().enumerate().map(|(i, program)| u64::from(program.first.holds(place)) << i);
            bits.fold(0, |all, bit| all | bit)
        };
        let begins = (0..First::PLACES).map(begins).collect();
        Ok(RegexSet { programs, begins })
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.is_match_of(text, &Present::of(text, 0))
    }

    /// [`Self::is_match`] for a text of which it is known what is there; for many sets over one text.
    pub(crate) fn is_match_of(&self, text: &str, present: &Present) -> bool {
        self.search(text, present, true) != 0
    }

    /// The patterns that match, ascending.
    pub(crate) fn matches(&self, text: &str) -> impl Iterator<Item = usize> + use<> {
        let found = self.search(text, &Present::of(text, 0), false);
        (0..MOST).filter(move |i| found >> i & 1 == 1)
    }

    /// A bit for each pattern that matches; with `one` the search ends at the first.
    fn search(&self, text: &str, present: &Present, one: bool) -> u64 {
        let can = |program: &Program| program.needs.as_ref().is_none_or(|needs| needs.met(text, present));
        let bits = self.programs.iter().enumerate().map(|(i, program)| u64::from(can(program)) << i);
        let left = bits.fold(0, |all, bit| all | bit);
        if left == 0 {
            return 0;
        }
        search::with_memory(|memory| {
            let mut found = 0;
            let mut at = 0;
            loop {
                let (c, length) = search::decode(text.as_bytes(), at);
                let mut open = self.begins[First::place(c)] & left & !found;
                while open != 0 {
                    let i = open.trailing_zeros() as usize;
                    open &= open - 1;
                    let program = &self.programs[i];
                    if (at == 0 || !program.anchored) && search::matches_at(program, text, at, memory) {
                        found |= 1 << i;
                        if one {
                            return found;
                        }
                    }
                }
                if length == 0 {
                    return found;
                }
                at += length;
            }
        })
    }
}
