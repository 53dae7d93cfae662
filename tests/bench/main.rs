//! The word bench as users call it. The values of its measures are compared with those of other programs in
//! tests/oracle.

#[path = "../common/mod.rs"]
mod common;
mod compare;
mod dictionaries;
mod kwic;
mod trends;

use common::{lines, stdout, yaodian};
use serde_json::Value;
use std::path::PathBuf;
use tempfile::TempDir;

/// Every command of the bench with arguments that give rows over the fixtures, and the kind of the rows.
const CALLS: [(&str, &[&str]); 14] = [
    ("terms", &["terms", "--min-count", "3"]),
    ("terms", &["terms", "--ngrams", "2-3", "--dispersion", "--textrank", "--stop", "default"]),
    ("diversity", &["terms", "--diversity", "--window", "50"]),
    ("kwic", &["kwic", "责任"]),
    ("kwic", &["kwic", "责任", "--words", "--unit", "words", "--context", "4", "--sort", "right"]),
    ("kwic", &["kwic", "--regex", "[一二三]是", "--sort", "left", "--top", "9"]),
    ("collocates", &["collocates", "责任", "--min-count", "1"]),
    ("collocates", &["collocates", "责任", "--span", "sentence", "--min-count", "1"]),
    ("trends", &["trends", "--field", "path", "--min-count", "10"]),
    ("trends", &["trends", "--field", "genre", "--term", "责任", "--term", "安全 生产"]),
    ("newwords", &["newwords", "--min-count", "3", "--min-pmi", "3", "--min-entropy", "0.5"]),
    ("categories", &["categories", "--codebook", "policy-areas"]),
    ("categories", &["categories", "--codebook", "policy-instruments", "--levels", "1", "--field", "genre"]),
    ("matches", &["categories", "--codebook", "policy-instruments", "--matches"]),
];

/// A folder with texts of the given names.
fn texts(texts: &[(&str, &str)]) -> (TempDir, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |(name, text): &(&str, &str)| {
        let path: PathBuf = folder.path().join(name);
        std::fs::write(&path, text).expect("written");
        path.display().to_string()
    };
    let paths = texts.iter().map(write).collect();
    (folder, paths)
}

/// The rows of a call with files behind its arguments.
fn rows(arguments: &[&str], files: &[String]) -> Vec<Value> {
    let call: Vec<&str> = arguments.iter().copied().chain(files.iter().map(String::as_str)).collect();
    lines(&call)
}

/// What a call says on standard error, and its exit status.
fn told(arguments: &[&str], files: &[String]) -> (String, Option<i32>) {
    let output = yaodian().args(arguments).args(files).output().expect("the binary runs");
    (String::from_utf8(output.stderr).expect("UTF-8"), output.status.code())
}

#[test]
fn what_analyze_wrote_gives_the_same_rows_as_the_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = folder.path().join("all.jsonl");
    let all = all.to_str().expect("UTF-8");
    stdout(&["analyze", "fixtures", "-o", all]);
    for (_, call) in CALLS {
        let of = |input| stdout(&[call, &[input]].concat());
        let (texts, records) = (of("fixtures"), of(all));
        assert!(!texts.is_empty(), "{call:?}");
        assert!(texts == records, "{call:?} differs");
        let piped =
            yaodian().args(call).write_stdin(std::fs::read(all).expect("there")).output().expect("runs");
        assert!(piped.stdout == texts.as_bytes(), "{call:?} differs from standard input");
    }
}

#[test]
fn one_thread_and_eight_give_the_same_bytes() {
    for (_, call) in CALLS {
        let with = |threads| stdout(&[call, &["--threads", threads, "fixtures"]].concat());
        assert!(with("1") == with("8"), "{call:?}");
    }
}

