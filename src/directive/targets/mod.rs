//! Figures to be reached or kept: which quantities of a directive clause are targets, how they are bounded
//! (dict/bounds.txt), and what they measure.

mod around;
mod judge;
mod measure;

use crate::{
    lexicon::{entries, look_ahead, look_back, pattern},
    numeral::Sign,
    pattern::Regex,
    quantity::{Dimension, Quantity, quantities},
    rule::Rule,
    rules,
    source::Span,
};
use around::{Around, Before, Behind};
use judge::{is_about, is_attribute, is_fine, is_name, is_object, is_past, is_start};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

static DICT: LazyLock<&str> =
    LazyLock::new(|| rules::text("bounds", include_str!("../../../dict/bounds.txt")));

/// Which side of a target its figure bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 以上, 不低于.
    AtLeast,
    /// 以内, 不超过.
    AtMost,
    /// 左右.
    About,
    /// The figure itself.
    Exact,
    /// From one figure to another.
    Between,
}

/// Whether a target must be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Force {
    /// It must.
    Binding,
    /// It is striven for, or expected: 力争, 预期.
    Striven,
}

/// A figure to be reached or kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// The figure with its unit.
    pub span: Span,
    /// Its value, of a range the lower end: 万 and 亿 multiplied out, of 95% 95.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// Its unit, empty for a share (三分之一).
    pub unit: String,
    /// Which side it bounds.
    pub bound: Bound,
    /// Whether it must be met.
    pub force: Force,
    /// What it measures.
    pub measure: Option<Span>,
    /// The rule that took it for a target.
    pub rule: Rule,
}

/// What a sign of dict/bounds.txt says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Bound(Bound),
    Striven,
}

struct Signs {
    before: Vec<(Regex, Says)>,
    behind: Vec<(&'static str, Says)>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let says = |name| match name {
        "at_least" => Says::Bound(Bound::AtLeast),
        "at_most" => Says::Bound(Bound::AtMost),
        "about" => Says::Bound(Bound::About),
        "exact" => Says::Bound(Bound::Exact),
        "striven" => Says::Striven,
        other => panic!("dict/bounds.txt: nothing says {other}"),
    };
    let mut signs = Signs { before: Vec::new(), behind: Vec::new() };
    for (entry, tag) in entries(*DICT) {
        match tag.split_once(' ') {
            Some(("before", name)) => signs.before.push((pattern(entry), says(name))),
            Some(("behind", name)) => signs.behind.push((entry, says(name))),
            _ => panic!("dict/bounds.txt: {entry} stands neither before nor behind"),
        }
    }
    signs.behind.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    signs
});

/// The targets of a clause, as spans of it, in order; `masked` are titles, quotations, deadlines and conditions.
pub(super) fn targets(clause: &str, masked: &[Span]) -> Vec<Target> {
    collect(clause, masked, rule)
}

/// The targets of a cell made for them: there what counts or measures is one without more.
pub(super) fn of_cell(cell: &str) -> Vec<Target> {
    collect(cell, &[], |quantity, place| {
        let figure = matches!(quantity.dimension, Dimension::Measure | Dimension::Count | Dimension::Share);
        rule(quantity, place).or(figure.then_some(Rule::TableCell))
    })
}

fn collect(
    clause: &str,
    masked: &[Span],
    rule: impl Fn(&Quantity, &Place<'_>) -> Option<Rule>,
) -> Vec<Target> {
    let found = quantities(clause);
    let mut out: Vec<Target> = zeros(clause, masked);
    for quantity in &found {
        let free = |s: &Span| quantity.span.end <= s.start || s.end <= quantity.span.start;
        if !masked.iter().all(free) {
            continue;
        }
        let place = Place::of(clause, quantity);
        let Some(rule) = rule(quantity, &place) else { continue };
        let low = out.iter().map(|t| t.span.end).filter(|&end| end <= quantity.span.start).max().unwrap_or(0);
        out.push(Target {
            span: quantity.span,
            value: quantity.value,
            upper: quantity.upper,
            unit: quantity.unit.clone(),
            bound: place.bound(quantity),
            force: if place.says(Says::Striven) { Force::Striven } else { Force::Binding },
            // 2027年达到35%、2030年达到40%: one measure for both.
            measure: measure::measure(clause, quantity.span, low, masked)
                .or_else(|| out.last().and_then(|before| before.measure)),
            rule,
        });
    }
    out.sort_by_key(|target| target.span);
    out
}

/// 零事故, 零增长: what is to be kept at nothing.
fn zeros(clause: &str, masked: &[Span]) -> Vec<Target> {
    static ZERO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"零(?:事故|增长|死亡|伤亡|发生|差错|失误|投诉|感染|排放|新增|缺陷|遗漏|违规|违纪|上访|盲区|延误|拖欠|积压)",
        )
    });
    let free = |s: &Span| masked.iter().all(|m| s.end <= m.start || m.end <= s.start);
    // 一零: part of a number.
    let alone = |s: &Span| {
        !clause[..s.start].ends_with(|c: char| c.is_numeric() || "一二三四五六七八九十百千万亿点".contains(c))
    };
    let found = ZERO.find_iter(clause).map(|m| Span::new(m.start(), m.end()));
    let target = |span| Target {
        span,
        value: 0.0,
        upper: None,
        unit: String::new(),
        bound: Bound::Exact,
        force: Force::Binding,
        measure: measure::measure(clause, span, 0, masked),
        rule: Rule::TargetZero,
    };
    found.filter(free).filter(alone).map(target).collect()
}

