//! `newwords`: words that the dictionary lacks.

use super::Bench;
use crate::{cli::NewWords, command::Job};
use crate::{
    output::{Format, Piece},
    show::{Column, Kind},
};
use anyhow::Result;
use std::process::ExitCode;
use yaodian::{
    lexis::{Measure, Runs, Text},
    say,
    write::{self, RowKind},
};

const COLUMNS: [Column; 4] = [
    Column { field: "word", head: "word", kind: Kind::Text },
    Column { field: "count", head: "count", kind: Kind::Number(0) },
    Column { field: "pmi", head: "pmi", kind: Kind::Number(2) },
    Column { field: "entropy", head: "entropy", kind: Kind::Number(2) },
];

pub(crate) fn new_words(mut arguments: NewWords) -> Result<ExitCode> {
    let mut job = Job::rows("newwords", RowKind::NewWords);
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
