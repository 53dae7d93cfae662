//! Names of those who act: what is one (dict/actors.txt), and how a list of them is parted.

use crate::{
    lexicon::{entries, pattern},
    pattern::{First, Regex},
    sense::verb,
    source::Span,
};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

static DICT: &str = include_str!("../../../dict/actors.txt");

struct Words {
    suffixes: Endings,
    exact: HashSet<&'static str>,
    never: HashSet<&'static str>,
    tails: Endings,
    /// The longest name of `exact` in characters.
    longest: usize,
    /// Characters that names end with.
    last: First,
    /// Characters behind which a list can end: those, and what [`strip`] and [`split`] leave out.
    close: First,
}

/// Words by their last character.
#[derive(Default)]
struct Endings(HashMap<char, Vec<&'static str>>);

impl Endings {
    fn new(words: impl Iterator<Item = &'static str>) -> Endings {
        let mut endings = Endings::default();
        for word in words {
            endings.0.entry(word.chars().next_back().unwrap_or_default()).or_default().push(word);
        }
        endings
    }

    /// Whether one of the words ends `text`.
    fn end(&self, text: &str) -> bool {
        let words = text.chars().next_back().and_then(|last| self.0.get(&last));
        words.is_some_and(|words| words.iter().any(|word| text.ends_with(word)))
    }
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let of = |tag| entries(DICT).filter(move |(_, t)| *t == tag).map(|(word, _)| word);
    let mut last = First::NONE;
    let ends = of("suffix").chain(of("exact")).filter_map(|word| word.chars().next_back());
    // What stands before a person's name (书记, 县长, 主任, 主席, 总经理) and closes a list (等) too.
    ends.chain("记长任席理等".chars()).for_each(|c| last.add(c));
    let mut close = last.clone();
    NO_NAMES_END.chars().for_each(|c| close.add(c));
    Words {
        suffixes: Endings::new(of("suffix")),
        exact: of("exact").collect(),
        never: of("never").collect(),
        tails: Endings::new(of("tail")),
        longest: of("exact").map(|word| word.chars().count()).max().unwrap_or(0),
        last,
        close,
    }
});

/// What closes a list whose other names are cut short: 供水、燃气、供电企业.
const COLLECTIVE: [&str; 12] =
    ["部门", "单位", "企业", "公司", "机构", "系统", "院校", "学校", "经营者", "主体", "平台", "团体"];

