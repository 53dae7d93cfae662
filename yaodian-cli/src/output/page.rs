//! Rows as a web page: one file with a table, readable offline, in light and dark, and printed.

use super::{book::Book, cell::cell, marked::stretches, pen::Pen, target::Unwritten};
use serde_json::Value;
use std::mem;
use yaodian::write::{Mark, Row};

/// What stands before the table and behind it. No script, and nothing is asked of any network.
const HEAD: &str = r#"<!DOCTYPE html>
<html lang="zh">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<style>
:root { color-scheme: light dark; --line: #8886; --old: #b00020; --new: #0b5394; }
@media (prefers-color-scheme: dark) { :root { --old: #ff9a9a; --new: #9cc9ff; } }
body { margin: 1rem; font: 1rem/1.7 "Noto Serif CJK SC", FangSong, 仿宋, SimSun, 宋体, serif; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; vertical-align: top; text-align: left;
  white-space: pre-line; overflow-wrap: anywhere; unicode-bidi: isolate; }
th { position: sticky; top: 0; background: Canvas; }
th:last-child { width: 14%; }
del { color: var(--old); }
ins { color: var(--new); text-underline-offset: .2em; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
@page { size: A4 landscape; margin: 15mm; }
</style>
"#;
const TAIL: &str = "</tbody>\n</table>\n</html>\n";

/// A page that is being written.
pub(super) struct Page {
    heads: Vec<String>,
    begun: bool,
}

impl Page {
    pub(super) fn new(heads: &[String]) -> Self {
        Self { heads: heads.to_vec(), begun: false }
    }

    fn begin(&mut self, pen: &mut Pen) -> Result<(), Unwritten> {
        if mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let title = escaped(&self.heads.join(" · "));
        let heads: String =
            self.heads.iter().map(|head| format!("<th scope=\"col\">{}</th>", escaped(head))).collect();
        pen.put(&format!("{HEAD}<title>{title}</title>\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"))
    }
}

/// A cell: what went as `del`, what came as `ins`.
fn told(value: &Value) -> String {
    let Some(stretches) = stretches(value) else { return escaped(&cell(value)) };
    let stretch = |(mark, text): (Mark, &str)| {
        let text = escaped(text);
        match mark {
            Mark::Same => text,
            Mark::Old => format!("<del>{text}</del>"),
            Mark::New => format!("<ins>{text}</ins>"),
        }
    };
    stretches.into_iter().map(stretch).collect()
}

/// A text that is no HTML, whatever it holds.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c < ' ' && c != '\n' && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

impl Book for Page {
    fn add(&mut self, row: Row, pen: &mut Pen) -> Result<(), Unwritten> {
        self.begin(pen)?;
        let cells: String = row.values().map(|value| format!("<td>{}</td>", told(value))).collect();
        pen.put(&format!("<tr>{cells}</tr>\n"))
    }

    fn finish(mut self: Box<Self>, pen: &mut Pen) -> Result<usize, Unwritten> {
        self.begin(pen)?;
        pen.put(TAIL)?;
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_no_html_of_a_text() {
        assert_eq!(escaped("<script>\"&\u{1}</script>"), "&lt;script&gt;&quot;&amp;&lt;/script&gt;");
        assert_eq!(
            told(&serde_json::json!({"marked": [[0, "a"], [1, "<b>"], [2, "c"]]})),
            "a<del>&lt;b&gt;</del><ins>c</ins>"
        );
    }
}
