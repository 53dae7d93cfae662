//! A report to look at: one web page that holds documents with all that was found in them, and asks nothing of any network.
//!
//! What a reader may never ask for stands in the page as compressed blocks, which its script opens when they are asked for; the
//! index, which tells what there is, is the only part that is read at once. The script is written in TypeScript (`page/`) and
//! built by `page/build` into `built/`.

mod block;
mod body;
mod detail;
mod entry;
mod page;

pub use body::Bodies;
pub use entry::Entry;

use self::{block::Blocks, entry::Head};
use crate::{message::Language, version};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// A report that documents are added to. What they hold waits in a file without a name.
pub struct Report {
    heads: Vec<Head>,
    bodies: Bodies,
    texts: Blocks,
    details: Blocks,
    /// What else there is to see: the number of the block that holds it, by its name.
    parts: BTreeMap<&'static str, usize>,
}

/// What the script reads first.
#[derive(Serialize)]
struct Index<'r> {
    version: &'static str,
    rules: String,
    documents: &'r [Head],
    parts: &'r BTreeMap<&'static str, usize>,
}

impl Report {
    /// A report without documents.
    ///
    /// # Errors
    /// There is no room for a file.
    pub fn new() -> io::Result<Self> {
        let (texts, details) = (Blocks::new('t')?, Blocks::new('d')?);
        Ok(Self { heads: Vec::new(), bodies: Bodies::default(), texts, details, parts: BTreeMap::new() })
    }

    /// How many documents it has.
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// Adds a document, and gives its number in the report, from 0.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn add(&mut self, entry: Entry) -> io::Result<usize> {
        let Entry { mut head, text, detail, bodies } = entry;
        let number = self.heads.len();
        head.text = self.texts.add(&text)?;
        head.detail = self.details.add(&detail)?;
        self.bodies.add(number, bodies);
        self.heads.push(head);
        Ok(number)
    }

    /// Adds something else to see, which the script knows by its name.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn part(&mut self, name: &'static str, part: &impl Serialize) -> io::Result<()> {
        let json = serde_json::to_string(part)?;
        let block = self.details.whole(&json)?;
        self.parts.insert(name, block);
        Ok(())
    }

    /// Writes the page. `title` is what the browser calls it, `language` what it opens in.
    ///
    /// # Errors
    /// What waits can't be read, or `out` can't be written.
    pub fn write(mut self, title: &str, language: Language, out: &mut dyn Write) -> io::Result<()> {
        let bodies = std::mem::take(&mut self.bodies);
        self.part("bodies", &bodies.rows())?;
        let (version, rules) = (version::VERSION, version::rules());
        let index = Index { version, rules, documents: &self.heads, parts: &self.parts };
        page::open(title, language, &serde_json::to_string(&index)?, out)?;
        self.texts.write(out)?;
        self.details.write(out)?;
        page::close(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Dictionary};

    /// A report about a text.
    pub(super) fn report(text: &str) -> String {
        let analyzed = Analyzer::new(Dictionary::default()).analyze(text);
        let mut report = Report::new().unwrap();
        for entry in Entry::all(&analyzed, |_| None) {
            report.add(entry).unwrap();
        }
        let mut out = Vec::new();
        report.write("<b>", Language::En, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_text_of_a_document_stands_in_the_page_as_html() {
        let page = report("一、</script><script>alert(1)</script>\n<!-- 二、抓好防汛。");
        assert_eq!(page.matches("</script>").count(), page.matches("<script").count());
        assert!(!page.contains("alert(1)") && page.contains("<title>&lt;b&gt;</title>"));
        assert_eq!(report("一、抓好防汛。"), report("一、抓好防汛。"), "the same bytes");
    }
}
