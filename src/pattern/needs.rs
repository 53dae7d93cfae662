//! What a text must hold for a pattern to match: told by one look at the text, before the search.

use super::{
    class::{First, count},
    syntax::Node,
};

/// Of what a match has at least one.
pub(super) enum Needs {
    /// This literal.
    Literal(Box<str>),
    /// One of these characters, or of these pairs of characters in a row.
    Some { chars: Box<First>, pairs: Vec<u16> },
}

/// Characters and pairs of neighbours in a text, by hashes: a superset.
pub(crate) struct Present {
    chars: First,
    pairs: [u64; Present::WORDS],
}

/// Which patterns of a set a text may match, by what it holds: a superset, told in one walk.
pub(super) struct Index {
    /// Patterns of which nothing can be said.
    always: u64,
    /// For each place of a character the patterns that need it.
    chars: Box<[u64]>,
    /// For each place of two neighbours, of which the lower bits count.
    pairs: Box<[u64]>,
}

impl Index {
    /// Places of neighbours; fewer than those of [`Present`], so that the table stays small.
    const PLACES: usize = 1024;

    /// The index of patterns that need this.
    pub(super) fn of<'n>(needs: impl Iterator<Item = Option<&'n Needs>>) -> Index {
        let mut index =
            Index { always: 0, chars: vec![0; First::PLACES].into(), pairs: vec![0; Index::PLACES].into() };
        for (i, needs) in needs.enumerate() {
            let bit = 1 << i;
            match needs {
                None => index.always |= bit,
                Some(Needs::Literal(literal)) => {
                    let mut of = literal.chars().map(u32::from);
                    match (of.next(), of.next()) {
                        (Some(a), Some(b)) => index.pairs[usize::from(pair(a, b)) % Index::PLACES] |= bit,
                        (Some(a), None) => index.chars[First::place(a)] |= bit,
                        _ => index.always |= bit,
                    }
                }
                Some(Needs::Some { chars, pairs }) => {
                    (0..First::PLACES).filter(|&at| chars.holds(at)).for_each(|at| index.chars[at] |= bit);
                    pairs.iter().for_each(|&at| index.pairs[usize::from(at) % Index::PLACES] |= bit);
                }
            }
        }
        index
    }

    /// A bit for each pattern that may match.
    pub(super) fn open(&self, text: &str) -> u64 {
        let mut open = self.always;
        let mut last = 0;
        for c in text.chars().map(u32::from) {
            open |= self.chars[First::place(c)] | self.pairs[usize::from(pair(last, c)) % Index::PLACES];
            last = c;
        }
        open
    }
}

/// More characters than these in a class tell nothing.
const FEW: u32 = 64;

/// The place of two neighbours in the table of pairs.
#[inline(always)]
fn pair(a: u32, b: u32) -> u16 {
    ((a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_mul(0x85EB_CA6B)) >> 18) as u16
}

impl Present {
    const WORDS: usize = 256;

    /// What there is in `text` from byte `at` on.
    pub(crate) fn of(text: &str, at: usize) -> Present {
        let mut present = Present { chars: First::NONE, pairs: [0; Present::WORDS] };
        let mut last = 0;
        for c in text[at..].chars().map(u32::from) {
            present.chars.set(First::place(c));
            let place = usize::from(pair(last, c));
            present.pairs[place / 64] |= 1 << (place % 64);
            last = c;
        }
        present
    }

    /// Whether one of the characters is there.
    pub(super) fn has_any(&self, chars: &First) -> bool {
        self.chars.meets(chars)
    }

    fn has_pair(&self, place: u16) -> bool {
        self.pairs[usize::from(place) / 64] >> (place % 64) & 1 == 1
    }
}

impl Needs {
    /// What every match of a pattern has; none where nothing can be said.
    pub(super) fn of(node: &Node) -> Option<Needs> {
        match node {
            Node::Literal(literal) => Some(Needs::Literal(literal.clone())),
            Node::Class(ranges) if count(ranges) <= FEW => {
                let mut chars = Box::new(First::NONE);
                chars.add_class(ranges);
                Some(Needs::Some { chars, pairs: Vec::new() })
            }
            Node::Group { sub, .. } => Needs::of(sub),
            Node::Repeat { sub, least, .. } if *least > 0 => Needs::of(sub),
            Node::Concat(parts) => parts.iter().filter_map(Needs::of).min_by_key(Needs::weight),
            Node::Alternation(parts) => {
                let (mut chars, mut pairs) = (Box::new(First::NONE), Vec::new());
                for part in parts {
                    match Needs::of(part)? {
                        Needs::Literal(literal) => {
                            let mut of = literal.chars();
                            match (of.next()?, of.next()) {
                                (a, None) => chars.add(a),
                                (a, Some(b)) => pairs.push(pair(u32::from(a), u32::from(b))),
                            }
                        }
                        Needs::Some { chars: more, pairs: others } => {
                            chars.join(&more);
                            pairs.extend(others);
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
            Needs::Some { chars, pairs } => 8 * chars.count() + pairs.len() as u32,
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
                literal.chars().next().is_none_or(|c| present.chars.has(u32::from(c)))
                    && text.contains(&**literal)
            }
            Needs::Some { chars, pairs } => {
                pairs.iter().any(|&pair| present.has_pair(pair)) || present.has_any(chars)
            }
        }
    }
}
