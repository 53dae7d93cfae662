//! What may be a marker: the rules run over a paragraph, and each match is placed and numbered.

use super::{
    rules::{CN, RULES, Rule},
    style::{End, Number, Place, Sign, Style, Traits},
};
use crate::{
    lexicon::{pattern, pattern_set},
    numeral,
    pattern::{Captures, Next, Present, Regex, RegexSet},
    source::Span,
};
use std::{ops::Deref, sync::LazyLock};

/// What may be a marker.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The marker, in the cleaned text.
    pub span: Span,
    /// Its style.
    pub style: Style,
    pub(super) form: u8,
    /// The number it stands for; 0 where only the run tells (然后, 最后, ——).
    pub ordinal: u32,
    /// Where it stands.
    pub place: Place,
    /// The index of its paragraph.
    pub paragraph: usize,
    /// For decimal markers all their numbers: 4.2.1 is [4, 2, 1].
    pub numbers: Numbers,
    /// How far it can be trusted.
    pub sign: Sign,
}

/// The numbers of a decimal marker, kept apart: of many markers few have any.
#[derive(Clone, Debug, Default)]
pub struct Numbers(Option<Box<Levels>>);

#[derive(Clone, Debug)]
struct Levels(Vec<u32>);

impl Deref for Numbers {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        self.0.as_ref().map_or(&[], |levels| &levels.0)
    }
}

impl Candidate {
    /// What tells its run from others of the style: 第一， from 第一种, （1） from 1).
    pub(super) fn form(&self) -> &'static str {
        FORMS[usize::from(self.form)]
    }

    /// The weight of its marker as a heading: that of its style, articles by their units.
    pub(super) fn rank(&self) -> Option<u8> {
        match (self.style, self.form()) {
            (Style::Article, "编" | "部分") => Some(2),
            (Style::Article, "章") => Some(4),
            (Style::Article, "节") => Some(6),
            (Style::Article, _) => Some(8),
            (style, _) => style.rank(),
        }
    }
}

static PATTERNS: LazyLock<RegexSet> = LazyLock::new(|| {
    pattern_set(RULES.iter().map(|rule| rule.pattern.replace("NUM", CN)), "outline/rules.rs")
});

/// The candidates in one paragraph, in order; `text` is the cleaned text.
pub fn candidates(text: &str, paragraph: usize, span: Span, out: &mut Vec<Candidate>) {
    let part = span.of(text);
    let shut = Brackets::of(part);
    let first = out.len();
    PATTERNS.scan(part, &Present::of(part, 0), |i, whole| {
        let rule = &RULES[i];
        // The groups are looked for in the match alone: much faster than in a paragraph of any length.
        let found = PATTERNS.pattern(i).captures(&part[whole.clone()]);
        let Some(candidate) = found.and_then(|f| read(rule, &f, part, whole.start, paragraph)) else {
            return Next::From(step(part, whole.start));
        };
        let next = candidate.span.end.max(step(part, candidate.span.start));
        let weakest = if candidate.ordinal == 1 { rule.opens } else { rule.goes_on };
        if candidate.place <= weakest && !shut.hold(candidate.span, rule.style) {
            out.push(candidate);
        }
        if rule.opens == Place::Paragraph && rule.goes_on == Place::Paragraph {
            Next::Without(1 << i)
        } else {
            Next::From(next)
        }
    });
    let found = &mut out[first..];
    let order = |c: &Candidate| (c.span.start, std::cmp::Reverse(c.span.end));
    // Sorting needs room.
    if !found.is_sorted_by_key(order) {
        found.sort_by_key(order);
    }
    let mut end = 0;
    let mut kept = first;
    for i in first..out.len() {
        if out[i].span.start >= end || i == first {
            end = out[i].span.end;
            out.swap(kept, i);
            kept += 1;
        }
    }
    out.truncate(kept);
    for candidate in &mut out[first..] {
        candidate.span = Span::new(candidate.span.start + span.start, candidate.span.end + span.start);
    }
}

fn step(part: &str, at: usize) -> usize {
    at + part[at..].chars().next().map_or(1, char::len_utf8)
}

