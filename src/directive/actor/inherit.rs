//! Actors named elsewhere: in a note behind the clause, in the clause before, in the first clause of its item or
//! in the sentence that its list hangs on. A clause with a subject of its own ends the reach of those before it.

use super::{Actor, Part, Stated};
use crate::{
    directive::Directive,
    outline::Outline,
    phrase::Phrase,
    sense::{Act, Reading},
    source::Span,
};

/// Gives each directive without actors of its own those that it inherits. `readings` are all clauses.
pub(crate) fn inherit(text: &str, outline: &Outline, readings: &[Reading], directives: &mut [Directive]) {
    forward(text, outline, readings, directives);
    notes(directives);
}

/// From the clause before in the same paragraph and item, else from the item's first clause, else from the
/// sentence that the item's list hangs on.
fn forward(text: &str, outline: &Outline, readings: &[Reading], directives: &mut [Directive]) {
    // Who acts in the clauses before: of the running paragraph, and first named in each item.
    let mut running: Option<(usize, Option<usize>, Vec<Actor>)> = None;
    let mut first: Vec<Option<Vec<Actor>>> = vec![None; outline.items.len()];
    let mut next = directives.iter_mut().peekable();
    for reading in readings {
        let segment = &reading.segment;
        let here = (segment.paragraph, segment.item);
        let directive = next.next_if(|d| d.span == segment.span);
        let Some(directive) = directive.filter(|_| reading.act == Act::Directive) else {
            let named: Vec<Actor> = Phrase::with(segment.body.of(text), &reading.words)
                .subject()
                .unwrap_or_default()
                .into_iter()
                .map(|s| Actor {
                    span: Span::new(segment.body.start + s.start, segment.body.start + s.end),
                    stated: Stated::Here,
                    part: Part::Responsible,
                    rule: "actor/subject",
                })
                .collect();
            if !named.is_empty() {
                // A sentence that only leads to a list names those who are to act on its points.
                let leads = segment.body.of(text).ends_with(['：', ':']);
                if let Some(item) = segment.item.filter(|_| leads) {
                    first[item].get_or_insert(named);
                }
                running = None;
            }
            continue;
        };
        if directive.note {
            continue;
        }
        if directive.actors.is_empty() {
            let before = running.as_ref().filter(|(p, i, _)| (*p, *i) == here);
            let before = before.map(|(.., actors)| ("actor/from-clause-before", actors));
            let own = || Some(("actor/from-first-clause", first[segment.item?].as_ref()?));
            let above = || {
                let item = segment.item.filter(|_| segment.opens_item)?;
                Some(("actor/from-lead", lead(outline, &first, item)?))
            };
            let before = before.filter(|(_, actors)| !actors.is_empty());
            if let Some((rule, actors)) = before.or_else(own).or_else(above) {
                directive.actors = inherited(actors, rule);
            }
        } else if let Some(item) = segment.item.filter(|_| segment.opens_item) {
            first[item].get_or_insert_with(|| lasting(&directive.actors));
        }
        running = Some((here.0, here.1, lasting(&directive.actors)));
    }
}

/// Those of a clause who act on beyond it: not whom it encourages or permits, nor who only takes part.
fn lasting(actors: &[Actor]) -> Vec<Actor> {
    let stays =
        |a: &&Actor| a.part != Part::Participant && !matches!(a.rule, "actor/addressed" | "actor/granted");
    actors.iter().filter(stays).cloned().collect()
}

fn inherited(actors: &[Actor], rule: &'static str) -> Vec<Actor> {
    actors.iter().map(|a| Actor { stated: Stated::Inherited, rule, ..a.clone() }).collect()
}

/// Who acts in the sentence before the list of an item, or in the first clause of the item that holds it.
fn lead<'f>(outline: &Outline, first: &'f [Option<Vec<Actor>>], item: usize) -> Option<&'f Vec<Actor>> {
    let own = &outline.items[item];
    let parent = own.parent?;
    let lead = outline.lists[own.list].lead?;
    let actors = first[parent].as_ref()?;
    actors.iter().any(|a| lead.start <= a.span.start && a.span.end <= lead.end).then_some(actors)
}

/// From a note to the clauses before it in its item, back to the note before.
fn notes(directives: &mut [Directive]) {
    for i in 0..directives.len() {
        if !directives[i].note {
            continue;
        }
        let (before, rest) = directives.split_at_mut(i);
        let note = &rest[0];
        let reach = before.iter_mut().rev().take_while(|d| !d.note && d.item == note.item);
        for directive in reach.filter(|d| d.actors.iter().all(|a| a.stated != Stated::Here)) {
            directive.actors = inherited(&note.actors, "actor/from-note");
        }
    }
}
