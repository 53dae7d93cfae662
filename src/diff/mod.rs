//! What changed between two texts: their points and paragraphs, what became of each, and the words that differ.

mod align;
mod document;
mod duty;
mod edit;
pub(crate) mod fold;
pub(crate) mod likeness;
pub(crate) mod passage;
mod reference;
mod state;
pub(crate) mod unit;

pub use document::{Known, pair_documents};
pub use duty::{Change, DutyChange, changes};
pub use edit::{Edit, edits};
pub use fold::Wording;
pub use state::{Link, State};
pub use unit::{Level, Unit};

use crate::{clean::Cleaned, document::Analysis};
use align::Units;
use likeness::Pairs;

/// A document that is compared with another one.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The text that it stands in.
    pub cleaned: &'a Cleaned<'a>,
    /// What was found in it.
    pub analysis: &'a Analysis,
}

/// What changed between two documents.
#[derive(Debug)]
pub struct Comparison {
    /// The units of the old document.
    pub old: Vec<Unit>,
    /// The units of the new document.
    pub new: Vec<Unit>,
    /// What became of each, in the order of the new document; what was dropped stands where it stood.
    pub links: Vec<Link>,
    /// How much of both texts stands in both, 0 to 1: the mean of the scores, each weighed by the length of what is compared.
    pub score: f64,
}

/// Compares two documents.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Comparison {
    let (old_text, new_text) = (old.cleaned.text(), new.cleaned.text());
    let mut pairs = Pairs::default();
    let mut olds = Units::new(old, &mut pairs);
    let mut news = Units::new(new, &mut pairs);
    olds.weigh(&pairs);
    news.weigh(&pairs);
    let mut found = align::pair(&olds, &news, &pairs);
    let passages =
        (passage::passages(&olds, old_text, &mut pairs), passage::passages(&news, new_text, &mut pairs));
    let moves = passage::moves((&olds, &news), (&passages.0, &passages.1), &pairs, &found);
    let moved = ((&passages.0[..], &passages.1[..]), &moves);
    let links = state::links((&olds, &news), (old, new), &mut pairs, &mut found, moved);
    let units = (olds.units, news.units);
    Comparison { score: score(&links, &units), old: units.0, new: units.1, links }
}

/// The mean of the scores of links; the points of articles are told with those.
fn score(links: &[Link], (olds, news): &(Vec<Unit>, Vec<Unit>)) -> f64 {
    let inside = |units: &[Unit], unit: Option<usize>| unit.is_some_and(|u| units[u].article.is_some());
    let outer = links.iter().filter(|link| !inside(olds, link.old) && !inside(news, link.new));
    let (mut sum, mut all) = (0.0, 0.0);
    for link in outer {
        let parts = link.old_part.iter().chain(&link.new_part);
        let length = parts.map(|part| part.len()).sum::<usize>() as f64;
        sum += link.score * length;
        all += length;
    }
    if all > 0.0 { sum / all } else { 1.0 }
}
