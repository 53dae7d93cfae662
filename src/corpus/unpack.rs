//! Inputs told into portions: tables into rows, archives into files, the rest as they are.

use super::{Input, Portion, pre::Pre, table};
use crate::{
    read::{self, Error},
    say,
    source::Unit,
};
use encoding_rs::Encoding;
use serde_json::{Map, Value};
use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    ops::ControlFlow,
};

/// What files that `analyze` wrote are to a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// No texts: an error.
    #[default]
    Texts,
    /// Documents that are read; where a unit is given, their positions must count it.
    Records(Option<Unit>),
}

/// How inputs are unpacked and read.
#[derive(Debug, Default)]
pub struct Options {
    /// What documents that `analyze` wrote are.
    pub reading: Reading,
    /// The encoding of plain texts, pages and tables, where it is not to be found out.
    pub encoding: Option<&'static Encoding>,
    /// The column that holds the text of a row, where it is not to be found by its name.
    pub text_field: Option<String>,
    /// Whether what comes through a pipe is a table of cells, where its first bytes tell nothing else.
    pub piped_cells: bool,
    /// The column that names a row.
    pub id_field: Option<String>,
    /// The program that makes text of files.
    pub pre: Option<Pre>,
    /// How many bytes a text, a row of a table or a file of an archive may have; [`read::MOST`] where nothing is said.
    pub max_input: Option<u64>,
    /// Which files of archives are taken, as in .gitignore; those that are documents or tables where there are none.
    pub globs: Vec<String>,
    /// Whether nothing is told of how tables are read and what was passed over.
    pub quiet: bool,
}

impl Options {
    /// How many bytes a text may have.
    pub fn most(&self) -> u64 {
        self.max_input.unwrap_or(read::MOST)
    }
}

/// Takes a portion; breaks where no more are wanted.
pub(super) type Give<'g, 'i> = &'g mut dyn FnMut(Portion<'i>) -> ControlFlow<()>;

/// What holds more than one text, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// JSON Lines.
    Lines,
    /// Cells parted by commas, tabs or semicolons.
    Cells,
    /// A Parquet table.
    Parquet,
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// One file packed by gzip.
    Gzip,
    /// One file packed by zstd.
    Zstd,
}

impl Container {
    /// The kind of a file by its name, and the name of what is packed in it; none where it is no container.
    pub(super) fn of(name: &str) -> Option<(Self, &str)> {
        const ENDINGS: [(&str, Container); 12] = [
            (".jsonl", Container::Lines),
            (".ndjson", Container::Lines),
            (".csv", Container::Cells),
            (".tsv", Container::Cells),
            (".tab", Container::Cells),
            (".parquet", Container::Parquet),
            (".zip", Container::Zip),
            (".tar", Container::Tar),
            (".tgz", Container::Gzip),
            (".gz", Container::Gzip),
            (".tzst", Container::Zstd),
            (".zst", Container::Zstd),
        ];
        let ends = |ending: &str| {
            let from = name.len().checked_sub(ending.len())?;
            name.get(from..).filter(|end| end.eq_ignore_ascii_case(ending)).map(|_| &name[..from])
        };
        ENDINGS.iter().find_map(|&(ending, kind)| ends(ending).map(|inner| (kind, inner)))
    }

    /// The kind of standard input by its first bytes; a table of cells can't be told so.
    fn of_bytes(head: &[u8]) -> Option<Self> {
        let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
        match head {
            _ if text.starts_with(b"{") => Some(Self::Lines),
            [b'P', b'K', 3, 4, ..] => Some(Self::Zip),
            [b'P', b'A', b'R', b'1', ..] => Some(Self::Parquet),
            [0x1F, 0x8B, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstd),
            _ if head.get(257..262) == Some(b"ustar") => Some(Self::Tar),
            _ => None,
        }
    }
}

/// Gives the portions of the inputs, read as they are wanted.
pub(super) fn portions<'i>(inputs: &'i [Input], options: &Options, give: Give<'_, 'i>) -> ControlFlow<()> {
    for input in inputs {
        let name = input.name();
        let result = match input {
            Input::Stdin => standard_input(input, options, give),
            Input::File(path) => match Container::of(&name) {
                Some((kind, _)) if path.is_file() => match File::open(path) {
                    Ok(file) => contained(kind, &name, Stream::File(file), options, give),
                    Err(error) => give(Portion::Broken(name, error.to_string())),
                },
                _ => give(Portion::Whole(path)),
            },
        };
        result?;
    }
    ControlFlow::Continue(())
}

/// Standard input: what its first bytes tell, a table of cells where it is said to be one, else a text.
fn standard_input<'i>(input: &'i Input, options: &Options, give: Give<'_, 'i>) -> ControlFlow<()> {
    let bytes = BufReader::with_capacity(1 << 16, io::stdin());
    match piped_kind(options) {
        Some(kind) => contained(kind, &input.name(), Stream::Bytes(Box::new(bytes)), options, give),
        None => match whole(bytes, options) {
            Ok(bytes) => give(Portion::Entry { name: input.name(), bytes }),
            Err(error) => give(Portion::Broken(input.name(), error.to_string())),
        },
    }
}

/// All of what is read, within the limits of a text.
pub(super) fn whole(bytes: impl io::Read, options: &Options) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    read::whole(bytes, options.most(), &mut out)?;
    Ok(out)
}

/// Where a container is read from.
pub(super) enum Stream<'s> {
    /// A file, in which can be gone back.
    File(File),
    /// Anything else.
    Bytes(Box<dyn io::Read + 's>),
}

