//! The rules that decide what a clause is and find its elements, each with the id by which `--explain` names it.

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// A task that a report tells of and that somebody is asked to do.
    ClauseAsked,
    /// A part that sets out the background.
    ClauseBackgroundPart,
    /// It opens with a verb and nobody before it, behind an order or at the head of a point.
    ClauseBareOrder,
    /// It ends in 的: what follows from it stands elsewhere.
    ClauseCircumstance,
    /// A modal word that holds.
    ClauseCue,
    /// A definition or a line of data.
    ClauseDefinition,
    /// A lead that calls what it lists a duty.
    ClauseDuty,
    /// It explains, or tells what will come.
    ClauseExplanation,
    /// It states what is to be reached.
    ClauseGoal,
    /// A heading alone on its line.
    ClauseHeading,
    /// It names a thing.
    ClauseLabel,
    /// It leads to a list.
    ClauseLead,
    /// Nothing tells.
    ClauseOpen,
    /// It is read as an order, whatever it is worded like.
    ClauseOrder,
    /// It tells what was done.
    ClausePast,
    /// A part that says what is to be done.
    ClausePlanPart,
    /// A statement in such a part.
    ClausePlanStatement,
    /// A part that tells of problems.
    ClauseProblemPart,
    /// A part that tells what was done.
    ClauseReportPart,
    /// A note of who is responsible.
    ClauseResponsibilityNote,
    /// It only names those who can act.
    ClauseRoster,
    /// It tells of a shortcoming.
    ClauseShortcoming,
    /// The row of a table of tasks.
    ClauseTableRow,
    /// It says what something is or means.
    ClauseVerdict,
    /// It opens with a year that was over.
    ClauseYearPast,
    /// Named behind the word that asks or permits.
    ActorAddressed,
    /// Named before the modal word.
    ActorBeforeCue,
    /// Who acts in the clause before.
    ActorFromClauseBefore,
    /// Who acts in the first clause of the point.
    ActorFromFirstClause,
    /// Who acts in the sentence that the list hangs on.
    ActorFromLead,
    /// Who is named in the note behind.
    ActorFromNote,
    /// Whom a body lets act.
    ActorGranted,
    /// Named before a colon.
    ActorLabel,
    /// Handed the task: 由X.
    ActorLed,
    /// Named in a note of who is responsible.
    ActorNote,
    /// The subject.
    ActorSubject,
    /// The clause says what it is before it says what it must do.
    ActorTopic,
    /// 让我们.
    ActorUs,
    /// The verb behind the modal word.
    ActionBehindCue,
    /// The verb behind an object that 把 or 将 brings forward.
    ActionFronted,
    /// The verb behind 对X.
    ActionToward,
    /// The first verb.
    ActionVerb,
    /// 提前N天.
    DeadlineAhead,
    /// Before something is done.
    DeadlineBefore,
    /// A date or a part of a year.
    DeadlineDate,
    /// Within so long.
    DeadlineDuration,
    /// Before something comes to pass.
    DeadlineEvent,
    /// A date in figures: 2026.6.30前.
    DeadlineFigures,
    /// Months side by side: 3、6、9月.
    DeadlineMonths,
    /// A day with a name: 当天.
    DeadlineNamed,
    /// From one day on.
    DeadlineOpenStretch,
    /// It reads like a deadline and is none.
    DeadlinePassed,
    /// A quarter.
    DeadlineQuarter,
    /// Counted from the day of the document.
    DeadlineRelative,
    /// Again and again.
    DeadlineRepeating,
    /// From one time to another.
    DeadlineStretch,
    /// From one year to another.
    DeadlineYears,
    /// A bound of age.
    TargetAge,
    /// A number of things.
    TargetCount,
    /// A figure with a unit of measure.
    TargetMeasure,
    /// One figure to another.
    TargetRatio,
    /// A share of the whole.
    TargetShare,
    /// At least one.
    TargetSingle,
    /// The sum of a subsidy or a penalty.
    TargetSum,
    /// A limit of time on a measure.
    TargetTime,
    /// None at all.
    TargetZero,
    /// The cell of a table.
    TableCell,
}

