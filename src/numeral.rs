//! Numbers as they are written: Arabic in half and full width, Chinese, mixed (3.6万), enclosed, Roman; and where
//! they stand in a text.

use crate::{lexicon::pattern, source::Span};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The value of a Chinese numeral below 10¹² as markers and measures write it: 十二, 一百零三, 廿, 〇, 两千, 一万五
/// (15,000), 三亿二千万, and digit by digit 一九八二; none where it is not well formed.
pub fn chinese(text: &str) -> Option<u64> {
    let digits: Option<Vec<u64>> = text.chars().map(digit_value).collect();
    if let Some(digits) = digits.filter(|d| d.len() > 3) {
        return (digits.len() <= 12).then(|| digits.iter().fold(0, |n, d| n * 10 + d));
    }
    let (mut total, mut section, mut digit) = (0u64, 0u64, None);
    // The units that came last, in the section and in the number, and whether a zero parts them from a digit.
    let (mut small, mut large, mut zero) = (u64::MAX, u64::MAX, false);
    for c in text.chars() {
        if let Some(value) = digit_value(c) {
            if digit.is_some_and(|d| d != 0) {
                return None;
            }
            zero |= value == 0;
            digit = Some(value);
            continue;
        }
        let unit = unit_value(c)?;
        if unit < 10_000 {
            let count = match digit.take() {
                Some(0) | None if unit == 10 => 1,
                Some(n) if n > 0 => n,
                _ => return None,
            };
            if unit >= small {
                return None;
            }
            (small, zero) = (unit, false);
            section += count * unit;
        } else {
            section += digit.take().unwrap_or(0);
            let whole = if unit > large { total + section } else { section };
            if whole == 0 || unit == large {
                return None;
            }
            total = if unit > large { whole * unit } else { total + whole * unit };
            (section, small, large, zero) = (0, u64::MAX, unit, false);
        }
    }
    // The last digit of 一百五 and 一万五 counts in tenths of the unit before it.
    let short = |unit: u64| unit != u64::MAX && unit > 10 && !zero;
    let last = match digit {
        Some(d) if d > 0 && short(small) => d * small / 10,
        Some(d) if d > 0 && small == u64::MAX && short(large) => d * large / 10,
        Some(d) => d,
        None if total + section == 0 => return None,
        None => 0,
    };
    Some(total + section + last)
}

fn digit_value(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit_value(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// The Chinese numeral of a number below 10¹²: 12 → 十二, 10,300 → 一万零三百.
pub fn to_chinese(number: u64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    fn section(number: u64, out: &mut String) {
        let mut zero = false;
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / unit % 10;
            if digit == 0 {
                zero |= !out.is_empty();
                continue;
            }
            if std::mem::take(&mut zero) {
                out.push('零');
            }
            if !(digit == 1 && unit == 10 && out.is_empty()) {
                out.push(DIGITS[digit as usize]);
            }
            out.push_str(name);
        }
    }
    let mut out = String::new();
    for (unit, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
        let part = number / unit % 10_000;
        if part == 0 {
            continue;
        }
        if !out.is_empty() && part < 1000 {
            out.push('零');
        }
        let mut digits = String::new();
        section(part, &mut digits);
        if !out.is_empty() && digits.starts_with('十') {
            out.push('一');
        }
        out += &digits;
        out += name;
    }
    if out.is_empty() { "零".into() } else { out }
}

/// The value of Arabic digits, half or full width.
pub fn arabic(text: &str) -> Option<u32> {
    let mut value = 0u32;
    for c in text.chars() {
        value = value.checked_mul(10)?.checked_add(half_width(c).to_digit(10)?)?;
    }
    (!text.is_empty()).then_some(value)
}

/// The value of a whole number in Arabic digits or Chinese.
pub fn whole(text: &str) -> Option<u32> {
    arabic(text).or_else(|| chinese(text)?.try_into().ok())
}

/// Full-width digits and points as half-width ones.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '．' => '.',
        '％' => '%',
        c => c,
    }
}