impl<'s> Stream<'s> {
    /// What is read from its beginning to its end.
    fn bytes(self) -> Box<dyn io::Read + 's> {
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

/// Gives the portions of a container.
pub(super) fn contained<'i>(
    kind: Container,
    name: &str,
    stream: Stream<'_>,
    options: &Options,
    give: Give<'_, 'i>,
) -> ControlFlow<()> {
    let broken = |give: Give<'_, 'i>, error: Error| give(Portion::Broken(name.to_owned(), error.to_string()));
    match kind {
        Container::Lines => {
            table::lines(name, &mut BufReader::with_capacity(1 << 16, stream.bytes()), options, give)
        }
        #[cfg(feature = "tables")]
        Container::Cells => table::cells(name, stream.bytes(), options, give),
        #[cfg(feature = "tables")]
        Container::Parquet => match stream {
            Stream::File(file) => table::parquet(name, file, options, give),
            Stream::Bytes(bytes) => match whole(bytes, options) {
                Ok(bytes) => table::parquet(name, bytes::Bytes::from(bytes), options, give),
                Err(error) => broken(give, error),
            },
        },
        #[cfg(not(feature = "tables"))]
        Container::Cells | Container::Parquet => broken(give, Error::NotBuilt("tables")),
        #[cfg(feature = "archives")]
        Container::Zip | Container::Tar | Container::Gzip | Container::Zstd => {
            super::archive::unpack(kind, name, stream, options, give)
        }
        #[cfg(not(feature = "archives"))]
        Container::Zip | Container::Tar | Container::Gzip | Container::Zstd => {
            broken(give, Error::NotBuilt("archives"))
        }
    }
}

/// Gives the portions of what is called `name` and read from `bytes`: the rows of a table, the files of an archive, else
/// all of it.
pub fn unpacked(
    name: &str,
    bytes: Vec<u8>,
    options: &Options,
    mut give: impl FnMut(Portion<'_>) -> ControlFlow<()>,
) {
    // It ends where nobody wants more.
    let _ = match Container::of(name) {
        Some((kind, _)) => {
            contained(kind, name, Stream::Bytes(Box::new(io::Cursor::new(bytes))), options, &mut give)
        }
        None => give(Portion::Entry { name: name.to_owned(), bytes }),
    };
}

/// The column that holds what has none of its own: that of tables whose columns can't all be told before they are read.
pub const FIELDS: &str = "fields";

/// The columns of the tables among the inputs, the texts' left out; [`FIELDS`] last where they may not be all: lines of JSON
/// may differ, an archive may hold several tables, a pipe can be read only once.
pub fn columns(inputs: &[Input], options: &Options) -> Vec<String> {
    let (mut out, mut all): (Vec<String>, bool) = (Vec::new(), true);
    for input in inputs {
        let kind = match input {
            Input::File(_) => Container::of(&input.name()).map(|(kind, _)| kind),
            Input::Stdin => piped_kind(options),
        };
        let Some(kind) = kind else { continue };
        let known = matches!(kind, Container::Cells | Container::Parquet) && matches!(input, Input::File(_));
        all &= known;
        let new = if *input == Input::Stdin { Vec::new() } else { columns_of(input, options) };
        for key in new {
            if !out.contains(&key) {
                out.push(key);
            }
        }
    }
    if !all && !out.iter().any(|name| name == FIELDS) {
        out.push(FIELDS.to_owned());
    }
    out
}

/// The columns of a table, or of the first in an archive, by its first row.
fn columns_of(input: &Input, options: &Options) -> Vec<String> {
    let mut cells = None;
    // It breaks off at the first row.
    let _ = portions(std::slice::from_ref(input), options, &mut |portion| {
        match portion {
            Portion::Row(row) => cells = Some(row.cells),
            Portion::Line { text, .. } if !super::portion::is_record(&text) => {
                cells = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).ok();
            }
            Portion::Note(_) => return ControlFlow::Continue(()),
            _ => {}
        }
        ControlFlow::Break(())
    });
    let cells: Map<String, Value> = cells.unwrap_or_default();
    let text = options.columns(cells.keys()).ok().map(|c| c.text);
    cells.keys().filter(|key| Some(*key) != text.as_ref()).cloned().collect()
}

/// What comes through the pipe, by its first bytes, which stay there.
fn piped_kind(options: &Options) -> Option<Container> {
    let mut stdin = io::stdin().lock();
    let head = stdin.fill_buf().unwrap_or_default();
    Container::of_bytes(head).or(options.piped_cells.then_some(Container::Cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_becomes_shorter_while_it_is_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, "id,content\n1,各镇要每日巡查。\n".repeat(2000)).unwrap();
        let file = Steady::new(File::open(&path).unwrap());
        File::options().write(true).open(&path).unwrap().set_len(5000).unwrap();
        let stream = Stream::Bytes(Box::new(file));
        let mut told = Vec::new();
        let _ = contained(Container::Lines, "t.jsonl", stream, &Options::default(), &mut |portion| {
            if let Portion::Broken(place, why) = portion {
                told.push(format!("{place}: {why}"));
            }
            ControlFlow::Continue(())
        });
        assert!(told.iter().any(|t| t.contains("became shorter")), "{told:?}");
    }

    #[test]
    fn containers_are_told_by_their_names() {
        for (name, kind) in [
            ("a/b.CSV", Some((Container::Cells, "a/b"))),
            ("x.tar.gz", Some((Container::Gzip, "x.tar"))),
            ("x.tgz", Some((Container::Gzip, "x"))),
            ("x.txt", None),
            (".csv.txt", None),
        ] {
            assert_eq!(Container::of(name), kind, "{name}");
        }
    }
}
