//! Who is to act: the subjects of a directive clause, each on its own (dict/actors.txt).

mod inherit;
mod list;
mod note;

pub(super) use inherit::inherit;
pub(crate) use list::is_actor;

use crate::{
    lexicon::{look_ahead, look_back, pattern},
    pattern::Regex,
    sense::{Cue, Modality, verb},
    source::Span,
};
use list::list;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How an actor of a clause is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stated {
    /// Named in the clause.
    Here,
    /// Named before, or in a note behind.
    Inherited,
    /// Named nowhere; said of a clause, never of an actor.
    None,
}

/// The part that an actor plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// It leads: 牵头.
    Lead,
    /// It acts, it is responsible.
    Responsible,
    /// It takes part: 配合, 参与, 会同.
    Participant,
}

/// Someone who is to act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Where it is named, in the cleaned text.
    pub span: Span,
    /// In the clause, or elsewhere.
    pub stated: Stated,
    /// What part it plays.
    pub part: Part,
    /// The rule that found it.
    pub rule: &'static str,
}

/// An actor named in a clause, its place counted in the clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named {
    /// Its name.
    pub(crate) span: Span,
    /// What part it plays.
    pub(crate) part: Part,
    /// The rule that found it.
    pub(crate) rule: &'static str,
}

/// The names in a cell that names who is to act, as spans of it: 市住建局、市水利局；各区.
pub(super) fn names(cell: &str) -> Vec<Span> {
    const PARTED: [char; 9] = ['，', ',', '；', ';', '\n', ' ', '\u{3000}', '/', '\t'];
    let mut out = Vec::new();
    let mut at = 0;
    for part in cell.split_inclusive(PARTED) {
        let piece = part.trim_end_matches(PARTED);
        // 牵头：市住建局
        let label =
            piece.rfind(['：', ':']).map_or(0, |i| i + piece[i..].chars().next().map_or(1, char::len_utf8));
        let (start, end) = (at + label, at + piece.len());
        let named = list::split(cell, Span::new(start, end)).into_iter();
        out.extend(named.filter(|s| s.of(cell).chars().any(char::is_alphanumeric)));
        at += part.len();
    }
    out
}

/// The actors named in a clause, in order.
pub(crate) fn actors(clause: &str, cues: &[Cue], note: bool) -> Vec<Named> {
    if note {
        return note::actors(clause);
    }
    let mut out: Vec<Named> = Vec::new();
    let mut add = |rule, list: Vec<Span>| {
        for span in list {
            if out.iter().all(|o| span.end <= o.span.start || o.span.end <= span.start) {
                out.push(Named { span, part: part(clause, span), rule });
            }
        }
    };
    for cue in cues {
        // 鼓励企业…, 请各镇…, 禁止企业…: the one addressed stands behind the cue.
        let forbids = matches!(cue.span().of(clause), "禁止" | "严禁" | "不准" | "不许" | "不允许");
        let behind = cue.modality == Modality::Permission || cue.asks || forbids;
        add("actor/addressed", if behind { behind_cue(clause, cue.end) } else { Vec::new() });
        if cue.modality == Modality::Decision {
            add("actor/granted", granted(clause, cue.end));
        }
        if let Some(us) = cue.span().of(clause).strip_prefix('让') {
            add("actor/us", vec![Span::new(cue.end - us.len(), cue.end)]);
        }
        add("actor/before-cue", before(clause, cue.start));
    }
    add("actor/led", led(clause));
    add("actor/label", label(clause));
    let mut at = 0;
    for part in clause.split_inclusive(['，', ',']) {
        let behind = &clause[at + part.len()..];
        if !part.starts_with(['以', '按', '对', '把', '将']) && !is_handed_on(part, behind) {
            // 干部包村、网格员包户: several with what each does.
            let mut start = at;
            for piece in part.split_inclusive('、') {
                let found = subject(&clause[start..at + part.len()]).unwrap_or_default();
                let end = found.last().map_or(0, |s| s.end);
                // A name that fills a later part is an object or a topic as often.
                if at > 0 && start + end >= at + part.trim_end_matches(['，', ',']).len() {
                    break;
                }
                add(
                    "actor/subject",
                    found.iter().map(|s| Span::new(s.start + start, s.end + start)).collect(),
                );
                if end == 0 || end >= piece.trim_end_matches('、').len() {
                    break;
                }
                start += piece.len();
            }
        }
        at += part.len();
    }
    if let Some(cue) = cues.iter().find(|c| c.start > 0) {
        add("actor/topic", topic(&clause[..cue.start]));
    }
    out.sort();
    out
}

