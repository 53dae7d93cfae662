//! How often: 每月一次, 每季度, 半月一次, 逐月, 每月15日前.

use super::{Deadline, N2, TimeKind, before, calendar, date::CLOCK};
use crate::{
    lexicon::{look_ahead, look_back, pattern},
    numeral,
    pattern::Regex,
    phrase::Phrase,
    rule::Rule,
    sense::verb,
    source::Span,
};
use std::sync::LazyLock;

pub(super) fn repetitions(clause: &str, phrase: &Phrase<'_>) -> Vec<Deadline> {
    static EVERY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?x)
            每季度?(?P<quarter>首|末|第[一二三]个)个?月份?(?:\x20?(?:{N2})[日号])?(?:之?前)? | 每年(?P<part>年底|年末|年初|年终|底|末)(?:之?前)? | 每月\x20?(?P<day>{N2})[日号](?:(?:至|到|—|-)(?:{N2})[日号])?(?:之?前)? | 每年(?:第?[一二三四]季度|春秋两季|[两四]季) | 每(?P<shift>班) | 每(?:季度?|旬|周|月)(?P<end>底|末)(?:之?前)? | 每周(?P<week>[一二三四五六日天])(?:{CLOCK})?(?:之?前)? | (?P<daily>每[日天])(?:上午|下午|早上?|晚上?)?[0-9]{{1,2}}[时点:：][0-9]{{0,2}}分?(?:之?前)? | (?P<every>每|逐|按)(?:隔)?(?P<n>半|[两二三四五六七八九十]{{1,3}}|[0-9]+)?个?(?P<unit>年度?|季度|季|月|旬|周|星期|日|天|学期|工作日|小时)度?(?P<times>[一两二三四五六七八九十0-9]{{1,3}}[次轮回遍])?
            | (?P<m>半|[一两二三])个?(?P<u>年|季度|月|旬|周|天|日)(?:至少|不少于)?(?P<t>[一两二三四][次])
            "
        ))
    });
    let mut out = Vec::new();
    for found in EVERY.captures_iter(clause) {
        let Some(whole) = found.get(0) else { continue };
        let group = |name: &str| found.name(name).map(|m| m.as_str());
        let (left, right) = (before(clause, whole.start()), look_ahead(&clause[whole.end()..]));
        let by = if let Some(day) = group("day") {
            numeral::whole(day).map(|d| format!("R/---{d:02}/P1M"))
        } else if group("part").is_some() {
            Some("R/P1Y".into())
        } else if group("daily").is_some() {
            Some("R/P1D".into())
        } else if group("shift").is_some() {
            None
        } else if whole.as_str().starts_with("每年")
            && whole.as_str().ends_with(['季', '度'])
            && group("unit").is_none()
        {
            Some("R/P1Y".into())
        } else if group("quarter").is_some() {
            Some("R/P3M".into())
        } else if group("end").is_some() {
            let unit = whole.as_str().chars().nth(1).map(String::from).unwrap_or_default();
            calendar::duration(1.0, &unit).map(|d| format!("R/{d}"))
        } else if let Some(day) = group("week") {
            // 每周一次, 每周一调度: a number.
            let monday = right.starts_with(['，', ',', '要', '应', '在', '由', '向', '前', '须'])
                || whole.as_str().len() > "每周一".len();
            if day == "一" && !monday {
                // 每周一次: so often; 每周一调度: every week one.
                let times = right.chars().next().filter(|c| matches!(c, '次' | '轮' | '回' | '遍'));
                let end = times.map_or(whole.end() - day.len(), |c| whole.end() + c.len_utf8());
                let (span, by) = (Span::new(whole.start(), end), Some("R/P1W".into()));
                out.push(Deadline { span, kind: TimeKind::Repeating, by, rule: Rule::DeadlineRepeating });
                continue;
            }
            let number = "一二三四五六日".find(&day[..3]).map_or(7, |i| i / 3 + 1);
            Some(format!("R/-W-{number}/P1W"))
        } else if let (Some(every), Some(unit)) = (group("every"), group("unit")) {
            let told = phrase.is_predicate_at(whole.end());
            if !repeats(every, unit, group("times").is_some(), left, right, told) {
                continue;
            }
            calendar::duration(count(group("n")), unit.trim_end_matches('度')).map(|d| format!("R/{d}"))
        } else if let Some(unit) = group("u") {
            static OBJECT: LazyLock<Regex> =
                LazyLock::new(|| pattern("(?:好|落实|执行|坚持)[^，。；]{0,20}$"));
            if OBJECT.is_match(look_back(&clause[..whole.start()])) {
                continue;
            }
            calendar::duration(count(group("m")), unit).map(|d| format!("R/{d}"))
        } else {
            continue;
        };
        let span = Span::new(whole.start(), whole.end());
        out.push(Deadline { span, kind: TimeKind::Repeating, by, rule: Rule::DeadlineRepeating });
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
fn repeats(every: &str, unit: &str, times: bool, left: &str, right: &str, told: bool) -> bool {
    static PER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:[每一各][人户亩吨名个]|每(?:公里|平方米|辆|册|名|所)|原来的?|提高到|增加到|调整为|提高至|由|按照?|标准|补助|奖励)$",
        )
    });
    static FIGURE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:约|近|达|均)?\x20?[0-9０-９.．]+\x20?[万亿千百]*(?:元|[^次场期轮篇回]|$)|^[一二两三四五六七八九十百]+(?:元|小时|学时)|^(?:在|按)[^，]{0,16}标准",
        )
    });
    if every != "每" {
        let after = right.chars().next().is_some_and(|c| c != '度' && c != '计' && c != '的');
        let told = told
            || verb::opens_predicate(right)
            || every == "逐" && right.starts_with(|c: char| c.is_alphabetic());
        return (every == "逐" || !matches!(unit, "年" | "日")) && after && told;
    }
    // 组织好每月一次的例会: the object of a verb.
    times && !left.ends_with(['好', '实', '行', '持'])
        || !times
            && !PER.is_match(left)
            && !FIGURE.is_match(right)
            && !right.starts_with(['的', '度', '人', '户', '个'])
}
