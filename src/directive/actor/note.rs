//! Notes of responsibility in brackets: （省水利厅牵头，省应急厅等有关部门按职责分工负责）, （责任单位：县教育局、各镇；
//! 完成时限：6月底前）.

use super::{Named, Part, parts};
use crate::{lexicon::pattern, pattern::Regex, phrase::is_actor, rule::Rule, sense::verb, source::Span};
use std::sync::LazyLock;

/// The actors of a note, each with the part that its label or the verb behind it gives it.
pub(super) fn actors(clause: &str) -> Vec<Named> {
    static PIECE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:(?P<label>\p{Han}{2,4}(?:单位|部门|人|领导|时限|时间|期限))[：:])?(?P<who>(?:[^，；：。（）()【】]|[（(][^（）()]{0,12}[)）])+?)(?:(?:共同|分别)?(?:按照?(?:各自)?职责(?:分工)?)?(?:(?P<verb>负责|配合|参与|落实|承办|指导|协助|监督(?:执行|实施|检查|落实)|审核|把关|验收|支持|跟进)[^，；]*|(?P<leads>牵头)(?:[^单部，；][^，；]*|[，；]|$))|[，；）)】]|$)",
        )
    });
    let inner = clause.trim_start_matches(['（', '(', '【', '[']);
    let base = clause.len() - inner.len();
    let inner = inner.trim_end_matches(['）', ')', '】', ']', '。', '；']);
    let mut out = Vec::new();
    let mut label = "";
    // （5月底完成，牵头考核单位：市司法局）: what stands before the first label names nobody.
    let labelled = PIECE.captures_iter(inner).any(|found| found.name("label").is_some());
    for found in PIECE.captures_iter(inner) {
        let Some(who) = found.name("who") else { continue };
        label = found.name("label").map_or(label, |m| m.as_str());
        if label.ends_with(['限', '间']) || labelled && label.is_empty() {
            continue;
        }
        let verb = found.name("verb").or_else(|| found.name("leads"));
        let part = part(label, verb.map_or("", |m| m.as_str()));
        let names = parts(clause, Span::new(base + who.start(), base + who.end()));
        let names = names.into_iter().map(|s| Span::new(s.start + lead(s.of(clause)), s.end));
        // （责任单位：县教育局，持续推进）: not all of it names someone.
        // 12月底前完成
        let timed = |s: &Span| {
            s.of(clause).starts_with(|c: char| c.is_numeric()) && s.of(clause).contains(['前', '底', '月'])
        };
        let names = names.filter(|s| !timed(s));
        let names = names.filter(|s| is_actor(s.of(clause)) || !verb::is_verb_phrase(s.of(clause)));
        out.extend(names.map(|span| Named { span, part, rule: Rule::ActorNote }));
    }
    out
}

/// The 由 of 由省水利厅牵头.
fn lead(name: &str) -> usize {
    if name.starts_with('由') { '由'.len_utf8() } else { 0 }
}

fn part(label: &str, verb: &str) -> Part {
    let led = |text: &str| text.starts_with("牵头") || text.starts_with("主办") || text.starts_with("主责");
    let helped =
        |text: &str| ["配合", "参与", "协助", "协办", "指导", "监督"].iter().any(|w| text.starts_with(w));
    match (verb, label) {
        (verb, _) if led(verb) => Part::Lead,
        (verb, _) if helped(verb) => Part::Participant,
        ("", label) if led(label) => Part::Lead,
        ("", label) if helped(label) => Part::Participant,
        _ => Part::Responsible,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_the_part_that_the_note_gives_it() {
        let told = |note: &str| {
            actors(note)
                .iter()
                .map(|n| format!("{}/{:?}", n.span.of(note), n.part))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(
            told("（省水利厅牵头，省应急厅、省气象局配合）"),
            "省水利厅/Lead 省应急厅/Participant 省气象局/Participant"
        );
        assert_eq!(
            told("（责任单位：各县（区）教育局、各镇）"),
            "各县（区）教育局/Responsible 各镇/Responsible"
        );
        assert_eq!(
            told("（责任单位：县教育局、各镇；完成时限：6月底前）"),
            "县教育局/Responsible 各镇/Responsible"
        );
        assert_eq!(
            told("（县商务局牵头，县消费专班牵头单位按职责分工负责）"),
            "县商务局/Lead 县消费专班牵头单位/Responsible"
        );
        assert_eq!(told("（5月底完成并持续推进，牵头考核单位：市司法局）"), "市司法局/Lead");
        assert_eq!(told("（牵头单位：市住建局；配合单位：市财政局）"), "市住建局/Lead 市财政局/Participant");
    }
}
