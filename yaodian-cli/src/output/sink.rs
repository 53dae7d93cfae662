//! Takes the parts of the output in their order and writes them in the format asked for.

use super::{
    Format, Piece,
    piece::{rendered, table_head},
    qdpx::{self, CodedText},
    spool::Spool,
    target::{Target, Unwritten, Whole},
    workbook::Book,
};
use crate::terminal;
use std::{
    io::{self, BufRead, BufReader, Read},
    path::Path,
};
use yaodian::{read::guarded, say, write::Row};

/// How output is written.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The format.
    pub format: Format,
    /// The heads of a table.
    pub columns: Vec<String>,
    /// Whether the first column of a table numbers its rows.
    pub numbered: bool,
    /// Whether it is for a terminal: then nothing in it may steer one.
    pub terminal: bool,
    /// Whether it has colours.
    pub colours: bool,
}

/// Takes pieces in order and writes them.
pub struct Sink {
    target: Target,
    layout: Layout,
    begun: bool,
    /// How many rows came so far.
    count: u64,
    book: Option<Book>,
    texts: Vec<CodedText>,
}

impl Sink {
    /// A sink to the file `path`, or to standard output. A file on a disk is whole or absent: nothing of it changes before
    /// [`Sink::finish`].
    ///
    /// # Errors
    /// The file can't be written.
    pub fn new(path: Option<&Path>, layout: Layout) -> Result<Self, Unwritten> {
        let target = Target::open(path)?;
        Ok(Self { target, layout, begun: false, count: 0, book: None, texts: Vec::new() })
    }

    /// Heads tables with other columns, where only what was read tells them; before the first piece.
    pub fn head(&mut self, columns: Vec<String>) {
        self.layout.columns = columns;
    }

    /// Whether the output replaces a file as a whole, so that what was there can be left.
    pub const fn replaces(&self) -> bool {
        self.target.is_beside()
    }

    /// Writes a piece.
    ///
    /// # Errors
    /// The system refuses.
    pub fn write(&mut self, piece: Piece) -> Result<(), Unwritten> {
        match piece {
            Piece::Text(text) if text.is_empty() => Ok(()),
            Piece::Text(text) => {
                self.begin()?;
                self.pass(text)
            }
            Piece::Lines(lines) => {
                let lines = BufReader::new(self.target.told(lines.into_reader())?).lines();
                lines.into_iter().try_for_each(|line| {
                    let row = line.and_then(|line| serde_json::from_str(&line).map_err(io::Error::other));
                    self.row(self.target.told(row)?)
                })
            }
            Piece::Rows(rows) => rows.into_iter().try_for_each(|row| self.row(row)),
            Piece::Coded(texts) => {
                self.texts.extend(texts);
                Ok(())
            }
        }
    }

    fn row(&mut self, mut row: Row) -> Result<(), Unwritten> {
        self.count += 1;
        if let Some(number) = row.values_mut().next().filter(|_| self.layout.numbered) {
            *number = self.count.into();
        }
        match self.layout.format {
            Format::Xlsx => {
                let book = self.book.get_or_insert_with(|| Book::new(&self.layout.columns));
                let added = held(|| book.add(row));
                self.target.told(added)
            }
            Format::Json => {
                let lead = if std::mem::replace(&mut self.begun, true) { ",\n" } else { "[\n" };
                let row = serde_json::to_string_pretty(&row).unwrap_or_default();
                self.put(&(lead.to_owned() + &row))
            }
            format => {
                self.begin()?;
                self.put(&rendered(&row, format))
            }
        }
    }

    fn begin(&mut self) -> Result<(), Unwritten> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        let head = table_head(self.layout.format, &self.layout.columns);
        self.put(&head)
    }

    fn put(&mut self, text: &str) -> Result<(), Unwritten> {
        if self.layout.terminal || self.layout.colours {
            return self.target.write(terminal::painted(text, self.layout.colours).as_bytes());
        }
        self.target.write(text.as_bytes())
    }

    fn pass(&mut self, text: Spool) -> Result<(), Unwritten> {
        let mut from = self.target.told(text.into_reader())?;
        if self.layout.terminal || self.layout.colours {
            let mut text = String::new();
            self.target.told(from.read_to_string(&mut text))?;
            return self.put(&text);
        }
        self.target.copy(&mut from)
    }

    /// Writes out what is held back: now is the time for whoever reads along.
    ///
    /// # Errors
    /// The system refuses.
    pub fn flush(&mut self) -> Result<(), Unwritten> {
        self.target.flush()
    }

    /// Closes the output; a file that was written beside its old self takes its place now. Gives how many cells of a
    /// workbook had to be cut.
    ///
    /// # Errors
    /// The system refuses.
    pub fn finish(mut self) -> Result<usize, Unwritten> {
        let mut cut = 0;
        match self.layout.format {
            Format::Json => self.put(if self.begun { "\n]\n" } else { "[]\n" })?,
            Format::Xlsx => {
                let book = self.book.take().unwrap_or_else(|| Book::new(&self.layout.columns));
                let save = |out: &mut dyn Whole| {
                    cut = held(|| book.save(out))?;
                    Ok::<_, io::Error>(())
                };
                self.target.write_with(save)?;
            }
            Format::Qdpx => self.target.write_with(|out| qdpx::project(&self.texts, out))?,
            Format::Csv | Format::Tsv | Format::Md => self.begin()?,
            Format::Jsonl | Format::Text | Format::Igscript => {}
        }
        self.target.keep()?;
        Ok(cut)
    }
}

/// What the writer of workbooks gives; it panics where a disk is full or there is no folder for its temporary files.
fn held<T>(work: impl FnOnce() -> Result<T, rust_xlsxwriter::XlsxError>) -> io::Result<T> {
    match guarded(work) {
        Ok(result) => result.map_err(io::Error::other),
        Err(_) => {
            let why =
                tempfile::tempfile().and_then(|mut file| io::Write::write_all(&mut file, &[0; 1 << 16]));
            let why = why.err().map_or_else(|| say!("disk-full"), |why| yaodian::system::what(&why));
            Err(io::Error::other(say!("workbook-failed", folder = std::env::temp_dir().display(), why)))
        }
    }
}