/// The actors in `span` where all of it is a list of actors, else nothing.
pub(super) fn list(clause: &str, span: Span) -> Vec<Span> {
    // A list of names on and on is none that a clause is about.
    if span.len() > 1200 {
        return Vec::new();
    }
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

/// The characters with which the adverbs end that [`strip`] takes off a list, but for those of [`ADVERBIAL`], and the
/// words and signs that part a list or close it (、, 以及, 特别是, brackets, spaces).
const NO_NAMES_END: &str = "都也均间互相末定还仍更就又则必自续终同年样时先其别实正动头一二三四五六七八九十后月季周日天度内底前初旬期、及是)） \u{3000}";

/// The characters that 对, 在 or 于 has behind it in an adverbial at the end of a list.
const ADVERBIAL: usize = 16;

/// The characters of a person's name behind the word for an office.
const PERSON: usize = 3;

/// The span without connectives before and adverbs behind the list, and without an adverbial before it.
fn strip(clause: &str, span: Span) -> Option<Span> {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十]，|同时|此外|另外|其中|为此|因此|对此|总之|特别是|尤其是|但|而|并|那么|所以|还有|请|希望|下阶段|下一步|今年|今后|当前|现在|首先|其次|最后|时间一晃就过去了)+[，,、]?",
        )
    });
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:都|也|均|之间|相互|互相|夜间|周末|一定|还|仍|更|就|又|则|必|亲自|继续|始终|共同|今年|同样|同时|首先|尤其|特别|切实|真正|主动|务必|同|带头|[一二三四五六七八九十]|回去以后|每[年月季周日天](?:度)?|(?:今|明|本)?年(?:内|底前?|初)|本[周月季]内|(?:[0-9]{4}年)?[0-9]{1,2}月(?:底|上旬|中旬|下旬|[0-9]{1,2}日)?(?:之?前)?|[上下]半年|近期|限期|对[^，]{1,16}|在[^，]{1,16}|于[^，]{1,16})+$",
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
pub(super) fn split(clause: &str, span: Span) -> Vec<Span> {
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
            '特' if text[at..].starts_with("特别是") && is_actor(left) => at + "特别是".len(),
            '以' if text[at..].starts_with("以及") && is_actor(left) => at + "以及".len(),
            '和' | '与' | '及' | '或' if is_actor(left) && plausible(&text[at + c.len_utf8()..]) => {
                at + c.len_utf8()
            }
            '各' if known_length(&text[start..]).is_some_and(|known| start + known > at) => continue,
            // 各镇各部门, but 地方各级政府.
            '各' if at > start && is_actor(left) && left.contains('各') => at,
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
const MODIFIERS: [&str; 16] = [
    "重点",
    "专业",
    "专门",
    "专项",
    "定点",
    "综合",
    "联合",
    "集中",
    "自主",
    "统一",
    "对口",
    "结对",
    "再担保",
    "再生",
    "再就业",
    "再贷款",
];

/// The length of the longest name of the dictionary, of two characters or more, with which `text` opens.
pub(super) fn known_length(text: &str) -> Option<usize> {
    let ends = text.char_indices().take(WORDS.longest).map(|(i, c)| i + c.len_utf8()).skip(1);
    ends.filter(|&end| WORDS.exact.contains(&text[..end])).last()
}

/// The bytes of `text` behind which a list of names can end, the last first: behind the end of a name, or behind what
/// [`strip`] and [`split`] leave out. Cheap, and so asked first: more than those at which [`list`] finds one.
pub(super) fn ends(text: &str) -> Vec<usize> {
    let words = &*WORDS;
    let mut ends = Vec::new();
    // Characters since the last preposition, and since the last word for an office with a person's name behind it.
    let (mut adverbial, mut office) = (usize::MAX, usize::MAX);
    let mut opened = false;
    for (i, c) in text.char_indices() {
        (adverbial, office) = (adverbial.saturating_add(1), office.saturating_add(1));
        opened |= words.last.has(u32::from(c));
        if opened && (words.close.has(u32::from(c)) || adverbial <= ADVERBIAL || office <= PERSON) {
            ends.push(i + c.len_utf8());
        }
        match c {
            '对' | '在' | '于' => adverbial = 0,
            '记' | '长' | '任' | '席' | '理' => office = 0,
            _ => {}
        }
    }
    ends.reverse();
    ends
}

/// Whether `text` names someone who can act.
pub(crate) fn is_actor(text: &str) -> bool {
    // A body and who heads it: 副县长李平.
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:书记|[省市县区镇乡局厅处科部院校所站]长|主任|主席|秘书长|组长|总经理|董事长)\p{Han}{2,3}$",
        )
    });
    let words = &*WORDS;
    if words.exact.contains(text) {
        return true;
    }
    let length = text.chars().count();
    let bare = text.trim_end_matches(['）', ')']);
    (2..=40).contains(&length)
        && !words.never.contains(text)
        && !words.tails.end(text)
        && (words.suffixes.end(bare)
            || words.suffixes.end(text)
            || length > 3 && text.strip_suffix('等').is_some_and(is_actor)
            || NAMED.is_match(text) && !text.contains('的'))
        && !is_more_than_a_name(text)
}

/// Whether words that end like a name say more than one: they hold a verb, an adverb, a preposition.
fn is_more_than_a_name(text: &str) -> bool {
    static BARRED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[，。；：《》]|^.{1,3}好|^(?:的|跨|其[^他]|在|对|把|将|从|向|为|以|按|用|让|使[^用]|被|是|有[^条关能需意工]|这(?:次|是|样|些|项|个)|那|该项|其中|如|凡|就|要|最|由|先|附|与|根据|通过|针对|于|等会|同意|组织[^部人]|宣传[^部]|选择|发现|原则|聚合|新增|创新|防范|保障|且|[0-9]|年底|年终|逐|会议|愿|未|经[^营济办纪]|遇|每[^个家户名位一]|惠及|报[^社告道]|当好|做好|办好|支持|他|她|持续|稳|扩|抓[^紧]|导入|布局|打造|培育|壮大|着力|拒绝|我代|重点[检推督查抓打整支保突])|(?:推进|加强|提高|加快|完善|落实|抓好|工作的|会同|牵头|联合[^国会体]|负责[^人同]|负责$|是|成为|作为|能否|将|按照|利用|审定|核实|不定期|的目标|涉及|包括|面对|面向|存在|属于|围绕|及时|强调|指出|要求|提出|表示|主持|听取|召开|原则上|到|由|之内|鼓励|支持[^中]|向|报[^社告道]|至少|不[^同]|马上|一律|夜间|叮嘱|还就|以[^上下往内外]|了|着|至[今少]|[0-9]+[名个户家万]|根据|关于|地[为把对向]|参与[^者直])",
        )
    });
    if BARRED.is_match(text) {
        return true;
    }
    let manner =
        verb::skip_adverbs(text).len() < text.len() && !MODIFIERS.iter().any(|m| text.starts_with(m));
    if verb::opens_with_order_word(text) || manner {
        return true;
    }
    if !text.contains('的') && orders_a_name(text) {
        return true;
    }
    // 有条件的乡镇卫生院, 使用校车的学校: what qualifies the name may hold a verb.
    let name = text.rfind('的').map_or(text, |i| &text[i + '的'.len_utf8()..]);
    verb::holds_order_word(name)
}

