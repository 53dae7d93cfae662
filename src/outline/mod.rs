//! Numbered points: their markers, the runs that they form, the tree and the titles.

mod lead;
pub mod marker;
mod region;
mod rules;
mod series;
mod title;

pub use marker::{Place, Style};
pub use rules::{RULES, Rule};

use crate::{clean::Cleaned, finding::Finding, source::Span, split::Document};
use series::{Ground, Node};

/// A numbered point. Places are spans of the cleaned text; `parent` and `list` are indices.
#[derive(Clone, Debug)]
pub struct Item {
    /// From its marker to its end, its children inside.
    pub span: Span,
    /// The marker.
    pub marker: Span,
    /// The marker's style.
    pub style: Style,
    /// The number that the marker stands for.
    pub ordinal: u32,
    /// The item that it is a point of.
    pub parent: Option<usize>,
    /// Its list.
    pub list: usize,
    /// 1 for the top level.
    pub depth: usize,
    /// Its title, without stop.
    pub title: Span,
    /// Whether its first paragraph holds nothing but its title.
    pub alone: bool,
    /// Where the marker stands.
    pub place: Place,
}

/// A run of siblings.
#[derive(Clone, Debug)]
pub struct List {
    /// The item that holds it.
    pub parent: Option<usize>,
    /// The style of its first marker.
    pub style: Style,
    /// Its items.
    pub items: Vec<usize>,
    /// The sentence that introduces it.
    pub lead: Option<Span>,
    /// The number of points that the lead declares.
    pub declared: Option<u32>,
    /// Numbers left out.
    pub missing: Vec<u32>,
    /// Numbers given twice.
    pub repeated: Vec<u32>,
}

/// A run while the tree is being built.
#[derive(Debug)]
struct Run {
    parent: Option<usize>,
    items: Vec<usize>,
}

/// The items and lists of a document.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// In the order of the text.
    pub items: Vec<Item>,
    /// In the order of their first items.
    pub lists: Vec<List>,
    /// Gaps, repetitions, promises not kept.
    pub findings: Vec<Finding>,
}

impl Outline {
    /// The markers that lead to an item: 二/（三）/一要.
    pub fn path(&self, text: &str, item: usize) -> String {
        let up = std::iter::successors(Some(item), |&i| self.items[i].parent);
        path(up.map(|i| self.items[i].marker.of(text)))
    }
}

/// The path of an item from its marker and those of its ancestors, the nearest first.
pub fn path<'m>(upwards: impl Iterator<Item = &'m str>) -> String {
    let mut markers: Vec<&str> =
        upwards.map(|marker| marker.trim_end_matches(['、', '.', '．', '，', ',', '：'])).collect();
    markers.reverse();
    markers.join("/")
}

/// Finds the items of a document.
pub fn outline(cleaned: &Cleaned<'_>, document: &Document) -> Outline {
    let range = document.paragraphs.clone();
    let paragraphs = &cleaned.paragraphs()[range.clone()];
    let ground = Ground { text: cleaned.text(), paragraphs, base: range.start };
    let mut candidates = Vec::new();
    for (i, &paragraph) in paragraphs.iter().enumerate() {
        marker::candidates(ground.text, range.start + i, paragraph, &mut candidates);
    }
    let candidates = region::filter(ground.text, paragraphs, ground.base, candidates);
    let (nodes, runs) = series::build(&ground, candidates);
    let ends = ends(&ground, &nodes, &runs);
    let items: Vec<Item> = (0..nodes.len()).map(|i| item(&ground, &nodes, i, ends[i])).collect();
    let lists: Vec<List> = runs.into_iter().map(|run| list(&ground, &nodes, run)).collect();
    let findings = lists.iter().flat_map(|l| findings(cleaned, &items, l)).collect();
    Outline { items, lists, findings }
}

fn item(ground: &Ground<'_>, nodes: &[Node], i: usize, end: usize) -> Item {
    let node = &nodes[i];
    let c = &node.candidate;
    let paragraph = ground.paragraphs[c.paragraph - ground.base];
    let next = nodes.get(i + 1).map_or(usize::MAX, |n| n.candidate.span.start);
    let own = Span::new(c.span.end, paragraph.end.min(next));
    let heading = c.style.rank().is_some() || matches!(c.style, Style::Decimal | Style::Ordinal);
    let title = title::title(ground.text, own, heading, own.end == paragraph.end);
    let depth = std::iter::successors(node.parent, |&p| nodes[p].parent).count() + 1;
    Item {
        span: Span::new(c.span.start, end),
        marker: c.span,
        style: c.style,
        ordinal: node.ordinal,
        parent: node.parent,
        list: node.run,
        depth,
        title: title.span,
        alone: title.alone && own.end == paragraph.end,
        place: c.place,
    }
}

/// Where each item ends: at its next sibling; the last of a run at the end of its parent, or sooner where
/// its siblings kept to one paragraph or one sentence.
fn ends(ground: &Ground<'_>, nodes: &[Node], runs: &[Run]) -> Vec<usize> {
    let document_end = ground.paragraphs.last().map_or(0, |p| p.end);
    let mut ends = vec![document_end; nodes.len()];
    // Parents come before their children.
    for i in 0..nodes.len() {
        let node = &nodes[i];
        let limit = node.parent.map_or(document_end, |p| ends[p]);
        let items = &runs[node.run].items;
        let at = items.iter().position(|&n| n == i).unwrap_or(0);
        let end = match items.get(at + 1) {
            Some(&next) => nodes[next].candidate.span.start.min(limit),
            None => last_end(ground, nodes, items, i, limit),
        };
        ends[i] = trimmed(ground.text, node.candidate.span.end, end);
    }
    ends
}

