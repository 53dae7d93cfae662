//! The words of the rules as the program reads them: those of dict/, and over them those of a user's folder (`--rules
//! DIR`).
//!
//! A file of the folder is called like the one of dict/ that it adds to, and written like it: an entry, a tab, its tag.
//! Its entries come behind ours; one whose tag is `drop` leaves out ours of the same word.

use crate::{pattern::Regex, say};
use std::{
    collections::BTreeMap,
    fmt, fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock},
};

/// The files that a user may add to, the tags of each, and whether its entries are regular expressions.
pub(crate) const OPEN: [(&str, &str, bool); 13] = [
    ("actors", "exact never suffix tail", false),
    ("bounds", "before behind", true),
    ("conditions", "condition head otherwise sanction violation", true),
    ("cues", "", false),
    ("evidence", "fact future past result verdict wrong", true),
    (
        "figures",
        "from past exceeds sized invested kept named those grown set listed scale lasts pays rises thing noun scope case measure sorted about places bare phrase summary period project costly counted paid",
        true,
    ),
    ("genres", "opening title", true),
    (
        "lists",
        "agent area befell body circumstance complement completed course develops done duty everyone field finds firm follows funds general goes happens inspects lacks leads listeners makes matter means moves organ otherwise post reaches sets-up some takes thing topic undone unit unrefusing urges wish worker",
        false,
    ),
    (
        "phrase",
        "adverb and asks becomes closes connective degree delegates determiner each encloses examines generic governs hands \
         joins meets modal noun orders preposition pronoun punishes relative says states suffers time verb wrong",
        false,
    ),
    ("zones", "background plan problem report", true),
    ("times", "day end event named year", false),
    ("units", "age count label measure time", false),
    ("verbs", "adverb noun-verb verb", false),
];

/// How many patterns a user may add to a file whose patterns are looked for together, of which there are 64 at most.
const ROOM: [(&str, usize); 3] = [("conditions", 20), ("evidence", 6), ("figures", 33)];

/// The tag of an entry that leaves out one of ours.
const DROP: &str = "drop";

/// The user's files, by the name of the one of dict/ that each adds to.
static LAID: OnceLock<BTreeMap<&'static str, String>> = OnceLock::new();

/// What is wrong with a user's rules.
#[derive(Debug)]
pub enum RulesError {
    /// The folder or a file of it can't be read.
    Unreadable(PathBuf, io::Error),
    /// A file is called like none of ours; those that there are.
    UnknownFile(PathBuf, String),
    /// An entry is none: its 1-based line, what stands there, what it can be.
    BadEntry(PathBuf, usize, String, String),
    /// An entry is no regular expression: its 1-based line, what stands there, what is wrong with it.
    BadPattern(PathBuf, usize, String, String),
    /// A file has more patterns than can be looked for beside ours; how many can.
    TooMany(PathBuf, usize),
}

impl fmt::Display for RulesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Unreadable(path, error) => format!("{}: {}", path.display(), crate::system::what(error)),
            Self::UnknownFile(path, known) => say!("rules-unknown-file", path = path.display(), known),
            Self::BadEntry(path, line, entry, known) => {
                say!("rules-bad-entry", path = path.display(), line, entry, known)
            }
            Self::BadPattern(path, line, entry, error) => {
                say!(
                    "rules-bad-pattern",
                    path = path.display(),
                    line,
                    entry,
                    error = crate::message::detail(error)
                )
            }
            Self::TooMany(path, most) => say!("rules-too-many", path = path.display(), most),
        };
        f.write_str(&text)
    }
}

impl std::error::Error for RulesError {}

/// Lays the rules of a folder over ours. It must be called before the first text is read. `is_cue` tells whether a line can
/// stand in cues.txt (`sense::cue::is_entry`), which has cells instead of a tag.
///
/// # Errors
/// Where a file can't be read, is called like none of ours, or holds an entry that is none.
pub fn lay_over(folder: &Path, is_cue: fn(&str) -> bool) -> Result<(), RulesError> {
    let unreadable = |error| RulesError::Unreadable(folder.to_owned(), error);
    let mut laid = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let Some(&(name, tags, patterns)) = OPEN.iter().find(|(own, ..)| *own == name) else {
            let known: Vec<String> = OPEN.iter().map(|(own, ..)| format!("{own}.txt")).collect();
            return Err(RulesError::UnknownFile(path, known.join(", ")));
        };
        let text = rules_of(&path).map_err(|error| RulesError::Unreadable(path.clone(), error))?;
        check(&path, (name, tags, patterns), is_cue, &text)?;
        laid.insert(name, text);
    }
    // Laid twice, the first stays: a program has one set of rules.
    drop(LAID.set(laid));
    Ok(())
}

