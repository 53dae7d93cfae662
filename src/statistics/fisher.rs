//! Fisher's exact test for two counts in two corpora (Fisher 1922; two-sided: all tables no likelier than the one
//! observed, as in R and SciPy).

/// Tables count as no likelier than the observed one up to this factor: rounding parts equals.
const SLACK: f64 = 1.0 + 1e-7;

/// The two-sided p-value of `a` occurrences among `size_a` words and `b` among `size_b`. The hypergeometric
/// probabilities are built up from the most probable table by their ratios, so that no factorials of large corpora
/// cost digits.
pub fn exact(a: u64, b: u64, size_a: u64, size_b: u64) -> f64 {
    let all = a + b;
    let least = all.saturating_sub(size_b);
    let most = all.min(size_a);
    if least >= most {
        return 1.0;
    }
    // P(k + 1) / P(k)
    let ratio = |k: u64| {
        let up = (all - k) as f64 * (size_a - k) as f64;
        let down = (k + 1) as f64 * (size_b + k + 1 - all) as f64;
        up / down
    };
    let mode = mode(all, size_a, size_b).clamp(least, most);
    let upward = weights((mode..most).map(ratio));
    let downward = weights((least..mode).rev().map(|k| 1.0 / ratio(k)));
    let observed = match a.checked_sub(mode) {
        Some(0) => 1.0,
        Some(above) => upward.get(above as usize - 1).copied().unwrap_or(0.0),
        None => downward.get((mode - a) as usize - 1).copied().unwrap_or(0.0),
    };
    // From the smallest to the largest, so that none is lost.
    let mut all: Vec<f64> = upward.into_iter().chain(downward).chain([1.0]).collect();
    all.sort_unstable_by(f64::total_cmp);
    let total: f64 = all.iter().sum();
    let unlikely: f64 = all.iter().take_while(|&&weight| weight <= observed * SLACK).sum();
    (unlikely / total).min(1.0)
}

/// The most probable count.
fn mode(all: u64, size_a: u64, size_b: u64) -> u64 {
    ((all + 1) as f64 * (size_a + 1) as f64 / (size_a + size_b + 2) as f64) as u64
}

/// The products of the first ratios, each one with the next, until nothing is left of them.
fn weights(ratios: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut weight = 1.0;
    let products = ratios.map(|ratio| {
        weight *= ratio;
        weight
    });
    products.take_while(|&weight| weight > 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lady_tasting_tea() {
        // Eight cups, four of each kind, three of four told (Fisher 1935): 0.4857.
        assert!((exact(3, 1, 4, 4) - 34.0 / 70.0).abs() < 1e-12);
    }

    #[test]
    fn equal_shares_are_no_surprise() {
        assert!((exact(5, 5, 1000, 1000) - 1.0).abs() < 1e-12);
        assert_eq!(exact(0, 0, 10, 10), 1.0);
        assert_eq!(exact(10, 10, 10, 10), 1.0);
    }

    #[test]
    fn a_tiny_corpus_against_a_huge_one_takes_no_time() {
        let p = exact(3, 400_000, 100, 100_000_000);
        assert!(p > 0.0 && p < 0.01, "{p}");
    }
}
