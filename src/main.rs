//! Parse, run, exit.

mod cli;
mod command;
mod config;

use anyhow::Result;
use clap::{CommandFactory, Parser};
use cli::{Cli, Command, DictCommand};
use std::{
    io::{self, Write},
    process::ExitCode,
};
use yaodian::{outline::RULES, write};

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            command::tell(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Analyze(arguments) => command::analyze(arguments),
        Command::Outline(arguments) => command::outline(arguments.common),
        Command::Directives(arguments) => command::directives(arguments),
        Command::Split(arguments) => command::split(arguments.common),
        Command::Clean(arguments) => command::clean(arguments),
        Command::Tokens(arguments) => command::tokens(arguments.common),
        Command::Terms(arguments) => command::terms(arguments),
        Command::Kwic(arguments) => command::kwic(arguments),
        Command::Collocates(arguments) => command::collocates(arguments),
        Command::Compare(arguments) => command::compare(arguments),
        Command::Trends(arguments) => command::trends(arguments),
        Command::NewWords(arguments) => command::new_words(arguments),
        Command::Categories(arguments) => command::categories(arguments),
        Command::Dict(arguments) => match arguments.command {
            DictCommand::Check(arguments) => command::dict_check(arguments),
        },
        Command::Schema(arguments) => {
            print(&(serde_json::to_string_pretty(&write::schema_of(arguments.kind))? + "\n"))
        }
        Command::Rules(_) => print(&rules()),
        Command::Completions(arguments) => {
            let mut out = Vec::new();
            clap_complete::generate(arguments.shell, &mut Cli::command(), "yaodian", &mut out);
            print(&String::from_utf8(out)?)
        }
        Command::Man(_) => {
            let mut out = Vec::new();
            clap_mangen::Man::new(Cli::command()).render(&mut out)?;
            print(&String::from_utf8(out)?)
        }
    }
}

fn print(text: &str) -> Result<ExitCode> {
    io::stdout().write_all(text.as_bytes())?;
    io::stdout().flush()?;
    Ok(ExitCode::SUCCESS)
}

fn rules() -> String {
    let lines = |examples: &[&str], sign: &str| {
        examples.iter().map(|e| format!("  {sign} {}\n", e.replace('\n', "⏎"))).collect::<String>()
    };
    RULES
        .iter()
        .map(|r| format!("{}\n  {}\n{}{}\n", r.id, r.about, lines(r.hits, "+"), lines(r.misses, "-")))
        .collect()
}

/// A reader that has seen enough (`| head`) is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}
