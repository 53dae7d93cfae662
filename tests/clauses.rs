//! The clause gold under fixtures/clauses: eight texts of our own, annotated before the rules met them, and read a
//! second time by another reader. Scored as ../shared/gold/score_clauses.py scores, so that it needs nothing else.
#![allow(clippy::print_stdout)]

mod common;

use common::lines;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A row of an annotation, its cells by the names of the columns.
struct Row {
    start: u64,
    end: u64,
    cells: BTreeMap<String, String>,
}

impl Row {
    /// The values of a cell; inherited ones (^) are left out.
    fn values(&self, column: &str) -> BTreeSet<&str> {
        let all = self.cells[column].split('|');
        all.filter(|v| *v != "-" && !v.starts_with('^')).collect()
    }
}

fn annotations() -> Vec<PathBuf> {
    let folder = crate::common::root().join("fixtures/clauses");
    let entries = fs::read_dir(folder).expect("fixtures/clauses is there");
    let mut out: Vec<PathBuf> = entries.map(|e| e.expect("readable").path()).collect();
    out.retain(|p| p.extension().is_some_and(|e| e == "tsv"));
    out.sort();
    out
}

fn rows(path: &Path) -> (String, Vec<Row>) {
    let content = fs::read_to_string(path).expect("an annotation");
    let mut lines = content.lines();
    let text = lines.next().expect("a first line").trim_start_matches("# ").to_owned();
    let names: Vec<&str> = lines.next().expect("names").split('\t').collect();
    let row = |line: &str| {
        let cells: BTreeMap<String, String> =
            names.iter().map(ToString::to_string).zip(line.split('\t').map(str::to_owned)).collect();
        let number = |name: &str| cells[name].parse().expect("a position");
        Row { start: number("start"), end: number("end"), cells }
    };
    (text, lines.filter(|l| !l.is_empty()).map(row).collect())
}

fn directives(text: &str) -> Vec<Value> {
    let mut documents = lines(&["analyze", "--format", "jsonl", text]);
    let mut out: Vec<Value> = documents
        .iter_mut()
        .flat_map(|d| std::mem::take(d["directives"].as_array_mut().expect("directives")))
        .collect();
    out.sort_by_key(|d| (number(d, "start"), number(d, "end")));
    out
}

fn number(value: &Value, key: &str) -> u64 {
    value[key].as_u64().expect("a position")
}

/// Right, given, wanted.
#[derive(Default)]
struct Tally(usize, usize, usize);

impl Tally {
    fn f1(&self) -> f64 {
        2.0 * self.0 as f64 / (self.1 + self.2).max(1) as f64
    }
}

const ELEMENTS: [&str; 3] = ["actors", "deadlines", "targets"];

#[derive(Default)]
struct Score {
    clauses: Tally,
    modality: usize,
    elements: BTreeMap<&'static str, Tally>,
    values: Tally,
    normal_forms: Tally,
}

fn score_row(row: &Row, directives: &[Value], score: &mut Score) {
    let hits: Vec<&Value> =
        directives.iter().filter(|d| number(d, "start") < row.end && number(d, "end") > row.start).collect();
    let covered: u64 =
        hits.iter().map(|d| number(d, "end").min(row.end) - number(d, "start").max(row.start)).sum();
    let found = covered * 2 >= row.end - row.start;
    let wanted = row.cells["directive"] == "1";
    score.clauses.1 += usize::from(found);
    score.clauses.2 += usize::from(wanted);
    if !(found && wanted) {
        return;
    }
    score.clauses.0 += 1;
    let first = hits.iter().min_by_key(|d| number(d, "start").max(row.start)).expect("found");
    score.modality += usize::from(first["modality"] == row.cells["modality"].as_str());
    for element in ELEMENTS {
        let inside = |m: &&Value| {
            (row.start..row.end).contains(&number(m, "start")) && m.get("stated").is_none_or(|s| s == "here")
        };
        let got: BTreeSet<&str> = hits
            .iter()
            .flat_map(|d| d[element].as_array().expect("a list"))
            .filter(inside)
            .map(|m| m["text"].as_str().expect("text"))
            .collect();
        let want = row.values(element);
        let tally = score.elements.entry(element).or_default();
        tally.0 += got.intersection(&want).count();
        tally.1 += got.len();
        tally.2 += want.len();
    }
    score_values(row, &hits, score);
    score_normal_forms(row, &hits, score);
}

/// The value, the unit's side and the bound of each target that was found: `95,%,at_least,整改率`.
fn score_values(row: &Row, hits: &[&Value], score: &mut Score) {
    let texts = row.cells["targets"].split('|');
    for (text, wanted) in texts.zip(row.cells["values"].split('|')) {
        let targets = hits.iter().flat_map(|d| d["targets"].as_array().expect("a list"));
        let Some(got) = targets.into_iter().find(|t| t["text"] == text) else { continue };
        let parts: Vec<&str> = wanted.split(',').collect();
        // Shares and tenths are written in more than one way by the annotators.
        let Ok(value) = parts[0].parse::<f64>() else { continue };
        score.values.2 += 1;
        let ours = got["value"].as_f64().expect("a number");
        let same = (ours - value).abs() < 1e-6 * value.abs().max(1.0) || (ours - value * 10.0).abs() < 1e-6;
        score.values.0 += usize::from(same && got["bound"] == parts[2]);
        score.values.1 += 1;
    }
}

