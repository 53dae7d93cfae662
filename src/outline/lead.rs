//! The sentence that introduces a list, and the number of points that it declares.

use super::{ground::Ground, marker::Candidate};
use crate::{
    lexicon::{back, pattern},
    numeral,
    pattern::Regex,
    source::Span,
};
use std::sync::LazyLock;

/// The sentence before the marker: up to it in its own paragraph, else the last one of the paragraph before.
pub(super) fn sentence_before<'t>(ground: &Ground<'t>, c: &Candidate) -> &'t str {
    span(ground, c).map_or("", |s| s.of(ground.text))
}

/// Its span in the cleaned text.
pub(super) fn span(ground: &Ground<'_>, c: &Candidate) -> Option<Span> {
    let at = c.paragraph - ground.base;
    let own = ground.paragraphs[at];
    let before = &ground.text[own.start..c.span.start];
    let within = if before.trim().is_empty() {
        *ground.paragraphs.get(at.checked_sub(1)?)?
    } else {
        Span::new(own.start, c.span.start)
    };
    /// The longest lead, in bytes: a text without stops is none.
    const LONGEST: usize = 1200;
    let text = back(within.of(ground.text), LONGEST);
    let within = Span::new(within.end - text.len(), within.end);
    let body = text.trim_end_matches(['：', ':', '。', '，', '；', ' ', '　', '—', '！']);
    let start = body
        .rfind(['。', '！', '？', '；'])
        .map_or(0, |i| i + body[i..].chars().next().map_or(0, char::len_utf8));
    (start < body.len()).then(|| Span::new(within.start + start, within.start + body.len()))
}

/// The number of points that a lead sentence promises: 四个方面, 三点意见, “四个到位”, 六个“好”, 两方面.
pub(super) fn declared(lead: &str) -> Option<u32> {
    static COUNT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x) [“‘]? (?<n>[一二两三四五六七八九十]{1,3}|[0-9]{1,2})
            (?: (?:个|大|项|条|点|件|种|类|句|步|方面|层)
                (?:方面|意见|要求|关键|问题|特点|机制|重点|任务|到位|原则|环节|措施|工作|建议|希望|体会|压力|目标|实事|好|坚持|必须|转变|举措|行动|工程|转型|话|步|结合|统筹|阶段|部分|层面|维度|举措|结论|意思|字|看法|想法|事|大事|[“‘])? )",
        )
    });
    let found = COUNT.captures_iter(lead).filter(|c| {
        let start = c.get(0).map_or(0, |m| m.start());
        !lead[..start].ends_with(['第', '前', '后', '每', '近', '这', '那', '十', '百', '千', '万', '亿'])
            && !lead[start..].starts_with("一个")
            && !lead[start..].starts_with("一些")
    });
    let number = |c: crate::pattern::Captures<'_, '_>| numeral::whole(&c["n"]);
    found.filter_map(number).filter(|&n| n >= 2).last()
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn leads_declare_their_number_of_points() {
        for (lead, n) in [
            ("主要有如下四个方面", Some(4)),
            ("下面，我讲三点意见", Some(3)),
            ("做到“四个到位”", Some(4)),
            ("主要呈现六个“好”的特点", Some(6)),
            ("主要有两方面", Some(2)),
            ("面对第三产业的问题，抓好以下工作", None),
            ("我认为主要做好下面几方面", None),
            ("这是一个方面", None),
        ] {
            assert_eq!(declared(lead), n, "{lead}");
        }
    }
}
