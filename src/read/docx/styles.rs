//! The styles, as far as they bear on numbering and hide text.

use super::{
    super::{
        Error,
        xml::{self, Node, Step},
    },
    KIND,
};
use std::{collections::HashMap, io::BufRead};

/// What a paragraph, or its style, says of its numbering.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberProperties {
    /// The list; 0 takes the paragraph out of its style's list.
    pub(super) list: Option<u32>,
    /// The level, from 0.
    pub(super) level: Option<usize>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    numbering: NumberProperties,
    /// Whether its text is hidden, where it says so.
    hidden: Option<bool>,
}

/// The paragraph and character styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    named: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

impl Styles {
    /// What a style and those that it is based on say of numbering: the list and level of the nearest that has them.
    pub(super) fn numbering(&self, style: Option<&str>) -> NumberProperties {
        let mut found = NumberProperties::default();
        let mut next = style.or(self.default.as_deref());
        // A chain longer than all styles goes round in a circle.
        for _ in 0..=self.named.len() {
            let Some(style) = next.and_then(|name| self.named.get(name)) else { break };
            found.list = found.list.or(style.numbering.list);
            found.level = found.level.or(style.numbering.level);
            next = style.parent.as_deref();
        }
        found
    }

    /// Whether the text of a style, of paragraphs or of characters, is hidden, where it or one that it is based on says so.
    pub(super) fn hidden(&self, style: Option<&str>) -> Option<bool> {
        self.chain(style).find_map(|name| self.named.get(name)?.hidden)
    }

    /// The style and those that it is based on.
    pub(super) fn chain<'s>(&'s self, style: Option<&'s str>) -> impl Iterator<Item = &'s str> {
        let first = style.or(self.default.as_deref());
        std::iter::successors(first, |name| self.named.get(*name).and_then(|s| s.parent.as_deref()))
            .take(self.named.len() + 1)
    }
}

/// Reads `word/styles.xml`.
pub(super) fn read(part: impl BufRead) -> Result<Styles, Error> {
    let mut styles = Styles::default();
    let mut current: Option<(String, Style)> = None;
    xml::walk(part, KIND, |node| {
        match node {
            Node::Open("style", e) => {
                let kind = xml::attribute(e, "type");
                let of = |name: &str| kind.as_deref() == Some(name);
                let wanted = kind.is_none() || of("paragraph") || of("character");
                current = xml::attribute(e, "styleId").filter(|_| wanted).map(|id| (id, Style::default()));
                let default = xml::attribute(e, "default").is_some_and(|v| v == "1" || v == "true");
                if let (true, Some((id, _))) = (default && !of("character"), &current) {
                    styles.default = Some(id.clone());
                }
            }
            Node::Open("pPrChange" | "rPrChange", _) => return Step::Over,
            Node::Open(name, e) => {
                if let Some((_, style)) = &mut current {
                    match name {
                        "basedOn" => style.parent = xml::attribute(e, "val"),
                        "numId" => style.numbering.list = xml::number(e, "val"),
                        "ilvl" => style.numbering.level = xml::number(e, "val"),
                        "vanish" => style.hidden = Some(xml::is_on(e)),
                        _ => {}
                    }
                }
            }
            Node::Close("style") => styles.named.extend(current.take()),
            Node::Close(_) | Node::Text(_) => {}
        }
        Step::Into
    })?;
    Ok(styles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_has_the_numbering_of_what_it_is_based_on_and_a_circle_ends() {
        let xml = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/>
            <w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr></w:style>
            <w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/>
            <w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>"#;
        let styles = read(xml.as_bytes()).unwrap();
        assert_eq!(styles.numbering(Some("A")), NumberProperties { list: Some(7), level: Some(2) });
        assert_eq!(styles.numbering(Some("absent")), NumberProperties::default());
        assert_eq!(styles.chain(Some("A")).take(9).collect::<Vec<_>>(), ["A", "B", "A"]);
    }
}
