//! What a text must hold for a pattern to match: told by one look at the text, before the search.

use super::{
    class::{First, count},
    search::decode,
    syntax::Node,
};

/// Of what a match has at least one.
pub(super) enum Needs {
    /// This literal.
    Literal(Box<str>),
    /// One of these characters, or of these pairs of characters in a row.
    Some(Box<Present>),
}

/// Characters and pairs of neighbours, as those in a text; pairs by a hash, so that it is a superset.
pub(crate) struct Present {
    chars: First,
    pairs: [u64; Present::WORDS],
}

/// More characters than these in a class tell nothing.
const FEW: u32 = 64;

impl Present {
    const WORDS: usize = 64;
    const NONE: Present = Present { chars: First::NONE, pairs: [0; Present::WORDS] };

    #[inline(always)]
    fn add_pair(&mut self, a: u32, b: u32) {
        let place = (a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_mul(0x85EB_CA6B)) >> 20;
        self.pairs[place as usize / 64] |= 1 << (place % 64);
    }

    fn join(&mut self, other: &Present) {
        self.chars.join(&other.chars);
        self.pairs.iter_mut().zip(&other.pairs).for_each(|(own, other)| *own |= other);
    }

    /// Whether the two have a character or a pair in common.
    fn meets(&self, other: &Present) -> bool {
        self.chars.meets(&other.chars)
            || self.pairs.iter().zip(&other.pairs).fold(0, |all, (own, other)| all | own & other) != 0
    }

    /// What there is in `text` from byte `at` on.
    pub(crate) fn of(text: &str, mut at: usize) -> Present {
        let mut present = Present::NONE;
        let mut last = 0;
        loop {
            let (c, length) = decode(text.as_bytes(), at);
            if length == 0 {
                return present;
            }
            present.chars.set(First::place(c));
            present.add_pair(last, c);
            (last, at) = (c, at + length);
        }
    }

    /// Whether one of the characters is there.
    pub(super) fn has_any(&self, chars: &First) -> bool {
        self.chars.meets(chars)
    }
}

impl Needs {
    /// What every match of a pattern has; none where nothing can be said.
    pub(super) fn of(node: &Node) -> Option<Needs> {
        match node {
            Node::Literal(literal) => Some(Needs::Literal(literal.clone())),
            Node::Class(ranges) if count(ranges) <= FEW => {
                let mut some = Box::new(Present::NONE);
                some.chars.add_class(ranges);
                Some(Needs::Some(some))
            }
            Node::Group { sub, .. } => Needs::of(sub),
            Node::Repeat { sub, least, .. } if *least > 0 => Needs::of(sub),
            Node::Concat(parts) => parts.iter().filter_map(Needs::of).min_by_key(Needs::weight),
            Node::Alternation(parts) => {
                let mut all = Box::new(Present::NONE);
                for part in parts {
                    match Needs::of(part)? {
                        Needs::Literal(literal) => {
                            let mut of = literal.chars();
                            match (of.next()?, of.next()) {
                                (a, None) => all.chars.add(a),
                                (a, Some(b)) => all.add_pair(u32::from(a), u32::from(b)),
                            }
                        }
                        Needs::Some(more) => all.join(&more),
                    }
                }
                Some(Needs::Some(all))
            }
            _ => None,
        }
    }

    /// How easily a text has what is needed: the least is best.
    fn weight(&self) -> u32 {
        match self {
            Needs::Literal(literal) if literal.chars().nth(1).is_some() => 0,
            Needs::Literal(_) => 8,
            Needs::Some(some) => {
                8 * some.chars.count() + some.pairs.iter().map(|bits| bits.count_ones()).sum::<u32>()
            }
        }
    }

    /// Whether `text` has it from byte `from` on.
    pub(super) fn met_by(&self, text: &str, from: usize) -> bool {
        match self {
            Needs::Literal(literal) => text[from..].contains(&**literal),
            Needs::Some(_) => self.met(text, &Present::of(text, from)),
        }
    }

    /// Whether `text`, of which it is known what is there, has it.
    pub(super) fn met(&self, text: &str, present: &Present) -> bool {
        match self {
            Needs::Literal(literal) => {
                literal.chars().next().is_none_or(|c| present.chars.has(u32::from(c)))
                    && text.contains(&**literal)
            }
            Needs::Some(some) => some.meets(present),
        }
    }
}
