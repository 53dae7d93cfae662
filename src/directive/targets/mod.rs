//! Figures to be reached or kept: which quantities of a directive clause are targets, how they are bounded
//! (dict/bounds.txt), and what they measure.

mod measure;

use crate::{
    lexicon::{entries, look_ahead, look_back, pattern},
    numeral::Sign,
    pattern::Regex,
    quantity::{Dimension, Quantity, quantities},
    rule::Rule,
    rules,
    sense::verb,
    source::Span,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

static DICT: LazyLock<&str> =
    LazyLock::new(|| rules::text("bounds", include_str!("../../../dict/bounds.txt")));

/// Which side of a target its figure bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 以上, 不低于.
    AtLeast,
    /// 以内, 不超过.
    AtMost,
    /// 左右.
    About,
    /// The figure itself.
    Exact,
    /// From one figure to another.
    Between,
}

/// Whether a target must be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Force {
    /// It must.
    Binding,
    /// It is striven for, or expected: 力争, 预期.
    Striven,
}

/// A figure to be reached or kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The figure with its unit.
    pub span: Span,
    /// Its value, of a range the lower end: 万 and 亿 multiplied out, of 95% 95.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// Its unit, empty for a share (三分之一).
    pub unit: String,
    /// Which side it bounds.
    pub bound: Bound,
    /// Whether it must be met.
    pub force: Force,
    /// What it measures.
    pub measure: Option<Span>,
    /// The rule that took it for a target.
    pub rule: Rule,
}

/// What a sign of dict/bounds.txt says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Bound(Bound),
    Striven,
}

struct Signs {
    before: Vec<(Regex, Says)>,
    behind: Vec<(&'static str, Says)>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let says = |name| match name {
        "at_least" => Says::Bound(Bound::AtLeast),
        "at_most" => Says::Bound(Bound::AtMost),
        "about" => Says::Bound(Bound::About),
        "exact" => Says::Bound(Bound::Exact),
        "striven" => Says::Striven,
        other => panic!("dict/bounds.txt: nothing says {other}"),
    };
    let mut signs = Signs { before: Vec::new(), behind: Vec::new() };
    for (entry, tag) in entries(*DICT) {
        match tag.split_once(' ') {
            Some(("before", name)) => signs.before.push((pattern(entry), says(name))),
            Some(("behind", name)) => signs.behind.push((entry, says(name))),
            _ => panic!("dict/bounds.txt: {entry} stands neither before nor behind"),
        }
    }
    signs.behind.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    signs
});

/// The targets of a clause, as spans of it, in order; `masked` are titles, quotations, deadlines and conditions.
pub(super) fn targets(clause: &str, masked: &[Span]) -> Vec<Target> {
    collect(clause, masked, rule)
}

/// The targets of a cell made for them: there what counts or measures is one without more.
pub(super) fn of_cell(cell: &str) -> Vec<Target> {
    collect(cell, &[], |quantity, place| {
        let figure = matches!(quantity.dimension, Dimension::Measure | Dimension::Count | Dimension::Share);
        rule(quantity, place).or(figure.then_some(Rule::TableCell))
    })
}

