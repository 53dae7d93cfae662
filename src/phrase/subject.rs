//! Who acts in a clause: its subjects, those to whom a task is handed, and those who are asked.

use super::{
    Phrase,
    name::Names,
    word::{Class, Mark, can_act},
};
use crate::{lists, source::Span};

/// How many words before a modal word are looked at for who is to act.
const NEAR: usize = 60;

/// Someone named in a clause, and how the parse came upon the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is the subject of a part of the sentence.
    Subject,
    /// It stands before a modal word, behind the heading that the text was run into.
    BeforeModal,
    /// A task is handed to it: 由X.
    Handed,
    /// It is asked, encouraged or empowered: 支持X.
    Asked,
    /// It stands behind 以, as the one who carries a task: 以企业为主体.
    Carries,
    /// The clause says what it is before it says what it must do.
    Topic,
    /// It stands before a colon, with its task behind.
    Label,
}

impl Phrase<'_> {
    /// All who act in the clause, each with how it was found; a place is told once.
    pub(crate) fn who(&self) -> Vec<(Place, Span)> {
        let mut out: Vec<(Place, Span)> = Vec::new();
        let mut add = |place, spans: Vec<Span>| {
            for span in spans {
                if out.iter().all(|(_, o)| span.end <= o.start || o.end <= span.start) {
                    out.push((place, span));
                }
            }
        };
        let parts = self.parts();
        let punishes = (0..self.words.len()).rfind(|&i| self.has(i, Mark::Punishes));
        add(Place::Label, self.label());
        for (i, &(start, end)) in parts.iter().enumerate() {
            for (place, spans) in self.handed((start, end)) {
                add(place, spans);
            }
            if !self.is_of_another((start, end), punishes) {
                let (place, spans) = self.acting(i);
                add(place, spans);
            }
            add(Place::Carries, self.carries((start, end)));
        }
        add(Place::Topic, self.topic(parts));
        self.without_stated(&mut out);
        out
    }

    /// The subjects of a part, or the names before its modal word where it has none at its head.
    fn acting(&self, part: usize) -> (Place, Vec<Span>) {
        let parts = self.parts();
        let (start, end) = parts[part];
        if let Some(names) = self.set_up(part).or_else(|| self.seated(part)) {
            return (Place::Subject, self.spans(&names));
        }
        let Some(names) = self.subject_of((start, end), part + 1 == parts.len()) else {
            return (Place::BeforeModal, self.before_modal((start, end)));
        };
        if self.is_told_of(&self.opening(&names, (start, end))) {
            return (Place::Subject, Vec::new());
        }
        let mut spans = self.spans(&names);
        self.further((names.end, end)).iter().for_each(|names| spans.extend(self.spans(names)));
        (Place::Subject, spans)
    }

    /// Who is set up, or said to sit somewhere, in a part before that which says what he is to do: 成立专家委员会，负责…,
    /// 办公室设在水利局，负责….
    fn set_up(&self, part: usize) -> Option<Names> {
        let (start, end) = self.parts()[part];
        let &(next, _) = self.parts().get(part + 1)?;
        let how = |i: &usize| matches!(self.class(*i), Some(Class::Adverb | Class::Manner));
        let task = (next..next + 2).find(|i| !how(i))?;
        if !matches!(self.text_at(task), "负责" | "承担" | "统筹") {
            return None;
        }
        let at = self.skip(start, end);
        if lists::SETS_UP.has(self.text_at(at)) {
            let whole = (at + 1, end);
            return (at + 1 < end && can_act(self.text_of(whole))).then(|| Names { each: vec![whole], end });
        }
        self.names(at).filter(|names| matches!(self.text_at(names.end), "设在" | "设于"))
    }

    /// The office that sits under a body, where the next part says what it is to do: 领导小组下设|办公室，负责….
    fn seated(&self, part: usize) -> Option<Names> {
        let (start, end) = self.parts()[part];
        let &(next, _) = self.parts().get(part + 1)?;
        let body = self.names(self.skip(start, end))?;
        let below = matches!(self.text_at(body.end), "下设" | "内设") && self.text_at(next) == "负责";
        self.names(body.end + 1).filter(|_| below)
    }

    /// The subjects behind pause marks in a part that says of several what each does: 干部包村、网格员包户.
    pub(super) fn further(&self, (start, end): (usize, usize)) -> Vec<Names> {
        let ends = |i: &usize| {
            matches!(self.class(*i), Some(Class::Modal | Class::Preposition | Class::And))
                || self.has(*i, Mark::Governs)
        };
        let plain = (start..end).find(ends).unwrap_or(end);
        let pauses = (start..plain).filter(|&i| self.class(i) == Some(Class::Pause));
        let alone = |names: &Names| names.end < end && names.each.len() == 1;
        let acts = |names: &Names| {
            matches!(self.class(names.end), Some(Class::Verb | Class::Adverb | Class::Modal | Class::Time))
                || self.class(names.end) == Some(Class::NamingVerb)
                    && matches!(self.class(names.end + 1), Some(Class::Noun | Class::Number))
        };
        pauses.filter_map(|i| self.names(i + 1).filter(alone)).filter(acts).collect()
    }

    /// The subject of a part of the sentence: names at its head, behind what connects it, times and adverbials, with a
    /// predicate behind them or a comma.
    pub(super) fn subject_of(&self, (start, end): (usize, usize), last: bool) -> Option<Names> {
        let at = self.skip(start, end);
        let told = |found: Option<Names>| {
            found.filter(|names| names.end <= end && self.is_told((at, end), names, last))
        };
        let told = told(self.names(at)).or_else(|| told(self.qualified((at, end))));
        let found = match told {
            Some(names) if !self.may_go_on(&names) => Some(names),
            told => {
                // 检察院|负责案件管理的部门应当
                let whole = self
                    .whole_name((at, end), |i| self.opens_demand(i))
                    .filter(|names| !self.qualifies_demanded(names.end, end));
                let longer = |names: &Names| match &told {
                    Some(told) => {
                        self.is_place(told.end - 1) && told.end == at + 1 || self.ends_in_body(names)
                    }
                    None => true,
                };
                whole.filter(longer).or(told).or_else(|| self.attributed((at, end)))
            }
        };
        // 投资者|保护基金管理机构|可以
        let found = match (self.demanded((at, end)), found) {
            (Some(longer), Some(found)) if longer.end <= found.end || !self.ends_in_agent(&longer) => {
                Some(found)
            }
            (Some(longer), _) => Some(longer),
            (None, found) => found,
        };
        // 实施龙头企业|培育行动: what is to be done, and to whom.
        let deed = |names: &Names| {
            self.class(names.end) != Some(Class::Modal) && self.opens_with_deed((at, names.end))
        };
        found.filter(|names| !deed(names))
    }

    /// Whether names at `at` are the subject of the part that ends at `end`.
    fn is_told(&self, (at, end): (usize, usize), names: &Names, last: bool) -> bool {
        let fills = names.end == end && !last;
        if self.is_named_only(&self.opening(names, (at, end))) {
            return false;
        }
        // 大家意气风发
        let pronoun =
            self.has(names.end.wrapping_sub(1), Mark::Pronoun) && self.class(names.end) == Some(Class::Noun);
        let follows = pronoun || self.opens_predicate(names.end) && !self.is_nominal(names.end, end);
        // 对安全负有责任的部门, 宣传、文旅部门: what opens so needs a modal word behind it.
        let (first, last) = names.each[0];
        let field = last == first + 1 && matches!(self.class(first), Some(Class::NamingVerb | Class::Manner));
        let undone = matches!(self.text_at(at), "尚未" | "还未" | "未" | "被");
        let doubtful = field || self.class(at) == Some(Class::Preposition) && !undone;
        let plain = self.class(names.end) == Some(Class::Modal)
            || matches!(self.text_at(names.end), "配合" | "牵头" | "负责" | "参与" | "协助");
        // 设计、施工、监理等单位依法负责
        let several = names.each.len() > 2;
        (fills || follows) && (!doubtful || plain || several)
    }

    /// Whether what looks like a name opens with a verb that has those named for its object, or with how that is done: 发展|电商,
    /// 显著|改善|企业, but not 施工|单位, 退休|干部.
    fn opens_with_deed(&self, (start, end): (usize, usize)) -> bool {
        let how = |i: &usize| {
            matches!(self.class(*i), Some(Class::Adverb | Class::Manner))
                || self.class(*i) == Some(Class::Noun)
                    && (self.text_at(*i).starts_with('“') || self.text_at(i + 1) == "地")
        };
        let Some(verb) = (start..end).find(|i| !how(i)) else { return false };
        let agent = self.ends_in_agent(&Names { each: Vec::new(), end });
        let deed = match self.class(verb) {
            Some(Class::Verb) => true,
            // 全力呵护|企业, but 未参保|人员.
            Some(Class::OtherVerb) => {
                verb + 2 < end || verb > start && !agent && !lists::UNDONE.has(self.text_at(start))
            }
            Some(Class::NamingVerb) => {
                // 推广经营主体, 研究制定人才|规划, but 规划主管部门, 使用单位.
                // 广播、报刊等媒体
                let listed = matches!(self.class(verb + 1), Some(Class::Pause | Class::And));
                let has_object = verb + 1 < end && !agent && !listed && !self.is_trade((verb, end));
                verb > start
                    || self.has(verb, Mark::Orders)
                    || self.has(verb, Mark::Governs)
                    || lists::TAKES.has(self.text_at(verb))
                    || self.class(verb + 1) == Some(Class::Verb) && !agent
                    || has_object
            }
            _ => false,
        };
        // 督导检查单位: who does what the verbs say, but 改善企业.
        let last = self.text_at(end - 1);
        let worker = verb == start
            && lists::WORKERS.has(last)
            && (last != "企业" || self.class(verb) == Some(Class::OtherVerb))
            && (verb..end - 1).all(|i| self.class(i).is_some_and(Class::is_verb));
        // 选择11个县, but 承担任务的单位
        let counted = (verb..end).any(|i| self.class(i) == Some(Class::Number));
        // 积极稳妥地推进条件较好的村
        let manner = (start..verb).any(|i| self.text_at(i) == "地");
        let qualified = !counted && !manner && (verb..end).any(|i| self.class(i) == Some(Class::De));
        // 持证人员达到5人以上的班组
        let of_others = self.class(start + 1) == Some(Class::Head)
            && self.class(start + 2) == Some(Class::OtherVerb)
            && (verb..end).any(|i| self.class(i) == Some(Class::De));
        let named = of_others
            || worker
            || qualified
            || self.has(verb, Mark::Relative) && verb + 2 == end
            || lists::LEADS.has(self.text_at(verb));
        // 统一|机构设置
        let takes = lists::TAKES.has(self.text_at(start)) && !lists::AGENTS.closes(last);
        (deed || takes) && !named
    }

    /// Whether a verb of names right before the last word says of what trade or kind those named are: 出口|企业, 试点|城市,
    /// 创新|人才.
    fn is_trade(&self, (verb, end): (usize, usize)) -> bool {
        verb + 2 == end
            && (lists::WORKERS.closes(self.text_at(end - 1))
                || lists::AREAS.closes(self.text_at(end - 1))
                || !self.has(verb, Mark::Orders) && !self.has(verb, Mark::Governs))
            && !lists::TAKES.has(self.text_at(verb))
    }

    /// A name that a clause with any verb qualifies, where it fills a part and a modal word follows: 实行轮值的村，可以….
    fn qualified(&self, (start, end): (usize, usize)) -> Option<Names> {
        let comma = self.class(end) == Some(Class::Comma);
        let opens = |at: usize| {
            self.class(at) == Some(Class::Modal) || self.text_at(at).starts_with(['可', '应', '须'])
        };
        // 申请住房的家庭，在轮候期间未获配租的，可以…
        let behind = |part: usize| self.parts().get(part + 1).is_some_and(|&(start, _)| opens(start));
        let later = self.class(end + 1) == Some(Class::Preposition) && self.part_at(end).is_some_and(behind);
        let told = opens(end + 1) || later;
        let de = (start..end).rfind(|&i| self.class(i) == Some(Class::De)).filter(|_| comma && told)?;
        // 配备懂技术的检查员，不准…: a verb that orders has the name for its object, but at the head of the clause.
        let order = self.class(start) == Some(Class::Verb)
            && self.parts().first().is_none_or(|p| p.0 != start)
            || lists::MAKES.has(self.text_at(start));
        let undone = matches!(self.text_at(start), "尚未" | "还未" | "未" | "被");
        let verb = self.class(start).is_some_and(Class::is_verb) && !order || undone;
        let mut named = self.names(de + 1).filter(|names| verb && names.end == end)?;
        named.each[0].0 = start;
        Some(named)
    }

    /// The names right before a modal word of a part, where the part opens with the heading that the text was run into
    /// (做好培训各单位要…), or where the first of them opens with a word that only names do (各, 有关).
    pub(super) fn before_modal(&self, (start, end): (usize, usize)) -> Vec<Span> {
        // 加强政府|可|调度储备建设: 可 is part of what is ordered.
        let modal = |i: &usize| {
            self.class(*i) == Some(Class::Modal) && self.text_at(*i) != "可" && !self.is_relative(*i)
        };
        let Some(modal) = (start + 1..end).find(modal) else { return Vec::new() };
        let start = start.max(modal.saturating_sub(NEAR));
        let mut behind = modal;
        while behind > start
            && matches!(self.class(behind - 1), Some(Class::Adverb | Class::Manner | Class::Time))
        {
            behind -= 1;
        }
        // 让更多学生能就业: what they are given.
        let given = |first: usize| matches!(self.text_at(first - 1), "让" | "使" | "令");
        let whole = |first: usize| self.names(first).filter(|names| names.end == behind && !given(first));
        let opening = (start + 1..behind).filter(|&i| self.opens_name(i)).find_map(whole);
        let behind_heading = || {
            let first = self.name_start(start, behind);
            if first > start && self.is_ordered(start, first) { whole(first) } else { None }
        };
        opening.or_else(behind_heading).map_or_else(Vec::new, |names| self.spans(&names))
    }

    /// The first word of the names that end before `end`, looking back as far as words go that names are made of.
    fn name_start(&self, start: usize, end: usize) -> usize {
        let mut first = end;
        while first > start {
            let at = first - 1;
            match self.class(at) {
                Some(Class::Head | Class::Noun | Class::Bracket) => first = at,
                Some(Class::Pause | Class::And)
                    if first < end && self.class(at.wrapping_sub(1)) == Some(Class::Head) =>
                {
                    first = at
                }
                Some(class)
                    if class.is_verb()
                        && self.words.get(first).is_some_and(|w| w.marks.has(Mark::Generic)) =>
                {
                    first = at
                }
                _ => break,
            }
        }
        first
    }

    /// Whether only names open with a word: 各, 有关, 我们.
    fn opens_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        let each = word.class == Class::Head && self.text_at(at).starts_with(['各', '全']);
        each || word.marks.has(Mark::Whole)
            || matches!(word.class, Class::Each | Class::Determiner)
            || self.text_at(at) == "地方"
    }

    /// Whether words from `start` to `end` order something.
    fn is_ordered(&self, start: usize, end: usize) -> bool {
        let first = (start..end).find(|&i| {
            !matches!(self.class(i), Some(Class::Adverb | Class::Manner | Class::Number | Class::Pause))
        });
        first.is_some_and(|i| matches!(self.class(i), Some(Class::Verb | Class::NamingVerb)))
    }

    /// The one of whom a clause says what he is before it says what he must do: 县区党政一把手是第一责任人，要….
    fn topic(&self, parts: &[(usize, usize)]) -> Vec<Span> {
        let [(start, _), rest @ ..] = parts else { return Vec::new() };
        // 企业是创新的主体，政府要…: another is told.
        let told = rest.iter().find_map(|&(start, end)| {
            let modal = (start..end).find(|&i| self.class(i) == Some(Class::Modal))?;
            Some(self.skip(start, end) == modal)
        });
        let told = told.unwrap_or(false);
        let names = self.names(self.skip(*start, self.words.len())).filter(|_| told);
        let bears = |names: &Names| {
            let said = (names.end..self.words.len()).take_while(|&i| self.class(i) != Some(Class::Comma));
            said.into_iter().any(|i| lists::DUTIES.is_in(self.text_at(i)))
        };
        // 地方党委是“中间段”，不能…，要…
        let organ = |names: &Names| lists::ORGANS.closes(self.text_at(names.end - 1));
        names
            .filter(|names| bears(names) || organ(names))
            .filter(|names| self.text_at(names.end) == "是")
            .map_or_else(Vec::new, |names| self.spans(&names))
    }

    /// Who is named before a colon with what he is to do behind it: 省气象局：负责监测预警.
    fn label(&self) -> Vec<Span> {
        let at = self.skip(0, self.words.len());
        if let Some(bearer) = self.bearer(at) {
            return vec![self.span(bearer)];
        }
        let whole = || self.whole_name((at, self.words.len()), |i| self.class(i) == Some(Class::Colon));
        let Some(names) = self.names(at).or_else(whole) else { return Vec::new() };
        // 责任单位：县水利局、各镇
        if lists::FIELDS.has(self.text_of((at, names.end))) && self.class(names.end) == Some(Class::Colon) {
            return self.names(names.end + 1).map_or_else(Vec::new, |names| self.spans(&names));
        }
        // 分公司（以下简称…）：
        let colon = names.end + usize::from(self.class(names.end) == Some(Class::Bracket));
        // 院长办公会议定：
        let meeting = self.text_of((0, names.end)).ends_with("会议");
        let told = self.class(colon) == Some(Class::Colon)
            && !meeting
            && self.opens_predicate(self.skip(colon + 1, self.words.len()));
        if told { self.spans(&names) } else { Vec::new() }
    }

    /// Whose duties a clause lists: 检查组的主要职责是：.
    fn bearer(&self, at: usize) -> Option<(usize, usize)> {
        const NEAR: usize = 8;
        let de = (at + 1..at + NEAR).find(|&i| self.class(i) == Some(Class::De))?;
        let duty = (de + 1..de + 3)
            .find(|&i| ["职责", "任务", "职能"].iter().any(|word| self.text_at(i).ends_with(word)))?;
        let listed = (duty + 1..duty + 3).any(|i| self.class(i) == Some(Class::Colon));
        (listed && can_act(self.text_of((at, de)))).then_some((at, de))
    }
}