fn last_end(ground: &Ground<'_>, nodes: &[Node], items: &[usize], i: usize, limit: usize) -> usize {
    let c = &nodes[i].candidate;
    let paragraph_end = ground.paragraphs[c.paragraph - ground.base].end;
    let siblings = || items.windows(2).map(|w| (&nodes[w[0]].candidate, &nodes[w[1]].candidate));
    let heavy = c.rank().is_some_and(|r| r <= marker::HEADING);
    let own_children =
        nodes[i + 1..].iter().take_while(|n| descends(nodes, n, i)).map(|n| n.candidate.span.start).last();
    let floor = own_children.map_or(c.span.end, |at| next_stop(ground.text, at, paragraph_of(ground, at)));
    let spans_more = |(a, b): (&marker::Candidate, &marker::Candidate)| b.paragraph - a.paragraph > 1;
    if heavy || items.len() < 2 && c.style.rank().is_some() || siblings().any(spans_more) {
        return limit;
    }
    let sentences = |a: usize, b: usize| ground.text[a..b].matches(['。', '！', '？']).count();
    let short = items.len() > 1
        && siblings().all(|(a, b)| a.paragraph == b.paragraph && sentences(a.span.start, b.span.start) <= 1);
    let end = if short { next_stop(ground.text, c.span.end, paragraph_end) } else { paragraph_end };
    end.max(floor).min(limit)
}

fn descends(nodes: &[Node], node: &Node, ancestor: usize) -> bool {
    std::iter::successors(node.parent, |&p| nodes[p].parent).any(|p| p == ancestor)
}

fn paragraph_of(ground: &Ground<'_>, at: usize) -> usize {
    let i = ground.paragraphs.partition_point(|p| p.start <= at);
    ground.paragraphs[i.saturating_sub(1)].end
}

/// The end of the sentence that runs at `from`, its closing marks with it.
fn next_stop(text: &str, from: usize, limit: usize) -> usize {
    let Some(at) = text[from..limit].find(['。', '！', '？']) else { return limit };
    let mut end = from + at;
    for c in text[from + at..limit].chars() {
        if !matches!(c, '。' | '！' | '？' | '”' | '’' | '）' | ')' | '》') {
            break;
        }
        end += c.len_utf8();
    }
    end
}

fn trimmed(text: &str, start: usize, end: usize) -> usize {
    start + text[start..end.max(start)].trim_end().len()
}

fn list(ground: &Ground<'_>, nodes: &[Node], run: Run) -> List {
    let first = &nodes[run.items[0]].candidate;
    let lead = lead::span(ground, first);
    let declared = lead.and_then(|l| lead::declared(l.of(ground.text)));
    let numbers: Vec<u32> = run.items.iter().map(|&i| nodes[i].ordinal).collect();
    let missing =
        (numbers[0]..*numbers.iter().max().unwrap_or(&0)).filter(|n| !numbers.contains(n)).collect();
    let mut repeated: Vec<u32> = numbers.windows(2).filter(|w| w[0] == w[1]).map(|w| w[0]).collect();
    repeated.dedup();
    List { parent: run.parent, style: first.style, items: run.items, lead, declared, missing, repeated }
}

fn findings(cleaned: &Cleaned<'_>, items: &[Item], list: &List) -> Vec<Finding> {
    let at = cleaned.to_source(items[list.items[0]].span.start);
    let join = |numbers: &[u32]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let marker = items[list.items[0]].marker.of(cleaned.text());
    let mut out = Vec::new();
    if !list.missing.is_empty() {
        out.push(Finding::new(
            "list-gap",
            format!("the list that opens with {marker} lacks {}", join(&list.missing)),
            at,
        ));
    }
    if !list.repeated.is_empty() {
        out.push(Finding::new(
            "list-repeat",
            format!("the list that opens with {marker} has {} twice", join(&list.repeated)),
            at,
        ));
    }
    if let Some(n) = list.declared.filter(|&n| n as usize != list.items.len() && list.missing.is_empty()) {
        let message =
            format!("the sentence before {marker} declares {n} points; {} were found", list.items.len());
        out.push(Finding::new("list-count", message, at));
    }
    out
}

/// Runs the examples of every rule: ⟦⟧ is input and expectation in one.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clean::clean, source::Source, split};

    pub(crate) fn marked(text: &str) -> String {
        let source = Source::new(text.replace(['⟦', '⟧'], ""));
        let cleaned = clean(&source);
        let mut out = source.text().to_owned();
        let mut spans: Vec<Span> = Vec::new();
        for document in split::split(&cleaned) {
            spans.extend(outline(&cleaned, &document).items.iter().map(|i| cleaned.span_to_source(i.marker)));
        }
        for span in spans.iter().rev() {
            out.insert(span.end, '⟧');
            out.insert(span.start, '⟦');
        }
        out
    }

    #[test]
    fn every_rule_has_examples_and_they_hold() {
        let mut wrong = Vec::new();
        for rule in RULES {
            assert!(!rule.hits.is_empty() && !rule.misses.is_empty(), "{} has no examples", rule.id);
            for example in rule.hits.iter().chain(rule.misses) {
                let got = marked(example);
                if got != *example {
                    wrong.push(format!("{}\n  want {example}\n  got  {got}", rule.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn traps_are_no_items() {
        for text in [
            "今年的工作要坚持“一要吃饭、二要建设”。",
            "各地要抓好第一产业，配强第一书记，争分第一时间。",
            "名词解释\n1.“双随机”：指随机抽查。\n2.“一网通办”：指网上办理。\n",
            "请按时报送。\n附件：1.报名表\n2.回执\n",
            "会议最后，县长强调了纪律。",
        ] {
            assert_eq!(marked(text), text);
        }
    }
}
