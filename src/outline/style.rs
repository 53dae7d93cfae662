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

/// What a style's numbers are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// One figure: 一, 1, ①.
    Figure,
    /// Several: 1.2.1.
    Levels,
    /// 甲
    Stem,
    /// Ⅳ
    Roman,
    /// Words of which only the run tells the number: 首先, 其次, 最后.
    Words,
    /// One of two: 一方面, 另一方面.
    Pair,
    /// None: ——.
    None,
}

/// Where a marker ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With its numeral.
    Numeral,
    /// With the sign behind that: 一是.
    Sign,
    /// With what says what it counts, or with the sign: 第三条, 第三，.
    Form,
    /// With the whole match: （一）.
    Whole,
    /// With the pause mark: 一、.
    Pause,
    /// With a stop, where one stands there: 1.
    Stop,
    /// The same, unless a figure follows: 1.2.
    LevelStop,
}

/// How near to the last item of a run its next must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    /// Anywhere.
    Anywhere,
    /// So many paragraphs further at the most.
    Paragraphs(usize),
    /// The same, and two more where it has a number of its own.
    Words(usize),
    /// In a row with it.
    Row,
}

/// Whether a run that an outer heading closed goes on under the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resumes {
    /// Where it opens a sentence.
    Openly,
    /// Under a sibling of the heading that closed it.
    UnderSibling,
    Never,
}

/// Whether a run may begin with a number above one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Late {
    /// A heading, where it is the first of its kind or its next follows.
    Heading,
    Always,
    /// With 2 or 3, where its next follows.
    Few,
    Never,
}

/// What is told of the markers of one style.
pub(super) struct Traits {
    /// Whose they are: a test holds the rows to their order.
    #[cfg_attr(not(test), allow(dead_code))]
    style: Style,
    /// The weight of a heading's marker, the lightest number the heaviest; none for markers that stand in running text.
    rank: Option<u8>,
    pub(super) number: Number,
    pub(super) end: End,
    pub(super) near: Near,
    /// Within how many bytes a second must follow, and within how many where the marker is glued to words.
    pub(super) reach: [usize; 2],
    pub(super) resumes: Resumes,
    pub(super) late: Late,
    /// Whether one at the head of a paragraph opens a run though no second follows.
    pub(super) alone: bool,
    /// Whether it stands in running text, also in a note, where a number may be left out.
    pub(super) spoken: bool,
    /// Characters that make one word with it where they stand before it: 统|一是.
    pub(super) glued: &'static str,
}

/// The least that is said of a style.
const PLAIN: Traits = Traits {
    style: Style::Dash,
    rank: None,
    number: Number::Figure,
    end: End::Sign,
    near: Near::Anywhere,
    reach: [60_000, 20_000],
    resumes: Resumes::Never,
    late: Late::Never,
    alone: false,
    spoken: false,
    glued: "",
};

/// Signs before an Arabic figure of which it is a part; letters and digits are too.
const BEFORE_FIGURE: &str = "第.．/-〔（(０１２３４５６７８９";

/// A row a style, in the order of [`Style`].
static TRAITS: [Traits; 19] = [
    Traits {
        style: Style::CnComma,
        rank: Some(HEADING),
        end: End::Pause,
        resumes: Resumes::Openly,
        late: Late::Heading,
        alone: true,
        glued: "统唯专单同划归第之款项条",
        ..PLAIN
    },
    Traits {
        style: Style::CnParen,
        rank: Some(SUBHEADING),
        end: End::Whole,
        resumes: Resumes::Openly,
        late: Late::Heading,
        alone: true,
        glued: "第之款项条",
        ..PLAIN
    },
    Traits {
        style: Style::ArabicDot,
        rank: Some(16),
        end: End::Stop,
        resumes: Resumes::UnderSibling,
        late: Late::Few,
        glued: BEFORE_FIGURE,
        ..PLAIN
    },
    Traits {
        style: Style::ArabicComma,
        rank: Some(16),
        end: End::Stop,
        resumes: Resumes::UnderSibling,
        late: Late::Few,
        glued: BEFORE_FIGURE,
        ..PLAIN
    },
    Traits {
        style: Style::ArabicParen,
        rank: Some(18),
        end: End::Whole,
        resumes: Resumes::UnderSibling,
        glued: BEFORE_FIGURE,
        ..PLAIN
    },
    Traits { style: Style::Circled, rank: Some(20), end: End::Whole, reach: [3000, 3000], ..PLAIN },
    Traits { style: Style::Decimal, number: Number::Levels, end: End::LevelStop, ..PLAIN },
    Traits { style: Style::CnCapital, rank: Some(10), alone: true, ..PLAIN },
    Traits { style: Style::Stem, rank: Some(15), number: Number::Stem, ..PLAIN },
    Traits { style: Style::Roman, rank: Some(HEADING), number: Number::Roman, end: End::Stop, ..PLAIN },
    Traits {
        style: Style::CnIs,
        near: Near::Paragraphs(40),
        late: Late::Few,
        spoken: true,
        glued: "统唯之万单专第划归合同逐有无任某这那其另每为是者周星期初十",
        ..PLAIN
    },
    Traits {
        style: Style::CnMust,
        near: Near::Paragraphs(40),
        reach: [60_000, 600],
        late: Late::Few,
        spoken: true,
        glued: "统唯之第同逐某这那其每十周期初",
        ..PLAIN
    },
    Traits { style: Style::Ordinal, end: End::Form, late: Late::Few, spoken: true, ..PLAIN },
    Traits {
        style: Style::Sequence,
        number: Number::Words,
        end: End::Numeral,
        near: Near::Words(2),
        reach: [700, 700],
        spoken: true,
        ..PLAIN
    },
    Traits { style: Style::Qi, near: Near::Paragraphs(40), ..PLAIN },
    Traits {
        style: Style::Aspect,
        number: Number::Pair,
        end: End::Numeral,
        near: Near::Paragraphs(1),
        reach: [700, 700],
        ..PLAIN
    },
    Traits { style: Style::Zhe, near: Near::Paragraphs(1), reach: [700, 700], ..PLAIN },
    Traits { style: Style::Dash, number: Number::None, end: End::Numeral, near: Near::Row, ..PLAIN },
    Traits {
        style: Style::Article,
        rank: Some(1),
        end: End::Form,
        resumes: Resumes::Openly,
        late: Late::Always,
        ..PLAIN
    },
];

impl Number {
    /// Whether only the run tells the number of an item.
    pub(super) fn is_told_by_run(self) -> bool {
        matches!(self, Self::Words | Self::Pair | Self::None)
    }
}

impl Style {
    /// What is told of its markers.
    pub(super) fn traits(self) -> &'static Traits {
        &TRAITS[self as usize]
    }

    /// Whether it is a marker of headings.
    pub(crate) fn is_heading(self) -> bool {
        self.rank().is_some() || matches!(self, Self::Decimal)
    }

    /// The weight of a heading's marker, the lightest number the heaviest; none for markers that stand in
    /// running text at any depth (一是, 第一，, ——).
    pub(crate) fn rank(self) -> Option<u8> {
        self.traits().rank
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_style_has_its_own_row() {
        for (i, row) in TRAITS.iter().enumerate() {
            assert_eq!(row.style as usize, i, "{:?}", row.style);
        }
    }
}
