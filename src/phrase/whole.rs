//! Names with verbs inside: all that stands before a predicate is one name, or a list of them, where it ends with a word
//! for one who can act (县防汛抗旱应急指挥部立即, 政府性融资担保、再担保机构要, 由市投资促进局负责).

use super::{
    Phrase,
    name::Names,
    word::{Class, Mark, can_act},
};
use crate::lists;

/// How many words before the predicate are looked at.
const NEAR: usize = 40;

/// How many words a clause that qualifies a name may have.
const QUALIFIES: usize = 16;

/// Characters with which the names of bodies end, not those of people and places.
pub(super) const BODIES: &str = "局厅委部署办会心组班处所站院室司队团社长门关构府";

impl Phrase<'_> {
    /// The names that reach from the first word of a stretch to the first predicate that `opens` behind a word for one
    /// who can act.
    pub(super) fn whole_name(
        &self,
        (at, end): (usize, usize),
        opens: impl Fn(usize) -> bool,
    ) -> Option<Names> {
        // 试点地区|要: before a modal word a place is the end of a name too.
        let closes = |i: usize| {
            let demanded = self.class(i) == Some(Class::Modal) && self.text_at(i) != "可";
            self.is_headed(i - 1) || demanded && self.class(i - 1) == Some(Class::Head)
        };
        let behind = (at + 1..end.min(at + NEAR)).find(|&i| opens(i) && closes(i))?;
        let body = self.is_body(behind - 1);
        let opens_well = match self.class(at)? {
            // 牵头省领导要, 包保干部要
            Class::Verb | Class::OtherVerb if lists::LEADS.has(self.text_at(at)) => true,
            // 招商引资服务中心要
            Class::Verb | Class::OtherVerb if lists::STRONG.closes(self.text_at(behind - 1)) => {
                !self.has(at, Mark::Governs)
                    && !(at..behind - 1).any(|i| {
                        matches!(
                            self.class(i),
                            Some(
                                Class::Each | Class::Determiner | Class::Head | Class::Number | Class::Pause
                            )
                        )
                    })
            }
            // 勘察设计单位, 受委托单位, but not 加强沟通对接各局.
            Class::Verb | Class::OtherVerb => {
                lists::WORKERS.closes(self.text_at(behind - 1))
                    && (at..behind - 1).all(|i| self.class(i).is_some_and(Class::is_verb))
                    && behind > at + 2
            }
            Class::And | Class::Pause => false,
            // 我|代表县人民政府
            Class::Determiner if self.text_at(at + 1) == "代表" => false,
            Class::Manner => !matches!(self.class(at + 1), Some(Class::Verb | Class::OtherVerb)),
            _ => true,
        };
        if !opens_well || !(at..behind).all(|i| self.is_part_of_name(i, at, body)) {
            return None;
        }
        let mut each = Vec::new();
        let mut start = at;
        for i in at + 1..behind {
            let parts = match self.class(i) {
                Some(Class::Pause) => true,
                // 工业和信息化局 is one.
                Some(Class::And) => {
                    self.class(i - 1) == Some(Class::Head) || self.is_level(i - 1) && !self.is_bound(i + 1)
                }
                _ => false,
            };
            if parts && i > start {
                each.push((start, i));
                start = i + 1;
            }
        }
        each.push((start, behind));
        let acts = start < behind && can_act(self.text_of((start, behind)));
        acts.then_some(Names { each, end: behind })
    }

    /// Whether a word can stand in a name that opens at `at`, which ends with a word for a `body` or another.
    fn is_part_of_name(&self, i: usize, at: usize, body: bool) -> bool {
        match self.class(i) {
            Some(Class::Noun | Class::Head | Class::Determiner | Class::Each | Class::Bracket) => true,
            Some(Class::Manner | Class::Pause | Class::And) => true,
            // 温暖过冬办公室; 市会展中心
            Some(Class::Time) => i > at && !self.is_headed(i - 1),
            // 再担保机构, but not 单位|新招用工人
            Some(Class::Adverb) => self.text_at(i).chars().count() == 1 && !(i > at && self.is_headed(i - 1)),
            // 被巡察单位; 联合执法队
            Some(Class::Preposition) => self.text_at(i) == "被" && i == at,
            Some(Class::Joins) => self.text_at(i) == "联合" && i == at,
            Some(class) if class.is_verb() => {
                let behind_name = i > at && self.is_headed(i - 1);
                // 学校|预防欺凌委员会, 县|人大|监察和司法委员会
                let first = || (at..i).all(|j| self.class(j) == Some(Class::Head));
                match behind_name {
                    true => {
                        let passes_on = self.has(i, Mark::Governs) || self.text_at(i) == "授权";
                        body && first() && !passes_on
                    }
                    // 市|推进政府职能转变协调小组办公室
                    false => body || !self.has(i, Mark::Governs),
                }
            }
            _ => false,
        }
    }

    /// Whether a subject's name may be only the first part of a longer one: 县委|全面依法治县委员会办公室.
    pub(super) fn may_go_on(&self, names: &Names) -> bool {
        let goes_on = self.class(names.end).is_some_and(|c| c.is_verb() || c == Class::Manner);
        names.each.len() == 1 && goes_on
    }

    /// Whether the last of some names is that of a body.
    pub(super) fn ends_in_body(&self, names: &Names) -> bool {
        self.is_body(names.end - 1)
    }

    /// A name that opens at a word with verbs that say what is done by the one named: 勘察设计单位, 机动车回收拆解企业.
    pub(super) fn worker(&self, at: usize, end: usize) -> Option<Names> {
        let working = |names: &Names| lists::WORKERS.closes(self.text_at(names.end - 1));
        self.whole_name((at, end), |i| self.acts(i)).filter(working)
    }

    /// Whether a word tells what somebody does.
    pub(super) fn acts(&self, i: usize) -> bool {
        self.opens_demand(i) || self.class(i).is_some_and(Class::is_verb)
    }

    /// Whether what is demanded of the one named right before it opens at a word.
    pub(super) fn opens_demand(&self, at: usize) -> bool {
        match self.class(at) {
            Some(Class::Modal | Class::Preposition | Class::Joins | Class::Time) => true,
            // 规划发展部5月10日前
            Some(Class::Number) => self.opens_span(at),
            Some(Class::Adverb) => {
                self.class(at + 1).is_some_and(|c| c.is_verb() || c == Class::Modal) && !self.is_quality(at)
            }
            _ => {
                matches!(self.text_at(at), "作为" | "负责" | "牵头")
                    || self.has(at, Mark::Meets)
                    || at > 0 && self.text_at(at - 1).ends_with("主管部门")
                        && self.class(at).is_some_and(Class::is_verb)
                    // 学生晚自习后须
                    || self.class(at + 1) == Some(Class::Closes) && self.class(at + 2) == Some(Class::Modal)
            }
        }
    }

    /// A name that a clause with any verb qualifies, where a demand follows: 取得许可证的企业要, 尚未完工的区县要.
    pub(super) fn attributed(&self, (at, end): (usize, usize)) -> Option<Names> {
        let opens = self.class(at).is_some_and(Class::is_verb)
            || matches!(self.text_at(at), "尚未" | "还未" | "未" | "已" | "已经" | "被" | "与" | "所");
        let demand =
            |names: &Names| matches!(self.class(names.end), Some(Class::Modal | Class::Time | Class::Number));
        self.named_behind_de((at, end.min(at + QUALIFIES))).filter(|names| opens && demand(names))
    }

    /// A name behind the 的 of what qualifies it in a stretch, from the first word of the stretch on.
    pub(super) fn named_behind_de(&self, (at, end): (usize, usize)) -> Option<Names> {
        let ends =
            |i: &usize| matches!(self.class(*i), Some(Class::Comma | Class::Stop | Class::Modal | Class::De));
        let de = (at..end).find(ends).filter(|&i| self.class(i) == Some(Class::De))?;
        let mut named = self.names(de + 1)?;
        named.each[0].0 = at;
        Some(named)
    }

    fn is_headed(&self, i: usize) -> bool {
        self.class(i) == Some(Class::Head) && !self.is_place(i)
    }

    pub(super) fn is_body(&self, i: usize) -> bool {
        self.class(i) == Some(Class::Head) && self.text_at(i).ends_with(|c| BODIES.contains(c))
    }

    /// 省级及|以下
    pub(super) fn is_bound(&self, i: usize) -> bool {
        matches!(self.text_at(i), "以下" | "以上")
    }

    /// 县级, 市级
    pub(super) fn is_level(&self, i: usize) -> bool {
        let text = self.text_at(i);
        text.ends_with('级') && text.chars().count() == 2
    }
}