fn collect(
    clause: &str,
    masked: &[Span],
    rule: impl Fn(&Quantity, &Place<'_>) -> Option<Rule>,
) -> Vec<Target> {
    let found = quantities(clause);
    let mut out: Vec<Target> = zeros(clause, masked);
    for quantity in &found {
        let free = |s: &Span| quantity.span.end <= s.start || s.end <= quantity.span.start;
        if !masked.iter().all(free) {
            continue;
        }
        let place = Place::of(clause, quantity);
        let Some(rule) = rule(quantity, &place) else { continue };
        let low = out.iter().map(|t| t.span.end).filter(|&end| end <= quantity.span.start).max().unwrap_or(0);
        out.push(Target {
            span: quantity.span,
            value: quantity.value,
            upper: quantity.upper,
            unit: quantity.unit.clone(),
            bound: place.bound(quantity),
            force: if place.says(Says::Striven) { Force::Striven } else { Force::Binding },
            // 2027年达到35%、2030年达到40%: one measure for both.
            measure: measure::measure(clause, quantity.span, low, masked)
                .or_else(|| out.last().and_then(|before| before.measure)),
            rule,
        });
    }
    out.sort_by_key(|target| target.span);
    out
}

/// 零事故, 零增长: what is to be kept at nothing.
fn zeros(clause: &str, masked: &[Span]) -> Vec<Target> {
    static ZERO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"零(?:事故|增长|死亡|伤亡|发生|差错|失误|投诉|感染|排放|新增|缺陷|遗漏|违规|违纪|上访|盲区|延误|拖欠|积压)",
        )
    });
    let free = |s: &Span| masked.iter().all(|m| s.end <= m.start || m.end <= s.start);
    // 一零: part of a number.
    let alone = |s: &Span| {
        !clause[..s.start].ends_with(|c: char| c.is_numeric() || "一二三四五六七八九十百千万亿点".contains(c))
    };
    let found = ZERO.find_iter(clause).map(|m| Span::new(m.start(), m.end()));
    let target = |span| Target {
        span,
        value: 0.0,
        upper: None,
        unit: String::new(),
        bound: Bound::Exact,
        force: Force::Binding,
        measure: measure::measure(clause, span, 0, masked),
        rule: Rule::TargetZero,
    };
    found.filter(free).filter(alone).map(target).collect()
}

/// Whether the last word before a figure that tells of when it is or was points back (去年完成投资120亿元，增长8%，今年
/// 要…: the first two are past).
fn is_told_of_past(head: &str) -> bool {
    static WHEN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?P<past>[一二三四五几多半]年来|(?:^|[^比较以到])(?:去年|上年|前年)(?:[^教水基的同底]|$)|截至目前|已(?:经|累计)|累计(?:完成|建成)了)|今年|明年|全年|年内|要|将|应|力争|确保|必须|提高到|增加到|降到|调整为|到20",
        )
    });
    let head = head.rsplit(['：', ':', '。', '；']).next().unwrap_or(head);
    WHEN.captures_iter(head).last().is_some_and(|c| c.name("past").is_some())
}

/// A quantity's neighbours in its part of the sentence.
struct Place<'t> {
    /// What stands before it in the clause, as far as rules look back.
    clause_head: &'t str,
    /// What stands before it.
    left: &'t str,
    /// What stands behind it.
    right: &'t str,
    /// The signs that end right before it, the longest first: 不超过 says more than 超过.
    before: Vec<Says>,
    /// The sign that opens right behind it.
    behind: Option<Says>,
}

impl<'t> Place<'t> {
    fn of(clause: &'t str, quantity: &Quantity) -> Self {
        let head = look_back(&clause[..quantity.span.start]);
        let start = head
            .rfind(['，', ',', '；', '。', '：', ':', '（', '('])
            .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
        let tail = look_ahead(&clause[quantity.span.end..]);
        let end = tail.find(['，', ',', '；', '。', '：', '）', ')']).unwrap_or(tail.len());
        let (left, right) = (&head[start..], &tail[..end]);
        // 每亩、每人, 亩均 part the bound from the figure: 提高到每人每月180元.
        static PER: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"(?:(?:每|人均|户均|亩均|平均)\p{Han}{0,3})+$"));
        let near = PER.find(left).map_or(left, |m| &left[..m.start()]);
        let length = |sign: &Regex, text: &str| sign.find(text).map(|m| m.range().len());
        let mut before: Vec<(usize, Says)> = SIGNS
            .before
            .iter()
            .filter_map(|(sign, says)| Some((length(sign, near).or_else(|| length(sign, left))?, *says)))
            .collect();
        before.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        let before = before.into_iter().map(|(_, says)| says).collect();
        let behind =
            SIGNS.behind.iter().find(|(word, _)| right.trim_start().starts_with(word)).map(|(_, s)| *s);
        Self { clause_head: head, left, right, before, behind }
    }

    fn says(&self, what: Says) -> bool {
        static EXPECTED: LazyLock<Regex> = LazyLock::new(|| pattern("预期目标|预期性"));
        what == Says::Striven && EXPECTED.is_match(self.clause_head)
            || self.before.contains(&what)
            || self.behind == Some(what)
    }

    /// Whether the clause says that something recurs: 每年, 每半年.
    fn is_recurring(&self) -> bool {
        self.clause_head.contains('每')
    }

    /// Whether words set a bound, or say that the figure is to be reached.
    fn bounded(&self) -> bool {
        self.before.iter().chain(&self.behind).any(|s| matches!(s, Says::Bound(_)))
    }

    /// Whether a word of a bound in the narrow sense stands before it.
    fn limited(&self) -> bool {
        [Bound::AtLeast, Bound::AtMost].into_iter().any(|b| self.before.contains(&Says::Bound(b)))
    }

    fn bound(&self, quantity: &Quantity) -> Bound {
        let sides = [Bound::AtLeast, Bound::AtMost, Bound::About];
        let before = self.before.iter().find_map(|says| match says {
            Says::Bound(bound) if sides.contains(bound) => Some(*bound),
            _ => None,
        });
        if quantity.upper.is_some() {
            Bound::Between
        } else if let Some(Says::Bound(bound)) = self.behind {
            bound
        } else {
            before.unwrap_or(if quantity.about { Bound::About } else { Bound::Exact })
        }
    }
}

