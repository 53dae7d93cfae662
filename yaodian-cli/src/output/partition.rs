//! A file for every value of a column, in folders named as Hive does it (`year=2026/part-0.parquet`), so that whatever reads
//! Parquet finds the column again and opens only what is asked for.

use super::{Columns, Format, book::Book, pen::Pen, target::Unwritten};
use anyhow::{Result, bail};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};
use yaodian::{say, write::Row};

/// Bytes that all files together may hold back.
const HELD: usize = 128 << 20;

/// What stands for a row without a value.
const NONE: &str = "__HIVE_DEFAULT_PARTITION__";

/// The files of a folder.
pub(super) struct Partitions {
    folder: PathBuf,
    column: String,
    format: Format,
    columns: Columns,
    files: BTreeMap<String, (Pen, Box<dyn Book>)>,
    /// Folders that were made, which stay only where all is written.
    made: Made,
}

/// Folders that are taken away again unless they are kept; those that hold something stay.
struct Made(Vec<PathBuf>);

impl Drop for Made {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

impl Made {
    fn make(&mut self, folder: &Path) -> io::Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        if let Some(above) = folder.parent().filter(|above| !above.as_os_str().is_empty()) {
            self.make(above)?;
        }
        fs::create_dir(folder)?;
        self.0.push(folder.to_owned());
        Ok(())
    }
}

impl Partitions {
    /// Files in `folder`, which must be new or empty: what was there before would be read with them.
    pub(super) fn new(folder: &Path, column: &str, format: Format, columns: &Columns) -> Result<Self> {
        if fs::read_dir(folder).is_ok_and(|mut found| found.next().is_some()) {
            bail!(say!("partition-folder", path = folder.display()));
        }
        let mut made = Made(Vec::new());
        made.make(folder).map_err(|why| Unwritten { target: folder.display().to_string(), why })?;
        // An error at once where the format isn't built in.
        format.book(columns)?;
        Ok(Self {
            folder: folder.to_owned(),
            column: column.to_owned(),
            format,
            columns: columns.clone(),
            files: BTreeMap::new(),
            made,
        })
    }

    /// Takes a row; the column is in its file's path and no longer in it.
    pub(super) fn add(&mut self, mut row: Row) -> Result<(), Unwritten> {
        let value = named(row.shift_remove(&self.column).unwrap_or_default());
        if !self.files.contains_key(&value) {
            let file = self.open(&value)?;
            self.files.insert(value.clone(), file);
        }
        if let Some((pen, book)) = self.files.get_mut(&value) {
            book.add(row, pen)?;
        }
        if self.files.values().map(|(_, book)| book.held()).sum::<usize>() > HELD
            && let Some((pen, book)) = self.files.values_mut().max_by_key(|(_, book)| book.held())
        {
            book.relieve(pen)?;
        }
        Ok(())
    }

    fn open(&mut self, value: &str) -> Result<(Pen, Box<dyn Book>), Unwritten> {
        let folder = self.folder.join(format!("{}={value}", escaped(&self.column)));
        let made = self.made.make(&folder);
        self.told(made)?;
        let file = folder.join(format!("part-0.{}", self.format.ending()));
        let pen = Pen::new(Some(&file), false, false)?;
        match self.format.book(&self.columns) {
            Ok(Some(book)) => Ok((pen, book)),
            Ok(None) => self.told(Err(io::ErrorKind::Unsupported.into())),
            Err(error) => self.told(Err(io::Error::other(error))),
        }
    }

    /// A result with the name of the folder.
    pub(super) fn told<T>(&self, result: io::Result<T>) -> Result<T, Unwritten> {
        result.map_err(|why| Unwritten { target: self.folder.display().to_string(), why })
    }

    /// Writes what is left of every file, then gives them their names.
    pub(super) fn finish(mut self) -> Result<usize, Unwritten> {
        let (mut pens, mut cut) = (Vec::new(), 0);
        for (_, (mut pen, book)) in std::mem::take(&mut self.files) {
            cut += book.finish(&mut pen)?;
            pens.push(pen);
        }
        pens.into_iter().try_for_each(Pen::keep)?;
        self.made.0.clear();
        Ok(cut)
    }
}

/// The folder's name for a value.
fn named(value: Value) -> String {
    match value {
        Value::Null => NONE.to_owned(),
        Value::String(text) if text.is_empty() => NONE.to_owned(),
        Value::String(text) => escaped(&text),
        other => escaped(&other.to_string()),
    }
}

/// A text as a part of a path: what would part it, or what Hive keeps for itself, as % and two hexadecimal digits.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_control() || "\"#%'*/:=?\\{}[]^<>|".contains(c) || (c == '.' && out.is_empty()) {
            out += &format!("%{:02X}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_leads_out_of_no_folder() {
        let names = ["2026", "../a", "..", "甲/乙", "a=b:c", "\0"].map(|text| named(text.into()));
        assert_eq!(names, ["2026", "%2E.%2Fa", "%2E.", "甲%2F乙", "a%3Db%3Ac", "%00"]);
        assert_eq!([named(Value::Null), named("".into()), named(5.into())], [NONE, NONE, "5"]);
    }
}
