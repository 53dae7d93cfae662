//! By when, from when, how often: the times of a directive clause (dict/times.txt) and their normal forms.

mod calendar;

use super::actor;
use crate::{
    lexicon::{any_of, entries, pattern},
    numeral,
    sense::verb,
    source::Span,
    split::Date,
};
use calendar::{Part, Year};
use regex::{Captures, Regex};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, sync::LazyLock};

static DICT: &str = include_str!("../../../dict/times.txt");

/// What kind of time a deadline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// A date, or a stretch that ends on one.
    Date,
    /// So long from the event that the clause names.
    Duration,
    /// Again and again.
    Repeating,
    /// Before something comes to pass.
    Event,
}

/// By when, or how often, something is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Where it stands.
    pub span: Span,
    /// What kind of time it is.
    pub kind: TimeKind,
    /// Its normal form; none where the text gives none.
    pub by: Option<String>,
    /// The rule that found it.
    pub rule: &'static str,
}

const N2: &str = "[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}";

/// The words of dict/times.txt whose tag opens with `kind`.
fn words(kind: &str) -> Vec<&'static str> {
    entries(DICT).filter(|(_, tag)| tag.split(' ').next() == Some(kind)).map(|(word, _)| word).collect()
}

/// The value that dict/times.txt gives a word of a kind.
fn value_of(kind: &str, word: &str) -> Option<&'static str> {
    static VALUES: LazyLock<HashMap<(&str, &str), &str>> = LazyLock::new(|| {
        let value = |(word, tag): (&'static str, &'static str)| {
            let (kind, value) = tag.split_once(' ')?;
            Some(((kind, word), value.trim()))
        };
        entries(DICT).filter_map(value).collect()
    });
    VALUES.get(&(kind, word)).copied()
}

/// Every form of a time has one of these characters; most clauses have none.
const SIGNS: [char; 30] = [
    '年', '月', '日', '天', '周', '季', '时', '前', '内', '起', '旬', '期', '底', '分', '秒', '当', '次',
    '五', '世', '今', '明', '冬', '春', '夏', '秋', '逐', '按', '始', '往', '每',
];

/// The deadlines of a clause, as spans of it, in order; `masked` are titles and quotations, `document` the date
/// of the document.
pub(super) fn deadlines(clause: &str, masked: &[Span], document: Option<Date>) -> Vec<Deadline> {
    let mut out: Vec<Deadline> = Vec::new();
    if !clause.contains(SIGNS) {
        return out;
    }
    for found in [
        dates(clause, document),
        repetitions(clause),
        durations(clause),
        named(clause, document),
        events(clause),
    ] {
        for deadline in found {
            let free = |s: &Span| deadline.span.end <= s.start || s.end <= deadline.span.start;
            if masked.iter().all(free) && out.iter().all(|d| free(&d.span)) {
                out.push(deadline);
            }
        }
    }
    out.sort_by_key(|d| d.span);
    out
}

/// The words before `at` in its part of the sentence.
fn before(clause: &str, at: usize) -> &str {
    let head = &clause[..at];
    let start = head
        .rfind(['，', ',', '：', ':', '。', '；', '、', '（', '(', '）', ')'])
        .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
    head[start..].trim_start()
}

// ---- dates

