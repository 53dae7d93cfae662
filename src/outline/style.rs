//! How a marker is written, where it stands and how far it can be trusted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The styles of markers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// 一、
    CnComma,
    /// （一）
    CnParen,
    /// 1.
    ArabicDot,
    /// 1、
    ArabicComma,
    /// （1）
    ArabicParen,
    /// ①
    Circled,
    /// 1.2.1
    Decimal,
    /// 壹、
    CnCapital,
    /// 甲、
    Stem,
    /// Ⅰ.
    Roman,
    /// 一是
    CnIs,
    /// 一要
    CnMust,
    /// 第一，
    Ordinal,
    /// 首先
    Sequence,
    /// 其一，
    Qi,
    /// 一方面
    Aspect,
    /// 一者
    Zhe,
    /// ——
    Dash,
    /// 第一条
    Article,
}

impl Style {
    /// Whether it is a marker of headings.
    pub(crate) const fn is_heading(self) -> bool {
        self.rank().is_some() || matches!(self, Self::Decimal)
    }

    /// The weight of a heading's marker, the lightest number the heaviest; none for markers that stand in
    /// running text at any depth (一是, 第一，, ——).
    pub(crate) const fn rank(self) -> Option<u8> {
        match self {
            Self::Article => Some(1),
            Self::CnCapital => Some(10),
            Self::CnComma | Self::Roman => Some(HEADING),
            Self::CnParen => Some(SUBHEADING),
            Self::Stem => Some(15),
            Self::ArabicDot | Self::ArabicComma => Some(16),
            Self::ArabicParen => Some(18),
            Self::Circled => Some(20),
            _ => None,
        }
    }
}

/// The rank of 一、
pub(super) const HEADING: u8 = 12;
/// The rank of （一）
pub(super) const SUBHEADING: u8 = 14;

/// Where in its sentence a marker stands, the clearest place first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It opens a paragraph.
    Paragraph,
    /// Behind 。！？；：
    Sentence,
    /// Behind a comma, a pause mark or a closing bracket.
    Clause,
    /// Glued to the words before it.
    Glued,
}

/// How far what looks like a marker can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// It is written as markers are.
    Plain,
    /// Its stop is a space: 一　总体要求.
    Spaced,
    /// It was put in behind the one of its number: 第十二条之一.
    Inserted,
    /// It may be a figure: 1.5月18日前.
    Figure,
    /// It lost its stop: 4一网通办.
    Damaged,
    /// Its number was read as another sign: —、 l.
    Misread,
}
