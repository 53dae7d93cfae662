//! Inputs told into portions: tables into rows, archives into files, the rest as they are.

use super::{Input, Portion, Row, pre::Pre, table};
use crate::{
    read::{self, Error, Field, Metadata, Read},
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
    /// The column that names a row.
    pub id_field: Option<String>,
    /// The program that makes text of files.
    pub pre: Option<Pre>,
    /// Which files of archives are taken, as in .gitignore; those that are documents or tables where there are none.
    pub globs: Vec<String>,
    /// Whether nothing is told of how tables are read and what was passed over.
    pub quiet: bool,
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

/// Standard input: what its first bytes tell, a table of cells where a column is named, else a text.
fn standard_input<'i>(input: &'i Input, options: &Options, give: Give<'_, 'i>) -> ControlFlow<()> {
    let bytes = BufReader::with_capacity(1 << 16, io::stdin());
    match piped_kind(options) {
        Some(kind) => contained(kind, &input.name(), Stream::Bytes(Box::new(bytes)), options, give),
        None => match whole(bytes) {
            Ok(bytes) => give(Portion::Entry { name: input.name(), bytes }),
            Err(error) => give(Portion::Broken(input.name(), error.to_string())),
        },
    }
}

fn whole(mut bytes: impl io::Read) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    bytes.read_to_end(&mut out)?;
    Ok(out)
}