/// The number that a single enclosed or roman character stands for: ① ⑴ ⒈ ㈠ ❶ Ⅳ.
pub fn enclosed(c: char) -> Option<u32> {
    let in_range = |first: char, last: char, base: u32| {
        (first..=last).contains(&c).then(|| c as u32 - first as u32 + base)
    };
    in_range('①', '⑳', 1)
        .or_else(|| in_range('㉑', '㉟', 21))
        .or_else(|| in_range('❶', '❿', 1))
        .or_else(|| in_range('⑴', '⒇', 1))
        .or_else(|| in_range('⒈', '⒛', 1))
        .or_else(|| in_range('㈠', '㈩', 1))
        .or_else(|| in_range('Ⅰ', 'Ⅻ', 1))
}

/// The value of a roman numeral in ASCII letters, I to XXXIX.
pub fn roman(text: &str) -> Option<u32> {
    let value = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    let mut total = 0;
    for (i, &d) in digits.iter().enumerate() {
        if digits.get(i + 1).is_some_and(|&next| next > d) { total -= d as i32 } else { total += d as i32 }
    }
    (total > 0 && !digits.is_empty()).then_some(total as u32)
}

/// What a number in a text says besides its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A plain number, in Arabic digits or with a Chinese unit of its own (三十, 两千).
    Plain,
    /// One Chinese character: 一, 两, 百. It counts things less often than it makes a word.
    Single,
    /// Per cent: 95%, 百分之五, 两成.
    Percent,
    /// Per mille: 3‰, 千分之三.
    Permille,
    /// A share: 三分之一, 一半.
    Share,
    /// A multiple of what was: 翻一番, twice.
    Multiple,
    /// One to another: 8比1.
    Ratio,
}

/// A number in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its bytes in the text.
    pub span: Span,
    /// Its value: of 95% 95, of 3.6万 36,000, of 三分之一 0.333…, of 翻一番 2.
    pub value: f64,
    /// The upper end where it is written as a range of digits: 两三 is 2 to 3.
    pub upper: Option<f64>,
    /// Its value without the 万, 亿 and the like that it ends with.
    pub mantissa: f64,
    /// What it says besides.
    pub sign: Sign,
}

/// The numbers of a text, in order; a range is two of them.
pub fn numbers(text: &str) -> Vec<Number> {
    // The alternatives that hold others come first.
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)
            翻(?P<times>[一二两三四五六七八九十0-9])?(?:了)?(?P<more>[一二两三四五六七八九十0-9]?)番
            | (?P<one>[0-9０-９]+(?:[.．][0-9０-９]+)?)\x20?比\x20?(?P<other>[0-9０-９]+)
            | (?P<per>[百千万])分之(?P<part>[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?)
            | (?P<den>[二三四五六七八九十百]+|[0-9０-９]+)分之(?P<num>[一二两三四五六七八九十百]+|[0-9０-９]+)
            | (?P<tenths>[一二两三四五六七八九])成(?P<hundredths>[一二三四五六七八九]?)(?P<cut>[立果为员功效长绩都本品人型分份才]|不变)?
            | (?P<half>一半|半数|过半)
            | (?P<digits>[0-9０-９]{1,3}(?:,[0-9０-９]{3})+(?:[.．][0-9０-９]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?)
              (?:\x20?(?P<percent>[%％])|\x20?(?P<permille>‰)|(?P<scale>\x20?[十百千万亿]{1,2})?)
            | (?P<chinese>[零〇一二两三四五六七八九十百千万亿]+)(?P<decimals>点[零〇一二三四五六七八九]+)?
            ",
        )
    });
    // Most clauses hold no number at all.
    let holds = |c: char| {
        c.is_numeric() || digit_value(c).is_some() || unit_value(c).is_some() || matches!(c, '翻' | '半')
    };
    if !text.contains(holds) {
        return Vec::new();
    }
    NUMBER.captures_iter(text).filter_map(|found| number(text, &found)).collect()
}

