//! The readers: any bytes as a file of their kind.

use std::{
    io::{Cursor, Write},
    iter,
    ops::ControlFlow,
};
use yaodian::read;
use yaodian_cli::corpus::{Options, unpacked};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// What `containers` takes its input for; the first byte tells which.
pub(crate) const CONTAINERS: [&str; 10] =
    ["a.csv", "a.tsv", "a.jsonl", "a.parquet", "a.zip", "a.tar", "a.tar.gz", "a.csv.gz", "a.zst", "a.txt"];

/// Web pages, in the encoding that they name or that is found.
pub(crate) fn html(bytes: &[u8]) {
    let _ = read::bytes(bytes.to_vec(), "page.html", None);
}

/// PDF.
pub(crate) fn pdf(bytes: &[u8]) {
    let _ = read::bytes(bytes.to_vec(), "file.pdf", None);
}

/// Word and OpenDocument: archives as they are, and parts without an archive around them, parted by NUL bytes: text, lists,
/// styles; the first byte tells which of the two.
pub(crate) fn office(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        let _ = read::bytes(bytes.to_vec(), "file.docx", None);
        return;
    }
    let Some((kind, rest)) = bytes.split_first() else { return };
    let names: &[&str] = match kind % 2 {
        0 => &["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml"],
        _ => &["content.xml", "styles.xml", "meta.xml", "mimetype"],
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let parts = rest.split(|b| *b == 0).chain(iter::repeat(&b"<a/>"[..]));
    for (name, part) in names.iter().zip(parts) {
        if zip.start_file(*name, stored).is_err() || zip.write_all(part).is_err() {
            return;
        }
    }
    if let Ok(file) = zip.finish() {
        let _ = read::bytes(file.into_inner(), "file.docx", None);
    }
}

/// Word before 2007 and RTF: files as they are, and the streams of a document without the compound file around them; the
/// lengths of the first two come first.
pub(crate) fn word(bytes: &[u8]) {
    if bytes.starts_with(b"{\\rtf") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let _ = read::bytes(bytes.to_vec(), "file.doc", None);
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
        let _ = read::bytes(file.into_inner().into_inner(), "file.doc", None);
    }
}

/// Tables and archives: every portion of them is read.
pub(crate) fn containers(bytes: &[u8]) {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let options = Options::default();
    unpacked(CONTAINERS[usize::from(*kind) % CONTAINERS.len()], rest.to_vec(), &options, |portion| {
        let _ = portion.open(&options);
        ControlFlow::Continue(())
    });
}
