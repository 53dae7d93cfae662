//! A document that is not a part of a table, and how it is read.

use super::option::Options;
use crate::scratch::Scratch;
use std::{borrow::Cow, ffi::OsStr, io::Write, path::Path};
use yaodian::read::{self, Error, Read};

/// Where a document comes from.
pub(super) enum Origin<'o> {
    File(&'o Path),
    /// A file of an archive: its name and what it holds.
    Bytes(&'o str, &'o [u8]),
}

impl Origin<'_> {
    /// Reads the document, with the help of `--pre` where it is of a kind that is not read.
    pub(super) fn read(&self, options: &Options) -> Result<Read, Error> {
        let Some(pre) = &options.pre else { return self.directly(options) };
        let name = match self {
            Self::File(path) => path.to_string_lossy(),
            Self::Bytes(name, _) => Cow::Borrowed(*name),
        };
        if !pre.wants(&name) {
            match self.directly(options) {
                Err(error) if error.is_foreign() => {}
                read => return read,
            }
        }
        let text = match self {
            Self::File(path) => pre.run(path, options.most())?,
            Self::Bytes(_, bytes) => pre.run(put_down(&name, bytes)?.path(), options.most())?,
        };
        read::bytes(text, "", options.encoding)
    }

    fn directly(&self, options: &Options) -> Result<Read, Error> {
        match self {
            Self::File(path) => read::file(path, options.encoding, options.most()),
            Self::Bytes(name, bytes) => read::bytes(bytes.to_vec(), name, options.encoding),
        }
    }
}

/// What an archive holds as a file that the program can open, its ending as it was where that is some letters and digits.
fn put_down(name: &str, bytes: &[u8]) -> Result<Scratch, Error> {
    let plain =
        |ending: &&str| matches!(ending.len(), 1..=16) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    let ending = Path::new(name).extension().and_then(OsStr::to_str).filter(plain);
    let suffix = ending.map(|e| format!(".{e}")).unwrap_or_default();
    let (mut file, scratch) =
        Scratch::of(tempfile::Builder::new().prefix("yaodian-").suffix(&suffix).tempfile()?);
    file.write_all(bytes)?;
    file.flush()?;
    Ok(scratch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_put_down_keeps_its_ending_only_where_it_is_plain() {
        let ending = |name: &str| put_down(name, b"").unwrap().path().extension().map(OsStr::to_owned);
        assert_eq!(ending("x.zip/a.doc"), Some("doc".into()));
        assert_eq!(ending("x.zip/a.d;id"), None);
        assert_eq!(ending(&format!("x.zip/a.{}", "z".repeat(300))), None);
    }
}
