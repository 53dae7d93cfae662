//! The rules' words, from the files under `dict/`: one entry a line, then its tag after a tab; `#` opens
//! a comment. Parsed once, where first needed.

/// The entries of a dict file: (entry, tag), the tag empty where the line has none.
pub(crate) fn entries(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter_map(|line| {
        let line = line.split("\t#").next().unwrap_or(line).trim_end();
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
    let mut words: Vec<_> = words.iter().map(|w| regex::escape(w)).collect();
    words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    words.join("|")
}

/// Compiles a pattern written in this crate.
pub(crate) fn pattern(pattern: &str) -> regex::Regex {
    regex::Regex::new(pattern).unwrap_or_else(|error| panic!("a pattern of this program is wrong: {error}"))
}
