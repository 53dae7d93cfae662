//! `analyze`: everything that a document holds.

use super::{
    Execute, Job, Program, Run,
    copies::Copies,
    texts::{dated, each, run_knowing},
};
use crate::{
    arguments::{Common, Dating, share},
    output::{Format, Piece},
    show,
};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
use yaodian::{
    document, say,
    source::Span,
    split,
    write::{self, RowKind},
};

/// A likeness from which on documents can be found without comparing each with each.
fn likeness(text: &str) -> Result<f64, String> {
    share(text).and_then(|share| if share < 0.5 { Err(say!("dedup-low", text)) } else { Ok(share) })
}

/// Everything: items, lists, roles, directives, keywords and counts, one JSON document a line
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian analyze speech.txt | jq -r '.items[] | \"\\(.marker) \\(.title)\"'
  yaodian analyze reports/ --glob '*2026*' -o all.jsonl
  yaodian analyze speech.txt --format text         for the eye
  yaodian analyze web/ --dedup | jq -c 'select(.copy_of | not)' | yaodian terms
  yaodian analyze old.txt --encoding gbk --offsets bytes

With --dedup everything is read twice, and copy_of names the earliest document that one is nearly a copy of (by date, of those
without one the first named; it is no copy itself) and how alike they are: the share of the runs of five letters and digits of
either that both have, estimated to about 0.03. SHARE is 0.5 at the least.
Memory: about 600 bytes a document.")]
pub(crate) struct Analyze {
    /// How many keywords to give
    #[arg(long, default_value_t = 20, value_name = "N")]
    keywords: usize,
    /// Say of each field of a directive which rule filled it, by which words
    #[arg(long)]
    explain: bool,
    /// Mark documents that are nearly copies of others (copy_of): alike by this share, 0.7 where none is given
    #[arg(long, value_name = "SHARE", num_args = 0..=1, require_equals = true, default_missing_value = "0.7", value_parser = likeness, conflicts_with = "resume")]
    dedup: Option<f64>,
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
    let copies = |run: &Run| arguments.dedup.map(|least| Copies::find(run, least)).transpose();
    run_knowing(&mut arguments.common, job, copies, |copies, text, setting| {
        let documents = dated(split::split(text.cleaned), dating.of(text.name));
        let spans: Vec<Span> = documents.iter().map(|document| document.span(text.cleaned)).collect();
        let place = text.place(setting);
        each(documents, |i, document| {
            let study = document::study(text.cleaned, document, keywords);
            let mut record = write::document(
                &place,
                &study.analysis,
                (i + 1, spans.len()),
                (&study.keywords, &study.counts),
                if i == 0 { &text.read.findings } else { &[] },
                document::reach(text.cleaned, &spans, i),
            );
            record.copy_of =
                copies.as_ref().and_then(|copies| copies.original(text.name, i + 1, &record.text));
            Ok(match setting.format {
                Format::Text => Piece::text(show::report(&record, setting.width, setting.palette)),
                format if setting.parting.is_none() => Piece::json(&record, format)?,
                _ => text.rows(setting, (&study.analysis.document, spans.len()), [write::row(&record)]),
            })
        })
    })
}
