//! `coverage`: what two plans make of a superior's tasks (fixtures/coverage), in every format, and what must hold of any texts.

#![expect(clippy::print_stdout, reason = "what is scored is told")]

mod common;

use common::{lines, root, stdout, yaodian};
use serde_json::Value;
use std::{collections::BTreeSet, fs};
use tempfile::TempDir;

const FOLDER: &str = "fixtures/coverage";

/// A row of gold.tsv.
struct Gold {
    plan: String,
    upper: String,
    state: String,
    softer: BTreeSet<String>,
    lower: Vec<String>,
}

fn gold() -> Vec<Gold> {
    let text = fs::read_to_string(root().join(FOLDER).join("gold.tsv")).expect("there");
    let row = |line: &str| {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let list = |cell: &str, by: char| -> Vec<String> {
            cell.split(by).filter(|w| !w.is_empty()).map(str::to_owned).collect()
        };
        Gold {
            plan: cells[0].clone(),
            upper: cells[1].clone(),
            state: cells[2].replace("carried", "whole"),
            softer: list(&cells[3], ',').into_iter().collect(),
            lower: list(&cells[4], '|'),
        }
    };
    text.lines().skip(1).map(row).collect()
}

fn number(row: &Value, field: &str) -> usize {
    row[field].as_u64().map_or(usize::MAX, |n| n as usize)
}

/// Whether two stretches overlap.
fn meet(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Where a text stands in another one, in code points.
fn place(whole: &str, part: &str) -> (usize, usize) {
    let at = whole.find(part).unwrap_or_else(|| panic!("{part} is there"));
    let start = whole[..at].chars().count();
    (start, start + part.chars().count())
}

/// What is right of what there is.
#[derive(Default)]
struct Score {
    states: (usize, usize),
    softer: (usize, usize),
    places: (usize, usize),
    added: (usize, usize),
}

fn score(plan: &str, score: &mut Score) {
    let read = |name: &str| fs::read_to_string(root().join(FOLDER).join(name)).expect("there");
    let (upper, lower) = (read("superior.txt"), read(&format!("plan-{plan}.txt")));
    let rows = lines(&["coverage", &format!("{FOLDER}/superior.txt"), &format!("{FOLDER}/plan-{plan}.txt")]);
    let tasks: Vec<&Value> = rows.iter().filter(|row| row["level"] == "directive").collect();
    let spans = |row: &Value| -> Vec<(usize, usize)> {
        let all = row["lower"].as_array().expect("a list");
        all.iter().map(|c| (number(c, "start"), number(c, "end"))).collect()
    };
    for gold in gold().iter().filter(|gold| gold.plan == plan) {
        if gold.state == "added" {
            let span = place(&lower, &gold.lower[0]);
            let added = tasks.iter().filter(|row| row["carried"] == "added");
            score.added.0 += usize::from(added.flat_map(|row| spans(row)).any(|own| meet(own, span)));
            score.added.1 += 1;
            continue;
        }
        let span = place(&upper, &gold.upper);
        let own = tasks.iter().find(|row| meet((number(row, "upper_start"), number(row, "upper_end")), span));
        let own = own.unwrap_or_else(|| panic!("{} is a task", gold.upper));
        score.states.0 += usize::from(own["carried"] == gold.state.as_str());
        score.states.1 += 1;
        let given: BTreeSet<String> = own["softer"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|s| Some(s.as_str()?.to_owned()))
            .collect();
        score.softer.0 += usize::from(given == gold.softer);
        score.softer.1 += 1;
        if !gold.lower.is_empty() {
            let wanted: Vec<(usize, usize)> = gold.lower.iter().map(|part| place(&lower, part)).collect();
            score.places.0 += usize::from(spans(own).iter().any(|own| wanted.iter().any(|w| meet(*own, *w))));
            score.places.1 += 1;
        }
    }
}

#[test]
fn tasks_are_found_softened_split_missing_and_added() {
    let mut all = Score::default();
    score("near", &mut all);
    score("far", &mut all);
    let share = |(right, of): (usize, usize)| right as f64 / of as f64;
    let told = [
        ("states", all.states, 0.95),
        ("softer", all.softer, 0.95),
        ("places", all.places, 0.96),
        ("added", all.added, 1.0),
    ];
    for (name, counts, least) in told {
        println!("coverage {name}: {}/{} = {:.3}", counts.0, counts.1, share(counts));
        assert!(share(counts) >= least, "{name}: {counts:?}");
    }
}

/// Two texts in a folder of their own.
fn pair(upper: &str, lower: &str) -> (TempDir, String, String) {
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        path.display().to_string()
    };
    let (upper, lower) = (write("upper.txt", upper), write("lower.txt", lower));
    (folder, upper, lower)
}