static DATES: LazyLock<Regex> = LazyLock::new(|| {
    let ends = any_of(&[words("end"), words("day")].concat());
    let years = any_of(&words("year"));
    let part = |n: &str| {
        format!(
            r"(?P<m{n}>{N2})\x20?月份?\x20?(?:(?P<d{n}>{N2})\x20?[日号]|(?P<edge{n}>底|末|初|上旬|中旬|下旬))?|第?(?P<q{n}>[一二三四1-4])季度[末底]?|(?P<word{n}>{ends})"
        )
    };
    let year = |n: &str| {
        format!(
            r"(?:(?P<y{n}>[0-9０-９]{{4}}|[〇零○一二三四五六七八九]{{4}}|[0-9]{{2}}[xX×_]{{2}})\x20?年度?|(?P<yw{n}>{years}|每年)|(?P<plan{n}>[“\x22]?[一二三四五六七八九十]{{1,2}}五[”\x22])(?:规划|计划)?|本世纪(?P<mid{n}>中叶|末))"
        )
    };
    pattern(&format!(
        r"(?:(?P<lead>从|自|到|至|截至|截止到?)(?:了)?)?\x20?(?:{year}\x20?(?:{part}|(?P<bare>底|末|内))?|{only})(?:(?P<to>至|到|—|－|-|~|～)(?:{year2})?(?:{part2}|(?P<dx>{N2})[日号]))?(?P<suffix>之前|以前|前|之内|以内|内|起|开始|以后|之后|后|止|以来|期间|时期)?",
        year = year("1"),
        part = part("1"),
        only = part("2"),
        year2 = year("3"),
        part2 = part("3"),
    ))
});

fn dates(clause: &str, document: Option<Date>) -> Vec<Deadline> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = DATES.captures_at(clause, at) {
        let Some(whole) = found.get(0) else { break };
        at = whole.end().max(whole.start() + 1);
        while !clause.is_char_boundary(at) {
            at += 1;
        }
        out.extend(date(clause, &found, document));
    }
    out
}

fn date(clause: &str, found: &Captures<'_>, document: Option<Date>) -> Option<Deadline> {
    let whole = found.get(0)?;
    let group = |name: &str| found.name(name).map(|m| m.as_str()).filter(|m| !m.is_empty());
    let year = year(&group, "1");
    let (own, bare) = (part(&group, "1").or_else(|| part(&group, "2")), group("bare"));
    let suffix = group("suffix").unwrap_or("");
    let lead = group("lead").unwrap_or("");
    let left = before(clause, whole.start());
    let right = &clause[whole.end()..];
    if matches!(suffix, "以来" | "后" | "以后" | "之后") || is_past(left) || right.starts_with("以来")
    {
        return None;
    }
    let last = part(&group, "3").or_else(|| {
        let month = match own? {
            Part::Day(month, _) => month,
            _ => return None,
        };
        Some(Part::Day(month, numeral::whole(group("dx")?)?))
    });
    let bound =
        !matches!(suffix, "" | "期间" | "时期") || matches!(lead, "到" | "至" | "截至" | "截止" | "截止到");
    let edged = bare.is_some()
        || ["edge1", "edge2"].iter().any(|n| group(n).is_some_and(|e| e != "初"))
        || last.is_some();
    let holds = bound
        || edged
        || match own {
            Some(Part::Day(..)) if !is_word_for_a_day(&group) => stands_alone(right),
            Some(Part::Day(..)) => {
                !right.starts_with(['节', '假', '期', '黄', '前'])
                    && opens_or_ends(left, right)
                    && group("word2").is_none_or(|w| value_of("end", w).is_some())
            }
            Some(_) => stands_alone(right),
            None => is_bare_year(left, whole.as_str(), right, year, suffix),
        };
    // 应急保障期为每年6月至8月: a definition.
    let defined = last.is_some() && suffix.is_empty() && left.starts_with('为');
    if !holds
        || defined
        || lead.is_empty() && suffix.is_empty() && own.is_none() && bare.is_none() && year.is_none()
    {
        return None;
    }
    // 2025年底 is its last day.
    let point = if bare.is_some() { Some(Part::MonthEnd(12)) } else { own };
    let by = match (year, point, last) {
        (Some(Year::Plan(first, end)), None, _) if matches!(suffix, "期间" | "时期" | "") => {
            Some(format!("{first}/{end}"))
        }
        (Some(Year::Plan(_, end)), None, _) => Some(format!("{end}-12-31")),
        (_, _, Some(last)) => {
            calendar::interval((year, point?), (self::year(&group, "3").or(year), last), document)
        }
        _ => calendar::date(year, point, document),
    };
    let by = by.map(|by| if matches!(suffix, "起" | "开始") { format!("{by}/..") } else { by });
    // 从 stays where it opens a stretch (从5月1日起); 在 and 于 are left out.
    let keeps_lead = match lead {
        "从" | "自" => matches!(suffix, "起" | "开始") || last.is_some(),
        _ => true,
    };
    let start = if keeps_lead { whole.start() } else { whole.start() + lead.len() };
    let start = start + (clause[start..].len() - clause[start..].trim_start().len());
    Some(Deadline {
        span: Span::new(start, whole.end()),
        kind: kind_of(by.as_deref()),
        by,
        rule: "deadline/date",
    })
}

