//! Terms and categories over groups.

use crate::{rows, texts, told};
use serde_json::Value;

const YEARS: [(&str, &str); 4] = [
    ("report-1978.txt", "抓革命，生产。\n"),
    ("report-1998.txt", "改革，生产，改革。\n"),
    ("report-2018.txt", "改革创新，创新，创新，改革。\n"),
    ("无年份.txt", "改革。\n"),
];

fn of<'r>(rows: &'r [Value], name: &str) -> &'r Value {
    rows.iter().find(|row| row["term"] == name).unwrap_or_else(|| panic!("{name} is missing"))
}

#[test]
fn groups_are_the_years_of_the_paths_where_nothing_else_is_asked_for() {
    let (_folder, files) = texts(&YEARS);
    let found = rows(&["trends", "--min-count", "1"], &files);
    let row = of(&found, "生产");
    assert_eq!((&row["first"], &row["last"]), (&"1978".into(), &"1998".into()));
    let groups: Vec<&str> =
        row["series"].as_array().expect("a list").iter().filter_map(|p| p["group"].as_str()).collect();
    assert_eq!(groups, ["1978", "1998", "2018"]);
    let (message, _) = told(&["trends"], &files);
    assert!(message.contains("1 document belongs to no group"), "{message}");
}

#[test]
fn the_year_that_a_document_gives_itself_is_the_second_choice() {
    let notice = "关于做好清淤工作的通知\n各镇：\n要完成沟渠清淤。\n某县水利局\n2026年3月2日\n";
    let (_folder, files) = texts(&[("notice.txt", notice)]);
    assert_eq!(rows(&["trends", "--min-count", "1"], &files)[0]["first"], "2026");
}

#[test]
fn new_and_gone_terms_are_told_by_the_outer_groups() {
    let (_folder, files) = texts(&YEARS[..3]);
    let names = |call: &[&str]| -> Vec<String> {
        rows(call, &files).iter().map(|row| row["term"].as_str().expect("text").to_owned()).collect()
    };
    let new = names(&["trends", "--new", "--min-count", "1"]);
    assert_eq!(new[0], "创新", "the latest first, the most frequent of them before the others");
    assert!(new.contains(&"改革".to_owned()) && !new.contains(&"生产".to_owned()), "{new:?}");
    let gone = names(&["trends", "--gone", "--min-count", "1"]);
    assert_eq!(gone[0], "生产", "gone last");
    assert!(!gone.contains(&"改革".to_owned()), "{gone:?}");
}

#[test]
fn a_term_that_is_named_counts_where_it_is_a_word() {
    let (_folder, files) = texts(&YEARS[..3]);
    let found = rows(&["trends", "--term", "创新", "--term", "无此词", "--term", "抓 革命"], &files);
    assert_eq!(of(&found, "创新")["count"], 2, "改革创新 is a word of its own");
    assert_eq!((&of(&found, "无此词")["count"], &of(&found, "无此词")["tau"]), (&0.into(), &Value::Null));
    assert_eq!(of(&found, "抓 革命")["count"], 1);
}

#[test]
fn tables_have_a_column_a_group() {
    let (_folder, files) = texts(&YEARS[..3]);
    let call = ["trends", "--term", "改革", "--format", "tsv", "--values", "count"];
    let table = crate::stdout(&call.into_iter().chain(files.iter().map(String::as_str)).collect::<Vec<_>>());
    let lines: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0][lines[0].len() - 3..], ["1978", "1998", "2018"]);
    assert_eq!(lines[1][lines[1].len() - 3..], ["0", "2", "1"]);
}

#[test]
fn a_drawing_fits_its_columns_and_shows_where_there_is_nothing() {
    let (_folder, files) = texts(&YEARS[..3]);
    let call = ["trends", "--term", "改革", "--format", "text"];
    let shown = crate::stdout(&call.into_iter().chain(files.iter().map(String::as_str)).collect::<Vec<_>>());
    assert!(shown.contains("  ·█▃  "), "{shown}");
}

#[test]
fn a_codebook_counts_each_group_and_zero_too() {
    let book = "改革\t动力/改革\n创新\t动力/创新\n改革创新\t-\n生产\t经济\n";
    let (_folder, mut files) = texts(&[YEARS[0], YEARS[2], ("book.txt", book)]);
    let book = files.pop().expect("the codebook");
    let call = ["categories", "--codebook", &book, "--group", r"(\d{4})\.txt"];
    let found = rows(&call, &files);
    let count = |group: &str, category: &str| {
        let row = found.iter().find(|row| row["group"] == group && row["category"] == category);
        row.expect("there")["count"].clone()
    };
    assert_eq!((count("1978", "经济"), count("1978", "动力/改革")), (1.into(), 0.into()));
    assert_eq!((count("2018", "动力/创新"), count("2018", "动力/改革")), (2.into(), 1.into()));
    let levels = rows(&["categories", "--codebook", &book, "--levels", "1"], &files);
    assert_eq!(levels.iter().find(|row| row["category"] == "动力").expect("there")["count"], 3);
    let matches = rows(&["categories", "--codebook", &book, "--matches"], &files);
    assert!(matches.iter().all(|row| row["text"] != "改革创新" && row["line"] == 1));
    let whole = rows(&["categories", "--codebook", "policy-areas", "--words"], &files);
    assert_eq!(whole.len(), 20, "categories that don't occur stand too");
}

#[test]
fn a_wrong_codebook_or_group_is_a_wrong_call() {
    let (_folder, files) = texts(&[YEARS[0], ("book.txt", "# 注\n改革\n")]);
    let (message, status) = told(&["categories", "--codebook", &files[1]], &files[..1]);
    assert!(status == Some(2) && message.contains("line 2") && message.contains("a tab"), "{message}");
    let (message, status) = told(&["categories", "--codebook", "nothing"], &files[..1]);
    assert!(status == Some(2) && message.contains("policy-instruments"), "{message}");
    assert_eq!(told(&["trends", "--group", "("], &files[..1]).1, Some(2));
}
