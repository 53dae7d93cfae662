//! A text in one step: repaired, split, analysed, its records at hand.

use crate::{
    clean::{self, Cleaned},
    document::{self, Study},
    finding::Finding,
    read::Read,
    source::{Span, Unit},
    split::{self, Date},
    words::Dictionary,
    write::{self, DocumentRecord, Place, Row},
};
use self_cell::self_cell;
use std::fmt;

/// Analyses texts by a dictionary. It can be used from several threads at once.
///
/// ```
/// use yaodian::{Analyzer, Dictionary};
///
/// let analyzer = Analyzer::new(Dictionary::default());
/// let analyzed = analyzer.analyze("一、抓好防汛。县水利局要在6月底前完成清淤。\n二、抓好春耕。");
/// let record = analyzed.records().next().unwrap();
/// let titles: Vec<String> = record.items.iter().map(|item| item.title).collect();
/// assert_eq!(titles, ["抓好防汛", "抓好春耕"]);
/// let directive = record.directives.iter().find(|d| !d.heading).unwrap();
/// assert_eq!(directive.actors[0].text, "县水利局");
/// assert_eq!(directive.deadlines[0].by.as_deref(), Some("--06-30"));
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    dictionary: Dictionary,
    keywords: usize,
    offsets: Unit,
    date: Option<Date>,
    explain: bool,
}

impl Analyzer {
    /// One that gives twenty keywords and counts places in code points.
    pub fn new(dictionary: Dictionary) -> Self {
        Self { dictionary, keywords: 20, offsets: Unit::Codepoints, date: None, explain: false }
    }

    /// How many keywords a document's record has.
    #[must_use]
    pub fn keywords(self, keywords: usize) -> Self {
        Self { keywords, ..self }
    }

    /// What `start` and `end` of records count.
    #[must_use]
    pub fn offsets(self, offsets: Unit) -> Self {
        Self { offsets, ..self }
    }

    /// The date of texts that name none; deadlines are counted from it.
    #[must_use]
    pub fn date(self, date: Option<Date>) -> Self {
        Self { date, ..self }
    }

    /// Whether records say which rule filled a field of a directive, by which words.
    #[must_use]
    pub fn explain(self, explain: bool) -> Self {
        Self { explain, ..self }
    }

    /// Repairs a text, splits it into its documents and analyses each.
    pub fn analyze(&self, text: &str) -> Analyzed {
        self.analyze_read("-", Read::of_text(text.to_owned()))
    }

    /// The same of a file that was read ([`crate::read::file`], [`crate::read::bytes`]), which records call `path`.
    pub fn analyze_read(&self, path: &str, read: Read) -> Analyzed {
        let _entered = self.dictionary.enter();
        let text = Text::new(read, |read| {
            let cleaned = clean::clean(&read.source);
            let split = split::split(&cleaned);
            let spans = split.iter().map(|document| document.span(&cleaned)).collect();
            let study = |mut document: split::Document| {
                document.date = document.date.or(self.date);
                document::study(&cleaned, document, self.keywords)
            };
            let documents = split.into_iter().map(study).collect();
            Studied { cleaned, spans, documents }
        });
        let (path, dictionary) = (path.to_owned(), self.dictionary.clone());
        Analyzed { path, dictionary, offsets: self.offsets, explain: self.explain, text }
    }
}

/// What was found in a text.
struct Studied<'t> {
    cleaned: Cleaned<'t>,
    spans: Vec<Span>,
    documents: Vec<Study>,
}

self_cell!(
    struct Text {
        owner: Read,
        #[covariant]
        dependent: Studied,
    }
);

/// A text with all that was found in it.
pub struct Analyzed {
    path: String,
    dictionary: Dictionary,
    offsets: Unit,
    explain: bool,
    text: Text,
}

impl Analyzed {
    /// What was found, a study a document; places in it are bytes of [`Analyzed::cleaned`]'s text.
    pub fn documents(&self) -> &[Study] {
        &self.text.borrow_dependent().documents
    }