/// The text of a file of rules.
fn rules_of(path: &Path) -> io::Result<String> {
    /// No folder of rules is as long; some files have no end.
    const MOST: u64 = 1 << 24;
    let mut text = String::new();
    let read = fs::File::open(path)?.take(MOST).read_to_string(&mut text)?;
    if read as u64 == MOST { Err(io::Error::other(say!("rules-too-long"))) } else { Ok(text) }
}

fn check(
    path: &Path,
    (name, tags, patterns): (&str, &str, bool),
    is_cue: fn(&str) -> bool,
    text: &str,
) -> Result<(), RulesError> {
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        if line.starts_with('#') {
            continue;
        }
        let (word, tag) = line.split_once('\t').unwrap_or((line, ""));
        let first = tag.split_whitespace().next().unwrap_or_default();
        let known = match name {
            "cues" => is_cue(line),
            _ => tags.split(' ').any(|tag| tag == first),
        };
        if first != DROP && !known {
            let known = if name == "cues" { say!("rules-cue") } else { tags.replace(' ', ", ") };
            return Err(RulesError::BadEntry(path.to_owned(), i + 1, line.into(), known));
        }
        if patterns && let Err(error) = Regex::new(word) {
            return Err(RulesError::BadPattern(path.to_owned(), i + 1, word.into(), error.to_string()));
        }
    }
    let own = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).count();
    match ROOM.iter().find(|(file, _)| *file == name) {
        Some(&(_, most)) if own > most => return Err(RulesError::TooMany(path.to_owned(), most)),
        _ => {}
    }
    Ok(())
}

/// The text of a file of dict/ with what the user laid over it.
pub(crate) fn text(name: &'static str, own: &'static str) -> &'static str {
    static MERGED: Mutex<BTreeMap<&str, &str>> = Mutex::new(BTreeMap::new());
    let Some(laid) = LAID.get().and_then(|laid| laid.get(name)) else { return own };
    let mut merged = MERGED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    // It is read for as long as the program runs.
    merged.entry(name).or_insert_with(|| merge(own, laid).leak())
}

fn merge(own: &str, laid: &str) -> String {
    let word = |line: &str| line.split('\t').next().unwrap_or(line).to_owned();
    let dropped = |line: &&str| line.split('\t').nth(1).is_some_and(|tag| tag.trim() == DROP);
    let gone: Vec<String> = laid.lines().filter(dropped).map(word).collect();
    let kept = own.lines().filter(|line| line.starts_with('#') || !gone.contains(&word(line)));
    let added = laid.lines().filter(|line| !dropped(line));
    kept.chain(added).flat_map(|line| [line, "\n"]).collect()
}

/// What was laid over our rules, for their hash; empty where nothing was.
pub(crate) fn laid() -> String {
    let files = LAID.get().into_iter().flatten();
    files.map(|(name, text)| format!("{name}\n{text}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::entries;

    #[test]
    fn there_is_room_for_what_a_user_may_add() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("dict");
        for (name, most) in ROOM {
            let text = fs::read_to_string(folder.join(name).with_extension("txt")).expect("a dictionary");
            assert!(entries(text.leak()).count() + most <= 64, "{name}");
        }
    }

    #[test]
    fn what_is_laid_over_comes_behind_and_drops_ours() {
        let own: &'static str = "# words\n平台\tsuffix\n中心\tsuffix\n";
        let merged = merge(own, "平台\tdrop\n合议庭\tsuffix\n");
        let merged: &'static str = merged.leak();
        assert_eq!(entries(merged).collect::<Vec<_>>(), [("中心", "suffix"), ("合议庭", "suffix")]);
    }

    #[test]
    fn an_entry_that_is_none_is_named_with_its_line() {
        let wrong = |name, tags, patterns, text| {
            check(Path::new("x.txt"), (name, tags, patterns), |_| false, text).expect_err("wrong").to_string()
        };
        assert!(wrong("verbs", "adverb noun-verb verb", false, "# 一\n抓\tnoun\n").contains("2"));
        assert!(wrong("evidence", "past", true, "(去年\tpast\n").contains("(去年"));
        assert!(wrong("cues", "", false, "理应\tduty 2 3\n").contains("理应"));
    }
}
