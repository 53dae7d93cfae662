//! Who is to act: the subjects of a directive clause, each on its own (dict/actors.txt).

use crate::{
    lexicon::{entries, pattern},
    sense::{Cue, Modality, verb},
    source::Span,
};
use regex::Regex;
use std::{collections::HashSet, sync::LazyLock};

static DICT: &str = include_str!("../../dict/actors.txt");

struct Words {
    suffixes: Vec<&'static str>,
    exact: HashSet<&'static str>,
    never: HashSet<&'static str>,
    tails: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |tag| entries(DICT).filter(move |(_, t)| *t == tag).map(|(word, _)| word);
    Words {
        suffixes: of("suffix").collect(),
        exact: of("exact").collect(),
        never: of("never").collect(),
        tails: of("tail").collect(),
    }
});

/// The actors named in a clause, as spans of `clause`, in order.
pub(crate) fn actors(clause: &str, cues: &[Cue], note: bool) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut add = |list: Vec<Span>| {
        for span in list {
            if out.iter().all(|o| span.end <= o.start || o.end <= span.start) {
                out.push(span);
            }
        }
    };
    if note {
        add(in_note(clause));
    } else {
        for cue in cues {
            let behind = matches!(cue.modality, Modality::Permission) || cue.asks;
            add(if behind { behind_cue(clause, cue.end) } else { Vec::new() });
            if let Some(us) = cue.span().of(clause).strip_prefix('让') {
                add(vec![Span::new(cue.end - us.len(), cue.end)]);
            }
            add(before(clause, cue.start));
        }
        add(led(clause));
        let mut at = 0;
        for part in clause.split_inclusive(['，', ',']) {
            let found =
                if part.starts_with(['以', '按', '对', '把', '将']) { None } else { subject(part) };
            add(found.unwrap_or_default().into_iter().map(|s| Span::new(s.start + at, s.end + at)).collect());
            at += part.len();
        }
    }
    out.sort();
    out
}

/// Whether someone who is to act is named right at `start`, with a verb behind: 企业开展….
pub(crate) fn addressed(clause: &str, start: usize) -> bool {
    !behind_cue(clause, start).is_empty()
}

/// Whether nothing but an actor stands before `end` in its part of the sentence.
pub(crate) fn heads(clause: &str, end: usize) -> bool {
    let start = clause[..end]
        .rfind(['，', ',', '：'])
        .map_or(0, |i| i + clause[i..].chars().next().map_or(1, char::len_utf8));
    clause[start..end].trim().is_empty() || !list(clause, Span::new(start, end)).is_empty()
}

/// The list of actors that is all of the words between the last comma and `end`.
fn before(clause: &str, end: usize) -> Vec<Span> {
    let head = &clause[..end];
    let start = head
        .rfind(['，', ',', '：', '。', '；'])
        .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
    let own = list(clause, Span::new(start, end));
    if !own.is_empty() || start == 0 {
        return own;
    }
    // 有条件的地方，也可以…; 各镇在…的同时，要…: the subject stands before an adverbial.
    subject(clause).unwrap_or_default()
}

/// Whether any part of a sentence between commas has an actor for its subject, or hands a task to one with 由.
pub(crate) fn assigns(clause: &str) -> bool {
    clause.split(['，', ',']).any(|part| subject(part).is_some())
        || clause.contains('由') && !led(clause).is_empty()
}

