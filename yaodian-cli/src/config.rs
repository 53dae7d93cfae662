//! yaodian.toml: options that hold where the command line says nothing.

use crate::{arguments::Common, output::Format, spoken::names_language};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::{
    env,
    path::{Path, PathBuf},
};
use yaodian::{
    message::{self, Language},
    read, say,
    source::Unit,
};

/// The file read in the working folder.
const NAME: &str = "yaodian.toml";

/// What the file may hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    format: Option<Format>,
    offsets: Option<Unit>,
    encoding: Option<String>,
    #[serde(default)]
    glob: Vec<String>,
    text_field: Option<String>,
    id_field: Option<String>,
    pre: Option<String>,
    #[serde(default)]
    pre_glob: Vec<String>,
    threads: Option<usize>,
    #[serde(default)]
    dict: Vec<PathBuf>,
    #[serde(default)]
    force_dict: Vec<PathBuf>,
    rules: Option<PathBuf>,
    lang: Option<Language>,
}

/// A configuration file.
struct Found {
    path: PathBuf,
    /// Whether the user put it there, so that it may name a program to run; whatever lies in a folder may not.
    trusted: bool,
}

/// The file named by `--config`, or that of the working folder and then the user's own.
fn found(common: &Common) -> Result<Vec<Found>> {
    if let Some(path) = &common.general.config {
        if !path.exists() {
            bail!(say!("config-missing", path = path.display()));
        }
        return Ok(vec![Found { path: path.clone(), trusted: true }]);
    }
    let own = env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let own = own.or_else(|| env::home_dir().map(|home| home.join(".config")));
    let candidates = [
        Some(Found { path: PathBuf::from(NAME), trusted: false }),
        own.map(|folder| Found { path: folder.join("yaodian").join("config.toml"), trusted: true }),
    ];
    Ok(candidates.into_iter().flatten().filter(|found| found.path.is_file()).collect())
}

/// The configuration files that hold for a call.
pub(crate) fn paths(common: &Common) -> Vec<PathBuf> {
    found(common).unwrap_or_default().into_iter().map(|found| found.path).collect()
}

/// Fills in from the configuration files what the command line left open; `formats` are those that the command prints.
/// Paths in a file count from its folder. Says what was passed over.
pub(crate) fn apply(common: &mut Common, formats: &[Format]) -> Result<Option<String>> {
    let mut note = None;
    for Found { path, trusted } in found(common)? {
        let text = settings(&path).with_context(|| say!("config-unreadable", path = path.display()))?;
        let mut config: Config = toml::from_str(&text)
            .map_err(|error| anyhow::Error::msg(message::detail(error)))
            .with_context(|| say!("config-broken", path = path.display()))?;
        if !trusted && (config.pre.is_some() || !config.pre_glob.is_empty()) {
            (config.pre, config.pre_glob) = (None, Vec::new());
            note = Some(say!("config-untrusted", path = path.display()));
        }
        fill(common, config, path.parent().unwrap_or(Path::new("")), formats)
            .with_context(|| path.display().to_string())?;
    }
    Ok(note)
}

/// The text of a configuration file, which is a short one.
fn settings(path: &Path) -> Result<String> {
    const MOST: u64 = 1 << 20;
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(read::Error::from)?;
    read::whole(file, MOST, &mut bytes)?;
    Ok(String::from_utf8(bytes)?)
}

fn fill(common: &mut Common, config: Config, folder: &Path, formats: &[Format]) -> Result<()> {
    if let Some(encoding) = &config.encoding {
        yaodian::read::parse_label(encoding).map_err(anyhow::Error::msg)?;
    }
    // What the command doesn't print, or can't show where its output goes, is meant for others.
    let fits = |format: &Format| formats.contains(format);
    let (out, source, lexicon) = (&mut common.out, &mut common.source, &mut common.lexicon);
    if out.output.is_none() {
        out.format = out.format.or(config.format.filter(fits));
    }
    out.offsets = out.offsets.or(config.offsets);
    common.general.threads = common.general.threads.or(config.threads);
    if let Some(language) = config.lang.filter(|_| !names_language()) {
        yaodian::message::speak(language);
    }
    source.encoding = source.encoding.take().or(config.encoding);
    if source.glob.is_empty() {
        source.glob = config.glob;
    }
    source.text_field = source.text_field.take().or(config.text_field);
    source.id_field = source.id_field.take().or(config.id_field);
    if source.pre.is_none() {
        source.pre = config.pre;
        source.pre_glob = config.pre_glob;
    }
    for path in config.dict.iter().chain(&config.force_dict).chain(&config.rules) {
        if !folder.join(path).exists() {
            bail!("{}: {}", folder.join(path).display(), say!("no-such-file"));
        }
    }
    let inside = |paths: Vec<PathBuf>| paths.into_iter().map(|path| folder.join(path)).collect();
    if lexicon.dict.is_empty() {
        lexicon.dict = inside(config.dict);
    }
    if lexicon.force_dict.is_empty() {
        lexicon.force_dict = inside(config.force_dict);
    }
    if lexicon.rules.is_none() {
        lexicon.rules = config.rules.map(|path| folder.join(path));
    }
    Ok(())
}
