//! The title of a point, and where it ends when the scrape ran it into its body.

use crate::{
    lexicon::{any_of, pattern, tagged},
    pattern::Regex,
    source::Span,
};
use std::sync::LazyLock;

static DICT: &str = include_str!("../../dict/headings.txt");

/// A title, and whether nothing but the title stands in the item's first paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) span: Span,
    pub(super) alone: bool,
}

/// Longest title, in characters, that a full stop closes.
const LONGEST: usize = 60;

/// The title in `own`, the item's text behind its marker up to the end of its paragraph or to the next item
/// in it; `heading` tells whether the marker is one of headings (一、 （一） 1.), `last` whether the
/// paragraph ends there.
pub(super) fn title(text: &str, own: Span, heading: bool, last: bool) -> Title {
    let body = own.of(text);
    let skip = body.len()
        - body
            .trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, '，' | ',' | '、' | '：' | ':' | '是')
            })
            .len();
    let skip = skip + counted(&body[skip..]);
    let own = Span::new(own.start + skip, own.end);
    let body = own.of(text).trim_end();
    let to = |n: usize, alone| Title { span: Span::new(own.start, own.start + n), alone };
    let whole = body.trim_end_matches(['。', '；', '：', '，', ':', ';', '.']);
    let length = |s: &str| s.chars().count();
    let stop = body
        .char_indices()
        .find(|(_, c)| matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';'))
        .map(|(i, _)| i);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // 17:00 is a time.
    let clock = |i: usize| digit(body[..i].chars().next_back()) && digit(body[i + 1..].chars().next());
    let colon = body.char_indices().find(|&(i, c)| c == '：' || c == ':' && !clock(i)).map(|(i, _)| i);
    if stop.is_none_or(|s| s >= whole.len())
        && length(whole) <= LONGEST
        && colon.is_none_or(|c| c >= whole.len())
    {
        let cut = if heading { repeated(whole).or_else(|| sense_end(whole)) } else { None };
        return cut.map_or(to(whole.len(), true), |n| to(n, false));
    }
    let first = stop.unwrap_or(body.len());
    if heading && let Some(n) = repeated(&body[..first]) {
        return to(n, false);
    }
    if let Some(colon) = colon.filter(|&c| c < first && length(&body[..c]) <= 30) {
        let named = if heading { named_end(&body[..colon]) } else { None };
        return to(named.unwrap_or(colon), false);
    }
    if heading && let Some(n) = sense_end(&body[..first]) {
        return to(n, false);
    }
    if length(&body[..first]) <= LONGEST {
        let nothing_behind = body[first..].trim_end_matches(['。', '；', '！', '”', '）']).is_empty();
        return to(first, nothing_behind && last);
    }
    to(first_clause(&body[..first]), false)
}

/// Where a heading ends whose first words open the text behind it again (混合抽蓄工程|混合抽蓄工程利用…).
fn repeated(text: &str) -> Option<usize> {
    /// How many characters must come again, and how long a heading may be.
    const WORDS: usize = 4;
    const LONGEST: usize = 24;
    let (end, _) = text.char_indices().nth(WORDS)?;
    let mut places = text.char_indices().skip(WORDS).take(LONGEST).map(|(i, _)| i);
    let at = places.find(|&i| text[i..].starts_with(&text[..end]))?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '“' | '”' | '、');
    text[..at].chars().all(plain).then_some(at)
}

/// The length of the word that a marker counts, where the title stands behind it (第一个|问题：认清形势); else 0.
fn counted(text: &str) -> usize {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern("^(?:问题|方面|任务|关键|环节|要求|意见|建议|重点|议题|希望|体会)[，,：:][\\s　]*")
    });
    COUNTED.find(text).map(|m| m.end()).filter(|&end| end < text.len()).unwrap_or(0)
}

/// Where the name of a part of documents ends with which `text` opens (职责分工|副总工程师), with more than a word behind it.
fn named_end(text: &str) -> Option<usize> {
    static NAMES: LazyLock<Regex> = LazyLock::new(|| {
        let names = [tagged(DICT, "end"), tagged(DICT, "act")].concat();
        pattern(&format!("^(?:{})", any_of(&names)))
    });
    let end = NAMES.find(text)?.end();
    (text[end..].chars().count() > 1 && !text[end..].starts_with(['和', '及', '与', '、'])).then_some(end)
}