fn kind_of(by: Option<&str>) -> TimeKind {
    if by.is_some_and(|b| b.starts_with('R')) { TimeKind::Repeating } else { TimeKind::Date }
}

fn year<'t>(group: &impl Fn(&str) -> Option<&'t str>, n: &str) -> Option<Year> {
    if let Some(figures) = group(&format!("y{n}")) {
        return Some(numeral::whole(figures).map_or(Year::Unknown, |y| Year::Is(y as i32)));
    }
    if let Some(word) = group(&format!("yw{n}")) {
        return Some(match value_of("year", word).and_then(|v| v.parse().ok()) {
            Some(ahead) => Year::FromDocument(ahead),
            None => Year::Every,
        });
    }
    if let Some(plan) = group(&format!("plan{n}")) {
        let number = plan.trim_matches(['“', '”', '"']).strip_suffix('五')?;
        let (first, last) = calendar::plan(numeral::whole(number)?)?;
        return Some(Year::Plan(first, last));
    }
    let mid = group(&format!("mid{n}"))?;
    Some(Year::Is(if mid == "末" { 2100 } else { 2050 }))
}

fn part<'t>(group: &impl Fn(&str) -> Option<&'t str>, n: &str) -> Option<Part> {
    if let Some(month) = group(&format!("m{n}")) {
        let month = numeral::whole(month)?;
        if let Some(day) = group(&format!("d{n}")) {
            return Some(Part::Day(month, numeral::whole(day)?));
        }
        return Some(match group(&format!("edge{n}")) {
            Some("底" | "末" | "下旬") => Part::MonthEnd(month),
            Some("上旬") => Part::Day(month, 10),
            Some("中旬") => Part::Day(month, 20),
            _ => Part::Month(month),
        });
    }
    if let Some(quarter) = group(&format!("q{n}")) {
        return Some(Part::MonthEnd(3 * numeral::whole(quarter)?));
    }
    let word = group(&format!("word{n}"))?;
    let (month, day) = value_of("end", word).or_else(|| value_of("day", word))?.split_once('-')?;
    Some(Part::Day(month.parse().ok()?, day.parse().ok()?))
}

fn is_word_for_a_day<'t>(group: &impl Fn(&str) -> Option<&'t str>) -> bool {
    group("word1").or_else(|| group("word2")).is_some()
}

/// Whether what stands before a time makes it a past one, or another word: 去年底, 比2020年, 自2019年.
fn is_past(left: &str) -> bool {
    static PAST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:去年?|上年?|前年?|往年?|近|历|比|较|相对于?|对比|同|截至|[半多几数余0-9一二三四五六七八九十百千万亿第])$|占|自$",
        )
    });
    PAST.is_match(left)
}

/// Whether a month or a day without 前 or 底 is when something is to be done, and no part of a name or a topic:
/// not 6月的工作, 3月15日会议精神.
fn stands_alone(right: &str) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:的|份|度|考核|评比|总结|决算|一次|工作|经济|情况|成绩|例会|会议|讲话|全会|通知|文件|事故|事件|精神|召开的|印发的?|发布的?|以来|出台的|版|期|活动|[（(]|》|”|[—-])",
        )
    });
    !NAME.is_match(right)
}

/// Whether a part of a year stands at the head of its part of the sentence or before its predicate.
fn opens_or_ends(left: &str, right: &str) -> bool {
    static OBJECT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:做好|抓好|开展|总结|完成|制定|做|迎接|欢度|庆祝|坚守)$"));
    let part = right.split(['，', ',', '；', '。']).next().unwrap_or(right);
    let predicate = part.is_empty()
        || verb::opens_predicate(part)
        || verb::is_verb_phrase(part)
        || part.starts_with([
            '要', '将', '应', '须', '必', '都', '也', '基', '前', '把', '向', '对', '由', '为',
        ])
        || part.contains(|c: char| c.is_numeric());
    stands_alone(right) && predicate && !OBJECT.is_match(left)
}

