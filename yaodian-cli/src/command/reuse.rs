//! `reuse`: which passages documents share.

use super::{Execute, Job, Program, Run, Setting, kept};
use crate::{
    arguments::Common,
    output::{Format, Piece, Sink},
    show,
    standard::tell,
};
use anyhow::{Result, bail};
use clap::Args;
use std::{cell::RefCell, path::PathBuf, process::ExitCode};
use yaodian::{
    reuse::{Cluster, ItemShare, Items, Kind, Matrix, Page, Passage, Settings, Shared, index::Changed},
    say,
    write::{self, Row, RowKind},
};

/// Which passages documents share, where they come from, and which names in them are another body's
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian reuse plans/                                   every passage that another plan has, with its best source
  yaodian reuse county.docx --against plans/             one text against a corpus
  yaodian reuse plans/ --names                           names of other counties that a copy kept
  yaodian reuse plans/ --kind peer --min-length 50 -o reuse.xlsx
  yaodian reuse plans/ --matrix -o matrix.csv            how much each pair of documents shares
  yaodian reuse plan.docx --against plans/ --items       how much of each numbered point others have
  yaodian reuse plans/ --index plans.index               kept: the next time what is new is held against it
  yaodian reuse county.docx --against plans.index        one text against what is kept
  yaodian reuse reports/ --clusters | jq -r 'select(.documents > 9) | [.documents, .text] | @tsv'

Kinds: formula (a set phrase: at least --formula of all documents have it, and five), quoted (the target names the source, or
a body above its own issued it), peer (another body), own (another text of the same body), within (the same text),
unknown (nobody says who issued one of them).
A passage is told once, with the source that has most in common with it, the earliest where several have the same; --all tells
every pair. An index reads a file anew that holds something else than before, and passes over what it has; what is deleted stays in it (to drop
it, make the index anew); without PATHS --index tells all that is kept. The source is the document with the earlier date; where a date is missing (dated: false) the first named.
Length and similarity count letters and digits; signs and spaces don't matter. Memory: some 50 MB, and at most 1.5 KB a
document or so; the rest waits on disk (about 20 bytes a character, in the folder for temporary files).")]
pub(crate) struct Reuse {
    /// Tell what PATHS share with these files, folders or an index only (repeatable)
    #[arg(long, value_name = "PATH")]
    against: Vec<PathBuf>,
    /// Keep the documents in this folder: PATHS are added, and what they share with each other and with what it keeps is told
    #[arg(long, value_name = "DIR", conflicts_with = "against")]
    index: Option<PathBuf>,
    /// How long a passage is at least, in letters and digits (less than 7 are not found)
    #[arg(long, value_name = "N", default_value_t = Settings::default().min_length)]
    min_length: usize,
    /// How alike its sides are at least, 0 to 1: twice what both have by what each has
    #[arg(long, value_name = "SHARE", default_value_t = Settings::default().min_similarity, value_parser = crate::arguments::share)]
    min_similarity: f64,
    /// In which share of the documents a set phrase stands
    #[arg(long, value_name = "SHARE", default_value_t = Settings::default().formula, value_parser = crate::arguments::share)]
    formula: f64,
    /// Passages of these kinds only (comma-separated)
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<Kind>,
    /// Every source of a passage, and not the best alone
    #[arg(long)]
    all: bool,
    /// A row a name in a passage that is that of the document it was taken from
    #[arg(long, conflicts_with_all = ["clusters", "matrix", "items"])]
    names: bool,
    /// A row a passage with the number of the documents that have it
    #[arg(long, conflicts_with_all = ["matrix", "items"])]
    clusters: bool,
    /// A row two documents with how much they share
    #[arg(long, conflicts_with = "items")]
    matrix: bool,
    /// A row a numbered point with how much of it others have, and who has most
    #[arg(long)]
    items: bool,
    #[command(flatten)]
    common: Common,
}

impl Execute for Reuse {
    fn run(self, _: Program) -> Result<ExitCode> {
        reuse(self)
    }
}

/// What is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Passages,
    Names,
    Clusters,
    Matrix,
    Items,
}

impl Reuse {
    const fn view(&self) -> View {
        match () {
            () if self.names => View::Names,
            () if self.clusters => View::Clusters,
            () if self.matrix => View::Matrix,
            () if self.items => View::Items,
            () => View::Passages,
        }
    }

    fn wants(&self, kind: Kind) -> bool {
        self.kind.is_empty() || self.kind.contains(&kind)
    }
}

