//! Signs in a clause that it reports, complains or explains (dict/evidence.txt).

use crate::lexicon::{pattern, tagged};
use regex::{Regex, RegexSet};
use std::sync::LazyLock;

static DICT: &str = include_str!("../../dict/evidence.txt");

static SETS: LazyLock<[RegexSet; 5]> = LazyLock::new(|| {
    ["past", "result", "wrong", "fact", "future"].map(|tag| {
        RegexSet::new(tagged(DICT, tag)).unwrap_or_else(|error| panic!("dict/evidence.txt, {tag}: {error}"))
    })
});

/// The signs found in a clause.
pub(super) struct Signs {
    /// It was done.
    pub(super) past: bool,
    /// A result, past in a report and a goal in a plan.
    pub(super) result: bool,
    /// A shortcoming.
    pub(super) wrong: bool,
    /// An explanation.
    pub(super) fact: bool,
    /// It will come of itself.
    pub(super) future: bool,
    /// A definition or a line of data, whatever stands around it.
    pub(super) fixed: bool,
}

impl Signs {
    pub(super) fn of(clause: &str) -> Self {
        static FIXED: LazyLock<Regex> = LazyLock::new(|| {
            pattern(r"(?:是指|指的是|以下简称[^）)]*[)）]?[。，]?$)|^(?:联系人|联系方式|联系电话|电话|传真|邮箱|地址|抄送|主送|附件)[：:]")
        });
        let [past, result, wrong, fact, future] = SETS.each_ref().map(|set| set.is_match(clause));
        Self { past, result, wrong, fact, future, fixed: FIXED.is_match(clause) }
    }
}
