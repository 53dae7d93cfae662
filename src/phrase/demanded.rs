//! The subject read back from what is demanded of it: between the head of a part and 应当, 必须, 要, 负责 stands one name or a list of
//! them, whatever verbs it is made of, where it ends with a word for one who can act (制定机关应当, 预拌混凝土生产企业不得,
//! 国家和本市确定的重点地区人民政府应当).

use super::{
    Phrase,
    name::Names,
    word::{Class, Mark},
};
use crate::lists;

/// How many words before the modal word are looked at.
const NEAR: usize = 40;

/// The most words between the 的 of what qualifies a name and its end.
const HEADED: usize = 12;

impl Phrase<'_> {
    /// The names of whom a modal word demands something in a part, from the first word behind what connects it on.
    pub(super) fn demanded(&self, (at, end): (usize, usize)) -> Option<Names> {
        let modal = self.demand((at, end))?;
        let behind = self.before_adverbial(at, modal);
        // 强化排查各供电公司要, but 起草单位要: what opens like an order is one, but for firmer words.
        let opens = match self.class(at) {
            Some(Class::Verb) => at + 2 < behind,
            class => matches!(class, Some(Class::Adverb | Class::Modal | Class::Preposition)),
        };
        let weak = modal == end || matches!(self.text_at(modal), "要" | "负责");
        if behind == at || weak && (opens || self.text_at(at) == "以上") {
            return None;
        }
        let whole = self.class(behind - 1) == Some(Class::Head) && self.is_agent((at, behind));
        // 加强管理各单位应当: behind a heading that the text was run into.
        let run_in = (at + 1..behind).any(|i| {
            self.class(i) == Some(Class::Each)
                && self.class(i - 1) != Some(Class::De)
                && self.class(at).is_some_and(Class::is_verb)
        });
        // 各位代表，要…
        let heard = modal == end && lists::LISTENERS.has(self.text_of((at, behind)));
        if !whole || run_in || heard || !self.may_be_named((at, behind)) {
            return None;
        }
        let each = self.listed((at, behind));
        let all = each.iter().all(|&(start, end)| start < end);
        all.then_some(Names { each, end: behind })
    }

    /// Where a part demands something of those named at its head: its modal word, its end where the next part opens with one
    /// (重点流域的县级人民政府，|要), or 负责 (指导单位|负责).
    fn demand(&self, (at, end): (usize, usize)) -> Option<usize> {
        let firm = |i: &usize| {
            self.class(*i) == Some(Class::Modal) && lists::FIRM.has(self.text_at(*i)) && !self.is_relative(*i)
        };
        let behind_comma = || {
            let named = end > at && self.class(end - 1) == Some(Class::Head) && !self.tells((at, end));
            (named && self.class(end) == Some(Class::Comma) && firm(&(end + 1))).then_some(end)
        };
        let bears = || (at + 1..end).find(|&i| self.text_at(i) == "负责").filter(|&i| !self.tells((at, i)));
        (at + 1..end.min(at + NEAR)).find(firm).or_else(behind_comma).or_else(bears)
    }

    /// Whether a stretch is a deed, or says something of those named at its head: 建设基地, 企业是主体, 幼儿园移交教育部门.
    fn tells(&self, (at, end): (usize, usize)) -> bool {
        // 起草|单位, 服务指导|单位
        let trade =
            |i: usize| self.class(i + 1) == Some(Class::Head) && lists::WORKERS.closes(self.text_at(i + 1));
        let deed = |i: usize| self.class(i).is_some_and(Class::is_verb) && !trade(i);
        let of_named = || {
            let named = self.names(at)?;
            let place =
                self.is_place(named.end - 1) && named.end == at + 1 && !self.text_at(at).starts_with('各');
            (named.end < end && !place).then(|| {
                let how = self.class(named.end) == Some(Class::Adverb) || self.text_at(named.end) == "新";
                how || deed(named.end)
            })
        };
        let qualified = (at..end).any(|i| self.class(i) == Some(Class::De));
        // 城镇化的核心在人
        let lies = |i: usize| self.text_at(i) == "在" && i + 2 == end;
        (at..end).any(|i| self.text_at(i) == "是" || self.class(i) == Some(Class::Joins) || lies(i))
            || deed(at)
            || !qualified
                && ((at..end).any(|i| self.class(i) == Some(Class::Verb) && !trade(i))
                    || of_named() == Some(true))
    }

    /// Where the names before a modal word end, with adverbials between: 企业|在开工前|应当.
    fn before_adverbial(&self, at: usize, modal: usize) -> usize {
        let between = |i: usize| {
            matches!(self.class(i), Some(Class::Adverb | Class::Manner | Class::Time | Class::Closes))
        };
        let mut behind = modal;
        while behind > at && between(behind - 1) {
            behind -= 1;
        }
        if behind == at {
            return at;
        }
        // 跨国公司在沪总部应当, but 法院对有关单位可以.
        let named = self.ends_in_agent(&Names { each: Vec::new(), end: behind });
        let opens = |i: &usize| {
            let inside =
                named && !matches!(self.text_at(*i), "对" | "对于" | "向" | "为" | "给" | "与" | "同");
            matches!(self.class(*i), Some(Class::Preposition | Class::Number))
                && self.class(i - 1) == Some(Class::Head)
                && !inside
        };
        (at + 1..behind).rfind(opens).filter(|&i| !self.is_qualifying((i, behind))).unwrap_or(behind)
    }

    /// Whether names end with a word for a body, or for one who does what the words before it say.
    pub(super) fn ends_in_agent(&self, names: &Names) -> bool {
        let last = names.end - 1;
        let agent = lists::AGENTS.closes(self.text_at(last)) || matches!(self.text_at(last), "组织" | "人员");
        self.is_body(last) || self.class(last) == Some(Class::Head) && agent
    }

    /// Whether the 的 of what qualifies a name stands in a stretch.
    fn is_qualifying(&self, (start, end): (usize, usize)) -> bool {
        (start..end).any(|i| self.class(i) == Some(Class::De))
    }

    /// Whether a stretch that ends with a word for one who can act names him, and is no deed with him for its object.
    fn may_be_named(&self, (at, behind): (usize, usize)) -> bool {
        let inside = |i: usize| {
            !matches!(self.class(i), Some(Class::Hands | Class::Says | Class::Asks | Class::Connective))
        };
        let de = (at..behind).rfind(|&i| self.class(i) == Some(Class::De));
        // 提出质询案的代表
        let inside =
            |i: usize| inside(i) || self.class(i) == Some(Class::Says) && de.is_some_and(|de| i < de);
        let opening = self.class(at);
        let opens_well = match opening {
            // 依托|单位
            Some(Class::Preposition) => {
                matches!(self.text_at(at), "被" | "与" | "利用")
                    || self.text_at(at) == "依托" && at + 2 == behind
            }
            Some(Class::And | Class::Pause | Class::De) => false,
            _ => true,
        };
        if !opens_well || !(at..behind).all(inside) {
            return false;
        }
        let governs = |i: usize| lists::TAKES.has(self.text_at(i)) || self.has(i, Mark::Governs);
        let makes = |i: usize| lists::MAKES.has(self.text_at(i)) || lists::SETS_UP.has(self.text_at(i));
        match de {
            Some(de) => behind - de <= HEADED && !governs(de + 1),
            None => {
                // 再生利用|企业, 跨国公司在沪总部
                let adverbial = (at + 1..behind).any(|i| {
                    self.class(i) == Some(Class::Preposition)
                        && !(i + 2 == behind && self.has(i + 1, Mark::Generic))
                        && self.text_at(i) != "在"
                });
                let last = behind - 1;
                let agent = lists::AGENTS.closes(self.text_at(last));
                let joins = |i: &usize| matches!(self.class(*i), Some(Class::Pause | Class::And));
                let first = (at..last).rfind(joins).map_or(at, |i| i + 1);
                let first = if self.class(at).is_some_and(Class::is_verb) { at } else { first };
                let verb = (first..last).find(|&i| self.class(i).is_some_and(Class::is_verb));
                let deed = verb.is_some_and(|verb| match verb == at {
                    // 设置|单位 acts, 设立|机构 is done.
                    true if verb + 1 == last => !agent && (governs(verb) || makes(verb)),
                    // 培训举办|单位
                    true if agent && self.class(verb + 1).is_some_and(Class::is_verb) => false,
                    true => governs(verb) || makes(verb) || !agent && !self.is_compound((verb, behind)),
                    // 县|选举委员会, but 企业|设立分支机构.
                    false => {
                        !agent
                            && (governs(verb) && !self.is_body(last)
                                || makes(verb) && self.text_at(verb) != "组成")
                    }
                });
                // 负责同志|离开本县
                let goes = self.is_place(last) && verb.is_some();
                !adverbial && !deed && !goes
            }
        }
    }

    /// Whether verbs at the head of a name are part of it: 预拌混凝土生产|企业, 清扫保洁|人员.
    fn is_compound(&self, (at, behind): (usize, usize)) -> bool {
        (self.has(behind - 1, Mark::Generic) || self.class(at) == Some(Class::OtherVerb))
            && !(at..behind).any(|i| matches!(self.class(i), Some(Class::Determiner | Class::Each)))
    }

    /// The names of a list: 景观设施的所有者|管理者, 居|村民委员会.
    fn listed(&self, (at, behind): (usize, usize)) -> Vec<(usize, usize)> {
        let mut each = Vec::new();
        let mut start = at;
        for i in at + 1..behind {
            let parts = match self.class(i) {
                Some(Class::Pause) => true,
                Some(Class::And) => self.class(i - 1) == Some(Class::Head) && self.is_agent((start, i)),
                _ => false,
            };
            if parts && !self.is_qualifying((i, behind)) {
                each.push((start, i));
                start = i + 1;
            }
        }
        each.push((start, behind));
        each
    }
}