/// Who is named before a colon with what he is to do behind it: 省气象局：负责监测预警.
fn label(clause: &str) -> Vec<Span> {
    let Some((name, task)) = clause.split_once(['：', ':']) else { return Vec::new() };
    let told = verb::is_verb_phrase(task)
        || task.starts_with(['负', '主', '牵', '要', '对', '按', '根', '组', '承']);
    if told && name.chars().count() <= 60 { list(clause, Span::new(0, name.len())) } else { Vec::new() }
}

/// Whether a part of the sentence names someone of whom it tells what was done (刚才，志强同志作了部署), or whose matter
/// is handed to another (尚未搬迁的居民，由区政府负责).
fn is_handed_on(part: &str, behind: &str) -> bool {
    static DONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^为除得不]了[^解结望得不，。]|已经?"));
    DONE.is_match(part) || behind.starts_with('由') && !part.contains(['要', '应', '须'])
}

/// The one of whom a clause says what he is before it says what he must do: 县区党政一把手是第一责任人，要….
fn topic(head: &str) -> Vec<Span> {
    let first = head.split(['，', ',']).next().unwrap_or("");
    let Some(is) = first.find('是').filter(|_| first.len() < head.len()) else { return Vec::new() };
    list(head, Span::new(0, is))
}

/// The part that an actor plays in its clause, from the words before and behind its list.
fn part(clause: &str, actor: Span) -> Part {
    static HELPS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:会同|配合|协同|联合|商)[^，。；]{0,40}$"));
    static LEADS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:、[^，。；]{0,40}?)?(?:负责)?(?:牵头|主办)"));
    static TAKES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[、和与及][^，。；]{0,60}?)?(?:按照?职责)?(?:要|应|应当)?(?:积极|主动|做好)?(?:配合|参与|协助|协同)",
        )
    });
    let before = look_back(&clause[..actor.start]);
    let behind = look_ahead(&clause[actor.end..]);
    if HELPS.is_match(before.rsplit(['，', ',', '。', '；']).next().unwrap_or(before))
        || TAKES.is_match(behind)
    {
        Part::Participant
    } else if LEADS.is_match(behind) {
        Part::Lead
    } else {
        Part::Responsible
    }
}

/// Who may act on a body's consent: 同意县供销社以公开租赁方式…; none where it is only who asked (同意县财政局提出的…).
fn granted(clause: &str, start: usize) -> Vec<Span> {
    static ASKED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:提出|上报|报送|关于|提请|申请|拟定|起草|的|对)"));
    let found = behind_cue(clause, start);
    let asked = found.last().is_some_and(|l| ASKED.is_match(&clause[l.end..]));
    if asked { Vec::new() } else { found }
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

/// The most characters that are looked at for the subject of a clause.
const LONGEST_SUBJECT: usize = 60;

