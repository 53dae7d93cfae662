//! What every command that reads texts takes.

use crate::output::Format;
use clap::{Args, ValueEnum};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};
use yaodian::source::Unit;

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What every command that reads texts takes.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Files, folders, archives, tables, or - for standard input (also read where nothing is named)
    #[arg(value_name = "PATH")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) out: Out,
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) lexicon: Lexicon,
    #[command(flatten)]
    pub(crate) general: General,
}

impl Common {
    /// Whether anything is named to be read.
    pub(crate) const fn names_inputs(&self) -> bool {
        !self.inputs.is_empty() || self.source.files_from.is_some() || self.source.files0_from.is_some()
    }

    /// Whether it writes to standard output.
    pub(crate) fn to_standard_output(&self) -> bool {
        self.output().is_none() && self.out.output_dir.is_none()
    }

    /// The file to write to; none where that is standard output.
    pub(crate) fn output(&self) -> Option<&Path> {
        const STANDARD: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
        self.out.output.as_deref().filter(|path| STANDARD.iter().all(|name| path.as_os_str() != *name))
    }
}

/// Where output goes, and how it looks.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Out {
    /// Output format; without it the name after -o tells, else JSON Lines into a pipe and text on a terminal
    #[arg(short, long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// Write to a file, which is whole or absent; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// A result an input into this folder: the same path, the ending of --format; each is whole or absent
    #[arg(long, value_name = "DIR", conflicts_with = "output")]
    pub(crate) output_dir: Option<PathBuf>,
    /// Go on with a run into that folder: what was done is left, what changed since is done again
    #[arg(long, requires = "output_dir", hide_short_help = true)]
    pub(crate) resume: bool,
    /// Parquet: a file for every value of a column, in folders below -o; year, genre, or a column of the rows
    #[arg(long, value_name = "COLUMN", requires = "output", hide_short_help = true)]
    pub(crate) partition_by: Option<String>,
    /// What start and end count [default: codepoints]
    #[arg(long, value_enum, value_name = "UNIT", hide_short_help = true)]
    pub(crate) offsets: Option<Unit>,
    /// When to use colours
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", hide_short_help = true)]
    pub(crate) color: Color,
}

/// What is read, and how.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Source {
    /// In folders and archives take the files that match, as in .gitignore (repeatable; !PATTERN leaves out)
    #[arg(long, value_name = "PATTERN")]
    pub(crate) glob: Vec<String>,
    /// Follow links in folders
    #[arg(long, hide_short_help = true)]
    pub(crate) follow: bool,
    /// Read the files that FILE names too, a line each; - is standard input
    #[arg(long, value_name = "FILE", hide_short_help = true, conflicts_with = "files0_from")]
    pub(crate) files_from: Option<PathBuf>,
    /// The same with names that end with a zero byte: find … -print0 | yaodian … --files0-from -
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) files0_from: Option<PathBuf>,
    /// Read all input in this encoding instead of finding it out: utf-8, gbk, gb18030, big5, utf-16le, …
    #[arg(long, value_name = "NAME", hide_short_help = true)]
    pub(crate) encoding: Option<String>,
    /// The field of a table's rows that holds the text [default: content, text, 正文, 内容, …]
    #[arg(long, value_name = "FIELD")]
    pub(crate) text_field: Option<String>,
    /// The field that names a row [default: id, url, …, else its number]
    #[arg(long, value_name = "FIELD", hide_short_help = true)]
    pub(crate) id_field: Option<String>,
    /// The longest text, row or file of an archive: 500K, 1G [default: 256M, a row of a table of cells 16M]
    #[arg(long, value_name = "SIZE", hide_short_help = true, value_parser = size)]
    pub(crate) max_input: Option<u64>,
    /// Ask a program for the text of files of other kinds; {} stands for the file: 'antiword {}'
    #[arg(long, value_name = "COMMAND", hide_short_help = true)]
    pub(crate) pre: Option<String>,
    /// Ask it for files that match too, whatever they are, as in .gitignore (repeatable)
    #[arg(long, value_name = "PATTERN", requires = "pre", hide_short_help = true)]
    pub(crate) pre_glob: Vec<String>,
    /// How long it may take for a file, in seconds
    #[arg(long, value_name = "SECONDS", requires = "pre", hide_short_help = true, default_value = "60", value_parser = seconds)]
    pub(crate) pre_timeout: Duration,
}

/// Which words there are.
#[derive(Debug, Args)]
#[command(next_help_heading = "Words")]
pub(crate) struct Lexicon {
    /// Words of your own, a line each: word [frequency] [tag] (repeatable)
    #[arg(long, value_name = "FILE")]
    pub(crate) dict: Vec<PathBuf>,
    /// The same, but such a word is cut out wherever it stands, the longest of those that begin first (repeatable); in
    /// a line with tabs they part the columns, and words may have spaces
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) force_dict: Vec<PathBuf>,
    /// Words and rules of your own: a folder with files like those of dict/ (actors.txt, cues.txt …), laid over ours
    #[arg(long, value_name = "DIR", hide_short_help = true)]
    pub(crate) rules: Option<PathBuf>,
}

/// How the program goes about it.
#[derive(Debug, Args)]
#[command(next_help_heading = "General")]
pub(crate) struct General {
    /// Threads to use [default: one a core]
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(crate) threads: Option<usize>,
    /// Give up a text that takes longer, in seconds, as an error of its own
    #[arg(long, value_name = "SECONDS", hide_short_help = true, value_parser = seconds)]
    pub(crate) timeout: Option<Duration>,
    /// Options from this file instead of yaodian.toml in the working folder
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub(crate) config: Option<PathBuf>,
    /// No progress bar and no notes on standard error; errors are still named
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// Reads 500K, 16M or 1G, powers of 1024, or a number of bytes.
fn size(text: &str) -> Result<u64, String> {
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_suffix('B').unwrap_or(&text);
    let (digits, shift) = match text.strip_suffix(['K', 'M', 'G', 'T']) {
        Some(digits) => (digits, [("K", 10), ("M", 20), ("G", 30), ("T", 40)]),
        None => (text, [("", 0); 4]),
    };
    let shift = shift.iter().find(|(unit, _)| text.ends_with(unit)).map_or(0, |(_, shift)| *shift);
    let number = digits.trim().parse::<u64>().ok().and_then(|n| n.checked_mul(1 << shift)).filter(|&n| n > 0);
    number.ok_or_else(|| yaodian::say!("size-form"))
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number = text.parse::<f64>().ok().filter(|&n| n > 0.0 && n < 1e6);
    number.map(Duration::from_secs_f64).ok_or_else(|| yaodian::say!("seconds-form"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_powers_of_1024() {
        for (text, bytes) in
            [("512", 512), ("1K", 1024), ("16m", 16 << 20), ("2GB", 2 << 30), ("3 M", 3 << 20)]
        {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in ["", "0", "-1", "1X", "99999999T"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
