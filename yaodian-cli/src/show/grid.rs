//! Rows as a table on a terminal: as many columns as fit, aligned by display width.

use super::table::clip;
use crate::output;
use crate::terminal::Palette;
use serde_json::Value;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use yaodian::{message, say, write::Row};

/// How a column of a table is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// The field of the row.
    pub field: &'static str,
    /// Its head.
    pub head: &'static str,
    /// How its values are written.
    pub kind: Kind,
}

/// How values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text, to the left; takes what room is left, shortened where there is too little.
    Text,
    /// A number with so many decimals, to the right.
    Number(usize),
    /// A probability: four decimals, or its power of ten.
    Probability,
    /// Text on lines of its own below the row, wrapped; the last of the columns.
    Below,
}

/// How far text below a row is set in.
const INDENT: usize = 6;

/// Columns of text are never narrower, unless the whole terminal is.
const NARROWEST: usize = 12;
/// Between two columns.
const GAP: usize = 2;

/// The table: a line of heads and a line a row, `(none)` where there is none. Columns that don't fit are left out from
/// the last on; texts are shortened before that.
pub(crate) fn grid(rows: &[Row], columns: &[Column], width: usize, palette: Palette) -> String {
    if rows.is_empty() {
        return palette.dim(&say!("none")) + "\n";
    }
    let (columns, below) = match columns {
        [columns @ .., last] if last.kind == Kind::Below => (columns, Some(last)),
        all => (all, None),
    };
    let heads: Vec<String> = columns.iter().map(|c| message::head(c.head)).collect();
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| columns.iter().map(|c| cell(row, c)).collect()).collect();
    let widest = |i: usize| {
        let own = cells.iter().map(|row| row[i].width()).max().unwrap_or(0);
        own.max(heads[i].width())
    };
    let wanted: Vec<usize> = (0..columns.len()).map(widest).collect();
    let least = |i: usize| if columns[i].kind == Kind::Text { wanted[i].min(NARROWEST) } else { wanted[i] };
    let mut shown = columns.len();
    while shown > 1 && (0..shown).map(least).sum::<usize>() + GAP * (shown - 1) > width {
        shown -= 1;
    }
    let widths = shares(&columns[..shown], &wanted, least, width);
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded = cells.zip(columns).zip(&widths).map(|((text, column), &width)| {
            let text = clip(text, width);
            let fill = " ".repeat(width.saturating_sub(text.width()));
            if column.kind == Kind::Text { text + &fill } else { fill + &text }
        });
        padded.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
    };
    let mut out = palette.dim(&line(&mut heads.iter().map(String::as_str))) + "\n";
    for (row, cells) in rows.iter().zip(&cells) {
        out += &line(&mut cells.iter().map(String::as_str));
        out.push('\n');
        for part in
            below.map(|column| wrapped(&cell(row, column), width.saturating_sub(INDENT))).unwrap_or_default()
        {
            out += &format!("{}{}\n", " ".repeat(INDENT), palette.dim(&part));
        }
    }
    out
}

/// A text on lines of at most `width` columns: broken at spaces where it has some, else between characters.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_inclusive(' ') {
        match lines.last_mut() {
            Some(line) if line.width() + word.trim_end().width() <= width => line.push_str(word),
            _ => lines.push(word.to_owned()),
        }
        while let Some(line) = lines.last().filter(|line| line.trim_end().width() > width.max(2)) {
            let mut used = 0;
            let mut fits = |c: char| {
                used += c.width().unwrap_or(0);
                used <= width.max(2)
            };
            let at = line.chars().take_while(|&c| fits(c)).map(char::len_utf8).sum::<usize>();
            let rest = line[at..].to_owned();
            if let Some(line) = lines.last_mut() {
                line.truncate(at);
            }
            lines.push(rest);
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The widths of the columns: numbers get what they need, texts share the rest, the first served first.
fn shares(columns: &[Column], wanted: &[usize], least: impl Fn(usize) -> usize, width: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = (0..columns.len()).map(least).collect();
    let used = widths.iter().sum::<usize>() + GAP * columns.len().saturating_sub(1);
    let mut left = width.saturating_sub(used);
    for (i, own) in widths.iter_mut().enumerate() {
        let more = (wanted[i] - *own).min(left);
        *own += more;
        left -= more;
        // Even the first column must not go past the edge.
        *own = (*own).min(width);
    }
    widths
}

fn cell(row: &Row, column: &Column) -> String {
    match (row.get(column.field), column.kind) {
        (Some(Value::Number(n)), kind) => match (n.as_f64(), kind) {
            _ if !n.is_f64() => n.to_string(),
            (Some(n), Kind::Number(decimals)) => format!("{n:.decimals$}"),
            (Some(n), Kind::Probability) if n >= 1e-4 || n == 0.0 => format!("{n:.4}"),
            (Some(n), Kind::Probability) => format!("{n:.0e}"),
            _ => n.to_string(),
        },
        (Some(Value::Null) | None, Kind::Text | Kind::Below) => String::new(),
        (Some(Value::Null) | None, _) => "–".to_owned(),
        (Some(value), _) => output::cell(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const COLUMNS: [Column; 3] = [
        Column { field: "term", head: "term", kind: Kind::Text },
        Column { field: "count", head: "count", kind: Kind::Number(0) },
        Column { field: "rate", head: "per million", kind: Kind::Number(1) },
    ];

    fn rows() -> Vec<Row> {
        let row = |term: &str, count: u64, rate: Value| match json!({"term": term, "count": count, "rate": rate})
        {
            Value::Object(row) => row,
            _ => Row::new(),
        };
        vec![row("高质量发展", 12, json!(1234.56)), row("GDP", 7, Value::Null)]
    }

    #[test]
    fn wide_characters_line_up() {
        let table = grid(&rows(), &COLUMNS, 80, Palette::new(false));
        let wanted = "term        count  per million\n高质量发展     12       1234.6\nGDP             7            –\n";
        assert_eq!(table, wanted);
    }

    #[test]
    fn nothing_is_wider_than_the_terminal() {
        for width in 1..40 {
            let long = wrapped("“十四五”规划 is cut at '“' and only --force-dict keeps it whole", width);
            assert!(long.iter().all(|line| line.width() <= width.max(2)), "{width}: {long:?}");
            let table = grid(&rows(), &COLUMNS, width, Palette::new(false));
            assert!(table.lines().all(|line| line.width() <= width), "{width}:\n{table}");
        }
    }
}
