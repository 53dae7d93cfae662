//! What the stages behind ask of the subjects of a clause: whether it assigns, hands on, promises, names only.

use super::{
    Phrase,
    name::Names,
    word::{Class, Word},
};
use crate::{lists, source::Span};

/// How many words before a place are looked at.
const NEAR: usize = 60;

/// With what somebody asks another to act.
const ASKS: [&str; 4] = ["要求", "明确", "希望", "建议"];

/// Whether a clause can be one that `asks_another`, told before it is cut into words.
pub(crate) fn may_ask(clause: &str) -> bool {
    let first = clause.split(['，', ',', '：', ':']).find(|part| !part.is_empty()).unwrap_or(clause);
    ASKS.iter().any(|word| first.ends_with(word))
}

impl Phrase<'_> {
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

    /// Whether something is demanded of a thing, not of anyone named before: 材料亦应专人保管, 关系的处理，要….
    pub(crate) fn is_of_thing(&self) -> bool {
        let parts = self.parts();
        let Some(&(start, end)) = parts.first() else { return false };
        let at = self.skip(start, end);
        let nominal = |i: usize| {
            // 关系的|处理
            let deed = self.class(i) == Some(Class::Verb)
                && i > at
                && self.class(i - 1) == Some(Class::De)
                && !matches!(self.class(i + 1), Some(Class::Noun | Class::NamingVerb | Class::Head));
            deed || matches!(
                self.class(i),
                Some(
                    Class::Noun
                        | Class::NamingVerb
                        | Class::OtherVerb
                        | Class::Head
                        | Class::De
                        | Class::Pause
                        | Class::And
                        | Class::Bracket
                        | Class::Determiner
                        | Class::Manner
                )
            )
        };
        let behind = (at..end).find(|&i| !nominal(i)).unwrap_or(end);
        let how = |i: &usize| matches!(self.class(*i), Some(Class::Adverb | Class::Connective));
        let next = (behind..end).find(|i| !how(i)).unwrap_or(end);
        let thing = behind > at && self.class(behind - 1).is_some_and(|c| c.is_verb() || c == Class::Noun);
        let topic = behind == end && self.class(end) == Some(Class::Comma);
        let demanded = |i: usize| self.class(i) == Some(Class::Modal);
        let verb = self.class(at).is_some_and(Class::is_verb) && !self.is_qualified_thing((at, behind));
        thing && !verb && (demanded(next) || topic && demanded(end + 1))
    }

    /// Whether a verb at the head of a stretch only qualifies the thing that it ends with: 扣留的|款物.
    fn is_qualified_thing(&self, (at, behind): (usize, usize)) -> bool {
        (at..behind).any(|i| self.class(i) == Some(Class::De))
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
}
