//! Placeholders where a name, a year or a phrase was taken out: kept, and reported.

use super::Cleaned;
use crate::{finding::Finding, lexicon::pattern, pattern::Regex, say};
use std::{collections::BTreeMap, sync::LazyLock};

/// What was taken out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Name,
    Quote,
    Year,
}

/// A finding for each kind of placeholder, with its count and the lines it stands on.
pub(super) fn find(cleaned: &Cleaned<'_>) -> Vec<Finding> {
    static SIGN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?<year>(?:19|20)(?:[xX×_]{2}|[xX×]))|(?<blank>_+|□+|○{2,}|[xX×]{2,})|(?<quote>“”|‘’|《》|「」)",
        )
    });
    let mut kinds: BTreeMap<Kind, Vec<usize>> = BTreeMap::new();
    for found in SIGN.captures_iter(cleaned.text()) {
        let Some(whole) = found.get(0) else { continue };
        let kind = if found.name("year").is_some() {
            Kind::Year
        } else if found.name("quote").is_some() {
            Kind::Quote
        } else {
            Kind::Name
        };
        kinds.entry(kind).or_default().push(cleaned.to_source(whole.start()));
    }
    let finding = |(kind, places): (Kind, Vec<usize>)| {
        let mut lines: Vec<_> = places.iter().map(|&at| cleaned.source().line(at)).collect();
        lines.dedup();
        let shown: Vec<_> = lines.iter().take(8).map(ToString::to_string).collect();
        let more = if lines.len() > shown.len() { ", …" } else { "" };
        let (n, lines) = (places.len(), shown.join(", ") + more);
        let message = match kind {
            Kind::Year => say!("placeholder-year", n, lines),
            Kind::Quote => say!("placeholder-quote", n, lines),
            Kind::Name => say!("placeholder-name", n, lines),
        };
        Finding::new("placeholder", message, places[0])
    };
    kinds.into_iter().map(finding).collect()
}
