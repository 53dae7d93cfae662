//! Why an input could not be read, and what to do about it.

use crate::say;
use std::{fmt, io};

/// Why an input could not be read.
#[derive(Debug)]
pub enum Error {
    /// The system refused.
    Io(io::Error),
    /// Nothing in it, or nothing but white space.
    Empty,
    /// Not text; the name of what it looks like.
    Binary(&'static str),
    /// An older office document, which LibreOffice can turn into one that is read.
    Old(&'static str),
    /// An archive where a document was looked for.
    Archive(&'static str),
    /// Broken off or broken; what it should be, and what is wrong with it.
    Damaged {
        /// What it should be.
        kind: &'static str,
        /// What is wrong with it, and where.
        why: String,
    },
    /// Locked with a password.
    Encrypted(&'static str),
    /// A PDF that holds pictures of its pages and no text.
    Scanned {
        /// How many pages it has.
        pages: usize,
    },
    /// Longer than may be read.
    TooLong {
        /// How many bytes may be read.
        most: u64,
    },
    /// Nothing is left of it where page numbers, empty signs and the like are left out.
    Nothing,
    /// It unpacks to more than may be read.
    TooLarge {
        /// What it is.
        kind: &'static str,
        /// How many bytes may be read.
        most: u64,
    },
    /// The program was built without the reader; the name of its cargo feature.
    NotBuilt(&'static str),
    /// A line that is no record of `analyze`, and why.
    Record(String),
    /// A document that `analyze` wrote, where a text was looked for.
    Recorded,
    /// JSON that is no JSON Lines by its name.
    Json,
    /// A part of a table or an archive that can't be read, and why.
    Part(String),
    /// The command of `--pre` failed, and how.
    Pre(String),
}

impl Error {
    /// Whether the file is of a kind that is not read, so that another program may be asked.
    pub fn is_foreign(&self) -> bool {
        matches!(self, Self::Binary(_) | Self::Old(_) | Self::NotBuilt(_))
    }

    /// A file of this kind that is damaged so.
    pub(super) fn damaged(kind: &'static str, why: impl Into<String>) -> Self {
        Self::Damaged { kind, why: why.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Io(error) => crate::system::what(error),
            Self::Empty => say!("file-empty"),
            Self::Nothing => say!("nothing-left"),
            Self::TooLong { most } => say!("too-long", most = size(*most)),
            Self::Binary(kind) => say!("foreign", kind = thing(kind)),
            Self::Old(kind) => say!("older", kind = thing(kind), path = "{}"),
            Self::Archive(kind) => say!("archive-no-document", kind = thing(kind)),
            Self::Damaged { kind, why } => say!("damaged", kind = thing(kind), why),
            Self::Encrypted(kind) => say!("encrypted", kind = thing(kind)),
            Self::Scanned { pages } => say!("scanned", pages),
            Self::TooLarge { kind, most } => say!("unpacks-large", kind = thing(kind), most = size(*most)),
            Self::NotBuilt(feature) => say!("not-built", feature),
            Self::Record(why) => say!("record-broken", why),
            Self::Recorded => say!("record-here"),
            Self::Json => say!("json-no-text"),
            Self::Part(why) => why.clone(),
            Self::Pre(why) => say!("pre-failed", why),
        })
    }
}

/// What a file is, by the name that the code has for it.
fn thing(kind: &str) -> String {
    match kind {
        "a plain text" => say!("kind-text"),
        "a web page" => say!("kind-page"),
        "a Word document" => say!("kind-word"),
        "an OpenDocument text" => say!("kind-odt"),
        "a PDF" => say!("kind-pdf"),
        "an office document" => say!("kind-office"),
        "a gzip archive" => say!("kind-gzip"),
        "a zstd archive" => say!("kind-zstd"),
        "a zip archive" => say!("kind-zip"),
        "a 7z archive" => say!("kind-7z"),
        "a rar archive" => say!("kind-rar"),
        "an xz archive" => say!("kind-xz"),
        "a bzip2 archive" => say!("kind-bzip2"),
        "a picture" => say!("kind-picture"),
        "a program" => say!("kind-program"),
        "a Parquet table" => say!("kind-parquet"),
        "an RTF document" => say!("kind-rtf"),
        "a Word document saved as XML" => say!("kind-word-xml"),
        "a web page saved as MHTML" => say!("kind-mhtml"),
        "an XML file" => say!("kind-xml"),
        "a binary file" => say!("kind-binary"),
        "an Excel or PowerPoint file" => say!("kind-excel"),
        "an old Word document (.doc)" => say!("kind-doc"),
        "a Word document of before 1993" => say!("kind-word-2"),
        "a WordPerfect document" => say!("kind-word-perfect"),
        "a document of Microsoft Works" => say!("kind-works"),
        "an old Office document" => say!("kind-old-office"),
        other => other.to_owned(),
    }
}

/// A number of bytes in words.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => say!("size-bytes", n = bytes),
        1024..1_048_576 => format!("{} KB", bytes >> 10),
        _ => format!("{} MB", bytes >> 20),
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
