//! The table of a superior's tasks with what became of them 承接对照表: a row a task, a column a lower document.

use super::Headers;
use std::path::Path;
use yaodian::{
    coverage::{Carried, Fate, Softer},
    write::{Covered, Row},
};

/// What makes the rows of the table.
pub(crate) struct FateTable {
    headers: Headers,
    /// The names of the lower documents' files.
    names: Vec<String>,
}

impl FateTable {
    /// `lowers` are the files of the lower documents.
    pub(crate) fn new<'p>(headers: Headers, lowers: impl Iterator<Item = &'p Path>) -> Self {
        let mut names: Vec<String> = Vec::new();
        for path in lowers {
            let own = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            let (mut unused, mut n) = (own.clone(), 2);
            while names.contains(&unused) {
                unused = format!("{own} ({n})");
                n += 1;
            }
            names.push(unused);
        }
        Self { headers, names }
    }

    /// The heads: the point, the task, each lower document.
    pub(crate) fn heads(&self) -> Vec<String> {
        let own =
            if self.headers == Headers::Zh { ["上级条目", "上级任务"] } else { ["point", "task"] };
        own.into_iter().map(str::to_owned).chain(self.names.iter().cloned()).collect()
    }

    /// A row a task that any of the lower documents carries so, as `chosen` takes; then those that they add. All documents of a
    /// lower file stand in its column.
    pub(crate) fn rows(&self, all: &[Covered<'_>], chosen: impl Fn(Carried) -> bool) -> Vec<Row> {
        let Some(first) = all.first() else { return Vec::new() };
        let heads = self.heads();
        let mut columns: Vec<&str> = Vec::new();
        let places: Vec<usize> = all
            .iter()
            .map(|covered| {
                let path = covered.lower.place.path;
                columns.iter().position(|own| *own == path).unwrap_or_else(|| {
                    columns.push(path);
                    columns.len() - 1
                })
            })
            .collect();
        let row = |point: String, task: &str, cells: &[(usize, String)]| -> Row {
            let mut own = vec![String::new(); heads.len().saturating_sub(2)];
            for (column, cell) in cells {
                if let Some(own) = own.get_mut(*column) {
                    let gap = if own.is_empty() || cell.is_empty() { "" } else { "\n" };
                    own.push_str(gap);
                    own.push_str(cell);
                }
            }
            let cells = [point, task.to_owned()].into_iter().chain(own).map(Into::into);
            heads.iter().cloned().zip(cells).collect()
        };
        let tasks = first.fates.iter().filter(|fate| fate.carried != Carried::Added).count();
        let mut out = Vec::new();
        for i in 0..tasks {
            let fates = || all.iter().map(|covered| (covered, &covered.fates[i]));
            if fates().any(|(_, fate)| chosen(fate.carried)) {
                let cells: Vec<(usize, String)> = fates()
                    .zip(&places)
                    .map(|((covered, fate), &column)| (column, self.cell(covered, fate)))
                    .collect();
                let fate = &first.fates[i];
                out.push(row(first.upper.path(fate.item), first.upper.place.text(fate.span), &cells));
            }
        }
        for (covered, &column) in all.iter().zip(&places).filter(|_| chosen(Carried::Added)) {
            let added = covered.fates[tasks..].iter();
            out.extend(added.map(|fate| row(String::new(), "", &[(column, self.cell(covered, fate))])));
        }
        out
    }

    /// What became of a task, with the clauses that carry it.
    fn cell(&self, covered: &Covered<'_>, fate: &Fate) -> String {
        let mut said = fate_name(fate.carried, self.headers).to_owned();
        if !fate.softer.is_empty() {
            let why: Vec<&str> =
                fate.softer.iter().map(|softer| softer_name(*softer, self.headers)).collect();
            let (open, between, close) =
                if self.headers == Headers::Zh { ("（", "、", "）") } else { (" (", ", ", ")") };
            said = format!("{said}{open}{}{close}", why.join(between));
        }
        let lower = &covered.lower;
        let mut clauses: Vec<String> = fate
            .carriers
            .iter()
            .map(|c| format!("{} {}", lower.path(c.item), lower.place.text(c.span)))
            .collect();
        if fate.carried == Carried::Added {
            clauses.push(format!("{} {}", lower.path(fate.item), lower.place.text(fate.span)));
        }
        clauses.iter().fold(said, |said, clause| format!("{said}\n{}", clause.trim()))
    }
}

/// What it is called how a task is carried.
pub(crate) fn fate_name(carried: Carried, headers: Headers) -> &'static str {
    let (zh, en) = match carried {
        Carried::Whole => ("承接", "whole"),
        Carried::Weaker => ("弱化", "weaker"),
        Carried::Split => ("分解", "split"),
        Carried::Missing => ("未承接", "missing"),
        Carried::Added => ("新增", "added"),
    };
    if headers == Headers::Zh { zh } else { en }
}

/// In what a task is weaker.
pub(crate) fn softer_name(softer: Softer, headers: Headers) -> &'static str {
    let (zh, en) = match softer {
        Softer::Modality => ("力度", "modality"),
        Softer::Figure => ("指标", "figure"),
        Softer::Deadline => ("时限", "deadline"),
        Softer::Actor => ("主体", "actor"),
    };
    if headers == Headers::Zh { zh } else { en }
}
