//! What each clause does: orders, resolves, reports, complains or explains.
//!
//! A clause is a sentence or a part of one closed by 。；！？. Few orders carry a modal word; the rest are bare
//! verb phrases that only their place tells from a report of what was done. So each clause is read with the
//! *zone* of the text it stands in (plan, report, problem, background), taken from headings, from the
//! sentences that introduce lists and from the clauses before it.

pub mod cue;
mod density;
mod evidence;
mod look;
mod segment;
pub(crate) mod verb;
mod zoning;

pub use cue::{Cue, Modality};
pub use segment::Segment;

use crate::{
    clean::Cleaned,
    limit,
    outline::Outline,
    phrase::{self, Words},
    rule::Rule,
    source::Span,
    split::{Document, Genre},
    table::Table,
    words::{Context, Tally},
    zone::Zone,
};
use look::Look;
use rayon::prelude::*;

/// What a clause does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It names a part of the document.
    Heading,
    /// Someone is to do, stop, or may do something; or a body resolves or promises it.
    Directive,
    /// Something done, a result reached.
    Done,
    /// A shortcoming or a risk.
    Problem,
    /// Anything else.
    Statement,
}

/// A clause and what it does.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The clause.
    pub segment: Segment,
    /// What it does.
    pub act: Act,
    /// How a directive binds.
    pub modality: Modality,
    /// Which of `cues` says so, if one does.
    governing: Option<u32>,
    /// All modal words of a directive, placed in its body.
    pub cues: Vec<Cue>,
    /// The zone of the text around it.
    pub zone: Zone,
    /// The rule that decided, for `--explain` and for those who mend the rules.
    pub rule: Rule,
    /// Whether it opens like an order: a verb with no subject before it.
    pub order: bool,
    /// Whether it tells of a result reached.
    pub result: bool,
    /// The words of its body.
    pub(crate) words: Words,
}

impl Reading {
    /// The modal word that says what it does, placed in the text.
    pub fn cue(&self) -> Option<Cue> {
        let cue = self.cues.get(self.governing? as usize)?;
        Some(cue.shifted(self.segment.body().start))
    }

    /// Whether a modal word says what it does.
    pub fn has_cue(&self) -> bool {
        self.governing.is_some()
    }
}

/// A clause with what it shows by itself.
pub struct Clause {
    segment: Segment,
    look: Look,
}

// Each becomes its reading where it stands, so that a text's clauses are never in memory twice.
const _: () = assert!(size_of::<Clause>() == size_of::<Reading>());

/// The stretches whose words were counted, in order, with what was counted.
pub(crate) type Tallies = Vec<(Span, Tally)>;

/// Cuts a document into clauses and looks at each by itself; where they are to be `counted`, each one's words are too.
pub(crate) fn clauses(
    cleaned: &Cleaned<'_>,
    document: &Document,
    (tables, outline): (&[Table], &Outline),
    counted: bool,
) -> (Vec<Clause>, Tallies) {
    let text = cleaned.text();
    let counted = counted && !cleaned.is_folded();
    let context = Context::current();
    let looked = |segment: Segment| {
        limit::check();
        let (look, tally) = Look::at(&segment, text, counted);
        (Clause { segment, look }, tally)
    };
    // Once and for all: a vector that grows leaves holes of its own size behind. What isn't used is never touched.
    let room = document.paragraphs.len() + segment::stops(document.span(cleaned).of(text));
    let mut clauses = Vec::with_capacity(room);
    let mut tallies = Vec::with_capacity(if counted { room } else { 0 });
    segment::each(cleaned, document, tables, outline, |batch| {
        let batch = batch.into_par_iter().with_min_len(CLAUSES);
        let batch: Vec<_> = batch.map_init(|| context.enter(), |_, segment| looked(segment)).collect();
        for (clause, tally) in batch {
            tallies.extend(tally.map(|tally| (clause.segment.body(), tally)));
            clauses.push(clause);
        }
    });
    (clauses, tallies)
}

