//! Numerals that only markers use: enclosed and Roman ones.

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
