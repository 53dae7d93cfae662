//! The numbers of a running text.

use super::{chinese, digit_value, half_width, unit_value, whole};
use crate::{
    lexicon::pattern,
    pattern::{Captures, Regex},
    source::Span,
};
use std::sync::LazyLock;

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
            | (?P<digits>[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?:[.．][0-9０-９]+)?|[0-9０-９]+(?:[.．][0-9０-９]+)?)
              (?:\x20?(?P<percent>[%％])|\x20?(?P<permille>‰)|(?P<scale>\x20?[十百千万亿]{1,2})?)
            | (?P<chinese>[零〇一二两三四五六七八九十百千万亿]+)(?:(?P<decimals>点[零〇一二三四五六七八九]+)(?P<power>[十百千万亿]{1,3})?)?
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
    let mut out: Vec<Number> = Vec::new();
    for own in NUMBER.captures_iter(text).filter_map(|found| number(text, &found)) {
        match out.last_mut() {
            Some(before) if goes_on(text, before, &own) => {
                before.span.end = own.span.end;
                before.value += own.value;
                before.mantissa = before.value;
            }
            _ => out.push(own),
        }
    }
    out
}

/// Whether a number is the rest of the one right before it: 25万|6千, 2亿|5000万.
fn goes_on(text: &str, before: &Number, own: &Number) -> bool {
    let digits = |n: &Number| n.span.of(text).starts_with(|c: char| half_width(c).is_ascii_digit());
    let unit = before.span.of(text).chars().next_back().and_then(unit_value);
    before.span.end == own.span.start
        && (before.sign, own.sign) == (Sign::Plain, Sign::Plain)
        && digits(before)
        && digits(own)
        && unit.is_some_and(|unit| own.value < unit as f64)
}

fn number(text: &str, found: &Captures<'_, '_>) -> Option<Number> {
    let all = found.get(0)?;
    let span = Span::new(all.start(), all.end());
    let plain = |value: f64, sign| Some(Number { span, value, upper: None, mantissa: value, sign });
    let group = |name: &str| found.name(name).map(|m| m.as_str()).filter(|m| !m.is_empty());
    if all.as_str().starts_with('翻') {
        let times = group("times").or_else(|| group("more")).map_or(Some(1), whole)?;
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
        let den = whole(den)?;
        return (den > 0)
            .then_some(())
            .and_then(|()| plain(f64::from(whole(num)?) / f64::from(den), Sign::Share));
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
    let power = group("power").map_or(0, |power| power.chars().filter_map(unit_value).map(u64::ilog10).sum());
    chinese_number(span, group("chinese")?, group("decimals").map(|decimals| (decimals, power)))
}

fn arabic_number(
    text: &str,
    span: Span,
    digits: &str,
    scale: &str,
    found: &Captures<'_, '_>,
) -> Option<Number> {
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

/// A number in Chinese; `decimals` stand behind the point, with the power of ten of what stands behind them.
fn chinese_number(span: Span, text: &str, decimals: Option<(&str, u32)>) -> Option<Number> {
    let single = text.chars().count() == 1 && decimals.is_none();
    let sign = if single { Sign::Single } else { Sign::Plain };
    let at = |value: f64, upper, mantissa| Some(Number { span, value, upper, mantissa, sign });
    if let Some((decimals, power)) = decimals {
        let mantissa = fraction(&format!("{text}{decimals}"))?;
        // By way of its digits, so that 一点七八万亿 is 1.78e12 to the last place.
        return at(format!("{mantissa}e{power}").parse().ok()?, None, mantissa);
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
    let digits: String = text.chars().map(half_width).filter(|&c| !matches!(c, ',' | '，')).collect();
    format!("{digits}e{power}").parse().ok().filter(|v: &f64| v.is_finite())
}
