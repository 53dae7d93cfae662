//! What changed in what is demanded: duties that came and went, and those that bind more or less, others, by another time
//! or to another figure.

use super::{
    Comparison, Side,
    edit::{Edit, edits},
    fold::{self, Wording},
    likeness::{Bag, Pairs},
    passage::sentences,
    unit::{Level, trimmed},
};
use crate::{
    directive::{Directive, Stated},
    lexicon::tagged,
    limit, numeral, phrase, rules,
    source::Span,
};
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::LazyLock;

static DICT: LazyLock<&str> =
    LazyLock::new(|| rules::text("changes", include_str!("../../dict/changes.txt")));
static EXCEPTIONS: LazyLock<Vec<&str>> = LazyLock::new(|| tagged(*DICT, "exception"));
static FIRM: LazyLock<Vec<&str>> = LazyLock::new(|| tagged(*DICT, "firm"));
static TIMES: LazyLock<Vec<&str>> = LazyLock::new(|| tagged(*DICT, "time"));
static REFUSALS: LazyLock<Vec<&str>> = LazyLock::new(|| tagged(*DICT, "refusal"));
static SOFT: LazyLock<Vec<&str>> = LazyLock::new(|| tagged(*DICT, "soft"));

/// What changed in a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Change {
    /// It is demanded only now.
    Added,
    /// It is no longer demanded.
    Removed,
    /// It binds more firmly, or demands more.
    Stronger,
    /// It binds less firmly, or demands less.
    Weaker,
    /// Others must act, or it holds for others.
    Actor,
    /// It must be done by another time.
    Deadline,
    /// It must reach another figure.
    Figure,
    /// It says something else in another way than these.
    Reworded,
}

/// A change of a duty: in which clauses, and in which words of them.
#[derive(Clone, Debug)]
pub struct DutyChange {
    /// What changed.
    pub change: Change,
    /// The link of the units that it stands in.
    pub link: usize,
    /// The old clause, and the new one.
    pub clauses: (Option<Span>, Option<Span>),
    /// The directives that they are, by their numbers.
    pub directives: (Option<usize>, Option<usize>),
    /// The words that changed, in their part of the clause.
    pub words: (Option<Span>, Option<Span>),
}

/// A clause that demands something.
struct Duty {
    span: Span,
    directive: Option<usize>,
    bag: Bag,
}

/// What changed in the duties of two documents, in the order of their links.
pub fn changes(old: Side<'_>, new: Side<'_>, comparison: &Comparison) -> Vec<DutyChange> {
    let mut out = Vec::new();
    for (number, link) in comparison.links.iter().enumerate() {
        limit::check();
        if link.wording != Wording::Text {
            continue;
        }
        // The points of an article are told with it.
        let inside =
            |unit: Option<usize>, units: &[super::Unit]| unit.is_some_and(|u| units[u].article.is_some());
        if inside(link.old, &comparison.old) || inside(link.new, &comparison.new) {
            continue;
        }
        let mut pairs = Pairs::plain();
        let level = |unit: Option<usize>, units: &[super::Unit]| unit.map(|u| units[u].level);
        let mut of = |side: Side<'_>, part: &[Span], level: Option<Level>| {
            duties(side, part, level == Some(Level::Article), &mut pairs)
        };
        let mut olds = of(old, &link.old_part, level(link.old, &comparison.old));
        let mut news = of(new, &link.new_part, level(link.new, &comparison.new));
        olds.iter_mut().chain(&mut news).for_each(|duty| pairs.weigh(&mut duty.bag));
        let mut found = Vec::new();
        Compared { old, new, link: number, out: &mut found }.duties(&olds, &news, &pairs);
        // A part of which two things tell the same is told once.
        let mut told = FxHashSet::default();
        out.extend(found.into_iter().filter(|change| told.insert((change.change, change.words))));
    }
    out
}

