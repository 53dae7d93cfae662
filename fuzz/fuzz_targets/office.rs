//! Word and OpenDocument: archives as they are, and parts without an archive around them, parted by NUL bytes: text,
//! lists, styles.
#![no_main]

use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        let _ = yaodian::read::bytes(bytes.to_vec(), "file.docx", None);
        return;
    }
    let Some((kind, rest)) = bytes.split_first() else { return };
    let names: &[&str] = match kind % 2 {
        0 => &["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml"],
        _ => &["content.xml", "styles.xml", "meta.xml", "mimetype"],
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let parts = rest.split(|b| *b == 0).chain(std::iter::repeat(&b"<a/>"[..]));
    for (name, part) in names.iter().zip(parts) {
        if zip.start_file(*name, stored).is_err() || zip.write_all(part).is_err() {
            return;
        }
    }
    if let Ok(file) = zip.finish() {
        let _ = yaodian::read::bytes(file.into_inner(), "file.docx", None);
    }
});
