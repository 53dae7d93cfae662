//! Laws and documents that a clause refers to: titles 《…》 with titles 〈…〉 inside, document numbers
//! (国办发〔2004〕71号), articles (第三条第二款).

use crate::{
    lexicon::pattern,
    pattern::{Captures, Regex},
    source::Span,
};
use std::sync::LazyLock;

/// A reference to a law or a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The title with its marks; the number or the article where there is no title.
    pub span: Span,
    /// The document's number.
    pub number: Option<Span>,
    /// The article, paragraph and subparagraph.
    pub article: Option<Span>,
}

const NUMBER: &str = r"[\p{Han}]{1,10}[〔\[［（(【](?:19|20)[0-9]{2}[〕\]］）)】](?:第)?[0-9]{1,5}号|[\p{Han}]{1,10}令第?[0-9一二三四五六七八九十百]{1,5}号";

const ARTICLE: &str = r"第[一二三四五六七八九十百零〇0-9]{1,6}条(?:之[一二三四五])?(?:第[一二三四五六七八九十0-9]{1,3}款)?(?:第?[（(]?[一二三四五六七八九十0-9]{1,3}[）)]?项)?(?:、第[一二三四五六七八九十百零〇0-9]{1,6}条)*";

/// The citations of a clause, as spans of it, in order.
pub(super) fn citations(clause: &str) -> Vec<Citation> {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(r"^(?:[（(](?P<number>{NUMBER})[^）)]{{0,12}}[）)])?(?P<article>(?:的)?{ARTICLE})?"))
    });
    static ALONE: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!("(?P<number>{NUMBER})|(?P<article>{ARTICLE})")));
    let group = |found: &Captures<'_, '_>, name: &str, at: usize| {
        found.name(name).map(|m| Span::new(at + m.start(), at + m.end()))
    };
    if !clause.contains(['《', '号', '条']) {
        return Vec::new();
    }
    let mut out: Vec<Citation> = titles(clause)
        .into_iter()
        .map(|span| {
            let found = BEHIND.captures(&clause[span.end..]);
            let part = |name| found.as_ref().and_then(|f| group(f, name, span.end));
            Citation { span, number: part("number"), article: part("article") }
        })
        .collect();
    for found in ALONE.captures_iter(clause) {
        let Some(whole) = found.get(0) else { continue };
        // 各镇要按照国办发〔2004〕71号: the issuer's letters begin behind the words that lead to it.
        let led = if found.name("number").is_some() { lead(whole.as_str()) } else { 0 };
        let span = Span::new(whole.start() + led, whole.end());
        let known = |c: &Citation| {
            [Some(c.span), c.number, c.article]
                .into_iter()
                .flatten()
                .any(|s| s.start < span.end && span.start < s.end)
        };
        if !out.iter().any(known) {
            let number = found.name("number").map(|_| span);
            out.push(Citation { span, number, article: group(&found, "article", 0) });
        }
    }
    out.sort_by_key(|c| c.span);
    out
}

/// How much of what stands before a document's number is not its issuer's letters.
fn lead(text: &str) -> usize {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"按照?|根据|依据|依照|遵照|贯彻|落实|执行|要|见|照|号|的|和|与|及|以|对|由|在|将|把|印发|下发",
        )
    });
    let number = text.find(['〔', '[', '［', '（', '(', '【', '令']).unwrap_or(text.len());
    LEAD.find_iter(&text[..number]).map(|m| m.end()).filter(|&end| end < number).last().unwrap_or(0)
}

/// The titles 《…》 of a clause, the inner ones inside theirs.
fn titles(clause: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    let mut depth = 0usize;
    for (at, c) in clause.char_indices() {
        match c {
            '《' => {
                open = open.or(Some(at));
                depth += 1;
            }
            '》' => {
                depth = depth.saturating_sub(1);
                if let Some(start) = open.filter(|_| depth == 0) {
                    out.push(Span::new(start, at + c.len_utf8()));
                    open = None;
                }
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_numbers_and_articles_go_together() {
        for (clause, want) in [
            ("严格执行《某省燃气条例》第三条第二款。", vec![("《某省燃气条例》", "", "第三条第二款")]),
            (
                "落实《关于印发〈城市更新办法〉的通知》（国办发〔2024〕7号）要求。",
                vec![("《关于印发〈城市更新办法〉的通知》", "国办发〔2024〕7号", "")],
            ),
            ("按照国办发〔2004〕71号文件执行。", vec![("国办发〔2004〕71号", "国办发〔2004〕71号", "")]),
            ("各镇要贯彻落实国务院令第493号。", vec![("国务院令第493号", "国务院令第493号", "")]),
            ("依照第三条处理。", vec![("第三条", "", "第三条")]),
            ("对照《安全生产法》《消防法》检查。", vec![("《安全生产法》", "", ""), ("《消防法》", "", "")]),
            ("抓好落实。", vec![]),
        ] {
            let text = |s: Option<Span>| s.map_or("", |s| s.of(clause));
            let got: Vec<_> = citations(clause)
                .into_iter()
                .map(|c| (c.span.of(clause), text(c.number), text(c.article)))
                .collect();
            assert_eq!(got, want, "{clause}");
        }
    }
}
