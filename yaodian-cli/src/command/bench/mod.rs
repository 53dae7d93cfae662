//! The commands of the word bench: each gathers counts over all documents, or walks through them, and prints rows.

pub(super) mod categories;
pub(super) mod collocates;
pub(super) mod compare;
pub(super) mod dict_check;
pub(super) mod kwic;
pub(super) mod new_words;
pub(super) mod terms;
pub(super) mod trends;

use super::{Execute, Job, Program, Run, Setting, dictionary, own_file};
use crate::{
    arguments::{Common, Group, Words},
    standard::tell,
};
use crate::{
    corpus::{self, Input, Opened, Outcome, Portion},
    output::{Format, Piece, Sink},
    show::{self, Column},
};
use anyhow::{Context, Result, bail};
use regex::Regex;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use yaodian::{
    document,
    lexis::{self, Choice, Grouping, Text},
    limit::Limit,
    message, read, say, split,
    write::Row,
};

/// How many rows are shown to the eye where nothing else is asked for.
const SHOWN: usize = 50;

/// A call that is about to go through documents.
struct Bench {
    run: Run,
    /// Whether traditional characters are read as simplified ones.
    simplified: bool,
}

impl Bench {
    /// `also` are paths that it reads besides the texts.
    fn open(common: &mut Common, job: &Job, simplified: bool, also: &[PathBuf]) -> Result<(Self, Sink)> {
        if common.out.output_dir.is_some() {
            bail!(say!("output-dir-whole"));
        }
        let (run, sink) = Run::open(common, job, true, also)?;
        Ok((Self { run, simplified }, sink))
    }

    fn setting(&self) -> &Setting {
        &self.run.setting
    }