fn number(text: &str, found: &Captures<'_>) -> Option<Number> {
    let whole = found.get(0)?;
    let span = Span::new(whole.start(), whole.end());
    let plain = |value: f64, sign| Some(Number { span, value, upper: None, mantissa: value, sign });
    let group = |name: &str| found.name(name).map(|m| m.as_str()).filter(|m| !m.is_empty());
    if whole.as_str().starts_with('翻') {
        let times = group("times").or_else(|| group("more")).map_or(Some(1), self::whole)?;
        return plain(2f64.powi(times.min(64) as i32), Sign::Multiple);
    }
    if let (Some(one), Some(other)) = (group("one"), group("other")) {
        let (one, other) = (decimal(one, 0)?, decimal(other, 0)?);
        return (other > 0.0).then_some(()).and_then(|()| plain(one / other, Sign::Ratio));
    }
    if let (Some(per), Some(part)) = (group("per"), group("part")) {
        let value = fraction(part)?;
        return match per {
            "百" => plain(value, Sign::Percent),
            "千" => plain(value, Sign::Permille),
            _ => plain(value / 10_000.0, Sign::Share),
        };
    }
    if let (Some(den), Some(num)) = (group("den"), group("num")) {
        let den = self::whole(den)?;
        return (den > 0)
            .then_some(())
            .and_then(|()| plain(f64::from(self::whole(num)?) / f64::from(den), Sign::Share));
    }
    if let Some(tenths) = group("tenths") {
        if group("cut").is_some() {
            return None;
        }
        let value = chinese(tenths)? * 10 + group("hundredths").and_then(chinese).unwrap_or(0);
        return plain(value as f64, Sign::Percent);
    }
    if group("half").is_some() {
        return plain(0.5, Sign::Share);
    }
    if let Some(digits) = group("digits") {
        return arabic_number(text, span, digits, group("scale").unwrap_or(""), found);
    }
    chinese_number(span, group("chinese")?, group("decimals"))
}

fn arabic_number(text: &str, span: Span, digits: &str, scale: &str, found: &Captures<'_>) -> Option<Number> {
    let mut scale = scale.trim_start();
    let mut span = span;
    // The 千 of 120万千瓦 and of 3千米 belongs to the unit.
    if scale.ends_with('千') && text[span.end..].starts_with(['瓦', '米', '克', '卡', '伏', '赫', '帕'])
    {
        scale = &scale[..scale.len() - '千'.len_utf8()];
        span.end -= '千'.len_utf8();
    }
    let power = scale.chars().filter_map(unit_value).map(u64::ilog10).sum();
    let sign = match () {
        () if found.name("percent").is_some() => Sign::Percent,
        () if found.name("permille").is_some() => Sign::Permille,
        () => Sign::Plain,
    };
    Some(Number { span, value: decimal(digits, power)?, upper: None, mantissa: decimal(digits, 0)?, sign })
}

fn chinese_number(span: Span, text: &str, decimals: Option<&str>) -> Option<Number> {
    let single = text.chars().count() == 1 && decimals.is_none();
    let sign = if single { Sign::Single } else { Sign::Plain };
    let at = |value: f64, upper, mantissa| Some(Number { span, value, upper, mantissa, sign });
    if decimals.is_some() {
        let value = fraction(&format!("{text}{}", decimals.unwrap_or("")))?;
        return at(value, None, value);
    }
    if let Some((low, high)) = neighbours(text) {
        return at(low as f64, Some(high as f64), low as f64);
    }
    // A bare 百, 千, 万 counts as one of it.
    let value = chinese(text).or_else(|| text.chars().next().filter(|_| single).and_then(unit_value))?;
    let mantissa = chinese(text.trim_end_matches(['万', '亿'])).unwrap_or(value);
    at(value as f64, None, mantissa as f64)
}

/// 两三, 七八十, 五六百, 三五: a range that is written as two digits in a row.
fn neighbours(text: &str) -> Option<(u64, u64)> {
    let mut chars = text.chars();
    let (low, high) = (digit_value(chars.next()?)?, digit_value(chars.next()?)?);
    if low == 0 || !(high == low + 1 || (low, high) == (3, 5)) {
        return None;
    }
    let mut unit = 1;
    for c in chars {
        unit *= unit_value(c)?;
    }
    Some((low * unit, high * unit))
}

/// A number with decimals in Arabic digits or Chinese (三点五).
fn fraction(text: &str) -> Option<f64> {
    if text.starts_with(|c: char| half_width(c).is_ascii_digit()) {
        return decimal(text, 0);
    }
    let (before, after) = text.split_once('点').unwrap_or((text, ""));
    // 百分之百
    if let Some(unit) = before.chars().next().filter(|_| before.chars().count() == 1).and_then(unit_value) {
        return Some(unit as f64);
    }
    let decimals: String = after.chars().filter_map(digit_value).map(|d| d.to_string()).collect();
    format!("{}.{decimals}0", chinese(before)?).parse().ok()
}

