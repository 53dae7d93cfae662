//! `schema`: the JSON Schema of a record.

use super::{Execute, Program, print};
use crate::output::Format;
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
use yaodian::write::{self, RowKind};

/// The JSON Schema of a record
#[derive(Debug, Args)]
#[command(after_long_help = "Example:\n  yaodian schema document > document.schema.json")]
pub(crate) struct Schema {
    /// Which record
    #[arg(value_enum, default_value_t = RowKind::Document)]
    kind: RowKind,
}

impl Execute for Schema {
    const FORMATS: &'static [Format] = &[];

    fn run(self, _: Program) -> Result<ExitCode> {
        print(&(serde_json::to_string_pretty(&write::schema_of(self.kind))? + "\n"))
    }
}
