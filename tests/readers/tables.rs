//! Tables and archives: every row and file a text, all other columns carried through.

use crate::common::{lines, stdout, yaodian};
use std::fs;

const TABLES: [&str; 5] = ["table.csv", "table.tsv", "table.jsonl", "table.parquet", "table.csv.zst"];

fn fixture(name: &str) -> String {
    format!("fixtures/formats/{name}")
}

#[test]
fn each_row_is_a_text_with_its_columns() {
    let plain: Vec<usize> = ["eldercare", "fishery", "forest"]
        .iter()
        .map(|name| lines(&["outline", &fixture(&format!("{name}.txt"))]).len())
        .collect();
    for table in TABLES {
        let documents = lines(&["analyze", &fixture(table)]);
        let items: Vec<usize> =
            documents.iter().map(|d| d["items"].as_array().expect("items").len()).collect();
        assert_eq!(items, plain, "{table}");
        let last = &documents[2];
        assert_eq!(last["path"], format!("{}#https://example.cn/forest", fixture(table)));
        assert_eq!(last["metadata"]["published"], "2026-06-03", "{table}");
        assert_eq!(last["metadata"]["fields"]["热度"], "60", "{table}");
        assert!(last["metadata"]["fields"].get("content").is_none(), "{table}");
    }
}

#[test]
fn columns_are_carried_into_rows_and_tables() {
    let rows = lines(&["directives", &fixture("table.jsonl")]);
    assert!(
        rows.iter().all(|row| row["fields"]["url"].as_str().is_some_and(|url| url.starts_with("https:")))
    );
    let table = stdout(&["directives", &fixture("table.parquet"), "--format", "csv"]);
    let heads = table.lines().next().expect("a head");
    assert!(heads.ends_with("原文位置,url,标题,发布日期,热度"), "{heads}");
    assert!(table.lines().nth(1).expect("a row").contains("https://example.cn/eldercare"));
    let table = stdout(&["split", &fixture("table.csv"), "--format", "tsv"]);
    assert!(table.lines().next().expect("a head").ends_with("\turl\t标题\t发布日期\t热度"), "{table}");
}

#[test]
fn the_fields_found_are_told_and_others_can_be_chosen() {
    let output = yaodian().args(["split", &fixture("table.csv")]).output().expect("runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("\"content\"") && told.contains("--text-field"), "{told}");
    let call = ["split", &fixture("table.csv"), "--text-field", "标题", "--id-field", "热度"];
    let output = yaodian().args(call).output().expect("runs");
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("table.csv#30"));
}

#[test]
fn a_table_comes_through_a_pipe_too() {
    let table = fs::read(crate::common::root().join(fixture("table.csv"))).expect("the table");
    let call =
        yaodian().args(["split", "--text-field", "content"]).write_stdin(table).output().expect("runs");
    assert_eq!(String::from_utf8_lossy(&call.stdout).lines().count(), 3);
    for name in ["table.jsonl", "table.parquet", "documents.zip", "documents.tar.gz"] {
        let piped = fs::read(crate::common::root().join(fixture(name))).expect("a fixture");
        let call = yaodian().arg("split").write_stdin(piped).output().expect("runs");
        assert_eq!(String::from_utf8_lossy(&call.stdout).lines().count(), 3, "{name}");
    }
}

#[test]
fn the_columns_of_a_piped_table_stand_in_one() {
    let table = fs::read(crate::common::root().join(fixture("table.jsonl"))).expect("the table");
    let call = yaodian().args(["split", "--format", "csv"]).write_stdin(table).output().expect("runs");
    let told = String::from_utf8_lossy(&call.stdout);
    assert!(told.lines().next().expect("a head").ends_with(",fields"), "{told}");
    assert!(told.contains("\"\"热度\"\":\"\"30\"\""), "{told}");
}

#[test]
fn each_file_of_an_archive_is_a_text() {
    for archive in ["documents.zip", "documents.tar.gz"] {
        let documents = lines(&["analyze", &fixture(archive)]);
        let told: Vec<String> = documents.iter().map(|d| format!("{} {}", d["path"], d["format"])).collect();
        let path = |file: &str| format!("\"{}/文件/{file}\"", fixture(archive));
        let wanted = [
            format!("{} \"docx\"", path("eldercare.docx")),
            format!("{} \"html\"", path("fishery.html")),
            format!("{} \"text\"", path("forest.txt")),
        ];
        assert_eq!(told, wanted);
        let chosen = lines(&["split", &fixture(archive), "--glob", "*.html"]);
        assert_eq!(chosen.len(), 1);
    }
}

#[test]
fn the_word_bench_reads_rows_and_groups_by_their_columns() {
    let rows = lines(&["trends", &fixture("table.csv"), "--field", "热度", "--term", "养老", "--quiet"]);
    let groups: Vec<&str> =
        rows[0]["series"].as_array().expect("groups").iter().filter_map(|g| g["group"].as_str()).collect();
    assert_eq!(groups, ["0", "30", "60"]);
}

#[test]
fn a_program_named_by_pre_gives_the_text_of_other_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let old = folder.path().join("old.doc");
    fs::write(&old, b"\xDB\xA5\x2D of Word 2").expect("written");
    let old = old.display().to_string();
    let text = fixture("forest.txt");
    let found = lines(&["outline", &old, "--pre", &format!("cat '{text}'")]).len();
    assert_eq!(found, lines(&["outline", &text]).len());
    // What can be read is not asked for, unless a glob says so.
    let call = ["clean", &text, "--pre", "echo 要抓好落实。 # {}"];
    assert!(stdout(&call).contains("森林防火"));
    let call = ["clean", &text, "--pre", "echo 要抓好落实。 # {}", "--pre-glob", "*.txt"];
    assert!(stdout(&call).starts_with("要抓好落实。"), "{}", stdout(&call));
    let failed = yaodian().args(["clean", &old, "--pre", "false {}"]).output().expect("runs");
    assert_eq!(failed.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&failed.stderr).contains("--pre: false"));
}