#[test]
fn each_way_of_demanding_less_is_told() {
    let cases = [
        ("各校必须配备两名校医。", "各校要配备两名校医。", "weaker", "modality"),
        ("各校要配备不少于3名校医。", "各校要配备不少于2名校医。", "weaker", "figure"),
        ("各校要在2026年6月底前配齐校医。", "各校要在2026年12月底前配齐校医。", "weaker", "deadline"),
        ("县教育局应当组织校医培训。", "应当组织校医培训。", "weaker", "actor"),
        ("各校要配备不少于2名校医。", "各校要配备不少于3名校医。", "whole", ""),
        ("省教育厅应当组织全省校医培训。", "市教育局应当组织全市校医培训。", "whole", ""),
        ("各校要配备两名校医。", "各镇要清理河道垃圾。", "missing", ""),
    ];
    for (upper, lower, carried, softer) in cases {
        let (_folder, above, below) = pair(upper, lower);
        let rows = lines(&["coverage", &above, &below]);
        let row = rows.iter().find(|row| row["carried"] != "added").expect("a task");
        assert_eq!(row["carried"], carried, "{upper} {lower}");
        let own: Vec<&str> =
            row["softer"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert_eq!(own.join(","), softer, "{upper} {lower}");
    }
}

#[test]
fn figures_that_two_clauses_share_out_are_a_split_task() {
    let upper = "县财政局要按照大桥每座每年不低于2万元、小桥每座每年不低于5000元的标准安排养护经费。";
    let cases = [
        (
            "县财政局要按照每座每年不低于2万元的标准安排大桥养护经费。小桥的养护经费由县财政局按每座每年不低于5000元安排。",
            "split",
        ),
        // The figure is another one, and who has it asks for something else.
        (
            "县财政局要按照大桥每座每年不低于2万元、小桥每座每年不低于4000元的标准安排养护经费。各村要安排不低于5000元的保洁经费。",
            "weaker",
        ),
    ];
    for (lower, carried) in cases {
        let (_folder, above, below) = pair(upper, lower);
        let rows = lines(&["coverage", &above, &below]);
        let row = rows.iter().find(|row| row["carried"] != "added").expect("a task");
        assert_eq!(row["carried"], carried, "{lower}: {row}");
    }
}

#[test]
fn points_stand_before_their_tasks_and_places_give_back_the_text() {
    let rows = lines(&["coverage", &format!("{FOLDER}/superior.txt"), &format!("{FOLDER}/plan-near.txt")]);
    let upper = fs::read_to_string(root().join(FOLDER).join("superior.txt")).expect("there");
    let lower = fs::read_to_string(root().join(FOLDER).join("plan-near.txt")).expect("there");
    let at = |text: &str, row: &Value, start: &str, end: &str| -> String {
        text.chars().skip(number(row, start)).take(number(row, end) - number(row, start)).collect()
    };
    let mut points = BTreeSet::new();
    for row in &rows {
        if row["level"] == "item" {
            assert!(points.insert(row["upper_item_path"].to_string()), "each point once");
            continue;
        }
        if let Some(text) = row["upper_text"].as_str() {
            assert_eq!(at(&upper, row, "upper_start", "upper_end"), text);
            let path = row["upper_item_path"].to_string();
            assert!(path == "\"\"" || points.contains(&path), "{path} was told");
        }
        for carrier in row["lower"].as_array().into_iter().flatten() {
            assert_eq!(at(&lower, carrier, "start", "end"), carrier["text"].as_str().expect("a text"));
        }
    }
    assert!(points.len() > 10);
}

#[test]
fn a_table_has_a_column_a_plan() {
    let call = |format: &str| {
        stdout(&[
            "coverage",
            &format!("{FOLDER}/superior.txt"),
            &format!("{FOLDER}/plan-near.txt"),
            &format!("{FOLDER}/plan-far.txt"),
            "--format",
            format,
        ])
    };
    let table = call("csv");
    let head = table.lines().next().expect("a head");
    assert_eq!(head.trim_start_matches('\u{feff}').trim_end(), "上级条目,上级任务,plan-near,plan-far");
    assert!(table.contains("弱化（时限）") && table.contains("未承接") && table.contains("新增"));
    assert!(call("text").contains("plan-far.txt") && call("md").starts_with("| 上级条目 |"));
    // Records are a row a plan.
    assert!(call("jsonl").lines().count() > 2 * 35);
    let missing = stdout(&[
        "coverage",
        &format!("{FOLDER}/superior.txt"),
        &format!("{FOLDER}/plan-near.txt"),
        "--only",
        "missing",
    ]);
    assert!(missing.lines().all(|line| line.contains("\"missing\"")) && missing.lines().count() >= 4);
}

#[test]
fn a_lower_document_is_needed() {
    let output = yaodian().args(["coverage", &format!("{FOLDER}/superior.txt")]).output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("UPPER LOWER"));
}
