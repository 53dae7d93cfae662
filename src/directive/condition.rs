//! When a directive holds, and what comes of not following it (dict/conditions.txt).

use crate::{
    lexicon::{Kinds, pattern, tagged},
    pattern::{Present, Regex},
    rules,
    source::Span,
};
use std::sync::LazyLock;

static DICT: LazyLock<&str> =
    LazyLock::new(|| rules::text("conditions", include_str!("../../dict/conditions.txt")));

static KINDS: LazyLock<Kinds<4>> = LazyLock::new(|| {
    Kinds::new(*DICT, ["condition", "violation", "sanction", "otherwise"], "dict/conditions.txt")
});

static HEADS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| tagged(*DICT, "head").into_iter().map(pattern).collect());

/// The conditions and the consequences of a clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Context {
    /// When it holds.
    pub(super) conditions: Vec<Span>,
    /// What comes of not following it.
    pub(super) consequences: Vec<Span>,
}

/// What the parts of a clause between commas say of when it holds, as spans of it.
pub(super) fn context(clause: &str) -> Context {
    let mut out = Context::default();
    let mut broken = false;
    let mut at = 0;
    let parts: Vec<&str> = clause.split(['，', ',']).collect();
    for (i, part) in parts.iter().enumerate() {
        let body = part.trim_end_matches(['。', '；', '！', '：', ':', ';']);
        let lead = body.len() - body.trim_start().len();
        let span = Span::new(at + lead, at + body.len());
        let text = span.of(clause);
        let present = Present::of(text, 0);
        let [condition, violation, sanction, otherwise] = KINDS.found(text, &present);
        let head = || {
            let possible = HEADS.iter().filter(|head| head.can_match(text, &present));
            possible.filter_map(|head| head.captures(text)?.get(1)).next()
        };
        if otherwise {
            out.consequences
                .push(Span::new(span.start, clause.trim_end_matches(['。', '；', '！', ';']).len()));
            break;
        }
        // What ends a sentence is no condition of it.
        let last = i + 1 == parts.len();
        if !last && !is_set_phrase(text) && violation {
            out.conditions.push(span);
            broken = true;
        } else if !last && !is_set_phrase(text) && condition {
            out.conditions.push(span);
        } else if let Some(head) = head() {
            out.conditions.push(Span::new(span.start + head.start(), span.start + head.end()));
        } else if broken && sanction {
            out.consequences.push(span);
        }
        at += part.len() + clause[at + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
    out
}

/// 今后, 同时 and the like open a sentence and say no condition.
fn is_set_phrase(part: &str) -> bool {
    matches!(
        part,
        "今后"
            | "最后"
            | "同时"
            | "然后"
            | "此后"
            | "会后"
            | "与此同时"
            | "平时"
            | "随时"
            | "及时"
            | "届时"
    ) || part.starts_with("除了")
        || part.ends_with("同时")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_and_consequences_are_told_apart() {
        for (clause, conditions, consequences) in [
            ("对逾期不改的，一律停业整顿。", vec!["对逾期不改的"], vec!["一律停业整顿"]),
            ("凡新建项目，必须进行环境影响评价。", vec!["凡新建项目"], vec![]),
            ("如遇暴雨，立即停工。", vec!["如遇暴雨"], vec![]),
            ("接到报告后，30分钟内到场。", vec!["接到报告后"], vec![]),
            ("要按期还款，否则收回贷款。", vec![], vec!["否则收回贷款"]),
            ("培训不满72学时的，不得安排上岗。", vec!["培训不满72学时的"], vec![]),
            ("有条件的县可以先行。", vec!["有条件的"], vec![]),
            ("发现问题立即整改。", vec!["发现问题"], vec![]),
            ("对成效明显的县，给予奖励。", vec!["对成效明显的县"], vec![]),
            ("今后，要抓好落实。", vec![], vec![]),
            ("在稳增长的同时，要防风险。", vec![], vec![]),
        ] {
            let got = context(clause);
            let texts = |spans: &[Span]| spans.iter().map(|s| s.of(clause)).collect::<Vec<_>>();
            assert_eq!(
                (texts(&got.conditions), texts(&got.consequences)),
                (conditions, consequences),
                "{clause}"
            );
        }
    }
}
