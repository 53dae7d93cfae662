//! The documents of a collection on disk, and the letters of those that were asked for last in memory.

use super::{
    Page,
    loaded::{Loaded, Shelf},
};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::{
    fs::File,
    io::{self, Seek, SeekFrom, Write},
    sync::{Arc, Mutex, PoisonError},
};

/// How many letters are kept in memory.
const KEPT: usize = 4 << 20;

/// Where a document stands in its file: what is told of it, its text, its letters.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    at: u64,
    head: u32,
    text: u32,
    letters: u32,
}

/// A document as it stands in the file.
#[derive(Debug)]
pub(super) struct Packed {
    bytes: Vec<u8>,
    head: usize,
    text: usize,
    letters: usize,
}

impl Packed {
    pub(super) fn new(page: &Page, letters: &[char]) -> io::Result<Self> {
        let mut bytes = serde_json::to_vec(page)?;
        let head = bytes.len();
        bytes.reserve(page.text.len() + 4 * letters.len());
        bytes.extend_from_slice(page.text.as_bytes());
        letters.iter().for_each(|&letter| bytes.extend_from_slice(&u32::from(letter).to_le_bytes()));
        Ok(Self { bytes, head, text: page.text.len(), letters: letters.len() })
    }
}

/// The documents of a collection: those of an index, and behind them those of this call.
pub(super) struct Store {
    /// The file of an index, and how many bytes it has.
    kept_in: Option<(Shared, u64)>,
    file: Shared,
    /// Where the next one will stand, the file of the index counted.
    end: u64,
    entries: Vec<Entry>,
    kept: Mutex<Kept>,
}

/// Letters in memory.
#[derive(Default)]
struct Kept {
    of: FxHashMap<u32, Arc<Vec<char>>>,
    letters: usize,
}

impl Store {
    /// One without documents, in a file without a name.
    pub(super) fn new() -> io::Result<Self> {
        let file = Shared::new(tempfile::tempfile()?);
        Ok(Self { kept_in: None, file, end: 0, entries: Vec::new(), kept: Mutex::default() })
    }

    /// One that begins with documents of an index, in so many bytes of a file.
    pub(super) fn on((file, end): (File, u64), entries: Vec<Entry>) -> io::Result<Self> {
        let kept_in = Some((Shared::new(file), end));
        Ok(Self { kept_in, end, entries, ..Self::new()? })
    }

    /// Copies the documents that were added to a file.
    pub(super) fn copy_new(&self, to: &mut File) -> io::Result<()> {
        let mut file = self.file.file.try_clone()?;
        file.rewind()?;
        io::copy(&mut file, to).map(drop)
    }

    /// Adds a document.
    pub(super) fn add(&mut self, packed: &Packed) -> io::Result<Entry> {
        let before = self.kept_in.as_ref().map_or(0, |kept| kept.1);
        self.file.write(self.end - before, &packed.bytes)?;
        let length = |n: usize| u32::try_from(n).map_err(io::Error::other);
        let Packed { head, text, letters, .. } = *packed;
        let entry =
            Entry { at: self.end, head: length(head)?, text: length(text)?, letters: length(letters)? };
        self.entries.push(entry);
        self.end += packed.bytes.len() as u64;
        Ok(entry)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn bytes(&self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        let (file, at) = match &self.kept_in {
            Some((file, end)) if at < *end => (file, at),
            Some((_, end)) => (&self.file, at - end),
            None => (&self.file, at),
        };
        file.read(at, &mut bytes)?;
        Ok(bytes)
    }
}

impl Shelf for Store {
    fn loaded(&self, number: u32) -> io::Result<Arc<Loaded>> {
        let entry = self.entries[number as usize];
        let bytes = self.bytes(entry.at, (entry.head + entry.text) as usize)?;
        Ok(Arc::new(Loaded::new(page(&bytes, entry.head as usize)?)))
    }

    fn letters(&self, number: u32) -> io::Result<Arc<Vec<char>>> {
        if let Some(letters) = self.kept().of.get(&number) {
            return Ok(Arc::clone(letters));
        }
        let Entry { at, head, text, letters } = self.entries[number as usize];
        let bytes = self.bytes(at + u64::from(head) + u64::from(text), letters as usize * 4)?;
        let letter = |four: &[u8]| {
            let number = four.try_into().map_or(0, u32::from_le_bytes);
            char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER)
        };
        let letters: Arc<Vec<char>> = Arc::new(bytes.chunks_exact(4).map(letter).collect());
        let mut kept = self.kept();
        if kept.letters + letters.len() > KEPT {
            *kept = Kept::default();
        }
        kept.letters += letters.len();
        kept.of.insert(number, Arc::clone(&letters));
        Ok(letters)
    }
}

/// A document from the bytes of what is told of it and of its text.
pub(super) fn page(bytes: &[u8], head: usize) -> io::Result<Page> {
    let (head, text) = bytes.split_at(head);
    let mut page: Page = serde_json::from_slice(head)?;
    str::from_utf8(text).map_err(io::Error::other)?.clone_into(&mut page.text);
    Ok(page)
}

/// A file that all threads read at once.
struct Shared {
    file: File,
    /// For systems on which to read is to move.
    #[cfg(not(unix))]
    alone: Mutex<()>,
}

impl Shared {
    const fn new(file: File) -> Self {
        Self {
            file,
            #[cfg(not(unix))]
            alone: Mutex::new(()),
        }
    }

    fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(at))?;
        self.file.write_all(bytes)
    }

    #[cfg(unix)]
    fn read(&self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.file, bytes, at)
    }

    #[cfg(not(unix))]
    fn read(&self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        let _alone = self.alone.lock().unwrap_or_else(PoisonError::into_inner);
        let mut file = &self.file;
        file.seek(SeekFrom::Start(at))?;
        io::Read::read_exact(&mut file, bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_come_back_as_they_were() {
        let mut store = Store::new().unwrap();
        for text in ["甲乙。", "", "丙丁𠀀"] {
            let page = Page { text: text.into(), path: format!("{text}.txt"), ..Page::default() };
            let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
            store.add(&Packed::new(&page, &letters).unwrap()).unwrap();
        }
        let page = &store.loaded(2).unwrap().page;
        assert_eq!((page.text.as_str(), page.path.as_str()), ("丙丁𠀀", "丙丁𠀀.txt"));
        assert_eq!(*store.letters(2).unwrap(), ['丙', '丁', '𠀀']);
        assert_eq!(*store.letters(0).unwrap(), *store.letters(0).unwrap());
        assert!(store.letters(1).unwrap().is_empty());
    }
}