/// The actors at the head of a clause, where a verb, an adverbial or a comma follows them.
pub(crate) fn subject(clause: &str) -> Option<Vec<Span>> {
    static CONNECTIVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[一二三四五六七八九十]{1,3}[是要]|同时|此外|另外|其中|为此|因此|对此|总之|特别是|尤其是|今年|今后|下一步|同志们|首先|其次|最后|目前|当前)?[，,、]?",
        )
    });
    let start = CONNECTIVE.find(clause).map_or(0, |m| m.end());
    let head = &clause[start..];
    let stop = head.find(['，', ',', '。', '；', '：']).unwrap_or(head.len());
    let part = &head[..stop];
    // The longest head that is a list of actors, with a verb or an adverbial behind it.
    let mut ends: Vec<usize> = part
        .char_indices()
        .map(|(i, c)| i + c.len_utf8())
        .filter(|&i| part[..i].chars().count() <= 60)
        .collect();
    ends.reverse();
    for end in ends {
        let rest = &part[end..];
        let follows =
            rest.is_empty() && stop < head.len() || opens_predicate(rest) && !cuts_a_word(part, end);
        if follows {
            let found = list(clause, Span::new(start, start + end));
            if !found.is_empty() {
                return Some(found);
            }
        }
    }
    None
}

/// Whether a word runs over the end of what may be an actor: 茶农组|建, 县城管局会|同, 企业主|要.
fn cuts_a_word(text: &str, end: usize) -> bool {
    static GLUED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:主要|只要|需要|重要|会同|挨户)"));
    let last = text[..end].char_indices().next_back().map_or(0, |(i, _)| i);
    let one = end - last;
    verb::verb_length(&text[last..]) > one || GLUED.is_match(&text[last..])
}

fn opens_predicate(rest: &str) -> bool {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:要|必须|应|须|务必|可|将|都|也|均|一定|不得|不能|绝不|决不|严禁|负责|牵头|会同|配合|按|在|对|以|把|根据|围绕|结合|通过|从|为|与|向|由|于|每|共同|联合|分别|具体)",
        )
    });
    !rest.is_empty() && (OPENS.is_match(rest) || verb::is_verb_phrase(rest))
}

/// The actors named behind 由, 以…为主体, 要求, 会同, 通报.
fn led(clause: &str) -> Vec<Span> {
    static LED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:由|会同|要求|责成|授权|委托|督促|通报|以)"));
    let mut out = Vec::new();
    for found in LED.find_iter(clause) {
        let word = found.as_str();
        let rest = &clause[found.end()..];
        let stop = rest.find(['，', ',', '。', '；', '：', '（', '(']).unwrap_or(rest.len());
        let end = match word {
            "以" => rest[..stop].find("为主体").or_else(|| rest[..stop].find("为主导")),
            _ => predicate_after_actor(&rest[..stop]),
        };
        if let Some(end) = end {
            out.extend(list(clause, Span::new(found.end(), found.end() + end)));
        }
    }
    out
}

/// Where the predicate starts behind the longest list of actors at the head of `text`.
fn predicate_after_actor(text: &str) -> Option<usize> {
    let ends: Vec<usize> = text.char_indices().map(|(i, _)| i).skip(1).collect();
    ends.into_iter()
        .rev()
        .filter(|&i| opens_predicate(&text[i..]) && !cuts_a_word(text, i))
        .find(|&i| !list(text, Span::new(0, i)).is_empty())
}

fn behind_cue(clause: &str, start: usize) -> Vec<Span> {
    let rest = &clause[start..];
    let stop = rest.find(['，', ',', '。', '；']).unwrap_or(rest.len());
    let known =
        WORDS.exact.iter().filter(|w| w.chars().count() > 1 && rest.starts_with(**w)).map(|w| w.len()).max();
    let end = predicate_after_actor(&rest[..stop]).filter(|&e| e < stop).or(known);
    end.map_or_else(Vec::new, |end| list(clause, Span::new(start, start + end)))
}

