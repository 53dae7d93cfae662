//! Directive clauses: who is to do what, how firmly, by when, to what figure, under what condition.
//!
//! A directive is a clause that `sense` read as one. Here its elements are found, each by a room of its own; every
//! element carries its place and the rule that found it.

mod action;
pub(crate) mod actor;
mod citation;
mod clarity;
mod condition;
mod deadline;
mod heading;
mod row;
mod targets;

pub use action::Action;
pub use actor::{Actor, Part, Stated};
pub use citation::Citation;
pub use clarity::Clarity;
pub use deadline::{Deadline, TimeKind};
pub use targets::{Bound, Force, Target};

use crate::{
    clean::Cleaned,
    limit, lists,
    outline::Outline,
    rule::Rule,
    sense::{Act, Cue, Modality, Reading, cue, verb},
    source::Span,
    split::{Date, Document},
    table::Table,
    words::Context,
};
use rayon::prelude::*;

/// A directive clause. All places are spans of the cleaned text.
#[derive(Clone, Debug)]
pub struct Directive {
    /// The clause, its closing stop inside.
    pub span: Span,
    /// The innermost item that holds it.
    pub item: Option<usize>,
    /// Whether it is a note in brackets that says who is responsible.
    pub note: bool,
    /// Whether it is a bare heading (抓工程。), which only names what other directives of its item demand.
    pub heading: bool,
    /// How it binds.
    pub modality: Modality,
    /// The modal word, if there is one.
    pub cue: Option<Cue>,
    /// How firmly it binds: 1 (may) to 5 (never); 2 for a bare order.
    pub strength: u8,
    /// How clear it is.
    pub clarity: Clarity,
    /// The word that leaves room, where it is grey.
    pub hedge: Option<Span>,
    /// Who is to act.
    pub actors: Vec<Actor>,
    /// The first verb demanded, what it acts on, and the rule that found them.
    pub action: Option<Action>,
    /// By when, or how often.
    pub deadlines: Vec<Deadline>,
    /// Figures to be reached or kept.
    pub targets: Vec<Target>,
    /// When it holds.
    pub conditions: Vec<Span>,
    /// What comes of not following it.
    pub consequences: Vec<Span>,
    /// Laws and documents that it refers to.
    pub citations: Vec<Citation>,
    /// The rule that took the clause for a directive.
    pub rule: Rule,
}

impl Directive {
    /// How its actors are known.
    pub fn stated(&self) -> Stated {
        match self.actors.as_slice() {
            [] => Stated::None,
            actors if actors.iter().any(|a| a.stated == Stated::Here) => Stated::Here,
            _ => Stated::Inherited,
        }
    }
}

/// The strength of an order without a modal word: that of 要.
const BARE: u8 = 2;

/// How many clauses make it worth while to share them among threads.
const CLAUSES: usize = 8;

/// The directives among the clauses of a document.
pub fn directives(
    cleaned: &Cleaned<'_>,
    document: &Document,
    tables: &[Table],
    outline: &Outline,
    readings: &[Reading],
) -> Vec<Directive> {
    let text = cleaned.text();
    let ordered: Vec<&Reading> = readings.iter().filter(|r| r.act == Act::Directive).collect();
    let context = Context::current();
    let shared = ordered.par_iter().with_min_len(CLAUSES);
    let entered = || context.enter();
    let mut out: Vec<Directive> =
        shared.map_init(entered, |_, reading| directive(text, reading, document.date)).collect();
    actor::inherit(text, document.genre, outline, readings, &mut out);
    let rows = tables.iter().flat_map(|table| row::directives(text, outline, table, document.date));
    let of_clauses = out.len();
    out.extend(rows);
    if out.len() > of_clauses {
        out.sort_by_key(|d| d.span);
    }
    heading::mark(text, outline, &mut out);
    out
}

/// Finds the elements of directives, and forgets them; meant only to have the rules compiled.
pub(crate) fn rehearse(text: &str, readings: &[Reading]) {
    readings.iter().for_each(|reading| drop(directive(text, reading, None)));
}

