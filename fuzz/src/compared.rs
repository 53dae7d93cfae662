//! Two texts held against one another: what changed, what was carried down, what both have.

use crate::stages::text;
use std::io;
use yaodian::{
    Analyzed, Analyzer, Dictionary,
    coverage::{self, coverage},
    diff::{self, Side},
    read::Read,
    reuse::{Collection, Group, Prepared, Settings, pages},
    source::{Span, Unit},
};

/// The two texts that bytes stand for: what stands before and behind the middle.
fn texts(bytes: &[u8]) -> [String; 2] {
    let Some((kind, rest)) = bytes.split_first() else { return Default::default() };
    let (one, two) = rest.split_at(rest.len() / 2);
    [one, two].map(|half| text(&[&[*kind], half].concat()))
}

fn sides(analyzed: &Analyzed) -> impl Iterator<Item = Side<'_>> {
    analyzed.documents().iter().map(|study| Side { cleaned: analyzed.cleaned(), analysis: &study.analysis })
}

/// Every place lies in its text, every score between none and all; a text has all of itself.
pub(crate) fn compare(bytes: &[u8]) {
    let analyzer = Analyzer::new(Dictionary::current()).keywords(0);
    let both = texts(bytes).map(|text| analyzer.analyze(&text));
    for (old, new) in sides(&both[0]).zip(sides(&both[1])) {
        let comparison = diff::compare(old, new);
        assert!((0.0..=1.0 + 1e-9).contains(&comparison.score), "{}", comparison.score);
        let parts = comparison.links.iter().flat_map(|link| {
            let of = |parts: &[Span], side: Side<'_>| parts.iter().all(|part| holds(*part, side));
            [of(&link.old_part, old), of(&link.new_part, new)]
        });
        assert!(parts.into_iter().all(|held| held));
        for change in diff::changes(old, new, &comparison) {
            assert!(change.words.0.is_none_or(|span| holds(span, old)));
            assert!(change.words.1.is_none_or(|span| holds(span, new)));
        }
        for fate in coverage(old, new, coverage::THRESHOLD) {
            assert!((0.0..=1.0 + 1e-9).contains(&fate.score), "{}", fate.score);
            assert!(fate.carriers.iter().all(|carrier| holds(carrier.span, new)));
        }
        let same = diff::compare(old, old);
        assert!(
            same.score > 1.0 - 1e-9,
            "a text is what it is: {} {:?} {:?}",
            old.cleaned.text(),
            same.links,
            same.old
        );
    }
}

fn holds(span: Span, side: Side<'_>) -> bool {
    span.start <= span.end && side.cleaned.text().get(span.start..span.end).is_some()
}

/// Passages are as long and as alike as asked for, and stand where they say.
pub(crate) fn reuse(bytes: &[u8]) {
    let settings = Settings { min_length: 8, ..Settings::default() };
    let texts = texts(bytes);
    let found = || -> io::Result<()> {
        let mut collection = Collection::new(settings)?;
        for text in &texts {
            for page in pages("-", &Read::of_text(text.clone()), Unit::Bytes) {
                collection.add(Prepared::new(page)?, Group::Each)?;
            }
        }
        let clustered = collection.passages(
            |passage, _| {
                assert!(passage.length() >= settings.min_length);
                assert!((settings.min_similarity..=1.0).contains(&passage.similarity));
                for stretch in [&passage.source_stretch, &passage.target_stretch] {
                    let there = |text: &String| text.get(stretch.start..stretch.end).is_some();
                    assert!(texts.iter().any(there), "{stretch:?}");
                }
            },
            |()| Ok::<(), io::Error>(()),
        )?;
        clustered.clusters(|cluster, _| {
            assert!(cluster.places >= cluster.documents && cluster.documents > 0);
            Ok(())
        })
    };
    found().expect("there is room");
}