/// Reads the clauses of a document, each in the zone of the text around it.
pub fn read(
    cleaned: &Cleaned<'_>,
    document: &Document,
    outline: &Outline,
    clauses: Vec<Clause>,
) -> Vec<Reading> {
    let text = cleaned.text();
    let mut zones = zoning::Zones::of(text, document, outline);
    let mut verdicts = Reader::new(text, &zones, document).all(&clauses);
    if density::settle(&mut zones, outline, &clauses, &verdicts) {
        verdicts = Reader::new(text, &zones, document).all(&clauses);
    }
    clauses.into_iter().zip(verdicts).map(|(clause, verdict)| clause.read_as(verdict)).collect()
}

/// Reads a stretch as an order, whatever it is worded like: the task of a table's row.
pub(crate) fn order(text: &str, span: Span, paragraph: usize, item: Option<usize>) -> Reading {
    let segment = Segment::plain(span, paragraph, item);
    let (Look { cues, order, signs, words, .. }, _) = Look::at(&segment, text, false);
    Reading {
        segment,
        act: Act::Directive,
        modality: Modality::Obligation,
        governing: (!cues.is_empty()).then_some(0),
        cues,
        zone: Zone::Plan,
        rule: Rule::ClauseOrder,
        order,
        result: signs.result,
        words,
    }
}

/// Reads the sentences of `text` each by itself, as orders; meant only to have the rules compiled.
pub(crate) fn rehearse(text: &str) -> Vec<Reading> {
    let mut start = 0;
    let sentences = text.split_inclusive('。').map(|sentence| {
        start += sentence.len();
        Span::new(start - sentence.len(), start)
    });
    sentences.map(|span| order(text, span, 0, None)).collect()
}

/// A year that is past for every document whose date isn't known.
const LONG_AGO: i32 = 2000;

/// How many clauses make it worth while to share them among threads.
const CLAUSES: usize = 16;

struct Reader<'t> {
    text: &'t str,
    zones: &'t zoning::Zones,
    /// The zone that the clauses before this one in its paragraph have set.
    flow: Zone,
    /// The zone that a label (具体建议：) has set in its item.
    section: Option<Zone>,
    /// The zone that an unnumbered heading outside all items has set for what follows it.
    part: Option<Zone>,
    /// Whether the words explained at the end have begun (名词解释).
    glossary: bool,
    /// The year of the document's date.
    year: Option<i32>,
    paragraph: usize,
    item: Option<usize>,
    /// The part of the document (一、) that held the last clause that lay in one.
    left: Option<usize>,
    last: Option<Act>,
    /// Whether the document is minutes.
    minutes: bool,
    /// Whether the document resolves in its own name, or tells of a meeting that does: minutes, a reply, a readout.
    resolves: bool,
    /// Whether a clause before this one under its heading resolved something: then what follows is part of it.
    resolved: bool,
}

/// What a clause does, how it binds, the rule that says so and the zone of the text around it.
struct Verdict {
    act: Act,
    modality: Modality,
    rule: Rule,
    zone: Zone,
}

impl Clause {
    fn read_as(self, Verdict { act, modality, rule, zone }: Verdict) -> Reading {
        let Clause { segment, look: Look { cues, order, signs, words, .. } } = self;
        let directive = act == Act::Directive;
        let governing = cue::governing(&cues, modality).and_then(|at| u32::try_from(at).ok());
        Reading {
            act,
            modality,
            governing: governing.filter(|_| directive),
            cues: if directive { cues } else { Vec::new() },
            zone,
            rule,
            order,
            result: signs.result,
            words,
            segment,
        }
    }
}

/// What a clause does, how it binds, and the rule that says so.
struct Judged(Act, Modality, Rule);

impl<'t> Reader<'t> {
    fn new(text: &'t str, zones: &'t zoning::Zones, document: &Document) -> Self {
        Self {
            text,
            zones,
            flow: Zone::Open,
            section: None,
            part: None,
            glossary: false,
            year: document.date.map(|d| d.year),
            paragraph: usize::MAX,
            item: None,
            left: None,
            last: None,
            minutes: document.genre == Genre::Minutes,
            resolves: matches!(document.genre, Genre::Minutes | Genre::Letter | Genre::News),
            resolved: false,
        }
    }

    fn all(mut self, clauses: &[Clause]) -> Vec<Verdict> {
        let read = |clause: &Clause| {
            limit::check();
            self.read(&clause.segment, &clause.look)
        };
        clauses.iter().map(read).collect()
    }

