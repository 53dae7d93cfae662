//! Signs in a clause that it reports, complains or explains (dict/evidence.txt).

use crate::{
    lexicon::{Kinds, pattern},
    numeral,
    pattern::{Present, Regex},
    rules,
};
use std::{borrow::Cow, sync::LazyLock};

static DICT: LazyLock<&str> =
    LazyLock::new(|| rules::text("evidence", include_str!("../../dict/evidence.txt")));

static KINDS: LazyLock<Kinds<6>> = LazyLock::new(|| {
    Kinds::new(*DICT, ["past", "result", "wrong", "fact", "future", "verdict"], "dict/evidence.txt")
});

/// The signs found in a clause.
#[derive(Clone, Copy, Default)]
pub(super) struct Signs {
    /// It was done.
    pub(super) past: bool,
    /// A result, past in a report and a goal in a plan.
    pub(super) result: bool,
    /// A shortcoming.
    pub(super) wrong: bool,
    /// An explanation.
    pub(super) fact: bool,
    /// It will come of itself.
    pub(super) future: bool,
    /// What a topic is or means.
    pub(super) verdict: bool,
}

impl Signs {
    /// The signs of a clause in which there is this.
    pub(super) fn of(clause: &str, present: &Present) -> Self {
        let [past, result, wrong, fact, future, verdict] = match without_quotations(clause) {
            Cow::Borrowed(bare) => KINDS.found(bare, present),
            Cow::Owned(bare) => KINDS.found(&bare, &Present::of(&bare, 0)),
        };
        Self { past, result, wrong, fact, future, verdict }
    }
}

/// Whether a clause is a definition or a line of data, whatever stands around it.
pub(super) fn is_fixed(clause: &str, present: &Present) -> bool {
    static FIXED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[^。；：]{0,60}关于[^。；]{2,120}的(?:通知|通告|公告|通报|决定|意见|复函|函|批复|请示|报告|答复)$|^[^，。；]{0,20}共[0-9一二三四五六七八九十]{1,3}[章条](?:[，。；]|$)|(?:是指|指的是|以下简称[^）)]*[)）]?[。，]?$)|^(?:联系人|联系单位|联系方式|联系电话|电话|传真|邮箱|地址|抄送|主送|附件|出席|列席|请假|参会|参加人员|记录|主持人?|发送|主题词|提交日期|印发日期)[：:]|^[（(](?:联系(?:人|电话|单位|科室|处室|部门|方式)|电话|此件)|^[（(]?附(?:件|录|表|图)?(?:列表|[0-9０-９一二三四五六七八九十]{1,2})?[：:.．]|^(?:[0-9]{1,2}[.．、])?[“‘][^”’]{1,30}[”’][^，。；]{0,8}[：:]?(?:是?指)|^(?:现|特)?(?:就|将|提出|制定|印发|拟定)?[^。；]{0,60}如下[^，。；]{0,10}[。：:]$|本(?:办法|规定|条例|细则|规则|意见|方案|预案)所称|^(?:[^，。；]{0,8}本?(?:办法|规定|条例|细则|规则|意见|方案|预案|决定|通知|公告))?自[^，。；]{2,20}(?:施行|生效|起实施|起执行)[^，。；]{0,4}(?:，有效期[^，。；]{1,8})?[。；]?$|适用本|制[定订]本[^，。；]{0,10}(?:办法|规定|条例|细则|规则|意见|方案|预案|制度|标准|计划|规划|措施)|[＝=][^，。；]{0,80}×|参照本[^，。]{2,6}执行|[日月](?:印发|翻印)[。]?$|同时废止[。]?$|^特此(?:通知|报告|函复|函告|批复|公告|通告|通报)|(?:通知|报告|函复|批复|答复|通报|公告|纪要|汇报)如下[：:。]?$|(?:现提出|现作出|现就[^，。]{2,30}提出|制定)(?:以下|如下)[^，。]{0,8}[。：:]?$|^[（(]?[一二三四五六七八九十0-9]*[)）、.．]?[^，。；]{2,12}(?:阶段|环节|步骤)[（(][^）)]{2,30}[)）][。；]?$",
        )
    });
    FIXED.is_match_of(clause, present)
}

/// Whether a clause sets a bound or a figure (不超过15分钟, 达到95%以上); 40米以上的桥梁 only names a kind.
pub(super) fn names_bound(clause: &str) -> bool {
    static BOUND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:不超过|不低于|不少于|不高于|不大于|不小于|达到?|控制在|保持在|左右|(?:以上|以内|以下)(?:[^\p{Han}]|并|且|的?(?:罚|补|奖|处)|$)|100%|为零|零|每(?:人|月|年|户|亩|次))",
        )
    });
    BOUND.is_match(clause)
}

/// Whether a clause gives a deadline (9月底前开工).
pub(super) fn names_deadline(clause: &str) -> bool {
    static DEADLINE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:[0-9０-９一二三四五六七八九十]月(?:底|上旬|中旬|下旬|[0-9]{1,2}日)?|年底|年内|季度末|月底|上半年|汛期|春节|“?五一”?|“?十一”?)(?:之|以)?前|(?:当天|当日|[0-9]+(?:小时|天|日|个工作日)内|限期|不晚于|不迟于|最迟)",
        )
    });
    DEADLINE.is_match(clause)
}

