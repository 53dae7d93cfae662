//! What changed between two documents, for the eye.

use super::table::clip;
use crate::{
    output::{Headers, change_name, state_name},
    terminal::Palette,
};
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use yaodian::{
    diff::{Change, Link, State},
    message::{Language, language},
    say,
    write::{Compared, Difference, Mark, Segment},
};

/// From how many columns on both texts stand beside one another.
const TWO_COLUMNS: usize = 120;

/// What stands between the two columns.
const BETWEEN: &str = " │ ";

/// The units that changed, what differs marked; from 120 columns on old and new beside one another.
pub(crate) fn difference(
    d: &Difference<'_>,
    chosen: impl Fn(State) -> bool,
    width: usize,
    palette: Palette,
) -> String {
    let mut out = heading(d, width, palette);
    let every = chosen(State::Unchanged) && chosen(State::Changed);
    let mut unchanged = 0;
    for link in d.links().iter().filter(|link| !d.is_inside(link) && chosen(d.state(link))) {
        if every && d.state(link) == State::Unchanged {
            unchanged += 1;
            continue;
        }
        rest(&mut out, &mut unchanged, palette);
        unit(&mut out, d, link, width, palette);
    }
    rest(&mut out, &mut unchanged, palette);
    out
}

/// How many units in a row say the same.
fn rest(out: &mut String, unchanged: &mut usize, palette: Palette) {
    if *unchanged > 0 {
        let _ = writeln!(out, "  {}", palette.dim(&say!("diff-unchanged", n = *unchanged)));
    }
    *unchanged = 0;
}

fn heading(d: &Difference<'_>, width: usize, palette: Palette) -> String {
    let name = |side: Option<Compared<'_>>| {
        side.map_or_else(
            || "-".to_owned(),
            |side| {
                let title = side.analysis.document.title.as_deref().unwrap_or_default();
                let number = if side.number > 1 { format!(" [{}]", side.number) } else { String::new() };
                format!("{}{number} {title}", side.place.path).trim_end().to_owned()
            },
        )
    };
    let (state, score) = d.whole();
    let tail = format!("  {} {score:.2}", state_name(state, names()));
    let room = width.saturating_sub(tail.width()).max(20);
    let line = clip(&format!("{} → {}", name(d.old), name(d.new)), room);
    format!("{}{}\n", palette.bold(&line), palette.dim(&tail))
}

/// The language of names on a terminal.
pub(super) fn names() -> Headers {
    if language() == Language::Zh { Headers::Zh } else { Headers::En }
}

/// Where a unit stood and where it stands: its markers, ¶ for a paragraph.
fn paths(d: &Difference<'_>, link: &Link) -> String {
    let place = |path: Option<String>| match path {
        None => "-".to_owned(),
        Some(path) if path.is_empty() => "¶".to_owned(),
        Some(path) => path,
    };
    let paths = d.paths(link);
    let (old, new) = (place(paths.0), place(paths.1));
    if old == new { old } else { format!("{old} → {new}") }
}

/// A unit: what became of it, and its text.
fn unit(out: &mut String, d: &Difference<'_>, link: &Link, width: usize, palette: Palette) {
    let line =
        |side: Option<Compared<'_>>, parts: &[yaodian::source::Span]| Some(side?.place.of(*parts.first()?).2);
    let lines: Vec<String> = [line(d.old, &link.old_part), line(d.new, &link.new_part)]
        .into_iter()
        .map(|line| line.map_or_else(|| "-".to_owned(), |line| line.to_string()))
        .collect();
    let both = paths(d, link);
    let state = d.state(link);
    let score =
        if link.old.is_some() && link.new.is_some() { format!(" {:.2}", link.score) } else { String::new() };
    let head = format!("{} {}", palette.marker(&both), tint(palette, state, state_name(state, names())));
    let _ = writeln!(out, "{head}{}", palette.dim(&format!("{score}  :{}", lines.join(":"))));
    if state == State::Renumbered {
        return;
    }
    if width >= TWO_COLUMNS {
        let half = (width - BETWEEN.width()) / 2;
        let (olds, news) = d.segments(link);
        let (olds, news) = (lines_of(&olds, half, palette), lines_of(&news, half, palette));
        for i in 0..olds.len().max(news.len()) {
            let (old, used) = olds.get(i).cloned().unwrap_or_default();
            let new = news.get(i).map(|line| line.0.as_str()).unwrap_or_default();
            let line = format!("{old}{}{BETWEEN}{new}", " ".repeat(half.saturating_sub(used)));
            let _ = writeln!(out, "{}", line.trim_end());
        }
        return;
    }
    const INDENT: &str = "  ";
    for (line, _) in lines_of(&d.inline(link), width.saturating_sub(INDENT.len()), palette) {
        let _ = writeln!(out, "{INDENT}{line}");
    }
}

