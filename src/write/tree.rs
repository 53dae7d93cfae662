//! The outline as a tree for the eye.

use super::{DocumentRecord, Place, color::Palette, table::clip};
use crate::{document::Analysis, role::Role};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// The tree of one document, at most `width` columns wide.
pub fn outline(
    place: &Place<'_>,
    analysis: &Analysis,
    (number, of): (usize, usize),
    width: usize,
    palette: Palette,
) -> String {
    let mut out = heading(place.path, analysis.document.title.as_deref(), (number, of), width, palette);
    let text = place.cleaned.text();
    for (item, role) in analysis.outline.items.iter().zip(&analysis.roles) {
        let line = place.of(item.span).2;
        let indent = "  ".repeat(item.depth);
        let marker = item.marker.of(text);
        let tail = format!("  {} :{line}", name(*role));
        let room = width.saturating_sub(indent.width() + marker.width() + 1 + tail.width()).max(8);
        let title = clip(item.title.of(text), room);
        let pad = " ".repeat(room.saturating_sub(title.width()).min(width));
        let _ =
            writeln!(out, "{indent}{} {title}{pad}{}", palette.marker(marker), tint(palette, *role, &tail));
    }
    if analysis.outline.items.is_empty() {
        let _ = writeln!(out, "  {}", palette.dim("(no numbered points)"));
    }
    out
}

fn heading(
    path: &str,
    title: Option<&str>,
    (number, of): (usize, usize),
    width: usize,
    palette: Palette,
) -> String {
    let count = if of > 1 { format!(" [{number}/{of}]") } else { String::new() };
    let title = title.map(|t| format!(" {t}")).unwrap_or_default();
    let line = clip(&format!("{path}{count}{title}"), width);
    format!("{}\n", palette.bold(&line))
}

/// A role's name on a terminal.
const fn name(role: Role) -> &'static str {
    match role {
        Role::Section => "section",
        Role::Directive => "directive",
        Role::Decision => "decision",
        Role::Problem => "problem",
        Role::Achievement => "achievement",
        Role::Statement => "statement",
    }
}

fn tint(palette: Palette, role: Role, text: &str) -> String {
    match role {
        Role::Directive | Role::Decision => palette.order(text),
        Role::Problem => palette.alarm(text),
        Role::Achievement => palette.good(text),
        Role::Section | Role::Statement => palette.dim(text),
    }
}

/// A document's record in words, for `analyze --format text`.
pub fn report(record: &DocumentRecord<'_>, width: usize, palette: Palette) -> String {
    let mut out =
        heading(&record.path, record.title.as_deref(), (record.document, record.documents), width, palette);
    let counts = &record.counts;
    let _ = writeln!(
        out,
        "  {:?}, {}, line {}: {} characters, {} sentences, {} words, {} points, {} directives",
        record.genre,
        record.encoding,
        record.line,
        counts.characters,
        counts.sentences,
        counts.words,
        counts.items,
        counts.directives
    );
    let terms: Vec<_> = record.keywords.iter().map(|k| format!("{} {}", k.term, k.count)).collect();
    let _ = writeln!(out, "  {}", clip(&format!("keywords: {}", terms.join(", ")), width.saturating_sub(2)));
    for item in &record.items {
        let tail = format!("  {} :{}", name(item.role), item.line);
        let indent = "  ".repeat(item.depth);
        let room = width.saturating_sub(indent.width() + item.marker.width() + 1 + tail.width()).max(8);
        let _ = writeln!(
            out,
            "{indent}{} {}{}",
            palette.marker(&item.marker),
            clip(&item.title, room),
            tint(palette, item.role, &tail)
        );
    }
    for finding in &record.findings {
        let _ = writeln!(
            out,
            "  {}",
            palette.dim(&clip(&format!("{}: {}", finding.code, finding.message), width.saturating_sub(2)))
        );
    }
    out
}
