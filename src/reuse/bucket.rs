//! Records of one size in buckets on disk: written as they come, read a bucket at a time.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    marker::PhantomData,
};

/// How many buckets there are.
pub(super) const BUCKETS: usize = 256;

/// How many bytes of a bucket wait in memory.
const HELD: usize = 1 << 16;

/// A record of one size.
pub(super) trait Packed: Sized {
    /// Its bytes.
    const SIZE: usize;

    /// Appends them.
    fn put(&self, out: &mut Vec<u8>);

    /// The record of so many bytes.
    fn get(bytes: &[u8]) -> Self;
}

/// Records in buckets, in a file without a name.
pub(super) struct Buckets<T> {
    file: File,
    held: Vec<Vec<u8>>,
    /// Where the chunks of each bucket stand in the file, and their lengths.
    chunks: Vec<Vec<(u64, usize)>>,
    end: u64,
    of: PhantomData<T>,
}

impl<T: Packed> Buckets<T> {
    pub(super) fn new() -> io::Result<Self> {
        let held = (0..BUCKETS).map(|_| Vec::new()).collect();
        let chunks = (0..BUCKETS).map(|_| Vec::new()).collect();
        Ok(Self { file: tempfile::tempfile()?, held, chunks, end: 0, of: PhantomData })
    }

    /// Adds a record to a bucket.
    pub(super) fn push(&mut self, bucket: usize, record: &T) -> io::Result<()> {
        record.put(&mut self.held[bucket]);
        if self.held[bucket].len() + T::SIZE > HELD { self.spill(bucket) } else { Ok(()) }
    }

    fn spill(&mut self, bucket: usize) -> io::Result<()> {
        let held = &mut self.held[bucket];
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(held)?;
        self.chunks[bucket].push((self.end, held.len()));
        self.end += held.len() as u64;
        held.clear();
        Ok(())
    }

    /// How many records a bucket has.
    pub(super) fn len(&self, bucket: usize) -> usize {
        let filed: usize = self.chunks[bucket].iter().map(|chunk| chunk.1).sum();
        (filed + self.held[bucket].len()) / T::SIZE
    }

    /// The records of a bucket in the order in which they came.
    pub(super) fn read(&mut self, bucket: usize) -> io::Result<Vec<T>> {
        let mut out = Vec::with_capacity(self.len(bucket));
        let mut bytes = Vec::new();
        for &(at, length) in &self.chunks[bucket] {
            bytes.resize(length, 0);
            self.file.seek(SeekFrom::Start(at))?;
            self.file.read_exact(&mut bytes)?;
            out.extend(bytes.chunks_exact(T::SIZE).map(T::get));
        }
        out.extend(self.held[bucket].chunks_exact(T::SIZE).map(T::get));
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Number(u32);

    impl Packed for Number {
        const SIZE: usize = 4;

        fn put(&self, out: &mut Vec<u8>) {
            out.extend_from_slice(&self.0.to_le_bytes());
        }

        fn get(bytes: &[u8]) -> Self {
            Self(bytes.try_into().map_or(0, u32::from_le_bytes))
        }
    }

    #[test]
    fn what_went_to_disk_comes_back_in_order() {
        let mut buckets = Buckets::new().unwrap();
        (0..60_000).for_each(|i| buckets.push(i as usize % 3, &Number(i)).unwrap());
        assert!(buckets.end > 0);
        let back: Vec<u32> = buckets.read(1).unwrap().into_iter().map(|n| n.0).collect();
        assert_eq!(back, (0..60_000).filter(|i| i % 3 == 1).collect::<Vec<u32>>());
        assert_eq!((buckets.len(1), buckets.len(9)), (20_000, 0));
    }
}
