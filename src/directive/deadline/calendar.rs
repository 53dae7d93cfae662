//! The normal form of a time: ISO 8601 with reduced precision (2027, 2026-06), intervals open at one end
//! (2026-07-01/..), durations (P3D) and repetitions (R/P1M). Where the year isn't known the truncated forms of
//! ISO 8601:2000, which XML Schema keeps, stand in its place: --11-30, --06, ---15.

use crate::split::Date;

/// A year as a text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// In figures.
    Is(i32),
    /// This year, the next.
    FromDocument(i32),
    /// Every year.
    Every,
    /// The year of the document's century: 50 for its middle, 100 for its end.
    OfCentury(i32),
    /// A five-year plan: its first and last year.
    Plan(i32, i32),
    /// Taken out (20xx年), or not to be known.
    Unknown,
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A month.
    Month(u32),
    /// A day of a month.
    Day(u32, u32),
    /// The last day of a month.
    MonthEnd(u32),
}

/// The days of a month; of a February in an unknown year 28.
fn days(year: Option<i32>, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_some_and(|y| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// The first and the last year of a five-year plan: the 15th runs from 2026 to 2030. From the third (1966) on
/// they follow one another without a gap.
pub(super) fn plan(number: u32) -> Option<(i32, i32)> {
    let first = match number {
        1 => 1953,
        2 => 1958,
        3..=40 => 1951 + 5 * number as i32,
        _ => return None,
    };
    Some((first, first + 4))
}

/// The normal form of a year and a part of it, the year taken from the document's date where neither is given;
/// a day that has gone by on that date means the next year's.
pub(super) fn date(year: Option<Year>, part: Option<Part>, document: Option<Date>) -> Option<String> {
    let known = match (year, document) {
        (Some(Year::Is(year)), _) => Some(year),
        (Some(Year::FromDocument(ahead)), Some(date)) => Some(date.year + ahead),
        (Some(Year::Plan(_, last)), _) => Some(last),
        // 本世纪 is the one in which the document was written; one without a date speaks of ours.
        (Some(Year::OfCentury(years)), date) => Some((date.map_or(2026, |d| d.year) - 1) / 100 * 100 + years),
        (None, Some(date)) => Some(date.year + i32::from(has_passed(part, date))),
        (Some(Year::FromDocument(1..)), None) => return None,
        _ => None,
    };
    let day = |month: u32, day: u32| match (known, year) {
        (Some(year), _) => format!("{year:04}-{month:02}-{day:02}"),
        (None, Some(Year::Every)) => format!("R/--{month:02}-{day:02}/P1Y"),
        (None, _) => format!("--{month:02}-{day:02}"),
    };
    Some(match part {
        Some(Part::Day(m, d)) if (1..=12).contains(&m) && (1..=days(None, m).max(29)).contains(&d) => {
            day(m, d)
        }
        Some(Part::MonthEnd(m)) if (1..=12).contains(&m) => day(m, days(known, m)),
        Some(Part::Month(m)) if (1..=12).contains(&m) => match (known, year) {
            (Some(year), _) => format!("{year:04}-{m:02}"),
            (None, Some(Year::Every)) => format!("R/--{m:02}/P1Y"),
            (None, _) => format!("--{m:02}"),
        },
        Some(_) => return None,
        None if year == Some(Year::Every) => "R/P1Y".to_owned(),
        None => format!("{:04}", known?),
    })
}

/// The normal form of a stretch from one day to another. It lies in one year, that of its last day, unless it
/// runs over the turn of the year.
pub(super) fn interval(
    first: (Option<Year>, Part),
    last: (Option<Year>, Part),
    document: Option<Date>,
) -> Option<String> {
    let to = date(last.0, Some(last.1), document)?;
    let year: Option<i32> = to.get(..4).and_then(|y| y.parse().ok());
    let turns = matches!((first.1, last.1), (Part::Day(m, d), Part::Day(n, e)) if (m, d) > (n, e));
    let from = match (first.0, year) {
        (None, Some(year)) => date(Some(Year::Is(year - i32::from(turns))), Some(first.1), None),
        _ => date(first.0, Some(first.1), document),
    };
    Some(format!("{}/{to}", from?))
}

/// The last day of the month of the document's date.
pub(super) fn month_end(document: Option<Date>) -> Option<String> {
    let date = document?;
    let (month, _) = date.day?;
    self::date(Some(Year::Is(date.year)), Some(Part::MonthEnd(month)), None)
}

/// A day of the month so many months after that of a date.
pub(super) fn in_month(from: Date, ahead: u32, day: u32) -> Option<String> {
    let (month, _) = from.day?;
    let last = month + ahead;
    let (year, month) = (from.year + (last as i32 - 1) / 12, (last - 1) % 12 + 1);
    date(Some(Year::Is(year)), Some(Part::Day(month, day)), None)
}

/// A weekday, 0 for Monday, of the week so many weeks after that of a date.
pub(super) fn in_week(from: Date, ahead: i64, weekday: i64) -> Option<String> {
    let (month, day) = from.day?;
    let own = days_since(from.year, month, day);
    // 0000-03-01 was a Wednesday.
    let monday = own - (own + 2).rem_euclid(7);
    let (year, month, day) = day_of(monday + ahead * 7 + weekday);
    date(Some(Year::Is(year)), Some(Part::Day(month, day)), None)
}

/// The days from 0000-03-01 to a day of the Gregorian calendar (Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", days_from_civil).
fn days_since(year: i32, month: u32, day: u32) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((i64::from(month) + 9) % 12) + 2) / 5 + i64::from(day) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year
}

