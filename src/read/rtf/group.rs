//! Groups: what each holds, what its end means, and what holds for the text in it.

use super::super::word::styles::NumberProperties;

/// What a group holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Text.
    Body,
    /// Nothing that is wanted.
    Nothing,
    Fonts,
    Lists,
    LevelText,
    Information,
    Title,
    /// A marker as it was shown.
    Marker,
}

/// What to do at the end of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Nothing,
    Field,
    Note,
    Box,
    /// Of a row of a table in a table.
    InnerRow,
    /// Of a part of the tables of lists.
    List(&'static str),
}

/// What holds in a group, and in those in it until they say otherwise.
#[derive(Clone, Copy)]
pub(super) struct Group {
    pub(super) destination: Destination,
    pub(super) end: End,
    pub(super) font: i32,
    /// How many bytes behind a `\u` stand for the same.
    pub(super) doubled: usize,
    pub(super) hidden: Option<bool>,
    pub(super) deleted: bool,
    pub(super) numbering: NumberProperties,
    pub(super) in_table: bool,
    pub(super) depth: usize,
}

impl Group {
    /// What holds outside of all groups, and at the beginning of a note or box.
    pub(super) const fn outside() -> Self {
        Self {
            destination: Destination::Body,
            end: End::Nothing,
            font: -1,
            doubled: 1,
            hidden: None,
            deleted: false,
            numbering: NumberProperties { list: None, level: None },
            in_table: false,
            depth: 0,
        }
    }
}

/// Groups of the tables of lists whose end matters.
pub(super) const GROUPS_OF_LISTS: [&str; 5] = ["list", "listoverride", "lfolevel", "listlevel", "leveltext"];

/// Words that open what is no part of the text.
pub(super) const NOT_READ: [&str; 34] = [
    "stylesheet",
    "colortbl",
    "filetbl",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "ftnsep",
    "ftnsepc",
    "ftncn",
    "aftnsep",
    "aftnsepc",
    "aftncn",
    "pict",
    "shppict",
    "nonshppict",
    "shprslt",
    "sp",
    "xe",
    "tc",
    "tcn",
    "rxe",
    "pn",
    "pnseclvl",
    "annotation",
    "atnid",
    "atnauthor",
    "nonesttables",
    "objdata",
    "upr",
];
