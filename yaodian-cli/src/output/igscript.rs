//! Directives in IG Script, the notation of the Institutional Grammar 2.0 that IG Parser reads (Frantz & Siddiki,
//! arXiv 2008.08937; Frantz, arXiv 2505.13393): a statement a line, its components in any order.
//!
//! | component | filled with |
//! |---|---|
//! | `A` attributes | the actors, each its own |
//! | `D` deontic | the modal word; 须 or 得 where the clause has none, marked `implied` |
//! | `I` aim | the verb |
//! | `Bdir` direct object | the object |
//! | `Cac` activation condition | the conditions |
//! | `Cex` execution constraint | deadlines, targets, citations |
//! | `O` or else | what comes of not following |
//!
//! Semantic annotations `[key=value,…]` keep what the components leave out: the part an actor plays, strength,
//! normal forms; one at the end of the line names the source.

use std::fmt::Write as _;
use yaodian::{
    directive::{Actor, Directive, Stated},
    document::Analysis,
    source::Span,
    write::{self, Place},
};

/// The statements of a document's directives that `chosen` takes; notes of responsibility stand in those that they
/// are of.
pub(crate) fn igscript(
    place: &Place<'_>,
    analysis: &Analysis,
    chosen: impl Fn(&Directive) -> bool,
) -> String {
    let wanted = analysis.directives.iter().filter(|d| !d.note && chosen(d));
    wanted.map(|d| statement(place, d) + "\n").collect()
}

fn statement(place: &Place<'_>, d: &Directive) -> String {
    let mut out = Vec::new();
    for actor in &d.actors {
        out.push(component("A", &attributes(actor), place.text(actor.span)));
    }
    out.push(deontic(place, d));
    // Where nothing was recognised as the verb, all of the clause is the aim.
    let aim = d
        .action
        .map_or_else(|| place.text(d.span).trim_end_matches(['。', '；', '！']), |a| place.text(a.verb));
    out.push(component("I", "", aim));
    if let Some(object) = d.action.and_then(|a| a.object) {
        out.push(component("Bdir", "", place.text(object)));
    }
    for &condition in &d.conditions {
        out.push(component("Cac", "", place.text(condition)));
    }
    for deadline in &d.deadlines {
        let by = deadline.by.as_ref().map(|by| format!(",by={by}")).unwrap_or_default();
        out.push(component("Cex", &format!("ctx=time{by}"), place.text(deadline.span)));
    }
    for target in &d.targets {
        let measure = target.measure.map_or("", |m| place.text(m));
        let text = if measure.is_empty() { String::new() } else { format!("{measure} ") };
        let bound = format!("ctx=target,bound={}", write::named(target.bound));
        out.push(component("Cex", &bound, &(text + place.text(target.span))));
    }
    for citation in &d.citations {
        out.push(component("Cex", "ctx=reference", place.text(citation.span)));
    }
    // What is itself the order (对…的，一律停业) is no consequence of another.
    let aimed = |s: &&Span| !d.action.is_some_and(|a| s.contains(a.verb.start));
    for &otherwise in d.consequences.iter().filter(aimed) {
        let text = place.text(otherwise).trim_start_matches("否则").trim_start_matches('，');
        out.push(format!("O{{ {} }}", component("I", "", text)));
    }
    let line = place.of(d.span).2;
    out.push(format!("[source={}:{line}]", content(place.path)));
    out.join(" ")
}

fn attributes(actor: &Actor) -> String {
    let stated = if actor.stated == Stated::Here { "" } else { ",stated=inherited" };
    format!("role={}{stated}", write::named(actor.part))
}

fn deontic(place: &Place<'_>, d: &Directive) -> String {
    let said = format!("modality={},strength={}", write::named(d.modality), d.strength);
    match &d.cue {
        Some(cue) => component("D", &said, place.text(cue.span())),
        None => component("D", &format!("{said},implied"), "须"),
    }
}

/// `symbol[annotation](content)`.
fn component(symbol: &str, annotation: &str, text: &str) -> String {
    let mut out = symbol.to_owned();
    if !annotation.is_empty() {
        let _ = write!(out, "[{annotation}]");
    }
    let _ = write!(out, "({})", content(text));
    out
}

/// Brackets of the notation that stand in a text become their full-width kin: IG Parser can't tell them apart.
fn content(text: &str) -> String {
    let kin = |c| match c {
        '(' => '（',
        ')' => '）',
        '[' => '［',
        ']' => '］',
        '{' => '｛',
        '}' => '｝',
        c if c.is_control() => ' ',
        c => c,
    };
    text.chars().map(kin).collect()
}
