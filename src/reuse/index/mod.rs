//! A folder that keeps documents with their seeds, so that new ones are held against them without reading them again.
//!
//! ```text
//! index.json   what is valid: lengths and names of the files below; written last, at once
//! texts        the documents as they are stored, one behind the other
//! documents    a line a file, a document, a document that is gone
//! seeds-N      seeds in their order
//! ```
//!
//! What a call that was broken off left behind the valid lengths is cut off by the next one.

mod error;
mod line;
mod segment;

pub use error::Error;
pub(super) use line::Filed;

use self::{line::Line, segment::Segment};
use super::{bucket::Buckets, seed::Seed, store::Store};
use crate::{message::detail, source::Unit};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, TryLockError},
    io::{self, BufReader, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// The form of the files; another number where what they hold means something else.
const FORM: u32 = 1;

const MANIFEST: &str = "index.json";
const TEXTS: &str = "texts";
const DOCUMENTS: &str = "documents";
const SEEDS: &str = "seeds-";
const LOCK: &str = "lock";

/// What is valid of the files.
#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    /// The form of the files.
    yaodian_reuse_index: u32,
    /// What positions count.
    unit: Unit,
    /// Documents that are not gone, for whoever looks.
    documents: usize,
    /// Bytes of texts.
    texts: u64,
    /// Bytes of documents.
    lines: u64,
    /// The names of the files of seeds, the oldest first.
    seeds: Vec<String>,
    /// The number of the next one.
    next: u32,
}

impl Manifest {
    /// That of an index without documents.
    fn new(unit: Unit) -> Self {
        Self { yaodian_reuse_index: FORM, unit, documents: 0, texts: 0, lines: 0, seeds: Vec::new(), next: 0 }
    }
}

/// What a call changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Documents that came.
    pub new: usize,
    /// Documents that are gone, since their file holds something else now.
    pub gone: usize,
    /// Documents that stay.
    pub kept: usize,
}

/// A file that documents come from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Its whole path.
    pub path: String,
    /// The SHA-256 of what it holds, in hexadecimal digits.
    pub sha256: String,
}

/// A file as it was added last.
#[derive(Default)]
struct Known {
    sha256: String,
    documents: Vec<u32>,
}

/// Documents that are kept in a folder.
pub struct Index {
    folder: PathBuf,
    /// Held as long as this is.
    _lock: Option<File>,
    valid: Manifest,
    segments: Vec<Segment>,
    documents: Vec<Filed>,
    gone: FxHashSet<u32>,
    files: FxHashMap<String, Known>,
    /// Of files that hold something else now, the documents that have not been seen again.
    unseen: FxHashMap<String, FxHashSet<u32>>,
    /// The number of the document of each name.
    names: FxHashMap<u64, u32>,
    /// What this call adds to the lines.
    lines: Vec<Line>,
    /// The first document of this call.
    first: u32,
}

impl Index {
    /// Whether a folder is one.
    pub fn is_at(folder: &Path) -> bool {
        folder.join(MANIFEST).is_file() && folder.join(TEXTS).is_file()
    }

    /// Opens a folder to add to it; makes it where it isn't there. `unit` is what positions count.
    ///
    /// # Errors
    /// Something else is there, or another call adds to it.
    pub fn open(folder: &Path, unit: Unit) -> Result<Self, Error> {
        fs::create_dir_all(folder).map_err(Error::of(folder))?;
        let own = |name: &str| name == LOCK || name == TEXTS || name == DOCUMENTS || name.starts_with(SEEDS);
        if !folder.join(MANIFEST).is_file() {
            let mut inside = fs::read_dir(folder).map_err(Error::of(folder))?.flatten();
            if inside.any(|entry| entry.file_name().to_str().is_none_or(|name| !own(name))) {
                return Err(Error::Other(folder.to_owned()));
            }
        }
        let lock = folder.join(LOCK);
        let file = File::options().create(true).truncate(false).write(true).open(&lock);
        let file = file.map_err(Error::of(&lock))?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(Error::Busy(folder.to_owned())),
            // Where the system has no locks, nothing can be locked.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        Self::load(folder, unit, Some(file))
    }

    /// Opens a folder to read it.
    ///
    /// # Errors
    /// It is none, or another call adds to it.
    pub fn read(folder: &Path, unit: Unit) -> Result<Self, Error> {
        let file = File::open(folder.join(LOCK)).ok();
        if let Some(Err(TryLockError::WouldBlock)) = file.as_ref().map(File::try_lock_shared) {
            return Err(Error::Busy(folder.to_owned()));
        }
        Self::load(folder, unit, file)
    }

