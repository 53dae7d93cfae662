//! A document as it is kept while passages are looked for: its text, who issued it and when, and the way back to its file.

use super::{body::Body, signature::Signature};
use crate::{
    clean::{self, Cleaned},
    outline,
    read::{Metadata, Read},
    source::{Span, Unit},
    split::{self, Document, date_in_path},
};
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};
use std::hash::BuildHasher;

/// A document with what is told of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Page {
    /// The file, as it was named.
    pub path: String,
    /// The document's number in its file, from 1.
    pub document: usize,
    /// Its title.
    pub title: Option<String>,
    /// Its number among what its issuer issued (发文字号).
    pub number: Option<String>,
    /// When it was written, ISO 8601, as far as that is known.
    pub date: Option<String>,
    /// Who issued it.
    pub body: Body,
    /// How many letters and digits it has.
    pub letters: usize,
    /// What positions count.
    pub unit: Unit,
    /// Its repaired text as it is written.
    #[serde(skip)]
    pub text: String,
    /// The same as rules read it, where that is another: in simplified characters, each at its byte.
    pub(super) read: Option<String>,
    /// Where the stretches begin that stand in the file without a cut: byte of the text, position and 1-based line in the
    /// file.
    pub(super) stretches: Vec<(usize, usize, usize)>,
    /// Its numbered points in the order of the text.
    pub(super) points: Vec<Point>,
}

/// A numbered point: its bytes, the one that holds it, and the markers that lead to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Point {
    pub(super) start: usize,
    pub(super) end: usize,
    parent: Option<usize>,
    pub(super) path: String,
}

/// A stretch of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The markers that lead to the point that it begins in, as in 二/（三）/一要; empty outside every point.
    pub item_path: String,
    /// First position.
    pub start: usize,
    /// One past its last position.
    pub end: usize,
    /// The 1-based line of `start`.
    pub line: usize,
    /// Its repaired text.
    pub text: String,
}

/// The documents of a file; `path` is what they call it, `unit` what their positions count.
pub fn pages(path: &str, read: &Read, unit: Unit) -> Vec<Page> {
    let cleaned = clean::clean(&read.source);
    let documents = split::split(&cleaned);
    let of = documents.len();
    let page = |(i, document): (usize, Document)| page(path, read, &cleaned, (&document, i + 1, of), unit);
    documents.into_iter().enumerate().map(page).collect()
}

/// When a document was written, as far as it, its file or the file's name tells.
fn written(path: &str, document: &Document, metadata: &Metadata) -> Option<String> {
    let own = document.date.map(|date| date.to_string());
    let told = own.or_else(|| metadata.written.clone()).or_else(|| metadata.published.clone());
    told.or_else(|| date_in_path(path).map(|date| date.to_string()))
}

/// What documents are ordered by: their dates, a year alone behind the days in it, those without a date last.
pub fn by_date(date: Option<&str>) -> (bool, String) {
    // Behind - and every digit.
    (date.is_none(), date.map(|date| format!("{date}~")).unwrap_or_default())
}

/// What a document as a whole is known by.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// The document's number in its file, from 1.
    pub document: usize,
    /// The hash of its text.
    pub text: u64,
    /// When it was written, ISO 8601, as far as that is known.
    pub date: Option<String>,
    /// What it is like; none where it has neither letters nor digits.
    pub signature: Option<Signature>,
}

impl Sketch {
    /// The hash of a document's text as it is written.
    pub fn text_of(text: &str) -> u64 {
        FxBuildHasher.hash_one(text)
    }
}

/// The documents of a file as wholes; `path` is what they call it.
pub fn sketches(path: &str, read: &Read) -> Vec<Sketch> {
    let cleaned = clean::clean(&read.source);
    let documents = split::split(&cleaned);
    let of = documents.len();
    let sketch = |(document, number): (&Document, usize)| Sketch {
        document: number,
        text: Sketch::text_of(document.span(&cleaned).of(cleaned.written())),
        date: written(path, document, &document.metadata(&read.metadata, of)),
        signature: Signature::of(document.span(&cleaned).of(cleaned.text())),
    };
    documents.iter().zip(1..).map(sketch).collect()
}