/// The year, month and day so many days after 0000-03-01 (civil_from_days, as above).
fn day_of(days: i64) -> (i32, u32, u32) {
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = (month + 2) % 12 + 1;
    let year = year + era * 400 + i64::from(month <= 2);
    (year as i32, month as u32, day as u32)
}

/// Whether a part of the year had gone by on a date.
pub(super) fn has_passed(part: Option<Part>, date: Date) -> bool {
    let Some((month, day)) = date.day else { return false };
    match part {
        Some(Part::Day(m, d)) => (m, d) < (month, day),
        Some(Part::Month(m)) => m < month,
        Some(Part::MonthEnd(m)) => m < month,
        None => false,
    }
}

/// The ISO 8601 duration of `count` units: P3D, PT24H, P15D for half a month.
pub(super) fn duration(count: f64, unit: &str) -> Option<String> {
    let whole = count.fract() == 0.0 && count >= 1.0;
    let n = count as u64;
    Some(match unit {
        // How many days they are the calendar of each year tells.
        "工作日" | "个工作日" => return None,
        "天" | "日" | "昼夜" if whole => format!("P{n}D"),
        "周" | "星期" | "个星期" | "礼拜" if whole => format!("P{n}W"),
        "周" | "星期" if count == 0.5 => "P3D".into(),
        "旬" if whole => format!("P{}D", n * 10),
        "月" | "个月" if whole => format!("P{n}M"),
        "月" | "个月" if count == 0.5 => "P15D".into(),
        "季" | "季度" | "个季度" if whole => format!("P{}M", n * 3),
        "年" | "学年" if whole => format!("P{n}Y"),
        "年" if count == 0.5 => "P6M".into(),
        "年" if count > 1.0 && count.fract() == 0.5 => format!("P{}M", n * 12 + 6),
        "小时" | "个小时" if whole => format!("PT{n}H"),
        "小时" | "个小时" if count == 0.5 => "PT30M".into(),
        "分钟" if whole => format!("PT{n}M"),
        "秒" | "秒钟" if whole => format!("PT{n}S"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plans_have_their_years() {
        assert_eq!(plan(15), Some((2026, 2030)));
        assert_eq!(plan(14), Some((2021, 2025)));
        assert_eq!(plan(6), Some((1981, 1985)));
        assert_eq!(plan(1), Some((1953, 1957)));
    }

    #[test]
    fn days_of_weeks_and_months_are_counted_from_a_date() {
        // Thursday, 5 March 2026.
        let from = Date { year: 2026, day: Some((3, 5)) };
        assert_eq!(in_week(from, 0, 4).as_deref(), Some("2026-03-06"));
        assert_eq!(in_week(from, 1, 0).as_deref(), Some("2026-03-09"));
        assert_eq!(in_month(from, 1, 10).as_deref(), Some("2026-04-10"));
        assert_eq!(in_month(Date { year: 2026, day: Some((12, 5)) }, 1, 10).as_deref(), Some("2027-01-10"));
    }

    #[test]
    fn the_end_of_february_needs_the_year() {
        let end = |year| date(year, Some(Part::MonthEnd(2)), None);
        assert_eq!(end(Some(Year::Is(2028))).as_deref(), Some("2028-02-29"));
        assert_eq!(end(Some(Year::Is(2026))).as_deref(), Some("2026-02-28"));
        assert_eq!(end(None).as_deref(), Some("--02-28"));
    }

    #[test]
    fn a_day_gone_by_is_the_next_years() {
        let december = Some(Date { year: 2025, day: Some((12, 20)) });
        assert_eq!(date(None, Some(Part::MonthEnd(3)), december).as_deref(), Some("2026-03-31"));
        assert_eq!(date(None, Some(Part::MonthEnd(12)), december).as_deref(), Some("2025-12-31"));
    }
}
