//! The text in pieces ([MS-DOC] 2.4.1): where each stands in the stream, and with which further properties.

use super::le::{self, Plc};

/// A piece of the text.
#[derive(Clone, Copy)]
struct Piece {
    /// Its first character, and the one behind its last.
    start: u32,
    end: u32,
    /// Where it begins in the stream, in bytes.
    byte: u32,
    /// Whether a character is two bytes.
    wide: bool,
    /// Which properties hold for all of it (2.9.192).
    modifier: u16,
}

/// The text of a document: all its stories.
pub(super) struct Text<'b> {
    /// Its characters as units of UTF-16.
    pub(super) units: Vec<u16>,
    pieces: Vec<Piece>,
    /// The lists of properties that pieces refer to.
    modifiers: Vec<&'b [u8]>,
}

/// What is wrong with the pieces.
pub(super) enum Wrong {
    /// There is no table of them.
    NoTable,
    /// One lies outside of the stream: its first character.
    Outside(u32),
}

impl<'b> Text<'b> {
    /// Reads the pieces from the table `clx`; a piece that the stream breaks off in is read to there.
    pub(super) fn read(clx: &'b [u8], stream: &[u8]) -> Result<Self, Wrong> {
        let (table, modifiers) = table(clx).ok_or(Wrong::NoTable)?;
        let mut out = Self { units: Vec::new(), pieces: Vec::new(), modifiers };
        for index in 0..table.len() {
            let (start, end) = (table.place(index), table.place(index + 1));
            let entry = table.entry(index);
            let place = le::u32(entry, 2).ok_or(Wrong::NoTable)?;
            // Pieces stand one behind the other, and hold no more than the stream does.
            if start as usize != out.units.len() || end < start || end as usize > stream.len() {
                return Err(Wrong::NoTable);
            }
            const NARROW: u32 = 0x4000_0000;
            let wide = place & NARROW == 0;
            let byte = if wide { place & !NARROW } else { (place & !NARROW) / 2 };
            let count = (end - start) as usize;
            let before = out.units.len();
            if wide {
                out.units.extend(le::utf16(stream, byte as usize, count));
            } else {
                let rest = stream.get(byte as usize..).unwrap_or_default();
                out.units.extend(rest.iter().take(count).map(|b| western(*b)));
            }
            let read = out.units.len() - before;
            let modifier = le::u16(entry, 6).unwrap_or(0);
            out.pieces.push(Piece { start, end: start + read as u32, byte, wide, modifier });
            if read < count {
                return Err(Wrong::Outside(start));
            }
        }
        Ok(out)
    }

    fn piece(&self, at: u32) -> Option<&Piece> {
        let index = self.pieces.partition_point(|piece| piece.end <= at);
        self.pieces.get(index).filter(|piece| piece.start <= at)
    }

    /// Where a character stands in the stream, in bytes.
    pub(super) fn byte(&self, at: u32) -> Option<u32> {
        let piece = self.piece(at)?;
        Some(piece.byte + (at - piece.start) * if piece.wide { 2 } else { 1 })
    }

    /// The characters from `at` on that stand in the stream before byte `end`, in one piece.
    pub(super) fn until(&self, at: u32, end: u32) -> u32 {
        let Some(piece) = self.piece(at) else { return at + 1 };
        let width = if piece.wide { 2 } else { 1 };
        let byte = piece.byte + (at - piece.start) * width;
        let count = end.saturating_sub(byte).div_ceil(width).max(1);
        at.saturating_add(count).min(piece.end)
    }

    /// The properties that a fast save has put on the piece of a character.
    pub(super) fn modifier(&self, at: u32) -> Modifier<'b> {
        match self.piece(at).map_or(0, |piece| piece.modifier) {
            0 => Modifier::None,
            many if many & 1 == 1 => {
                Modifier::Many(self.modifiers.get(usize::from(many >> 1)).copied().unwrap_or_default())
            }
            one => Modifier::One { short: (one >> 1) as u8 & 0x7F, value: (one >> 8) as u8 },
        }
    }
}

/// Properties of a piece.
pub(super) enum Modifier<'b> {
    None,
    /// A property by its short code (2.9.193), with its value.
    One {
        short: u8,
        value: u8,
    },
    /// A list of properties.
    Many(&'b [u8]),
}

/// The table of pieces, and the lists of properties before it.
pub(super) fn table(clx: &[u8]) -> Option<(Plc<'_>, Vec<&[u8]>)> {
    const PROPERTIES: u8 = 1;
    const PIECES: u8 = 2;
    let mut lists = Vec::new();
    let mut at = 0;
    loop {
        match le::u8(clx, at)? {
            PROPERTIES => {
                let length = usize::from(le::u16(clx, at + 1)?);
                lists.push(le::part(clx, at + 3, length)?);
                at += 3 + length;
            }
            PIECES => {
                let length = le::u32(clx, at + 1)? as usize;
                let rest = clx.get(at + 5..)?;
                let table = Plc::new(&rest[..rest.len().min(length)], 8);
                return (table.len() > 0).then_some((table, lists));
            }
            _ => return None,
        }
    }
}

/// A character of a piece of single bytes, which are those of Windows-1252 (2.9.73).
fn western(byte: u8) -> u16 {
    match byte {
        0x80..=0x9F => {
            let bytes = [byte];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            text.chars().next().map_or(u16::from(byte), |c| c as u16)
        }
        _ => u16::from(byte),
    }
}
