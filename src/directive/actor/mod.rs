//! Who is to act: the subjects of a directive clause, each on its own (dict/actors.txt).

mod inherit;
mod note;

pub(super) use inherit::inherit;

use crate::{
    lexicon::{look_ahead, look_back, pattern},
    pattern::Regex,
    phrase::{self, Phrase, Place},
    rule::Rule,
    sense::{Cue, Modality},
    source::Span,
};
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
    pub rule: Rule,
}

/// An actor named in a clause, its place counted in the clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named {
    /// Its name.
    pub(crate) span: Span,
    /// What part it plays.
    pub(crate) part: Part,
    /// The rule that found it.
    pub(crate) rule: Rule,
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
        let named = parts(cell, Span::new(start, end)).into_iter();
        out.extend(named.filter(|s| s.of(cell).chars().any(char::is_alphanumeric)));
        at += part.len();
    }
    out
}

/// The names of a list, as spans of `text`.
fn parts(text: &str, list: Span) -> Vec<Span> {
    phrase::parts(list.of(text)).into_iter().map(|part| list.inner(part)).collect()
}

/// The actors named in a clause, in order.
pub(crate) fn actors(clause: &str, phrase: &Phrase<'_>, cues: &[Cue], note: bool) -> Vec<Named> {
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
        // 要鼓励企业…: the one who encourages acts.
        let advises = matches!(cue.span().of(clause), "建议" | "要求");
        let own = (cue.modality == Modality::Permission || advises) && phrase.is_demanded(cue.start);
        if (cue.modality == Modality::Permission || cue.asks || forbids) && !own {
            let named = phrase.addressed(cue.end);
            let object = named.last().is_some_and(|last| phrase.is_part_of_object(last.end));
            add(Rule::ActorAddressed, if object { Vec::new() } else { named });
        }
        if cue.modality == Modality::Decision && !cue.span().of(clause).starts_with('不') {
            add(Rule::ActorGranted, granted(clause, phrase, cue.end));
        }
        if let Some(us) = cue.span().of(clause).strip_prefix('让') {
            add(Rule::ActorUs, vec![Span::new(cue.end - us.len(), cue.end)]);
        }
    }
    for (place, span) in phrase.who() {
        let rule = match place {
            Place::Subject => Rule::ActorSubject,
            Place::BeforeModal => Rule::ActorBeforeCue,
            Place::Handed | Place::Carries => Rule::ActorLed,
            Place::Asked => Rule::ActorAddressed,
            Place::Topic => Rule::ActorTopic,
            Place::Label => Rule::ActorLabel,
        };
        add(rule, vec![span]);
    }
    out.sort();
    out
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
fn granted(clause: &str, phrase: &Phrase<'_>, start: usize) -> Vec<Span> {
    static ASKED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:提出|上报|报送|关于|提请|申请|拟定|起草|的|对)"));
    let found = phrase.addressed(start);
    let asked = found.last().is_some_and(|l| ASKED.is_match(&clause[l.end..]));
    if asked { Vec::new() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The actors of a clause stand in ⟦⟧.
    fn check(marked: &str, note: bool) {
        let clause = marked.replace(['⟦', '⟧'], "");
        let phrase = Phrase::of(&clause);
        let cues = crate::sense::cue::find(&clause);
        let mut got = clause.clone();
        for named in actors(&clause, &phrase, &cues, note).iter().rev() {
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
