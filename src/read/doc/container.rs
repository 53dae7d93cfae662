//! The compound file around an old Word document: its streams, and what its properties say.

use super::{
    super::{Metadata, word::codes::code_page},
    le,
};
use cfb::CompoundFile;
use std::{
    borrow::Cow,
    io::{Cursor, Read as _},
};

/// The compound file.
pub(super) struct Container<'b> {
    file: CompoundFile<Cursor<Cow<'b, [u8]>>>,
    /// No stream is longer than the file.
    length: u64,
    /// How many bytes its last sector lacks.
    pub(super) missing: usize,
}

impl<'b> Container<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> std::io::Result<Self> {
        const SECTOR: usize = 512;
        // Mail and old programs cut the last sector where its text ends.
        let missing = bytes.len().next_multiple_of(SECTOR) - bytes.len();
        let bytes = match missing {
            0 => Cow::Borrowed(bytes),
            _ => Cow::Owned([bytes, &[0; SECTOR][..missing]].concat()),
        };
        let length = bytes.len() as u64;
        Ok(Self { file: CompoundFile::open(Cursor::new(bytes))?, length, missing })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.file.is_stream(name)
    }

    /// The stream of this name, what can be read of it; empty where there is none.
    pub(super) fn stream(&mut self, name: &str) -> Vec<u8> {
        let mut out = Vec::new();
        if let Ok(stream) = self.file.open_stream(name) {
            // What is broken off is told where it is missed.
            let _ = stream.take(self.length).read_to_end(&mut out);
        }
        out
    }

    /// What its properties say of it: its title ([MS-OLEPS] 2.21 and 2.25).
    pub(super) fn metadata(&mut self) -> Metadata {
        let mut metadata = Metadata::default();
        if let Some(title) = title(&self.stream("\u{5}SummaryInformation")) {
            metadata.set_property_title(&title);
        }
        metadata
    }
}

fn title(stream: &[u8]) -> Option<String> {
    const CODE_PAGE: u32 = 1;
    const TITLE: u32 = 2;
    const WIDE: u32 = 31;
    let set = stream.get(le::u32(stream, 44)? as usize..)?;
    let count = le::u32(set, 4)?.min(100) as usize;
    let property = |id: u32| {
        let at = (0..count).map(|i| 8 + i * 8).find(|&at| le::u32(set, at) == Some(id))?;
        set.get(le::u32(set, at + 4)? as usize..)
    };
    let value = property(TITLE)?;
    let length = le::u32(value, 4)? as usize;
    if le::u32(value, 0)? == WIDE {
        let text = String::from_utf16_lossy(&le::utf16(value, 8, length));
        return Some(text.trim_end_matches('\0').to_owned());
    }
    let page = property(CODE_PAGE).and_then(|v| le::u16(v, 4)).unwrap_or(1252);
    let text = le::part(value, 8, length)?;
    let text = text.split(|b| *b == 0).next().unwrap_or_default();
    Some(code_page(page).decode_without_bom_handling(text).0.into_owned())
}
