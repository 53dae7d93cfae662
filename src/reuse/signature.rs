//! What a whole document is like, in few bytes: MinHash of its runs of letters, by one permutation (Li, Owen & Zhang 2012),
//! empty bins filled from others (Shrivastava 2017, optimal densification).

use super::{seed::mix, skeleton::Skeleton};

/// How many bins there are. The estimate's standard error is the root of J(1 − J)/256: 0.029 at 0.7.
pub(super) const BINS: usize = 256;

/// How many letters a run has.
const RUN: usize = 5;

/// A document's bins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature(Box<[u16; BINS]>);

impl Signature {
    /// That of a text by its letters and digits; none where it has none.
    pub fn of(text: &str) -> Option<Self> {
        let letters = Skeleton::new(text).letters;
        let mut least = [u64::MAX; BINS];
        for run in letters.windows(RUN.min(letters.len().max(1))) {
            let hash = mix(run.iter().fold(0, |hash, &letter| mix(hash ^ u64::from(u32::from(letter)))));
            let bin = &mut least[hash as usize % BINS];
            *bin = (*bin).min(hash >> 8);
        }
        if least.iter().all(|&bin| bin == u64::MAX) {
            return None;
        }
        let filled = |bin: usize| {
            let tried = (0u64..).map(|attempt| mix((bin as u64) << 32 | attempt) as usize % BINS);
            let mut tried = std::iter::once(bin).chain(tried);
            tried.find(|&bin| least[bin] != u64::MAX).unwrap_or(bin)
        };
        // Of the least the lower bits: two that differ agree in them once in 65,536 times.
        Some(Self(Box::new(std::array::from_fn(|bin| least[filled(bin)] as u16))))
    }

    /// How alike two documents are: which share of the different runs of five letters and digits of either both have
    /// (Jaccard), 0 to 1, estimated.
    pub fn similarity(&self, other: &Self) -> f64 {
        let same = self.0.iter().zip(other.0.iter()).filter(|(a, b)| a == b).count();
        same as f64 / BINS as f64
    }

    /// The hash of some neighbouring bins.
    pub(super) fn band(&self, band: usize, length: usize) -> u64 {
        let bins = &self.0[band * length..(band + 1) * length];
        bins.iter().fold(band as u64, |hash, &bin| mix(hash ^ u64::from(bin)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn text(from: u32, length: u32) -> String {
        (from..from + length)
            .filter_map(|i| char::from_u32(0x4E00 + (i * 7919 + i * i % 97) % 6000))
            .collect()
    }

    #[test]
    fn it_estimates_which_share_of_runs_both_have() {
        let whole = text(0, 3000);
        for (shared, other) in [(2700, 300), (2000, 1000), (1000, 2000), (0, 3000)] {
            let changed: String = whole.chars().take(shared).chain(text(20_000, other).chars()).collect();
            let runs = |text: &str| -> HashSet<String> {
                text.chars().collect::<Vec<_>>().windows(RUN).map(|run| run.iter().collect()).collect()
            };
            let (a, b) = (runs(&whole), runs(&changed));
            let exact = a.intersection(&b).count() as f64 / a.union(&b).count() as f64;
            let (a, b) = (Signature::of(&whole).unwrap(), Signature::of(&changed).unwrap());
            assert!((a.similarity(&b) - exact).abs() < 0.09, "{exact} {}", a.similarity(&b));
        }
    }

    #[test]
    fn signs_width_and_case_count_for_nothing() {
        let of = |text: &str| Signature::of(text);
        assert_eq!(of("各镇要加强ＡＢ巡查。"), of("各镇， 要加强ab\n巡查"));
        assert_ne!(of("各镇要加强巡查"), of("各镇要加强排查"));
        assert!(of("好").is_some() && of("。\n").is_none());
    }
}