/// The rule by which a quantity is a target, or none.
fn rule(quantity: &Quantity, place: &Place<'_>) -> Option<Rule> {
    if is_fine(quantity, place) {
        return Some(Rule::TargetSum);
    }
    // 具有三年以上工作经历
    if quantity.dimension == Dimension::Time && place.left.ends_with(['有', '备']) && place.behind.is_some()
    {
        return Some(Rule::TargetTime);
    }
    if is_start(place)
        || is_past(place)
        || is_attribute(quantity, place)
        || is_name(place)
        || is_about(quantity, place)
    {
        return None;
    }
    let limited = place.limited() || place.behind.is_some();
    // 110千伏变电站: a class of line.
    if quantity.unit.ends_with('伏') && !limited {
        return None;
    }
    match quantity.dimension {
        Dimension::Label => None,
        Dimension::Age => (place.bounded() && !place.left.ends_with('满')).then_some(Rule::TargetAge),
        Dimension::Time => {
            static STAYS: LazyLock<Regex> = LazyLock::new(|| {
                pattern(
                    r"(?:期限?|时间|年限|有效期|时长|时限|间隔|周期)(?:为|定为|(?:平均)?(?:延长|缩短|压缩|减少|控制)(?:至|到|在)?)?$",
                )
            });
            (limited || STAYS.is_match(place.left)).then_some(Rule::TargetTime)
        }
        Dimension::Share if quantity.sign == Sign::Ratio => Some(Rule::TargetRatio),
        Dimension::Share => Some(Rule::TargetShare),
        Dimension::Measure | Dimension::Count
            if quantity.sign == Sign::Single && !(quantity.unit == "次" && place.is_recurring()) =>
        {
            // 亿元以上项目: a size by which things are sorted.
            let unit = quantity.value >= 10.0;
            let least = !unit && place.behind == Some(Says::Bound(Bound::AtLeast)) || place.limited();
            least.then_some(Rule::TargetSingle)
        }
        Dimension::Measure => Some(Rule::TargetMeasure),
        // 每半年开展一次: how often is a time.
        Dimension::Count if quantity.unit == "次" && quantity.value == 1.0 && place.is_recurring() => None,
        Dimension::Count => (place.bounded() || is_object(place)).then_some(Rule::TargetCount),
    }
}

/// Whether a sum of money is what is to be paid: 处1万元以下的罚款, 50万元以上100万元以下的罚款, 给予2万元以内的补助.
fn is_fine(quantity: &Quantity, place: &Place<'_>) -> bool {
    static PAID: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:以上|以下|以内)?(?:[^，。；的]{1,16}(?:以上|以下|以内))?的?(?:行政)?(?:罚款|罚金|奖励|奖金|补助|补贴|资助|赔偿)",
        )
    });
    static PAYS: LazyLock<Regex> = LazyLock::new(|| pattern("(?:罚款|处以|加收)$"));
    let money = quantity.unit.ends_with('元') || quantity.unit == "角";
    money && PAID.is_match(place.right) || PAYS.is_match(place.left)
}