/// The duties of some stretches: their directives; of a law, where every sentence binds, and of what demands something for the
/// most part, their other sentences too.
fn duties(side: Side<'_>, part: &[Span], binds: bool, pairs: &mut Pairs) -> Vec<Duty> {
    let (text, all) = (side.cleaned.text(), &side.analysis.directives);
    let mut out: Vec<Duty> = Vec::new();
    for &stretch in part {
        let first = all.partition_point(|d| d.span.end <= stretch.start);
        let inside: Vec<(usize, Span)> = all[first..]
            .iter()
            .enumerate()
            .take_while(|(_, d)| d.span.start < stretch.end)
            .filter(|(_, d)| !d.heading)
            .map(|(i, d)| {
                (first + i, Span::new(d.span.start.max(stretch.start), d.span.end.min(stretch.end)))
            })
            .collect();
        let mut add = |span: Span, directive: Option<usize>| {
            if let Some(span) = trimmed(text, without_marker(side, span)) {
                let bag = pairs.counted(&fold::spelling(span.of(text)));
                out.push(Duty { span, directive, bag });
            }
        };
        // Where most of it demands something, so does the rest, though no word says so.
        let demanded: usize = inside.iter().map(|(_, span)| span.len()).sum();
        if binds || 2 * demanded >= stretch.len() {
            sentences(text, stretch, |span| {
                let covering = inside.iter().find(|(_, d)| d.start < span.end && span.start < d.end);
                add(span, covering.map(|(i, _)| *i));
            });
        } else {
            inside.iter().for_each(|&(i, span)| add(span, Some(i)));
        }
    }
    out
}

/// A stretch without the marker of a point that it opens with.
fn without_marker(side: Side<'_>, span: Span) -> Span {
    let items = &side.analysis.outline.items;
    let at = items.partition_point(|item| item.marker.start < span.start);
    match items.get(at).filter(|item| item.marker.start == span.start && item.marker.end < span.end) {
        Some(item) => Span::new(item.marker.end, span.end),
        None => span,
    }
}

/// How alike two duties, or two of their parts, must be to be the same.
const SAME_DUTY: f64 = 0.3;
/// How alike they must be where they stand between the same neighbours.
const SAME_PLACE: f64 = 0.1;

/// How alike two parts must be where their clauses are others.
const SAME_ELSEWHERE: f64 = 0.5;

/// Parts of a duty that have no partner yet.
struct Left<'d> {
    /// The duty that they are of, and the one that this is compared with.
    duty: (Option<&'d Duty>, Option<&'d Duty>),
    /// The clause, if all of it is left.
    whole: Option<Span>,
    parts: Vec<Span>,
}

/// Two documents, and what is found to have changed.
struct Compared<'c> {
    old: Side<'c>,
    new: Side<'c>,
    link: usize,
    out: &'c mut Vec<DutyChange>,
}

impl<'c> Compared<'c> {
    fn texts(&self) -> (&'c str, &'c str) {
        (self.old.cleaned.text(), self.new.cleaned.text())
    }

    fn push(
        &mut self,
        change: Change,
        (old, new): (Option<&Duty>, Option<&Duty>),
        words: (Option<Span>, Option<Span>),
    ) {
        self.out.push(DutyChange {
            change,
            link: self.link,
            clauses: (old.map(|d| d.span), new.map(|d| d.span)),
            directives: (old.and_then(|d| d.directive), new.and_then(|d| d.directive)),
            words,
        });
    }

    /// Compares the duties of two units.
    fn duties(&mut self, olds: &[Duty], news: &[Duty], pairs: &Pairs) {
        let texts = self.texts();
        let alike = |a: usize, b: usize| pairs.likeness(&olds[a].bag, &news[b].bag);
        let (to_new, to_old) = paired((olds.len(), news.len()), SAME_DUTY, alike);
        let mut left = (Vec::new(), Vec::new());
        for (old, b) in olds.iter().zip(&to_new) {
            match b.map(|b| &news[b]) {
                Some(new)
                    if fold::differ(old.span.of(texts.0), new.span.of(texts.1), |_, _| false)
                        < Wording::References => {}
                Some(new) => self.parts(old, new, &mut left),
                None => left.0.push(Left {
                    duty: (Some(old), None),
                    whole: Some(old.span),
                    parts: parts(texts.0, old.span),
                }),
            }
        }
        for (new, _) in news.iter().zip(&to_old).filter(|(_, old)| old.is_none()) {
            left.1.push(Left {
                duty: (None, Some(new)),
                whole: Some(new.span),
                parts: parts(texts.1, new.span),
            });
        }
        self.left(left);
    }

