//! Stretches and points that two figures or a word and a figure give together: 2026—2028年, 6至8月, 下月10日前, 本周五前,
//! 即日起至4月底, 2026.6.30前, Q3末.

use super::{
    Deadline, N2, TimeKind,
    calendar::{self, Part, Year},
    date::CLOCK,
};
use crate::{
    lexicon::{look_ahead, pattern},
    numeral,
    pattern::{Captures, Regex},
    rule::Rule,
    source::Span,
    split::Date,
};
use std::sync::LazyLock;

const DASH: &str = "(?:至|到|—{1,2}|－|-|–|~|～)";
const BEFORE: &str = "(?P<suffix>之前|以前|前|之内|内|起|止|底前|末前|底|末)";

/// All of these in a clause.
pub(super) fn stretches(clause: &str, document: Option<Date>) -> Vec<Deadline> {
    let mut out = Vec::new();
    if !clause.contains(|c: char| c.is_numeric()) && !clause.contains(['周', '月', '年', '十', '起']) {
        return out;
    }
    out.extend(years(clause));
    out.extend(months(clause, document));
    out.extend(in_figures(clause, document));
    out.extend(quarters(clause, document));
    out.extend(relative(clause, document));
    out
}

fn number(found: &Captures<'_, '_>, name: &str) -> Option<u32> {
    numeral::whole(found.name(name)?.as_str())
}

fn deadline(found: &Captures<'_, '_>, by: Option<String>, rule: Rule) -> Option<Deadline> {
    let whole = found.get(0)?;
    Some(Deadline { span: Span::new(whole.start(), whole.end()), kind: TimeKind::Date, by, rule })
}

/// 2026—2028年, 2025—2027年三年间; not the years of a plan's name.
fn years(clause: &str) -> Vec<Deadline> {
    static YEARS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            "(?P<a>20[0-9]{{2}})年?{DASH}(?P<b>20[0-9]{{2}})年(?:[两二三四五六七八九十]年)?(?:间|期间|之?内)?"
        ))
    });
    static NAMES: LazyLock<Regex> = LazyLock::new(|| {
        pattern("^(?:每年|度|版|）|\\)|的|[^，。；]{0,12}(?:规划|计划|方案|行动|纲要|纪要|意见))")
    });
    let own = |found: &Captures<'_, '_>| {
        let whole = found.get(0)?;
        let named = NAMES.is_match(look_ahead(&clause[whole.end()..]))
            || clause[..whole.start()].ends_with(['（', '(', '比', '在'])
                && clause[whole.end()..].starts_with(['）', ')']);
        let (a, b) = (number(found, "a")?, number(found, "b")?);
        (!named && a < b).then(|| deadline(found, Some(format!("{a}/{b}")), Rule::DeadlineYears))?
    };
    YEARS.captures_iter(clause).filter_map(|found| own(&found)).collect()
}

/// 2026年6至8月, 6—8月.
fn months(clause: &str, document: Option<Date>) -> Vec<Deadline> {
    static MONTHS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            "(?:(?P<y>20[0-9]{{2}})年|(?P<every>每年))?(?P<a>{N2}){DASH}(?P<b>{N2})月(?:份|底|末)?(?:期间|之?前)?"
        ))
    });
    let own = |found: &Captures<'_, '_>| {
        let whole = found.get(0)?;
        let behind = &clause[whole.end()..];
        let (a, b) = (number(found, "a")?, number(found, "b")?);
        let head = clause[..whole.start()].chars().next_back();
        let part = head.is_some_and(|c| c.is_ascii_digit() || matches!(c, '为' | '.' | '年' | '月' | '第'));
        let months = (1..=12).contains(&a) && (1..=12).contains(&b) && !part;
        let time = !behind.starts_with(['的', '间']) && !behind.starts_with(|c: char| c.is_ascii_digit());
        if !months || !time || found.name("every").is_some() {
            return None;
        }
        let year = number(found, "y").map(|y| Year::Is(y as i32));
        let by = calendar::interval((year, Part::Month(a)), (year, Part::Month(b)), document);
        deadline(found, by, Rule::DeadlineMonths)
    };
    MONTHS.captures_iter(clause).filter_map(|found| own(&found)).collect()
}

