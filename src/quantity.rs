//! Quantities: a number with its unit (dict/units.txt), and two of them that make a range.

use crate::{
    lexicon::entries,
    numeral::{Number, Sign, numbers},
    pattern::WordList,
    rules,
    source::Span,
};
use std::sync::LazyLock;

static DICT: LazyLock<&str> = LazyLock::new(|| rules::text("units", include_str!("../dict/units.txt")));

/// What a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// A physical unit, money, a rate.
    Measure,
    /// A classifier.
    Count,
    /// A span of time.
    Time,
    /// Years of age.
    Age,
    /// None: the number names or ranks.
    Label,
    /// The number's own sign (%, ‰, 成, 倍, 三分之一).
    Share,
}

struct Units {
    words: WordList,
    dimensions: Vec<Dimension>,
}

static UNITS: LazyLock<Units> = LazyLock::new(|| {
    let dimension = |tag| match tag {
        "measure" => Dimension::Measure,
        "count" => Dimension::Count,
        "time" => Dimension::Time,
        "age" => Dimension::Age,
        "label" => Dimension::Label,
        other => panic!("dict/units.txt: no unit measures {other}"),
    };
    Units {
        words: WordList::new(entries(*DICT).map(|(word, _)| word)),
        dimensions: entries(*DICT).map(|(_, tag)| dimension(tag)).collect(),
    }
});

/// A number or a range with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Number and unit.
    pub span: Span,
    /// The number, or the range from the first number to the last.
    pub number: Span,
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// Whether its number says that it is not exact (500余万户, 200多人次).
    pub about: bool,
    /// The unit as written; of 百分之五 %, of 翻番 倍; empty for a share.
    pub unit: String,
    /// What it measures.
    pub dimension: Dimension,
    /// How its number is written.
    pub sign: Sign,
}

/// The quantities of a text, in order. Numbers without a unit are none, but where a measure without one is held to it.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let numbers = numbers(text);
    let mut out: Vec<Quantity> = Vec::new();
    let mut at = 0;
    let mut done = 0;
    while let Some(number) = numbers.get(at) {
        at += 1;
        // The 百 of 3个百分点.
        if number.span.start < done {
            continue;
        }
        let first = unit_at(text, number);
        let end = first.as_ref().map_or(number.span.end, |u| u.0);
        let range = numbers.get(at).and_then(|next| range(text, number, end, next));
        if let Some((value, upper, last)) = range {
            at += 1;
            let Some((end, unit, dimension)) =
                unit_at(text, last).or(first.map(|u| (last.span.end, u.1, u.2)))
            else {
                continue;
            };
            out.push(Quantity {
                span: Span::new(number.span.start, end),
                number: Span::new(number.span.start, last.span.end),
                value,
                upper: Some(upper),
                about: number.about || last.about,
                unit,
                dimension,
                sign: last.sign,
            });
        } else if let Some((end, unit, dimension)) = first {
            // 五元三角二分: one sum.
            if let Some(sum) = out.last_mut().filter(|sum| sum.span.end == number.span.start)
                && let Some(share) = share_of_yuan(&sum.unit, &text[..number.span.start], &unit)
            {
                (sum.value, sum.span.end) = (sum.value + number.value * share, end);
                done = end;
                continue;
            }
            out.push(Quantity {
                span: Span::new(number.span.start, end),
                number: number.span,
                value: number.value,
                upper: number.upper,
                about: number.about || some_more(&text[number.span.end..]) > 0,
                unit,
                dimension,
                sign: number.sign,
            });
        }
        done = out.last().map_or(done, |q: &Quantity| q.span.end);
    }
    out
}

/// Both ends of a range, where `next` follows the first number (its unit ending at `end`) behind a dash, 至, 到 or
/// ～. The scale of the second counts for the first too (1—10万元), unless the range were turned round by it
/// (5000—2万元).
fn range<'n>(text: &str, first: &Number, end: usize, next: &'n Number) -> Option<(f64, f64, &'n Number)> {
    let between = text.get(end..next.span.start)?.trim();
    let dash = matches!(between, "-" | "－" | "—" | "——" | "–" | "―" | "~" | "～" | "〜" | "至" | "到" | "∼");
    if !dash || first.upper.is_some() || next.upper.is_some() {
        return None;
    }
    let scale = if next.mantissa == 0.0 { 1.0 } else { next.value / next.mantissa };
    let bare = first.value == first.mantissa && end == first.span.end;
    // 1—10万: ten thousand counts for both; the value is read anew, since 1.2 × 10,000 need not be exact.
    let value = if bare && first.value <= next.mantissa { first.value * scale } else { first.value };
    (value <= next.value).then_some((value, next.value, next))
}

