//! `diff`: what changed between two texts, or two folders of them.

use super::{
    Execute, Job, Program, Run, Setting, input,
    whole::{Document, Texts, gather},
};
use crate::{
    arguments::Common,
    corpus::Outcome,
    output::{Contrast, Format, Headers, Piece, Sink},
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
    Dictionary,
    diff::{self, Change, Known, Level, State},
    limit::within,
    say,
    write::{self, Difference, RowKind},
};

/// What changed between two texts or folders: points, paragraphs, words, duties; -o x.docx is a table of both (对照表)
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian diff 2020.docx 2025.docx
  yaodian diff draft.txt final.txt -o table.docx         old and new beside one another, changes marked
  yaodian diff 2021.txt 2022.txt --directives            who must do what that is new, gone, firmer, softer
  yaodian diff model.txt county.txt --only new,dropped
  yaodian diff laws/2020 laws/2025 --summary             two folders: pairs by name, else by title
  yaodian diff a.txt b.txt | jq -r 'select(.level == \"article\") | [.old_item_path, .new_item_path, .state] | @tsv'

States: unchanged; renumbered; changed; changed+renumbered; moved (below another heading, or in another order);
split; merged (a row for each part); new; dropped. Units are found by what they say, not by their numbers. Where only
the width of signs, the spelling of a word (帐, 账) or a reference that follows its article to a new number differs, a
unit is unchanged and `wording` says in what it differs; --strict counts these as changes.
Duties: added, removed, stronger, weaker, actor, deadline, figure, reworded, with the words of both texts.
docx, xlsx, md and html are the table of both texts; json, jsonl, csv, tsv and parquet are records. Both sides are held in
memory.")]
pub(crate) struct Diff {
    /// Units with these states only (comma-separated); changed stands for both kinds of changed
    #[arg(long, value_name = "STATE", value_delimiter = ',')]
    only: Vec<State>,
    /// A row a change of a duty instead of a row a unit
    #[arg(long, conflicts_with = "summary")]
    directives: bool,
    /// Duties that changed in these ways only (comma-separated), with --directives
    #[arg(long, value_name = "CHANGE", value_delimiter = ',', requires = "directives")]
    change: Vec<Change>,
    /// A row a pair of documents with the numbers of their changes
    #[arg(long)]
    summary: bool,
    /// Width of signs, spelling of words and references that follow their articles count as changes
    #[arg(long)]
    strict: bool,
    /// The language of the heads in docx, xlsx, md and html
    #[arg(long, value_enum, default_value_t)]
    headers: Headers,
    #[command(flatten)]
    common: Common,
}

impl Execute for Diff {
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
        difference(self)
    }
}

/// What is printed of each pair of documents.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Units,
    Duties,
    Summary,
}

impl Diff {
    fn view(&self) -> View {
        match (self.directives, self.summary) {
            (true, _) => View::Duties,
            (_, true) => View::Summary,
            _ => View::Units,
        }
    }

    fn wants(&self, state: State) -> bool {
        let plain = if state == State::ChangedRenumbered { State::Changed } else { state };
        self.only.is_empty() || self.only.contains(&state) || self.only.contains(&plain)
    }

    fn wants_change(&self, change: Change) -> bool {
        self.change.is_empty() || self.change.contains(&change)
    }
}

/// Whether a format is the table of both texts, where units are asked for.
const fn is_contrast(format: Format) -> bool {
    matches!(format, Format::Docx | Format::Html | Format::Xlsx | Format::Md)
}

fn difference(mut arguments: Diff) -> Result<ExitCode> {
    if arguments.common.out.output_dir.is_some() {
        bail!(say!("output-dir-whole"));
    }
    let [old, new] = <[PathBuf; 2]>::try_from(std::mem::take(&mut arguments.common.inputs))
        .map_err(|_| anyhow::Error::msg(say!("diff-two")))?;
    let view = arguments.view();
    let kind = match view {
        View::Units => RowKind::Diff,
        View::Duties => RowKind::Changes,
        View::Summary => RowKind::DiffSummary,
    };
    arguments.common.inputs = vec![old.clone()];
    let contrast = Contrast::new(arguments.headers, (&old, &new));
    let heads = contrast.heads();
    let is_table = move |format| view == View::Units && is_contrast(format);
    let job = Job {
        rules: true,
        columns: Box::new(move |format| if is_table(format) { heads.clone() } else { write::columns(kind) }),
        ..Job::rows(Diff::FORMATS, kind)
    };
    let (run, sink) = Run::open(&mut arguments.common, &job, false, std::slice::from_ref(&new))?;
    let others = input::named(std::slice::from_ref(&new), &arguments.common)?;
    let sides = Sides { old: gather(&run, &run.inputs), new: gather(&run, &others) };
    let unread = Outcome { done: 0, failed: others.failed.len() + others.barren.len() };
    let failed = sides.old.1.and(sides.new.1).and(unread);
    // With one side missing there is nothing to compare.
    let done = if sides.old.0.is_empty() || sides.new.0.is_empty() { 0 } else { failed.done };
    let printer = Printer { arguments: &arguments, view, contrast, setting: &run.setting };
    let pairs = Pairs::of((&sides.old.0, &old), (&sides.new.0, &new));
    printer.print(&run, sink, &pairs, Outcome { done, ..failed })
}

/// The texts of both sides with what was found in them, and what became of the reading.
struct Sides {
    old: (Texts, Outcome),
    new: (Texts, Outcome),
}

