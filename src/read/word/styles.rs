//! The styles of a Word document, as far as they bear on numbering and hide text.

use std::collections::HashMap;

/// What a paragraph, or its style, says of its numbering.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::read) struct NumberProperties {
    /// The list; 0 takes the paragraph out of its style's list.
    pub(in crate::read) list: Option<u32>,
    /// The level, from 0.
    pub(in crate::read) level: Option<usize>,
}

#[derive(Debug, Default)]
pub(in crate::read) struct Style {
    pub(in crate::read) parent: Option<String>,
    pub(in crate::read) numbering: NumberProperties,
    /// Whether its text is hidden, where it says so.
    pub(in crate::read) hidden: Option<bool>,
}

/// The paragraph and character styles of a document.
#[derive(Debug, Default)]
pub(in crate::read) struct Styles {
    pub(in crate::read) named: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    pub(in crate::read) default: Option<String>,
}

impl Styles {
    /// What a style and those that it is based on say of numbering: the list and level of the nearest that has them.
    pub(in crate::read) fn numbering(&self, style: Option<&str>) -> NumberProperties {
        let mut found = NumberProperties::default();
        for style in self.chain(style).filter_map(|name| self.named.get(name)) {
            found.list = found.list.or(style.numbering.list);
            found.level = found.level.or(style.numbering.level);
        }
        found
    }

    /// Whether the text of a style, of paragraphs or of characters, is hidden, where it or one that it is based on says so.
    pub(in crate::read) fn hidden(&self, style: Option<&str>) -> Option<bool> {
        self.chain(style).find_map(|name| self.named.get(name)?.hidden)
    }

    /// The style and those that it is based on.
    pub(in crate::read) fn chain<'s>(&'s self, style: Option<&'s str>) -> impl Iterator<Item = &'s str> {
        /// People base styles on each other a few deep; a longer chain goes round in a circle.
        const LONGEST: usize = 50;
        let first = style.or(self.default.as_deref());
        std::iter::successors(first, |name| self.named.get(*name).and_then(|s| s.parent.as_deref()))
            .take(LONGEST)
    }
}
