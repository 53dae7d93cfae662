//! Bare orders: a verb with no subject before it (抓好…, 深入推进…, 对…进行…), from dict/verbs.txt.

use crate::{
    lexicon::{entries, pattern},
    lists,
    pattern::{Match, Regex, Word, WordList},
    phrase, rules,
};
use std::{collections::HashSet, sync::LazyLock};

static DICT: LazyLock<&str> = LazyLock::new(|| rules::text("verbs", include_str!("../../dict/verbs.txt")));

struct Words {
    adverbs: WordList,
    verbs: WordList,
    naming: HashSet<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |tag| entries(*DICT).filter(move |(_, t)| *t == tag).map(|(word, _)| word);
    Words {
        adverbs: WordList::new(of("adverb")),
        verbs: WordList::new(of("verb")),
        naming: of("noun-verb").collect(),
    }
});

/// Verbs of one character with what completes them: 抓好, 建成, 压实, 用足.
static COMPLETED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[读抓做办搞建管用守稳防扛打扎压拧补配落把盯筑兜挖学练选育引留强壮护走跟保看讲说写改调查排找理摸算收带开放种养修织树立定订拿挑握扭攥绷聚唱念打迈站谋推促提增减降控治除清净绿美亮深做教听想问记当争赢夺叫](?:好|到|实|紧|牢|强|大|优|足|准|细|稳|住|成|出|齐|全|通|活|深|严|清|透|起|够|完|掉|精|尽|满|快|高|厚|亮|美|绿|净|宽|密|正|硬|上|下|进|入|立|专|新|懂)",
    )
});

/// Single verbs that open an order by themselves: 抓…, 建…, 以…为….
static SINGLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:[抓建办搞促保防治稳强补扩降控减增树守严抢重立清育引兴除破改修盯聚看][\p{Han}]{2})")
});

/// Whether a clause opens like an order, behind its connectives, adverbials and adverbs.
pub(crate) fn opens_order(clause: &str) -> bool {
    let clause = clause.trim_start_matches(['—', ' ', '　', '“', '，', '、', '：']);
    let clause = strip_connective(clause);
    // 并在审批环节给予便利
    let clause = clause
        .strip_prefix('并')
        .filter(|rest| rest.starts_with(['在', '对', '于', '以', '从', '为', '向']))
        .unwrap_or(clause);
    for part in clause.split(['，', ',', '：']).take(4) {
        let part = part.trim();
        // 被执行人拒不申报财产的，依法罚款: the first part says of whom.
        if part.ends_with('的') && part.len() < clause.len() {
            continue;
        }
        if is_adverbial(part) {
            // 在提高质量上下功夫
            let works = part.trim_end_matches(['。', '；', '！']).ends_with("功夫") && part.contains("上下");
            if works || clause.starts_with(part) && holds_predicate(part) {
                return true;
            }
            continue;
        }
        return is_verb_phrase(part) || is_each_as_it_can(part);
    }
    // 利用…, 结合… with nothing behind: they are the order itself.
    clause.starts_with("利用")
        || clause.starts_with("通过")
        || clause.starts_with("依托")
        || clause.starts_with("围绕")
}

/// 能分段的分段: what can be done so is to be done so.
fn is_each_as_it_can(part: &str) -> bool {
    let Some(rest) = part.strip_prefix('能') else { return false };
    rest.find('的').is_some_and(|i| rest[i + '的'.len_utf8()..].starts_with(&rest[..i]))
}

/// Whether an order of its own stands before the comma-clause at `at` (加强巡查，不得…).
pub(crate) fn heads_another(clause: &str, at: usize) -> bool {
    let Some(comma) = clause[..at].rfind(['，', ',']) else { return false };
    // 按照标准进行设计，编制文件，不得违反: the first part that is no adverbial.
    let mut parts = clause[..comma].split(['，', ',']);
    let first = parts.find(|part| !is_adverbial(part) || holds_predicate(part)).unwrap_or("");
    let topic = first.rfind('的').is_some_and(|i| phrase::is_actor(&first[i + '的'.len_utf8()..]));
    // 实施爆破作业时，…不得…, 未取得许可的车辆，不得…: it says when, and of what.
    let when = first.starts_with(['未', '不', '无', '凡', '如', '除'])
        || first.ends_with(['时', '后', '前', '中', '内'])
        || first.ends_with("期间");
    !topic && !when && !first.is_empty() && !first.ends_with('的') && is_verb_phrase(strip_connective(first))
}

