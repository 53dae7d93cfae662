//! The rows of tables as binary documents and RTF have them: paragraphs that stand in a table, with what their row is
//! like at its end.

use super::super::flow::{self, Flow};
use std::collections::HashMap;

/// A cell of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct Cell {
    /// Its edges, in twentieths of a point.
    pub(in crate::read) left: i32,
    pub(in crate::read) right: i32,
    /// How many columns of its table it covers, which the rows around it tell.
    pub(in crate::read) across: usize,
    /// Whether it goes on with the cell above.
    pub(in crate::read) goes_on: bool,
    /// Whether it is one with the cell before it.
    pub(in crate::read) is_one_with_last: bool,
}

/// Where a paragraph stands.
#[derive(Debug, Default)]
pub(in crate::read) struct Place {
    /// How deep it stands in tables; 0 is in none.
    pub(in crate::read) depth: usize,
    /// Whether it ends a cell.
    pub(in crate::read) ends_cell: bool,
    /// Whether it stands for the end of a row, which has these cells.
    pub(in crate::read) ends_row: Option<Vec<Cell>>,
}

/// The cells of each row, by the paragraph that begins it and by how deep its table stands.
type Rows = HashMap<(usize, usize), Vec<Cell>>;

/// Tables stand in tables to this depth; Word has no limit, and nobody goes so deep.
pub(in crate::read) const DEEPEST: usize = 16;

/// Finds the rows among the paragraphs of a story, and takes their cells.
fn rows(places: &mut [Place]) -> Rows {
    let mut rows = Rows::new();
    // Where the row that is open at each depth began.
    let mut open: Vec<usize> = Vec::new();
    // The rows of the table that is open at each depth.
    let mut tables: Vec<Vec<usize>> = Vec::new();
    for at in 0..places.len() {
        let depth = places[at].depth;
        for (left, table) in tables.drain(depth.min(tables.len())..).enumerate() {
            align(&mut rows, &table, depth + left + 1);
        }
        tables.resize_with(depth, Vec::new);
        open.truncate(depth);
        open.resize(depth, at);
        if let Some(cells) = places[at].ends_row.as_mut()
            && let (Some(start), Some(table)) = (open.pop(), tables.last_mut())
        {
            rows.insert((start, depth), std::mem::take(cells));
            table.push(start);
            // The next row begins behind it.
            if places.get(at + 1).is_some_and(|next| next.depth >= depth) {
                open.push(at + 1);
            }
        }
    }
    for (depth, table) in tables.iter().enumerate() {
        align(&mut rows, table, depth + 1);
    }
    rows
}

/// Tells for each cell of a table how many of its columns it covers: those between all edges of all rows.
fn align(rows: &mut Rows, table: &[usize], depth: usize) {
    /// Edges nearer than a millimetre are one: people draw tables by hand.
    const NEAR: i32 = 57;
    let mut edges: Vec<i32> = Vec::new();
    for start in table {
        let cells = rows.get(&(*start, depth)).into_iter().flatten();
        edges.extend(cells.flat_map(|cell| [cell.left, cell.right]));
        edges.sort_unstable();
        edges.dedup_by(|next, last| next.saturating_sub(*last) < NEAR);
    }
    let column = |edge: i32| edges.partition_point(|e| e.saturating_add(NEAR) <= edge);
    for start in table {
        let Some(cells) = rows.get_mut(&(*start, depth)) else { continue };
        for at in (0..cells.len()).rev() {
            let right = cells[at + 1..].iter().take_while(|next| next.is_one_with_last).last();
            let right = right.map_or(cells[at].right, |last| last.right);
            cells[at].across = column(right).saturating_sub(column(cells[at].left)).max(1);
        }
    }
}

/// A row that is open.
struct Row {
    cells: Vec<Cell>,
    /// How many cells were ended.
    ended: usize,
    in_cell: bool,
}

/// The tables of a story on the way through its paragraphs.
pub(in crate::read) struct Tables {
    rows: Rows,
    /// The rows that are open, the innermost last.
    open: Vec<Row>,
}

impl Tables {
    /// Those of paragraphs that stand so, whose rows' cells are taken.
    pub(in crate::read) fn of(places: &mut [Place]) -> Self {
        for place in &mut *places {
            place.depth = place.depth.min(DEEPEST);
        }
        Self { rows: rows(places), open: Vec::new() }
    }

    /// Goes on to the paragraph of this number; whether it has text, which one that stands for a row's end has not.
    pub(in crate::read) fn enter(&mut self, flow: &mut Flow, at: usize, place: &Place) -> bool {
        self.leave(flow, place.depth);
        while self.open.len() < place.depth {
            // A table in a table stands in a cell.
            self.enter_cell(flow);
            let cells = self.rows.remove(&(at, self.open.len() + 1)).unwrap_or_default();
            flow.open_row();
            self.open.push(Row { cells, ended: 0, in_cell: false });
        }
        if place.ends_row.is_some() && place.depth > 0 {
            self.leave(flow, place.depth - 1);
            return false;
        }
        self.enter_cell(flow);
        true
    }

    /// Begins the next cell of the open row, where none is open.
    fn enter_cell(&mut self, flow: &mut Flow) {
        let Some(row) = self.open.last_mut().filter(|row| !row.in_cell) else { return };
        row.in_cell = true;
        let Cell { across, goes_on, .. } = row.cells.get(row.ended).copied().unwrap_or_default();
        flow.open_cell(flow::Cell { across, goes_on, ..flow::Cell::default() });
    }

    /// Ends the open cell behind its last paragraph, but for one that is one with the next.
    pub(in crate::read) fn leave_cell(&mut self, flow: &mut Flow) {
        let Some(row) = self.open.last_mut().filter(|row| row.in_cell) else { return };
        row.ended += 1;
        if !row.cells.get(row.ended).is_some_and(|next| next.is_one_with_last) {
            row.in_cell = false;
            flow.close_cell();
        }
    }

    /// Ends the rows that stand deeper.
    pub(in crate::read) fn leave(&mut self, flow: &mut Flow, depth: usize) {
        while self.open.len() > depth {
            if self.open.pop().is_some_and(|row| row.in_cell) {
                flow.close_cell();
            }
            flow.close_row(true);
        }
    }
}
