//! `coverage`: which tasks of a superior's document lower ones carry.

use super::{
    Execute, Job, Program, Run, input,
    whole::{Document, Texts, gather},
};
use crate::{
    arguments::Common,
    corpus::{Input, Outcome},
    output::{FateTable, Format, Headers, Piece, Sink},
    show,
    standard::tell,
};
use anyhow::{Result, bail};
use clap::Args;
use rayon::prelude::*;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};
use yaodian::{
    Analyzed, Dictionary,
    coverage::{self, Carried, Fate},
    limit::within,
    say,
    write::{self, Covered, RowKind},
};

/// Which tasks of a superior's document lower ones carry, soften, split or leave out, and which they add
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian coverage province.docx city.docx
  yaodian coverage province.docx plans/ -o coverage.xlsx     a row a task, a column a plan
  yaodian coverage province.txt city.txt --only missing,weaker
  yaodian coverage province.txt city.txt | jq -r 'select(.carried == \"missing\") | [.upper_item_path, .upper_text] | @tsv'

Carried: whole; weaker (modality: its words bind less; figure: it asks for less; deadline: later or gone; actor: nobody is
named); split (several clauses together); missing; added (a task of the lower document without a root above). A point is
whole where all its tasks are, missing where none is found, else weaker.
A task is carried where at least --threshold of its words, weighed by how rare they are in the two documents, are found in
the clauses that say it; levels are read alike (省水利厅, 市水利局). Lower it for plans that say things in their own words,
raise it where the plans of several superiors are alike.
csv, tsv, xlsx, md, docx and html are the table with a column a plan; json, jsonl and parquet are records with all places. All
documents are held in memory.")]
pub(crate) struct Coverage {
    /// Tasks that are carried so only (comma-separated)
    #[arg(long, value_name = "CARRIED", value_delimiter = ',')]
    only: Vec<Carried>,
    /// How much of a task must be found for it to be carried, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = coverage::THRESHOLD, value_parser = crate::arguments::share)]
    threshold: f64,
    /// The language of the heads in csv, tsv, xlsx, md, docx and html
    #[arg(long, value_enum, default_value_t)]
    headers: Headers,
    #[command(flatten)]
    common: Common,
}

impl Execute for Coverage {
    const FORMATS: &'static [Format] = &[
        Format::Json,
        Format::Jsonl,
        Format::Csv,
        Format::Tsv,
        Format::Xlsx,
        Format::Parquet,
        Format::Md,
        Format::Text,
        Format::Docx,
        Format::Html,
    ];

    fn run(self, _: Program) -> Result<ExitCode> {
        covered(self)
    }
}

/// Whether a format is the table with a column a plan.
const fn is_table(format: Format) -> bool {
    matches!(format, Format::Csv | Format::Tsv | Format::Xlsx | Format::Md | Format::Docx | Format::Html)
}

fn covered(mut arguments: Coverage) -> Result<ExitCode> {
    if arguments.common.out.output_dir.is_some() {
        bail!(say!("output-dir-whole"));
    }
    let mut inputs: Vec<PathBuf> = std::mem::take(&mut arguments.common.inputs);
    if inputs.len() < 2 {
        bail!(say!("coverage-two"));
    }
    let lowers = inputs.split_off(1);
    arguments.common.inputs = inputs;
    let named = input::named(&lowers, &arguments.common)?;
    let paths = named.found.iter().map(|input| match input {
        Input::File(path) => path.as_path(),
        Input::Stdin => Path::new("-"),
    });
    let table = FateTable::new(arguments.headers, paths);
    let heads = table.heads();
    let job =
        Job {
            rules: true,
            columns: Box::new(move |format| {
                if is_table(format) { heads.clone() } else { write::columns(RowKind::Coverage) }
            }),
            ..Job::rows(Coverage::FORMATS, RowKind::Coverage)
        };
    let (run, sink) = Run::open(&mut arguments.common, &job, false, &lowers)?;
    let (upper, lower) = (gather(&run, &run.inputs), gather(&run, &named));
    let unread = Outcome { done: 0, failed: named.failed.len() + named.barren.len() };
    let failed = upper.1.and(lower.1).and(unread);
    let done = if upper.0.is_empty() || lower.0.is_empty() { 0 } else { failed.done };
    let outcome = Outcome { done, ..failed };
    print(&arguments, &table, (&run, sink), (&upper.0, &lower.0), outcome)
}

/// The documents of some texts.
pub(super) fn documents(texts: &Texts) -> Vec<Document<'_>> {
    let of = |(_, analyzed): &(String, Analyzed)| 0..analyzed.documents().len();
    let each = |text| of(text).map(move |number| Document { analyzed: &text.1, number });
    texts.iter().flat_map(each).collect()
}

/// Compares each superior's document with each lower one, and prints what became of its tasks.
fn print(
    arguments: &Coverage,
    table: &FateTable,
    (run, mut sink): (&Run, Sink),
    (uppers, lowers): (&Texts, &Texts),
    mut outcome: Outcome,
) -> Result<ExitCode> {
    let (uppers, lowers) = (documents(uppers), documents(lowers));
    let dictionary = Dictionary::current();
    let setting = &run.setting;
    let chosen = |carried: Carried| arguments.only.is_empty() || arguments.only.contains(&carried);
    for upper in &uppers {
        let fates = |lower: &Document<'_>| {
            let _entered = dictionary.enter();
            within(run.timeout, || coverage::coverage(upper.side(), lower.side(), arguments.threshold))
        };
        let found: Vec<Result<Vec<Fate>, _>> = lowers.par_iter().map(fates).collect();
        let mut all = Vec::with_capacity(found.len());
        for (fates, lower) in found.into_iter().zip(&lowers) {
            match fates {
                Ok(fates) => all.push((lower, fates)),
                // A pair that takes too long is told, and the others are compared.
                Err(error) => {
                    let (above, below) = (upper.compared().place.path, lower.compared().place.path);
                    tell(&format!("{above} → {below}: {error:#}"));
                    outcome.failed += 1;
                }
            }
        }
        let each: Vec<Covered<'_>> = all
            .iter()
            .map(|(lower, fates)| Covered { upper: upper.compared(), lower: lower.compared(), fates })
            .collect();
        if is_table(setting.format) {
            sink.write(Piece::rows(table.rows(&each, chosen), setting.format))?;
            continue;
        }
        for covered in &each {
            sink.write(if setting.format == Format::Text {
                Piece::text(show::covered(covered, chosen, setting.width, setting.palette))
            } else {
                Piece::rows(write::coverage_rows(covered, chosen), setting.format)
            })?;
        }
    }
    run.close(sink, outcome)
}
