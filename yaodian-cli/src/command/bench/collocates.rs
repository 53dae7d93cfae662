//! `collocates`: the words that keep company with a word.

use super::{Bench, Execute, Job, Program, choice, highest_first};
use crate::arguments::{Common, Words};
use crate::show::{Column, Kind};
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
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

/// The words that keep company with a word: log-likelihood, PMI, t, logDice
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian collocates 改革 reports/ --stop default
  yaodian collocates 就业 reports/ --window 3 --pos v --measure log-dice
  yaodian collocates 农业 reports/ --span sentence --min-count 10 -o company.csv

How to read it:
  count            how often the word stands near the node (in as many sentences with --span sentence)
  left, right      of these, before and behind it
  log_likelihood   surprise: above 10.83 p < 0.001; negative where they shun one another (Dunning 1993)
  pmi, pmi2        how much oftener than by chance, in doublings; pmi favours rare words (Church & Hanks 1990)
  t_score          surprise that favours frequent words; above 2 counts (Church et al. 1991)
  log_dice         14 always together, a point less is half as often; comparable between corpora (Rychlý 2008)

Expected counts are those of Evert (2008): the words in all windows against the words of the corpus.
Windows end at the ends of documents; punctuation takes no place in them.")]
pub(crate) struct Collocates {
    /// The word, or a phrase of whole words
    #[arg(value_name = "NODE")]
    node: String,
    #[command(flatten)]
    words: Words,
    /// How many words on each side are its company
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    window: u16,
    /// Where company is looked for
    #[arg(long, value_enum, value_name = "SPAN", default_value_t)]
    span: CollocateSpan,
    /// NODE also inside of longer words (改革 in 改革开放), which then are part of it
    #[arg(long)]
    inside: bool,
    /// What comes first
    #[arg(long, value_enum, value_name = "MEASURE", default_value_t)]
    measure: Association,
    #[command(flatten)]
    common: Common,
}

/// Where company is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum CollocateSpan {
    /// In a window of words
    #[default]
    Window,
    /// In the sentence (up to 。！？； or the end of a line)
    Sentence,
}

/// The measures of association.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Association {
    /// Log-likelihood
    #[default]
    LogLikelihood,
    /// Pointwise mutual information
    Pmi,
    /// PMI²
    Pmi2,
    /// t-score
    TScore,
    /// logDice
    LogDice,
    /// Dice coefficient
    Dice,
    /// How often they meet
    Count,
}

impl Execute for Collocates {
    fn run(self, _: Program) -> Result<ExitCode> {
        collocates(self)
    }
}

fn collocates(mut arguments: Collocates) -> Result<ExitCode> {
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
        &Job::rows(Collocates::FORMATS, RowKind::Collocates),
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
