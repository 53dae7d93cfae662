//! Every fixture gives the output that was read and kept beside it, and agrees with what was annotated by hand.
//!
//! `YAODIAN_REFRESH=1 cargo test --test fixtures` writes the outputs anew; read the difference before you keep it.

mod common;
#[path = "common/snapshot.rs"]
mod snapshot;

use common::{fixtures, lines};
use serde_json::Value;
use std::{collections::BTreeMap, fs};

#[test]
fn each_fixture_gives_the_output_kept_beside_it() {
    let refresh = std::env::var_os("YAODIAN_REFRESH").is_some();
    let mut wrong = Vec::new();
    let texts = fixtures();
    assert!(texts.len() >= 14, "{} fixtures", texts.len());
    for path in texts {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let got =
            snapshot::snapshot(&lines(&["analyze", "--format", "jsonl", &format!("fixtures/{name}.txt")]));
        let expected = path.with_file_name("expected").join(format!("{name}.txt"));
        if refresh {
            fs::write(&expected, &got).expect("fixtures/expected can be written");
        } else if fs::read_to_string(&expected).ok().as_deref() != Some(&got) {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "other output than in fixtures/expected: {wrong:?}");
}

/// An item of a gold file or of our output: style, ordinal, parent's start, role.
type Items = BTreeMap<u64, (String, u64, Option<u64>, String)>;

fn items(documents: &[Value]) -> Items {
    let mut out = Items::new();
    for document in documents {
        let items = document["items"].as_array().expect("items");
        for item in items {
            let parent = item["parent"].as_u64().map(|p| items[p as usize]["start"].as_u64().expect("start"));
            out.insert(item["start"].as_u64().expect("start"), entry(item, parent));
        }
    }
    out
}

fn entry(item: &Value, parent: Option<u64>) -> (String, u64, Option<u64>, String) {
    let text = |key: &str| item[key].as_str().expect("a string").to_owned();
    (text("style"), item["ordinal"].as_u64().expect("a number"), parent, text("role"))
}

#[test]
fn fixtures_agree_with_their_annotations() {
    let (mut all, mut found, mut spurious, mut parents, mut roles) = (0, 0, 0, 0, 0);
    let mut told = Vec::new();
    for path in fixtures() {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let gold = path.with_file_name("gold").join(format!("{name}.gold.json"));
        let gold: Value = serde_json::from_str(&fs::read_to_string(gold).expect("annotated")).expect("JSON");
        let got = items(&lines(&["analyze", &format!("fixtures/{name}.txt")]));
        let ignored: Vec<u64> = gold["ignore"]
            .as_array()
            .map(|a| a.iter().filter_map(Value::as_u64).collect())
            .unwrap_or_default();
        let want = gold["items"].as_array().expect("items");
        for item in want {
            all += 1;
            let start = item["start"].as_u64().expect("start");
            let Some(ours) = got.get(&start) else {
                told.push(format!("{name} {start}: missed"));
                continue;
            };
            let wanted = entry(item, item["parent"].as_u64());
            found += usize::from(ours.0 == wanted.0 && ours.1 == wanted.1);
            parents += usize::from(ours.2 == wanted.2);
            roles += usize::from(wanted.3.split('|').any(|r| r == ours.3));
        }
        let starts: Vec<u64> = want.iter().filter_map(|i| i["start"].as_u64()).collect();
        spurious += got.keys().filter(|s| !starts.contains(s) && !ignored.contains(s)).count();
    }
    let share = |n: usize| n as f64 / all as f64;
    assert!(share(found) >= 0.99 && spurious <= 2, "items {found} of {all}, {spurious} spurious: {told:?}");
    assert!(share(parents) >= 0.98, "parents {parents} of {all}");
    assert!(share(roles) >= 0.93, "roles {roles} of {all}");
}
