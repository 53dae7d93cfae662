//! The directives of a table's rows: the task, and who, when and what for from the cells beside it.

use super::{
    Actor, Deadline, Directive, Part, Stated, TimeKind,
    actor::names,
    deadline, directive,
    targets::{self, Target},
};
use crate::{
    outline::Outline,
    phrase::Phrase,
    rule::Rule,
    sense,
    source::Span,
    split::Date,
    table::{Column, Table, Task},
};

/// The directives of the tasks of a table.
pub(super) fn directives(text: &str, outline: &Outline, table: &Table, date: Option<Date>) -> Vec<Directive> {
    let tasks = table.tasks(text);
    tasks.into_iter().map(|task| of_task(text, outline, table, task, date)).collect()
}

fn of_task(text: &str, outline: &Outline, table: &Table, task: Task, date: Option<Date>) -> Directive {
    let item = outline.innermost(table.span.start);
    let reading = sense::order(text, task.text, table.paragraphs.start, item);
    let mut out = Directive { rule: Rule::ClauseTableRow, ..directive(text, &reading, date) };
    let told = |column: Column| task.cells.iter().any(|(c, _)| *c == column);
    // Cells made for it say who and when better than the words of the task.
    if told(Column::Lead) || told(Column::Responsible) {
        out.actors.clear();
    }
    if told(Column::Deadline) {
        out.deadlines.clear();
    }
    for (column, cell) in &task.cells {
        match column {
            Column::Lead => out.actors.extend(actors(text, *cell, Part::Lead)),
            Column::Responsible => out.actors.extend(actors(text, *cell, Part::Responsible)),
            Column::Participant => out.actors.extend(actors(text, *cell, Part::Participant)),
            Column::Deadline => out.deadlines.extend(times(text, *cell, date)),
            Column::Target => out.targets.extend(figures(text, *cell)),
            Column::Task | Column::Number | Column::Other => {}
        }
    }
    out
}

fn actors(text: &str, cell: Span, part: Part) -> impl Iterator<Item = Actor> {
    let place =
        move |span: Span| Actor { span: cell.inner(span), stated: Stated::Here, part, rule: Rule::TableCell };
    names(cell.of(text)).into_iter().map(place)
}

/// The times of a cell; where its words are none that are known, all of it.
fn times(text: &str, cell: Span, date: Option<Date>) -> Vec<Deadline> {
    let words = cell.of(text);
    let found = deadline::deadlines(words, &Phrase::of(words), &[], date);
    if !found.is_empty() {
        return found.into_iter().map(|d| Deadline { span: cell.inner(d.span), ..d }).collect();
    }
    // A bare month or day under 完成时限 is the last that is left.
    let limit = match words.chars().next_back() {
        Some('月' | '年') => "底前",
        Some('日' | '底' | '旬') => "前",
        _ => "",
    };
    let bounded = format!("{words}{limit}");
    let by = deadline::deadlines(&bounded, &Phrase::of(&bounded), &[], date).into_iter().next();
    let (kind, by) = by.map_or((TimeKind::Event, None), |d| (d.kind, d.by));
    vec![Deadline { span: cell, kind, by, rule: Rule::TableCell }]
}

fn figures(text: &str, cell: Span) -> impl Iterator<Item = Target> {
    let place =
        move |t: Target| Target { span: cell.inner(t.span), measure: t.measure.map(|m| cell.inner(m)), ..t };
    targets::of_cell(cell.of(text)).into_iter().map(place)
}
