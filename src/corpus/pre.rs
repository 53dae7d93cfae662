//! Another program asked for the text of a file (`--pre`).

use super::{Options, input::overrides};
use crate::read::{self, Error, Read};
use anyhow::{Context, Result, bail};
use ignore::overrides::Override;
use std::{
    borrow::Cow,
    fs::File,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

/// The program, and which files it is asked about whatever they are.
#[derive(Debug)]
pub struct Pre {
    words: Vec<String>,
    always: Option<Override>,
}

/// What stands for the file's path in the command.
const PATH: &str = "{}";

impl Pre {
    /// A command as it is typed in a shell, `{}` standing for the file's path (at its end where it has none); `globs` as in
    /// .gitignore name the files that it is asked about even where they could be read.
    ///
    /// # Errors
    /// A quote is not closed, nothing is in it, or a glob can't be read.
    pub fn new(command: &str, globs: &[String]) -> Result<Self> {
        let Some(mut words) = shlex::split(command) else { bail!("a quote in {command:?} is not closed") };
        if words.is_empty() {
            bail!("the command is empty");
        }
        if !words.iter().any(|word| word.contains(PATH)) {
            words.push(PATH.into());
        }
        let always =
            (!globs.is_empty()).then(|| overrides(Path::new(""), globs)).transpose().context("--pre-glob")?;
        Ok(Self { words, always })
    }

    fn wants(&self, name: &str) -> bool {
        self.always.as_ref().is_some_and(|globs| globs.matched(name, false).is_whitelist())
    }

    /// What the program prints for the file at `path`, which it gets as its standard input too.
    fn run(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let words = self.words.iter().map(|word| word.replace(PATH, &path.to_string_lossy()));
        let words: Vec<String> = words.collect();
        let failed = |why: String| Error::Pre(format!("{}: {why}", words.join(" ")));
        let output = Command::new(&words[0])
            .args(&words[1..])
            .stdin(File::open(path).map_or_else(|_| Stdio::null(), Stdio::from))
            .output()
            .map_err(|error| failed(error.to_string()))?;
        if !output.status.success() {
            let told = String::from_utf8_lossy(&output.stderr);
            let told =
                told.lines().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing").to_owned();
            return Err(failed(format!("{}: {told}", output.status)));
        }
        if output.stdout.is_empty() {
            return Err(failed("it gave no text".into()));
        }
        Ok(output.stdout)
    }
}

/// Where a document comes from.
pub(super) enum Origin<'o> {
    File(&'o Path),
    /// A file of an archive: its name and what it holds.
    Bytes(&'o str, &'o [u8]),
}

/// Reads a document, with the help of `--pre` where it is of a kind that is not read.
pub(super) fn read(origin: &Origin<'_>, options: &Options) -> Result<Read, Error> {
    let Some(pre) = &options.pre else { return directly(origin, options) };
    let name = match origin {
        Origin::File(path) => path.to_string_lossy(),
        Origin::Bytes(name, _) => Cow::Borrowed(*name),
    };
    if !pre.wants(&name) {
        match directly(origin, options) {
            Err(error) if error.is_foreign() => {}
            read => return read,
        }
    }
    let text = match origin {
        Origin::File(path) => pre.run(path)?,
        Origin::Bytes(_, bytes) => pre.run(put_down(&name, bytes)?.path())?,
    };
    read::bytes(text, "", options.encoding)
}

fn directly(origin: &Origin<'_>, options: &Options) -> Result<Read, Error> {
    match origin {
        Origin::File(path) => read::file(path, options.encoding),
        Origin::Bytes(name, bytes) => read::bytes(bytes.to_vec(), name, options.encoding),
    }
}

/// What an archive holds as a file that the program can open, its ending as it was.
fn put_down(name: &str, bytes: &[u8]) -> Result<tempfile::NamedTempFile, Error> {
    let ending = Path::new(name).extension().map(|e| format!(".{}", e.display())).unwrap_or_default();
    let mut file = tempfile::Builder::new().prefix("yaodian-").suffix(&ending).tempfile()?;
    file.write_all(bytes)?;
    file.flush()?;
    Ok(file)
}
