//! Another program asked for the text of a file (`--pre`).

use super::input::overrides;
use crate::scratch::Group;
use anyhow::{Context, Result, bail};
use ignore::overrides::Override;
use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};
use yaodian::{
    message,
    read::{self, Error},
    say,
};

/// The program, which files it is asked about whatever they are, and how long it may take.
#[derive(Debug)]
pub struct Pre {
    words: Vec<String>,
    always: Option<Override>,
    limit: Duration,
}

/// What stands for the file's path in the command.
const PATH: &str = "{}";

/// The variable of the environment that holds the path.
const VARIABLE: &str = "YAODIAN_FILE";

/// What is read of the messages of a program.
const MESSAGES: u64 = 1 << 16;

impl Pre {
    /// A command as it is typed in a shell, `{}` standing for the file's path (at its end where it has none); the variable
    /// `YAODIAN_FILE` holds it too. `globs` as in .gitignore name the files that it is asked about even where they could be
    /// read; after `limit` it is ended.
    ///
    /// # Errors
    /// A quote is not closed, nothing is in it, the path would become part of a text that a program reads as commands, or a
    /// glob can't be read.
    pub fn new(command: &str, globs: &[String], limit: Duration) -> Result<Self> {
        let Some(mut words) = shlex::split(command) else {
            bail!(say!("pre-quote", command = format!("{command:?}")))
        };
        if words.is_empty() {
            bail!(say!("pre-empty"));
        }
        if let Some(word) = words.iter().find(|word| !is_argument(word)).or_else(|| shell_text(&words)) {
            bail!(say!("pre-shell", word = format!("{word:?}"), path = PATH, variable = VARIABLE));
        }
        if !words.iter().any(|word| word.contains(PATH)) {
            words.push(PATH.into());
        }
        let always =
            (!globs.is_empty()).then(|| overrides(Path::new(""), globs)).transpose().context("--pre-glob")?;
        Ok(Self { words, always, limit })
    }

    pub(super) fn wants(&self, name: &str) -> bool {
        self.always.as_ref().is_some_and(|globs| globs.matched(name, false).is_whitelist())
    }

    /// What the program prints for the file at `path`, which it gets as its standard input too; at most so many bytes.
    pub(super) fn run(&self, path: &Path, most: u64) -> Result<Vec<u8>, Error> {
        let failed = |why: String| Error::Pre(format!("{}: {why}", self.words.join(" ")));
        let (mut child, group) = self.start(path).map_err(|error| failed(yaodian::system::what(&error)))?;
        match self.answer(&mut child, most) {
            Ok((text, _)) if text.len() as u64 > most => {
                stop(&mut child, &group);
                Err(failed(say!("pre-long", most = read::size(most))))
            }
            Ok((text, told)) => {
                let status = child.wait()?;
                let told = String::from_utf8_lossy(&told);
                let told = told.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                match status.success() {
                    false if told.is_empty() => {
                        Err(failed(format!("{}: {}", message::detail(status), say!("pre-silent"))))
                    }
                    false => Err(failed(format!("{}: {told}", message::detail(status)))),
                    true if text.is_empty() => Err(failed(say!("pre-nothing"))),
                    true => Ok(text),
                }
            }
            Err(why) => {
                stop(&mut child, &group);
                Err(failed(why))
            }
        }
    }

    fn start(&self, path: &Path) -> io::Result<(Child, Group)> {
        let path = as_argument(path);
        let words = self.words.iter().map(|word| filled(word, &path));
        let words: Vec<OsString> = words.collect();
        let mut command = Command::new(&words[0]);
        command
            .args(&words[1..])
            .env(VARIABLE, &path)
            .stdin(File::open(&path).map_or_else(|_| Stdio::null(), Stdio::from))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Group::of(&mut command)
    }

