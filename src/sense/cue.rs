//! Modal words: which cue, how it binds, whether it holds where it stands (dict/cues.txt).

use super::verb;
use crate::{
    lexicon::pattern,
    lists,
    pattern::{Regex, WordList},
    phrase::{Phrase, Words},
    rules,
    source::Span,
    zone::Zone,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How a directive binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// 要, 必须, 应, and bare orders.
    Obligation,
    /// 不得, 严禁.
    Prohibition,
    /// 可以, 鼓励.
    Permission,
    /// The speaker's own body will: 我们将.
    Commitment,
    /// A body resolves: 同意, 决定.
    Decision,
}

/// A modal word in a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How it binds.
    pub modality: Modality,
    /// How firmly it binds, 1 (may) to 5 (never).
    pub strength: u8,
    /// How well it stands against a text that tells what was, 1 to 5.
    pub(crate) weight: u8,
    /// Whether it asks the one named behind it: 请各位…, 希望大家…
    pub asks: bool,
}

impl Cue {
    /// Its span.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    pub(super) fn shifted(&self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by, ..self.clone() }
    }
}

static DICT: LazyLock<&str> = LazyLock::new(|| rules::text("cues", include_str!("../../dict/cues.txt")));

/// What may stand in the last column of dict/cues.txt.
const FLAGS: [&str; 5] = ["must", "addressed", "asks", "headed", "predicate"];

struct Entry {
    modality: Modality,
    strength: u8,
    weight: u8,
    left: Option<Regex>,
    right: Option<Regex>,
    /// Whether what stands behind must match, not must not.
    must: bool,
    /// Whether someone must be named behind it who is to act (支持企业开展…).
    addressed: bool,
    asks: bool,
    /// Whether nobody but an actor may stand before it in its part of the sentence.
    headed: bool,
    /// Whether a verb, or an adverbial before one, must follow.
    predicate: bool,
}

struct Cues {
    /// The cues of one piece, and their entries in the same order.
    words: WordList,
    entries: Vec<Entry>,
    /// The cues in two parts (非…不可).
    parted: Vec<(Regex, Entry)>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut entries = Vec::new();
    let mut parted = Vec::new();
    for line in DICT.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let (word, entry) = parse(line).unwrap_or_else(|| panic!("dict/cues.txt: {line}"));
        match word.split_once('…') {
            Some((first, last)) => {
                parted.push((pattern(&format!("{first}[^，。；、“”]{{1,16}}?{last}")), entry))
            }
            None => {
                words.push(word);
                entries.push(entry);
            }
        }
    }
    Cues { words: WordList::new(words), entries, parted }
});

/// A line of the dictionary: the cue and what is said of it.
fn parse(line: &'static str) -> Option<(&'static str, Entry)> {
    let cells: Vec<&str> = line.split('\t').collect();
    let mut said = cells.get(1)?.split(' ');
    let regex = |i: usize| cells.get(i).filter(|c| !c.is_empty() && !FLAGS.contains(c)).map(|c| pattern(c));
    let entry = Entry {
        modality: serde_json::from_value(said.next()?.into()).ok()?,
        strength: said.next()?.parse().ok()?,
        weight: said.next()?.parse().ok()?,
        left: regex(2),
        right: regex(3),
        must: cells.contains(&"must"),
        addressed: cells.contains(&"addressed"),
        asks: cells.contains(&"asks"),
        headed: cells.contains(&"headed"),
        predicate: cells.contains(&"predicate"),
    };
    Some((cells[0], entry))
}

/// Whether a line is an entry of dict/cues.txt.
pub fn is_entry(line: &str) -> bool {
    // Its patterns are compiled where it is read, so they are tried here.
    let cells = line.split('\t').skip(2).filter(|cell| !cell.is_empty() && !FLAGS.contains(cell));
    let says = line.split('\t').nth(1).map(|cell| cell.split(' ').collect::<Vec<_>>());
    let said = says.is_some_and(|said| match said.as_slice() {
        [modality, strength, weight] => {
            serde_json::from_value::<Modality>((*modality).into()).is_ok()
                && [strength, weight].iter().all(|n| n.parse::<u8>().is_ok_and(|n| (1..=5).contains(&n)))
        }
        _ => false,
    });
    said && cells.into_iter().all(|cell| Regex::new(cell).is_ok())
}

/// The cues of words that are no clause of their own.
pub(crate) fn find(clause: &str) -> Vec<Cue> {
    let words = Words::later(None);
    cues(clause, || words.phrase(clause))
}

/// What looks like a cue in a clause, with what dict/cues.txt says of it.
fn candidates(clause: &str) -> impl Iterator<Item = (Span, &'static Entry)> {
    let whole = CUES.words.find_iter(clause);
    let whole = whole.map(|m| (Span::new(m.start, m.end), &CUES.entries[m.index]));
    let parted = CUES.parted.iter().flat_map(move |(form, entry)| {
        form.find_iter(clause).map(move |m| (Span::new(m.start(), m.end()), entry))
    });
    whole.chain(parted)
}