/// Whether a year by itself is when something is to be done: at the head of its part of the sentence or behind
/// its subject, and not the first word of a name (2026年工作要点, 列入今年预算).
fn is_bare_year(left: &str, whole: &str, right: &str, year: Option<Year>, suffix: &str) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:度|的|版|级|首批|以来|期|初|中央|第[一二三四]|预算|工作|重点|计划|任务|经济|财政|政府|春[^耕播]|[—\-~～至到/]|[”》）)]|[0-9]{1,2}[号项件]|是|来|上|前|后|投资|全年|高考|招生|毕业|省|以后|以前)",
        )
    });
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[一二三四五六七八九十]{1,3}[是要]|同时|此外|另外|其中|因此|为此|力争|确保|争取|在|于|计划|预计|我们|同意|决定|会议[^，]{0,4}|县委|坚持)*$",
        )
    });
    static PREDICATE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:内|都|也|要|将|应|必须|力争|确保|争取|实现|达到|完成|全面|建成|基本|再|计划|新|安排|继续|全部|至少|不|起|共)",
        )
    });
    if matches!(year, Some(Year::Plan(..))) && suffix.is_empty() {
        return false;
    }
    if whole.ends_with('度') {
        return false;
    }
    let right_fits = !NAME.is_match(right) && !right.trim().is_empty();
    if matches!(year, Some(Year::Every)) {
        return false;
    }
    HEAD.is_match(left) && right_fits
        || right_fits
            && PREDICATE.is_match(right)
            && !verb::is_verb_phrase(left)
            && left.chars().count() <= 24
            && !left.ends_with(['入', '加', '好', '的', '对', '为', '到'])
}

// ---- repetitions

fn repetitions(clause: &str) -> Vec<Deadline> {
    static EVERY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?x)
            每月\x20?(?P<day>{N2})[日号](?:(?:至|到|—|-)(?:{N2})[日号])?(?:之?前)? | 每月(?P<end>底|末)(?:之?前)? | 每周(?P<week>[二三四五六日天]|一(?:之?前)) | (?P<every>每|逐|按)(?:隔)?(?P<n>半|[两二三四五六]|[0-9]+)?个?(?P<unit>年|季度|季|月|旬|周|星期|日|天|学期|工作日|小时)度?(?P<times>[一两二三四五六七八九十0-9]{{1,3}}[次轮回遍])?
            | (?P<m>半|[一两二三])个?(?P<u>年|季度|月|旬|周|天|日)(?:至少|不少于)?(?P<t>[一两二三四][次])
            "
        ))
    });
    let mut out = Vec::new();
    for found in EVERY.captures_iter(clause) {
        let Some(whole) = found.get(0) else { continue };
        let group = |name: &str| found.name(name).map(|m| m.as_str());
        let (left, right) = (before(clause, whole.start()), &clause[whole.end()..]);
        let by = if let Some(day) = group("day") {
            numeral::whole(day).map(|d| format!("R/---{d:02}/P1M"))
        } else if group("end").is_some() {
            Some("R/P1M".into())
        } else if let Some(day) = group("week") {
            let number = "一二三四五六日".find(&day[..3]).map_or(7, |i| i / 3 + 1);
            Some(format!("R/-W-{number}/P1W"))
        } else if let (Some(every), Some(unit)) = (group("every"), group("unit")) {
            if !repeats(every, unit, group("times").is_some(), left, right) {
                continue;
            }
            calendar::duration(count(group("n")), unit).map(|d| format!("R/{d}"))
        } else if let Some(unit) = group("u") {
            static OBJECT: LazyLock<Regex> =
                LazyLock::new(|| pattern("(?:好|落实|执行|坚持)[^，。；]{0,20}$"));
            if OBJECT.is_match(&clause[..whole.start()]) {
                continue;
            }
            calendar::duration(count(group("m")), unit).map(|d| format!("R/{d}"))
        } else {
            continue;
        };
        let span = Span::new(whole.start(), whole.end());
        out.push(Deadline { span, kind: TimeKind::Repeating, by, rule: "deadline/repeating" });
    }
    out
}

