//! The predicate of a clause: the first verb demanded in it, and what it acts on, moved before the verb (把, 将, 对) or
//! behind it.

use super::{
    Phrase,
    word::{Class, Mark, closes_with_verb, closing_object, opening_adverb},
};
use crate::{lists, source::Span};

/// How a predicate was come upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A verb, with what stands behind it.
    Plain,
    /// Its object stands before it behind 把 or 将.
    Fronted,
    /// Its object stands before it behind 对.
    Toward,
    /// A word that no dictionary knows as a verb, right behind the modal word.
    Unknown,
}

/// A verb and where its object stands.
pub(crate) struct Predicate {
    /// The verb, with what belongs to it (落实到, 建立健全).
    pub(crate) verb: Span,
    /// Where its object may stand: before it, or all that follows in its part.
    pub(crate) object: Span,
    /// How it was come upon.
    pub(crate) form: Form,
}

/// A stretch of words, and the spans in it that are no predicate: who acts, times, conditions.
#[derive(Clone, Copy)]
struct Stretch<'s> {
    start: usize,
    end: usize,
    skipped: &'s [Span],
}

impl Stretch<'_> {
    fn from(self, start: usize) -> Self {
        Self { start, ..self }
    }
}

impl Phrase<'_> {
    /// The first predicate from a byte on, where the modal word ends that demands it (0 where there is none).
    pub(crate) fn predicate(&self, from: usize, skipped: &[Span]) -> Option<Predicate> {
        let first = self.word_at(from);
        // 总体要求是：what it leads to is demanded.
        let leads = |end: usize| {
            self.class(end) == Some(Class::Colon)
                && matches!(self.text_at(end - 1), "是" | "为" | "包括" | "如下")
        };
        let parts = self.parts().iter().filter(|&&(_, end)| end > first && !leads(end));
        let stretch = |&(start, end): &(usize, usize)| Stretch { start: start.max(first), end, skipped };
        let mut own = parts.clone().map(stretch);
        let led = from > 0;
        let several = parts.clone().nth(1).is_some();
        // 应当遵循统筹建设的原则。: with nothing behind, the adverbial is what is demanded.
        if let Some(own) = own.clone().next().filter(|own| led && !several && self.is_circumstance(*own))
            && self.text_at(self.leading(own)).chars().count() > 1
        {
            return Some(self.verb_phrase(own.from(self.leading(own))));
        }
        if let Some(own) = own.next().filter(|own| led && !self.is_circumstance(*own)) {
            let found = self.predicate_of(own).or_else(|| self.unknown(own));
            if found.is_some() {
                return found;
            }
        }
        // 通过多种方式，开展…: an adverbial with a part of its own comes last.
        let plain = |own: &Stretch<'_>| !self.is_circumstance(*own);
        let parts = || parts.clone().map(stretch);
        parts().filter(plain).chain(parts().rev()).find_map(|own| self.predicate_of(own))
    }

    fn predicate_of(&self, own: Stretch<'_>) -> Option<Predicate> {
        let own = own.from(self.leading(own));
        let at = own.start;
        match self.class(at).filter(|_| at < own.end)? {
            _ if self.brings_forward(at) => self.fronted(own),
            Class::Preposition if self.is_used(at) => Some(self.verb_phrase(own)),
            Class::Preposition => match self.text_at(at) {
                "让" | "使" => Some(self.verb_phrase(own)),
                "对" | "对于" => self.toward(own),
                _ => self.behind_adverbial(own),
            },
            Class::Adverb => Some(self.verb_phrase(own)),
            class if class.is_verb() || matches!(class, Class::Says | Class::Asks) => {
                if self.heads_subject(own) { self.behind_subject(own) } else { Some(self.verb_phrase(own)) }
            }
            _ => self.behind_subject(own),
        }
    }

    /// The first word of a stretch that doesn't only lead to its verb.
    fn leading(&self, own: Stretch<'_>) -> usize {
        let mut at = own.start;
        while at < own.end {
            let start = self.words[at].start as usize;
            let inside = |s: &&Span| s.start <= start && start < s.end;
            let next = match self.class(at) {
                _ if let Some(span) = own.skipped.iter().find(inside) => self.word_at(span.end).max(at + 1),
                _ if self.brings_forward(at) => break,
                Some(
                    Class::Connective
                    | Class::Time
                    | Class::Modal
                    | Class::Closes
                    | Class::Pause
                    | Class::Stop
                    | Class::Bracket
                    | Class::And
                    | Class::Joins
                    | Class::Hands
                    | Class::De,
                ) => at + 1,
                Some(Class::Adverb) if !self.is_verb_itself(at, own.end) => at + 1,
                Some(Class::Manner)
                    if self.class(at + 1).is_some_and(|c| c.is_verb() || c == Class::Adverb) =>
                {
                    at + 1
                }
                // 一要, 二是, 6月
                Some(Class::Number)
                    if self.class(at + 1) == Some(Class::Modal)
                        || self.text_at(at + 1) == "是"
                        || self.is_date(at + 1) =>
                {
                    at + 2
                }
                Some(Class::Asks) if matches!(self.text_at(at), "请" | "建议" | "希望") => at + 1,
                // 新|发展
                Some(Class::Noun)
                    if self.text_at(at) == "新"
                        && self.class(at + 1).is_some_and(Class::is_verb)
                        && self.text_at(at + 1).chars().count() > 1 =>
                {
                    at + 1
                }
                _ => break,
            };
            at = next;
        }
        at.min(own.end)
    }

    /// Whether 把 or 将 has the object behind it: 将医保纳入考核, but not 将开展检查.
    fn brings_forward(&self, at: usize) -> bool {
        let thing = |class: Class| {
            matches!(
                class,
                Class::Noun
                    | Class::Head
                    | Class::Number
                    | Class::Determiner
                    | Class::Manner
                    | Class::NamingVerb
            )
        };
        self.text_at(at) == "把" || self.text_at(at) == "将" && self.class(at + 1).is_some_and(thing)
    }

    /// Whether an adverb is the verb itself: 加快|试点建设, 严格|责任落实, but not 加快|推进.
    fn is_verb_itself(&self, at: usize, end: usize) -> bool {
        // 深入|贯彻落实科学发展观
        let long = |at: usize| self.text_at(at).chars().count() > 3 && self.class(at) != Some(Class::Verb);
        let thing = long(at + 1)
            || matches!(
                self.class(at + 1),
                Some(Class::Noun | Class::Head | Class::Manner | Class::Number | Class::Determiner)
            );
        // 加大|对企业的支持力度, but 加快对管网进行改造.
        let toward =
            self.text_at(at + 1) == "对" && !(at + 2..end).any(|i| lists::GENERAL.has(self.text_at(i)));
        at + 1 < end && (thing || toward) && self.has(at, Mark::AlsoVerb)
    }

    /// Whether a part is an adverbial and nothing more, with the predicate in the next.
    fn is_circumstance(&self, own: Stretch<'_>) -> bool {
        let at = self.leading(own);
        let last = own.end.saturating_sub(1);
        // 以新理念为指导，
        let takes_as = self.text_at(at) == "以" && (at + 1..own.end).any(|i| self.text_at(i) == "为");
        let closed =
            takes_as || self.class(last) == Some(Class::Closes) || lists::MEANS.has(self.text_at(last));
        // 属于职权范围内的工作，直接报送…
        // 按照合同中的联系方式，通知…; 收到申请后当日，
        let by = matches!(self.text_at(at), "按照" | "按" | "依照")
            && self.class(own.end) == Some(Class::Comma)
            && (at..own.end)
                .rfind(|&i| self.class(i) == Some(Class::De))
                .is_some_and(|de| de < last && (de + 1..own.end).all(|i| self.class(i) == Some(Class::Noun)));
        let within = matches!(self.class(last), Some(Class::Time | Class::Number))
            && self.class(last.saturating_sub(1)) == Some(Class::Closes);
        let closed = closed || by || within;
        let belongs = self.text_at(at) == "属于" && self.class(own.end) == Some(Class::Comma);
        belongs
            || self.class(at) == Some(Class::Preposition)
                && !self.is_used(at)
                && (closed || lists::CIRCUMSTANCES.has(self.text_at(at)))
    }

    /// Whether a preposition is the verb itself: 利用|好平台.
    fn is_used(&self, at: usize) -> bool {
        matches!(self.text_at(at + 1), "好" | "足" | "起来")
    }

    /// Whether what opens with a verb is a thing of which the predicate behind it tells: 考核|报告|经审定后公布, 统一、开放的
    /// 市场形成.
    fn heads_subject(&self, own: Stretch<'_>) -> bool {
        let (at, end) = (own.start, own.end);
        let mut last = at;
        while matches!(self.class(last + 1), Some(Class::Pause | Class::And)) {
            last += 2;
        }
        if last > at && self.class(last + 1) == Some(Class::De) {
            return true;
        }
        let thing = |i: &usize| {
            matches!(
                self.class(*i),
                Some(Class::Noun | Class::NamingVerb | Class::Manner | Class::And | Class::De | Class::Head)
            )
        };
        let naming = self.class(at) == Some(Class::NamingVerb);
        (at + 1..end).find(|i| !thing(i)).filter(|&i| naming && i > at + 1).is_some_and(|i| {
            // 管理水平|显著提升
            let moves = self.class(i) == Some(Class::Adverb)
                && self.class(i + 1).is_some_and(Class::is_verb)
                && self.ends_part(i + 2);
            moves || matches!(self.class(i), Some(Class::Hands | Class::Modal)) || self.text_at(i) == "经"
        }) || naming && {
            // 考核|主要考查…
            let adverb = self.class(at + 1) == Some(Class::Adverb);
            adverb && self.class(at + 2).is_some_and(Class::is_verb) && at + 2 < end
        }
    }

    /// The predicate behind a subject that is no actor: 覆盖率|达到100%.
    fn behind_subject(&self, own: Stretch<'_>) -> Option<Predicate> {
        let several = |i: usize| self.text_at(i).chars().count() > 1;
        let opens = |i: &usize| {
            let next = self.class(*i + 1);
            match self.class(*i) {
                Some(Class::Hands | Class::Modal | Class::Preposition) => true,
                Some(Class::Adverb) => next.is_some_and(|c| c.is_verb() || c == Class::Preposition),
                Some(Class::Verb | Class::Says) => several(*i) && !self.qualifies_noun(*i, own.end),
                _ => false,
            }
        };
        let behind = |i: usize| self.predicate_of(own.from(i));
        let found = (own.start + 1..own.end).find(opens).and_then(behind);
        found.or_else(|| {
            let verb = |i: &usize| {
                self.class(*i) == Some(Class::OtherVerb)
                    && several(*i)
                    && self.class(*i + 1) != Some(Class::De)
            };
            (own.start + 1..own.end).find(verb).map(|i| self.verb_phrase(own.from(i)))
        })
    }

    /// Whether a verb is part of what a 的 right behind it, or behind its object, makes of it.
    fn qualifies_noun(&self, at: usize, end: usize) -> bool {
        let noun = |i: &usize| matches!(self.class(*i), Some(Class::Noun | Class::NamingVerb | Class::Head));
        let behind = (at + 1..end).find(|i| !noun(i)).unwrap_or(end);
        self.class(behind) == Some(Class::De) && behind < end
    }

    /// The predicate behind an adverbial: 以公开租赁方式|盘活, 围绕产业|完善政策.
    fn behind_adverbial(&self, own: Stretch<'_>) -> Option<Predicate> {
        let (at, end) = (own.start, own.end);
        // 自收到申请之日起|7个工作日内|校核
        let time = own.skipped.iter().map(|s| (self.word_at(s.start), self.word_at(s.end)));
        let timed =
            time.filter(|&(first, behind)| first > at && behind < end).map(|(_, behind)| behind).min();
        if let Some(found) = timed.and_then(|behind| self.predicate_of(own.from(behind))) {
            return Some(found);
        }
        let closed = (at + 1..end)
            .filter(|&i| self.class(i) == Some(Class::Closes) || lists::MEANS.has(self.text_at(i)))
            .find_map(|i| self.predicate_of(own.from(i + 1)).filter(|_| i + 1 < end));
        closed.or_else(|| {
            let how = |i: &usize| {
                self.class(*i) == Some(Class::Adverb) && self.class(*i + 1).is_some_and(Class::is_verb)
            };
            let verb = |i: &usize| matches!(self.class(*i), Some(Class::Verb | Class::Says));
            let other = |i: &usize| self.class(*i).is_some_and(Class::is_verb);
            let stands = |i: &usize| !self.qualifies_noun(*i, end);
            let behind = || (at + 2..end).filter(stands);
            let found = behind().find(|i| how(i) || verb(i)).or_else(|| behind().filter(other).last())?;
            self.predicate_of(own.from(found))
        })
    }

    /// 把责任落实到人: the object, then the verb, the last with what completes it where there is one.
    fn fronted(&self, own: Stretch<'_>) -> Option<Predicate> {
        let from = own.start + 1;
        let verbs = || (from + 1..own.end).filter(|&i| self.class(i).is_some_and(Class::is_verb));
        let aimed = |i: &usize| {
            let text = self.text_at(*i);
            self.is_complement(*i + 1) || lists::COMPLEMENTS.closes(text) && !lists::COMPLEMENTS.has(text)
        };
        let found = verbs()
            .filter(aimed)
            .last()
            .or_else(|| verbs().filter(|&i| self.class(i) == Some(Class::Verb)).last())
            .or_else(|| verbs().last())
            // 摆在首位: one word that is no verb for the dictionary.
            .or_else(|| own.end.checked_sub(1).filter(|&last| last > from))?;
        let verb = self.verb_phrase(own.from(found)).verb;
        Some(Predicate { verb, object: self.span((from, self.moved_end(from, found))), form: Form::Fronted })
    }

    /// Where an object before its verb ends: 目标|科学合理分解|落实到.
    fn moved_end(&self, from: usize, verb: usize) -> usize {
        let how = |i: usize| matches!(self.class(i), Some(Class::Adverb | Class::Manner | Class::Time));
        let mut end = verb;
        if end > from + 2 && self.class(end - 1) == Some(Class::Verb) && how(end - 2) {
            end -= 1;
        }
        // 把建成的桩管好|用好
        let too = |i: usize| self.class(i).is_some_and(Class::is_verb) && self.is_completed(i);
        while end > from + 1 && (how(end - 1) || too(end - 1)) {
            end -= 1;
        }
        end
    }

    /// 对在建工程实行动态监测: the object, then the verb.
    fn toward(&self, own: Stretch<'_>) -> Option<Predicate> {
        let from = own.start + 1;
        let verbs = || (from + 1..own.end).filter(|&i| self.class(i).is_some_and(Class::is_verb));
        // 对责任多发地区的负责人，: no predicate stands in its part.
        let free = |i: &usize| !(*i..own.end).any(|j| self.class(j) == Some(Class::De));
        let found = verbs()
            .find(|&i| lists::GENERAL.has(self.text_at(i)))
            .or_else(|| verbs().filter(free).filter(|&i| self.class(i) == Some(Class::Verb)).last())
            .or_else(|| verbs().filter(free).last())?;
        let verb = self.verb_phrase(own.from(found)).verb;
        Some(Predicate { verb, object: self.span((from, self.moved_end(from, found))), form: Form::Toward })
    }

    /// The verb that opens a stretch, with what belongs to it, and all that follows.
    fn verb_phrase(&self, own: Stretch<'_>) -> Predicate {
        let (at, end) = (own.start, own.end);
        let mut behind = at + 1;
        let thing = |i: usize| i < end && self.class(i) != Some(Class::De) && !self.ends_part(i);
        // 组织|开展, 规划|建设物流园; 加强|管理服务 has an object.
        let both = |i: usize| {
            let naming =
                (self.class(i - 1), self.class(i)) == (Some(Class::NamingVerb), Some(Class::NamingVerb));
            self.class(i) == Some(Class::Verb)
                || naming && matches!(self.class(i + 1), Some(Class::Noun | Class::Number))
        };
        let chars = |i: usize| self.text_at(i).chars().count();
        // 组织开展|应急演练, but 强化|保障服务.
        let noun = match self.class(behind + 1) {
            Some(Class::NamingVerb) => thing(behind + 2),
            // 处理|积累和消费的关系
            Some(Class::And | Class::Pause) => false,
            _ if self.text_at(behind + 1) == "—" => false,
            class => !class.is_some_and(Class::is_verb),
        };
        if both(behind)
            && noun
            && thing(behind + 1)
            && chars(at) > 1
            && chars(behind) == 2
            && !self.is_completed(at)
        {
            behind += 1;
        }
        // 用好|用足
        while self.is_completed(behind - 1)
            && thing(behind)
            && self.is_completed(behind)
            && chars(behind) == 2
        {
            behind += 1;
        }
        // 坚持和完善, 篡改、伪造数据
        while matches!(self.class(behind), Some(Class::And | Class::Pause))
            && self.class(behind + 1).is_some_and(Class::is_verb)
            && chars(behind + 1) > 1
            && thing(behind + 2)
            && !self.qualifies_noun(behind + 1, end)
        {
            behind += 2;
        }
        behind += usize::from(behind < end && (self.is_complement(behind) || self.is_used(at)));
        let mut verb = self.span((at, behind.min(end)));
        // 深入|推进, 落实到|人: one word for the dictionary.
        let text = verb.of(self.clause);
        verb.start += opening_adverb(self.text_at(at));
        if let Some(to) = text.find('到').filter(|&to| to >= "落实".len() && !text.ends_with("到位")) {
            verb.end = verb.end.min(self.words[at].start as usize + to + '到'.len_utf8());
        }
        let rest = self.words[end - 1].end as usize;
        // 制定|方案: with nothing behind, its second half is its object.
        let last = self.text_at(behind - 1);
        // 引进|外资企业总部: with more behind, only where that half is no verb.
        if verb.end == rest || !closes_with_verb(last) && last.len() == verb.len() {
            verb.end -= closing_object(last);
        }
        Predicate { verb, object: Span::new(verb.end, rest.max(verb.end)), form: Form::Plain }
    }

    /// 抓好春耕: what has its complement has its object next.
    fn is_completed(&self, at: usize) -> bool {
        self.text_at(at).ends_with(['好', '实', '到', '成', '紧', '牢', '住', '足', '强', '大', '优', '严'])
    }

    /// 落实|到, 延伸|至
    fn is_complement(&self, at: usize) -> bool {
        // 探索|在乡镇开展服务: what follows is done there.
        let place = self.text_at(at) == "在"
            && (at + 1..self.words.len())
                .take_while(|&i| !self.ends_part(i))
                .any(|i| matches!(self.class(i), Some(Class::Verb)));
        lists::COMPLEMENTS.has(self.text_at(at)) && self.class(at) != Some(Class::Modal) && !place
    }

    /// What stands right behind a modal word is a verb, even one that no list has.
    fn unknown(&self, own: Stretch<'_>) -> Option<Predicate> {
        let own = own.from(self.leading(own));
        let noun = own.start < own.end && self.class(own.start) == Some(Class::Noun);
        let several = noun && self.text_at(own.start).chars().count() > 1;
        let Predicate { verb, object, .. } = several.then(|| self.verb_phrase(own))?;
        Some(Predicate { verb, object, form: Form::Unknown })
    }

    /// A thing named before its verb or before the modal word that ends at `cue`: 惠农补贴不得截留, 规划用地要留足.
    pub(crate) fn topic_before(&self, cue: usize, verb: Span, skipped: &[Span]) -> Option<Span> {
        // The verb may be the second half of its word.
        let predicate = self.words.partition_point(|w| (w.end as usize) <= verb.start);
        let (start, _) = self.parts()[self.part_at(predicate)?];
        let modal = self.word_at(cue).min(predicate).max(start);
        // 力争粮食总产达到…: it may stand between the two.
        let between = self.thing(Stretch { start: modal, end: predicate, skipped });
        between.or_else(|| {
            let own = (start..modal).take_while(|&i| self.words[i].end as usize != cue).count();
            self.thing(Stretch { start, end: start + own, skipped })
        })
    }

    /// What a stretch names up to what only leads to its predicate, or to who else has to do with it (由, 经).
    fn thing(&self, own: Stretch<'_>) -> Option<Span> {
        let leads = |class: Class| {
            matches!(
                class,
                Class::Modal
                    | Class::Adverb
                    | Class::Manner
                    | Class::Connective
                    | Class::Time
                    | Class::Hands
                    | Class::Preposition
            )
        };
        let at = self.leading(own);
        let start = |i: usize| self.words[i].start as usize;
        let inside = |i: usize| own.skipped.iter().any(|s| s.start <= start(i) && start(i) < s.end);
        let parted = |i: &usize| {
            matches!(self.class(*i), Some(Class::Hands | Class::Preposition)) || *i > at && inside(*i)
        };
        let mut end = (at..own.end).find(parted).unwrap_or(own.end);
        while end > at && (self.class(end - 1).is_some_and(leads) || lists::MOVES.has(self.text_at(end - 1)))
        {
            end -= 1;
        }
        let thing = at < end
            && !matches!(self.class(at), Some(Class::Preposition | Class::Adverb | Class::Asks))
            && self.text_of((at, end)).chars().count() > 1;
        thing.then(|| self.span((at, end)))
    }
}
