//! `dict check`: why the words of a dictionary are or aren't cut as its entries say.

use super::{Bench, Execute, Job, Program, dictionary};
use crate::arguments::Common;
use crate::{
    corpus::Outcome,
    show::{Column, Kind},
};
use anyhow::Result;
use clap::{Args, Subcommand};
use std::{collections::HashMap, path::PathBuf, process::ExitCode};
use yaodian::{
    lexis::{Entries, Fate, Seen, Text},
    say,
    words::{self, Alone, Entry},
    write::{self, RowKind},
};

const COLUMNS: [Column; 6] = [
    Column { field: "line", head: "line", kind: Kind::Number(0) },
    Column { field: "word", head: "word", kind: Kind::Text },
    Column { field: "verdict", head: "verdict", kind: Kind::Text },
    Column { field: "places", head: "places", kind: Kind::Number(0) },
    Column { field: "whole", head: "whole", kind: Kind::Number(0) },
    Column { field: "why", head: "", kind: Kind::Below },
];

/// Dictionaries of words
#[derive(Debug, Args)]
pub(crate) struct Dict {
    #[command(subcommand)]
    command: DictCommand,
}

#[derive(Debug, Subcommand)]
enum DictCommand {
    Check(DictCheck),
}

/// Why the words of a dictionary are or aren't cut as its entries say
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian dict check words.txt                    each entry by itself
  yaodian dict check words.txt reports/           and wherever its characters stand in texts
  yaodian dict check words.txt reports/ --problems")]
struct DictCheck {
    /// The dictionary, a line each: word [frequency] [tag]
    #[arg(value_name = "DICT")]
    file: PathBuf,
    /// Only entries that aren't cut as they say everywhere
    #[arg(long)]
    problems: bool,
    #[command(flatten)]
    common: Common,
}

impl Execute for Dict {
    fn run(self, _: Program) -> Result<ExitCode> {
        match self.command {
            DictCommand::Check(arguments) => dict_check(arguments),
        }
    }
}

fn dict_check(mut arguments: DictCheck) -> Result<ExitCode> {
    let entries = dictionary(&arguments.file, "dict check", &arguments.common)?;
    arguments.common.lexicon.dict.push(arguments.file.clone());
    let in_texts = !arguments.common.inputs.is_empty();
    let job = Job { reads: in_texts, ..Job::rows(Dict::FORMATS, RowKind::DictCheck) };
    let (bench, sink) = Bench::open(&mut arguments.common, &job, false, &[])?;
    let wanted = Entries::new(&entries);
    let nothing = || vec![Seen::default(); entries.len()];
    let add = |seen: &mut Vec<Seen>, text: &Text<'_>| {
        wanted.add(seen, text);
        Ok(())
    };
    let both = |a: Vec<Seen>, b: Vec<Seen>| a.into_iter().zip(b).map(|(a, b)| a.merge(b)).collect();
    let (seen, outcome) = match in_texts {
        true => bench.gather(nothing, add, both),
        false => (nothing(), Outcome::default()),
    };
    let mut lines: HashMap<&str, usize> = HashMap::new();
    let mut rows = Vec::new();
    for (entry, seen) in entries.iter().zip(&seen) {
        let alone = words::alone(entry);
        let before = lines.insert(&entry.word, entry.line);
        let verdict = verdict(&alone, seen, in_texts);
        if !arguments.problems || verdict != "whole" && verdict != "absent" || before.is_some() {
            let why = reasons(entry, &alone, seen, before).join("; ");
            rows.push(write::entry_row(entry, &alone, in_texts.then_some(seen), (verdict, &why)));
        }
    }
    bench.print(sink, rows.into_iter(), &COLUMNS, outcome)
}

/// In a word how the entry fares.
fn verdict(alone: &Alone, seen: &Seen, in_texts: bool) -> &'static str {
    match (alone.pieces.len() == 1, in_texts) {
        (true, false) => "whole",
        (false, false) => "cut",
        _ if seen.places == 0 => "absent",
        _ if seen.whole == seen.places => "whole",
        _ if seen.whole == 0 => "cut",
        _ => "sometimes",
    }
}

/// What an author of the dictionary should know.
fn reasons(entry: &Entry, alone: &Alone, seen: &Seen, before: Option<usize>) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(line) = before {
        out.push(say!("entry-twice", line));
    }
    if let Some(c) = alone.barrier {
        out.push(say!("entry-barrier", sign = format!("{c:?}")));
    } else if alone.pieces.len() > 1 {
        let pieces = alone.pieces.join("/");
        out.push(match (entry.frequency, alone.needed) {
            (Some(given), Some(needed)) if (given as u64) < needed => {
                say!("entry-too-rare", pieces, given, needed)
            }
            _ => say!("entry-cut", pieces),
        });
    }
    if let Some((fate, shown, count, place)) = seen.most() {
        out.push(match fate {
            Fate::Inside => say!("entry-inside", shown, count, place),
            Fate::Split => say!("entry-split", shown, count, place),
            Fate::Across => say!("entry-across", shown, count, place),
        });
    }
    match &alone.built_in {
        Some(tag) if !entry.tag.is_empty() && *tag != entry.tag => {
            out.push(say!("entry-tag", tag));
        }
        Some(_) if entry.frequency.is_none() && entry.tag.is_empty() => {
            out.push(say!("entry-known"));
        }
        _ => {}
    }
    out
}
