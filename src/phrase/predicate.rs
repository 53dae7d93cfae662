//! The parts of a clause, and where the predicate of one opens.

use super::{
    Phrase,
    word::{Class, Mark},
};
use crate::{lists, source::Span};

/// The most words of an adverbial before a subject.
const ADVERBIAL: usize = 24;

/// Whether a clause can be one that `refuses`, told before it is cut into words.
pub(crate) fn may_refuse(clause: &str) -> bool {
    clause.contains('不')
}

impl Phrase<'_> {
    /// The parts of the clause between commas and colons, by their words.
    pub(super) fn parts(&self) -> &[(usize, usize)] {
        self.parts.get_or_init(|| self.find_parts())
    }

    fn find_parts(&self) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut start = 0;
        for (i, word) in self.words.iter().enumerate() {
            if matches!(word.class, Class::Comma | Class::Colon | Class::Stop) {
                if i > start {
                    out.push((start, i));
                }
                start = i + 1;
            }
        }
        if start < self.words.len() {
            out.push((start, self.words.len()));
        }
        out
    }

    /// The part that holds a word, or the one behind it where none does.
    pub(super) fn part_at(&self, word: usize) -> Option<usize> {
        let parts = self.parts();
        let at = parts.partition_point(|&(_, end)| end <= word);
        (at < parts.len()).then_some(at)
    }

    /// The first word of a part behind connectives, times, markers and an adverbial that something closes.
    pub(super) fn skip(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        while at < end {
            let next = match self.class(at) {
                // 公园内的经营者
                _ if self.class(at + 1) == Some(Class::Closes) && self.class(at + 2) == Some(Class::De) => {
                    break;
                }
                Some(Class::Connective | Class::Time | Class::Closes | Class::Bracket) => at + 1,
                // 6月底前, 三、
                Some(Class::Number) if self.is_date(at + 1) || self.class(at + 1) == Some(Class::Pause) => {
                    at + 2
                }
                Some(Class::Number) if self.text_at(at).ends_with(['年', '月', '日', '度']) => at + 1,
                // 换届前, 整治过程中
                Some(Class::NamingVerb | Class::OtherVerb | Class::Noun)
                    if self.class(at + 1) == Some(Class::Closes) =>
                {
                    at + 2
                }
                Some(Class::Preposition) => match self.adverbial_end(at, end) {
                    Some(behind) => behind,
                    None => break,
                },
                _ => break,
            };
            at = next;
        }
        at.min(end)
    }

    pub(super) fn is_date(&self, at: usize) -> bool {
        let text = self.text_at(at);
        text.starts_with(['年', '月', '日', '号']) || matches!(text, "时" | "季度" | "点")
    }

    /// Where the adverbial that opens at `at` is closed, before anyone who could act stands behind it.
    fn adverbial_end(&self, at: usize, end: usize) -> Option<usize> {
        let closed = self.has(at, Mark::Encloses);
        (at + 1..end.min(at + ADVERBIAL))
            .filter(|_| closed)
            .take_while(|&i| !matches!(self.class(i), Some(Class::Modal)))
            .find(|&i| self.class(i) == Some(Class::Closes))
            .map(|i| i + 1)
    }

    /// Whether the first part that has a predicate says what is not done: 会议不安排用餐, 农户不同意的，不强推.
    pub(crate) fn refuses(&self) -> bool {
        let stated = |&&(start, end): &&(usize, usize)| {
            self.class(end - 1) != Some(Class::De)
                && self.class(end - 1) != Some(Class::Closes)
                && self.class(start) != Some(Class::Preposition)
                && !(start..end).all(|i| matches!(self.class(i), Some(Class::Time | Class::Connective)))
        };
        let Some(&(start, end)) = self.parts().iter().find(stated) else { return false };
        let at = self.skip(start, end);
        let at = self.names(at).filter(|names| names.end < end).map_or(at, |names| names.end);
        let refusal = (at..end).find(|&i| {
            let text = self.text_at(i);
            let before = matches!(
                self.class(i),
                Some(
                    Class::Adverb
                        | Class::Time
                        | Class::Noun
                        | Class::Closes
                        | Class::NamingVerb
                        | Class::Manner
                )
            );
            text.starts_with('不') || !before
        });
        refusal.is_some_and(|i| {
            let text = self.text_at(i);
            let follows = text.chars().count() > 1
                || self.class(i + 1).is_some_and(|c| c.is_verb() || c == Class::Adverb);
            let qualifies = (i..end).any(|j| self.class(j) == Some(Class::De));
            // 不|低于 is two words, and bounds a figure.
            let rest = &self.clause[self.words[i].start as usize..];
            text.starts_with('不') && !lists::UNREFUSING.opens(rest) && follows && !qualifies
        })
    }

    /// Whether a word begins at `byte` with which a predicate opens: 可|设一名副书记.
    pub(crate) fn is_predicate_at(&self, byte: usize) -> bool {
        let at = self.word_at(byte);
        let opens = self.opens_predicate(at) || self.class(at) == Some(Class::Hands);
        self.words.get(at).is_some_and(|w| w.start as usize == byte) && opens
    }

    /// Whether a stretch only qualifies what a preposition before it names: 针对|5年内|降税的商品.
    pub(crate) fn qualifies_object(&self, stretch: Span) -> bool {
        let (first, behind) = (self.word_at(stretch.start), self.word_at(stretch.end));
        let Some(&(start, end)) = self.part_at(first).map(|part| &self.parts()[part]) else { return false };
        let opens = (start..first).rfind(|&i| {
            self.class(i) == Some(Class::Preposition)
                && matches!(self.text_at(i), "对" | "对于" | "针对" | "将" | "把")
        });
        let told = |i: &usize| matches!(self.class(*i), Some(Class::Modal | Class::De));
        opens.is_some() && (behind..end).find(told).is_some_and(|i| self.class(i) == Some(Class::De))
    }

    /// Whether a time opens at a number: 6月, 15分钟内.
    pub(super) fn opens_span(&self, at: usize) -> bool {
        self.is_date(at + 1)
            || lists::UNITS.opens(self.text_at(at + 1))
                && (at + 2..at + 4).any(|i| self.class(i) == Some(Class::Closes))
    }

    /// Whether a part ends with an adverb of degree and one word: 更加广阔.
    pub(super) fn is_quality(&self, at: usize) -> bool {
        self.has(at, Mark::Degree) && self.ends_part(at + 2)
    }

    /// Whether no word of its part of the sentence stands at a place.
    pub(super) fn ends_part(&self, at: usize) -> bool {
        matches!(self.class(at), None | Some(Class::Comma | Class::Stop | Class::Pause))
    }

    /// Whether a predicate opens at a word.
    pub(super) fn opens_predicate(&self, at: usize) -> bool {
        match self.class(at) {
            // 运营商（以下简称…）要
            Some(Class::Bracket) => self.opens_predicate(at + 1),
            // 乡镇卫生院与敬老院签约
            Some(Class::And) => self.text_at(at) == "与",
            // 单位新招用工人
            Some(Class::Noun) if self.text_at(at) == "新" => self.class(at + 1).is_some_and(Class::is_verb),
            // 乡镇党委提出人选后
            Some(Class::Says) => {
                let part = (at + 1..self.words.len()).take_while(|&i| {
                    !matches!(self.class(i), Some(Class::Comma | Class::Colon | Class::Stop))
                });
                part.last().is_some_and(|last| matches!(self.class(last), Some(Class::Closes | Class::De)))
            }
            // 县委是领导核心: nothing is demanded; 养老机构由主管部门通知: another acts.
            Some(_) if self.text_at(at) == "是" => false,
            // 乡镇卫生院仍是短板
            Some(Class::Adverb) if self.text_at(at + 1) == "是" || self.text_at(at) == "仍是" => false,
            // 平台更加广阔
            Some(Class::Adverb) if self.is_quality(at) => false,
            Some(Class::Hands) => self.text_at(at) == "责成",
            // 其他人员请持证报到, 我们希望开展合作
            Some(Class::Asks) => self.names(at + 1).is_none(),
            Some(
                Class::Modal
                | Class::Preposition
                | Class::Adverb
                | Class::Manner
                | Class::Verb
                | Class::NamingVerb
                | Class::OtherVerb
                | Class::Time
                | Class::Joins
                | Class::Each,
            ) => true,
            Some(Class::Closes) => matches!(self.text_at(at), "以后" | "之后"),
            // 一要…, 6月底前…
            Some(Class::Number) => {
                self.opens_span(at)
                    || self.text_at(at + 1) == "要"
                    || self.text_at(at).chars().count() > 1
                        && self.text_at(at).ends_with(['年', '月', '日', '度'])
            }
            Some(Class::Connective) => {
                matches!(self.text_at(at), "并" | "同时" | "首先" | "今后")
                    || self.text_at(at).ends_with('要')
            }
            _ => false,
        }
    }

    /// Whether the verb behind a name is part of what the name only qualifies: 从业人员考试应当包括…, 各级换届工作意见出台
    /// 前, 各市工作开展情况，….
    pub(super) fn is_nominal(&self, at: usize, end: usize) -> bool {
        // 两部门之间的矛盾
        if self.text_at(at) == "之间" {
            return true;
        }
        if self.is_about(at, end) {
            return true;
        }
        // 领导人员|管理，必须…
        if self.class(at) == Some(Class::NamingVerb)
            && at + 1 == end
            && self.class(end) == Some(Class::Comma)
            && self.class(end + 1) == Some(Class::Modal)
        {
            return true;
        }
        // 本市在境外设立的促进机构应当
        if self.class(at) == Some(Class::Preposition)
            && !matches!(self.text_at(at), "对" | "对于" | "向" | "把" | "将" | "与" | "为" | "给")
            && self.qualifies_demanded(at, end)
        {
            return true;
        }
        // 各地已经使用的平台要
        let at = (at..end).find(|&i| self.class(i) != Some(Class::Adverb)).unwrap_or(at);
        let Some(verb) = self.class(at).filter(|c| c.is_verb()) else { return false };
        // 乡镇卫生院扩建工程必须, 财政投入要: a modal word behind verbs and nouns, with nothing else between.
        let thing = |i: usize| {
            self.class(i).is_some_and(|c| {
                c.is_verb()
                    || matches!(c, Class::Noun | Class::Manner | Class::Head | Class::And | Class::Pause)
            })
        };
        let named = (at..end).find(|&i| !thing(i)).unwrap_or(end);
        // 收费站遇到恶劣天气要, 渔民驾船进入港区必须: they act all the same.
        let meets = self.has(at, Mark::Meets);
        let person = verb != Class::NamingVerb
            && named > at + 1
            && self
                .text_at(at - 1)
                .ends_with(['民', '员', '人', '工', '生', '师', '者', '导', '长', '记', '志']);
        if matches!(self.class(named), Some(Class::Modal)) && !meets && !person && !self.is_relative(named) {
            return true;
        }
        // 驾驶员|培训管理机构的工作人员不得
        if verb == Class::NamingVerb
            && self.class(named) == Some(Class::De)
            && self.qualifies_demanded(at, end)
        {
            return true;
        }
        // 中小微企业贷款延期还本付息政策再延长
        if verb == Class::NamingVerb && named > at + 1 && lists::THINGS.has(self.text_at(named - 1)) {
            return true;
        }
        // 农户参与管护的积极性明显提升: what is said of them is measured.
        let measured = || {
            let de = (at..end).find(|&i| self.class(i) == Some(Class::De))?;
            let noun = |i: &usize| matches!(self.class(*i), Some(Class::Noun | Class::NamingVerb));
            let behind = (de + 1..end).find(|i| !noun(i))?;
            (behind > de + 1).then(|| lists::MOVES.has(self.text_at(behind)))
        };
        // 建成区绿化覆盖率提高: so is 覆盖率.
        let rate = (at..end.min(at + 3))
            .any(|i| self.class(i) == Some(Class::Noun) && self.text_at(i).ends_with('率'));
        if rate || measured() == Some(true) {
            return true;
        }
        // 工会组织的评优名额
        if self.class(at + 1) == Some(Class::De) {
            return true;
        }
        let noun = |class: Class| {
            matches!(class, Class::Noun | Class::Manner | Class::NamingVerb | Class::And | Class::Pause)
        };
        let find = |from: usize, inside: &dyn Fn(Class) -> bool| {
            (from..end).find(|&i| !inside(self.words[i].class)).unwrap_or(end)
        };
        let behind = if verb == Class::Verb {
            let stops = |c: Class| matches!(c, Class::De | Class::Modal | Class::Preposition);
            find(at, &|c| !stops(c))
        } else {
            find(at, &|c| noun(c) || c == Class::OtherVerb)
        };
        // 各单位制定的方案应当: what is said of them qualifies another.
        if self.class(behind) == Some(Class::De) {
            let named = find(behind + 1, &|c| noun(c) || c.is_verb() || c == Class::Head);
            // 公安机关查扣的车辆，由…
            let whole = behind == at + 1 && named == end && named > behind + 1;
            return whole || self.class(named) == Some(Class::Modal);
        }
        let topic = lists::TOPICS.has(self.text_at(end - 1)) && self.class(end) == Some(Class::Comma);
        // 各地贯彻落实情况，请于…
        if topic && self.text_at(end + 1) == "请" {
            return true;
        }
        verb != Class::Verb
            && (matches!(self.class(behind), Some(Class::Modal | Class::Hands | Class::Connective))
                || self.text_at(behind) == "前"
                || topic)
    }

    /// Whether a modal word only says of a thing what may be done with it: 可以|共享的资源.
    pub(super) fn is_relative(&self, modal: usize) -> bool {
        const NEAR: usize = 3;
        let de = (modal + 1..modal + NEAR).find(|&i| self.class(i) == Some(Class::De));
        de.is_some_and(|de| {
            !self.ends_part(de + 1) && (modal + 1..de).all(|i| self.class(i).is_some_and(Class::is_verb))
        })
    }

    /// Whether what opens at a word ends with 的, and behind that nothing but a name stands before a modal word.
    pub(super) fn qualifies_demanded(&self, at: usize, end: usize) -> bool {
        let Some(modal) = (at..end).find(|&i| self.class(i) == Some(Class::Modal)) else { return false };
        let de = (at..modal).rfind(|&i| self.class(i) == Some(Class::De));
        let name = |i: usize| {
            self.class(i).is_some_and(|c| {
                c.is_verb() || matches!(c, Class::Noun | Class::Manner | Class::Head | Class::Determiner)
            })
        };
        de.is_some_and(|de| {
            de + 1 < modal && (de + 1..modal).all(name) && self.class(modal - 1) == Some(Class::Head)
        })
    }

    /// Whether a thing opens behind a name that a rule or somebody else settles: 困难人员|基本生活标准|按…确定, 人员|安置工作|由….
    fn is_about(&self, at: usize, end: usize) -> bool {
        let by = |i: usize| self.text_at(i).starts_with(['按', '依', '参', '遵']);
        let thing = |i: usize| {
            self.class(i).is_some_and(|c| {
                c.is_verb()
                    || matches!(
                        c,
                        Class::Noun | Class::Manner | Class::Head | Class::And | Class::Pause | Class::Adverb
                    )
            })
        };
        let behind = (at..end).find(|&i| by(i) || !thing(i)).filter(|&i| i > at);
        behind.is_some_and(|i| {
            let last = self.text_at(i - 1);
            (by(i) || matches!(self.class(i), Some(Class::Preposition | Class::Hands)))
                && (lists::THINGS.closes(last) || lists::TOPICS.closes(last))
        })
    }
}
