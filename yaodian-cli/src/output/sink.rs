//! Takes the parts of the output in their order and writes them in the format asked for.

use super::{Columns, Format, Piece, book::Book, partition::Partitions, pen::Pen, target::Unwritten};
use anyhow::Result;
use std::{
    io::{self, BufRead, BufReader},
    path::Path,
};
use yaodian::write::Row;

/// How output is written.
#[derive(Clone, Debug)]
pub struct Layout {
    /// The format.
    pub format: Format,
    /// What its rows are.
    pub columns: Columns,
    /// Whether the first column of a table numbers its rows.
    pub numbered: bool,
    /// Whether it is for a terminal: then nothing in it may steer one.
    pub terminal: bool,
    /// Whether it has colours.
    pub colours: bool,
}

/// Takes pieces in order and writes them.
pub struct Sink {
    out: Out,
    layout: Layout,
    /// How many rows came so far.
    count: u64,
}

enum Out {
    /// A line a row.
    Lines { pen: Pen, begun: bool },
    /// A format that needs all rows in their order.
    Book(Pen, Box<dyn Book>),
    /// Files for the values of a column.
    Partitions(Partitions),
}

impl Sink {
    /// A sink to the file `path`, or to standard output. A file on a disk is whole or absent: nothing of it changes before
    /// [`Sink::finish`].
    ///
    /// # Errors
    /// The file can't be written, or the format isn't built in.
    pub fn new(path: Option<&Path>, layout: Layout) -> Result<Self> {
        let out = match (&layout.columns.partition, path) {
            (Some(column), Some(folder)) => {
                Out::Partitions(Partitions::new(folder, column, layout.format, &layout.columns)?)
            }
            _ => {
                let book = layout.format.book(&layout.columns)?;
                let pen = Pen::new(path, layout.terminal, layout.colours)?;
                match book {
                    Some(book) => Out::Book(pen, book),
                    None => Out::Lines { pen, begun: false },
                }
            }
        };
        Ok(Self { out, layout, count: 0 })
    }

    /// Heads tables with other columns, where only what was read tells them; before the first piece.
    ///
    /// # Errors
    /// The format isn't built in.
    pub fn head(&mut self, columns: Vec<String>) -> Result<()> {
        self.layout.columns.heads = columns;
        if let (Out::Book(_, book), Some(new)) =
            (&mut self.out, self.layout.format.book(&self.layout.columns)?)
        {
            *book = new;
        }
        Ok(())
    }

    /// Whether the output replaces a file as a whole, so that what was there can be left.
    pub const fn replaces(&self) -> bool {
        match &self.out {
            Out::Lines { pen, .. } | Out::Book(pen, _) => pen.replaces(),
            Out::Partitions(_) => true,
        }
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
                match &mut self.out {
                    Out::Lines { pen, .. } | Out::Book(pen, _) => pen.pass(text),
                    Out::Partitions(_) => Ok(()),
                }
            }
            Piece::Lines(lines) => {
                let mut lines = BufReader::new(self.told(lines.into_reader())?);
                let mut line = String::new();
                while {
                    line.clear();
                    self.told(lines.read_line(&mut line))? > 0
                } {
                    self.line(&line)?;
                }
                Ok(())
            }
            Piece::Rows(rows) => rows.into_iter().try_for_each(|row| self.row(row)),
            Piece::Coded(texts) => {
                if let Out::Book(_, book) = &mut self.out {
                    book.coded(texts);
                }
                Ok(())
            }
        }
    }

    /// A row as a line of JSON.
    fn line(&mut self, line: &str) -> Result<(), Unwritten> {
        match &mut self.out {
            // Nothing of the row must be known.
            Out::Book(pen, book) if !self.layout.numbered => book.line(line, pen),
            _ => self.row(self.told(serde_json::from_str(line).map_err(io::Error::other))?),
        }
    }

    fn row(&mut self, mut row: Row) -> Result<(), Unwritten> {
        self.count += 1;
        if let Some(number) = row.values_mut().next().filter(|_| self.layout.numbered) {
            *number = self.count.into();
        }
        self.begin()?;
        match (&mut self.out, self.layout.format.line()) {
            (Out::Lines { pen, .. }, Some(line)) => pen.put(&line(&row)),
            (Out::Lines { .. }, None) => Ok(()),
            (Out::Book(pen, book), _) => book.add(row, pen),
            (Out::Partitions(partitions), _) => partitions.add(row),
        }
    }

    /// Writes the head, once.
    fn begin(&mut self) -> Result<(), Unwritten> {
        if let Out::Lines { pen, begun } = &mut self.out
            && !std::mem::replace(begun, true)
        {
            pen.put(&self.layout.format.head(&self.layout.columns.heads))?;
        }
        Ok(())
    }

    fn told<T>(&self, result: io::Result<T>) -> Result<T, Unwritten> {
        match &self.out {
            Out::Lines { pen, .. } | Out::Book(pen, _) => pen.told(result),
            Out::Partitions(partitions) => partitions.told(result),
        }
    }

    /// Writes out what is held back: now is the time for whoever reads along.
    ///
    /// # Errors
    /// The system refuses.
    pub fn flush(&mut self) -> Result<(), Unwritten> {
        match &mut self.out {
            Out::Lines { pen, .. } | Out::Book(pen, _) => pen.flush(),
            Out::Partitions(_) => Ok(()),
        }
    }

    /// Closes the output; a file that was written beside its old self takes its place now. Gives how many cells of a
    /// workbook had to be cut.
    ///
    /// # Errors
    /// The system refuses.
    pub fn finish(mut self) -> Result<usize, Unwritten> {
        if self.layout.format.has_columns() {
            self.begin()?;
        }
        match self.out {
            Out::Lines { pen, .. } => pen.keep().map(|()| 0),
            Out::Book(mut pen, book) => {
                let cut = book.finish(&mut pen)?;
                pen.keep()?;
                Ok(cut)
            }
            Out::Partitions(partitions) => partitions.finish(),
        }
    }
}
