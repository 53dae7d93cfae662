//! Why an input could not be read, and what to do about it.

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
        match self {
            Self::Io(error) => write!(f, "{error}"),
            Self::Empty => write!(f, "the file is empty; there is nothing to read"),
            Self::Binary(kind) => write!(
                f,
                "this is {kind}, which is not read; turn it into text first, or name a program that does with --pre"
            ),
            Self::Old(kind) => write!(
                f,
                "this is {kind}, which is not read; turn it into a .docx with `libreoffice --headless --convert-to docx FILE`, or name a program that gives its text with --pre (--pre 'antiword {{}}')"
            ),
            Self::Archive(kind) => {
                write!(
                    f,
                    "this is {kind} and no document; end its name with .zip, .tar, .tar.gz, .gz or .zst to have it unpacked"
                )
            }
            Self::Damaged { kind, why } => {
                write!(f, "this should be {kind}, but {why}; fetch it again, or open and save it anew")
            }
            Self::Encrypted(kind) => {
                write!(f, "this is {kind} locked with a password; save it without one")
            }
            Self::Scanned { pages } => write!(
                f,
                "this is a scanned PDF: {pages} pages of pictures without text; let OCR read it first (`ocrmypdf -l chi_sim FILE OUT.pdf`)"
            ),
            Self::TooLarge { kind, most } => {
                write!(
                    f,
                    "this is {kind} that unpacks to more than {} MB, more than a document can be",
                    most >> 20
                )
            }
            Self::NotBuilt(feature) => {
                write!(f, "this program was built without its reader; build it with --features {feature}")
            }
            Self::Record(why) => {
                write!(
                    f,
                    "this is no document that `yaodian analyze` wrote ({why}); make it anew with analyze"
                )
            }
            Self::Recorded => write!(
                f,
                "this is a document that `yaodian analyze` wrote: its points and directives stand in it (jq '.items[]'); the commands that count words read it"
            ),
            Self::Json => write!(
                f,
                "this is JSON and no text; an object a line is read where the name ends with .jsonl or .ndjson (jq -c '.[]' makes lines of a list)"
            ),
            Self::Part(why) => write!(f, "{why}"),
            Self::Pre(why) => write!(f, "--pre: {why}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