/// Arabic digits with decimals and commas, times ten to the power given; correctly rounded.
fn decimal(text: &str, power: u32) -> Option<f64> {
    let digits: String = text.chars().map(half_width).filter(|&c| c != ',').collect();
    format!("{digits}e{power}").parse().ok().filter(|v: &f64| v.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numerals_read_back() {
        for (text, value) in [
            ("一", 1),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("五十四", 54),
            ("一百零三", 103),
            ("两千", 2000),
            ("一百五", 150),
            ("一千零五十", 1050),
            ("一万五", 15_000),
            ("一万零五", 10_005),
            ("三亿二千万", 320_000_000),
            ("十二万八千", 128_000),
            ("一九八二", 1982),
            ("二〇二六", 2026),
            ("壹仟贰佰", 1200),
            ("一万亿", 1_000_000_000_000),
        ] {
            assert_eq!(chinese(text), Some(value), "{text}");
        }
        for text in ["一二", "百", "一百千", "万", "", "一十十"] {
            assert_eq!(chinese(text), None, "{text}");
        }
        assert_eq!(arabic("１2"), Some(12));
        assert_eq!(enclosed('⑫'), Some(12));
        assert_eq!(enclosed('㈢'), Some(3));
        assert_eq!((roman("IV"), roman("XII")), (Some(4), Some(12)));
    }

    #[test]
    fn numbers_are_found_in_a_text() {
        for (text, want) in [
            ("3.6万户", vec![36_000.0]),
            ("１２．５％", vec![12.5]),
            ("1,234,567元", vec![1_234_567.0]),
            ("百分之五点五", vec![5.5]),
            ("千分之三", vec![3.0]),
            ("百分之百", vec![100.0]),
            ("万分之一", vec![0.0001]),
            ("三分之一以上", vec![1.0 / 3.0]),
            ("两成", vec![20.0]),
            ("三成五", vec![35.0]),
            ("完成任务", vec![]),
            ("翻一番", vec![2.0]),
            ("翻两番", vec![4.0]),
            ("翻番", vec![2.0]),
            ("8比1", vec![8.0]),
            ("5—8公里", vec![5.0, 8.0]),
            ("120万千瓦", vec![1_200_000.0]),
            ("3千米", vec![3.0]),
            ("3‰", vec![3.0]),
            ("1.5万亿元", vec![1.5e12]),
            ("七八十户", vec![70.0]),
            ("一千二百万亩", vec![12_000_000.0]),
            ("三点五", vec![3.5]),
            ("一半以上", vec![0.5]),
            ("0.07亿", vec![7_000_000.0]),
            ("5百家", vec![500.0]),
        ] {
            let got: Vec<f64> = numbers(text).iter().map(|n| n.value).collect();
            assert_eq!(got, want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_written_number_reads_back_as_itself(n in 0u64..1_000_000_000_000) {
            prop_assert_eq!(chinese(&to_chinese(n)), Some(n), "{}", to_chinese(n));
        }

        #[test]
        fn arabic_digits_read_back_in_both_widths(n in 0u32..1_000_000_000, decimals in 0u32..100) {
            let text = format!("{n}.{decimals:02}");
            let full: String = text.chars().map(|c| match c {
                '.' => '．',
                c => char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap(),
            }).collect();
            let want: f64 = text.parse().unwrap();
            for written in [text, full] {
                let got = numbers(&written);
                prop_assert_eq!(got.len(), 1);
                prop_assert_eq!(got[0].value, want);
            }
        }

        #[test]
        fn no_text_breaks_the_reader(text in "[一二两三四五六七八九十百千万亿零〇点成分之翻番半比0-9０-９.,% ‰万米瓦]{0,24}") {
            for n in numbers(&text) {
                prop_assert!(n.span.end <= text.len() && n.value.is_finite());
                prop_assert!(n.upper.is_none_or(|u| u >= n.value));
            }
        }
    }
}
