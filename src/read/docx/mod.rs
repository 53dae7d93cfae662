//! Word documents (.docx, .docm, .dotx): the body as Word shows it, with the markers of automatic numbering.
//!
//! Tracked changes are read as accepted, fields by their results; text boxes stand behind their paragraph, notes at the
//! end. Comments, headers and footers are left out.

mod body;
mod lists;
mod styles;

use super::{
    Error, Metadata, Parsed,
    package::{self, Package},
    xml::{self, Node, Step},
};
use crate::finding::Finding;
use body::Body;
use lists::{Lists, Numbering};
use styles::Styles;

const KIND: &str = "a Word document";

/// Whether a zip archive with these parts is a Word document.
pub(super) fn is_one(package: &mut Package<'_>) -> bool {
    package.has("word/document.xml") || (package.has("[Content_Types].xml") && package.has_below("word/"))
}

/// Reads a Word document.
///
/// # Errors
/// The archive or the XML in it is damaged, it has no text part, or it unpacks to more than a document can be.
pub(super) fn read(mut package: Package<'_>) -> Result<Parsed, Error> {
    let styles = package.part("word/styles.xml")?.map_or(Ok(Styles::default()), styles::read)?;
    let lists = package.part("word/numbering.xml")?.map_or(Ok(Lists::default()), lists::read)?;
    let mut numbering = Numbering::new(&lists, &styles);
    let main = main_part(&mut package)?;
    let mut part =
        package.part(&main)?.ok_or_else(|| Error::damaged(KIND, format!("it has no part {main}")))?;
    let body = body::read(&mut part, &mut numbering);
    package::check(&part, KIND)?;
    drop(part);
    let mut body = body?;
    let notes = notes(&mut package, &mut body, &mut numbering)?;
    let findings = findings(&body, &numbering, notes);
    let metadata = properties(&mut package)?;
    Ok(Parsed { text: body.text, metadata, findings })
}

/// Puts the notes that the body refers to at its end, in the order in which it does; how many there are.
fn notes(package: &mut Package<'_>, body: &mut Body, numbering: &mut Numbering<'_>) -> Result<usize, Error> {
    let mut count = 0;
    for (name, ids) in [
        ("word/footnotes.xml", std::mem::take(&mut body.footnotes)),
        ("word/endnotes.xml", std::mem::take(&mut body.endnotes)),
    ] {
        if ids.is_empty() {
            continue;
        }
        let Some(mut part) = package.part(name)? else { continue };
        let notes = body::read(&mut part, numbering);
        package::check(&part, KIND)?;
        let notes = notes?.notes;
        for text in ids.iter().filter_map(|id| notes.get(id)) {
            count += 1;
            body.text.push_str(&format!("[{count}] {}\n", text.trim()));
        }
    }
    Ok(count)
}

/// The name of the part that holds the text: the usual one, else what the package's relations say.
fn main_part(package: &mut Package<'_>) -> Result<String, Error> {
    const USUAL: &str = "word/document.xml";
    let mut found = None;
    if !package.has(USUAL)
        && let Some(part) = package.part("_rels/.rels")?
    {
        xml::walk(part, KIND, |node| {
            if let Node::Open("Relationship", e) = &node
                && xml::attribute(e, "Type").is_some_and(|t| t.ends_with("/officeDocument"))
            {
                found = xml::attribute(e, "Target").map(|t| t.trim_start_matches('/').to_owned());
            }
            Step::Into
        })?;
    }
    Ok(found.unwrap_or_else(|| USUAL.into()))
}

/// What the document's properties say of it: its title.
fn properties(package: &mut Package<'_>) -> Result<Metadata, Error> {
    let mut metadata = Metadata::default();
    let Some(part) = package.part("docProps/core.xml")? else { return Ok(metadata) };
    metadata.set_property_title(&xml::text_of(part, KIND, "title")?);
    Ok(metadata)
}

fn findings(body: &Body, numbering: &Numbering<'_>, notes: usize) -> Vec<Finding> {
    let told = [
        ("notes", notes, "footnotes and endnotes stand at the end of the text"),
        ("tracked-changes", body.deletions, "tracked deletions were read as accepted"),
        ("hidden-text", body.hidden, "runs of hidden text were left out"),
        ("symbol", body.symbols, "signs of symbol fonts were left out"),
    ];
    let told = told.into_iter().filter(|t| t.1 > 0);
    let mut out: Vec<Finding> =
        told.map(|(code, count, what)| Finding::new(code, format!("{count} {what}"), 0)).collect();
    out.extend(numbering.unknown().map(|form| {
        let message =
            format!("the form {form:?} of automatic numbers is not known; they are written in digits");
        Finding::new("numbering-form", message, 0)
    }));
    out
}
