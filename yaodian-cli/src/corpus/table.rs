//! Tables, a row at a time.

use super::{
    Portion,
    container::Format,
    option::Options,
    portion::{Give, is_record},
    stream::Stream,
};
use serde_json::{Map, Value};
use std::{
    io::{BufRead, BufReader},
    ops::ControlFlow,
};
use yaodian::{read::Error, say};

/// The longest row where nothing else is said: a longer one is what becomes of a table when a quote is missing.
#[cfg(feature = "tables")]
const LONGEST: u64 = 16 << 20;

/// Gives the rows of a table.
pub(super) fn rows(
    format: Format,
    name: &str,
    stream: Stream<'_>,
    options: &Options,
    give: Give<'_, '_>,
) -> ControlFlow<()> {
    match format {
        Format::Lines => lines(name, &mut BufReader::with_capacity(1 << 16, stream.bytes()), options, give),
        #[cfg(feature = "tables")]
        Format::Cells => cells(name, stream.bytes(), options, give),
        #[cfg(feature = "tables")]
        Format::Parquet => match stream {
            Stream::File(file) => parquet(name, file, options, give),
            Stream::Bytes(bytes) => match whole(bytes, options) {
                Ok(bytes) => parquet(name, bytes::Bytes::from(bytes), options, give),
                Err(error) => give(Portion::Broken(name.to_owned(), error.to_string())),
            },
        },
        #[cfg(not(feature = "tables"))]
        Format::Cells | Format::Parquet => {
            give(Portion::Broken(name.to_owned(), Error::NotBuilt("tables").to_string()))
        }
    }
}

/// Gives the lines of JSON Lines that are not blank, up to the first that can't be read.
fn lines(name: &str, lines: &mut dyn BufRead, options: &Options, give: Give<'_, '_>) -> ControlFlow<()> {
    let broken = |number: usize, why: String| Portion::Broken(format!("{name}:{number}"), why);
    let (mut told, mut given) = (false, false);
    let most = options.most();
    for number in 1.. {
        let mut bytes = Vec::new();
        match std::io::Read::take(&mut *lines, most.saturating_add(1)).read_until(b'\n', &mut bytes) {
            Ok(0) => break,
            Ok(_) if bytes.len() as u64 > most => {
                return give(broken(number, Error::TooLong { most }.to_string()));
            }
            Ok(_) => {}
            Err(error) => return give(broken(number, error.to_string())),
        }
        let Ok(text) = String::from_utf8(bytes) else {
            given = true;
            give(broken(number, say!("line-no-utf8")))?;
            continue;
        };
        if text.trim_start_matches('\u{FEFF}').trim().is_empty() {
            continue;
        }
        if !std::mem::replace(&mut told, true)
            && !is_record(&text)
            && let Ok(row) = serde_json::from_str::<Map<String, Value>>(text.trim_start_matches('\u{FEFF}'))
            && let Some(note) = options.columns(row.keys()).ok().and_then(|c| c.note(name, options))
        {
            give(Portion::Note(note))?;
        }
        given = true;
        give(Portion::Line { name: name.to_owned(), number, text })?;
    }
    if given {
        ControlFlow::Continue(())
    } else {
        give(Portion::Broken(name.to_owned(), Error::Empty.to_string()))
    }
}

#[cfg(feature = "tables")]
use {
    super::stream::whole,
    built::{cells, parquet},
};

#[cfg(feature = "tables")]
mod built {
    use super::*;
    use crate::corpus::{Row, quotes::Quotes};
    use encoding_rs_io::DecodeReaderBytesBuilder;
    use parquet::errors::ParquetError;
    use parquet::file::{
        reader::{ChunkReader, FileReader, SerializedFileReader},
        serialized_reader::ReadOptionsBuilder,
    };
    use std::{
        cell::RefCell,
        collections::{HashMap, HashSet},
        io::{self, Read},
        rc::Rc,
    };
    use yaodian::{
        finding::Finding,
        read::{self, guarded},
    };

