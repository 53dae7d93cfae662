//! The command line: the program and, as its subcommands, what `command` registers. The manual page and the completions are made
//! from it.

mod help;

pub(crate) use help::{command, parse};

use crate::command::Command;
use clap::Parser;
use yaodian::message::Language;

/// The version with what the binary contains of others.
const LONG_VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    "\ndictionary and models of words: jieba-rs 0.11, copyright (c) 2018 messense, MIT licence",
    "\n(https://github.com/messense/jieba-rs; text in dict/image/LICENSE-jieba-rs)"
);

/// 要点: structure from Chinese policy speeches as they really come
///
/// Reads speeches, reports, notices and minutes, however messy, and gives back their numbered points, the
/// tree that the points form, the directives in them and the words, each with its exact place in the source.
#[derive(Debug, Parser)]
#[command(name = "yaodian", version, long_version = LONG_VERSION, max_term_width = 80, arg_required_else_help = true, args_override_self = true)]
#[command(after_long_help = "Examples:
  yaodian outline speech.txt                       the points as a tree
  yaodian analyze reports/ -o reports.jsonl        everything, a document a line
  yaodian directives speech.txt -o tasks.csv       who must do what, for a spreadsheet
  cat speech.txt | yaodian analyze | jq '.items[].title'

Exit status: 0 all went well; 1 some input could not be processed; 2 the call is wrong.")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// The language of messages, help and findings [default: as LC_ALL, LC_MESSAGES or LANG says]
    // It is known before the rest is read (`help::parse`).
    #[arg(
        long,
        value_enum,
        value_name = "LANGUAGE",
        global = true,
        help_heading = "General",
        hide_possible_values = true
    )]
    pub(crate) lang: Option<Language>,
}
