//! The REFI-QDA project against the rules of its schema (Project.xsd of version 1.0, as the REFI-QDA 1.5
//! specification documents it): which elements may stand where, which attributes they must and may have, GUIDs, and
//! what the schema can't say: references that resolve and positions that lie in the text.

use crate::{MINUTES, NOTICE, common::yaodian};
use quick_xml::{Reader, events::Event};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
    path::Path,
};

/// An element: its parents, the attributes that it must have and those that it may have besides.
struct Rule {
    name: &'static str,
    parents: &'static [&'static str],
    must: &'static [&'static str],
    may: &'static [&'static str],
}

const fn rule(
    name: &'static str,
    parents: &'static [&'static str],
    must: &'static [&'static str],
    may: &'static [&'static str],
) -> Rule {
    Rule { name, parents, must, may }
}

const RULES: [Rule; 11] = [
    rule(
        "Project",
        &[""],
        &["name", "xmlns"],
        &["origin", "creatingUserGUID", "creationDateTime", "basePath"],
    ),
    rule("Users", &["Project"], &[], &[]),
    rule("User", &["Users"], &["guid"], &["name", "id"]),
    rule("CodeBook", &["Project"], &[], &[]),
    rule("Codes", &["CodeBook"], &[], &[]),
    rule("Code", &["Codes", "Code"], &["guid", "name", "isCodable"], &["color"]),
    rule("Sources", &["Project"], &[], &[]),
    rule(
        "TextSource",
        &["Sources"],
        &["guid", "plainTextPath"],
        &["name", "creatingUser", "creationDateTime"],
    ),
    rule(
        "PlainTextSelection",
        &["TextSource"],
        &["guid", "startPosition", "endPosition"],
        &["name", "creatingUser", "creationDateTime"],
    ),
    rule("Coding", &["PlainTextSelection"], &["guid"], &["creatingUser", "creationDateTime"]),
    rule("CodeRef", &["Coding"], &["targetGUID"], &[]),
];

/// The order in which the children of a project stand.
const ORDER: [&str; 3] = ["Users", "CodeBook", "Sources"];

struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    parent: String,
}

/// All elements, checked against the rules, in order.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<String> = Vec::new();
    let mut out = Vec::new();
    loop {
        let event = reader.read_event().expect("well-formed XML");
        let (start, empty) = match event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(_) => {
                open.pop();
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        let name = start.name().as_ref().to_owned();
        let attribute = |a: quick_xml::events::attributes::Attribute<'_>| {
            let key = a.key.as_ref().to_owned();
            (key, a.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("a value").into_owned())
        };
        let attributes: BTreeMap<String, String> =
            start.attributes().map(|a| attribute(a.expect("an attribute"))).collect();
        let parent = open.last().cloned().unwrap_or_default();
        check(&name, &parent, &attributes);
        out.push(Element { name: name.clone(), attributes, parent });
        if !empty {
            open.push(name);
        }
    }
    assert!(open.is_empty());
    out
}

fn check(name: &str, parent: &str, attributes: &BTreeMap<String, String>) {
    let rule =
        RULES.iter().find(|r| r.name == name).unwrap_or_else(|| panic!("{name} is no element we write"));
    assert!(rule.parents.contains(&parent), "{name} in {parent}");
    for must in rule.must {
        assert!(attributes.contains_key(*must), "{name} lacks {must}");
    }
    for key in attributes.keys() {
        assert!(rule.must.contains(&key.as_str()) || rule.may.contains(&key.as_str()), "{name} has {key}");
    }
    for (key, value) in attributes {
        if ["guid", "targetGUID", "creatingUser", "creatingUserGUID"].contains(&key.as_str()) {
            let parts: Vec<usize> = value.split('-').map(str::len).collect();
            assert_eq!(parts, [8, 4, 4, 4, 12], "{value}");
            assert!(value.chars().all(|c| c == '-' || c.is_ascii_hexdigit()), "{value}");
        }
    }
}

/// The project's description and its texts by their names in the archive.
fn unpack(path: &Path) -> (String, BTreeMap<String, String>) {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).expect("written")).expect("a zip");
    let mut files = BTreeMap::new();
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).expect("a file");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("UTF-8");
        files.insert(file.name().to_owned(), text);
    }
    (files.remove("project.qde").expect("project.qde"), files)
}

fn project(inputs: &[&str]) -> (Vec<Element>, BTreeMap<String, String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("project.qdpx");
    let status = yaodian().args(["directives", "-q", "-o"]).arg(&path).args(inputs).output();
    assert!(status.expect("runs").status.success());
    let (description, texts) = unpack(&path);
    (elements(&description), texts)
}

#[test]
fn the_project_keeps_the_rules_of_the_exchange_format() {
    let (elements, texts) =
        project(&[NOTICE, MINUTES, "fixtures/forest-utf16.txt", "fixtures/rural-roads.txt"]);
    assert_eq!(elements[0].attributes["xmlns"], "urn:QDA-XML:project:1.0");
    let parts: Vec<&str> =
        elements.iter().filter(|e| e.parent == "Project").map(|e| e.name.as_str()).collect();
    assert_eq!(parts, ORDER);
    let guids: Vec<&String> = elements.iter().filter_map(|e| e.attributes.get("guid")).collect();
    assert_eq!(guids.iter().collect::<BTreeSet<_>>().len(), guids.len(), "a GUID is given twice");
    let codes: BTreeSet<&String> =
        elements.iter().filter(|e| e.name == "Code").map(|e| &e.attributes["guid"]).collect();
    let users: BTreeSet<&String> =
        elements.iter().filter(|e| e.name == "User").map(|e| &e.attributes["guid"]).collect();
    for element in &elements {
        assert!(element.attributes.get("targetGUID").is_none_or(|g| codes.contains(g)));
        assert!(element.attributes.get("creatingUser").is_none_or(|g| users.contains(g)));
    }
    assert_eq!(texts.len(), 4);
    assert!(elements.iter().filter(|e| e.name == "PlainTextSelection").count() > 300);
}

#[test]
fn coded_passages_are_the_words_of_the_text_at_their_positions() {
    let (elements, texts) = project(&[NOTICE, "fixtures/campus-safety.txt"]);
    let mut source: Vec<char> = Vec::new();
    let mut checked = 0;
    for element in elements {
        match element.name.as_str() {
            "TextSource" => {
                let path = element.attributes["plainTextPath"].replace("internal://", "Sources/");
                let text = &texts[&path];
                assert!(!text.starts_with('\u{FEFF}') && !text.contains('\r'), "{path}");
                source = text.chars().collect();
            }
            "PlainTextSelection" => {
                let at = |key: &str| element.attributes[key].parse::<usize>().expect("a position");
                let passage: String = source[at("startPosition")..at("endPosition")].iter().collect();
                assert!(!passage.is_empty());
                let name = &element.attributes["name"];
                assert!(passage.replace('\n', " ").starts_with(name.as_str()), "{passage} {name}");
                checked += 1;
            }
            _ => {}
        }
    }
    assert!(checked > 150, "{checked} passages");
}

#[test]
fn the_same_input_gives_the_same_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = |name: &str, threads: &str| {
        let path = folder.path().join(name);
        let arguments = ["directives", "-q", "--threads", threads, "-o"];
        assert!(
            yaodian()
                .args(arguments)
                .arg(&path)
                .arg("fixtures/clauses")
                .output()
                .expect("runs")
                .status
                .success()
        );
        std::fs::read(path).expect("written")
    };
    assert!(bytes("one.qdpx", "1") == bytes("two.qdpx", "8"));
}
