//! Tables in Markdown.

use super::{cell::cell, marked::stretches};
use serde_json::Value;
use yaodian::write::{Mark, Row};

pub(super) fn head(columns: &[String]) -> String {
    line(columns.iter().map(|head| escaped(head))) + &line(columns.iter().map(|_| "---".to_owned()))
}

pub(super) fn row(row: &Row) -> String {
    line(row.values().map(told))
}

/// A value as a cell: what went struck out, what came bold.
fn told(value: &Value) -> String {
    let Some(stretches) = stretches(value) else { return escaped(&cell(value)) };
    let stretch = |(mark, text): (Mark, &str)| {
        // A sign of emphasis has no space inside.
        let (text, inner) = (escaped(text), text.trim());
        match mark {
            _ if inner.is_empty() => text,
            Mark::Same => text,
            Mark::Old => format!("~~{}~~", text.trim()),
            Mark::New => format!("**{}**", text.trim()),
        }
    };
    stretches.into_iter().map(stretch).collect()
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// A text in a cell of a Markdown table: on one line, without HTML, whatever it holds.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '|' | '\\' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '&' if is_entity(&text[at..]) => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Whether a text opens with what HTML reads as a character: &lt; &#35201;
fn is_entity(text: &str) -> bool {
    const LONGEST: usize = 33;
    let name = text[1..].bytes().take(LONGEST);
    let length = name.take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    length > 0 && text[1 + length..].starts_with(';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_markdown_holds_no_html_and_ends_where_it_should() {
        assert_eq!(escaped("a\\|b|<b>&lt;&c R&D\n"), "a\\\\\\|b\\|&lt;b>&amp;lt;&c R&D ");
    }
}
