//! `newwords`: words that the dictionary lacks.

use super::{Bench, Execute, Job, Program};
use crate::arguments::Common;
use crate::{
    output::{Format, Piece},
    show::{Column, Kind},
};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
use yaodian::{
    lexis::{LONGEST, Measure, Runs, Text},
    say,
    write::{self, RowKind},
};

const COLUMNS: [Column; 4] = [
    Column { field: "word", head: "word", kind: Kind::Text },
    Column { field: "count", head: "count", kind: Kind::Number(0) },
    Column { field: "pmi", head: "pmi", kind: Kind::Number(2) },
    Column { field: "entropy", head: "entropy", kind: Kind::Number(2) },
];

/// Words that the dictionary lacks: runs of characters that hold together
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian newwords reports/ --top 50
  yaodian newwords reports/ --as-dict > words.txt; yaodian terms reports/ --dict words.txt

How to read it:
  pmi       how firmly its parts hold together, in doublings against chance, the weakest joint
  entropy   how free its neighbours are, in bits, the less free side: near 0 it is part of a longer word
            (Jin & Tanaka-Ishii 2006)
Where the texts are so many that their runs of characters would fill the memory, the rarest are forgotten
on the way; a message says so, and by how much counts may be too low.")]
pub(crate) struct NewWords {
    /// How often it must occur
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u64).range(2..))]
    min_count: u64,
    /// How firmly it must hold together
    #[arg(long, value_name = "BITS", default_value_t = 6.0)]
    min_pmi: f64,
    /// How free its neighbours must be
    #[arg(long, value_name = "BITS", default_value_t = 1.5)]
    min_entropy: f64,
    /// How many characters it may have, up to 7
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u8).range(2..=i64::from(LONGEST)))]
    longest: u8,
    /// At most so many
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Print a user dictionary for --dict instead
    #[arg(long)]
    as_dict: bool,
    /// Read traditional characters as simplified ones
    #[arg(long)]
    fold_traditional: bool,
    #[command(flatten)]
    common: Common,
}

impl Execute for NewWords {
    fn run(self, _: Program) -> Result<ExitCode> {
        new_words(self)
    }
}

fn new_words(mut arguments: NewWords) -> Result<ExitCode> {
    let mut job = Job::rows(NewWords::FORMATS, RowKind::NewWords);
    if arguments.as_dict {
        (job.piped, job.formats) = (Format::Text, &[Format::Text]);
    }
    let longest = usize::from(arguments.longest);
    let measure = Measure {
        least: arguments.min_count,
        pmi: arguments.min_pmi,
        entropy: arguments.min_entropy,
        longest,
    };
    let (bench, sink) = Bench::open(&mut arguments.common, &job, arguments.fold_traditional, &[])?;
    let add = |runs: &mut Runs, text: &Text<'_>| {
        runs.add(text, longest);
        Ok(())
    };
    let (runs, outcome) =
        bench.gather_from(&bench.run.inputs.found, Runs::default, add, (Runs::merge, Runs::thin_out));
    if runs.forgotten > 0 {
        bench.note(&say!("runs-forgotten", n = runs.forgotten));
    }
    let mut found = runs.new_words(measure);
    if arguments.as_dict {
        found.truncate(arguments.top.filter(|&top| top > 0).unwrap_or(usize::MAX));
        let lines = found.iter().map(|found| format!("{}\n", found.word)).collect();
        return bench.put(sink, Piece::text(lines), outcome);
    }
    bench.keep(&mut found, arguments.top);
    bench.print(sink, found.iter().map(write::new_word_row), &COLUMNS, outcome)
}
