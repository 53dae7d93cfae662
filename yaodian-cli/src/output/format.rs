//! The output formats.

use serde::Serialize;
use std::path::Path;

/// The output formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values, with a byte order mark for spreadsheet programs.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// An Excel workbook.
    Xlsx,
    /// A Markdown table.
    Md,
    /// For the eye.
    Text,
    /// IG Script of the Institutional Grammar 2.0, a statement a line.
    Igscript,
    /// A REFI-QDA project: texts, codes, coded passages.
    Qdpx,
}

impl Format {
    /// The formats of rows.
    pub const TABLES: [Self; 7] =
        [Self::Json, Self::Jsonl, Self::Csv, Self::Tsv, Self::Xlsx, Self::Md, Self::Text];
    /// All formats.
    pub const ALL: [Self; 9] = [
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Tsv,
        Self::Xlsx,
        Self::Md,
        Self::Text,
        Self::Igscript,
        Self::Qdpx,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Xlsx => "xlsx",
            Self::Md => "md",
            Self::Text => "text",
            Self::Igscript => "igscript",
            Self::Qdpx => "qdpx",
        }
    }

    /// What files of the kind end with.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            other => other.name(),
        }
    }

    /// The format that a file's name tells, such as `out.csv`.
    pub fn of_path(path: &Path) -> Option<Self> {
        Some(match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Self::Json,
            "jsonl" | "ndjson" => Self::Jsonl,
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "xlsx" => Self::Xlsx,
            "md" => Self::Md,
            "txt" | "text" => Self::Text,
            "ig" | "igscript" => Self::Igscript,
            "qdpx" => Self::Qdpx,
            _ => return None,
        })
    }

    /// Whether its tables have heads.
    pub const fn has_columns(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::Xlsx | Self::Md)
    }

    /// Whether a terminal can't show it.
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Qdpx)
    }
}
