//! `clean`: the repaired text.

use super::{Execute, Job, Program, texts::run};
use crate::{
    arguments::Common,
    output::{Format, Piece},
};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
use yaodian::write::RowKind;

/// The repaired text: hard wraps joined, page furniture, blurbs and markup left out
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian clean scraped.txt > clean.txt
  yaodian clean --diff scraped.txt                 what was cut, and why
  yaodian clean --raw notice.docx                  the text that positions count in")]
pub(crate) struct Clean {
    /// Show what was cut and why instead: line, reason, context⟦cut⟧
    #[arg(long)]
    diff: bool,
    /// Print the text as it was read, before any repair: start and end of every record count in it
    #[arg(long, conflicts_with = "diff")]
    raw: bool,
    #[command(flatten)]
    common: Common,
}

impl Execute for Clean {
    const FORMATS: &'static [Format] = &[Format::Text];
    const EACH: bool = true;

    fn run(self, _: Program) -> Result<ExitCode> {
        clean(self)
    }
}

fn clean(mut arguments: Clean) -> Result<ExitCode> {
    let (diff, raw) = (arguments.diff, arguments.raw);
    let job =
        Job { piped: Format::Text, repairs: !raw && !diff, ..Job::rows(Clean::FORMATS, RowKind::Document) };
    run(&mut arguments.common, job, |text, _| {
        Ok(Piece::text(if raw {
            text.read.source.text().to_owned()
        } else if diff {
            text.cleaned.diff()
        } else {
            text.cleaned.written_lines().map(|l| format!("{l}\n")).collect()
        }))
    })
}
