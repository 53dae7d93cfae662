//! What a page says about its text: its table of metadata, its `<meta>` elements, its headline.

use super::{
    han,
    walk::{Event, Line, SEAM, Step, inside, walk},
    wording::is_title,
};
use crate::{
    lexicon::pattern,
    pattern::Regex,
    read::metadata::{Field, Metadata},
};
use ego_tree::NodeId;
use scraper::{Html, Node};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// What a page says about its text.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) metadata: Metadata,
    /// The blocks that say so and are no text.
    pub(super) blocks: HashSet<NodeId>,
    /// The first heading of the highest rank.
    pub(super) headline: Option<String>,
    /// The page's own title, without the names of column and site.
    pub(super) title: Option<String>,
    /// All that the page calls itself.
    titles: Vec<String>,
    /// Whether a word processor wrote the page.
    pub(super) exported: bool,
}

impl Facts {
    /// Whether a line is what the page calls its headline, or a part of it that is no mere name of an organ.
    pub(super) fn is_headline(&self, line: &str) -> bool {
        const LEAST: usize = 4;
        let plain = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
        let text = plain(line);
        let size = han(&text);
        let names = |title: &String| {
            let title = plain(title);
            title.contains(&text) && (is_title(line) || size * 5 >= han(&title) * 2)
        };
        size >= LEAST && self.titles.iter().any(names)
    }
}

/// Gathers them.
pub(super) fn of(html: &Html, lines: &[Line]) -> Facts {
    let mut facts = Facts::default();
    let mut hits: HashMap<NodeId, usize> = HashMap::new();
    let found = |i: usize, tables: bool| labelled(&lines[i], lines.get(i + 1), tables);
    for (i, line) in lines.iter().enumerate() {
        *hits.entry(line.block).or_default() += found(i, false).len();
    }
    facts.blocks = blocks(html, lines, &hits);
    let tables = inside(html, &facts.blocks);
    let pairs: Vec<(String, String)> =
        (0..lines.len()).flat_map(|i| found(i, tables.contains(&lines[i].block))).collect();
    facts.metadata.fill(&pairs);
    let head = Head::of(html);
    for (field, value) in &head.named {
        facts.metadata.set(*field, value);
    }
    if facts.metadata.published.is_none() {
        let dated =
            lines.iter().take_while(|line| !line.text.contains('。')).find_map(|line| dated(&line.text));
        if let Some(date) = dated {
            facts.metadata.set(Field::Published, date);
        }
    }
    facts.headline = headline(html);
    let known = [facts.metadata.title.clone(), facts.headline.clone(), head.title.clone()];
    facts.titles = known.into_iter().flatten().chain(head.titles).collect();
    facts.title = head.title;
    facts.exported = head.exported;
    facts
}

/// The labels that are known in a line, with their values; where the line is a label alone, the value is the next one. In a
/// table of metadata those count too that other labels tell better.
fn labelled(line: &Line, next: Option<&Line>, table: bool) -> Vec<(String, String)> {
    const LONGEST: usize = 200;
    if line.text.contains('。') || line.text.chars().take(LONGEST + 1).count() > LONGEST {
        return Vec::new();
    }
    let whole = line.text.trim_end_matches([':', '：', ' ']);
    let colon = whole.len() < line.text.len();
    if sure(whole, colon || table) {
        let value = next.map(|n| n.text.trim()).filter(|v| !sure(v.trim_end_matches([':', '：']), true));
        return value.map(|v| (whole.to_owned(), v.to_owned())).into_iter().collect();
    }
    // <span>索引号</span><span>…</span>
    let mut parts = line.seamed.split(SEAM).filter(|part| !part.trim().is_empty());
    if let (Some(label), Some(value)) = (parts.next(), parts.next())
        && sure(label, table)
    {
        let value = parts.fold(value.to_owned(), |value, part| value + part);
        return vec![(label.trim().to_owned(), value.trim().to_owned())];
    }
    let text = &line.seamed;
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for (at, sign) in text.match_indices([':', '：']) {
        let from = starts.last().map_or(0, |s| s.1);
        if let Some(start) = label_before(&text[from..at]) {
            starts.push((from + start, at + sign.len()));
        }
    }
    let ends = starts.iter().skip(1).map(|s| s.0).chain([text.len()]);
    let pair = |(&(start, behind), end): (&(usize, usize), usize)| {
        let label = text[start..behind].trim_end_matches([':', '：']).replace(SEAM, "");
        (label.trim().to_owned(), value(&text[behind..end]))
    };
    starts.iter().zip(ends).map(pair).collect()
}

