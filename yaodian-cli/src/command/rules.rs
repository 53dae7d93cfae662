//! `rules`: the rules for markers.

use super::{Execute, Program, print};
use crate::{output::Format, translated::about_rule};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
use yaodian::outline::RULES;

/// The rules for markers with their examples
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  yaodian rules | less")]
pub(crate) struct Rules {}

impl Execute for Rules {
    const FORMATS: &'static [Format] = &[];

    fn run(self, _: Program) -> Result<ExitCode> {
        print(&rules())
    }
}

fn rules() -> String {
    let lines = |examples: &[&str], sign: &str| {
        examples.iter().map(|e| format!("  {sign} {}\n", e.replace('\n', "⏎"))).collect::<String>()
    };
    RULES
        .iter()
        .map(|r| format!("{}\n  {}\n{}{}\n", r.id, about_rule(r), lines(r.hits, "+"), lines(r.misses, "-")))
        .collect()
}
