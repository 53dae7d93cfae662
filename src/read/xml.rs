//! The XML of office files as elements and texts.

use super::Error;
use crate::say;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::{borrow::Cow, io::BufRead};

/// How deep elements may stand in each other; Word writes a few dozen.
const DEEPEST: usize = 4096;

/// What comes next in the XML. Names are local: `p` for `w:p`.
pub(super) enum Node<'e> {
    /// An element opens.
    Open(&'e str, &'e BytesStart<'e>),
    /// A text, its references resolved.
    Text(&'e str),
    /// An element closes.
    Close(&'e str),
}

/// What to do with an element that opens; texts and ends don't care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Go into it.
    Into,
    /// Pass over it, its end too.
    Over,
}

/// Hands the nodes of `part` to `take` in order; an empty element opens and closes.
///
/// # Errors
/// The XML of the document, of this kind, is not well formed, breaks off, or stands too deep.
pub(super) fn walk(
    part: impl BufRead,
    kind: &'static str,
    mut take: impl FnMut(Node<'_>) -> Step,
) -> Result<(), Error> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().expand_empty_elements = true;
    let (mut buffer, mut depth) = (Vec::new(), 0usize);
    loop {
        buffer.clear();
        let damaged = |at: u64, why: String| Error::damaged(kind, say!("xml-broken", at, why));
        let at = reader.buffer_position();
        match reader.read_event_into(&mut buffer).map_err(|e| damaged(at, e.to_string()))? {
            Event::Start(element) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(damaged(at, say!("xml-deep", deepest = DEEPEST)));
                }
                if take(Node::Open(element.local_name().as_ref(), &element)) == Step::Over {
                    depth -= 1;
                    let end = element.to_end().into_owned();
                    reader
                        .read_to_end_into(end.name(), &mut Vec::new())
                        .map_err(|e| damaged(at, e.to_string()))?;
                }
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                take(Node::Close(element.local_name().as_ref()));
            }
            Event::Text(text) => {
                take(Node::Text(&text.xml_content(XmlVersion::Implicit1_0)));
            }
            Event::CData(text) => {
                take(Node::Text(&text.xml_content(XmlVersion::Implicit1_0)));
            }
            Event::GeneralRef(reference) => {
                if let Some(c) = resolved(&reference) {
                    take(Node::Text(c.encode_utf8(&mut [0; 4])));
                }
            }
            Event::Eof if depth > 0 => {
                return Err(damaged(at, say!("xml-open", depth)));
            }
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// The text of the elements of this local name.
pub(super) fn text_of(part: impl BufRead, kind: &'static str, name: &str) -> Result<String, Error> {
    let (mut inside, mut out) = (false, String::new());
    walk(part, kind, |node| {
        match node {
            Node::Open(opened, _) => inside = opened == name,
            Node::Text(text) if inside => out.push_str(text),
            Node::Text(_) => {}
            Node::Close(_) => inside = false,
        }
        Step::Into
    })?;
    Ok(out)
}

/// The character that a reference names; XML of office files has no entities but the five.
fn resolved(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// The value of the attribute of this local name.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let named = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name);
    named?.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// The same as a number.
pub(super) fn number<T: std::str::FromStr>(element: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(element, name)?.trim().parse().ok()
}

/// Whether a switch such as `w:vanish` is on: it is where it stands, unless its value says no.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(attribute(element, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(xml: &str) -> Result<String, Error> {
        let mut out = String::new();
        walk(xml.as_bytes(), "a test", |node| {
            match node {
                Node::Open("skip", _) => return Step::Over,
                Node::Text(text) => out.push_str(text),
                _ => {}
            }
            Step::Into
        })?;
        Ok(out)
    }

    #[test]
    fn texts_come_with_their_references_resolved_and_without_what_is_passed_over() {
        let xml = "<a><w:t>一&amp;二&#x4E09;</w:t><skip><skip>无</skip></skip><b/><![CDATA[四<五]]></a>";
        assert_eq!(texts(xml).unwrap(), "一&二三四<五");
    }

    #[test]
    fn what_breaks_off_is_an_error() {
        assert!(texts("<a><b>文").is_err());
        assert!(texts("<a></b>").is_err());
        assert!(texts(&"<a>".repeat(DEEPEST + 1)).is_err());
    }
}
