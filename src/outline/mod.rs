//! Numbered points: their markers, the runs that they form, the tree and the titles.

mod end;
mod ground;
mod lead;
pub mod marker;
mod region;
mod rules;
mod series;
mod style;
mod title;
mod turn;

pub use rules::{RULES, Rule};
pub use style::{Place, Style};

use crate::{clean::Cleaned, finding::Finding, limit, say, source::Span, split::Document};
use ground::Ground;
use series::Node;
use style::Sign;
use turn::Turns;

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

impl Item {
    /// Whether it heads a part of a speech as 第一个问题：认清形势 does.
    pub(crate) fn heads_part(&self, text: &str) -> bool {
        self.style == Style::Ordinal
            && self.title.start > self.marker.end
            && text[self.marker.end..self.title.start].ends_with(['：', ':'])
            && !text[self.marker.end..self.title.start].starts_with(['：', ':'])
    }

    /// Whether it is an article (第三条), and no chapter or part.
    pub(crate) fn is_article(&self, text: &str) -> bool {
        self.style == Style::Article && self.marker.of(text).contains('条')
    }
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
    /// The most paragraphs from one of its items to the next.
    longest: usize,
}

/// The items and lists of a document.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// In the order of the text.
    pub items: Vec<Item>,
    /// In the order of their first items.
    pub lists: Vec<List>,
    /// Where attachments, and what else stands behind the signature, begin.
    pub attachments: Vec<usize>,
    /// Gaps, repetitions, promises not kept.
    pub findings: Vec<Finding>,
}

impl Outline {
    /// The innermost item around the byte `at` of the cleaned text.
    pub fn innermost(&self, at: usize) -> Option<usize> {
        let last = self.items.partition_point(|item| item.span.start <= at).checked_sub(1);
        // What began last before it is around it, or lies in what is.
        std::iter::successors(last, |&i| self.items[i].parent).find(|&i| self.items[i].span.contains(at))
    }

    /// The markers that lead to an item: 二/（三）/一要.
    pub fn path(&self, text: &str, item: usize) -> String {
        let up = std::iter::successors(Some(item), |&i| self.items[i].parent);
        path(up.map(|i| self.items[i].marker.of(text)))
    }
}

/// The path of an item from its marker and those of its ancestors, the nearest first.
pub fn path<'m>(upwards: impl Iterator<Item = &'m str>) -> String {
    let mut markers: Vec<&str> =
        upwards.map(|marker| marker.trim_end_matches(['、', '.', '．', '﹒', '，', ',', '：'])).collect();
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
        limit::check();
        marker::candidates(ground.text, range.start + i, paragraph, &mut candidates);
    }
    let (candidates, left_out) = region::filter(ground.text, paragraphs, ground.base, candidates);
    let turns = Turns::of(&ground);
    let (mut nodes, mut runs) = series::build(&ground, &turns, candidates);
    let ends = end::ends(&ground, &turns, &mut nodes, &mut runs);
    let items: Vec<Item> = (0..nodes.len()).map(|i| item(&ground, &nodes, i, ends[i])).collect();
    let lists: Vec<List> = runs.into_iter().map(|run| list(&ground, &nodes, run)).collect();
    let doubtful = nodes.iter().filter(|n| matches!(n.candidate.sign, Sign::Damaged | Sign::Misread));
    let mut findings: Vec<Finding> = doubtful.map(|n| misread(cleaned, n)).collect();
    findings.extend(region::findings(cleaned, &left_out));
    findings.extend(lists.iter().flat_map(|l| self::findings(cleaned, &items, l)));
    Outline { items, lists, attachments: turns.into_attachments(), findings }
}

