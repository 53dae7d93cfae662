//! `directives`: who must do what.

use super::{
    Execute, Job, Program,
    texts::{dated, each, run},
};
use crate::{
    arguments::{Common, Dating},
    output::{self, Format, Headers, Piece},
    show,
};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::process::ExitCode;
use yaodian::{
    directive::Directive,
    document,
    sense::Modality,
    split,
    write::{self, RowKind},
};

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
    actor: Vec<String>,
    /// Only those that bind so (repeatable)
    #[arg(long, value_enum, value_name = "MODALITY")]
    modality: Vec<Modality>,
    /// Only those at least so firm, from 1 (可以) to 5 (严禁)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=5))]
    min_strength: Option<u8>,
    /// Only those that have it (repeatable: all of them)
    #[arg(long, value_enum, value_name = "WHAT")]
    has: Vec<Has>,
    /// The language of the heads of the task table
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t)]
    headers: Headers,
    /// Say of each field which rule filled it, by which words (json and jsonl)
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    dating: Dating,
    #[command(flatten)]
    common: Common,
}

impl Execute for Directives {
    const FORMATS: &'static [Format] = &Format::ALL;
    const EACH: bool = true;

    fn run(self, _: Program) -> Result<ExitCode> {
        directives(self)
    }
}

/// What a directive may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Has {
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

fn directives(mut arguments: Directives) -> Result<ExitCode> {
    let want = Want::of(&arguments);
    let headers = arguments.headers;
    let dating = arguments.dating;
    let job = Job {
        columns: Box::new(move |_| headers.columns()),
        numbered: true,
        explain: arguments.explain,
        rules: true,
        carries: true,
        ..Job::rows(Directives::FORMATS, RowKind::Directives)
    };
    run(&mut arguments.common, job, |text, setting| {
        let place = text.place(setting);
        let documents = dated(split::split(text.cleaned), dating.of(text.name));
        let count = documents.len();
        each(documents, |i, document| {
            let a = document::analysed(text.cleaned, document);
            let chosen = |d: &Directive| want.takes(text.cleaned.written(), d);
            Ok(match setting.format {
                Format::Text => {
                    Piece::text(show::directive_table(&place, &a, setting.width, setting.palette, chosen))
                }
                format if format.is_nested() => {
                    let rows = write::directive_rows(&place, &a, i + 1, chosen);
                    text.rows(setting, (&a.document, count), rows)
                }
                Format::Igscript => Piece::text(output::igscript(&place, &a, chosen)),
                Format::Qdpx => Piece::Coded(vec![output::coded(&place, &a, chosen)]),
                _ => {
                    let carried = |row| output::carry(row, &text.read.metadata, Some(&setting.carried));
                    Piece::Rows(
                        output::task_rows(&place, &a, headers, chosen).into_iter().map(carried).collect(),
                    )
                }
            })
        })
    })
}

/// Which directives are asked for.
struct Want {
    actors: Vec<String>,
    modalities: Vec<Modality>,
    strength: u8,
    has: Vec<Has>,
}

impl Want {
    fn of(arguments: &Directives) -> Self {
        Self {
            actors: arguments.actor.clone(),
            modalities: arguments.modality.clone(),
            strength: arguments.min_strength.unwrap_or(0),
            has: arguments.has.clone(),
        }
    }

    fn takes(&self, text: &str, d: &Directive) -> bool {
        let named = |name: &String| d.actors.iter().any(|a| a.span.of(text).contains(name.as_str()));
        let has = |what: &Has| match what {
            Has::Actor => !d.actors.is_empty(),
            Has::Deadline => !d.deadlines.is_empty(),
            Has::Target => !d.targets.is_empty(),
            Has::Condition => !d.conditions.is_empty(),
            Has::Citation => !d.citations.is_empty(),
        };
        (self.actors.is_empty() || self.actors.iter().any(named))
            && (self.modalities.is_empty() || self.modalities.contains(&d.modality))
            && d.strength >= self.strength
            && self.has.iter().all(has)
    }
}
