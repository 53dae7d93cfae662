//! Key terms and formulations.

use crate::{rows, texts, told};
use serde_json::Value;

fn of<'r>(rows: &'r [Value], key: &str, name: &str) -> &'r Value {
    rows.iter().find(|row| row[key] == name).unwrap_or_else(|| panic!("{name} is missing"))
}

#[test]
fn a_term_of_one_side_only_has_a_clear_answer() {
    let (_folder, files) =
        texts(&[("a.txt", &"推进水利。\n".repeat(20)), ("b.txt", &"推进教育。\n".repeat(20))]);
    let found = rows(&["compare"], &files);
    let (only_a, only_b) = (of(&found, "term", "水利"), of(&found, "term", "教育"));
    assert_eq!((&only_a["more_in"], &only_a["percent_diff"]), (&"a".into(), &Value::Null));
    assert_eq!((&only_b["more_in"], only_b["percent_diff"].as_f64()), (&"b".into(), Some(-100.0)));
    // 0.5 stands for no occurrence: log₂(20 / 0.5).
    assert!((only_a["log_ratio"].as_f64().expect("a number") - 40_f64.log2()).abs() < 1e-9);
    assert!(of(&found, "term", "推进")["g2"].as_f64().expect("a number") < 1e-9);
}

#[test]
fn an_empty_side_is_named_and_nothing_is_made_up() {
    let (_folder, files) = texts(&[("a.txt", "水利，水利，水利。\n"), ("b.txt", "，。\n")]);
    let found = rows(&["compare"], &files);
    let row = of(&found, "term", "水利");
    assert_eq!(row["more_in"], "a");
    for measure in ["p", "q", "log_ratio", "percent_diff"] {
        assert!(row[measure].is_null(), "{measure}");
    }
    assert!(told(&["compare"], &files).0.contains("B has no words"));
    assert_eq!(told(&["compare"], &files[..1]).1, Some(2));
}

#[test]
fn several_texts_can_stand_on_each_side() {
    let (_folder, files) = texts(&[("a.txt", "改革。\n"), ("b.txt", "改革。\n"), ("c.txt", "建设。\n")]);
    let found = rows(&["compare", "--min-count", "1", "--against", &files[2]], &files[..2]);
    assert_eq!(of(&found, "term", "改革")["documents_a"], 2);
    assert_eq!(of(&found, "term", "建设")["documents_b"], 1);
}

#[test]
fn formulations_appear_vanish_or_change_by_a_word() {
    let before = "坚持稳中求进工作总基调。城镇新增就业1100万人以上。推进跨乡联建，推进跨乡联建。\n";
    let after = "坚持稳中求进工作总基调。城镇新增就业1200万人以上。完善网格巡护，完善网格巡护。\n";
    let (_folder, files) = texts(&[("2021.txt", before), ("2022.txt", after)]);
    let found = rows(&["compare", "--phrases"], &files);
    let changed = of(&found, "change", "changes");
    assert_eq!((&changed["from"], &changed["to"]), (&"1100".into(), &"1200".into()));
    assert!(changed["phrase"].as_str().expect("text").contains("⟦1100→1200⟧"), "{changed}");
    assert!(changed["place_after"].as_str().expect("text").ends_with("2022.txt:1"), "{changed}");
    assert!(of(&found, "change", "appears")["phrase"].as_str().expect("text").contains("巡护"));
    assert!(of(&found, "change", "vanishes")["phrase"].as_str().expect("text").contains("联建"));
    assert!(!found.iter().any(|row| row["phrase"].as_str().expect("text").contains("稳中求进")));
}
