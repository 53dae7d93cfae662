//! Parquet, and the files into which a column parts it.

use crate::common::{lines, yaodian};
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path};

/// The rows of the files in a folder's folders, by these.
fn parts(folder: &Path) -> BTreeMap<String, Vec<Value>> {
    let mut out = BTreeMap::new();
    for part in fs::read_dir(folder).expect("a folder") {
        let part = part.expect("readable");
        let file = fs::File::open(part.path().join("part-0.parquet")).expect("a file");
        let reader = SerializedFileReader::new(file).expect("a table");
        let rows = reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row").to_json_value());
        out.insert(part.file_name().into_string().expect("UTF-8"), rows.collect());
    }
    out
}

/// Writes three texts of two years and of none.
fn texts(folder: &Path) {
    for (name, text) in [
        ("2024-报告.txt", "一、抓好防汛。县水利局要在6月底前完成清淤。\n"),
        ("2025-报告.txt", "一、抓好春耕。\n二、抓好植树。\n"),
        ("讲话.txt", "一、抓好消防。\n"),
    ] {
        fs::write(folder.join(name), text).expect("written");
    }
}

#[test]
fn every_value_of_a_column_has_a_file_and_no_row_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    texts(folder.path());
    for command in ["analyze", "outline", "directives", "split", "tokens"] {
        let out = folder.path().join(command);
        let status = yaodian()
            .args([command, "-q", "--glob", "*.txt", "--partition-by", "year", "-o"])
            .args([&out, folder.path()])
            .output();
        assert!(status.expect("runs").status.success(), "{command}");
        let parts = parts(&out);
        let years: Vec<&str> = parts.keys().map(String::as_str).collect();
        assert_eq!(years, ["year=2024", "year=2025", "year=__HIVE_DEFAULT_PARTITION__"], "{command}");
        let given = folder.path().to_str().expect("UTF-8");
        let rows = lines(&[command, "-q", "--glob", "*.txt", "--format", "jsonl", given]);
        assert_eq!(parts.values().map(Vec::len).sum::<usize>(), rows.len(), "{command}");
        for (year, rows) in &parts {
            let year = year.trim_start_matches("year=");
            let of = |path: &str| {
                if path.contains("讲话") { year.starts_with("__") } else { path.contains(year) }
            };
            assert!(rows.iter().all(|row| of(row["path"].as_str().expect("a path"))), "{command} {year}");
        }
    }
}

#[test]
fn a_column_of_the_rows_parts_them_too_and_stands_in_the_path_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    texts(folder.path());
    let out = folder.path().join("out");
    let call = ["terms", "--partition-by", "tag", "-q", "--glob", "*.txt", "-o"];
    let status = yaodian().args(call).args([&out, folder.path()]).output();
    assert!(status.expect("runs").status.success());
    let parts = parts(&out);
    assert!(!parts.is_empty() && parts.keys().all(|name| name.starts_with("tag=")));
    assert!(parts.values().flatten().all(|row| row.get("tag").is_none() && row.get("count").is_some()));
}

#[test]
fn what_parts_nothing_is_told_and_no_folder_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    texts(folder.path());
    let refused = |arguments: &[&str], why: &str| {
        let output = yaodian().args(arguments).arg(folder.path()).output().expect("runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && told.contains(why), "{arguments:?}: {told}");
    };
    let out = folder.path().join("out");
    let name = out.to_str().expect("UTF-8");
    refused(&["terms", "-o", name, "--partition-by", "year"], "whose columns are term,");
    refused(&["outline", "-o", name, "--partition-by", "year", "--format", "csv"], "--format parquet");
    refused(&["outline", "--partition-by", "year"], "--output");
    refused(&["outline", "--glob", "*.none", "-o", name, "--partition-by", "year"], "");
    assert!(!out.exists(), "nothing was written");
    fs::create_dir(&out).expect("made");
    fs::write(out.join("old.parquet"), "old").expect("written");
    refused(&["outline", "-o", name, "--partition-by", "year"], "holds files already");
}
