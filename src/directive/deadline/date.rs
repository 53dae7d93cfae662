//! Dates, parts of years, years, five-year plans: 11月底前, 上半年, 到2027年, “十五五”末.

use super::{
    Deadline, N2, TimeKind, before,
    calendar::{self, Part, Year},
    value_of, words,
};
use crate::{
    lexicon::{any_of, look_ahead, pattern},
    numeral,
    pattern::{Captures, Regex},
    phrase::Phrase,
    rule::Rule,
    sense::verb,
    source::Span,
    split::Date,
};
use std::sync::LazyLock;

/// What stands between a day and its 前: a weekday, （含）, a time of day.
pub(super) const CLOCK: &str = r"(?:[（(](?:含|周|星期|当)[^）)]{0,6}[）)])?(?:\x20?(?:上午|下午|早上|晚上?|中午|凌晨)?\x20?(?:[0-9]{1,2}|零)(?:[:：][0-9]{2}|[时点](?:[0-9]{1,2}分|整|半)?)(?:[至到—-][0-9]{1,2}[时点:：][0-9]{0,2}分?)?|下班|放学|上午|下午|中午|晚上)?";

static DATES: LazyLock<Regex> = LazyLock::new(|| {
    let ends = any_of(&[words("end"), words("day")].concat());
    let years = any_of(&words("year"));
    let part = |n: &str| {
        format!(
            r"(?P<m{n}>{N2})\x20?月{{1,2}}份?\x20?(?:(?P<d{n}>{N2})\x20?[日号]{CLOCK}|(?P<edge{n}>底|末|初|上旬|中旬|下旬))?|第?(?P<q{n}>[一二三四1-4])季度[末底]?|(?P<word{n}>{ends})"
        )
    };
    let year = |n: &str| {
        format!(
            r"(?:(?P<y{n}>[0-9０-９]{{4}}|[〇零○一二三四五六七八九]{{4}}|[0-9]{{2}}[xX×_]{{2}})\x20?年度?|(?P<yw{n}>{years}|每年)|(?P<plan{n}>[“\x22]?[一二三四五六七八九十]{{1,2}}五[”\x22])(?:规划|计划)?|本世纪(?P<mid{n}>中叶|末))"
        )
    };
    pattern(&format!(
        r"(?:(?P<lead>从|自|到|至|截至|截止到?|不晚于|不迟于)(?:了)?)?\x20?(?:{year}\x20?(?:{part}|(?P<bare>底|末|内|时期末|期末))?|{only})(?:(?P<to>至|到|—|－|-|~|～)(?:{year2})?(?:{part2}|(?P<dx>{N2})[日号]))?(?P<suffix>之前|以前|前|之内|以内|内|起|开始|以后|之后|后|止|以来|期间|时期)?",
        year = year("1"),
        part = part("1"),
        only = part("2"),
        year2 = year("3"),
        part2 = part("3"),
    ))
});

pub(super) fn dates(clause: &str, phrase: &Phrase<'_>, document: Option<Date>) -> Vec<Deadline> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(found) = DATES.captures_at(clause, at) {
        let Some(whole) = found.get(0) else { break };
        at = whole.end().max(whole.start() + 1);
        while !clause.is_char_boundary(at) {
            at += 1;
        }
        // 首年关税, 5月12日前往: its last character is part of another word.
        let named = !whole.as_str().contains(|c: char| c.is_ascii_digit() || "月日季".contains(c));
        let cut = named && phrase.runs_on(Span::new(whole.start(), whole.end()))
            || whole.as_str().ends_with('前') && clause[whole.end()..].starts_with('往');
        if !cut {
            out.extend(date(clause, &found, document));
        }
    }
    out
}

