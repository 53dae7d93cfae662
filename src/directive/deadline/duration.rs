//! Within how long, for how long: 3天内, 为期100天, 用3至5年时间, 提前24小时.

use super::{Deadline, TimeKind, before, calendar};
use crate::{lexicon::pattern, lists, numeral, pattern::Regex, phrase::Phrase, rule::Rule, source::Span};
use std::sync::LazyLock;

pub(super) fn durations(clause: &str, phrase: &Phrase<'_>) -> Vec<Deadline> {
    const COUNT: &str = "[0-9０-９]+(?:[.．][0-9])?|[一二两三四五六七八九十百]+|半";
    static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?x)
            (?P<for>为期|限期|用|利用|力争用|经过|集中|安排|拿出|今后|未来)?
            (?P<n>{COUNT})(?:(?:至|到|—|－|-|~|～)(?P<to>{COUNT}))?
            (?P<unit>个工作日|工作日|个小时|小时|分钟|秒钟?|天|日|周|个星期|个月|年|个季度)半?
            (?P<about>左右)?
            (?P<in>的?时间(?:之?内)?|之内|以内|内|之前|以前|前)?"
        ))
    });
    static LIMITED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:控制在|保持在|压缩到|压减到|压缩至|缩短到|缩短至|限制在|稳定在|降到|降至|不超过|不得超过|不低于|不少于|不满|不足|超过|满|近|过去|前|最近|第|缩短|减少|延长|距离|提前|凭|持|提供|出具)$",
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
        static EXPIRES: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                "^(?:[^，。；]*?(?:在|于|须|应))?(?P<end>[^，。；在于须应]{2,12}(?:满|到期|届满|截止|之日)的?)$",
            )
        });
        let sums = before(clause, whole.start()).is_empty() && SUMS.is_match(&clause[whole.end()..]);
        // 提前24小时告知
        let ahead = clause[..whole.start()].ends_with("提前") && !clause[whole.end()..].starts_with("完成");
        // 举办活动20日前
        // 合同期限届满3个月前: counted back from what comes to an end.
        let of_end = inside.ends_with('前') && EXPIRES.is_match(before(clause, whole.start()));
        let day_before = inside == "前"
            && matches!(unit.as_str(), "日" | "个工作日" | "小时" | "个小时" | "分钟")
            && clause[..whole.start()]
                .ends_with(|c: char| c.is_alphabetic() && !"月年于在近第数几".contains(c))
            && before(clause, whole.start()).chars().count() > 2;
        let workday = unit.as_str().ends_with("工作日") && inside == "内";
        // 两年内受过处分的, 6个月以内的: they say of whom the clause speaks.
        let of_whom = {
            let behind = &clause[whole.end()..];
            let mut parts = behind.split(['，', ',', '。', '；']);
            // 自事故发生之日起30日内，情况变化的，…
            let part =
                parts.next().filter(|part| !part.is_empty()).or_else(|| parts.next()).unwrap_or(behind);
            inside.ends_with('内')
                && (part.starts_with('的')
                    || part.contains('的') && lists::BEFELL.opens(part)
                    || part.ends_with('的'))
        };
        if of_whom || phrase.qualifies_object(Span::new(whole.start(), whole.end())) {
            continue;
        }
        let ahead_of = matches!(lead, "今后" | "未来") && unit.as_str().ends_with('年') && inside.is_empty();
        let for_long = matches!(lead, "为期" | "限期") || ahead_of;
        let over = matches!(lead, "用" | "利用" | "力争用" | "经过" | "集中" | "安排" | "拿出")
            && inside.contains("时间");
        // 许可证到期前15日内: counted back from an event.
        let left = before(clause, whole.start());
        let counted_back = left.chars().count() > 2 && left.ends_with('前') && !left.ends_with("提前");
        let limited = LIMITED.is_match(left) && !workday && !counted_back;
        if !(for_long || over || day_before || of_end || sums || ahead || inside.ends_with('内') && !limited)
            || for_long && limited
        {
            continue;
        }
        if ahead {
            let span = Span::new(whole.start() - "提前".len(), whole.end());
            out.push(Deadline { span, kind: TimeKind::Event, by: None, rule: Rule::DeadlineAhead });
            continue;
        }
        if of_end {
            let left = before(clause, whole.start());
            let own = EXPIRES.captures(left).and_then(|c| c.name("end")).map_or(0, |m| m.as_str().len());
            let span = Span::new(whole.start() - own, whole.end());
            out.push(Deadline { span, kind: TimeKind::Event, by: None, rule: Rule::DeadlineBefore });
            continue;
        }
        let last = found.name("to").map_or(number.as_str(), |m| m.as_str());
        let amount = match last {
            "半" => Some(0.5),
            "百" => Some(100.0),
            last => numeral::whole(last).map(f64::from),
        };
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
        let time = found.name("about").map_or(unit.end(), |about| about.end());
        let end = if over && !inside.ends_with('内') { time } else { whole.end() };
        out.push(Deadline {
            span: Span::new(start, end),
            kind: TimeKind::Duration,
            by,
            rule: Rule::DeadlineDuration,
        });
    }
    out
}
