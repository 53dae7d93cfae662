//! What a pattern is compiled to.

use super::{
    class::{Class, First, decode},
    needs::Needs,
    syntax::Look,
};

/// A place in the list of instructions.
pub(super) type Place = usize;

/// An instruction; where nothing else is said, the next one follows.
pub(super) enum Step {
    /// These bytes stand here.
    Literal(Box<str>),
    /// A character of the class stands here.
    Class(usize),
    /// From `least` to `most` characters of the class stand here, as many as can be or, if lazy, as few.
    Repeat {
        class: usize,
        least: u32,
        most: u32,
        lazy: bool,
        /// What must stand behind them; none where that can be anything.
        follow: Option<Box<First>>,
    },
    /// Goes on at `first`, and if that leads nowhere at `second`.
    Split {
        first: Place,
        second: Place,
    },
    /// One of the literals stands here, the first that leads to a match.
    Words(Words),
    /// Goes on with the first alternative that leads to a match.
    Branches(Branches),
    Jump(Place),
    Look(Look),
    /// Keeps the place in the text as start or end of a group.
    Save(usize),
    Match,
}

/// Alternatives, with those that can begin with a character at one look.
pub(super) struct Branches {
    each: Box<[Branch]>,
    /// A bit for each of them, by the lower bits of the place of a character in [`First`]: a superset.
    begins: Box<[u32; Branches::PLACES]>,
}

impl Branches {
    /// Alternatives that a step can have.
    pub(super) const MOST: usize = u32::BITS as usize;

    const PLACES: usize = 64;

    pub(super) fn new(each: Vec<Branch>) -> Branches {
        let mut begins = Box::new([0; Branches::PLACES]);
        for (i, branch) in each.iter().enumerate() {
            let all = if branch.empty { &First::ANY } else { &branch.first };
            let places = all.low_places();
            begins
                .iter_mut()
                .enumerate()
                .for_each(|(place, bits)| *bits |= ((places >> place & 1) as u32) << i);
        }
        Branches { each: each.into(), begins }
    }

    /// Where the alternatives begin that may stand before the character `c`, or before the end of a text where there
    /// is none.
    #[inline(always)]
    pub(super) fn open(&self, c: Option<u32>) -> impl Iterator<Item = Place> {
        let place = First::place(c.unwrap_or(0));
        let mut left = self.begins[place % Branches::PLACES];
        std::iter::from_fn(move || {
            while left != 0 {
                let branch = &self.each[left.trailing_zeros() as usize];
                left &= left - 1;
                if branch.empty || c.is_some() && branch.first.holds(place) {
                    return Some(branch.place);
                }
            }
            None
        })
    }
}

/// An alternative, with what it can begin with.
pub(super) struct Branch {
    pub(super) first: First,
    /// Whether it can match nothing.
    pub(super) empty: bool,
    pub(super) place: Place,
}

/// Literals by their first character.
pub(super) struct Words {
    /// First characters, ascending, each with the range of its literals.
    pub(super) firsts: Box<[(u32, std::ops::Range<usize>)]>,
    /// The literals without their first character, those of one first character in the order of the pattern.
    pub(super) rests: Box<[Box<str>]>,
}

pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) classes: Vec<Class>,
    /// The names of the groups; group 0 is the whole match.
    pub(super) groups: Vec<Option<Box<str>>>,
    /// What a match can begin with; all where it can be empty.
    pub(super) first: First,
    /// What a match must have.
    pub(super) needs: Option<Needs>,
    /// Whether `first` holds so much that to look for what is needed saves time.
    pub(super) vague: bool,
    /// Whether a match can begin only at the start of the text.
    pub(super) anchored: bool,
    /// The most bytes that a match can have; none where it can have any number.
    pub(super) reach: Option<usize>,
    /// What the text must end with, where a match goes up to its end.
    pub(super) closing: Option<First>,
}

impl Program {
    /// Whether a match can begin at the start of `text` and end where it has to.
    #[inline(always)]
    pub(super) fn fits(&self, text: &str) -> bool {
        let closes = |closing: &First| text.chars().next_back().is_some_and(|c| closing.has(u32::from(c)));
        self.closing.as_ref().is_none_or(closes)
            && (!self.anchored || self.first.has(decode(text.as_bytes(), 0).0))
    }
}
