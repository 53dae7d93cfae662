//! What is to be done, and to what: the first verb demanded and its object, moved to the front (把, 将, 对) or behind
//! the verb.

use crate::{lexicon::pattern, pattern::Regex, quantity::quantities, rule::Rule, sense::verb, source::Span};
use std::sync::LazyLock;

/// A verb and its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    /// The verb, with what belongs to it (落实到, 建立健全).
    pub verb: Span,
    /// What it acts on.
    pub object: Option<Span>,
    /// The rule that found them.
    pub rule: Rule,
}

/// The action of a clause whose governing modal word ends at `cue` (0 where it has none); `skipped` are the actors
/// and times in it, none of which is the action.
pub(super) fn action(clause: &str, cue: usize, skipped: &[Span]) -> Option<Action> {
    let mut parts = parts(clause, cue);
    // Right behind a modal word stands the predicate, known or not.
    let first = (cue > 0)
        .then(|| {
            parts
                .next()
                .and_then(|part| in_part(clause, part, skipped, true))
                .or_else(|| behind_cue(clause, cue, skipped))
        })
        .flatten();
    let found = first.or_else(|| parts.find_map(|part| in_part(clause, part, skipped, false)));
    found.map(|mut action| {
        if action.object.is_none() {
            action.object = topic(clause, cue, action.verb, skipped);
        }
        action
    })
}

/// What stands right behind a modal word is a verb, even one that no list has (不得截留).
fn behind_cue(clause: &str, cue: usize, skipped: &[Span]) -> Option<Action> {
    let from = skipped.iter().find(|s| s.start == cue).map_or(cue, |s| s.end);
    let rest = verb::skip_adverbs(clause[from..].trim_start());
    let from = clause.len() - rest.len();
    let end = rest.char_indices().nth(2).map_or(rest.len(), |(i, _)| i);
    let verb = Span::new(from, from + end);
    let half = rest
        .starts_with(['以', '用', '为', '与', '在', '从', '向', '由', '予', '毫', '非', '翻', '力', '通']);
    let words = cue > 0 && end > 0 && !half && verb.of(clause).chars().all(char::is_alphanumeric);
    let stop = rest.find(['，', ',', '。', '；', '！', '：']).unwrap_or(rest.len());
    let object = trim(clause, Span::new(verb.end.min(from + stop), from + stop));
    words.then_some(Action { verb, object, rule: Rule::ActionBehindCue })
}

/// The stretches between commas, from `from` on.
fn parts(clause: &str, from: usize) -> impl Iterator<Item = Span> {
    let mut at = from;
    clause[from..].split_inclusive(['，', ',', '：', ':']).map(move |part| {
        let span = Span::new(at, at + part.len());
        at = span.end;
        span
    })
}

fn in_part(clause: &str, part: Span, skipped: &[Span], cued: bool) -> Option<Action> {
    static STOPS: [char; 10] = ['，', ',', '：', ':', '。', '；', ';', '！', '!', '？'];
    let end = part.start + part.of(clause).trim_end_matches(STOPS).len();
    let mut at = part.start;
    loop {
        let text = &clause[at..end];
        if text.is_empty() {
            return None;
        }
        let next = lead(text);
        if next > 0 {
            at += next;
        } else if let Some(span) = skipped.iter().find(|s| s.start <= at && at < s.end) {
            at = span.end.min(end);
        } else {
            break;
        }
    }
    let text = &clause[at..end];
    let shift = |span: Span| Span::new(at + span.start, at + span.end);
    let ba = fronted(text, "把").or_else(|| fronted(text, "将")).map(|f| (f, Rule::ActionFronted));
    if let Some(((verb, object), rule)) = ba.or_else(|| Some((toward(text)?, Rule::ActionToward))) {
        return Some(Action { verb: shift(verb), object: Some(shift(object)), rule });
    }
    let bare = verb::skip_adverbs(text);
    let skipped_adverbs = text.len() - bare.len();
    let (start, length) = match verb::verb_length(bare) {
        0 => match verb::verb_length(text) {
            0 if cued => behind_adverbial(bare).map(|(start, length)| (start + skipped_adverbs, length))?,
            0 => behind_adverbial(text).or_else(|| within(text))?,
            length => (0, length),
        },
        length => (skipped_adverbs, length),
    };
    let verb = Span::new(start, start + whole_verb(&text[start..], length));
    Some(Action { verb: shift(verb), object: object(text, verb.end).map(shift), rule: Rule::ActionVerb })
}

