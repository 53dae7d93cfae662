//! A result an input (`--output-dir`): each whole or absent, and what is done is written down, so that a run that was ended
//! goes on where it was (`--resume`).

use super::{Run, Setting};
use crate::{
    cli::Common,
    corpus::{self, Input, Outcome, Portion},
    output::{Format, Layout, Piece, Sink, Unwritten},
    scratch,
    standard::tell,
};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::{HashMap, HashSet},
    fs::{self, File},
    io::{self, Write},
    path::{Component, Path, PathBuf},
    process::ExitCode,
    sync::{Mutex, PoisonError},
};
use yaodian::{say, version};

/// The file in which is written down what is done.
const MANIFEST: &str = ".yaodian-done.jsonl";

/// An input that is done.
#[derive(Debug, Deserialize, Serialize)]
struct Done {
    /// The input as it was named.
    input: String,
    /// Its result, within the folder.
    output: String,
    /// SHA-256 of what it held.
    sha256: String,
    /// What made the result: program, rules and call.
    made: String,
}

/// A folder of results.
struct Folder<'c> {
    path: &'c Path,
    /// What was done before, by input.
    before: HashMap<String, Done>,
    manifest: Mutex<File>,
    made: String,
    /// The result of each input, within the folder.
    names: HashMap<String, PathBuf>,
}

/// Runs `work` over every input into a file of its own, which is what a call with that input alone would write; tables that
/// are among them carry their columns where the command does.
pub(super) fn run(
    run: &Run,
    common: &Common,
    folder: &Path,
    layout: impl Fn(&Setting) -> Layout,
    carries: bool,
    work: impl Fn(&Portion<'_>, &Setting) -> Result<Piece> + Sync,
) -> Result<ExitCode> {
    let ending = run.setting.format.ending();
    let folder = Folder::open(folder, common, &run.inputs.found, ending)?;
    scratch::say_when_ended(say!("resume-hint"));
    let (done, left): (Vec<&Input>, Vec<&Input>) =
        run.inputs.found.iter().partition(|input| folder.has(input));
    if !done.is_empty() && !run.quiet {
        tell(&say!("resumed", done = done.len(), left = left.len()));
    }
    let (containers, files): (Vec<&Input>, Vec<&Input>) =
        left.into_iter().partition(|input| corpus::is_container(input));
    let files: Vec<Input> = files.into_iter().cloned().collect();
    let plain = Setting { carried: Vec::new(), ..run.setting.clone() };
    let heads = layout(&plain);
    // Every file writes its own result; nothing is left for the common one.
    let mut nothing = Sink::new(None, Layout { format: Format::Text, ..heads.clone() })?;
    let one = |portion: &Portion<'_>| {
        let input = portion.name();
        // Before it is read: what changes meanwhile is done again.
        let sha256 = hash(Path::new(&input))?;
        let piece = work(portion, &plain)?;
        let mut sink = Sink::new(Some(&folder.target(&input)?), heads.clone())?;
        sink.write(piece)?;
        sink.finish()?;
        folder.note(&input, sha256)?;
        Ok(Piece::text(String::new()))
    };
    let mut outcome = corpus::run((&files, &run.options), !run.quiet, one, &mut nothing, tell)?;
    for input in containers {
        let name = input.name();
        let sha256 = hash(Path::new(&name)).unwrap_or_default();
        let own = std::slice::from_ref(input);
        let carried = if carries { corpus::columns(own, &run.options) } else { Vec::new() };
        let setting = Setting { carried, ..plain.clone() };
        let mut sink = Sink::new(Some(&folder.target(&name)?), layout(&setting))?;
        let work = |portion: &Portion<'_>| work(portion, &setting);
        let one = corpus::run((own, &run.options), !run.quiet, work, &mut sink, tell)?;
        if one.done > 0 {
            sink.finish()?;
        }
        if one.failed == 0 {
            folder.note(&name, sha256)?;
        }
        outcome = outcome.and(one);
    }
    let outcome = Outcome { done: outcome.done + done.len(), ..outcome };
    run.close(nothing, outcome)
}

impl<'c> Folder<'c> {
    fn open(path: &'c Path, common: &Common, inputs: &[Input], ending: &str) -> Result<Self> {
        fs::create_dir_all(path).map_err(|why| unwritten(path, why))?;
        let manifest = path.join(MANIFEST);
        let before = if common.out.resume { recorded(&manifest)? } else { HashMap::new() };
        let mut options = File::options();
        options.create(true).append(true);
        if !common.out.resume {
            // Whatever was done is done again.
            File::create(&manifest).map_err(|why| unwritten(&manifest, why))?;
        }
        let opened = options.open(&manifest).map_err(|why| unwritten(&manifest, why))?;
        Ok(Self {
            path,
            before,
            manifest: Mutex::new(opened),
            made: made(common),
            names: names(inputs, ending)?,
        })
    }