/// Makes a candidate of a match, with its span inside the paragraph.
fn read(
    rule: &'static Rule,
    found: &Captures<'_, '_>,
    part: &str,
    base: usize,
    paragraph: usize,
) -> Option<Candidate> {
    let numeral = found.name("n").or_else(|| found.name("c"))?;
    let behind = base + numeral.end();
    let before = part[..base].trim_end();
    let left = before.chars().next_back();
    let place = match left {
        None => Place::Paragraph,
        // At the start of a table's cell.
        _ if part[..base].ends_with('\t') => Place::Sentence,
        Some('。' | '！' | '？' | '；' | '：' | '!' | '?' | ';' | ':' | '…') => Place::Sentence,
        Some('”' | '’' | '）' | ')' | '》' | '」') => after_bracket(before),
        Some('}' | '】' | ']' | '］') => Place::Sentence,
        Some('，' | '、' | ',' | '—') => Place::Clause,
        Some(_) => Place::Glued,
    };
    if place == Place::Glued
        && (glued_to_a_word(rule.style, before) || names_a_kind(rule.style, &part[behind..]))
    {
        return None;
    }
    let mut numbers = Vec::new();
    let number = rule.style.traits().number;
    let ordinal = match number {
        Number::Levels => {
            numbers = numeral.as_str().split(['.', '．']).map(numeral::arabic).collect::<Option<Vec<_>>>()?;
            let tail = &part[behind..];
            if numbers.contains(&0)
                || unit_follows(tail) && numbers.len() < 3
                || numbers.len() == 1 && is_date(tail)
            {
                return None;
            }
            *numbers.last()?
        }
        _ if rule.sign == Sign::Damaged && counts(&part[behind..]) => return None,
        _ if rule.sign == Sign::Misread => 1,
        Number::Words if numeral.as_str() == "最后" && takes_leave(&part[behind..]) => return None,
        Number::Words => match numeral.as_str() {
            "首先" => 1,
            "其次" => 2,
            "再次" | "再者" => 3,
            _ => 0,
        },
        Number::Pair => u32::from(numeral.as_str() != "一方面") * 2,
        Number::None => 0,
        Number::Stem => {
            1 + "甲乙丙丁戊己庚辛壬癸".chars().position(|c| numeral.as_str().starts_with(c))? as u32
        }
        _ if found.name("c").is_some() => numeral::enclosed(numeral.as_str().chars().next()?)?,
        Number::Roman => numeral::roman(numeral.as_str())?,
        Number::Figure => numeral::whole(numeral.as_str())?,
    };
    if ordinal == 0 && !number.is_told_by_run() || ordinal > 200 {
        return None;
    }
    // Figures of three digits run into other words more often than they number.
    if ordinal > 99 && place > Place::Sentence {
        return None;
    }
    let span = Span::new(base, base + marker_end(rule, found, &part[base..])?);
    let rest = part[span.end..].trim_start();
    // The number of a table's row is none of a point.
    let row = part[span.end..].starts_with('\t') || number == Number::Levels && part.contains('\t');
    let bare = row
        || rest.is_empty() && place != Place::Paragraph
        || rest.starts_with('第') && rule.style == Style::Ordinal;
    (!bare).then(|| Candidate {
        span,
        style: rule.style,
        form: form(rule, found),
        ordinal,
        place,
        paragraph,
        numbers: Numbers((!numbers.is_empty()).then(|| Box::new(Levels(numbers)))),
        sign: rule.sign,
    })
}

/// Whether the speaker goes on with himself or his listeners: that is no last point (最后，我再讲…).
fn takes_leave(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['，', ',']);
    ["我", "让我们", "请", "祝", "预祝", "希望", "同志们", "借此"].iter().any(|w| rest.starts_with(w))
}

/// Whether a number counts what stands behind it (3个镇, 12345热线), and numbers no point.
fn counts(rest: &str) -> bool {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[只条份场批届天秒角块斤克里顷座栋间套台辆艘架部所处片层成折位张支种类大小多余几来以左至到月日年时分个十百千万亿组队班岁线路组强级款章节篇字页号楼室院校局镇乡街区省国]|周岁|英里|对|双|人次|市县|公斤)",
        )
    });
    unit_follows(rest) || COUNTED.is_match(rest)
}

/// Behind a closing bracket, what stands before it tells: a stop inside, or only words.
fn after_bracket(before: &str) -> Place {
    let inner = before.trim_end_matches(['”', '’', '）', ')', '》', '」']);
    let note = before.ends_with(['）', ')']);
    if inner.ends_with(['。', '！', '？', '；']) || note { Place::Sentence } else { Place::Clause }
}

/// Whether the words before a glued marker run into it: 第一、, PM2., 统一要.
fn glued_to_a_word(style: Style, before: &str) -> bool {
    let Some(left) = before.chars().next_back() else { return false };
    let Traits { glued, .. } = style.traits();
    // 十|二、, A|1.: a longer numeral.
    let longer = match style {
        Style::CnComma | Style::CnParen => numeral::chinese(&left.to_string()).is_some(),
        Style::ArabicDot | Style::ArabicComma | Style::ArabicParen => left.is_ascii_alphanumeric(),
        _ => false,
    };
    longer || glued.contains(left)
}

/// Whether a number in brackets between two words is one of a kind's name (小（1）型水库), and numbers no point.
fn names_a_kind(style: Style, rest: &str) -> bool {
    static KIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[）)](?:[型档]|类[^似别]|级[^别差])"));
    matches!(style, Style::ArabicParen | Style::CnParen) && KIND.is_match(rest)
}

/// Whether a figure's unit follows: 1.2亿元 is no heading.
fn unit_follows(rest: &str) -> bool {
    static UNIT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[.．]?(?:[万亿千百]|个百分点|倍|元|吨|公里|米|亩|公顷|平方|立方|级|年|月|日|号|度|人|户|家|名|项|次|件|期|届|周|岁|小时|分|时|点|者|村|县|市)",
        )
    });
    UNIT.is_match(rest)
}

