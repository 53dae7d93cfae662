//! What became of a superior's tasks, for the eye.

use super::{difference::names, table::clip};
use crate::{
    output::{fate_name, softer_name},
    terminal::Palette,
};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;
use yaodian::{
    coverage::{Carried, Fate},
    say,
    write::{Compared, Covered},
};

/// The tasks that `chosen` takes, each with what carries it, below how many there are of each kind.
pub(crate) fn covered(
    of: &Covered<'_>,
    chosen: impl Fn(Carried) -> bool,
    width: usize,
    palette: Palette,
) -> String {
    let name = |side: Compared<'_>| {
        let number = if side.number > 1 { format!(" [{}]", side.number) } else { String::new() };
        format!("{}{number}", side.place.path)
    };
    let heading = format!("{} → {}", name(of.upper), name(of.lower));
    let mut out = format!("{}\n", palette.bold(&clip(&heading, width)));
    let kinds = [Carried::Whole, Carried::Weaker, Carried::Split, Carried::Missing, Carried::Added];
    let counted = kinds.map(|kind| (kind, of.fates.iter().filter(|fate| fate.carried == kind).count()));
    let said: Vec<String> = counted
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(kind, n)| format!("{} {n}", fate_name(*kind, names())))
        .collect();
    let line = if said.is_empty() { say!("no-directives") } else { said.join(" · ") };
    let _ = writeln!(out, "  {}", palette.dim(&line));
    for fate in of.fates.iter().filter(|fate| chosen(fate.carried)) {
        task(&mut out, of, fate, width, palette);
    }
    out
}

/// A task: how it is carried, its clause, and the clauses that carry it.
fn task(out: &mut String, of: &Covered<'_>, fate: &Fate, width: usize, palette: Palette) {
    let kind = fate_name(fate.carried, names());
    let kind = match fate.carried {
        Carried::Whole | Carried::Split => palette.good(kind),
        Carried::Weaker | Carried::Added => palette.order(kind),
        Carried::Missing => palette.alarm(kind),
    };
    let why: Vec<&str> = fate.softer.iter().map(|softer| softer_name(*softer, names())).collect();
    let why = if why.is_empty() { String::new() } else { format!(" {}", why.join(" ")) };
    let _ = writeln!(out, "{kind}{why} {}", palette.dim(&format!("{:.2}", fate.score)));
    let mut clause = |sign: &str, side: Compared<'_>, item: Option<usize>, span: yaodian::source::Span| {
        let path = clip(&side.path(item), 24);
        let tail = format!("  :{}", side.place.of(span).2);
        let room = width.saturating_sub(5 + path.width() + tail.width()).max(16);
        let text = clip(&side.place.text(span).replace('\n', " "), room);
        let _ = writeln!(out, "  {sign} {} {text}{}", palette.marker(&path), palette.dim(&tail));
    };
    if fate.carried == Carried::Added {
        clause("+", of.lower, fate.item, fate.span);
        return;
    }
    clause("-", of.upper, fate.item, fate.span);
    for carrier in &fate.carriers {
        clause("→", of.lower, carrier.item, carrier.span);
    }
}
