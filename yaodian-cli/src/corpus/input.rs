//! What the arguments name.

use super::container::Container;
use anyhow::{Context, Result, bail};
use ignore::{
    DirEntry, WalkBuilder,
    overrides::{Override, OverrideBuilder},
};
use same_file::Handle;
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};
use yaodian::{
    message,
    read::{self, is_document},
    reuse::index::Index,
    say,
};

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

    fn handle(&self) -> Option<Handle> {
        match self {
            Self::File(path) => handle(path),
            Self::Stdin => Handle::stdin().ok(),
        }
    }
}

/// What tells whether two paths are one file; none but for files on a disk, since merely to open a pipe would disturb it.
pub fn handle(path: &Path) -> Option<Handle> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file).and_then(|_| Handle::from_path(path).ok())
}

/// The inputs that the arguments name, and those that could not be looked at.
#[derive(Debug, Default)]
pub struct Inputs {
    /// What to read, in the order of the arguments, folders by name.
    pub found: Vec<Input>,
    /// What went wrong, each with its reason.
    pub failed: Vec<String>,
    /// Folders in which nothing is to be read.
    pub barren: Vec<PathBuf>,
    /// What was passed over in folders.
    pub passed: Passed,
}

/// How many files and links of folders were passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Files that are no documents by their names.
    pub others: usize,
    /// Tables and archives.
    pub containers: usize,
    /// Links to files and folders.
    pub links: usize,
}

/// How folders are looked through.
#[derive(Clone, Copy, Debug, Default)]
pub struct Search<'s> {
    /// Which files are taken, as in .gitignore (`!` leaves out); those that are documents where there are none.
    pub globs: &'s [String],
    /// Whether links are followed.
    pub follow: bool,
    /// The file that is written to, which is left out of folders.
    pub output: Option<&'s Handle>,
    /// The folder that is written to, which is left out too.
    pub folder: Option<&'s Path>,
}

/// Finds the inputs: files as named; folders walked, hidden and ignored files left out; `-` or nothing for standard input.
///
/// # Errors
/// A glob that can't be read.
pub fn inputs(arguments: &[PathBuf], search: &Search<'_>) -> Result<Inputs> {
    let mut out = Inputs::default();
    if arguments.is_empty() {
        out.found.push(Input::Stdin);
    }
    for argument in arguments {
        if argument.as_os_str() == "-" {
            out.found.push(Input::Stdin);
        } else if argument.is_dir() {
            let before = out.found.len() + out.failed.len();
            walk(argument, search, &mut out)?;
            if out.found.len() + out.failed.len() == before {
                out.barren.push(argument.clone());
            }
        } else {
            out.found.push(Input::File(argument.clone()));
        }
    }
    Ok(out)
}

/// The paths that a list names, a line each, or parted by zero bytes as `find -print0` writes them; `-` is standard input.
///
/// # Errors
/// The list can't be read, or has more than so many bytes.
pub fn listed(list: &Path, by_zero: bool, most: u64) -> Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    let read = if list.as_os_str() == "-" {
        read::whole(io::stdin().lock(), most, &mut bytes)
    } else {
        fs::File::open(list).map_err(read::Error::from).and_then(|file| read::whole(file, most, &mut bytes))
    };
    read.with_context(|| say!("list-unreadable", path = list.display()))?;
    let parted = bytes.split(|b| *b == if by_zero { 0 } else { b'\n' });
    let whole = parted.map(|name| if by_zero { name } else { name.strip_suffix(b"\r").unwrap_or(name) });
    let paths: Vec<PathBuf> =
        whole.filter(|name| !name.is_empty()).map(|name| PathBuf::from(os_name(name))).collect();
    if !by_zero && bytes.contains(&0) {
        bail!(say!("list-zero", path = list.display()));
    }
    if by_zero && !bytes.contains(&0) && bytes.contains(&b'\n') {
        bail!(say!("list-lines", path = list.display()));
    }
    Ok(paths)
}

#[cfg(unix)]
fn os_name(name: &[u8]) -> OsString {
    let name: &std::ffi::OsStr = std::os::unix::ffi::OsStrExt::from_bytes(name);
    name.to_owned()
}

#[cfg(not(unix))]
fn os_name(name: &[u8]) -> OsString {
    String::from_utf8_lossy(name).into_owned().into()
}

/// The input that is the file `output` itself, by whatever name.
pub fn same(inputs: &[Input], output: &Handle) -> Option<String> {
    let is_output = |input: &&Input| input.handle().is_some_and(|handle| handle == *output);
    inputs.iter().find(is_output).map(Input::name)
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

fn walk(folder: &Path, search: &Search<'_>, out: &mut Inputs) -> Result<()> {
    let mut builder = WalkBuilder::new(folder);
    builder
        .overrides(overrides(folder, search.globs)?)
        .sort_by_file_path(Path::cmp)
        .require_git(false)
        .follow_links(search.follow);
    let own = search.folder.and_then(|folder| folder.canonicalize().ok());
    builder.filter_entry(move |entry| {
        let is_own = || own.is_some() && entry.path().canonicalize().ok() == own;
        // What an index keeps was read from files already.
        !entry.file_type().is_some_and(|kind| kind.is_dir()) || !is_own() && !Index::is_at(entry.path())
    });
    for entry in builder.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => take(entry, search, out),
            Ok(entry) if entry.path_is_symlink() && entry.depth() > 0 => {
                out.passed.links += usize::from(!search.follow);
            }
            Ok(_) => {}
            Err(error) => out.failed.push(unlisted(&error)),
        }
    }
    Ok(())
}

/// What is wrong with a part of a folder.
fn unlisted(error: &ignore::Error) -> String {
    match error {
        ignore::Error::WithPath { path, err } => match err.io_error() {
            Some(why) => format!("{}: {}", path.display(), yaodian::system::what(why)),
            None => format!("{}: {}", path.display(), unlisted(err)),
        },
        ignore::Error::WithDepth { err, .. } => unlisted(err),
        ignore::Error::Loop { child, .. } => say!("link-loop", path = child.display()),
        other => message::detail(other),
    }
}

/// Takes a file of a folder, or counts it as passed over.
fn take(entry: DirEntry, search: &Search<'_>, out: &mut Inputs) {
    let path = entry.path();
    if search.output.is_some_and(|output| handle(path).is_some_and(|handle| handle == *output)) {
        return;
    }
    if !search.globs.is_empty() || is_document(path) {
        out.found.push(Input::File(entry.into_path()));
    } else if Container::of(&path.to_string_lossy()).is_some() {
        out.passed.containers += 1;
    } else {
        out.passed.others += 1;
    }
}
