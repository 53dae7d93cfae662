//! Seeds on disk in their order, so that those of a few letters are found without reading the rest.

use crate::reuse::{
    bucket::{BUCKETS, Packed as _},
    seed::Seed,
};
use std::{
    fs::File,
    io::{self, BufWriter, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// A file of seeds: where each bucket begins, counted in seeds, and one past the last; then the seeds in their order. Their
/// order is that of the buckets.
#[derive(Debug)]
pub(super) struct Segment {
    path: PathBuf,
    starts: Vec<u64>,
}

/// How many bytes stand before the first seed.
const HEAD: u64 = (BUCKETS as u64 + 1) * 8;

/// Where so many seeds are looked for in so many, each is searched; where more are, all are read.
const SEARCHED: usize = 1000;

impl Segment {
    /// Reads where its buckets begin.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut head = vec![0; HEAD as usize];
        file.read_exact(&mut head)?;
        let number = |eight: &[u8]| eight.try_into().map_or(0, u64::from_le_bytes);
        let starts: Vec<u64> = head.chunks_exact(8).map(number).collect();
        let size = starts[BUCKETS].saturating_mul(Seed::SIZE as u64).saturating_add(HEAD);
        if !starts.is_sorted() || file.metadata()?.len() != size {
            return Err(io::Error::other(format!("not {size} bytes")));
        }
        Ok(Self { path: path.to_owned(), starts })
    }

    /// Writes the seeds of each bucket, which `bucket` gives in any order.
    pub(super) fn write(
        path: &Path,
        mut bucket: impl FnMut(usize) -> io::Result<Vec<Seed>>,
    ) -> io::Result<Self> {
        let mut file = BufWriter::new(File::create(path)?);
        file.write_all(&[0; HEAD as usize])?;
        let mut starts = vec![0];
        let mut bytes = Vec::new();
        for number in 0..BUCKETS {
            let mut seeds = bucket(number)?;
            seeds.sort_unstable();
            starts.push(starts[number] + seeds.len() as u64);
            bytes.clear();
            seeds.iter().for_each(|seed| seed.put(&mut bytes));
            file.write_all(&bytes)?;
        }
        file.rewind()?;
        starts.iter().try_for_each(|start| file.write_all(&start.to_le_bytes()))?;
        file.into_inner()?.sync_all()?;
        Ok(Self { path: path.to_owned(), starts })
    }

    /// Its file's name.
    pub(super) fn name(&self) -> Option<&str> {
        self.path.file_name()?.to_str()
    }

    /// How many seeds it has.
    pub(super) fn len(&self) -> u64 {
        self.starts[BUCKETS]
    }

    /// All seeds of a bucket.
    pub(super) fn bucket(&self, bucket: usize) -> io::Result<Vec<Seed>> {
        let (start, end) = (self.starts[bucket], self.starts[bucket + 1]);
        let mut file = File::open(&self.path)?;
        read(&mut file, start, (end - start) as usize)
    }

    /// The seeds of a bucket that have one of these hashes, which stand in their order.
    pub(super) fn like(&self, bucket: usize, hashes: &[u64]) -> io::Result<Vec<Seed>> {
        let (start, end) = (self.starts[bucket], self.starts[bucket + 1]);
        if start == end || hashes.is_empty() {
            return Ok(Vec::new());
        }
        if hashes.len().saturating_mul(SEARCHED) >= (end - start) as usize {
            let mut seeds = self.bucket(bucket)?;
            seeds.retain(|seed| hashes.binary_search(&seed.hash()).is_ok());
            return Ok(seeds);
        }
        let mut file = File::open(&self.path)?;
        let mut out = Vec::new();
        let mut from = start;
        for &hash in hashes {
            from = first(&mut file, (from, end), hash)?;
            let mut at = from;
            loop {
                let some = read(&mut file, at, TOGETHER.min((end - at) as usize))?;
                let same = some.iter().take_while(|seed| seed.hash() == hash).count();
                out.extend_from_slice(&some[..same]);
                at += same as u64;
                if same < TOGETHER || at == end {
                    break;
                }
            }
        }
        Ok(out)
    }
}

/// How many seeds are read at once where those of one hash are wanted.
const TOGETHER: usize = 64;

/// The first seed in a range whose hash isn't below this one.
fn first(file: &mut File, (mut low, mut high): (u64, u64), hash: u64) -> io::Result<u64> {
    while low < high {
        let middle = low + (high - low) / 2;
        let below = read(file, middle, 1)?.first().is_some_and(|seed| seed.hash() < hash);
        if below { low = middle + 1 } else { high = middle }
    }
    Ok(low)
}

fn read(file: &mut File, at: u64, count: usize) -> io::Result<Vec<Seed>> {
    let mut bytes = vec![0; count * Seed::SIZE];
    file.seek(SeekFrom::Start(HEAD + at * Seed::SIZE as u64))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes.chunks_exact(Seed::SIZE).map(Seed::get).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::{seed, skeleton::Skeleton};

    #[test]
    fn seeds_are_found_by_their_hash_searched_or_read() {
        let text: String = (0..3000u32).filter_map(|i| char::from_u32(0x4E00 + i * 7 % 5000)).collect();
        let all = seed::seeds(&Skeleton::new(&text));
        let folder = tempfile::tempdir().unwrap();
        // Every document has each seed of its bucket: long lines of one hash.
        let of = |number: usize| {
            let some = all.iter().filter(|seed| seed.bucket() == number);
            Ok(some.flat_map(|seed| (0..200).map(|document| seed.of(document))).collect())
        };
        Segment::write(&folder.path().join("seeds"), of).unwrap();
        let segment = Segment::open(&folder.path().join("seeds")).unwrap();
        assert_eq!(segment.len(), all.len() as u64 * 200);
        let number = all[5].bucket();
        let hashes = [all[5].hash()];
        let searched = segment.like(number, &hashes).unwrap();
        assert_eq!(searched.len(), 200);
        let mut read = segment.bucket(number).unwrap();
        assert!(read.is_sorted() && hashes.len() * SEARCHED < read.len());
        read.retain(|seed| hashes.contains(&seed.hash()));
        assert_eq!(searched, read);
        assert!(segment.like(number, &[all[5].hash() ^ 1]).unwrap().is_empty());
    }
}