fn date(clause: &str, found: &Captures<'_, '_>, document: Option<Date>) -> Option<Deadline> {
    let whole = found.get(0)?;
    let written = Written::of(found);
    let left = before(clause, whole.start());
    let right = look_ahead(&clause[whole.end()..]);
    if !written.holds(left, whole.as_str(), right) {
        return None;
    }
    // What is no deadline holds its place all the same: 底前 of 2020年6月底前 is none either.
    if written.describes(left, right) || written.is_over(document) {
        let span = Span::new(whole.start(), whole.end());
        return Some(Deadline { span, kind: TimeKind::Date, by: None, rule: Rule::DeadlinePassed });
    }
    let quarter = ["q1", "q2"].iter().any(|n| found.name(n).is_some());
    if quarter && clause[..whole.start()].ends_with(['下', '本', '上']) {
        return Some(relative_quarter(clause, Span::new(whole.start(), whole.end()), document));
    }
    // 3月第三周: no day is told.
    let week: String = right.chars().take(3).collect();
    let in_week = week.starts_with('第') && week.ends_with('周');
    let end = whole.end() + if in_week { week.len() } else { 0 };
    let by = written.normal_form(document).filter(|_| !in_week);
    let start = if written.keeps_lead() { whole.start() } else { whole.start() + written.lead.len() };
    let start = start + (clause[start..].len() - clause[start..].trim_start().len());
    Some(Deadline {
        span: Span::new(start, end),
        kind: if by.as_ref().is_some_and(|b| b.starts_with('R')) {
            TimeKind::Repeating
        } else {
            TimeKind::Date
        },
        by,
        rule: Rule::DeadlineDate,
    })
}

/// 下一季度末前: counted from the document's own date.
fn relative_quarter(clause: &str, whole: Span, document: Option<Date>) -> Deadline {
    let word = clause[..whole.start].chars().next_back().unwrap_or_default();
    let ahead = match word {
        '下' => 1,
        '本' => 0,
        _ => -1,
    };
    let by = document.and_then(|date| {
        let (month, _) = date.day?;
        let last = ((month as i32 - 1) / 3 + 1 + ahead) * 3;
        let (year, month) = (date.year + (last - 1).div_euclid(12), (last - 1).rem_euclid(12) + 1);
        calendar::date(Some(Year::Is(year)), Some(Part::MonthEnd(month as u32)), None)
    });
    let span = Span::new(whole.start - word.len_utf8(), whole.end);
    Deadline { span, kind: TimeKind::Date, by, rule: Rule::DeadlineQuarter }
}

/// A date as written.
struct Written<'t> {
    /// 从, 到 and the like before it.
    lead: &'t str,
    year: Option<Year>,
    /// The month, the day, the quarter, the half of the year.
    part: Option<Part>,
    /// The end of a stretch: 2月26日至3月6日.
    last: Option<(Option<Year>, Part)>,
    /// 前, 内, 起 and the like behind it.
    suffix: &'t str,
    /// Whether 底, 末 or 内 stands right behind the year.
    year_end: bool,
    /// Whether 底, 末, 上旬 … stands behind the month.
    edged: bool,
    /// The word that names the part: 上半年, 国庆.
    word: Option<&'t str>,
}

impl<'t> Written<'t> {
    fn of(found: &Captures<'t, '_>) -> Self {
        let group = |name: &str| found.name(name).map(|m| m.as_str()).filter(|m| !m.is_empty());
        let own = part(&group, "1").or_else(|| part(&group, "2"));
        // 4月10日至15日: the month is said once.
        let day = || match own? {
            Part::Day(month, _) => Some(Part::Day(month, numeral::whole(group("dx")?)?)),
            _ => None,
        };
        Self {
            lead: group("lead").unwrap_or(""),
            year: year(&group, "1"),
            part: own,
            last: part(&group, "3").or_else(day).map(|last| (year(&group, "3"), last)),
            suffix: group("suffix").unwrap_or(""),
            year_end: group("bare").is_some(),
            edged: ["edge1", "edge2"].iter().any(|n| group(n).is_some_and(|e| e != "初")),
            word: group("word1").or_else(|| group("word2")),
        }
    }

    /// Whether it says when something is to be done, from its own words and its neighbours.
    fn holds(&self, left: &str, whole: &str, right: &str) -> bool {
        let past = matches!(self.suffix, "以来" | "后" | "以后" | "之后")
            || is_past(left)
            || right.starts_with("以来");
        // 应急保障期为每年6月至8月: a definition.
        let defined = self.last.is_some() && self.suffix.is_empty() && left.starts_with('为');
        if past || defined {
            return false;
        }
        let bound = !matches!(self.suffix, "" | "期间" | "时期")
            || matches!(self.lead, "到" | "至" | "截至" | "截止" | "截止到" | "不晚于" | "不迟于");
        let fixed = bound || self.year_end || self.edged || self.last.is_some();
        fixed && (self.year.is_some() || self.part.is_some())
            || match (self.part, self.word) {
                (Some(_), Some(word)) => {
                    let stretch = value_of("end", word).is_some() || self.year.is_some();
                    // 年内普及率明显提高: it can be no part of a name.
                    let surely = word == "年内" && left.is_empty();
                    stretch
                        && !right.starts_with(['节', '假', '期', '黄', '前'])
                        && (surely || is_when(left, right))
                }
                (Some(_), None) => stands_alone(right),
                (None, _) => is_bare_year(left, whole, right, self.year, self.suffix),
            }
    }