    /// Whether an input was done before: the same content by the same program, rules and call, and its result is there.
    fn has(&self, input: &Input) -> bool {
        let name = input.name();
        self.before.get(&name).is_some_and(|done| {
            done.made == self.made
                && self.names.get(&name).is_some_and(|own| own.to_string_lossy() == done.output)
                && self.path.join(&done.output).is_file()
                && hash(Path::new(&name)).is_ok_and(|hash| hash == done.sha256)
        })
    }

    /// Where the result of an input goes; the folders on the way are made.
    fn target(&self, input: &str) -> Result<PathBuf, Unwritten> {
        let own = self.names.get(input).map_or(Path::new("result"), PathBuf::as_path);
        let target = self.path.join(own);
        let folder = target.parent().unwrap_or(self.path);
        fs::create_dir_all(folder).map_err(|why| unwritten(folder, why))?;
        Ok(target)
    }

    /// Writes down that an input is done.
    fn note(&self, input: &str, sha256: String) -> Result<()> {
        let output = self.names.get(input).map(|own| own.to_string_lossy().into_owned()).unwrap_or_default();
        let done = Done { input: input.to_owned(), output, sha256, made: self.made.clone() };
        let line = serde_json::to_string(&done)? + "\n";
        let mut manifest = self.manifest.lock().unwrap_or_else(PoisonError::into_inner);
        // In one call: a line is there or not.
        manifest.write_all(line.as_bytes()).map_err(|why| unwritten(&self.path.join(MANIFEST), why))?;
        Ok(())
    }
}

/// What is written down as done; a line that was cut off counts for nothing.
fn recorded(manifest: &Path) -> Result<HashMap<String, Done>> {
    match fs::read_to_string(manifest) {
        Ok(text) => {
            let lines = text.lines().filter_map(|line| serde_json::from_str::<Done>(line).ok());
            Ok(lines.map(|done| (done.input.clone(), done)).collect())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(HashMap::new()),
        Err(error) => Err(error).with_context(|| manifest.display().to_string()),
    }
}

/// The result of each input within the folder: its own path with another ending. Where two would be one, both keep the ending
/// that they have in front of the new one.
fn names(inputs: &[Input], ending: &str) -> Result<HashMap<String, PathBuf>> {
    let mut seen = HashSet::new();
    let mut twice = HashSet::new();
    let mut paths = Vec::new();
    for input in inputs {
        let Input::File(path) = input else { bail!(say!("output-dir-stdin")) };
        // Out of the folder leads nothing.
        let inside: PathBuf = path.components().filter(|part| matches!(part, Component::Normal(_))).collect();
        let short = inside.with_extension(ending);
        if !seen.insert(short.clone()) {
            twice.insert(short.clone());
        }
        paths.push((input.name(), inside, short));
    }
    let mut out = HashMap::new();
    let mut used = HashSet::new();
    for (name, inside, short) in paths {
        let own = if twice.contains(&short) {
            let mut long = inside.into_os_string();
            long.push(".");
            long.push(ending);
            PathBuf::from(long)
        } else {
            short
        };
        if !out.contains_key(&name) && !used.insert(own.clone()) {
            bail!(say!("output-dir-twice", path = own.display()));
        }
        out.insert(name, own);
    }
    Ok(out)
}

/// What makes a result: program, rules, and the call but for its inputs and what changes nothing.
fn made(common: &Common) -> String {
    const IDLE: [&str; 3] = ["--resume", "-q", "--quiet"];
    const IDLE_PAIRS: [&str; 2] = ["--output-dir", "--threads"];
    let inputs: HashSet<_> = common.inputs.iter().map(|path| path.as_os_str().to_owned()).collect();
    let mut words = std::env::args_os().skip(1);
    let mut call = Vec::new();
    while let Some(word) = words.next() {
        if IDLE_PAIRS.iter().any(|idle| word == *idle) {
            words.next();
        } else if !inputs.contains(&word) && IDLE.iter().all(|idle| word != *idle) {
            call.push(word);
        }
    }
    let mut hash = Sha256::new();
    hash.update(version::made_by());
    // What a configuration adds to the call.
    hash.update(format!(
        "{call:?} {:?} {:?} {:?}",
        common.out.format, common.source.encoding, common.source.text_field
    ));
    hex(&hash.finalize()[..8])
}

fn hash(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut File::open(path)?, &mut Writer(&mut hash))?;
    Ok(hex(&hash.finalize()))
}

/// Hashes what is written to it.
struct Writer<'h>(&'h mut Sha256);

impl Write for Writer<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unwritten(path: &Path, why: io::Error) -> Unwritten {
    Unwritten { target: path.display().to_string(), why }
}
