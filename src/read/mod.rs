//! Bytes in, decoded text out: one file a format.

mod encoding;
mod error;
mod kind;
mod metadata;
mod numbering;
mod flow;
mod guard;
mod head;
mod xml;
mod package;
mod word;
mod docx;
#[cfg(feature = "doc")]
mod doc;
#[cfg(feature = "doc")]
mod rtf;
mod odt;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "pdf")]
mod pdf;
mod radical;
mod symbol;

pub use encoding::{Decoded, guess, parse_label};
pub use error::Error;
pub use error::size;
pub use guard::guarded;
pub use kind::is_document;
pub use metadata::{Field, Metadata, iso_date};

use crate::{
    finding::Finding,
    say,
    source::{Shape, Source},
};
use encoding_rs::Encoding;
use kind::Kind;
use std::{
    fs::File,
    io::{self, Read as _},
    path::Path,
};

/// A text as read: its source, how it was read, what its file says of it, and what had to be replaced or left out.
#[derive(Debug)]
pub struct Read {
    /// The decoded text.
    pub source: Source,
    /// The format's name: `text`, `html`, `mhtml`, `docx`, `word-xml`, `odt`, `doc`, `rtf`, `pdf`, or that of the table.
    pub format: &'static str,
    /// The encoding's name as the WHATWG spells it.
    pub encoding: &'static str,
    /// What the file says about itself.
    pub metadata: Metadata,
    /// What was replaced or left out.
    pub findings: Vec<Finding>,
}

impl Read {
    /// A text that is there already.
    pub fn of_text(text: String) -> Self {
        Self {
            source: Source::new(text),
            format: Kind::Text.format(),
            encoding: encoding_rs::UTF_8.name(),
            metadata: Metadata::default(),
            findings: Vec::new(),
        }
    }
}

/// What a reader made of a file.
#[derive(Debug, Default)]
struct Parsed {
    text: String,
    shape: Shape,
    metadata: Metadata,
    findings: Vec<Finding>,
}

/// How many bytes a document may have where nothing else is said: no speech is as long, while some files have no end.
pub const MOST: u64 = 256 << 20;

/// Reads the file at `path`, of at most so many bytes; `forced` overrides the detection of the encoding.
///
/// # Errors
/// The system refuses, there are more bytes, or [`bytes`] refuses.
pub fn file(path: &Path, forced: Option<&'static Encoding>, most: u64) -> Result<Read, Error> {
    if path.is_dir() {
        return Err(Error::Io(io::Error::new(io::ErrorKind::IsADirectory, "this is a folder")));
    }
    let mut file = File::open(path)?;
    let known = file.metadata()?.len();
    if known > most {
        return Err(Error::TooLong { most });
    }
    let mut all = Vec::with_capacity(usize::try_from(known).unwrap_or_default());
    whole(&mut file, most, &mut all)?;
    bytes(all, &path.to_string_lossy(), forced)
}

/// Reads all that is there, at most so many bytes.
///
/// # Errors
/// There are more, or the system refuses.
pub fn whole(from: impl io::Read, most: u64, into: &mut Vec<u8>) -> Result<(), Error> {
    let read = from.take(most.saturating_add(1)).read_to_end(into)?;
    if read as u64 > most { Err(Error::TooLong { most }) } else { Ok(()) }
}

/// Reads `bytes`; `name` is the file's, of which the ending is looked at, and `forced` overrides the detection of the
/// encoding of plain text and web pages.
///
/// # Errors
/// There is no text in them, they are damaged or encrypted, or of a kind that is not read.
pub fn bytes(bytes: Vec<u8>, name: &str, forced: Option<&'static Encoding>) -> Result<Read, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    let kind = match forced {
        Some(_) if !kind::is_known(&bytes) => kind::text(&bytes, name),
        _ => kind::of(&bytes, name)?,
    };
    let mut encoding = encoding_rs::UTF_8.name();
    let parsed = match kind {
        Kind::Text => {
            let (parsed, found) = plain(bytes, forced);
            if kind::is_json(&parsed.text) {
                return Err(Error::Json);
            }
            encoding = found;
            parsed
        }
        Kind::Html => {
            let (parsed, found) = page(bytes, forced)?;
            encoding = found;
            parsed
        }
        Kind::Mhtml => saved_page(&bytes)?,
        Kind::WordXml => docx::read_xml(bytes)?,
        Kind::Word => docx::read(package::Package::open(&bytes, kind.name())?)?,
        Kind::OldWord => old_word(&bytes)?,
        Kind::Rtf => rich_text(&bytes)?,
        Kind::OpenText => odt::read(package::Package::open(&bytes, kind.name())?)?,
        Kind::Pdf => pdf(&bytes)?,
    };
    finish(parsed, kind.format(), encoding)
}

