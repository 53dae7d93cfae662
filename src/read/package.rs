//! Office files: a zip archive of parts, read within limits.

use super::Error;
use crate::say;
use std::io::{BufReader, Cursor, Read, Take};
use zip::{ZipArchive, read::ZipFile};

/// What a part of an office file may unpack to, in bytes. The text of 100 MB of XML has some ten million characters.
pub(super) const MOST: u64 = 256 << 20;

/// An office file.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// Opens it.
    ///
    /// # Errors
    /// It is no zip archive, or is cut off.
    pub(super) fn open(bytes: &'b [u8], kind: &'static str) -> Result<Self, Error> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Self { archive }),
            Err(error) => {
                Err(Error::damaged(kind, say!("office-unopened", error = crate::message::detail(&error))))
            }
        }
    }

    /// Whether it has a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Whether it has a part whose name begins so.
    pub(super) fn has_below(&self, folder: &str) -> bool {
        self.archive.file_names().any(|name| name.starts_with(folder))
    }

    /// A part to be read; reading past [`MOST`] bytes ends it there, which [`check`] tells.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'b>>, Error> {
        match self.archive.by_name(name) {
            Ok(file) => Ok(Some(BufReader::new(file.take(MOST)))),
            Err(zip::result::ZipError::FileNotFound) => Ok(None),
            Err(error) => Err(Error::damaged("an office document", say!("part-unread", name, error))),
        }
    }
}

/// A part that is being read.
pub(super) type Part<'p, 'b> = BufReader<Take<ZipFile<'p, Cursor<&'b [u8]>>>>;

/// Tells a part that was longer than may be read, once it has been read.
///
/// # Errors
/// It was.
pub(super) fn check(part: &Part<'_, '_>, kind: &'static str) -> Result<(), Error> {
    match part.get_ref().limit() {
        0 => Err(Error::TooLarge { kind, most: MOST }),
        _ => Ok(()),
    }
}
