//! How much two documents share.

use super::Passage;

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

/// How many numbers intervals cover that may overlap.
fn covered(intervals: &[(usize, usize)]) -> usize {
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
