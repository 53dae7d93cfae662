//! The words and rules of the user.

use crate::{arguments::Common, standard::tell};
use anyhow::{Context, Result};
use std::path::Path;
use yaodian::{Dictionary, read, rules, say, sense, words};

/// The words and rules of the user; the words hold for this thread, and for those that work.
pub(super) fn load_dictionaries(common: &Common) -> Result<Dictionary> {
    let (mut words, mut forced) = (Vec::new(), Vec::new());
    for path in &common.lexicon.dict {
        let entries = dictionary(path, "--dict", common)?;
        let spaced =
            |entry: &&words::Entry| !common.general.quiet && entry.word.contains(char::is_whitespace);
        for entry in entries.iter().filter(spaced) {
            tell(&say!("spaced-entry", path = path.display(), line = entry.line, word = entry.word));
        }
        words.extend(entries);
    }
    for path in &common.lexicon.force_dict {
        forced.extend(dictionary(path, "--force-dict", common)?);
    }
    if let Some(folder) = &common.lexicon.rules {
        rules::lay_over(folder, sense::cue::is_entry).with_context(|| "--rules")?;
    }
    let dictionary = match (&words[..], &forced[..]) {
        ([], []) => Dictionary::default(),
        (words, forced) => Dictionary::new(words, forced),
    };
    dictionary.settle();
    Ok(dictionary)
}

pub(super) fn dictionary(path: &Path, option: &str, common: &Common) -> Result<Vec<words::Entry>> {
    let read = own_file(path, option, common)?;
    words::user_entries(read.source.text()).with_context(|| format!("{option} {}", path.display()))
}

/// A file that an option names.
pub(super) fn own_file(path: &Path, option: &str, common: &Common) -> Result<read::Read> {
    let most = common.source.max_input.unwrap_or(read::MOST);
    read::file(path, None, most).with_context(|| format!("{option} {}", path.display()))
}