    /// Whether the time only says of what the clause speaks.
    fn describes(&self, left: &str, right: &str) -> bool {
        // 截至2022年底尚未脱钩的, 有效期到2026年3月的: they say of what the clause speaks.
        let until = self.lead.starts_with('截') && right.starts_with(['尚', '仍', '已', '未', '还'])
            || matches!(self.lead, "到" | "至") && right.starts_with('的');
        // 2019年以前安装的电梯, 对2020年底前受理的积案, 凡在8月31日期间取得证书的学员, 规划前期
        static QUALIFIES: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"^(?:[^将把要应须可对向，。；、]{2,4})?的\p{Han}"));
        static OF_WHICH: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[^，。；要应须将把]{1,16}的\p{Han}"));
        static GOVERNED: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?:^|[，、]|要|应|将)(?:对于?|关于|凡(?:是)?在?|就|围绕|针对|密切跟踪|跟踪|抓紧抢救|抢救|处理|整改|清理|加快推进)[^，]{0,8}$",
            )
        });
        let dated = self.suffix.ends_with('前') || matches!(self.suffix, "起" | "期间" | "");
        let first = right.split('，').next().unwrap_or(right);
        let of_body = right.starts_with(['我', '本', '全', '各', '县', '市', '省']);
        let qualifies = dated && QUALIFIES.is_match(right) && !of_body && !verb::opens_predicate(right)
            || GOVERNED.is_match(left) && OF_WHICH.is_match(right)
            || first.ends_with("以来")
            || self.suffix == "前" && right.starts_with(['期', '后']);
        until || qualifies
    }

    /// Whether a month or a day that nothing bounds had gone by when the document was written: what was found in January
    /// is not to be done next January.
    fn is_over(&self, document: Option<Date>) -> bool {
        let bare = self.suffix.is_empty() && !self.edged && self.last.is_none() && self.lead.is_empty();
        // 1998年洪水中: the year tells.
        let before = matches!((self.year, document), (Some(Year::Is(year)), Some(date)) if year < date.year);
        bare && before && !self.year_end
            || bare
                && self.year.is_none()
                && document.is_some_and(|date| calendar::has_passed(self.part, date))
    }

    fn normal_form(&self, document: Option<Date>) -> Option<String> {
        // 2025年底 is its last day.
        let point = if self.year_end { Some(Part::MonthEnd(12)) } else { self.part };
        let by = match (self.year, point, self.last) {
            (Some(Year::Plan(first, end)), None, _) if matches!(self.suffix, "期间" | "时期" | "") => {
                format!("{first}/{end}")
            }
            (Some(Year::Plan(_, end)), None, _) => format!("{end}-12-31"),
            (_, _, Some((year, last))) => {
                calendar::interval((self.year, point?), (year.or(self.year), last), document)?
            }
            _ => calendar::date(self.year, point, document)?,
        };
        Some(if self.opens() { format!("{by}/..") } else { by })
    }

    /// Whether a stretch opens on it: 从5月1日起.
    fn opens(&self) -> bool {
        matches!(self.suffix, "起" | "开始")
    }

    /// 从 belongs to what opens a stretch; before anything else it is left out.
    fn keeps_lead(&self) -> bool {
        !matches!(self.lead, "从" | "自" | "不晚于" | "不迟于") || self.opens() || self.last.is_some()
    }
}

fn year<'t>(group: &impl Fn(&str) -> Option<&'t str>, n: &str) -> Option<Year> {
    if let Some(figures) = group(&format!("y{n}")) {
        return Some(numeral::whole(figures).map_or(Year::Unknown, |y| Year::Is(y as i32)));
    }
    if let Some(word) = group(&format!("yw{n}")) {
        return Some(match value_of("year", word).and_then(|v| v.parse().ok()) {
            Some(ahead) => Year::FromDocument(ahead),
            None => Year::Every,
        });
    }
    if let Some(plan) = group(&format!("plan{n}")) {
        let number = plan.trim_matches(['“', '”', '"']).strip_suffix('五')?;
        let (first, last) = calendar::plan(numeral::whole(number)?)?;
        return Some(Year::Plan(first, last));
    }
    let mid = group(&format!("mid{n}"))?;
    Some(Year::OfCentury(if mid == "末" { 100 } else { 50 }))
}

