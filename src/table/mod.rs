//! Tables: those that the format knows, and those that lines with tabs or bars make; what their columns are for
//! (dict/tables.txt).

mod column;
mod lines;

pub use column::Column;

use crate::{
    clean::Cleaned,
    source::{Grid, Span},
    split::Document,
};
use std::ops::Range;

/// A table of a document. Places are spans of the cleaned text.
#[derive(Clone, Debug)]
pub struct Table {
    /// From its first cell to its last.
    pub span: Span,
    /// The indices of its paragraphs.
    pub paragraphs: Range<usize>,
    /// Its rows from the head on, merged cells in each row and column that they cover.
    pub rows: Vec<Vec<Span>>,
    /// Which rows are heads.
    heads: Vec<Head>,
}

/// A head: its rows, and what each column under it is for.
#[derive(Clone, Debug)]
struct Head {
    rows: Range<usize>,
    columns: Vec<Column>,
}

/// A row of a table of tasks.
#[derive(Clone, Debug)]
pub struct Task {
    /// What is to be done.
    pub text: Span,
    /// Its other cells that say who, when and what for.
    pub cells: Vec<(Column, Span)>,
}

impl Table {
    /// The head's words, a text a column; empty where it has no head.
    pub fn head(&self, text: &str) -> Vec<String> {
        let rows = self.heads.first().map_or(0..0, |head| head.rows.clone());
        let width = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let of = |column: usize| column::words(text, &self.rows[rows.clone()], column);
        if rows.is_empty() { Vec::new() } else { (0..width).map(of).collect() }
    }

    /// The rows that are no heads.
    pub fn body(&self) -> impl Iterator<Item = &Vec<Span>> {
        let is_head = |i: usize| self.head_of(i).is_some_and(|head| head.rows.contains(&i));
        self.rows.iter().enumerate().filter(move |(i, _)| !is_head(*i)).map(|(_, row)| row)
    }

    /// The head that a row stands under, or is part of.
    fn head_of(&self, row: usize) -> Option<&Head> {
        let next = self.heads.partition_point(|head| head.rows.start <= row);
        next.checked_sub(1).map(|i| &self.heads[i])
    }

    /// Whether its rows are tasks.
    pub fn has_tasks(&self) -> bool {
        self.heads.iter().any(Head::has_tasks)
    }

    /// The tasks of its rows.
    pub fn tasks(&self, text: &str) -> Vec<Task> {
        let mut out = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let Some(head) = self.head_of(i) else { continue };
            if head.has_tasks() && !head.rows.contains(&i) {
                out.extend(head.task(text, row));
            }
        }
        out
    }
}

impl Head {
    fn has_tasks(&self) -> bool {
        let has = |column| self.columns.contains(&column);
        let says = [Column::Lead, Column::Responsible, Column::Participant, Column::Deadline, Column::Target];
        has(Column::Task) && says.into_iter().any(has)
    }

    /// What a row says; nothing where it only heads the rows below it.
    fn task(&self, text: &str, row: &[Span]) -> Option<Task> {
        let filled = |cell: &Span| !cell.of(text).trim().is_empty();
        let distinct = row.iter().filter(|cell| filled(cell)).collect::<std::collections::BTreeSet<_>>();
        if distinct.len() < 2 {
            return None;
        }
        let of = |wanted: Column| {
            let own = row.iter().zip(&self.columns).filter(move |(_, c)| **c == wanted);
            own.map(|(cell, _)| *cell).filter(|cell| filled(cell))
        };
        // The last column of tasks says it most closely.
        let task = of(Column::Task).next_back()?;
        let mut cells: Vec<(Column, Span)> = Vec::new();
        for (&cell, &column) in row.iter().zip(&self.columns) {
            let says = !matches!(column, Column::Task | Column::Number | Column::Other);
            if says && filled(&cell) && cell != task && !cells.contains(&(column, cell)) {
                cells.push((column, cell));
            }
        }
        (!cells.is_empty()).then_some(Task { text: trimmed(text, task), cells })
    }
}

fn trimmed(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let start = part.len() - part.trim_start().len();
    Span::new(span.start + start, span.start + part.trim_end().len())
}

/// The tables of a document, in order.
pub fn tables(cleaned: &Cleaned<'_>, document: &Document) -> Vec<Table> {
    let (text, extent) = (cleaned.text(), document.span(cleaned));
    let mut grids: Vec<Grid> = Vec::new();
    for grid in &cleaned.source().shape().tables {
        let place = |cell: &Span| {
            let start = cleaned.from_source(cell.start);
            Span::new(start, cleaned.from_source(cell.end).max(start))
        };
        let rows: Vec<Vec<Span>> =
            grid.rows.iter().map(|row| row.iter().map(place).map(|s| trimmed(text, s)).collect()).collect();
        let inside = |cell: &Span| extent.start <= cell.start && cell.end <= extent.end;
        if rows.iter().flatten().all(inside) {
            grids.push(Grid { rows });
        }
    }
    if grids.is_empty() {
        grids = lines::grids(cleaned, document);
    }
    grids.into_iter().filter_map(|grid| table(cleaned, document, grid)).collect()
}

/// A grid as a table, where it is one and no frame around prose.
fn table(cleaned: &Cleaned<'_>, document: &Document, grid: Grid) -> Option<Table> {
    /// More characters than a cell of a table has that tells no tasks.
    const LONGEST: usize = 400;
    let text = cleaned.text();
    let rows = grid.rows;
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if rows.len() < 2 || width < 2 {
        return None;
    }
    let first = rows.iter().flatten().map(|c| c.start).min()?;
    let last = rows.iter().flatten().map(|c| c.end).max()?;
    let heads = column::heads(text, &rows);
    let long = |cell: &Span| cell.of(text).chars().nth(LONGEST).is_some();
    let several = |row: &&Vec<Span>| {
        row.iter().filter(|c| !c.is_empty()).collect::<std::collections::BTreeSet<_>>().len() > 1
    };
    let tabular = rows.iter().filter(several).count() * 2 > rows.len() && !rows.iter().flatten().any(long);
    if !tabular && !heads.iter().any(Head::has_tasks) {
        return None;
    }
    let all = cleaned.paragraphs();
    let from = all.partition_point(|p| p.end <= first).max(document.paragraphs.start);
    let to = all.partition_point(|p| p.start < last).min(document.paragraphs.end);
    Some(Table { span: Span::new(first, last), paragraphs: from..to.max(from), rows, heads })
}