/// Whether a verb of the list stands anywhere in the clause.
pub(crate) fn has_verb(clause: &str) -> bool {
    WORDS.verbs.find_iter(clause).next().is_some() || COMPLETED.is_match(clause)
}

/// Whether `text` opens with a verb, adverbs before it left out.
pub(crate) fn is_verb_phrase(text: &str) -> bool {
    let rest = skip_adverbs(text);
    // An adverb may be the verb itself: 严格责任落实, 加快试点建设.
    verb_length(rest) > 0
        || rest.len() < text.len() && (verb_length(text) > 0 || is_adverbial(rest) && holds_predicate(rest))
}

/// Whether a short clause names a thing, though it opens with a verb (储备投放机制, 监督管理).
pub(crate) fn is_name(clause: &str) -> bool {
    static ENDS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:机制|体系|制度|模式|原则|标准|流程|程序|方式|范围|安排|要求|目标|措施|步骤|情况|情形|任务|职责|问题|内容|对象|时间|地点|主题|条件|资格|指标|依据|工作|方案|设施|配套|供给)$",
        )
    });
    let clause = clause.trim_end_matches(['。', '；', '：']);
    let first = &clause[..WORDS.verbs.opening(clause)];
    let plain =
        skip_adverbs(clause).len() == clause.len() && !clause.contains('，') && clause.chars().count() <= 10;
    plain
        && (ENDS.is_match(clause) && (first.is_empty() || WORDS.naming.contains(first))
            || clause.chars().count() <= 5 && WORDS.naming.contains(first))
}

/// Whether `text` opens with a verb that orders and never stands at the head of a name (完成…, 配合…, 严禁…).
pub(crate) fn opens_with_order_word(text: &str) -> bool {
    let first = &text[..WORDS.verbs.opening(text)];
    !first.is_empty() && !WORDS.naming.contains(first)
}

/// Whether `text` opens with a verb that stands at the head of a name as often (研发投入, 护理员).
pub(crate) fn opens_with_name(text: &str) -> bool {
    let first = &text[..WORDS.verbs.opening(text)];
    WORDS.naming.contains(first) || text[first.len()..].starts_with(['员', '率', '量', '费'])
}

/// Where the last modal word of `text` ends, or the word that brings its object forward; 0 where there is none.
pub(crate) fn modal_end(text: &str) -> usize {
    static MODAL: LazyLock<Regex> =
        LazyLock::new(|| pattern("要|应当?|必须|须|将|把|使|对|由|并|不得|按照?|确保|力争|保证|推动"));
    // 使用外资, 对外贸易: part of another word.
    let whole = |m: &Match<'_>| !lists::OTHERWISE.opens(&text[m.start()..]);
    MODAL.find_iter(text).filter(whole).map(|m| m.end()).last().unwrap_or(0)
}

/// Where the verb behind the one who acts ends (县财政安排|奖补资金); 0 where there is none.
pub(crate) fn predicate_end(text: &str) -> usize {
    let plain = |m: &Word| !text[m.end..].starts_with(['率', '量', '费', '面', '额']);
    let verb = WORDS
        .verbs
        .find_iter(text)
        .find(plain)
        .filter(|m| text[m.start..m.end].chars().count() > 1 && phrase::is_actor(&text[..m.start]));
    verb.map_or(0, |m| m.end)
}

/// The length in bytes of the verb with which `text` opens, or 0.
pub(crate) fn verb_length(text: &str) -> usize {
    let known = WORDS.verbs.opening(text);
    if known > 0 {
        let rest = &text[known..];
        // 建设的…, 发展是…, 服务业: the word names something here.
        let noun = rest.starts_with(['的', '是', '业', '者', '性', '类', '型'])
            || rest.starts_with('率') && !rest.starts_with("率先")
            || rest.starts_with("工作是");
        return if noun { 0 } else { known };
    }
    let ba = |m: char| text.starts_with(m) && text.chars().count() > 4;
    COMPLETED
        .find(text)
        .map_or(0, |m| m.end())
        .max(if SINGLE.is_match(text) { 3 } else { 0 })
        .max(if ba('把') || ba('将') || ba('让') || ba('使') { 3 } else { 0 })
}

