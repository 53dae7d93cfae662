//! The role of each item: what its lead sentence does, else what the text right behind it does.

use crate::{
    clean::Cleaned,
    lexicon::{ahead, any_of, pattern, tagged},
    limit, lists,
    outline::{Item, List, Outline, Style},
    pattern::Regex,
    rule::Rule,
    sense::{Act, Modality, Reading, verb},
    split::Genre,
    zone::Zone,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// What an item does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A heading that only names a part.
    Section,
    /// Someone is to do, keep up, stop or not do something.
    Directive,
    /// The body itself resolves something.
    Decision,
    /// A shortcoming, risk or difficulty.
    Problem,
    /// Something done well.
    Achievement,
    /// Anything else.
    Statement,
}

/// The roles of all items.
pub fn roles(cleaned: &Cleaned<'_>, genre: Genre, outline: &Outline, readings: &[Reading]) -> Vec<Role> {
    let text = cleaned.text();
    let things = outline.lists.iter().map(|list| lists_things(text, outline, list)).collect();
    let projects = outline.lists.iter().map(|list| lists_projects(text, outline, list)).collect();
    let judge = Judge { text, genre, outline, readings, things, projects };
    let mut roles: Vec<Role> = Vec::with_capacity(outline.items.len());
    for i in 0..outline.items.len() {
        limit::check();
        let role = judge.role(i, &roles);
        roles.push(role);
    }
    judge.by_points(&mut roles);
    judge.level(&mut roles);
    roles
}

struct Judge<'t> {
    text: &'t str,
    genre: Genre,
    outline: &'t Outline,
    readings: &'t [Reading],
    /// Whether each list names things to be looked at, however its points are worded.
    things: Vec<bool>,
    /// Whether each list names works, which in a plan are to be carried out.
    projects: Vec<bool>,
}

/// Whether all points of a list are names of works (（1）水厂二期工程（2）南街改造；…).
fn lists_projects(text: &str, outline: &Outline, list: &List) -> bool {
    const WORKS: [&str; 5] = ["工程", "项目", "建设", "改造", "修缮"];
    let work = |&i: &usize| {
        let own = outline.items[i].span.of(text);
        let own = own.split(['。', '；', ';', '\n']).next().unwrap_or(own).trim_end();
        WORKS.iter().any(|word| own.ends_with(word))
    };
    list.items.len() >= 2 && list.items.iter().all(work)
}

/// Whether all points of a list are names of one kind (一是降低电价情况；二是改善服务情况；三是…).
fn lists_things(text: &str, outline: &Outline, list: &List) -> bool {
    /// The longest point that is a name, in bytes.
    const LONGEST: usize = 300;
    let name = |&i: &usize| {
        let own = outline.items[i].span;
        own.len() <= LONGEST && {
            let own = own.of(text).trim_end().trim_end_matches(['。', '；', ';']);
            own.ends_with("情况") && !own.contains(['。', '；'])
        }
    };
    list.items.len() >= 3 && list.items.iter().all(name)
}

