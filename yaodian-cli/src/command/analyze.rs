//! `analyze`: everything that a document holds.

use super::{
    Execute, Job, Program,
    texts::{dated, each, run},
};
use crate::{
    arguments::{Common, Dating},
    output::{Format, Piece},
    show,
};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
use yaodian::{
    document,
    source::Span,
    split,
    write::{self, RowKind},
};

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
    keywords: usize,
    /// Say of each field of a directive which rule filled it, by which words
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    dating: Dating,
    #[command(flatten)]
    common: Common,
}

impl Execute for Analyze {
    const FORMATS: &'static [Format] = &[Format::Json, Format::Jsonl, Format::Parquet, Format::Text];
    const EACH: bool = true;

    fn run(self, _: Program) -> Result<ExitCode> {
        analyze(self)
    }
}

fn analyze(mut arguments: Analyze) -> Result<ExitCode> {
    let keywords = arguments.keywords;
    let dating = arguments.dating;
    let job =
        Job { explain: arguments.explain, rules: true, ..Job::rows(Analyze::FORMATS, RowKind::Document) };
    run(&mut arguments.common, job, |text, setting| {
        let documents = dated(split::split(text.cleaned), dating.of(text.name));
        let spans: Vec<Span> = documents.iter().map(|document| document.span(text.cleaned)).collect();
        let place = text.place(setting);
        each(documents, |i, document| {
            let study = document::study(text.cleaned, document, keywords);
            let record = write::document(
                &place,
                &study.analysis,
                (i + 1, spans.len()),
                (&study.keywords, &study.counts),
                if i == 0 { &text.read.findings } else { &[] },
                document::reach(text.cleaned, &spans, i),
            );
            Ok(match setting.format {
                Format::Text => Piece::text(show::report(&record, setting.width, setting.palette)),
                format if setting.parting.is_none() => Piece::json(&record, format)?,
                _ => text.rows(setting, (&study.analysis.document, spans.len()), [write::row(&record)]),
            })
        })
    })
}