fn page(
    path: &str,
    read: &Read,
    cleaned: &Cleaned<'_>,
    (document, number, of): (&Document, usize, usize),
    unit: Unit,
) -> Page {
    let span = document.span(cleaned);
    let metadata = document.metadata(&read.metadata, of);
    let text = span.of(cleaned.written());
    Page {
        path: path.to_owned(),
        document: number,
        title: document.title.clone(),
        number: metadata.document_number.clone(),
        date: written(path, document, &metadata),
        body: Body::of(metadata.issuer.as_deref(), document, span.of(cleaned.text())),
        letters: 0,
        unit,
        text: text.to_owned(),
        read: (text != span.of(cleaned.text())).then(|| span.of(cleaned.text()).to_owned()),
        stretches: stretches(cleaned, span, unit),
        points: points(cleaned, document, span),
    }
}

/// Where the stretches without a cut begin, long ones in several pieces, so that a place is found in short time.
fn stretches(cleaned: &Cleaned<'_>, span: Span, unit: Unit) -> Vec<(usize, usize, usize)> {
    /// How many bytes a piece has at the most.
    const LONG: usize = 1024;
    let (source, text) = (cleaned.source(), cleaned.written());
    let starts: Vec<(usize, usize)> = cleaned.stretches(span).collect();
    let mut out = Vec::with_capacity(starts.len());
    for (i, &(start, from)) in starts.iter().enumerate() {
        let end = starts.get(i + 1).map_or(span.end, |next| next.0);
        let mut at = start;
        while at < end {
            let here = from + (at - start);
            out.push((at - span.start, source.position(here, unit), source.line(here)));
            at = (at + LONG..end).find(|&at| text.is_char_boundary(at)).unwrap_or(end);
        }
    }
    out
}

fn points(cleaned: &Cleaned<'_>, document: &Document, span: Span) -> Vec<Point> {
    let outline = outline::outline(cleaned, document);
    let text = cleaned.written();
    let each = outline.items.iter().enumerate().map(|(i, item)| Point {
        start: item.span.start - span.start,
        end: item.span.end - span.start,
        parent: item.parent,
        path: outline.path(text, i),
    });
    each.collect()
}

impl Page {
    /// The text that its letters are taken from.
    pub(super) fn read(&self) -> &str {
        self.read.as_deref().unwrap_or(&self.text)
    }

    /// What is told of it, without its text.
    pub(super) fn without_text(&self) -> Self {
        Self {
            path: self.path.clone(),
            document: self.document,
            title: self.title.clone(),
            number: self.number.clone(),
            date: self.date.clone(),
            body: self.body.clone(),
            letters: self.letters,
            unit: self.unit,
            ..Self::default()
        }
    }

    /// The stretch of these bytes of its text.
    pub fn stretch(&self, start: usize, end: usize) -> Stretch {
        let (from, line) = self.locate(start);
        let last = self.text[..end].char_indices().next_back().map_or(0, |(at, _)| at).max(start);
        let to = self.locate(last).0 + self.unit.length(&self.text[last..end]);
        let inside = self.up(start).next().map(|i| &self.points[i]);
        Stretch {
            item_path: inside.map(|point| point.path.clone()).unwrap_or_default(),
            start: from,
            end: to,
            line,
            text: self.text[start..end].to_owned(),
        }
    }

    /// The points around a byte, the innermost first.
    fn up(&self, at: usize) -> impl Iterator<Item = usize> {
        // What began last before it is around it, or lies in what is.
        let last = self.points.partition_point(|point| point.start <= at).checked_sub(1);
        std::iter::successors(last, |&i| self.points[i].parent).filter(move |&i| at < self.points[i].end)
    }

    /// The points that overlap a stretch of bytes, in their order.
    pub(super) fn around(&self, (start, end): (usize, usize)) -> Vec<usize> {
        let mut out: Vec<usize> = self.up(start).collect();
        out.reverse();
        let inside = |at: usize| self.points.partition_point(|point| point.start <= at);
        out.extend(inside(start)..inside(end.saturating_sub(1)).max(inside(start)));
        out
    }

    /// Position and line of a byte of its text in the file.
    pub(super) fn locate(&self, at: usize) -> (usize, usize) {
        let next = self.stretches.partition_point(|stretch| stretch.0 <= at);
        let Some(&(byte, position, line)) = next.checked_sub(1).and_then(|i| self.stretches.get(i)) else {
            return (0, 1);
        };
        let between = &self.text[byte..at];
        (position + self.unit.length(between), line + lines(between))
    }
}

/// How many lines end in a text; CRLF is one ending.
fn lines(text: &str) -> usize {
    let ends = text.chars().filter(|&c| crate::source::ends_line(c)).count();
    ends - text.matches("\r\n").count()
}
