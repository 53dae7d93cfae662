//! One number from its first figure on, in Arabic or Chinese figures and both together: 12.5, 三千零五十, 25万6千, 2亿
//! 5000万, 一点七八万亿, 500余万, 七八十.

use super::{
    decimal::Decimal,
    glyph::{digit, half_width, is_more, power},
};

/// A number that stands at a place of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cardinal {
    /// Where it ends, in bytes of the text.
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// What is to be added for the upper end, where two digits in a row make a range: 1 for 两三, 10 for 七八十.
    pub(super) spread: Decimal,
    /// Its value without the 万 and 亿 that it ends with and all of it is counted in.
    pub(super) mantissa: Decimal,
    /// Whether 余, 多 or 几 stands in it.
    pub(super) about: bool,
    /// Whether it is written with one Chinese character.
    pub(super) single: bool,
    /// Whether it begins with an Arabic figure.
    pub(super) arabic: bool,
}

/// What has been read of a number.
#[derive(Default)]
struct Sum {
    /// What stands before the last 万 or 亿.
    total: Decimal,
    /// What stands behind it and has units of its own.
    section: Decimal,
    /// The last digits, that have no unit yet.
    digits: Option<Decimal>,
    spread: Decimal,
    /// The last unit below 万 of the section; the last of 万 and above.
    small: Option<u32>,
    large: Option<u32>,
    /// Whether a zero stands before the last digits: then they count ones.
    zero: bool,
    /// The value before 万 and 亿 that nothing but they followed.
    mantissa: Option<Decimal>,
}

impl Sum {
    /// A unit below 万.
    fn small(&mut self, power: u32) -> Option<()> {
        let count = match self.digits.take() {
            // 十五, 零十
            None if power == 1 => Decimal::whole(1),
            Some(n) if n.is_zero() && power == 1 => Decimal::whole(1),
            Some(n) if !n.is_zero() => n,
            _ => return None,
        };
        if self.small.is_some_and(|before| power >= before) {
            return None;
        }
        self.section = self.section.plus(count.times(power)?)?;
        self.spread = self.spread.times(power)?;
        (self.small, self.zero, self.mantissa) = (Some(power), false, None);
        Some(())
    }

    /// 万, 亿.
    fn large(&mut self, power: u32) -> Option<()> {
        let section = self.section.plus(self.digits.take().unwrap_or_default())?;
        // 一万五千亿: all that stands before it; 10万万 too, where nothing stands between.
        let over =
            self.large.is_none_or(|before| power > before) || self.large == Some(power) && section.is_zero();
        let counted = if over { self.total.plus(section)? } else { section };
        if counted.is_zero() || self.large == Some(power) && !over {
            return None;
        }
        let scaled = counted.times(power)?;
        let whole = over && (self.total.is_zero() || section.is_zero());
        self.mantissa = whole.then(|| self.mantissa.unwrap_or(counted));
        self.total = if over { scaled } else { self.total.plus(scaled)? };
        self.spread = self.spread.times(power)?;
        (self.section, self.small, self.large, self.zero) = (Decimal::default(), None, Some(power), false);
        Some(())
    }

    /// The last unit read.
    fn unit(&self) -> Option<u32> {
        self.small.or(self.large)
    }

    fn value(&self) -> Option<Decimal> {
        let whole = self.total.plus(self.section)?;
        let Some(last) = self.digits else { return (!whole.is_zero()).then_some(whole) };
        // The last digit of 一百五 and 一万五 counts in tenths of the unit before it.
        let short = self.unit().filter(|&unit| unit > 1 && !self.zero && last.is_below(1) && !last.is_zero());
        whole.plus(short.map_or(Some(last), |unit| last.times(unit - 1))?)
    }
}

/// The number at `start`; `Err` with the end of what looks like one and isn't (一二, 千万, 2.3.1).
pub(super) fn cardinal(text: &str, start: usize) -> Result<Cardinal, usize> {
    let mut reader = Reader { text, at: start, end: start, sum: Sum::default(), about: false };
    let arabic = figure(text[start..].chars().next().unwrap_or_default()).is_some();
    let found = reader.read(start, arabic);
    found.ok_or_else(|| run_end(text, reader.at.max(start)))
}

struct Reader<'t> {
    text: &'t str,
    /// Where it reads on.
    at: usize,
    /// The end of what it took.
    end: usize,
    sum: Sum,
    about: bool,
}