fn count(text: Option<&str>) -> f64 {
    match text {
        None => 1.0,
        Some("半") => 0.5,
        Some(n) => numeral::whole(n).map_or(0.0, f64::from),
    }
}

/// Whether 每月, 按季 and the like say how often something is done, not per what a figure is counted (每人每年
/// 500元, 每天8小时).
fn repeats(every: &str, unit: &str, times: bool, left: &str, right: &str) -> bool {
    static PER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:每?[人户亩吨名个]|每(?:公里|平方米|辆|册|名|所)|原来的?|提高到|增加到|调整为|提高至|由|按照?|标准|补助|奖励)$",
        )
    });
    static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:约|近|达|均)?\x20?[0-9０-９.．]+\x20?[万亿千百]*(?:元|[^次场期轮篇回]|$)|^[一二两三四五六七八九十百]+(?:元|小时|学时)|^(?:在|按)[^，]{0,16}标准",
        )
    });
    if every != "每" {
        let after = right.chars().next().is_some_and(|c| c != '度' && c != '计' && c != '的');
        return (every == "逐" || unit != "年" && unit != "日") && after && verb::opens_predicate(right);
    }
    // 组织好每月一次的例会: the object of a verb.
    times && !left.ends_with(['好', '实', '行', '持'])
        || !times
            && !PER.is_match(left)
            && !FIGURE.is_match(right)
            && !right.starts_with(['的', '度', '人', '户', '个'])
}

// ---- durations

fn durations(clause: &str) -> Vec<Deadline> {
    const COUNT: &str = "[0-9０-９]+(?:[.．][0-9])?|[一二两三四五六七八九十百]+|半";
    static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?x)
            (?P<for>为期|限期|用|利用|力争用)?
            (?P<n>{COUNT})(?:(?:至|到|—|－|-|~|～)(?P<to>{COUNT}))?
            (?P<unit>个工作日|工作日|个小时|小时|分钟|秒钟?|天|日|周|个星期|个月|年|个季度)半?
            (?P<in>的?时间(?:之?内)?|之内|以内|内)?"
        ))
    });
    static LIMITED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:控制在|保持在|压缩到|压减到|压缩至|缩短到|缩短至|限制在|稳定在|降到|降至|不超过|不得超过|不低于|不少于|不满|不足|超过|满|近|过去|前|最近|第|缩短|减少|延长|距离|提前)$",
        )
    });
    let mut out = Vec::new();
    for found in WITHIN.captures_iter(clause) {
        let (Some(whole), Some(unit), Some(number)) = (found.get(0), found.name("unit"), found.name("n"))
        else {
            continue;
        };
        static SUMS: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:累计|共|投入|投资|新建|建成|培育)"));
        let lead = found.name("for").map_or("", |m| m.as_str());
        let inside = found.name("in").map_or("", |m| m.as_str());
        // 五年累计改造: a stretch at the head of its part.
        let sums = before(clause, whole.start()).is_empty() && SUMS.is_match(&clause[whole.end()..]);
        // 提前24小时告知
        let ahead = clause[..whole.start()].ends_with("提前") && !clause[whole.end()..].starts_with("完成");
        let workday = unit.as_str().ends_with("工作日") && inside == "内";
        let for_long = matches!(lead, "为期" | "限期");
        let over = matches!(lead, "用" | "利用" | "力争用") && inside.contains("时间");
        let limited = LIMITED.is_match(before(clause, whole.start())) && !workday;
        if !(for_long || over || sums || ahead || inside.ends_with('内') && !limited) || for_long && limited
        {
            continue;
        }
        if ahead {
            let span = Span::new(whole.start() - "提前".len(), whole.end());
            out.push(Deadline { span, kind: TimeKind::Event, by: None, rule: "deadline/ahead" });
            continue;
        }
        let last = found.name("to").map_or(number.as_str(), |m| m.as_str());
        let amount = if last == "半" { Some(0.5) } else { numeral::whole(last).map(f64::from) };
        // 两年半内
        let half =
            if unit.as_str().len() < whole.end() - unit.start() && clause[unit.end()..].starts_with('半') {
                0.5
            } else {
                0.0
            };
        let by = amount.and_then(|n| calendar::duration(n + half, unit.as_str()));
        let start = if for_long { whole.start() } else { number.start() };
        // 3至5年时间: the years are what is written of the time.
        let end = if over && !inside.ends_with('内') { unit.end() } else { whole.end() };
        out.push(Deadline {
            span: Span::new(start, end),
            kind: TimeKind::Duration,
            by,
            rule: "deadline/duration",
        });
    }
    out
}

