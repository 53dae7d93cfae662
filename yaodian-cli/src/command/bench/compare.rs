//! `compare`: key terms of one set of texts against another, and formulations that come, go or change.

use super::{Bench, Execute, Job, Program, choice, highest_first};
use crate::arguments::{Common, Words};
use crate::{
    corpus::{Inputs, Outcome},
    output::{Format, Sink},
    show::{Column, Kind},
};
use anyhow::{Result, bail};
use clap::Args;
use std::{path::PathBuf, process::ExitCode};
use yaodian::{
    lexis::{self, Change, Choice, Formulations, KeyTerm, Tally, Text, Wanted},
    say,
    write::{self, Row, RowKind},
};

/// How often a term must occur on both sides together where nothing else is asked for, and a formulation on one.
const LEAST_TERM: u64 = 3;
const LEAST_PHRASE: u64 = 2;

const TERMS: [Column; 10] = [
    Column { field: "term", head: "term", kind: Kind::Text },
    Column { field: "count_a", head: "A", kind: Kind::Number(0) },
    Column { field: "count_b", head: "B", kind: Kind::Number(0) },
    Column { field: "g2", head: "G²", kind: Kind::Number(1) },
    Column { field: "log_ratio", head: "log ratio", kind: Kind::Number(2) },
    Column { field: "q", head: "q", kind: Kind::Probability },
    Column { field: "bayes_factor", head: "bayes", kind: Kind::Number(1) },
    Column { field: "percent_diff", head: "%diff", kind: Kind::Number(0) },
    Column { field: "per_million_a", head: "A per million", kind: Kind::Number(1) },
    Column { field: "per_million_b", head: "B per million", kind: Kind::Number(1) },
];

const PHRASES: [Column; 3] = [
    Column { field: "count", head: "count", kind: Kind::Number(0) },
    Column { field: "phrase", head: "phrase", kind: Kind::Text },
    Column { field: "documents", head: "documents", kind: Kind::Number(0) },
];

const CHANGES: [Column; 3] = [
    Column { field: "phrase", head: "clause", kind: Kind::Text },
    Column { field: "place_before", head: "before", kind: Kind::Text },
    Column { field: "place_after", head: "after", kind: Kind::Text },
];

/// The two sides: what is compared, and with what.
struct Sides {
    a: Vec<PathBuf>,
    b: Vec<PathBuf>,
}

impl Sides {
    fn of(arguments: &Compare) -> Result<Self> {
        let (named, against) = (arguments.common.inputs.clone(), arguments.against.clone());
        match (&named[..], against.is_empty()) {
            ([a, b], true) => Ok(Self { a: vec![a.clone()], b: vec![b.clone()] }),
            ([_, ..], false) => Ok(Self { a: named, b: against }),
            _ => bail!(say!("compare-two")),
        }
    }

    /// Their names, for heads.
    fn names(&self) -> (String, String) {
        let name =
            |paths: &[PathBuf]| paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ");
        (name(&self.a), name(&self.b))
    }
}

/// Key terms of one set of texts against another; --phrases: formulations that come, go or change
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian compare 2022.txt 2021.txt --min-count 3
  yaodian compare reports/2020s --against reports/2010s --pos n,v -o key.csv
  yaodian compare 2021.txt 2022.txt --phrases               2021 is the earlier, 2022 the later text;
                                                            it holds the clauses of both in memory

How to read it:
  g2              how sure the difference is: 6.63 p < 0.01, 10.83 p < 0.001, 15.13 p < 0.0001
                  (Rayson & Garside 2000)
  bayes_factor    the same, weighed by size: above 2 positive, above 10 very strong evidence (Wilson 2013)
  log_ratio       how large it is: 1 twice as often in A, -1 half as often (Hardie 2014; 0.5 stands for none)
  percent_diff    by how many per cent A lies above B (Gabrielatos & Marchi 2012); none where B has none
  p, test         G² against χ², or Fisher's exact test where a count of less than 5 was to be expected
  q               false discovery rate, if all down to here are taken (Benjamini & Hochberg 1995)")]
pub(crate) struct Compare {
    /// The texts to compare with (repeatable); without it exactly two PATHs are compared
    #[arg(long, value_name = "PATH")]
    against: Vec<PathBuf>,
    #[command(flatten)]
    words: Words,
    /// Formulations of several words instead: what appears, what vanishes, what changes by a word
    #[arg(long)]
    phrases: bool,
    #[command(flatten)]
    common: Common,
}

impl Execute for Compare {
    fn run(self, _: Program) -> Result<ExitCode> {
        compare(self)
    }
}

fn compare(mut arguments: Compare) -> Result<ExitCode> {
    let sides = Sides::of(&arguments)?;
    arguments.common.inputs.clone_from(&sides.a);
    let kind = if arguments.phrases { RowKind::Phrases } else { RowKind::Compare };
    let simplified = arguments.words.fold_traditional;
    let (bench, sink) = Bench::open(
        &mut arguments.common,
        &Job::rows(Compare::FORMATS, kind),
        simplified,
        &[&sides.b[..], &arguments.words.files()].concat(),
    )?;
    let other = crate::command::input::named(&sides.b, &arguments.common)?;
    let choice = choice(&arguments.words, &arguments.common)?;
    if arguments.phrases {
        phrases(arguments, choice, &bench, sink, &other)
    } else {
        terms(arguments, choice, &bench, sink, &other, &sides)
    }
}