impl Reader<'_> {
    fn read(&mut self, start: usize, arabic: bool) -> Option<Cardinal> {
        while let Some(c) = self.text[self.at..].chars().next() {
            let taken = match c {
                _ if figure(c).is_some() => self.figures()?,
                _ if digit(c).is_some() => self.chinese_digits(start)?,
                _ if power(c).is_some() => self.unit(c, start)?,
                '兆' => self.trillion(arabic)?,
                '点' | '點' if !arabic && self.decimals()? => break,
                _ => self.gap(c),
            };
            if !taken {
                break;
            }
        }
        let written = &self.text[start..self.end];
        let mut chars = written.chars();
        let single = !arabic && chars.next().is_some() && chars.next().is_none();
        let value = match self.sum.value() {
            // A bare 百, 千, 万 counts as one of it.
            None if single => Decimal::whole(1).times(written.chars().next().and_then(power)?)?,
            value => value?,
        };
        let mantissa = self.sum.mantissa.filter(|_| self.sum.digits.is_none()).unwrap_or(value);
        Some(Cardinal {
            end: self.end,
            value,
            spread: self.sum.spread,
            mantissa,
            about: self.about,
            single,
            arabic,
        })
    }

    fn take(&mut self, length: usize) -> bool {
        self.at += length;
        self.end = self.at;
        true
    }

    /// Arabic figures, with decimals and commas between thousands; behind a unit only what is less than it.
    fn figures(&mut self) -> Option<bool> {
        let (length, value) = figures(&self.text[self.at..])?;
        // 1千零1
        let open = self.sum.digits.is_none_or(|d| d.is_zero() && self.sum.zero);
        if !open || self.sum.unit().is_some_and(|unit| !value.is_below(unit)) {
            return Some(false);
        }
        self.sum.digits = Some(value);
        Some(self.take(length))
    }

    /// Chinese digits: one, two in a row that make a range, four and more digit by digit.
    fn chinese_digits(&mut self, start: usize) -> Option<bool> {
        if self.sum.digits.is_some() {
            return Some(false);
        }
        let rest = &self.text[self.at..];
        let run: Vec<u64> = rest.chars().map_while(digit).collect();
        let length: usize = rest.chars().take(run.len()).map(char::len_utf8).sum();
        let next = rest[length..].chars().next();
        let (zero, run) = match run.as_slice() {
            [0, rest @ ..] if !rest.is_empty() && self.at > start => (true, rest),
            run => (false, run),
        };
        self.sum.zero |= zero;
        self.sum.digits = match *run {
            [one] => {
                self.sum.zero |= one == 0;
                Some(Decimal::whole(one))
            }
            // 七八十, 三五百, 两三; “十四五” is a plan.
            [low, high]
                if low > 0
                    && (high == low + 1 || (low, high) == (3, 5))
                    && (self.at == start || next.is_some_and(|c| power(c) == Some(1))) =>
            {
                self.sum.spread = Decimal::whole(high - low);
                Some(Decimal::whole(low))
            }
            _ if self.at == start && (4..=12).contains(&run.len()) => {
                run.iter().try_fold(Decimal::default(), |n, &d| n.push(d))
            }
            _ => {
                self.at += length;
                return None;
            }
        };
        Some(self.take(length))
    }

    fn unit(&mut self, c: char, start: usize) -> Option<bool> {
        let power = power(c)?;
        // The 千 of 120万千瓦 and of 3千米 belongs to the unit.
        let behind = &self.text[self.at + c.len_utf8()..];
        let figures = self.text[start..].chars().next().is_some_and(|c| figure(c).is_some());
        let of_measure = power == 3 && behind.starts_with(['瓦', '米', '克', '卡', '伏', '赫', '帕']);
        if of_measure && (figures || self.at == start) {
            return (self.at > start).then_some(false);
        }
        // 万 by itself is one of it.
        if self.at == start && power > 1 {
            let alone = behind.chars().next().is_none_or(|c| self::power(c).is_none() && digit(c).is_none());
            self.take(c.len_utf8());
            return alone.then_some(false);
        }
        if power < 4 {
            self.sum.small(power)?
        } else {
            self.sum.large(power)?
        }
        Some(self.take(c.len_utf8()))
    }

    /// 兆 as a unit of numbers: 四十九兆九千亿; a million watts or bits elsewhere.
    fn trillion(&mut self, arabic: bool) -> Option<bool> {
        let behind = self.text[self.at + '兆'.len_utf8()..].chars().next();
        let counts = behind.is_some_and(|c| digit(c).is_some() || matches!(c, '元' | '圆' | '圓'));
        if arabic || !counts || self.sum.digits.is_none() && self.sum.section.is_zero() {
            return Some(false);
        }
        self.sum.large(12)?;
        Some(self.take('兆'.len_utf8()))
    }

    /// 点 with Chinese digits behind it, and the units that count them: 一点七八万亿.
    fn decimals(&mut self) -> Option<bool> {
        let rest = &self.text[self.at + '点'.len_utf8()..];
        let rest = rest.trim_start_matches(' ');
        let mut value = self.sum.value()?;
        let mut length = 0;
        let decimals =
            rest.chars().map_while(|c| digit(c).filter(|_| !matches!(c, '两' | '兩')).map(|d| (c, d)));
        for (c, digit) in decimals {
            value = value.push_decimal(digit)?;
            length += c.len_utf8();
        }
        if length == 0 {
            return Some(false);
        }
        let mut at = self.text.len() - rest.len() + length;
        let mantissa = value;
        for c in rest[length..].chars().take_while(|c| power(*c).is_some()) {
            value = value.times(power(c)?)?;
            at += c.len_utf8();
        }
        self.sum = Sum { total: value, mantissa: Some(mantissa), ..Sum::default() };
        (self.at, self.end) = (at, at);
        Some(true)
    }

    /// Spaces and words for some more, where the number goes on behind them: 7万 5千, 500余万.
    fn gap(&mut self, c: char) -> bool {
        let rest = &self.text[self.at..];
        let bare = rest.trim_start_matches(' ');
        let more = bare.chars().next().is_some_and(is_more);
        let behind =
            if more { bare[bare.chars().next().map_or(0, char::len_utf8)..].trim_start() } else { bare };
        let next = behind.chars().next().unwrap_or_default();
        let counted = self.sum.digits.is_some() || self.sum.unit().is_some();
        let unit = power(next).is_some_and(|p| p > 1 || more);
        let large = power(next).is_some_and(|p| p >= 4);
        let goes_on = counted && unit && (more || self.sum.digits.is_some() || large)
            // 7万 5千: a lower unit follows.
            || !more && c == ' ' && self.sum.digits.is_none() && self.lower_part(behind);
        if !goes_on {
            return false;
        }
        // 一百零几万: the digit that isn't told counts as none.
        if more && self.sum.zero {
            self.sum.digits = None;
        }
        self.about |= more;
        self.at = self.text.len() - behind.len();
        true
    }

    /// Whether `rest` opens with figures and a unit below the last one.
    fn lower_part(&self, rest: &str) -> bool {
        let digits = rest.trim_start_matches(|c: char| figure(c).is_some() || digit(c).is_some());
        let next = digits.trim_start_matches(' ').chars().next().and_then(power);
        digits.len() < rest.len() && self.sum.unit().zip(next).is_some_and(|(unit, next)| next < unit)
    }
}

