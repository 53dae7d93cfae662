//! Whether a run of characters is a word: its parts hold together inside, and many things may stand beside it.

/// Pointwise mutual information of a run of characters that is put together from two parts: log₂ p(xy) / (p(x) p(y)),
/// from occurrences among `total` characters. A word's cohesion is the least one of all ways to part it.
pub fn pmi(whole: u64, left: u64, right: u64, total: u64) -> Option<f64> {
    if whole == 0 || left == 0 || right == 0 || total == 0 {
        return None;
    }
    Some((whole as f64 * total as f64 / (left as f64 * right as f64)).log2())
}

/// Branching entropy in bits: how little is known of what stands beside a word, from how often each neighbour stands
/// there (Jin & Tanaka-Ishii 2006, "Unsupervised Segmentation of Chinese Text by Use of Branching Entropy"). 0 where
/// it is always the same.
pub fn branching_entropy(neighbours: impl Iterator<Item = u64> + Clone) -> f64 {
    let total = neighbours.clone().sum::<u64>() as f64;
    let part = |count: u64| {
        let p = count as f64 / total;
        if count == 0 { 0.0 } else { -p * p.log2() }
    };
    neighbours.map(part).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entropy_is_none_with_one_neighbour_and_two_bits_with_four() {
        assert_eq!(branching_entropy([7].into_iter()), 0.0);
        assert_eq!(branching_entropy([1, 1, 1, 1].into_iter()), 2.0);
        assert_eq!(branching_entropy([].into_iter()), 0.0);
    }

    #[test]
    fn parts_that_only_meet_cohere() {
        assert_eq!(pmi(8, 8, 8, 64), Some(3.0));
        assert_eq!(pmi(0, 8, 8, 64), None);
    }
}
