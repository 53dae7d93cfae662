//! `split`: the documents of a file.

use super::{
    Execute, Job, Program,
    texts::{join, run},
};
use crate::{
    arguments::Common,
    output::{Format, Piece},
    show,
};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
use yaodian::{
    split,
    write::{self, RowKind},
};

/// The documents that a file holds: where each starts and ends, its title and kind
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian split compilation.txt
  yaodian split downloads/ -o documents.csv")]
pub(crate) struct Split {
    #[command(flatten)]
    common: Common,
}

impl Execute for Split {
    const EACH: bool = true;

    fn run(self, _: Program) -> Result<ExitCode> {
        split(self.common)
    }
}

fn split(mut common: Common) -> Result<ExitCode> {
    run(&mut common, Job { carries: true, ..Job::rows(Split::FORMATS, RowKind::Split) }, |text, setting| {
        let place = text.place(setting);
        let documents = split::split(text.cleaned);
        let count = documents.len();
        let rows = documents.iter().zip(1..).map(|(d, i)| (d, write::split_row(&place, d, (i, count))));
        match setting.format {
            Format::Text => Ok(Piece::text(rows.map(|(_, row)| split_line(&row)).collect())),
            _ => join(rows.map(|(d, row)| text.rows(setting, (d, count), [row]))),
        }
    })
}

/// A document's extent for the eye: path:line, kind, title or first words.
fn split_line(row: &write::Row) -> String {
    let text = |key: &str| row.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
    let number = |key: &str| row.get(key).map(ToString::to_string).unwrap_or_default();
    let title = Some(text("title")).filter(|t| !t.is_empty()).unwrap_or_else(|| text("opening"));
    format!(
        "{}:{} [{}/{}] {} {title}\n",
        text("path"),
        number("line"),
        number("document"),
        number("documents"),
        show::genre_name(&text("genre"))
    )
}
