//! The parts of a Word document in one XML file (a flat package).

use super::{
    super::{
        Error,
        xml::{self, Node, Step},
    },
    KIND,
};
use crate::say;
use std::io::{Cursor, Write as _};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The archive that the parts would be; none where the file is no flat package.
///
/// # Errors
/// The XML is damaged.
pub(super) fn archive(text: &str) -> Result<Option<Vec<u8>>, Error> {
    let mut names = Vec::new();
    xml::walk(text.as_bytes(), KIND, |node| {
        if let Node::Open("part", e) = &node {
            names.extend(xml::attribute(e, "name"));
        }
        match node {
            Node::Open("package", _) => Step::Into,
            Node::Open(..) => Step::Over,
            Node::Text(_) | Node::Close(_) => Step::Into,
        }
    })?;
    if names.is_empty() {
        return Ok(None);
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let failed = |error: &dyn std::fmt::Display| {
        Error::damaged(KIND, say!("office-unopened", error = error.to_string()))
    };
    for (name, part) in names.iter().zip(text.split("<pkg:part ").skip(1)) {
        let inside = part.split_once("<pkg:xmlData").and_then(|(_, rest)| rest.split_once('>'));
        let Some((inside, _)) = inside.and_then(|(_, rest)| rest.split_once("</pkg:xmlData>")) else {
            continue;
        };
        zip.start_file(name.trim_start_matches('/'), stored).map_err(|e| failed(&e))?;
        zip.write_all(inside.as_bytes()).map_err(|e| failed(&e))?;
    }
    Ok(Some(zip.finish().map_err(|e| failed(&e))?.into_inner()))
}
