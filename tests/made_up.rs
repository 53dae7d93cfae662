//! Sentences and documents made up for the purpose, by writers who knew the definitions and not the program
//! (tests/gold/made_up): who acts, by when, to what figure; what is a directive.
#![allow(clippy::print_stdout)]

mod common;

use assert_cmd::Command;
use serde_json::Value;
use std::{collections::BTreeSet, fs, path::Path};

/// What stands before a sentence, so that it is read as one of a notice.
const HEAD: &str = "关于做好有关工作的通知\n各镇人民政府：\n一、工作要求\n";

fn lines(name: &str) -> Vec<String> {
    let path = crate::common::root().join("tests/gold/made_up").join(name);
    let text = fs::read_to_string(path).expect("tests/gold/made_up is there");
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

/// The directives of each of some texts, all read in one call.
fn directives(texts: impl Iterator<Item = String>) -> Vec<Vec<Value>> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut out = Vec::new();
    for (i, text) in texts.enumerate() {
        fs::write(folder.path().join(format!("{i:05}.txt")), text).expect("written");
        out.push(Vec::new());
    }
    let mut call = Command::cargo_bin("yaodian").expect("built");
    call.args(["directives", "--format", "jsonl", "--quiet"]).arg(folder.path());
    let output = call.assert().success().get_output().stdout.clone();
    for line in String::from_utf8(output).expect("UTF-8").lines() {
        let row: Value = serde_json::from_str(line).expect("a row");
        let path = Path::new(row["path"].as_str().expect("a path"));
        let number =
            path.file_stem().and_then(|stem| stem.to_str()?.parse::<usize>().ok()).expect("a number");
        out[number].push(row);
    }
    out
}

fn position(value: &Value, key: &str) -> usize {
    value[key].as_u64().expect("a position") as usize
}

/// F1 of an element over the sentences of a file, in which what is wanted stands in ⟦⟧.
fn f1(file: &str, element: &str) -> f64 {
    let marked = lines(file);
    let texts = marked.iter().map(|line| format!("{HEAD}{}\n", line.replace(['⟦', '⟧'], "")));
    let found = directives(texts);
    let start = HEAD.chars().count();
    let (mut right, mut all) = (0, 0);
    for (line, rows) in marked.iter().zip(&found) {
        let mut want = BTreeSet::new();
        let (mut at, mut open) = (start, 0);
        for c in line.chars() {
            match c {
                '⟦' => open = at,
                '⟧' => drop(want.insert((open, at))),
                _ => at += 1,
            }
        }
        let elements = rows.iter().flat_map(|row| row[element].as_array().expect("a list"));
        let here = elements.filter(|e| e.get("stated").is_none_or(|stated| stated == "here"));
        let spans = here.map(|e| (position(e, "start"), position(e, "end")));
        let got: BTreeSet<_> = spans.filter(|span| span.0 >= start).collect();
        right += 2 * want.intersection(&got).count();
        all += want.len() + got.len();
    }
    let f1 = right as f64 / all as f64;
    println!("{file}: {} sentences, F1 {f1:.3}", marked.len());
    f1
}

#[test]
fn who_acts_in_made_up_sentences() {
    assert!(f1("actors.txt", "actors") >= 0.94);
}

#[test]
fn by_when_in_made_up_sentences() {
    assert!(f1("deadlines.txt", "deadlines") >= 0.93);
}

#[test]
fn to_what_figure_in_made_up_sentences() {
    assert!(f1("targets.txt", "targets") >= 0.97);
}

#[test]
fn names_act_and_things_do_not() {
    let told = |file: &str, frame: &str| {
        let names = lines(file);
        let texts = names.iter().map(|name| format!("{HEAD}{}\n", frame.replace('X', name)));
        let found = directives(texts);
        let acts = |(name, rows): &(&String, &Vec<Value>)| {
            let actors = rows.iter().flat_map(|row| row["actors"].as_array().expect("a list"));
            actors.filter(|a| a["stated"] == "here").any(|a| a["text"] == name.as_str())
        };
        let count = names.iter().zip(&found).filter(acts).count();
        println!("{file} in {frame}: {count} of {} act", names.len());
        count as f64 / names.len() as f64
    };
    for frame in ["X要认真抓好落实。", "X负责做好有关工作。", "此项工作由X负责。"] {
        assert!(told("names.txt", frame) >= 0.94, "{frame}");
    }
    assert!(told("things.txt", "X必须严格管理。") <= 0.04);
}

/// A sentence of a made-up document: its label, itself, whether it opens a paragraph, its actors, deadlines and targets.
struct Sentence<'l> {
    label: &'l str,
    text: &'l str,
    opens: bool,
    elements: Vec<BTreeSet<&'l str>>,
}

