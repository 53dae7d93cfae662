//! Those to whom a clause hands a task, whom it asks, and who take part.

use super::{
    Phrase,
    name::Names,
    subject::Place,
    word::{Class, Mark},
};
use crate::{lists, source::Span};

/// How many words behind a name may tell that it only holds an office: 由X的负责同志担任.
const NEAR: usize = 8;

impl Phrase<'_> {
    /// Those to whom a part of the sentence hands a task, or whom it asks, and those who are to take part.
    pub(super) fn handed(&self, (start, end): (usize, usize)) -> Vec<(Place, Vec<Span>)> {
        let modal = (start..end).find(|&i| self.class(i) == Some(Class::Modal)).unwrap_or(end);
        let mut out = Vec::new();
        for at in start..end {
            let found = match self.class(at) {
                // 授权省文物局核定: no one else is to act.
                Some(_)
                    if self.has(at, Mark::Delegates)
                        && (at == self.skip(start, end)
                            || self.class(at - 1) == Some(Class::Says)
                            || self.entrusts((start, at)))
                        && !self.is_led(start) =>
                {
                    self.asked(at, end)
                }
                // 联合执法队要
                Some(Class::Joins) if at == start && self.subject_of((start, end), true).is_some() => None,
                Some(Class::Hands) => self.told(at, end),
                Some(Class::Joins) if !self.is_inside(at, start) => self.told(at, end),
                // 要鼓励企业…: the one who encourages acts.
                // 对支持群众发展发挥了作用: nobody is asked.
                Some(Class::Asks) if modal > at && (at == start || self.text_at(at - 1) != "对") => {
                    self.asked(at, end)
                }
                // 在经专家组论证的基础上: it only says when.
                Some(Class::Preposition)
                    if self.text_at(at) == "经"
                        && (at == start || self.class(at - 1) != Some(Class::Preposition)) =>
                {
                    self.examines(at)
                }
                _ => None,
            };
            // 由民政部门牵头、卫健部门配合; 支持甲集团建设水厂、乙集团改造管网
            let several = self.class(at) == Some(Class::Hands) || self.text_at(at).ends_with("支持");
            let Some(names) = found else { continue };
            let mut spans = self.spans(&names);
            if several {
                let further = self.further((names.end, end));
                spans.extend(further.iter().flat_map(|names| self.spans(names)));
            }
            let asked = self.class(at) == Some(Class::Asks);
            out.push((if asked { Place::Asked } else { Place::Handed }, spans));
        }
        out
    }

    /// Whether the one named from `start` on only has another do it: 州政府|授权主管部门负责.
    pub(super) fn entrusts(&self, (start, at): (usize, usize)) -> bool {
        self.text_at(at) == "授权" && self.names(self.skip(start, at)).is_some_and(|names| names.end == at)
    }

    /// Whether a part before the one that opens at `start` has a subject of its own.
    fn is_led(&self, start: usize) -> bool {
        self.parts()
            .iter()
            .take_while(|part| part.1 <= start)
            .any(|&part| self.subject_of(part, false).is_some())
    }

    /// Who is named right at `byte` and is to act: behind 请, 鼓励, 同意.
    pub(crate) fn addressed(&self, byte: usize) -> Vec<Span> {
        let at = self.behind_further_verbs(self.word_at(byte));
        let Some(names) = self.names(at).or_else(|| self.places(at)) else { return Vec::new() };
        let follows = self.opens_predicate(names.end)
            || self.class(names.end) == Some(Class::Says)
            || self.is_watchword(names.end)
            || self.is_set_phrase(names.end)
            || self.class(names.end) == Some(Class::Comma)
                && self.class(names.end + 1) == Some(Class::Preposition);
        let told = (follows || self.is_whole(&names)) && !self.is_object(names.end);
        if told { self.spans(&names) } else { Vec::new() }
    }

    /// The word behind verbs that say the same of whom they ask: 鼓励|和引导企业, 支持|、鼓励企业.
    fn behind_further_verbs(&self, at: usize) -> usize {
        let joined = usize::from(matches!(self.class(at), Some(Class::And | Class::Pause)));
        let further =
            self.class(at + joined) == Some(Class::Asks) || lists::URGES.has(self.text_at(at + joined));
        if further { self.behind_further_verbs(at + joined + 1) } else { at }
    }

    /// Whether a word of four characters says what the one named before it is to do: 珍惜荣誉, 清洁生产.
    pub(super) fn is_set_phrase(&self, at: usize) -> bool {
        const PHRASE: usize = 4;
        self.class(at) == Some(Class::Noun) && self.text_at(at).chars().count() == PHRASE
    }

    /// Whether a quotation at the end of its part says what the one named before it does: 支持企业“走出去”.
    pub(super) fn is_watchword(&self, at: usize) -> bool {
        self.ends_part(at + 1) && self.class(at) == Some(Class::Noun) && self.text_at(at).starts_with('“')
    }

    /// Whether what ends at `byte` is only part of what a cue asks for: 支持市中医院康复病区|建设.
    pub(crate) fn is_part_of_object(&self, byte: usize) -> bool {
        self.is_object(self.word_at(byte))
    }

    /// Who is named behind 由 or 会同, whatever the verb is.
    fn told(&self, at: usize, end: usize) -> Option<Names> {
        let names = self.told_names(at + 1, end)?;
        // 交质控办: it only receives.
        let receives = self.text_at(at) == "交" && !self.opens_predicate(names.end);
        // 成立由院长任组长的检查组: it says who the group is.
        let made = at > 0
            && self.class(at - 1).is_some_and(Class::is_verb)
            && (names.each[0].0..end).any(|i| self.class(i) == Some(Class::De));
        // 由政府预算保障
        // 由哪个单位办理
        let asked = self.text_at(at + 1).starts_with('哪');
        let funds = lists::FUNDS.has(self.text_at(names.end));
        let none = funds
            || asked
            || receives
            || made
            || self.becomes(names.end, end)
            || self.class(names.end) == Some(Class::De);
        (!none).then_some(names)
    }

    /// The names that open behind 由, the surest reading first.
    fn told_names(&self, at: usize, end: usize) -> Option<Names> {
        match self.names(at).or_else(|| self.alone(at)) {
            Some(names) if !self.may_go_on(&names) || !self.is_place(names.end - 1) => Some(names),
            short => self
                .longer(at, end)
                .or(short)
                .or_else(|| self.worker(at, end))
                .or_else(|| self.before_verb(at, end))
                .or_else(|| self.described(at)),
        }
    }

    /// A name of one word that is whole by itself: 由中央统筹考虑, 由财政安排.
    fn alone(&self, at: usize) -> Option<Names> {
        let word = self.words.get(at)?;
        let alone =
            word.marks.has(Mark::Whole) && word.span().len() > "县".len() || self.text_at(at) == "财政";
        alone.then(|| Names { each: vec![(at, at + 1)], end: at + 1 })
    }

    /// A body or a post with verbs in its name: 由分管副县长牵头.
    fn longer(&self, at: usize, end: usize) -> Option<Names> {
        let post = matches!(self.text_at(at), "分管" | "牵头" | "包联" | "主管" | "联系" | "挂点");
        self.whole_name((at, end), |i| self.acts(i)).filter(|names| post || self.ends_in_body(names))
    }

    /// All up to the verb behind a body: 由授信审批部会同.
    fn before_verb(&self, at: usize, end: usize) -> Option<Names> {
        let names = |i: usize| {
            self.class(i).is_some_and(|class| {
                class.is_verb() || matches!(class, Class::Noun | Class::Head | Class::Manner)
            })
        };
        let verb = (at + 1..end).find(|&i| self.acts(i) && self.is_body(i - 1))?;
        (at..verb).all(names).then(|| Names { each: vec![(at, verb)], end: verb })
    }

    /// Who is named behind 要求 or 鼓励, where a verb follows: 支持企业开展…, but not 支持中心建设.
    fn asked(&self, at: usize, end: usize) -> Option<Names> {
        // 鼓励建设高校着力发展
        let compound = || {
            let named = self.class(at + 1) == Some(Class::NamingVerb)
                && self.class(at + 2) == Some(Class::Head)
                && self.opens_predicate(at + 3)
                && !self.is_object(at + 3);
            named.then(|| Names { each: vec![(at + 1, at + 3)], end: at + 3 })
        };
        let names = self.names(at + 1).or_else(|| self.places(at + 1)).or_else(compound).or_else(|| {
            let described = || self.described(at + 1);
            self.worker(at + 1, end)
                .or_else(|| described().filter(|_| self.class(at + 1).is_some_and(Class::is_verb)))
        })?;
        let behind = names.end;
        // 叮嘱大家，…要: what they are told stands behind the comma.
        // 鼓励企业，立足特色打造品牌
        let led = self.class(behind + 1) == Some(Class::Preposition);
        let comma = (led || !matches!(self.text_at(at), "鼓励" | "支持" | "允许"))
            && self.class(behind) == Some(Class::Comma);
        let phrase = self.is_set_phrase(behind);
        let says = self.class(behind) == Some(Class::Says);
        let follows = self.opens_predicate(behind) || says || comma || phrase;
        (follows && !self.is_object(behind) && !self.becomes(behind, end)).then_some(names)
    }

    /// Places by their names, with a verb behind them: 支持天宁、钟楼创建高新区.
    fn places(&self, at: usize) -> Option<Names> {
        let place = |i: usize| {
            self.class(i) == Some(Class::Noun) && self.has(i, Mark::Place)
                || self.class(i) == Some(Class::Head) && self.has(i, Mark::Whole)
        };
        let mut end = at;
        while place(end) && self.class(end + 1) == Some(Class::Pause) {
            end += 2;
        }
        let acts = place(end) && self.class(end + 1).is_some_and(Class::is_verb);
        acts.then(|| Names { each: (at..=end).step_by(2).map(|i| (i, i + 1)).collect(), end: end + 1 })
    }

    /// Whether the word behind a name is no verb but the end of what it names: 支持中心建设.
    fn is_object(&self, behind: usize) -> bool {
        let closes = match self.class(behind + 1) {
            // 食堂|开发和提供菜品
            Some(Class::And) => self.class(behind + 2) != Some(Class::Verb),
            class => matches!(class, None | Some(Class::Pause | Class::Stop | Class::Comma | Class::De)),
        };
        let short = self.text_at(behind).chars().count() < "创新发展".chars().count();
        let nominal = self.class(behind) == Some(Class::NamingVerb) && short
            || lists::DEVELOPS.has(self.text_at(behind));
        // 支持群众改善性住房需求
        let rest = || (behind..self.words.len()).take_while(|&i| !self.ends_part(i)).last();
        let wish = || {
            rest().is_some_and(|last| {
                lists::WISHES.has(self.text_at(last))
                    && !(behind..last).any(|i| matches!(self.class(i), Some(Class::Verb | Class::OtherVerb)))
            })
        };
        nominal && closes || wish()
    }

    /// A name that a clause with any verb qualifies: 允许|租赁设备的使用人|享受补贴.
    fn described(&self, at: usize) -> Option<Names> {
        self.named_behind_de((at, self.words.len().min(at + NEAR)))
    }

    /// Who is named behind 经, where the verb is one of looking into something: 经主管部门审查, but not 经批准.
    fn examines(&self, at: usize) -> Option<Names> {
        // 经指挥部|组织研究
        let organised = |at: usize| self.text_at(at) == "组织" && self.text_at(at + 1) == "研究";
        self.names(at + 1).filter(|names| self.has(names.end, Mark::Examines) || organised(names.end))
    }

    /// 由X担任, 由X组成 hand nothing on.
    fn becomes(&self, at: usize, end: usize) -> bool {
        let listed = || (at..end).any(|i| matches!(self.text_at(i), "组成" | "构成"));
        (at..end.min(at + NEAR)).any(|i| self.has(i, Mark::Becomes)) || listed()
    }

    /// Whether 联合 or 商 is part of a name: 工作联合办公室.
    fn is_inside(&self, at: usize, start: usize) -> bool {
        let before = at.checked_sub(1).filter(|&i| i >= start).and_then(|i| self.class(i));
        // 行政执法局联合执法队
        let team = self.class(at + 1).is_some_and(Class::is_verb)
            && self.class(at + 2) == Some(Class::Head)
            && self.text_at(at + 2).ends_with(['队', '组', '办', '班']);
        // 投促机构、商|协会
        self.text_at(at) == "商" && before != Some(Class::Head)
            || self.text_at(at) == "联合"
                && (team || matches!(before, Some(Class::Noun | Class::OtherVerb | Class::NamingVerb)))
    }

    /// 以企业为主体.
    pub(super) fn carries(&self, (start, end): (usize, usize)) -> Vec<Span> {
        // Inside a part it qualifies: 形成以企业为主体的体系.
        let at = self.skip(start, end);
        if self.text_at(at) != "以" {
            return Vec::new();
        }
        let Some(names) = self.names(at + 1) else { return Vec::new() };
        let whole = self.text_at(names.end) == "为" && matches!(self.text_at(names.end + 1), "主体" | "主导")
            || matches!(self.text_at(names.end), "为主体" | "为主导");
        if whole { self.spans(&names) } else { Vec::new() }
    }

    /// Whether the only name is one that is whole by itself: 我们, 各镇.
    fn is_whole(&self, names: &Names) -> bool {
        names.each.iter().all(|&(start, end)| {
            matches!(self.class(start), Some(Class::Each)) || end == start + 1 && self.has(start, Mark::Whole)
        })
    }
}