    /// The repaired text.
    pub fn cleaned(&self) -> &Cleaned<'_> {
        &self.text.borrow_dependent().cleaned
    }

    /// The records of its documents, as `yaodian analyze` writes them; places are those of the text as it was given.
    pub fn records(&self) -> impl Iterator<Item = DocumentRecord<'_>> {
        let documents = self.documents();
        documents.iter().enumerate().map(move |(i, Study { analysis, keywords, counts })| {
            let (findings, within) = self.remarked(i);
            let number = (i + 1, documents.len());
            // Its hash stands in the record.
            let _entered = self.dictionary.enter();
            write::document(&self.place(), analysis, number, (keywords, counts), findings, within)
        })
    }

    /// What was repaired in one of its documents, left out or looks wrong, by the document's number from 0; places are bytes of
    /// the decoded text.
    pub fn findings(&self, document: usize) -> Vec<Finding> {
        let (file, within) = self.remarked(document);
        write::findings(&self.place(), &self.documents()[document].analysis, file, within)
    }

    /// What was found while the file was read, where it is told of this document, and the stretch of the source whose repairs
    /// belong to it.
    fn remarked(&self, document: usize) -> (&[Finding], Span) {
        let Studied { cleaned, spans, .. } = self.text.borrow_dependent();
        let file = if document == 0 { &self.text.borrow_owner().findings[..] } else { &[] };
        (file, document::reach(cleaned, spans, document))
    }

    /// A row a point, as `yaodian outline` writes them.
    pub fn outline(&self) -> Vec<Row> {
        let place = self.place();
        let rows = |(i, study): (usize, &Study)| {
            write::item_rows(&place, &study.analysis, i + 1).collect::<Vec<_>>()
        };
        self.documents().iter().enumerate().flat_map(rows).collect()
    }

    /// A row a directive, as `yaodian directives` writes them.
    pub fn directives(&self) -> Vec<Row> {
        let place = self.place();
        let rows = |(i, study): (usize, &Study)| {
            write::directive_rows(&place, &study.analysis, i + 1, |_| true).collect::<Vec<_>>()
        };
        self.documents().iter().enumerate().flat_map(rows).collect()
    }

    /// What its records say of the file that it comes from.
    pub fn place(&self) -> Place<'_> {
        let read = self.text.borrow_owner();
        Place {
            path: &self.path,
            format: read.format,
            encoding: read.encoding,
            metadata: &read.metadata,
            cleaned: self.cleaned(),
            unit: self.offsets,
            explain: self.explain,
        }
    }
}

impl fmt::Debug for Analyzed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Analyzed").field("path", &self.path).field("documents", &self.documents()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{self, Entry};
    use rayon::prelude::*;

    fn words_of(analyzer: &Analyzer, text: &str) -> Vec<String> {
        let record = analyzer.analyze(text);
        let keywords = record.records().flat_map(|record| record.keywords).map(|keyword| keyword.term);
        keywords.collect()
    }

    #[test]
    fn two_dictionaries_in_one_process_keep_apart_on_all_threads() {
        let word = Entry { word: "云桥河长".into(), frequency: None, tag: "n".into(), line: 1 };
        let (plain, own) =
            (Analyzer::new(Dictionary::default()), Analyzer::new(Dictionary::new(&[word], &[])));
        let text = "一、云桥河长要巡河。云桥河长每周巡查一次。\n".repeat(200);
        (0..32).into_par_iter().for_each(|turn| {
            let analyzer = if turn % 2 == 0 { &plain } else { &own };
            let found = words_of(analyzer, &text).iter().any(|word| word == "云桥河长");
            assert_eq!(found, turn % 2 == 1);
        });
        let rules = |analyzer: &Analyzer| {
            analyzer.analyze("一、巡河").records().next().map(|record| record.made_by.rules)
        };
        assert!(
            rules(&own).is_some_and(|own| own.contains('+'))
                && rules(&plain).is_some_and(|plain| !plain.contains('+'))
        );
        let mut after = Vec::new();
        words::for_each_token("云桥河长", |token| after.push(token.text.to_owned()));
        assert!(after.len() > 1, "the guard is gone: {after:?}");
    }

    #[test]
    fn records_of_a_text_that_holds_two_documents_are_numbered_and_keep_their_places() {
        let text = "关于防汛的通知\n各镇：\n一、抓好巡查。\n某县水利局\n2026年3月1日\n关于春耕的通知\n各镇：\n一、抓好备耕。\n某县农业农村局\n2026年3月2日\n";
        let analyzed = Analyzer::new(Dictionary::default()).analyze(text);
        let characters: Vec<char> = text.chars().collect();
        for (i, record) in analyzed.records().enumerate() {
            assert_eq!((record.document, record.documents), (i + 1, analyzed.documents().len()));
            for item in record.items.iter() {
                assert_eq!(
                    characters[item.start..item.end].iter().collect::<String>().trim_end(),
                    item.text.trim_end()
                );
            }
        }
        assert_eq!(analyzed.outline().len(), 2);
    }
}