    fn read(&mut self, segment: &Segment, look: &Look) -> Verdict {
        let text = segment.span.of(self.text);
        if segment.item() != self.item && segment.opens_item {
            self.section = None;
        }
        if let Some(zone) = look.label {
            self.section = Some(zone);
            if segment.heading && segment.item().is_none() && text.chars().count() <= 10 {
                self.part = Some(zone);
            }
        }
        self.glossary |= look.opens_glossary;
        let base = self.base(segment);
        if segment.paragraph() != self.paragraph || segment.opens_item {
            self.flow = base;
            self.last = None;
        }
        (self.paragraph, self.item) = (segment.paragraph(), segment.item());
        if segment.heading {
            self.resolved = false;
        }
        let body = segment.body().of(self.text);
        let Judged(act, modality, rule) = self.judge(segment, body, look, base);
        self.resolved |= self.minutes && act == Act::Directive && modality == Modality::Decision;
        self.follow(act, look, base);
        let zone = self.own(segment);
        if let Some(item) = segment.item() {
            self.left = self.zones.part_of(item);
        }
        Verdict { act, modality, rule, zone }
    }

    /// The zone of the item that holds a clause; behind the last part of a document, where it closes, that goes on.
    fn own(&self, segment: &Segment) -> Zone {
        self.zones.of_item(segment.item().or(self.left))
    }

    fn base(&self, segment: &Segment) -> Zone {
        let own = self.own(segment);
        match self.section {
            Some(zone) if segment.item().is_none() || own == Zone::Open => zone,
            // 1.…不到位。整改措施：…
            Some(Zone::Plan) if own == Zone::Problem => Zone::Plan,
            _ => self.part.filter(|_| own == Zone::Open).unwrap_or(own),
        }
    }

    /// Carries what a clause did over to the next in its paragraph.
    fn follow(&mut self, act: Act, look: &Look, base: Zone) {
        self.last = Some(act);
        match act {
            Act::Directive if !look.cues.is_empty() || self.flow == Zone::Plan => self.flow = Zone::Plan,
            Act::Done if base == Zone::Open => self.flow = Zone::Report,
            Act::Problem if base == Zone::Open => self.flow = Zone::Problem,
            _ => {}
        }
        if let Some(zone) = look.announced {
            self.flow = zone;
        }
    }

    fn judge(&self, segment: &Segment, body: &str, look: &Look, base: Zone) -> Judged {
        if segment.heading {
            return Judged(Act::Heading, Modality::Obligation, Rule::ClauseHeading);
        }
        if segment.note {
            return Judged(Act::Directive, Modality::Obligation, Rule::ClauseResponsibilityNote);
        }
        // 原则同意《规划》（以下简称《规划》）。 decides all the same.
        let decides = look.cues.first().is_some_and(|c| c.start == 0 && c.modality == Modality::Decision);
        if look.fixed && !decides || self.glossary {
            return Judged(Act::Statement, Modality::Obligation, Rule::ClauseDefinition);
        }
        // 处理未完结的。: a circumstance; what follows from it stands elsewhere.
        if body.trim_end_matches(['。', '；', ';', '，', '！']).ends_with('的') {
            return Judged(Act::Statement, Modality::Obligation, Rule::ClauseCircumstance);
        }
        self.with_cue(body, look, base).unwrap_or_else(|| self.bare(segment, body, base, look))
    }

