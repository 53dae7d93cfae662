//! Actors named elsewhere: in a note behind the clause, in the clause before, in the first clause of its item or
//! in the sentence that its list hangs on. A clause with a subject of its own ends the reach of those before it.

use super::{Actor, Part, Stated};
use crate::{
    directive::Directive,
    lexicon::look_ahead,
    outline::Outline,
    rule::Rule,
    sense::{Act, Reading},
    source::Span,
    split::Genre,
};

/// Gives each directive without actors of its own those that it inherits. `readings` are all clauses.
pub(crate) fn inherit(
    text: &str,
    genre: Genre,
    outline: &Outline,
    readings: &[Reading],
    directives: &mut [Directive],
) {
    // In a plan each says who does what; a speech or a report names some and goes on with what all are to do.
    let assigns = !matches!(genre, Genre::Speech | Genre::Report | Genre::News | Genre::Proposal);
    let goes_on = |directive: &Directive| {
        assigns
            || directive.span.of(text).trim_end().ends_with(['；', ';', '：', ':'])
            || demands(text, directive)
    };
    forward(text, outline, readings, directives, goes_on);
    notes(text, directives);
}

/// From the clause before in the same paragraph and item, else from the item's first clause, else from the
/// sentence that the item's list hangs on.
fn forward(
    text: &str,
    outline: &Outline,
    readings: &[Reading],
    directives: &mut [Directive],
    goes_on: impl Fn(&Directive) -> bool,
) {
    // Who acts in the clauses before: of the running paragraph, and first named in each item.
    let mut running: Option<(usize, Option<usize>, Vec<Actor>)> = None;
    let mut first: Vec<Option<Vec<Actor>>> = vec![None; outline.items.len()];
    // And in each clause that named someone, by where it begins.
    let mut said: Vec<(usize, Vec<Actor>)> = Vec::new();
    let mut next = directives.iter_mut().peekable();
    for reading in readings {
        let segment = &reading.segment;
        let here = (segment.paragraph(), segment.item());
        let directive = next.next_if(|d| d.span == segment.span);
        let Some(directive) = directive.filter(|_| reading.act == Act::Directive) else {
            // A sentence that only leads to a list names those who are to act on its points.
            let leads = segment.body().of(text).ends_with(['：', ':']);
            if !leads && running.as_ref().is_none_or(|(paragraph, ..)| *paragraph < segment.paragraph()) {
                continue;
            }
            let phrase = reading.words.phrase(segment.body().of(text));
            // Those whom a document addresses are to act on no point of it in particular.
            let named = if phrase.is_roster() { None } else { phrase.subject() };
            let named: Vec<Actor> = named
                .unwrap_or_default()
                .into_iter()
                .map(|s| Actor {
                    span: Span::new(segment.body().start + s.start, segment.body().start + s.end),
                    stated: Stated::Here,
                    part: Part::Responsible,
                    rule: Rule::ActorSubject,
                })
                .collect();
            if !named.is_empty() {
                if leads {
                    if let Some(item) = segment.item() {
                        first[item].get_or_insert_with(|| named.clone());
                    }
                    said.push((segment.span.start, named));
                }
                running = None;
            }
            continue;
        };
        if directive.note {
            continue;
        }
        // 扣留的款物应有专人保管: nobody named before is meant.
        let of_thing = || reading.words.phrase(segment.body().of(text)).is_of_thing();
        if directive.actors.is_empty() && !of_thing() {
            let before = running.as_ref().filter(|(p, i, _)| (*p, *i) == here);
            let before = before.map(|(.., actors)| (Rule::ActorFromClauseBefore, actors));
            let own = || Some((Rule::ActorFromFirstClause, first[segment.item()?].as_ref()?));
            let above = || {
                let item = segment.item().filter(|_| segment.opens_item)?;
                Some((Rule::ActorFromLead, lead(text, outline, &said, item)?))
            };
            let before = before.filter(|(_, actors)| !actors.is_empty());
            if let Some((rule, actors)) = before.or_else(own).or_else(above) {
                directive.actors = inherited(text, actors, rule);
            }
        } else if let Some(item) =
            segment.item().filter(|_| segment.opens_item && !directive.actors.is_empty())
        {
            first[item].get_or_insert_with(|| lasting(directive));
        }
        let acting = lasting(directive);
        if !acting.is_empty() {
            said.push((segment.span.start, acting.clone()));
        }
        running = Some((here.0, here.1, if goes_on(directive) { acting } else { Vec::new() }));
    }
}

/// Those of a clause who act on beyond it: not whom it encourages or permits, nor who only takes part.
fn lasting(directive: &Directive) -> Vec<Actor> {
    let stays = |a: &&Actor| {
        a.part != Part::Participant && !matches!(a.rule, Rule::ActorAddressed | Rule::ActorGranted)
    };
    directive.actors.iter().filter(stays).cloned().collect()
}

/// Whether a clause demands something of its actors in so many words, or charges them with it: not 县财政安排资金。
fn demands(text: &str, directive: &Directive) -> bool {
    let charged = |a: &Actor| {
        let behind = &text[a.span.end..];
        a.rule != Rule::ActorSubject || ["负责", "承担", "牵头"].iter().any(|word| behind.starts_with(word))
    };
    directive.cue.is_some() || directive.actors.iter().any(charged)
}

/// Each once, however often the clause names it.
fn inherited(text: &str, actors: &[Actor], rule: Rule) -> Vec<Actor> {
    let mut out: Vec<Actor> = Vec::with_capacity(actors.len());
    for actor in actors {
        if out.iter().all(|known| known.span.of(text) != actor.span.of(text)) {
            out.push(Actor { stated: Stated::Inherited, rule, ..actor.clone() });
        }
    }
    out
}

/// Who acts in the sentence before the list of an item, where it leads to the list: the list hangs on the item of that
/// sentence, stands in its paragraph or behind its colon, or has the number of points that it declares. `said` has the
/// clauses that named someone, in their order.
fn lead<'s>(
    text: &str,
    outline: &Outline,
    said: &'s [(usize, Vec<Actor>)],
    item: usize,
) -> Option<&'s Vec<Actor>> {
    let item = &outline.items[item];
    let list = &outline.lists[item.list];
    let lead = list.lead?;
    let opens = list.items.first().map_or(lead.end, |&first| outline.items[first].span.start);
    let behind = look_ahead(&text[lead.end..opens.max(lead.end)]);
    let leads = item.parent.is_some()
        || list.declared.is_some()
        || behind.contains(['：', ':'])
        || !behind.contains('\n');
    let last = said.partition_point(|(start, _)| *start < lead.end).checked_sub(1).filter(|_| leads)?;
    Some(&said[last]).filter(|(start, _)| *start >= lead.start).map(|(_, actors)| actors)
}

/// From a note to the clauses before it in its item, back to the note before.
fn notes(text: &str, directives: &mut [Directive]) {
    for i in 0..directives.len() {
        if !directives[i].note {
            continue;
        }
        let (before, rest) = directives.split_at_mut(i);
        let note = &rest[0];
        let reach = before.iter_mut().rev().take_while(|d| !d.note && d.item == note.item);
        for directive in reach.filter(|d| d.actors.iter().all(|a| a.stated != Stated::Here)) {
            directive.actors = inherited(text, &note.actors, Rule::ActorFromNote);
        }
    }
}
