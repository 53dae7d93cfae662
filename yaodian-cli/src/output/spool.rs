//! Output that waits for its turn: in memory as long as it is short, in a file without a name behind that.

use std::{
    fs::File,
    io::{self, Cursor, Read, Seek, Write},
};

/// Bytes that are held in memory before a file takes them.
const HELD: usize = 4 << 20;

/// What was rendered and not yet written.
#[derive(Debug, Default)]
pub struct Spool {
    /// What came first, where all of it would not fit.
    file: Option<File>,
    /// How many bytes of it count.
    filed: u64,
    /// What came behind that.
    held: Vec<u8>,
    /// Whether the system has no room for a file, so that all that comes stays in memory.
    full: bool,
}

impl Spool {
    /// Whether nothing came yet.
    pub(super) const fn is_empty(&self) -> bool {
        self.filed == 0 && self.held.is_empty()
    }

    /// Adds bytes.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.held.extend_from_slice(bytes);
        if self.held.len() > HELD && !self.full {
            self.full = self.spill().is_err();
        }
    }

    /// Adds what waits in another.
    ///
    /// # Errors
    /// The other's file can't be read.
    pub(super) fn append(&mut self, other: Self) -> io::Result<()> {
        if self.is_empty() {
            *self = other;
            return Ok(());
        }
        io::copy(&mut other.into_reader()?, self).map(drop)
    }

    /// All of it from the beginning.
    ///
    /// # Errors
    /// Its file can't be read.
    pub(super) fn into_reader(self) -> io::Result<impl Read> {
        let mut file = self.file;
        if let Some(file) = &mut file {
            file.rewind()?;
        }
        let filed: Box<dyn Read> = match file {
            Some(file) => Box::new(file.take(self.filed)),
            None => Box::new(io::empty()),
        };
        Ok(filed.chain(Cursor::new(self.held)))
    }

    /// Moves what is held into the file. Where that fails nothing is lost: it stays where it is.
    fn spill(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        file.write_all(&self.held)?;
        self.filed += self.held.len() as u64;
        self.held.clear();
        Ok(())
    }
}

impl From<String> for Spool {
    fn from(text: String) -> Self {
        Self { held: text.into_bytes(), ..Self::default() }
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.push(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(spool: Spool) -> String {
        let mut text = String::new();
        spool.into_reader().unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn what_is_too_long_for_memory_comes_back_in_order() {
        let (mut spool, mut expected) = (Spool::from("开头\n".to_owned()), "开头\n".to_owned());
        for i in 0..HELD / 8 {
            writeln!(spool, "第{i}行").unwrap();
            expected += &format!("第{i}行\n");
        }
        assert!(spool.filed > 0 && spool.held.len() <= HELD);
        let mut whole = Spool::from("前\n".to_owned());
        whole.append(spool).unwrap();
        assert_eq!(read(whole), format!("前\n{expected}"));
    }

    #[test]
    fn without_room_for_a_file_all_stays_in_memory() {
        let mut spool = Spool { full: true, ..Spool::default() };
        spool.write_all(&vec![b'a'; HELD + 1]).unwrap();
        spool.write_all(b"b").unwrap();
        assert_eq!((spool.filed, spool.held.len()), (0, HELD + 2));
        assert!(read(spool).ends_with("ab"));
    }
}
