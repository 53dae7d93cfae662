//! The records are a contract: mirrors that deny unknown fields, and the properties that every record keeps.

mod common;

use common::{fixtures, lines, stdout, yaodian};
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Document {
    path: String,
    format: String,
    encoding: String,
    metadata: serde_json::Map<String, Value>,
    document: usize,
    documents: usize,
    start: usize,
    end: usize,
    line: usize,
    title: Option<String>,
    genre: String,
    evidence: Vec<Evidence>,
    date: Option<String>,
    made_by: MadeBy,
    items: Vec<Item>,
    lists: Vec<List>,
    tables: Vec<Table>,
    directives: Vec<Directive>,
    keywords: Vec<Keyword>,
    counts: Counts,
    findings: Vec<Finding>,
    text: String,
    anchors: Vec<(usize, usize, usize)>,
    offsets: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Evidence {
    place: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MadeBy {
    program: String,
    version: String,
    rules: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Item {
    id: usize,
    parent: Option<usize>,
    list: usize,
    depth: usize,
    start: usize,
    end: usize,
    line: usize,
    marker: String,
    style: String,
    ordinal: u32,
    role: String,
    title: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct List {
    id: usize,
    parent: Option<usize>,
    style: String,
    items: Vec<usize>,
    lead: Option<String>,
    declared: Option<u32>,
    missing: Vec<u32>,
    repeated: Vec<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Directive {
    id: usize,
    item: Option<usize>,
    start: usize,
    end: usize,
    line: usize,
    text: String,
    note: bool,
    heading: bool,
    modality: String,
    cue: Option<String>,
    cue_start: Option<usize>,
    strength: u8,
    clarity: String,
    actors: Vec<Actor>,
    stated: String,
    action: Option<String>,
    object: Option<String>,
    deadlines: Vec<Deadline>,
    targets: Vec<Target>,
    conditions: Vec<Passage>,
    consequences: Vec<Passage>,
    citations: Vec<Citation>,
    #[serde(default)]
    explain: Option<Vec<Explained>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Deadline {
    text: String,
    start: usize,
    end: usize,
    by: Option<String>,
    kind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Target {
    text: String,
    start: usize,
    end: usize,
    value: f64,
    upper: Option<f64>,
    unit: String,
    bound: String,
    force: String,
    measure: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Passage {
    text: String,
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Citation {
    text: String,
    start: usize,
    end: usize,
    number: Option<String>,
    article: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Explained {
    field: String,
    rule: String,
    cue: Option<String>,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Actor {
    text: String,
    start: usize,
    end: usize,
    stated: String,
    part: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Keyword {
    term: String,
    score: f64,
    count: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Counts {
    characters: usize,
    graphemes: usize,
    sentences: usize,
    words: usize,
    items: usize,
    directives: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Table {
    id: usize,
    item: Option<usize>,
    start: usize,
    end: usize,
    line: usize,
    tasks: bool,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
struct Finding {
    code: String,
    message: String,
    start: usize,
}

fn documents(path: &str) -> Vec<Document> {
    lines(&["analyze", path])
        .into_iter()
        .map(|v| serde_json::from_value(v).expect("a document record"))
        .collect()
}

#[test]
fn every_record_has_just_the_fields_of_the_contract() {
    for path in fixtures() {
        assert!(!documents(&path.display().to_string()).is_empty(), "{}", path.display());
    }
}

#[test]
fn references_point_at_what_they_name() {
    for path in fixtures() {
        for document in documents(&path.display().to_string()) {
            for (i, item) in document.items.iter().enumerate() {
                assert_eq!(item.id, i);
                assert!(item.parent.is_none_or(|p| p < i), "a parent comes before its children");
                assert_eq!(item.depth, item.parent.map_or(1, |p| document.items[p].depth + 1));
                assert!(document.lists[item.list].items.contains(&i));
                assert!(document.start <= item.start && item.start < item.end && item.end <= document.end);
                assert!(item.text.starts_with(&item.marker), "{} {}", item.text, item.marker);
            }
            for directive in &document.directives {
                assert!(directive.item.is_none_or(|i| i < document.items.len()));
                assert!((1..=5).contains(&directive.strength));
                for actor in directive.actors.iter().filter(|a| a.stated == "here") {
                    assert!(
                        directive.start <= actor.start && actor.end <= directive.end,
                        "{}",
                        directive.text
                    );
                }
            }
        }
    }
}

/// The source between `start` and `end`, repaired the same way, gives back `text`: here the repair is undone,
/// by looking for the text's characters in order in the source.
#[test]
fn every_text_is_the_source_at_its_place_but_for_what_was_cut() {
    for path in fixtures() {
        let path = path.display().to_string();
        let source: Vec<char> = decoded(&path).chars().collect();
        for document in documents(&path) {
            let items = document.items.iter().map(|i| (i.start, i.end, &i.text));
            let directives = document.directives.iter().map(|d| (d.start, d.end, &d.text));
            let all = || document.directives.iter();
            let elements = all()
                .flat_map(|d| &d.actors)
                .map(|a| (a.start, a.end, &a.text))
                .chain(all().flat_map(|d| &d.deadlines).map(|x| (x.start, x.end, &x.text)))
                .chain(all().flat_map(|d| &d.targets).map(|x| (x.start, x.end, &x.text)))
                .chain(
                    all()
                        .flat_map(|d| d.conditions.iter().chain(&d.consequences))
                        .map(|x| (x.start, x.end, &x.text)),
                )
                .chain(all().flat_map(|d| &d.citations).map(|x| (x.start, x.end, &x.text)));
            for (start, end, text) in items.chain(directives).chain(elements) {
                let place = &source[start..end];
                assert!(is_subsequence(text, place), "{path} {start}: {text}");
                assert_eq!(place.first(), text.chars().next().as_ref(), "{path} {start}");
                assert_eq!(place.last(), text.chars().last().as_ref(), "{path} {end}");
            }
        }
    }
}

/// With `text` and `anchors` alone every character is found again in the source, with its line.
#[test]
fn anchors_lead_from_the_text_back_to_the_source() {
    for path in fixtures() {
        let path = path.display().to_string();
        let source = decoded(&path);
        let characters: Vec<char> = source.chars().collect();
        for document in documents(&path) {
            let mut anchors = document.anchors.iter().peekable();
            let (mut at, mut line) = (document.start, document.line);
            for (position, c) in document.text.chars().enumerate() {
                if let Some(&(_, start, on)) = anchors.next_if(|anchor| anchor.0 == position) {
                    (at, line) = (start, on);
                }
                assert_eq!(characters[at], c, "{path} {position}");
                if position % 97 == 0 {
                    let ends = characters[..at].iter().filter(|&&c| c == '\n').count();
                    assert_eq!(ends + 1, line, "{path} {position}");
                }
                line += usize::from(c == '\n');
                at += 1;
            }
            assert_eq!(anchors.next(), None);
        }
    }
}

fn decoded(path: &str) -> String {
    let bytes = std::fs::read(common::root().join(path)).expect("readable");
    let read = yaodian::read::bytes(bytes, "", None).expect("a text");
    read.source.text().to_owned()
}

fn is_subsequence(text: &str, place: &[char]) -> bool {
    let mut at = place.iter();
    text.chars().all(|c| at.any(|p| *p == c))
}

#[test]
fn offsets_count_what_they_are_asked_to_count() {
    let path = "fixtures/names-gb18030.txt";
    let source = decoded(path);
    let points: Vec<usize> = lines(&["outline", "--format", "jsonl", path])
        .iter()
        .map(|r| r["start"].as_u64().expect("start") as usize)
        .collect();
    for (unit, count) in
        [("bytes", (|s: &str| s.len()) as fn(&str) -> usize), ("utf16", |s: &str| s.encode_utf16().count())]
    {
        let got: Vec<usize> = lines(&["outline", "--format", "jsonl", "--offsets", unit, path])
            .iter()
            .map(|r| r["start"].as_u64().expect("start") as usize)
            .collect();
        let want: Vec<usize> =
            points.iter().map(|&p| count(&source.chars().take(p).collect::<String>())).collect();
        assert_eq!(got, want, "{unit}");
    }
}

#[test]
fn one_thread_and_eight_give_the_same_bytes() {
    for command in ["analyze", "outline", "directives", "tokens", "split"] {
        let one = stdout(&[command, "-q", "--threads", "1", "--format", "jsonl", "fixtures"]);
        assert!(!one.is_empty());
        for _ in 0..2 {
            assert!(
                one == stdout(&[command, "--threads", "8", "--format", "jsonl", "fixtures"]),
                "{command}"
            );
        }
    }
}

#[test]
fn the_schema_names_the_fields_that_are_printed() {
    for (kind, command) in [
        ("document", "analyze"),
        ("outline", "outline"),
        ("directives", "directives"),
        ("split", "split"),
        ("tokens", "tokens"),
    ] {
        let schema: Value = serde_json::from_str(&stdout(&["schema", kind])).expect("JSON");
        // What only --explain and --dedup print is in the schema too.
        let properties: Vec<&String> = schema["properties"]
            .as_object()
            .expect("properties")
            .keys()
            .filter(|k| !["explain", "copy_of"].contains(&k.as_str()))
            .collect();
        let first = lines(&[command, "--format", "jsonl", "fixtures/flood-control.txt"]).remove(0);
        let printed: Vec<&String> = first.as_object().expect("an object").keys().collect();
        assert_eq!(properties, printed, "{kind}");
    }
}

#[test]
fn explain_names_the_rule_and_the_words_for_each_field() {
    for path in fixtures() {
        let path = path.display().to_string();
        let source: Vec<char> = decoded(&path).chars().collect();
        let records = lines(&["directives", "--format", "jsonl", "--explain", &path]);
        for record in &records {
            let explained: Vec<Explained> =
                serde_json::from_value(record["explain"].clone()).expect("evidence for each field");
            for field in ["clause", "modality", "strength", "clarity"] {
                assert!(explained.iter().any(|e| e.field == field), "{field}: {record}");
            }
            for element in ["actors", "deadlines", "targets", "conditions", "consequences", "citations"] {
                let count = explained.iter().filter(|e| e.field == element).count();
                assert_eq!(count, record[element].as_array().expect("a list").len(), "{element}: {record}");
            }
            for evidence in &explained {
                assert!(evidence.rule.contains('/'), "{}", evidence.rule);
                if let (Some(cue), Some(start), Some(end)) = (&evidence.cue, evidence.start, evidence.end) {
                    assert!(is_subsequence(cue, &source[start..end]), "{path} {start}: {cue}");
                }
            }
        }
    }
    let output = yaodian()
        .args(["directives", "--explain", "--format", "csv", "fixtures/traps.txt"])
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn records_say_which_program_and_rules_made_them() {
    let made = |arguments: &[&str]| {
        let record = lines(arguments).remove(0);
        serde_json::from_value::<MadeBy>(record["made_by"].clone()).expect("made_by")
    };
    let plain = made(&["analyze", "fixtures/traps.txt"]);
    assert_eq!((plain.program.as_str(), plain.version.as_str()), ("yaodian", env!("CARGO_PKG_VERSION")));
    assert!(plain.rules.len() == 16 && plain.rules.chars().all(|c| c.is_ascii_hexdigit()), "{}", plain.rules);
    let folder = tempfile::tempdir().expect("a folder");
    let words = folder.path().join("words.txt");
    std::fs::write(&words, "云岭县 100 ns\n").expect("written");
    let own = made(&["analyze", "--dict", words.to_str().expect("UTF-8"), "fixtures/traps.txt"]);
    assert!(own.rules.starts_with(&format!("{}+", plain.rules)), "{}", own.rules);
}

#[test]
fn the_year_of_a_deadline_is_the_documents_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let by = |date: &str| {
        let path = folder.path().join("notice.txt");
        let text =
            format!("关于做好清淤工作的通知\n各镇：\n各镇要在11月底前完成沟渠清淤。\n某县水利局\n{date}\n");
        std::fs::write(&path, text).expect("written");
        let records = lines(&["directives", "--format", "jsonl", path.to_str().expect("UTF-8")]);
        records[0]["deadlines"][0]["by"].as_str().expect("a date").to_owned()
    };
    assert_eq!(by("2026年3月2日"), "2026-11-30");
    assert_eq!(by("二〇二五年十二月二日"), "2026-11-30");
    assert_eq!(by("联系电话：无"), "--11-30");
}

#[test]
fn forced_encoding_is_obeyed_and_a_wrong_name_is_a_wrong_call() {
    let forced = lines(&["analyze", "--encoding", "gbk", "fixtures/campus-safety.txt"]);
    assert_eq!(forced[0]["encoding"], "GBK");
    let output =
        yaodian().args(["analyze", "--encoding", "klingon", "fixtures/traps.txt"]).output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("gb18030"));
}
