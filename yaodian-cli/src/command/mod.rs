//! The commands, a file and a line of [`commands`] each.

mod analyze;
mod bench;
mod clean;
mod completions;
mod content;
mod copies;
mod coverage;
mod destination;
mod diff;
mod directives;
mod each;
mod input;
mod job;
mod kept;
mod lexicon;
mod man;
mod outline;
mod parting;
mod report;
mod reuse;
mod rules;
mod schema;
mod setting;
mod split;
mod texts;
mod threads;
mod tokens;
mod whole;

use job::{Job, Run};
use lexicon::{dictionary, own_file};
use setting::Setting;

use crate::{
    output::{Format, Unwritten},
    standard,
};
use anyhow::Result;
use clap::Subcommand;
use std::{
    io::{self, Write},
    process::ExitCode,
};
use yaodian::say;

/// A command: its arguments, and what it does.
trait Execute {
    /// The formats that it prints.
    const FORMATS: &'static [Format] = &Format::TABLES;
    /// Whether it makes a result of each input by itself, so that each can have a file.
    const EACH: bool = false;

    /// Does it; gives the exit status.
    ///
    /// # Errors
    /// The call is wrong, or output can't be written.
    fn run(self, program: Program) -> Result<ExitCode>;
}

/// Gives the whole command line, for the commands that tell of it.
pub(crate) type Program = fn() -> clap::Command;

/// What a command prints.
#[derive(Clone, Copy)]
pub(crate) struct Printed {
    /// Its formats.
    pub(crate) formats: &'static [Format],
    /// Whether it makes a result of each input by itself.
    pub(crate) each: bool,
}

macro_rules! commands {
    ($($kind:ident: $name:literal, $path:path;)*) => {
        /// A command with its arguments.
        #[derive(Debug, Subcommand)]
        pub(crate) enum Command {
            $(#[command(name = $name)] $kind($path),)*
        }

        impl Command {
            /// Does it; gives the exit status.
            pub(crate) fn run(self, program: Program) -> Result<ExitCode> {
                match self {
                    $(Self::$kind(command) => command.run(program),)*
                }
            }
        }

        /// What a command prints, by its name.
        pub(crate) fn printed(name: &str) -> Printed {
            match name {
                $($name => Printed { formats: <$path>::FORMATS, each: <$path>::EACH },)*
                _ => Printed { formats: &[], each: false },
            }
        }
    };
}

commands! {
    Analyze: "analyze", analyze::Analyze;
    Outline: "outline", outline::Outline;
    Directives: "directives", directives::Directives;
    Split: "split", split::Split;
    Clean: "clean", clean::Clean;
    Tokens: "tokens", tokens::Tokens;
    Terms: "terms", bench::terms::Terms;
    Kwic: "kwic", bench::kwic::Kwic;
    Collocates: "collocates", bench::collocates::Collocates;
    Compare: "compare", bench::compare::Compare;
    Diff: "diff", diff::Diff;
    Coverage: "coverage", coverage::Coverage;
    Reuse: "reuse", reuse::Reuse;
    Report: "report", report::Report;
    Trends: "trends", bench::trends::Trends;
    NewWords: "newwords", bench::new_words::NewWords;
    Categories: "categories", bench::categories::Categories;
    Dict: "dict", bench::dict_check::Dict;
    Schema: "schema", schema::Schema;
    Rules: "rules", rules::Rules;
    Completions: "completions", completions::Completions;
    Man: "man", man::Man;
}

/// Prints a text.
pub(crate) fn print(text: &str) -> Result<ExitCode> {
    let out = || io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush());
    let written =
        if standard::output_is_closed() { Err(io::Error::other(say!("output-closed"))) } else { out() };
    written.map_err(Unwritten::standard_output)?;
    Ok(ExitCode::SUCCESS)
}
