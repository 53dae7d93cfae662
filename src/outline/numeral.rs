//! Numerals as markers write them.

/// The value of a Chinese numeral up to 9999 (十二, 一百零三, 二十, 廿一, 〇), or none where it is not well formed.
pub fn chinese(text: &str) -> Option<u32> {
    let (mut total, mut digit, mut last_unit) = (0u32, None, 10_000u32);
    for c in text.chars() {
        if let Some(value) = digit_value(c) {
            if digit.is_some_and(|d| d != 0) {
                return None;
            }
            digit = Some(value);
            continue;
        }
        let unit = match c {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            '千' | '仟' => 1000,
            _ => return None,
        };
        let count = match digit.take() {
            Some(0) | None if unit == 10 => 1,
            Some(n) if n > 0 => n,
            _ => return None,
        };
        if unit >= last_unit {
            return None;
        }
        last_unit = unit;
        total += count * unit;
    }
    match (total, digit) {
        (0, None) => None,
        (_, digit) => Some(total + digit.unwrap_or(0)),
    }
}

fn digit_value(c: char) -> Option<u32> {
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

/// The value of Arabic digits, half or full width.
pub fn arabic(text: &str) -> Option<u32> {
    let mut value = 0u32;
    for c in text.chars() {
        let digit = match c {
            '0'..='9' => c as u32 - '0' as u32,
            '０'..='９' => c as u32 - '０' as u32,
            _ => return None,
        };
        value = value.checked_mul(10)?.checked_add(digit)?;
    }
    (!text.is_empty()).then_some(value)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_read_back() {
        for (text, value) in
            [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("五十四", 54), ("一百零三", 103), ("廿", 0)]
        {
            assert_eq!(chinese(text).unwrap_or(0), value, "{text}");
        }
        assert_eq!(chinese("一二"), None);
        assert_eq!(arabic("１2"), Some(12));
        assert_eq!(enclosed('⑫'), Some(12));
        assert_eq!(enclosed('㈢'), Some(3));
        assert_eq!((roman("IV"), roman("XII")), (Some(4), Some(12)));
    }
}
