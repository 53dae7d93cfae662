//! What kind of file bytes are: by their first bytes, then by the file's name, then by how they look.

use super::{Error, docx, encoding, odt, package::Package};
use crate::say;
use std::path::Path;

/// A kind of document that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Html,
    Mhtml,
    Word,
    WordXml,
    OpenText,
    OldWord,
    Rtf,
    Pdf,
}

impl Kind {
    /// Its name in records.
    pub(super) const fn format(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Mhtml => "mhtml",
            Self::Word => "docx",
            Self::WordXml => "word-xml",
            Self::OpenText => "odt",
            Self::OldWord => "doc",
            Self::Rtf => "rtf",
            Self::Pdf => "pdf",
        }
    }

    /// Its name in messages.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Text => "a plain text",
            Self::Html => "a web page",
            Self::Mhtml => "a web page saved as MHTML",
            Self::Word => "a Word document",
            Self::WordXml => "a Word document saved as XML",
            Self::OpenText => "an OpenDocument text",
            Self::OldWord => "an old Word document (.doc)",
            Self::Rtf => "an RTF document",
            Self::Pdf => "a PDF",
        }
    }
}

/// What a document is by the ending of its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Called {
    Plain,
    Page,
    Word,
    OpenText,
    Pdf,
    /// What Word and WPS wrote before 2007.
    Older,
}

/// The endings of documents; those of tables and archives are with what unpacks them.
const ENDINGS: [(&str, Called); 22] = [
    ("txt", Called::Plain),
    ("text", Called::Plain),
    ("md", Called::Plain),
    ("markdown", Called::Plain),
    ("html", Called::Page),
    ("htm", Called::Page),
    ("xhtml", Called::Page),
    ("shtml", Called::Page),
    ("mht", Called::Page),
    ("mhtml", Called::Page),
    ("docx", Called::Word),
    ("docm", Called::Word),
    ("dotx", Called::Word),
    ("dotm", Called::Word),
    ("odt", Called::OpenText),
    ("ott", Called::OpenText),
    ("pdf", Called::Pdf),
    ("doc", Called::Older),
    ("dot", Called::Older),
    ("rtf", Called::Older),
    ("wps", Called::Older),
    ("wpt", Called::Older),
];

/// What a file is called, by the ending of its name.
fn called(name: &str) -> Option<Called> {
    let (_, ending) = name.rsplit_once('.')?;
    ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known)).map(|(_, called)| *called)
}

/// Whether a file is by its name a document: one without an ending is, for want of a sign against it.
pub fn is_document(path: &Path) -> bool {
    called(&path.to_string_lossy()).is_some() || path.extension().is_none()
}

/// What a text is: a page or plain.
pub(super) fn text(bytes: &[u8], name: &str) -> Kind {
    if is_page(bytes, name) { Kind::Html } else { Kind::Text }
}

