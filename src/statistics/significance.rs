//! p-values, and what is to be thought of many of them.

/// The probability that a χ² variable with one degree of freedom is at least `x`: erfc √(x/2).
pub fn chi_squared(x: f64) -> f64 {
    libm::erfc((x.max(0.0) / 2.0).sqrt())
}

/// The false discovery rates of many p-values, in their order: the share of false alarms among all that are at least as
/// significant (Benjamini & Hochberg 1995, "Controlling the False Discovery Rate").
pub fn false_discovery_rates(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&i, &j| p[i].total_cmp(&p[j]));
    let mut rates = vec![1.0; p.len()];
    let mut least = 1.0_f64;
    for (rank, &i) in order.iter().enumerate().rev() {
        least = least.min(p[i] * p.len() as f64 / (rank + 1) as f64);
        rates[i] = least;
    }
    rates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_thresholds() {
        for (x, p) in [(3.841_458_820_694_124, 0.05), (6.634_896_601_021_213, 0.01)] {
            assert!((chi_squared(x) - p).abs() < 1e-12);
        }
        assert_eq!(chi_squared(0.0), 1.0);
    }

    #[test]
    fn rates_never_fall_with_larger_p() {
        let rates = false_discovery_rates(&[0.01, 0.04, 0.03, 0.5]);
        let wanted = [0.04, 0.16 / 3.0, 0.16 / 3.0, 0.5];
        assert!(rates.iter().zip(wanted).all(|(r, w)| (r - w).abs() < 1e-12), "{rates:?}");
        assert!(false_discovery_rates(&[]).is_empty());
    }
}