    /// Compares the parts between the commas of two clauses that are the same duty; those without a partner are `left`.
    fn parts<'d>(&mut self, old: &'d Duty, new: &'d Duty, left: &mut (Vec<Left<'d>>, Vec<Left<'d>>)) {
        let texts = self.texts();
        let (olds, news) = (parts(texts.0, old.span), parts(texts.1, new.span));
        let mut pairs = Pairs::plain();
        let (old_bags, new_bags) = (bags(&mut pairs, texts.0, &olds), bags(&mut pairs, texts.1, &news));
        let alike = |a: usize, b: usize| pairs.likeness(&old_bags[a], &new_bags[b]);
        let (to_new, to_old) = paired((olds.len(), news.len()), SAME_DUTY, alike);
        let before = self.out.len();
        for (&span, b) in olds.iter().zip(&to_new) {
            match b {
                Some(b) => self.part((Some(old), Some(new)), span, news[*b]),
                None => left.0.push(Left { duty: (Some(old), Some(new)), whole: None, parts: vec![span] }),
            }
        }
        for (&span, _) in news.iter().zip(&to_old).filter(|(_, old)| old.is_none()) {
            left.1.push(Left { duty: (Some(old), Some(new)), whole: None, parts: vec![span] });
        }
        self.elements(old, new, before);
    }

    /// What is left of both sides: parts that have only gone to another clause are compared with what they are there, the
    /// others have come or gone.
    fn left(&mut self, (olds, news): (Vec<Left<'_>>, Vec<Left<'_>>)) {
        let texts = self.texts();
        let flat = |left: &[Left<'_>]| -> Vec<(usize, Span)> {
            let each = left.iter().enumerate().flat_map(|(i, l)| l.parts.iter().map(move |part| (i, *part)));
            each.collect()
        };
        let (old_parts, new_parts) = (flat(&olds), flat(&news));
        let spans = |parts: &[(usize, Span)]| -> Vec<Span> { parts.iter().map(|p| p.1).collect() };
        let mut pairs = Pairs::plain();
        let old_bags = bags(&mut pairs, texts.0, &spans(&old_parts));
        let new_bags = bags(&mut pairs, texts.1, &spans(&new_parts));
        let alike = |a: usize, b: usize| pairs.alike(&old_bags[a], &new_bags[b]);
        let (mut gone, mut come) = (vec![false; old_parts.len()], vec![false; new_parts.len()]);
        for (a, b) in best((old_parts.len(), new_parts.len()), SAME_ELSEWHERE, alike) {
            (gone[a], come[b]) = (true, true);
            let (old, new) = (&olds[old_parts[a].0], &news[new_parts[b].0]);
            self.part((old.duty.0, new.duty.1), old_parts[a].1, new_parts[b].1);
        }
        self.lone(Change::Removed, &olds, &old_parts, &gone);
        self.lone(Change::Added, &news, &new_parts, &come);
    }

    /// What has no partner at all: an exception or a time if it is one, else a duty by itself.
    fn lone(&mut self, change: Change, left: &[Left<'_>], parts: &[(usize, Span)], taken: &[bool]) {
        let (texts, came) = (self.texts(), change == Change::Added);
        let words = |span: Span| if came { (None, Some(span)) } else { (Some(span), None) };
        for same in (0..parts.len()).collect::<Vec<_>>().chunk_by(|a, b| parts[*a].0 == parts[*b].0) {
            let Left { duty, whole, .. } = &left[parts[same[0]].0];
            if let (Some(whole), false) = (whole, same.iter().any(|&i| taken[i])) {
                self.push(change, *duty, words(*whole));
                continue;
            }
            for span in same.iter().filter(|&&i| !taken[i]).map(|&i| parts[i].1) {
                let text = span.of(if came { texts.1 } else { texts.0 });
                let change = match () {
                    () if has(&EXCEPTIONS, text) => direction(!came),
                    () if has_limit(text) => Change::Deadline,
                    () => change,
                };
                self.push(change, *duty, words(span));
            }
        }
    }

    /// Compares two parts that are one another.
    fn part(&mut self, duties: (Option<&Duty>, Option<&Duty>), old: Span, new: Span) {
        let texts = self.texts();
        let part = Part { old: old.of(texts.0), new: new.of(texts.1) };
        if fold::differ(part.old, part.new, |_, _| false) < Wording::Text {
            return;
        }
        for change in part.changes() {
            self.push(change, duties, (Some(old), Some(new)));
        }
    }

    /// Compares what is known of two directives: how they bind, who must act, by when, to what figure. What their parts
    /// showed already isn't told again.
    fn elements(&mut self, old: &Duty, new: &Duty, from: usize) {
        let (Some(a), Some(b)) = (old.directive, new.directive) else { return };
        let (a, b) = (&self.old.analysis.directives[a], &self.new.analysis.directives[b]);
        let texts = self.texts();
        let known: Vec<Change> = self.out[from..].iter().map(|change| change.change).collect();
        let mut found = Vec::new();
        if a.strength != b.strength {
            let cue = |d: &Directive| d.cue.as_ref().map(|cue| Span::new(cue.start, cue.end));
            found.push((direction(b.strength > a.strength), cue(a), cue(b)));
        }
        let actors = |d: &Directive| -> Vec<Span> {
            d.actors.iter().filter(|actor| actor.stated == Stated::Here).map(|actor| actor.span).collect()
        };
        found.extend(other(texts, Change::Actor, &actors(a), &actors(b)));
        let times = |d: &Directive| -> Vec<Span> { d.deadlines.iter().map(|time| time.span).collect() };
        found.extend(other(texts, Change::Deadline, &times(a), &times(b)));
        let targets = |d: &Directive| -> Vec<Span> { d.targets.iter().map(|target| target.span).collect() };
        found.extend(other(texts, Change::Figure, &targets(a), &targets(b)));
        for (change, x, y) in found.into_iter().filter(|(change, ..)| !known.contains(change)) {
            // The part that holds it says of what it is the time or the figure.
            let within = |text: &str, duty: &Duty, span: Option<Span>| {
                let span = span?;
                let part = |p: &Span| p.start <= span.start && span.end <= p.end;
                Some(parts(text, duty.span).into_iter().find(part).unwrap_or(span))
            };
            let words = (within(texts.0, old, x), within(texts.1, new, y));
            self.push(change, (Some(old), Some(new)), words);
        }
    }
}