/// The documents of a side with the names that they are paired by.
fn documents<'d>(texts: &'d Texts, root: &Path) -> Vec<(String, Document<'d>)> {
    let root = root.to_string_lossy();
    let each = texts.iter().flat_map(|(name, analyzed)| {
        let below = name.strip_prefix(&*root).unwrap_or(name).trim_start_matches('/');
        // A file that was named itself is known by its own name.
        let below = if below.is_empty() { name.rsplit('/').next().unwrap_or(name) } else { below };
        (0..analyzed.documents().len())
            .map(move |number| (format!("{below}\n{number}"), Document { analyzed, number }))
    });
    each.collect()
}

/// What documents are paired by.
fn known<'k>(all: &'k [(String, Document<'k>)]) -> Vec<Known<'k>> {
    let title = |d: &Document<'k>| d.analyzed.documents()[d.number].analysis.document.title.as_deref();
    all.iter().map(|(name, document)| Known { name, title: title(document) }).collect()
}

/// The documents of both sides, in pairs.
pub(super) struct Pairs<'d> {
    olds: Vec<(String, Document<'d>)>,
    news: Vec<(String, Document<'d>)>,
    pairs: Vec<(Option<usize>, Option<usize>)>,
}

/// A document of each side, or of one where the other has none.
pub(super) type Pair<'d> = (Option<Document<'d>>, Option<Document<'d>>);

impl<'d> Pairs<'d> {
    /// Pairs the documents of two sides; both are known by their names below what was named.
    pub(super) fn of((olds, old): (&'d Texts, &Path), (news, new): (&'d Texts, &Path)) -> Self {
        let (olds, news) = (documents(olds, old), documents(news, new));
        let pairs = diff::pair_documents(&known(&olds), &known(&news));
        Self { olds, news, pairs }
    }

    /// The pairs.
    pub(super) fn all(&self) -> Vec<Pair<'d>> {
        let document = |all: &[(String, Document<'d>)], i: Option<usize>| i.map(|i| all[i].1);
        self.pairs.iter().map(|&(a, b)| (document(&self.olds, a), document(&self.news, b))).collect()
    }
}

/// What a pair is called in a message.
pub(super) fn pair_name((old, new): Pair<'_>) -> String {
    fn name<'d>(document: Option<Document<'d>>) -> &'d str {
        document.map_or("-", |document| document.compared().place.path)
    }
    format!("{} → {}", name(old), name(new))
}

/// What `make` makes of the difference of a pair.
pub(super) fn difference_of<T>(
    run: &Run,
    (old, new): Pair<'_>,
    strict: bool,
    make: impl FnOnce(&Difference<'_>) -> T,
) -> Result<T> {
    let compare = || {
        let (a, b) = (old?.side(), new?.side());
        let comparison = diff::compare(a, b);
        let changes = diff::changes(a, b, &comparison);
        Some((comparison, changes))
    };
    let found = within(run.timeout, compare)?;
    let (comparison, changes) = found.map_or((None, Vec::new()), |(c, changes)| (Some(c), changes));
    let (old, new) = (old.map(Document::compared), new.map(Document::compared));
    let difference = Difference { old, new, comparison: comparison.as_ref(), changes: &changes, strict };
    Ok(make(&difference))
}

/// What prints the differences.
struct Printer<'p> {
    arguments: &'p Diff,
    view: View,
    contrast: Contrast,
    setting: &'p Setting,
}

impl Printer<'_> {
    fn print(&self, run: &Run, mut sink: Sink, pairs: &Pairs<'_>, mut outcome: Outcome) -> Result<ExitCode> {
        /// Pairs whose rows wait for one another.
        const BATCH: usize = 64;
        let dictionary = Dictionary::current();
        for batch in pairs.all().chunks(BATCH) {
            let piece = |&pair: &Pair<'_>| {
                let _entered = dictionary.enter();
                difference_of(run, pair, self.arguments.strict, |difference| self.piece(difference))
            };
            let pieces: Vec<Result<Piece>> = batch.par_iter().map(piece).collect();
            for (piece, &pair) in pieces.into_iter().zip(batch) {
                match piece {
                    Ok(piece) => sink.write(piece)?,
                    // A pair that takes too long is told, and the others are compared.
                    Err(error) => {
                        tell(&format!("{}: {error:#}", pair_name(pair)));
                        outcome.failed += 1;
                    }
                }
            }
        }
        run.close(sink, outcome)
    }

    fn piece(&self, d: &Difference<'_>) -> Piece {
        let (format, setting) = (self.setting.format, self.setting);
        let wants = |_: Level, state: State| self.arguments.wants(state);
        match (self.view, format) {
            (View::Units, Format::Text) => Piece::text(show::difference(
                d,
                |state| self.arguments.wants(state),
                setting.width,
                setting.palette,
            )),
            (View::Units, format) if is_contrast(format) => {
                Piece::rows(self.contrast.rows(d, |state| self.arguments.wants(state)), format)
            }
            (View::Units, ..) => Piece::rows(write::diff_rows(d, wants), format),
            (View::Duties, Format::Text) => Piece::text(show::duty_changes(
                d,
                |change| self.arguments.wants_change(change),
                setting.width,
                setting.palette,
            )),
            (View::Duties, ..) => {
                Piece::rows(write::change_rows(d, |change| self.arguments.wants_change(change)), format)
            }
            (View::Summary, Format::Text) => {
                Piece::text(show::diff_summary(d, setting.width, setting.palette))
            }
            (View::Summary, ..) => Piece::rows([write::diff_summary_row(d)], format),
        }
    }
}
