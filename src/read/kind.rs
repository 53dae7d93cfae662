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

/// What there is to know of a kind before it is read; what reads it stands in `read::bytes`.
struct About {
    kind: Kind,
    /// Its name in records.
    format: &'static str,
    /// Its name in messages.
    name: &'static str,
    /// What such files are called; those of tables and archives are with what unpacks them.
    endings: &'static [&'static str],
}

/// In the order of [`Kind`].
const KINDS: [About; 9] = [
    About {
        kind: Kind::Text,
        format: "text",
        name: "a plain text",
        endings: &["txt", "text", "md", "markdown"],
    },
    About {
        kind: Kind::Html,
        format: "html",
        name: "a web page",
        endings: &["html", "htm", "xhtml", "shtml"],
    },
    About {
        kind: Kind::Mhtml,
        format: "mhtml",
        name: "a web page saved as MHTML",
        endings: &["mht", "mhtml"],
    },
    About {
        kind: Kind::Word,
        format: "docx",
        name: "a Word document",
        endings: &["docx", "docm", "dotx", "dotm"],
    },
    About { kind: Kind::WordXml, format: "word-xml", name: "a Word document saved as XML", endings: &[] },
    About { kind: Kind::OpenText, format: "odt", name: "an OpenDocument text", endings: &["odt", "ott"] },
    About {
        kind: Kind::OldWord,
        format: "doc",
        name: "an old Word document (.doc)",
        endings: &["doc", "dot", "wps", "wpt"],
    },
    About { kind: Kind::Rtf, format: "rtf", name: "an RTF document", endings: &["rtf"] },
    About { kind: Kind::Pdf, format: "pdf", name: "a PDF", endings: &["pdf"] },
];

impl Kind {
    const fn about(self) -> &'static About {
        &KINDS[self as usize]
    }

    /// Its name in records.
    pub(super) const fn format(self) -> &'static str {
        self.about().format
    }

    /// Its name in messages.
    pub(super) const fn name(self) -> &'static str {
        self.about().name
    }
}

/// What a file is called, by the ending of its name.
fn called(name: &str) -> Option<Kind> {
    let (_, ending) = name.rsplit_once('.')?;
    let is_called = |about: &&About| about.endings.iter().any(|own| ending.eq_ignore_ascii_case(own));
    KINDS.iter().find(is_called).map(|about| about.kind)
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
    if head.windows(5).any(|w| w == b"%PDF-") && called == Some(Kind::Pdf) {
        return Ok(Kind::Pdf);
    }
    let expected = called.filter(|kind| matches!(kind, Kind::Word | Kind::OpenText | Kind::Pdf));
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
    let office = called.filter(|kind| matches!(kind, Kind::Word | Kind::OpenText));
    let kind = office.map_or("a zip archive", Kind::name);
    let mut package = Package::open(bytes, kind)?;
    if docx::is_one(&mut package) {
        Ok(Kind::Word)
    } else if odt::is_one(&mut package) {
        Ok(Kind::OpenText)
    } else if office.is_some() {
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
        || matches!(called(name), Some(Kind::Html | Kind::Mhtml)) && has(b"<")
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
    fn every_kind_has_its_row_in_their_order() {
        for (i, about) in KINDS.iter().enumerate() {
            assert_eq!(about.kind as usize, i, "{}", about.format);
            assert!(about.endings.iter().all(|ending| called(&format!("a.{ending}")) == Some(about.kind)));
        }
    }

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
