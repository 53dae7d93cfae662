//! The library for Python: sources in, lines of JSON out, with the interpreter let go meanwhile. What is pleasant to use is
//! made of it in `yaodian/__init__.py`.

mod compared;
mod reuse;

use pyo3::{
    exceptions::{PyOSError, PyValueError},
    prelude::*,
};
use rayon::{ThreadPool, ThreadPoolBuilder, prelude::*};
use std::{
    borrow::Cow,
    path::Path,
    str::FromStr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use yaodian::{
    Dictionary,
    document::{self, Analysis},
    lexis::{self, Choice, Idf, Tally, Wanted},
    limit,
    read::{self, Read, guarded},
    source::Unit,
    split::{self, Date, Document},
    version,
    words::{self, Entry},
    write::{self, Place, RowKind},
};

/// What is analysed: its name in records, and its text; a file of that name where there is none.
type Source = (String, Option<String>);

/// How rows are written down: an array, or a row a line.
#[derive(Clone, Copy)]
enum Shape {
    Array,
    Lines,
}

/// What became of a source: its rows in JSON, or what is wrong with it.
type Answer = (Option<String>, Option<String>);

/// What became of a source whose terms were counted: these, the number of its words, what is wrong.
type Counted = (Option<String>, u64, Option<String>);

/// What every call goes by.
#[pyclass(frozen, module = "yaodian._yaodian")]
struct Engine {
    analyzer: yaodian::Analyzer,
    dictionary: Dictionary,
    unit: Unit,
    date: Option<Date>,
    explain: bool,
    timeout: Option<Duration>,
}

#[pymethods]
impl Engine {
    /// `words` and `forced` are dictionaries in jieba's format, `timeout` seconds for a source.
    #[new]
    fn new(
        keywords: usize,
        offsets: &str,
        date: Option<&str>,
        explain: bool,
        timeout: Option<f64>,
        words: &str,
        forced: &str,
    ) -> PyResult<Self> {
        let unit = match offsets {
            "codepoints" => Unit::Codepoints,
            "bytes" => Unit::Bytes,
            "utf16" => Unit::Utf16,
            other => {
                return Err(PyValueError::new_err(format!(
                    "offsets: {other:?} is none of codepoints, bytes, utf16"
                )));
            }
        };
        let date = date
            .map(Date::from_str)
            .transpose()
            .map_err(|why| PyValueError::new_err(format!("date: {why}")))?;
        let timeout = timeout.map(Duration::try_from_secs_f64).transpose();
        let timeout = timeout.map_err(|why| PyValueError::new_err(format!("timeout: {why}")))?;
        let dictionary = Dictionary::new(&entries("dictionary", words)?, &entries("force", forced)?);
        let analyzer = yaodian::Analyzer::new(dictionary.clone());
        let analyzer = analyzer.keywords(keywords).offsets(unit).date(date).explain(explain);
        Ok(Self { analyzer, dictionary, unit, date, explain, timeout })
    }

    /// Rows of a kind (`document`, `outline`, `directives`, `tokens`) for each source, on all threads, as an array or as `lines`.
    fn rows(&self, py: Python<'_>, kind: &str, sources: Vec<Source>, lines: bool) -> PyResult<Vec<Answer>> {
        let shape = if lines { Shape::Lines } else { Shape::Array };
        let made: fn(&Self, &str, Read, Shape) -> String = match kind {
            "document" => Self::documents,
            "outline" => Self::outline,
            "directives" => Self::directives,
            "tokens" => Self::tokens,
            other => return Err(PyValueError::new_err(format!("no rows are called {other:?}"))),
        };
        let answer =
            |(name, text): Source| self.guarded(name, text, |name, read| made(self, name, read, shape));
        py.detach(|| Ok(pool()?.install(|| sources.into_par_iter().map(answer).collect())))
    }

    /// The words of all sources with their measures, the most frequent first, and what is wrong with each source.
    fn terms(
        &self,
        py: Python<'_>,
        sources: Vec<Source>,
        ngrams: (usize, usize),
        min_count: u64,
    ) -> PyResult<(String, Vec<Option<String>>)> {
        let wanted = wanted(ngrams)?;
        let count = |source: Source| self.count(source, &wanted);
        py.detach(|| {
            let counted: Vec<_> = pool()?.install(|| sources.into_par_iter().map(count).collect());
            let (tallies, wrong): (Vec<Tally>, Vec<_>) = counted.into_iter().unzip();
            let tally = tallies.into_iter().fold(Tally::default(), Tally::merge);
            let mut terms = lexis::terms(&tally, Idf::default(), min_count);
            terms.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.term.cmp(b.term)));
            const ABSENT: [&str; 4] = ["textrank", "dp", "dp_norm", "juilland_d"];
            let rows: Vec<write::Row> = terms.iter().map(|term| term_row(term, &ABSENT)).collect();
            Ok((json(rows, Shape::Array), wrong))
        })
    }

    /// The terms of each source as lines, the number of its words, and what is wrong with it.
    fn counted(
        &self,
        py: Python<'_>,
        sources: Vec<Source>,
        ngrams: (usize, usize),
    ) -> PyResult<Vec<Counted>> {
        const ABSENT: [&str; 6] = ["textrank", "dp", "dp_norm", "juilland_d", "per_million", "tfidf"];
        let wanted = wanted(ngrams)?;
        let count = |source: Source| match self.count(source, &wanted) {
            (_, Some(wrong)) => (None, 0, Some(wrong)),
            (tally, None) => {
                let terms = lexis::terms(&tally, Idf::default(), 1);
                let rows = terms.iter().map(|term| term_row(term, &ABSENT));
                (Some(json(rows, Shape::Lines)), tally.words, None)
            }
        };
        py.detach(|| Ok(pool()?.install(|| sources.into_par_iter().map(count).collect())))
    }
}

