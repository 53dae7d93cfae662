//! The numbers of a running text.

use super::{
    cardinal::{Cardinal, cardinal, figure},
    glyph::{digit, half_width, is_financial, power},
};
use crate::source::Span;

/// What a number in a text says besides its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A plain number, in Arabic figures or with a Chinese unit of its own (三十, 两千).
    Plain,
    /// One Chinese character: 一, 两, 百. It counts things less often than it makes a word.
    Single,
    /// Per cent: 95%, 百分之五, 两成.
    Percent,
    /// Per mille: 3‰, 千分之三.
    Permille,
    /// A share: 三分之一, 1/3, 一半.
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
    /// Its value: of 95% 95, of 3.6万 36,000, of 三分之一 0.333…, of 翻一番 2, of -2.5% -2.5.
    pub value: f64,
    /// The upper end where it is written as a range of digits: 两三 is 2 to 3.
    pub upper: Option<f64>,
    /// Its value without the 万, 亿 and the like that it ends with.
    pub mantissa: f64,
    /// Whether it says that the value is not exact: 500余万, 十几万, 数十亿, 上万.
    pub about: bool,
    /// What it says besides.
    pub sign: Sign,
}

/// The numbers of a text, in order; a range is two of them. What looks like a number and isn't well formed (一二, 2.3.1,
/// 千万) is none, nor is what stands behind a Latin letter (A4).
pub fn numbers(text: &str) -> Vec<Number> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(opens) {
        let start = at + next;
        let (end, number) = number(text, start);
        out.extend(number);
        at = end.max(start + text[start..].chars().next().map_or(1, char::len_utf8));
    }
    out
}

/// Whether a number can begin with a character.
fn opens(c: char) -> bool {
    match c {
        '0'..='9' | '-' => true,
        c if c.is_ascii() => false,
        '翻' | '半' | '过' | '過' | '负' | '負' | '－' | '−' | '数' | '數' | '几' | '幾' | '上' => {
            true
        }
        c => figure(c).is_some() || digit(c).is_some() || power(c).is_some(),
    }
}

/// The number that begins at `start`, if one does, and where to look on.
fn number(text: &str, start: usize) -> (usize, Option<Number>) {
    let rest = &text[start..];
    let first = rest.chars().next().unwrap_or_default();
    let before = text[..start].chars().next_back();
    if before.is_some_and(|c| c.is_ascii_alphabetic()) && figure(first).is_some() {
        return (figures_end(text, start), None);
    }
    let found = match first {
        '翻' => doubled(text, start),
        '半' | '过' | '過' => half(text, start),
        '一' if rest.starts_with("一半") => half(text, start),
        '数' | '數' | '几' | '幾' | '上' => some(text, start),
        '负' | '負' | '-' | '－' | '−' => return negative(text, start, first, before),
        _ => return counted(text, start),
    };
    (found.map_or(start, |n| n.span.end), found)
}

/// A number that begins with a figure.
fn counted(text: &str, start: usize) -> (usize, Option<Number>) {
    if let Some(share) = per(text, start) {
        return (share.span.end, Some(share));
    }
    let own = match cardinal(text, start) {
        Ok(own) => own,
        Err(end) => return (end, None),
    };
    let found = fraction(text, start, &own)
        .or_else(|| tenths(text, start, &own))
        .or_else(|| signed(text, start, &own))
        .or_else(|| ratio(text, start, &own));
    // 队伍, 大陆
    let word = found.is_none() && own.single && text[start..].starts_with(is_financial);
    let number = found.unwrap_or_else(|| plain(start, &own));
    (number.span.end, Some(number).filter(|_| !word))
}

fn plain(start: usize, own: &Cardinal) -> Number {
    let value = own.value.value();
    let upper = (!own.spread.is_zero()).then(|| value + own.spread.value());
    Number {
        span: Span::new(start, own.end),
        value,
        upper,
        mantissa: own.mantissa.value(),
        about: own.about,
        sign: if own.single { Sign::Single } else { Sign::Plain },
    }
}