/// Whether a clause states a goal by its figures (地区生产总值增长5%左右).
pub(super) fn names_goal(clause: &str, present: &Present) -> bool {
    static GOAL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:确保|力争|目标|预期|控制在|提高到|增加到|达到|增长|增加|压减|突破|稳定在|保持|降到|降至|翻)[^，。；]{0,24}[0-9０-９一二三四五六七八九十]|[0-9０-９][^，。；]{0,12}(?:左右|(?:以上|以内)(?:[^\p{Han}]|并|且|的?(?:罚|补|奖|处)|$))|与经济增长同步|目标(?:任务)?就?是[：:]?[^，。]{0,4}(?:争|建|实现|确保|达)",
        )
    });
    GOAL.is_match_of(clause, present)
}

/// Whether a clause sets out goals in so many words (全县的奋斗目标是：…).
pub(super) fn sets_goals(clause: &str, present: &Present) -> bool {
    static SETS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:奋斗|主要|预期|总体?|工作|发展|具体|经济社会发展)目标(?:任务)?[^，。；]{0,4}(?:是|为)[：:，]?",
        )
    });
    SETS.is_match_of(clause, present)
}

/// What a clause lists behind a lead that calls it a duty (检查组的主要职责是：核对台账…).
pub(super) fn duties(clause: &str) -> Option<&str> {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[^，。；：]{0,24}?(?:职责|职能|任务|总体思路|基本思路|总体要求)(?:主要)?(?:是|为|包括)?[：:]",
        )
    });
    LEAD.find(clause).map(|lead| &clause[lead.end()..])
}

/// Whether a clause opens with a year or a five-year plan that was over before `year` (2024年，…; “十四五”时期，…).
pub(super) fn looks_back(clause: &str, year: i32) -> bool {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:在|截至|自)?(?:(?P<year>[0-9０-９]{4}|[一二][〇零○九][〇零○一二三四五六七八九]{2})年|[“”\x22]?(?P<plan>[一二三四五六七八九十]{1,2})五[”\x22]?(?:时期|期间))(?:底|末|初)?[^前起内]",
        )
    });
    let Some(found) = OPENS.captures(clause) else { return false };
    let number = |name: &str| found.name(name).and_then(|m| numeral::whole(m.as_str()));
    match (number("year"), number("plan")) {
        (Some(own), _) => (own as i32) < year,
        // The n-th plan ends with the year 1955 + 5n.
        (_, Some(plan)) => 1955 + 5 * (plan as i32) < year,
        _ => false,
    }
}

/// The year by which a clause says that something will be reached (到2030年，…).
pub(super) fn looks_ahead_to(clause: &str) -> Option<i32> {
    let rest = clause.strip_prefix(['到', '至'])?;
    let year = rest.get(..4)?.parse().ok()?;
    rest[4..].starts_with('年').then_some(year)
}

/// Whether a line heads the explanations of words at a document's end.
pub(super) fn opens_glossary(line: &str, present: &Present) -> bool {
    static GLOSSARY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:附[件录]?[0-9]?[：:]?)?[^，。；]{0,12}(?:名词|术语|用语|词语|缩略语)(?:解释|注释|说明)$",
        )
    });
    GLOSSARY.is_match_of(line, present)
}

/// The clause without what stands in quotation marks, in titles and in attributes (已经脱贫的地方), which says
/// nothing of the clause itself.
fn without_quotations(clause: &str) -> Cow<'_, str> {
    static QUOTED: LazyLock<Regex> =
        LazyLock::new(|| pattern("“[^”]{0,60}”|《[^》]{0,80}》|已经?[^，。；的“”]{1,20}的"));
    QUOTED.replace_all(clause, "“”")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(clause: &str) -> Signs {
        Signs::of(clause, &Present::of(clause, 0))
    }

    #[test]
    fn where_a_thing_lies_and_what_it_has_is_a_fact() {
        for clause in [
            "园区位于河东新城，交通便利。",
            "片区内设有三所学校。",
            "该地块可提供建筑面积5万平方米。",
            "虽然降雨不多，但底水偏高。",
            "南岸文化气息浓郁，适合文创产业。",
        ] {
            assert!(signs(clause).fact, "{clause}");
        }
        for clause in ["各社区要设有图书室。", "丰富群众文化生活。", "提供便利服务。"]
        {
            assert!(!signs(clause).fact, "{clause}");
        }
    }

    #[test]
    fn what_some_do_is_a_fact_unless_it_is_demanded() {
        assert!(signs("一些企业采用先建后批的办法。").fact);
        assert!(!signs("一些企业要限期整改。").fact);
    }

    #[test]
    fn an_attachment_in_brackets_is_fixed() {
        for clause in ["（附件2：儿童健康行动计划）", "附件列表：附件1：清单"] {
            assert!(is_fixed(clause, &Present::of(clause, 0)), "{clause}");
        }
    }
}
