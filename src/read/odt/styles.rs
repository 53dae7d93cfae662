//! The styles of an OpenDocument text, as far as they take headings out of their numbering,
//! hide text, or have a font of signs.

use super::{
    super::{
        Error,
        xml::{self, Node, Step},
    },
    KIND,
};
use std::{collections::HashMap, io::BufRead};

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    /// The name of its list style; empty where it has none on purpose.
    list: Option<String>,
    hidden: Option<bool>,
    /// The name of its font.
    font: Option<String>,
}

/// The styles of a document: family and name tell one.
#[derive(Debug, Default)]
pub(super) struct Styles {
    named: HashMap<(String, String), Style>,
}

impl Styles {
    /// Adds the styles of a part.
    pub(super) fn read(&mut self, part: impl BufRead) -> Result<(), Error> {
        let mut current: Option<((String, String), Style)> = None;
        xml::walk(part, KIND, |node| {
            match node {
                Node::Open("body" | "master-styles", _) => return Step::Over,
                Node::Open("style", e) => {
                    let name = xml::attribute(e, "family").zip(xml::attribute(e, "name"));
                    let style = Style {
                        parent: xml::attribute(e, "parent-style-name"),
                        list: xml::attribute(e, "list-style-name"),
                        hidden: None,
                        font: None,
                    };
                    current = name.map(|name| (name, style));
                }
                Node::Open("text-properties", e) => {
                    if let Some((_, style)) = &mut current {
                        style.hidden = xml::attribute(e, "display").map(|display| display == "none");
                        style.font = xml::attribute(e, "font-name");
                    }
                }
                Node::Close("style") => self.named.extend(current.take()),
                _ => {}
            }
            Step::Into
        })
    }

    /// What the style, or the nearest that it is based on and that says something, says.
    fn find<T>(&self, family: &str, name: &str, mut say: impl FnMut(&Style) -> Option<T>) -> Option<T> {
        let mut next = Some(name.to_owned());
        // A chain longer than all styles goes round in a circle.
        for _ in 0..=self.named.len() {
            let style = self.named.get(&(family.to_owned(), next?))?;
            if let Some(said) = say(style) {
                return Some(said);
            }
            next = style.parent.clone();
        }
        None
    }

    /// Whether a paragraph style is in no list on purpose.
    pub(super) fn unlisted(&self, name: &str) -> bool {
        self.find("paragraph", name, |style| style.list.clone()).is_some_and(|list| list.is_empty())
    }

    /// Whether the text of a style is hidden, where that is said.
    pub(super) fn hidden(&self, family: &str, name: &str) -> Option<bool> {
        self.find(family, name, |style| style.hidden)
    }

    /// The font of a style.
    pub(super) fn font(&self, family: &str, name: &str) -> Option<String> {
        self.find(family, name, |style| style.font.clone())
    }
}