/// Days in figures alone: 2026-11-15前, 2026.6.30前, 20261115前, 6.30前.
fn in_figures(clause: &str, document: Option<Date>) -> Vec<Deadline> {
    static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:(?P<y>20[0-9]{2})[-./](?P<m>[0-9]{1,2})[-./](?P<d>[0-9]{1,2})|(?P<yy>20[0-9]{2})(?P<mm>[01][0-9])(?P<dd>[0-3][0-9])|(?P<mo>[0-9]{1,2})\.(?P<da>[0-9]{1,2}))日?(?:之前|以前|前|起|止)",
        )
    });
    let own = |found: &Captures<'_, '_>| {
        let whole = found.get(0)?;
        let of = |names: [&str; 3]| names.iter().find_map(|name| number(found, name));
        let year = number(found, "y").or_else(|| number(found, "yy"));
        let (month, day) = (of(["m", "mm", "mo"])?, of(["d", "dd", "da"])?);
        let inside =
            clause[..whole.start()].ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '/'));
        if inside {
            return None;
        }
        let by = calendar::date(year.map(|y| Year::Is(y as i32)), Some(Part::Day(month, day)), document)?;
        let by = if whole.as_str().ends_with('起') { format!("{by}/..") } else { by };
        deadline(found, Some(by), Rule::DeadlineFigures)
    };
    FIGURES.captures_iter(clause).filter_map(|found| own(&found)).collect()
}

/// Q3, 2026年Q3末.
fn quarters(clause: &str, document: Option<Date>) -> Vec<Deadline> {
    static QUARTERS: LazyLock<Regex> =
        LazyLock::new(|| pattern("(?:(?P<y>20[0-9]{2})年?)?[Qq](?P<q>[1-4])(?:季度)?(?:末|底)?(?:之?前)?"));
    let own = |found: &Captures<'_, '_>| {
        let year = number(found, "y").map(|y| Year::Is(y as i32));
        let behind = clause[found.get(0)?.end()..].chars().next();
        let part = Part::MonthEnd(3 * number(found, "q")?);
        let by = calendar::date(year, Some(part), document);
        (!behind.is_some_and(|c| c.is_ascii_alphanumeric()))
            .then(|| deadline(found, by, Rule::DeadlineQuarter))?
    };
    QUARTERS.captures_iter(clause).filter_map(|found| own(&found)).collect()
}

/// Counted from the document's own date: 下月10日前, 本月25日, 本周五前, 今明两年.
fn relative(clause: &str, document: Option<Date>) -> Vec<Deadline> {
    static RELATIVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            "(?:(?P<month>下个?|次|本|当|这个)月(?P<day>{N2})[日号]{BEFORE}?|(?P<week>下个?|本|这)?(?:周|星期)(?P<weekday>[一二三四五六日天]){CLOCK}{BEFORE}|(?P<years>今明两年)|(?P<since>[自从][^，。；、自从]{{2,14}}之日起))",
            BEFORE = BEFORE.replace("?P<suffix>", "?:")
        ))
    });
    let own = |found: &Captures<'_, '_>| {
        // 每周五前 recurs.
        let whole = found.get(0)?;
        if clause[..whole.start()].ends_with(['每', '上', '逐']) {
            return None;
        }
        // 保存时间自就诊之日起不少于十五年
        let kept = found.name("since").is_some()
            && ["不少于", "不超过", "超过", "满", "保存"]
                .iter()
                .any(|word| clause[whole.end()..].starts_with(word));
        if kept {
            return None;
        }
        let by = match (found.name("month"), found.name("weekday")) {
            (Some(month), _) => {
                let ahead = u32::from(month.as_str().starts_with('下'));
                // 次月 and 当月 are counted from an event as often.
                let day = number(found, "day")?;
                document
                    .filter(|_| !month.as_str().starts_with(['次', '当']))
                    .and_then(|date| calendar::in_month(date, ahead, day))
            }
            (_, Some(_)) => {
                let ahead = i64::from(found.name("week").is_some_and(|week| week.as_str().starts_with('下')));
                let weekday = "一二三四五六日".find(&found["weekday"]).map_or(6, |i| i as i64 / 3);
                document.and_then(|date| calendar::in_week(date, ahead, weekday))
            }
            _ if found.name("since").is_some() => None,
            _ => document.map(|date| format!("{}/{}", date.year, date.year + 1)),
        };
        deadline(found, by, Rule::DeadlineRelative)
    };
    RELATIVE.captures_iter(clause).filter_map(|found| own(&found)).collect()
}