    /// Calls `each` for every document of a portion.
    fn documents(&self, portion: &Portion<'_>, mut each: impl FnMut(&Text<'_>) -> Result<()>) -> Result<()> {
        // What is gathered has a document whole or not at all: time is over before it is, or never.
        let limit = Limit::begin(self.run.timeout);
        match limit.spend(|| portion.open(&self.run.options))?? {
            Opened::Text(name, read) => {
                let cleaned = limit.spend(|| document::cleaned(&read.source))?;
                if cleaned.is_blank() {
                    return Err(read::Error::Nothing.into());
                }
                let documents = limit.spend(|| split::split(&cleaned))?;
                documents.iter().zip(1..).try_for_each(|(document, number)| {
                    let text = (&cleaned, document.metadata(&read.metadata, documents.len()));
                    each(&Text::of_document(&name, text, (document, number), self.simplified))
                })
            }
            Opened::Record(record) => each(&Text::of_record(&record, self.simplified)),
        }
    }

    /// Gathers something over all documents; what `merge` gets stands in their order.
    fn gather<T: Send>(
        &self,
        empty: impl Fn() -> T + Sync,
        add: impl Fn(&mut T, &Text<'_>) -> Result<()> + Sync,
        merge: impl Fn(T, T) -> T + Sync,
    ) -> (T, Outcome) {
        self.gather_from(&self.run.inputs.found, empty, add, (merge, |_: &mut T| {}))
    }

    /// The same over the documents of any inputs, `between` looking through what was gathered so far after every few
    /// hundred of them.
    fn gather_from<T: Send>(
        &self,
        inputs: &[Input],
        empty: impl Fn() -> T + Sync,
        add: impl Fn(&mut T, &Text<'_>) -> Result<()> + Sync,
        (merge, between): (impl Fn(T, T) -> T + Sync, impl Fn(&mut T)),
    ) -> (T, Outcome) {
        let work =
            |gathered: &mut T, portion: &Portion<'_>| self.documents(portion, |text| add(gathered, text));
        corpus::gather((inputs, &self.run.options), !self.run.quiet, empty, work, (merge, between), tell)
    }

    /// Prints what `view` makes of each document, in their order.
    fn each(&self, mut sink: Sink, view: impl Fn(&Text<'_>, &Setting) -> Piece + Sync) -> Result<ExitCode> {
        let work = |portion: &Portion<'_>| {
            let mut pieces = Vec::new();
            self.documents(portion, |text| {
                pieces.push(view(text, self.setting()));
                Ok(())
            })?;
            super::texts::join(pieces)
        };
        let inputs = (&self.run.inputs.found[..], &self.run.options);
        let outcome = corpus::run(inputs, !self.run.quiet, work, &mut sink, tell)?;
        self.run.close(sink, outcome)
    }

    /// Prints rows, each as it is made, for the eye those columns of them that fit.
    fn print(
        &self,
        mut sink: Sink,
        mut rows: impl Iterator<Item = Row>,
        columns: &[Column],
        outcome: Outcome,
    ) -> Result<ExitCode> {
        let setting = self.setting();
        if setting.format == Format::Text {
            let rows: Vec<Row> = rows.collect();
            let table = show::grid(&rows, columns, setting.width, setting.palette);
            return self.put(sink, Piece::text(table), outcome);
        }
        rows.try_for_each(|row| sink.write(Piece::rows(vec![row], setting.format)))?;
        self.run.close(sink, outcome)
    }

    /// Prints tables for the eye, each below its title.
    fn sections(
        &self,
        sink: Sink,
        parts: Vec<(String, Vec<Row>, &[Column])>,
        outcome: Outcome,
    ) -> Result<ExitCode> {
        let setting = self.setting();
        let part = |(title, rows, columns): (String, Vec<Row>, &[Column])| {
            let table = show::grid(&rows, columns, setting.width, setting.palette);
            format!("{}\n{table}", setting.palette.bold(&show::clip(&title, setting.width)))
        };
        let parts: Vec<String> = parts.into_iter().map(part).collect();
        self.put(sink, Piece::text(parts.join("\n")), outcome)
    }

    /// Writes the one piece of an output.
    fn put(&self, mut sink: Sink, piece: Piece, outcome: Outcome) -> Result<ExitCode> {
        sink.write(piece)?;
        self.run.close(sink, outcome)
    }

    /// A note on standard error, where notes are wanted.
    fn note(&self, message: &str) {
        if !self.run.quiet {
            tell(message);
        }
    }

    /// Names the documents that belong to no group.
    fn note_left_out(&self, documents: u64) {
        if documents > 0 {
            self.note(&say!("no-group", n = documents));
        }
    }

    /// Keeps the first rows: as many as are asked for, for the eye [`SHOWN`] where nothing is. Says how many there are.
    fn keep<T>(&self, rows: &mut Vec<T>, top: Option<usize>) {
        let most = match top {
            Some(0) => usize::MAX,
            Some(top) => top,
            None if self.setting().format == Format::Text => SHOWN,
            None => usize::MAX,
        };
        if top.is_none() && rows.len() > most {
            self.note(&say!("shown-of", shown = most, n = rows.len()));
        }
        rows.truncate(most);
    }
}

/// The words asked for.
fn choice(words: &Words, common: &Common) -> Result<Choice> {
    let mut choice = Choice { tags: words.pos.clone(), ..Choice::default() };
    for name in &words.stop {
        if name == "default" {
            choice.stop.extend(lexis::stop_words().map(str::to_owned));
            choice.no_numbers = true;
            continue;
        }
        let read = own_file(Path::new(name), "--stop", common)?;
        let lines = read.source.text().trim_start_matches('\u{FEFF}').lines();
        let words = lines.map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        choice.stop.extend(words.map(str::to_owned));
    }
    Ok(choice)
}

/// Sorts rows by a figure, the highest first, those without one last; equal ones keep their order.
fn highest_first<T>(rows: &mut [T], by: impl Fn(&T) -> Option<f64>) {
    rows.sort_by(|a, b| match (by(a), by(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
}

/// What joins lists.
fn together<T>(mut a: Vec<T>, b: Vec<T>) -> Vec<T> {
    a.extend(b);
    a
}

/// The last year of a field.
const YEAR: &str = r"^(?:.*\D)?((?:19|20)\d{2})(?:\D|$)";

/// How documents are told into groups, the first that tells: as asked for, else by the year in the path, else by the
/// year that the document gives itself.
pub(super) fn grouping(group: &Group) -> Result<Vec<Grouping>> {
    match (group.field.as_deref(), group.group.as_deref()) {
        (None, None) => by_year(),
        (field, pattern) => Ok(vec![by(field.unwrap_or("path"), pattern)?]),
    }
}

/// By the year in the path, else by the year that the document gives itself.
pub(super) fn by_year() -> Result<Vec<Grouping>> {
    Ok(vec![by("path", Some(YEAR))?, by("date", Some(YEAR))?])
}

fn by(field: &str, pattern: Option<&str>) -> Result<Grouping> {
    let read = |pattern: &str| expression(pattern).context(say!("group-no-expression"));
    Ok(Grouping { field: field.to_owned(), pattern: pattern.map(read).transpose()? })
}

/// A user's regular expression.
fn expression(pattern: &str) -> Result<Regex> {
    Regex::new(pattern).map_err(|error| anyhow::Error::msg(message::detail(error)))
}
