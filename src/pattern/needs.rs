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
    Some { chars: First, pairs: Pairs },
}

/// Pairs of neighbours, by a hash: a superset.
pub(super) struct Pairs(Box<[u64; Pairs::WORDS]>);

/// The characters and the pairs of neighbours in a text.
pub(crate) struct Present {
    chars: First,
    pairs: Pairs,
}

/// More characters than these in a class tell nothing.
const FEW: u32 = 64;

impl Pairs {
    const WORDS: usize = 64;

    fn new() -> Pairs {
        Pairs(Box::new([0; Pairs::WORDS]))
    }

    #[inline(always)]
    fn set(&mut self, a: u32, b: u32) {
        let place = (a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_mul(0x85EB_CA6B)) >> 20;
        self.0[place as usize / 64] |= 1 << (place % 64);
    }

    fn meets(&self, other: &Pairs) -> bool {
        self.0.iter().zip(other.0.iter()).fold(0, |all, (own, other)| all | own & other) != 0
    }
}

impl Present {
    /// What there is in `text` from byte `at` on.
    pub(crate) fn of(text: &str, mut at: usize) -> Present {
        let mut present = Present { chars: First::NONE, pairs: Pairs::new() };
        let mut last = 0;
        loop {
            let (c, length) = decode(text.as_bytes(), at);
            if length == 0 {
                return present;
            }
            present.chars.set(First::place(c));
            present.pairs.set(last, c);
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
                let mut chars = First::NONE;
                chars.add_class(ranges);
                Some(Needs::Some { chars, pairs: Pairs::new() })
            }
            Node::Group { sub, .. } => Needs::of(sub),
            Node::Repeat { sub, least, .. } if *least > 0 => Needs::of(sub),
            Node::Concat(parts) => parts.iter().filter_map(Needs::of).min_by_key(Needs::weight),
            Node::Alternation(parts) => {
                let (mut chars, mut pairs) = (First::NONE, Pairs::new());
                for part in parts {
                    match Needs::of(part)? {
                        Needs::Literal(literal) => {
                            let mut of = literal.chars();
                            match (of.next()?, of.next()) {
                                (a, None) => chars.add(a),
                                (a, Some(b)) => pairs.set(u32::from(a), u32::from(b)),
                            }
                        }
                        Needs::Some { chars: more, pairs: further } => {
                            chars.join(&more);
                            pairs.0.iter_mut().zip(further.0.iter()).for_each(|(own, other)| *own |= other);
                        }
                    }
                }
                Some(Needs::Some { chars, pairs })
            }
            _ => None,
        }
    }

    /// How easily a text has what is needed: the least is best.
    fn weight(&self) -> u32 {
        match self {
            Needs::Literal(literal) if literal.chars().nth(1).is_some() => 0,
            Needs::Literal(_) => 8,
            Needs::Some { chars, pairs } => 8 * chars.count() + pairs.0.iter().map(|bits| bits.count_ones()).sum::<u32>(),
        }
    }

    /// Whether `text` has it from byte `from` on.
    pub(super) fn met_by(&self, text: &str, from: usize) -> bool {
        match self {
            Needs::Literal(literal) => text[from..].contains(&**literal),
            Needs::Some { .. } => self.met(text, &Present::of(text, from)),
        }
    }

    /// Whether `text`, of which it is known what is there, has it.
    pub(super) fn met(&self, text: &str, present: &Present) -> bool {
        match self {
            Needs::Literal(literal) => {
                present.has_any(&First::of(literal.chars().next())) && text.contains(&**literal)
            }
            Needs::Some { chars, pairs } => chars.meets(&present.chars) || pairs.meets(&present.pairs),
        }
    }
}
