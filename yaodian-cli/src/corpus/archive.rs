//! Archives, a file at a time.

use super::{
    Portion,
    container::{Container, Packing},
    input::overrides,
    option::Options,
    portion::Give,
    stream::{Stream, whole},
    table,
};
use ignore::overrides::Override;
use std::{
    cell::Cell,
    io::{self, BufReader, Cursor, Read, Seek},
    ops::ControlFlow,
    path::Path,
    rc::Rc,
};
use yaodian::{message::detail, read::is_document, say};
use zip::{ZipArchive, result::ZipError};

/// How deep archives may stand in archives.
const DEEPEST: usize = 4;

/// Gives what an archive holds.
pub(super) fn unpack<'i>(
    kind: Packing,
    name: &str,
    stream: Stream<'_>,
    options: &Options,
    give: Give<'_, 'i>,
) -> ControlFlow<()> {
    let budget = Budget::of(&stream);
    let count = Count::default();
    // The globs were read before, for the folders.
    let globs = (!options.globs.is_empty()).then(|| overrides(Path::new(""), &options.globs).ok()).flatten();
    let opening = Opening { options, globs: globs.as_ref(), budget, depth: 0 };
    opening.archive(kind, name, stream, give, &count)?;
    if count.skipped.get() > 0 && !options.quiet {
        give(Portion::Note(say!("archive-skipped", name, n = count.skipped.get())))?;
    }
    if count.links.get() > 0 && !options.quiet {
        give(Portion::Note(say!("archive-links", name, n = count.links.get())))?;
    }
    if count.nested.get() > 0 {
        give(Portion::Broken(
            name.to_owned(),
            say!("archive-nested", n = count.nested.get(), deepest = DEEPEST),
        ))?;
    } else if count.taken.get() == 0 {
        give(Portion::Broken(name.to_owned(), say!("archive-barren")))?;
    }
    ControlFlow::Continue(())
}

/// What was met in an archive and those in it.
#[derive(Default)]
struct Count {
    /// Documents, tables, and what is broken and named.
    taken: Cell<usize>,
    /// Files that are no documents.
    skipped: Cell<usize>,
    /// Links, which are not followed.
    links: Cell<usize>,
    /// Archives that stand too deep.
    nested: Cell<usize>,
}

