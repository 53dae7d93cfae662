//! Numbers as they are written: Arabic in half and full width, Chinese, mixed (3.6万), enclosed, Roman; and where
//! they stand in a text.

mod cardinal;
mod decimal;
mod glyph;
mod marker;
mod number;

pub use marker::{enclosed, roman};
pub use number::{Number, Sign, numbers};

/// The value of a Chinese numeral below 10¹² as markers and measures write it: 十二, 一百零三, 廿, 〇, 两千, 一万五
/// (15,000), 三亿二千万, and digit by digit 一九八二; none where it is not well formed.
pub fn chinese(text: &str) -> Option<u64> {
    let written = |c: char| glyph::digit(c).is_some() || glyph::power(c).is_some();
    if text.is_empty() || !text.chars().all(written) || text.chars().count() > 24 {
        return None;
    }
    let own = cardinal::cardinal(text, 0).ok()?;
    // A bare 百 is no numeral of its own.
    let bare = own.single && text.chars().all(|c| glyph::power(c).is_some_and(|p| p > 1));
    (own.end == text.len() && own.spread.is_zero() && !bare).then_some(own.value.integer()?)
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
        value = value.checked_mul(10)?.checked_add(u32::try_from(cardinal::figure(c)?).ok()?)?;
    }
    (!text.is_empty()).then_some(value)
}

/// The value of a whole number in Arabic digits or Chinese.
pub fn whole(text: &str) -> Option<u32> {
    arabic(text).or_else(|| chinese(text)?.try_into().ok())
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
            ("25万6千", vec![256_000.0]),
            ("2亿5000万", vec![250_000_000.0]),
            ("3万4000", vec![34_000.0]),
            ("一点七八万亿", vec![1.78e12]),
            ("十五点八万", vec![158_000.0]),
            ("1，100.9亿", vec![110_090_000_000.0]),
            ("３萬兩千億", vec![3_200_000_000_000.0]),
            ("壹佰叁拾", vec![130.0]),
            ("-22.2%", vec![-22.2]),
            ("下降负3.9%", vec![-3.9]),
            ("9.5成", vec![95.0]),
            ("三成半", vec![35.0]),
            ("百分之1,111", vec![1111.0]),
            ("千分之一百一十一", vec![111.0]),
            ("万分之三", vec![0.0003]),
            ("半数", vec![0.5]),
            ("1/3以上", vec![1.0 / 3.0]),
            ("500余万", vec![5_000_000.0]),
            ("二十几万", vec![200_000.0]),
            ("上万", vec![10_000.0]),
            ("数十亿", vec![1e9]),
            ("几百家", vec![100.0]),
            ("一百二三十", vec![120.0]),
            ("7万 5千 4百", vec![75_400.0]),
            ("3 万", vec![30_000.0]),
            // What looks like a number and is none.
            ("队伍建设", vec![]),
            ("大陆地区", vec![]),
            ("十四五时期", vec![]),
            ("2.3.1节", vec![]),
            ("A4纸", vec![]),
            ("PM2.5", vec![]),
            ("千万要注意", vec![]),
            ("五以上万", vec![5.0, 10_000.0]),
            ("减负三年", vec![3.0]),
            ("3-5公里", vec![3.0, 5.0]),
            ("6/30", vec![6.0, 30.0]),
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
