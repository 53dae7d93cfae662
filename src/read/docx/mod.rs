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
use crate::{finding::Finding, say, source::Shape};
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
    let parts = Parts::of(&mut package)?;
    let styles = package.part(&parts.styles)?.map_or(Ok(Styles::default()), styles::read)?;
    let lists = package.part(&parts.numbering)?.map_or(Ok(Lists::default()), lists::read)?;
    let mut numbering = Numbering::new(&lists, &styles);
    let mut part =
        package.part(&parts.main)?.ok_or_else(|| Error::damaged(KIND, say!("no-part", name = parts.main)))?;
    let body = body::read(&mut part, &mut numbering);
    package::check(&part, KIND)?;
    drop(part);
    let mut body = body?;
    let notes = notes(&mut package, &parts, &mut body, &mut numbering)?;
    let findings = findings(&body, &numbering, notes);
    let metadata = properties(&mut package)?;
    let shape = Shape { paragraphs: true, tables: body.tables, ..Shape::default() };
    Ok(Parsed { text: body.text, shape, metadata, findings })
}

/// Puts the notes that the body refers to at its end, in the order in which it does; how many there are.
fn notes(
    package: &mut Package<'_>,
    parts: &Parts,
    body: &mut Body,
    numbering: &mut Numbering<'_>,
) -> Result<usize, Error> {
    let (mut count, mut number) = (0, 0);
    for (name, references) in [
        (&parts.footnotes, std::mem::take(&mut body.footnotes)),
        (&parts.endnotes, std::mem::take(&mut body.endnotes)),
    ] {
        if references.is_empty() {
            continue;
        }
        let Some(mut part) = package.part(name)? else { continue };
        numbering.begin();
        let notes = body::read(&mut part, numbering);
        package::check(&part, KIND)?;
        let notes = notes?.notes;
        for reference in references {
            let Some(text) = notes.get(&reference.id) else { continue };
            count += 1;
            number += usize::from(!reference.marked);
            let label = if reference.marked { String::new() } else { format!("[{number}] ") };
            body.text.push_str(&format!("{label}{}\n", text.trim()));
        }
    }
    Ok(count)
}

/// The names of the parts of a document.
struct Parts {
    main: String,
    styles: String,
    numbering: String,
    footnotes: String,
    endnotes: String,
}

impl Parts {
    /// Those that the relations of the package and of its main part name, else the usual ones.
    fn of(package: &mut Package<'_>) -> Result<Self, Error> {
        let found = relations(package, "_rels/.rels", "")?;
        let main = found.into_iter().find(|(kind, _)| kind == "officeDocument").map(|(_, target)| target);
        let main = main.unwrap_or_else(|| "word/document.xml".into());
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let found = relations(package, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let part = |kind: &str| {
            let named = found.iter().find(|(k, _)| k == kind).map(|(_, target)| target.clone());
            named.unwrap_or_else(|| format!("{folder}/{kind}.xml"))
        };
        let [styles, numbering, footnotes, endnotes] =
            ["styles", "numbering", "footnotes", "endnotes"].map(part);
        Ok(Self { styles, numbering, footnotes, endnotes, main })
    }
}

/// What a part of relations tells: for each the last word of its type, and the part that it leads to.
fn relations(package: &mut Package<'_>, name: &str, folder: &str) -> Result<Vec<(String, String)>, Error> {
    let mut found = Vec::new();
    let Some(part) = package.part(name)? else { return Ok(found) };
    xml::walk(part, KIND, |node| {
        if let Node::Open("Relationship", e) = &node
            && let (Some(kind), Some(target)) = (xml::attribute(e, "Type"), xml::attribute(e, "Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.push((kind, resolved(folder, &target)));
        }
        Step::Into
    })?;
    Ok(found)
}

/// A target as a path in the package: counted from the folder unless it begins with a slash.
fn resolved(folder: &str, target: &str) -> String {
    let Some(absolute) = target.strip_prefix('/') else {
        let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in target.split('/') {
            match part {
                ".." => drop(path.pop()),
                "." | "" => {}
                part => path.push(part),
            }
        }
        return path.join("/");
    };
    absolute.to_owned()
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
        ("notes", notes, say!("notes", n = notes)),
        ("tracked-changes", body.deletions, say!("tracked-changes", n = body.deletions)),
        ("hidden-text", body.hidden, say!("hidden-text", n = body.hidden)),
        ("symbol", body.symbols, say!("symbol", n = body.symbols)),
    ];
    let told = told.into_iter().filter(|t| t.1 > 0);
    let mut out: Vec<Finding> = told.map(|(code, _, message)| Finding::new(code, message, 0)).collect();
    out.extend(numbering.unknown().map(|form| {
        Finding::new("numbering-form", say!("numbering-unknown", form = format!("{form:?}")), 0)
    }));
    out
}