#[test]
fn the_schema_names_the_fields_that_are_printed() {
    for (kind, call) in CALLS {
        let schema: Value = serde_json::from_str(&stdout(&["schema", kind])).expect("JSON");
        // What isn't asked for isn't printed.
        let asked = |field: &&String| {
            let measured = matches!(field.as_str(), "textrank" | "dp" | "dp_norm" | "juilland_d");
            kind != "terms" || !measured || call.contains(&"--dispersion")
        };
        let properties: Vec<&String> =
            schema["properties"].as_object().expect("properties").keys().filter(asked).collect();
        let first = lines(&[call, &["fixtures"]].concat()).remove(0);
        let printed: Vec<&String> = first.as_object().expect("an object").keys().collect();
        assert_eq!(properties, printed, "{call:?}");
    }
}

#[test]
fn tables_have_a_head_and_a_line_a_row() {
    for (_, call) in CALLS {
        let with = |format| stdout(&[call, &["--format", format, "fixtures"]].concat());
        let count = with("jsonl").lines().count();
        for (format, heads) in [("tsv", 1), ("md", 2)] {
            let table = with(format);
            assert_eq!(table.lines().count(), count + heads, "{call:?} {format}");
            let columns = |line: &str| match format {
                "tsv" => line.split('\t').count(),
                _ => line.replace("\\|", "").split('|').count(),
            };
            let widths: Vec<usize> = table.lines().map(columns).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{call:?} {format}");
        }
        let shown = with("text");
        assert!(shown.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 100), "{shown}");
    }
}

#[test]
fn a_workbook_has_numbers_as_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    let book = folder.path().join("terms.xlsx");
    stdout(&["terms", "fixtures/flood-control.txt", "-o", book.to_str().expect("UTF-8")]);
    let mut archive = zip::ZipArchive::new(std::fs::File::open(book).expect("there")).expect("a workbook");
    let mut sheet = String::new();
    let mut file = archive.by_name("xl/worksheets/sheet1.xml").expect("a sheet");
    std::io::Read::read_to_string(&mut file, &mut sheet).expect("XML");
    assert!(sheet.contains("<v>1</v>") && sheet.matches("<row").count() > 100);
}

/// Texts that leave little to measure.
fn meagre() -> (TempDir, Vec<String>) {
    texts(&[
        ("a.txt", "改革。\n"),
        ("b.txt", "，，。！\n"),
        ("c.txt", "改革，改革创新，改革。\n"),
        ("d.txt", "A\n"),
    ])
}

#[test]
fn nothing_is_infinite_or_not_a_number_where_there_is_little() {
    let (_folder, files) = meagre();
    // JSON has neither: they would stand as null in fields that are never null.
    let never_null = ["count", "per_million", "tfidf", "log_likelihood", "g2", "expected", "per_million_a"];
    let calls: [&[&str]; 8] = [
        &["terms", "--dispersion", "--textrank"],
        &["terms", "--idf", "corpus"],
        &["terms", "--diversity"],
        &["collocates", "改革", "--window", "500", "--min-count", "1"],
        &["collocates", "改革", "--span", "sentence", "--min-count", "1"],
        &["trends", "--field", "path", "--min-count", "1"],
        &["trends", "--field", "path", "--term", "无此词"],
        &["categories", "--codebook", "policy-areas", "--field", "path"],
    ];
    for call in calls {
        for files in [&files[..], &files[..1], &files[1..2], &files[3..]] {
            for row in rows(call, files) {
                for field in never_null {
                    assert!(row.get(field).is_none_or(Value::is_number), "{call:?}: {row}");
                }
            }
        }
    }
}

