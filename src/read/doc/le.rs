//! Little-endian numbers and UTF-16 in bytes; none past their end.

pub(super) fn u8(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at).copied()
}

pub(super) fn u16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(super) fn i16(bytes: &[u8], at: usize) -> Option<i16> {
    u16(bytes, at).map(u16::cast_signed)
}

pub(super) fn u32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// So many units of UTF-16 from byte `at` on, fewer where the bytes end.
pub(super) fn utf16(bytes: &[u8], at: usize, count: usize) -> Vec<u16> {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.chunks_exact(2).take(count).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect()
}

/// The bytes from `at` on, so many of them.
pub(super) fn part(bytes: &[u8], at: usize, count: usize) -> Option<&[u8]> {
    bytes.get(at..at.checked_add(count)?)
}

/// A table of [MS-DOC] 2.2.2 (a Plc): places in ascending order and, for each but the last, an entry of so many bytes.
#[derive(Clone, Copy)]
pub(super) struct Plc<'b> {
    bytes: &'b [u8],
    entry: usize,
    count: usize,
}

impl<'b> Plc<'b> {
    pub(super) const fn new(bytes: &'b [u8], entry: usize) -> Self {
        Self { bytes, entry, count: bytes.len().saturating_sub(4) / (4 + entry) }
    }

    pub(super) const fn len(self) -> usize {
        self.count
    }

    /// The place at which an entry begins, or the last one ends.
    pub(super) fn place(self, index: usize) -> u32 {
        u32(self.bytes, index * 4).unwrap_or(0)
    }

    /// The bytes of an entry.
    pub(super) fn entry(self, index: usize) -> &'b [u8] {
        part(self.bytes, (self.count + 1) * 4 + index * self.entry, self.entry).unwrap_or_default()
    }
}