impl Judge<'_> {
    fn role(&self, i: usize, above: &[Role]) -> Role {
        let item = &self.outline.items[i];
        let own: Vec<&Reading> = self.own(i).collect();
        if self.is_section(i, &own) {
            return Role::Section;
        }
        if item.is_article(self.text) {
            // The article's number may have a line of its own.
            let said =
                own.iter().map(|r| r.segment.body().of(self.text).trim()).find(|body| !body.is_empty());
            return if said.is_some_and(Self::states) { Role::Statement } else { Role::Directive };
        }
        if self.is_case(item) {
            return Role::Statement;
        }
        let decided = item.parent.is_some_and(|p| above[p] == Role::Decision);
        let Some(first) = own.first() else { return Role::Statement };
        if matches!(first.rule, Rule::ClauseVerdict | Rule::ClauseDefinition) {
            return if self.orders_first(item, first) { Role::Directive } else { Role::Statement };
        }
        if item.parent.is_some_and(|p| self.outline.items[p].is_article(self.text)) {
            // 区级设施。每个区应当设置…: a label says nothing of it.
            let said = own.get(1).copied().filter(|next| self.is_label(item, first) && next.has_cue());
            return self.of_point(item, said.unwrap_or(first));
        }
        if let Some(role) = self.names_part(i) {
            return role;
        }
        if self.projects[item.list] && first.zone == Zone::Plan {
            return Role::Directive;
        }
        // What an inspection looks at: 台账建立情况。是否建立台账。
        let asks =
            |r: &Reading| ["是否", "能否", "有无"].iter().any(|w| r.segment.body().of(self.text).contains(w));
        if own.iter().take(3).any(|r| asks(r)) && own.iter().all(|r| !r.has_cue()) {
            return Role::Statement;
        }
        if self.answers(item) {
            return Role::Statement;
        }
        if let Some(role) = self.run_in(i, first) {
            return role;
        }
        if first.zone == Zone::Report && item.style.is_heading() && self.names_state(item) {
            return Role::Section;
        }
        let lead = self.of_reading(first, decided);
        let plain = !first.has_cue() && !decided;
        if plain && self.names_lack(item) {
            return Role::Problem;
        }
        let demanded = || own.iter().take(5).any(|r| r.act == Act::Directive && r.has_cue());
        if plain && lead != Some(Role::Problem) && self.names_matter(item) && !demanded() {
            return Role::Statement;
        }
        if Self::names_what_was_done(item, &own, self.text) {
            return Role::Achievement;
        }
        match lead {
            Some(role) if !self.is_label(item, first) => role,
            _ if first.zone == Zone::Background && first.act == Act::Statement => Role::Statement,
            // What a name stands for, with no word of duty behind it.
            _ if own.get(1).is_some_and(|r| r.rule == Rule::ClauseVerdict)
                && own.iter().skip(1).take(4).all(|r| !r.has_cue()) =>
            {
                Role::Statement
            }
            _ => own
                .iter()
                .skip(1)
                .take(4)
                .find_map(|r| self.of_reading(r, decided))
                .or(lead)
                .or_else(|| Self::assigned(&own))
                .unwrap_or(Role::Statement),
        }
    }

    /// A demand run into what explains it: 1.完善管理规程“双减”是教育的变革….
    fn orders_first(&self, item: &Item, first: &Reading) -> bool {
        let title = item.title.of(self.text);
        // Speakers explain as they go, reports and minutes too.
        matches!(self.genre, Genre::Proposal | Genre::Opinion | Genre::Plan | Genre::Notice)
            && first.zone == Zone::Plan
            && item.style.is_heading()
            && !item.alone
            && verb::opens_order(title)
            && verb::opens_with_order_word(title)
            && !verb::is_name(title)
    }

    /// A title that says what is lacking: 激励措施的缺乏.
    fn names_lack(&self, item: &Item) -> bool {
        let title = item.title.of(self.text);
        lists::LACKS.closes(title) && !verb::opens_order(title)
    }

    /// A title that only names what the item is about, closed by a stop: 收购过程。
    fn names_matter(&self, item: &Item) -> bool {
        /// The longest such title, in characters.
        const LONGEST: usize = 10;
        let title = item.title.of(self.text);
        self.text[item.title.end..].starts_with('。')
            && title.chars().count() <= LONGEST
            && lists::MATTERS.closes(title)
            && !verb::opens_with_order_word(title)
            && !lists::DONE.is_in(title)
    }

    /// Whether an article only says what it is for, what it covers or what its words mean.
    fn states(article: &str) -> bool {
        static STATES: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"制定本|适用本|^[^，。；]{2,24}的(?:任务|目的|宗旨|方针|原则)是|参照本[^，。；]{0,12}[。；]?$|^本(?:办法|规定|条例|细则|规则|法|章程|制度|准则)[^。；]{0,30}(?:所称|适用|解释|下列用语|以下用语|施行)|分为[^，。；]{0,40}(?:类|种|级|部分)[。；]?$|^[^，。；]{2,20}是[^。；]{6,200}的[^，。；]{0,10}(?:方案|计划|制度|总称|组织|机构|活动)[。；]?$|所称[^。；]{1,60}(?:是指|包括|为)|是指|的含义[：:是]",
            )
        });
        STATES.is_match(article)
    }

    /// A point of an article: what it lists is a case or a thing, unless it says what must be done or hangs on a duty.
    fn of_point(&self, item: &Item, first: &Reading) -> Role {
        static DUTY: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?:下列|以下|如下)(?:职责|义务|要求|规定|措施|事项|工作|任务|程序|方式|分工)|(?:职责|任务)[^。；]{0,6}$|(?:分工|程序|步骤|顺序)(?:进行|办理|执行|处理|实施)?$|(?:应当?|必须)[^。]{0,40}(?:下列|以下)[^。]{0,12}(?:处理|办理|执行|作出|进行)|(?:义务|要求|规定|措施|事项)$|承担",
            )
        });
        static THINGS: LazyLock<Regex> = LazyLock::new(|| pattern("情形|材料|条件|内容|行为|标准|用语"));
        let lead = self.outline.lists[item.list].lead.map_or("", |l| l.of(self.text));
        let duty = DUTY.is_match(lead) && !THINGS.is_match(lead);
        let body = first.segment.body().of(self.text);
        if body.contains("是否") {
            return Role::Statement;
        }
        let tasked = || first.order || first.act == Act::Directive || first.words.phrase(body).assigns();
        let ordered = first.has_cue() || duty && tasked();
        if ordered { Role::Directive } else { Role::Statement }
    }

    /// 第一个问题：认清形势 over points of its own: the speech's heading for a part.
    fn names_part(&self, i: usize) -> Option<Role> {
        let item = &self.outline.items[i];
        let holds = self.outline.items.get(i + 1).is_some_and(|next| next.parent == Some(i));
        let part = item.heads_part(self.text) && holds;
        part.then(
            || if verb::opens_order(item.title.of(self.text)) { Role::Directive } else { Role::Section },
        )
    }

    /// A point of an answer that names what was asked (关于移民问题。你省请求…).
    fn answers(&self, item: &Item) -> bool {
        static ASKED: LazyLock<Regex> =
            LazyLock::new(|| pattern("^关于.*(?:问题|事项|情况|请求|建议|意见|工程|项目|工作)$"));
        self.genre == Genre::Letter && item.style.is_heading() && ASKED.is_match(item.title.of(self.text))
    }

    /// A heading that was run into the text behind it: what it demands is demanded, else it names its part.
    fn run_in(&self, i: usize, first: &Reading) -> Option<Role> {
        let item = &self.outline.items[i];
        let behind = self.text[item.title.end..].chars().next()?;
        let glued = item.style.is_heading() && !item.alone && (behind.is_alphanumeric() || behind == '《');
        if !glued || first.has_cue() {
            return None;
        }
        let title = item.title.of(self.text);
        let demands = verb::opens_order(title) && !verb::is_name(title) && first.zone != Zone::Report;
        let named = self.is_named_part(item) || verb::is_name(title) || title.ends_with("情况");
        Some(match first.zone {
            _ if demands => Role::Directive,
            Zone::Report | Zone::Problem if !named => return None,
            _ => Role::Section,
        })
    }

    /// A heading that says how things stand, run into the text behind it: 设备概况|断路器分为两型.
    fn names_state(&self, item: &Item) -> bool {
        /// The most bytes of such a heading.
        const LONGEST: usize = 60;
        let line = item.span.of(self.text).lines().next().unwrap_or_default();
        let behind = |word: &str| ahead(line, LONGEST).find(word).map(|at| &line[at + word.len()..]);
        let text = ["情况", "概况"].iter().find_map(|word| behind(word));
        text.and_then(|text| text.chars().next())
            .is_some_and(|c| c.is_alphanumeric() && !"的为是如和及与进下等汇报通说".contains(c))
    }

    /// A few words like an order (一是保持经济平稳运行。) over clauses that tell what was done.
    fn names_what_was_done(item: &Item, own: &[&Reading], text: &str) -> bool {
        /// The longest label, in characters.
        const LONGEST: usize = 18;
        let first = own[0];
        let label = first.segment.span.end <= item.title.end + 6
            && item.title.of(text).chars().count() <= LONGEST
            && !first.has_cue()
            && first.zone == Zone::Open;
        let behind = || own.iter().skip(1).take(6);
        let done = behind().filter(|r| r.act == Act::Done).count();
        label && done >= 1 && done * 2 > behind().count() && behind().all(|r| r.act != Act::Directive)
    }

    /// An item for which a note says who is responsible, or whose clauses set goals, orders something however its lead
    /// is worded.
    fn assigned(own: &[&Reading]) -> Option<Role> {
        own.iter().any(|r| r.segment.note || r.rule == Rule::ClauseGoal).then_some(Role::Directive)
    }

    /// The clauses of the item before its points; what stands behind these says nothing of what it is.
    fn own(&self, i: usize) -> impl Iterator<Item = &Reading> {
        let span = self.outline.items[i].span;
        let points = self.outline.items.get(i + 1).filter(|next| next.parent == Some(i));
        let end = points.map_or(span.end, |first| first.span.start);
        let first = self.readings.partition_point(|r| r.segment.span.end <= span.start);
        self.readings[first..]
            .iter()
            .take_while(move |r| r.segment.span.start < end)
            .filter(move |r| r.segment.item() == Some(i))
    }

    /// A heading that stands alone on its line, or into whose words its first point was run, where they
    /// only name what follows.
    fn is_section(&self, i: usize, own: &[&Reading]) -> bool {
        let item = &self.outline.items[i];
        let heading = item.style.is_heading();
        let followed = self.outline.items.get(i + 1).is_some_and(|n| n.parent == Some(i)) || own.len() > 1;
        let stopped = item.span.of(self.text).lines().next().is_some_and(|l| l.trim_end().ends_with('。'));
        let led = heading || item.style == Style::Ordinal && item.depth <= 2 && !stopped;
        if item.is_article(self.text) {
            return false;
        }
        let orders = own.first().is_some_and(|r| r.act == Act::Directive)
            && (stopped || own[0].segment.span.of(self.text).ends_with(['：', ':']));
        if item.alone && led && followed && !orders && !self.stops_as_sentence(item, own.first().copied()) {
            return true;
        }
        if !heading {
            return false;
        }
        let only = own.len() == 1 && self.outline.items.get(i + 1).is_some_and(|n| n.parent == Some(i));
        // 三、评选条件：1.… names its part too.
        let names = || {
            let label = own[0].segment.span.of(self.text).trim_end().ends_with(['：', ':']);
            let title = item.title.of(self.text);
            let noun = verb::is_name(title) || !verb::opens_order(title);
            label && noun && !own[0].has_cue() && matches!(item.style, Style::CnComma | Style::CnParen)
        };
        only && (own[0].act == Act::Heading || names())
            || self.is_named_part(item)
                && (item.alone || own.len() < 2 || !self.text[item.title.end..].starts_with('。'))
                && !own.first().is_some_and(|r| r.act == Act::Directive && r.has_cue())
    }

    /// Whether an item that is a line of its own is a sentence all the same: it says who must do what.
    fn stops_as_sentence(&self, item: &Item, first: Option<&Reading>) -> bool {
        let title = item.title.of(self.text);
        let modal = first.is_some_and(|r| r.segment.span.start == item.span.start && r.has_cue());
        let line = item.span.of(self.text).lines().next().unwrap_or("");
        let sentence = line.trim_end().ends_with('。')
            && title.contains('，')
            && title.contains('的')
            && item.style == Style::Decimal;
        title.chars().count() > 45 || modal && title.chars().count() > 14 || sentence
    }

    /// 总体要求, 工作目标 and the like.
    fn is_named_part(&self, item: &Item) -> bool {
        static NAMES: LazyLock<Regex> = LazyLock::new(|| {
            let names = tagged(include_str!("../dict/headings.txt"), "end");
            pattern(&format!("^(?:[^，。]{{0,8}}(?:和|及|、|与))?[^，。]{{0,6}}?(?:{})$", any_of(&names)))
        });
        static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
            pattern(&format!("^(?:{})$", any_of(&tagged(include_str!("../dict/headings.txt"), "end"))))
        });
        let title = item.title.of(self.text);
        WHOLE.is_match(title) || NAMES.is_match(title) && (verb::is_name(title) || !verb::opens_order(title))
    }

    /// A case, a condition or an entry of a list that its lead calls so (有下列行为之一的：).
    fn is_case(&self, item: &Item) -> bool {
        static CASES: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?:下列|以下|如下)[^。；，]{0,12}(?:情形|行为|情况|表现|条件|材料|内容|单位|个人|现象|类型|标准)|(?:之一)?的[，：:]?$|包括[^。]{0,6}(?:内容|方面)",
            )
        });
        static CASE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:的|情况|情形|等)[；。：]?$"));
        let lead = self.outline.lists[item.list].lead.map_or("", |l| l.of(self.text));
        let own = item.span.of(self.text).trim_end();
        let sentence = own.split_inclusive(['。', '；']).next().unwrap_or(own);
        self.things[item.list]
            || own.ends_with("的情况。")
            || own.ends_with("的情形。")
            || CASES.is_match(lead)
                && (CASE.is_match(sentence)
                    || lead.contains("内容")
                    || lead.contains("条件")
                    || lead.contains("材料"))
    }

    /// A title of a noun or two, that doesn't say what the item does.
    fn is_label(&self, item: &Item, first: &Reading) -> bool {
        let title = item.title.of(self.text);
        first.segment.span.end <= item.title.end + 6
            && (first.act == Act::Statement
                || first.act == Act::Heading
                || first.act == Act::Directive
                    && !first.order
                    && title.chars().count() <= 8
                    && !first.has_cue())
    }

    fn of_reading(&self, reading: &Reading, decided: bool) -> Option<Role> {
        match (reading.act, reading.modality) {
            (Act::Directive, Modality::Decision) => Some(Role::Decision),
            (Act::Directive, _) if decided => Some(Role::Decision),
            (Act::Directive, _) => Some(Role::Directive),
            (Act::Done, _) if reading.zone == Zone::Problem => Some(Role::Problem),
            (Act::Done, _) if reading.zone == Zone::Report => Some(self.of_done(reading)),
            (Act::Done, _) if reading.result && reading.zone != Zone::Plan => Some(Role::Achievement),
            (Act::Done, _) => Some(Role::Statement),
            (Act::Problem, _) => Some(Role::Problem),
            (Act::Statement | Act::Heading, _) if decided => Some(Role::Decision),
            (Act::Heading, _) => match reading.zone {
                Zone::Plan if reading.order => Some(Role::Directive),
                Zone::Report => Some(Role::Achievement),
                Zone::Problem => Some(Role::Problem),
                _ => None,
            },
            (Act::Statement, _) => match reading.zone {
                Zone::Report if reading.order => Some(Role::Achievement),
                Zone::Problem => Some(Role::Problem),
                _ => None,
            },
        }
    }

    /// What was done is an achievement where it opens with the deed or tells its result; else it only tells what is: 断路器分为
    /// 两型.
    fn of_done(&self, reading: &Reading) -> Role {
        let body = || reading.segment.body().of(self.text);
        // 收入水平大幅度提高: how things moved.
        let moved = || {
            let text = body();
            lists::MOVES.words().iter().any(|word| word.chars().nth(1).is_some() && text.contains(word))
                || text.contains("完成")
                || text.contains('了')
        };
        let deed = reading.order || reading.result || moved() || reading.words.phrase(body()).assigns();
        if deed { Role::Achievement } else { Role::Statement }
    }

    /// A label that only its points fill (1.现场统筹：一是…二是…) does what most of them do.
    fn by_points(&self, roles: &mut [Role]) {
        for list in self.outline.lists.iter().rev().filter(|l| l.items.len() >= 2) {
            let Some(parent) = list.parent.filter(|&p| roles[p] == Role::Statement) else { continue };
            let item = &self.outline.items[parent];
            let first = &self.outline.items[list.items[0]];
            let between = self.text[item.title.end.min(first.span.start)..first.span.start].trim();
            let bare = between.chars().all(|c| !c.is_alphanumeric())
                && item.title.of(self.text).chars().count() <= 20;
            let count = list.items.iter().filter(|&&i| roles[i] == Role::Directive).count();
            if bare && !item.is_article(self.text) && count * 3 >= list.items.len() * 2 {
                roles[parent] = Role::Directive;
            }
        }
    }

    /// Siblings say like things: one that only states, among others that mostly do one thing, does it too.
    fn level(&self, roles: &mut [Role]) {
        // Articles each say their own, and so do the cases under one.
        let article = |i: usize| self.outline.items[i].is_article(self.text);
        let apart = |l: &&List| !article(l.items[0]) && !l.parent.is_some_and(article);
        for list in self.outline.lists.iter().filter(|l| l.items.len() >= 3).filter(apart) {
            let count = |role| list.items.iter().filter(|&&i| roles[i] == role).count();
            for common in [Role::Directive, Role::Achievement, Role::Problem] {
                if count(common) * 3 >= list.items.len() * 2 && count(Role::Statement) * 3 <= list.items.len()
                {
                    for &i in &list.items {
                        if roles[i] == Role::Statement && !self.is_case(&self.outline.items[i]) {
                            roles[i] = common;
                        }
                    }
                    break;
                }
            }
        }
    }
}
