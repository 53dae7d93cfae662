//! Tables on a terminal, aligned by display width.

use super::{Place, color::Palette, row};
use crate::{
    directive::{Directive, Stated},
    document::Analysis,
    sense::Modality,
};
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// `text` on one line, cut with … where it is wider than `width` columns.
pub(super) fn clip(text: &str, width: usize) -> String {
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

/// The directives of one document that `chosen` takes: line, item, modality, actors, clause.
pub fn directives(
    place: &Place<'_>,
    analysis: &Analysis,
    width: usize,
    palette: Palette,
    chosen: impl Fn(&Directive) -> bool,
) -> String {
    let text = place.cleaned.text();
    let mut out = format!(
        "{}\n",
        palette.bold(&clip(
            &format!("{} {}", place.path, analysis.document.title.as_deref().unwrap_or("")),
            width
        ))
    );
    let (path_width, actor_width) = if width >= 120 { (18, 26) } else { (12, 16) };
    let room = width.saturating_sub(6 + path_width + 6 + actor_width + 4).max(16);
    let mut none = true;
    for d in analysis.directives.iter().filter(|d| chosen(d)) {
        none = false;
        let line = place.of(d.span).2;
        let path = d.item.map(|i| row::item_path(&analysis.outline, text, i)).unwrap_or_default();
        let names = |stated| {
            d.actors
                .iter()
                .filter(move |a| a.stated == stated)
                .map(|a| a.span.of(text))
                .collect::<Vec<_>>()
                .join("、")
        };
        let here = names(Stated::Here);
        let actors = if here.is_empty() { format!("({})", names(Stated::Inherited)) } else { here };
        let actors = if actors == "()" { String::new() } else { actors };
        let modality = match d.modality {
            Modality::Obligation => palette.order("须"),
            Modality::Prohibition => palette.alarm("禁"),
            Modality::Permission => palette.good("可"),
            Modality::Commitment => palette.marker("诺"),
            Modality::Decision => palette.bold("决"),
        };
        let _ = writeln!(
            out,
            "{:>5} {} {modality}{} {} {}",
            line,
            palette.marker(&pad(&path, path_width)),
            palette.dim(&d.strength.to_string()),
            pad(&actors, actor_width),
            clip(d.span.of(text), room)
        );
    }
    if none {
        let _ = writeln!(out, "      {}", palette.dim("(no directives)"));
    }
    out
}
