//! Which words count, and how documents are told into groups.

use clap::Args;
use std::path::PathBuf;
use yaodian::say;

/// Which words count.
#[derive(Debug, Args)]
pub(crate) struct Words {
    /// Only words whose tag begins so: n,v (n takes n, ns, nt, …; tags are jieba's)
    #[arg(long, value_name = "TAGS", value_delimiter = ',')]
    pub(crate) pos: Vec<String>,
    /// Leave out the words of a file, one a line; `default` is numbers and a list that comes with the program
    /// (repeatable)
    #[arg(long, value_name = "FILE|default")]
    pub(crate) stop: Vec<String>,
    /// Only what occurs at least so often
    #[arg(long, value_name = "N")]
    pub(crate) min_count: Option<u64>,
    /// At most so many rows; 0 for all [default: 50 for the eye, else all]
    #[arg(long, value_name = "N")]
    pub(crate) top: Option<usize>,
    /// Read traditional characters as simplified ones
    #[arg(long)]
    pub(crate) fold_traditional: bool,
}
impl Words {
    /// The files that it names.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        self.stop.iter().filter(|name| *name != "default").map(PathBuf::from).collect()
    }
}
/// How documents are told into groups.
#[derive(Debug, Args)]
pub(crate) struct Group {
    /// What names a document's group: a regular expression; of its brackets the first that takes part
    #[arg(long, value_name = "REGEX")]
    pub(crate) group: Option<String>,
    /// Where it is looked for: path, title, date, genre, or a name of the metadata
    #[arg(long, value_name = "FIELD")]
    pub(crate) field: Option<String>,
}
/// Reads `2` or `1-3`.
pub(crate) fn lengths(text: &str) -> Result<(usize, usize), String> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|n| (1..=5).contains(n));
    match (number(from), number(to)) {
        (Some(from), Some(to)) if from <= to => Ok((from, to)),
        _ => Err(yaodian::say!("ngram-form")),
    }
}

/// A share of all.
pub(crate) fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| say!("no-share", text))
}
