//! What a report tells of two versions, and of a superior's tasks.

use super::{Asked, Run, found::Made};
use crate::{
    arguments::Common,
    command::{
        coverage,
        diff::{Pairs, difference_of, pair_name},
        input,
        whole::{Document, Texts, gather_telling},
    },
    standard::tell,
};
use anyhow::Result;
use serde::Serialize;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use yaodian::{
    coverage::{self as carried, THRESHOLD},
    diff::{Level, Link, State},
    limit::within,
    write::{self, Covered, Difference, Mark, Row, Segment},
};

/// Two documents and what changed between them; either may be missing.
#[derive(Serialize)]
struct Pair {
    old: Option<usize>,
    new: Option<usize>,
    summary: Row,
    /// The units that changed.
    units: Vec<Row>,
    /// The duties that did.
    changes: Vec<Row>,
}

/// A superior's document, a lower one, and what became of the tasks.
#[derive(Serialize)]
struct Carried {
    upper: Option<usize>,
    lower: Option<usize>,
    rows: Vec<Row>,
}

/// Adds both to a report, where they are asked for; gives how many pairs failed.
pub(super) fn compared(run: &Run, asked: &Asked, common: &Common, made: &mut Made) -> Result<usize> {
    let mut failed = 0;
    let read = |paths: &[PathBuf]| -> Result<Texts> {
        // What can't be read was told before.
        Ok(gather_telling(run, &input::found(paths, common)?, |_| {}).0)
    };
    if let Some([old, new]) = &asked.diff {
        let (olds, news) = (read(std::slice::from_ref(old))?, read(std::slice::from_ref(new))?);
        let pairs = differences(run, made, ((&olds, old), (&news, new)), &mut failed);
        made.report.part("diff", &pairs)?;
    }
    if let Some((upper, lower)) = &asked.coverage {
        let (uppers, lowers) = (read(std::slice::from_ref(upper))?, read(lower)?);
        let all = covered(run, made, (&uppers, &lowers), &mut failed);
        made.report.part("coverage", &all)?;
    }
    Ok(failed)
}

fn number(made: &Made, document: Document<'_>) -> Option<usize> {
    let compared = document.compared();
    made.number(compared.place.path, compared.number)
}

fn differences(
    run: &Run,
    made: &Made,
    ((olds, old), (news, new)): ((&Texts, &Path), (&Texts, &Path)),
    failed: &mut usize,
) -> Vec<Pair> {
    let mut out = Vec::new();
    for (old, new) in Pairs::of((olds, old), (news, new)).all() {
        let pair = |d: &Difference<'_>| Pair {
            old: old.and_then(|old| number(made, old)),
            new: new.and_then(|new| number(made, new)),
            summary: write::diff_summary_row(d),
            units: units(d),
            changes: write::change_rows(d, |_| true).collect(),
        };
        match difference_of(run, (old, new), false, pair) {
            Ok(pair) => out.push(pair),
            Err(error) => {
                tell(&format!("{}: {error:#}", pair_name((old, new))));
                *failed += 1;
            }
        }
    }
    out
}

/// The units that changed, those of articles with their points in them, each text as stretches with their marks.
fn units(d: &Difference<'_>) -> Vec<Row> {
    let rows = write::diff_rows(d, |level, _| level != Level::Document).zip(d.links());
    let changed = rows.filter(|(_, link)| d.state(link) != State::Unchanged && !d.is_inside(link));
    let unit = |(mut row, link): (Row, &Link)| {
        let (old, new) = d.segments(link);
        let marked = |segments: &[Segment<'_>]| -> Value {
            segments.iter().map(|segment| json!([segment.mark != Mark::Same, segment.text])).collect()
        };
        for field in ["edits", "old_path", "new_path", "old_document", "new_document"] {
            row.shift_remove(field);
        }
        row.insert("old_text".to_owned(), marked(&old));
        row.insert("new_text".to_owned(), marked(&new));
        row
    };
    changed.map(unit).collect()
}

fn covered(run: &Run, made: &Made, (uppers, lowers): (&Texts, &Texts), failed: &mut usize) -> Vec<Carried> {
    let mut out = Vec::new();
    for upper in coverage::documents(uppers) {
        for lower in coverage::documents(lowers) {
            match within(run.timeout, || carried::coverage(upper.side(), lower.side(), THRESHOLD)) {
                Ok(fates) => {
                    let of = Covered { upper: upper.compared(), lower: lower.compared(), fates: &fates };
                    let rows = write::coverage_rows(&of, |_| true).collect();
                    out.push(Carried { upper: number(made, upper), lower: number(made, lower), rows });
                }
                Err(error) => {
                    let (above, below) = (upper.compared().place.path, lower.compared().place.path);
                    tell(&format!("{above} → {below}: {error}"));
                    *failed += 1;
                }
            }
        }
    }
    out
}