/// The normal form of each deadline that was found, where the annotators gave one.
fn score_normal_forms(row: &Row, hits: &[&Value], score: &mut Score) {
    let texts = row.cells["deadlines"].split('|');
    for (text, wanted) in texts.zip(row.cells["by"].split('|')).filter(|(t, by)| *t != "-" && *by != "?") {
        let deadlines = hits.iter().flat_map(|d| d["deadlines"].as_array().expect("a list"));
        let Some(got) = deadlines.into_iter().find(|d| d["text"] == text) else { continue };
        let ours = got["by"].as_str().unwrap_or_default();
        // They wrote an open interval without its dots, and a year for its end.
        let same = ours.trim_end_matches('.') == wanted || ours.starts_with(wanted);
        score.normal_forms.0 += usize::from(same);
        score.normal_forms.1 += 1;
        score.normal_forms.2 += 1;
    }
}

#[test]
fn the_clause_gold_of_our_own_reaches_its_minimums() {
    let mut score = Score::default();
    let mut marked = 0;
    for path in annotations() {
        let (text, rows) = rows(&path);
        let directives = directives(&text);
        for row in rows.iter().filter(|r| r.cells["directive"] != "?") {
            marked += usize::from(row.cells["directive"] == "1");
            score_row(row, &directives, &mut score);
        }
    }
    let modality = score.modality as f64 / score.clauses.0 as f64;
    let of = |element: &str| score.elements[element].f1();
    println!(
        "{marked} directive clauses: clause F1 {:.3}, modality {modality:.3}, actors {:.3}, deadlines {:.3}, targets {:.3}; values {} of {}, normal forms {} of {}",
        score.clauses.f1(),
        of("actors"),
        of("deadlines"),
        of("targets"),
        score.values.0,
        score.values.2,
        score.normal_forms.0,
        score.normal_forms.2,
    );
    assert!(marked >= 250, "{marked} clauses");
    assert!(score.clauses.f1() >= 0.95, "clauses {}", score.clauses.f1());
    assert!(modality >= 0.95, "modality {modality}");
    assert!(of("actors") >= 0.9, "actors {}", of("actors"));
    assert!(of("deadlines") >= 0.95, "deadlines {}", of("deadlines"));
    assert!(of("targets") >= 0.95, "targets {}", of("targets"));
    assert!(score.values.f1() >= 0.95, "values {}", score.values.f1());
    assert!(score.normal_forms.f1() >= 0.9, "normal forms {}", score.normal_forms.f1());
}

#[test]
fn every_annotated_segment_stands_where_it_says() {
    for path in annotations() {
        let (text, rows) = rows(&path);
        let source: Vec<char> =
            fs::read_to_string(common::root().join(&text)).expect("a text").chars().collect();
        for row in rows {
            let place: String =
                source[row.start as usize..row.end as usize].iter().filter(|c| !c.is_whitespace()).collect();
            let wanted: String = row.cells["text"].chars().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(place, wanted, "{text} {}", row.start);
        }
    }
}

/// The clauses of a notice's points that are told as directives.
fn told(points: &str) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("notice.txt");
    fs::write(&file, format!("关于做好水库管理的通知\n各镇人民政府：\n{points}\n")).expect("written");
    let rows = lines(&["directives", &file.display().to_string()]);
    let text = |row: &Value, field: &str| row[field].as_str().expect("a text").to_owned();
    rows.iter().map(|row| (text(row, "modality"), text(row, "text"))).collect()
}

#[test]
fn faults_that_a_reader_of_reports_found() {
    let only = |points: &str| told(points).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    // A heading that names cases, and one that orders.
    let cases = only("一、除外情形。\n已列入征收计划的水库不在此列。");
    assert!(cases.iter().all(|text| !text.contains("除外情形")), "{cases:?}");
    assert_eq!(only("一、除险加固。\n各镇要在汛前完成。")[0], "一、除险加固。");
    // The comma behind a note in a sentence.
    let noted = only("一、县水利局要开展明查暗访（县气象局、县电力公司配合），每季度通报一次结果。");
    assert!(noted.iter().all(|text| !text.starts_with('，')), "{noted:?}");
    assert!(noted.iter().any(|text| text == "每季度通报一次结果。"), "{noted:?}");
    // A bound of a figure is no prohibition.
    let bound = told("一、强化考核\n把水库管理纳入年度考核，权重不低于8%。\n会议不安排用餐。");
    let modality = |needle: &str| &bound.iter().find(|(_, text)| text.contains(needle)).expect(needle).0;
    assert_eq!((modality("不低于").as_str(), modality("用餐").as_str()), ("obligation", "prohibition"));
}
