//! Automatic numbering: the forms that numbers take, and the counters of a multi-level list.
//!
//! Word, OpenDocument and web pages store a list's form and leave the number to whoever shows it. The forms are those
//! of ECMA-376 part 1, 17.18.59 (ST_NumberFormat), of OpenDocument 1.3, 19.500 (style:num-format) and of CSS Counter
//! Styles 3.

use crate::numeral;

/// The form of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// 1 2 3
    Decimal,
    /// 01 02 03, to so many digits
    Padded(usize),
    /// １ ２ ３
    FullWidth,
    /// 一 二 … 十 十一 … 九十九, then digit by digit (一○○)
    Counting,
    /// 一 十 一百零一
    Thousands,
    /// 一 二 … 一〇 一一
    Digits,
    /// 壹 贰 叁 … 壹拾
    Legal,
    /// 壹 貳 參 … 壹拾
    LegalTraditional,
    /// 甲 乙 丙
    Stems,
    /// 子 丑 寅
    Branches,
    /// 甲子 乙丑
    Cycle,
    /// ① … to such a number: Word has them to 20, Unicode to 50
    Circled(u32),
    /// ㊀ ㊁ … ㊉
    CircledHan,
    /// ⑴ … ⒇
    Parenthesized,
    /// ㈠ … ㈩
    ParenthesizedHan,
    /// ⒈ … ⒛
    Stopped,
    /// A B … Z AA
    Upper,
    /// a b … z aa
    Lower,
    /// I II III
    UpperRoman,
    /// i ii iii
    LowerRoman,
    /// - 1 -
    Dashed,
    /// A sign that doesn't count.
    Bullet,
    /// Nothing.
    None,
}

