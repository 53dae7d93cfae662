//! Tables that lines make: cells parted by tabs, or by bars as Markdown has them.

use crate::{
    clean::Cleaned,
    source::{Grid, Span},
    split::Document,
};

/// The grids that the paragraphs of a document make.
pub(super) fn grids(cleaned: &Cleaned<'_>, document: &Document) -> Vec<Grid> {
    let text = cleaned.text();
    let mut out = Vec::new();
    let mut open = Grid::default();
    for &paragraph in &cleaned.paragraphs()[document.paragraphs.clone()] {
        match cells(text, paragraph) {
            Some(cells) if cells.is_empty() => {}
            Some(cells) => open.rows.push(cells),
            None => out.push(std::mem::take(&mut open)),
        }
    }
    out.push(open);
    out.retain(|grid| grid.rows.len() >= 2);
    out
}

/// The cells of a line, where it is a row; none for the line of dashes below a head.
fn cells(text: &str, line: Span) -> Option<Vec<Span>> {
    let part = line.of(text);
    let bars = part.starts_with('|') && part.trim_end().ends_with('|') && part.trim_end().len() > 1;
    let (inner, sign) = match (bars, part.contains('\t')) {
        (true, _) => (part.trim_end().trim_start_matches('|').trim_end_matches('|'), '|'),
        (false, true) => (part, '\t'),
        _ => return None,
    };
    if bars && inner.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ' | '－' | '—')) {
        return Some(Vec::new());
    }
    let mut at = line.start + (part.len() - part.trim_start_matches('|').len()) * usize::from(bars);
    let mut out = Vec::new();
    for cell in inner.split(sign) {
        let start = at + cell.len() - cell.trim_start().len();
        out.push(Span::new(start, start + cell.trim().len()));
        at += cell.len() + 1;
    }
    Some(out)
}
