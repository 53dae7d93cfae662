//! Classes of characters.

use super::syntax::Ranges;

/// A class: its ranges, a table for ASCII, and an answer for most of Chinese text.
pub(super) struct Class {
    /// The first and last character of each range, ascending.
    ranges: Box<[(u32, u32)]>,
    ascii: u128,
    /// Whether it has all of the ideographs of U+4E00 to U+9FFF, or none; nothing where it has some.
    ideographs: Option<bool>,
}

/// The main block of CJK Unified Ideographs.
const IDEOGRAPHS: (u32, u32) = (0x4E00, 0x9FFF);

impl Class {
    pub(super) fn new(ranges: &Ranges) -> Class {
        let ascii = ranges
            .iter()
            .filter(|range| range.0 < 128)
            .fold(0, |bits, &(first, last)| (first..=last.min(127)).fold(bits, |bits, c| bits | 1 << c));
        let all = ranges.iter().any(|range| range.0 <= IDEOGRAPHS.0 && range.1 >= IDEOGRAPHS.1);
        let none = ranges.iter().all(|range| range.1 < IDEOGRAPHS.0 || range.0 > IDEOGRAPHS.1);
        Class { ranges: ranges.clone(), ascii, ideographs: (all || none).then_some(all) }
    }

    /// Whether a character belongs to it.
    #[inline(always)]
    pub(super) fn has(&self, c: u32) -> bool {
        match self.ideographs {
            _ if c < 128 => self.ascii >> c & 1 == 1,
            Some(all) if IDEOGRAPHS.0 <= c && c <= IDEOGRAPHS.1 => all,
            _ => holds(&self.ranges, c),
        }
    }
}

#[inline]
fn holds(ranges: &[(u32, u32)], c: u32) -> bool {
    if ranges.len() <= 8 {
        return ranges.iter().any(|&(first, last)| first <= c && c <= last);
    }
    let place = ranges.partition_point(|&(_, last)| last < c);
    ranges.get(place).is_some_and(|&(first, _)| first <= c)
}

/// Characters that something can begin with, by the lower bits of their code: a superset.
#[derive(Clone)]
pub(crate) struct First([u64; First::WORDS]);

impl First {
    const WORDS: usize = 16;

    /// Places of such a table.
    pub(super) const PLACES: usize = 64 * First::WORDS;

    /// More characters than these fill the table: then it holds all.
    const MOST: u32 = 400;

    pub(crate) const NONE: First = First([0; First::WORDS]);
    pub(super) const ANY: First = First([u64::MAX; First::WORDS]);

    /// One character, or none.
    pub(super) fn of(c: Option<char>) -> First {
        let mut first = First::NONE;
        c.into_iter().for_each(|c| first.add(c));
        first
    }

    /// The place of a character in tables like this one.
    #[inline(always)]
    pub(super) fn place(c: u32) -> usize {
        (c ^ c >> 10) as usize % First::PLACES
    }

    #[inline(always)]
    pub(crate) fn has(&self, c: u32) -> bool {
        self.holds(First::place(c))
    }

    #[inline(always)]
    pub(super) fn holds(&self, place: usize) -> bool {
        self.0[place / 64] >> (place % 64) & 1 == 1
    }

    #[inline(always)]
    pub(super) fn set(&mut self, place: usize) {
        self.0[place / 64] |= 1 << (place % 64);
    }

    pub(crate) fn add(&mut self, c: char) {
        self.set(First::place(u32::from(c)));
    }

    /// Whether the two have a place in common.
    #[inline(always)]
    pub(super) fn meets(&self, other: &First) -> bool {
        self.0.iter().zip(&other.0).fold(0, |all, (own, other)| all | own & other) != 0
    }

    /// A bit for the lower six bits of each place that is set.
    pub(super) fn low_places(&self) -> u64 {
        self.0.iter().fold(0, |all, bits| all | bits)
    }

    /// How many places are set.
    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|bits| bits.count_ones()).sum()
    }

    pub(super) fn add_class(&mut self, class: &Ranges) {
        if count(class) > First::MOST {
            *self = First::ANY;
            return;
        }
        for &(first, last) in class {
            (first..=last).for_each(|c| self.set(First::place(c)));
        }
    }

    pub(super) fn join(&mut self, other: &First) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }
}

/// How many characters a class has.
pub(super) fn count(class: &Ranges) -> u32 {
    class.iter().map(|(first, last)| last - first + 1).sum()
}

/// The character at byte `at` of a text in UTF-8, and its length; 0 and 0 at the end.
#[inline(always)]
pub(super) fn decode(text: &[u8], at: usize) -> (u32, usize) {
    let tail = |b: u8| u32::from(b & 0x3F);
    match *text.get(at..).unwrap_or_default() {
        [a @ 0xE0..=0xEF, b, c, ..] => (u32::from(a & 0xF) << 12 | tail(b) << 6 | tail(c), 3),
        [a @ 0..=0x7F, ..] => (u32::from(a), 1),
        [a @ 0..=0xDF, b, ..] => (u32::from(a & 0x1F) << 6 | tail(b), 2),
        [a, b, c, d, ..] => (u32::from(a & 7) << 18 | tail(b) << 12 | tail(c) << 6 | tail(d), 4),
        _ => (0, 0),
    }
}
