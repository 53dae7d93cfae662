//! What a text must hold for a pattern to match: told by one look at the text, before the search.

use super::{class::First, search::decode};
use regex_syntax::hir::{Hir, HirKind};

/// Characters and pairs of characters of which a match has at least one.
pub(super) struct Needs {
    chars: First,
    pairs: First,
}

/// The characters and the pairs of neighbours in a text.
pub(super) struct Present {
    chars: First,
    pairs: First,
}

/// A place for two characters in a row.
fn pair(a: u32, b: u32) -> u32 {
    a.wrapping_mul(31) ^ b
}

impl Present {
    pub(super) fn of(text: &[u8], mut at: usize) -> Present {
        let mut present = Present { chars: First::NONE, pairs: First::NONE };
        let mut last = 0;
        loop {
            let (c, length) = decode(text, at);
            if length == 0 {
                return present;
            }
            present.chars.set(First::place(c));
            present.pairs.set(First::place(pair(last, c)));
            (last, at) = (c, at + length);
        }
    }
}

impl Needs {
    /// What every match of a pattern has; none where nothing can be said.
    pub(super) fn of(hir: &Hir) -> Option<Needs> {
        match hir.kind() {
            HirKind::Literal(literal) => {
                let mut needs = Needs { chars: First::NONE, pairs: First::NONE };
                let mut chars = std::str::from_utf8(&literal.0).ok()?.chars().map(u32::from);
                match (chars.next()?, chars.next()) {
                    (a, None) => needs.chars.set(First::place(a)),
                    (a, Some(b)) => needs.pairs.set(First::place(pair(a, b))),
                }
                Some(needs)
            }
            HirKind::Capture(capture) => Needs::of(&capture.sub),
            HirKind::Repetition(repetition) if repetition.min > 0 => Needs::of(&repetition.sub),
            HirKind::Concat(parts) => parts.iter().filter_map(Needs::of).min_by_key(Needs::weight),
            HirKind::Alternation(parts) => {
                let mut all = Needs { chars: First::NONE, pairs: First::NONE };
                for part in parts {
                    let needs = Needs::of(part)?;
                    all.chars.join(&needs.chars);
                    all.pairs.join(&needs.pairs);
                }
                Some(all)
            }
            _ => None,
        }
    }

    /// How easily a text has what is needed: the least is best.
    fn weight(&self) -> u32 {
        8 * self.chars.count() + self.pairs.count()
    }

    pub(super) fn met(&self, present: &Present) -> bool {
        self.chars.meets(&present.chars) || self.pairs.meets(&present.pairs)
    }
}
