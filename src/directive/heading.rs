//! Bare headings: 抓工程。 before the clauses that say how. It is a directive of its own, but no task to hand out.

use super::{Directive, Stated};
use crate::outline::Outline;

/// How many characters a bare heading has at most, its marker and its stop inside: of a point in running text, and of a
/// heading by its marker (（八）统筹发展和安全，以高水平安全保障高质量发展。).
const LENGTH: usize = 24;
const LENGTH_OF_HEADING: usize = 48;

/// Marks the directives, which stand in the order of the text, that only name what others of their item demand.
pub(super) fn mark(text: &str, outline: &Outline, directives: &mut [Directive]) {
    for i in 0..directives.len() {
        let (before, behind) = directives.split_at_mut(i + 1);
        let directive = &mut before[i];
        let Some(item) = directive.item.map(|i| &outline.items[i]) else { continue };
        // A semicolon parts demands of one sentence; a heading has its own.
        let stopped = directive.span.of(text).trim_end_matches(['。', '：', '！', '.', ':', '!']);
        let most = if item.style.is_heading() { LENGTH_OF_HEADING } else { LENGTH };
        let named = directive.span.start == item.span.start
            && directive.span.start + stopped.len() <= item.title.end
            && stopped.chars().count() <= most;
        let told = behind.iter().find(|d| !d.note).is_some_and(|d| d.span.start < item.span.end);
        directive.heading = named && told && is_bare(directive);
    }
}

/// Whether it says no more than what to do: not how firmly, who, by when, to what figure or under what condition.
fn is_bare(d: &Directive) -> bool {
    let elements = [d.deadlines.len(), d.targets.len(), d.conditions.len(), d.consequences.len()];
    !d.note && d.cue.is_none() && d.stated() != Stated::Here && elements == [0; 4]
}
