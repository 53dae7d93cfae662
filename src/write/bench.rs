//! The rows of the word bench.

use super::{Row, row::row};
use crate::{
    lexis::{
        Change, Codebook, Coded, Coding, Collocate, Diversity, KeyTerm, Line, NewWord, Phrase, Seen, Term,
        Text, Trend, per_million,
    },
    source::{Located, Span, Unit},
    statistics::keyness::Test,
    words::{Alone, Entry},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// A term with its measures.
#[derive(Serialize, JsonSchema)]
pub(super) struct TermRow<'a> {
    /// The term; the words of an n-gram are parted by spaces.
    term: &'a str,
    /// Its words.
    length: usize,
    /// The tag of its first occurrence in jieba's set; empty for n-grams.
    tag: &'a str,
    /// Its occurrences.
    count: u64,
    /// The documents that have it.
    documents: u32,
    /// Its occurrences in a million words.
    per_million: f64,
    /// Its share of all terms of its length, times its inverse document frequency.
    tfidf: f64,
    /// Its TextRank; null for what is no content word.
    textrank: Option<f64>,
    /// Gries's DP over the documents.
    dp: Option<f64>,
    /// DP on a scale up to 1; null where there is one document only.
    dp_norm: Option<f64>,
    /// Juilland's D over the documents; null where there is one document only.
    juilland_d: Option<f64>,
}

/// A term as a row.
pub fn term_row(term: &Term<'_>) -> Row {
    row(TermRow {
        term: term.term,
        length: term.length,
        tag: term.tag,
        count: term.count,
        documents: term.documents,
        per_million: term.per_million,
        tfidf: term.tf_idf,
        textrank: term.textrank,
        dp: term.dp,
        dp_norm: term.dp_norm,
        juilland_d: term.juilland_d,
    })
}

/// How varied the words of a document are.
#[derive(Serialize, JsonSchema)]
pub(super) struct DiversityRow<'a> {
    /// The file.
    path: &'a str,
    /// The document's number in its file, from 1.
    document: usize,
    /// Its title.
    title: Option<&'a str>,
    /// Its words.
    tokens: usize,
    /// Its different words.
    types: usize,
    /// Types by tokens; null where there are no words.
    ttr: Option<f64>,
    /// The mean of the windows' ratios; null where the document is shorter than one.
    mattr: Option<f64>,
    /// McCarthy and Jarvis's MTLD.
    mtld: Option<f64>,
}

/// A document's diversity as a row.
pub fn diversity_row((path, document, title): (&str, usize, Option<&str>), of: &Diversity) -> Row {
    row(DiversityRow {
        path,
        document,
        title,
        tokens: of.tokens,
        types: of.types,
        ttr: of.type_token_ratio,
        mattr: of.mattr,
        mtld: of.mtld,
    })
}

/// A place in a document, with what stands around it.
#[derive(Serialize, JsonSchema)]
pub(super) struct KwicRow<'a> {
    /// The file.
    path: &'a str,
    /// The document's number in its file, from 1.
    document: usize,
    /// Its title.
    title: Option<&'a str>,
    /// The markers that lead to the item that holds it, as in 二/（三）/一要; empty outside every item.
    item_path: String,
    /// What stands before it, line endings as spaces.
    left: String,
    /// What was found.
    text: String,
    /// What stands behind it.
    right: String,
    /// First position of `text`.
    start: usize,
    /// One past its last position.
    end: usize,
    /// The 1-based line of `start`.
    line: usize,
}

/// A line of a concordance as a row.
pub fn kwic_row(text: &Text<'_>, line: &Line, unit: Unit) -> Row {
    let Located { start, end, line: number } = text.locate(line.found, unit);
    let shown = |span: Span| span.of(text.written()).replace(crate::source::ends_line, " ");
    row(KwicRow {
        path: text.path,
        document: text.document,
        title: text.title,
        item_path: text.item_path(line.found.start),
        left: shown(line.left),
        text: shown(line.found),
        right: shown(line.right),
        start,
        end,
        line: number,
    })
}

