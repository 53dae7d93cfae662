//! Codebooks: words and phrases by category.

use super::{Grouping, Text, place::is_whole};
use crate::{
    clean::fold,
    say,
    source::{Span, parts_run},
};
use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

static INSTRUMENTS: &str = include_str!("../../dict/codebooks/policy-instruments.txt");
static AREAS: &str = include_str!("../../dict/codebooks/policy-areas.txt");

/// The codebooks that the program ships, by name.
const SHIPPED: [(&str, &str); 2] = [("policy-instruments", INSTRUMENTS), ("policy-areas", AREAS)];

/// The category of entries that count for nothing.
const NOTHING: &str = "-";

/// What parts the levels of a category.
const LEVEL: char = '/';

/// Entries with their categories.
#[derive(Clone, Debug, Default)]
pub struct Codebook {
    categories: Vec<String>,
    /// By their first character, the longest first; none for those that count for nothing.
    entries: HashMap<char, Vec<(String, Option<usize>)>>,
}

/// An entry found in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coded {
    /// Its place.
    pub span: Span,
    /// Its category, a place in [`Codebook::categories`].
    pub category: usize,
}

/// A line of a codebook that can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodebookError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for CodebookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&say!("codebook-line", line = self.line, why = self.message))
    }
}

impl std::error::Error for CodebookError {}

/// The names of the codebooks that the program ships.
pub fn shipped() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

impl Codebook {
    /// A codebook that the program ships, its categories cut down to so many levels.
    pub fn named(name: &str, levels: usize) -> Option<Self> {
        let (_, text) = SHIPPED.iter().find(|(own, _)| *own == name)?;
        Self::read(text, levels, false).ok()
    }

    /// Reads a codebook: an entry a line, the words, a tab, the category; # opens a comment. Categories are cut down to
    /// so many levels; with `simplified`, entries are simplified.
    ///
    /// # Errors
    /// The first line without a category or with more than two columns.
    pub fn read(text: &str, levels: usize, simplified: bool) -> Result<Self, CodebookError> {
        let mut book = Self::default();
        for (i, line) in text.trim_start_matches('\u{FEFF}').lines().enumerate() {
            let line = line.split("\t#").next().unwrap_or(line).trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |message: String| CodebookError { line: i + 1, message };
            let cells: Vec<&str> = line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect();
            let [words, category] = cells[..] else {
                return Err(wrong(say!("columns-found", n = cells.len(), line = format!("{line:?}"))));
            };
            let words = if simplified { fold::simplified(words) } else { words.into() };
            book.insert(&words, &cut(category, levels));
        }
        Ok(book.sorted())
    }

    /// The categories, in the order of the codebook.
    pub fn categories(&self) -> &[String] {
        &self.categories
    }

    fn insert(&mut self, words: &str, category: &str) {
        let known = self.categories.iter().position(|own| own == category);
        let place = (category != NOTHING).then(|| {
            known.unwrap_or_else(|| {
                self.categories.push(category.to_owned());
                self.categories.len() - 1
            })
        });
        if let Some(first) = words.chars().next() {
            self.entries.entry(first).or_default().push((words.to_owned(), place));
        }
    }