/// Where the unit behind a number ends, the unit and what it measures.
fn unit_at(text: &str, number: &Number) -> Option<(usize, String, Dimension)> {
    let own = |unit: &str| Some((number.span.end, unit.to_owned(), Dimension::Share));
    match number.sign {
        Sign::Percent => return own("%"),
        Sign::Permille => return own("‰"),
        Sign::Share => return own(""),
        Sign::Multiple => return own("倍"),
        Sign::Ratio => return own("比"),
        Sign::Plain | Sign::Single => {}
    }
    let rest = &text[number.span.end..];
    let rest = rest[some_more(rest)..].trim_start_matches(' ');
    let start = text.len() - rest.len();
    let own = unit(&text[start..]).filter(|(_, dimension)| *dimension != Dimension::Label);
    if own.is_none()
        && let Some(people) = of_people(text, number)
    {
        return Some(people);
    }
    if own.is_none() && is_bare_measure(text, number) {
        return Some((number.span.end, String::new(), Dimension::Share));
    }
    let (mut end, dimension) = own.or_else(|| unit(&text[start..]))?;
    end += start;
    // 微克/立方米, 元/人
    if let Some(rest) = text[end..].strip_prefix(['/', '／'])
        // 吨/万平方米
        && let rest = rest.trim_start_matches(['百', '千', '万', '亿'])
        && let Some((length, _)) = unit(rest).or_else(|| period(rest))
    {
        end = text.len() - rest.len() + length;
    }
    let unit = text[start..end].to_owned();
    // 10条（段）: another classifier in brackets.
    if let Some(rest) = text[end..].strip_prefix(['（', '('])
        && let Some((close, bracket)) = rest.char_indices().find(|(_, c)| matches!(c, '）' | ')'))
        && rest[..close].chars().count() <= 2
        && self::unit(rest).is_some_and(|(length, _)| length == close)
    {
        end = text.len() - rest.len() + close + bracket.len_utf8();
    }
    Some((end, unit, dimension))
}

/// Whether a number without a unit is what a measure without one is held to: 容积率不大于2.5, 比值控制在0.6.
fn is_bare_measure(text: &str, number: &Number) -> bool {
    const HELD: [&str; 9] =
        ["不大于", "不小于", "不高于", "不低于", "不超过", "控制在", "保持在", "稳定在", "达到"];
    // 0.6-|0.8
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '—' | '~' | '～');
    let before = text[..number.span.start].trim_end_matches(digit);
    HELD.iter().any(|word| before.ends_with(word))
        && number.span.of(text).bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && text[number.span.end..]
            .chars()
            .next()
            .is_none_or(|c| matches!(c, '，' | '。' | '；' | ',' | ';' | '、'))
}

/// The length of a stretch of time behind a stroke: 元/月.
fn period(text: &str) -> Option<(usize, Dimension)> {
    let found = ["月", "年", "日", "季度", "周"].into_iter().find(|word| text.starts_with(word))?;
    Some((found.len(), Dimension::Time))
}

