//! Word before 2007 and RTF: files as they are, and the streams of a document without the compound file around them: the
//! lengths of the first two come first.
#![no_main]

use std::io::{Cursor, Write};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"{\\rtf") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let _ = yaodian::read::bytes(bytes.to_vec(), "file.doc", None);
        return;
    }
    let Some((head, rest)) = bytes.split_first_chunk::<4>() else { return };
    let length = |at: usize| usize::from(u16::from_le_bytes([head[at], head[at + 1]])) * 4;
    let (text, rest) = rest.split_at(length(0).min(rest.len()));
    let (table, data) = rest.split_at(length(2).min(rest.len()));
    let Ok(mut file) = cfb::CompoundFile::create(Cursor::new(Vec::new())) else { return };
    for (name, stream) in [("WordDocument", text), ("0Table", table), ("1Table", table), ("Data", data)] {
        if file.create_stream(name).and_then(|mut s| s.write_all(stream)).is_err() {
            return;
        }
    }
    if file.flush().is_ok() {
        let _ = yaodian::read::bytes(file.into_inner().into_inner(), "file.doc", None);
    }
});
