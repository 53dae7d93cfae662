//! How strongly two words attract one another, from how often they meet.

/// How often two words occur and meet. What is counted (tokens in windows, sentences) is the caller's choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meetings {
    /// Where both are: O₁₁.
    pub both: u64,
    /// Where the first is: the row total R₁.
    pub first: u64,
    /// Where the second is: the column total C₁.
    pub second: u64,
    /// All places: N.
    pub total: u64,
}

impl Meetings {
    /// How often the two would meet by chance: E₁₁ = R₁ C₁ / N.
    pub fn expected(&self) -> f64 {
        if self.total == 0 { 0.0 } else { self.first as f64 * self.second as f64 / self.total as f64 }
    }

    /// The log-likelihood ratio G² over the four cells of the contingency table (Dunning 1993, "Accurate Methods for
    /// the Statistics of Surprise and Coincidence"), negative where the two meet less often than by chance.
    pub fn log_likelihood(&self) -> f64 {
        let (first, second, total) = (self.first as f64, self.second as f64, self.total as f64);
        let both = self.both as f64;
        let cells = [
            (both, first, second),
            (first - both, first, total - second),
            (second - both, total - first, second),
            (total - first - second + both, total - first, total - second),
        ];
        let part = |&(observed, row, column): &(f64, f64, f64)| {
            if observed <= 0.0 { 0.0 } else { observed * (observed * total / (row * column)).ln() }
        };
        let g2 = 2.0 * cells.iter().map(part).sum::<f64>();
        if both < self.expected() { -g2.max(0.0) } else { g2.max(0.0) }
    }

    /// Pointwise mutual information: log₂ O₁₁/E₁₁ (Church & Hanks 1990).
    pub fn pmi(&self) -> Option<f64> {
        (self.both > 0).then(|| (self.both as f64 / self.expected()).log2())
    }

    /// PMI²: log₂ O₁₁²/E₁₁, which favours rare pairs less (Daille 1994).
    pub fn pmi2(&self) -> Option<f64> {
        (self.both > 0).then(|| ((self.both as f64).powi(2) / self.expected()).log2())
    }

    /// The t-score: (O₁₁ − E₁₁) / √O₁₁ (Church, Gale, Hanks & Hindle 1991).
    pub fn t_score(&self) -> Option<f64> {
        (self.both > 0).then(|| (self.both as f64 - self.expected()) / (self.both as f64).sqrt())
    }

    /// The Dice coefficient: 2 f(xy) / (f(x) + f(y)) (Dice 1945).
    pub fn dice(&self) -> Option<f64> {
        let both = self.first + self.second;
        (both > 0).then(|| 2.0 * self.both as f64 / both as f64)
    }

    /// logDice: 14 + log₂ Dice, comparable between corpora of any size (Rychlý 2008, "A Lexicographer-Friendly
    /// Association Score"). 14 where the two only occur together; one point less is half as often.
    pub fn log_dice(&self) -> Option<f64> {
        self.dice().filter(|&dice| dice > 0.0).map(|dice| 14.0 + dice.log2())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_only_meet_have_a_log_dice_of_fourteen() {
        let always = Meetings { both: 7, first: 7, second: 7, total: 100 };
        assert_eq!(always.log_dice(), Some(14.0));
        assert!(always.log_likelihood() > 0.0);
    }

    #[test]
    fn words_that_shun_one_another_have_a_negative_log_likelihood() {
        let seldom = Meetings { both: 1, first: 50, second: 50, total: 100 };
        assert!(seldom.log_likelihood() < 0.0);
        assert!(seldom.pmi().is_some_and(|pmi| pmi < 0.0));
    }

    #[test]
    fn nothing_is_infinite() {
        for both in 0..3 {
            for (first, second, total) in [(both, both, both), (both, both, 9), (0, 0, 0)] {
                let m = Meetings { both: both.min(first), first, second, total };
                let all = [Some(m.log_likelihood()), m.pmi(), m.pmi2(), m.t_score(), m.dice(), m.log_dice()];
                assert!(all.into_iter().flatten().all(f64::is_finite), "{m:?}");
            }
        }
    }
}