/// The value of an Arabic figure, half or full width.
pub(super) fn figure(c: char) -> Option<u64> {
    half_width(c).to_digit(10).map(u64::from)
}

/// Arabic figures at the head of `text`: their length and value; none where they are part of a code (2.3.1).
fn figures(text: &str) -> Option<(usize, Decimal)> {
    let run = |at: usize| text[at..].chars().take_while(|c| figure(*c).is_some()).count();
    let width = |at: usize, n: usize| text[at..].chars().take(n).map(char::len_utf8).sum::<usize>();
    let stop = |at: usize, sign: char| text[at..].chars().next().is_some_and(|c| half_width(c) == sign);
    let first = run(0);
    let mut end = width(0, first);
    let mut digits: Vec<u64> = text[..end].chars().filter_map(figure).collect();
    while digits.len() <= 15 && first <= 3 && stop(end, ',') && run(end + width(end, 1)) == 3 {
        let behind = end + width(end, 1);
        end = behind + width(behind, 3);
        digits.extend(text[behind..end].chars().filter_map(figure));
    }
    if digits.len() > 18 {
        return None;
    }
    let mut value = digits.into_iter().try_fold(Decimal::default(), Decimal::push)?;
    let point = end + width(end, 1);
    if stop(end, '.') && run(point) > 0 {
        let places = run(point);
        end = point + width(point, places);
        for place in text[point..end].chars().filter_map(figure) {
            value = value.push_decimal(place)?;
        }
        if stop(end, '.') && run(end + width(end, 1)) > 0 {
            return None;
        }
    }
    Some((end, value))
}

/// Where the figures and units that begin at `at` end.
fn run_end(text: &str, at: usize) -> usize {
    let of_number = |c: char| figure(c).is_some() || digit(c).is_some() || power(c).is_some() || c == '.';
    text[at..].find(|c| !of_number(c)).map_or(text.len(), |i| i + at)
}
