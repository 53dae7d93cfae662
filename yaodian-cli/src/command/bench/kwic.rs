//! `kwic`: the concordance.

use super::{Bench, Execute, Job, Program, Setting};
use crate::arguments::Common;
use crate::{
    corpus::Outcome,
    output::{Format, Piece},
    show::{self},
};
use anyhow::{Context as _, Result, bail};
use clap::{Args, ValueEnum};
use std::{
    process::ExitCode,
    sync::atomic::{AtomicBool, Ordering},
};
use yaodian::{
    lexis::{self, Context, Line, Query, Text},
    say,
    source::Span,
    write::{self, Row, RowKind},
};

/// What is shown on each side where nothing is asked for.
const CHARACTERS: usize = 30;
const WORDS: usize = 10;

/// Concordance: each place of a word, phrase or expression with what stands around it
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian kwic 高质量发展 reports/
  yaodian kwic 改革 reports/ --words --sort right         改革 as a word, by what follows it
  yaodian kwic --regex '[一二三]个(确保|坚持)' reports/ --context 20
  yaodian kwic 就业 reports/ -o places.csv                 path, line, positions, item, context")]
pub(crate) struct Kwic {
    /// The word or phrase; with --regex a regular expression in the syntax of Rust's regex crate
    #[arg(value_name = "QUERY")]
    query: String,
    /// QUERY is a regular expression
    #[arg(short = 'e', long)]
    regex: bool,
    /// Only where QUERY begins and ends where words do (改革 in 改革开放 is none)
    #[arg(short, long)]
    words: bool,
    /// How much to show on each side [default: what fits a terminal, else 30 characters or 10 words]
    #[arg(short, long, value_name = "N")]
    context: Option<usize>,
    /// What --context counts
    #[arg(long, value_enum, value_name = "UNIT", default_value_t)]
    unit: ContextUnit,
    /// In what order; left and right compare the neighbours from the match outwards
    #[arg(long, value_enum, value_name = "ORDER", default_value_t)]
    sort: KwicOrder,
    /// At most so many lines
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// Read traditional characters as simplified ones
    #[arg(long)]
    fold_traditional: bool,
    #[command(flatten)]
    common: Common,
}

/// What context is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum ContextUnit {
    /// Characters
    #[default]
    Characters,
    /// Words, with the punctuation between them
    Words,
}

/// In what order places stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum KwicOrder {
    /// Of the documents
    #[default]
    Position,
    /// By what stands before the match
    Left,
    /// By what stands behind the match
    Right,
}

impl Execute for Kwic {
    fn run(self, _: Program) -> Result<ExitCode> {
        kwic(self)
    }
}

fn kwic(mut arguments: Kwic) -> Result<ExitCode> {
    let query = query(&arguments)?;
    let (bench, sink) = Bench::open(
        &mut arguments.common,
        &Job::rows(Kwic::FORMATS, RowKind::Kwic),
        arguments.fold_traditional,
        &[],
    )?;
    let context = context(&arguments, bench.setting());
    if arguments.sort == KwicOrder::Position && arguments.top.is_none() {
        let any = AtomicBool::new(false);
        let status = bench.each(sink, |text, setting| {
            let mut lines = lexis::concordance(text, &query, context).peekable();
            any.fetch_or(lines.peek().is_some(), Ordering::Relaxed);
            shown(lines.map(|line| write::kwic_row(text, &line, setting.unit)), setting)
        })?;
        note(&bench, &arguments, any.into_inner());
        return Ok(status);
    }
    let (mut rows, outcome) = gathered(&bench, &query, context, arguments.sort);
    if let Some(top) = arguments.top {
        rows.truncate(top);
    }
    note(&bench, &arguments, !rows.is_empty());
    bench.put(sink, shown(rows, bench.setting()), outcome)
}

/// Says where nothing was found.
fn note(bench: &Bench, arguments: &Kwic, any: bool) {
    if !any {
        let query = &arguments.query;
        bench.note(&if arguments.words { say!("nowhere-words", query) } else { say!("nowhere", query) });
    }
}

fn query(arguments: &Kwic) -> Result<Query> {
    if arguments.query.is_empty() {
        bail!(say!("query-empty"));
    }
    if arguments.regex {
        let expression = super::expression(&arguments.query).context(say!("query-no-expression"))?;
        return Ok(Query::expression(expression, arguments.words));
    }
    Ok(Query::phrase(&arguments.query, arguments.words, arguments.fold_traditional))
}

fn context(arguments: &Kwic, setting: &Setting) -> Context {
    // For the eye a line is as long as the terminal is wide.
    let fits = if setting.format == Format::Text { setting.width } else { CHARACTERS };
    match arguments.unit {
        ContextUnit::Characters => Context::Characters(arguments.context.unwrap_or(fits)),
        ContextUnit::Words => Context::Words(arguments.context.unwrap_or(WORDS)),
    }
}

/// All rows, in the order asked for.
fn gathered(bench: &Bench, query: &Query, context: Context, order: KwicOrder) -> (Vec<Row>, Outcome) {
    let unit = bench.setting().unit;
    let add = |rows: &mut Vec<(Vec<String>, Row)>, text: &Text<'_>| {
        for line in lexis::concordance(text, query, context) {
            rows.push((neighbours(text, &line, context, order), write::kwic_row(text, &line, unit)));
        }
        Ok(())
    };
    let (mut rows, outcome) = bench.gather(Vec::new, add, super::together);
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    (rows.into_iter().map(|(_, row)| row).collect(), outcome)
}

/// What a line is sorted by: its neighbours from the match outwards.
fn neighbours(text: &Text<'_>, line: &Line, context: Context, order: KwicOrder) -> Vec<String> {
    let texts = |spans: Vec<Span>| spans.iter().map(|span| span.of(text.read()).to_owned()).collect();
    match order {
        KwicOrder::Position => Vec::new(),
        KwicOrder::Left => texts(lexis::before(text, line.found, context)),
        KwicOrder::Right => texts(lexis::behind(text, line.found, context)),
    }
}

fn shown(rows: impl IntoIterator<Item = Row>, setting: &Setting) -> Piece {
    match setting.format {
        Format::Text => {
            let lines = rows.into_iter().map(|row| show::kwic_line(&row, setting.width, setting.palette));
            Piece::text(lines.collect())
        }
        format => Piece::rows(rows, format),
    }
}
