//! The command line, one struct a command. The manual page and the completions are made from it.

mod bench;
mod common;
mod help;

pub(crate) use bench::*;
pub(crate) use common::{Color, Common};
pub(crate) use help::{about_rule, command, formats, names_language, pages, parse};

use crate::output::Headers;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use yaodian::{
    message::Language,
    sense::Modality,
    split::{Date, date_in_path},
    write::RowKind,
};

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

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Analyze(Analyze),
    Outline(Outline),
    Directives(Directives),
    Split(Split),
    Clean(Clean),
    Tokens(Tokens),
    Terms(Terms),
    Kwic(Kwic),
    Collocates(Collocates),
    Compare(Compare),
    Trends(Trends),
    #[command(name = "newwords")]
    NewWords(NewWords),
    Categories(Categories),
    Dict(Dict),
    Schema(Schema),
    Rules(Rules),
    Completions(Completions),
    Man(Man),
}

/// Everything: items, lists, roles, directives, keywords and counts, one JSON document a line
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian analyze speech.txt | jq -r '.items[] | \"\\(.marker) \\(.title)\"'
  yaodian analyze reports/ --glob '*2026*' -o all.jsonl
  yaodian analyze speech.txt --format text         for the eye
  yaodian analyze old.txt --encoding gbk --offsets bytes")]
pub(crate) struct Analyze {
    /// How many keywords to give
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) keywords: usize,
    /// Say of each field of a directive which rule filled it, by which words
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) dating: Dating,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// When texts were written that don't say so; deadlines are counted from it.
#[derive(Debug, Args)]
pub(crate) struct Dating {
    /// The date of texts that name none: 2026, or 2026-03-05
    #[arg(long, value_name = "DATE")]
    pub(crate) date: Option<Date>,
    /// Where else texts that name none have their date
    #[arg(long, value_enum, value_name = "WHERE")]
    pub(crate) date_from: Option<DateFrom>,
}

/// Where a date may stand outside of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DateFrom {
    /// In the path: 2026-03-05.txt, 20260305纪要.txt, 2026年/…
    Path,
}

impl Dating {
    /// The date of a text, by its path.
    pub(crate) fn of(&self, path: &str) -> Option<Date> {
        let named = self.date_from.and_then(|DateFrom::Path| date_in_path(path));
        named.or(self.date)
    }
}

/// The numbered points as a tree; a row a point into a pipe or file
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian outline speech.txt
  yaodian outline speech.txt | jq -r 'select(.role == \"directive\") | .item_path + \" \" + .title'
  yaodian outline reports/ -o points.csv")]
pub(crate) struct Outline {
    #[command(flatten)]
    pub(crate) common: Common,
}

/// The directive clauses, a row each: who must do what, how firmly, by when, to what figure
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian directives speech.txt
  yaodian directives speech.txt -o tasks.xlsx                   the task table, for a spreadsheet
  yaodian directives notice.txt --has deadline --format md      what has a deadline
  yaodian directives reports/ --actor 教育局 --min-strength 3    what the bureau must do
  yaodian directives reports/ | jq -r 'select(.modality == \"prohibition\") | .text'
  yaodian directives notice.txt --explain | jq '.explain'       which rule found what
  yaodian directives notice.txt --format igscript               Institutional Grammar 2.0
  yaodian directives reports/ -o project.qdpx                   for ATLAS.ti, MAXQDA, NVivo, QualCoder

Strength: 1 可以 鼓励, 2 要 应 and bare orders, 3 应当 须, 4 必须 务必, 5 严禁 一律 决不.
Clarity: red commands or forbids, black permits or encourages, grey leaves room (原则上).
Formats json and jsonl hold the whole record; csv, tsv, xlsx and md are the task table.")]
pub(crate) struct Directives {
    /// Only those on whom an actor acts whose name holds TEXT (repeatable: any of them)
    #[arg(long, value_name = "TEXT")]
    pub(crate) actor: Vec<String>,
    /// Only those that bind so (repeatable)
    #[arg(long, value_enum, value_name = "MODALITY")]
    pub(crate) modality: Vec<Modality>,
    /// Only those at least so firm, from 1 (可以) to 5 (严禁)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub(crate) min_strength: Option<u8>,
    /// Only those that have it (repeatable: all of them)
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) has: Vec<Has>,
    /// The language of the heads of the task table
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t)]
    pub(crate) headers: Headers,
    /// Say of each field which rule filled it, by which words (json and jsonl)
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) dating: Dating,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// What a directive may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Has {
    /// Someone who is to act
    Actor,
    /// By when, or how often
    Deadline,
    /// A figure to be reached
    Target,
    /// A condition
    Condition,
    /// A law or a document referred to
    Citation,
}

/// The documents that a file holds: where each starts and ends, its title and kind
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian split compilation.txt
  yaodian split downloads/ -o documents.csv")]
pub(crate) struct Split {
    #[command(flatten)]
    pub(crate) common: Common,
}

/// The repaired text: hard wraps joined, page furniture, blurbs and markup left out
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian clean scraped.txt > clean.txt
  yaodian clean --diff scraped.txt                 what was cut, and why
  yaodian clean --raw notice.docx                  the text that positions count in")]
pub(crate) struct Clean {
    /// Show what was cut and why instead: line, reason, context⟦cut⟧
    #[arg(long)]
    pub(crate) diff: bool,
    /// Print the text as it was read, before any repair: start and end of every record count in it
    #[arg(long, conflicts_with = "diff")]
    pub(crate) raw: bool,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// The words with part of speech and position
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian tokens speech.txt --format text          word/tag, a paragraph a line
  yaodian tokens speech.txt --dict places.txt | jq -r .text | sort | uniq -c | sort -rn | head")]
pub(crate) struct Tokens {
    #[command(flatten)]
    pub(crate) common: Common,
}

/// The JSON Schema of a record
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  yaodian schema document > document.schema.json")]
pub(crate) struct Schema {
    /// Which record
    #[arg(value_enum, default_value_t = RowKind::Document)]
    pub(crate) kind: RowKind,
}

/// The rules for markers with their examples
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  yaodian rules | less")]
pub(crate) struct Rules {}

/// Completions for a shell
#[derive(Debug, Args)]
#[command(
    after_long_help = "Example:\n  yaodian completions bash > ~/.local/share/bash-completion/completions/yaodian"
)]
pub(crate) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

/// The manual page
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian man | man -l -
  yaodian man kwic | man -l -
  yaodian man --dir ~/.local/share/man/man1        a page a command")]
pub(crate) struct Man {
    /// Which command's [default: that of the whole program]
    #[arg(value_name = "COMMAND")]
    pub(crate) page: Option<String>,
    /// Write the pages of all commands into this folder instead
    #[arg(long, value_name = "DIR", conflicts_with = "page")]
    pub(crate) dir: Option<PathBuf>,
}