/// A word that keeps another one company.
#[derive(Serialize, JsonSchema)]
pub(super) struct CollocateRow<'a> {
    /// The word.
    word: &'a str,
    /// The tag of its first occurrence in jieba's set.
    tag: &'a str,
    /// How often it stands near the node, or in how many sentences.
    count: u64,
    /// Of these before it; null for sentences.
    left: Option<u64>,
    /// Behind it.
    right: Option<u64>,
    /// How often it occurs at all, or in how many sentences.
    frequency: u64,
    /// The documents where they meet.
    documents: u64,
    /// How often they would meet by chance.
    expected: f64,
    /// Dunning's log-likelihood, negative where they shun one another.
    log_likelihood: f64,
    /// Pointwise mutual information in bits.
    pmi: Option<f64>,
    /// PMI² in bits.
    pmi2: Option<f64>,
    /// The t-score.
    t_score: Option<f64>,
    /// logDice, at most 14.
    log_dice: Option<f64>,
    /// The Dice coefficient.
    dice: Option<f64>,
}

/// A collocate as a row.
pub fn collocate_row(c: &Collocate<'_>) -> Row {
    row(CollocateRow {
        word: c.word,
        tag: c.tag,
        count: c.count,
        left: c.left,
        right: c.right,
        frequency: c.frequency,
        documents: c.documents,
        expected: c.expected,
        log_likelihood: c.meetings.log_likelihood(),
        pmi: c.meetings.pmi(),
        pmi2: c.meetings.pmi2(),
        t_score: c.meetings.t_score(),
        log_dice: c.pair.log_dice(),
        dice: c.pair.dice(),
    })
}

/// A term with its occurrences on two sides.
#[derive(Serialize, JsonSchema)]
pub(super) struct KeyTermRow<'a> {
    /// The term.
    term: &'a str,
    /// The tag of its first occurrence in jieba's set.
    tag: &'a str,
    /// The side that has it more often, by its size: `a` or `b`.
    more_in: &'static str,
    /// Its occurrences in the first side.
    count_a: u64,
    /// Its occurrences in the second side.
    count_b: u64,
    /// Occurrences in a million words of the first side.
    per_million_a: f64,
    /// Occurrences in a million words of the second side.
    per_million_b: f64,
    /// The documents of the first side that have it.
    documents_a: u32,
    /// The documents of the second side that have it.
    documents_b: u32,
    /// Log-likelihood: how sure the difference is.
    g2: f64,
    /// Bayes factor (BIC): the same, weighed by size; null where there are no words.
    bayes_factor: Option<f64>,
    /// Log ratio: how large the difference is, in doublings; null where a side has no words.
    log_ratio: Option<f64>,
    /// %DIFF; null where the second side lacks it.
    percent_diff: Option<f64>,
    /// The probability of such a difference by chance; null where a side has no words.
    p: Option<f64>,
    /// What `p` comes from: `g2` or `fisher`.
    test: Option<&'static str>,
    /// The false discovery rate.
    q: Option<f64>,
}

/// A key term as a row.
pub fn key_term_row(term: &KeyTerm<'_>) -> Row {
    let f = &term.frequencies;
    row(KeyTermRow {
        term: term.term,
        tag: term.tag,
        more_in: if term.is_of_a() { "a" } else { "b" },
        count_a: f.a,
        count_b: f.b,
        per_million_a: per_million(f.a, f.size_a),
        per_million_b: per_million(f.b, f.size_b),
        documents_a: term.documents_a,
        documents_b: term.documents_b,
        g2: f.log_likelihood(),
        bayes_factor: f.bayes_factor(),
        log_ratio: f.log_ratio(),
        percent_diff: f.percent_difference(),
        p: term.p.map(|p| p.0),
        test: term.p.map(|p| if p.1 == Test::Fisher { "fisher" } else { "g2" }),
        q: term.q,
    })
}

/// What became of a formulation.
#[derive(Serialize, JsonSchema)]
pub(super) struct PhraseRow<'a> {
    /// `appears`, `vanishes` or `changes`.
    change: &'static str,
    /// The phrase, its words parted by spaces; of a clause that changes both forms.
    phrase: String,
    /// Its occurrences; of a clause that changes those before and after together.
    count: u64,
    /// The documents that have it; null for clauses.
    documents: Option<u32>,
    /// The clause before, where one changes.
    before: Option<&'a str>,
    /// The clause after.
    after: Option<&'a str>,
    /// The word that gave way; empty where one was put in.
    from: Option<&'a str>,
    /// The word in its place; empty where one was left out.
    to: Option<&'a str>,
    /// File and line of the clause before, as path:line.
    place_before: Option<String>,
    /// File and line of the clause after.
    place_after: Option<String>,
}

