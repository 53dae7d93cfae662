//! Word documents (.docx, .docm, .dotx, and those saved as XML): the body as Word shows it, with the markers of automatic numbering.
//!
//! Tracked changes are read as accepted, fields by their results; text boxes stand behind their paragraph, notes at the
//! end. Comments, headers and footers are left out.

mod body;
mod flat;
mod lists;
mod styles;

use super::{
    Error, Metadata, Parsed, encoding,
    package::{self, Package, Part},
    word::{
        self, Notes,
        lists::{Lists, Numbering},
        story::Counts,
        styles::Styles,
    },
    xml::{self, Node, Step},
};
use crate::say;
use body::{Body, Reference};

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
    let Body { mut text, tables, mut counts, footnotes, endnotes, .. } = body?;
    let mut notes = Notes::default();
    for (name, references) in [(&parts.footnotes, footnotes), (&parts.endnotes, endnotes)] {
        let Some(part) = package.part(name)?.filter(|_| !references.is_empty()) else { continue };
        add_notes((&mut text, &mut counts, &mut notes), part, &references, &mut numbering)?;
    }
    let metadata = properties(&mut package)?;
    Ok(word::parsed((text, tables), metadata, (&counts, &notes, &numbering)))
}

/// Reads a Word document saved as XML: that of Word 2003, or the parts of a later one in one file.
///
/// # Errors
/// The XML is damaged.
pub(super) fn read_xml(bytes: Vec<u8>) -> Result<Parsed, Error> {
    let text = encoding::decode(bytes, None).text;
    if let Some(archive) = flat::archive(&text)? {
        return read(Package::open(&archive, KIND)?);
    }
    let (styles, lists) = (styles::read(text.as_bytes())?, lists::read(text.as_bytes())?);
    let mut numbering = Numbering::new(&lists, &styles);
    let Body { text: mut body, tables, counts, inline, .. } = body::read(text.as_bytes(), &mut numbering)?;
    let mut notes = Notes::default();
    let (last, first): (Vec<_>, Vec<_>) = inline.into_iter().partition(|(_, at_end)| *at_end);
    first.iter().chain(&last).for_each(|(note, _)| notes.add(&mut body, note, false));
    let mut metadata = Metadata::default();
    metadata.set_property_title(&xml::text_of(text.as_bytes(), KIND, "Title")?);
    Ok(word::parsed((body, tables), metadata, (&counts, &notes, &numbering)))
}

/// Puts the notes of a part that the body refers to at its end, in the order in which it does.
fn add_notes(
    (text, counts, notes): (&mut String, &mut Counts, &mut Notes),
    mut part: Part<'_, '_>,
    references: &[Reference],
    numbering: &mut Numbering<'_>,
) -> Result<(), Error> {
    numbering.begin();
    let read = body::read(&mut part, numbering);
    package::check(&part, KIND)?;
    let read = read?;
    for reference in references {
        if let Some(note) = read.notes.get(&reference.id) {
            notes.add(text, note, reference.marked);
        }
    }
    counts.add(&read.counts);
    Ok(())
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
