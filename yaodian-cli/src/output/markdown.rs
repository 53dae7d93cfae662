//! Tables in Markdown.

use super::cell::cell;
use yaodian::write::Row;

pub(super) fn head(columns: &[String]) -> String {
    line(columns.iter().cloned()) + &line(columns.iter().map(|_| "---".to_owned()))
}

pub(super) fn row(row: &Row) -> String {
    line(row.values().map(cell))
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.map(|text| escaped(&text)).collect::<Vec<_>>().join(" | "))
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