fn directive(text: &str, reading: &Reading, date: Option<Date>) -> Directive {
    limit::check();
    let segment = &reading.segment;
    let body = segment.body().of(text);
    let phrase = reading.words.phrase(body);
    let quoted = cue::quotations(body);
    let titles: Vec<Span> = quoted.iter().copied().filter(|q| q.of(body).starts_with('《')).collect();
    let deadlines = deadline::deadlines(body, &phrase, &titles, date);
    let times: Vec<Span> = deadlines.iter().map(|d| d.span).collect();
    let context = condition::context(body);
    let mut targets = targets::targets(body, &masked(body, &quoted, &times, &context.conditions));
    // 九成|宫遗址
    targets.retain(|t| !phrase.runs_on(t.span));
    let mut actors = actor::actors(body, &phrase, &reading.cues, segment.note);
    let heads: Vec<usize> = actors.iter().map(|a| a.span.start).collect();
    actors.retain(|a| {
        let measured = a.rule == Rule::ActorSubject && is_measured(body, a.span, &targets);
        !measured && !is_conditional(body, a.span, &heads, &context.conditions)
    });
    let consents = reading.cue().is_some_and(|c| c.span().of(text).ends_with("同意"));
    let (clarity, hedge) = clarity::clarity(body, &quoted, reading.modality, consents);
    let skipped: Vec<Span> =
        actors.iter().map(|a| a.span).chain(times).chain(context.conditions.clone()).collect();
    let action =
        if segment.note { None } else { action::action(body, &phrase, first_cue(body, reading), &skipped) };
    let place = |span: Span| Span::new(segment.body().start + span.start, segment.body().start + span.end);
    let places = |spans: Vec<Span>| spans.into_iter().map(place).collect();
    Directive {
        span: segment.span,
        item: segment.item(),
        note: segment.note,
        heading: false,
        modality: reading.modality,
        strength: reading.cue().map_or(BARE, |c| c.strength),
        cue: reading.cue(),
        clarity,
        hedge: hedge.map(place),
        actors: actors
            .into_iter()
            .map(|a| Actor { span: place(a.span), stated: Stated::Here, part: a.part, rule: a.rule })
            .collect(),
        action: action.map(|a| Action { verb: place(a.verb), object: a.object.map(place), ..a }),
        deadlines: deadlines.into_iter().map(|d| Deadline { span: place(d.span), ..d }).collect(),
        targets: targets
            .into_iter()
            .map(|t| Target { span: place(t.span), measure: t.measure.map(place), ..t })
            .collect(),
        conditions: places(context.conditions),
        consequences: places(context.consequences),
        citations: citation::citations(body)
            .into_iter()
            .map(|c| Citation {
                span: place(c.span),
                number: c.number.map(place),
                article: c.article.map(place),
            })
            .collect(),
        rule: reading.rule,
    }
}

/// Whether a name is part of what a figure measures (乡镇快充站覆盖率), not who acts.
fn is_measured(clause: &str, name: Span, targets: &[Target]) -> bool {
    let measures = targets.iter().filter_map(|t| t.measure);
    // 县劳动局全年培训务工人员: it does what is measured.
    let within = |m: &Span| m.start <= name.start && name.end < m.end;
    let does =
        ["全年", "今年", "明年", "每", "到", "在"].iter().any(|time| clause[name.end..].starts_with(time));
    !does && measures.into_iter().any(|m| within(&m))
}

/// Whether a name stands in the condition under which the clause holds (培训不满72学时的新招员工, 未经业主同意), where
/// it says whom it concerns, not who acts.
fn is_conditional(clause: &str, name: Span, heads: &[usize], conditions: &[Span]) -> bool {
    // 申请人考试不合格的，可以补考: the one of whom the condition speaks is told what to do.
    let told = |c: &Span| {
        let behind = clause[c.end..].trim_start_matches('，');
        let next = behind.split('，').next().unwrap_or(behind);
        let demanded =
            ["应当", "应", "可以", "不得", "必须", "要", "须", "可"].iter().any(|w| next.contains(w));
        // 居家老人需要换药的，卫生院不得拒绝; 兼任助老员的，应当给予补贴.
        let others = heads.contains(&(clause.len() - behind.len()))
            || ["由", "给予", "予以", "追究", "责令", "安排"].iter().any(|w| next.contains(w));
        let before = &clause[c.start..name.start];
        let (behind_name, condition) = (&clause[name.end..c.end], c.of(clause));
        // 主管部门发现企业违规的，责令改正; 考核部门对人员抽考不合格的，应当…
        let listed = |before: &str| before.is_empty() || before.starts_with(['、', '或', '和', '及', '与']);
        let finds = lists::FINDS
            .words()
            .iter()
            .any(|verb| behind_name.find(verb).is_some_and(|i| listed(&behind_name[..i])))
            || behind_name.starts_with('对') && lists::INSPECTS.is_in(condition);
        if finds {
            return true;
        }
        demanded && !others && (before.is_empty() || before.ends_with(['、', '和', '及', '或', '者']))
    };
    conditions.iter().filter(|c| c.start <= name.start && name.end <= c.end && !told(c)).any(|c| {
        let text = c.of(clause);
        text.ends_with('的') && name.end < c.end && !clause[name.end..].starts_with("，")
            || ["未", "遇", "如", "凡", "对", "经", "除"].iter().any(|w| text.starts_with(w))
    })
}

/// Where no figure is a target: titles, quotations, times, and conditions that say of whom the clause speaks (业主三分之
/// 二以上同意的), but for a measure that is to be full (培训不满72学时的).
fn masked(clause: &str, quoted: &[Span], times: &[Span], conditions: &[Span]) -> Vec<Span> {
    let others = conditions.iter().copied().filter(|c| {
        let text = c.of(clause);
        // 补贴不足200元的, but 培训不足72学时的
        text.ends_with('的') && !text.contains('满') && (!text.contains("不足") || text.contains('元'))
            || ["如果", "若", "一旦", "如遇", "遇有", "当"].iter().any(|word| text.starts_with(word))
    });
    quoted.iter().chain(times).copied().chain(others).collect()
}

/// Where the first modal word ends that demands what the clause does; 0 where an order without one comes before it.
fn first_cue(clause: &str, reading: &Reading) -> usize {
    let first = reading.cues.iter().find(|c| reading.has_cue() && c.modality == reading.modality);
    // 开办农贸市场，应当具备条件: what stands before it is what the duty is about.
    let topic = |c: &Cue| {
        c.modality == Modality::Obligation && c.strength > BARE && clause[..c.start].ends_with('，')
    };
    first.filter(|c| topic(c) || !verb::heads_another(clause, c.start)).map_or(0, |c| c.end)
}
