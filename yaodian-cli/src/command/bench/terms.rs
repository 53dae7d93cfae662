//! `terms`: words and n-grams with their measures, and how varied documents are.

use super::{Bench, Execute, Job, Program, choice, highest_first};
use crate::arguments::{Common, Words, lengths};
use crate::{
    output::{Format, Piece},
    show::{Column, Kind},
};
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::process::ExitCode;
use yaodian::{
    lexis::{self, Idf, Tally, Term, Wanted},
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

/// Words with counts, documents, per million, TF-IDF; n-grams, TextRank, dispersion, diversity
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  yaodian terms reports/ --pos n,v --stop default --top 30
  yaodian terms reports/ --ngrams 2-4 --min-count 5 -o phrases.xlsx
  yaodian terms reports/ --sort dp --min-count 20           what is spread most evenly
  yaodian terms reports/ --textrank --sort textrank         words that tie the text together
  yaodian terms reports/ --diversity                        how rich each document's vocabulary is
  yaodian terms all.jsonl --idf corpus --sort tfidf         over what analyze wrote

How to read it:
  per_million  occurrences in a million words (all words, those left out too)
  tfidf        share of the terms times rarity: high is frequent here and rare in general (or, with
               --idf corpus, in few of these documents) (Spärck Jones 1972)
  textrank     above 1 is recommended by more neighbours than the average word (Mihalcea & Tarau 2004)
  dp, dp_norm  0 evenly spread over the documents, 1 all in one (Gries 2008; Lijffijt & Gries 2012)
  juilland_d   1 evenly spread, 0 all in one document (Juilland & Chang-Rodríguez 1964)
  ttr, mattr   different words in a hundred, whole text and mean of moving windows (Covington & McFall 2010)
  mtld         mean run of words that stays varied; higher is richer (McCarthy & Jarvis 2010)")]
pub(crate) struct Terms {
    #[command(flatten)]
    words: Words,
    /// How many words in a row, up to 5: 2, or 1-3; the words of an n-gram are parted by spaces
    #[arg(long, value_name = "N", default_value = "1", value_parser = lengths)]
    ngrams: (usize, usize),
    /// Against what TF-IDF weighs
    #[arg(long, value_enum, value_name = "WHAT", default_value_t)]
    idf: Idf,
    /// Add TextRank
    #[arg(long)]
    textrank: bool,
    /// Add how evenly each term is spread over the documents; memory then follows their number too
    #[arg(long)]
    dispersion: bool,
    /// What comes first
    #[arg(long, value_enum, value_name = "BY", default_value_t)]
    sort: TermOrder,
    /// A row a document instead: its words, different words, and how varied they are
    #[arg(long)]
    diversity: bool,
    /// The window of MATTR, in words
    #[arg(long, value_name = "N", default_value_t = 100, requires = "diversity")]
    window: usize,
    #[command(flatten)]
    common: Common,
}

/// How terms are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum TermOrder {
    /// The most frequent first
    #[default]
    Count,
    /// Those of the most documents first
    Documents,
    /// The highest TF-IDF first
    Tfidf,
    /// The highest TextRank first
    Textrank,
    /// The most evenly spread first, by DP
    Dp,
    /// By the term
    Term,
}

impl Execute for Terms {
    fn run(self, _: Program) -> Result<ExitCode> {
        terms(self)
    }
}

fn terms(mut arguments: Terms) -> Result<ExitCode> {
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
    let heads = move |_| write::columns(RowKind::Terms).into_iter().filter(|c| !hidden(c)).collect();
    let job = Job { columns: Box::new(heads), ..Job::rows(Terms::FORMATS, RowKind::Terms) };
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
        &Job::rows(Terms::FORMATS, RowKind::Diversity),
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