    /// A clause with a modal word that holds.
    fn with_cue(&self, body: &str, look: &Look, base: Zone) -> Option<Judged> {
        let Look { cues, signs, .. } = look;
        if cue::is_bare_lead(body) {
            return None;
        }
        let narrated = matches!(base, Zone::Report | Zone::Problem)
            && self.flow != Zone::Plan
            && !zoning::looks_ahead(body);
        for cue in cues {
            let here = look.around(body, cue);
            let narrative = narrated && !cue::is_said(&body[..cue.start]);
            // An order that opens the clause comes before what it permits or forbids behind a comma.
            let later = || {
                verb::heads_another(body, cue.start)
                    || cue.modality != Modality::Commitment
                        && look.words.phrase(body).assigns_before(cue.start)
            };
            if cue.weight < 5
                && cue.modality != Modality::Obligation
                && cue.modality != Modality::Decision
                && later()
                && !narrated
            {
                // 循序渐进地建立体系，不能急于求成: what is forbidden behind an order says that it is one.
                let told = signs.past || signs.result || signs.fact;
                let ordered = cue.modality == Modality::Prohibition && !told;
                return ordered.then_some(Judged(Act::Directive, Modality::Obligation, Rule::ClauseCue));
            }
            let clause = cue::clause_around(body, cue);
            let weak = cue.weight <= 3;
            // 不能采用台阶式开采的，应当…; 不能达成一致的，由…: the first part says when.
            let circumstance = clause.ends_with('的') && clause.len() < body.len();
            let conditional = (circumstance || clause.ends_with(['时', '后']))
                && (cues.iter().any(|later| later.start > cue.end) || circumstance && body.contains("，由"));
            // 农户不同意改的，不强推
            let asked_of =
                cue.modality == Modality::Decision && clause.ends_with('的') && clause.len() < body.len();
            // 公布台区可开放容量: part of what is ordered.
            let inside = cue.span().of(body) == "可"
                && verb::is_verb_phrase(clause.trim_start())
                && !clause.starts_with("可")
                && !phrase::is_actor(clause.split('可').next().unwrap_or_default());
            if conditional
                || inside
                || asked_of
                || here.past && !matches!(cue.modality, Modality::Prohibition)
                || cue::is_condition(clause, cue, body)
                || cue::is_recalled(&body[..cue.start], self.year)
                || cue::is_asked_by_others(&body[..cue.start])
                || cue.span().of(body) == "决定" && !look.words.phrase(body).resolves(cue.start, cue.end)
                || cue.span().of(body) == "希望" && {
                    // 许多国家希望分享经验: their own wish.
                    let phrase = look.words.phrase(body);
                    phrase.addressed(cue.end).is_empty()
                        && phrase.subject().is_some()
                        && !cue::is_own(&body[..cue.start])
                }
            {
                continue;
            }
            let holds = match cue.modality {
                // 他强调，要针对存在的短板…: what is said is demanded all the same.
                Modality::Obligation if here.wrong && weak => {
                    base == Zone::Plan || cue::is_said(&body[..cue.start])
                }
                Modality::Obligation if signs.future && weak && (narrative || cue::is_consequence(body)) => {
                    false
                }
                Modality::Obligation => !(narrative && cue.weight <= 2 && !cue.asks),
                Modality::Prohibition => !(narrative && weak),
                Modality::Permission => {
                    !narrative
                        && (base == Zone::Plan || self.flow == Zone::Plan || cue.weight >= 2 && !here.fact)
                }
                // 会议原则同意《办法》
                Modality::Decision => {
                    !narrative
                        || cue.start == 0
                        || cue.weight >= 5
                        || body.starts_with("会议") && cue.start <= "会议审议并原则".len()
                }
                Modality::Commitment => {
                    !here.fact
                        && !here.future
                        && !signs.wrong
                        && (cue::is_own(&body[..cue.start])
                            || cue.span().of(body).starts_with(['我', '本'])
                            || !narrative && cue::own_body(&body[..cue.start], base)
                            || look
                                .words
                                .phrase(body)
                                .promises(cue.start, !narrative || base != Zone::Report))
                }
            };
            if holds {
                // A duty to decide is a duty: only minutes resolve without naming who does.
                let meeting = cue.span().of(body).starts_with("会议");
                let duty = cue.modality == Modality::Decision && cue.start == 0 && !self.resolves && !meeting;
                // 从严掌握规模，不得盲目撤并: the first demand is an order.
                let ordered = cue.modality == Modality::Prohibition
                    && cue.weight < 5
                    && verb::heads_another(body, cue.start);
                let modality =
                    if duty || ordered { Modality::Obligation } else { cue::first_modality(cues, cue) };
                return Some(Judged(Act::Directive, modality, Rule::ClauseCue));
            }
        }
        None
    }