fn of(start: usize, end: usize, value: f64, sign: Sign) -> Number {
    Number { span: Span::new(start, end), value, upper: None, mantissa: value, about: false, sign }
}

/// 百分之五, 千分之一百, 百万分之三: shares of a power of ten.
fn per(text: &str, start: usize) -> Option<Number> {
    let units: String = text[start..].chars().take_while(|c| power(*c).is_some_and(|p| p > 1)).collect();
    let powers: u32 = units.chars().filter_map(power).sum();
    let behind = start + units.len();
    let part = text[behind..].strip_prefix("分之").filter(|_| !units.is_empty())?;
    let at = text.len() - part.len();
    let own = cardinal(text, at).ok()?;
    let value = own.value.value();
    Some(match powers {
        2 => of(start, own.end, value, Sign::Percent),
        3 => of(start, own.end, value, Sign::Permille),
        _ => of(start, own.end, value / 10f64.powi(powers as i32), Sign::Share),
    })
}

/// 三分之一, 16分之5, 1/3.
fn fraction(text: &str, start: usize, own: &Cardinal) -> Option<Number> {
    let rest = &text[own.end..];
    if let Some(part) = rest.strip_prefix("分之") {
        let number = cardinal(text, text.len() - part.len()).ok()?;
        let value = number.value.value() / own.value.value();
        return value.is_finite().then(|| of(start, number.end, value, Sign::Share));
    }
    // Of two figures by a stroke only a small share is meant; others are dates and names.
    let sign = rest.chars().next().filter(|c| own.arabic && half_width(*c) == '/')?;
    let whole = cardinal(text, own.end + sign.len_utf8()).ok().filter(|whole| whole.arabic)?;
    let (part, of_all) = (own.value.integer()?, whole.value.integer()?);
    let apart = |c: Option<char>| !c.is_some_and(|c| matches!(half_width(c), '/' | '.' | '-'));
    let alone = apart(text[whole.end..].chars().next()) && apart(text[..start].chars().next_back());
    (alone && part > 0 && part < of_all && of_all <= 10)
        .then(|| of(start, whole.end, part as f64 / of_all as f64, Sign::Share))
}

/// 两成, 三成五, 9.5成; not 三成果, 七成新.
fn tenths(text: &str, start: usize, own: &Cardinal) -> Option<Number> {
    const WORDS: &str = "立果为员功效长绩都本品人型分份才交套新就因";
    let rest = text[own.end..].trim_start_matches(' ').strip_prefix('成')?;
    let end = text.len() - rest.len();
    let next = rest.chars().next();
    if next.is_some_and(|c| WORDS.contains(c)) || rest.starts_with("不变") || !own.value.is_below(2) {
        return None;
    }
    let hundredths = match next {
        Some('半') => Some(5),
        Some(c) => digit(c).filter(|d| (1..10).contains(d)),
        None => None,
    };
    let end = end + next.filter(|_| hundredths.is_some()).map_or(0, char::len_utf8);
    let value = own.value.times(1)?.value() + hundredths.unwrap_or(0) as f64;
    (value > 0.0 && value <= 100.0).then(|| of(start, end, value, Sign::Percent))
}

/// 95%, 3‰.
fn signed(text: &str, start: usize, own: &Cardinal) -> Option<Number> {
    let rest = text[own.end..].trim_start_matches(' ');
    let sign = match rest.chars().next().map(half_width)? {
        '%' => Sign::Percent,
        '‰' => Sign::Permille,
        _ => return None,
    };
    let end = text.len() - rest.len() + rest.chars().next().map_or(0, char::len_utf8);
    Some(Number { span: Span::new(start, end), sign, ..plain(start, own) })
}

/// 8比1.
fn ratio(text: &str, start: usize, own: &Cardinal) -> Option<Number> {
    let rest = text[own.end..].trim_start_matches(' ').strip_prefix(['比', '∶']).filter(|_| own.arabic)?;
    let other = cardinal(text, text.len() - rest.trim_start_matches(' ').len()).ok().filter(|o| o.arabic)?;
    let value = own.value.value() / other.value.value();
    value.is_finite().then(|| of(start, other.end, value, Sign::Ratio))
}

