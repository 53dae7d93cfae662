//! Why names that stand where a subject does are none: a table of reasons, each with an example where it holds and one where
//! it doesn't; a test of this file walks them.

use super::{
    Phrase,
    name::Names,
    subject::Place,
    word::{Class, Mark},
};
use crate::{lists, source::Span};

/// Names at the head of a part of the sentence, and where they stand.
pub(super) struct Opening<'n> {
    pub(super) names: &'n Names,
    /// The first word of the part behind what connects it, and the word behind the part.
    pub(super) at: usize,
    pub(super) end: usize,
    /// Which part it is.
    pub(super) part: usize,
    /// The first verb behind the names.
    verb: Option<usize>,
}

/// A reason why the names that open a part don't act.
struct Reason {
    /// What it is called where a row of the table is spoken of.
    #[cfg_attr(not(test), allow(dead_code))]
    id: &'static str,
    /// A clause in which it leaves names out, and one like it in which it doesn't; those who act in ⟦⟧.
    #[cfg_attr(not(test), allow(dead_code))]
    examples: [&'static str; 2],
    holds: fn(&Phrase<'_>, &Opening<'_>) -> bool,
}

/// Reasons that the names themselves give, or the word behind them.
const NAMED: [Reason; 7] = [
    Reason {
        id: "so-large-a-share",
        examples: ["80%的卫生院完成改造。", "⟦各卫生院⟧完成改造。"],
        holds: |phrase, of| {
            let share = phrase.text_at(of.at).ends_with(['%', '％', '成']);
            phrase.class(of.at) == Some(Class::Number) && share
        },
    },
    Reason {
        id: "of-each-so-much",
        examples: ["每个村至少三件。", "⟦每个村⟧都要报送三件。"],
        holds: |phrase, of| {
            phrase.text_of((of.at, of.names.end)).starts_with('每')
                && matches!(phrase.text_at(of.names.end), "不少于" | "不低于" | "至少" | "不超过")
        },
    },
    Reason {
        id: "fault-of-some",
        examples: ["一些村委会搞得不严肃。", "⟦一些村委会⟧要马上改正。"],
        holds: |phrase, of| lists::SOME.opens(phrase.text_at(of.at)) && !phrase.is_demanded_right_behind(of),
    },
    Reason {
        id: "so-many",
        examples: ["一大批农民合作社向集团化转型。", "⟦各农民合作社⟧向集团化转型。"],
        holds: |phrase, of| {
            matches!(phrase.text_at(of.at), "一批" | "一大批" | "大批")
                && !phrase.is_demanded_right_behind(of)
        },
    },
    Reason {
        id: "goes-on-of-itself",
        examples: ["县政府建设扎实推进。", "⟦县政府⟧扎实推进建设。"],
        holds: |phrase, of| {
            let at = of.names.end;
            let goes = phrase.class(at + 1) == Some(Class::Adverb)
                || phrase.text_at(at + 1) == "是"
                || lists::GOES.opens(phrase.text_at(at + 1));
            lists::COURSES.has(phrase.text_at(at)) && goes && !phrase.is_demanded_right_behind(of)
        },
    },
    Reason {
        id: "label",
        examples: ["责任单位：⟦县水利局⟧", "⟦县水利局⟧：负责监测预警。"],
        holds: |phrase, of| {
            let named = phrase.text_of((of.at, of.names.end));
            phrase.class(of.names.end) == Some(Class::Colon) && lists::FIELDS.has(named)
        },
    },
    Reason {
        id: "spoken-to",
        examples: ["各位代表，要实现目标。", "⟦各代表团⟧，要实现目标。"],
        holds: |phrase, of| {
            let last = of.part + 1 == phrase.parts().len();
            of.fills() && !last && lists::LISTENERS.has(phrase.text_of((of.at, of.names.end)))
        },
    },
];

/// Reasons that the rest of the part gives, or the next part.
const TOLD: [Reason; 14] = [
    Reason {
        id: "object-or-topic",
        examples: ["要发展产业，龙头企业。", "要发展产业，⟦龙头企业⟧要带头。"],
        // A name that fills a later part is an object or a topic as often.
        holds: |phrase, of| of.fills() && of.part > 0 && phrase.class(of.end + 1) != Some(Class::Modal),
    },
    Reason {
        id: "when-another-acts",
        examples: ["国务院批准启动预案后，⟦指挥部⟧要立即行动。", "⟦指挥部⟧要在预案启动后立即行动。"],
        holds: |phrase, of| {
            phrase.class(of.end.wrapping_sub(1)) == Some(Class::Closes)
                && phrase.class(of.end) == Some(Class::Comma)
                && phrase.next_subject(of)
        },
    },
    Reason {
        id: "when-it-passed",
        examples: ["党委会审议通过后，将按程序报批。", "⟦党委会⟧要审议通过方案，按程序报批。"],
        holds: |phrase, of| {
            phrase.text_at(of.end.wrapping_sub(1)) == "后"
                && phrase.class(of.end) == Some(Class::Comma)
                && of
                    .rest()
                    .any(|i| phrase.has(i, Mark::Examines) || matches!(phrase.text_at(i), "通过" | "批准"))
        },
    },
    Reason {
        id: "state-of-things",
        examples: ["责任人发生变动的，由⟦主管部门⟧处理。", "⟦单位⟧对数据有疑义的，可以申请复核。"],
        holds: |phrase, of| {
            let asked = || phrase.class(of.end + 1) == Some(Class::Modal);
            phrase.class(of.end.wrapping_sub(1)) == Some(Class::De)
                && of
                    .verb
                    .is_some_and(|i| phrase.has(i, Mark::States) && !(phrase.text_at(i) == "有" && asked()))
        },
    },
    Reason {
        id: "at-fault",
        examples: ["主管部门应当履行职责而未履行，给予处分。", "⟦主管部门⟧应当履行职责。"],
        holds: |phrase, of| {
            of.rest().any(|i| {
                phrase.text_at(i).starts_with("而未")
                    || phrase.text_at(i) == "而" && phrase.text_at(i + 1).starts_with('未')
            })
        },
    },
    Reason {
        id: "counted",
        examples: ["领军企业分别达20家。", "⟦领军企业⟧要达20家。"],
        holds: |phrase, of| {
            of.verb.is_some_and(|i| {
                lists::REACHES.has(phrase.text_at(i))
                    && phrase.class(i + 1) == Some(Class::Number)
                    && !(of.names.end..i).any(|j| phrase.class(j) == Some(Class::Modal))
            })
        },
    },
    Reason {
        id: "under-way",
        examples: ["县里正在开展行动，建议⟦各镇⟧抓紧排查。", "⟦县里⟧开展行动，排查隐患。"],
        holds: |phrase, of| {
            matches!(phrase.text_at(of.names.end), "正在" | "正") && of.part + 1 < phrase.parts().len()
        },
    },
    Reason {
        id: "of-which-another-acts",
        examples: ["存在隐患的实验室，⟦检查组⟧有权封停。", "⟦存在隐患的实验室⟧，要立即停用。"],
        holds: |phrase, of| {
            let [(start, _)] = of.names.each[..] else { return false };
            let described = (start..of.names.end).any(|i| phrase.class(i) == Some(Class::De));
            of.fills() && described && phrase.next_subject(of)
        },
    },
    Reason {
        id: "what-they-did",
        examples: ["我们向社会作出的承诺，一定要兑现。", "⟦我们⟧向社会作出承诺，一定要兑现。"],
        holds: |phrase, of| {
            let demanded =
                |mut words: std::ops::Range<usize>| words.any(|i| phrase.class(i) == Some(Class::Modal));
            let de = of.rest().rfind(|&i| phrase.class(i) == Some(Class::De));
            phrase.class(of.names.end) == Some(Class::Preposition)
                && phrase.class(of.end) == Some(Class::Comma)
                && de.is_some_and(|de| {
                    of.end - de <= 3 && de + 1 < of.end && phrase.class(de - 1).is_some_and(Class::is_verb)
                })
                && demanded(of.end + 1..of.end + 3)
                && !demanded(of.rest())
        },
    },
    Reason {
        id: "empowers-another",
        examples: ["县政府授权⟦县水利局⟧负责管理。", "⟦县政府⟧负责管理水利工程。"],
        holds: |phrase, of| phrase.entrusts((of.at, of.names.end)),
    },
    Reason {
        id: "asked-whether",
        examples: ["执法人员是否具备资格。", "⟦法院⟧应当决定是否立案。"],
        holds: |phrase, of| {
            let asked = of.rest().find(|&i| phrase.text_at(i) == "是否");
            let told = |i: usize| {
                phrase.class(i) == Some(Class::Modal) || phrase.class(i).is_some_and(Class::is_verb)
            };
            asked.is_some_and(|asked| !(of.names.end..asked).any(told))
        },
    },
    Reason {
        id: "suffers",
        examples: ["特困人员可认定为全护理。", "⟦法院⟧应当认定为侵权。"],
        holds: |phrase, of| {
            let (at, end) = (of.names.end, phrase.predicate_end(of));
            let verb = (at..end).find(|&i| phrase.class(i).is_some_and(Class::is_verb));
            // 把物业管理纳入社区治理 has an object.
            let object = |i: usize| matches!(phrase.text_at(i), "把" | "将" | "对");
            verb.is_some_and(|i| phrase.is_done_to(i, at) && !(at..i).any(object))
        },
    },
    Reason {
        id: "befallen",
        examples: ["学生溺水事故得到遏制。", "⟦学生⟧要遏制溺水事故。"],
        holds: |phrase, of| {
            let (at, end) = (of.names.end, phrase.predicate_end(of));
            let demanded = (at..end).any(|i| phrase.class(i) == Some(Class::Modal));
            let verb = (at..end).find(|&i| phrase.class(i).is_some_and(Class::is_verb));
            let befalls = (at..end).any(|i| matches!(phrase.text_at(i), "得到" | "得以"));
            !demanded && verb.is_some_and(|i| phrase.text_at(i) == "接受" || befalls)
        },
    },
    Reason {
        id: "share-or-finished",
        examples: ["商业中心建成投用。", "⟦商业中心⟧要建成示范平台。"],
        holds: |phrase, of| {
            let verb = (of.names.end..phrase.predicate_end(of))
                .find(|&i| phrase.class(i).is_some_and(Class::is_verb));
            // 代表应当占一定比例
            let share = |i: usize| {
                let behind = phrase.text_at(i + 1);
                phrase.text_at(i) == "占"
                    && (phrase.class(i + 1) == Some(Class::Number)
                        || ["一定", "总", "全", "代表"].iter().any(|word| behind.starts_with(word)))
            };
            verb.is_some_and(|i| {
                share(i) || lists::COMPLETED.has(phrase.text_at(i)) && phrase.ends_part(i + 1)
            })
        },
    },
];

impl<'n> Opening<'n> {
    /// Whether the names are all that the part holds.
    fn fills(&self) -> bool {
        self.names.end == self.end
    }