    fn load(folder: &Path, unit: Unit, lock: Option<File>) -> Result<Self, Error> {
        let at = folder.join(MANIFEST);
        let valid = match fs::read(&at) {
            Ok(bytes) => manifest(folder, &bytes, unit)?,
            Err(why) if why.kind() == io::ErrorKind::NotFound => Manifest::new(unit),
            Err(why) => return Err(Error::Io(at, why)),
        };
        let segment = |name: &String| {
            let path = folder.join(name);
            Segment::open(&path).map_err(Error::of(path))
        };
        let segments = valid.seeds.iter().map(segment).collect::<Result<_, _>>()?;
        let (length, documents) = (valid.lines, valid.documents);
        let mut index = Self {
            folder: folder.to_owned(),
            _lock: lock,
            valid,
            segments,
            documents: Vec::new(),
            gone: FxHashSet::default(),
            files: FxHashMap::default(),
            unseen: FxHashMap::default(),
            names: FxHashMap::default(),
            lines: Vec::new(),
            first: 0,
        };
        if length > 0 {
            let at = folder.join(DOCUMENTS);
            let file = File::open(&at).map_err(Error::of(&at))?;
            let broken = |why: io::Error| Error::Form(at.clone(), detail(why));
            line::read(BufReader::new(file.take(length)), |line| index.learn(line)).map_err(broken)?;
            if index.len() != documents {
                return Err(Error::Form(at, index.len().to_string()));
            }
        }
        let texts = folder.join(TEXTS);
        let there = fs::metadata(&texts).map_or(0, |file| file.len());
        if there < index.valid.texts {
            return Err(Error::Form(texts, there.to_string()));
        }
        index.first = index.documents.len() as u32;
        Ok(index)
    }

    /// Takes in a line.
    fn learn(&mut self, line: Line) {
        match line {
            Line::File { path, sha256 } => {
                self.files.entry(path).or_default().sha256 = sha256;
            }
            Line::Document(document) => {
                let number = self.documents.len() as u32;
                self.names.insert(document.name, number);
                if let Some(file) = document.file.as_ref().and_then(|file| self.files.get_mut(file)) {
                    file.documents.push(number);
                }
                self.documents.push(document);
            }
            Line::Gone(number) => {
                self.gone.insert(number);
            }
        }
    }

