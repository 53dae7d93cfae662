//! A user's words: forced, checked, found.

use crate::{rows, stdout, texts, told};
use serde_json::Value;

const TEXT: &str = "由县卫计局牵头，对接Made in China，防控AI风险与MAIN电机，审议政府工作报告。\n";

#[test]
fn a_forced_word_always_wins_and_may_have_spaces() {
    let forced = "Made in China\tnz\nAI\n县卫计局 nt\n议政府工\n工作报告\n";
    let (_folder, files) = texts(&[("a.txt", TEXT), ("forced.txt", forced)]);
    let shown = stdout(&["tokens", "--force-dict", &files[1], "--format", "text", &files[0]]);
    assert!(shown.contains("Made in China/nz"), "{shown}");
    for word in ["由/", "县卫计局/nt", "AI/", "MAIN/eng", "议政府工/"] {
        assert!(shown.split(' ').any(|w| w.starts_with(word)), "{word} in {shown}");
    }
    // 议政府工 begins first, so that nothing is left for 工作报告.
    assert!(!shown.contains("工作报告/"), "{shown}");
}

#[test]
fn words_are_the_same_with_a_forced_word_that_is_not_there() {
    let (_folder, files) = texts(&[("forced.txt", "此词不在文中\n")]);
    let with = stdout(&["tokens", "--force-dict", &files[0], "fixtures/flood-control.txt"]);
    assert!(with == stdout(&["tokens", "fixtures/flood-control.txt"]));
}

#[test]
fn a_word_with_a_space_is_told_from_columns_by_tabs() {
    let (_folder, files) = texts(&[("a.txt", TEXT), ("words.txt", "Made in China\tnz\n")]);
    let (message, status) = told(&["tokens", "--dict", &files[1]], &files[..1]);
    assert!(status == Some(0) && message.contains("--force-dict"), "{message}");
    let (_folder, wrong) = texts(&[("words.txt", "Made in China nz\n")]);
    let (message, status) = told(&["tokens", "--dict", &wrong[0]], &files[..1]);
    assert!(status == Some(2) && message.contains("line 1") && message.contains("tabs"), "{message}");
}

fn entry<'r>(rows: &'r [Value], word: &str) -> (&'r str, &'r str) {
    let row = rows.iter().find(|row| row["word"] == word).unwrap_or_else(|| panic!("{word} is missing"));
    (row["verdict"].as_str().expect("text"), row["why"].as_str().expect("text"))
}

#[test]
fn the_check_says_why_a_word_is_not_cut_as_its_entry_says() {
    let words = "数字政府 1\n“十四五”规划\n由县\n改革 n\n云岭县\n云岭县 ns\n";
    let text = "由县卫计局牵头，改由县水利局负责。改革开放，改革。云岭县建设数字政府。\n";
    let (_folder, files) = texts(&[("words.txt", words), ("a.txt", text)]);
    let alone = rows(&["dict", "check"], &files[..1]);
    assert!(entry(&alone, "数字政府").0 == "cut" && entry(&alone, "数字政府").1.contains("frequency 1"));
    assert!(entry(&alone, "“十四五”规划").1.contains("jieba cuts at '“'"));
    assert!(alone.iter().any(|row| row["why"].as_str().expect("text").contains("line 5 too")));
    let found = rows(&["dict", "check"], &files);
    assert_eq!(entry(&found, "云岭县").0, "whole");
    assert_eq!(entry(&found, "改革").0, "sometimes");
    assert!(
        entry(&found, "改革").1.contains("part of the longer word 改革开放 ×1"),
        "{:?}",
        entry(&found, "改革")
    );
    assert!(entry(&found, "由县").1.contains("改由/县"), "{:?}", entry(&found, "由县"));
    let problems = rows(&["dict", "check", "--problems"], &files);
    assert!(problems.iter().all(|row| row["verdict"] != "whole" || row["why"].as_str() != Some("")));
    // The frequency that it names keeps the word whole.
    let needed = entry(&alone, "数字政府").1;
    let needed = needed.split("; ").nth(1).and_then(|part| part.split(' ').next()).expect("a frequency");
    let (_folder, files) = texts(&[("words.txt", &format!("数字政府 {needed}\n"))]);
    assert_eq!(entry(&rows(&["dict", "check"], &files), "数字政府").0, "whole");
}

#[test]
fn new_words_are_a_dictionary_that_makes_them_words() {
    let sentences = [
        "推进跨乡联建制度。",
        "完善跨乡联建机制。",
        "深化跨乡联建试点。",
        "支持跨乡联建工作。",
        "落实跨乡联建经验。",
    ];
    let (folder, files) = texts(&[("a.txt", &sentences.concat())]);
    let call = ["newwords", "--min-count", "5", "--min-pmi", "2"];
    let found = rows(&call, &files);
    let words: Vec<&str> = found.iter().filter_map(|row| row["word"].as_str()).collect();
    assert_eq!(words, ["跨乡联建"]);
    let dictionary = stdout(&[&call[..], &["--as-dict", &files[0]]].concat());
    assert_eq!(dictionary, "跨乡联建\n");
    let path = folder.path().join("words.txt");
    std::fs::write(&path, dictionary).expect("written");
    let tokens = stdout(&["tokens", "--format", "text", "--dict", path.to_str().expect("UTF-8"), &files[0]]);
    assert_eq!(tokens.matches("跨乡联建/").count(), 5);
    assert!(rows(&[&call[..], &["--dict", path.to_str().expect("UTF-8")]].concat(), &files).is_empty());
}
