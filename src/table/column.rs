//! What the columns of a table are for.

use super::Head;
use crate::{
    lexicon::{entries, pattern_set},
    pattern::RegexSet,
    source::Span,
};
use std::sync::LazyLock;

/// What a column's cells say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// What is to be done.
    Task,
    /// Who leads it.
    Lead,
    /// Who does it.
    Responsible,
    /// Who helps.
    Participant,
    /// By when.
    Deadline,
    /// What is to be reached.
    Target,
    /// The row's number.
    Number,
    /// Anything else.
    Other,
}

static DICT: &str = include_str!("../../dict/tables.txt");

impl Column {
    /// What a head says.
    fn of(head: &str) -> Self {
        static HEADS: LazyLock<(RegexSet, Vec<Column>)> = LazyLock::new(|| {
            let column = |tag| match tag {
                "task" => Column::Task,
                "lead" => Column::Lead,
                "responsible" => Column::Responsible,
                "participant" => Column::Participant,
                "deadline" => Column::Deadline,
                "target" => Column::Target,
                "number" => Column::Number,
                other => panic!("dict/tables.txt: no column is called {other}"),
            };
            let columns = entries(DICT).map(|(_, tag)| column(tag)).collect();
            (pattern_set(entries(DICT).map(|(head, _)| head), "dict/tables.txt"), columns)
        });
        /// The longest head, in characters.
        const LONGEST: usize = 16;
        let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
        let head = head.split(['（', '(']).next().unwrap_or(&head);
        if head.is_empty() || head.chars().nth(LONGEST).is_some() {
            return Self::Other;
        }
        HEADS.0.first(head).map_or(Self::Other, |i| HEADS.1[i])
    }
}

/// The words of a head over a column: those of its rows, each once.
pub(super) fn words(text: &str, rows: &[Vec<Span>], column: usize) -> String {
    let mut cells: Vec<Span> = rows.iter().filter_map(|row| row.get(column)).copied().collect();
    cells.dedup();
    cells
        .iter()
        .map(|cell| cell.of(text).trim())
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join("/")
}

/// The heads of a table: rows whose cells name what columns are for, and the first row of any other.
pub(super) fn heads(text: &str, rows: &[Vec<Span>]) -> Vec<Head> {
    /// How many rows a head may have.
    const ROWS: usize = 2;
    let of = |row: &Vec<Span>| row.iter().map(|cell| Column::of(cell.of(text))).collect::<Vec<_>>();
    let mut out: Vec<Head> = Vec::new();
    let mut i = 0;
    while i < rows.len() {
        let mut columns = of(&rows[i]);
        if !names(&rows[i], &columns) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        // A second row of a head says more closely what stands under a merged cell of the first.
        while end < rows.len() && end - i < ROWS && goes_on(text, &rows[i], &rows[end]) {
            for (column, closer) in of(&rows[end]).into_iter().enumerate() {
                if closer != Column::Other && column < columns.len() {
                    columns[column] = closer;
                }
            }
            end += 1;
        }
        out.push(Head { rows: i..end, columns });
        i = end;
    }
    if out.is_empty() && !rows.is_empty() {
        out.push(Head { rows: 0..1, columns: of(&rows[0]) });
    }
    out
}

/// Whether a row's cells name what columns are for: two kinds at the least, in cells of their own.
fn names(row: &[Span], columns: &[Column]) -> bool {
    let mut told: Vec<(Column, Span)> = columns.iter().copied().zip(row.iter().copied()).collect();
    told.retain(|(column, _)| *column != Column::Other);
    told.sort();
    told.dedup_by_key(|(column, _)| *column);
    let mut cells: Vec<Span> = told.iter().map(|(_, cell)| *cell).collect();
    cells.sort();
    cells.dedup();
    told.len() >= 2 && cells.len() >= 2
}

/// Whether a row goes on with the head above it: a cell of that one covers several columns or this row too.
fn goes_on(text: &str, head: &[Span], row: &[Span]) -> bool {
    let down = head.iter().zip(row).any(|(a, b)| a == b && !a.is_empty());
    let across = head.windows(2).any(|pair| pair[0] == pair[1] && !pair[0].is_empty());
    let short = row.iter().all(|cell| cell.of(text).chars().count() <= 12);
    (down || across) && short && row.iter().zip(head).any(|(a, b)| a != b)
}