    /// What the program prints and what it says on standard error, each read on a thread of its own, since it may fill
    /// either; or why it was not waited for.
    fn answer(&self, child: &mut Child, most: u64) -> Result<(Vec<u8>, Vec<u8>), String> {
        let (send, receive) = mpsc::channel();
        let (out, told) = (child.stdout.take(), child.stderr.take());
        let send_told = send.clone();
        let reader = |name| thread::Builder::new().name(name);
        reader("pre-text".into())
            .spawn(move || drop(send.send((true, gathered(out, most.saturating_add(1))))))
            .and_then(|_| {
                reader("pre-messages".into())
                    .spawn(move || drop(send_told.send((false, gathered(told, MESSAGES)))))
            })
            .map_err(|error| say!("pre-unheard", error))?;
        let (mut text, mut told) = (None, None);
        while text.is_none() || told.is_none() {
            match receive.recv_timeout(self.limit) {
                Ok((true, bytes)) if bytes.len() as u64 > most => return Ok((bytes, Vec::new())),
                Ok((true, bytes)) => text = Some(bytes),
                Ok((false, bytes)) => told = Some(bytes),
                Err(_) => {
                    return Err(say!("pre-late", seconds = self.limit.as_secs_f64()));
                }
            }
        }
        Ok((text.unwrap_or_default(), told.unwrap_or_default()))
    }
}

/// All that comes, up to so many bytes; the rest is read and thrown away where it is only messages.
fn gathered(from: Option<impl io::Read>, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Some(mut from) = from {
        // What breaks off is told by the program's status.
        let _ = io::Read::read_to_end(&mut io::Read::take(&mut from, most), &mut bytes);
        if most == MESSAGES {
            let _ = io::copy(&mut from, &mut io::sink());
        }
    }
    bytes
}

/// Ends a program with all that it started.
fn stop(child: &mut Child, group: &Group) {
    group.end();
    // It may have ended by itself.
    let _ = child.kill();
    let _ = child.wait();
}

/// Whether `{}` stands in a word by itself, or behind the name of an option: anywhere else the path could close a quote.
fn is_argument(word: &str) -> bool {
    let Some((before, behind)) = word.split_once(PATH) else { return true };
    let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '='));
    plain(before) && behind.is_empty()
}

/// The text that a shell is to run, where that is the path.
fn shell_text(words: &[String]) -> Option<&String> {
    const SHELLS: [&str; 11] =
        ["sh", "bash", "dash", "zsh", "ksh", "fish", "cmd", "cmd.exe", "powershell", "pwsh", "busybox"];
    let is_shell = |word: &String| {
        Path::new(word).file_name().and_then(OsStr::to_str).is_some_and(|name| SHELLS.contains(&name))
    };
    let shell = words.iter().position(is_shell)?;
    let code = |word: &&String| word.starts_with(['-', '/']) && word.ends_with(['c', 'C']);
    let at = words[shell..].iter().position(|word| code(&word))? + shell;
    words.get(at + 1).filter(|text| text.contains(PATH))
}

/// A path that no program takes for an option.
fn as_argument(path: &Path) -> PathBuf {
    if path.as_os_str().as_encoded_bytes().starts_with(b"-") {
        Path::new(".").join(path)
    } else {
        path.into()
    }
}

fn filled(word: &str, path: &Path) -> OsString {
    match word.split_once(PATH) {
        Some((before, _)) => {
            let mut out = OsString::from(before);
            out.push(path);
            out
        }
        None => word.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pre(command: &str) -> Result<Pre> {
        Pre::new(command, &[], Duration::from_secs(1))
    }

    #[test]
    fn a_path_never_becomes_a_part_of_a_command() {
        for command in ["antiword {}", "antiword", "catdoc --in={}", "sh -c 'antiword \"$YAODIAN_FILE\"'"] {
            assert!(pre(command).is_ok(), "{command}");
        }
        for command in
            ["sh -c 'antiword {}'", "bash -c {}", "/bin/sh -ec {}", "python3 -c 'open(\"{}\")'", "cat '", ""]
        {
            assert!(pre(command).is_err(), "{command}");
        }
    }

    #[test]
    fn a_path_is_no_option() {
        assert_eq!(as_argument(Path::new("-rf.doc")), Path::new("./-rf.doc"));
        assert_eq!(as_argument(Path::new("a.doc")), Path::new("a.doc"));
    }
}