    fn sorted(mut self) -> Self {
        #[allow(clippy::iter_over_hash_type)] // Each is sorted by itself.
        for entries in self.entries.values_mut() {
            // An entry that stands twice has the category that it was given first.
            entries.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        self
    }

    /// The entries in a document, from left to right, the longest where several begin; with `whole`, only those that
    /// begin and end where words do.
    pub fn find(&self, text: &Text<'_>, whole: bool) -> Vec<Coded> {
        let (cuts, text) = (whole.then(|| text.cuts()), text.read());
        let mut found = Vec::new();
        let mut done = 0;
        for (at, c) in text.char_indices() {
            if at < done {
                continue;
            }
            let fits = |(words, _): &&(String, Option<usize>)| {
                let span = Span::new(at, at + words.len());
                text[at..].starts_with(words.as_str())
                    && !parts_run(text, span.start)
                    && !parts_run(text, span.end)
                    && cuts.is_none_or(|cuts| is_whole(span, cuts))
            };
            if let Some((words, category)) =
                self.entries.get(&c).and_then(|entries| entries.iter().find(fits))
            {
                let span = Span::new(at, at + words.len());
                done = span.end;
                found.extend(category.map(|category| Coded { span, category }));
            }
        }
        found
    }
}

/// The first levels of a category.
fn cut(category: &str, levels: usize) -> String {
    category.split(LEVEL).take(levels).collect::<Vec<_>>().join("/")
}

/// How often the categories of a codebook occur in each group of documents; the one group is none where there is no
/// grouping.
#[derive(Debug, Default)]
pub struct Coding {
    /// By group.
    pub groups: BTreeMap<Option<String>, GroupCount>,
    /// The documents that belong to none, and are left out.
    pub left_out: u64,
}

/// The counts of one group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupCount {
    /// For each category its occurrences, and the documents that have it.
    pub categories: Vec<(u64, u64)>,
    /// The words of the group.
    pub words: u64,
    /// Its documents.
    pub documents: u64,
}

impl Coding {
    /// Counts a document.
    pub fn add(&mut self, text: &Text<'_>, book: &Codebook, grouping: Option<&Grouping>, whole: bool) {
        let group = grouping.map(|grouping| grouping.of(text));
        if group == Some(None) {
            self.left_out += 1;
            return;
        }
        let group = self.groups.entry(group.flatten()).or_default();
        group.categories.resize(book.categories.len(), (0, 0));
        group.documents += 1;
        group.words += text.words();
        let mut counts = vec![0; book.categories.len()];
        book.find(text, whole).iter().for_each(|coded| counts[coded.category] += 1);
        for (own, count) in group.categories.iter_mut().zip(counts) {
            own.0 += count;
            own.1 += u64::from(count > 0);
        }
    }

    /// The counts of both.
    pub fn merge(mut self, later: Self) -> Self {
        for (group, counts) in later.groups {
            let own = self.groups.entry(group).or_default();
            own.categories.resize(counts.categories.len().max(own.categories.len()), (0, 0));
            for (own, more) in own.categories.iter_mut().zip(&counts.categories) {
                own.0 += more.0;
                own.1 += more.1;
            }
            own.words += counts.words;
            own.documents += counts.documents;
        }
        self.left_out += later.left_out;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document, source::Source, split};

    fn found(book: &str, text: &str) -> Vec<String> {
        let book = Codebook::read(book, 9, false).expect("a codebook");
        let source = Source::new(text.to_owned());
        let cleaned = document::cleaned(&source);
        let documents = split::split(&cleaned);
        let text = Text::of_document("-", (&cleaned, Default::default()), (&documents[0], 1), false);
        let coded = book.find(&text, false);
        coded
            .iter()
            .map(|c| format!("{}={}", c.span.of(text.read()), book.categories()[c.category]))
            .collect()
    }

    #[test]
    fn the_longest_entry_counts_and_others_can_be_kept_from_counting() {
        let book = "基金\t供给/资金\n基金会\t-\n专项资金\t供给/资金\n资金\t供给/资金 # 短\n";
        assert_eq!(found(book, "设立专项资金，基金会管理基金。"), ["专项资金=供给/资金", "基金=供给/资金"]);
        assert_eq!(found("AI\t技术\n", "AI与MAIN"), ["AI=技术"]);
    }

    #[test]
    fn a_line_without_category_is_named() {
        assert_eq!(Codebook::read("# 注\n基金\n", 9, false).unwrap_err().line, 2);
    }

    #[test]
    fn the_shipped_codebooks_have_no_entry_twice() {
        for name in shipped() {
            let book = Codebook::named(name, 9).expect("shipped");
            let mut all: Vec<&str> =
                book.entries.values().flatten().map(|(words, _)| words.as_str()).collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            assert_eq!(count, all.len(), "{name}");
            assert!(count > 150 && book.categories.len() >= 3, "{name}: {count} entries");
        }
    }
}
