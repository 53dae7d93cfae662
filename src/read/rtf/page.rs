//! Bytes and numbers of characters as text: code pages of the file and of its fonts.

use super::super::word::codes::code_page;
use encoding_rs::Encoding;

/// Bytes that wait for those that belong to them, and half of a pair of UTF-16.
#[derive(Default)]
pub(super) struct Pending {
    bytes: Vec<u8>,
    high: Option<u16>,
}

/// In which code pages a run is written: that of its font, and that of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pages {
    pub(super) font: Option<&'static Encoding>,
    pub(super) file: &'static Encoding,
}

impl Pending {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The bytes so far, which are signs of a symbol font.
    pub(super) fn bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// The text of the bytes so far.
    pub(super) fn take(&mut self, pages: Pages) -> String {
        let bytes = self.bytes();
        if bytes.is_ascii() {
            return String::from_utf8(bytes).unwrap_or_default();
        }
        // Chinese text is often set in a font that says to be Western; what fits the file's page is meant so.
        let western = pages.font.is_none_or(|font| font == encoding_rs::WINDOWS_1252);
        if western && let Some(text) = pages.file.decode_without_bom_handling_and_without_replacement(&bytes)
        {
            return text.into_owned();
        }
        pages.font.unwrap_or(pages.file).decode_without_bom_handling(&bytes).0.into_owned()
    }

    /// The character of a unit of UTF-16, if it is whole.
    pub(super) fn unit(&mut self, unit: u16) -> Option<char> {
        match self.high.take() {
            Some(high) => char::decode_utf16([high, unit]).next()?.ok(),
            None if (0xD800..0xDC00).contains(&unit) => {
                self.high = Some(unit);
                None
            }
            None => Some(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }
}

/// Whether a code page has characters of two bytes.
pub(super) fn is_in_pairs(page: &'static Encoding) -> bool {
    [encoding_rs::GB18030, encoding_rs::BIG5, encoding_rs::SHIFT_JIS, encoding_rs::EUC_KR].contains(&page)
}

/// The code page of a font by its `\fcharset` ([RTF 1.9.1], "Font Table"); none where it has that of the file.
pub(super) fn of_charset(charset: i32) -> Option<&'static Encoding> {
    let page = match charset {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    Some(code_page(page))
}
