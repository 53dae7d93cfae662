//! What comes to pass before something is to be done: 作业前, 作出撤并决定前.

use super::{Phrase, word::Class};
use crate::source::Span;

/// The most characters of such a time.
const LONGEST: usize = 16;

impl Phrase<'_> {
    /// The times that an event and 前 give, as spans of the clause; none where something is forbidden until then.
    pub(crate) fn events_before(&self) -> Vec<Span> {
        let is_before = |&i: &usize| matches!(self.text_at(i), "前" | "之前" | "以前");
        (1..self.words.len()).filter(is_before).filter_map(|at| self.event_before(at)).collect()
    }

    fn event_before(&self, at: usize) -> Option<Span> {
        let goes_on = matches!(
            self.class(at + 1),
            Some(Class::Noun | Class::Head | Class::Number | Class::De | Class::Closes)
        );
        let behind = at + 1 + usize::from(self.class(at + 1) == Some(Class::Comma));
        // 产前: a word of one character is a part of another.
        let part = self.text_at(at - 1).chars().count() < 2 && self.class(at - 1) != Some(Class::Bracket);
        let until = ["不得", "不准", "严禁", "不能", "禁止"].contains(&self.text_at(behind));
        // 事前防范
        let word = self.text_at(at - 1).ends_with(['事', '目', '以', '此', '日', '当', '面', '眼', '跟']);
        // 十年前, 规划前期
        let ago = self.text_at(at - 1).ends_with(['年', '月', '天', '期', '周'])
            || self.text_at(at + 1).starts_with(['期', '后', '景']);
        if goes_on || part || until || word || ago {
            return None;
        }
        let of_event = |class: Class| {
            matches!(
                class,
                Class::Noun
                    | Class::Number
                    | Class::Head
                    | Class::Manner
                    | Class::Bracket
                    | Class::And
                    | Class::Pause
                    | Class::Asks
                    | Class::Says
            ) || class.is_verb()
        };
        let mut first = at;
        while first > 0 && of_event(self.words[first - 1].class) {
            first -= 1;
        }
        // 地方政府作出决定前: who does it is no part of the time.
        if let Some(names) = self.names(first).filter(|names| {
            names.end < at
                && matches!(self.words[names.end].class, Class::Verb | Class::OtherVerb)
                && self.span((first, names.end)).len() > "省".len()
        }) {
            first = names.end;
        }
        let happens = (first..at).any(|i| {
            self.words[i].class.is_verb() || matches!(self.words[i].class, Class::Asks | Class::Says)
        });
        let span = (first < at && happens).then(|| self.span((first, at + 1)))?;
        (span.of(self.clause).chars().count() <= LONGEST).then_some(span)
    }
}
