//! Seeds: runs of letters that two texts may share, at every place.

use super::{
    bucket::{BUCKETS, Packed},
    skeleton::Skeleton,
};

/// How many letters a seed has. Of fifty letters of which five are others, some forty and a few stand in at most six runs, of
/// which one has seven.
pub(super) const LENGTH: usize = 7;

/// A seed: 40 bits of the hash of its letters, 12 each of what stands before and behind, its document and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seed(u128);

impl Seed {
    /// What is the same for the same letters.
    pub(super) const fn hash(self) -> u64 {
        (self.0 >> 88) as u64
    }

    /// Its bucket: the foremost bits of its hash.
    pub(super) const fn bucket(self) -> usize {
        (self.hash() >> 32) as usize % BUCKETS
    }

    /// What stands before it.
    pub(super) const fn left(self) -> u16 {
        (self.0 >> 76) as u16 & 0xFFF
    }

    /// What stands behind it.
    pub(super) const fn right(self) -> u16 {
        (self.0 >> 64) as u16 & 0xFFF
    }

    /// Its document.
    pub(super) const fn document(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// Its first letter's number.
    pub(super) const fn place(self) -> u32 {
        self.0 as u32
    }

    /// The same in another document.
    pub(super) const fn of(self, document: u32) -> Self {
        Self(self.0 & !(0xFFFF_FFFF << 32) | (document as u128) << 32)
    }
}

impl Packed for Seed {
    const SIZE: usize = 16;

    fn put(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.0.to_le_bytes());
    }

    fn get(bytes: &[u8]) -> Self {
        Self(bytes.try_into().map_or(0, u128::from_le_bytes))
    }
}

/// The seeds of a text, in document 0.
pub(super) fn seeds(skeleton: &Skeleton) -> Vec<Seed> {
    /// Odd, so that nothing of a letter is lost.
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    let letters = &skeleton.letters;
    let Some(count) = letters.len().checked_sub(LENGTH).map(|n| n + 1) else { return Vec::new() };
    let highest = (1..LENGTH).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let of = |at: usize| u64::from(u32::from(letters[at])) + 1;
    let near = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at)).map_or(0, |&c| u64::from(u32::from(c)) + 1);
        u128::from(mix(letter) >> 52)
    };
    let mut rolling = (0..LENGTH).fold(0u64, |hash, at| hash.wrapping_mul(BASE).wrapping_add(of(at)));
    let mut out = Vec::with_capacity(count);
    for at in 0..count {
        if at > 0 {
            let without = rolling.wrapping_sub(of(at - 1).wrapping_mul(highest));
            rolling = without.wrapping_mul(BASE).wrapping_add(of(at + LENGTH - 1));
        }
        let hash = u128::from(mix(rolling) >> 24);
        let around = near(at.checked_sub(1)) << 76 | near(Some(at + LENGTH)) << 64;
        out.push(Seed(hash << 88 | around | at as u128));
    }
    out
}

/// Spreads a number over all its bits (splitmix64; Steele, Lea & Flood 2014).
pub(super) const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_letters_give_the_same_hash_wherever_they_stand() {
        let (a, b) = (Skeleton::new("各镇要加强水库巡查。"), Skeleton::new("请各镇，要加强水库排查"));
        let (a, b) = (seeds(&a), seeds(&b));
        assert_eq!(a.len(), 3);
        assert_eq!(a[0].hash(), b[1].hash());
        assert_ne!(a[0].left(), b[1].left());
        assert_ne!(a[2].hash(), b[3].hash());
        assert_eq!((a[1].place(), a[1].of(9).document(), a[1].of(9).place()), (1, 9, 1));
        assert!(seeds(&Skeleton::new("各镇要加强水")).is_empty());
    }
}