/// Whether a verb that may open a name has another's name for its object: 实施城乡居民…, 建设南宁都市圈, 检查全省; not
/// 建设单位, 发展改革委, 评估专家组, 管理服务中心.
fn orders_a_name(text: &str) -> bool {
    let Some(rest) = verb::behind_name_verb(text) else { return false };
    let closed = rest.chars().count() <= 3 || verb::behind_name_verb(rest).is_some();
    WORDS.exact.contains(rest) || !closed && is_actor(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_stand_behind_a_list_ends_none_of_them_early() {
        let behind = "都 也 均 之间 相互 互相 夜间 周末 一定 还 仍 更 就 又 则 必 亲自 继续 始终 共同 今年 同样 同时 首先 尤其 \
            特别 切实 真正 主动 务必 同 带头 三 回去以后 每年 每月 每季度 每周 每日 每天 今年内 明年底前 年初 本周内 2026年6月 \
            6月底 6月上旬 6月3日前 上半年 近期 限期 对困难家庭搞帮扶 在防汛期上岗位 于六十个工作日中 、 以及 特别是 ）";
        for name in ["各镇", "县教育局、公安局等", "副县长李平", "县长王大山", "县委"]
        {
            for adverb in behind.split_whitespace().chain(["", " "]) {
                let text = format!("{name}{adverb}");
                let found = list(&text, Span::new(0, text.len()));
                assert!(found.is_empty() || ends(&text).contains(&text.len()), "{text}: {found:?}");
            }
        }
    }

    #[test]
    fn names_are_told_from_sentences_that_end_like_them() {
        let mut wrong = Vec::new();
        for name in [
            "县交通运输局",
            "各包案领导",
            "省财政",
            "分管负责同志",
            "县级医院",
            "我市",
            "疾控机构",
            "每位学员",
            "县供电公司",
            "有条件的地方",
            "纪检监察机关",
            "县纪委监委",
            "县财政",
            "省级财政",
            "巡查责任人",
            "主要负责同志",
            "企业主要负责人",
            "各级防汛责任人",
            "各市（州）人民政府主要负责同志",
            "使用校车的学校",
            "副县长李平",
            "棉区各公社",
            "县级机关",
            "业主",
            "各级党委的主要负责同志",
            "县人口计生工作领导小组",
            "没有疫情或疫情较轻的地区",
            "集团",
            "党政“一把手”",
            "建设单位",
            "发展改革委",
            "评估专家组",
            "管理服务中心",
            "各行各业",
        ] {
            if !is_actor(name) {
                wrong.push(format!("{name} is one"));
            }
        }
        for other in [
            "每个网格原则上不超过300户",
            "重点检查养老院",
            "未经验收或者",
            "该办的事马上办",
            "持续推进",
            "省政府成立工作专班",
            "民营企业参与园区",
            "崔明远叮嘱市县",
            "打造国际领先的智能实验室",
            "培养专业的主播人才",
            "都要有规范的言行",
            "县财政局另行",
            "量力而行",
            "覆盖八成以上的城市社区",
            "建立全市统一的养老服务信息平台",
            "全面出清单一功能的政府融资平台",
            "建设人民币资产全球配置中心",
            "实施优质中小企业",
            "稳企业",
            "县政府要求各单位",
            "习近平总书记强调",
            "实施城乡居民",
            "建设南宁都市圈",
            "检查全省",
            "形成切实可行的方案提报省政府",
            "确保新选派的驻村干部",
            "我代表省政府",
            "违者",
            "全心全意地为人民",
            "传达市委主席关于",
            "拒绝业主",
        ] {
            if is_actor(other) {
                wrong.push(format!("{other} is none"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