/// What stands for a file, from its first bytes.
#[derive(Clone, Copy)]
enum Sign {
    Pdf,
    Zip,
    Ole,
    Archive(&'static str),
    Old(&'static str),
    Other(&'static str),
}

const SIGNS: [(&[u8], Sign); 18] = [
    // Word 2, Word for DOS.
    (b"\xDB\xA5", Sign::Old("a Word document of before 1993")),
    (b"\x31\xBE\0\0", Sign::Old("a Word document of before 1993")),
    (b"\xFFWPC", Sign::Old("a WordPerfect document")),
    (b"\xFD7zXZ", Sign::Other("an xz archive")),
    (b"BZh9", Sign::Other("a bzip2 archive")),
    (b"%PDF-", Sign::Pdf),
    (b"PK\x03\x04", Sign::Zip),
    (b"PK\x05\x06", Sign::Zip),
    (b"\xD0\xCF\x11\xE0", Sign::Ole),
    (b"\x1F\x8B", Sign::Archive("a gzip archive")),
    (b"\x28\xB5\x2F\xFD", Sign::Archive("a zstd archive")),
    (b"7z\xBC\xAF", Sign::Other("a 7z archive")),
    (b"Rar!", Sign::Other("a rar archive")),
    (b"\x89PNG", Sign::Other("a picture")),
    (b"\xFF\xD8\xFF", Sign::Other("a picture")),
    (b"GIF8", Sign::Other("a picture")),
    (b"\x7FELF", Sign::Other("a program")),
    (b"PAR1", Sign::Other("a Parquet table")),
];

fn sign(bytes: &[u8]) -> Option<Sign> {
    SIGNS.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, sign)| *sign)
}

/// Whether the first bytes tell a kind, so that no encoding makes a text of it.
pub(super) fn is_known(bytes: &[u8]) -> bool {
    sign(bytes).is_some()
}

/// The kind of a file.
///
/// # Errors
/// It is of a kind that is not read, or is not what its name says.
pub(super) fn of(bytes: &[u8], name: &str) -> Result<Kind, Error> {
    match sign(bytes) {
        Some(Sign::Pdf) => return Ok(Kind::Pdf),
        Some(Sign::Zip) => return zipped(bytes, name),
        Some(Sign::Ole) => return Ok(Kind::OldWord),
        Some(Sign::Old(kind)) => return Err(Error::Old(kind)),
        Some(Sign::Archive(kind)) => return Err(Error::Archive(kind)),
        Some(Sign::Other(kind)) => return Err(Error::Binary(kind)),
        None => {}
    }
    let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if bare.starts_with(b"{\\rtf") {
        return Ok(Kind::Rtf);
    }
    if let Some(kind) = marked_up(bytes) {
        return kind;
    }
    // Some servers put blanks before a PDF.
    const LOOKED_AT: usize = 1024;
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let called = called(name);
    if head.windows(5).any(|w| w == b"%PDF-") && called == Some(Called::Pdf) {
        return Ok(Kind::Pdf);
    }
    let expected = match called {
        Some(Called::Word) => Some(Kind::Word),
        Some(Called::OpenText) => Some(Kind::OpenText),
        Some(Called::Pdf) => Some(Kind::Pdf),
        _ => None,
    };
    // A page that a server sent instead is a page.
    if let Some(kind) = expected.filter(|_| !is_page(bytes, "")) {
        return Err(Error::damaged(kind.name(), say!("first-bytes")));
    }
    if encoding::utf16_shape(bytes).is_none() && is_binary(bytes) {
        return Err(Error::Binary("a binary file"));
    }
    Ok(text(bytes, name))
}

/// A document in markup by its beginning: Word's own XML, a saved page with its pictures; any other XML is not read, since
/// its tags would be taken for its text.
fn marked_up(bytes: &[u8]) -> Option<Result<Kind, Error>> {
    const LOOKED_AT: usize = 4096;
    let head: Vec<u8> =
        bytes.iter().take(LOOKED_AT).filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    let start = marks.iter().find_map(|mark| head.strip_prefix(*mark)).unwrap_or(&head).trim_ascii_start();
    let has = |sign: &[u8]| memchr::memmem::find(&head, sign).is_some();
    let xml = start.starts_with(b"<?xml");
    if (xml || start.starts_with(b"<pkg:package") || start.starts_with(b"<w:worddocument"))
        && (has(b"progid=\"word.document\"") || has(b"<pkg:package") || has(b"<w:worddocument"))
    {
        return Some(Ok(Kind::WordXml));
    }
    // The head of a message may begin with any of its fields.
    let field = start.iter().take_while(|b| b.is_ascii_alphabetic() || **b == b'-').count();
    if field > 0 && start[field..].starts_with(b":") && has(b"mime-version:") && has(b"multipart/related") {
        return Some(Ok(Kind::Mhtml));
    }
    (xml && !is_page(bytes, "")).then_some(Err(Error::Binary("an XML file")))
}

/// A zip archive: an office document, or something else packed.
fn zipped(bytes: &[u8], name: &str) -> Result<Kind, Error> {
    let called = called(name);
    let expected = if called == Some(Called::OpenText) { Kind::OpenText } else { Kind::Word };
    let office = matches!(called, Some(Called::Word | Called::OpenText));
    let kind = if office { expected.name() } else { "a zip archive" };
    let mut package = Package::open(bytes, kind)?;
    if docx::is_one(&mut package) {
        Ok(Kind::Word)
    } else if odt::is_one(&mut package) {
        Ok(Kind::OpenText)
    } else if office {
        Err(Error::damaged(kind, say!("no-parts")))
    } else if package.has_below("xl/") || package.has_below("ppt/") {
        Err(Error::Binary("an Excel or PowerPoint file"))
    } else {
        Err(Error::Archive("a zip archive"))
    }
}

/// Whether a text is a web page: it opens as one, or is called one and has tags.
fn is_page(bytes: &[u8], name: &str) -> bool {
    const LOOKED_AT: usize = 4096;
    // In UTF-16 every other byte of a tag is zero.
    let head: Vec<u8> =
        bytes.iter().take(LOOKED_AT).filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
    let opens = [&b"<!doctype html"[..], b"<html", b"<head", b"<body", b"<meta", b"<title"];
    let has = |tag: &[u8]| memchr::memmem::find(&head, tag).is_some();
    opens.iter().any(|tag| start.starts_with(tag))
        || start.starts_with(b"<") && (has(b"<html") || has(b"<!doctype html"))
        || called(name) == Some(Called::Page) && has(b"<")
}

/// Whether a text is JSON, of which the names of fields would be read as if they were words.
pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix('[').map_or(text, str::trim_start);
    text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'))
}

/// Whether bytes are no text, by their control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let odd = head
        .iter()
        .filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A | 0x1B))
        .count();
    odd * 20 > head.len() || (head.contains(&0) && odd * 200 > head.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_first_bytes_before_its_name() {
        assert_eq!(of(b"%PDF-1.7 \x00\x01", "a.docx").unwrap(), Kind::Pdf);
        assert_eq!(of("要点".as_bytes(), "a.txt").unwrap(), Kind::Text);
        assert_eq!(of(b"\n<!DOCTYPE HTML><p>", "a").unwrap(), Kind::Html);
        assert_eq!(of("<p>要点".as_bytes(), "a.htm").unwrap(), Kind::Html);
        assert_eq!(of("<p>要点".as_bytes(), "a.txt").unwrap(), Kind::Text);
    }

    #[test]
    fn what_is_not_read_is_named_for_what_it_is() {
        assert!(matches!(of(b"\x89PNG\r\n", "a"), Err(Error::Binary("a picture"))));
        assert!(matches!(of(b"\xDB\xA5\x2D\0", "a.doc"), Err(Error::Old(_))));
        assert!(matches!(of(b"PK\x03\x04 cut off", "a.docx"), Err(Error::Damaged { .. })));
        assert!(matches!(of("不是文档".as_bytes(), "a.docx"), Err(Error::Damaged { .. })));
        let bytes: Vec<u8> = (0..=255).cycle().take(9000).collect();
        assert!(matches!(of(&bytes, "a"), Err(Error::Binary("a binary file"))));
    }
}
