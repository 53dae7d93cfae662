//! The commands that look at one text at a time: each is a view of the values that it needs, and runs no stage past
//! them.

use super::{Job, run};
use crate::cli::{Analyze, Clean, Common, Directives, Has};
use crate::{
    output::{self, Format, Piece},
    show::{self},
};
use anyhow::Result;
use rayon::prelude::*;
use std::process::ExitCode;
use yaodian::{
    clean::Cleaned,
    directive::Directive,
    document,
    sense::Modality,
    source::Span,
    split::{self, Date, Document},
    words,
    write::{self, RowKind},
};

pub(crate) fn analyze(mut arguments: Analyze) -> Result<ExitCode> {
    let keywords = arguments.keywords;
    let dating = arguments.dating;
    let job = Job { explain: arguments.explain, rules: true, ..Job::rows("analyze", RowKind::Document) };
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

/// Documents that name no date with the one given.
fn dated(mut documents: Vec<Document>, date: Option<Date>) -> Vec<Document> {
    documents.iter_mut().for_each(|document| document.date = document.date.or(date));
    documents
}

pub(crate) fn outline(mut common: Common) -> Result<ExitCode> {
    run(
        &mut common,
        Job { rules: true, carries: true, ..Job::rows("outline", RowKind::Outline) },
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

pub(crate) fn directives(mut arguments: Directives) -> Result<ExitCode> {
    let want = Want::of(&arguments);
    let headers = arguments.headers;
    let dating = arguments.dating;
    let job = Job {
        columns: Box::new(move || headers.columns()),
        numbered: true,
        explain: arguments.explain,
        rules: true,
        carries: true,
        ..Job::rows("directives", RowKind::Directives)
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

/// Makes a piece of each document of a text, of several side by side, and joins them in their order.
fn each(documents: Vec<Document>, make: impl Fn(usize, Document) -> Result<Piece> + Sync) -> Result<Piece> {
    /// Documents that are worked on together: what is made of them waits until all of them are done.
    const BATCH: usize = 256;
    let mut documents = documents.into_iter().enumerate();
    let mut all = Piece::text(String::new());
    loop {
        let batch: Vec<_> = documents.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            return Ok(all);
        }
        let pieces = batch.into_par_iter().map(|(i, document)| make(i, document));
        all = all.and(join(pieces.collect::<Result<Vec<_>>>()?)?)?;
    }
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

pub(crate) fn split(mut common: Common) -> Result<ExitCode> {
    run(&mut common, Job { carries: true, ..Job::rows("split", RowKind::Split) }, |text, setting| {
        let place = text.place(setting);
        let documents = split::split(text.cleaned);
        let count = documents.len();
        let rows = documents.iter().zip(1..).map(|(d, i)| (d, write::split_row(&place, d, (i, count))));
        match setting.format {
            Format::Text => Ok(Piece::text(rows.map(|(_, row)| split_line(&row)).collect())),
            _ => join(rows.map(|(d, row)| text.rows(setting, (d, count), [row]))),
        }
    })
}

/// A document's extent for the eye: path:line, kind, title or first words.
fn split_line(row: &write::Row) -> String {
    let text = |key: &str| row.get(key).and_then(|v| v.as_str()).unwrap_or_default().to_owned();
    let number = |key: &str| row.get(key).map(ToString::to_string).unwrap_or_default();
    let title = Some(text("title")).filter(|t| !t.is_empty()).unwrap_or_else(|| text("opening"));
    format!(
        "{}:{} [{}/{}] {} {title}\n",
        text("path"),
        number("line"),
        number("document"),
        number("documents"),
        show::genre_name(&text("genre"))
    )
}

pub(crate) fn clean(mut arguments: Clean) -> Result<ExitCode> {
    let (diff, raw) = (arguments.diff, arguments.raw);
    let job = Job { piped: Format::Text, repairs: !raw && !diff, ..Job::rows("clean", RowKind::Document) };
    run(&mut arguments.common, job, |text, _| {
        Ok(Piece::text(if raw {
            text.read.source.text().to_owned()
        } else if diff {
            text.cleaned.diff()
        } else {
            text.cleaned.written_lines().map(|l| format!("{l}\n")).collect()
        }))
    })
}

pub(crate) fn tokens(mut common: Common) -> Result<ExitCode> {
    run(&mut common, Job::rows("tokens", RowKind::Tokens), |text, setting| {
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

/// One piece of many: rendered ones run together, rows in one list.
pub(super) fn join(pieces: impl IntoIterator<Item = Piece>) -> Result<Piece> {
    Ok(pieces.into_iter().try_fold(Piece::text(String::new()), Piece::and)?)
}
