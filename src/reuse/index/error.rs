//! What is wrong with a folder that should keep documents.

use crate::{message::detail, say, source::Unit};
use std::{fmt, io, path::PathBuf};

/// Why an index can't be used.
#[derive(Debug)]
pub enum Error {
    /// The system refused.
    Io(PathBuf, io::Error),
    /// A folder that holds something else.
    Other(PathBuf),
    /// What this program doesn't read: another format, or broken; what was found.
    Form(PathBuf, String),
    /// Its positions count something else; what they count.
    Unit(PathBuf, Unit),
    /// Another call has it.
    Busy(PathBuf),
}

impl Error {
    /// What the system says of a file.
    pub(super) fn of(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |why| Self::Io(path, why)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Io(path, why) => format!("{}: {}", path.display(), detail(why)),
            Self::Other(path) => say!("index-other", path = path.display()),
            Self::Form(path, found) => say!("index-form", path = path.display(), found),
            Self::Unit(path, unit) => {
                let found = format!("{unit:?}").to_lowercase();
                say!("index-unit", path = path.display(), found)
            }
            Self::Busy(path) => say!("index-busy", path = path.display()),
        })
    }
}

impl std::error::Error for Error {}
