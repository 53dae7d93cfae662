//! What kind of repetition a passage is.

use super::{Page, side::Side};
use schemars::JsonSchema;
use serde::Serialize;

/// What kind of repetition a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Kind {
    /// A set phrase (套话): more than a share of all documents have it.
    Formula,
    /// From a document that the target names, or from a body above its own.
    Quoted,
    /// From another body.
    Peer,
    /// From another document of the same body.
    Own,
    /// From the same document.
    Within,
    /// From a document of which, or of the target, nobody says who issued it.
    Unknown,
}

/// From how many documents on a passage may be a formula.
const FORMULA: usize = 5;

/// What kind a passage is: `documents` of `of` have it, of which at least the share `formula` makes it a set phrase.
pub(super) fn kind(
    (source, target): (&Side<'_>, &Side<'_>),
    within: bool,
    (documents, of): (usize, usize),
    formula: f64,
) -> Kind {
    if within {
        return Kind::Within;
    }
    if documents >= FORMULA && documents as f64 >= formula * of as f64 {
        return Kind::Formula;
    }
    let above = || source.page.body.is_above(&target.page.body, |place| target.names(place));
    if names(target, source.page) || above() {
        return Kind::Quoted;
    }
    match source.page.body.is_same(&target.page.body) {
        Some(true) => Kind::Own,
        Some(false) => Kind::Peer,
        None => Kind::Unknown,
    }
}

/// Whether a document names another one by its number or title, but for where it repeats it.
fn names(target: &Side<'_>, source: &Page) -> bool {
    /// Shorter titles stand in other words by chance.
    const LONG: usize = 8;
    let title = source.title.as_deref().filter(|title| title.chars().count() >= LONG);
    // The report of another year has the same title.
    let title = title.filter(|_| target.page.title != source.title);
    source.number.as_deref().is_some_and(|number| target.names(number))
        || title.is_some_and(|title| target.names(&format!("《{title}》")))
}
