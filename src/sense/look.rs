//! What a clause shows by itself, whatever stands around it.

use super::{
    cue::{self, Cue},
    evidence::{self, Signs},
    segment::Segment,
    verb,
};
use crate::{
    pattern::Present,
    phrase::Words,
    words::{self, Tally},
    zone::{self, Zone},
};
use std::cell::OnceCell;

/// What a clause shows by itself.
pub(super) struct Look {
    pub(super) cues: Vec<Cue>,
    /// Whether it opens like an order.
    pub(super) order: bool,
    /// None in a heading or a note, which are never asked.
    pub(super) signs: Signs,
    /// Whether it is a definition or a line of data.
    pub(super) fixed: bool,
    /// Whether it sets out goals in so many words.
    pub(super) sets_goals: bool,
    /// Whether it states a goal by its figures, once asked.
    names_goal: OnceCell<bool>,
    /// Whether it heads the words explained at the end.
    pub(super) opens_glossary: bool,
    /// The zone that it sets as a label.
    pub(super) label: Option<Zone>,
    /// The zone that it announces for what follows.
    pub(super) announced: Option<Zone>,
    /// The words of its body; none of a heading or a note.
    pub(super) words: Words,
}

impl Look {
    /// That of a clause, with its words `counted` where they can be by themselves.
    pub(super) fn at(segment: &Segment, text: &str, counted: bool) -> (Look, Option<Tally>) {
        let (whole, body) = (segment.span.of(text), segment.body().of(text));
        let present = Present::of(whole, 0);
        let labels = segment.heading && segment.item().is_none() || segment.opens_paragraph;
        // What stands around it may be part of its first word or its last: 一是|抓好.
        let apart =
            || words::parts_at(text, segment.body().start) && words::parts_at(text, segment.body().end);
        let told = !segment.note && !segment.heading;
        let (words, tally) = match segment.run_in() {
            _ if !told => (Words::none(), None),
            None if counted && apart() => Words::counted(body),
            run_in => (Words::later(run_in), None),
        };
        let look = Look {
            cues: cue::cues(body, || words.phrase(body)),
            order: verb::opens_order(body),
            signs: if told { Signs::of(body, &present) } else { Signs::default() },
            fixed: told && evidence::is_fixed(body, &present),
            sets_goals: told && evidence::sets_goals(body, &present),
            names_goal: OnceCell::new(),
            opens_glossary: evidence::opens_glossary(whole, &present),
            label: zone::label(whole, labels),
            announced: zone::announced(whole, &present),
            words,
        };
        (look, tally)
    }

    /// The signs in the part of the sentence around a modal word.
    pub(super) fn around(&self, body: &str, cue: &Cue) -> Signs {
        match cue::clause_around(body, cue) {
            whole if whole.len() == body.len() => self.signs,
            part => Signs::of(part, &Present::of(part, 0)),
        }
    }

    /// Whether it states a goal by its figures.
    pub(super) fn names_goal(&self, body: &str) -> bool {
        *self.names_goal.get_or_init(|| evidence::names_goal(body, &Present::of(body, 0)))
    }
}