/// How much of `text` only leads to its verb: connectives, modal words, pauses.
fn lead(text: &str) -> usize {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[\s　、“]|[一二三四五六七八九十]{1,3}[是要]|同时|此外|另外|其中|并且|并|也|还|都|均|就|再|又|要|应当|应该|应|须|必须|务必|需要|可以|可|将|不得|不能|不准|不许|严禁|禁止|一律|一定|坚决|绝不|决不|请|建议|希望|会议(?:要求|强调|指出|决定|议定)|由|和|与|会同|联合|共同|分别|牵头|负责|到时|届时)",
        )
    });
    // 将 and 由 open what stands before the verb: they are looked at by themselves.
    if text.starts_with('将') && !verb::opens_predicate(&text['将'.len_utf8()..])
        || text.starts_with("负责")
        || text.starts_with("牵头")
    {
        return 0;
    }
    LEAD.find(text).map_or(0, |m| m.end())
}

/// 把责任落实到人: the object behind `sign`, then the verb.
fn fronted(text: &str, sign: &str) -> Option<(Span, Span)> {
    let start = text.find(sign).filter(|&i| i <= 24)?;
    // 把握, 把关, 把好 are verbs themselves.
    if text[start + sign.len()..].starts_with(['握', '关', '好', '住', '脉', '准', '牢', '控']) {
        return None;
    }
    let from = start + sign.len();
    let verb = last_verb(text, from)?;
    let object = trim(text, Span::new(from, verb.start))?;
    Some((verb, object))
}

/// 对在建工程实行动态监测: the object behind 对, then the verb.
fn toward(text: &str) -> Option<(Span, Span)> {
    let from = text.strip_prefix('对').map(|rest| text.len() - rest.len())?;
    let from = if text[from..].starts_with('于') { from + '于'.len_utf8() } else { from };
    static DUMMY: LazyLock<Regex> =
        LazyLock::new(|| pattern("进行|开展|实施|实行|加以|予以|给予|作出|做出|采取|落实|负责|负|承担"));
    let verb = DUMMY
        .find_at(text, from)
        .filter(|m| m.start() > from)
        .map(|m| Span::new(m.start(), m.end()))
        .or_else(|| last_verb(text, from))?;
    let object = trim(text, Span::new(from, verb.start))?;
    Some((verb, object))
}

/// The verb behind a fronted object, which starts at byte `from` with a character of its own: one with 到, 为, 作 and the
/// like behind it, else the last that is no name.
fn last_verb(text: &str, from: usize) -> Option<Span> {
    let from = from + text[from..].chars().next()?.len_utf8();
    let mut best: Option<(u8, Span)> = None;
    let mut at = from;
    while at < text.len() {
        if !text.is_char_boundary(at) {
            at += 1;
            continue;
        }
        let length = verb::verb_length(&text[at..]);
        if length > 0 {
            let end = at + whole_verb(&text[at..], length);
            let aimed = text[at..end].ends_with(['到', '为', '在', '成', '至', '入', '给', '好', '实']);
            let rank = if aimed { 2 } else { u8::from(verb::opens_with_order_word(&text[at..])) };
            if best.is_none_or(|(r, _)| rank > r || rank == r && rank == 0) {
                best = Some((rank, Span::new(at, end)));
            }
            at = end;
        } else {
            at += 1;
        }
    }
    // 摆在…, 编成…: a verb that no list has, with its complement.
    static COMPLEMENTED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"\p{Han}(?:到|在|成|为|作|给|入|出|好|实)(?:\p{Han}|$)"));
    let unknown = || {
        let found = COMPLEMENTED.find_at(text, from)?;
        let verb: usize = found.as_str().chars().take(2).map(char::len_utf8).sum();
        Some(Span::new(found.start(), found.start() + verb))
    };
    best.map(|(_, span)| span).or_else(unknown)
}

