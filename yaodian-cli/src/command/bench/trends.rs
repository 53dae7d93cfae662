//! `trends`: terms over groups of documents.

use super::{Bench, Execute, Job, Program, choice, grouping, highest_first};
use crate::arguments::{Common, Group, Words, lengths};
use crate::corpus;
use crate::{
    output::{Format, Piece, Sink},
    show::{self, Column, Kind},
};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::process::ExitCode;
use yaodian::{
    lexis::{Followed, Groups, Query, Text, Trend, Wanted},
    say,
    write::{self, Row, RowKind},
};

/// How often a term must occur where nothing else is asked for and terms are not named.
const LEAST: u64 = 5;

const COLUMNS: [Column; 7] = [
    Column { field: "term", head: "term", kind: Kind::Text },
    Column { field: "trend", head: "trend", kind: Kind::Text },
    Column { field: "count", head: "count", kind: Kind::Number(0) },
    Column { field: "first", head: "first", kind: Kind::Text },
    Column { field: "last", head: "last", kind: Kind::Text },
    Column { field: "tau", head: "tau", kind: Kind::Number(2) },
    Column { field: "g2", head: "G²", kind: Kind::Number(1) },
];

/// Terms over years or other groups, with small line drawings; what is new, what is gone
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian trends reports/ --term 改革 --term 创新 --term 阶级斗争
  yaodian trends reports/ --pos n --stop default --min-count 50   what changed most
  yaodian trends reports/ --new --min-count 5                     what came up, the latest first
  yaodian trends reports/ --gone                                  what is no longer said
  yaodian trends reports/ --group '([^/]+)省\\.txt$'               by a part of the path
  yaodian trends all.jsonl --field genre                          by what the record says

Without --group and --field the group is the year in the path, else the year that the document gives itself.

How to read it:
  series   occurrences in a million words, a group each, in the order of their names
  g2       how unevenly the term is spread over the groups, of all texts alike (Rayson & Garside 2000)
  tau      1 it rises from each group to the next, -1 it falls (Kendall's τ_b)")]
pub(crate) struct Trends {
    #[command(flatten)]
    words: Words,
    #[command(flatten)]
    group: Group,
    /// Only this term (repeatable); the words of a phrase are parted by spaces or not
    #[arg(long, value_name = "TERM")]
    term: Vec<String>,
    /// Terms named also inside of longer words (改革 in 改革开放)
    #[arg(long, requires = "term")]
    inside: bool,
    /// How many words in a row, up to 5
    #[arg(long, value_name = "N", default_value = "1", value_parser = lengths)]
    ngrams: (usize, usize),
    /// Terms that the first group lacks, the latest first
    #[arg(long, conflicts_with = "gone")]
    new: bool,
    /// Terms that the last group lacks, the latest gone first
    #[arg(long)]
    gone: bool,
    /// The columns of a table (csv, tsv, xlsx, md): a group each
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    values: Values,
    #[command(flatten)]
    common: Common,
}

/// What a cell of a table of trends holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum Values {
    /// Occurrences in a million words
    #[default]
    PerMillion,
    /// Occurrences
    Count,
}

impl Execute for Trends {
    fn run(self, _: Program) -> Result<ExitCode> {
        trends(self)
    }
}

fn trends(mut arguments: Trends) -> Result<ExitCode> {
    let simplified = arguments.words.fold_traditional;
    let grouping = grouping(&arguments.group)?;
    let followed = followed(&arguments)?;
    let (bench, sink) = Bench::open(
        &mut arguments.common,
        &Job::rows(Trends::FORMATS, RowKind::Trends),
        simplified,
        &arguments.words.files(),
    )?;
    let add = |groups: &mut Groups, text: &Text<'_>| {
        groups.add(text, &grouping, &followed);
        Ok(())
    };
    let (groups, outcome) = bench.gather(Groups::default, add, Groups::merge);
    bench.note_left_out(groups.left_out);
    let least = arguments.words.min_count.unwrap_or(LEAST);
    let mut found = match &followed {
        Followed::All(_) => groups.trends(least),
        Followed::Named(terms) => terms.iter().map(|(term, _)| groups.trend(term)).collect(),
    };
    choose(&mut found, &arguments, &groups.names());
    bench.keep(&mut found, arguments.words.top);
    let names = Names { groups: groups.names(), genres: arguments.group.field.as_deref() == Some("genre") };
    print(&bench, sink, &found, &names, arguments.values, outcome)
}