fn documents(rows: &[String]) -> Vec<Vec<Sentence<'_>>> {
    let mut out: Vec<Vec<Sentence<'_>>> = Vec::new();
    for line in rows {
        let cells: Vec<&str> = line.split('\t').collect();
        match cells.as_slice() {
            [label, text, opens, elements @ ..] => {
                let names = elements.iter().map(|cell| cell.split('|').filter(|name| *name != "-").collect());
                let elements = names.collect();
                let sentence = Sentence { label, text, opens: *opens == "1", elements };
                out.last_mut().expect("a document").push(sentence);
            }
            _ => out.push(Vec::new()),
        }
    }
    out
}

/// F1 of the directives of a file, the share of their modalities that are right, and F1 of actors, deadlines, targets.
fn score(file: &str) -> (f64, f64, [f64; 3]) {
    let rows = lines(file);
    let documents = documents(&rows);
    let text = |document: &Vec<Sentence<'_>>| {
        let parts = document.iter().enumerate();
        parts.flat_map(|(i, s)| [if i > 0 && s.opens { "\n" } else { "" }, s.text]).collect()
    };
    let found = directives(documents.iter().map(text));
    let (mut right, mut wanted, mut given, mut modality) = (0, 0, 0, 0);
    let mut elements = [(0, 0); 3];
    for (document, rows) in documents.iter().zip(&found) {
        let mut end = 0;
        for (i, sentence) in document.iter().enumerate() {
            let start = end + usize::from(i > 0 && sentence.opens);
            end = start + sentence.text.chars().count();
            let most = |row: &&Value| {
                let (from, to) = (position(row, "start"), position(row, "end"));
                let common = to.min(end).saturating_sub(from.max(start));
                2 * common >= (end - start).min(to - from)
            };
            let hits: Vec<&Value> = rows.iter().filter(most).collect();
            let told = sentence.label != "0";
            if sentence.label == "?" {
                continue;
            }
            wanted += usize::from(told);
            given += usize::from(!hits.is_empty());
            let Some(row) = hits.first().filter(|_| told) else { continue };
            right += 1;
            modality += usize::from(row["modality"] == sentence.label);
            for (i, want) in sentence.elements.iter().enumerate() {
                let key = ["actors", "deadlines", "targets"][i];
                let all = hits.iter().flat_map(|row| row[key].as_array().expect("a list"));
                let here = all.filter(|e| e.get("stated").is_none_or(|stated| stated == "here"));
                let got: BTreeSet<&str> = here.map(|e| e["text"].as_str().expect("text")).collect();
                elements[i].0 += 2 * want.intersection(&got).count();
                elements[i].1 += want.len() + got.len();
            }
        }
    }
    let f1 = 2.0 * right as f64 / (wanted + given) as f64;
    let modality = modality as f64 / right as f64;
    let elements = elements.map(|(right, all)| right as f64 / all.max(1) as f64);
    println!("{file}: {wanted} directives: F1 {f1:.3}, modality {modality:.3}, elements {elements:.3?}");
    (f1, modality, elements)
}

#[test]
fn what_made_up_documents_demand() {
    let (f1, modality, _) = score("clauses.txt");
    assert!(f1 >= 0.87 && modality >= 0.93, "{f1} {modality}");
}

#[test]
fn who_is_to_do_what_by_when_in_made_up_documents() {
    let (f1, modality, [actors, deadlines, targets]) = score("documents.txt");
    assert!(f1 >= 0.95 && modality >= 0.94, "{f1} {modality}");
    assert!(actors >= 0.91 && deadlines >= 0.94 && targets >= 0.92, "{actors} {deadlines} {targets}");
}

#[test]
fn traditional_text_is_read_as_simplified_text_is() {
    let traditional = |text: &str| -> String {
        let one = |c: char| {
            let turned = hanconv::s2t(c.to_string()).chars().next().unwrap_or(c);
            // A character of another length would move what stands behind it.
            if turned.len_utf8() == c.len_utf8() { turned } else { c }
        };
        text.chars().map(one).collect()
    };
    let folder = crate::common::root().join("fixtures");
    let names =
        ["air-quality", "county-report", "flood-control", "health-speech", "market-rules", "work-safety"];
    let read = |name: &&str| fs::read_to_string(folder.join(name).with_extension("txt")).expect("a fixture");
    let texts: Vec<String> = names.iter().map(read).collect();
    let simplified = directives(texts.iter().cloned());
    let turned = directives(texts.iter().map(|text| traditional(text)));
    let spans = |rows: &Vec<Vec<Value>>| -> BTreeSet<(usize, usize, usize, String)> {
        let all = rows.iter().enumerate().flat_map(|(i, rows)| rows.iter().map(move |row| (i, row)));
        all.map(|(i, row)| (i, position(row, "start"), position(row, "end"), row["modality"].to_string()))
            .collect()
    };
    let (simplified, turned) = (spans(&simplified), spans(&turned));
    let common = simplified.intersection(&turned).count();
    println!("{} directives, {} of traditional text, {common} the same", simplified.len(), turned.len());
    assert!(100 * common >= 97 * simplified.len().max(turned.len()));
}
