//! Word 6 and 95: their text, without the numbers of lists.

use super::{
    super::{Decoded, Error, Parsed, encoding, metadata::Metadata, undecodable, word::codes::code_page},
    KIND, le,
};
use crate::{finding::Finding, say, source::Shape};
use encoding_rs::Encoding;

/// Reads the text of a document of Word 6 or 95.
pub(super) fn read(stream: &[u8], metadata: Metadata) -> Result<Parsed, Error> {
    const LANGUAGE: usize = 0x06;
    const LENGTH: usize = 0x34;
    const WIDE: u16 = 0x1000;
    let wide = super::fib::flags(stream) & WIDE != 0;
    let width = if wide { 2 } else { 1 };
    let length = le::u32(stream, LENGTH).map_or(0, |n| n as usize).saturating_mul(width);
    let bytes = text(stream, length, width).ok_or_else(|| Error::damaged(KIND, say!("doc-pieces")))?;
    let mut findings = vec![Finding::new("numbering-unread", say!("doc-word-6"), 0)];
    let page = language_page(le::u16(stream, LANGUAGE).unwrap_or(0));
    let text = if wide {
        of_units(&le::utf16(&bytes, 0, length / 2), page.unwrap_or(encoding_rs::GB18030))
    } else {
        let Decoded { text, encoding, replaced, first } = decoded(bytes, page);
        findings.extend(undecodable(encoding, replaced, first));
        text
    };
    let shape = Shape { paragraphs: true, ..Shape::default() };
    Ok(Parsed { text: shown(&text), shape, metadata, findings })
}

/// The text of single bytes: in the code page of its language, or in Chinese where most of it is that.
fn decoded(bytes: Vec<u8>, page: Option<&'static Encoding>) -> Decoded {
    if page.is_none() {
        // Systems of any language wrote Chinese.
        let guess = encoding::decode(bytes.clone(), None);
        let (mut all, mut chinese) = (0, 0);
        for c in guess.text.chars().filter(|c| !c.is_ascii()) {
            all += 1;
            chinese += usize::from(matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}'));
        }
        let written = guess.text.chars().filter(|c| c.is_alphabetic()).count();
        if guess.replaced == 0 && chinese == all && chinese * 2 > written {
            return guess;
        }
    }
    encoding::decode(bytes, Some(page.unwrap_or(encoding_rs::WINDOWS_1252)))
}

/// The text of units of two bytes: a character of the Asian code page, the first byte high, or a single byte.
fn of_units(units: &[u16], page: &'static Encoding) -> String {
    const ASIAN: u16 = 0x3000;
    let mut out = String::with_capacity(units.len() * 3);
    for run in units.chunk_by(|a, b| (*a >= ASIAN) == (*b >= ASIAN)) {
        if run[0] >= ASIAN {
            let bytes: Vec<u8> = run.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            out.push_str(&page.decode_without_bom_handling(&bytes).0);
        } else {
            let bytes: Vec<u8> = run.iter().map(|unit| unit.to_le_bytes()[0]).collect();
            out.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0);
        }
    }
    out
}

/// The code page of an Asian language.
fn language_page(language: u16) -> Option<&'static Encoding> {
    let page = match language {
        0x0804 | 0x1004 => 936,
        0x0404 | 0x0C04 | 0x1404 => 950,
        0x0411 => 932,
        0x0412 => 949,
        _ => return None,
    };
    Some(code_page(page))
}

/// So many bytes of the text, whose characters are so wide.
fn text(stream: &[u8], length: usize, width: usize) -> Option<Vec<u8>> {
    const FIRST: usize = 0x18;
    const PIECES: usize = 0x160;
    const COMPLEX: u16 = 0x0004;
    let number = |at: usize| le::u32(stream, at).map(|n| n as usize);
    if super::fib::flags(stream) & COMPLEX == 0 {
        return le::part(stream, number(FIRST)?, length).map(<[u8]>::to_vec);
    }
    let table = le::part(stream, number(PIECES)?, number(PIECES + 4)?)?;
    let mut bytes = pieces(table, stream, width)?;
    bytes.truncate(length);
    Some(bytes)
}

/// The bytes of a text in pieces, whose characters are so wide, which is what a fast save leaves.
fn pieces(table: &[u8], stream: &[u8], width: usize) -> Option<Vec<u8>> {
    let (table, _) = super::text::table(table)?;
    let mut out = Vec::new();
    for index in 0..table.len() {
        let count = table.place(index + 1).checked_sub(table.place(index))? as usize * width;
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