/// The wording of a part of a clause in both texts.
struct Part<'p> {
    old: &'p str,
    new: &'p str,
}

impl Part<'_> {
    /// What changed in it.
    fn changes(&self) -> Vec<Change> {
        let whole = |text: &str| [Span::new(0, text.len())];
        let found = edits((self.old, &whole(self.old)), (self.new, &whole(self.new)));
        let found = found.iter().filter(|edit| edit.wording >= Wording::References);
        let mut changes: Vec<Change> = found.filter_map(|edit| self.tendency(edit)).collect();
        changes.sort_unstable();
        changes.dedup();
        // What goes both ways is neither.
        if changes.contains(&Change::Stronger) && changes.contains(&Change::Weaker) {
            changes.retain(|change| !matches!(change, Change::Stronger | Change::Weaker));
        }
        if changes.is_empty() {
            changes.push(Change::Reworded);
        }
        changes
    }

    /// What words that came, went or were replaced do to what is demanded.
    fn tendency(&self, edit: &Edit) -> Option<Change> {
        let (gone, come) = (edit.old.of(self.old), edit.new.of(self.new));
        if figures(gone) != figures(come) {
            let time = self.limits(self.old, edit.old) || self.limits(self.new, edit.new);
            return Some(if time { Change::Deadline } else { Change::Figure });
        }
        let names = |text: &str| phrase::ends_in_actor(text.trim_end_matches(['、', '，', '的']));
        if names(gone) || names(come) {
            return Some(Change::Actor);
        }
        for (words, stronger_with) in [(&EXCEPTIONS, false), (&FIRM, true), (&SOFT, false)] {
            match (has(words, gone), has(words, come)) {
                (true, false) => return Some(direction(!stronger_with)),
                (false, true) => return Some(direction(stronger_with)),
                _ => {}
            }
        }
        self.scope(edit, gone, come)
    }

    /// Whether a number in a stretch says by when: 60日内, 2025年6月1日; how often (每周) or how long at least (48小时以上) is
    /// a figure.
    fn limits(&self, text: &str, span: Span) -> bool {
        let often = text[..span.start].ends_with('每') || span.of(text).starts_with('每');
        let numbers = numeral::numbers(text).into_iter();
        let mut here =
            numbers.filter(|n| n.span.start < span.end && span.start < n.span.end.max(span.start + 1));
        !often && here.any(|n| limits(text, n.span))
    }

    /// Whether a demand holds for more or for less, or demands more or less.
    fn scope(&self, edit: &Edit, gone: &str, come: &str) -> Option<Change> {
        let refuses = has(&REFUSALS, self.new) || has(&REFUSALS, self.old);
        // A choice eases what must be done, and widens what must not.
        match (gone.contains("或者"), come.contains("或者")) {
            (false, true) => return Some(direction(refuses)),
            (true, false) => return Some(direction(!refuses)),
            _ => {}
        }
        let joins = ['、', '和', '及', '与', '或'];
        if gone.contains(joins) || come.contains(joins) {
            let (before, after) = (members(self.old), members(self.new));
            if before != after {
                return Some(direction(after > before));
            }
        }
        let told = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        let (lost, won) = (told(gone), told(come));
        // Words that open a part, as what is left of one that opened with a word of joining: they say for whom it holds.
        let opens = edit.old.start == 0 && edit.new.start == 0;
        if opens {
            return match (lost <= 1, won <= 1) {
                (true, false) => Some(Change::Weaker),
                (false, true) => Some(Change::Stronger),
                _ => None,
            };
        }
        match (lost, won) {
            (0, 0) => None,
            (0, _) => Some(direction(!refuses)),
            (_, 0) => Some(direction(refuses)),
            _ => None,
        }
    }
}

