//! What other programs' tests ask (../shared/peers): numbers of every writing, and the normal forms of deadlines. Skips,
//! saying so, where ../shared is missing.

mod common;

use common::{lines, shared};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;
use yaodian::{numeral, quantity};

/// Numbers that no policy text holds, and why they are left out.
const LEFT_OUT: &[(&str, &[&str])] = &[
    (
        "powers of e, letters for thousands, figures that begin with a point",
        &["21.2E0", "２.７８９０e－１", "12.32e+14", "-12e-1", "１５k个百分点", ".23456000", ".5", "...9"],
    ),
    (
        "vulgar fractions with a whole number, negative ones, fractions above one",
        &[
            "1 ３/5",
            "1 4/3的美梦,1/2的努力",
            "1 4/3的美夢,1/2的努力",
            "-3/2",
            "４ ６／３",
            "一百万又五十万分之二十五",
            "三百五十又3分之1",
            "壹百萬又五十萬分之二十五",
            "3又壹千分之23",
            "负３分之负一百五十七",
        ],
    ),
    (
        "a lone financial numeral is a word in our texts (陆, 伍, 叁)",
        &["三的另一种写法是叁", "五分之壹", "二分之壹"],
    ),
    (
        "speech: 百三 for 130, 千三, 倆, numbers as names of things",
        &[
            "百三",
            "千三",
            "倆千两百贰拾二",
            "这是五那是四",
            "这不是四川这是五台山",
            "这不是一这是九台",
            "答案是四不是五",
            "数量不是一却是五",
            "第零十刃",
        ],
    ),
    (
        "a damaged row of figures",
        &["2222.2222.22222.222", "1502222, 二百五, 还有二分之。", "1502222, 二百五, 還有二分之。"],
    ),
    (
        "20 to 30 points are read as a range, which the other program leaves",
        &["二三十个百分点", "二三十個百分點"],
    ),
];

fn is_left_out(input: &str) -> bool {
    LEFT_OUT.iter().any(|(_, inputs)| inputs.contains(&input))
}

/// A value as the other program writes it: 95% and 95 alike, a range by its ends.
fn ends(value: &str) -> Vec<f64> {
    let bare = value.trim_end_matches('%').trim_matches(['[', '(', ')', ']']);
    bare.split(',').filter_map(|end| end.parse().ok()).collect()
}

/// Whether the values are the same to twelve figures; a share may stand per cent.
fn same(own: f64, wanted: f64) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * b.abs().max(1e-9);
    near(own, wanted) || near(own, wanted / 100.0) || near(own, wanted * 100.0) || near(own / 10.0, wanted)
}

/// Whether the numbers of a case are found, whole and with their values.
fn agrees(case: &Value) -> bool {
    let input = case["input"].as_str().unwrap_or_default();
    let wanted = case["want"].as_array().cloned().unwrap_or_default();
    let values = |want: &Value| ends(want["value"].as_str().unwrap_or_default());
    if case["kind"] == "money" {
        let found: Vec<f64> = quantity::quantities(input).iter().map(|q| q.value).collect();
        let all = wanted.iter().flat_map(values).collect::<Vec<_>>();
        return all.iter().all(|w| found.iter().any(|f| same(*f, *w)));
    }
    let of_range = |n: &numeral::Number| [Some(n.value), n.upper].into_iter().flatten().collect::<Vec<_>>();
    let found: Vec<f64> = numeral::numbers(input).iter().flat_map(of_range).collect();
    let wanted: Vec<f64> = wanted.iter().flat_map(values).collect();
    if case["kind"] == "range" {
        return wanted.iter().all(|w| found.iter().any(|f| same(*f, *w)));
    }
    // Where nothing is wanted, nothing that counts may be found.
    if wanted.is_empty() {
        return quantity::quantities(input).is_empty();
    }
    wanted.len() <= found.len() && wanted.iter().all(|w| found.iter().any(|f| same(*f, *w)))
}

#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared")]
fn numbers_are_read_as_another_program_reads_them() {
    let shared = shared();
    let cases = fs::read_to_string(shared.join("peers/numbers.jsonl")).expect("the cases are there");
    let cases: Vec<Value> = cases.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let asked: Vec<&Value> =
        cases.iter().filter(|case| !is_left_out(case["input"].as_str().unwrap_or_default())).collect();
    let wrong: Vec<String> = asked
        .iter()
        .filter(|case| !agrees(case))
        .map(|case| {
            let input = case["input"].as_str().unwrap_or_default();
            let found: Vec<_> =
                numeral::numbers(input).iter().map(|n| (n.span.of(input).to_owned(), n.value)).collect();
            format!("{case} got {found:?}")
        })
        .collect();
    let share = 1.0 - wrong.len() as f64 / asked.len() as f64;
    assert!(share >= 0.97, "{share:.3} of {} cases\n{}", asked.len(), wrong.join("\n"));
}

/// The text of a notice of 5 March 2026 that holds a clause.
fn notice(clause: &str) -> String {
    let dated = clause.starts_with(|c: char| c.is_ascii_digit())
        || ["自", "到", "截至", "最迟"].iter().any(|w| clause.starts_with(w));
    let subject = if dated { "" } else { "各单位" };
    format!("关于做好有关工作的通知\n\n各单位：\n\n一、{subject}{clause}\n\n县政府办公室\n2026年3月5日\n")
}

#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared")]
fn deadlines_have_their_normal_forms() {
    let shared = shared();
    let table = fs::read_to_string(shared.join("peers/deadlines.tsv")).expect("the cases are there");
    let cases =
        table.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| line.split_once('\t'));
    let folder = TempDir::new().expect("a folder");
    let mut wrong = Vec::new();
    let mut asked = 0;
    for (clause, by) in cases {
        let path = folder.path().join("notice.txt");
        fs::write(&path, notice(clause)).expect("written");
        let read = lines(&["directives", &path.display().to_string()]);
        let found: Vec<&str> = read
            .iter()
            .flat_map(|d| d["deadlines"].as_array().expect("deadlines"))
            .map(|d| d["by"].as_str().unwrap_or("-"))
            .collect();
        // Two deadlines in one clause are told as two; the table has none for them.
        let own = if found.len() == 1 { found[0] } else { "-" };
        asked += 1;
        if own != by {
            wrong.push(format!("{clause} want {by} got {found:?}"));
        }
    }
    let share = 1.0 - wrong.len() as f64 / asked as f64;
    assert!(asked > 40 && share >= 0.97, "{share:.3} of {asked}\n{}", wrong.join("\n"));
}
