//! The command `yaodian`: its line is parsed, its inputs are found and read on all threads, and what the library finds in
//! them is written. What others may build on is the library `yaodian`; of this crate only the reading of many files is
//! open, for the fuzzer.

mod cli;
mod command;
mod config;
pub mod corpus;
mod output;
mod scratch;
mod show;
mod standard;
mod terminal;

use crate::output::Unwritten;
use anyhow::Result;
use cli::{Command, DictCommand};
use std::{
    io::{self, Write},
    process::ExitCode,
};
use yaodian::{
    outline::RULES,
    say,
    write::{self},
};

/// Parses the command line, runs, and gives the exit status.
pub fn main() -> ExitCode {
    run(cli::parse().command).unwrap_or_else(|error| fail(error))
}

/// Tells what went wrong and ends.
fn fail(error: anyhow::Error) -> ! {
    if is_closed_pipe(&error) {
        std::process::exit(0);
    }
    standard::tell(&format!("{error:#}"));
    // Output that can't be written is no fault of the call.
    std::process::exit(if error.is::<Unwritten>() { 1 } else { 2 })
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
            clap_complete::generate(arguments.shell, &mut cli::command(), "yaodian", &mut out);
            print(&String::from_utf8(out)?)
        }
        Command::Man(arguments) => man(&arguments),
    }
}

fn print(text: &str) -> Result<ExitCode> {
    let out = || io::stdout().write_all(text.as_bytes()).and_then(|()| io::stdout().flush());
    let written =
        if standard::output_is_closed() { Err(io::Error::other(say!("output-closed"))) } else { out() };
    written.map_err(Unwritten::standard_output)?;
    Ok(ExitCode::SUCCESS)
}

/// The manual page of a command, or all of them into a folder.
fn man(arguments: &cli::Man) -> Result<ExitCode> {
    let render = |page: clap::Command| -> Result<Vec<u8>> {
        let mut out = Vec::new();
        clap_mangen::Man::new(page).render(&mut out)?;
        Ok(out)
    };
    if let Some(folder) = &arguments.dir {
        let made = std::fs::create_dir_all(folder);
        made.map_err(|why| Unwritten { target: folder.display().to_string(), why })?;
        for (name, page) in cli::pages() {
            let path = folder.join(format!("{name}.1"));
            output::write_file(&path, &render(page)?)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let wanted = arguments.page.as_ref().map_or("yaodian".to_owned(), |name| format!("yaodian-{name}"));
    match cli::pages().into_iter().find(|(name, _)| *name == wanted) {
        Some((_, page)) => print(&String::from_utf8(render(page)?)?),
        None => anyhow::bail!(say!("no-such-command", name = arguments.page.as_deref().unwrap_or_default())),
    }
}

fn rules() -> String {
    let lines = |examples: &[&str], sign: &str| {
        examples.iter().map(|e| format!("  {sign} {}\n", e.replace('\n', "⏎"))).collect::<String>()
    };
    RULES
        .iter()
        .map(|r| {
            format!("{}\n  {}\n{}{}\n", r.id, cli::about_rule(r), lines(r.hits, "+"), lines(r.misses, "-"))
        })
        .collect()
}

/// A reader that has seen enough (`| head`) is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Unwritten>().is_some_and(|e| e.why.kind() == io::ErrorKind::BrokenPipe)
}
