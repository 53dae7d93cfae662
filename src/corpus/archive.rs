//! Archives, a file at a time.

use super::{
    Portion,
    input::{is_document, is_older, overrides},
    unpack::{Container, Give, Options, Stream, contained},
};
use crate::read::{Error, MOST};
use ignore::overrides::Override;
use std::{
    cell::Cell,
    io::{self, BufReader, Cursor, Read, Seek},
    ops::ControlFlow,
    path::Path,
    rc::Rc,
};
use zip::{ZipArchive, result::ZipError};

/// How deep archives may stand in archives.
const DEEPEST: usize = 4;

/// Gives what an archive holds.
pub(super) fn unpack<'i>(
    kind: Container,
    name: &str,
    stream: Stream<'_>,
    options: &Options,
    give: Give<'_, 'i>,
) -> ControlFlow<()> {
    let budget = Budget::of(&stream);
    let mut skipped = 0;
    // The globs were read before, for the folders.
    let globs = (!options.globs.is_empty()).then(|| overrides(Path::new(""), &options.globs).ok()).flatten();
    let opening = Opening { options, globs: globs.as_ref(), budget, depth: 0 };
    opening.archive(kind, name, stream, give, &mut skipped)?;
    if skipped > 0 && !options.quiet {
        give(Portion::Note(format!(
            "{name}: {skipped} files in it that are no documents were passed over; --glob '*' takes all"
        )))?;
    }
    ControlFlow::Continue(())
}

/// What an archive may still unpack to: archives that grow without end are made to fill a machine.
#[derive(Clone)]
struct Budget(Rc<Cell<u64>>);

impl Budget {
    /// Texts shrink to a fifth; an archive may grow a hundredfold, and a small one to a gigabyte.
    fn of(stream: &Stream<'_>) -> Self {
        const LEAST: u64 = 1 << 30;
        let size = match stream {
            Stream::File(file) => file.metadata().map_or(0, |m| m.len()),
            // Its length is not known before its end.
            Stream::Bytes(_) => 1 << 33,
        };
        Self(Rc::new(Cell::new(LEAST.saturating_add(size.saturating_mul(100)))))
    }
}

/// Reads within the budget.
struct Within<R> {
    inner: R,
    budget: Budget,
}

impl<R: Read> Read for Within<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.budget.0.get();
        if left == 0 {
            let why =
                "the archive unpacks to more than a hundred times its size; nothing further is read of it";
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let n = self.inner.read(&mut buffer[..most])?;
        self.budget.0.set(left - n as u64);
        Ok(n)
    }
}

/// Archives on the way in.
struct Opening<'o> {
    options: &'o Options,
    globs: Option<&'o Override>,
    budget: Budget,
    depth: usize,
}

