//! A text gives the same points whatever format it comes in.

use crate::common::{lines, shared, stdout};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// A point: style, ordinal, its parent's style and ordinal, role.
type Item = (String, u64, Option<(String, u64)>, String);

fn items(path: &Path) -> Vec<Item> {
    let documents = lines(&["analyze", "--quiet", &path.display().to_string()]);
    let mut out = Vec::new();
    for document in &documents {
        let items = document["items"].as_array().expect("items");
        let name = |item: &Value| {
            (
                item["style"].as_str().expect("a style").to_owned(),
                item["ordinal"].as_u64().expect("an ordinal"),
            )
        };
        for item in items {
            let parent = item["parent"].as_u64().map(|p| name(&items[p as usize]));
            let (style, ordinal) = name(item);
            out.push((style, ordinal, parent, item["role"].as_str().expect("a role").to_owned()));
        }
    }
    out
}

fn format(path: &Path) -> String {
    lines(&["analyze", &path.display().to_string()])[0]["format"].as_str().expect("a format").to_owned()
}

fn formats() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/formats")
}

#[test]
fn every_format_of_a_speech_gives_the_points_of_its_plain_text() {
    for name in ["forest", "eldercare", "fishery"] {
        let at = |ending: &str| formats().join(format!("{name}.{ending}"));
        let plain = items(&at("txt"));
        assert!(plain.len() >= 12, "{name}: {} items", plain.len());
        for (ending, kind) in [
            ("docx", "docx"),
            ("lo.docx", "docx"),
            ("odt", "odt"),
            ("pdf", "pdf"),
            ("chrome.pdf", "pdf"),
            ("html", "html"),
            ("gbk.html", "html"),
        ] {
            assert_eq!(items(&at(ending)), plain, "{name}.{ending}");
            assert_eq!(format(&at(ending)), kind);
        }
    }
}

#[test]
fn the_samples_give_the_points_of_their_plain_texts() {
    let Some(shared) = shared() else { return };
    let at = |name: &str| shared.join("samples").join(name);
    for (plain, others) in [
        ("road.txt", &["road.docx", "road.odt", "road.pdf", "road-libreoffice.html"][..]),
        ("short.txt", &["short-gbk-euc.pdf", "short-unigb-ucs2.pdf"]),
    ] {
        for other in others {
            assert_eq!(items(&at(other)), items(&at(plain)), "{other}");
        }
    }
    // The page that Chromium printed shows 1. at every level, and 1. where the plain text has 二、 and 三、.
    assert!(items(&at("road-chrome.pdf")).len() >= 13);
}

#[test]
fn a_page_and_a_document_say_what_they_are() {
    let metadata = |file: &str| {
        let path = formats().join(file).display().to_string();
        lines(&["analyze", &path])[0]["metadata"].clone()
    };
    let page = metadata("eldercare.gbk.html");
    for (field, value) in [
        ("title", "关于印发《云岭市社区养老服务站管理办法》的通知"),
        ("issuer", "云岭市人民政府"),
        ("document_number", "云民发〔2026〕18号"),
        ("index_number", "11530000/2026-0022"),
        ("subject", "综合政务"),
        ("written", "2026-05-20"),
        ("published", "2026-06-01"),
    ] {
        assert_eq!(page[field], value, "{field}");
    }
    // A document without a table has its head and foot.
    let document = metadata("eldercare.pdf");
    assert_eq!(document["issuer"], "云岭市民政局");
    assert_eq!(document["document_number"], "云民发〔2026〕18号");
    assert_eq!(document["written"], "2026-05-20");
}

#[test]
fn positions_count_in_the_raw_text() {
    for ending in ["docx", "odt", "chrome.pdf", "gbk.html"] {
        let path = formats().join(format!("forest.{ending}")).display().to_string();
        let raw: Vec<char> = stdout(&["clean", "--raw", &path]).chars().collect();
        for row in lines(&["outline", &path]) {
            let start = row["start"].as_u64().expect("a position") as usize;
            let marker: Vec<char> = row["marker"].as_str().expect("a marker").chars().collect();
            assert_eq!(raw[start..start + marker.len()], marker[..], "{path}");
        }
    }
}
