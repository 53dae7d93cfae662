//! How much of each numbered point of a document others have.

use super::{
    Page, Passage, Stretch,
    loaded::Loaded,
    matching::Match,
    page::{Point, by_date},
    passage::Piece,
    shared::covered,
};
use std::{cmp::Reverse, collections::BTreeMap};

/// A numbered point that a passage overlaps.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its number in the document, from 0.
    point: usize,
    /// Where it stands as a whole; the text is its first line.
    at: Stretch,
    /// How many letters and digits it has.
    of: usize,
    /// Which letters of the document it has in common with the passage.
    letters: (usize, usize),
    /// Where these stand in the source.
    from: Stretch,
}

/// The points of a target that a passage overlaps; `matches` are those of the target with the passage's source.
pub(super) fn parts((target, source): (&Loaded, &Loaded), piece: &Piece, matches: &[Match]) -> Vec<Part> {
    let (page, places) = (&target.page, &target.skeleton.places);
    let letter = |byte: usize| places.partition_point(|&place| (place as usize) < byte);
    let part = |point: usize| {
        let Point { start, end, .. } = page.points[point];
        let (from, to) = (letter(start), letter(end));
        let whole = page.stretch(start, end);
        let first = whole.text.lines().next().unwrap_or_default().to_owned();
        let item_path = page.points[point].path.clone();
        let letters = (piece.at.0.max(from), piece.at.1.min(to));
        let there = source.span((opposite(piece, matches, letters.0), opposite(piece, matches, letters.1)));
        Part {
            point,
            at: Stretch { item_path, text: first, ..whole },
            of: to - from,
            letters,
            from: source.page.stretch(there.0, there.1),
        }
    };
    let overlapping = page.around(target.span(piece.at)).into_iter().map(part);
    overlapping.filter(|part| part.letters.0 < part.letters.1).collect()
}

/// The letter of the source that stands over against one of the target, by the nearest match of the passage before it, or
/// behind it where there is none.
fn opposite(piece: &Piece, matches: &[Match], letter: usize) -> usize {
    let within = |m: &&Match| {
        (piece.at.0..piece.at.1).contains(&(m.at as usize))
            && (piece.from.0..piece.from.1).contains(&(m.from as usize))
    };
    let (before, behind) = matches.split_at(matches.partition_point(|m| m.at as usize <= letter));
    let nearest = before.iter().rev().find(within).or_else(|| behind.iter().find(within));
    let (at, from) = nearest.map_or((piece.at.0, piece.from.0), |m| (m.at as usize, m.from as usize));
    match letter {
        letter if letter == piece.at.0 => piece.from.0,
        letter if letter == piece.at.1 => piece.from.1,
        letter => (from + letter).saturating_sub(at).clamp(piece.from.0, piece.from.1),
    }
}

/// A numbered point that shares something.
#[derive(Clone, Debug)]
pub struct ItemShare {
    /// Where it stands; the text is its first line.
    pub at: Stretch,
    /// How many letters and digits it has, those of the points in it counted.
    pub length: usize,
    /// How many of them stand in passages that others have.
    pub shared: usize,
    /// How many passages overlap it.
    pub passages: usize,
    /// Where the most of it stands in the document that has most of it.
    pub source: Stretch,
}

/// What becomes of a point while passages come.
struct Growing {
    part: Part,
    letters: Vec<(usize, usize)>,
    sources: BTreeMap<usize, Source>,
}

/// What a point shares with one document.
struct Source {
    page: Page,
    letters: Vec<(usize, usize)>,
    /// The longest overlap, and where that stands there.
    longest: usize,
    at: Stretch,
}

/// The points of each target, for passages that come target by target (with [`Settings::items`](super::Settings)).
#[derive(Default)]
pub struct Items {
    target: Option<(usize, Page)>,
    points: BTreeMap<usize, Growing>,
}

impl Items {
    /// Adds a passage; where it is the first of another target, `each` gets the points of the last one that share something,
    /// each with the document that has most of it.
    ///
    /// # Errors
    /// What `each` gives.
    pub fn add<E>(
        &mut self,
        passage: &Passage,
        (source, target): (&Page, &Page),
        each: impl FnMut(&ItemShare, (&Page, &Page)) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.target.as_ref().is_none_or(|(number, _)| *number != passage.target) {
            self.rest(each)?;
            self.target = Some((passage.target, target.clone()));
        }
        for part in &passage.items {
            let growing = self.points.entry(part.point).or_insert_with(|| Growing {
                part: part.clone(),
                letters: Vec::new(),
                sources: BTreeMap::new(),
            });
            growing.letters.push(part.letters);
            let new =
                || Source { page: source.clone(), letters: Vec::new(), longest: 0, at: part.from.clone() };
            let of = growing.sources.entry(passage.source).or_insert_with(new);
            of.letters.push(part.letters);
            let length = part.letters.1 - part.letters.0;
            if length > of.longest {
                (of.longest, of.at) = (length, part.from.clone());
            }
        }
        Ok(())
    }

    /// Gives the points of the last target.
    ///
    /// # Errors
    /// What `each` gives.
    pub fn rest<E>(
        &mut self,
        mut each: impl FnMut(&ItemShare, (&Page, &Page)) -> Result<(), E>,
    ) -> Result<(), E> {
        let Some((_, target)) = self.target.take() else { return Ok(()) };
        for Growing { part, letters, sources } in std::mem::take(&mut self.points).into_values() {
            // Of several that have as much the earliest.
            let most = sources.into_iter().max_by_key(|(number, source)| {
                (covered(&source.letters), Reverse((by_date(source.page.date.as_deref()), *number)))
            });
            let Some((_, Source { page, at, .. })) = most else { continue };
            let share = ItemShare {
                at: part.at,
                length: part.of,
                shared: covered(&letters),
                passages: letters.len(),
                source: at,
            };
            each(&share, (&page, &target))?;
        }
        Ok(())
    }
}