    /// The words of the part behind the names.
    fn rest(&self) -> std::ops::Range<usize> {
        self.names.end..self.end
    }
}

impl Phrase<'_> {
    /// The names that open a part between `at` and `end`.
    pub(super) fn opening<'n>(&self, names: &'n Names, (at, end): (usize, usize)) -> Opening<'n> {
        let verb = (names.end..end).find(|&i| self.class(i).is_some_and(Class::is_verb));
        Opening { names, at, end, part: self.part_at(at).unwrap_or_default(), verb }
    }

    /// Whether the names themselves or the word behind them say that they are no subject.
    pub(super) fn is_named_only(&self, opening: &Opening<'_>) -> bool {
        NAMED.iter().any(|reason| (reason.holds)(self, opening))
    }

    /// Whether the rest of the part or the next part says so.
    pub(super) fn is_told_of(&self, opening: &Opening<'_>) -> bool {
        TOLD.iter().any(|reason| (reason.holds)(self, opening))
    }

    /// Whether a modal word follows the names.
    fn is_demanded_right_behind(&self, of: &Opening<'_>) -> bool {
        self.class(of.names.end) == Some(Class::Modal)
    }

    /// Whether the next part has a subject of its own.
    fn next_subject(&self, of: &Opening<'_>) -> bool {
        self.parts().get(of.part + 1).is_some_and(|&next| self.subject_of(next, false).is_some())
    }

    /// Where the predicate of the names ends: 不同意搬迁的农户，不得纳入范围 has it in the next part.
    fn predicate_end(&self, of: &Opening<'_>) -> usize {
        self.parts().get(of.part + 1).filter(|_| of.fills()).map_or(of.end, |next| next.1)
    }

    /// Whether a verb says what is done to the one named up to `name`: 不得纳入, 享受.
    fn is_done_to(&self, verb: usize, name: usize) -> bool {
        // 指挥部要移交指挥权, but 幼儿园应移交教育部门.
        let active = self.has(verb, Mark::Orders)
            && matches!(self.class(verb + 1), Some(Class::Noun | Class::NamingVerb))
            && self.names(verb + 1).is_none();
        // Bodies decide on others: 法院应当认定为侵权.
        let called = self.text_at(verb + 1) == "为"
            && matches!(self.text_at(verb), "认定" | "评定" | "确定" | "核定")
            && !lists::ORGANS.closes(self.text_at(name.wrapping_sub(1)));
        called || self.has(verb, Mark::Suffers) && !active
    }

    /// Whether a part tells of someone other than who is to act: what was done, who says so, who is punished.
    pub(super) fn is_of_another(&self, (start, end): (usize, usize), punishes: Option<usize>) -> bool {
        self.is_handed_on(start, end)
            || self.is_said(start, end)
            || punishes.is_some_and(|at| at > end) && self.is_punished(start, end)
    }

    /// Leaves out the subjects of parts that only state something before another's subject is told what to do: 我县依然存在
    /// 难题，各部门要….
    pub(super) fn without_stated(&self, out: &mut Vec<(Place, Span)>) {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::tests::marked;

    #[test]
    fn each_reason_holds_in_its_first_example_and_not_in_its_second() {
        let rows = NAMED.iter().chain(&TOLD).flat_map(|reason| reason.examples.map(|e| (reason.id, e)));
        let wrong: Vec<_> = rows.filter(|(_, example)| marked(example) != *example).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn no_two_reasons_have_one_name() {
        let mut ids: Vec<&str> = NAMED.iter().chain(&TOLD).map(|reason| reason.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), NAMED.len() + TOLD.len());
    }
}