impl Form {
    /// The form that `w:numFmt` names; none where it is one that is not known here.
    pub(super) fn of_word(name: &str) -> Option<Self> {
        Some(match name {
            "decimal" | "decimalHalfWidth" => Self::Decimal,
            "decimalZero" => Self::Padded(2),
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "chineseCounting" | "taiwaneseCounting" => Self::Counting,
            "chineseCountingThousand"
            | "taiwaneseCountingThousand"
            | "japaneseCounting"
            | "koreanCounting" => Self::Thousands,
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" | "koreanDigital2" => {
                Self::Digits
            }
            "chineseLegalSimplified" => Self::Legal,
            "ideographLegalTraditional" | "japaneseLegal" => Self::LegalTraditional,
            "ideographTraditional" => Self::Stems,
            "ideographZodiac" => Self::Branches,
            "ideographZodiacTraditional" => Self::Cycle,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled(20),
            "ideographEnclosedCircle" => Self::CircledHan,
            "decimalEnclosedParen" => Self::Parenthesized,
            "decimalEnclosedFullstop" => Self::Stopped,
            "upperLetter" => Self::Upper,
            "lowerLetter" => Self::Lower,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "numberInDash" => Self::Dashed,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => return None,
        })
    }

    /// The form that `style:num-format` shows by its first numbers.
    pub(super) fn of_odf(sample: &str) -> Option<Self> {
        let first = sample.split([',', ' ']).next().unwrap_or_default();
        Some(match first {
            "" => Self::None,
            // A lone 1 is plain; a row of them is LibreOffice's name of the full-width ones.
            "1" if sample.len() > 1 => Self::FullWidth,
            "1" => Self::Decimal,
            _ if first.ends_with('1') && first.trim_start_matches('0') == "1" => {
                Self::Padded(first.len().min(8))
            }
            "１" => Self::FullWidth,
            "一" | "〡" => Self::Thousands,
            "壹" if sample.contains('贰') => Self::Legal,
            "壹" | "壱" => Self::LegalTraditional,
            "甲" => Self::Stems,
            "子" => Self::Branches,
            "①" => Self::Circled(50),
            "㊀" => Self::CircledHan,
            "⑴" => Self::Parenthesized,
            "㈠" => Self::ParenthesizedHan,
            "⒈" => Self::Stopped,
            "A" => Self::Upper,
            "a" => Self::Lower,
            "I" => Self::UpperRoman,
            "i" => Self::LowerRoman,
            _ => return None,
        })
    }

    /// The form that `list-style-type`, or the `type` of an `<ol>`, names.
    #[cfg(feature = "html")]
    pub(super) fn of_css(name: &str) -> Option<Self> {
        // The attribute tells letters apart by their case.
        let attribute = match name {
            "1" => Some(Self::Decimal),
            "A" => Some(Self::Upper),
            "a" => Some(Self::Lower),
            "I" => Some(Self::UpperRoman),
            "i" => Some(Self::LowerRoman),
            _ => None,
        };
        attribute.or_else(|| {
            Some(match name.to_ascii_lowercase().as_str() {
                "decimal" => Self::Decimal,
                "decimal-leading-zero" => Self::Padded(2),
                "cjk-decimal" => Self::Digits,
                "cjk-ideographic"
                | "simp-chinese-informal"
                | "trad-chinese-informal"
                | "japanese-informal" => Self::Thousands,
                "simp-chinese-formal" => Self::Legal,
                "trad-chinese-formal" | "japanese-formal" => Self::LegalTraditional,
                "cjk-heavenly-stem" => Self::Stems,
                "cjk-earthly-branch" => Self::Branches,
                "upper-alpha" | "upper-latin" => Self::Upper,
                "lower-alpha" | "lower-latin" => Self::Lower,
                "upper-roman" => Self::UpperRoman,
                "lower-roman" => Self::LowerRoman,
                "disc" | "circle" | "square" => Self::Bullet,
                "none" => Self::None,
                _ => return None,
            })
        })
    }

    /// A number in this form; in Arabic digits where the form has no sign for it.
    pub(super) fn write(self, number: u32) -> String {
        let one_of = |signs: &str| number.checked_sub(1).and_then(|i| signs.chars().nth(i as usize));
        let from = |first: char, count: u32| {
            (1..=count).contains(&number).then(|| char::from_u32(first as u32 + number - 1)).flatten()
        };
        let sign = match self {
            Self::Stems => one_of(STEMS),
            Self::Branches => one_of(BRANCHES),
            Self::Circled(most) if number <= most => from('①', 20)
                .or_else(|| circled('㉑', 21..=35, number))
                .or_else(|| circled('㊱', 36..=50, number)),
            Self::CircledHan => from('㊀', 10),
            Self::Parenthesized => from('⑴', 20),
            Self::ParenthesizedHan => from('㈠', 10),
            Self::Stopped => from('⒈', 20),
            Self::Bullet => Some('•'),
            _ => None,
        };
        if let Some(sign) = sign {
            return sign.into();
        }
        match self {
            Self::Padded(width) => format!("{number:0width$}"),
            Self::FullWidth => digits(number, "０１２３４５６７８９"),
            Self::Counting if number >= 100 => digits(number, "○一二三四五六七八九"),
            Self::Counting | Self::Thousands => numeral::to_chinese(u64::from(number)),
            Self::Digits => digits(number, "〇一二三四五六七八九"),
            Self::Legal => legal(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟万亿"),
            Self::LegalTraditional => legal(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟萬億"),
            Self::Cycle if number > 0 => {
                let of = |signs: &str, n: u32| signs.chars().nth(((number - 1) % n) as usize);
                of(STEMS, 10).into_iter().chain(of(BRANCHES, 12)).collect()
            }
            Self::Upper if number > 0 => letters(number, b'A'),
            Self::Lower if number > 0 => letters(number, b'a'),
            Self::UpperRoman if (1..4000).contains(&number) => roman(number),
            Self::LowerRoman if (1..4000).contains(&number) => roman(number).to_ascii_lowercase(),
            Self::Dashed => format!("- {number} -"),
            Self::None => String::new(),
            _ => number.to_string(),
        }
    }

    /// Whether it shows a number.
    pub(super) const fn counts(self) -> bool {
        !matches!(self, Self::Bullet | Self::None)
    }
}

const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

fn circled(first: char, numbers: std::ops::RangeInclusive<u32>, number: u32) -> Option<char> {
    numbers.contains(&number).then(|| char::from_u32(first as u32 + number - numbers.start())).flatten()
}

fn digits(number: u32, signs: &str) -> String {
    let sign = |digit: u32| signs.chars().nth(digit as usize);
    number.to_string().chars().filter_map(|c| c.to_digit(10)).filter_map(sign).collect()
}

/// The numeral of contracts: its ten has its one (壹拾), as Word writes it.
fn legal(number: u32, digits: &str, units: &str) -> String {
    let plain = numeral::to_chinese(u64::from(number));
    let full = if plain.starts_with('十') { format!("一{plain}") } else { plain };
    let turned = |c: char| {
        let digit = "零一二三四五六七八九".chars().position(|d| d == c).and_then(|i| digits.chars().nth(i));
        digit.or_else(|| "十百千万亿".chars().position(|u| u == c).and_then(|i| units.chars().nth(i)))
    };
    full.chars().filter_map(turned).collect()
}

/// A … Z, then AA BB … as Word and HTML's `type` have them up to where they part.
fn letters(number: u32, first: u8) -> String {
    let (index, times) = ((number - 1) % 26, (number - 1) / 26 + 1);
    char::from(first + index as u8).to_string().repeat(times.min(8) as usize)
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out += sign;
            number -= value;
        }
    }
    out
}

