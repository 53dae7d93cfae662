//! Numbers as they are written: Arabic in half and full width, Chinese, mixed (3.6万), enclosed, Roman; and where
//! they stand in a text.

mod marker;
mod number;

pub use marker::{enclosed, roman};
pub use number::{Number, Sign, numbers};

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