fn part<'t>(group: &impl Fn(&str) -> Option<&'t str>, n: &str) -> Option<Part> {
    if let Some(month) = group(&format!("m{n}")) {
        let month = numeral::whole(month)?;
        if let Some(day) = group(&format!("d{n}")) {
            return Some(Part::Day(month, numeral::whole(day)?));
        }
        return Some(match group(&format!("edge{n}")) {
            Some("底" | "末" | "下旬") => Part::MonthEnd(month),
            Some("上旬") => Part::Day(month, 10),
            Some("中旬") => Part::Day(month, 20),
            _ => Part::Month(month),
        });
    }
    if let Some(quarter) = group(&format!("q{n}")) {
        return Some(Part::MonthEnd(3 * numeral::whole(quarter)?));
    }
    let word = group(&format!("word{n}"))?;
    let (month, day) = value_of("end", word).or_else(|| value_of("day", word))?.split_once('-')?;
    Some(Part::Day(month.parse().ok()?, day.parse().ok()?))
}

/// Whether what stands before a time makes it a past one, or another word: 去年底, 比2020年, 自2019年.
fn is_past(left: &str) -> bool {
    static PAST: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:去年?|上年?|前年?|往年?|近|历|比|较|相对于?|对比|同|截至|[半多几两数余0-9一二三四五六七八九十百千万亿第])$|占|自$",
        )
    });
    PAST.is_match(left)
}

/// Whether a month or a day without 前 or 底 is when something is to be done, and no part of a name or a topic:
/// not 6月的工作, 3月15日会议精神.
fn stands_alone(right: &str) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:的|份|度|考核|评比|总结|决算|一次|工作|经济|情况|成绩|例会|[^，。；的]{0,8}会议|讲话|全会|通知|文件|事故|事件|精神|召开的|印发的?|，[^。；]{0,36}(?:指出|强调|考察|主持|召开|作出|视察|批示|调研)|发布的?|以来|出台的|版|期|活动|[（(]|》|”|[—-])",
        )
    });
    !NAME.is_match(right)
}

/// Whether a part of a year stands at the head of its part of the sentence or before its predicate.
fn is_when(left: &str, right: &str) -> bool {
    static OBJECT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:做好|抓好|开展|总结|完成|制定|做|迎接|欢度|庆祝|坚守)$"));
    let part = right.split(['，', ',', '；', '。']).next().unwrap_or(right);
    let predicate = part.is_empty()
        || verb::opens_predicate(part)
        || verb::is_verb_phrase(part)
        || part.starts_with([
            '要', '将', '应', '须', '必', '都', '也', '基', '前', '把', '向', '对', '由', '为',
        ])
        || part.contains(|c: char| c.is_numeric());
    stands_alone(right) && predicate && !OBJECT.is_match(left)
}

/// Whether a year by itself is when something is to be done: at the head of its part of the sentence or behind
/// its subject, and not the first word of a name (2026年工作要点, 列入今年预算).
fn is_bare_year(left: &str, whole: &str, right: &str, year: Option<Year>, suffix: &str) -> bool {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:度|的|版|级|首批|以来|期|初|中央|第[一二三四]|预算|工作|重点|计划|任务|经济|财政|政府|春[^耕播]|[—\-~～至到/]|[”》）)]|[0-9]{1,2}[号项件]|是|来|上|前|后|投资|全年|高考|招生|毕业|省|以后|以前)",
        )
    });
    static HEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[一二三四五六七八九十]{1,3}[是要]|同时|此外|另外|其中|因此|为此|力争|确保|争取|在|于|计划|预计|我们|同意|决定|会议[^，]{0,4}|县委|坚持)*$",
        )
    });
    static PREDICATE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:内|都|也|要|将|应|必须|力争|确保|争取|实现|达到|完成|全面|建成|基本|再|计划|新|安排|继续|全部|至少|不|起|共)",
        )
    });
    if matches!(year, Some(Year::Plan(..))) && suffix.is_empty() {
        return false;
    }
    if whole.ends_with('度') {
        return false;
    }
    let right_fits = !NAME.is_match(right) && !right.trim().is_empty();
    if matches!(year, Some(Year::Every)) {
        return false;
    }
    HEAD.is_match(left) && right_fits
        || right_fits
            && PREDICATE.is_match(right)
            && !verb::is_verb_phrase(left)
            && left.chars().count() <= 24
            && !left.ends_with(['入', '加', '好', '的', '对', '为', '到'])
}