fn item(ground: &Ground<'_>, nodes: &[Node], i: usize, end: usize) -> Item {
    let node = &nodes[i];
    let c = &node.candidate;
    let paragraph = ground.paragraphs[c.paragraph - ground.base];
    let next = nodes.get(i + 1).map_or(usize::MAX, |n| n.candidate.span.start);
    let mut own = Span::new(c.span.end, paragraph.end.min(next));
    // A marker on a line of its own: what it numbers stands on the next.
    let below = ground.paragraphs.get(c.paragraph + 1 - ground.base).filter(|p| p.start < next.min(end));
    if let Some(below) = below.filter(|_| own.of(ground.text).trim().is_empty()) {
        own = Span::new(below.start, below.end.min(next));
    }
    // An article is its own text; only chapters and parts have headings.
    let article = c.style == Style::Article && ground.text[c.span.start..c.span.end].contains('条');
    let heading = !article && c.style.rank().is_some() || matches!(c.style, Style::Decimal | Style::Ordinal);
    let own_line = own.start == c.span.end;
    let title = title::title(ground.text, own, heading, own.end == paragraph.end || !own_line);
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
        alone: title.alone && own.end == paragraph.end && own_line,
        place: c.place,
    }
}

fn list(ground: &Ground<'_>, nodes: &[Node], run: Run) -> List {
    let first = &nodes[run.items[0]].candidate;
    let lead = lead::span(ground, first);
    let declared = lead.and_then(|l| lead::declared(l.of(ground.text)));
    let numbers: Vec<u32> = run.items.iter().map(|&i| nodes[i].ordinal).collect();
    let mut present = numbers.clone();
    present.sort_unstable();
    let missing =
        present.windows(2).flat_map(|pair| pair[0] + 1..pair[1]).filter(|&n| n > numbers[0]).collect();
    let inserted = |i: usize| nodes[run.items[i]].candidate.sign == Sign::Inserted;
    let twice = (1..numbers.len()).filter(|&i| numbers[i - 1] == numbers[i] && !inserted(i));
    let mut repeated: Vec<u32> = twice.map(|i| numbers[i]).collect();
    repeated.dedup();
    List { parent: run.parent, style: first.style, items: run.items, lead, declared, missing, repeated }
}

/// A marker that is read as what it must have been.
fn misread(cleaned: &Cleaned<'_>, node: &Node) -> Finding {
    let span = node.candidate.span;
    let marker = span.of(cleaned.text());
    Finding::new("marker-read", say!("marker-read", marker, n = node.ordinal), cleaned.to_source(span.start))
}

fn findings(cleaned: &Cleaned<'_>, items: &[Item], list: &List) -> Vec<Finding> {
    let at = cleaned.to_source(items[list.items[0]].span.start);
    let join = |numbers: &[u32]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let marker = items[list.items[0]].marker.of(cleaned.text());
    let mut out = Vec::new();
    if !list.missing.is_empty() {
        out.push(Finding::new("list-gap", say!("list-gap", marker, numbers = join(&list.missing)), at));
    }
    if !list.repeated.is_empty() {
        out.push(Finding::new(
            "list-repeat",
            say!("list-repeat", marker, numbers = join(&list.repeated)),
            at,
        ));
    }
    if let Some(n) = list.declared.filter(|&n| n as usize != list.items.len() && list.missing.is_empty()) {
        let message = say!("list-count", marker, declared = n, found = list.items.len());
        out.push(Finding::new("list-count", message, at));
    }
    out
}

/// Runs the examples of every rule: ⟦⟧ is input and expectation in one.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clean::clean, source::Source, split};

    #[test]
    fn a_list_behind_the_end_of_the_point_above_it_is_none_of_its_points() {
        let text = "关于防汛的通知\n一、要压实责任。\n二、由各镇负责。附件：\n清单一是编织袋。二是铁锹。";
        let repeated = format!(
            "关于防汛去年工作一、各镇：\n（一）要落实。一是推进工作；二是不得。二、由各级各部门负责。\n附件：\n{}（一）要落实。一是推进工作；二是不得。二、由各部门负责。\n附件：\n1.工作\n附件：\n1.\n2026年3月1日\n",
            "（二）".repeat(25)
        );
        for text in [text.to_owned(), repeated] {
            let source = Source::new(text);
            let cleaned = clean(&source);
            for document in split::split(&cleaned) {
                let items = outline(&cleaned, &document).items;
                for item in &items {
                    let above = item.parent.map(|p| &items[p]);
                    assert!(above.is_none_or(|p| p.span.end >= item.span.end && p.depth + 1 == item.depth));
                }
            }
        }
    }

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