/// Joins what opens a stretch today and the date on which it ends (即日起|至4月底), and leaves out an event that a time is
/// counted from (许可证到期前|15日内).
pub(super) fn join(clause: &str, deadlines: &mut Vec<Deadline>, document: Option<Date>) {
    let mut at = 1;
    while at < deadlines.len() {
        let (one, other) = (&deadlines[at - 1], &deadlines[at]);
        let (open, end) = (one.span, other.span);
        if open.end != end.start {
            at += 1;
            continue;
        }
        // 今年|主汛期到来之前
        if one.rule == Rule::DeadlineDate
            && clause[..open.end].ends_with('年')
            && other.kind == TimeKind::Event
        {
            let by = None;
            let span = Span::new(open.start, end.end);
            deadlines.remove(at);
            deadlines[at - 1] = Deadline { span, kind: TimeKind::Event, by, rule: Rule::DeadlineEvent };
            continue;
        }
        // 每年|汛前
        if (one.kind, other.kind) == (TimeKind::Repeating, TimeKind::Event) {
            deadlines.remove(at);
            deadlines[at - 1].span.end = end.end;
            continue;
        }
        if (one.kind, other.kind) == (TimeKind::Event, TimeKind::Duration) {
            deadlines.remove(at - 1);
            continue;
        }
        // 自事故发生之日起|60日内
        if one.rule == Rule::DeadlineRelative && one.by.is_none() && other.kind == TimeKind::Duration {
            deadlines.remove(at - 1);
            continue;
        }
        // 自2024年|秋季学期起: the second names a part of the year.
        let (year, term) = (open.of(clause), end.of(clause));
        if year.ends_with('年') && ["春季学期", "秋季学期"].iter().any(|t| term.starts_with(t)) {
            let lead = ['自', '从'].iter().find(|c| clause[..open.start].ends_with(**c));
            deadlines.remove(at);
            deadlines[at - 1].span = Span::new(open.start - lead.map_or(0, |c| c.len_utf8()), end.end);
            continue;
        }
        // 自5月10日起|至7月10日止
        let from = open.of(clause).ends_with('起').then(|| one.by.as_deref()?.strip_suffix("/..")).flatten();
        if let (Some(first), Some(last)) = (from, &other.by)
            && end.of(clause).starts_with(['至', '到'])
        {
            let (by, span) = (format!("{first}/{last}"), Span::new(open.start, end.end));
            deadlines.remove(at);
            deadlines[at - 1] =
                Deadline { span, kind: TimeKind::Date, by: Some(by), rule: Rule::DeadlineStretch };
            continue;
        }
        let today =
            ["即日起", "今天起", "现在起", "今日起", "即日开始"].iter().any(|w| open.of(clause).ends_with(w));
        if !today || !end.of(clause).starts_with(['至', '到']) {
            at += 1;
            continue;
        }
        let last = deadlines.remove(at);
        let from = document.filter(|date| date.day.is_some());
        let by = from.zip(last.by.filter(|by| !by.contains('/'))).map(|(from, by)| format!("{from}/{by}"));
        let span = Span::new(open.start, end.end);
        deadlines[at - 1] = Deadline { span, kind: TimeKind::Date, by, rule: Rule::DeadlineOpenStretch };
    }
}
