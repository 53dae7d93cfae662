//! Tables on a terminal, aligned by display width.

use crate::output::{Headers, target_cell};
use crate::terminal::Palette;
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use yaodian::{
    directive::{Directive, Stated},
    document::Analysis,
    say,
    sense::Modality,
    write::Place,
};

/// `text` on one line, cut with … where it is wider than `width` columns.
pub(crate) fn clip(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    let flat = text.chars().filter(|c| !c.is_control());
    if text.width() <= width {
        return flat.collect();
    }
    for c in flat {
        let w = c.width().unwrap_or(0);
        if used + w + 1 > width {
            break;
        }
        out.push(c);
        used += w;
    }
    out.push('…');
    out
}

fn pad(text: &str, width: usize) -> String {
    let text = clip(text, width);
    let fill = width.saturating_sub(text.width());
    text + &" ".repeat(fill)
}

/// The directives of one document that `chosen` takes: line, item, modality with strength, actors, clause; below it
/// deadlines and targets.
pub(crate) fn directives(
    place: &Place<'_>,
    analysis: &Analysis,
    width: usize,
    palette: Palette,
    chosen: impl Fn(&Directive) -> bool,
) -> String {
    let title = format!("{} {}", place.path, analysis.document.title.as_deref().unwrap_or(""));
    let mut out = format!("{}\n", palette.bold(&clip(&title, width)));
    let rows: Vec<&Directive> = analysis.directives.iter().filter(|d| chosen(d)).collect();
    if rows.is_empty() {
        let why = if analysis.directives.is_empty() { say!("no-directives") } else { say!("none-asked") };
        let _ = writeln!(out, "      {}", palette.dim(&why));
        return out;
    }
    for line in super::wrapped(&say!("directives-legend"), width.saturating_sub(2)) {
        let _ = writeln!(out, "  {}", palette.dim(&line));
    }
    let (path_width, actor_width) = if width >= 120 { (18, 26) } else { (12, 16) };
    let room = width.saturating_sub(6 + path_width + 6 + actor_width + 4).max(16);
    for d in rows {
        let path = d.item.map(|i| analysis.outline.path(place.cleaned.written(), i)).unwrap_or_default();
        let _ = writeln!(
            out,
            "{:>5} {} {}{} {} {}",
            place.of(d.span).2,
            palette.marker(&pad(&path, path_width)),
            modality(d, palette),
            palette.dim(&d.strength.to_string()),
            pad(&actors(place, d), actor_width),
            clip(place.text(d.span), room)
        );
        let measures = measures(place, d);
        if !measures.is_empty() {
            let indent = 6 + path_width + 4;
            let shown = clip(&measures, width.saturating_sub(indent).max(16));
            let _ = writeln!(out, "{}{}", " ".repeat(indent), palette.dim(&shown));
        }
    }
    out
}

/// Those who act, in brackets where they are named elsewhere.
fn actors(place: &Place<'_>, d: &Directive) -> String {
    let names = |stated| {
        let wanted = d.actors.iter().filter(move |a| a.stated == stated);
        wanted.map(|a| place.text(a.span)).collect::<Vec<_>>().join("、")
    };
    match d.stated() {
        Stated::Here => names(Stated::Here),
        Stated::Inherited => format!("({})", names(Stated::Inherited)),
        Stated::None => String::new(),
    }
}

fn modality(d: &Directive, palette: Palette) -> String {
    match d.modality {
        Modality::Obligation => palette.order("须"),
        Modality::Prohibition => palette.alarm("禁"),
        Modality::Permission => palette.good("可"),
        Modality::Commitment => palette.marker("诺"),
        Modality::Decision => palette.bold("决"),
    }
}

/// By when, and to what figures.
fn measures(place: &Place<'_>, d: &Directive) -> String {
    let deadlines = d.deadlines.iter().map(|x| match &x.by {
        Some(by) => format!("{} = {by}", place.text(x.span)),
        None => place.text(x.span).to_owned(),
    });
    let targets = d.targets.iter().map(|t| target_cell(place, t, Headers::Zh));
    deadlines.chain(targets).collect::<Vec<_>>().join(" · ")
}