/// Whether a number before a space counts months or days (2 月开会), and is none of 2 月度安排.
fn is_date(rest: &str) -> bool {
    static DATE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[\s　]*(?:[年月](?:[^度均]|$)|日(?:[^常]|$))"));
    DATE.is_match(rest)
}

fn marker_end(rule: &Rule, found: &Captures<'_, '_>, part: &str) -> Option<usize> {
    let whole = found.get(0)?;
    let numeral = found.name("n").or_else(|| found.name("c"))?;
    let after = |text: &str, signs: &[char]| {
        text.chars().next().filter(|c| signs.contains(c)).map_or(0, char::len_utf8)
    };
    let rest = &part[numeral.end()..];
    let sign = || Some(numeral.end() + rest.chars().next()?.len_utf8());
    let form = found.name("form").map(|form| form.end());
    Some(match rule.style.traits().end {
        End::Numeral => numeral.end(),
        End::Sign => sign()?,
        End::Form => form.or_else(sign)?,
        End::Whole => whole.end(),
        // What a scan misread or damaged has no pause mark.
        End::Pause if form.is_some() => numeral.end(),
        End::Pause => numeral.end() + rest.find('、')? + '、'.len_utf8(),
        End::Stop => {
            let space = rest.len() - rest.trim_start_matches(' ').len();
            let damaged = rule.sign == Sign::Damaged;
            let stops: &[char] = if damaged { &['，', ',', '。'] } else { &['.', '．', '﹒', '、'] };
            let stop = after(&rest[space..], stops);
            numeral.end() + if stop > 0 { space + stop } else { 0 }
        }
        End::LevelStop => {
            let stop = after(rest, &['.', '．', '﹒']);
            let ends = !rest[stop..].starts_with(|c: char| c.is_ascii_digit());
            numeral.end() + if ends { stop } else { 0 }
        }
    })
}

/// What tells runs of a style apart, nothing first.
const FORMS: [&str; 23] = [
    "",
    "阶段",
    "编",
    "章",
    "节",
    "条",
    "部分",
    "个",
    "种",
    "类",
    "点",
    "项",
    "步",
    "条是",
    "个方面",
    "方面",
    "件事",
    "句话",
    "者",
    "则",
    "来",
    ")",
    "()",
];

/// The place in [`FORMS`] of the part of the marker that all of one run share.
fn form(rule: &Rule, found: &Captures<'_, '_>) -> u8 {
    let text = found.name("form").map_or("", |m| m.as_str());
    let text = match text {
        "）" => ")",
        text if text.starts_with("条之") => "条",
        text => text,
    };
    let place = |form: &str| FORMS.iter().position(|known| *known == form).map_or(0, |at| at as u8);
    match place(text) {
        0 if rule.style == Style::ArabicParen => place("()"),
        known => known,
    }
}

/// Bytes between a pair of brackets beyond which it is taken for two strays.
const LONGEST_PAIR: usize = 450;

/// The stretches of a paragraph in quotation marks, titles and notes, where points aren't looked for.
struct Brackets(Vec<(usize, usize, char)>);

impl Brackets {
    fn of(part: &str) -> Self {
        let mut open: Vec<(char, usize)> = Vec::new();
        let mut pairs = Vec::new();
        for (at, c) in part.char_indices() {
            match c {
                '“' | '‘' | '《' | '「' | '（' | '(' => open.push((c, at)),
                '”' | '’' | '》' | '」' | '）' | ')' => {
                    let mate = |o: char| {
                        matches!(
                            (o, c),
                            ('“', '”') | ('‘', '’') | ('《', '》') | ('「', '」') | ('（' | '(', '）' | ')')
                        )
                    };
                    // Beyond that no mate is of use.
                    let reach = open.iter().rev().take_while(|(_, start)| at - start < LONGEST_PAIR).count();
                    let near = &open[open.len() - reach..];
                    if let Some(i) = near.iter().rposition(|(o, _)| mate(*o)).map(|i| open.len() - reach + i)
                    {
                        let (sign, start) = open[i];
                        open.truncate(i);
                        // A pair that spans sentences is a quotation mark gone astray, or a quoted speech.
                        if at - start < LONGEST_PAIR {
                            pairs.push((start, at, sign));
                        }
                    }
                }
                _ => {}
            }
        }
        pairs.sort_unstable();
        Self(pairs)
    }

    /// Whether a pair holds the marker, other than the marker's own brackets.
    fn hold(&self, span: Span, style: Style) -> bool {
        let Traits { end, spoken, .. } = style.traits();
        let own = |start: usize| *end == End::Whole && start == span.start;
        let first = self.0.partition_point(|p| p.0 + LONGEST_PAIR < span.start);
        self.0[first..].iter().take_while(|p| p.0 <= span.start).any(|&(start, end, sign)| {
            let note = matches!(sign, '（' | '(') && *spoken;
            start <= span.start && span.start < end && !own(start) && !note
        })
    }
}