/// The date of a line that says when and by whom a page was published (2026年3月4日08:18 来源：…).
fn dated(line: &str) -> Option<&str> {
    static DATED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:时间[:：])?\s*(?<date>(?:19|20)[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}日?)\s*(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?[\s\x{A0}|]*(?:$|来源|稿源|作者|编辑|浏览|点击|【)",
        )
    });
    DATED.captures(line.trim()).and_then(|found| found.name("date")).map(|date| date.as_str())
}

/// Whether a text is a label; without a colon behind it only where no other label tells its field better.
fn sure(text: &str, colon: bool) -> bool {
    let text: String = text.chars().filter(|c| *c != SEAM).collect();
    Field::of(&text).is_some_and(|(field, sure)| !matches!(field, Field::Text | Field::Id) && (colon || sure))
}

/// Where the longest label begins that `text` ends with.
fn label_before(text: &str) -> Option<usize> {
    const LONGEST: usize = 24;
    let starts = text.char_indices().rev().take(LONGEST).map(|(at, _)| at);
    let open = |&at: &usize| text[..at].chars().next_back().is_none_or(|c| !super::is_han(c));
    starts.filter(open).filter(|&at| sure(&text[at..], true)).last()
}

/// A value up to the next label, known or not (浏览次数：), or a button (【打印】).
fn value(text: &str) -> String {
    static NEXT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[\s|｜\x{1F}]+[\p{Han}\s]{2,8}\x{1F}*[:：]|[\s|｜\x{1F}]+[【\[]|[\s\x{1F}]*[|｜][\s\x{1F}]*",
        )
    });
    let text = text.trim_start_matches(|c: char| c == SEAM || c.is_whitespace());
    let end = NEXT.find(text).map_or(text.len(), |m| m.start());
    text[..end].replace(SEAM, "").trim().to_owned()
}

/// The blocks that hold labels and values and no sentences.
fn blocks(html: &Html, lines: &[Line], hits: &HashMap<NodeId, usize>) -> HashSet<NodeId> {
    /// What the lines of a block add up to.
    #[derive(Clone, Copy, Default)]
    struct Sum {
        hits: usize,
        lines: usize,
        sentences: usize,
    }
    let mut own: HashMap<NodeId, Sum> = HashMap::new();
    for line in lines {
        let sum = own.entry(line.block).or_default();
        sum.lines += 1;
        sum.sentences += usize::from(line.text.contains('。'));
        sum.hits = hits.get(&line.block).copied().unwrap_or(0);
    }
    let mut found = HashSet::new();
    let mut open: Vec<Sum> = Vec::new();
    walk(html.tree.root(), |event| {
        match event {
            Event::Open(id, _) => open.push(own.get(&id).copied().unwrap_or_default()),
            Event::Text(_) => {}
            Event::Close(id, e) => {
                let sum = open.pop().unwrap_or_default();
                // A value may be a sentence (内容概述：…。).
                let told =
                    sum.hits >= 2 && sum.sentences == 0 || sum.hits >= 3 && sum.sentences * 3 <= sum.hits;
                let table = told && sum.lines <= 4 * sum.hits + 4;
                if table && !matches!(e.name(), "body" | "html") {
                    found.insert(id);
                }
                if let Some(outer) = open.last_mut() {
                    outer.hits += sum.hits;
                    outer.lines += sum.lines;
                    outer.sentences += sum.sentences;
                }
            }
        }
        Step::Into
    });
    found
}

