//! `terms`: words and n-grams with their measures, and how varied documents are.

use super::{Bench, choice, highest_first};
use crate::{
    cli::{TermOrder, Terms},
    command::Job,
};
use crate::{
    output::{Format, Piece},
    show::{Column, Kind},
};
use anyhow::Result;
use std::process::ExitCode;
use yaodian::{
    lexis::{self, Tally, Term, Wanted},
    write::{self, Row, RowKind},
};

const COLUMNS: [Column; 10] = [
    Column { field: "term", head: "term", kind: Kind::Text },
    Column { field: "count", head: "count", kind: Kind::Number(0) },
    Column { field: "documents", head: "documents", kind: Kind::Number(0) },
    Column { field: "per_million", head: "per million", kind: Kind::Number(1) },
    Column { field: "tfidf", head: "tfidf", kind: Kind::Number(4) },
    Column { field: "textrank", head: "textrank", kind: Kind::Number(2) },
    Column { field: "dp", head: "dp", kind: Kind::Number(3) },
    Column { field: "dp_norm", head: "dp norm", kind: Kind::Number(3) },
    Column { field: "juilland_d", head: "juilland d", kind: Kind::Number(3) },
    Column { field: "tag", head: "tag", kind: Kind::Text },
];

const DIVERSITY: [Column; 6] = [
    Column { field: "path", head: "document", kind: Kind::Text },
    Column { field: "tokens", head: "words", kind: Kind::Number(0) },
    Column { field: "types", head: "types", kind: Kind::Number(0) },
    Column { field: "ttr", head: "ttr", kind: Kind::Number(3) },
    Column { field: "mattr", head: "mattr", kind: Kind::Number(3) },
    Column { field: "mtld", head: "mtld", kind: Kind::Number(1) },
];

pub(crate) fn terms(mut arguments: Terms) -> Result<ExitCode> {
    if arguments.diversity {
        return diversity(arguments);
    }
    let textrank = arguments.textrank || arguments.sort == TermOrder::Textrank;
    let dispersion = arguments.dispersion || arguments.sort == TermOrder::Dp;
    let hidden = move |field: &str| match field {
        "textrank" => !textrank,
        "dp" | "dp_norm" | "juilland_d" => !dispersion,
        _ => false,
    };
    let heads = move || write::columns(RowKind::Terms).into_iter().filter(|c| !hidden(c)).collect();
    let job = Job { columns: Box::new(heads), ..Job::rows("terms", RowKind::Terms) };
    let (from, to) = arguments.ngrams;
    let wanted = Wanted {
        choice: choice(&arguments.words, &arguments.common)?,
        lengths: from..=to,
        parts: dispersion,
        pairs: textrank,
    };
    let (bench, sink) =
        Bench::open(&mut arguments.common, &job, arguments.words.fold_traditional, &arguments.words.files())?;
    let add = |tally: &mut Tally, text: &lexis::Text<'_>| {
        tally.add(text, &wanted);
        Ok(())
    };
    let (tally, outcome) = bench.gather(Tally::default, add, Tally::merge);
    let mut found = lexis::terms(&tally, arguments.idf, arguments.words.min_count.unwrap_or(1));
    sort(&mut found, arguments.sort);
    bench.keep(&mut found, arguments.words.top);
    let shown: Vec<Column> = COLUMNS.into_iter().filter(|c| !hidden(c.field)).collect();
    let row = |term: &Term<'_>| -> Row {
        write::term_row(term).into_iter().filter(|(field, _)| !hidden(field)).collect()
    };
    bench.print(sink, found.iter().map(row), &shown, outcome)
}

/// Sorts terms; equal ones by frequency, then by the term.
fn sort(terms: &mut [Term<'_>], order: TermOrder) {
    terms.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.term.cmp(b.term)));
    match order {
        TermOrder::Count => {}
        TermOrder::Documents => highest_first(terms, |t| Some(t.documents.into())),
        TermOrder::Tfidf => highest_first(terms, |t| Some(t.tf_idf)),
        TermOrder::Textrank => highest_first(terms, |t| t.textrank),
        TermOrder::Dp => highest_first(terms, |t| t.dp.map(|dp| -dp)),
        TermOrder::Term => terms.sort_by(|a, b| a.term.cmp(b.term)),
    }
}

fn diversity(mut arguments: Terms) -> Result<ExitCode> {
    let choice = choice(&arguments.words, &arguments.common)?;
    let window = arguments.window;
    let (bench, sink) = Bench::open(
        &mut arguments.common,
        &Job::rows("terms", RowKind::Diversity),
        arguments.words.fold_traditional,
        &arguments.words.files(),
    )?;
    let row = |text: &lexis::Text<'_>| {
        let place = (text.path, text.document, text.title);
        write::diversity_row(place, &lexis::diversity(text, &choice, window))
    };
    if bench.setting().format != Format::Text {
        return bench.each(sink, |text, setting| Piece::rows(vec![row(text)], setting.format));
    }
    let add = |rows: &mut Vec<Row>, text: &lexis::Text<'_>| {
        rows.push(row(text));
        Ok(())
    };
    let (rows, outcome) = bench.gather(Vec::new, add, super::together);
    bench.print(sink, rows.into_iter(), &DIVERSITY, outcome)
}
