//! Word 6 and 95: their text, without the numbers of lists.

use super::{
    super::{Error, Parsed, metadata::Metadata, undecodable, word::codes::code_page},
    KIND, le,
};
use crate::{finding::Finding, say, source::Shape};

/// Reads the text of a document of Word 6 or 95, which stands in the code page of its language.
pub(super) fn read(stream: &[u8], metadata: Metadata) -> Result<Parsed, Error> {
    const LANGUAGE: usize = 0x06;
    const FIRST: usize = 0x18;
    const LENGTH: usize = 0x34;
    const PIECES: usize = 0x160;
    const COMPLEX: u16 = 0x0004;
    let number = |at: usize| le::u32(stream, at).map(|n| n as usize);
    let language = le::u16(stream, LANGUAGE).unwrap_or(0);
    let length = number(LENGTH).unwrap_or(0);
    let bytes = if super::fib::flags(stream) & COMPLEX == 0 {
        let rest = number(FIRST).and_then(|at| stream.get(at..)).unwrap_or_default();
        (rest.len() >= length).then(|| rest[..length].to_vec())
    } else {
        let (at, size) = (number(PIECES).unwrap_or(0), number(PIECES + 4).unwrap_or(0));
        le::part(stream, at, size).and_then(|table| pieces(table, stream)).map(|all| {
            let length = length.min(all.len());
            all[..length].to_vec()
        })
    };
    let bytes = bytes.ok_or_else(|| Error::damaged(KIND, say!("doc-pieces")))?;
    let page = match language {
        0x0804 | 0x1004 => 936,
        0x0404 | 0x0C04 | 0x1404 => 950,
        0x0411 => 932,
        0x0412 => 949,
        _ => 1252,
    };
    let (text, replaced) = code_page(page).decode_without_bom_handling(&bytes);
    let mut findings = vec![Finding::new("numbering-unread", say!("doc-word-6"), 0)];
    if replaced {
        let count = text.matches(char::REPLACEMENT_CHARACTER).count();
        findings.extend(undecodable(code_page(page).name(), count, text.find(char::REPLACEMENT_CHARACTER)));
    }
    let shape = Shape { paragraphs: true, ..Shape::default() };
    Ok(Parsed { text: shown(&text), shape, metadata, findings })
}

/// The bytes of a text in pieces, which is what a fast save leaves.
fn pieces(table: &[u8], stream: &[u8]) -> Option<Vec<u8>> {
    let (table, _) = super::text::table(table)?;
    let mut out = Vec::new();
    for index in 0..table.len() {
        let count = table.place(index + 1).checked_sub(table.place(index))? as usize;
        out.extend_from_slice(le::part(stream, le::u32(table.entry(index), 2)? as usize, count)?);
        // Pieces that say the same bytes again and again.
        if out.len() > stream.len() {
            return None;
        }
    }
    Some(out)
}

/// The text as it shows: marks as line ends and tabs, fields by their results.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // For each open field whether its result has begun.
    let mut fields: Vec<bool> = Vec::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\u{13}' => fields.push(false),
            '\u{14}' => fields.iter_mut().last().into_iter().for_each(|result| *result = true),
            '\u{15}' => drop(fields.pop()),
            _ if fields.contains(&false) => {}
            '\r' | '\u{B}' | '\u{C}' => out.push('\n'),
            // The last cell of a row is followed by the row's own mark.
            '\u{7}' if characters.next_if_eq(&'\u{7}').is_some() => out.push('\n'),
            '\u{7}' | '\t' => out.push('\t'),
            '\u{1E}' => out.push('-'),
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out
}