/// Gathers both sides.
fn both<T: Send + Default>(
    bench: &Bench,
    other: &Inputs,
    add: impl Fn(&mut T, &Text<'_>) + Sync,
    merge: impl Fn(T, T) -> T + Sync,
) -> (T, T, Outcome) {
    let add = |gathered: &mut T, text: &Text<'_>| {
        add(gathered, text);
        Ok(())
    };
    let (a, first) = bench.gather(T::default, add, &merge);
    let (b, second) = bench.gather_from(&other.found, T::default, add, (&merge, |_: &mut T| {}));
    // With one side missing there is nothing to compare.
    let unread = Outcome { done: 0, failed: other.failed.len() + other.barren.len() };
    let done = if first.done == 0 || second.done == 0 { 0 } else { first.done + second.done };
    (a, b, Outcome { done, ..first.and(second).and(unread) })
}

fn terms(
    arguments: Compare,
    choice: Choice,
    bench: &Bench,
    sink: Sink,
    other: &Inputs,
    sides: &Sides,
) -> Result<ExitCode> {
    let wanted = Wanted::words(choice);
    let (a, b, outcome) =
        both(bench, other, |tally: &mut Tally, text| tally.add(text, &wanted), Tally::merge);
    for (tally, side) in [(&a, "A"), (&b, "B")] {
        if tally.words == 0 {
            bench.note(&say!("side-empty", side));
        }
    }
    let mut found = lexis::key_terms(&a, &b, arguments.words.min_count.unwrap_or(LEAST_TERM));
    found.sort_by(|a, b| a.term.cmp(b.term));
    highest_first(&mut found, |t| Some(t.frequencies.log_likelihood()));
    if bench.setting().format != Format::Text {
        bench.keep(&mut found, arguments.words.top);
        return bench.print(sink, found.iter().map(write::key_term_row), &TERMS, outcome);
    }
    let (more_a, more_b): (Vec<KeyTerm<'_>>, Vec<_>) = found.into_iter().partition(KeyTerm::is_of_a);
    let (name_a, name_b) = sides.names();
    let parts = [
        (say!("more-in", side = "A", name = name_a, n = a.words), more_a),
        (say!("more-in", side = "B", name = name_b, n = b.words), more_b),
    ];
    let parts = parts.into_iter().map(|(title, mut terms)| {
        bench.keep(&mut terms, arguments.words.top);
        (title, terms.iter().map(write::key_term_row).collect())
    });
    bench.sections(sink, parts.map(|(title, rows)| (title, rows, &TERMS[..])).collect(), outcome)
}

fn phrases(
    arguments: Compare,
    mut choice: Choice,
    bench: &Bench,
    sink: Sink,
    other: &Inputs,
) -> Result<ExitCode> {
    choice.stop.extend(lexis::stop_words().map(str::to_owned));
    let wanted = lexis::wanted_formulations(choice);
    let add = |formulations: &mut Formulations, text: &Text<'_>| formulations.add(text, &wanted);
    let (a, b, outcome) = both(bench, other, add, Formulations::merge);
    let least = arguments.words.min_count.unwrap_or(LEAST_PHRASE);
    let mut groups: [Vec<Change<'_>>; 3] = Default::default();
    for change in lexis::changes(&a, &b, least) {
        let group = match change {
            Change::Appears(_) => 0,
            Change::Vanishes(_) => 1,
            Change::Changes(_) => 2,
        };
        groups[group].push(change);
    }
    let parts = [
        (say!("phrases-appear"), &PHRASES[..]),
        (say!("phrases-vanish"), &PHRASES),
        (say!("phrases-change"), &CHANGES),
    ];
    let mut sections = Vec::new();
    for ((title, columns), mut changes) in parts.into_iter().zip(groups) {
        changes.sort_by_key(|change| (std::cmp::Reverse(change.weight()), change.text().to_owned()));
        bench.keep(&mut changes, arguments.words.top);
        let rows: Vec<Row> = changes.iter().map(write::phrase_row).collect();
        sections.push((title, rows, columns));
    }
    if bench.setting().format == Format::Text {
        sections.iter_mut().flat_map(|(_, rows, _)| rows).for_each(tell_apart);
        return bench.sections(sink, sections, outcome);
    }
    bench.print(sink, sections.into_iter().flat_map(|(_, rows, _)| rows), &PHRASES, outcome)
}

/// Leaves out the folders that the places before and after have in common, so that what differs is seen.
fn tell_apart(row: &mut Row) {
    let place = |field: &str| row.get(field).and_then(|v| v.as_str()).map(str::to_owned);
    let (Some(before), Some(after)) = (place("place_before"), place("place_after")) else { return };
    let common = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    let last = |path: &str| path.rfind('/').map_or(0, |at| at + 1);
    let shared = before.as_bytes()[..common].iter().rposition(|b| *b == b'/').map_or(0, |at| at + 1);
    let cut = shared.min(last(&before)).min(last(&after));
    row.insert("place_before".into(), before[cut..].into());
    row.insert("place_after".into(), after[cut..].into());
}
