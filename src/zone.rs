//! What a stretch of text is for, and the words that say so (dict/zones.txt). The zones are those of argumentative zoning
//! (Teufel and Moens, Summarizing scientific articles, Computational Linguistics 28(4), 2002), as speeches have them.

use crate::{
    lexicon::{entries, pattern, pattern_set},
    pattern::{Present, Regex, RegexSet},
    rules,
};
use std::sync::LazyLock;

/// What a stretch of text is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// Nothing tells yet.
    #[default]
    Open,
    /// What is to be done.
    Plan,
    /// What was done.
    Report,
    /// What is wrong.
    Problem,
    /// Why, what it means, how things stand.
    Background,
}

static DICT: LazyLock<&str> = LazyLock::new(|| rules::text("zones", include_str!("../dict/zones.txt")));

struct Signs {
    patterns: RegexSet,
    zones: Vec<Zone>,
}

static SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let zone = |tag| match tag {
        "plan" => Zone::Plan,
        "report" => Zone::Report,
        "problem" => Zone::Problem,
        "background" => Zone::Background,
        other => panic!("dict/zones.txt: no zone is called {other}"),
    };
    let zones = entries(*DICT).map(|(_, tag)| zone(tag)).collect();
    Signs { patterns: pattern_set(entries(*DICT).map(|(p, _)| p), "dict/zones.txt"), zones }
});

/// What a heading or a lead sentence says of the text behind it.
pub(crate) fn told(text: &str) -> Option<Zone> {
    let text = text.trim_end_matches(['。', '：', '，', '；', ':', '！']);
    SIGNS.patterns.first(text).map(|first| SIGNS.zones[first])
}

/// Whether a few words are the label of a part of a document (具体建议, 存在问题).
pub(crate) fn is_label(label: &str) -> bool {
    label.chars().count() <= 8 && told(label).is_some()
}

/// What a sentence, in which there is this, announces for the ones behind it: 提出以下要求：, 主要做了以下工作。
pub(crate) fn announced(text: &str, present: &Present) -> Option<Zone> {
    static COUNTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:(?:以下|如下|下列|下面|这样)[^。；]{0,16}|(?:几|[一二两三四五六七八九十])(?:个方面|点|项|条)[^。；，]{0,10})[：:。]$",
        )
    });
    static NEXT: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:下一步|下步|今后|接下来)[，,]"));
    let announces = text.ends_with(['：', ':']) || COUNTS.is_match_of(text, present) || NEXT.is_match(text);
    announces.then(|| told(text)).flatten()
}

/// The zone that a label at the head of a paragraph (具体建议：) or an unnumbered heading sets.
pub(crate) fn label(text: &str, opens: bool) -> Option<Zone> {
    static LABEL: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[【\[]?([^，。；：:“”]{2,14})[】\]]?[：:]|^([^，。；：]{2,30})$"));
    let inside = || text.split_once(['：', ':']).is_some_and(|(label, _)| is_label(label));
    if !opens && !inside() {
        return None;
    }
    let found = LABEL.captures(text)?;
    let words = found.get(1).or_else(|| found.get(2))?.as_str();
    told(words)
}
