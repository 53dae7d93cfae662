//! `tokens`: the words.

use super::{
    Execute, Job, Program,
    texts::{join, run},
};
use crate::{
    arguments::Common,
    output::{Format, Piece},
};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
use yaodian::{
    clean::Cleaned,
    split, words,
    write::{self, RowKind},
};

/// The words with part of speech and position
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian tokens speech.txt --format text          word/tag, a paragraph a line
  yaodian tokens speech.txt --dict places.txt | jq -r .text | sort | uniq -c | sort -rn | head")]
pub(crate) struct Tokens {
    #[command(flatten)]
    common: Common,
}

impl Execute for Tokens {
    const EACH: bool = true;

    fn run(self, _: Program) -> Result<ExitCode> {
        tokens(self.common)
    }
}

fn tokens(mut common: Common) -> Result<ExitCode> {
    run(&mut common, Job::rows(Tokens::FORMATS, RowKind::Tokens), |text, setting| {
        let place = text.place(setting);
        let documents = split::split(text.cleaned);
        let pieces = documents.iter().enumerate().map(|(i, d)| match setting.format {
            Format::Text => Piece::text(tagged_text(text.cleaned, d)),
            format if setting.parting.is_none() => {
                let mut rows = Piece::empty(format);
                write::token_rows(&place, d.span(text.cleaned), i + 1, |row| rows.add(row, format));
                rows
            }
            _ => {
                let mut rows = Vec::new();
                write::token_rows(&place, d.span(text.cleaned), i + 1, |row| rows.push(write::row(row)));
                text.rows(setting, (d, documents.len()), rows)
            }
        });
        join(pieces)
    })
}

/// word/tag, a paragraph a line.
fn tagged_text(cleaned: &Cleaned<'_>, document: &split::Document) -> String {
    let mut out = String::new();
    for paragraph in &cleaned.paragraphs()[document.paragraphs.clone()] {
        words::for_each_token(paragraph.of(cleaned.written()), |t| {
            out.push_str(t.text);
            out.push('/');
            out.push_str(t.tag);
            out.push(' ');
        });
        out.pop();
        out.push('\n');
    }
    out
}
