//! `completions`: what a shell completes.

use super::{Execute, Program, print};
use crate::output::Format;
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Completions for a shell
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  yaodian completions bash > ~/.local/share/bash-completion/completions/yaodian"
)]
pub(crate) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

impl Execute for Completions {
    const FORMATS: &'static [Format] = &[];

    fn run(self, program: Program) -> Result<ExitCode> {
        let mut out = Vec::new();
        clap_complete::generate(self.shell, &mut program(), "yaodian", &mut out);
        print(&String::from_utf8(out)?)
    }
}
