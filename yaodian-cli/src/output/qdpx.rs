//! A REFI-QDA project (`.qdpx`, version 1.5 of the exchange format, namespace `urn:QDA-XML:project:1.0`): a zip with
//! `project.qde`, which holds the codes and the coded passages, and the texts under `Sources/`. ATLAS.ti, MAXQDA,
//! NVivo, QualCoder and others open it.
//!
//! Positions count code points of the text as it is stored: UTF-8 without byte order mark, lines ended by LF. GUIDs
//! are made from names (UUID version 5) and no date is written, so that the same input gives the same bytes.

use super::{book::Book, pen::Pen, target::Unwritten};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, Event},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Seek, Write},
};
use uuid::Uuid;
use yaodian::{
    directive::Directive,
    document::Analysis,
    source::Span,
    version,
    write::{self, Place, Row},
};
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

/// A text with its coded passages.
#[derive(Clone, Debug)]
pub struct CodedText {
    /// Its name.
    name: String,
    /// The text as stored.
    text: String,
    /// Codes by passage: start and end in code points, then the codes, each a path such as modality/obligation.
    passages: BTreeMap<(usize, usize), BTreeSet<String>>,
}

/// The source of a document with the passages that its items and the directives that `chosen` takes code.
pub(crate) fn coded(
    place: &Place<'_>,
    analysis: &Analysis,
    chosen: impl Fn(&Directive) -> bool,
) -> CodedText {
    let (text, positions) = stored(place.cleaned.source().text());
    let mut passages: BTreeMap<(usize, usize), BTreeSet<String>> = BTreeMap::new();
    let mut code = |span: Span, name: String| {
        let span = place.cleaned.span_to_source(span);
        let at = (positions.of(span.start), positions.of(span.end));
        passages.entry(at).or_default().insert(name);
    };
    for (item, role) in analysis.outline.items.iter().zip(&analysis.roles) {
        code(Span::new(item.marker.start, item.title.end), format!("role/{}", write::named(role)));
    }
    for d in analysis.directives.iter().filter(|d| chosen(d)) {
        code(d.span, format!("modality/{}", write::named(d.modality)));
        code(d.span, format!("strength/{}", d.strength));
        code(d.span, format!("clarity/{}", write::named(d.clarity)));
        if let Some(cue) = &d.cue {
            code(cue.span(), "element/cue".into());
        }
        for actor in &d.actors {
            code(actor.span, format!("actor/{}", write::named(actor.part)));
        }
        if let Some(action) = d.action {
            code(action.verb, "element/action".into());
            action.object.into_iter().for_each(|o| code(o, "element/object".into()));
        }
        d.deadlines.iter().for_each(|x| code(x.span, "element/deadline".into()));
        d.targets.iter().for_each(|x| code(x.span, "element/target".into()));
        d.conditions.iter().for_each(|&s| code(s, "element/condition".into()));
        d.consequences.iter().for_each(|&s| code(s, "element/consequence".into()));
        d.citations.iter().for_each(|c| code(c.span, "element/citation".into()));
    }
    CodedText { name: place.path.to_owned(), text, passages }
}

/// Where the bytes of a source come to lie in the stored text.
struct Positions {
    /// For each character: its byte in the source, and the code points before it in the stored text.
    marks: Vec<(usize, usize)>,
}

impl Positions {
    /// Code points of the stored text before the byte `at` of the source.
    fn of(&self, at: usize) -> usize {
        let next = self.marks.partition_point(|mark| mark.0 <= at);
        self.marks[next.saturating_sub(1)].1
    }
}

/// The text as it is stored, and where its characters went.
fn stored(source: &str) -> (String, Positions) {
    let mut out = String::with_capacity(source.len());
    let mut marks = Vec::with_capacity(source.len() / 3 + 1);
    let mut points = 0;
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        marks.push((at, points));
        let c = match c {
            '\r' if chars.peek().is_some_and(|(_, next)| *next == '\n') => continue,
            '\r' | '\u{2028}' | '\u{2029}' => '\n',
            // XML holds no other control characters, and programs show none.
            c if c.is_control() && !matches!(c, '\n' | '\t') => ' ',
            c => in_xml(c),
        };
        out.push(c);
        points += 1;
    }
    marks.push((source.len(), points));
    (out, Positions { marks })
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

/// A character as XML 1.0 can hold it (2.2, Char).
fn in_xml(c: char) -> char {
    match c {
        '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
            char::REPLACEMENT_CHARACTER
        }
        c => c,
    }
}