impl Opening<'_> {
    fn archive<'i>(
        &self,
        kind: Container,
        name: &str,
        stream: Stream<'_>,
        give: Give<'_, 'i>,
        skipped: &mut usize,
    ) -> ControlFlow<()> {
        if self.depth >= DEEPEST {
            let why = format!("more than {DEEPEST} archives stand in one another here; unpack it first");
            return give(Portion::Broken(name.to_owned(), why));
        }
        match (kind, stream) {
            (Container::Zip, Stream::File(file)) => self.zip(name, BufReader::new(file), give, skipped),
            (Container::Zip, Stream::Bytes(bytes)) => match self.whole(bytes) {
                Ok(bytes) => self.zip(name, Cursor::new(bytes), give, skipped),
                Err(why) => give(Portion::Broken(name.to_owned(), why)),
            },
            (_, Stream::File(file)) => self.packed(kind, name, Box::new(BufReader::new(file)), give, skipped),
            (_, Stream::Bytes(bytes)) => self.packed(kind, name, bytes, give, skipped),
        }
    }

    fn zip<'i>(
        &self,
        name: &str,
        source: impl Read + Seek,
        give: Give<'_, 'i>,
        skipped: &mut usize,
    ) -> ControlFlow<()> {
        let broken = |why: String| Portion::Broken(name.to_owned(), why);
        let mut archive = match ZipArchive::new(source) {
            Ok(archive) => archive,
            Err(error) => {
                return give(broken(format!("this should be a zip archive, but can't be opened: {error}")));
            }
        };
        // A document that came through a pipe has no name that tells what it is.
        if archive.index_for_name("[Content_Types].xml").is_some()
            || archive.index_for_name("mimetype").is_some()
        {
            let mut inner = archive.into_inner();
            let read = inner.rewind().map_err(|e| e.to_string()).and_then(|()| self.whole(inner));
            return give(match read {
                Ok(bytes) => Portion::Entry { name: name.to_owned(), bytes },
                Err(why) => broken(why),
            });
        }
        for i in 0..archive.len() {
            match archive.by_index(i) {
                Ok(file) if file.is_dir() => {}
                Ok(file) => {
                    let inner = decoded(file.name_raw());
                    self.entry(name, &inner, Box::new(file), give, skipped)?;
                }
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                    return give(broken("its files are locked with a password; unpack it first".into()));
                }
                Err(error) => give(broken(format!("its file {} can't be unpacked: {error}", i + 1)))?,
            }
        }
        ControlFlow::Continue(())
    }

    /// A tar archive, or one packed file, which may be one.
    fn packed<'i>(
        &self,
        kind: Container,
        name: &str,
        bytes: Box<dyn Read + '_>,
        give: Give<'_, 'i>,
        skipped: &mut usize,
    ) -> ControlFlow<()> {
        let broken = |why: String| Portion::Broken(name.to_owned(), why);
        let unpacked: Box<dyn Read + '_> = match kind {
            Container::Tar => return self.tar(name, bytes, give, skipped),
            Container::Gzip => Box::new(flate2::read::MultiGzDecoder::new(bytes)),
            _ => match zstd::stream::read::Decoder::new(bytes) {
                Ok(decoder) => Box::new(decoder),
                Err(error) => return give(broken(format!("this should be packed by zstd, but {error}"))),
            },
        };
        let mut unpacked =
            BufReader::with_capacity(1 << 16, Within { inner: unpacked, budget: self.budget.clone() });
        let head = match io::BufRead::fill_buf(&mut unpacked) {
            Ok(head) => head,
            Err(error) => return give(broken(format!("it can't be unpacked: {error}"))),
        };
        if head.get(257..262) == Some(b"ustar") {
            return self.tar(name, Box::new(unpacked), give, skipped);
        }
        // data.csv.gz holds data.csv.
        let inner = Container::of(name).map_or(name, |(_, inner)| inner);
        self.content(name, inner, Box::new(unpacked), give, skipped)
    }

    fn tar<'i>(
        &self,
        name: &str,
        bytes: Box<dyn Read + '_>,
        give: Give<'_, 'i>,
        skipped: &mut usize,
    ) -> ControlFlow<()> {
        let broken = |why: String| Portion::Broken(name.to_owned(), why);
        let mut archive = tar::Archive::new(bytes);
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return give(broken(format!("this should be a tar archive, but {error}"))),
        };
        for entry in entries {
            match entry {
                Ok(entry) if entry.header().entry_type().is_file() => {
                    let inner = decoded(&entry.path_bytes());
                    self.entry(name, &inner, Box::new(entry), give, skipped)?;
                }
                Ok(_) => {}
                Err(error) => return give(broken(format!("it breaks off: {error}"))),
            }
        }
        ControlFlow::Continue(())
    }

    /// A file of an archive, where it is one to be read.
    fn entry<'i>(
        &self,
        archive: &str,
        inner: &str,
        bytes: Box<dyn Read + '_>,
        give: Give<'_, 'i>,
        skipped: &mut usize,
    ) -> ControlFlow<()> {
        let hidden = inner.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if hidden {
            return ControlFlow::Continue(());
        }
        let path = Path::new(inner);
        let wanted = match self.globs {
            Some(globs) => globs.matched(path, false).is_whitelist(),
            None => is_document(path) || is_older(path) || Container::of(inner).is_some(),
        };
        if !wanted {
            *skipped += 1;
            return ControlFlow::Continue(());
        }
        let bytes = Box::new(Within { inner: bytes, budget: self.budget.clone() });
        self.content(&format!("{archive}/{inner}"), inner, bytes, give, skipped)
    }

    /// What is called `inner`: a table, an archive, or a document.
    fn content<'i>(
        &self,
        name: &str,
        inner: &str,
        bytes: Box<dyn Read + '_>,
        give: Give<'_, 'i>,
        skipped: &mut usize,
    ) -> ControlFlow<()> {
        match Container::of(inner) {
            Some((kind @ (Container::Lines | Container::Cells | Container::Parquet), _)) => {
                contained(kind, name, Stream::Bytes(bytes), self.options, give)
            }
            Some((kind, _)) => {
                let deeper = Opening { budget: self.budget.clone(), depth: self.depth + 1, ..*self };
                deeper.archive(kind, name, Stream::Bytes(bytes), give, skipped)
            }
            None => match self.whole(bytes) {
                Ok(bytes) => give(Portion::Entry { name: name.to_owned(), bytes }),
                Err(why) => give(Portion::Broken(name.to_owned(), why)),
            },
        }
    }

    /// All of a document.
    fn whole(&self, bytes: impl Read) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        match bytes.take(MOST).read_to_end(&mut out) {
            Ok(n) if n as u64 >= MOST => Err(Error::TooLarge { kind: "a file", most: MOST }.to_string()),
            Ok(_) => Ok(out),
            Err(error) => Err(format!("it can't be unpacked: {error}")),
        }
    }
}

/// The name of a file in an archive: UTF-8, else GB 18030, in which Chinese systems write it.
fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode(name).0.into_owned(),
    }
}
