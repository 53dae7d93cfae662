//! Properties as Word stores them: a list of codes (sprms, [MS-DOC] 2.2.5.1) with what each sets.

use super::le;

/// The codes that are looked at here (2.6).
pub(super) mod code {
    pub(in super::super) const DELETED: u16 = 0x0800;
    pub(in super::super) const RUN_IN: u16 = 0x0818;
    pub(in super::super) const HIDDEN: u16 = 0x083C;
    pub(in super::super) const CHARACTER_STYLE: u16 = 0x4A30;
    pub(in super::super) const FONT: u16 = 0x4A4F;
    pub(in super::super) const SYMBOL: u16 = 0x6A09;
    pub(in super::super) const STYLE: u16 = 0x4600;
    pub(in super::super) const LEVEL: u16 = 0x260A;
    pub(in super::super) const LIST: u16 = 0x460B;
    pub(in super::super) const IN_TABLE: u16 = 0x2416;
    pub(in super::super) const ROW_END: u16 = 0x2417;
    pub(in super::super) const INNER_CELL_END: u16 = 0x244B;
    pub(in super::super) const INNER_ROW_END: u16 = 0x244C;
    pub(in super::super) const DEPTH: u16 = 0x6649;
    pub(in super::super) const CELLS: u16 = 0xD608;
    pub(in super::super) const CELL_DOWN: u16 = 0xD62B;
    pub(in super::super) const CELLS_ACROSS: u16 = 0x5624;
    /// Properties too long for their page, in the stream of data.
    pub(in super::super) const ELSEWHERE: [u16; 2] = [0x6645, 0x6646];
}

/// A property: its code and what it sets.
#[derive(Clone, Copy)]
pub(super) struct Sprm<'b> {
    pub(super) code: u16,
    pub(super) value: &'b [u8],
}

impl Sprm<'_> {
    pub(super) fn byte(&self) -> u8 {
        self.value.first().copied().unwrap_or(0)
    }

    pub(super) fn word(&self) -> u16 {
        le::u16(self.value, 0).unwrap_or(0)
    }

    pub(super) fn long(&self) -> u32 {
        le::u32(self.value, 0).unwrap_or(0)
    }
}

/// The properties in a list of them; it ends where one breaks off.
pub(super) fn all(mut bytes: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    std::iter::from_fn(move || {
        let code = le::u16(bytes, 0)?;
        let rest = &bytes[2..];
        let (head, length) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ => variable(code, rest)?,
        };
        let value = le::part(rest, head, length)?;
        bytes = &rest[head + length..];
        Some(Sprm { code, value })
    })
}

/// How many bytes the length of a value of its own length takes, and the value.
fn variable(code: u16, rest: &[u8]) -> Option<(usize, usize)> {
    const TABS: u16 = 0xC615;
    let first = usize::from(*rest.first()?);
    Some(match code {
        code::CELLS => (2, usize::from(le::u16(rest, 0)?).checked_sub(1)?),
        // More tabs than a byte can count: so many deleted with their widths, so many added.
        TABS if first == 255 => {
            let deleted = usize::from(*rest.get(1)?);
            let added = usize::from(*rest.get(2 + deleted * 4)?);
            (1, 2 + deleted * 4 + added * 3)
        }
        _ => (1, first),
    })
}

/// A switch as a run or its style sets it: on, off, as the style has it, or not as it has it.
pub(super) fn toggled(value: u8, style: Option<bool>) -> Option<bool> {
    match value {
        0 => Some(false),
        0x80 => style,
        0x81 => Some(!style.unwrap_or(false)),
        _ => Some(true),
    }
}
