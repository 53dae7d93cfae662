//! Passages that documents share, for the eye.

use super::{
    difference::{lines_of, names},
    table::clip,
};
use crate::{output::reuse_kind_name, terminal::Palette};
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use yaodian::{
    diff::edits,
    reuse::{Cluster, ItemShare, Page, Passage, Stretch},
    say,
    source::Span,
    write::{Mark, Row, Segment},
};

const INDENT: &str = "  ";

/// A passage: what it is, where it stands on both sides, and its text with what differs.
pub(crate) fn passage(
    passage: &Passage,
    (source, target): (&Page, &Page),
    width: usize,
    palette: Palette,
) -> String {
    let mut out = headed(passage, (source, target), width, palette);
    let (old, new) = (&passage.source_stretch.text, &passage.target_stretch.text);
    for (line, _) in lines_of(&inline(old, new), width.saturating_sub(INDENT.len()), palette) {
        let _ = writeln!(out, "{INDENT}{line}");
    }
    out
}

/// What a passage is, and where it stands on both sides.
fn headed(passage: &Passage, (source, target): (&Page, &Page), width: usize, palette: Palette) -> String {
    let kind = reuse_kind_name(passage.kind, names());
    let tail = say!("reuse-measures", length = passage.length(), documents = passage.documents);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{} {} {}",
        palette.order(kind),
        palette.bold(&format!("{:.2}", passage.similarity)),
        palette.dim(&tail)
    );
    // ← where the source came first, – where nobody can tell.
    let sign = if passage.dated { "← " } else { "– " };
    let sides = [("", target, &passage.target_stretch), (sign, source, &passage.source_stretch)];
    for (sign, page, stretch) in sides {
        let _ = writeln!(
            out,
            "{INDENT}{sign}{}",
            place(page, stretch, width - INDENT.len() - sign.width(), palette)
        );
    }
    out
}

/// A file with the line, the point and the date.
fn place(page: &Page, stretch: &Stretch, width: usize, palette: Palette) -> String {
    let date = page.date.as_deref().unwrap_or_default();
    let item = clip(&stretch.item_path, 24);
    let tail = format!(":{} {item} {date}", stretch.line);
    let number = if page.document > 1 { format!(" [{}]", page.document) } else { String::new() };
    let room = width.saturating_sub(tail.width()).max(16);
    let name = clip(&format!("{}{number}", page.path), room);
    format!("{}{}", palette.marker(&name), palette.dim(tail.trim_end()))
}

/// Two texts in one: what the first has alone, what the second has alone, and the rest.
fn inline<'t>(old: &'t str, new: &'t str) -> Vec<Segment<'t>> {
    let whole = |text: &str| [Span::new(0, text.len())];
    let (mut out, mut at) = (Vec::new(), 0);
    let mut push = |text: &'t str, mark: Mark| {
        if !text.is_empty() {
            out.push(Segment { text, mark });
        }
    };
    for edit in edits((old, &whole(old)), (new, &whole(new))) {
        push(&new[at.min(edit.new.start)..edit.new.start], Mark::Same);
        push(edit.old.of(old), Mark::Old);
        push(edit.new.of(new), Mark::New);
        at = edit.new.end;
    }
    push(&new[at..], Mark::Same);
    out
}

/// The names in a passage that are the source's.
pub(crate) fn foreign_names(
    passage: &Passage,
    sides: (&Page, &Page),
    width: usize,
    palette: Palette,
) -> String {
    let mut names: Vec<&str> = passage.names.iter().map(|name| name.text.as_str()).collect();
    names.dedup();
    let mut out = headed(passage, sides, width, palette);
    let mut segments: Vec<Segment<'_>> = Vec::new();
    let mut rest = passage.target_stretch.text.as_str();
    // The first of the names that still comes.
    while let Some((at, name)) = names.iter().filter_map(|name| Some((rest.find(name)?, *name))).min() {
        segments.push(Segment { text: &rest[..at], mark: Mark::Same });
        segments.push(Segment { text: &rest[at..at + name.len()], mark: Mark::Old });
        rest = &rest[at + name.len()..];
    }
    segments.push(Segment { text: rest, mark: Mark::Same });
    for (line, _) in lines_of(&segments, width.saturating_sub(INDENT.len()), palette) {
        let _ = writeln!(out, "{INDENT}{line}");
    }
    out
}

/// A passage that several documents have.
pub(crate) fn cluster(cluster: &Cluster, page: &Page, width: usize, palette: Palette) -> String {
    let head = say!("reuse-cluster", documents = cluster.documents, places = cluster.places);
    let room = width.saturating_sub(INDENT.len());
    let mut out =
        format!("{}\n{INDENT}{}\n", palette.order(&head), place(page, &cluster.first, room, palette));
    let text = Segment { text: &cluster.first.text, mark: Mark::Same };
    for (line, _) in lines_of(&[text], room, palette) {
        let _ = writeln!(out, "{INDENT}{line}");
    }
    out
}

/// How much two documents share, from its row.
pub(crate) fn shared(row: &Row, width: usize, palette: Palette) -> String {
    let text = |field: &str| row.get(field).and_then(|value| value.as_str()).unwrap_or_default();
    let number = |field: &str| row.get(field).and_then(serde_json::Value::as_f64).unwrap_or_default();
    let head = format!("{:>4.0}% {:>4.0}%", 100.0 * number("source_share"), 100.0 * number("target_share"));
    let room = (width.saturating_sub(head.width() + 5) / 2).max(12);
    // The end of a path tells more than its beginning.
    let path = |side: &str| {
        let of = number(&format!("{side}_document"));
        let tail = if of > 1.0 { format!(" [{of}]") } else { String::new() };
        end_of(&format!("{}{tail}", text(&format!("{side}_path"))), room)
    };
    let names = format!("{} → {}", path("source"), path("target"));
    format!("{}  {names}\n", palette.order(&head))
}

/// How much of a numbered point others have, its words, and who has most.
pub(crate) fn shared_item(
    item: &ItemShare,
    (source, target): (&Page, &Page),
    width: usize,
    palette: Palette,
) -> String {
    let head = format!("{:>4.0}%", 100.0 * item.shared as f64 / item.length.max(1) as f64);
    let rest = width.saturating_sub(head.width() + INDENT.len());
    let mut out = String::new();
    let words = clip(item.at.text.trim(), rest);
    let _ = writeln!(out, "{}{INDENT}{words}", palette.order(&head));
    let indent = " ".repeat(head.width() + INDENT.len());
    let _ = writeln!(out, "{indent}{}", place(target, &item.at, rest, palette));
    let _ = writeln!(out, "{indent}← {}", place(source, &item.source, rest.saturating_sub(2), palette));
    out
}

/// The end of a text that is at most so wide, behind … where something is left out.
fn end_of(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1;
    let fits = text.chars().rev().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= width
    });
    let length: usize = fits.map(char::len_utf8).sum();
    format!("…{}", &text[text.len() - length..])
}