impl Count {
    fn one(of: &Cell<usize>) {
        of.set(of.get() + 1);
    }
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
            let why = say!("archive-budget");
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
        kind: Packing,
        name: &str,
        stream: Stream<'_>,
        give: Give<'_, 'i>,
        count: &Count,
    ) -> ControlFlow<()> {
        if self.depth >= DEEPEST {
            Count::one(&count.nested);
            return ControlFlow::Continue(());
        }
        match (kind, stream) {
            (Packing::Zip, Stream::File(file)) => self.zip(name, BufReader::new(file), give, count),
            (Packing::Zip, Stream::Bytes(bytes)) => match self.whole(bytes) {
                Ok(bytes) => self.zip(name, Cursor::new(bytes), give, count),
                Err(why) => {
                    Count::one(&count.taken);
                    give(Portion::Broken(name.to_owned(), why))
                }
            },
            (_, Stream::File(file)) => self.packed(kind, name, Box::new(BufReader::new(file)), give, count),
            (_, Stream::Bytes(bytes)) => self.packed(kind, name, bytes, give, count),
        }
    }

    fn zip<'i>(
        &self,
        name: &str,
        source: impl Read + Seek,
        give: Give<'_, 'i>,
        count: &Count,
    ) -> ControlFlow<()> {
        // What is told of it stands for what is in it.
        let broken = |why: String| {
            Count::one(&count.taken);
            Portion::Broken(name.to_owned(), why)
        };
        let mut archive = match ZipArchive::new(source) {
            Ok(archive) => archive,
            Err(error) => {
                return give(broken(say!("zip-broken", error = detail(&error))));
            }
        };
        // A document that came through a pipe has no name that tells what it is.
        if archive.index_for_name("[Content_Types].xml").is_some()
            || archive.index_for_name("mimetype").is_some()
        {
            let mut inner = archive.into_inner();
            let read = inner.rewind().map_err(|e| e.to_string()).and_then(|()| self.whole(inner));
            return give(match read {
                Ok(bytes) => {
                    Count::one(&count.taken);
                    Portion::Entry { name: name.to_owned(), bytes }
                }
                Err(why) => broken(why),
            });
        }
        for i in 0..archive.len() {
            match archive.by_index(i) {
                Ok(file) if file.is_dir() => {}
                Ok(file) if file.is_symlink() => Count::one(&count.links),
                Ok(file) => {
                    let inner = decoded(file.name_raw());
                    self.entry(name, &inner, Box::new(file), give, count)?;
                }
                Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                    return give(broken(say!("zip-locked")));
                }
                Err(error) => {
                    give(broken(say!("zip-member-broken", number = i + 1, error = detail(&error))))?
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// A tar archive, or one packed file, which may be one.
    fn packed<'i>(
        &self,
        kind: Packing,
        name: &str,
        bytes: Box<dyn Read + '_>,
        give: Give<'_, 'i>,
        count: &Count,
    ) -> ControlFlow<()> {
        let broken = |why: String| {
            Count::one(&count.taken);
            Portion::Broken(name.to_owned(), why)
        };
        let unpacked: Box<dyn Read + '_> = match kind {
            Packing::Tar => return self.tar(name, bytes, give, count),
            Packing::Gzip => Box::new(flate2::read::MultiGzDecoder::new(bytes)),
            _ => match zstd::stream::read::Decoder::new(bytes) {
                Ok(decoder) => Box::new(decoder),
                Err(error) => return give(broken(say!("zstd-broken", error = detail(error)))),
            },
        };
        let mut unpacked =
            BufReader::with_capacity(1 << 16, Within { inner: unpacked, budget: self.budget.clone() });
        let head = match io::BufRead::fill_buf(&mut unpacked) {
            Ok(head) => head,
            Err(error) => return give(broken(say!("unpack-failed", error = detail(error)))),
        };
        if head.get(257..262) == Some(b"ustar") {
            return self.tar(name, Box::new(unpacked), give, count);
        }
        // data.csv.gz holds data.csv.
        let inner = Container::of(name).map_or(name, |(_, inner)| inner);
        self.content(name, inner, Box::new(unpacked), give, count)
    }

    fn tar<'i>(
        &self,
        name: &str,
        bytes: Box<dyn Read + '_>,
        give: Give<'_, 'i>,
        count: &Count,
    ) -> ControlFlow<()> {
        let broken = |why: String| {
            Count::one(&count.taken);
            Portion::Broken(name.to_owned(), why)
        };
        let mut archive = tar::Archive::new(bytes);
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return give(broken(say!("tar-broken", error = detail(error)))),
        };
        for entry in entries {
            match entry {
                Ok(entry) if entry.header().entry_type().is_file() => {
                    let inner = decoded(&entry.path_bytes());
                    self.entry(name, &inner, Box::new(entry), give, count)?;
                }
                Ok(entry) => {
                    let kind = entry.header().entry_type();
                    if kind.is_hard_link() || kind.is_symlink() {
                        Count::one(&count.links);
                    }
                }
                Err(error) => return give(broken(say!("breaks-off", error = detail(error)))),
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
        count: &Count,
    ) -> ControlFlow<()> {
        let inner = &plain(inner);
        let hidden = inner.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if hidden {
            return ControlFlow::Continue(());
        }
        let path = Path::new(inner);
        let wanted = match self.globs {
            Some(globs) => globs.matched(path, false).is_whitelist(),
            None => is_document(path) || Container::of(inner).is_some(),
        };
        if !wanted {
            Count::one(&count.skipped);
            return ControlFlow::Continue(());
        }
        let bytes = Box::new(Within { inner: bytes, budget: self.budget.clone() });
        self.content(&format!("{archive}/{inner}"), inner, bytes, give, count)
    }

    /// What is called `inner`: a table, an archive, or a document.
    fn content<'i>(
        &self,
        name: &str,
        inner: &str,
        bytes: Box<dyn Read + '_>,
        give: Give<'_, 'i>,
        count: &Count,
    ) -> ControlFlow<()> {
        match Container::of(inner) {
            Some((Container::Table(format), _)) => {
                Count::one(&count.taken);
                table::rows(format, name, Stream::Bytes(bytes), self.options, give)
            }
            Some((Container::Archive(kind), _)) => {
                let deeper = Opening { budget: self.budget.clone(), depth: self.depth + 1, ..*self };
                deeper.archive(kind, name, Stream::Bytes(bytes), give, count)
            }
            None => {
                Count::one(&count.taken);
                match self.whole(bytes) {
                    Ok(bytes) => give(Portion::Entry { name: name.to_owned(), bytes }),
                    Err(why) => give(Portion::Broken(name.to_owned(), why)),
                }
            }
        }
    }

    /// All of a document.
    fn whole(&self, bytes: impl Read) -> Result<Vec<u8>, String> {
        whole(bytes, self.options).map_err(|error| say!("unpack-failed", error = detail(error)))
    }
}

/// A name without the steps that lead nowhere or out of the archive: ./a.txt and ../a.txt are a.txt.
fn plain(name: &str) -> String {
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}

/// The name of a file in an archive: UTF-8, else GB 18030, in which Chinese systems write it.
fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode(name).0.into_owned(),
    }
}
