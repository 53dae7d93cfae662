//! `collocates`: the words that keep company with a word.

use super::{Bench, choice, highest_first};
use crate::show::{Column, Kind};
use crate::{
    cli::{Association, CollocateSpan, Collocates},
    command::Job,
};
use anyhow::{Result, bail};
use std::process::ExitCode;
use yaodian::{
    lexis::{Collocate, Companions, Company, Query, Text},
    say,
    write::{self, RowKind},
};

/// How often two words must meet where nothing else is asked for: a single meeting says nothing.
const LEAST: u64 = 3;

const COLUMNS: [Column; 10] = [
    Column { field: "word", head: "word", kind: Kind::Text },
    Column { field: "count", head: "count", kind: Kind::Number(0) },
    Column { field: "log_likelihood", head: "log-likelihood", kind: Kind::Number(1) },
    Column { field: "log_dice", head: "logDice", kind: Kind::Number(2) },
    Column { field: "pmi", head: "pmi", kind: Kind::Number(2) },
    Column { field: "t_score", head: "t", kind: Kind::Number(2) },
    Column { field: "frequency", head: "of all", kind: Kind::Number(0) },
    Column { field: "left", head: "left", kind: Kind::Number(0) },
    Column { field: "right", head: "right", kind: Kind::Number(0) },
    Column { field: "documents", head: "documents", kind: Kind::Number(0) },
];

pub(crate) fn collocates(mut arguments: Collocates) -> Result<ExitCode> {
    if arguments.node.trim().is_empty() {
        bail!(say!("node-empty"));
    }
    let company = match arguments.span {
        CollocateSpan::Window => Company::Window(arguments.window.into()),
        CollocateSpan::Sentence => Company::Sentence,
    };
    let choice = choice(&arguments.words, &arguments.common)?;
    let simplified = arguments.words.fold_traditional;
    let node = Query::phrase(&arguments.node, !arguments.inside, simplified);
    let (bench, sink) = Bench::open(
        &mut arguments.common,
        &Job::rows("collocates", RowKind::Collocates),
        simplified,
        &arguments.words.files(),
    )?;
    let add = |companions: &mut Companions, text: &Text<'_>| {
        companions.add(text, &node, &choice, company);
        Ok(())
    };
    let (companions, outcome) = bench.gather(Companions::default, add, Companions::merge);
    note(&bench, &arguments.node, &companions);
    let mut found = companions.collocates(company, arguments.words.min_count.unwrap_or(LEAST));
    found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.word.cmp(b.word)));
    highest_first(&mut found, |c| measure(c, arguments.measure));
    bench.keep(&mut found, arguments.words.top);
    bench.print(sink, found.iter().map(write::collocate_row), &COLUMNS, outcome)
}

fn measure(c: &Collocate<'_>, by: Association) -> Option<f64> {
    match by {
        Association::LogLikelihood => Some(c.meetings.log_likelihood()),
        Association::Pmi => c.meetings.pmi(),
        Association::Pmi2 => c.meetings.pmi2(),
        Association::TScore => c.meetings.t_score(),
        Association::LogDice => c.pair.log_dice(),
        Association::Dice => c.pair.dice(),
        Association::Count => Some(c.count as f64),
    }
}

/// Says how often the node was found, and what was left out.
fn note(bench: &Bench, node: &str, companions: &Companions) {
    let (whole, inside) = (companions.nodes, companions.inside);
    if whole == 0 && inside > 0 {
        bench.note(&say!("node-inside", node, n = inside));
    } else if whole == 0 {
        bench.note(&say!("nowhere", query = node));
    } else if inside > 0 {
        bench.note(&say!("node-found-inside", node, n = whole, inside));
    } else {
        bench.note(&say!("node-found", node, n = whole));
    }
}
