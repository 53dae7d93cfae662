//! What parts the rows of a Parquet table into files (`--partition-by`): a column that they have, or what their document says.

use super::{bench, texts::Text};
use anyhow::{Result, bail};
use serde_json::Value;
use yaodian::{
    lexis::{self, Grouping},
    say,
    split::Document,
    write::{self, RowKind},
};

/// A field of documents that their rows lack.
#[derive(Clone)]
pub(super) struct Parting {
    column: String,
    /// Where it is looked for, the first place that tells.
    grouping: Vec<Grouping>,
}

impl Parting {
    /// None where rows have the column; what is made of all documents together has no other.
    pub(super) fn new(column: &str, kind: RowKind, whole: bool) -> Result<Option<Self>> {
        let own = write::columns(kind);
        if own.iter().any(|name| name == column) {
            return Ok(None);
        }
        if whole {
            bail!(say!("partition-column", column, columns = own.join(", ")));
        }
        let grouping = match column {
            "year" => bench::by_year()?,
            _ => vec![Grouping { field: column.to_owned(), pattern: None }],
        };
        Ok(Some(Self { column: column.to_owned(), grouping }))
    }

    /// The column and its value for a document of a text, `of` so many.
    pub(super) fn of(&self, text: &Text<'_>, document: &Document, of: usize) -> (String, Value) {
        let metadata = document.metadata(&text.read.metadata, of);
        let text = lexis::Text::of_document(text.name, (text.cleaned, metadata), (document, 1), false);
        let value = self.grouping.iter().find_map(|grouping| grouping.of(&text));
        (self.column.clone(), value.map_or(Value::Null, Value::String))
    }
}
