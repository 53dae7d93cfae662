//! yaodian.toml: options that hold where the command line says nothing.

use crate::cli::Common;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use yaodian::{source::Unit, write::Format};

/// The file read where none is named.
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
}

/// Fills in from the configuration file what the command line left open. Paths in it count from its folder.
pub(crate) fn apply(common: &mut Common) -> Result<()> {
    let path = match &common.config {
        Some(path) if !path.exists() => bail!("{}: there is no such configuration file", path.display()),
        Some(path) => path.clone(),
        None if Path::new(NAME).exists() => PathBuf::from(NAME),
        None => return Ok(()),
    };
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("{}: can't be read", path.display()))?;
    let config: Config = toml::from_str(&text)
        .with_context(|| format!("{}: is no configuration of yaodian", path.display()))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    if common.output.is_none() {
        common.format = common.format.or(config.format);
    }
    common.offsets = common.offsets.or(config.offsets);
    common.threads = common.threads.or(config.threads);
    common.encoding = common.encoding.take().or(config.encoding);
    if common.glob.is_empty() {
        common.glob = config.glob;
    }
    common.text_field = common.text_field.take().or(config.text_field);
    common.id_field = common.id_field.take().or(config.id_field);
    if common.pre.is_none() {
        common.pre = config.pre;
        common.pre_glob = config.pre_glob;
    }
    let inside = |paths: Vec<PathBuf>| paths.into_iter().map(|path| folder.join(path)).collect();
    if common.dict.is_empty() {
        common.dict = inside(config.dict);
    }
    if common.force_dict.is_empty() {
        common.force_dict = inside(config.force_dict);
    }
    Ok(())
}