/// How many levels a list may have: nine in Word, ten in OpenDocument.
pub(super) const LEVELS: usize = 10;

/// The counters of one list: the number that each level reached, none where it has not begun or was begun anew.
#[derive(Clone, Debug, Default)]
pub(super) struct Counters([Option<u32>; LEVELS]);

impl Counters {
    /// Counts a point of `level` and gives its number. `start` is where the level begins; `restarts(k)` tells whether the
    /// deeper level `k` begins anew behind it.
    pub(super) fn count(&mut self, level: usize, start: u32, restarts: impl Fn(usize) -> bool) -> u32 {
        let number = self.0[level].map_or(start, |n| n.saturating_add(1));
        self.0[level] = Some(number);
        for deeper in level + 1..LEVELS {
            if restarts(deeper) {
                self.0[deeper] = None;
            }
        }
        number
    }

    /// Lets the next point of `level` be its first.
    pub(super) fn restart(&mut self, level: usize) {
        self.0[level] = None;
    }

    /// The number that `level` reached.
    pub(super) fn number(&self, level: usize) -> Option<u32> {
        self.0[level]
    }
}

/// A marker as it stands before its text: with the space that Word's tab or space leaves, except where a full-width
/// sign closes it.
pub(super) fn spaced(marker: &str, tab_or_space: bool) -> String {
    let closed = marker.ends_with(['、', '）', '．', '。', '：', '，', '】', '〕', '》']);
    let half = marker.ends_with(|c: char| c.is_ascii());
    match marker {
        "" => String::new(),
        _ if closed => marker.to_owned(),
        // A number must not run into the digits of its text (1. and 2026年).
        _ if tab_or_space || half => format!("{marker} "),
        _ => marker.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_writes_its_numbers() {
        let cases = [
            (Form::Counting, 11, "十一"),
            (Form::Counting, 20, "二十"),
            (Form::Counting, 101, "一○一"),
            (Form::Thousands, 101, "一百零一"),
            (Form::Digits, 10, "一〇"),
            (Form::Legal, 12, "壹拾贰"),
            (Form::LegalTraditional, 3, "參"),
            (Form::Stems, 3, "丙"),
            (Form::Stems, 11, "11"),
            (Form::Branches, 12, "亥"),
            (Form::Cycle, 13, "丙子"),
            (Form::Circled(20), 20, "⑳"),
            (Form::Circled(20), 21, "21"),
            (Form::Circled(50), 21, "㉑"),
            (Form::Circled(50), 50, "㊿"),
            (Form::Circled(50), 51, "51"),
            (Form::CircledHan, 10, "㊉"),
            (Form::Parenthesized, 2, "⑵"),
            (Form::ParenthesizedHan, 2, "㈡"),
            (Form::Stopped, 20, "⒛"),
            (Form::FullWidth, 12, "１２"),
            (Form::Padded(3), 3, "003"),
            (Form::Upper, 27, "AA"),
            (Form::LowerRoman, 14, "xiv"),
            (Form::None, 4, ""),
        ];
        for (form, number, text) in cases {
            assert_eq!(form.write(number), text, "{form:?} {number}");
        }
    }

    #[test]
    fn no_form_fails_on_any_number() {
        for name in
            ["decimal", "ideographZodiacTraditional", "upperLetter", "upperRoman", "chineseLegalSimplified"]
        {
            let form = Form::of_word(name).unwrap();
            for number in [0, 1, 9, 10, 100, 4000, u32::MAX] {
                assert!(form == Form::None || !form.write(number).is_empty(), "{name} {number}");
            }
        }
    }

    #[test]
    fn deeper_levels_begin_anew_behind_a_higher_one() {
        let mut counters = Counters::default();
        let all = |_| true;
        assert_eq!([0, 1, 1, 0, 1].map(|level| counters.count(level, 1, all)), [1, 1, 2, 2, 1]);
    }

    #[test]
    fn a_marker_never_runs_into_the_digits_of_its_text() {
        assert_eq!(spaced("1.", false), "1. ");
        assert_eq!(spaced("（一）", true), "（一）");
        assert_eq!(spaced("第一条", true), "第一条 ");
        assert_eq!(spaced("①", false), "①");
    }
}