/// The actors of a note: （省水利厅牵头，省应急厅等有关部门按职责分工负责）, （责任单位：县教育局、各镇）.
fn in_note(clause: &str) -> Vec<Span> {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:(?:责任|牵头|配合|主责|落实|承办|主办)(?:单位|部门|人)?[：:])?(?<who>[^，；：。（）()【】]+?)(?:(?:共同|分别)?(?:按照?(?:各自)?职责(?:分工)?)?(?:牵头|负责|配合|参与|落实|承办|指导|协助|监督)[^，；]*|[，；）)】]|$)",
        )
    });
    let inner = clause.trim_start_matches(['（', '(', '【']);
    let base = clause.len() - inner.len();
    let inner = inner.trim_end_matches(['）', ')', '】', '。', '；']);
    let mut out = Vec::new();
    for found in PART.captures_iter(inner) {
        if let Some(who) = found.name("who") {
            out.extend(split(clause, Span::new(base + who.start(), base + who.end())));
        }
    }
    out
}

/// What closes a list whose other names are cut short: 供水、燃气、供电企业.
const COLLECTIVE: [&str; 8] = ["部门", "单位", "企业", "公司", "机构", "系统", "院校", "学校"];

/// The actors in `span` where all of it is a list of actors, else nothing.
fn list(clause: &str, span: Span) -> Vec<Span> {
    let Some(span) = strip(clause, span) else { return Vec::new() };
    let parts = split(clause, span);
    let collective =
        parts.len() > 1 && parts.last().is_some_and(|p| COLLECTIVE.iter().any(|e| p.of(clause).ends_with(e)));
    let fits = |p: &Span| {
        is_actor(p.of(clause))
            || collective && p.of(clause).chars().count() <= 12 && !p.of(clause).contains(['的', '对', '在'])
    };
    if !parts.is_empty() && parts.iter().all(fits) && is_actor(parts[parts.len() - 1].of(clause)) {
        parts
    } else {
        Vec::new()
    }
}

/// The span without connectives before and adverbs behind the list, and without an adverbial before it.
fn strip(clause: &str, span: Span) -> Option<Span> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十]，|同时|此外|另外|其中|为此|因此|对此|总之|特别是|尤其是|但|而|并|那么|所以|还有|请|希望|下阶段|下一步|今年|今后|当前|现在|首先|其次|最后|时间一晃就过去了)+[，,、]?",
        )
    });
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:都|也|均|一定|还|仍|更|就|又|则|必|亲自|继续|始终|共同|今年|同样|同时|首先|尤其|特别|切实|真正|主动|务必|同|回去以后|每[年月季周日天](?:度)?|(?:今|明|本)?年(?:内|底前?|初)|本[周月季]内|(?:[0-9]{4}年)?[0-9]{1,2}月(?:底|上旬|中旬|下旬|[0-9]{1,2}日)?(?:之?前)?|[上下]半年|近期|限期|对[^，]{1,16}|在[^，]{1,16}|于[^，]{1,16})+$",
        )
    });
    let text = span.of(clause);
    let start = span.start + BEFORE.find(text).map_or(0, |m| m.end());
    let mut text = &clause[start..span.end];
    if let Some(m) = BEHIND.find(text) {
        text = &text[..m.start()];
    }
    let text = text.trim();
    let start = start + (clause[start..span.end].len() - clause[start..span.end].trim_start().len());
    (!text.is_empty() && text.chars().count() <= 160).then(|| Span::new(start, start + text.len()))
}

/// Parts a list at pause marks and at 和 与 及 where an actor ends before them.
fn split(clause: &str, span: Span) -> Vec<Span> {
    let text = span.of(clause);
    let mut out = Vec::new();
    let mut start = 0;
    let mut depth = 0;
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth -= 1,
            _ => {}
        }
        if depth > 0 || at < skip {
            continue;
        }
        let left = &text[start..at];
        let end = match c {
            '、' => at + c.len_utf8(),
            '以' if text[at..].starts_with("以及") && is_actor(left) => at + "以及".len(),
            '和' | '与' | '及' | '或' if is_actor(left) && plausible(&text[at + c.len_utf8()..]) => {
                at + c.len_utf8()
            }
            '各' if at > start && is_actor(left) => at,
            _ => continue,
        };
        push(&mut out, clause, Span::new(span.start + start, span.start + at));
        start = end;
        skip = end;
    }
    push(&mut out, clause, Span::new(span.start + start, span.end));
    out
}