/// `text` behind the adverbs with which it opens.
pub(crate) fn skip_adverbs(mut text: &str) -> &str {
    static ONE_BY_ONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:逐\p{Han}){1,2}"));
    text = &text[ONE_BY_ONE.find(text).map_or(0, |m| m.end())..];
    while let Some(found) = WORDS.adverbs.at(text, 0) {
        // An adverb that is also a verb's head (全面建成) goes; one that ends the text stays.
        if found.end == text.len() {
            break;
        }
        let longer = WORDS.verbs.opening(text) > found.end;
        if longer {
            break;
        }
        text = text[found.end..].trim_start_matches(['地', '、', '，']);
    }
    text
}

/// Whether `text` opens with a verb, or with an adverbial that has one behind it (将在全市开展…).
pub(crate) fn opens_predicate(text: &str) -> bool {
    static LEADS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:于|在|按照?|根据|从|分[批期步]|以[^，]{1,12}(?:姿态|精神|力度|作风|举措|标准)|一(?:查到底|如既往)|对[^，。]{1,30}(?:进行|开展|实施|给予|予以|实行)|为[^，。]{1,20}(?:配|提供|办|创造|做|建|开|送|购|发))",
        )
    });
    let behind = skip_adverbs(text);
    let names = WORDS.naming.contains(&text[..WORDS.verbs.opening(text)]);
    LEADS.is_match(text)
        || behind.len() < text.len()
        || is_verb_phrase(text) && !names && !text.starts_with(['把', '将'])
}

fn strip_connective(clause: &str) -> &str {
    static CONNECTIVE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:同时|此外|另外|其中|为此|因此|所以|总之|特别是|尤其是|与此同时|在此基础上|在这个过程中|下一步|下步|今后|接下来|今年|明年|年内|今年内|具体来说|一句话|当前|目前|现在|首先|其次|最后|再次|然后|一方面|另一方面|对此|从现在起|会上|会后|节日期间|汛期|同志们|[\p{Han}]{2,6}方面|(?:[0-9０-９一二三四五六七八九十两半]{1,3}个?(?:工作日|小时|日|天|周|月|年)(?:之内|以内|内|前)|每(?:天|日|周|月|班|季度|年))|(?:力争|争取)?到?(?:19|20)[0-9]{2}年(?:底|末|内)?前?|[0-9]{1,2}月底?前?)[，,：:]?",
        )
    });
    &clause[CONNECTIVE.find(clause).map_or(0, |m| m.end())..]
}

fn is_adverbial(part: &str) -> bool {
    static ADVERBIAL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:以|按照?|根据|围绕|为了?|针对|对于?|在|通过|结合|依托|依据|依照|遵循|本着|随着|到|至|从|自|经|与|向|由|于|利用|力争到)",
        )
    });
    ADVERBIAL.is_match(part)
}

/// Whether an adverbial clause holds the predicate too: 对储备数量实行动态监测, 在政策范围内积极争取配额.
fn holds_predicate(part: &str) -> bool {
    let mut rest = part;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let bare = skip_adverbs(rest);
        if bare.len() < rest.len() && verb_length(bare) > 0 && bare.chars().count() > 3 {
            return true;
        }
    }
    // No adverb to tell the predicate by: any verb behind the object of 对 and the like.
    part.starts_with(['对', '由', '与', '向', '从', '为', '以', '按', '在'])
        && WORDS.verbs.find_iter(part).any(|m| m.start >= 6 && part[m.end..].chars().count() >= 2)
        || is_done_by(part)
}

/// Whether a part says by what something is to be done, its verb the last word: 按照较高的标准执行.
fn is_done_by(part: &str) -> bool {
    let part = part.trim_end_matches(['。', '；', '！']);
    let by = part.starts_with(['按', '依', '参']);
    by && WORDS.verbs.find_iter(part).any(|m| m.start >= 9 && m.end == part.len())
}

#[cfg(test)]
mod tests {
    use super::opens_order;

    #[test]
    fn orders_open_with_a_verb() {
        for clause in [
            "抓好防汛值守。",
            "深入推进农村公路建设，",
            "同时，严格落实责任制。",
            "以村为单位，建立养护台账。",
            "对在建工程实行动态监测，",
            "把责任压实到人。",
            "切实把学校安全抓在手上。",
            "在政策范围内积极争取配额。",
        ] {
            assert!(opens_order(clause), "{clause}");
        }
    }

    #[test]
    fn statements_do_not() {
        for clause in
            ["全县上下齐心。", "发展是第一要务。", "形势依然严峻。", "养老服务业前景广阔。", "这是一件大事。"]
        {
            assert!(!opens_order(clause), "{clause}");
        }
    }
}
