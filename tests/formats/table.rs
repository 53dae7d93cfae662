//! The task table as Markdown, csv, tsv and workbook, the heads and the filters.

use crate::{
    MINUTES, NOTICE,
    common::{lines, stdout, yaodian},
};
use std::{fs, process::Command};

const HEADS: &str = "序号,来源,所属部分,任务内容,责任单位,配合单位,完成时限,目标值,力度,原文位置";

#[test]
fn the_task_table_has_its_ten_columns_in_both_languages() {
    let csv = stdout(&["directives", "--format", "csv", NOTICE]);
    assert!(csv.starts_with('\u{FEFF}'), "Excel needs the mark to read UTF-8");
    assert_eq!(csv.trim_start_matches('\u{FEFF}').lines().next(), Some(HEADS));
    let english = stdout(&["directives", "--format", "tsv", "--headers", "en", NOTICE]);
    assert_eq!(
        english.lines().next(),
        Some("no\tsource\tsection\ttask\tresponsible\tparticipants\tdeadline\ttarget\tstrength\tplace")
    );
    let markdown = stdout(&["directives", "--format", "md", NOTICE]);
    assert!(markdown.starts_with("| 序号 | 来源 |"));
}

#[test]
fn rows_are_numbered_through_all_files() {
    let table = stdout(&["directives", "-q", "--format", "tsv", NOTICE, MINUTES]);
    let numbers: Vec<usize> = table
        .lines()
        .skip(1)
        .map(|l| l.split('\t').next().expect("a cell").parse().expect("a number"))
        .collect();
    assert!(numbers.len() > 60);
    assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
}

#[test]
fn a_note_of_responsibility_stands_in_the_rows_that_it_is_of() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notice.txt");
    fs::write(
        &path,
        "关于做好防汛工作的通知\n各县区：\n一、工作任务\n（一）抓好水库巡查。建立巡查台账，落实专人值守。（责任单位：市水利局；配合单位：市气象局；完成时限：6月底前）\n",
    )
    .expect("written");
    let table = stdout(&["directives", "--format", "tsv", path.to_str().expect("UTF-8")]);
    let row = table.lines().find(|l| l.contains("建立巡查台账")).expect("the task");
    let cells: Vec<&str> = row.split('\t').collect();
    assert_eq!((cells[4], cells[5], cells[6]), ("市水利局", "市气象局", "6月底前（--06-30）"));
    assert!(!table.contains("（责任单位"), "the note is no task of its own: {table}");
}

#[test]
fn filters_choose_rows() {
    let all = lines(&["directives", "--format", "jsonl", NOTICE]);
    let chosen =
        |arguments: &[&str]| lines(&[&["directives", "--format", "jsonl", NOTICE], arguments].concat());
    let actor = chosen(&["--actor", "水利厅"]);
    assert!(!actor.is_empty() && actor.len() < all.len());
    let names = |d: &serde_json::Value| {
        d["actors"]
            .as_array()
            .expect("actors")
            .iter()
            .any(|a| a["text"].as_str().expect("text").contains("水利厅"))
    };
    assert!(actor.iter().all(names));
    let forbidden = chosen(&["--modality", "prohibition"]);
    assert!(!forbidden.is_empty() && forbidden.iter().all(|d| d["modality"] == "prohibition"));
    let firm = chosen(&["--min-strength", "4"]);
    assert!(!firm.is_empty() && firm.iter().all(|d| d["strength"].as_u64() >= Some(4)));
    let due = chosen(&["--has", "deadline", "--has", "target"]);
    let filled = |d: &serde_json::Value, key: &str| !d[key].as_array().expect("a list").is_empty();
    assert!(!due.is_empty() && due.iter().all(|d| filled(d, "deadlines") && filled(d, "targets")));
    let output = yaodian().args(["directives", "--min-strength", "9", NOTICE]).output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_text_that_begins_with_a_sign_is_no_formula() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("signs.txt");
    fs::write(&path, "=SUM(A1)各镇要抓好落实。\n+各镇要抓好落实。\n@各镇要抓好落实。\n-各镇要抓好落实。\n")
        .expect("written");
    let csv = stdout(&["directives", "--format", "csv", path.to_str().expect("UTF-8")]);
    for sign in ["=SUM", "+各", "@各"] {
        assert!(csv.contains(&format!(",'{sign}")), "{csv}");
    }
}

/// Opens the workbook in headless LibreOffice and compares what comes back with the table as csv.
#[test]
#[cfg_attr(not(office), ignore = "needs LibreOffice (soffice)")]
fn the_workbook_opens_in_libreoffice_and_comes_back_as_the_same_cells() {
    let folder = tempfile::tempdir().expect("a folder");
    let signs = folder.path().join("signs.txt");
    fs::write(&signs, "=SUM(A1)各镇要抓好落实。\n各镇要报“甲,乙”“丙\"丁”。\n").expect("written");
    let inputs = [NOTICE, MINUTES, signs.to_str().expect("UTF-8")];
    let book = folder.path().join("tasks.xlsx");
    let out = ["directives", "-q", "-o", book.to_str().expect("UTF-8")];
    assert!(yaodian().args(out).args(inputs).output().expect("runs").status.success());
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let converted = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"])
        .arg("--outdir")
        .arg(folder.path())
        .arg(&book)
        .output()
        .expect("runs");
    let told = String::from_utf8_lossy(&converted.stderr);
    let back = fs::read_to_string(folder.path().join("tasks.csv")).unwrap_or_else(|e| panic!("{e}: {told}"));
    let ours = stdout(&[&["directives", "-q", "--format", "csv"][..], &inputs].concat());
    let (back, ours) = (cells(&back), cells(&ours));
    assert!(ours.len() > 60);
    assert_eq!(back.len(), ours.len());
    for (theirs, ours) in back.iter().zip(&ours) {
        // In csv a text that a spreadsheet would take for a formula has an apostrophe before it.
        let ours: Vec<&str> = ours.iter().map(|c| c.strip_prefix('\'').unwrap_or(c)).collect();
        assert_eq!(*theirs, ours);
    }
}

/// The cells of a csv text after RFC 4180.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.trim_start_matches('\u{FEFF}').chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().expect("one row at least");
        let cell = row.last_mut().expect("one cell at least");
        match c {
            '"' if quoted && chars.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            c => cell.push(c),
        }
    }
    rows.retain(|r| r.iter().any(|c| !c.is_empty()));
    rows
}