/// What became of a formulation as a row.
pub fn phrase_row(change: &Change<'_>) -> Row {
    let phrase = |change, phrase: &Phrase<'_>| PhraseRow {
        change,
        phrase: phrase.text.to_owned(),
        count: phrase.count,
        documents: Some(phrase.documents),
        before: None,
        after: None,
        from: None,
        to: None,
        place_before: None,
        place_after: None,
    };
    row(match change {
        Change::Appears(found) => phrase("appears", found),
        Change::Vanishes(found) => phrase("vanishes", found),
        Change::Changes(changed) => {
            let ((before, a), (after, b)) = (changed.before, changed.after);
            PhraseRow {
                change: "changes",
                phrase: marked(before, after, changed.from, changed.to),
                count: a.count + b.count,
                documents: None,
                before: Some(before),
                after: Some(after),
                from: Some(changed.from),
                to: Some(changed.to),
                place_before: Some(format!("{}:{}", a.path, a.line)),
                place_after: Some(format!("{}:{}", b.path, b.line)),
            }
        }
    })
}

/// A clause with what changed in it: 城镇新增就业⟦1100万→1200万⟧人.
fn marked(before: &str, after: &str, from: &str, to: &str) -> String {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.split(' ').collect(), after.split(' ').collect());
    let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let rest = same + usize::from(!to.is_empty());
    format!(
        "{}⟦{from}→{to}⟧{}",
        after[..same.min(after.len())].concat(),
        after[rest.min(after.len())..].concat()
    )
}

/// A term over groups of documents.
#[derive(Serialize, JsonSchema)]
pub(super) struct TrendRow<'a> {
    /// The term.
    term: &'a str,
    /// Its occurrences in all groups.
    count: u64,
    /// The documents that have it.
    documents: u32,
    /// The first group that has it; null where none has.
    first: Option<&'a str>,
    /// The last group that has it.
    last: Option<&'a str>,
    /// How unevenly it is spread over the groups: log-likelihood.
    g2: f64,
    /// Kendall's τ_b of its frequencies in the order of the groups; null where they are all alike.
    tau: Option<f64>,
    /// Its occurrences in each group, in the order of their names.
    series: Vec<PointRow<'a>>,
}

/// A term in one group.
#[derive(Serialize, JsonSchema)]
struct PointRow<'a> {
    /// The group.
    group: &'a str,
    /// Its occurrences there.
    count: u64,
    /// The words of the group.
    words: u64,
    /// Its occurrences in a million words of the group.
    per_million: f64,
}

/// A trend as a row.
pub fn trend_row(trend: &Trend<'_>) -> Row {
    let point = |&(group, count, words): &(&'_ str, u64, u64)| -> Row {
        row(PointRow { group, count, words, per_million: per_million(count, words) })
    };
    let mut out = row(TrendRow {
        term: trend.term,
        count: trend.count,
        documents: trend.documents,
        first: trend.reach.map(|reach| reach.0),
        last: trend.reach.map(|reach| reach.1),
        g2: trend.g2,
        tau: trend.tau,
        series: Vec::new(),
    });
    out["series"] = trend.series.iter().map(|p| Value::Object(point(p))).collect();
    out
}

/// The heads of a table of trends: a column a group in the place of the series.
pub fn trend_columns(groups: &[&str]) -> Vec<String> {
    let own = super::columns(super::RowKind::Trends);
    let fixed: Vec<String> = own.into_iter().filter(|name| name != "series").collect();
    let named = groups.iter().map(|group| group_column(group, &fixed)).collect::<Vec<_>>();
    fixed.into_iter().chain(named).collect()
}

/// The head of a group's column; one that is called like another column is told from it.
fn group_column(group: &str, fixed: &[String]) -> String {
    if fixed.iter().any(|name| name == group) { format!("group {group}") } else { group.to_owned() }
}

/// A trend as a row with a column a group: occurrences in a million words, or occurrences.
pub fn wide_trend_row(trend: &Trend<'_>, rates: bool) -> Row {
    let mut out = trend_row(trend);
    out.remove("series");
    let fixed: Vec<String> = out.keys().cloned().collect();
    for (&(group, count, _), rate) in trend.series.iter().zip(trend.rates()) {
        out.insert(group_column(group, &fixed), if rates { rate.into() } else { count.into() });
    }
    out
}

/// Heights of a small line drawing, the lowest first; what is not there at all has a dot.
const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A small line drawing (sparkline, Tufte 2006) in at most so many columns: where there are more values, neighbours share
/// a column with their mean.
pub fn sparkline(values: &[f64], columns: usize) -> String {
    let together = values.len().div_ceil(columns.max(1)).max(1);
    let means: Vec<f64> =
        values.chunks(together).map(|chunk| chunk.iter().sum::<f64>() / chunk.len() as f64).collect();
    let highest = means.iter().copied().fold(0.0, f64::max);
    let height = |&value: &f64| {
        if value <= 0.0 { '·' } else { HEIGHTS[((value / highest * 8.0).ceil() as usize).clamp(1, 8) - 1] }
    };
    means.iter().map(height).collect()
}

