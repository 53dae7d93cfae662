//! Comma- and tab-separated values, after RFC 4180.

use super::cell::cell;
use serde_json::Value;
use yaodian::write::Row;

/// What spreadsheet programs may take for the beginning of a formula, also behind a tab or a line's end, and in the wide
/// forms that Chinese input methods type.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

pub(super) fn csv_head(columns: &[String]) -> String {
    format!("\u{FEFF}{}", separated(heads(columns), ','))
}

pub(super) fn csv(row: &Row) -> String {
    separated(row.values().map(plain), ',')
}

pub(super) fn tsv_head(columns: &[String]) -> String {
    separated(heads(columns), '\t')
}

pub(super) fn tsv(row: &Row) -> String {
    separated(row.values().map(plain), '\t')
}

fn heads(columns: &[String]) -> impl Iterator<Item = String> {
    columns.iter().map(|name| plain(&name.as_str().into()))
}

/// A value as it stands in a cell that a spreadsheet reads as it likes: text that it would take for a formula gets an
/// apostrophe before it.
fn plain(value: &Value) -> String {
    let text = cell(value);
    if !value.is_number() && text.starts_with(FORMULA) { format!("'{text}") } else { text }
}

/// A line of separated cells, quoted where they must be.
fn separated(cells: impl Iterator<Item = String>, separator: char) -> String {
    let quote = |text: String| {
        let text = if separator == '\t' { text.replace(['\t', '\n', '\r'], " ") } else { text };
        if text.contains([separator, '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text
        }
    };
    cells.map(quote).collect::<Vec<_>>().join(&separator.to_string()) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let cells = [Value::from("a,b"), "=1+1".into(), "说“好”".into(), "\"x\"".into(), (-1.5).into()];
        let line = separated(cells.iter().map(plain), ',');
        assert_eq!(line, "\"a,b\",'=1+1,说“好”,\"\"\"x\"\"\",-1.5\n");
        for sign in FORMULA {
            assert!(plain(&format!("{sign}1+1").into()).starts_with('\''), "{sign:?}");
        }
    }
}