fn reuse(mut arguments: Reuse) -> Result<ExitCode> {
    if arguments.common.out.output_dir.is_some() {
        bail!(say!("output-dir-whole"));
    }
    let view = arguments.view();
    let kind = match view {
        View::Passages => RowKind::Reuse,
        View::Names => RowKind::ReuseNames,
        View::Clusters => RowKind::ReuseClusters,
        View::Matrix => RowKind::ReuseMatrix,
        View::Items => RowKind::ReuseItems,
    };
    // All that an index keeps, where nothing else is named.
    let reads = arguments.index.is_none() || arguments.common.names_inputs();
    let job = Job { reads, ..Job::rows(Reuse::FORMATS, kind) };
    let (run, sink) = Run::open(&mut arguments.common, &job, false, &arguments.against)?;
    let settings = Settings {
        min_length: arguments.min_length.max(1),
        min_similarity: arguments.min_similarity,
        formula: arguments.formula,
        every: arguments.all || view == View::Matrix,
        items: view == View::Items,
    };
    let held = (arguments.index.as_deref(), &arguments.against[..]);
    let (collection, outcome) = kept::collect(&run, settings, held, &arguments.common)?;
    let maker = Maker { arguments: &arguments, view, setting: &run.setting };
    let (mut matrix, mut items) = (Matrix::default(), Items::default());
    let sink = RefCell::new(sink);
    let pair = |shared: &Shared, sides: (&Page, &Page)| maker.write(shared, sides, &sink);
    let point = |item: &ItemShare, sides: (&Page, &Page)| maker.item(item, sides, &sink);
    let found = collection.passages(
        |passage, sides| maker.made(passage, sides),
        |made| match made {
            Made::Nothing => Ok(()),
            Made::Piece(piece) => Ok(sink.borrow_mut().write(piece)?),
            Made::Pair(pair_of) => {
                let (passage, source, target) = *pair_of;
                match view {
                    View::Items => items.add(&passage, (&source, &target), point),
                    _ => matrix.add(&passage, (&source, &target), pair),
                }
            }
        },
    )?;
    matrix.rest(pair)?;
    items.rest(point)?;
    if view == View::Clusters {
        found.clusters(|cluster, page| maker.cluster(&cluster, page, &sink))?;
    }
    let status = run.close(sink.into_inner(), outcome)?;
    // Not before all is told: what a call that was broken off didn't tell is new to the next one.
    if let (Some(changed), Some(folder)) = (found.keep()?, &arguments.index) {
        let Changed { new, gone, kept } = changed;
        if !run.quiet {
            tell(&say!("index-changed", path = folder.display(), new, gone, kept));
        }
    }
    Ok(status)
}

/// What is made of a passage.
enum Made {
    Nothing,
    Piece(Piece),
    /// What its documents share is added up.
    Pair(Box<(Passage, Page, Page)>),
}

/// What makes output of passages.
struct Maker<'m> {
    arguments: &'m Reuse,
    view: View,
    setting: &'m Setting,
}

impl Maker<'_> {
    fn made(&self, passage: &Passage, sides: (&Page, &Page)) -> Made {
        if !self.arguments.wants(passage.kind) {
            return Made::Nothing;
        }
        let Setting { format, width, palette, .. } = *self.setting;
        Made::Piece(match (self.view, format) {
            (View::Passages, Format::Text) => Piece::text(show::passage(passage, sides, width, palette)),
            (View::Passages, _) => Piece::rows([write::reuse_row(passage, sides)], format),
            (View::Names, _) if passage.names.is_empty() => return Made::Nothing,
            (View::Names, Format::Text) => Piece::text(show::foreign_names(passage, sides, width, palette)),
            (View::Names, _) => {
                let rows: Vec<Row> = write::reuse_name_rows(passage, sides).collect();
                Piece::rows(rows, format)
            }
            (View::Clusters, _) => return Made::Nothing,
            (View::Matrix | View::Items, _) => {
                return Made::Pair(Box::new((passage.clone(), sides.0.clone(), sides.1.clone())));
            }
        })
    }

    /// Writes how much two documents share.
    fn write(&self, shared: &Shared, sides: (&Page, &Page), sink: &RefCell<Sink>) -> Result<()> {
        let row = write::reuse_matrix_row(shared, sides);
        let Setting { format, width, palette, .. } = *self.setting;
        let piece = match format {
            Format::Text => Piece::text(show::shared(&row, width, palette)),
            _ => Piece::rows([row], format),
        };
        Ok(sink.borrow_mut().write(piece)?)
    }

    /// Writes how much of a numbered point others have.
    fn item(&self, item: &ItemShare, sides: (&Page, &Page), sink: &RefCell<Sink>) -> Result<()> {
        let Setting { format, width, palette, .. } = *self.setting;
        let piece = match format {
            Format::Text => Piece::text(show::shared_item(item, sides, width, palette)),
            _ => Piece::rows([write::reuse_item_row(item, sides)], format),
        };
        Ok(sink.borrow_mut().write(piece)?)
    }

    fn cluster(&self, cluster: &Cluster, page: &Page, sink: &RefCell<Sink>) -> Result<()> {
        let Setting { format, width, palette, .. } = *self.setting;
        let piece = match format {
            Format::Text => Piece::text(show::cluster(cluster, page, width, palette)),
            _ => Piece::rows([write::reuse_cluster_row(cluster, page)], format),
        };
        Ok(sink.borrow_mut().write(piece)?)
    }
}