/// 翻一番, 翻了两番, 翻番.
fn doubled(text: &str, start: usize) -> Option<Number> {
    let rest = text[start..].strip_prefix('翻')?;
    let rest = rest.strip_prefix('了').unwrap_or(rest);
    let at = text.len() - rest.len();
    let times = cardinal(text, at).ok();
    let behind = times.map_or(at, |t| t.end);
    let end = behind + text[behind..].strip_prefix('番').map(|_| '番'.len_utf8())?;
    let times = times.map_or(Some(1), |t| t.value.integer())?;
    Some(of(start, end, 2f64.powi(times.min(64) as i32), Sign::Multiple))
}

/// 一半, 半数, 过半.
fn half(text: &str, start: usize) -> Option<Number> {
    let word = ["一半", "半数", "半數", "过半", "過半"].into_iter().find(|w| text[start..].starts_with(w))?;
    Some(of(start, start + word.len(), 0.5, Sign::Share))
}

/// 数十亿, 几百, 上万: no number is told but the power of ten.
fn some(text: &str, start: usize) -> Option<Number> {
    let first = text[start..].chars().next()?;
    // 以上万元, 网上百: 上 belongs to the word before it.
    let place =
        first == '上' && text[..start].ends_with(['以', '网', '线', '路', '地', '身', '会', '向', '加']);
    let units = &text[start + first.len_utf8()..];
    let mut powers = 0;
    let mut length = 0;
    for c in units.chars() {
        let Some(p) = power(c).filter(|&p| length == 0 || p >= 4) else { break };
        (powers, length) = (powers + p, length + c.len_utf8());
    }
    let more = units[length..].chars().next();
    let goes_on = more.is_some_and(|c| digit(c).is_some() || power(c).is_some() || matches!(c, '分' | '成'));
    if length == 0 || place || goes_on || first == '上' && powers == 1 {
        return None;
    }
    let end = start + first.len_utf8() + length;
    let value = 10f64.powi(powers as i32);
    let mantissa = if powers >= 4 { value / 10f64.powi(powers as i32 / 4 * 4) } else { value };
    Some(Number { mantissa, about: true, ..of(start, end, value, Sign::Plain) })
}

/// -22.2%, 负40%; a hyphen between figures or words is none, nor is the 负 of 减负.
fn negative(text: &str, start: usize, sign: char, before: Option<char>) -> (usize, Option<Number>) {
    let behind = start + sign.len_utf8();
    let open = match sign {
        '负' | '負' => !before.is_some_and(|c| "减減胜勝自抱担擔背欺辜肩正".contains(c)),
        // 8月-9月 is a range; behind other words it is a sign (净利润-9.98亿元).
        _ => before.is_none_or(|c| {
            let unit = "年月日时点分秒号条章节项款页期级类第元万亿千百十个人次米里吨亩%％‰）)—-".contains(c);
            !unit && !c.is_ascii_alphanumeric() && figure(c).is_none()
        }),
    };
    let counts = text[behind..].chars().next().is_some_and(|c| {
        figure(c).is_some() || matches!(sign, '负' | '負') && (digit(c).is_some() || power(c).is_some())
    });
    if !open || !counts {
        return (behind, None);
    }
    let (end, number) = counted(text, behind);
    let number = number.map(|n| Number {
        span: Span::new(start, n.span.end),
        value: -n.value,
        mantissa: -n.mantissa,
        upper: None,
        ..n
    });
    (end, number)
}

/// Where the figures, points and letters of a code that begin at `start` end.
fn figures_end(text: &str, start: usize) -> usize {
    let of_code = |c: char| figure(c).is_some() || matches!(c, '.' | '．') || c.is_ascii_alphabetic();
    text[start..].find(|c| !of_code(c)).map_or(text.len(), |i| i + start)
}
