//! What a run needs to know before it begins, settled from the command line, the configuration and the terminal.

use super::{Job, parting::Parting};
use crate::{
    arguments::{Color, Common},
    standard::terminal_width,
};
use crate::{output::Format, terminal::Palette};
use anyhow::{Result, bail};
use std::{
    io::{self, IsTerminal},
    path::Path,
};
use yaodian::{say, source::Unit};

/// What a run needs to know, settled from the command line, the configuration and the terminal.
#[derive(Clone)]
pub(super) struct Setting {
    pub(super) unit: Unit,
    pub(super) explain: bool,
    pub(super) format: Format,
    /// The columns of tables that are carried through, in formats that have columns.
    pub(super) carried: Vec<String>,
    /// What parts rows into files, where they don't say it themselves.
    pub(super) parting: Option<Parting>,
    pub(super) width: usize,
    pub(super) palette: Palette,
}

/// Settles them; `whole` is whether rows are made of all documents together.
pub(super) fn settle(common: &Common, job: &Job, whole: bool) -> Result<Setting> {
    let to_terminal = common.to_standard_output() && io::stdout().is_terminal();
    let default = if to_terminal { job.terminal } else { job.piped };
    let format = match (common.out.format, common.output()) {
        (Some(format), _) => format,
        _ if common.out.partition_by.is_some() => Format::Parquet,
        (None, Some(path)) => named_format(path, job.formats)?.unwrap_or(job.piped),
        (None, None) => default,
    };
    if !job.formats.contains(&format) {
        let names: Vec<&str> = job.formats.iter().map(|f| f.name()).collect();
        bail!(say!("format-not-printed", format = format.name(), formats = names.join(", ")));
    }
    if format.is_binary() && to_terminal {
        bail!(say!("format-no-terminal", format = format.name()));
    }
    if job.explain && !format.is_nested() {
        bail!(say!("explain-format", format = format.name()));
    }
    let parting = match &common.out.partition_by {
        Some(_) if format != Format::Parquet => bail!(say!("partition-format")),
        Some(column) => Parting::new(column, job.kind, whole)?,
        None => None,
    };
    let color = match common.out.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => to_terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let width = if to_terminal { terminal_width() } else { 100 };
    Ok(Setting {
        unit: common.out.offsets.unwrap_or_default(),
        format,
        carried: Vec::new(),
        explain: job.explain,
        parting,
        width,
        palette: Palette::new(color && format == Format::Text),
    })
}

/// The format that a file's name tells; none where it has no ending, or where it is none on a disk.
fn named_format(path: &Path, formats: &[Format]) -> Result<Option<Format>> {
    let Some(ending) = path.extension() else { return Ok(None) };
    match Format::of_path(path) {
        Some(format) => Ok(Some(format)),
        None => {
            let endings: Vec<String> = formats.iter().map(|f| format!(".{}", f.name())).collect();
            let (path, ending, endings) = (path.display(), ending.display(), endings.join(" "));
            bail!(say!("format-unknown", path, ending, endings))
        }
    }
}