impl Rule {
    /// Its id: the field that it fills, then what it goes by.
    pub const fn id(self) -> &'static str {
        match self {
            Self::ClauseAsked => "clause/asked",
            Self::ClauseBackgroundPart => "clause/background-part",
            Self::ClauseBareOrder => "clause/bare-order",
            Self::ClauseCircumstance => "clause/circumstance",
            Self::ClauseCue => "clause/cue",
            Self::ClauseDefinition => "clause/definition",
            Self::ClauseDuty => "clause/duty",
            Self::ClauseExplanation => "clause/explanation",
            Self::ClauseGoal => "clause/goal",
            Self::ClauseHeading => "clause/heading",
            Self::ClauseLabel => "clause/label",
            Self::ClauseLead => "clause/lead",
            Self::ClauseOpen => "clause/open",
            Self::ClauseOrder => "clause/order",
            Self::ClausePast => "clause/past",
            Self::ClausePlanPart => "clause/plan-part",
            Self::ClausePlanStatement => "clause/plan-statement",
            Self::ClauseProblemPart => "clause/problem-part",
            Self::ClauseReportPart => "clause/report-part",
            Self::ClauseResponsibilityNote => "clause/responsibility-note",
            Self::ClauseRoster => "clause/roster",
            Self::ClauseShortcoming => "clause/shortcoming",
            Self::ClauseTableRow => "clause/table/row",
            Self::ClauseVerdict => "clause/verdict",
            Self::ClauseYearPast => "clause/year-past",
            Self::ActorAddressed => "actor/addressed",
            Self::ActorBeforeCue => "actor/before-cue",
            Self::ActorFromClauseBefore => "actor/from-clause-before",
            Self::ActorFromFirstClause => "actor/from-first-clause",
            Self::ActorFromLead => "actor/from-lead",
            Self::ActorFromNote => "actor/from-note",
            Self::ActorGranted => "actor/granted",
            Self::ActorLabel => "actor/label",
            Self::ActorLed => "actor/led",
            Self::ActorNote => "actor/note",
            Self::ActorSubject => "actor/subject",
            Self::ActorTopic => "actor/topic",
            Self::ActorUs => "actor/us",
            Self::ActionBehindCue => "action/behind-cue",
            Self::ActionFronted => "action/fronted",
            Self::ActionToward => "action/toward",
            Self::ActionVerb => "action/verb",
            Self::DeadlineAhead => "deadline/ahead",
            Self::DeadlineBefore => "deadline/before",
            Self::DeadlineDate => "deadline/date",
            Self::DeadlineDuration => "deadline/duration",
            Self::DeadlineEvent => "deadline/event",
            Self::DeadlineFigures => "deadline/figures",
            Self::DeadlineMonths => "deadline/months",
            Self::DeadlineNamed => "deadline/named",
            Self::DeadlineOpenStretch => "deadline/open-stretch",
            Self::DeadlinePassed => "deadline/passed",
            Self::DeadlineQuarter => "deadline/quarter",
            Self::DeadlineRelative => "deadline/relative",
            Self::DeadlineRepeating => "deadline/repeating",
            Self::DeadlineStretch => "deadline/stretch",
            Self::DeadlineYears => "deadline/years",
            Self::TargetAge => "target/age",
            Self::TargetCount => "target/count",
            Self::TargetMeasure => "target/measure",
            Self::TargetRatio => "target/ratio",
            Self::TargetShare => "target/share",
            Self::TargetSingle => "target/single",
            Self::TargetSum => "target/sum",
            Self::TargetTime => "target/time",
            Self::TargetZero => "target/zero",
            Self::TableCell => "table/cell",
        }
    }
}
