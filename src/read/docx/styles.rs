//! `word/styles.xml`.

use super::{
    super::{
        Error,
        word::styles::{Style, Styles},
        xml::{self, Node, Step},
    },
    KIND,
};
use std::io::BufRead;

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
                let default =
                    xml::attribute(e, "default").is_some_and(|v| v == "1" || v == "true" || v == "on");
                if let (true, Some((id, _))) = (default && !of("character"), &current) {
                    styles.default = Some(id.clone());
                }
            }
            Node::Open("pPrChange" | "rPrChange", _) => return Step::Over,
            Node::Open(name, e) => {
                if let Some((_, style)) = &mut current {
                    match name {
                        "basedOn" => style.parent = xml::attribute(e, "val"),
                        "numId" | "ilfo" => style.numbering.list = xml::number(e, "val"),
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
    use super::super::super::word::styles::NumberProperties;
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
        assert_eq!(styles.chain(Some("A")).take(3).collect::<Vec<_>>(), ["A", "B", "A"]);
        assert_eq!(styles.chain(Some("A")).count(), 50);
    }
}
