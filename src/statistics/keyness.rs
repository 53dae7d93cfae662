//! How much more often a word occurs in one corpus than in another.

use super::{fisher, significance};

/// A word's occurrences in two corpora, and their sizes in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frequencies {
    /// Occurrences in the first.
    pub a: u64,
    /// Occurrences in the second.
    pub b: u64,
    /// Words of the first.
    pub size_a: u64,
    /// Words of the second.
    pub size_b: u64,
}

/// The test that a p-value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// G² against the χ² distribution with one degree of freedom.
    LogLikelihood,
    /// Fisher's exact test.
    Fisher,
}

/// Below this expected count the χ² distribution is no good approximation (Cochran 1954).
const SMALL: f64 = 5.0;

/// What stands for no occurrence in a ratio (Hardie 2014).
const HALF: f64 = 0.5;

impl Frequencies {
    /// The occurrences that either corpus would have if both used the word alike.
    fn expected(&self) -> (f64, f64) {
        let all = (self.a + self.b) as f64;
        let size = (self.size_a + self.size_b) as f64;
        if size == 0.0 {
            return (0.0, 0.0);
        }
        (self.size_a as f64 * all / size, self.size_b as f64 * all / size)
    }

    /// Log-likelihood G² = 2 (a ln a/E₁ + b ln b/E₂), the form of two cells (Rayson & Garside 2000, "Comparing Corpora
    /// using Frequency Profiling"). 3.84 is p < 0.05, 6.63 p < 0.01, 10.83 p < 0.001, 15.13 p < 0.0001.
    pub fn log_likelihood(&self) -> f64 {
        let part = |count: u64, expected: f64| {
            if count == 0 { 0.0 } else { count as f64 * (count as f64 / expected).ln() }
        };
        let (a, b) = self.expected();
        (2.0 * (part(self.a, a) + part(self.b, b))).max(0.0)
    }

    /// The Bayes factor by the Bayesian information criterion: G² − ln(words of both) (Wilson 2013, "Embracing Bayes
    /// Factors for Key Item Analysis"). Above 2 is positive evidence, above 6 strong, above 10 very strong; below 0
    /// speaks for no difference.
    pub fn bayes_factor(&self) -> Option<f64> {
        let size = self.size_a + self.size_b;
        (size > 0).then(|| self.log_likelihood() - (size as f64).ln())
    }

    /// Log ratio: the binary logarithm of the ratio of the relative frequencies, 0.5 standing for no occurrence (Hardie
    /// 2014, "Log Ratio – an informal introduction"). 1 is twice as often in the first, −1 half as often.
    pub fn log_ratio(&self) -> Option<f64> {
        if self.size_a == 0 || self.size_b == 0 || self.a + self.b == 0 {
            return None;
        }
        let rate = |count: u64, size: u64| (count as f64).max(HALF) / size as f64;
        let (a, b) = (rate(self.a, self.size_a), rate(self.b, self.size_b));
        Some((a / b).log2())
    }

    /// %DIFF: by how many per cent the relative frequency in the first lies above that in the second (Gabrielatos &
    /// Marchi 2012, "Keyness: Appropriate metrics and practical issues"); none where the second has no occurrence.
    pub fn percent_difference(&self) -> Option<f64> {
        if self.b == 0 || self.size_a == 0 {
            return None;
        }
        let (a, b) = (self.a as f64 / self.size_a as f64, self.b as f64 / self.size_b as f64);
        Some((a - b) * 100.0 / b)
    }

    /// The probability of a difference as large as this one where there is none, and the test that gives it: Fisher's
    /// where an expected count is below 5, else G².
    pub fn p_value(&self) -> Option<(f64, Test)> {
        if self.size_a == 0 || self.size_b == 0 {
            return None;
        }
        let (a, b) = self.expected();
        Some(if a.min(b) < SMALL {
            (fisher::exact(self.a, self.b, self.size_a, self.size_b), Test::Fisher)
        } else {
            (significance::chi_squared(self.log_likelihood()), Test::LogLikelihood)
        })
    }
}

/// G² of a word's occurrences in many corpora of given sizes: 2 Σ O ln O/E (Rayson & Garside 2000), with the number of
/// corpora less one as degrees of freedom.
pub fn log_likelihood_of_many(counts: impl Iterator<Item = (u64, u64)> + Clone) -> f64 {
    let (all, size) = counts.clone().fold((0, 0), |(all, size), (count, of)| (all + count, size + of));
    let part = |(count, of): (u64, u64)| {
        if count == 0 {
            return 0.0;
        }
        let expected = of as f64 * all as f64 / size as f64;
        count as f64 * (count as f64 / expected).ln()
    };
    (2.0 * counts.map(part).sum::<f64>()).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_one_side_only_has_finite_measures() {
        for (a, b) in [(3, 0), (0, 3), (0, 0)] {
            let f = Frequencies { a, b, size_a: 1000, size_b: 2000 };
            let p = f.p_value().map(|p| p.0);
            let all = [Some(f.log_likelihood()), f.bayes_factor(), f.log_ratio(), f.percent_difference(), p];
            assert!(all.into_iter().flatten().all(f64::is_finite), "{f:?}");
        }
    }

    #[test]
    fn an_empty_side_has_no_measures() {
        let f = Frequencies { a: 3, b: 0, size_a: 10, size_b: 0 };
        assert_eq!((f.log_ratio(), f.percent_difference(), f.p_value()), (None, None, None));
        assert_eq!(f.log_likelihood(), 0.0);
    }

    #[test]
    fn two_corpora_are_the_least_many() {
        let f = Frequencies { a: 30, b: 12, size_a: 1000, size_b: 2000 };
        let many = log_likelihood_of_many([(30, 1000), (12, 2000)].into_iter());
        assert!((f.log_likelihood() - many).abs() < 1e-12);
    }
}
