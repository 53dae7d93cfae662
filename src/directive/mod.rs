//! Directive clauses: who is to do what, and how firmly.
//!
//! A directive is a clause that `sense` read as one; here it gets its actors. Deadlines, targets, action and
//! object have their rooms beside `actor` once they come.

pub(crate) mod actor;
mod deadline;
mod target;

use crate::{
    clean::Cleaned,
    sense::{Act, Cue, Modality, Reading},
    source::Span,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How an actor of a clause is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stated {
    /// Named in the clause.
    Here,
    /// Named before, in the same paragraph and item.
    Inherited,
}

/// Someone who is to act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Where it is named, in the cleaned text.
    pub span: Span,
    /// In the clause, or before it.
    pub stated: Stated,
}

/// A directive clause.
#[derive(Clone, Debug)]
pub struct Directive {
    /// The clause, its closing stop inside, in the cleaned text.
    pub span: Span,
    /// The innermost item that holds it.
    pub item: Option<usize>,
    /// How it binds.
    pub modality: Modality,
    /// The modal word, if there is one.
    pub cue: Option<Cue>,
    /// 1 (may) to 5 (never); 3 for a bare order.
    pub strength: u8,
    /// Who is to act.
    pub actors: Vec<Actor>,
    /// The rule that took the clause for a directive.
    pub rule: &'static str,
}

/// Strength of an order without a modal word.
const BARE: u8 = 3;

/// The directives among the clauses of a document.
pub fn directives(cleaned: &Cleaned<'_>, readings: &[Reading]) -> Vec<Directive> {
    let text = cleaned.text();
    let mut out: Vec<Directive> = Vec::new();
    let mut before: Option<(usize, Option<usize>, Vec<Actor>)> = None;
    for reading in readings {
        let segment = &reading.segment;
        let here = (segment.paragraph, segment.item);
        if reading.act != Act::Directive {
            // A clause with a subject of its own ends the reach of the one before.
            if actor::subject(segment.body.of(text)).is_some() {
                before = None;
            }
            continue;
        }
        let body = segment.body.of(text);
        let named = actor::actors(body, &reading.cues, segment.note).into_iter();
        let mut actors: Vec<Actor> = named
            .map(|s| Actor {
                span: Span::new(segment.body.start + s.start, segment.body.start + s.end),
                stated: Stated::Here,
            })
            .collect();
        match &before {
            Some((paragraph, item, last)) if actors.is_empty() && (*paragraph, *item) == here => {
                actors = last.iter().map(|a| Actor { stated: Stated::Inherited, ..a.clone() }).collect();
            }
            _ if !segment.note => before = Some((here.0, here.1, actors.clone())),
            _ => {}
        }
        out.push(Directive {
            span: segment.span,
            item: segment.item,
            modality: reading.modality,
            strength: reading.cue.as_ref().map_or(BARE, |c| c.strength),
            cue: reading.cue.clone(),
            actors,
            rule: reading.rule,
        });
    }
    out
}
