//! Documents made for tests: as little of the format as each needs.

use super::fib::{Entry, Part};
use std::io::{Cursor, Write as _};

/// A document in the making.
#[derive(Default)]
pub(super) struct Made {
    /// The stream of the text, from byte 1024 on, and the one of tables.
    stream: Vec<u8>,
    table: Vec<u8>,
    entries: Vec<(Entry, usize, usize)>,
    lengths: [u32; 22],
    /// For each piece its characters, its place with the sign of single bytes, and its modifier.
    pieces: Vec<(u32, u32, u16)>,
    /// Lists of properties that pieces refer to.
    modifiers: Vec<Vec<u8>>,
    /// Pages of properties: their kind and where they stand.
    pages: Vec<(Entry, u32)>,
    flags: u16,
}

const TEXT: usize = 1024;

impl Made {
    /// A document whose main text has these paragraphs, each with its properties behind the number of its style.
    pub(super) fn of(paragraphs: &[(&str, &[u8])]) -> Self {
        let mut made = Self::default();
        let text: String = paragraphs.iter().map(|(text, _)| *text).collect();
        let start = made.wide(&text, 0);
        made.lengths[Part::Main as usize] = text.encode_utf16().count() as u32;
        let mut at = start;
        let mut runs = Vec::new();
        for (text, properties) in paragraphs {
            let end = at + 2 * text.encode_utf16().count() as u32;
            runs.push((at, end, [&[0, 0], *properties].concat()));
            at = end;
        }
        made.page(Entry::ParagraphFormats, &runs);
        made
    }

    /// Adds a piece in UTF-16; its place in the stream.
    pub(super) fn wide(&mut self, text: &str, modifier: u16) -> u32 {
        let place = (TEXT + self.stream.len()) as u32;
        let units: Vec<u16> = text.encode_utf16().collect();
        self.stream.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        self.pieces.push((units.len() as u32, place, modifier));
        place
    }

    /// Adds a piece in single bytes.
    pub(super) fn narrow(&mut self, bytes: &[u8]) {
        let place = (TEXT + self.stream.len()) as u32;
        self.stream.extend_from_slice(bytes);
        self.pieces.push((bytes.len() as u32, (place * 2) | 0x4000_0000, 0));
    }

    /// Says how many characters a story has.
    pub(super) fn length(&mut self, part: Part, count: u32) {
        self.lengths[part as usize] = count;
    }

    /// Says how many characters the headers and the comments have.
    pub(super) fn header_and_comments(&mut self, headers: u32, comments: u32) {
        (self.lengths[5], self.lengths[7]) = (headers, comments);
    }

    /// Takes so many bytes off the end of the stream.
    pub(super) fn lose_text(&mut self, bytes: usize) {
        self.stream.truncate(self.stream.len() - bytes);
    }

    pub(super) fn flags(&mut self, flags: u16) {
        self.flags = flags;
    }

    pub(super) fn modifier(&mut self, properties: &[u8]) {
        self.modifiers.push(properties.to_vec());
    }

    /// Adds a table.
    pub(super) fn table(&mut self, entry: Entry, bytes: &[u8]) {
        self.entries.push((entry, self.table.len(), bytes.len()));
        self.table.extend_from_slice(bytes);
    }

    /// Adds bytes behind the last table.
    pub(super) fn behind(&mut self, bytes: &[u8]) {
        self.table.extend_from_slice(bytes);
    }

    /// Adds a page of properties of stretches of the stream.
    pub(super) fn page(&mut self, entry: Entry, runs: &[(u32, u32, Vec<u8>)]) {
        let width = if entry as usize == Entry::ParagraphFormats as usize { 13 } else { 1 };
        let mut page = vec![0; 512];
        let mut at = 510;
        for (i, (start, end, properties)) in runs.iter().enumerate() {
            page[i * 4..i * 4 + 4].copy_from_slice(&start.to_le_bytes());
            page[i * 4 + 4..i * 4 + 8].copy_from_slice(&end.to_le_bytes());
            let length = properties.len();
            let mut listed = if width == 13 { vec![0, length.div_ceil(2) as u8] } else { vec![length as u8] };
            listed.extend(properties);
            at -= listed.len().next_multiple_of(2);
            page[(runs.len() + 1) * 4 + i * width] = (at / 2) as u8;
            page[at..at + listed.len()].copy_from_slice(&listed);
        }
        page[511] = runs.len() as u8;
        while !self.stream.len().is_multiple_of(512) {
            self.stream.push(0);
        }
        self.pages.push((entry, ((TEXT + self.stream.len()) / 512) as u32));
        self.stream.extend(page);
    }

    /// The file.
    pub(super) fn file(mut self) -> Vec<u8> {
        for (entry, number) in std::mem::take(&mut self.pages) {
            let numbers = [0, u32::MAX, number];
            self.table(entry, &numbers.map(u32::to_le_bytes).concat());
        }
        self.pieces_table();
        let mut head = vec![0; TEXT];
        let mut put = |at: usize, bytes: &[u8]| head[at..at + bytes.len()].copy_from_slice(bytes);
        put(0, &[0xEC, 0xA5, 0xC1, 0]);
        put(0x0A, &self.flags.to_le_bytes());
        // Where the text begins and ends by a part of the head that is not to be looked at.
        put(0x18, &[0, 2, 0, 0, 0, 9, 0, 0]);
        put(32, &14u16.to_le_bytes());
        put(62, &22u16.to_le_bytes());
        for (i, length) in self.lengths.iter().enumerate() {
            put(64 + i * 4, &length.to_le_bytes());
        }
        put(152, &93u16.to_le_bytes());
        for &(entry, at, length) in &self.entries {
            put(154 + entry as usize * 8, &(at as u32).to_le_bytes());
            put(158 + entry as usize * 8, &(length as u32).to_le_bytes());
        }
        head.extend(self.stream);
        compound(&[("WordDocument", &head), ("0Table", &self.table)])
    }

    fn pieces_table(&mut self) {
        let mut clx: Vec<u8> = Vec::new();
        for list in &self.modifiers {
            clx.push(1);
            clx.extend((list.len() as u16).to_le_bytes());
            clx.extend(list);
        }
        clx.push(2);
        clx.extend((4 + 12 * self.pieces.len() as u32).to_le_bytes());
        let mut at = 0;
        clx.extend(0u32.to_le_bytes());
        for (count, ..) in &self.pieces {
            at += count;
            clx.extend(at.to_le_bytes());
        }
        for (_, place, modifier) in &self.pieces {
            clx.extend([0, 0]);
            clx.extend(place.to_le_bytes());
            clx.extend(modifier.to_le_bytes());
        }
        self.table(Entry::Pieces, &clx);
    }
}

/// A compound file of these streams.
pub(super) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        file.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A level of a list: what it shows, with the bytes 0 to 8 for numbers, in a form, from a start.
pub(super) fn level(start: u32, form: u8, text: &str) -> Vec<u8> {
    let mut out = vec![0; 28];
    out[..4].copy_from_slice(&start.to_le_bytes());
    out[4] = form;
    out[15] = 2;
    let units: Vec<u16> = text.encode_utf16().collect();
    out.extend((units.len() as u16).to_le_bytes());
    out.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    out
}