/// The page's first heading of the highest rank that has something to say.
fn headline(html: &Html) -> Option<String> {
    const LEAST: usize = 4;
    let mut inside = 0usize;
    let mut found: Vec<String> = Vec::new();
    walk(html.tree.root(), |event| {
        match event {
            Event::Open(_, e) if e.name() == "h1" => {
                inside += 1;
                found.push(String::new());
            }
            Event::Close(_, e) if e.name() == "h1" => inside = inside.saturating_sub(1),
            Event::Text(text) if inside > 0 => {
                if let Some(last) = found.last_mut() {
                    last.push_str(text);
                }
            }
            _ => {}
        }
        Step::Into
    });
    let text = found.into_iter().find(|t| han(t) >= LEAST)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What stands in the head of a page.
#[derive(Default)]
struct Head {
    named: Vec<(Field, String)>,
    /// The page's title without its site, and all that it calls itself.
    title: Option<String>,
    titles: Vec<String>,
    exported: bool,
}

impl Head {
    fn of(html: &Html) -> Self {
        let mut head = Self::default();
        for node in html.tree.nodes() {
            let Node::Element(e) = node.value() else { continue };
            match e.name() {
                "meta" => {
                    let name = e.attr("name").or_else(|| e.attr("property")).unwrap_or_default();
                    head.meta(name, e.attr("content").unwrap_or_default());
                }
                "link" if e.attr("rel") == Some("canonical") => {
                    head.named.push((Field::Url, e.attr("href").unwrap_or_default().to_owned()));
                }
                "title" if head.title.is_none() => {
                    let text: String =
                        node.children().filter_map(|c| c.value().as_text().map(|t| t.to_string())).collect();
                    head.title = Some(without_site(&text)).filter(|t| han(t) > 1 && !is_site(t));
                    head.titles.push(text);
                }
                _ => {}
            }
        }
        head
    }

    /// The names that the guide for government websites (国务院办公厅, 政府网站发展指引, 2017, annex 2) prescribes, and those that
    /// are usual elsewhere.
    fn meta(&mut self, name: &str, content: &str) {
        let field = match name.to_ascii_lowercase().as_str() {
            "articletitle" => Field::Title,
            "og:title" => {
                self.titles.push(content.to_owned());
                return;
            }
            "pubdate" | "publishdate" | "article:published_time" | "firstpublishedtime" => Field::Published,
            "filenum" | "filenumber" | "docnum" => Field::DocumentNumber,
            "url" | "og:url" => Field::Url,
            "generator" => {
                let writers = ["LibreOffice", "OpenOffice", "Microsoft Word", "WPS"];
                self.exported |= writers.iter().any(|w| content.contains(w));
                return;
            }
            _ => return,
        };
        if field != Field::Url || content.starts_with("http") {
            self.named.push((field, content.to_owned()));
        }
    }
}

/// Whether a title is the name of a site, a column or an issue.
fn is_site(title: &str) -> bool {
    static SITE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:网|网站|门户|平台|首页|专栏|频道|政府|委员会|局|厅|公报.{0,20}|选登|文件|正文|详情页?)$")
    });
    SITE.is_match(title)
}

/// A page's `<title>` without the names of its column and site.
fn without_site(title: &str) -> String {
    static SITE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"\s*[_|｜]\s*.*$|\s*[-–]\s*[^-–—]{0,24}(?:网|网站|政府|公开|专栏|平台|门户|频道|人大|政协|委员会|厅|局|部)\s*$|\s+-\s+.*$",
        )
    });
    let end = SITE.find(title).map_or(title.len(), |m| m.start());
    title[..end].split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_the_names_of_column_and_site() {
        for (title, want) in [
            ("关于防汛工作的通知_政府信息公开专栏", "关于防汛工作的通知"),
            ("政府工作报告——在某市人大会议上 | 某市人民政府门户网站", "政府工作报告——在某市人大会议上"),
            ("全市林业工作会议召开-某市林业局", "全市林业工作会议召开"),
            ("在大会上的讲话", "在大会上的讲话"),
        ] {
            assert_eq!(without_site(title), want);
        }
    }

    #[test]
    fn labels_and_values_on_one_line_are_parted() {
        let html = Html::parse_document(
            "<p>发文机关：某市财政局 发布日期：2026-01-05 10:20 浏览次数：31</p><p>会议时间：3月2日。</p>",
        );
        let lines = super::super::walk::lines(&html);
        let facts = of(&html, &lines);
        assert_eq!(facts.metadata.issuer.as_deref(), Some("某市财政局"));
        assert_eq!(facts.metadata.published.as_deref(), Some("2026-01-05"));
    }
}
