//! What is to be done, and to what: the first verb demanded and its object, moved to the front (把, 将, 对) or behind
//! the verb.

use crate::{
    lexicon::pattern,
    pattern::Regex,
    phrase::{Form, Phrase, Predicate},
    quantity::{Dimension, Quantity, quantities},
    rule::Rule,
    source::Span,
};
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
pub(super) fn action(clause: &str, phrase: &Phrase<'_>, cue: usize, skipped: &[Span]) -> Option<Action> {
    let Predicate { verb, object: place, form } = phrase.predicate(cue, skipped)?;
    let rule = match form {
        Form::Plain => Rule::ActionVerb,
        Form::Fronted => Rule::ActionFronted,
        Form::Toward => Rule::ActionToward,
        Form::Unknown => Rule::ActionBehindCue,
    };
    let own = match form {
        Form::Fronted | Form::Toward => trim(clause, place),
        Form::Plain | Form::Unknown => object(clause, place),
    };
    Some(Action { verb, object: own.or_else(|| phrase.topic_before(cue, verb, skipped)), rule })
}

/// The object behind a verb: the rest of the part, without a figure that only counts it.
fn object(clause: &str, place: Span) -> Option<Span> {
    static FIGURED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:不少于|不低于|不超过|至少|约|近)?$"));
    let rest = place.of(clause);
    // 一次采集, 5月20日前收尾: how often and when are no figures of the object.
    let counts = |q: &Quantity| q.unit != "次" && !matches!(q.dimension, Dimension::Label | Dimension::Time);
    let figure =
        quantities(rest).into_iter().filter(counts).find(|q| FIGURED.is_match(rest[..q.span.start].trim()));
    let start = figure.map_or(0, |q| {
        let behind = &rest[q.span.end..];
        let bound =
            ["以上", "以内", "左右", "以下"].into_iter().find(|b| behind.starts_with(b)).map_or(0, str::len);
        q.span.end + bound
    });
    let start = start + if rest[start..].starts_with(['的', '了']) { '的'.len_utf8() } else { 0 };
    trim(clause, Span::new(place.start + start, place.end))
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
            ("发挥新建成的会展中心的作用。", "", "发挥", "新建成的会展中心的作用"),
            ("统一、开放、有序的市场体系基本形成。", "", "形成", "统一、开放、有序的市场体系"),
            ("考核目标体系由省发展改革委会同有关部门制定。", "", "制定", "考核目标体系"),
            ("考核报告经省政府审定后向社会公布。", "", "公布", "考核报告"),
            ("对责任多发地区的负责人，按照规定，进行追责。", "", "进行", "追责"),
            ("全面公开部门预算。", "", "公开", "部门预算"),
            ("健全集中统一、分工合理的管理体制。", "", "健全", "集中统一、分工合理的管理体制"),
            ("通过量身定制的方案，助力传统企业升级。", "", "助力", "传统企业升级"),
            ("围绕产业发展完善政策。", "", "完善", "政策"),
            ("结合实际制定方案。", "", "制定", "方案"),
            ("以公开租赁方式盘活闲置资产。", "", "盘活", "闲置资产"),
            ("力争粮食总产达到100亿斤。", "力争", "达到", "粮食总产"),
            ("把已建的桩管好用好。", "", "用好", "已建的桩"),
            ("污水处理率达到80％以上。", "", "达到", "污水处理率"),
            ("加大对企业技术改造的支持力度。", "", "加大", "对企业技术改造的支持力度"),
            ("积极引进外资企业总部。", "", "引进", "外资企业总部"),
            ("组织实施质量提升行动。", "", "组织实施", "质量提升行动"),
            ("管理水平显著提升。", "", "提升", "管理水平"),
            ("属于职权范围内的工作，直接报送主管部门。", "", "报送", "主管部门"),
            ("用好用足规则。", "", "用好用足", "规则"),
            ("确保5月20日前收尾。", "", "确保", "5月20日前收尾"),
            ("深入贯彻落实办学方针，坚持育人为本。", "", "贯彻落实", "办学方针"),
            ("探索在乡镇开展便民服务的形式。", "", "探索", "在乡镇开展便民服务的形式"),
            ("处理积累和消费的关系。", "", "处理", "积累和消费的关系"),
            ("规划建设一批儿童公园。", "", "规划建设", "儿童公园"),
            (
                "车管所应当在信息录入后五日内，按照备案信息中的地址，通过短信等方式将结果通知车主。",
                "应当",
                "通知",
                "结果",
            ),
        ] {
            let end = if cue.is_empty() { 0 } else { clause.find(cue).unwrap() + cue.len() };
            let got = action(clause, &Phrase::of(clause), end, &[]);
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
            action(clause, &Phrase::of(clause), 0, &[]);
        }
        let found = action("把A区厂房建成。", &Phrase::of("把A区厂房建成。"), 0, &[]).expect("an action");
        assert_eq!(
            (found.verb.of("把A区厂房建成。"), found.object.map(|o| o.of("把A区厂房建成。"))),
            ("建成", Some("A区厂房"))
        );
    }
}