/// The cues of a clause that aren't parts of other words, nor in short quotations or in titles.
pub(super) fn cues<'t>(clause: &'t str, phrase: impl Fn() -> Phrase<'t>) -> Vec<Cue> {
    let quoted = quotations(clause);
    let mut out: Vec<Cue> = candidates(clause)
        .filter(|(span, entry)| entry.holds(clause, &phrase, *span, &quoted))
        .map(|(span, entry)| Cue {
            start: span.start,
            end: span.end,
            modality: entry.modality,
            strength: entry.strength,
            weight: entry.weight,
            asks: entry.asks,
        })
        .collect();
    out.sort_by_key(|c| (c.start, std::cmp::Reverse(c.end)));
    out.shrink_to_fit();
    out
}

impl Entry {
    /// Whether the cue is the word it looks like where it stands, outside titles and quotations.
    fn holds<'t>(&self, clause: &str, phrase: &impl Fn() -> Phrase<'t>, at: Span, quoted: &[Span]) -> bool {
        let (left, right) = (&clause[..at.start], &clause[at.end..]);
        let fits = self.right.as_ref().is_none_or(|regex| regex.is_match(right) == self.must);
        let barred = self.left.as_ref().is_some_and(|regex| regex.is_match(left));
        fits && !barred
            && !quoted.iter().any(|q| q.contains(at.start))
            && (!self.addressed || !phrase().addressed(at.end).is_empty())
            && (!self.headed || phrase().heads(at.start))
            && (!self.predicate
                || verb::opens_predicate(right)
                // 将组织专项督查, 将把…列入: what is promised may open with a verb that is a name elsewhere.
                || self.modality == Modality::Permission && phrase().is_predicate_at(at.end)
                || self.modality == Modality::Commitment
                    && is_own(left)
                    && (phrase().is_predicate_at(at.end) || right.starts_with(['下', '以', '用']))
                || self.modality == Modality::Commitment
                    && (verb::is_verb_phrase(right) && !right.starts_with('将') || right.starts_with('把')))
    }
}

/// Titles 《…》 and quotations “…” of a clause. A quotation that opens the clause, or that a colon opens, is a speech
/// and no term, unless the clause goes on to speak of it (“必须抓好落实”是总要求).
pub(crate) fn quotations(clause: &str) -> Vec<Span> {
    let mut out = Vec::new();
    for (open, close) in [('《', '》'), ('“', '”'), ('‘', '’'), ('「', '」')] {
        let mut at = 0;
        while let Some(start) = clause[at..].find(open).map(|i| i + at) {
            let Some(end) = clause[start..].find(close).map(|i| i + start) else { break };
            let behind = &clause[end + close.len_utf8()..];
            let spoken = start == 0 && !behind.starts_with(['是', '的', '既', '不', '成', '就'])
                || clause[..start].ends_with(['：', ':']) && clause[start..end].contains(['，', '。', '；']);
            if !spoken || open == '《' {
                out.push(Span::new(start, end));
            }
            at = end + close.len_utf8();
        }
    }
    out
}

/// The part of a clause between commas that holds the cue.
pub(super) fn clause_around<'t>(text: &'t str, cue: &Cue) -> &'t str {
    let start = text[..cue.start]
        .rfind(['，', ',', '：'])
        .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let end = text[cue.end..].find(['，', ',']).map_or(text.len(), |i| i + cue.end);
    &text[start..end]
}

/// Whether the cue's part of the sentence is a condition (如果要…), an explanation of a wish (为了要…) or a
/// phrase that qualifies a noun (按照…要…的要求).
pub(super) fn is_condition(clause: &str, cue: &Cue, text: &str) -> bool {
    static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:如果?|若|要是|假如|倘若|一旦|即使|即便|虽然|尽管|只要|凡是要|因为|由于|想要|谁要|有人|无论|不管|不论)|(?:认为|[^引]以为|觉得|担心)",
        )
    });
    static QUALIFIES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"的(?:工作|批示|指示|总|有关|相关|重要|具体|明确)*(?:情况|情形|要求|部署|精神|原则|指示|批示|思路|目标|决定|意见|规定|方针|号召|理念|时候|人|事|问题|地方)(?:[，。；]|$)",
        )
    });
    // 要“抓紧落实，抓出成效”的批示要求: what is quoted is passed over.
    let mut quoted = false;
    let behind = text[cue.end..].chars().filter(|&c| {
        quoted = matches!(c, '“') || quoted && c != '”';
        !quoted && c != '”'
    });
    let near: String = behind.take(24).take_while(|c| !matches!(c, '，' | '。' | '；')).collect();
    let before = &text[..cue.start];
    // 应按照规划的要求推进: what is demanded follows a rule, and is none.
    // 务必实现达到六成的目标: so it is where the aim is what is to be reached.
    let own = ["按", "根据", "依照", "遵"].iter().any(|word| near.contains(word))
        || ["实现", "完成", "达到"].iter().any(|word| near.starts_with(word));
    CONDITION.is_match(clause) && cue.weight <= 4
        || QUALIFIES.is_match(&format!("{near}，"))
            && (near.ends_with("情况") || near.ends_with("情形") || !own && lists::FOLLOWED.is_in(before))
}

