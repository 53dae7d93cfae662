//! Rows as a Word document: a table on landscape A4 pages, its head on each of them. The crates that write Word documents
//! know no repeated heads (docx-rs 0.4) and hold all rows; what a table needs of WordprocessingML (ECMA-376, part 1, 17.4)
//! is little, and waits in a spool until the archive is put together.

use super::{
    book::Book,
    cell::cell,
    marked::stretches,
    pen::Pen,
    spool::Spool,
    target::{Unwritten, Whole},
};
use quick_xml::escape::escape;
use serde_json::Value;
use std::{
    borrow::Cow,
    io::{self, Write},
    mem,
};
use yaodian::write::{Mark, Row};
use zip::{ZipWriter, write::SimpleFileOptions};

/// What is left of an A4 page on its side between margins of 2 cm, in twentieths of a point.
const WIDTH: usize = 14570;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:tbl><w:tblPr><w:tblW w:w="14570" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>"#;
/// A paragraph has to stand behind a table.
const TAIL: &str = r#"</w:tbl><w:p/><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>"#;

/// 仿宋 at 10.5 points, 五号.
const FONT: &str = r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/>"#;
const SIZE: &str = r#"<w:sz w:val="21"/>"#;

/// A document that is being written.
pub(super) struct WordTable {
    heads: Vec<String>,
    rows: Spool,
}

impl WordTable {
    pub(super) fn new(heads: &[String]) -> Self {
        Self { heads: heads.to_vec(), rows: Spool::default() }
    }

    /// How wide each column is: remarks, the last, get less.
    fn widths(&self) -> Vec<usize> {
        let columns = self.heads.len().max(1);
        let last = if columns > 1 { WIDTH / (2 * columns) } else { WIDTH };
        let other = (WIDTH - last) / (columns - 1).max(1);
        (0..columns).map(|i| if i + 1 == columns { last } else { other }).collect()
    }

    fn row(&self, cells: impl Iterator<Item = String>, is_head: bool) -> String {
        let properties = if is_head { "<w:trPr><w:tblHeader/></w:trPr>" } else { "" };
        let cell = |(cell, width): (String, usize)| {
            format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>"#)
        };
        let cells: String = cells.zip(self.widths()).map(cell).collect();
        format!("<w:tr>{properties}{cells}</w:tr>")
    }

    fn save(mut self, out: &mut dyn Whole) -> io::Result<()> {
        let heads = self.heads.iter().map(|head| paragraph(&run(head, Mark::Same, true)));
        let head = self.row(heads, true);
        let grid: String = self.widths().iter().map(|w| format!(r#"<w:gridCol w:w="{w}"/>"#)).collect();
        let mut zip = ZipWriter::new(out);
        // A fixed date: the same input gives the same bytes.
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        for (name, part) in [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS)] {
            zip.start_file(name, options)?;
            zip.write_all(part.as_bytes())?;
        }
        // No zip64, which LibreOffice doesn't open: more than 4 GB is an error.
        zip.start_file("word/document.xml", options)?;
        write!(zip, "{HEAD}<w:tblGrid>{grid}</w:tblGrid>{head}")?;
        io::copy(&mut mem::take(&mut self.rows).into_reader()?, &mut zip)?;
        zip.write_all(TAIL.as_bytes())?;
        zip.finish()?;
        Ok(())
    }
}

/// A run of text: what went struck out, what came underlined, so that they are told apart without colours too.
fn run(text: &str, mark: Mark, bold: bool) -> String {
    let bold = if bold { "<w:b/>" } else { "" };
    let (struck, colour, underlined) = match mark {
        Mark::Same => ("", "", ""),
        Mark::Old => ("<w:strike/>", r#"<w:color w:val="C00000"/>"#, ""),
        Mark::New => ("", r#"<w:color w:val="1F4E9E"/>"#, r#"<w:u w:val="single"/>"#),
    };
    let text = printable(text);
    let text = escape(&*text);
    format!(
        r#"<w:r><w:rPr>{FONT}{bold}{struck}{colour}{SIZE}{underlined}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#
    )
}

fn paragraph(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// Without characters that XML hasn't.
fn printable(text: &str) -> Cow<'_, str> {
    let held = |c: char| (c >= ' ' || c == '\t') && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if text.chars().all(held) { text.into() } else { text.chars().filter(|c| held(*c)).collect() }
}

/// The paragraphs of a cell; an empty line between two of them says nothing there.
fn paragraphs(value: &Value) -> String {
    let plain = cell(value);
    let stretches = stretches(value).unwrap_or_else(|| vec![(Mark::Same, plain.as_str())]);
    let mut out = vec![String::new()];
    for (mark, text) in stretches {
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                out.push(String::new());
            }
            if let Some(last) = out.last_mut().filter(|_| !line.is_empty()) {
                last.push_str(&run(line, mark, false));
            }
        }
    }
    let filled: String = out.iter().filter(|runs| !runs.is_empty()).map(|runs| paragraph(runs)).collect();
    if filled.is_empty() { paragraph("") } else { filled }
}

impl Book for WordTable {
    fn add(&mut self, row: Row, _: &mut Pen) -> Result<(), Unwritten> {
        let row = self.row(row.values().map(paragraphs), false);
        self.rows.push(row.as_bytes());
        Ok(())
    }

    fn finish(self: Box<Self>, pen: &mut Pen) -> Result<usize, Unwritten> {
        pen.write_with(|out| self.save(out))?;
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_keeps_marks_and_paragraphs_and_nothing_that_xml_hasnt() {
        let value = serde_json::json!({"marked": [[0, "a<\u{1}\n\n"], [1, "旧"], [2, "新\n"]]});
        let cell = paragraphs(&value);
        assert_eq!(cell.matches("<w:p>").count(), 2, "{cell}");
        assert!(cell.contains("a&lt;</w:t>"), "{cell}");
        assert!(cell.contains("<w:strike/>") && cell.contains("<w:u w:val=\"single\"/>"), "{cell}");
        assert_eq!(paragraphs(&Value::Null), "<w:p></w:p>");
    }
}
