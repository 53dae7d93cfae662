//! The way of one text through all stages, as far as a command needs it.

use crate::{
    clean::{self, Cleaned},
    directive::{self, Directive},
    outline::{self, Outline},
    role::{self, Role},
    sense::{self, Clause, Reading, Tallies},
    source::{Source, Span},
    split::{self, Document},
    table::{self, Table},
    words::{self, Context, Keyword, Tally},
};
use std::collections::HashMap;

/// The counts of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Code points of the repaired text, white space left out.
    pub characters: usize,
    /// Grapheme clusters, white space left out.
    pub graphemes: usize,
    /// Sentences closed by 。！？, and lines without one.
    pub sentences: usize,
    /// Words, punctuation left out.
    pub words: usize,
}

/// What was found in one document. Places are spans of the cleaned text.
#[derive(Debug)]
pub struct Analysis {
    /// The document.
    pub document: Document,
    /// Its extent.
    pub span: Span,
    /// Its tables.
    pub tables: Vec<Table>,
    /// Its numbered points.
    pub outline: Outline,
    /// Their roles.
    pub roles: Vec<Role>,
    /// Its clauses.
    pub readings: Vec<Reading>,
    /// Its directives; none where only its outline was asked for.
    pub directives: Vec<Directive>,
}

/// A document with its words.
#[derive(Debug)]
pub struct Study {
    /// What was found in it.
    pub analysis: Analysis,
    /// Its keywords, the foremost first.
    pub keywords: Vec<Keyword>,
    /// Its counts.
    pub counts: Counts,
}

/// Repairs a source.
pub fn cleaned(source: &Source) -> Cleaned<'_> {
    clean::clean(source)
}

/// Compiles the rules that nearly every text needs, by an analysis of a text that has something of everything; meant
/// for a thread of its own while the first file is read, repaired and outlined. So the rules of the later stages come
/// first: else the two threads would wait for one another.
pub fn warm_up() {
    static TEXT: &str = "关于防汛工作的通知\n同志们：\n一、去年完成了任务。今年要压实责任，由县水利局牵头，各镇要在6月底前完成80%以上的\
        清淤任务，凡逾期的，一律通报。\n（一）抓好巡查。一是加强值守，每周不少于2次；二是严禁脱岗。原则上按《防汛条例》第三条执行，力争\
        三年内受益人口达到3万人。\n（责任单位：县水利局）\n";
    directive::rehearse(TEXT, &sense::rehearse(TEXT));
    let source = Source::new(TEXT.into());
    drop(analyses(&cleaned(&source)));
}

/// Splits a repaired text and finds the points of each of its documents with their roles, but no directives.
pub fn outlines(cleaned: &Cleaned<'_>) -> Vec<Analysis> {
    split::split(cleaned).into_iter().map(|document| outlined(cleaned, document)).collect()
}

/// Splits a repaired text and analyses each of its documents.
pub fn analyses(cleaned: &Cleaned<'_>) -> Vec<Analysis> {
    split::split(cleaned).into_iter().map(|document| analysed(cleaned, document)).collect()
}

/// Analyses a document of a repaired text and counts its words; `keywords` is how many are wanted.
pub fn study(cleaned: &Cleaned<'_>, document: Document, keywords: usize) -> Study {
    let span = document.span(cleaned);
    // Clauses are looked at on all threads; what goes on in one only has the words beside it.
    let (begun, tallies) = begun(cleaned, document, true);
    let context = Context::current();
    let (analysis, (keywords, counts)) = rayon::join(
        || {
            let _entered = context.enter();
            directed(cleaned, begun.read(cleaned))
        },
        || {
            let _entered = context.enter();
            vocabulary(cleaned, span, &tallies, keywords)
        },
    );
    Study { analysis, keywords, counts }
}