/// What terms of such lengths are counted.
fn wanted(ngrams: (usize, usize)) -> PyResult<Wanted> {
    if !(1..=ngrams.1).contains(&ngrams.0) || ngrams.1 > 5 {
        return Err(PyValueError::new_err("ngrams: (from, to), from 1 to 5"));
    }
    Ok(Wanted { lengths: ngrams.0..=ngrams.1, ..Wanted::words(Choice::default()) })
}

/// The row of a term without some of its fields.
fn term_row(term: &lexis::Term<'_>, absent: &[&str]) -> write::Row {
    write::term_row(term).into_iter().filter(|(field, _)| !absent.contains(&field.as_str())).collect()
}

impl Engine {
    /// What `make` makes of a source, by the dictionary of the engine.
    fn guarded(&self, name: String, text: Option<String>, make: impl FnOnce(&str, Read) -> String) -> Answer {
        let work = || {
            let read = match text {
                Some(text) => Read::of_text(text),
                None => read::file(Path::new(&name), None, read::MOST).map_err(|error| error.to_string())?,
            };
            let _entered = self.dictionary.enter();
            Ok(make(&name, read))
        };
        match guarded(|| limit::within(self.timeout, work)) {
            Ok(Ok(Ok(rows))) => (Some(rows), None),
            Ok(Ok(Err(why))) => (None, Some(why)),
            Ok(Err(exceeded)) => (None, Some(exceeded.to_string())),
            Err(panicked) => (None, Some(format!("this can't be analysed: {panicked}"))),
        }
    }

    /// The terms of a source, or what is wrong with it.
    fn count(&self, (name, text): Source, wanted: &Wanted) -> (Tally, Option<String>) {
        let mut tally = Tally::default();
        let (_, wrong) = self.guarded(name, text, |name, read| {
            let cleaned = document::cleaned(&read.source);
            for (document, number) in split::split(&cleaned).iter().zip(1..) {
                let metadata = Cow::Borrowed(&read.metadata);
                let text = lexis::Text::of_document(name, (&cleaned, metadata), (document, number), false);
                tally.add(&text, wanted);
            }
            String::new()
        });
        // Of a source that was given up half is counted.
        (if wrong.is_none() { tally } else { Tally::default() }, wrong)
    }

    fn documents(&self, name: &str, read: Read, shape: Shape) -> String {
        json(self.analyzer.analyze_read(name, read).records(), shape)
    }

    fn outline(&self, name: &str, read: Read, shape: Shape) -> String {
        self.each((name, &read), shape, document::outlined, |place, analysis, number| {
            write::item_rows(place, analysis, number).collect()
        })
    }

    fn directives(&self, name: &str, read: Read, shape: Shape) -> String {
        self.each((name, &read), shape, document::analysed, |place, analysis, number| {
            write::directive_rows(place, analysis, number, |_| true).collect()
        })
    }