/// The verb behind an adverbial: 在湿地范围内|开垦, 以公开租赁方式|盘活, 借养老之名|搞.
fn behind_adverbial(text: &str) -> Option<(usize, usize)> {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| {
        pattern("^(?:在|以|按|依|为|从|向|与|于|借|到|立足|注重|针对|围绕|通过|利用|根据|结合)")
    });
    static CLOSES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            "(?:范围内|区域内|之内|内|中|上|下|里|期间|之名|名义|为由|方式|形式|等方式|之便|标准|要求|规定|原则|的时候|目标|契机|抓手|员|群众|社会|部门|单位|[县市省乡镇村]|一线)",
        )
    });
    let from = OPENS.find(text)?.end();
    let at = CLOSES.find_iter(&text[from..]).map(|m| from + m.end()).find(|&i| verb_at(text, i).is_some());
    at.and_then(|i| verb_at(text, i)).or_else(|| within(text))
}

/// A verb at `at`, behind adverbs.
fn verb_at(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text[at..].trim_start_matches(['的', '，']);
    let bare = verb::skip_adverbs(rest);
    let length = verb::verb_length(bare);
    (length > 0).then_some((text.len() - bare.len(), length))
}

/// A verb behind a subject that is no actor (覆盖率达到100%): the first that is no name.
fn within(text: &str) -> Option<(usize, usize)> {
    text.char_indices().skip(1).find_map(|(i, _)| {
        let length = verb::verb_length(&text[i..]);
        (length > '一'.len_utf8() && verb::opens_with_order_word(&text[i..])).then_some((i, length))
    })
}

/// The length of a verb with what belongs to it: a second verb (建立健全), a complement (落实到), 了.
fn whole_verb(text: &str, length: usize) -> usize {
    static COMPLEMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:[到至为成在入给](?:位)?|起来|下去)"));
    let rest = &text[length..];
    let second = verb::verb_length(rest);
    // 抓好春耕: what has its complement has its object next.
    let complete =
        text[..length].ends_with(['好', '实', '到', '成', '紧', '牢', '住', '足', '强', '大', '优', '严']);
    let pair = !complete
        && text[..length].chars().count() == 2
        && second == "建立".len()
        && verb::opens_with_order_word(rest)
        && rest.len() > second;
    let length = if pair { length + second } else { length };
    // 坚持和完善: two verbs with one object.
    let joined =
        text[length..].chars().next().filter(|c| matches!(c, '和' | '与' | '及' | '、')).map_or(0, |c| {
            let behind = &text[length + c.len_utf8()..];
            let other = verb::verb_length(behind);
            let whole =
                other > '一'.len_utf8() && behind.len() > other && verb::opens_with_order_word(behind);
            if whole { c.len_utf8() + other } else { 0 }
        });
    let length = length + joined;
    // 探索成本低: 成 opens the object.
    let word = ["成本", "成果", "成效", "成员", "成长", "成立", "入口", "入户", "为民", "在建"];
    if word.iter().any(|w| text[length..].starts_with(w)) {
        return length;
    }
    length + COMPLEMENT.find(&text[length..]).map_or(0, |m| m.end())
}

