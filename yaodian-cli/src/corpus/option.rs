//! How inputs are unpacked and read.

use super::pre::Pre;
use encoding_rs::Encoding;
use yaodian::{read, source::Unit};

/// What files that `analyze` wrote are to a command.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// No texts: an error.
    #[default]
    Texts,
    /// Documents that are read; where a unit is given, their positions must count it.
    Records(Option<Unit>),
}

/// How inputs are unpacked and read.
#[derive(Debug, Default)]
pub struct Options {
    /// What documents that `analyze` wrote are.
    pub reading: Reading,
    /// The encoding of plain texts, pages and tables, where it is not to be found out.
    pub encoding: Option<&'static Encoding>,
    /// The column that holds the text of a row, where it is not to be found by its name.
    pub text_field: Option<String>,
    /// Whether what comes through a pipe is a table of cells, where its first bytes tell nothing else.
    pub piped_cells: bool,
    /// The column that names a row.
    pub id_field: Option<String>,
    /// The program that makes text of files.
    pub pre: Option<Pre>,
    /// How many bytes a text, a row of a table or a file of an archive may have; [`read::MOST`] where nothing is said.
    pub max_input: Option<u64>,
    /// Which files of archives are taken, as in .gitignore; those that are documents or tables where there are none.
    pub globs: Vec<String>,
    /// Whether nothing is told of how tables are read and what was passed over.
    pub quiet: bool,
}

impl Options {
    /// How many bytes a text may have.
    pub fn most(&self) -> u64 {
        self.max_input.unwrap_or(read::MOST)
    }
}