/// Reads the text of a table's row, of which the columns say `metadata`; a text with markup is read as a web page.
///
/// # Errors
/// There is no text in it.
pub fn cell(
    text: &str,
    format: &'static str,
    encoding: &'static str,
    metadata: Metadata,
) -> Result<Read, Error> {
    let mut parsed = match kind::text(text.as_bytes(), "") {
        Kind::Html => page(text.as_bytes().to_vec(), Some(encoding_rs::UTF_8))?.0,
        _ => Parsed { text: text.to_owned(), ..Parsed::default() },
    };
    parsed.metadata = metadata;
    finish(parsed, format, encoding)
}

/// What a reader made, as it is handed on.
fn finish(mut parsed: Parsed, format: &'static str, encoding: &'static str) -> Result<Read, Error> {
    if parsed.text.trim().is_empty() {
        return Err(Error::Empty);
    }
    if let Some((count, at)) = radical::fold(&mut parsed.text) {
        let message = say!("radicals", n = count);
        parsed.findings.push(Finding::new("radicals", message, at));
    }
    let Parsed { text, mut shape, mut metadata, findings } = parsed;
    if !shape.paragraphs {
        shape.head = head::take(&text, &mut metadata);
        shape.title = metadata.title.clone().filter(|_| shape.head > 0);
    }
    Ok(Read { source: Source::shaped(text, shape), format, encoding, metadata, findings })
}

/// A plain text, and its encoding.
fn plain(bytes: Vec<u8>, forced: Option<&'static Encoding>) -> (Parsed, &'static str) {
    let Decoded { text, encoding, replaced, first } = encoding::decode(bytes, forced);
    let finding = undecodable(encoding, replaced, first);
    (Parsed { text, findings: finding.into_iter().collect(), ..Parsed::default() }, encoding)
}

/// A web page, and its encoding.
#[cfg(feature = "html")]
fn page(bytes: Vec<u8>, forced: Option<&'static Encoding>) -> Result<(Parsed, &'static str), Error> {
    html::read(bytes, forced)
}

/// A page saved with its pictures as a message of several parts.
#[cfg(feature = "html")]
fn saved_page(bytes: &[u8]) -> Result<Parsed, Error> {
    let page =
        html::of_message(bytes).ok_or_else(|| Error::damaged(Kind::Mhtml.name(), say!("mhtml-no-page")))?;
    Ok(html::read(page.into_bytes(), Some(encoding_rs::UTF_8))?.0)
}

#[cfg(not(feature = "html"))]
fn saved_page(_: &[u8]) -> Result<Parsed, Error> {
    Err(Error::NotBuilt("html"))
}

#[cfg(not(feature = "html"))]
fn page(_: Vec<u8>, _: Option<&'static Encoding>) -> Result<(Parsed, &'static str), Error> {
    Err(Error::NotBuilt("html"))
}

#[cfg(feature = "doc")]
fn old_word(bytes: &[u8]) -> Result<Parsed, Error> {
    guarded(|| doc::read(bytes))
        .unwrap_or_else(|why| Err(Error::damaged(Kind::OldWord.name(), say!("reader-unforeseen", why))))
}

#[cfg(not(feature = "doc"))]
fn old_word(_: &[u8]) -> Result<Parsed, Error> {
    Err(Error::NotBuilt("doc"))
}

#[cfg(feature = "doc")]
fn rich_text(bytes: &[u8]) -> Result<Parsed, Error> {
    rtf::read(bytes)
}

#[cfg(not(feature = "doc"))]
fn rich_text(_: &[u8]) -> Result<Parsed, Error> {
    Err(Error::NotBuilt("doc"))
}

#[cfg(feature = "pdf")]
fn pdf(bytes: &[u8]) -> Result<Parsed, Error> {
    guarded(|| pdf::read(bytes))
        .unwrap_or_else(|why| Err(Error::damaged(Kind::Pdf.name(), say!("reader-unforeseen", why))))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &[u8]) -> Result<Parsed, Error> {
    Err(Error::NotBuilt("pdf"))
}

fn undecodable(encoding: &str, replaced: usize, first: Option<usize>) -> Option<Finding> {
    let message = say!("undecodable", n = replaced, encoding);
    first.map(|at| Finding::new("undecodable", message, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(content: &[u8]) -> Result<Read, Error> {
        bytes(content.to_vec(), "a.txt", None)
    }

    #[test]
    fn an_empty_or_blank_file_is_an_error() {
        assert!(matches!(of(b""), Err(Error::Empty)));
        assert!(matches!(of(b" \r\n\t"), Err(Error::Empty)));
    }

    #[test]
    fn undecodable_bytes_are_counted_and_placed() {
        let text = ["要点".as_bytes(), &[0xFF, b'.', 0xFE]].concat();
        let read = bytes(text, "a.txt", Some(encoding_rs::UTF_8)).unwrap();
        assert_eq!(read.findings.len(), 1);
        assert_eq!(read.findings[0].at, "要点".len());
        assert!(read.findings[0].message.starts_with('2'), "{}", read.findings[0].message);
    }

    #[test]
    fn radicals_in_plain_text_are_read_as_ideographs_and_told() {
        let read = of("⼀、抓好⼯作。".as_bytes()).unwrap();
        assert_eq!(read.source.text(), "一、抓好工作。");
        assert_eq!(read.findings[0].code, "radicals");
    }
}
