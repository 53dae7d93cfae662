//! What tables and archives are read from.

use super::option::Options;
use std::{fs::File, io};
use yaodian::{
    read::{self, Error},
    say,
};

/// Where a container is read from.
pub(super) enum Stream<'s> {
    /// A file, in which can be gone back.
    File(File),
    /// Anything else.
    Bytes(Box<dyn io::Read + 's>),
}

impl<'s> Stream<'s> {
    /// What is read from its beginning to its end.
    pub(super) fn bytes(self) -> Box<dyn io::Read + 's> {
        match self {
            Self::File(file) => Box::new(Steady::new(file)),
            Self::Bytes(bytes) => bytes,
        }
    }
}

/// A file that is read from its beginning to its end, which must not come sooner than its length said.
struct Steady {
    file: File,
    left: u64,
}

impl Steady {
    fn new(file: File) -> Self {
        let left = file.metadata().map_or(0, |m| m.len());
        Self { file, left }
    }
}

impl io::Read for Steady {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        if n == 0 && !buffer.is_empty() && self.left > 0 {
            self.left = 0;
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, say!("file-shrank")));
        }
        self.left = self.left.saturating_sub(n as u64);
        Ok(n)
    }
}

/// All of what is read, within the limits of a text.
pub(super) fn whole(bytes: impl io::Read, options: &Options) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    read::whole(bytes, options.most(), &mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_becomes_shorter_while_it_is_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, "id,content\n1,各镇要每日巡查。\n".repeat(2000)).unwrap();
        let bytes = Stream::File(File::open(&path).unwrap()).bytes();
        File::options().write(true).open(&path).unwrap().set_len(5000).unwrap();
        let error = whole(bytes, &Options::default()).unwrap_err();
        assert!(error.to_string().contains("became shorter"), "{error}");
    }
}
