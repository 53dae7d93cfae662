//! In what a task demands less than the one that it carries.

use super::task::Task;
use crate::{
    diff::Side,
    directive::{Bound, Deadline, Directive, Stated, Target, TimeKind},
    source::Span,
};
use schemars::JsonSchema;
use serde::Serialize;

/// In what a task demands less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
pub enum Softer {
    /// Its words bind less.
    Modality,
    /// Its figure is lower, or gone.
    Figure,
    /// Its time is later, or gone.
    Deadline,
    /// It names nobody who is to act.
    Actor,
}

/// In what the lower of two tasks demands less; nothing where either is no directive.
pub(super) fn softer(upper: (Side<'_>, &Task), lower: (Side<'_>, &Task)) -> Vec<Softer> {
    let (Some(above), Some(below)) = (directive(upper), directive(lower)) else { return Vec::new() };
    let texts = (upper.0.cleaned.text(), lower.0.cleaned.text());
    let below_text = lower.1.span.of(texts.1);
    let mut out = Vec::new();
    // The same word binds alike, whatever stands around it.
    let cue = below.cue.as_ref().map(|cue| Span::new(cue.start, cue.end).of(texts.1));
    let same = cue.is_some_and(|cue| upper.1.span.of(texts.0).contains(cue));
    if !same && grade(below.strength) < grade(above.strength) {
        out.push(Softer::Modality);
    }
    if above.targets.iter().any(|target| is_lower((target, &above.targets), texts, &below.targets))
        || is_rarer(&above.deadlines, &below.deadlines)
    {
        out.push(Softer::Figure);
    }
    if above.deadlines.iter().any(|time| is_later(time, texts, &below.deadlines, below_text)) {
        out.push(Softer::Deadline);
    }
    if names_somebody(above, texts.0) && below.actors.is_empty() {
        out.push(Softer::Actor);
    }
    out
}

fn directive<'a>((side, task): (Side<'a>, &Task)) -> Option<&'a Directive> {
    task.directive.map(|d| &side.analysis.directives[d])
}

/// How firmly a clause binds, in grades between which a plan may choose its words: may, should as a rule, must, must by all
/// means.
const fn grade(strength: u8) -> u8 {
    match strength {
        0 | 1 => 0,
        2 | 3 => 1,
        _ => 2,
    }
}

/// Whether a figure, one of those of its task, is demanded of nothing below, or a lower one.
fn is_lower((above, all): (&Target, &[Target]), texts: (&str, &str), below: &[Target]) -> bool {
    let measure =
        |text: &str, target: &Target| target.measure.map_or(String::new(), |m| m.of(text).to_owned());
    let same: Vec<&Target> = below.iter().filter(|t| t.unit == above.unit).collect();
    let wanted = measure(texts.0, above);
    let alike = |target: &&&Target| {
        let own = measure(texts.1, target);
        own == wanted || own.chars().filter(|c| wanted.contains(*c)).count() * 2 >= wanted.chars().count()
    };
    let equal = |a: &Target, b: &Target| a.unit == b.unit && (a.value - b.value).abs() < 1e-9;
    if same.iter().any(|target| equal(target, above)) {
        return false;
    }
    // What another figure above asks for is not this one.
    let left: Vec<&Target> =
        same.iter().copied().filter(|target| !all.iter().any(|other| equal(other, target))).collect();
    let Some(below) = left.iter().find(alike).or_else(|| left.first()) else {
        return below.is_empty() || !same.is_empty();
    };
    match above.bound {
        Bound::AtMost => below.value > above.value,
        _ => below.value < above.value,
    }
}

/// Whether a time is later below, or gone.
fn is_later(above: &Deadline, texts: (&str, &str), below: &[Deadline], clause: &str) -> bool {
    let words = above.span.of(texts.0);
    if clause.contains(words) || !matches!(above.kind, TimeKind::Date | TimeKind::Duration) {
        return false;
    }
    let Some(by) = &above.by else { return below.is_empty() };
    let same = below.iter().filter(|time| time.kind == above.kind).find_map(|time| time.by.as_ref());
    match same {
        None => below.is_empty(),
        Some(own) if above.kind == TimeKind::Date => last(own) > last(by),
        Some(own) => days(own).zip(days(by)).is_some_and(|(own, by)| own > by),
    }
}

/// Whether something is done less often below.
fn is_rarer(above: &[Deadline], below: &[Deadline]) -> bool {
    let every = |times: &[Deadline]| {
        let repeating = times.iter().filter(|time| time.kind == TimeKind::Repeating);
        repeating
            .filter_map(|time| days(time.by.as_deref()?.rsplit('/').next()?))
            .fold(None, |least: Option<f64>, days| Some(least.map_or(days, |least| least.min(days))))
    };
    every(above).zip(every(below)).is_some_and(|(above, below)| below > 1.01 * above)
}

/// The last day of a time; of years and months alone the last that they may mean.
fn last(by: &str) -> String {
    let day = by.rsplit('/').next().unwrap_or(by);
    match day.len() {
        4 => format!("{day}-12-31"),
        7 => format!("{day}-31"),
        _ => day.to_owned(),
    }
}

/// The days of a duration (ISO 8601).
fn days(duration: &str) -> Option<f64> {
    let mut sum = 0.0;
    let mut number = String::new();
    let mut hours = false;
    for c in duration.strip_prefix('P')?.chars() {
        match c {
            '0'..='9' | '.' => number.push(c),
            'T' => hours = true,
            unit => {
                let each = match (unit, hours) {
                    ('Y', _) => 365.0,
                    ('M', false) => 30.0,
                    ('W', _) => 7.0,
                    ('D', _) => 1.0,
                    ('H', _) => 1.0 / 24.0,
                    ('M', true) => 1.0 / 1440.0,
                    _ => return None,
                };
                sum += number.parse::<f64>().ok()? * each;
                number.clear();
            }
        }
    }
    Some(sum)
}

/// Whether a task names who is to act, beyond all whom the document is for.
fn names_somebody(above: &Directive, text: &str) -> bool {
    let general = |span: Span| {
        let name = span.of(text);
        name.starts_with('各') || name.starts_with('全')
    };
    above.actors.iter().any(|actor| actor.stated == Stated::Here && !general(actor.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_days_are_ordered() {
        assert_eq!(days("P18M"), Some(540.0));
        assert_eq!(days("PT2H").map(|d| d * 24.0), Some(2.0));
        assert_eq!(days("R/P3M"), None);
        assert!(last("2025-06") < last("2025-12-31") && last("2025") > last("2025-11"));
    }

    #[test]
    fn words_of_one_grade_bind_alike() {
        assert_eq!(grade(2), grade(3));
        assert!(grade(1) < grade(2) && grade(3) < grade(4));
    }
}
