//! What tells whether a file still holds what it held.

use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{self, Write},
    path::Path,
};

/// SHA-256 of what a file holds; none where it is no file on a disk, which could not be read again.
pub(super) fn hash(path: &Path) -> Option<String> {
    if !path.is_file() {
        return None;
    }
    let mut hash = Sha256::new();
    io::copy(&mut File::open(path).ok()?, &mut Writer(&mut hash)).ok()?;
    Some(hex(&hash.finalize()))
}

/// Hashes what is written to it.
struct Writer<'h>(&'h mut Sha256);

impl Write for Writer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
