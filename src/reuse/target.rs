//! The passages of a target, from the matches of its seeds with those of its sources.

use super::{
    ForeignName, Page, Passage, Settings, edge, items, kind,
    loaded::{Loaded, Shelf},
    matching::Match,
    name,
    passage::{Letters, Piece, best, pieces},
    side::Side,
};
use rustc_hash::FxHashMap;
use std::{io, sync::Arc};

/// A passage on its way out, with the documents of both sides without their texts.
pub(super) struct Told {
    pub(super) passage: Passage,
    pub(super) source: Page,
    pub(super) target: Page,
}

/// What finds passages.
pub(super) struct Finder<'f, S> {
    pub(super) shelf: &'f S,
    pub(super) settings: &'f Settings,
    /// How many documents there are.
    pub(super) documents: usize,
    /// The place of each in the order of their dates.
    pub(super) order: &'f (dyn Fn(u32) -> u32 + Sync),
}

impl<S: Shelf> Finder<'_, S> {
    /// The passages of a target, of which these are all matches, source by source.
    pub(super) fn passages(&self, matches: &[Match]) -> io::Result<Vec<Told>> {
        let Some(number) = matches.first().map(|m| m.target) else { return Ok(Vec::new()) };
        let target = self.shelf.loaded(number)?;
        let all = self.pieces(&target, matches)?;
        let mut pieces = all.clone();
        if !self.settings.every {
            pieces = best(pieces, |source| (self.order)(source));
        }
        pieces.sort_by_key(|piece| piece.source);
        let groups: FxHashMap<u32, &[Match]> = match self.settings.items {
            true => matches.chunk_by(|a, b| a.source == b.source).map(|of| (of[0].source, of)).collect(),
            false => FxHashMap::default(),
        };
        let matches_of = |source: u32| groups.get(&source).copied().unwrap_or_default();
        let mut out = Vec::with_capacity(pieces.len());
        for of in pieces.chunk_by(|a, b| a.source == b.source) {
            let source = of[0].source;
            let other = if source == number { Arc::clone(&target) } else { self.shelf.loaded(source)? };
            // All that both share: what stands in it isn't named elsewhere.
            let shared = || all.iter().filter(|piece| piece.source == source);
            let theirs = Side::new(&other.page, shared().map(|piece| other.span(piece.from)).collect());
            let ours = Side::new(&target.page, shared().map(|piece| target.span(piece.at)).collect());
            let spans = |piece: &Piece| (other.span(piece.from), target.span(piece.at));
            for piece in of {
                let mut told = self.told(piece, (&theirs, &ours), spans(piece), number);
                if self.settings.items {
                    told.passage.items = items::parts((&target, &other), piece, matches_of(source));
                }
                out.push(told);
            }
        }
        out.sort_by_key(|told| {
            let passage = &told.passage;
            (passage.target_letters, (self.order)(passage.source as u32), passage.source_letters)
        });
        Ok(out)
    }

    /// What a target shares with each of its sources.
    fn pieces(&self, target: &Loaded, matches: &[Match]) -> io::Result<Vec<Piece>> {
        let mut all: Vec<Piece> = Vec::new();
        for of in matches.chunk_by(|a, b| a.source == b.source) {
            let within = of[0].source == of[0].target;
            let other = if within { None } else { Some(self.shelf.letters(of[0].source)?) };
            let source = other.as_ref().map_or(&target.skeleton.letters[..], |letters| letters);
            let letters = Letters { target: &target.skeleton.letters, source, within };
            let mut found = pieces(letters, of, self.settings);
            found.iter_mut().for_each(|piece| edge::cut(piece, target.lettered(), source));
            found.retain(|piece| piece.counts(self.settings));
            all.append(&mut found);
        }
        Ok(all)
    }

    /// A passage with all that is told of it; it stands at these bytes of both sides.
    fn told(
        &self,
        piece: &Piece,
        (source, target): (&Side<'_>, &Side<'_>),
        (from, at): ((usize, usize), (usize, usize)),
        number: u32,
    ) -> Told {
        let within = piece.source == number;
        let documents = piece.documents as usize;
        let kind = kind::kind((source, target), within, (documents, self.documents), self.settings.formula);
        let mut names = name::foreign(source, target, kind, at);
        let there = name::foreign(target, source, kind, from);
        names.extend(there.into_iter().map(|name| ForeignName { in_source: true, ..name }));
        let (source, target) = (source.page, target.page);
        let passage = Passage {
            source: piece.source as usize,
            target: number as usize,
            source_stretch: source.stretch(from.0, from.1),
            target_stretch: target.stretch(at.0, at.1),
            source_letters: piece.from,
            target_letters: piece.at,
            similarity: piece.similarity(),
            documents,
            kind,
            dated: is_before(source.date.as_deref(), target.date.as_deref()),
            cluster: 0,
            items: Vec::new(),
            names,
        };
        Told { passage, source: source.without_text(), target: target.without_text() }
    }
}

/// Whether a date is earlier than another one, as far as both are given.
fn is_before(one: Option<&str>, two: Option<&str>) -> bool {
    one.zip(two).is_some_and(|(one, two)| one < two && !two.starts_with(one))
}
