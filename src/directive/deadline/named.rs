//! Times with names (当天, 月底, 从现在起) and what comes to pass (汛前, 开学前, 方案公布前).

use super::{Deadline, TimeKind, before, calendar, date::CLOCK, value_of, words};
use crate::{
    lexicon::{any_of, pattern},
    pattern::Regex,
    phrase::{self, Phrase},
    rule::Rule,
    sense::verb,
    source::Span,
    split::Date,
};
use std::sync::LazyLock;

pub(super) fn named(clause: &str, phrase: &Phrase<'_>, document: Option<Date>) -> Vec<Deadline> {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?P<word>{}){CLOCK}(?:(?:开学|开课|到来|来临|结束|开始)(?:之前|以前|前)|(?P<suffix>之前|以前|前|之内|内|起))?",
            any_of(&words("named"))
        ))
    });
    let mut out = Vec::new();
    for found in NAMED.captures_iter(clause) {
        let Some(whole) = found.get(0) else { continue };
        let word = found.name("word").map_or("", |m| m.as_str());
        let right = &clause[whole.end()..];
        // 三个月内: a span.
        let span = word.starts_with('月') && clause[..whole.start()].ends_with('个');
        // 次日供需预测, 当季绩效工资: the day of a thing.
        let bare = found.name("suffix").is_none() && matches!(word, "次日" | "当日" | "当季" | "次月");
        let of_thing = bare
            && !right.starts_with(['，', ','])
            && !verb::opens_predicate(right)
            && !phrase.is_predicate_at(whole.end());
        // 共创美好明天: the future.
        let future = word == "明天" && clause[..whole.start()].ends_with(['的', '好', '丽', '煌']);
        // 首年关税: part of two words.
        let cut = phrase.runs_on(Span::new(whole.start(), whole.end()));
        if right.starts_with(['的', '值', '工', '是']) || span || of_thing || future || cut {
            continue;
        }
        let by = match value_of("named", word) {
            Some("month-end") => calendar::month_end(document),
            Some("-") | None => None,
            Some(by) => Some(by.to_owned()),
        };
        out.push(Deadline {
            span: Span::new(whole.start(), whole.end()),
            kind: TimeKind::Date,
            by,
            rule: Rule::DeadlineNamed,
        });
    }
    out
}

pub(super) fn events(clause: &str, phrase: &Phrase<'_>) -> Vec<Deadline> {
    static EVENTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(
            r"(?P<year>(?:今|明|来|当|次)年|春节|国庆|元旦|20[0-9]{{2}}年|每逢|逢)?(?P<event>{})期?(?:(?:即将)?(?:到来|来临|结束|开始))?(?:之前|以前|前)(?:[一两二三四五六七八九十0-9]{{1,2}}个?(?:天|日|周|月|小时|星期))?",
            any_of(&words("event"))
        ))
    });
    let mut out = Vec::new();
    for found in EVENTS.captures_iter(clause) {
        let (Some(whole), Some(_)) = (found.get(0), found.name("event")) else { continue };
        let left = before(clause, whole.start());
        let own = left.rsplit(['在', '于', '要', '须', '应', '保', '把', '将']).next().unwrap_or(left);
        let joined = !own.is_empty()
            && own.chars().count() <= 8
            && !phrase::is_actor(own)
            && own.chars().all(|c| c.is_alphanumeric() || matches!(c, '“' | '”'))
            && !verb::is_verb_phrase(own);
        let joined = joined && found.name("year").is_none();
        let start = if joined { whole.start() - own.len() } else { whole.start() };
        if left.ends_with(['目', '以', '之', '提', '空']) {
            continue;
        }
        out.push(Deadline {
            span: Span::new(start, whole.end()),
            kind: TimeKind::Event,
            by: None,
            rule: Rule::DeadlineEvent,
        });
    }
    // 作业前, 作出决定前
    out.extend(phrase.events_before().into_iter().map(|span| Deadline {
        span,
        kind: TimeKind::Event,
        by: None,
        rule: Rule::DeadlineBefore,
    }));
    out
}
