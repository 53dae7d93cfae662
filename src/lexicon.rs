//! The rules' words, from the files under `dict/`: one entry a line, then its tag after a tab; `#` opens
//! a comment. Parsed once, where first needed.

use crate::pattern::{Present, Regex, RegexSet};

/// The entries of a dict file: (entry, tag), the tag empty where the line has none.
pub(crate) fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter_map(|line| {
        // Most lines have no comment: one quick look tells.
        let line =
            if line.contains('#') { line.split("\t#").next().unwrap_or(line) } else { line }.trim_end();
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        Some(line.split_once('\t').map_or((line, ""), |(word, tag)| (word, tag.trim())))
    })
}

/// The entries that carry `tag`.
pub(crate) fn tagged(text: &'static str, tag: &'static str) -> Vec<&'static str> {
    entries(text).filter(|(_, t)| *t == tag).map(|(word, _)| word).collect()
}

/// A regular expression that matches any of `words`, the longest first.
pub(crate) fn any_of(words: &[&str]) -> String {
    let mut words: Vec<_> = words.iter().map(|w| regex_syntax::escape(w)).collect();
    words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    words.join("|")
}

/// How far rules look back or ahead, in bytes: some hundred characters. Where a text has no stops for pages, looking
/// further would take time with the square of its length.
const REACH: usize = 480;

/// The end of `text`, as far back as rules look.
pub(crate) fn look_back(text: &str) -> &str {
    back(text, REACH)
}

/// The end of `text`, at most so many bytes.
pub(crate) fn back(text: &str, most: usize) -> &str {
    let from = text.len().saturating_sub(most);
    let boundary = (from..=text.len()).find(|&i| text.is_char_boundary(i));
    &text[boundary.unwrap_or(text.len())..]
}

/// The beginning of `text`, as far ahead as rules look.
pub(crate) fn look_ahead(text: &str) -> &str {
    ahead(text, REACH)
}

/// The beginning of `text`, at most so many bytes.
pub(crate) fn ahead(text: &str, most: usize) -> &str {
    let boundary = (0..=text.len().min(most)).rev().find(|&i| text.is_char_boundary(i));
    &text[..boundary.unwrap_or(0)]
}

/// Compiles a pattern written in this crate.
pub(crate) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern)
        .unwrap_or_else(|error| panic!("the pattern {pattern} of this program is wrong: {error}"))
}

/// Compiles patterns to be tried together; `name` says where they stand.
pub(crate) fn pattern_set(patterns: impl IntoIterator<Item = impl AsRef<str>>, name: &str) -> RegexSet {
    RegexSet::new(patterns).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The patterns of a dict file by the kind that their tags name, looked for in one walk over a text.
pub(crate) struct Kinds<const N: usize> {
    patterns: RegexSet,
    /// For each kind a bit for every pattern of it.
    members: [u64; N],
}

impl<const N: usize> Kinds<N> {
    /// The entries of `text` whose tag is one of `kinds`; `name` says where they stand.
    pub(crate) fn new(text: &'static str, kinds: [&'static str; N], name: &str) -> Kinds<N> {
        let chosen = || entries(text).filter(|(_, tag)| kinds.contains(tag));
        let members = kinds.map(|kind| {
            chosen().enumerate().filter(|(_, (_, tag))| *tag == kind).fold(0, |bits, (i, _)| bits | 1 << i)
        });
        Kinds { patterns: pattern_set(chosen().map(|(pattern, _)| pattern), name), members }
    }

    /// Which of the kinds are found in a text of which it is known what is there.
    pub(crate) fn found(&self, text: &str, present: &Present) -> [bool; N] {
        let found = self.patterns.matches(text, present, &self.members);
        self.members.map(|members| found & members != 0)
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, fs, path::Path};

    /// The tags that each file under dict/ may have to which no user may add.
    const TAGS: [(&str, &str); 6] = [
        ("boundaries", "closes opens"),
        ("furniture", "blurb caption edge line part"),
        ("headings", "act always end loose opens surely"),
        ("pages", "around noise"),
        ("symbols", "symbol wingdings"),
        ("tables", "deadline lead number participant responsible target task"),
    ];

    /// The entries of each of these files.
    fn dictionaries() -> impl Iterator<Item = (&'static str, &'static str, Vec<(&'static str, &'static str)>)>
    {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dict");
        // cues.txt has cells instead of a tag.
        let open = crate::rules::OPEN.into_iter().filter(|(name, ..)| *name != "cues");
        TAGS.into_iter().chain(open.map(|(name, tags, _)| (name, tags))).map(move |(name, tags)| {
            let text = fs::read_to_string(folder.join(name).with_extension("txt")).expect("a dictionary");
            // The words live as long as the test.
            (name, tags, super::entries(text.leak()).collect())
        })
    }

    #[test]
    fn no_dictionary_has_a_tag_that_nobody_reads() {
        let mut wrong = Vec::new();
        for (name, tags, entries) in dictionaries() {
            for (entry, tag) in entries {
                let first = tag.split(' ').next().unwrap_or_default();
                if !tags.split_whitespace().any(|known| known == first) {
                    wrong.push(format!("dict/{name}.txt: {entry} can't be {tag:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn no_dictionary_says_a_thing_twice() {
        let mut twice = Vec::new();
        for (name, _, entries) in dictionaries() {
            let mut seen = HashSet::new();
            twice.extend(entries.iter().filter(|e| !seen.insert(**e)).map(|e| format!("{name}: {e:?}")));
        }
        assert!(twice.is_empty(), "{}", twice.join("\n"));
    }
}