    /// A clause without one: its place tells.
    fn bare(&self, segment: &Segment, body: &str, base: Zone, look: &Look) -> Judged {
        let &Look { ref signs, order, sets_goals: sets, .. } = look;
        let plain = |act, rule| Judged(act, Modality::Obligation, rule);
        let report = base == Zone::Report && self.flow != Zone::Plan;
        let ahead = base == Zone::Plan || self.flow == Zone::Plan;
        // 一直在16%以上: outside a plan a figure alone is no goal.
        let aims =
            || order || ["力争", "确保", "预期", "目标", "计划"].iter().any(|word| body.contains(word));
        let comes = evidence::looks_ahead_to(body)
            .is_some_and(|year| self.year.is_some_and(|own| own < year))
            && look.names_goal(body);
        let sets = sets || comes;
        let goal = ahead && look.names_goal(body) && (base == Zone::Plan || aims()) || sets;
        if ahead && evidence::duties(body).is_some_and(verb::opens_order) {
            return plain(Act::Directive, Rule::ClauseDuty);
        }
        if evidence::looks_back(body, self.year.unwrap_or(LONG_AGO)) {
            return plain(Act::Done, Rule::ClauseYearPast);
        }
        if signs.verdict && !goal {
            return plain(Act::Statement, Rule::ClauseVerdict);
        }
        if body.ends_with(['：', ':'])
            && !(base == Zone::Plan
                && body.chars().count() > 14
                && (order || {
                    let phrase = look.words.phrase(body);
                    phrase.assigns() && !phrase.is_address() && !cue::announces(body)
                }))
        {
            return plain(Act::Statement, Rule::ClauseLead);
        }
        if signs.past && !sets {
            return plain(
                if signs.wrong && base != Zone::Report { Act::Problem } else { Act::Done },
                Rule::ClausePast,
            );
        }
        if signs.wrong && !(order && (ahead || segment.opens_item && base == Zone::Open)) {
            return plain(Act::Problem, Rule::ClauseShortcoming);
        }
        if base == Zone::Problem && self.flow != Zone::Plan {
            return plain(
                if segment.opens_item { Act::Problem } else { Act::Statement },
                Rule::ClauseProblemPart,
            );
        }
        let phrase = || look.words.phrase(body);
        let asked = || self.minutes && phrase().hands() || phrase::may_ask(body) && phrase().asks_another();
        if report && !signs.past && asked() {
            return plain(Act::Directive, Rule::ClauseAsked);
        }
        if report && !sets {
            let done = order || signs.result || verb::has_verb(body);
            return plain(if done { Act::Done } else { Act::Statement }, Rule::ClauseReportPart);
        }
        if !goal && (signs.future || signs.fact && !order) {
            return plain(Act::Statement, Rule::ClauseExplanation);
        }
        if !order && phrase().is_roster() {
            return plain(Act::Statement, Rule::ClauseRoster);
        }
        if goal && base != Zone::Plan {
            return plain(Act::Directive, Rule::ClauseGoal);
        }
        if base == Zone::Plan {
            let bound = evidence::names_deadline(body) || self.zones.lax() && evidence::names_bound(body);
            if segment.label(body) && !bound && !phrase().assigns() {
                return plain(Act::Statement, Rule::ClauseLabel);
            }
            let refuses = phrase::may_refuse(body) && phrase().refuses();
            let modality = if refuses {
                Modality::Prohibition
            } else if self.resolved && phrase().subject().is_none() {
                Modality::Decision
            } else {
                Modality::Obligation
            };
            let assigned = || {
                let phrase = phrase();
                // 现在，我们即将开启新征程: a speaker tells of all of us.
                phrase.assigns()
                    && (self.zones.lax() || !phrase.is_of_all())
                    && (verb::has_verb(body) || phrase.hands())
            };
            let told =
                refuses || order || goal || bound || self.zones.lax() && verb::has_verb(body) || assigned();
            return if told {
                Judged(Act::Directive, modality, Rule::ClausePlanPart)
            } else {
                plain(Act::Statement, Rule::ClausePlanStatement)
            };
        }
        if base == Zone::Background {
            let goes_on = self.flow == Zone::Plan && order;
            return plain(if goes_on { Act::Directive } else { Act::Statement }, Rule::ClauseBackgroundPart);
        }
        let led = self.flow == Zone::Plan || self.last == Some(Act::Directive);
        let assigned =
            led && !order && (body.contains('由') || evidence::names_deadline(body)) && phrase().assigns();
        if (order || assigned) && !signs.result && (led || segment.opens_item) {
            let refuses = phrase::may_refuse(body) && phrase().refuses();
            let modality = if refuses { Modality::Prohibition } else { Modality::Obligation };
            return Judged(Act::Directive, modality, Rule::ClauseBareOrder);
        }
        plain(if signs.result && !order { Act::Done } else { Act::Statement }, Rule::ClauseOpen)
    }
}
