//! Names of those who can act, and lists of them: 县教育局、公安局和各镇.

use super::{
    Phrase,
    word::{Class, Mark, can_act},
};
use crate::{lists, source::Span};

/// Names that stand together, by their words.
pub(super) struct Names {
    /// The names, each from its first word to behind its last.
    pub(super) each: Vec<(usize, usize)>,
    /// The word behind the last.
    pub(super) end: usize,
}

/// What a word is in a name.
enum Step {
    /// Part of it.
    Part,
    /// One that names who can act.
    Head,
    /// Part of it, and what stood before only qualifies.
    Unheaded,
    /// It opens a clause that ends with the 的 at this word.
    Behind(usize),
    /// The name of a person behind his office.
    Person,
    /// No part of it.
    Ends,
}

/// The most words of a clause before 的 that qualifies a name.
const QUALIFIES: usize = 24;

/// The most words of a name.
const LONGEST: usize = 40;

/// The most characters of brackets that are part of a name: （市、区）, (自治区、直辖市).
const LONGEST_BRACKET: usize = 12;

/// The most characters of a name that shares the head of a later one: 供水、燃气、供电企业.
const SHORT: usize = 10;

impl Phrase<'_> {
    /// The list of names that opens at `start`; none where what stands there names nobody who can act.
    pub(super) fn names(&self, start: usize) -> Option<Names> {
        let mut each = Vec::new();
        let mut at = start;
        let mut open = 0;
        loop {
            let (mut end, acts) = self.name(at);
            // 组织、编制、人社等部门: a field of work among others.
            let field = match self.class(at) {
                Some(Class::NamingVerb | Class::Manner) => true,
                Some(Class::OtherVerb) => !each.is_empty(),
                _ => false,
            };
            if end == at && field && self.class(at + 1) == Some(Class::Pause) {
                end += 1;
            }
            if end == at {
                break;
            }
            // 县政府及其|有关部门, but 业主或者其委托的单位
            let joined = at > start && self.class(at - 1) == Some(Class::And);
            let body =
                self.class(at + 1) == Some(Class::Determiner) || self.text_of((at, end)).ends_with("部门");
            let own = self.text_at(at) == "其" && (joined && body && !self.has(at + 1, Mark::Delegates));
            each.push((at + usize::from(own), end));
            // 交通等部门 and 县教育局等 both name one.
            let etc = self.text_at(end) == "等";
            // 泰州等地
            let places = etc && self.text_at(end + 1) == "地";
            let behind = end + usize::from(etc) + usize::from(places);
            let start = at;
            at = end;
            if acts {
                open = each.len();
                at = behind;
                // 铁路等部门、单位
                if self.text_of((start, end)).contains('等')
                    && self.class(at) == Some(Class::Pause)
                    && self.text_at(at + 1) == "单位"
                {
                    at += 2;
                    if let Some(last) = each.last_mut() {
                        last.1 = at;
                    }
                }
                // 分公司（以下简称…）、供电公司
                if self.class(at) == Some(Class::Bracket) && self.class(at + 1) == Some(Class::Pause) {
                    at += 1;
                }
            } else if self.chars(each[each.len() - 1]) > SHORT
                || (start..end).any(|i| self.class(i) == Some(Class::Number))
                || !self.shares_head(start, end)
            {
                break;
            }
            match self.class(at) {
                // 与 joins whom a task is done with as often as those who do it.
                Some(Class::And)
                    if self.text_at(at) == "与" && each.len() < 2 && !self.joins_subjects(at + 1) =>
                {
                    break;
                }
                Some(Class::Pause | Class::And) if self.class(at + 1).is_some_and(|c| c != Class::And) => {
                    at += 1
                }
                Some(Class::And) => at += 2,
                Some(Class::Each) if acts => {}
                Some(Class::Head) if acts && self.opens_another(start, at) => {}
                _ => break,
            }
        }
        each.truncate(open);
        // 汽车、家电等重点行业龙头企业: what stands before 等 are fields, not those who act.
        if let [(first, _), .., last] = each[..]
            && self
                .text_of(last)
                .split_once('等')
                .is_some_and(|(_, whose)| whose.contains("行业") && !whose.ends_with("行业"))
        {
            each = vec![(first, last.1)];
        }
        // 品牌化、连锁化的养老机构, 中度、重度残疾儿童: qualities of one.
        if let [(first, _), .., last] = each[..]
            && self.are_qualities(&each)
        {
            each = vec![(first, last.1)];
        }
        let &(_, last) = each.last()?;
        let etc = self.text_at(last) == "等";
        let end = last + usize::from(etc) + usize::from(etc && self.text_at(last + 1) == "地");
        Some(Names { each, end })
    }

    /// Whether all names of a list but the last are qualities that the last has too.
    fn are_qualities(&self, each: &[(usize, usize)]) -> bool {
        const NEAR: usize = 4;
        let Some((&(start, end), before)) = each.split_last() else { return false };
        let headless =
            |&(start, end): &(usize, usize)| !(start..end).any(|i| self.class(i) == Some(Class::Head));
        let qualified = (start + 1..end.min(start + NEAR)).any(|i| self.class(i) == Some(Class::De));
        let last =
            |i: usize| self.text_at(i).chars().next_back().filter(|c| matches!(c, '度' | '型' | '性' | '化'));
        let alike = last(start).is_some() && before.iter().all(|&(_, end)| last(end - 1) == last(start));
        before.iter().all(headless) && (qualified || alike)
    }

    /// Whether a name without a head may share that of the next: 供水、燃气企业, 国营和合作社商业部门.
    fn shares_head(&self, start: usize, end: usize) -> bool {
        const FEW: usize = 4;
        match self.class(end) {
            Some(Class::Pause) => true,
            Some(Class::And) => self.chars((start, end)) <= FEW && self.class(start) == Some(Class::Noun),
            _ => false,
        }
    }

    /// Where the name at `start` ends, and whether the one so named can act. It ends at the first word for one who can
    /// act that isn't followed by more of a name.
    fn name(&self, start: usize) -> (usize, bool) {
        let mut at = start;
        // Behind the last word that names one who can act.
        let mut head = None;
        while let Some(class) = self.class(at).filter(|_| at < start + LONGEST) {
            let closed = head == Some(at);
            // 农机服务组织|等: what names end with, though its last word is a verb elsewhere.
            if !closed && at > start && self.text_at(at) == "等" && can_act(self.text_of((start, at))) {
                return (at, true);
            }
            let behind_head = if closed { self.behind_head(start, at, class) } else { None };
            let step = behind_head
                .or_else(|| self.noun_of_name(start, at, class, closed))
                .unwrap_or_else(|| self.verb_of_name(start, at, class, closed));
            match step {
                Step::Part => {}
                Step::Head => head = Some(at + 1),
                Step::Unheaded => head = None,
                Step::Behind(de) => (head, at) = (None, de),
                Step::Person => return (at + 1, can_act(self.text_of((start, at)))),
                Step::Ends => break,
            }
            at += 1;
        }
        // 村民会议: a verb elsewhere, but all of it names a body.
        let whole = at > start + 1 && matches!(self.class(at - 1), Some(Class::NamingVerb | Class::Noun));
        let acts = at > start && (head == Some(at) || whole) && self.is_agent((start, at));
        // 市级举办, 县级抓好
        let level = at == start + 1
            && matches!(self.text_at(start), "省级" | "市级" | "县级" | "乡级" | "镇级" | "村级")
            && matches!(self.class(at), Some(Class::Verb | Class::Modal));
        // 浦东要: a place acts where something is demanded of it.
        let place = at == start + 1 && self.has(start, Mark::Place) && self.class(at) == Some(Class::Modal);
        (at, acts || place || level)
    }

    /// What a word is in a name right behind a word for one who can act, where that alone tells.
    fn behind_head(&self, start: usize, at: usize, class: Class) -> Option<Step> {
        let text = self.text_at(at);
        match class {
            // 全党|全国各族人民
            Class::Head => self.opens_another(start, at).then_some(Step::Ends),
            Class::Bracket if self.is_part(at) => Some(Step::Head),
            Class::Bracket => Some(Step::Ends),
            // 各县（市、区）|工信局
            Class::Manner if self.is_place(at - 1) && self.class(at + 1) == Some(Class::Head) => {
                Some(Step::Part)
            }
            // 中央|主要|新闻|媒体
            Class::Manner => {
                (self.text_at(at - 1) == "中央" && self.leads_to_head(at)).then_some(Step::Unheaded)
            }
            // 副县长李平
            Class::Noun if self.has(at, Mark::Person) && self.is_post(at - 1) => Some(Step::Person),
            Class::Noun => {
                let others = text == "等"
                    && !self.is_generic(at + 1)
                    && !self.text_at(at + 1).starts_with('各')
                    && !self.leads_to_generic(at + 1, at + 1);
                let said = self.has(at - 1, Mark::Pronoun)
                    || self.is_watchword(at)
                    || self.is_set_phrase(at) && self.ends_part(at + 1);
                // 单位|新招用工人, but 单位新上岗的人员.
                let newly = text == "新"
                    && self.class(at + 1).is_some_and(Class::is_verb)
                    && self.qualifies(start, at + 1).is_none();
                (others || said || newly).then_some(Step::Ends)
            }
            Class::Number => {
                let time = self.is_date(at + 1) || text.ends_with(['年', '月', '日', '度']);
                time.then_some(Step::Ends)
            }
            _ => None,
        }
    }

    /// What a word is in a name that is no verb there, or is one that names those who act.
    fn noun_of_name(&self, start: usize, at: usize, class: Class, closed: bool) -> Option<Step> {
        let text = self.text_at(at);
        match class {
            Class::Head => Some(Step::Head),
            // 我代表国务院
            Class::Determiner if matches!(text, "我" | "你" | "贵" | "本") && !self.goes_on(at + 1) => {
                Some(Step::Ends)
            }
            Class::Noun | Class::Number | Class::Bracket | Class::Determiner => Some(Step::Part),
            // 地方各级党委, 政府各部门; 各镇|各部门
            Class::Each => {
                let part = !closed || text.starts_with('各') && !self.opens_another(start, at);
                part.then_some(Step::Part)
            }
            // 我|代表县人民政府
            Class::NamingVerb
                if text == "代表" && at > start && self.class(at - 1) == Some(Class::Determiner) =>
            {
                Some(Step::Ends)
            }
            // 领导 and 代表 are verbs where no name is before them.
            Class::NamingVerb => {
                let named = at > start
                    && self.class(at - 1) != Some(Class::Verb)
                    && matches!(text, "领导" | "代表")
                    && !self.goes_on(at + 1)
                    && self.class(at + 1) != Some(Class::NamingVerb);
                named.then_some(Step::Head)
            }
            Class::Manner => {
                let quality =
                    text.ends_with('化') && (at + 2..at + 6).any(|i| self.class(i) == Some(Class::De));
                let opens =
                    at > start || quality || matches!(self.class(at + 1), Some(Class::Head | Class::Each));
                (self.leads_to_generic(start, at) || !closed && opens).then_some(Step::Part)
            }
            _ => None,
        }
    }

    /// What a verb, 的 or a conjunction is in a name.
    fn verb_of_name(&self, start: usize, at: usize, class: Class, closed: bool) -> Step {
        let next = self.class(at + 1);
        let relative = || {
            let opens = self.has(at, Mark::Relative) || at > start && self.has(at, Mark::Delegates);
            self.qualifies(start, at).filter(|_| !closed && opens)
        };
        match class {
            _ if self.text_at(at) == "是" => Step::Ends,
            Class::De if at > start => Step::Unheaded,
            Class::And if !closed && at > start && self.joins_inside(at) => Step::Part,
            // 执法|办, 联合|会: a word for a body that is a verb elsewhere.
            _ if at > start && !closed && self.is_generic(at) => Step::Head,
            _ if let Some(de) = relative() => Step::Behind(de),
            _ if at == start && self.opens_kind(at, class) => Step::Part,
            // 县林长|办建立台账
            _ if closed && self.is_office(at) => Step::Head,
            // 县|组织部门, 县|供电公司, but 县执法办|通知运营商.
            _ if class.is_verb()
                && (!closed || class == Class::NamingVerb || self.is_place(at - 1))
                && self.leads_to_generic(start, at) =>
            {
                Step::Part
            }
            // 县|组织、编制部门
            Class::NamingVerb if closed && self.is_place(at - 1) && next == Some(Class::Pause) => Step::Part,
            // 律师、退休法官
            Class::OtherVerb if at == start && self.is_listed(at) && next == Some(Class::Head) => Step::Part,
            // 疾病预防控制中心
            Class::NamingVerb | Class::OtherVerb
                if !closed && at > start && !self.opens_with_verb(start) && !self.has(at, Mark::Suffers) =>
            {
                Step::Part
            }
            // A clause that qualifies the name: 承担任务的单位, 已在岗的人员.
            _ => {
                let may = !closed || class == Class::OtherVerb || next == Some(Class::De);
                self.qualifies(start, at).filter(|_| may).map_or(Step::Ends, Step::Behind)
            }
        }
    }

    /// Whether a verb opens a name with what those named are for: 试点|地区, 毗邻|城市, 评审|专家.
    fn opens_kind(&self, at: usize, class: Class) -> bool {
        if self.class(at + 1) != Some(Class::Head) {
            return false;
        }
        let area = class == Class::NamingVerb
            && lists::AREAS.closes(self.text_at(at + 1))
            && !self.has(at, Mark::Governs)
            && self.text_at(at) != "领导";
        area || self.has(at, Mark::Examines) && !self.is_place(at + 1)
    }

    /// Whether words are the name of one who can act: 组织 and 代表 are where they are no verbs.
    pub(super) fn is_agent(&self, (start, end): (usize, usize)) -> bool {
        let last = end - 1;
        if self.text_at(start).starts_with('哪') {
            return false;
        }
        // 有关机关、组织, 其他组织, but not 交通组织.
        let opens = last == start
            || self.text_at(last - 1) == "等"
            || matches!(
                self.class(last - 1),
                Some(
                    Class::Head
                        | Class::De
                        | Class::Determiner
                        | Class::Pause
                        | Class::And
                        | Class::Verb
                        | Class::OtherVerb
                )
            );
        can_act(self.text_of((start, end)))
            || self.class(last) == Some(Class::Head)
                && (opens && matches!(self.text_at(last), "组织" | "代表")
                    // 各类城市
                    || self.text_at(last) == "城市" && last > start && self.class(last - 1) == Some(Class::Each)
                    || self.text_at(last).len() > "组织".len() && self.text_at(last).ends_with("组织"))
    }

    /// Whether a word for one who can act stands behind a noun or two.
    fn leads_to_head(&self, at: usize) -> bool {
        let noun =
            |i: &usize| matches!(self.class(*i), Some(Class::Noun | Class::Manner | Class::NamingVerb));
        let behind = (at + 1..at + 4).find(|i| !noun(i));
        behind.is_some_and(|i| self.class(i) == Some(Class::Head))
    }

    /// Whether 办 is an office and no verb: another predicate follows.
    fn is_office(&self, at: usize) -> bool {
        self.text_at(at) == "办"
            && self.class(at + 1).is_some_and(|c| {
                c.is_verb() && c != Class::OtherVerb
                    || matches!(
                        c,
                        Class::Modal
                            | Class::Adverb
                            | Class::Preposition
                            | Class::Pause
                            | Class::And
                            | Class::Joins
                            | Class::Comma
                    )
            })
    }

    /// Whether brackets are part of a name: （市、区）, but not （以下简称…）.
    fn is_part(&self, at: usize) -> bool {
        let text = self.text_at(at);
        text.chars().count() <= LONGEST_BRACKET && !text.contains("简称") && !text.contains("统称")
    }

    /// Whether the names at a word have a modal word behind them.
    fn joins_subjects(&self, at: usize) -> bool {
        self.names(at).is_some_and(|names| {
            matches!(self.class(names.end), Some(Class::Modal | Class::Comma))
                || matches!(
                    self.text_at(names.end),
                    "协商"
                        | "协同"
                        | "商定"
                        | "约定"
                        | "签订"
                        | "实行"
                        | "共同"
                        | "联合"
                        | "分别"
                        | "都"
                        | "均"
                )
        })
    }

    /// Whether a name opens at a word right behind the one that opens at `start`: 全党|全国各族人民, 各镇|各部门, but not
    /// 政府各部门.
    fn opens_another(&self, start: usize, at: usize) -> bool {
        let text = self.text_at(at);
        let before = self.text_of((start, at));
        let each = text.starts_with('各') && before.contains(['各', '每']);
        each || ["全国", "全省", "全市", "全县", "全区", "全党", "全社会"].iter().any(|w| text.starts_with(w))
    }

    /// Whether a word goes on with what stands before it.
    fn goes_on(&self, at: usize) -> bool {
        matches!(self.class(at), Some(Class::Noun | Class::Head | Class::Determiner))
    }

    /// Whether a word names a place by its rank: 县, 各市, （市、区）.
    pub(super) fn is_place(&self, at: usize) -> bool {
        let text = self.text_at(at);
        text.ends_with(['县', '市', '区', '省', '镇', '乡', '州', '旗', '）', ')'])
            || matches!(text, "各地" | "各级" | "国家")
    }

    /// Whether a name opens with a verb or a manner: then no further verb is part of it.
    fn opens_with_verb(&self, start: usize) -> bool {
        self.class(start).is_some_and(|c| c.is_verb() || c == Class::Manner)
    }

    /// Whether 和 joins two words of one name: 工业和信息化厅.
    fn joins_inside(&self, at: usize) -> bool {
        // 工业和信息化主管部门
        if self.text_at(at + 1) == "信息化" {
            return true;
        }
        let next = |i| {
            matches!(self.class(i), Some(Class::Noun | Class::NamingVerb | Class::OtherVerb | Class::Manner))
        };
        // 县级和市级主管部门, 能源和电力部门 are two.
        if self.is_level(at - 1) && !self.is_bound(at + 1) {
            return false;
        }
        let head = (2..=4).find(|i| self.class(at + i) == Some(Class::Head));
        next(at - 1)
            && next(at + 1)
            && head.is_some_and(|i| {
                let several = ["部门", "单位", "企业", "机构", "人员"].contains(&self.text_at(at + i));
                !several || self.text_at(at + 1).starts_with("以")
            })
    }

    /// Whether verbs and manners from `at` on have behind them the word for who does them: 监督管理|部门, 施工|企业. At
    /// the head of a name, and where one opened with 各 or 有关, nouns may stand between: 教育行政部门.
    fn leads_to_generic(&self, start: usize, at: usize) -> bool {
        let Some(first) = self.words.get(at).copied().filter(|_| !matches!(self.text_at(at), "有" | "没有"))
        else {
            return false;
        };
        let opened = at > start && matches!(self.words[start].class, Class::Each | Class::Determiner);
        let ordered = |class: Class| class == Class::Verb;
        // 规模化|推进企业上云
        if first.class == Class::Verb && at > start && first.marks.has(Mark::Governs) {
            return false;
        }
        if ordered(first.class) && !opened && !first.marks.has(Mark::Relative) {
            // 爆破作业|人员, 营销部、调控|中心
            // 各镇完成|系统整合: a thing as often.
            let thing = matches!(self.text_at(at + 1), "系统" | "平台" | "基地" | "场" | "站");
            return (at > start || self.is_listed(at)) && self.is_generic(at + 1) && !thing;
        }
        let acts = first.marks.has(Mark::Orders);
        let nouns = first.class == Class::NamingVerb && at == start && !acts || opened;
        let inner = |i: usize| {
            self.class(i).is_some_and(|c| {
                i == at
                    || matches!(c, Class::NamingVerb | Class::OtherVerb | Class::Manner)
                    || nouns && matches!(c, Class::Noun | Class::Determiner)
            })
        };
        let behind = (at..at + 4).find(|&i| !inner(i) || i > at && self.is_generic(i)).unwrap_or(at);
        // 组织编制预案, 组织有关部门
        let next = self.class(at + 1);
        if at == start
            && first.marks.has(Mark::Governs)
            && (self.text_at(at) == "组织" && next.is_some_and(Class::is_verb)
                || matches!(next, Some(Class::Verb | Class::OtherVerb | Class::Determiner)))
        {
            return false;
        }
        // 定期|组织运营单位
        let regularly = at == start
            && first.class == Class::Manner
            && (self.has(at + 1, Mark::Orders)
                || self.has(at + 1, Mark::Governs)
                    && self.class(at + 2).is_some_and(|c| c.is_verb() || c == Class::Noun));
        if regularly {
            return false;
        }
        // 县教育局|组织各校
        let of_body = at > start && self.words[at - 1].class == Class::Head && !self.is_place(at - 1);
        let object =
            ["农民", "群众", "各", "职工", "学生"].iter().any(|word| self.text_at(at + 1).starts_with(word));
        if of_body && object && first.marks.has(Mark::Governs) {
            return false;
        }
        let governed = first.marks.has(Mark::Governs)
            && ["企业", "干部", "同志", "学校", "户"].iter().any(|w| self.text_at(behind).ends_with(w));
        // 民营企业|参与国有企业
        let closed = at > start && self.words[at - 1].class == Class::Head && !self.is_place(at - 1);
        behind > at
            && self.is_generic(behind)
            && !governed
            && (!closed || self.words[behind].marks.has(Mark::Bare) && !acts)
    }

    /// Whether a word stands behind a pause mark or 和.
    fn is_listed(&self, at: usize) -> bool {
        at > 0 && matches!(self.class(at - 1), Some(Class::Pause | Class::And))
    }

    fn is_generic(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| w.marks.has(Mark::Generic))
    }

    /// Whether a word names an office that a person's name may follow.
    fn is_post(&self, at: usize) -> bool {
        lists::POSTS.closes(self.text_at(at))
    }

    /// Where the 的 stands that ends a clause from `at` on which qualifies the name that opens at `start`.
    fn qualifies(&self, start: usize, at: usize) -> Option<usize> {
        let word = self.words.get(at)?;
        let ordered = |class: Class| {
            matches!(
                class,
                Class::Comma | Class::Stop | Class::Colon | Class::Modal | Class::Each | Class::Hands
            )
        };
        let reach = (at..self.words.len()).take(QUALIFIES).take_while(|&i| !ordered(self.words[i].class));
        let de = reach.filter(|&i| self.words[i].class == Class::De).last()?;
        let opens = word.marks.has(Mark::Relative)
            || at > start && word.marks.has(Mark::Delegates)
            || match word.class {
                Class::OtherVerb => true,
                Class::NamingVerb => at > start,
                // 教育局|认定的幼儿园
                Class::Verb => {
                    at > start
                        && self.class(at - 1) == Some(Class::Head)
                        && self.class(at + 1) == Some(Class::De)
                }
                Class::Adverb => at > start || lists::UNDONE.has(self.text_at(at)),
                // 对安全负有责任的部门
                Class::Preposition => {
                    at > start
                        || (at..de).any(|i| matches!(self.text_at(i), "负有" | "负责" | "承担" | "行使"))
                }
                _ => false,
            };
        if !opens {
            return None;
        }
        // The name comes right behind: a few words, the last of them its head, and then what it does.
        let of_name = |i: usize| {
            self.class(i).is_some_and(|c| {
                matches!(c, Class::Noun | Class::Number | Class::Manner | Class::Head | Class::Determiner)
                    || c.is_verb() && (c != Class::Verb || self.is_generic(i + 1))
            })
        };
        let headed = (de + 1..de + 6).take_while(|&i| of_name(i)).any(|i| self.words[i].class == Class::Head);
        headed.then_some(de)
    }

    /// The characters of some words.
    fn chars(&self, range: (usize, usize)) -> usize {
        self.text_of(range).chars().count()
    }

    /// The names as spans of the clause.
    pub(super) fn spans(&self, names: &Names) -> Vec<Span> {
        names.each.iter().map(|&range| self.span(range)).collect()
    }
}
