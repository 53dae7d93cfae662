//! A REFI-QDA project (`.qdpx`, version 1.5 of the exchange format, namespace `urn:QDA-XML:project:1.0`): a zip with
//! `project.qde`, which holds the codes and the coded passages, and the texts under `Sources/`. ATLAS.ti, MAXQDA,
//! NVivo, QualCoder and others open it.
//!
//! Positions count code points of the text as it is stored: UTF-8 without byte order mark, lines ended by LF. GUIDs
//! are made from names (UUID version 5) and no date is written, so that the same input gives the same bytes.

use super::{
    book::Book,
    coded::{CodedText, in_xml},
    pen::Pen,
    target::Unwritten,
};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, Event},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Seek, Write},
};
use uuid::Uuid;
use yaodian::{version, write::Row};
use zip::{ZipWriter, write::SimpleFileOptions};

/// A project of all texts.
#[derive(Default)]
pub(super) struct Project {
    texts: Vec<CodedText>,
}

impl Book for Project {
    fn add(&mut self, _: Row, _: &mut Pen) -> Result<(), Unwritten> {
        Ok(())
    }

    fn coded(&mut self, texts: Vec<CodedText>) {
        self.texts.extend(texts);
    }

    fn finish(self: Box<Self>, pen: &mut Pen) -> Result<usize, Unwritten> {
        pen.write_with(|out| project(&self.texts, out))?;
        Ok(0)
    }
}

fn guid(name: &str) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://crates.io/crates/yaodian");
    Uuid::new_v5(&space, name.as_bytes()).hyphenated().to_string()
}

/// Writes the project.
fn project(texts: &[CodedText], out: impl Write + Seek) -> io::Result<()> {
    let texts = merged(texts);
    let mut zip = ZipWriter::new(out);
    // A fixed date: the same input gives the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    zip.start_file("project.qde", options)?;
    zip.write_all(&description(&texts)?)?;
    for text in &texts {
        zip.start_file(format!("Sources/{}.txt", guid(&format!("source/{}", text.name))), options)?;
        zip.write_all(text.text.as_bytes())?;
    }
    zip.finish()?;
    Ok(())
}

/// The documents of one file are passages of one text.
fn merged(texts: &[CodedText]) -> Vec<CodedText> {
    let mut out: Vec<CodedText> = Vec::new();
    for text in texts {
        match out.last_mut().filter(|last| last.name == text.name && last.text == text.text) {
            Some(last) => {
                for (at, codes) in &text.passages {
                    last.passages.entry(*at).or_default().extend(codes.iter().cloned());
                }
            }
            None => out.push(text.clone()),
        }
    }
    out
}

const USER: &str = "user/yaodian";

fn description(texts: &[CodedText]) -> io::Result<Vec<u8>> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let origin = version::made_by();
    let user = guid(USER);
    element(
        &mut xml,
        "Project",
        &[
            ("name", "yaodian"),
            ("origin", &origin),
            ("creatingUserGUID", &user),
            ("xmlns", "urn:QDA-XML:project:1.0"),
        ],
        |xml| {
            element(xml, "Users", &[], |xml| empty(xml, "User", &[("guid", &user), ("name", "yaodian")]))?;
            code_book(xml, texts)?;
            if texts.is_empty() {
                return Ok(());
            }
            element(xml, "Sources", &[], |xml| texts.iter().try_for_each(|text| source(xml, text, &user)))
        },
    )?;
    Ok(xml.into_inner())
}

/// The codes in use, under the names of their kinds.
fn code_book(xml: &mut Writer<Vec<u8>>, texts: &[CodedText]) -> io::Result<()> {
    let mut kinds: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for code in texts.iter().flat_map(|t| t.passages.values()).flatten() {
        let (kind, name) = code.split_once('/').unwrap_or((code, code));
        kinds.entry(kind).or_default().insert(name);
    }
    if kinds.is_empty() {
        return Ok(());
    }
    element(xml, "CodeBook", &[], |xml| {
        element(xml, "Codes", &[], |xml| {
            kinds.iter().try_for_each(|(kind, names)| {
                let attributes =
                    [("guid", &*guid(&format!("kind/{kind}"))), ("name", kind), ("isCodable", "false")];
                element(xml, "Code", &attributes, |xml| {
                    names.iter().try_for_each(|name| {
                        let id = guid(&format!("code/{kind}/{name}"));
                        empty(xml, "Code", &[("guid", &id), ("name", name), ("isCodable", "true")])
                    })
                })
            })
        })
    })
}

fn source(xml: &mut Writer<Vec<u8>>, text: &CodedText, user: &str) -> io::Result<()> {
    let id = guid(&format!("source/{}", text.name));
    let path = format!("internal://{id}.txt");
    let attributes = [("guid", &*id), ("name", &text.name), ("plainTextPath", &path), ("creatingUser", user)];
    // Passages come in the order of their starts, so that one walk over the text finds the words of all.
    let (mut at, mut byte) = (0, 0);
    element(xml, "TextSource", &attributes, |xml| {
        text.passages.iter().try_for_each(|(&(start, end), codes)| {
            if start > at {
                byte += text.text[byte..]
                    .char_indices()
                    .nth(start - at)
                    .map_or(text.text.len() - byte, |(i, _)| i);
            }
            at = start;
            let name = format!("selection/{}/{start}/{end}", text.name);
            let shown: String = text.text[byte..].chars().take((end - start).min(40)).collect();
            let attributes = [
                ("guid", &*guid(&name)),
                ("name", &shown.replace('\n', " ")),
                ("startPosition", &start.to_string()),
                ("endPosition", &end.to_string()),
                ("creatingUser", user),
            ];
            element(xml, "PlainTextSelection", &attributes, |xml| {
                codes.iter().try_for_each(|code| {
                    let id = guid(&format!("coding/{name}/{code}"));
                    element(xml, "Coding", &[("guid", &id), ("creatingUser", user)], |xml| {
                        empty(xml, "CodeRef", &[("targetGUID", &guid(&format!("code/{code}")))])
                    })
                })
            })
        })
    })
}

fn element(
    xml: &mut Writer<Vec<u8>>,
    name: &str,
    attributes: &[(&str, &str)],
    inside: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>,
) -> io::Result<()> {
    xml.write_event(Event::Start(start(name, attributes)))?;
    inside(xml)?;
    xml.write_event(Event::End(BytesEnd::new(name)))
}

fn empty(xml: &mut Writer<Vec<u8>>, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.write_event(Event::Empty(start(name, attributes)))
}

fn start<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for &(name, value) in attributes {
        let value: String = value.chars().map(in_xml).collect();
        start.push_attribute((name, value.as_str()));
    }
    start
}
