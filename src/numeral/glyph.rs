//! Single characters of numerals: Chinese digits and units, plain, financial and traditional; full-width figures.

/// The value of a Chinese digit.
pub(super) fn digit(c: char) -> Option<u64> {
    Some(match c {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '兩' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten that a unit stands for. 兆 is none: it is 10⁶ in some numbers and 10¹² in others.
pub(super) fn power(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' | '萬' => 4,
        '亿' | '億' => 8,
        _ => return None,
    })
}

/// Whether a character writes a number on cheques and is a word elsewhere: 队伍, 大陆, 放肆, 拾起.
pub(super) fn is_financial(c: char) -> bool {
    "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟".contains(c)
}

/// Whether a numeral goes on with a word for some more: 500余万, 十几亿.
pub(super) fn is_more(c: char) -> bool {
    matches!(c, '余' | '餘' | '多' | '来' | '來' | '几' | '幾')
}

/// Full-width figures, points, commas and signs as half-width ones.
pub(super) fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
        '．' => '.',
        '，' => ',',
        '％' | '﹪' => '%',
        '－' | '−' => '-',
        '／' => '/',
        c => c,
    }
}
