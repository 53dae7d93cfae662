//! `report`: one page, whole or absent, without a text of a document as HTML; what it does in a browser is in tests/report/.

mod common;

use common::{root, stdout, yaodian};
use std::{fs, path::Path};
use tempfile::TempDir;

fn report(arguments: &[&str]) -> (String, bool) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("report.html");
    let run = yaodian().arg("report").args(arguments).arg("-o").arg(&file).output().expect("runs");
    (fs::read_to_string(&file).unwrap_or_default(), run.status.success())
}

#[test]
fn a_report_is_one_page_that_asks_nothing_of_a_network() {
    let speech = root().join("fixtures/flood-control.txt");
    let speech = speech.to_str().expect("UTF-8");
    let (page, done) = report(&[speech]);
    assert!(done && page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    assert!(page.contains("default-src 'none'") && page.contains("<title>flood-control.txt</title>"));
    for address in ["http://", "https://"] {
        // The name space of drawings is no address.
        assert_eq!(page.replace("http://www.w3.org/2000/svg", "").matches(address).count(), 0);
    }
    // The same bytes wherever they go to.
    assert_eq!(stdout(&["report", speech, "-o", "-"]), page);
    assert_eq!(stdout(&["report", speech]), page);
}

#[test]
fn a_report_of_nothing_is_none() {
    let (page, done) = report(&["/nowhere.txt"]);
    assert!(!done && page.is_empty());
    let (page, done) = report(&["--open", "/nowhere.txt", "--format", "csv"]);
    assert!(!done && page.is_empty());
}

#[test]
fn a_folder_takes_less_than_half_more_than_its_texts() {
    let folder = TempDir::new().expect("a folder");
    let speech = fs::read_to_string(root().join("fixtures/flood-control.txt")).expect("there");
    for number in 0..200 {
        let text = speech.replace("县水利局", &format!("县水利局第{number}科"));
        fs::write(folder.path().join(format!("{number}.txt")), text).expect("written");
    }
    let (page, done) = report(&[&folder.path().display().to_string(), "--no-reuse"]);
    assert!(done);
    assert!(page.len() < 200 * speech.len() * 3 / 2, "{} for {}", page.len(), 200 * speech.len());
}

#[test]
fn versions_and_tasks_make_a_report_without_further_paths() {
    let path = |name: &str| root().join("fixtures").join(name).display().to_string();
    let (page, done) = report(&["--diff", &path("versions/ponds-old.txt"), &path("versions/ponds-new.txt")]);
    assert!(done && page.contains("<title>ponds-old.txt → ponds-new.txt</title>"));
    let (page, done) =
        report(&["--coverage", &path("coverage/superior.txt"), &path("coverage/plan-near.txt")]);
    assert!(done && Path::new(&path("coverage/superior.txt")).exists() && page.len() > 50_000);
}
