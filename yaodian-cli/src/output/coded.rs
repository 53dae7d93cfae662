//! Texts with coded passages, for programs of qualitative analysis. Positions count code points of the text as it is stored:
//! UTF-8 without byte order mark, lines ended by LF.

use std::collections::{BTreeMap, BTreeSet};
use yaodian::{
    directive::Directive,
    document::Analysis,
    source::Span,
    write::{self, Place},
};

/// A text with its coded passages.
#[derive(Clone, Debug)]
pub struct CodedText {
    /// Its name.
    pub(super) name: String,
    /// The text as stored.
    pub(super) text: String,
    /// Codes by passage: start and end in code points, then the codes, each a path such as modality/obligation.
    pub(super) passages: BTreeMap<(usize, usize), BTreeSet<String>>,
}

/// The source of a document with the passages that its items and the directives that `chosen` takes code.
pub(crate) fn coded(
    place: &Place<'_>,
    analysis: &Analysis,
    chosen: impl Fn(&Directive) -> bool,
) -> CodedText {
    let (text, positions) = stored(place.cleaned.source().text());
    let mut passages: BTreeMap<(usize, usize), BTreeSet<String>> = BTreeMap::new();
    let mut code = |span: Span, name: String| {
        let span = place.cleaned.span_to_source(span);
        let at = (positions.of(span.start), positions.of(span.end));
        passages.entry(at).or_default().insert(name);
    };
    for (item, role) in analysis.outline.items.iter().zip(&analysis.roles) {
        code(Span::new(item.marker.start, item.title.end), format!("role/{}", write::named(role)));
    }
    for d in analysis.directives.iter().filter(|d| chosen(d)) {
        code(d.span, format!("modality/{}", write::named(d.modality)));
        code(d.span, format!("strength/{}", d.strength));
        code(d.span, format!("clarity/{}", write::named(d.clarity)));
        if let Some(cue) = &d.cue {
            code(cue.span(), "element/cue".into());
        }
        for actor in &d.actors {
            code(actor.span, format!("actor/{}", write::named(actor.part)));
        }
        if let Some(action) = d.action {
            code(action.verb, "element/action".into());
            action.object.into_iter().for_each(|o| code(o, "element/object".into()));
        }
        d.deadlines.iter().for_each(|x| code(x.span, "element/deadline".into()));
        d.targets.iter().for_each(|x| code(x.span, "element/target".into()));
        d.conditions.iter().for_each(|&s| code(s, "element/condition".into()));
        d.consequences.iter().for_each(|&s| code(s, "element/consequence".into()));
        d.citations.iter().for_each(|c| code(c.span, "element/citation".into()));
    }
    CodedText { name: place.path.to_owned(), text, passages }
}

/// Where the bytes of a source come to lie in the stored text.
struct Positions {
    /// For each character: its byte in the source, and the code points before it in the stored text.
    marks: Vec<(usize, usize)>,
}

impl Positions {
    /// Code points of the stored text before the byte `at` of the source.
    fn of(&self, at: usize) -> usize {
        let next = self.marks.partition_point(|mark| mark.0 <= at);
        self.marks[next.saturating_sub(1)].1
    }
}

/// The text as it is stored, and where its characters went.
fn stored(source: &str) -> (String, Positions) {
    let mut out = String::with_capacity(source.len());
    let mut marks = Vec::with_capacity(source.len() / 3 + 1);
    let mut points = 0;
    let mut chars = source.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        marks.push((at, points));
        let c = match c {
            '\r' if chars.peek().is_some_and(|(_, next)| *next == '\n') => continue,
            '\r' | '\u{2028}' | '\u{2029}' => '\n',
            // XML holds no other control characters, and programs show none.
            c if c.is_control() && !matches!(c, '\n' | '\t') => ' ',
            c => in_xml(c),
        };
        out.push(c);
        points += 1;
    }
    marks.push((source.len(), points));
    (out, Positions { marks })
}

/// A character as XML 1.0 can hold it (2.2, Char).
pub(super) fn in_xml(c: char) -> char {
    match c {
        '\u{0}'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
            char::REPLACEMENT_CHARACTER
        }
        c => c,
    }
}
