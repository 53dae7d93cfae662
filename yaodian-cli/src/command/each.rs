//! A result an input (`--output-dir`): each whole or absent, and what is done is written down, so that a run that was ended
//! goes on where it was (`--resume`).

use super::{
    Run, Setting,
    content::{hash, hex},
    destination,
};
use crate::{
    arguments::Common,
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
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};
use yaodian::{message::language, say, version};

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
    names: HashMap<PathBuf, PathBuf>,
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
    let folder = Folder::open(folder, common, paths(&run.inputs.found)?, run.setting.format.ending())?;
    scratch::when_ended(|| tell(&say!("resume-hint")));
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
    let cut = AtomicUsize::new(0);
    // Every file writes its own result; nothing is left for the common one.
    let mut nothing = Sink::new(None, Layout { format: Format::Text, ..heads.clone() })?;
    let one = |portion: &Portion<'_>| {
        let Portion::Whole(input) = portion else { return work(portion, &plain) };
        // Before it is read: what changes meanwhile is done again.
        let sha256 = hash(input);
        let piece = work(portion, &plain)?;
        let mut sink = Sink::new(Some(&folder.target(input)?), heads.clone())?;
        sink.write(piece)?;
        cut.fetch_add(sink.finish()?, Ordering::Relaxed);
        folder.note(input, sha256)?;
        Ok(Piece::text(String::new()))
    };
    let mut outcome = corpus::run((&files, &run.options), !run.quiet, one, &mut nothing, tell)?;
    for input in containers {
        let Some(path) = path_of(input) else { continue };
        let own = [input.clone()];
        let sha256 = hash(path);
        let carried = if carries { corpus::columns(&own, &run.options) } else { Vec::new() };
        let setting = Setting { carried, ..plain.clone() };
        let mut sink = Sink::new(Some(&folder.target(path)?), layout(&setting))?;
        let work = |portion: &Portion<'_>| work(portion, &setting);
        let one = corpus::run((&own, &run.options), !run.quiet, work, &mut sink, tell)?;
        if one.done > 0 {
            cut.fetch_add(sink.finish()?, Ordering::Relaxed);
        }
        if one.failed == 0 {
            folder.note(path, sha256)?;
        }
        outcome = outcome.and(one);
    }
    match cut.into_inner() {
        0 => {}
        n => tell(&say!("cells-cut", n)),
    }
    let outcome = Outcome { done: outcome.done + done.len(), ..outcome };
    run.close(nothing, outcome)
}

/// The paths of the inputs, of which each must have one.
fn paths(inputs: &[Input]) -> Result<Vec<&Path>> {
    let path = |input| path_of(input).ok_or_else(|| anyhow::Error::msg(say!("output-dir-stdin")));
    inputs.iter().map(path).collect()
}

fn path_of(input: &Input) -> Option<&Path> {
    match input {
        Input::File(path) => Some(path),
        Input::Stdin => None,
    }
}

impl<'c> Folder<'c> {
    fn open(path: &'c Path, common: &Common, inputs: Vec<&Path>, ending: &str) -> Result<Self> {
        let names = names(&inputs, ending)?;
        refuse(path, common, &inputs, &names)?;
        fs::create_dir_all(path).map_err(|why| unwritten(path, why))?;
        let at = path.join(MANIFEST);
        let before = if common.out.resume { recorded(&at)? } else { HashMap::new() };
        if !common.out.resume {
            // Whatever was done is done again.
            File::create(&at).map_err(|why| unwritten(&at, why))?;
        }
        let manifest = File::options().create(true).append(true).open(&at);
        let manifest = Mutex::new(manifest.map_err(|why| unwritten(&at, why))?);
        Ok(Self { path, before, manifest, made: made(common), names })
    }

    /// Whether an input was done before: the same content by the same program, rules and call, and its result is there.
    fn has(&self, input: &Input) -> bool {
        let Some((path, done)) =
            path_of(input).and_then(|path| Some((path, self.before.get(path.to_str()?)?)))
        else {
            return false;
        };
        done.made == self.made
            && self.names.get(path).is_some_and(|own| own.to_str() == Some(&done.output))
            && self.path.join(&done.output).is_file()
            && hash(path).is_some_and(|hash| hash == done.sha256)
    }

    /// Where the result of an input goes; the folders on the way are made.
    fn target(&self, input: &Path) -> Result<PathBuf, Unwritten> {
        let own = self.names.get(input).map_or(Path::new("result"), PathBuf::as_path);
        let target = self.path.join(own);
        let folder = target.parent().unwrap_or(self.path);
        fs::create_dir_all(folder).map_err(|why| unwritten(folder, why))?;
        Ok(target)
    }

