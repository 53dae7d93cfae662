//! What the rows of an output are.

use yaodian::write::RowKind;

/// What the rows of an output are.
#[derive(Clone, Debug)]
pub struct Columns {
    /// What a row is.
    pub kind: RowKind,
    /// The heads of a table of cells.
    pub heads: Vec<String>,
    /// Whether rows bring the columns of the tables that they come from.
    pub carries: bool,
    /// The column whose values each have a file of their own.
    pub partition: Option<String>,
}