#[test]
fn lines_that_are_no_records_are_named_and_the_others_complete() {
    let (_folder, files) = texts(&[("bad.jsonl", "{\"a\":1}\n\nno JSON\n"), ("good.txt", "改革开放。\n")]);
    let output = yaodian().arg("terms").args(&files).output().expect("runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors.contains("bad.jsonl:1: ") && errors.contains("bad.jsonl:3: "), "{errors}");
    assert!(errors.contains("--text-field") && errors.contains("no JSON object"), "{errors}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("改革开放"));
    let wrong = yaodian().arg("terms").write_stdin("{\"a\":1}\n").output().expect("runs");
    assert_eq!(wrong.status.code(), Some(1));
}

#[test]
fn records_that_are_no_json_lines_are_not_read_as_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, format) in [("all.json", "json"), ("all.txt", "jsonl")] {
        let path = folder.path().join(name).display().to_string();
        stdout(&["analyze", "fixtures/traps.txt", "--format", format, "-o", &path]);
        let (message, status) = told(&["terms"], &[path]);
        assert!(status == Some(1) && message.contains(".jsonl"), "{message}");
    }
}

#[test]
fn records_in_another_unit_are_not_counted_wrongly() {
    let record = stdout(&["analyze", "--offsets", "bytes", "fixtures/names-gb18030.txt"]);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bytes.jsonl").display().to_string();
    std::fs::write(&path, record).expect("written");
    let start = |call: &[&str]| lines(call).iter().map(|row| row["start"].clone()).collect::<Vec<_>>();
    let wanted = start(&["kwic", "工作", "--offsets", "bytes", "fixtures/names-gb18030.txt"]);
    assert_eq!(start(&["kwic", "工作", &path]), wanted);
    let (message, status) = told(&["kwic", "工作", "--offsets", "utf16"], &[path]);
    assert!(status == Some(1) && message.contains("bytes") && message.contains("--offsets"), "{message}");
}

#[test]
fn stop_words_and_tags_choose_words() {
    let (_folder, files) =
        texts(&[("a.txt", "要推进改革，推进12项改革的落实。\n"), ("stop.txt", "# 注\n改革\n")]);
    let terms = |call: &[&str]| -> Vec<String> {
        let rows = rows(call, &files[..1]);
        rows.iter().map(|row| row["term"].as_str().expect("text").to_owned()).collect()
    };
    assert!(terms(&["terms"]).contains(&"的".to_owned()));
    let without = terms(&["terms", "--stop", "default"]);
    assert!(!without.contains(&"的".to_owned()) && !without.contains(&"12".to_owned()), "{without:?}");
    assert!(without.contains(&"要".to_owned()), "modal words are what a policy text is about");
    assert!(!terms(&["terms", "--stop", &files[1]]).contains(&"改革".to_owned()));
    assert_eq!(terms(&["terms", "--pos", "v", "--top", "1"]), ["推进"]);
    // No n-gram begins or ends with a stop word, but one may stand inside.
    let grams = terms(&["terms", "--ngrams", "3", "--stop", "default"]);
    assert_eq!(grams, ["改革 的 落实"]);
}

#[test]
fn n_grams_end_at_punctuation_and_at_the_ends_of_lines() {
    let (_folder, files) = texts(&[("a.txt", "一、改革开放\n推进落实，压实责任。\n")]);
    let grams: Vec<String> = rows(&["terms", "--ngrams", "2"], &files)
        .iter()
        .map(|row| row["term"].as_str().expect("text").to_owned())
        .collect();
    assert_eq!(grams, ["压实 责任", "推进 落实"]);
}

#[test]
fn traditional_text_is_found_by_simplified_words_at_its_own_place() {
    let (_folder, files) =
        texts(&[("a.txt", "各級要落實責任，推進高質量發展。\n"), ("b.txt", "各级要落实责任。\n")]);
    let found = &rows(&["kwic", "高质量发展", "--fold-traditional"], &files)[0];
    assert_eq!(found["text"], "高質量發展");
    assert_eq!((found["start"].as_u64(), found["end"].as_u64()), (Some(10), Some(15)));
    let counted = rows(&["terms", "--fold-traditional"], &files);
    let of = |term: &str| counted.iter().find(|row| row["term"] == term).map(|row| row["count"].clone());
    assert_eq!(of("责任"), Some(2.into()));
    assert_eq!(of("責任"), None);
}
