//! A document as the word bench reads it: from a repaired text or from a record of `analyze`, both alike.

use super::place::{self, Cut};
use crate::{
    clean::Cleaned,
    clean::fold,
    outline::{self, Outline},
    read::Metadata,
    record::Record,
    source::{Located, Span, Unit, ends_line},
    split::Document,
    words,
};
use std::{borrow::Cow, cell::OnceCell};

/// A document and its words.
pub struct Text<'t> {
    /// The file that it stands in.
    pub path: &'t str,
    /// Its number there, from 1.
    pub document: usize,
    /// Its title.
    pub title: Option<&'t str>,
    /// The text that words are looked for in: repaired, and simplified where that is asked for. Every character stands
    /// at the byte that it has in the repaired text.
    read: Cow<'t, str>,
    /// Its words and punctuation marks, cut when first asked for.
    cuts: OnceCell<Vec<Cut>>,
    origin: Origin<'t>,
}

enum Origin<'t> {
    Cleaned {
        cleaned: &'t Cleaned<'t>,
        metadata: Box<Cow<'t, Metadata>>,
        document: &'t Document,
        span: Span,
        outline: OnceCell<Outline>,
    },
    Record(&'t Record),
}

/// A word of a document.
#[derive(Clone, Copy, Debug)]
pub struct Word<'w> {
    /// The word.
    pub text: &'w str,
    /// Its tag in jieba's set.
    pub tag: &'w str,
    /// Its place in the document's text.
    pub span: Span,
    /// Whether something stands between it and the word before: punctuation or the end of a line.
    pub opens: bool,
}

impl<'t> Text<'t> {
    /// A document of a repaired text, with what its file says about itself, its number among those of the file; with `simplified`, traditional characters are
    /// read as simplified ones.
    pub fn of_document(
        path: &'t str,
        (cleaned, metadata): (&'t Cleaned<'t>, Cow<'t, Metadata>),
        (document, number): (&'t Document, usize),
        simplified: bool,
    ) -> Self {
        let span = document.span(cleaned);
        let text = span.of(cleaned.written());
        Self {
            path,
            document: number,
            title: document.title.as_deref(),
            read: if simplified { fold::simplified(text) } else { Cow::Borrowed(text) },
            cuts: OnceCell::new(),
            origin: Origin::Cleaned {
                cleaned,
                metadata: Box::new(metadata),
                document,
                span,
                outline: OnceCell::new(),
            },
        }
    }

    /// A recorded document.
    pub fn of_record(record: &'t Record, simplified: bool) -> Self {
        Self {
            path: &record.path,
            document: record.document,
            title: record.title.as_deref(),
            read: if simplified { fold::simplified(record.text()) } else { Cow::Borrowed(record.text()) },
            cuts: OnceCell::new(),
            origin: Origin::Record(record),
        }
    }

    /// The text that words are looked for in.
    pub fn read(&self) -> &str {
        &self.read
    }

    /// The repaired text as it is.
    pub fn written(&self) -> &'t str {
        match &self.origin {
            Origin::Cleaned { cleaned, span, .. } => span.of(cleaned.written()),
            Origin::Record(record) => record.text(),
        }
    }

    /// Where a span of it stands in the source; a record has its own unit.
    pub fn locate(&self, span: Span, unit: Unit) -> Located {
        match &self.origin {
            Origin::Cleaned { cleaned, span: own, .. } => cleaned.locate(own.inner(span), unit),
            Origin::Record(record) => record.locate(span),
        }
    }

    /// The markers that lead to the innermost numbered point around the byte `at`; empty outside all.
    pub fn item_path(&self, at: usize) -> String {
        match &self.origin {
            Origin::Cleaned { cleaned, document, span, outline, .. } => {
                let outline = outline.get_or_init(|| outline::outline(cleaned, document));
                let at = span.start + at;
                let innermost = outline.innermost(at);
                innermost.map(|i| outline.path(cleaned.written(), i)).unwrap_or_default()
            }
            Origin::Record(record) => record.item_path(at),
        }
    }

    /// What the document says of itself under a name: `path`, `title`, `genre`, `date` (ISO 8601), or a name of its
    /// record's metadata.
    pub fn field(&self, name: &str) -> Option<String> {
        let (genre, date) = match &self.origin {
            Origin::Cleaned { document, .. } => (document.genre, document.date.map(|d| d.to_string())),
            Origin::Record(record) => (record.genre, record.date.clone()),
        };
        match (name, &self.origin) {
            ("path", _) => Some(self.path.to_owned()),
            ("title", _) => self.title.map(str::to_owned),
            ("date", _) => date,
            ("genre", _) => serde_json::to_value(genre).ok()?.as_str().map(str::to_owned),
            (other, Origin::Record(record)) => record.metadata.get(other).map(Cow::into_owned),
            (other, Origin::Cleaned { metadata, .. }) => metadata.get(other).map(Cow::into_owned),
        }
    }

    /// Its words and punctuation marks.
    pub(super) fn cuts(&self) -> &[Cut] {
        self.cuts.get_or_init(|| place::cuts(self.read()))
    }

    /// How many words it has.
    pub fn words(&self) -> u64 {
        self.cuts().iter().filter(|cut| cut.is_word).count() as u64
    }

    /// Calls `each` for every word, punctuation left out.
    pub fn for_each_word(&self, mut each: impl FnMut(Word<'_>)) {
        let text = self.read();
        let mut behind = 0;
        let mut opens = true;
        words::for_each_token(text, |token| {
            if !words::is_word(&token) {
                opens = true;
                return;
            }
            // Between two words there is nothing or white space.
            opens = opens || text[behind..token.span.start].contains(ends_line);
            each(Word { text: token.span.of(text), tag: token.tag, span: token.span, opens });
            behind = token.span.end;
            opens = false;
        });
    }
}
