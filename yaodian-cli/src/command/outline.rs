//! `outline`: the numbered points.

use super::{
    Execute, Job, Program,
    texts::{each, run},
};
use crate::{
    arguments::Common,
    output::{Format, Piece},
    show,
};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
use yaodian::{
    document, split,
    write::{self, RowKind},
};

/// The numbered points as a tree; a row a point into a pipe or file
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian outline speech.txt
  yaodian outline speech.txt | jq -r 'select(.role == \"directive\") | .item_path + \" \" + .title'
  yaodian outline reports/ -o points.csv")]
pub(crate) struct Outline {
    #[command(flatten)]
    common: Common,
}

impl Execute for Outline {
    const EACH: bool = true;

    fn run(self, _: Program) -> Result<ExitCode> {
        outline(self.common)
    }
}

fn outline(mut common: Common) -> Result<ExitCode> {
    run(
        &mut common,
        Job { rules: true, carries: true, ..Job::rows(Outline::FORMATS, RowKind::Outline) },
        |text, setting| {
            let place = text.place(setting);
            let documents = split::split(text.cleaned);
            let count = documents.len();
            each(documents, |i, document| {
                let a = document::outlined(text.cleaned, document);
                Ok(match setting.format {
                    Format::Text => Piece::text(show::outline_tree(
                        &place,
                        &a,
                        (i + 1, count),
                        setting.width,
                        setting.palette,
                    )),
                    _ => text.rows(setting, (&a.document, count), write::item_rows(&place, &a, i + 1)),
                })
            })
        },
    )
}
