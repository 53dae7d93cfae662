//! How evenly a word is spread over the parts of a corpus.

/// A word's occurrences in the parts of a corpus.
#[derive(Clone, Copy, Debug)]
pub struct Spread<'a> {
    /// The words in each part.
    pub sizes: &'a [u64],
    /// The parts that have the word, each once, with its occurrences there.
    pub found: &'a [(u32, u32)],
}

impl Spread<'_> {
    fn count(&self) -> f64 {
        self.found.iter().map(|&(_, count)| u64::from(count)).sum::<u64>() as f64
    }

    fn size(&self) -> f64 {
        self.sizes.iter().sum::<u64>() as f64
    }

    /// Gries's DP: half the sum over all parts of the differences between the share of the word's occurrences and the
    /// share of the corpus that the part has (Gries 2008, "Dispersions and adjusted frequencies in corpora"). 0 is as
    /// even as the parts' sizes, near 1 is all in a small part.
    pub fn dp(&self) -> Option<f64> {
        let (count, size) = (self.count(), self.size());
        if count == 0.0 || size == 0.0 {
            return None;
        }
        let share = |part: u32| self.sizes[part as usize] as f64 / size;
        let there: f64 = self.found.iter().map(|&(part, n)| (f64::from(n) / count - share(part)).abs()).sum();
        let elsewhere = 1.0 - self.found.iter().map(|&(part, _)| share(part)).sum::<f64>();
        Some((there + elsewhere.max(0.0)) / 2.0)
    }

    /// DP divided by its largest possible value, 1 − the share of the smallest part, so that it reaches 1 (Lijffijt &
    /// Gries 2012, "Correction to Gries"); none where there is one part only.
    pub fn dp_norm(&self) -> Option<f64> {
        let smallest = self.sizes.iter().filter(|&&size| size > 0).min()?;
        let largest = 1.0 - *smallest as f64 / self.size();
        if largest <= 0.0 {
            return None;
        }
        self.dp().map(|dp| dp / largest)
    }

    /// Juilland's D: 1 − V / √(n − 1), V the coefficient of variation of the word's relative frequencies in the n parts
    /// (Juilland & Chang-Rodríguez 1964; with relative frequencies for parts of different sizes). 1 is even, 0 is all
    /// in one part; none where there is one part only.
    pub fn juilland_d(&self) -> Option<f64> {
        let parts = self.sizes.iter().filter(|&&size| size > 0).count() as f64;
        if parts < 2.0 || self.count() == 0.0 {
            return None;
        }
        let rate = |&(part, n): &(u32, u32)| f64::from(n) / self.sizes[part as usize] as f64;
        let mean = self.found.iter().map(rate).sum::<f64>() / parts;
        let there: f64 = self.found.iter().map(|found| (rate(found) - mean).powi(2)).sum();
        let elsewhere = (parts - self.found.len() as f64) * mean.powi(2);
        let deviation = ((there + elsewhere) / parts).sqrt();
        // Rounding must not make it fall below 0.
        Some((1.0 - deviation / mean / (parts - 1.0).sqrt()).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of Gries (2008): a word once to five times in parts of 9, 10, 10, 10 and 11 words.
    const GRIES: Spread<'_> =
        Spread { sizes: &[9, 10, 10, 10, 11], found: &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)] };

    #[test]
    fn the_worked_example_of_gries() {
        assert!((GRIES.dp().unwrap_or_default() - 0.18).abs() < 1e-9);
        assert!((GRIES.juilland_d().unwrap_or_default() - 0.785).abs() < 5e-4);
    }

    #[test]
    fn one_part_says_nothing_of_spread() {
        let one = Spread { sizes: &[9], found: &[(0, 4)] };
        assert_eq!((one.dp(), one.dp_norm(), one.juilland_d()), (Some(0.0), None, None));
        let none = Spread { sizes: &[9, 9], found: &[] };
        assert_eq!((none.dp(), none.dp_norm(), none.juilland_d()), (None, None, None));
    }

    #[test]
    fn all_in_one_of_many_parts_is_as_uneven_as_can_be() {
        let one = Spread { sizes: &[10; 10], found: &[(3, 4)] };
        assert!((one.dp_norm().unwrap_or_default() - 1.0).abs() < 1e-12);
        assert!(one.juilland_d().unwrap_or(1.0) < 1e-12);
    }
}
