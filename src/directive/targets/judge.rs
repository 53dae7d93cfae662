//! Which quantities of a directive clause are targets.

use super::{
    Place,
    around::{Before, Behind},
};
use crate::{
    lexicon::pattern,
    pattern::Regex,
    quantity::{Dimension, Quantity},
    sense::verb,
};
use std::sync::LazyLock;

/// Whether a sum of money is what is to be paid: 处1万元以下的罚款, 50万元以上100万元以下的罚款, 给予2万元以内的补助.
pub(super) fn is_fine(quantity: &Quantity, place: &Place<'_>) -> bool {
    let money = quantity.unit.ends_with('元') || quantity.unit == "角";
    money && place.goes_on(Behind::Paid) || place.tells(Before::Pays)
}

/// Whether a later figure of the same part replaces this one: 由240元提高到360元, 从14处压减至9处.
pub(super) fn is_start(place: &Place<'_>) -> bool {
    place.tells(Before::From) && place.goes_on(Behind::Rises)
}

/// Whether the figure tells how things were or are: 比上年增长5%, 去年的142个, 现有14处.
pub(super) fn is_past(place: &Place<'_>) -> bool {
    is_told_of_past(place.clause_head) || place.tells(Before::Past)
}

/// Whether the figure only describes: 65岁以上老年人, 10千伏及以上线路, 使用10年以上的管网, 300人以上的村.
pub(super) fn is_attribute(quantity: &Quantity, place: &Place<'_>) -> bool {
    let measured = quantity.dimension != Dimension::Share;
    let named = matches!(quantity.dimension, Dimension::Age | Dimension::Time)
        || matches!(quantity.unit.as_str(), "伏" | "千伏" | "人" | "口" | "平方米" | "吨");
    let (limited, brought_about) = (place.limited(), verb::has_verb(place.left));
    let thing = place.goes_on(Behind::Thing);
    let noun = place.goes_on(Behind::Noun);
    // 超过0.5公里的路段: where and what, not how much.
    let qualifies = place.tells(Before::Exceeds) && thing;
    // 三根以上空中网线必须捆扎: nothing before it brings that about.
    let subject = noun && !limited && !brought_about;
    // 支持5万吨净水、2万吨污水等项目建设
    let sized = quantity.unit.ends_with(['吨', '瓦', '伏', '头']) && place.goes_on(Behind::Project);
    // 总投资12亿元的园区项目, 过5亿元项目
    let costs = quantity.unit.ends_with('元')
        && (place.tells(Before::Invested) && place.goes_on(Behind::Costly)
            || place.tells(Before::Exceeds) && place.goes_on(Behind::Project));
    sized && !limited || costs || place.goes_on(Behind::Counted)
        || measured
        && (place.goes_on(Behind::Scope) || qualifies || subject || place.goes_on(Behind::Measure))
        // 单户担保金额500万元及以下的企业: a size by which those concerned are sorted.
        || place.tells(Before::Sized) && place.goes_on(Behind::Sorted)
        || measured && thing && !brought_about && !limited
        || named && noun && !limited && !place.tells(Before::Kept)
        || place.goes_on(Behind::Case) && !limited && !place.left.ends_with(['满', '足'])
}

/// Whether the figure only describes what an abstract noun at the end of its part is about (8.4万元捐款的去向, 上升两成的
/// 情况), a circumstance (达到50毫米时), or, of what is counted, the places of something (26个县的试点).
pub(super) fn is_about(quantity: &Quantity, place: &Place<'_>) -> bool {
    let counted = quantity.dimension == Dimension::Count && !place.bounded();
    // 抓好12个项目开工
    let begins = ["开工", "投产", "竣工", "建成", "完工"].iter().any(|word| place.right.contains(word));
    // 对总投资12亿元的项目, 对涉及30人以上的案件
    static TOWARDS: LazyLock<Regex> = LazyLock::new(|| pattern("(?:^|要|将|应)对于?(?P<whom>[^，]{0,20})$"));
    let towards = TOWARDS.captures(place.left).and_then(|c| c.name("whom")).is_some_and(|whom| {
        !verb::has_verb(whom.as_str()) || whom.as_str().ends_with('的') || place.right.contains('的')
    });
    // 全县28万亩冬小麦要查苗情
    let subject = quantity.dimension == Dimension::Measure
        && !place.bounded()
        && !verb::has_verb(place.left)
        && place.left.chars().count() <= 4
        && place.goes_on(Behind::Bare);
    place.goes_on(Behind::About) && !place.limited()
        || counted && (place.tells(Before::Those) || place.tells(Before::Named) && !begins)
        || quantity.dimension == Dimension::Count && place.left.ends_with('在') && !place.limited()
        || towards && !place.limited()
        || subject
        || place.left.ends_with(['×', '*'])
        || counted && place.goes_on(Behind::Places)
        || place.tells(Before::Grown) && place.right.starts_with('的')
}

/// Whether the figure is part of a name or a set phrase: 第3批, 前10名, 每1000人.
pub(super) fn is_name(quantity: &Quantity, place: &Place<'_>) -> bool {
    // 按照200元/月发放: a sum is no name.
    let paid = quantity.unit.starts_with('元') && place.left.ends_with("按照");
    place.tells(Before::Set) && !paid || place.goes_on(Behind::Phrase)
}

/// Whether a counted thing is what the clause is to bring about: a verb or the name of what is counted stands
/// before the figure (新建标准化茶园1200个, 改造142个小区), and the figure is no bare subject (6座水库要除险).
pub(super) fn is_object(place: &Place<'_>) -> bool {
    let left = place.left.trim_end();
    let noun = place.right.starts_with(|c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    if place.goes_on(Behind::Summary) || left.is_empty() {
        return false;
    }
    // 长春、白山2个城市 sums up what was named; 办学规模36个班 has its measure before it.
    let scale = place.tells(Before::Scale);
    if noun && (place.tells(Before::Listed) || scale) {
        return scale;
    }
    // 校车12辆一律停驶 has its figure behind a noun and no verb: the noun alone is no sign where more follows.
    verb::has_verb(left) || !noun
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
