//! Concordance and collocations.

use crate::{rows, texts, told};
use serde_json::Value;

fn field<'r>(rows: &'r [Value], name: &str) -> Vec<&'r str> {
    rows.iter().map(|row| row[name].as_str().expect("text")).collect()
}

#[test]
fn every_line_leads_back_to_its_place() {
    for path in ["fixtures/air-quality.txt", "fixtures/names-gb18030.txt", "fixtures/rural-roads.txt"] {
        let found = rows(&["kwic", "工作"], &[path.to_owned()]);
        assert!(!found.is_empty(), "{path}");
        let read =
            yaodian::read::bytes(std::fs::read(crate::common::root().join(path)).expect("there"), "", None)
                .expect("a text");
        let source: Vec<char> = read.source.text().chars().collect();
        for row in found {
            let at = |name: &str| row[name].as_u64().expect("a position") as usize;
            let place: String = source[at("start")..at("end")].iter().collect();
            assert_eq!(place.replace(char::is_whitespace, ""), row["text"], "{row}");
            let before: String = source[..at("start")].iter().collect();
            assert_eq!(before.lines().count().max(1), at("line"), "{row}");
        }
    }
}

#[test]
fn words_are_told_from_their_characters_in_longer_words() {
    let (_folder, files) = texts(&[("a.txt", "改革开放以来，改革不断深化，改革创新。\n")]);
    assert_eq!(rows(&["kwic", "改革"], &files).len(), 3);
    let whole = rows(&["kwic", "改革", "--words"], &files);
    assert_eq!(field(&whole, "right"), ["不断深化，改革创新。"]);
    let expression = rows(&["kwic", "-e", "改革(开放|创新)"], &files);
    assert_eq!(field(&expression, "text"), ["改革开放", "改革创新"]);
}

#[test]
fn lines_are_sorted_by_their_neighbours_from_the_match_outwards() {
    let (_folder, files) = texts(&[("a.txt", "深化改革丙乙。\n推进改革甲。\n加快改革丙甲。\n")]);
    let right = rows(&["kwic", "改革", "--context", "2", "--sort", "right"], &files);
    assert_eq!(field(&right, "right"), ["丙乙", "丙甲", "甲。"]);
    let left = rows(&["kwic", "改革", "--context", "2", "--sort", "left"], &files);
    // 化 快 进 by code point.
    assert_eq!(field(&left, "left"), ["深化", "加快", "推进"]);
}

#[test]
fn context_is_counted_in_words_where_that_is_asked_for() {
    let (_folder, files) = texts(&[("a.txt", "各地巡查水库设施，切实压实责任。\n")]);
    let found = rows(&["kwic", "设施", "--unit", "words", "--context", "2"], &files);
    assert_eq!((field(&found, "left"), field(&found, "right")), (vec!["巡查水库"], vec!["，切实压实"]));
}

#[test]
fn the_item_of_a_place_is_named() {
    let (_folder, files) = texts(&[(
        "a.txt",
        "关于防汛的通知\n各镇：\n一、抓好巡查\n（一）加强值守。\n（二）备足物资。\n二、压实责任\n各镇要落实包保责任。\n",
    )]);
    let found = rows(&["kwic", "物资"], &files);
    assert_eq!(field(&found, "item_path"), ["一/（二）"]);
    assert_eq!(field(&rows(&["kwic", "包保"], &files), "item_path"), ["二"]);
}

#[test]
fn what_is_found_nowhere_is_said() {
    let (_folder, files) = texts(&[("a.txt", "改革开放。\n")]);
    for call in [&["kwic", "发展"][..], &["kwic", "发展", "--sort", "left"], &["collocates", "发展"]] {
        let (message, status) = told(call, &files);
        assert!(message.contains("发展 was found nowhere") && status == Some(0), "{message}");
    }
    let (message, _) = told(&["collocates", "开放"], &files);
    assert!(message.contains("never a word by itself") && message.contains("--force-dict"), "{message}");
    for wrong in [&["kwic", ""][..], &["kwic", "-e", "("], &["collocates", " "]] {
        assert_eq!(told(wrong, &files).1, Some(2), "{wrong:?}");
    }
}

#[test]
fn company_inside_of_longer_words_is_asked_for() {
    let (_folder, files) = texts(&[("a.txt", "改革开放带来水利新貌。\n")]);
    assert!(rows(&["collocates", "改革", "--min-count", "1"], &files).is_empty());
    let found = rows(&["collocates", "改革", "--min-count", "1", "--inside"], &files);
    assert!(found.iter().any(|row| row["word"] == "水利"));
    assert!(!found.iter().any(|row| row["word"] == "改革开放"), "a word that holds the node is part of it");
}

#[test]
fn company_is_counted_once_on_the_nearer_side() {
    let (_folder, files) = texts(&[("a.txt", "完善水库，巡查水库。\n")]);
    let found = rows(&["collocates", "水库", "--window", "3", "--min-count", "1"], &files);
    let of = |word: &str| found.iter().find(|row| row["word"] == word).expect("there");
    // 巡查 stands behind the first and before the second: one word, counted once.
    assert_eq!((&of("巡查")["count"], &of("巡查")["right"]), (&1.into(), &1.into()));
    assert_eq!((&of("完善")["count"], &of("完善")["left"]), (&1.into(), &1.into()));
    assert!(!found.iter().any(|row| row["word"] == "水库"), "the node keeps itself no company");
}

#[test]
fn sentences_are_counted_where_that_is_asked_for() {
    let text = "完善水库，完善水库。巡查水库；巡查公路\n养护公路。\n";
    let (_folder, files) = texts(&[("a.txt", text)]);
    let found = rows(&["collocates", "水库", "--span", "sentence", "--min-count", "1"], &files);
    let of = |word: &str| found.iter().find(|row| row["word"] == word);
    // Four sentences, two of them with 水库; a word counts once in each.
    let patrol = of("巡查").expect("there");
    assert_eq!(
        (&patrol["count"], &patrol["frequency"], &patrol["expected"]),
        (&1.into(), &2.into(), &1.0.into())
    );
    assert_eq!(of("完善").expect("there")["count"], 1);
    assert!(of("公路").is_none());
}
