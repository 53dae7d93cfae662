//! The task table 任务分解表: a directive a row, as an office hands it out.

use serde_json::Value;
use std::path::Path;
use yaodian::{
    directive::{Actor, Deadline, Directive, Force, Part, Stated, Target},
    document::Analysis,
    outline::{Outline, Style},
    rule::Rule,
    sense::Modality,
    source::Span,
    write::{self, Place, Row},
};

/// The language of the heads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Headers {
    /// 序号, 来源, …
    #[default]
    Zh,
    /// no, source, …
    En,
}

/// The heads, in both languages.
const HEADS: [(&str, &str); 10] = [
    ("序号", "no"),
    ("来源", "source"),
    ("所属部分", "section"),
    ("任务内容", "task"),
    ("责任单位", "responsible"),
    ("配合单位", "participants"),
    ("完成时限", "deadline"),
    ("目标值", "target"),
    ("力度", "strength"),
    ("原文位置", "place"),
];

impl Headers {
    /// The heads of the table.
    pub(crate) fn columns(self) -> Vec<String> {
        let of = |&(zh, en): &(&'static str, &'static str)| if self == Self::Zh { zh } else { en };
        HEADS.iter().map(|head| of(head).to_owned()).collect()
    }
}

/// A row a directive, for those that `chosen` takes; a note of responsibility stands in the rows that it is of,
/// and is none itself where there are such rows; a bare heading stands in the column of the section only. The first column is filled by `number`ing the rows that are
/// written.
pub(crate) fn task_rows(
    place: &Place<'_>,
    analysis: &Analysis,
    headers: Headers,
    chosen: impl Fn(&Directive) -> bool,
) -> Vec<Row> {
    let columns = headers.columns();
    let all = &analysis.directives;
    let mut out = Vec::new();
    for (i, d) in all.iter().enumerate() {
        if d.heading || is_folded(all, i) || !chosen(d) {
            continue;
        }
        let deadlines = d.deadlines.iter().chain(note_of(all, i).into_iter().flat_map(|n| &n.deadlines));
        let cells = [
            Value::Null,
            source(place, analysis).into(),
            section(place, &analysis.outline, d).into(),
            task(place, &analysis.outline, d).into(),
            names(place, d, headers, |part| part != Part::Participant).into(),
            names(place, d, headers, |part| part == Part::Participant).into(),
            joined(deadlines.map(|x| deadline(place, x))).into(),
            joined(d.targets.iter().map(|t| target(place, t, headers))).into(),
            strength(d, headers).into(),
            position(place, d).into(),
        ];
        out.push(columns.iter().cloned().zip(cells).collect());
    }
    out
}

/// Whether a directive is a note that stands in the row of the clause before it.
fn is_folded(all: &[Directive], i: usize) -> bool {
    all[i].note && i > 0 && !all[i - 1].note && all[i - 1].item == all[i].item
}

/// The note behind a directive in its item, which says who is responsible for it, and by when.
fn note_of(all: &[Directive], i: usize) -> Option<&Directive> {
    if all[i].note {
        return None;
    }
    all[i + 1..].iter().take_while(|d| d.item == all[i].item).find(|d| d.note)
}

/// The clause without a marker at its head.
fn task<'p>(place: &'p Place<'_>, outline: &Outline, d: &Directive) -> &'p str {
    let opened = d.item.map(|i| &outline.items[i]).filter(|i| i.span.start == d.span.start);
    // The 要 of 一要 is the clause's modal word.
    let behind = opened.map_or(d.span.start, |item| match item.style {
        Style::CnMust => item.marker.end - '要'.len_utf8(),
        _ => item.marker.end,
    });
    let text = place.text(Span::new(behind.min(d.span.end), d.span.end));
    if d.note { text.trim_start() } else { from_its_head(text) }
}

/// The clause from its first word: marks that belong to what stands before it (the comma of 首先，, the dash of a
/// list) and a remark in brackets on the sentence before (（鼓掌）) are no part of a task.
fn from_its_head(text: &str) -> &str {
    let led = |c: char| c.is_whitespace() || "，,、；;：:—－-）)】]".contains(c);
    let text = text.trim_start_matches(led);
    let remark = text.strip_prefix(['（', '(']).and_then(|inner| inner.split_once(['）', ')']));
    match remark {
        Some((_, rest)) if rest.chars().any(char::is_alphabetic) => rest.trim_start_matches(led),
        _ => text,
    }
}

