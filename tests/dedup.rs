//! `analyze --dedup`: near-copies of whole documents are marked, each with its original.

mod common;

use common::{lines, yaodian};
use std::fs;
use tempfile::TempDir;

const REPORT: &str = "关于进一步做好防汛工作的通知\n\
    各乡镇人民政府，县政府各部门：\n\
    一、压实防汛责任。各乡镇要把小型水库的巡查责任落实到人，汛期每天巡查不少于两次。\n\
    二、备足抢险物资。县应急局要会同水务局清点编织袋、水泵和冲锋舟，缺口六月底前补齐。\n\
    三、组织转移演练。山洪沟两岸的村组每季度演练一次，老人和孩子由包户干部接送。\n\
    四、严肃值班纪律。值班人员不得擅离岗位，险情必须在半小时内上报。\n";

fn texts() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let write = |name: &str, text: String| fs::write(folder.path().join(name), text).expect("written");
    write("a.txt", format!("{REPORT}\n清溪县人民政府\n2024年5月20日\n责任编辑：某人\n"));
    write("b.txt", format!("{REPORT}\n清溪县人民政府\n2024年5月6日\n"));
    write("c.txt", REPORT.replace("防汛", "抗旱").replace('两', "四").chars().rev().collect());
    write("d.txt", "一、发展茶业。建设三个茶叶交易市场，扶持合作社统一收购春茶。\n".to_owned());
    folder
}

#[test]
fn a_near_copy_names_the_earliest_and_the_rest_nothing() {
    let folder = texts();
    let path = folder.path().display().to_string();
    let records = lines(&["analyze", "--dedup", &path]);
    assert_eq!(records.len(), 4);
    let copies: Vec<_> = records.iter().filter(|record| record.get("copy_of").is_some()).collect();
    assert_eq!(copies.len(), 1);
    assert!(copies[0]["path"].as_str().is_some_and(|path| path.ends_with("a.txt")));
    let of = &copies[0]["copy_of"];
    assert!(of["path"].as_str().is_some_and(|path| path.ends_with("b.txt")) && of["document"] == 1);
    assert!(of["similarity"].as_f64().is_some_and(|share| share > 0.8 && share < 1.0), "{of}");
    let told = yaodian().args(["--lang", "en", "analyze", "--dedup", "--format", "text", &path]).output();
    let told = String::from_utf8(told.expect("runs").stdout).expect("UTF-8");
    assert_eq!(told.matches("  copy: ").count(), 1, "{told}");
    // A file that is named twice is no copy of itself.
    let twice = lines(&["analyze", "--dedup", &path, &format!("{path}/b.txt")]);
    assert_eq!(twice.iter().filter(|record| record.get("copy_of").is_some()).count(), 1);
    // Only where it is asked for, and only what is as alike as that.
    assert!(lines(&["analyze", &path]).iter().all(|record| record.get("copy_of").is_none()));
    assert!(lines(&["analyze", "--dedup=1", &path]).iter().all(|record| record.get("copy_of").is_none()));
}

#[test]
fn rows_that_are_called_alike_are_marked_by_their_texts() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("all.jsonl");
    let line = |text: &str| format!("{}\n", serde_json::json!({ "id": "x", "text": text }));
    fs::write(
        &file,
        line(REPORT) + &line("一、发展茶业。建设茶叶交易市场。") + &line(&format!("{REPORT}（转载）")),
    )
    .expect("written");
    let path = file.display().to_string();
    let records = lines(&["analyze", "--dedup", "--text-field", "text", "--id-field", "id", &path]);
    let copied: Vec<bool> = records.iter().map(|record| record.get("copy_of").is_some()).collect();
    assert_eq!(copied, [false, false, true]);
    let output = yaodian().args(["analyze", "--dedup", "--output-dir", "/tmp/x", "--resume", &path]).output();
    assert_eq!(output.expect("it runs").status.code(), Some(2));
}

#[test]
fn a_year_alone_comes_behind_the_days_in_it() {
    let folder = TempDir::new().expect("a folder");
    let text = format!("2024年防汛工作\n{REPORT}");
    fs::write(folder.path().join("2024.txt"), &text).expect("written");
    fs::write(folder.path().join("own.txt"), format!("{text}\n清溪县人民政府\n2024年5月20日\n"))
        .expect("written");
    let path = folder.path().display().to_string();
    let records = lines(&["analyze", "--dedup", &path]);
    let copied: Vec<bool> = records.iter().map(|record| record.get("copy_of").is_some()).collect();
    assert_eq!(copied, [true, false]);
}

#[test]
fn what_can_be_read_once_only_or_is_too_unlike_is_refused() {
    let output =
        yaodian().args(["analyze", "--dedup", "-"]).write_stdin("一、抓好防汛。").output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("reads everything twice"), "{said}");
    let output = yaodian().args(["analyze", "--dedup=0.3", "."]).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && said.contains("below 0.5"), "{said}");
}
