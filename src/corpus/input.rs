//! What the arguments name.

use anyhow::Result;
use ignore::{
    WalkBuilder,
    overrides::{Override, OverrideBuilder},
};
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// Its name in records and messages.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "-".to_owned(),
        }
    }
}

/// The inputs that the arguments name, and those that could not be looked at.
#[derive(Debug, Default)]
pub struct Inputs {
    /// What to read, in the order of the arguments, folders by name.
    pub found: Vec<Input>,
    /// What went wrong, each with its reason.
    pub failed: Vec<String>,
    /// Files in folders that are no documents by their names.
    pub skipped: usize,
    /// Files in folders that are documents of kinds that are not read.
    pub older: usize,
}

/// Endings of the documents that are taken from folders and archives where no glob says otherwise.
const DOCUMENTS: [&str; 10] = ["txt", "text", "html", "htm", "xhtml", "shtml", "docx", "docm", "odt", "pdf"];

/// Endings of documents that are read with the help of another program only.
const OLDER: [&str; 4] = ["doc", "wps", "rtf", "wpt"];

/// Whether a file is a document by its name.
pub(super) fn is_document(path: &Path) -> bool {
    path.extension().is_none() || ends(path, &DOCUMENTS)
}

/// Whether a file is by its name a document that is not read without help.
pub(super) fn is_older(path: &Path) -> bool {
    ends(path, &OLDER)
}

fn ends(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    endings.iter().any(|e| ending.eq_ignore_ascii_case(e))
}

/// Finds the inputs: files as named; folders walked, hidden and ignored files left out; `-` or nothing for
/// standard input. With `globs` (as in .gitignore, `!` excludes) folders yield the files that match; where there is `help`
/// of another program they yield documents of older kinds too.
///
/// # Errors
/// A glob that can't be read.
pub fn inputs(arguments: &[PathBuf], globs: &[String], help: bool) -> Result<Inputs> {
    let mut out = Inputs::default();
    if arguments.is_empty() {
        out.found.push(Input::Stdin);
    }
    for argument in arguments {
        if argument.as_os_str() == "-" {
            out.found.push(Input::Stdin);
        } else if argument.is_dir() {
            walk(argument, (globs, help), &mut out)?;
        } else {
            out.found.push(Input::File(argument.clone()));
        }
    }
    Ok(out)
}

/// The globs, for paths below `root`.
///
/// # Errors
/// One of them can't be read.
pub(super) fn overrides(root: &Path, globs: &[String]) -> Result<Override> {
    let mut overrides = OverrideBuilder::new(root);
    for glob in globs {
        overrides.add(glob)?;
    }
    Ok(overrides.build()?)
}

fn walk(folder: &Path, (globs, help): (&[String], bool), out: &mut Inputs) -> Result<()> {
    let mut builder = WalkBuilder::new(folder);
    builder.overrides(overrides(folder, globs)?).sort_by_file_path(Path::cmp).require_git(false);
    for entry in builder.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => {
                let older = is_older(entry.path());
                if !globs.is_empty() || is_document(entry.path()) || older && help {
                    out.found.push(Input::File(entry.into_path()));
                } else if older {
                    out.older += 1;
                } else {
                    out.skipped += 1;
                }
            }
            Ok(_) => {}
            Err(error) => out.failed.push(error.to_string()),
        }
    }
    Ok(())
}