/// The object behind a verb: the rest of the part, without a figure that only counts it.
fn object(text: &str, from: usize) -> Option<Span> {
    static FIGURED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:不少于|不低于|不超过|至少|约|近)?$"));
    let rest = &text[from..];
    let figure = quantities(rest).into_iter().find(|q| FIGURED.is_match(rest[..q.span.start].trim()));
    let start = figure.map_or(0, |q| {
        let behind = &rest[q.span.end..];
        let bound =
            ["以上", "以内", "左右", "以下"].into_iter().find(|b| behind.starts_with(b)).map_or(0, str::len);
        q.span.end + bound
    });
    let start = start + if rest[start..].starts_with(['的', '了']) { '的'.len_utf8() } else { 0 };
    trim(text, Span::new(from + start, text.len()))
}

/// A thing named before its verb or before the modal word: 惠农补贴不得截留, 规划用地要留足.
fn topic(clause: &str, cue: usize, verb: Span, skipped: &[Span]) -> Option<Span> {
    let end = if cue > 0 && cue <= verb.start {
        clause[..cue]
            .char_indices()
            .rev()
            .map(|(i, _)| i)
            .find(|&i| lead(&clause[i..cue]) == cue - i)
            .unwrap_or(cue)
    } else {
        verb.start
    };
    let head = &clause[..end];
    let start = head
        .rfind(['，', ',', '：', ':', '。', '；'])
        .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
    let start =
        skipped.iter().filter(|s| s.end <= end && s.end > start).map(|s| s.end).max().unwrap_or(start);
    let mut span = trim(clause, Span::new(start, end))?;
    let led = lead(span.of(clause));
    span.start += led;
    let text = span.of(clause);
    // What an adverb or a preposition opens is no thing.
    let bare = verb::skip_adverbs(text).len() < text.len()
        || text.starts_with([
            '在', '以', '按', '对', '向', '为', '从', '与', '由', '通', '根', '如', '凡', '经',
        ]);
    (text.chars().count() >= 2 && !bare).then_some(span)
}

fn trim(text: &str, span: Span) -> Option<Span> {
    let part = span.of(text);
    let inner = part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '、' | '，'));
    if inner.is_empty() {
        return None;
    }
    let start = span.start + (inner.as_ptr() as usize - part.as_ptr() as usize);
    Some(Span::new(start, start + inner.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verb_and_object_are_found_wherever_they_stand() {
        let mut wrong = Vec::new();
        for (clause, cue, verb, object) in [
            ("建立健全巡查制度。", "", "建立健全", "巡查制度"),
            ("把责任落实到人。", "", "落实到", "责任"),
            ("要切实抓好春耕备耕。", "要", "抓好", "春耕备耕"),
            ("对在建工程实行动态监测。", "", "实行", "在建工程"),
            ("惠农补贴不得截留。", "不得", "截留", "惠农补贴"),
            ("深入推进农村公路建设，确保质量。", "", "推进", "农村公路建设"),
            ("要将医保纳入考核。", "要", "纳入", "医保"),
            ("新建标准化茶园1.2万亩。", "", "新建", "标准化茶园1.2万亩"),
            ("完成3.6万户居民清洁取暖改造。", "", "完成", "居民清洁取暖改造"),
        ] {
            let end = if cue.is_empty() { 0 } else { clause.find(cue).unwrap() + cue.len() };
            let got = action(clause, end, &[]);
            let text = |s: Option<Span>| s.map_or("", |s| s.of(clause));
            let got = (text(got.map(|a| a.verb)), text(got.and_then(|a| a.object)));
            if got != (verb, object) {
                wrong.push(format!("{clause} {got:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_fronted_object_may_open_with_a_sign_of_any_length() {
        for clause in ["把-“》否则谁来。", "把😀“》由镇里来。", "对é“》进", "把"] {
            action(clause, 0, &[]);
        }
        let found = action("把A区厂房建成。", 0, &[]).expect("an action");
        assert_eq!(
            (found.verb.of("把A区厂房建成。"), found.object.map(|o| o.of("把A区厂房建成。"))),
            ("建成", Some("A区厂房"))
        );
    }
}
