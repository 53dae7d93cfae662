//! Who acts in a clause: its subjects, those to whom a task is handed, and those who are asked.

use super::{
    Phrase,
    name::Names,
    word::{Class, Mark, Word, can_act},
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
    /// It stands behind 以, as the one who carries a task: 以企业为主体.
    Carries,
    /// The clause says what it is before it says what it must do.
    Topic,
    /// It stands before a colon, with its task behind.
    Label,
}

/// With what somebody asks another to act.
const ASKS: [&str; 4] = ["要求", "明确", "希望", "建议"];

/// Whether a clause can be one that `asks_another`, told before it is cut into words.
pub(crate) fn may_ask(clause: &str) -> bool {
    let first = clause.split(['，', ',', '：', ':']).find(|part| !part.is_empty()).unwrap_or(clause);
    ASKS.iter().any(|word| first.ends_with(word))
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
            add(Place::Handed, self.handed((start, end)));
            let others = self.is_handed_on(start, end)
                || self.is_said(start, end)
                || punishes.is_some_and(|at| at > end) && self.is_punished(start, end);
            if !others {
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
        if let Some(names) = self.set_up(part) {
            return (Place::Subject, self.spans(&names));
        }
        if let Some(names) = self.seated(part) {
            return (Place::Subject, self.spans(&names));
        }
        let Some(names) = self.subject_of((start, end), part + 1 == parts.len()) else {
            return (Place::BeforeModal, self.before_modal((start, end)));
        };
        let fills = names.end == end;
        // A name that fills a later part is an object or a topic as often.
        let object = fills && part > 0 && self.class(end + 1) != Some(Class::Modal);
        // 不同意搬迁的农户，不得纳入范围: its predicate is the next part.
        let predicate = parts.get(part + 1).filter(|_| fills).map_or(end, |next| next.1);
        // 国务院批准启动预案后，指挥部要…: who acts has a part of its own.
        let when = self.class(end.wrapping_sub(1)) == Some(Class::Closes)
            && self.class(end) == Some(Class::Comma)
            && parts.get(part + 1).is_some_and(|&next| self.subject_of(next, false).is_some());
        // 党委会审议通过后，将…: it only says when.
        let passed = self.text_at(end.wrapping_sub(1)) == "后"
            && self.class(end) == Some(Class::Comma)
            && (names.end..end)
                .any(|i| self.has(i, Mark::Examines) || matches!(self.text_at(i), "通过" | "批准"));
        // 责任人发生变动的: it says how things are.
        let verb = (names.end..end).find(|&i| self.class(i).is_some_and(Class::is_verb));
        let stated = self.class(end.wrapping_sub(1)) == Some(Class::De)
            && verb.is_some_and(|i| self.has(i, Mark::States))
            // 单位和个人对数据有疑义的，可以…
            && !(verb.is_some_and(|i| self.text_at(i) == "有") && self.class(end + 1) == Some(Class::Modal));
        // 主管部门应当履行职责而未履行，…: who is found at fault.
        let at_fault = (names.end..end).any(|i| {
            self.text_at(i).starts_with("而未")
                || self.text_at(i) == "而" && self.text_at(i + 1).starts_with('未')
        });
        // 领军企业分别达20家: so many are counted.
        let counted = verb.is_some_and(|i| {
            lists::REACHES.has(self.text_at(i))
                && self.class(i + 1) == Some(Class::Number)
                && !(names.end..i).any(|j| self.class(j) == Some(Class::Modal))
        });
        // 市里正在开展行动，建议…
        let under_way = matches!(self.text_at(names.end), "正在" | "正") && part + 1 < parts.len();
        // 存在隐患的实验室，检查组有权封停: what the clause speaks of.
        let of_which = fills
            && names.each.len() == 1
            && (names.each[0].0..names.end).any(|i| self.class(i) == Some(Class::De))
            && parts.get(part + 1).is_some_and(|&next| self.subject_of(next, false).is_some());
        // 我们向社会作出的承诺，一定要兑现
        let topic = self.class(names.end) == Some(Class::Preposition)
            && self.class(end) == Some(Class::Comma)
            && (names.end..end).rfind(|&i| self.class(i) == Some(Class::De)).is_some_and(|de| {
                end - de <= 3 && de + 1 < end && self.class(de - 1).is_some_and(Class::is_verb)
            })
            && (end + 1..end + 3).any(|i| self.class(i) == Some(Class::Modal))
            && !(names.end..end).any(|i| self.class(i) == Some(Class::Modal));
        if object
            || when
            || passed
            || of_which
            || topic
            || stated
            || at_fault
            || counted
            || under_way
            || self.entrusts((start, names.end))
            || self.is_asked(names.end, end)
            || self.suffers(names.end, predicate)
        {
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

    /// Leaves out the subjects of parts that only state something before another's subject is told what to do: 我县依然存在
    /// 难题，各部门要….
    fn without_stated(&self, out: &mut Vec<(Place, Span)>) {
        let demanded = |span: &Span| {
            let behind = self.word_at(span.end);
            let end = self.part_at(behind).map_or(behind, |part| self.parts()[part].1);
            let verb = (behind..end).find(|&i| self.class(i).is_some_and(Class::is_verb));
            verb.is_some_and(|i| !self.has(i, Mark::States) && self.text_at(i) != "是")
                || (behind..end)
                    .any(|i| self.class(i) == Some(Class::Modal) || self.text_at(i).starts_with('每'))
        };
        let subjects = out.iter().filter(|(place, _)| *place == Place::Subject).map(|(_, span)| *span);
        let subjects: Vec<(Span, bool)> = subjects.map(|span| (span, demanded(&span))).collect();
        let Some((first, _)) = subjects.iter().find(|(_, demanded)| *demanded) else { return };
        let part = |span: &Span| self.part_at(self.word_at(span.start));
        let told = part(first);
        // Those before the first of whom something is demanded say nothing of what is to be done.
        let stated = |span: &Span| span.start < first.start && part(span) != told;
        // 自然人申请办理，已提供材料的，受理单位不得推诿: what is demanded of another holds where they have done so.
        let last = subjects.iter().rev().find(|(span, _)| self.is_demanded_next(span));
        let circumstance = |span: &Span| {
            let (Some((last, _)), Some(own)) = (last, part(span)) else { return false };
            let Some(told) = part(last).filter(|&told| own < told) else { return false };
            self.parts()[own..told].iter().any(|&(_, end)| self.class(end - 1) == Some(Class::De))
                && !(self.parts()[own].0..self.parts()[told].0).any(|i| self.class(i) == Some(Class::Modal))
        };
        let dropped: Vec<Span> = subjects.iter().map(|(span, _)| *span).filter(circumstance).collect();
        out.retain(|(place, span)| *place != Place::Subject || !stated(span) && !dropped.contains(span));
    }

    /// Whether a modal word follows a name in its part.
    fn is_demanded_next(&self, span: &Span) -> bool {
        let behind = self.word_at(span.end);
        let end = self.part_at(behind).map_or(behind, |part| self.parts()[part].1);
        (behind..end).any(|i| self.class(i) == Some(Class::Modal))
    }

    /// The subject of the clause: of its first part that has one.
    pub(crate) fn subject(&self) -> Option<Vec<Span>> {
        let &(start, end) = self.parts().first()?;
        let last = end == self.words.len();
        self.subject_of((start, end), last).map(|names| self.spans(&names))
    }

    /// Whether the only subject is the speaker with all whom he speaks for: 我们即将开启…, 全国抽调了….
    pub(crate) fn is_of_all(&self) -> bool {
        self.subject().is_some_and(|spans| spans.iter().all(|span| lists::EVERYONE.has(span.of(self.clause))))
            && !self.hands()
    }

    /// Whether 决定 says that someone resolves something, not that one thing depends on another.
    pub(crate) fn resolves(&self, start: usize, end: usize) -> bool {
        let at = self.word_at(start);
        let Some(&(first, _)) = self.part_at(at).map(|part| &self.parts()[part]) else { return true };
        let plain = matches!(self.class(self.word_at(end)), Some(Class::Noun | Class::Number));
        let begins = self.skip(first, at);
        !plain || begins == at || self.names(begins).is_some_and(|names| names.end <= at)
    }

    /// Whether a part of the sentence has a subject who can act, or hands a task to one.
    pub(crate) fn assigns(&self) -> bool {
        let parts = self.parts();
        parts.iter().enumerate().any(|(i, &part)| {
            let found = self.subject_of(part, i + 1 == parts.len());
            found.is_some() || !self.handed(part).is_empty()
        })
    }

    /// Whether the clause holds no verb that orders, nothing demanded and nobody it is handed to: an address (各派出所，各乡镇
    /// 人民政府：).
    pub(crate) fn is_address(&self) -> bool {
        let says = |word: &Word| {
            matches!(word.class, Class::Modal | Class::Verb | Class::Hands | Class::Preposition)
        };
        !self.words.iter().any(says)
    }

    /// Whether a part hands the task to someone: 由交警支队负责.
    pub(crate) fn hands(&self) -> bool {
        self.parts().iter().any(|&part| !self.handed(part).is_empty())
    }

    /// Whether what someone asked (会议要求，) is told of another who is to act: 各海关于7月底前传达精神.
    pub(crate) fn asks_another(&self) -> bool {
        let parts = self.parts();
        let said = |&&(start, end): &&(usize, usize)| end > start && ASKS.contains(&self.text_at(end - 1));
        parts.first().filter(said).is_some()
            && parts.get(1).is_some_and(|&part| self.subject_of(part, parts.len() == 2).is_some())
    }

    /// Whether the clause only names those who can act: 各市领导小组，县教育局主要负责同志；
    pub(crate) fn is_roster(&self) -> bool {
        let parts = self.parts();
        let named = |&(start, end): &(usize, usize)| self.names(start).is_some_and(|names| names.end == end);
        !parts.is_empty() && parts.iter().all(named)
    }

    /// Whether a part of the sentence before that of the modal word at `byte` tells someone what to do: 司法部负责制定标准，
    /// 各省可以….
    pub(crate) fn assigns_before(&self, byte: usize) -> bool {
        let Some(own) = self.part_at(self.word_at(byte)) else { return false };
        self.parts()[..own].iter().any(|&(start, end)| {
            let done = || {
                self.subject_of((start, end), false).is_some_and(|names| {
                    names.end < end && (names.end..end).any(|i| self.class(i).is_some_and(Class::is_verb))
                })
            };
            let when = matches!(self.class(end - 1), Some(Class::De | Class::Closes))
                || (start..end).any(|i| matches!(self.class(i), Some(Class::Modal)))
                || self.class(start) == Some(Class::Preposition);
            !when && (!self.handed((start, end)).is_empty() || done())
        })
    }

    /// Whether one body and no other is the subject of the modal word at `byte`: 总部将统一组织, 省厅会同有关部门将编制, but
    /// not 各单位将. What is not said `plainly` of the future needs an adverb of resolve: 公司将坚决贯彻.
    pub(crate) fn promises(&self, byte: usize, plainly: bool) -> bool {
        let modal = self.word_at(byte);
        let Some(&(start, end)) = self.part_at(modal).map(|part| &self.parts()[part]) else { return false };
        let resolved = matches!(self.class(modal + 1), Some(Class::Adverb | Class::Manner | Class::Number))
            || self.text_at(modal + 1) == "于";
        if !plainly && !resolved {
            return false;
        }
        let ends = |names: &Names| {
            let joins = self.class(names.end) == Some(Class::Joins) || self.text_at(names.end) == "与";
            let with = self.names(names.end + 1).filter(|_| joins);
            names.end == modal || with.is_some_and(|with| with.end == modal)
        };
        let found = self.subject_of((start, end), true).filter(ends);
        let spans = found.map_or_else(|| self.before_modal((start, end)), |names| self.spans(&names));
        let many = |span: &Span| {
            ["各", "有关", "相关", "所有", "每", "任何"].iter().any(|w| span.of(self.clause).starts_with(w))
        };
        !spans.is_empty() && !spans.iter().any(many)
    }

    /// Whether a modal word stands before `byte` in its part of the sentence: 要鼓励.
    pub(crate) fn is_demanded(&self, byte: usize) -> bool {
        let at = self.word_at(byte);
        let before = (0..at).rev().take(NEAR).map(|i| self.words[i].class);
        before
            .take_while(|c| !matches!(c, Class::Comma | Class::Stop | Class::Colon))
            .any(|c| c == Class::Modal)
    }

    /// Whether nothing but an actor stands before `byte` in its part of the sentence.
    pub(crate) fn heads(&self, byte: usize) -> bool {
        let end = self.word_at(byte);
        let parts = self.parts();
        let at = parts.partition_point(|&(start, _)| start <= end);
        let Some(&(start, _)) = at.checked_sub(1).map(|at| &parts[at]) else { return true };
        if start == end {
            return true;
        }
        let start = self.skip(start, end);
        let named = self.names(start).map_or(start, |names| names.end);
        (named..end).all(|i| matches!(self.class(i), Some(Class::Adverb | Class::Time | Class::Manner)))
            && (start == end || named > start)
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
                whole
                    .filter(longer)
                    .or(told)
                    .or_else(|| self.attributed((at, end)))
            }
        };
        // 投资者|保护基金管理机构|可以
        let found = match (self.demanded((at, end)), found) {
            (Some(longer), Some(found)) if longer.end <= found.end || !self.ends_in_agent(&longer) => Some(found),
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
        // 一些地方的村委会搞得不严肃: whom a fault is found with.
        let some = lists::SOME.opens(self.text_at(at));
        // 每个村不少于3件: of each so much.
        let each = self.text_of((at, names.end)).starts_with('每')
            && matches!(self.text_at(names.end), "不少于" | "不低于" | "至少" | "不超过");
        if each || some && self.class(names.end) != Some(Class::Modal) {
            return false;
        }
        let demanded = self.class(names.end) == Some(Class::Modal);
        // 一大批农民合作社向集团化转型: so many are to have done it.
        if !demanded && matches!(self.text_at(at), "一批" | "一大批" | "大批") {
            return false;
        }
        // 法治政府建设扎实推进: what goes on of itself.
        if !demanded && self.is_under_way(names.end) {
            return false;
        }
        // 责任单位：各镇
        let label = self.class(names.end) == Some(Class::Colon);
        if label && lists::FIELDS.has(self.text_of((at, names.end))) {
            return false;
        }
        // 各位代表，…: those who are spoken to.
        if names.end == end && lists::LISTENERS.has(self.text_of((at, names.end))) && !last {
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
        let deed = match self.class(verb) {
            Some(Class::Verb) => true,
            Some(Class::OtherVerb) => verb + 2 < end,
            Some(Class::NamingVerb) => {
                verb > start || self.has(verb, Mark::Orders) || self.has(verb, Mark::Governs)
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
            || self.has(verb, Mark::Relative)
            || lists::LEADS.has(self.text_at(verb));
        deed && !named
    }

    /// Whether a noun of what goes on stands behind a name, with how it goes behind that: 建设|扎实推进.
    fn is_under_way(&self, at: usize) -> bool {
        lists::COURSES.has(self.text_at(at))
            && (self.class(at + 1) == Some(Class::Adverb)
                || self.text_at(at + 1) == "是"
                || lists::GOES.opens(self.text_at(at + 1)))
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

    /// Whether the predicate only asks something of its subject: 执法人员是否具备资格.
    fn is_asked(&self, at: usize, end: usize) -> bool {
        // 法院应当决定是否立案
        let told = |i: &usize| self.class(*i) == Some(Class::Modal) || self.class(*i).is_some_and(Class::is_verb);
        let asked = (at..end).find(|&i| self.text_at(i) == "是否");
        asked.is_some_and(|asked| !(at..asked).any(|i| told(&i)))
    }

    /// Whether the predicate says what becomes of its subject: 不得纳入, 享受.
    fn suffers(&self, at: usize, end: usize) -> bool {
        // 把物业管理纳入社区治理 has an object.
        let object = |i: usize| matches!(self.text_at(i), "把" | "将" | "对");
        let verb = (at..end).find(|&i| self.class(i).is_some_and(Class::is_verb));
        let demanded = || (at..end).any(|i| self.class(i) == Some(Class::Modal));
        // 学生发生溺水事故得到遏制
        let befalls = || (at..end).any(|i| matches!(self.text_at(i), "得到" | "得以"));
        verb.is_some_and(|i| {
            // 指挥部要移交指挥权, but 幼儿园应移交教育部门.
            let active = self.has(i, Mark::Orders)
                && matches!(self.class(i + 1), Some(Class::Noun | Class::NamingVerb))
                && self.names(i + 1).is_none();
            // 特困人员可认定为全护理, but 法院应当认定为侵权.
            let called = self.text_at(i + 1) == "为"
                && matches!(self.text_at(i), "认定" | "评定" | "确定" | "核定")
                && !self.is_authority(at);
            // 代表应当占一定比例
            let share = self.text_at(i) == "占"
                && (self.class(i + 1) == Some(Class::Number)
                    || ["一定", "总", "全", "代表"].iter().any(|word| self.text_at(i + 1).starts_with(word)));
            // 商业中心投入使用
            let completed = lists::COMPLETED.has(self.text_at(i)) && self.ends_part(i + 1);
            share
                || completed
                || called && !(at..i).any(object)
                || self.has(i, Mark::Suffers) && !active && !(at..i).any(object)
                || !demanded() && (self.text_at(i) == "接受" || befalls())
        })
    }

    /// Whether the name that ends at a word is that of a body that decides on others.
    fn is_authority(&self, end: usize) -> bool {
        lists::ORGANS.closes(self.text_at(end.wrapping_sub(1)))
    }

    /// Whether a part names someone of whom it tells what was done, or whose matter is handed to another.
    fn is_handed_on(&self, start: usize, end: usize) -> bool {
        let done = |i: usize| matches!(self.text_at(i), "了" | "已" | "已经");
        let told = (start..end).any(|i| done(i) && !matches!(self.text_at(i.saturating_sub(1)), "为" | "除"));
        let modal = (start..end).any(|i| self.class(i) == Some(Class::Modal));
        !modal && (told || self.text_at(end + 1) == "由")
    }

    /// Whether a part says who says what stands behind it: 总书记在考察时强调，要….
    fn is_said(&self, start: usize, end: usize) -> bool {
        let asks = |i: usize| matches!(self.text_at(i), "要求" | "号召" | "建议");
        // 按照上级要求，
        let follows = |i: usize| self.text_at(i).starts_with(['按', '依']) || self.text_at(i) == "根据";
        end > start
            && (self.class(end - 1) == Some(Class::Says) || asks(end - 1) && !(start..end).any(follows))
            && self.text_at(end - 1) != "表示"
            && !(start..end).any(|i| self.class(i) == Some(Class::Modal))
    }

    /// Whether a part says of whom something is done to for what was left undone: 负责审批的部门违反规定的，对负责人给予处分.
    fn is_punished(&self, start: usize, end: usize) -> bool {
        let wrong = (start..end).any(|i| self.has(i, Mark::Wrong));
        let breaks = (start..end).any(|i| self.text_at(i) == "违反");
        wrong
            && (self.class(end.wrapping_sub(1)) == Some(Class::De)
                || breaks && self.class(end) == Some(Class::Comma))
    }

    /// The names right before a modal word of a part, where the part opens with the heading that the text was run into
    /// (做好培训各单位要…), or where the first of them opens with a word that only names do (各, 有关).
    fn before_modal(&self, (start, end): (usize, usize)) -> Vec<Span> {
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