/// Whether a later figure of the same part replaces this one: 由240元提高到360元, 从14处压减至9处.
fn is_start(place: &Place<'_>) -> bool {
    static RISES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[^，]{0,10}(?:提高|增加|增长|调整|扩大|降低|减少|压减|压缩|缩短|提升|上升|下降|整合|合并|归并|优化|精简|降|增|减|升|扩|改|提标)[^，]{0,3}(?:到|至|为|成)[^，]{0,6}[0-9０-９一二三四五六七八九十百千万]",
        )
    });
    static FROM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:由|从|原来?的?|目前的?|现行的?|现在的?)[^，0-9]{0,10}$"));
    FROM.is_match(place.left) && RISES.is_match(place.right)
}

/// Whether the figure tells how things were or are: 比上年增长5%, 去年的142个, 现有14处.
fn is_past(place: &Place<'_>) -> bool {
    if is_told_of_past(place.clause_head) {
        return true;
    }
    static PAST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:去年|上年|前年|往年|已(?:经)?[^，]{0,8}|现有|原有|现存|共有|截至[^，]{0,10}|目前(?:只|仅|还)?(?:有)?|此前|累计已?|了|尚有|还有|仍有|比(?:去年|上年)的|剩余的?|余下的?|查出的?|在建的?|续建的?|排查出的?|既有的?|约有|(?:下达|拨付|到位|安排|争取|筹集|结余|募集|捐赠|收到|核定|批准|投入)的|已(?:经)?(?:下达|拨付|到位|安排)的[^，]{0,14})$|在[^，]{0,20}基础上$|^有$",
        )
    });
    PAST.is_match(place.left.trim_end())
}

/// Whether the figure only describes: 65岁以上老年人, 10千伏及以上线路, 使用10年以上的管网, 300人以上的村.
fn is_attribute(quantity: &Quantity, place: &Place<'_>) -> bool {
    static OF: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:及|（含）|\(含\))?(?:以上|以下|以内|左右)?(?:的|（含[^）]*）)\p{Han}")
    });
    static NOUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:及)?(?:以上|以下)、?\p{Han}"));
    // 周边300米范围内, 超过0.5公里的路段: where and what, not how much.
    static SCOPE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:以内|以外|之内)?(?:的)?(?:范围|区域|半径|处)"));
    static EXCEEDS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|[^不得少未])(?:超过|超|大于|高于|低于|少于|小于|不足|满)$"));
    let measured_thing = quantity.dimension != Dimension::Share;
    let qualifies = EXCEEDS.is_match(place.left.trim_end()) && OF.is_match(place.right);
    // 三根以上空中网线必须捆扎: nothing before it brings that about.
    let subject = NOUN.is_match(place.right) && !place.limited() && !verb::has_verb(place.left);
    if measured_thing && (SCOPE.is_match(place.right) || qualifies || subject) {
        return true;
    }
    static CONDITION: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:及)?(?:以上|以下|以内)?的(?:$|[，；])"));
    let named = matches!(quantity.dimension, Dimension::Age | Dimension::Time)
        || matches!(quantity.unit.as_str(), "伏" | "千伏" | "人" | "口" | "平方米" | "吨");
    static RADIUS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\p{Han}{1,10}(?:率|占比|比例|比重|覆盖面)[^，]{0,10}[0-9０-９一二三四五六七八九]")
    });
    if quantity.dimension != Dimension::Share && RADIUS.is_match(place.right) {
        return true;
    }
    // 单户担保金额500万元及以下的企业: a size by which those concerned are sorted.
    static SIZED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:金额|收入|面积|规模|余额|资产|人数|用水量|产值|投资额?|距离|年限|工龄|持股|持有|年产|装机|库容|超载|注册资本|标的|价值)(?:在|为|达到?|超过)?$",
        )
    });
    static SORTED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:（含）)?(?:及)?以[上下](?:（含[^）]*）)?的?[\p{Han}、]"));
    if SIZED.is_match(place.left.trim_end()) && SORTED.is_match(place.right) {
        return true;
    }
    // 库存保证15天以上市场供应量
    static KEPT: LazyLock<Regex> = LazyLock::new(|| pattern("(?:保证|确保|储备|备足|达到)$"));
    let measured = quantity.dimension != Dimension::Share;
    let figure_of_object = verb::has_verb(place.left);
    measured && OF.is_match(place.right) && !figure_of_object && !place.limited()
        || named && NOUN.is_match(place.right) && !place.limited() && !KEPT.is_match(place.left)
        || CONDITION.is_match(place.right) && !place.limited() && !place.left.ends_with(['满', '足'])
}