/// What is to be followed: the terms named, else all words or n-grams.
fn followed(arguments: &Trends) -> Result<Followed> {
    if arguments.term.is_empty() {
        let (from, to) = arguments.ngrams;
        let choice = choice(&arguments.words, &arguments.common)?;
        return Ok(Followed::All(Wanted { lengths: from..=to, ..Wanted::words(choice) }));
    }
    let named = |term: &String| {
        let joined: String = term.split_whitespace().collect();
        (term.clone(), Query::phrase(&joined, !arguments.inside, arguments.words.fold_traditional))
    };
    Ok(Followed::Named(arguments.term.iter().map(named).collect()))
}

/// Keeps those asked for, in the order asked for: terms named as they were named, new and gone ones the latest first,
/// else the most uneven first.
fn choose(found: &mut Vec<Trend<'_>>, arguments: &Trends, groups: &[&str]) {
    let first = |trend: &Trend<'_>| trend.reach.map(|(first, _)| first.to_owned());
    let last = |trend: &Trend<'_>| trend.reach.map(|(_, last)| last.to_owned());
    if arguments.new {
        let opening = groups.first().map(|group| (*group).to_owned());
        found.retain(|trend| first(trend) != opening);
        found.sort_by(|a, b| first(b).cmp(&first(a)).then(b.count.cmp(&a.count)));
    } else if arguments.gone {
        let closing = groups.last().map(|group| (*group).to_owned());
        found.retain(|trend| last(trend) != closing);
        found.sort_by(|a, b| last(b).cmp(&last(a)).then(b.count.cmp(&a.count)));
    } else if arguments.term.is_empty() {
        highest_first(found, |trend| Some(trend.g2));
    }
}

/// The groups in their order.
struct Names<'t> {
    groups: Vec<&'t str>,
    /// Whether they are genres, which have names for the eye; other groups are called as they are.
    genres: bool,
}

impl Names<'_> {
    /// A group's name for the eye.
    fn shown(&self, group: &str) -> String {
        if self.genres { show::genre_name(group) } else { group.to_owned() }
    }
}

fn print(
    bench: &Bench,
    mut sink: Sink,
    found: &[Trend<'_>],
    names: &Names<'_>,
    values: Values,
    outcome: corpus::Outcome,
) -> Result<ExitCode> {
    let (setting, groups) = (bench.setting(), names.groups.as_slice());
    match setting.format {
        Format::Text => {
            // A third of the line is for the drawing.
            let room = (setting.width / 3).max(8);
            let drawn = |trend: &Trend<'_>| -> Row {
                let mut row = write::trend_row(trend);
                row.insert("trend".to_owned(), show::sparkline(&trend.rates(), room).into());
                if let Some((first, last)) = trend.reach {
                    row.insert("first".to_owned(), names.shown(first).into());
                    row.insert("last".to_owned(), names.shown(last).into());
                }
                row
            };
            let rows: Vec<Row> = found.iter().map(drawn).collect();
            let mut table = show::grid(&rows, &COLUMNS, setting.width, setting.palette);
            if let (Some(first), Some(last)) = (groups.first(), groups.last()) {
                let bar = show::values_a_bar(groups.len(), room);
                let (n, bars) = (groups.len(), groups.len().div_ceil(bar));
                let (first, last) = (names.shown(first), names.shown(last));
                let caption = if bar == 1 {
                    say!("trend-bars", n, first, last)
                } else {
                    say!("trend-bars-shared", n, first, last, bars, bar)
                };
                for line in show::wrapped(&caption, setting.width) {
                    table += &format!("{}\n", setting.palette.dim(&line));
                }
            }
            bench.put(sink, Piece::text(table), outcome)
        }
        format if format.is_nested() => {
            bench.print(sink, found.iter().map(write::trend_row), &COLUMNS, outcome)
        }
        _ => {
            sink.head(write::trend_columns(groups))?;
            let per_million = values == Values::PerMillion;
            let rows = found.iter().map(|trend| write::wide_trend_row(trend, per_million));
            bench.print(sink, rows, &COLUMNS, outcome)
        }
    }
}