/// The stretch of the source whose repairs are told with document `i` of those at `spans`: up to the next one, the first
/// from the start of the file.
pub fn reach(cleaned: &Cleaned<'_>, spans: &[Span], i: usize) -> Span {
    let start = if i == 0 { 0 } else { cleaned.to_source(spans[i].start) };
    let end = spans.get(i + 1).map_or(cleaned.source().text().len(), |next| cleaned.to_source(next.start));
    Span::new(start, end)
}

/// Analyses a document of a repaired text.
pub fn analysed(cleaned: &Cleaned<'_>, document: Document) -> Analysis {
    directed(cleaned, outlined(cleaned, document))
}

/// Finds the points of a document of a repaired text with their roles, but no directives.
pub fn outlined(cleaned: &Cleaned<'_>, document: Document) -> Analysis {
    begun(cleaned, document, false).0.read(cleaned)
}

/// Adds the directives.
fn directed(cleaned: &Cleaned<'_>, mut analysis: Analysis) -> Analysis {
    let readings = std::mem::take(&mut analysis.readings);
    analysis.directives =
        directive::directives(cleaned, &analysis.document, &analysis.tables, &analysis.outline, &readings);
    analysis
}

/// A document with its points, and its clauses each by itself.
struct Begun {
    document: Document,
    tables: Vec<Table>,
    outline: Outline,
    clauses: Vec<Clause>,
}

fn begun(cleaned: &Cleaned<'_>, document: Document, counted: bool) -> (Begun, Tallies) {
    let tables = table::tables(cleaned, &document);
    let outline = outline::outline(cleaned, &document);
    let (clauses, tallies) = sense::clauses(cleaned, &document, (&tables, &outline), counted);
    (Begun { document, tables, outline, clauses }, tallies)
}

impl Begun {
    fn read(self, cleaned: &Cleaned<'_>) -> Analysis {
        let Begun { document, tables, outline, clauses } = self;
        let span = document.span(cleaned);
        let readings = sense::read(cleaned, &document, &outline, clauses);
        let roles = role::roles(cleaned, document.genre, &outline, &readings);
        Analysis { document, span, tables, outline, roles, readings, directives: Vec::new() }
    }
}

/// The keywords and counts of a document. `tallies` tell of the stretches whose words were counted; the rest is cut here.
fn vocabulary(
    cleaned: &Cleaned<'_>,
    span: Span,
    tallies: &[(Span, Tally)],
    keywords: usize,
) -> (Vec<Keyword>, Counts) {
    let text = span.of(cleaned.written());
    let mut terms: HashMap<&str, usize> = HashMap::new();
    let mut counts = Counts {
        characters: text.chars().filter(|c| !c.is_whitespace()).count(),
        graphemes: words::graphemes(text),
        sentences: sentences(text),
        words: 0,
    };
    let mut count = |stretch: Span, tally: &Tally| {
        counts.words += tally.words;
        let words = tally.terms.iter().map(|term| term.of(stretch.of(cleaned.written())));
        words.for_each(|word| *terms.entry(word).or_default() += 1);
    };
    let mut at = span.start;
    for (stretch, tally) in tallies {
        between(cleaned, Span::new(at, stretch.start), &mut count);
        count(*stretch, tally);
        at = stretch.end;
    }
    between(cleaned, Span::new(at, span.end), &mut count);
    (words::keywords(&terms, keywords), counts)
}

/// Cuts what lies between the stretches that were counted before.
fn between(cleaned: &Cleaned<'_>, gap: Span, count: &mut impl FnMut(Span, &Tally)) {
    if gap.start >= gap.end {
        return;
    }
    let mut tally = Tally::default();
    words::for_each_token(gap.of(cleaned.written()), |token| tally.add(&token, token.span));
    count(gap, &tally);
}

fn sentences(text: &str) -> usize {
    let mut count = 0;
    let mut open = false;
    for c in text.chars() {
        if matches!(c, '。' | '！' | '？') || crate::source::ends_line(c) {
            count += usize::from(open);
            open = false;
        } else {
            open = open || c.is_alphanumeric();
        }
    }
    count + usize::from(open)
}