    /// Gives the rows of a table whose cells are parted by commas, tabs or semicolons, as its head shows.
    pub(in crate::corpus) fn cells(
        name: &str,
        mut bytes: Box<dyn Read + '_>,
        options: &Options,
        give: Give<'_, '_>,
    ) -> ControlFlow<()> {
        /// What is looked at to find out encoding and separator.
        const SAMPLE: u64 = 1 << 18;
        let broken = |why: String| Portion::Broken(name.to_owned(), why);
        let mut head = Vec::new();
        if let Err(error) = bytes.by_ref().take(SAMPLE).read_to_end(&mut head) {
            return give(broken(error.to_string()));
        }
        let encoding = options.encoding.unwrap_or_else(|| read::guess(&head));
        let separator = separator(name, &encoding.decode(&head).0);
        let decoded = DecodeReaderBytesBuilder::new()
            .encoding(Some(encoding))
            .bom_override(true)
            .build(head.chain(bytes));
        let quotes = Rc::new(RefCell::new(Quotes::new(separator)));
        let most = options.max_input.unwrap_or(LONGEST);
        let guard = Guard { inner: decoded, quotes: Rc::clone(&quotes), most };
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(guard);
        let heads: Vec<String> = match reader.headers() {
            Ok(heads) if heads.is_empty() || (heads.len() == 1 && heads[0].trim().is_empty()) => {
                return give(broken(say!("table-empty")));
            }
            Ok(heads) => unique(heads.iter()),
            Err(error) => return give(broken(say!("table-head", error))),
        };
        match options.columns(heads.iter()) {
            Ok(columns) => {
                if let Some(note) = columns.note(name, options) {
                    give(Portion::Note(note))?;
                }
            }
            Err(error) => return give(broken(error.to_string())),
        }
        let format = if separator == b'\t' { "tsv" } else { "csv" };
        let mut record = csv::StringRecord::new();
        for number in 1.. {
            quotes.borrow_mut().row = 0;
            let line = reader.position().line();
            let read = reader.read_record(&mut record);
            let place = || {
                let line = record.position().map_or(line, csv::Position::line);
                say!("row-place", table = name, number, line)
            };
            match read {
                Ok(false) if number == 1 => {
                    return give(broken(say!("table-no-rows")));
                }
                Ok(false) => break,
                // Where the end has been seen, this is the last row.
                Ok(true) if quotes.borrow().ended_open() => {
                    let why = say!("row-open", line = quotes.borrow().opened);
                    return give(Portion::Broken(place(), why));
                }
                Ok(true) if record.len() != heads.len() => {
                    let why = say!("row-ragged", fields = record.len(), heads = heads.len());
                    give(Portion::Broken(place(), why))?;
                }
                Ok(true) => {
                    let astray = quotes.borrow_mut().astray_before(reader.position().line());
                    let findings = doubts(&record, (separator, heads.len()), astray, &place());
                    for finding in findings.iter().filter(|_| !options.quiet) {
                        give(Portion::Note(finding.message.clone()))?;
                    }
                    let cells = heads.iter().cloned().zip(record.iter().map(Value::from)).collect();
                    let encoding = encoding.name();
                    let table = name.to_owned();
                    give(Portion::Row(Row { table, number, format, encoding, cells, findings }))?;
                }
                Err(error) => {
                    return give(Portion::Broken(
                        place(),
                        say!("row-unread", error = yaodian::message::detail(error)),
                    ));
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// What looks wrong with a row of a table with so many columns.
    fn doubts(
        record: &csv::StringRecord,
        (separator, columns): (u8, usize),
        astray: Option<u64>,
        place: &str,
    ) -> Vec<Finding> {
        let swallows = record.iter().any(|cell| holds_a_row(cell, separator, columns));
        let swallowed = || Finding::new("row-swallowed", say!("row-swallowed", place), 0);
        let astray = astray.map(|line| Finding::new("row-astray", say!("row-astray", place, line), 0));
        swallows.then(swallowed).into_iter().chain(astray).collect()
    }

    /// Whether a line of a cell, but the first and the last, has as many separators as a row with so many fields: then it may
    /// well be one.
    fn holds_a_row(cell: &str, separator: u8, fields: usize) -> bool {
        let is_row = |line: &str| line.bytes().filter(|b| *b == separator).count() + 1 == fields;
        let inner = cell.split('\n').count().saturating_sub(2);
        fields > 1 && cell.split('\n').skip(1).take(inner).any(is_row)
    }

    /// Names that come twice get a number.
    fn unique<'h>(heads: impl Iterator<Item = &'h str>) -> Vec<String> {
        let mut taken: HashSet<String> = HashSet::new();
        // How often each name was met: the search for a free number goes on where it ended.
        let mut met: HashMap<&str, usize> = HashMap::new();
        let mut one = |head: &'h str| {
            let head = head.trim_start_matches('\u{FEFF}').trim();
            let name = if head.is_empty() { "column" } else { head };
            let times = met.entry(name).or_insert(0);
            loop {
                *times += 1;
                let unique = if *times == 1 { name.to_owned() } else { format!("{name}_{times}") };
                if taken.insert(unique.clone()) {
                    return unique;
                }
            }
        };
        heads.map(&mut one).collect()
    }

    /// What parts the cells of the first line, outside of quotes; a tab where the name says so.
    fn separator(name: &str, text: &str) -> u8 {
        if [".tsv", ".tab"].iter().any(|e| name.to_ascii_lowercase().ends_with(e)) {
            return b'\t';
        }
        let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
        let mut quoted = false;
        for b in text.bytes() {
            if b == b'\n' && !quoted {
                break;
            }
            quoted ^= b == b'"';
            if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| !quoted && *sign == b) {
                *count += 1;
            }
        }
        counts.iter().max_by_key(|(sign, count)| (*count, *sign == b',')).map_or(b',', |(sign, _)| *sign)
    }

    /// Looks at the quotation marks that go by, and ends a row that has become too long.
    struct Guard<R> {
        inner: R,
        quotes: Rc<RefCell<Quotes>>,
        most: u64,
    }

    impl<R: Read> Read for Guard<R> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let mut quotes = self.quotes.borrow_mut();
            if quotes.row > self.most {
                let why = say!("row-long", most = read::size(self.most));
                return Err(io::Error::new(io::ErrorKind::InvalidData, why));
            }
            let n = self.inner.read(buffer)?;
            quotes.row += n as u64;
            quotes.ended = n == 0;
            quotes.see(&buffer[..n]);
            Ok(n)
        }
    }

    /// Gives the rows of a Parquet table.
    pub(in crate::corpus) fn parquet(
        name: &str,
        file: impl ChunkReader + 'static,
        options: &Options,
        give: Give<'_, '_>,
    ) -> ControlFlow<()> {
        let broken = |why: String| Portion::Broken(name.to_owned(), why);
        let open = || SerializedFileReader::new_with_options(file, ReadOptionsBuilder::new().build());
        let reader = match held(guarded(open)) {
            Ok(reader) => reader,
            Err(why) => return give(broken(say!("parquet-broken", why))),
        };
        let fields = reader.metadata().file_metadata().schema_descr().root_schema().get_fields().to_vec();
        let names: Vec<String> = fields.iter().map(|field| field.name().to_owned()).collect();
        match options.columns(names.iter()) {
            Ok(columns) => {
                if let Some(note) = columns.note(name, options) {
                    give(Portion::Note(note))?;
                }
            }
            Err(error) => return give(broken(error.to_string())),
        }
        let mut rows = match held(guarded(|| reader.get_row_iter(None))) {
            Ok(rows) => rows,
            Err(why) => return give(broken(say!("parquet-rows", why))),
        };
        for number in 1.. {
            match held(guarded(|| rows.next().transpose())) {
                Ok(None) => break,
                Ok(Some(row)) => {
                    let cells =
                        row.into_columns().into_iter().map(|(name, field)| (name, field.to_json_value()));
                    let (format, encoding) = ("parquet", encoding_rs::UTF_8.name());
                    let cells = cells.collect();
                    let table = name.to_owned();
                    give(Portion::Row(Row { table, number, format, encoding, cells, findings: Vec::new() }))?;
                }
                Err(why) => {
                    let place = format!("{name}: row {number}");
                    return give(Portion::Broken(place, say!("parquet-row", why)));
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// A result, or why there is none: the library's own word, or what it panicked with.
    fn held<T>(result: Result<Result<T, ParquetError>, String>) -> Result<T, String> {
        match result {
            Ok(result) => result.map_err(|error| error.to_string()),
            Err(panicked) => Err(say!("parquet-damaged", why = panicked)),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn thousands_of_columns_without_a_name_are_numbered() {
            let heads = unique(["a", "", "column_2"].into_iter().chain(std::iter::repeat_n("", 100_000)));
            assert_eq!(heads[..5], ["a", "column", "column_2", "column_3", "column_4"]);
            assert_eq!(heads.last().map(String::as_str), Some("column_100002"));
            assert_eq!(unique(["a", "a", "a_2", "a"].into_iter()), ["a", "a_2", "a_2_2", "a_3"]);
        }

        fn taken(name: &str, bytes: &[u8]) -> Vec<String> {
            let mut out = Vec::new();
            let end = cells(name, Box::new(bytes), &Options::default(), &mut |portion| {
                out.push(match portion {
                    Portion::Row(row) => serde_json::to_string(&row.cells).unwrap(),
                    Portion::Broken(place, why) => format!("{place}: {why}"),
                    Portion::Note(note) => note,
                    other => format!("{other:?}"),
                });
                ControlFlow::Continue(())
            });
            assert!(end.is_continue());
            out
        }

        #[test]
        fn a_ragged_row_is_told_with_its_place_and_the_others_are_read() {
            let out = taken("t.csv", "id,content\n1,\"甲\n乙\"\n2\n3,丙\n".as_bytes());
            assert_eq!(out[1], r#"{"id":"1","content":"甲\n乙"}"#);
            assert_eq!(out[2], "t.csv: row 2 (line 4): it has 1 field where the head has 2");
            assert_eq!(out[3], r#"{"id":"3","content":"丙"}"#);
        }

        #[test]
        fn encoding_and_separator_are_found() {
            let text = "标题;正文\n通知;要抓好防汛工作，确保安全度汛。\n";
            let out = taken("t.csv", &encoding_rs::GBK.encode(text).0);
            assert_eq!(out[1], r#"{"标题":"通知","正文":"要抓好防汛工作，确保安全度汛。"}"#);
            let out = taken("t.csv", "\u{FEFF}content\tcontent\n甲\t乙\n".as_bytes());
            assert_eq!(out[1], r#"{"content":"甲","content_2":"乙"}"#);
        }
    }
}