/// A word that the dictionary lacks.
#[derive(Serialize, JsonSchema)]
pub(super) struct NewWordRow<'a> {
    /// The word.
    word: &'a str,
    /// Its occurrences.
    count: u64,
    /// Pointwise mutual information at its weakest joint, in bits.
    pmi: f64,
    /// The lesser one of both entropies.
    entropy: f64,
    /// The entropy of its left neighbours, in bits.
    left_entropy: f64,
    /// The entropy of its right neighbours, in bits.
    right_entropy: f64,
}

/// A new word as a row.
pub fn new_word_row(found: &NewWord) -> Row {
    row(NewWordRow {
        word: &found.word,
        count: found.count,
        pmi: found.pmi,
        entropy: found.left.min(found.right),
        left_entropy: found.left,
        right_entropy: found.right,
    })
}

/// A category in a group of documents.
#[derive(Serialize, JsonSchema)]
pub(super) struct CategoryRow<'a> {
    /// The group; null where all documents are one.
    group: Option<&'a str>,
    /// The category.
    category: &'a str,
    /// Its occurrences; 0 stands too.
    count: u64,
    /// Its share of all occurrences of the group; null where there are none.
    share: Option<f64>,
    /// Its occurrences in a million words of the group.
    per_million: f64,
    /// The documents of the group that have it.
    documents: u64,
    /// All documents of the group.
    of_documents: u64,
    /// All words of the group.
    words: u64,
}

/// A row a group and category.
pub fn category_rows(coding: &Coding, book: &Codebook) -> Vec<Row> {
    let mut out = Vec::new();
    for (group, counts) in &coding.groups {
        let all: u64 = counts.categories.iter().map(|(count, _)| count).sum();
        for (category, &(count, documents)) in book.categories().iter().zip(&counts.categories) {
            out.push(row(CategoryRow {
                group: group.as_deref(),
                category,
                count,
                share: (all > 0).then(|| count as f64 / all as f64),
                per_million: per_million(count, counts.words),
                documents,
                of_documents: counts.documents,
                words: counts.words,
            }));
        }
    }
    out
}

/// An entry of a codebook in a document.
#[derive(Serialize, JsonSchema)]
pub(super) struct MatchRow<'a> {
    /// The file.
    path: &'a str,
    /// The document's number in its file, from 1.
    document: usize,
    /// Its title.
    title: Option<&'a str>,
    /// The markers that lead to the item that holds it; empty outside every item.
    item_path: String,
    /// The category.
    category: &'a str,
    /// The entry as it is written there.
    text: &'a str,
    /// First position.
    start: usize,
    /// One past its last position.
    end: usize,
    /// The 1-based line of `start`.
    line: usize,
}

/// An entry found as a row.
pub fn match_row(text: &Text<'_>, coded: &Coded, category: &str, unit: Unit) -> Row {
    let Located { start, end, line } = text.locate(coded.span, unit);
    row(MatchRow {
        path: text.path,
        document: text.document,
        title: text.title,
        item_path: text.item_path(coded.span.start),
        category,
        text: coded.span.of(text.written()),
        start,
        end,
        line,
    })
}

/// What becomes of an entry of a dictionary.
#[derive(Serialize, JsonSchema)]
pub(super) struct EntryRow<'a> {
    /// Its line in the dictionary.
    line: usize,
    /// Its word.
    word: &'a str,
    /// `whole`, `cut`, with texts also `sometimes` (whole) or `absent`.
    verdict: &'a str,
    /// How it is cut where it stands alone.
    alone: &'a [String],
    /// Where its characters stand in the texts; null where none were given.
    places: Option<u64>,
    /// Where they are cut as the word.
    whole: Option<u64>,
    /// What its author should know.
    why: &'a str,
}

/// An entry of a dictionary as a row.
pub fn entry_row(entry: &Entry, alone: &Alone, seen: Option<&Seen>, (verdict, why): (&str, &str)) -> Row {
    row(EntryRow {
        line: entry.line,
        word: &entry.word,
        verdict,
        alone: &alone.pieces,
        places: seen.map(|seen| seen.places),
        whole: seen.map(|seen| seen.whole),
        why,
    })
}
