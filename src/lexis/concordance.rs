//! Concordance: a place with what stands around it.

use super::{
    Text,
    place::{Cut, Query},
};
use crate::source::Span;

/// How much of the surroundings is wanted on each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// So many characters.
    Characters(usize),
    /// So many words, with the punctuation between them.
    Words(usize),
}

/// A place and its surroundings, as spans of the document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What stands before it.
    pub left: Span,
    /// The match.
    pub found: Span,
    /// What stands behind it.
    pub right: Span,
}

/// The places of a query in a document, each with its surroundings.
pub fn concordance<'t>(
    text: &'t Text<'_>,
    query: &Query,
    context: Context,
) -> impl Iterator<Item = Line> + use<'t> {
    query.places(text).into_iter().map(move |found| {
        let (before, behind) = (before(text, found, context), behind(text, found, context));
        Line {
            left: Span::new(before.last().map_or(found.start, |span| span.start), found.start),
            found,
            right: Span::new(found.end, behind.last().map_or(found.end, |span| span.end)),
        }
    })
}

/// What stands before a match, in the unit of the context, the nearest first.
pub fn before(text: &Text<'_>, found: Span, context: Context) -> Vec<Span> {
    match context {
        Context::Characters(most) => {
            let before = text.read()[..found.start].char_indices().rev().take(most);
            before.map(|(at, c)| Span::new(at, at + c.len_utf8())).collect()
        }
        Context::Words(most) => {
            let cuts = text.cuts();
            let first = cuts.partition_point(|cut| cut.span.end <= found.start);
            neighbours(cuts[..first].iter().rev(), most)
        }
    }
}

/// What stands behind a match, in the unit of the context, the nearest first.
pub fn behind(text: &Text<'_>, found: Span, context: Context) -> Vec<Span> {
    match context {
        Context::Characters(most) => {
            let behind = text.read()[found.end..].char_indices().take(most);
            behind.map(|(at, c)| Span::new(found.end + at, found.end + at + c.len_utf8())).collect()
        }
        Context::Words(most) => {
            let cuts = text.cuts();
            let last = cuts.partition_point(|cut| cut.span.start < found.end);
            neighbours(cuts[last..].iter(), most)
        }
    }
}

/// The first cuts up to so many words.
fn neighbours<'c>(cuts: impl Iterator<Item = &'c Cut>, most: usize) -> Vec<Span> {
    let mut words = 0;
    let near = cuts.take_while(|cut| {
        words += usize::from(cut.is_word);
        words <= most
    });
    near.map(|cut| cut.span).collect()
}