fn direction(stronger: bool) -> Change {
    if stronger { Change::Stronger } else { Change::Weaker }
}

fn has(words: &[&str], text: &str) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// How many things a list names.
fn members(text: &str) -> usize {
    let parts = text.split(['、', '和', '及', '或', '与']);
    parts.filter(|part| part.chars().any(char::is_alphanumeric)).count()
}

/// The values of the figures of a text; 一 counts nothing in most words.
fn figures(text: &str) -> Vec<u64> {
    let counts = |n: &&numeral::Number| n.span.of(text) != "一";
    numeral::numbers(text).iter().filter(counts).map(|n| n.value.to_bits()).collect()
}

/// Whether a text says by when: 60日内, 10个工作日内, 2025年6月1日.
fn has_limit(text: &str) -> bool {
    numeral::numbers(text).iter().any(|n| limits(text, n.span))
}

/// Whether a number is a time by which something is done, or part of one.
fn limits(text: &str, number: Span) -> bool {
    let (before, text) = (&text[..number.start], &text[number.end..]);
    let unit = text.strip_prefix('个').unwrap_or(text);
    let Some(time) = TIMES.iter().find(|time| unit.starts_with(**time)) else { return false };
    let behind = &unit[time.len()..];
    let least = ["以上", "一", "不", "至少"].iter().any(|word| behind.starts_with(word));
    let dated = matches!(*time, "年" | "月") && behind.starts_with(|c: char| c.is_numeric());
    !least
        && (before.ends_with('前')
            || dated
            || ["内", "以内", "前", "之前", "底", "起", "止", "之日"]
                .iter()
                .any(|word| behind.starts_with(word)))
}