fn tint(palette: Palette, state: State, text: &str) -> String {
    match state {
        State::New => palette.good(text),
        State::Dropped => palette.alarm(text),
        State::Unchanged | State::Renumbered => palette.dim(text),
        _ => palette.order(text),
    }
}

/// Marked stretches on lines of at most so many columns, each with the columns that it takes. Without colours what went
/// stands in [-…-], what came in {+…+}, as wdiff writes it.
pub(super) fn lines_of(segments: &[Segment<'_>], width: usize, palette: Palette) -> Vec<(String, usize)> {
    let width = width.max(8);
    let mut lines: Vec<(String, usize)> = vec![Default::default()];
    for segment in segments {
        let (open, close) = match segment.mark {
            Mark::Old if !palette.is_on() => ("[-", "-]"),
            Mark::New if !palette.is_on() => ("{+", "+}"),
            _ => ("", ""),
        };
        let text = format!("{open}{}{close}", segment.text);
        let mut piece = String::new();
        for c in text.chars() {
            let room = c.width().unwrap_or(0);
            let used = lines.last().map_or(0, |line| line.1);
            if c == '\n' || used + piece.width() + room > width {
                put(&mut lines, &mut piece, segment.mark, palette);
                lines.push(Default::default());
            }
            if c != '\n' && c != '\r' {
                piece.push(c);
            }
        }
        put(&mut lines, &mut piece, segment.mark, palette);
    }
    lines.retain(|line| line.1 > 0);
    lines
}

/// Puts a piece on the last line.
fn put(lines: &mut [(String, usize)], piece: &mut String, mark: Mark, palette: Palette) {
    if let Some((line, used)) = lines.last_mut() {
        *used += piece.width();
        line.push_str(&match mark {
            Mark::Same => std::mem::take(piece),
            Mark::Old => palette.alarm(&std::mem::take(piece)),
            Mark::New => palette.good(&std::mem::take(piece)),
        });
    }
}

/// The duties that changed, each with the words of both texts.
pub(crate) fn duty_changes(
    d: &Difference<'_>,
    chosen: impl Fn(Change) -> bool,
    width: usize,
    palette: Palette,
) -> String {
    let mut out = heading(d, width, palette);
    for change in d.changes.iter().filter(|change| chosen(change.change)) {
        let link = &d.links()[change.link];
        let both = paths(d, link);
        let _ =
            writeln!(out, "{} {}", palette.marker(&both), palette.order(change_name(change.change, names())));
        let sides = [(d.old, change.words.0, Mark::Old), (d.new, change.words.1, Mark::New)];
        for (side, span, mark) in sides {
            let Some((side, span)) = side.zip(span) else { continue };
            let sign = if mark == Mark::Old { "- " } else { "+ " };
            let text = side.place.text(span).replace('\n', " ");
            let tail = format!("  :{}", side.place.of(span).2);
            let room = width.saturating_sub(4 + tail.width()).max(16);
            let text = clip(&text, room);
            let painted = if mark == Mark::Old { palette.alarm(&text) } else { palette.good(&text) };
            let _ = writeln!(out, "  {sign}{painted}{}", palette.dim(&tail));
        }
    }
    if d.changes.is_empty() {
        let _ = writeln!(out, "  {}", palette.dim(&say!("diff-no-duties")));
    }
    out
}

/// How many units and duties of two documents became what.
pub(crate) fn diff_summary(d: &Difference<'_>, width: usize, palette: Palette) -> String {
    let mut out = heading(d, width, palette);
    let states = [
        State::Unchanged,
        State::Renumbered,
        State::Changed,
        State::ChangedRenumbered,
        State::Moved,
        State::Split,
        State::Merged,
        State::New,
        State::Dropped,
    ];
    let links =
        |state: State| d.links().iter().filter(|link| !d.is_inside(link) && d.state(link) == state).count();
    let counted = states.map(|state| (state_name(state, names()), links(state)));
    let changes = [
        Change::Added,
        Change::Removed,
        Change::Stronger,
        Change::Weaker,
        Change::Actor,
        Change::Deadline,
        Change::Figure,
        Change::Reworded,
    ];
    let duties = |change: Change| d.changes.iter().filter(|c| c.change == change).count();
    let told = changes.map(|change| (change_name(change, names()), duties(change)));
    for line in [&counted[..], &told[..]] {
        let said: Vec<String> =
            line.iter().filter(|(_, n)| *n > 0).map(|(name, n)| format!("{name} {n}")).collect();
        if !said.is_empty() {
            let _ = writeln!(out, "  {}", said.join(" · "));
        }
    }
    out
}