/// Whether 将 is said of the speaker's own body, or of nobody in a part that says what is to be done.
pub(super) fn own_body(before: &str, base: Zone) -> bool {
    static OWN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:我们|我[国省市县区镇乡局委厅办部院司公]?|本[市县区局院公]?|县委|市委|省委|党委|政府|党中央|中央|国务院[^，]{0,8}|公司[^，]{0,6}|集团|办公厅|办公室|[省市县区][^，。]{0,10}(?:局|委|办|厅|部门)?|全省|全市|全县|今年|明年|下一步|下步|年内|今后)[^，。；]{0,8}[，]?$",
        )
    });
    let clause = before.trim_end();
    OWN.is_match(clause) || base == Zone::Plan && (clause.is_empty() || clause.ends_with('，'))
}

/// Whether 将 is said of the speaker and those he speaks for, in so many words (我们将…, 我市将…).
pub(super) fn is_own(before: &str) -> bool {
    static OWN: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"我(?:们|[国省市县区镇乡局委厅办部院司校行所站会队])?(?:还|也)?$"));
    OWN.is_match(before)
}

/// Whether a clause only says that its speaker will make some points (我强调三条：).
pub(super) fn announces(clause: &str) -> bool {
    static ANNOUNCES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:讲|谈|说|提|强调)[^，。；]{0,8}(?:点|条|个|方面|句话)[^，。；]{0,6}[：:]$")
    });
    ANNOUNCES.is_match(clause)
}

/// Whether a clause only leads to what was resolved or asked (会议议定以下事项：).
pub(super) fn is_bare_lead(clause: &str) -> bool {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:会议)?(?:议定|决定|同意|要求|强调|指出|认为|明确|建议)[^，。]{0,8}[：:]$")
    });
    LEAD.is_match(clause)
}

/// The modality of a clause whose cue `holding` holds: a refusal beyond doubt (决不, 绝不) colours all of it,
/// else the first cue decides.
pub(super) fn first_modality(cues: &[Cue], holding: &Cue) -> Modality {
    if cues.iter().any(|c| c.weight == 5 && c.modality == Modality::Prohibition) {
        Modality::Prohibition
    } else {
        holding.modality
    }
}

/// Which cue gives a clause its modality.
pub(super) fn governing(cues: &[Cue], modality: Modality) -> Option<usize> {
    let such = cues.iter().enumerate().filter(|(_, c)| c.modality == modality);
    such.max_by_key(|(_, c)| (c.strength, std::cmp::Reverse(c.start))).map(|(at, _)| at)
}

/// Whether the words before a cue report someone's speech (习近平强调，要…).
pub(super) fn is_said(before: &str) -> bool {
    static SAID: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:指出|强调|要求|表示|提出|希望|号召|建议|部署)[，：,:]"));
    SAID.is_match(before)
}

/// Whether the words before a cue recall what was said at another time (去年就提出，要…), not in the `year` of the document.
pub(super) fn is_recalled(before: &str, year: Option<i32>) -> bool {
    static RECALLED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|，)(?:去年|上年|前年|当时|此前)[^。；]{0,24}(?:要求|提出|强调|指出|部署)|(?:曾经?|早就|早已|[0-9]{4}年)[^，。；]{0,12}(?:强调|指出|讲|讲过|说|说过|要求|提出|提到)(?:过)?[，：“,:]|(?:全会|大会|中央|[一二三四五六七八九十]大)[^，。；]{0,12}(?:提出|明确|强调|指出)$",
        )
    });
    let own = |said: &str| said.get(..4).and_then(|digits| digits.parse().ok()) == year && year.is_some();
    RECALLED.find(before).is_some_and(|said| !own(said.as_str()))
}

/// Whether the words before a cue say that it is others who ask (网友提出，应…; 《保险法》规定，…应当), whose demands a document
/// only answers.
pub(super) fn is_asked_by_others(before: &str) -> bool {
    static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:网友|群众|市民|企业|业主|居民|村民|社员|职工|家长|读者|公众|专家|媒体|提案|来信|您(?:在建议中)?|你[省市县区局委厅]|《[^》]{2,30}法》|领导|工作报告|《[^》]{2,30}(?:纲要|规划|意见|通知)》)[^，。；要应]{0,10}(?:提出|提到|指出|说|讲|反映|希望|建议|规定|呼吁|请求)[，：“]?[^，。；]*$",
        )
    });
    OTHERS.is_match(before)
}

/// Whether a sentence tells what comes of not acting (如果…，就会…; 否则…).
pub(super) fn is_consequence(clause: &str) -> bool {
    clause.starts_with("如果")
        || clause.starts_with("否则")
        || clause.starts_with("不然")
        || clause.starts_with("要是")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_that_runs_over_two_words_is_none() {
        let words = |clause| find(clause).iter().map(|cue| cue.span().of(clause)).collect::<Vec<_>>();
        assert_eq!(words("力争新增就业三万人"), ["力争"]);
        assert!(words("在工作中努力争取更好结果").is_empty());
        assert!(words("社会治理应急能力稳步提高").is_empty());
    }
}
