//! What the words around a figure tell of it (dict/figures.txt).

use crate::{lexicon::Kinds, pattern::Present, rules};
use std::sync::LazyLock;

static DICT: LazyLock<&str> =
    LazyLock::new(|| rules::text("figures", include_str!("../../../dict/figures.txt")));

/// What is told before a figure, as dict/figures.txt has it.
#[derive(Clone, Copy)]
pub(super) enum Before {
    /// A figure that a later one replaces.
    From,
    /// How things were or are.
    Past,
    /// A bound on what the clause speaks of.
    Exceeds,
    /// A size by which things are sorted.
    Sized,
    /// What things cost that are named behind it.
    Invested,
    /// A verb that takes up what there is.
    Named,
    /// What is to be kept.
    Kept,
    /// Those concerned.
    Those,
    /// Set against an earlier time.
    Grown,
    /// Part of a name or a set phrase.
    Set,
    /// It sums up what was named.
    Listed,
    /// Its measure.
    Scale,
    /// How long something is to last.
    Lasts,
    /// A sum that is to be paid.
    Pays,
}

/// What is told behind it.
#[derive(Clone, Copy)]
pub(super) enum Behind {
    /// The figure that replaces it.
    Rises,
    /// It qualifies a thing.
    Thing,
    /// The same without 的.
    Noun,
    /// A place or a stretch.
    Scope,
    /// A condition.
    Case,
    /// A measure of its own.
    Measure,
    /// Things of that size.
    Sorted,
    /// What an abstract noun is about, or a circumstance.
    About,
    /// The places of something.
    Places,
    /// It is a bare subject.
    Bare,
    /// Part of a name or a set phrase.
    Phrase,
    /// A sum of points.
    Summary,
    /// How long those concerned are given.
    Period,
    /// A size by which a project is named.
    Project,
    /// Things named behind what they cost.
    Costly,
    /// A size of things that are counted behind it.
    Counted,
    /// What is to be paid.
    Paid,
}

const BEFORE: [&str; 14] = [
    "from", "past", "exceeds", "sized", "invested", "named", "kept", "those", "grown", "set", "listed",
    "scale", "lasts", "pays",
];

const BEHIND: [&str; 17] = [
    "rises", "thing", "noun", "scope", "case", "measure", "sorted", "about", "places", "bare", "phrase",
    "summary", "period", "project", "costly", "counted", "paid",
];

/// What the words around a figure tell.
pub(super) struct Around {
    before: [bool; BEFORE.len()],
    behind: [bool; BEHIND.len()],
}

impl Around {
    /// What stands before a figure in its part of the sentence, and behind it.
    pub(super) fn of(before: &str, behind: &str) -> Self {
        static LEFT: LazyLock<Kinds<{ BEFORE.len() }>> =
            LazyLock::new(|| Kinds::new(*DICT, BEFORE, "dict/figures.txt"));
        static RIGHT: LazyLock<Kinds<{ BEHIND.len() }>> =
            LazyLock::new(|| Kinds::new(*DICT, BEHIND, "dict/figures.txt"));
        let before = before.trim_end();
        Self {
            before: LEFT.found(before, &Present::of(before, 0)),
            behind: RIGHT.found(behind, &Present::of(behind, 0)),
        }
    }

    pub(super) fn before(&self, what: Before) -> bool {
        self.before[what as usize]
    }

    pub(super) fn behind(&self, what: Behind) -> bool {
        self.behind[what as usize]
    }
}