    /// The rows of each document.
    fn each(
        &self,
        (name, read): (&str, &Read),
        shape: Shape,
        analysed: fn(&yaodian::clean::Cleaned<'_>, Document) -> Analysis,
        rows: impl Fn(&Place<'_>, &Analysis, usize) -> Vec<write::Row>,
    ) -> String {
        let cleaned = document::cleaned(&read.source);
        let place = self.place(name, read, &cleaned);
        let mut all = Vec::new();
        for (i, mut document) in split::split(&cleaned).into_iter().enumerate() {
            document.date = document.date.or(self.date);
            all.extend(rows(&place, &analysed(&cleaned, document), i + 1));
        }
        json(all, shape)
    }

    fn tokens(&self, name: &str, read: Read, shape: Shape) -> String {
        let cleaned = document::cleaned(&read.source);
        let place = self.place(name, &read, &cleaned);
        let mut all = Vec::new();
        for (i, document) in split::split(&cleaned).iter().enumerate() {
            write::token_rows(&place, document.span(&cleaned), i + 1, |row| all.push(write::row(row)));
        }
        json(all, shape)
    }

    fn place<'t>(
        &self,
        path: &'t str,
        read: &'t Read,
        cleaned: &'t yaodian::clean::Cleaned<'t>,
    ) -> Place<'t> {
        Place {
            path,
            format: read.format,
            encoding: read.encoding,
            metadata: &read.metadata,
            cleaned,
            unit: self.unit,
            explain: self.explain,
        }
    }
}

/// Rows in JSON.
fn json<T: serde::Serialize>(rows: impl IntoIterator<Item = T>, shape: Shape) -> String {
    let (open, between, close) = match shape {
        Shape::Array => ("[", ",", "]"),
        Shape::Lines => ("", "\n", "\n"),
    };
    let mut out = String::from(open);
    for (i, row) in rows.into_iter().enumerate() {
        out.push_str(if i > 0 { between } else { "" });
        out.push_str(&serde_json::to_string(&row).unwrap_or_default());
    }
    out.push_str(if out.is_empty() { "" } else { close });
    out
}

fn entries(name: &str, dictionary: &str) -> PyResult<Vec<Entry>> {
    words::user_entries(dictionary).map_err(|why| PyValueError::new_err(format!("{name}: {why}")))
}

/// The threads of this process: a child that was forked has none of its parent's.
fn pool() -> PyResult<Arc<ThreadPool>> {
    static POOL: Mutex<Option<(u32, Arc<ThreadPool>)>> = Mutex::new(None);
    let mut held = POOL.lock().unwrap_or_else(PoisonError::into_inner);
    match &*held {
        Some((process, pool)) if *process == std::process::id() => Ok(pool.clone()),
        _ => {
            let made = ThreadPoolBuilder::new().build().map_err(|why| PyOSError::new_err(why.to_string()))?;
            let pool = Arc::new(made);
            // The parent's, which is not ours to end.
            std::mem::forget(held.replace((std::process::id(), pool.clone())));
            Ok(pool)
        }
    }
}

/// The JSON Schema of a row of a kind.
#[pyfunction]
fn schema(kind: &str) -> PyResult<String> {
    let kind = match kind {
        "document" => RowKind::Document,
        "outline" => RowKind::Outline,
        "directives" => RowKind::Directives,
        "tokens" => RowKind::Tokens,
        "terms" => RowKind::Terms,
        "diff" => RowKind::Diff,
        "changes" => RowKind::Changes,
        "coverage" => RowKind::Coverage,
        "reuse" => RowKind::Reuse,
        "reuse-names" => RowKind::ReuseNames,
        "reuse-clusters" => RowKind::ReuseClusters,
        "reuse-matrix" => RowKind::ReuseMatrix,
        "reuse-items" => RowKind::ReuseItems,
        other => return Err(PyValueError::new_err(format!("no rows are called {other:?}"))),
    };
    Ok(serde_json::to_string(&write::schema_of(kind)).unwrap_or_default())
}

/// How rare each term is in general.
#[pyfunction]
fn rarity(terms: Vec<String>) -> Vec<f64> {
    terms.iter().map(|term| words::inverse_document_frequency(term)).collect()
}

#[pymodule]
mod _yaodian {
    #[pymodule_export]
    use super::{
        Engine,
        compared::{coverage, diff},
        rarity,
        reuse::{documents, matches, passages, reuse, seeds},
        schema,
    };

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "the name in Python")]
    const __version__: &str = super::version::VERSION;
}