/// So many people whom no unit counts: 120万农村贫困人口.
fn of_people(text: &str, number: &Number) -> Option<(usize, String, Dimension)> {
    /// The most characters between the number and the word for people.
    const NEAR: usize = 6;
    let scaled = number.span.of(text).ends_with(['万', '亿', '萬', '億']);
    let rest = &text[number.span.end..];
    let people = |word: &&str| {
        rest.find(*word).is_some_and(|at| {
            rest[..at].chars().count() <= NEAR
                && rest[..at].chars().all(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
        })
    };
    (scaled && PEOPLE.iter().any(people)).then(|| (number.span.end, String::new(), Dimension::Count))
}

/// Words for people that are counted without a unit.
const PEOPLE: [&str; 9] = ["人口", "群众", "居民", "职工", "劳动力", "市场主体", "农民", "市民", "学生"];

/// How much of a 元 a unit behind one is, `head` being all that stands before its number: 角 a tenth, 分 a hundredth.
fn share_of_yuan(sum: &str, head: &str, unit: &str) -> Option<f64> {
    match unit {
        _ if !matches!(sum, "元" | "块" | "圆") => None,
        "角" | "毛" => Some(0.1),
        "分" if head.ends_with(['角', '毛']) => Some(0.01),
        _ => None,
    }
}

/// The length of 余, 多, 来 before a unit: 200多人次, 10余家.
fn some_more(text: &str) -> usize {
    let length = text
        .chars()
        .next()
        .filter(|c| matches!(c, '余' | '餘' | '多' | '来' | '几' | '幾'))
        .map_or(0, char::len_utf8);
    if length > 0 && unit(text[length..].trim_start_matches(' ')).is_some() { length } else { 0 }
}

fn unit(text: &str) -> Option<(usize, Dimension)> {
    let found = UNITS.words.at(text, 0)?;
    // 304个|村庄: what is counted is a longer word.
    let cut =
        text[..found.end].ends_with('村') && text[found.end..].starts_with(['庄', '落', '民', '组', '寨']);
    let found = if cut { UNITS.words.at(&text[..found.end - '村'.len_utf8()], 0)? } else { found };
    Some((found.end, UNITS.dimensions[found.index]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quantities_have_value_and_unit() {
        for (text, want) in [
            ("新建道路12.5公里", vec![("12.5公里", 12.5, None, "公里")]),
            ("奖励1—10万元", vec![("1—10万元", 10_000.0, Some(100_000.0), "元")]),
            ("奖励5000—2万元", vec![("5000—2万元", 5000.0, Some(20_000.0), "元")]),
            ("控制在５％至８％", vec![("５％至８％", 5.0, Some(8.0), "%")]),
            ("5公里至8公里", vec![("5公里至8公里", 5.0, Some(8.0), "公里")]),
            ("百分之五至百分之八", vec![("百分之五至百分之八", 5.0, Some(8.0), "%")]),
            ("浓度35微克/立方米", vec![("35微克/立方米", 35.0, None, "微克/立方米")]),
            ("幸福河湖10条（段）", vec![("10条（段）", 10.0, None, "条")]),
            ("装机120万千瓦", vec![("120万千瓦", 1_200_000.0, None, "千瓦")]),
            ("粮食产量一千二百万吨", vec![("一千二百万吨", 12_000_000.0, None, "吨")]),
            ("翻一番", vec![("翻一番", 2.0, None, "倍")]),
            ("三分之一", vec![("三分之一", 1.0 / 3.0, None, "")]),
            ("提高3个百分点", vec![("3个百分点", 3.0, None, "个百分点")]),
            ("两三个", vec![("两三个", 2.0, Some(3.0), "个")]),
            ("拨打12345热线", vec![]),
            ("20到15个", vec![("15个", 15.0, None, "个")]),
            ("补助三元五角二分", vec![("三元五角二分", 3.52, None, "元")]),
            ("惠及500余万户", vec![("500余万户", 5_000_000.0, None, "户")]),
            ("培训200多人次", vec![("200多人次", 200.0, None, "人次")]),
            ("新增25万6千亩", vec![("25万6千亩", 256_000.0, None, "亩")]),
        ] {
            let got: Vec<_> = quantities(text)
                .into_iter()
                .map(|q| (q.span.of(text).to_owned(), q.value, q.upper, q.unit))
                .collect();
            let want: Vec<_> =
                want.into_iter().map(|(t, v, u, n)| (t.to_owned(), v, u, n.to_owned())).collect();
            assert_eq!(got, want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_range_is_never_turned_round(
            low in 1u32..100_000, high in 1u32..100_000,
            dash in "[-—～至到]", scale in "[万亿]?", unit in "(元|家|%|公里)",
        ) {
            let text = format!("安排{low}{dash}{high}{scale}{unit}");
            for quantity in quantities(&text) {
                prop_assert!(quantity.upper.is_none_or(|u| quantity.value <= u), "{}", text);
            }
        }

        #[test]
        fn an_ascending_range_keeps_both_ends(low in 1u32..1000, more in 0u32..1000, dash in "[-—～至到]") {
            let high = low + more;
            let found = quantities(&format!("{low}{dash}{high}家"));
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!((found[0].value, found[0].upper), (f64::from(low), Some(f64::from(high))));
        }
    }
}