// ---- times with names, and what comes to pass

fn named(clause: &str, document: Option<Date>) -> Vec<Deadline> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?:(?P<week>[下本这]周[一二三四五六日天](?:之前|以前|之?前))|(?P<word>{})(?:(?P<day>{N2})[日号])?)(?P<suffix>之前|以前|前|之内|内|起|结束前)?",
            any_of(&words("named"))
        ))
    });
    let mut out = Vec::new();
    for found in NAMED.captures_iter(clause) {
        let Some(whole) = found.get(0) else { continue };
        let word = found.name("word").map_or("", |m| m.as_str());
        let right = &clause[whole.end()..];
        if right.starts_with(['的', '值', '工', '是']) {
            continue;
        }
        let by = match value_of("named", word) {
            Some("month-end") => calendar::month_end(document),
            Some("-") | None => None,
            Some(by) => Some(by.to_owned()),
        };
        let dated = found.name("day").is_some();
        out.push(Deadline {
            span: Span::new(whole.start(), whole.end()),
            kind: TimeKind::Date,
            by: by.filter(|_| !dated),
            rule: "deadline/named",
        });
    }
    out
}

fn events(clause: &str) -> Vec<Deadline> {
    static EVENTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?P<event>{})(?:(?:即将)?(?:到来|来临|结束|开始)|期)?(?:之前|以前|前)",
            any_of(&words("event"))
        ))
    });
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"在[^，。；、的在]{2,16}(?:之前|以前)(?:[^，。；、的在]{2,12}之后)?|在[^，。；、的在]{2,12}前",
        )
    });
    let mut out = Vec::new();
    for found in EVENTS.captures_iter(clause) {
        let (Some(whole), Some(_)) = (found.get(0), found.name("event")) else { continue };
        let left = before(clause, whole.start());
        let own = left.rsplit(['在', '于', '要', '须', '应', '保', '把', '将']).next().unwrap_or(left);
        let joined = !own.is_empty()
            && own.chars().count() <= 8
            && !actor::is_actor(own)
            && own.chars().all(|c| c.is_alphanumeric() || matches!(c, '“' | '”'))
            && !verb::is_verb_phrase(own);
        let start = if joined { whole.start() - own.len() } else { whole.start() };
        if left.ends_with(['目', '以', '之', '提', '空']) {
            continue;
        }
        out.push(Deadline {
            span: Span::new(start, whole.end()),
            kind: TimeKind::Event,
            by: None,
            rule: "deadline/event",
        });
    }
    for found in BEFORE.find_iter(clause) {
        let behind = &clause[found.end()..];
        let vague = !found.as_str().contains("之前") && !found.as_str().ends_with("以前");
        if vague && !verb::has_verb(found.as_str())
            || found.as_str().ends_with("目前")
            || behind.starts_with(['沿', '列', '期', '端', '方', '线', '后', '景'])
        {
            continue;
        }
        out.push(Deadline {
            span: Span::new(found.start(), found.end()),
            kind: TimeKind::Event,
            by: None,
            rule: "deadline/before",
        });
    }
    out
}

#[cfg(test)]
mod tests;
