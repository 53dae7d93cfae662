//! Why a directive was read as it was: for each field the rule, its cue and the cue's position.

use super::Place;
use crate::{
    directive::{Clarity, Directive},
    sense::Modality,
    source::Span,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The evidence for one field.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub struct ExplainRecord {
    /// The field.
    pub field: String,
    /// The rule that filled it.
    pub rule: String,
    /// The words that it went by.
    pub cue: Option<String>,
    /// Their position.
    pub start: Option<usize>,
    /// One past their last position.
    pub end: Option<usize>,
}

/// The evidence for the fields of a directive.
pub(super) fn records(place: &Place<'_>, d: &Directive) -> Vec<ExplainRecord> {
    let record = |(field, rule, cue): (&str, &str, Option<Span>)| {
        let at = cue.map(|s| place.of(s));
        ExplainRecord {
            field: field.into(),
            rule: rule.into(),
            cue: cue.map(|s| place.text(s).into()),
            start: at.map(|a| a.0),
            end: at.map(|a| a.1),
        }
    };
    reasons(d).into_iter().map(record).collect()
}

/// The same as it was found: field, rule, and the words that it went by.
pub(super) fn reasons(d: &Directive) -> Vec<(&'static str, &'static str, Option<Span>)> {
    let mut out = Vec::new();
    let mut add = |field, rule, cue| out.push((field, rule, cue));
    let cue = d.cue.as_ref().map(crate::sense::Cue::span);
    add("clause", d.rule.id(), cue);
    add("modality", if cue.is_some() { "modality/cue" } else { "modality/bare" }, cue);
    add("strength", if cue.is_some() { "strength/cue" } else { "strength/bare" }, cue);
    let clarity = match (d.clarity, d.modality) {
        (Clarity::Grey, _) => "clarity/hedge",
        (Clarity::Black, _) => "clarity/permission",
        (Clarity::Red, Modality::Prohibition) => "clarity/prohibition",
        (Clarity::Red, _) => "clarity/command",
    };
    add("clarity", clarity, d.hedge.or(cue));
    for actor in &d.actors {
        add("actors", actor.rule.id(), Some(actor.span));
    }
    if let Some(action) = &d.action {
        add("action", action.rule.id(), Some(action.verb));
        if let Some(object) = action.object {
            add("object", action.rule.id(), Some(object));
        }
    }
    for deadline in &d.deadlines {
        add("deadlines", deadline.rule.id(), Some(deadline.span));
    }
    for target in &d.targets {
        add("targets", target.rule.id(), Some(target.span));
    }
    for &condition in &d.conditions {
        add("conditions", "condition/holds-where", Some(condition));
    }
    for &consequence in &d.consequences {
        add("consequences", "condition/or-else", Some(consequence));
    }
    for citation in &d.citations {
        add("citations", "citation/title-or-number", Some(citation.span));
    }
    out
}