/// Where a container is read from.
pub(super) enum Stream<'s> {
    /// A file, in which can be gone back.
    File(File),
    /// Anything else.
    Bytes(Box<dyn io::Read + 's>),
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
        Container::Lines => match stream {
            Stream::File(file) => {
                table::lines(name, &mut BufReader::with_capacity(1 << 16, file), options, give)
            }
            Stream::Bytes(bytes) => table::lines(name, &mut BufReader::new(bytes), options, give),
        },
        #[cfg(feature = "tables")]
        Container::Cells => match stream {
            Stream::File(file) => table::cells(name, Box::new(file), options, give),
            Stream::Bytes(bytes) => table::cells(name, bytes, options, give),
        },
        #[cfg(feature = "tables")]
        Container::Parquet => match stream {
            Stream::File(file) => table::parquet(name, file, options, give),
            Stream::Bytes(bytes) => match whole(bytes) {
                Ok(bytes) => table::parquet(name, bytes::Bytes::from(bytes), options, give),
                Err(error) => broken(give, error.into()),
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

/// The column that holds all others of a table whose columns can't be told before it is read.
pub const FIELDS: &str = "fields";

/// The columns of the tables among the inputs, the texts' left out; of a table that comes through a pipe [`FIELDS`].
pub fn columns(inputs: &[Input], options: &Options) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for input in inputs {
        let new = match input {
            Input::File(_) if Container::of(&input.name()).is_some() => columns_of(input, options),
            Input::Stdin if piped_kind(options).is_some() => vec![FIELDS.to_owned()],
            _ => Vec::new(),
        };
        for key in new {
            if !out.contains(&key) {
                out.push(key);
            }
        }
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

/// What comes through the pipe, by its first bytes, which stay there; a table of cells is told by a column that is named.
fn piped_kind(options: &Options) -> Option<Container> {
    let mut stdin = io::stdin().lock();
    let head = stdin.fill_buf().unwrap_or_default();
    Container::of_bytes(head).or(options.text_field.is_some().then_some(Container::Cells))
}

/// The columns of a table that are looked at.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// The one that holds the text.
    pub(super) text: String,
    /// The one that names a row.
    pub(super) id: Option<String>,
}

impl Columns {
    /// What is told of them where they were found by their names.
    pub(super) fn note(&self, table: &str, options: &Options) -> Option<String> {
        if options.quiet || options.text_field.is_some() {
            return None;
        }
        let named = self.id.as_ref().map_or("their numbers".to_owned(), |id| format!("{id:?}"));
        Some(format!(
            "{table}: texts are read from {:?}, rows named by {named}; --text-field and --id-field choose others",
            self.text
        ))
    }
}

impl Options {
    /// The columns to look at among those of a table.
    pub(super) fn columns<'c>(
        &self,
        names: impl Iterator<Item = &'c String> + Clone,
    ) -> Result<Columns, Error> {
        let called = |wanted: &str| {
            let exact = names.clone().find(|name| *name == wanted);
            exact.or_else(|| names.clone().find(|name| name.trim().eq_ignore_ascii_case(wanted))).cloned()
        };
        // The better names first.
        let known = |field: Field| {
            let of = |sure: bool| names.clone().find(|name| Field::of(name) == Some((field, sure)));
            of(true).or_else(|| of(false)).cloned()
        };
        let all = || names.clone().map(String::as_str).take(20).collect::<Vec<_>>().join(", ");
        let text = match &self.text_field {
            Some(name) => called(name)
                .ok_or_else(|| Error::Part(format!("it has no field {name:?}, only {}", all())))?,
            None => known(Field::Text).ok_or_else(|| {
                Error::Part(format!(
                    "none of its fields is known to hold texts: {}; name it with --text-field",
                    all()
                ))
            })?,
        };
        let id = match &self.id_field {
            Some(name) => Some(
                called(name)
                    .ok_or_else(|| Error::Part(format!("it has no field {name:?}, only {}", all())))?,
            ),
            None => known(Field::Id).or_else(|| known(Field::Url)),
        };
        Ok(Columns { id: id.filter(|id| *id != text), text })
    }

    /// The text of a row, and its name in records.
    pub(super) fn row(&self, row: &Row) -> Result<(String, Read), Error> {
        let columns = self.columns(row.cells.keys())?;
        let text = match row.cells.get(&columns.text) {
            Some(Value::String(text)) => text,
            Some(Value::Null) | None => {
                return Err(Error::Part(format!(
                    "its field {:?} is empty; there is nothing to read",
                    columns.text
                )));
            }
            Some(other) => {
                let kind = if other.is_object() || other.is_array() { "a structure" } else { "no text" };
                return Err(Error::Part(format!(
                    "its field {:?} holds {kind}: {}",
                    columns.text,
                    short(other)
                )));
            }
        };
        let id =
            columns.id.as_ref().and_then(|id| row.cells.get(id)).and_then(shown).filter(|id| !id.is_empty());
        let name = format!("{}#{}", row.table, id.unwrap_or_else(|| row.number.to_string()));
        let mut metadata = Metadata::default();
        let pairs: Vec<(String, String)> =
            row.cells.iter().filter_map(|(key, value)| Some((key.clone(), shown(value)?))).collect();
        metadata.fill(&pairs);
        let fields = row.cells.iter().filter(|(key, _)| **key != columns.text);
        metadata.fields = fields.map(|(key, value)| (key.clone(), value.clone())).collect();
        match read::cell(text, row.format, row.encoding, metadata) {
            Err(Error::Empty) => {
                Err(Error::Part(format!("its field {:?} is empty; there is nothing to read", columns.text)))
            }
            other => Ok((name, other?)),
        }
    }
}

/// A plain value as text.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &str, options: &Options) -> Result<(String, Read), Error> {
        let cells = serde_json::from_str(cells).unwrap();
        options.row(&Row { table: "t.csv".into(), number: 7, format: "csv", encoding: "UTF-8", cells })
    }

    #[test]
    fn the_text_is_found_by_its_name_and_the_other_columns_are_carried_through() {
        let (name, read) = row(
            r#"{"url":"http://a/1","标题":"通知","发布日期":"2026/3/2","content":"要抓好落实。","热度":3}"#,
            &Options::default(),
        )
        .unwrap();
        assert_eq!((name.as_str(), read.source.text()), ("t.csv#http://a/1", "要抓好落实。"));
        assert_eq!(read.metadata.published.as_deref(), Some("2026-03-02"));
        assert_eq!(read.metadata.fields.keys().collect::<Vec<_>>(), ["url", "标题", "发布日期", "热度"]);
    }

    #[test]
    fn a_named_column_is_taken_and_a_missing_one_told() {
        let options = Options { text_field: Some("body".into()), ..Options::default() };
        assert_eq!(row(r#"{"content":"甲","Body":"乙"}"#, &options).unwrap().1.source.text(), "乙");
        let error = row(r#"{"content":"甲"}"#, &options).unwrap_err().to_string();
        assert_eq!(error, "it has no field \"body\", only content");
        assert!(row(r#"{"标题":"甲"}"#, &Options::default()).is_err());
        assert!(row(r#"{"content":null}"#, &Options::default()).is_err());
        assert!(row(r#"{"content":["甲"]}"#, &Options::default()).is_err());
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
