//! The command `yaodian`: its line is parsed, its inputs are found and read on all threads, and what the library finds in
//! them is written. What others may build on is the library `yaodian`; of this crate only the reading of many files is
//! open, for the fuzzer.

mod arguments;
mod cli;
mod command;
mod config;
pub mod corpus;
mod output;
mod scratch;
mod show;
mod spoken;
mod standard;
mod terminal;
mod translated;

use anyhow::Result;
use output::Unwritten;
use std::{io, process::ExitCode};

/// Parses the command line, runs, and gives the exit status.
pub fn main() -> ExitCode {
    let status: Result<ExitCode> = cli::parse().command.run(cli::command);
    status.unwrap_or_else(|error| fail(error))
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

/// A reader that has seen enough (`| head`) is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Unwritten>().is_some_and(|e| e.why.kind() == io::ErrorKind::BrokenPipe)
}
