//! `categories`: counts by the categories of a codebook.

use super::{Bench, Execute, Job, Program, grouping, own_file};
use crate::arguments::{Common, Group};
use crate::{
    output::{Format, Piece},
    show::{Column, Kind},
};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use yaodian::{
    lexis::{self, Codebook, Coding, Grouping, Text},
    say,
    write::{self, Row, RowKind},
};

const COUNTS: [Column; 6] = [
    Column { field: "group", head: "group", kind: Kind::Text },
    Column { field: "category", head: "category", kind: Kind::Text },
    Column { field: "count", head: "count", kind: Kind::Number(0) },
    Column { field: "share", head: "share", kind: Kind::Number(3) },
    Column { field: "per_million", head: "per million", kind: Kind::Number(1) },
    Column { field: "documents", head: "documents", kind: Kind::Number(0) },
];

const MATCHES: [Column; 5] = [
    Column { field: "category", head: "category", kind: Kind::Text },
    Column { field: "text", head: "entry", kind: Kind::Text },
    Column { field: "path", head: "file", kind: Kind::Text },
    Column { field: "line", head: "line", kind: Kind::Number(0) },
    Column { field: "item_path", head: "item", kind: Kind::Text },
];

/// Counts by the categories of a codebook; --matches: each place
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian categories reports/ --codebook policy-instruments
  yaodian categories reports/ --codebook mine.txt --field path -o counts.csv
  yaodian categories notice.txt --codebook policy-areas --matches      check each place

A codebook has an entry a line: the words, a tab, its category; levels are parted by a slash, as in
供给/人才培养; # opens a comment. The longest entry counts where several begin; one with the category - counts
for nothing and keeps shorter ones from counting. Those that come with the program:
  policy-instruments   supply, environment and demand side (Rothwell & Zegveld 1985)
  policy-areas         fields of policy, after the topics of the Comparative Agendas Project")]
pub(crate) struct Categories {
    /// A file, or the name of one that comes with the program
    #[arg(long, value_name = "FILE|NAME")]
    codebook: String,
    #[command(flatten)]
    group: Group,
    /// Only entries that begin and end where words do
    #[arg(short, long)]
    words: bool,
    /// So many levels of the categories
    #[arg(long, value_name = "N", default_value_t = 9, value_parser = clap::value_parser!(u8).range(1..))]
    levels: u8,
    /// A row a place instead
    #[arg(long)]
    matches: bool,
    /// Read traditional characters as simplified ones
    #[arg(long)]
    fold_traditional: bool,
    #[command(flatten)]
    common: Common,
}

impl Execute for Categories {
    fn run(self, _: Program) -> Result<ExitCode> {
        categories(self)
    }
}

fn categories(mut arguments: Categories) -> Result<ExitCode> {
    let book = codebook(&arguments)?;
    let grouped = arguments.group.group.is_some() || arguments.group.field.is_some();
    let grouping = if grouped { grouping(&arguments.group)? } else { Vec::new() };
    let kind = if arguments.matches { RowKind::Matches } else { RowKind::Categories };
    let (bench, sink) = Bench::open(
        &mut arguments.common,
        &Job::rows(Categories::FORMATS, kind),
        arguments.fold_traditional,
        &[PathBuf::from(&arguments.codebook)],
    )?;
    if arguments.matches {
        let unit = bench.setting().unit;
        let rows = |text: &Text<'_>| -> Vec<Row> {
            let coded = book.find(text, arguments.words);
            coded.iter().map(|c| write::match_row(text, c, &book.categories()[c.category], unit)).collect()
        };
        if bench.setting().format != Format::Text {
            return bench.each(sink, |text, setting| Piece::rows(rows(text), setting.format));
        }
        let add = |all: &mut Vec<Row>, text: &Text<'_>| {
            all.extend(rows(text));
            Ok(())
        };
        let (rows, outcome) = bench.gather(Vec::new, add, super::together);
        return bench.print(sink, rows.into_iter(), &MATCHES, outcome);
    }
    let grouping: Option<&Grouping> = grouping.first();
    let add = |coding: &mut Coding, text: &Text<'_>| {
        coding.add(text, &book, grouping, arguments.words);
        Ok(())
    };
    let (coding, outcome) = bench.gather(Coding::default, add, Coding::merge);
    bench.note_left_out(coding.left_out);
    let shown = if grouped { &COUNTS[..] } else { &COUNTS[1..] };
    bench.print(sink, write::category_rows(&coding, &book).into_iter(), shown, outcome)
}

/// The codebook named: one that comes with the program, or a file.
fn codebook(arguments: &Categories) -> Result<Codebook> {
    let name = arguments.codebook.as_str();
    let levels = usize::from(arguments.levels);
    let path = Path::new(name);
    if !path.exists() {
        return match Codebook::named(name, levels) {
            Some(book) => Ok(book),
            None => {
                let names: Vec<&str> = lexis::shipped_codebooks().collect();
                bail!(say!("codebook-missing", name, names = names.join(", ")))
            }
        };
    }
    let read = own_file(path, "--codebook", &arguments.common)?;
    Codebook::read(read.source.text(), levels, arguments.fold_traditional)
        .with_context(|| format!("--codebook {name}"))
}