    /// How many documents it has that are not gone.
    pub fn len(&self) -> usize {
        self.documents.len() - self.gone.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Keeps what it has of a file that could not be read as a whole, and takes it for one that it hasn't got as it is now.
    pub(super) fn read_again(&mut self, file: &Origin) {
        self.unseen.remove(&file.path);
        self.note(Line::File { path: file.path.clone(), sha256: String::new() });
    }

    /// Whether it has the documents of a file as it is now.
    pub fn has(&self, file: &Origin) -> bool {
        self.files.get(&file.path).is_some_and(|known| known.sha256 == file.sha256)
    }

    /// All its documents in their order.
    pub(super) fn documents(&self) -> &[Filed] {
        &self.documents
    }

    /// Whether a document is no more.
    pub(super) fn is_gone(&self, document: u32) -> bool {
        self.gone.contains(&document)
    }

    /// Its texts, and how many bytes of them are valid.
    pub(super) fn texts(&self) -> io::Result<(File, u64)> {
        let path = self.folder.join(TEXTS);
        let file = if path.is_file() { File::open(path)? } else { tempfile::tempfile()? };
        Ok((file, self.valid.texts))
    }

    /// Its seeds of a bucket that have one of these hashes, which stand in their order; all where there are none given.
    pub(super) fn seeds(&self, bucket: usize, hashes: Option<&[u64]>) -> io::Result<Vec<Seed>> {
        let mut out = Vec::new();
        for segment in &self.segments {
            out.extend(match hashes {
                Some(hashes) => segment.like(bucket, hashes)?,
                None => segment.bucket(bucket)?,
            });
        }
        Ok(out)
    }

    /// Whether it has a document of this name, of a file or of none; it stays then. What else the file held before is left out
    /// unless it is seen too.
    pub(super) fn sees(&mut self, name: u64, file: Option<&Origin>) -> bool {
        if let Some(file) = file.filter(|file| !self.has(file)) {
            let before = self.files.get(&file.path).map(|known| known.documents.iter().copied().collect());
            self.unseen.insert(file.path.clone(), before.unwrap_or_default());
            self.note(Line::File { path: file.path.clone(), sha256: file.sha256.clone() });
        }
        let known = self.names.get(&name).copied().filter(|number| !self.gone.contains(number));
        if let (Some(known), Some(file)) = (known, file) {
            self.unseen.entry(file.path.clone()).and_modify(|unseen| {
                unseen.remove(&known);
            });
        }
        known.is_some()
    }

    /// Adds a document, the next one.
    pub(super) fn add(&mut self, document: Filed) {
        self.note(Line::Document(document));
    }

    /// Leaves out what files held before and don't hold now; gives the numbers of those documents.
    pub(super) fn leave_out(&mut self) -> Vec<u32> {
        let mut gone: Vec<u32> = std::mem::take(&mut self.unseen).into_values().flatten().collect();
        gone.sort_unstable();
        gone.retain(|document| !self.gone.contains(document));
        gone.iter().for_each(|&document| self.note(Line::Gone(document)));
        gone
    }

    fn note(&mut self, line: Line) {
        self.lines.push(line.clone());
        self.learn(line);
    }

    /// What this call changes.
    pub fn changed(&self) -> Changed {
        let new = self.documents.len() - self.first as usize;
        let kept = self.len() - new;
        Changed { new, gone: self.valid.documents - kept, kept }
    }

    /// Writes down what was added; `store` has its documents behind those that were here, `seeds` their seeds.
    pub(super) fn keep(mut self, store: &Store, seeds: &mut Buckets<Seed>) -> Result<Changed, Error> {
        let changed = self.changed();
        if self.lines.is_empty() {
            return Ok(changed);
        }
        let texts = self.folder.join(TEXTS);
        self.valid.texts =
            append(&texts, self.valid.texts, |file| store.copy_new(file)).map_err(Error::of(&texts))?;
        if changed.new > 0 {
            let made = self.segment(|bucket| seeds.read(bucket))?;
            self.segments.push(made);
            self.merge()?;
        }
        let documents = self.folder.join(DOCUMENTS);
        let lines = std::mem::take(&mut self.lines);
        let write = |file: &mut File| line::write(file, &lines);
        self.valid.lines = append(&documents, self.valid.lines, write).map_err(Error::of(&documents))?;
        self.valid.documents = self.len();
        self.valid.seeds =
            self.segments.iter().filter_map(|segment| Some(segment.name()?.to_owned())).collect();
        self.finish()?;
        Ok(changed)
    }

    /// Writes the next file of seeds.
    fn segment(&mut self, bucket: impl FnMut(usize) -> io::Result<Vec<Seed>>) -> Result<Segment, Error> {
        let path = self.folder.join(format!("{SEEDS}{}", self.valid.next));
        self.valid.next += 1;
        Segment::write(&path, bucket).map_err(Error::of(path))
    }

    /// Joins files of seeds, so that each has twice as many as the next one at the least, and there are never many.
    fn merge(&mut self) -> Result<(), Error> {
        while let [.., large, small] = &self.segments[..] {
            if large.len() >= 2 * small.len() {
                break;
            }
            let (Some(small), Some(large)) = (self.segments.pop(), self.segments.pop()) else { break };
            let gone = self.gone.clone();
            let both = |bucket| {
                let mut seeds = large.bucket(bucket)?;
                seeds.extend(small.bucket(bucket)?);
                seeds.retain(|seed| !gone.contains(&seed.document()));
                Ok(seeds)
            };
            let joined = self.segment(both)?;
            self.segments.push(joined);
        }
        Ok(())
    }

    /// Makes what was written valid, and takes away what is no more.
    fn finish(&self) -> Result<(), Error> {
        let at = self.folder.join(MANIFEST);
        let write = || {
            let mut file = builder().tempfile_in(&self.folder)?;
            serde_json::to_writer_pretty(&mut file, &self.valid)?;
            file.write_all(b"\n")?;
            file.as_file().sync_all()?;
            file.persist(&at).map_err(|error| error.error)?;
            for entry in fs::read_dir(&self.folder)?.flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                if name.starts_with(SEEDS) && !self.valid.seeds.contains(&name) {
                    fs::remove_file(entry.path())?;
                }
            }
            Ok(())
        };
        write().map_err(Error::of(&at))
    }
}

/// Writes behind so many bytes of a file; gives how many it has then.
fn append(path: &Path, valid: u64, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<u64> {
    let mut file = File::options().create(true).truncate(false).read(true).write(true).open(path)?;
    file.set_len(valid)?;
    file.seek(SeekFrom::Start(valid))?;
    write(&mut file)?;
    file.sync_all()?;
    file.stream_position()
}

/// Makes files that others may read as far as the user lets them.
fn builder() -> tempfile::Builder<'static, 'static> {
    let builder = tempfile::Builder::new();
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt as _;
        let mut builder = builder;
        builder.permissions(fs::Permissions::from_mode(0o666));
        builder
    };
    builder
}

/// What is valid of an index, if this program can read it.
fn manifest(folder: &Path, bytes: &[u8], unit: Unit) -> Result<Manifest, Error> {
    let at = folder.join(MANIFEST);
    let valid: Manifest =
        serde_json::from_slice(bytes).map_err(|why| Error::Form(at.clone(), detail(why)))?;
    if valid.yaodian_reuse_index != FORM {
        return Err(Error::Form(at, valid.yaodian_reuse_index.to_string()));
    }
    if valid.unit != unit {
        return Err(Error::Unit(folder.to_owned(), valid.unit));
    }
    Ok(valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_folder_holds_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("plan.txt"), "一、加强巡查。").unwrap();
        assert!(matches!(Index::open(folder.path(), Unit::default()), Err(Error::Other(_))));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn one_call_at_a_time_adds() {
        let folder = tempfile::tempdir().unwrap();
        let first = Index::open(folder.path(), Unit::default()).unwrap();
        assert!(matches!(Index::open(folder.path(), Unit::default()), Err(Error::Busy(_))));
        drop(first);
        assert!(Index::open(folder.path(), Unit::default()).unwrap().is_empty());
    }
}
