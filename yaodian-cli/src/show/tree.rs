//! The outline as a tree for the eye.

use super::table::clip;
use crate::terminal::Palette;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;
use yaodian::{
    document::Analysis,
    role::Role,
    say,
    split::Genre,
    write::{DocumentRecord, Place},
};

/// The tree of one document, at most `width` columns wide.
pub(crate) fn outline(
    place: &Place<'_>,
    analysis: &Analysis,
    (number, of): (usize, usize),
    width: usize,
    palette: Palette,
) -> String {
    let mut out = heading(place.path, analysis.document.title.as_deref(), (number, of), width, palette);
    let text = place.cleaned.written();
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
        let _ = writeln!(out, "  {}", palette.dim(&say!("no-points")));
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

/// A role's name for the eye.
fn name(role: Role) -> String {
    match role {
        Role::Section => say!("role-section"),
        Role::Directive => say!("role-directive"),
        Role::Decision => say!("role-decision"),
        Role::Problem => say!("role-problem"),
        Role::Achievement => say!("role-achievement"),
        Role::Statement => say!("role-statement"),
    }
}

/// A genre's name for the eye.
fn genre(genre: Genre) -> String {
    match genre {
        Genre::Speech => say!("genre-speech"),
        Genre::Report => say!("genre-report"),
        Genre::Minutes => say!("genre-minutes"),
        Genre::Notice => say!("genre-notice"),
        Genre::Opinion => say!("genre-opinion"),
        Genre::Plan => say!("genre-plan"),
        Genre::Regulation => say!("genre-regulation"),
        Genre::News => say!("genre-news"),
        Genre::Letter => say!("genre-letter"),
        Genre::Proposal => say!("genre-proposal"),
        Genre::Other => say!("genre-other"),
    }
}

/// The name for the eye of a genre that a record names; what is none stays as it is.
pub(crate) fn genre_name(recorded: &str) -> String {
    serde_json::from_value(recorded.into()).map_or_else(|_| recorded.to_owned(), genre)
}

fn tint(palette: Palette, role: Role, text: &str) -> String {
    match role {
        Role::Directive | Role::Decision => palette.order(text),
        Role::Problem => palette.alarm(text),
        Role::Achievement => palette.good(text),
        Role::Section | Role::Statement => palette.dim(text),
    }
}

/// A document's record in words: what it is, its counts and keywords, how many points of each role, the tree, the
/// findings.
pub(crate) fn report(record: &DocumentRecord<'_>, width: usize, palette: Palette) -> String {
    let mut out =
        heading(&record.path, record.title.as_deref(), (record.document, record.documents), width, palette);
    let inside = width.saturating_sub(2);
    let counts = &record.counts;
    let facts = say!(
        "report-counts",
        genre = genre(record.genre),
        encoding = record.encoding,
        line = record.line,
        characters = counts.characters,
        sentences = counts.sentences,
        words = counts.words,
        items = counts.items,
        directives = counts.directives
    );
    let terms: Vec<_> = record.keywords.iter().map(|k| format!("{} {}", k.term, k.count)).collect();
    let mut lines = super::wrapped(&facts, inside);
    lines.push(clip(&say!("report-keywords", terms = terms.join(", ")), inside));
    let roles =
        [Role::Section, Role::Directive, Role::Decision, Role::Problem, Role::Achievement, Role::Statement];
    let roles = roles.into_iter().map(|role| (role, record.items.iter().filter(|i| i.role == role).count()));
    let roles: Vec<String> =
        roles.filter(|(_, n)| *n > 0).map(|(role, n)| format!("{} {n}", name(role))).collect();
    if !roles.is_empty() {
        lines.push(clip(&say!("report-roles", roles = roles.join(", ")), inside));
    }
    for line in lines {
        let _ = writeln!(out, "  {line}");
    }
    for item in record.items.iter() {
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
    let copy = record.copy_of.as_ref().map(|copy| {
        let share = format!("{:.0}%", copy.similarity * 100.0);
        say!("report-copy", path = copy.path, document = copy.document, share)
    });
    let findings = record.findings.iter().map(|finding| format!("{}: {}", finding.code, finding.message));
    for told in copy.into_iter().chain(findings) {
        for line in super::wrapped(&told, inside) {
            let _ = writeln!(out, "  {}", palette.dim(&line));
        }
    }
    out
}
