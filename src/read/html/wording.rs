//! What a line or an element of a page is by its words.

use crate::{
    lexicon::{self, pattern},
    pattern::Regex,
};
use scraper::node::Element;
use std::{collections::HashSet, sync::LazyLock};

const WORDS: &str = include_str!("../../../dict/pages.txt");

/// Whether a line is a title by its last word.
pub(super) fn is_title(text: &str) -> bool {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:通知|意见|讲话|致辞|报告|提案|建议|答复|布告|倡议书|公报|办法|方案|决定|公告|通报|批复|函|规定|规划|纪要|纲要|要点|细则|条例|计划|预案|措施|决议|命令|令|(?:分解|分工|一览|责任|统计|汇总|安排|计划|进度|对照)表|清单|名单)(?:[（(].{1,20}[)）])?$",
        )
    });
    !text.contains(['。', '；', '，']) && TITLE.is_match(text)
}

/// Whether a short line is one that texts have: a heading, a salutation, a signature's date.
pub(super) fn opens_or_closes(text: &str) -> bool {
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[：:，、]$|[年月]?[0-9〇一二三四五六七八九十]{1,3}日$|^[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]|^第[一二三四五六七八九十百0-9]{1,4}[章节条]|〔[0-9]{4}〕",
        )
    });
    SHORT.is_match(text) || is_title(text)
}

/// Whether a line is a link to elsewhere or what pages say around their text. Links to a text's attachments are its own.
pub(super) fn is_neighbour(text: &str, han: usize, linked: usize) -> bool {
    if linked * 2 > han { !is_attachment(text) } else { is_noise(text) }
}

/// Whether a line names something attached to the text.
pub(super) fn is_attachment(text: &str) -> bool {
    static ATTACHED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"附件|附表|附：|\.(?i:docx?|pdf|xlsx?|wps|et|ofd|zip|rar|txt)"));
    ATTACHED.is_match(text)
}

/// Whether a line is what pages say around their text.
pub(super) fn is_noise(text: &str) -> bool {
    static NOISE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        let noise = lexicon::tagged(WORDS, "noise");
        noise.iter().map(|p| pattern(&format!("^(?:{p})$"))).collect()
    });
    const SHORT: usize = 440;
    text.chars().take(SHORT + 1).count() <= SHORT && NOISE.iter().any(|p| p.is_match(text))
}

/// Whether an element is called something that stands around a text.
pub(super) fn is_around(e: &Element) -> bool {
    static AROUND: LazyLock<HashSet<&str>> =
        LazyLock::new(|| lexicon::tagged(WORDS, "around").into_iter().collect());
    if matches!(e.name(), "nav" | "footer" | "aside" | "form") {
        return true;
    }
    if matches!(e.name(), "body" | "html") {
        return false;
    }
    [e.attr("class"), e.attr("id")].into_iter().flatten().any(|names| {
        names
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| word.len() < 32 && AROUND.contains(word.to_ascii_lowercase().as_str()))
    })
}
