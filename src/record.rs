//! The documents that `analyze` wrote, read back: as much of a record as the word bench needs.

use crate::{
    read::{Error, Metadata},
    say,
    source::{Located, Source, Span, Unit},
    split::Genre,
};
use serde::Deserialize;
use std::borrow::Cow;

/// A document's record as it stands in a line.
#[derive(Debug, Deserialize)]
struct Line<'r> {
    #[serde(borrow)]
    path: Cow<'r, str>,
    document: usize,
    #[serde(borrow)]
    title: Option<Cow<'r, str>>,
    genre: Genre,
    date: Option<String>,
    metadata: Metadata,
    items: Vec<Item>,
    text: String,
    anchors: Vec<(usize, usize, usize)>,
    offsets: Unit,
}

/// A numbered point of a record.
#[derive(Debug, Deserialize)]
struct Item {
    parent: Option<usize>,
    start: usize,
    end: usize,
    marker: String,
}

/// A document as it was recorded.
#[derive(Debug)]
pub struct Record {
    /// The file that it came from.
    pub path: String,
    /// Its number in that file, from 1.
    pub document: usize,
    /// Its title.
    pub title: Option<String>,
    /// What kind of document it is.
    pub genre: Genre,
    /// The date that it gives itself.
    pub date: Option<String>,
    /// What its file says about itself.
    pub metadata: Metadata,
    items: Vec<Item>,
    text: Source,
    /// Position in the text, position in the source, line.
    anchors: Vec<(usize, usize, usize)>,
    unit: Unit,
}

/// Reads a line of JSON Lines that `analyze` wrote; `unit`, where one is asked for, must be the one that the record
/// counts in.
///
/// # Errors
/// The line is no such record, or counts in another unit.
pub fn record(line: &str, unit: Option<Unit>) -> Result<Record, Error> {
    let line: Line<'_> = serde_json::from_str(line).map_err(|e| Error::Record(e.to_string()))?;
    if unit.is_some_and(|unit| unit != line.offsets) {
        let counted = serde_json::to_value(line.offsets).unwrap_or_default();
        return Err(Error::Record(say!("record-unit", unit = counted)));
    }
    let ascending = line.anchors.is_sorted_by_key(|anchor| anchor.0);
    if line.anchors.first().is_some_and(|anchor| anchor.0 != 0) || !ascending {
        return Err(Error::Record(say!("record-anchors")));
    }
    if line.items.iter().enumerate().any(|(i, item)| item.parent.is_some_and(|parent| parent >= i)) {
        return Err(Error::Record(say!("record-order")));
    }
    Ok(Record {
        path: line.path.into_owned(),
        document: line.document,
        title: line.title.map(Cow::into_owned),
        genre: line.genre,
        date: line.date,
        metadata: line.metadata,
        items: line.items,
        text: Source::new(line.text),
        anchors: line.anchors,
        unit: line.offsets,
    })
}

impl Record {
    /// The repaired text.
    pub fn text(&self) -> &str {
        self.text.text()
    }

    /// Where a span of the text stands in the source, in the unit of the record.
    pub fn locate(&self, span: Span) -> Located {
        let (start, line) = self.source_of(span.start);
        let last = self.text()[span.start..span.end].char_indices().next_back();
        let end = last.map_or(start, |(at, _)| {
            self.source_of(span.start + at).0 + self.unit.length(&self.text()[span.start + at..span.end])
        });
        Located { start, end, line }
    }

    /// The position in the source of the byte `at` of the text, and its line.
    fn source_of(&self, at: usize) -> (usize, usize) {
        let position = self.text.position(at, self.unit);
        let anchor = self.anchors.partition_point(|anchor| anchor.0 <= position).checked_sub(1);
        let Some((from, start, line)) = anchor.map(|i| self.anchors[i]) else { return (position, 1) };
        let stretch = self.text.byte(from, self.unit);
        (start + (position - from), line + self.text.line(at) - self.text.line(stretch))
    }

    /// The markers that lead to the innermost item around the byte `at` of the text; empty outside every item.
    pub fn item_path(&self, at: usize) -> String {
        let (position, _) = self.source_of(at);
        let last = self.items.partition_point(|item| item.start <= position).checked_sub(1);
        let mut upwards = std::iter::successors(last, |&i| self.items[i].parent);
        let innermost = upwards.find(|&i| position < self.items[i].end);
        let up = std::iter::successors(innermost, |&i| self.items[i].parent);
        crate::outline::path(up.map(|i| self.items[i].marker.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(anchors: &str) -> String {
        format!(
            r#"{{"path":"a.txt","document":1,"title":null,"genre":"speech","date":null,"metadata":{{}},
            "items":[{{"parent":null,"start":2,"end":40,"marker":"一、"}},{{"parent":0,"start":10,"end":40,"marker":"（一）"}}],
            "text":"一、要抓好\n防汛工作。","anchors":{anchors},"offsets":"codepoints"}}"#
        )
    }

    #[test]
    fn places_lead_back_to_the_source() {
        let record = record(&line("[[0,2,1],[4,9,3]]"), None).expect("a record");
        let at = record.text().find("防汛").expect("there");
        let found = record.locate(Span::new(at, at + "防汛".len()));
        assert_eq!((found.start, found.end, found.line), (11, 13, 4));
        assert_eq!(record.item_path(at), "一/（一）");
        assert_eq!(record.item_path(0), "一");
    }

    #[test]
    fn what_is_no_record_is_an_error_that_says_so() {
        for wrong in ["{", "{}", "[1]", &line("[[3,2,1]]"), &line("[[0,2,1],[9,9,1],[4,1,1]]")] {
            assert!(matches!(record(wrong, None), Err(Error::Record(_))), "{wrong}");
        }
        assert!(record(&line("[[0,2,1]]"), Some(Unit::Bytes)).is_err());
    }
}