/// The document's title, else the file's name.
fn source(place: &Place<'_>, analysis: &Analysis) -> String {
    let name =
        || Path::new(place.path).file_stem().map_or(place.path.into(), |n| n.to_string_lossy().into_owned());
    analysis.document.title.clone().unwrap_or_else(name)
}

/// The item that holds it: markers and title.
fn section(place: &Place<'_>, outline: &Outline, d: &Directive) -> String {
    let Some(item) = d.item else { return String::new() };
    let path = outline.path(place.cleaned.written(), item);
    // Where the item is the clause itself, the one above names the part.
    let titled = std::iter::successors(Some(item), |&i| outline.items[i].parent)
        .find(|&i| outline.items[i].title.start < d.span.start)
        .unwrap_or(item);
    let title: String = place.text(outline.items[titled].title).chars().take(40).collect();
    if titled == item || outline.items[item].title.start < d.span.start {
        format!("{path} {title}")
    } else {
        format!("{path}（{title}）")
    }
}

/// The names of those who act, each with what must be known of it: that it leads, that it is named elsewhere.
fn names(place: &Place<'_>, d: &Directive, headers: Headers, of: impl Fn(Part) -> bool) -> String {
    let zh = headers == Headers::Zh;
    let name = |a: &Actor| {
        let mut out = place.text(a.span).to_owned();
        if a.part == Part::Lead {
            out += if zh { "（牵头）" } else { " (lead)" };
        }
        // What a note says of the clause is said of it in so many words.
        if a.stated == Stated::Inherited && a.rule != Rule::ActorFromNote {
            out += if zh { "（承前）" } else { " (inherited)" };
        }
        out
    };
    let mut out: Vec<String> = d.actors.iter().filter(|a| of(a.part)).map(name).collect();
    out.dedup();
    out.join("、")
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join("；")
}

fn deadline(place: &Place<'_>, deadline: &Deadline) -> String {
    match &deadline.by {
        Some(by) => format!("{}（{by}）", place.text(deadline.span)),
        None => place.text(deadline.span).to_owned(),
    }
}

/// The measure, the bound and the figure: 整改率 ≥95%.
pub(crate) fn target(place: &Place<'_>, target: &Target, headers: Headers) -> String {
    use yaodian::directive::Bound;
    let sign = match target.bound {
        Bound::AtLeast => "≥",
        Bound::AtMost => "≤",
        Bound::About => "≈",
        Bound::Exact | Bound::Between => "",
    };
    let striven = match (target.force, headers) {
        (Force::Binding, _) => "",
        (Force::Striven, Headers::Zh) => "力争",
        (Force::Striven, Headers::En) => "strive for ",
    };
    let measure = target.measure.map(|m| format!("{} ", place.text(m))).unwrap_or_default();
    format!("{measure}{striven}{sign}{}", place.text(target.span))
}

/// The modality and the strength.
fn strength(d: &Directive, headers: Headers) -> String {
    let zh = match d.modality {
        Modality::Obligation => "应做",
        Modality::Prohibition => "禁止",
        Modality::Permission => "可做",
        Modality::Commitment => "承诺",
        Modality::Decision => "决定",
    };
    match headers {
        Headers::Zh => format!("{zh} {}", d.strength),
        Headers::En => format!("{} {}", write::named(d.modality), d.strength),
    }
}

/// File, line and positions.
fn position(place: &Place<'_>, d: &Directive) -> String {
    let (start, end, line) = place.of(d.span);
    format!("{}:{line} [{start}–{end}]", place.path)
}

#[cfg(test)]
mod tests {
    use super::from_its_head;

    #[test]
    fn a_task_begins_with_a_word() {
        for (clause, task) in [
            ("，要把河道清淤做完。", "要把河道清淤做完。"),
            ("——各县要守住耕地红线。", "各县要守住耕地红线。"),
            ("（热烈鼓掌）必须修好水库。", "必须修好水库。"),
            ("“双减”要落到每所学校。", "“双减”要落到每所学校。"),
            ("《条例》要学透。", "《条例》要学透。"),
            ("（市教育局负责）", "（市教育局负责）"),
            ("要学透。", "要学透。"),
        ] {
            assert_eq!(from_its_head(clause), task, "{clause}");
        }
    }
}