/// Where a heading without a stop ends: a word that closes headings (总体要求, 重点工作), with one behind it
/// that opens a sentence (以, 按照, 2022年, 各镇).
fn sense_end(text: &str) -> Option<usize> {
    static ENDS: LazyLock<Regex> =
        LazyLock::new(|| pattern(&any_of(&[tagged(DICT, "end"), tagged(DICT, "act")].concat())));
    static LOOSE: LazyLock<Regex> = LazyLock::new(|| pattern(&any_of(&tagged(DICT, "loose"))));
    static OPENS: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!("^(?:{})", tagged(DICT, "opens").join("|"))));
    static SURELY: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!("^(?:{})", tagged(DICT, "surely").join("|"))));
    let reach = text.char_indices().nth(45).map_or(text.len(), |(i, _)| i);
    let found = |ends: &Regex, opens: &dyn Fn(&str) -> bool| {
        let mut at = 0;
        while let Some(m) = ends.find_at(text, at).filter(|m| m.end() <= reach) {
            if opens(&text[m.end()..]) && !is_verb(&text[..m.end()]) {
                return Some(m.end());
            }
            at = m.start() + text[m.start()..].chars().next().map_or(1, char::len_utf8);
        }
        None
    };
    static ALWAYS: LazyLock<Regex> = LazyLock::new(|| pattern(&tagged(DICT, "always").join("|")));
    /// The shortest heading, in bytes.
    const SHORTEST: usize = 12;
    let always = ALWAYS.find(&text[..reach]).map(|m| m.start()).filter(|&at| {
        at >= SHORTEST
            && !text[..at].contains(['，', '。', '：'])
            && !text[..at].ends_with(['在', '从', '自', '对', '、', '和'])
    });
    let strict = found(&ENDS, &|rest: &str| OPENS.is_match(rest) || SURELY.is_match(rest));
    let loose = found(&LOOSE, &|rest: &str| SURELY.is_match(rest));
    [strict, loose, always].into_iter().flatten().min()
}

/// Whether what looks like the end of a heading is its verb (深刻认识|我国…).
fn is_verb(text: &str) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            "(?:深刻|充分|正确|清醒|科学|全面|准确|辩证|重新)(?:认识|研究|统筹|监督|监管|改革|发展|治理|落实)$",
        )
    });
    VERB.is_match(text)
}

/// The first clause that isn't an adverbial (以…为…，按照…，).
fn first_clause(text: &str) -> usize {
    static ADVERBIAL: LazyLock<Regex> = LazyLock::new(|| {
        pattern("^(?:以|按照?|根据|围绕|对于?|为了?|针对|在|从|通过|结合|依托|坚持以|随着|由于|鉴于|经)")
    });
    let mut at = 0;
    for (i, c) in text.char_indices().filter(|(_, c)| matches!(c, '，' | ',')) {
        if !ADVERBIAL.is_match(&text[at..]) {
            return i;
        }
        at = i + c.len_utf8();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(marked: &str, heading: bool) {
        let end = marked.find('｜').unwrap();
        let text = marked.replace('｜', "");
        assert_eq!(title(&text, Span::new(0, text.len()), heading, true).span.of(&text), &text[..end]);
    }

    #[test]
    fn a_title_ends_where_the_sense_ends() {
        check("总体要求｜以稳中求进为总基调，抓好各项工作。", true);
        check("2022年重点工作｜2022年全县要抓好三件事。", true);
        check("建立完善养护机制｜按照分级负责的原则，各镇要设立养护站。", true);
        check("保护和激发市场主体活力｜改革开放以来，市场体系不断发展。", true);
        check("巩固改革开放以来的成果｜。各镇要总结经验。", true);
        let text = "问题：认清形势。今年雨水偏多。";
        assert_eq!(title(text, Span::new(0, text.len()), true, true).span.of(text), "认清形势");
        check(
            "混合抽蓄工程｜混合抽蓄工程利用电站下库，调节电网，保障供电，投资不大，收益稳定，周边各县都愿意参加建设和管理，省里也支持。",
            true,
        );
        check("严格落实责任制｜。各镇要签订责任书。", false);
        check(
            "将救助标准提高到每月800元｜，每人每年可申请一次，由各镇受理、县民政局审核并在公示无异议以后统一发放到本人的账户，发放情况每半年公开一次。",
            false,
        );
        check("国家级（Ⅰ级）｜：两个以上县区受灾的情况。", true);
    }
}