/// Whether the figure only describes what an abstract noun at the end of its part is about (8.4万元捐款的去向, 上升两成的
/// 情况), a circumstance (达到50毫米时), or, of what is counted, the places of something (26个县的试点).
fn is_about(quantity: &Quantity, place: &Place<'_>) -> bool {
    static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"的(?:[\p{Han}]{0,4})?(?:经验|做法|情况|局面|现象|去向|流向|问题|建议|意见|诉求|教训|贡献)$|(?:的|之)?(?:时|后)$|^时",
        )
    });
    static OF_PLACES: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Han}{1,4}的\p{Han}"));
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:同比|环比)"));
    let counted = quantity.dimension == Dimension::Count && !place.bounded();
    // 补助受灾的4个村, 与6个县开展, 推动12个街镇: those concerned, not what is reached.
    static THOSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern("(?:的|与|同|向|在|给|由|从|管理|对照|推动|帮助|督促|指导|对标|涉及[^，]{0,8})$")
    });
    // 对总投资12亿元的项目, 对涉及30人以上的案件
    static TOWARDS: LazyLock<Regex> = LazyLock::new(|| pattern("(?:^|要|将|应)对于?(?P<whom>[^，]{0,20})$"));
    let towards = TOWARDS.captures(place.left).and_then(|c| c.name("whom")).is_some_and(|whom| {
        !verb::has_verb(whom.as_str()) || whom.as_str().ends_with('的') || place.right.contains('的')
    });
    // 全县28万亩冬小麦要查苗情
    static SUBJECT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\p{Han}{1,10}(?:要|应|必须|须|均|都|将|全部)"));
    let subject = quantity.dimension == Dimension::Measure
        && !place.bounded()
        && !verb::has_verb(place.left)
        && place.left.chars().count() <= 4
        && SUBJECT.is_match(place.right);
    ABOUT.is_match(place.right) && !place.limited()
        || counted && THOSE.is_match(place.left)
        || towards && !place.limited()
        || subject
        || place.left.ends_with(['×', '*'])
        || counted && OF_PLACES.is_match(place.right)
        || BEFORE.is_match(place.left) && place.right.starts_with('的')
}

/// Whether the figure is part of a name or a set phrase: 第3批, 前10名, 每1000人.
fn is_name(place: &Place<'_>) -> bool {
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:第|前|每|逢|近|这|那|两个|上述|以上|上列|有关|等|“|紧扣|聚焦|围绕|针对|按照|落实|贯彻)$")
    });
    static BEHIND: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:级|”|热线|行动|工程|专项|会议|精神|计划|规划|战略|方案|文件|批示)"));
    BEFORE.is_match(place.left) || BEHIND.is_match(place.right)
}

/// Whether a counted thing is what the clause is to bring about: a verb or the name of what is counted stands
/// before the figure (新建标准化茶园1200个, 改造142个小区), and the figure is no bare subject (6座水库要除险).
fn is_object(place: &Place<'_>) -> bool {
    static SUMMARY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:方面|重点(?:$|[^项工区企产任领])|环节|问题|关键|原则|要求|目标|任务|事|大事|工作|关系|意识|到位|必须|坚持|字|点)",
        )
    });
    static NOUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Han}"));
    let left = place.left.trim_end();
    if SUMMARY.is_match(place.right) || left.is_empty() {
        return false;
    }
    // 长春、白山2个城市 sums up what was named; 办学规模36个班 has its measure before it.
    static NAMED: LazyLock<Regex> = LazyLock::new(|| pattern(r"、\p{Han}{2,8}$"));
    static SIZE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:规模|总量|数量|总数|人数|编制|名额|户数|总规模|产能|能力|计划)(?:为|达到?)?$")
    });
    if NOUN.is_match(place.right) && (NAMED.is_match(left) || SIZE.is_match(left)) {
        return SIZE.is_match(left);
    }
    // 校车12辆一律停驶 has its figure behind a noun and no verb: the noun alone is no sign where more follows.
    verb::has_verb(left) || !NOUN.is_match(place.right)
}

#[cfg(test)]
mod tests;
