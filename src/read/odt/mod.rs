//! OpenDocument texts (.odt, .ott): the body as LibreOffice shows it, with the markers of automatic numbering.
//!
//! Tracked changes are read as accepted; text boxes stand behind their paragraph, notes at the end. Comments, headers and
//! footers are left out.

mod body;
mod lists;
mod styles;

use super::{
    Error, Metadata, Parsed,
    package::{self, Package},
    xml::{self, Node, Step},
};
use crate::{finding::Finding, say, source::Shape};
use lists::Lists;
use styles::Styles;

const KIND: &str = "an OpenDocument text";

/// Whether a zip archive with these parts is an OpenDocument text.
pub(super) fn is_one(package: &mut Package<'_>) -> bool {
    package.has("content.xml") && (package.has("mimetype") || package.has("META-INF/manifest.xml"))
}

/// Reads an OpenDocument text.
///
/// # Errors
/// It is encrypted, its archive or the XML in it is damaged, or it unpacks to more than a document can be.
pub(super) fn read(mut package: Package<'_>) -> Result<Parsed, Error> {
    if encrypted(&mut package)? {
        return Err(Error::Encrypted(KIND));
    }
    let (mut lists, mut styles) = (Lists::default(), Styles::default());
    for name in ["styles.xml", "content.xml"] {
        if let Some(mut part) = package.part(name)? {
            let read = lists.read(&mut part);
            package::check(&part, KIND)?;
            read?;
        }
        if let Some(part) = package.part(name)? {
            styles.read(part)?;
        }
    }
    let mut part = package
        .part("content.xml")?
        .ok_or_else(|| Error::damaged(KIND, say!("no-part", name = "content.xml")))?;
    let body = body::read(&mut part, &lists, &styles)?;
    drop(part);
    let told = [
        ("notes", body.notes, say!("notes", n = body.notes)),
        ("tracked-changes", body.deletions, say!("tracked-changes", n = body.deletions)),
        ("hidden-text", body.hidden, say!("hidden-text", n = body.hidden)),
    ];
    let told = told.into_iter().filter(|t| t.1 > 0);
    let mut findings: Vec<Finding> = told.map(|(code, _, message)| Finding::new(code, message, 0)).collect();
    findings.extend(lists.unknown().map(|form| {
        Finding::new("numbering-form", say!("numbering-unknown", form = format!("{form:?}")), 0)
    }));
    let shape = Shape { paragraphs: true, tables: body.tables, ..Shape::default() };
    Ok(Parsed { text: body.text, shape, metadata: properties(&mut package)?, findings })
}

fn encrypted(package: &mut Package<'_>) -> Result<bool, Error> {
    let Some(part) = package.part("META-INF/manifest.xml")? else { return Ok(false) };
    let mut found = false;
    xml::walk(part, KIND, |node| {
        found |= matches!(node, Node::Open("encryption-data", _));
        Step::Into
    })?;
    Ok(found)
}

/// What the document's properties say of it: its title.
fn properties(package: &mut Package<'_>) -> Result<Metadata, Error> {
    let mut metadata = Metadata::default();
    if let Some(part) = package.part("meta.xml")? {
        metadata.set_property_title(&xml::text_of(part, KIND, "title")?);
    }
    Ok(metadata)
}