    /// Writes down that an input is done; not of what has no name in Unicode or no content that stays, which are done again.
    fn note(&self, input: &Path, sha256: Option<String>) -> Result<()> {
        let output = self.names.get(input).and_then(|own| own.to_str());
        let (Some(name), Some(output), Some(sha256)) = (input.to_str(), output, sha256) else {
            return Ok(());
        };
        let done = Done { input: name.into(), output: output.into(), sha256, made: self.made.clone() };
        // It begins a line of its own, whatever was cut off before it.
        let line = format!("\n{}\n", serde_json::to_string(&done)?);
        let mut manifest = self.manifest.lock().unwrap_or_else(PoisonError::into_inner);
        // In one call: a line is there or not.
        manifest.write_all(line.as_bytes()).map_err(|why| unwritten(&self.path.join(MANIFEST), why))?;
        Ok(())
    }
}

/// Refuses a folder in which a result would take the place of what is read, or would be read the next time.
fn refuse(folder: &Path, common: &Common, inputs: &[&Path], names: &HashMap<PathBuf, PathBuf>) -> Result<()> {
    let same = |a: &Path, b: &Path| identity(a).is_some_and(|own| Some(own) == identity(b));
    if let Some(read) = common.inputs.iter().find(|named| named.is_dir() && same(named, folder)) {
        bail!(say!("output-dir-read", path = read.display()));
    }
    let beside = destination::beside(common, &[]);
    let read: HashSet<_> =
        inputs.iter().copied().chain(beside.iter().map(PathBuf::as_path)).filter_map(identity).collect();
    match names
        .values()
        .map(|own| folder.join(own))
        .find(|own| identity(own).is_some_and(|own| read.contains(&own)))
    {
        Some(own) => bail!(say!("output-is-input", name = own.display())),
        None => Ok(()),
    }
}

/// What tells whether two paths are one file or folder.
#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}

/// What is written down as done, by input; a line that was cut off counts for nothing, and of those that wrote the same
/// result the last alone.
fn recorded(manifest: &Path) -> Result<HashMap<String, Done>> {
    let bytes = match fs::read(manifest) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error).with_context(|| manifest.display().to_string()),
    };
    let lines = bytes.split(|&b| b == b'\n').filter_map(|line| serde_json::from_slice::<Done>(line).ok());
    let by_output: HashMap<String, Done> = lines.map(|done| (done.output.clone(), done)).collect();
    Ok(by_output.into_values().map(|done| (done.input.clone(), done)).collect())
}

/// The result of each input within the folder: its own path with another ending. Where two would be one, both keep the ending
/// that they have in front of the new one.
fn names(inputs: &[&Path], ending: &str) -> Result<HashMap<PathBuf, PathBuf>> {
    let mut seen = HashSet::new();
    let mut twice = HashSet::new();
    let mut paths = Vec::new();
    for &input in inputs {
        // Out of the folder leads nothing.
        let inside: PathBuf =
            input.components().filter(|part| matches!(part, Component::Normal(_))).collect();
        let short = inside.with_extension(ending);
        if !seen.insert(short.clone()) {
            twice.insert(short.clone());
        }
        paths.push((input, inside, short));
    }
    let mut out = HashMap::new();
    let mut used = HashSet::new();
    for (input, inside, short) in paths {
        let own = if twice.contains(&short) {
            let mut long = inside.into_os_string();
            long.push(".");
            long.push(ending);
            PathBuf::from(long)
        } else {
            short
        };
        if !out.contains_key(input) && !used.insert(own.clone()) {
            bail!(say!("output-dir-twice", path = own.display()));
        }
        out.insert(input.to_owned(), own);
    }
    Ok(out)
}

/// What makes a result: program, rules, and the call but for its inputs and what changes nothing.
fn made(common: &Common) -> String {
    const IDLE: [&str; 3] = ["--resume", "-q", "--quiet"];
    const IDLE_PAIRS: [&str; 3] = ["--output-dir", "--threads", "--timeout"];
    let inputs: HashSet<_> = common.inputs.iter().map(|path| path.as_os_str().to_owned()).collect();
    let mut words = std::env::args_os().skip(1);
    let mut call: Vec<_> = words.next().into_iter().collect();
    while let Some(word) = words.next() {
        // --threads 2, or --threads=2.
        let text = word.to_string_lossy();
        let name = text.split('=').next().unwrap_or_default();
        if IDLE_PAIRS.contains(&&*text) {
            words.next();
        } else if !inputs.contains(&word) && !IDLE.contains(&&*text) && !IDLE_PAIRS.contains(&name) {
            call.push(word.clone());
        }
    }
    let mut hash = Sha256::new();
    hash.update(version::made_by());
    // What a configuration adds to the call, and the language of findings.
    let settled = (&common.out.format, &common.out.offsets, &common.source, language());
    hash.update(format!("{call:?} {settled:?}"));
    hex(&hash.finalize()[..8])
}

fn unwritten(path: &Path, why: io::Error) -> Unwritten {
    Unwritten { target: path.display().to_string(), why }
}