/// The actors at the head of a clause, where a verb, an adverbial or a comma follows them.
pub(crate) fn subject(clause: &str) -> Option<Vec<Span>> {
    static CONNECTIVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[一二三四五六七八九十]{1,3}[是要]|同时|此外|另外|其中|为此|因此|对此|总之|特别是|尤其是|今年|今后|下一步|同志们|首先|其次|最后|目前|当前)?[，,、]?",
        )
    });
    let start = CONNECTIVE.find(clause).map_or(0, |m| m.end());
    let head = look_ahead(&clause[start..]);
    let stop = head.find(['，', ',', '。', '；', '：']).unwrap_or(head.len());
    let part = &head[..stop];
    // The longest head that is a list of actors, with a verb or an adverbial behind it.
    let longest = part.char_indices().nth(LONGEST_SUBJECT).map_or(part.len(), |(i, _)| i);
    for end in list::ends(&part[..longest]) {
        let rest = &part[end..];
        // 中央提出，…: who says it is not who is to do it.
        let says =
            ["提出", "强调", "指出", "要求", "认为", "表示", "提到"].iter().any(|v| rest.starts_with(v));
        let follows =
            !says && rest.is_empty() && stop < head.len() || opens_predicate(rest) && !cuts_a_word(part, end);
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
            r"^(?:要|必须|应|须|务必|可|将|都|也|均|一定|不得|不能|绝不|决不|严禁|负责|牵头|会同|配合|按|在|对|以|把|根据|围绕|结合|通过|从|为|与|向|由|于|每|共同|联合|分别|具体|自[0-9一二三四五六七八九十己行]|至少|带头|既|原则上|如|多)",
        )
    });
    !rest.is_empty() && (OPENS.is_match(rest) || verb::is_verb_phrase(rest))
}

/// The actors named behind a word that hands a task to someone (由, 会同, 责成, 叮嘱), or behind 以 where 为主体
/// follows.
fn led(clause: &str) -> Vec<Span> {
    static LED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:由|会同|要求|责成|授权|委托|督促|以|叮嘱|嘱咐|号召|提倡|动员|提醒|联合|会商|交由|请)")
    });
    let mut out = Vec::new();
    for found in LED.find_iter(clause) {
        let word = found.as_str();
        let rest = nearby(&clause[found.end()..]);
        let stop = rest.find(['，', ',', '。', '；', '：']).unwrap_or(rest.len());
        let rest = &rest[..stop];
        let end = match word {
            // 叮嘱市县负责同志，…: what they are told stands behind the comma.
            "叮嘱" | "嘱咐" | "提醒" if !list(rest, Span::new(0, rest.len())).is_empty() => {
                Some(rest.len())
            }
            "以" => rest.find("为主体").or_else(|| rest.find("为主导")),
            // Who is told to act, whatever the verb is.
            "由" | "会同" | "责成" | "交由" => {
                predicate_after_actor(rest).or_else(|| name_at_head(rest))
            }
            _ => predicate_after_actor(rest),
        };
        if let Some(end) = end {
            out.extend(list(clause, Span::new(found.end(), found.end() + end)));
        }
    }
    out
}

/// As much of `text` as a list of names takes at its longest.
fn nearby(text: &str) -> &str {
    &text[..text.char_indices().nth(120).map_or(text.len(), |(i, _)| i)]
}

/// Where the predicate starts behind the longest list of actors at the head of `text`.
fn predicate_after_actor(text: &str) -> Option<usize> {
    list::ends(text)
        .into_iter()
        .filter(|&i| i < text.len())
        .filter(|&i| opens_predicate(&text[i..]) && !cuts_a_word(text, i))
        .find(|&i| !list(text, Span::new(0, i)).is_empty())
}

/// Where the longest list of actors at the head of `text` ends, a word behind it or not.
fn name_at_head(text: &str) -> Option<usize> {
    list::ends(text)
        .into_iter()
        .find(|&i| !cuts_a_word(text, i) && list(text, Span::new(0, i)).last().is_some_and(|l| l.len() > 3))
}

fn behind_cue(clause: &str, start: usize) -> Vec<Span> {
    let rest = nearby(&clause[start..]);
    let stop = rest.find(['，', ',', '。', '；']).unwrap_or(rest.len());
    let known = list::known_length(rest);
    let end = predicate_after_actor(&rest[..stop]).filter(|&e| e < stop).or(known);
    end.map_or_else(Vec::new, |end| list(clause, Span::new(start, start + end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The actors of a clause stand in ⟦⟧.
    fn check(marked: &str, note: bool) {
        let clause = marked.replace(['⟦', '⟧'], "");
        let cues = crate::sense::cue::find(&clause);
        let mut got = clause.clone();
        for named in actors(&clause, &cues, note).iter().rev() {
            got.insert(named.span.end, '⟧');
            got.insert(named.span.start, '⟦');
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