/// Whether what stands behind 和 can be an actor by itself.
fn plausible(rest: &str) -> bool {
    let next = rest.split(['、', '和', '及']).next().unwrap_or(rest);
    is_actor(next) || is_actor(rest)
}

fn push(out: &mut Vec<Span>, clause: &str, span: Span) {
    let text = span.of(clause);
    let trimmed = text.trim();
    if !trimmed.is_empty() {
        let start = span.start + (text.len() - text.trim_start().len());
        out.push(Span::new(start, start + trimmed.len()));
    }
}

/// Words that are adverbs before a verb and may be part of a name too: 重点帮扶县, 专业合作社.
const MODIFIERS: [&str; 12] =
    ["重点", "专业", "专门", "专项", "定点", "综合", "联合", "集中", "自主", "统一", "对口", "结对"];

/// Whether `text` names someone who can act.
pub(crate) fn is_actor(text: &str) -> bool {
    static BARRED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[，。；：]|^(?:在|对|把|将|从|向|为|以|按|用|让|使|被|是|有[^条关能需意]|这|那|该项|其中|如果|凡|就|要|最|由|先|附|与|根据|通过|针对|于|等会|同意|组织|宣传[^部]|选择|发现|原则|聚合|新增|创新|防范|保障|且|[0-9]|年底|逐)|(?:推进|加强|提高|加快|完善|落实|抓好|工作的|会同|牵头|联合|负责|是否|成为|作为|能否|将|按照|利用|审定|核实|不定期|的目标|涉及|包括|面对|面向|存在|属于|围绕)",
        )
    });
    let words = &*WORDS;
    let bare = text.trim_end_matches(['）', ')']);
    if words.exact.contains(text) {
        return true;
    }
    let length = text.chars().count();
    if !(2..=40).contains(&length)
        || words.never.contains(text)
        || words.tails.iter().any(|t| text.ends_with(t))
        || BARRED.is_match(text)
    {
        return false;
    }
    let manner =
        verb::skip_adverbs(text).len() < text.len() && !MODIFIERS.iter().any(|m| text.starts_with(m));
    if verb::opens_with_order_word(text) || manner {
        return false;
    }
    words.suffixes.iter().any(|s| bare.ends_with(s) || text.ends_with(s))
        || text.ends_with("等") && length > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The actors of a clause stand in ⟦⟧.
    fn check(marked: &str, note: bool) {
        let clause = marked.replace(['⟦', '⟧'], "");
        let cues = crate::sense::cue::find(&clause);
        let mut got = clause.clone();
        for span in actors(&clause, &cues, note).iter().rev() {
            got.insert(span.end, '⟧');
            got.insert(span.start, '⟦');
        }
        assert_eq!(got, marked);
    }

    #[test]
    fn each_actor_stands_on_its_own() {
        for marked in [
            "⟦县水利局⟧和⟦各镇⟧要严格落实巡堤制度。",
            "⟦县教育局⟧、⟦公安局⟧、⟦交通等部门⟧要密切配合。",
            "⟦各镇⟧⟦各部门⟧必须压实责任。",
            "⟦县人口和计划生育领导小组⟧要定期召开会议。",
            "同时，⟦各级党委（党组）⟧一定要履职尽责。",
            "⟦有条件的地方⟧，也可以先做起来。",
            "鼓励⟦各市⟧以不同方式参与养护。",
            "希望⟦大家⟧深刻领会。",
            "同意由⟦县财政局⟧会同⟦县交通局⟧核定经费。",
            "要抓好学校安全工作。",
            "经济社会发展要稳中求进。",
        ] {
            check(marked, false);
        }
        check("（⟦省水利厅⟧牵头，⟦省应急厅⟧、⟦省气象局等有关部门⟧按职责分工负责）", true);
        check("（责任单位：⟦县教育局⟧、⟦各镇⟧）", true);
    }
}