/// The elements that only one of two clauses has; none where they are the same.
fn other(
    texts: (&str, &str),
    change: Change,
    olds: &[Span],
    news: &[Span],
) -> Option<(Change, Option<Span>, Option<Span>)> {
    let key = |text: &str, span: &Span| fold::spelling(span.of(text));
    let (a, b): (Vec<String>, Vec<String>) =
        (olds.iter().map(|s| key(texts.0, s)).collect(), news.iter().map(|s| key(texts.1, s)).collect());
    let gone = a.iter().position(|x| !b.contains(x));
    let come = b.iter().position(|x| !a.contains(x));
    (gone.is_some() || come.is_some()).then(|| (change, gone.map(|i| olds[i]), come.map(|i| news[i])))
}

/// The parts of a clause between its commas.
fn parts(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    for (at, c) in span.of(text).char_indices() {
        if matches!(c, '，' | ',' | '；' | ';' | '。' | '：' | ':' | '\n') {
            let end = span.start + at;
            out.extend(trimmed(text, Span::new(start, end)));
            start = end + c.len_utf8();
        }
    }
    out.extend(trimmed(text, Span::new(start, span.end)));
    out
}

/// The bags of some stretches.
fn bags(pairs: &mut Pairs, text: &str, spans: &[Span]) -> Vec<Bag> {
    let mut bags: Vec<Bag> = spans.iter().map(|span| pairs.bag(&fold::spelling(span.of(text)))).collect();
    bags.iter_mut().for_each(|bag| pairs.weigh(bag));
    bags
}

/// Which of so many are one another, the most alike first, and of those left the ones between the same neighbours.
fn paired(
    (olds, news): (usize, usize),
    least: f64,
    alike: impl Fn(usize, usize) -> f64,
) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let (mut to_new, mut to_old) = (vec![None; olds], vec![None; news]);
    for (a, b) in best((olds, news), least, &alike) {
        (to_new[a], to_old[b]) = (Some(b), Some(a));
    }
    for a in 0..olds {
        let before = if a == 0 { Some(0) } else { to_new[a - 1].map(|b| b + 1) };
        let Some(b) = before.filter(|&b| to_new[a].is_none() && b < news && to_old[b].is_none()) else {
            continue;
        };
        let behind = match to_new.get(a + 1) {
            Some(next) => *next == Some(b + 1),
            None => b + 1 == news,
        };
        if behind && alike(a, b) >= SAME_PLACE {
            (to_new[a], to_old[b]) = (Some(b), Some(a));
        }
    }
    (to_new, to_old)
}

/// Pairs that are alike enough, the most alike first, each in one pair. Of very many only those that stand near one another
/// are looked at.
fn best(
    (olds, news): (usize, usize),
    least: f64,
    alike: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    /// How far apart two of them may stand.
    const NEAR: usize = 64;
    let mut scored = Vec::new();
    for a in 0..olds {
        limit::check();
        let at = if olds > 1 { a * news / olds } else { 0 };
        for b in at.saturating_sub(NEAR)..(at + NEAR).min(news) {
            let score = alike(a, b);
            if score >= least {
                scored.push((score, a, b));
            }
        }
    }
    scored.sort_by(|x, y| {
        y.0.total_cmp(&x.0).then(x.1.abs_diff(x.2).cmp(&y.1.abs_diff(y.2))).then((x.1, x.2).cmp(&(y.1, y.2)))
    });
    let (mut old_used, mut new_used) = (vec![false; olds], vec![false; news]);
    let mut out = Vec::new();
    for (_, a, b) in scored {
        if !old_used[a] && !new_used[b] {
            (old_used[a], new_used[b]) = (true, true);
            out.push((a, b));
        }
    }
    out
}
