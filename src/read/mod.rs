//! Bytes in, decoded text out: one file a format.

mod encoding;
mod record;

pub use encoding::{Decoded, parse_label};
pub use record::{Record, record};

use crate::{finding::Finding, source::Source};
use std::{fmt, io, path::Path};

/// A text as read: its source, how it was read, and what had to be replaced.
#[derive(Debug)]
pub struct Read {
    /// The decoded text.
    pub source: Source,
    /// The format's name, `text` for plain text.
    pub format: &'static str,
    /// The encoding's name as the WHATWG spells it.
    pub encoding: &'static str,
    /// Replaced characters.
    pub findings: Vec<Finding>,
}

/// Why an input could not be read.
#[derive(Debug)]
pub enum Error {
    /// The system refused.
    Io(io::Error),
    /// Nothing in it, or nothing but white space.
    Empty,
    /// Not text; the name of what it looks like.
    Binary(&'static str),
    /// A line that is no record of `analyze`, and why.
    Record(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "{error}"),
            Self::Empty => write!(f, "the file is empty; there is nothing to read"),
            Self::Binary(kind) => {
                write!(f, "this is {kind}, not plain text; convert it to text first (or name its --encoding)")
            }
            Self::Record(why) => {
                write!(
                    f,
                    "this is no document that `yaodian analyze` wrote ({why}); make it anew with analyze"
                )
            }
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Reads the file at `path`; `forced` overrides the detection of the encoding.
pub fn file(path: &Path, forced: Option<&'static encoding_rs::Encoding>) -> Result<Read, Error> {
    if path.is_dir() {
        return Err(Error::Io(io::Error::new(io::ErrorKind::IsADirectory, "this is a folder")));
    }
    bytes(std::fs::read(path)?, forced)
}

/// Reads `bytes`; `forced` overrides the detection of the encoding.
pub fn bytes(bytes: Vec<u8>, forced: Option<&'static encoding_rs::Encoding>) -> Result<Read, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if forced.is_none()
        && let Some(kind) = binary_kind(&bytes)
    {
        return Err(Error::Binary(kind));
    }
    let Decoded { text, encoding, replaced, first } = encoding::decode(bytes, forced);
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let findings = first.map(|at| {
        let message = format!("{replaced} sequences that are not {encoding} were read as U+FFFD");
        Finding::new("undecodable", message, at)
    });
    Ok(Read { source: Source::new(text), format: "text", encoding, findings: findings.into_iter().collect() })
}

/// Names the kind of a file that is no text, from its first bytes or from its control characters.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const MAGIC: [(&[u8], &str); 12] = [
        (b"%PDF-", "a PDF"),
        (b"PK\x03\x04", "a zip archive (a Word document, perhaps)"),
        (b"\xD0\xCF\x11\xE0", "an old Office document"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x28\xB5\x2F\xFD", "a zstd archive"),
        (b"7z\xBC\xAF", "a 7z archive"),
        (b"Rar!", "a rar archive"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x7FELF", "a program"),
        (b"{\\rtf", "an RTF document"),
    ];
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(kind);
    }
    if encoding::utf16_shape(bytes).is_some() {
        return None;
    }
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let odd = head
        .iter()
        .filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B))
        .count();
    let nul = head.contains(&0);
    (odd * 20 > head.len() || (nul && odd * 200 > head.len())).then_some("a binary file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_or_blank_file_is_an_error() {
        assert!(matches!(bytes(vec![], None), Err(Error::Empty)));
        assert!(matches!(bytes(b" \r\n\t".to_vec(), None), Err(Error::Empty)));
    }

    #[test]
    fn a_binary_file_is_named_for_what_it_is() {
        assert!(matches!(bytes(b"%PDF-1.7 \x00\x01".to_vec(), None), Err(Error::Binary("a PDF"))));
        assert!(matches!(
            bytes((0..=255).cycle().take(9000).collect(), None),
            Err(Error::Binary("a binary file"))
        ));
    }

    #[test]
    fn undecodable_bytes_are_counted_and_placed() {
        let read = bytes(
            "要点\u{0}".replace('\u{0}', "").into_bytes().into_iter().chain([0xFF, b'.', 0xFE]).collect(),
            Some(encoding_rs::UTF_8),
        );
        let read = read.unwrap();
        assert_eq!(read.findings.len(), 1);
        assert_eq!(read.findings[0].at, "要点".len());
        assert!(read.findings[0].message.starts_with('2'), "{}", read.findings[0].message);
    }
}
