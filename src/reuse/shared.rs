//! How much two documents share.

use super::{Page, Passage};
use std::collections::BTreeMap;

/// The passages that two documents share.
#[derive(Clone, Debug, Default)]
pub struct Shared {
    source: Vec<(usize, usize)>,
    target: Vec<(usize, usize)>,
}

impl Shared {
    /// Adds one.
    pub fn add(&mut self, passage: &Passage) {
        self.source.push(passage.source_letters);
        self.target.push(passage.target_letters);
    }

    /// How many there are.
    pub const fn passages(&self) -> usize {
        self.target.len()
    }

    /// How many letters and digits of the source stand in them.
    pub fn source_letters(&self) -> usize {
        covered(&self.source)
    }

    /// How many of the target.
    pub fn target_letters(&self) -> usize {
        covered(&self.target)
    }
}

/// What a document shares with each of others, for passages that come target by target.
#[derive(Debug, Default)]
pub struct Matrix {
    target: Option<(usize, Page)>,
    sources: BTreeMap<usize, (Page, Shared)>,
}

impl Matrix {
    /// Adds a passage; where it is the first of another target, `each` gets what the last one shares with each source.
    ///
    /// # Errors
    /// What `each` gives.
    pub fn add<E>(
        &mut self,
        passage: &Passage,
        (source, target): (&Page, &Page),
        each: impl FnMut(&Shared, (&Page, &Page)) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.target.as_ref().is_none_or(|(number, _)| *number != passage.target) {
            self.rest(each)?;
            self.target = Some((passage.target, target.clone()));
        }
        let new = || (source.clone(), Shared::default());
        self.sources.entry(passage.source).or_insert_with(new).1.add(passage);
        Ok(())
    }

    /// Gives what the last target shares with each source.
    ///
    /// # Errors
    /// What `each` gives.
    pub fn rest<E>(
        &mut self,
        mut each: impl FnMut(&Shared, (&Page, &Page)) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some((_, target)) = self.target.take() else { return Ok(()) };
        let sources = std::mem::take(&mut self.sources).into_values();
        sources.into_iter().try_for_each(|(source, shared)| each(&shared, (&source, &target)))
    }
}

/// How many numbers intervals cover that may overlap.
pub(super) fn covered(intervals: &[(usize, usize)]) -> usize {
    let mut sorted = intervals.to_vec();
    sorted.sort_unstable();
    let mut until = 0;
    sorted.into_iter().fold(0, |sum, (start, end)| {
        let new = end.saturating_sub(start.max(until));
        until = until.max(end);
        sum + new
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_counts_once() {
        assert_eq!(covered(&[(10, 20), (0, 5), (15, 30), (16, 18)]), 25);
        assert_eq!(covered(&[]), 0);
    }
}