/// A quantity's neighbours in its part of the sentence.
struct Place<'t> {
    /// What stands before it in the clause, as far as rules look back.
    clause_head: &'t str,
    /// What stands before it.
    left: &'t str,
    /// What stands behind it.
    right: &'t str,
    /// The signs that end right before it, the longest first: 不超过 says more than 超过.
    before: Vec<Says>,
    /// The sign that opens right behind it.
    behind: Option<Says>,
    /// What else the words around it tell.
    around: Around,
}

impl<'t> Place<'t> {
    fn of(clause: &'t str, quantity: &Quantity) -> Self {
        let head = look_back(&clause[..quantity.span.start]);
        let start = head
            .rfind(['，', ',', '；', '。', '：', ':', '（', '('])
            .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
        let tail = look_ahead(&clause[quantity.span.end..]);
        let end = tail.find(['，', ',', '；', '。', '：', '）', ')']).unwrap_or(tail.len());
        let (left, right) = (&head[start..], &tail[..end]);
        // 每亩、每人, 亩均 part the bound from the figure: 提高到每人每月180元.
        static PER: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"(?:(?:每|人均|户均|亩均|平均)\p{Han}{0,3})+$"));
        let near = PER.find(left).map_or(left, |m| &left[..m.start()]);
        let length = |sign: &Regex, text: &str| sign.find(text).map(|m| m.range().len());
        let mut before: Vec<(usize, Says)> = SIGNS
            .before
            .iter()
            .filter_map(|(sign, says)| Some((length(sign, near).or_else(|| length(sign, left))?, *says)))
            .collect();
        before.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        let before = before.into_iter().map(|(_, says)| says).collect();
        let behind =
            SIGNS.behind.iter().find(|(word, _)| right.trim_start().starts_with(word)).map(|(_, s)| *s);
        Self { clause_head: head, left, right, before, behind, around: Around::of(left, right) }
    }

    fn tells(&self, what: Before) -> bool {
        self.around.before(what)
    }

    fn goes_on(&self, how: Behind) -> bool {
        self.around.behind(how)
    }

    fn says(&self, what: Says) -> bool {
        let expected = || ["预期目标", "预期性"].iter().any(|word| self.clause_head.contains(word));
        what == Says::Striven && expected() || self.before.contains(&what) || self.behind == Some(what)
    }

    /// Whether the clause says that something recurs: 每年, 每半年.
    fn is_recurring(&self) -> bool {
        self.clause_head.contains('每')
    }

    /// Whether words set a bound, or say that the figure is to be reached.
    fn bounded(&self) -> bool {
        self.before.iter().chain(&self.behind).any(|s| matches!(s, Says::Bound(_)))
    }

    /// Whether a word of a bound in the narrow sense stands before it.
    fn limited(&self) -> bool {
        [Bound::AtLeast, Bound::AtMost].into_iter().any(|b| self.before.contains(&Says::Bound(b)))
    }

    fn bound(&self, quantity: &Quantity) -> Bound {
        let sides = [Bound::AtLeast, Bound::AtMost, Bound::About];
        let before = self.before.iter().find_map(|says| match says {
            Says::Bound(bound) if sides.contains(bound) => Some(*bound),
            _ => None,
        });
        if quantity.upper.is_some() {
            Bound::Between
        } else if let Some(Says::Bound(bound)) = self.behind {
            bound
        } else {
            before.unwrap_or(if quantity.about { Bound::About } else { Bound::Exact })
        }
    }
}

/// The rule by which a quantity is a target, or none.
fn rule(quantity: &Quantity, place: &Place<'_>) -> Option<Rule> {
    if is_fine(quantity, place) {
        return Some(Rule::TargetSum);
    }
    // 具有三年以上工作经历
    if quantity.dimension == Dimension::Time && place.left.ends_with(['有', '备']) && place.behind.is_some()
    {
        return Some(Rule::TargetTime);
    }
    if is_start(place)
        || is_past(place)
        || is_attribute(quantity, place)
        || is_name(quantity, place)
        || is_about(quantity, place)
    {
        return None;
    }
    let limited = place.limited() || place.behind.is_some();
    // 110千伏变电站: a class of line.
    if quantity.unit.ends_with('伏') && !limited {
        return None;
    }
    match quantity.dimension {
        Dimension::Label => None,
        Dimension::Age => (place.bounded() && !place.left.ends_with('满')).then_some(Rule::TargetAge),
        Dimension::Time if place.goes_on(Behind::Period) => Some(Rule::TargetTime),
        Dimension::Time => (limited || place.tells(Before::Lasts)).then_some(Rule::TargetTime),
        Dimension::Share if quantity.sign == Sign::Ratio => Some(Rule::TargetRatio),
        Dimension::Share => Some(Rule::TargetShare),
        Dimension::Measure | Dimension::Count
            if quantity.sign == Sign::Single && !(quantity.unit == "次" && place.is_recurring()) =>
        {
            // 亿元以上项目: a size by which things are sorted.
            let unit = quantity.value >= 10.0;
            let least = !unit && place.behind == Some(Says::Bound(Bound::AtLeast)) || place.limited();
            // 在每个镇选择1个村
            let each = !unit && place.left.contains('每') && quantity.unit != "次" && is_object(place);
            (least || each).then_some(Rule::TargetSingle)
        }
        Dimension::Measure => Some(Rule::TargetMeasure),
        // 每半年开展一次: how often is a time.
        Dimension::Count if quantity.unit == "次" && quantity.value == 1.0 && place.is_recurring() => None,
        Dimension::Count => (place.bounded() || is_object(place)).then_some(Rule::TargetCount),
    }
}

#[cfg(test)]
mod tests;
