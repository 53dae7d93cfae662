//! Whether values rise or fall from one group to the next.

use std::cmp::Ordering;

/// Kendall's τ_b between the order of the values and their size: 1 where each is larger than the one before, −1 where
/// each is smaller (Kendall 1945; for word frequencies over time Hilpert & Gries 2009). None for fewer than two values
/// or where all are equal.
pub fn kendall_tau(values: &[f64]) -> Option<f64> {
    let pairs = values.len() * values.len().saturating_sub(1) / 2;
    let (mut balance, mut ties) = (0_i64, 0);
    for (i, later) in values.iter().enumerate() {
        for earlier in &values[..i] {
            match later.total_cmp(earlier) {
                Ordering::Greater => balance += 1,
                Ordering::Less => balance -= 1,
                Ordering::Equal => ties += 1,
            }
        }
    }
    (pairs > ties).then(|| balance as f64 / (pairs as f64 * (pairs - ties) as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rising_and_falling() {
        assert_eq!(kendall_tau(&[1.0, 2.0, 3.0]), Some(1.0));
        assert_eq!(kendall_tau(&[3.0, 2.0, 1.0]), Some(-1.0));
    }

    #[test]
    fn what_does_not_change_has_no_trend() {
        assert_eq!(kendall_tau(&[2.0, 2.0]), None);
        assert_eq!(kendall_tau(&[2.0]), None);
        assert_eq!(kendall_tau(&[]), None);
    }
}
