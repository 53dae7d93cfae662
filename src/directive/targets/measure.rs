//! What a figure measures: the noun phrase that it is the figure of.

use crate::{
    lexicon::{look_ahead, look_back, pattern},
    lists,
    pattern::Regex,
    sense::verb,
    source::Span,
};
use std::sync::LazyLock;

/// The measure of the figure at `figure`, as a span of `clause`: what stands before it in its part of the sentence
/// behind the figure before (which ends at `low`) and behind masked times, without verbs that set the figure and
/// words of a bound; where that is nothing or a bare verb, the noun behind the figure.
pub(super) fn measure(clause: &str, figure: Span, low: usize, masked: &[Span]) -> Option<Span> {
    let head = look_back(&clause[..figure.start]);
    let base = figure.start - head.len();
    // 先进乡（镇）2个: brackets that close before the figure part nothing.
    let parts = |i: usize, c: char| match c {
        '（' | '(' => !head[i..].contains(['）', ')']),
        _ => matches!(c, '，' | ',' | '；' | '。' | '：' | ':'),
    };
    let last = head.char_indices().rev().find(|&(i, c)| parts(i, c));
    let comma = base + last.map_or(0, |(i, c)| i + c.len_utf8());
    let time = masked.iter().filter(|s| s.end <= figure.start).map(|s| s.end).max().unwrap_or(0);
    // A time between the measure and the figure (清扫率11月底前提高到96%) is passed over.
    let start = comma.max(low);
    let between = (time > start).then(|| masked.iter().find(|s| s.end == time)).flatten();
    let whole = Span::new(start, figure.start);
    let own = match between {
        Some(time) => strip(clause, Span::new(time.end, figure.start))
            .or_else(|| strip(clause, Span::new(start, time.start.max(start)))),
        None => strip(clause, whole),
    };
    behind(clause, figure, true)
        .or(own)
        .or_else(|| behind(clause, figure, false))
        .or_else(|| before_comma(clause, comma, low, masked))
}

/// The phrase without what opens and closes it that is not of the measure.
fn strip(clause: &str, span: Span) -> Option<Span> {
    static OPENS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[\s、—和及与并或]|其中|主要|确保|保证|力争|争取|努力|实现|全[市县省区年]|要|使|把|将|让|由|以|对|每(?:年|月|季度|人)|年均|同时|今年|[一二三四五六七八九十]{1,2}是|[①-⑳]|[（(][一二三四五六七八九十0-9]+[)）]|[0-9]+[.．、])+",
        )
    });
    static CLOSES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:[\s]|每\p{Han}{1,2}|要|应|须|给予|予以|安排|先[装建办]|(?:稳定|提|压|保持|控制|维持|压缩|限制|提高|提升|增加|增长|扩大|降低|降|下降|减少|压减|缩短|增|减|升|调整|提标|提前|上升|恢复)(?:到|至|在|为)?|达到?|完成|实现|确保|力争|争取|突破|超过|不?(?:得)?(?:低于|少于|高于|超过|大于|小于|多于|突破)|至少|最多|最高|最低|不足|不满|平均|年均|人均|约|近|为|是|到|至|在|再|均|也|都|要|应|必须|分别|全部|总共|共|计|累计|进一步|逐步|有|满|过半|占)+$",
        )
    });
    // 由2600元, where the figure rises from another.
    static FROM: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:由|从|在)[^，]{0,16}[0-9０-９一二三四五六七八九十][^，]*$"));
    let text = span.of(clause);
    let text = FROM.find(text).map_or(text, |m| &text[..m.start()]);
    let opened = OPENS.find(text).map_or(0, |m| m.end());
    let inner = &text[opened..];
    let closed = CLOSES.find(inner).map_or(inner.len(), |m| m.start());
    let mut inner = &inner[..closed];
    // 各镇要把出勤率: the measure stands behind whoever is told to see to it.
    inner = &inner[verb::modal_end(inner)..];
    // 责任人履职合格率 is one name to its end; 县财政安排奖补资金 is not.
    let named = inner.ends_with(['率', '度', '比', '重']) || inner.ends_with("比例");
    if !named {
        inner = &inner[verb::predicate_end(inner)..];
    }
    // 新建标准化茶园: what is counted follows the verb; a bare verb measures nothing.
    let bare = verb::skip_adverbs(inner);
    let length = if verb::opens_with_name(bare) { 0 } else { verb::verb_length(bare) };
    if length > 0 && (length < bare.len() || bare.chars().count() <= 2) {
        inner = &bare[length..];
    } else if length > 0 {
        inner = bare;
    }
    // 创建“放心消费”示范街道: a quotation that opened before it is no part of it.
    if let Some(end) = inner.find('”').filter(|&end| !inner[..end].contains('“')) {
        inner = &inner[end + '”'.len_utf8()..];
    }
    let unmatched = |c: char| matches!(c, '）' | ')') && !inner.contains(['（', '(']);
    let inner = inner.trim_matches(|c: char| matches!(c, '、' | '的' | ' ' | '　' | '“') || unmatched(c));
    // 新建和改造农田
    let joined = inner.strip_prefix(['和', '与', '及']).filter(|rest| verb::verb_length(rest) > 0);
    let inner = joined.map_or(inner, |rest| &rest[verb::verb_length(rest)..]);
    if inner.chars().count() < 2 {
        return None;
    }
    let start = inner.as_ptr() as usize - clause.as_ptr() as usize;
    Some(Span::new(start, start + inner.len()))
}

/// The noun behind the figure: 3.6万户居民清洁取暖改造, 1.5万元的奖补资金; none where something else follows (96%并
/// 保持稳定). Not `strict` it may be what is granted (给予200万元奖励).
fn behind(clause: &str, figure: Span, strict: bool) -> Option<Span> {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:以上|以内|以下|左右|及以上)?(?:的)?"));
    let rest = look_ahead(&clause[figure.end..]);
    let lead = LEAD.find(rest).map_or(0, |m| m.end());
    let stop = rest[lead..]
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '“' | '”')))
        .map_or(rest.len(), |i| i + lead);
    let noun = &rest[lead..stop];
    static GRANT: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:奖励|补助|补贴|扶持)"));
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            "^(?:并|且|和|与|及|的$|分|给|再|由|用于?|作|进|纳|列|发放|计|起|后|时|内|奖励|补助|扶持|实现)",
        )
    });
    if strict && OTHER.is_match(noun) || !strict && !GRANT.is_match(noun) || verb::opens_with_order_word(noun)
    {
        return None;
    }
    // 选择1个社区|开展试点: what is done with what is counted is no part of it.
    let done = lists::HAPPENS.words().iter().filter_map(|word| noun.find(word)).filter(|&at| at > 0).min();
    let length = done.unwrap_or(noun.len());
    let noun = &noun[..length];
    (2..=30).contains(&noun.chars().count()).then(|| Span::new(figure.end + lead, figure.end + lead + length))
}

/// The part before the comma, where it is a bare noun phrase: 地下水压采量，控制在300万吨以内.
fn before_comma(clause: &str, comma: usize, low: usize, masked: &[Span]) -> Option<Span> {
    let head = clause[..comma].trim_end_matches(['，', ',', '：', ':']);
    let (end, head) = (head.len(), look_back(head));
    let start = head
        .rfind(['，', ',', '；', '。', '：'])
        .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8));
    let part = &head[start..];
    let start = end - head.len() + start;
    let noun = start >= low
        && (2..=20).contains(&part.chars().count())
        && masked.iter().all(|m| m.end <= start || end <= m.start)
        && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '、' | '“' | '”'));
    noun.then(|| strip(clause, Span::new(start, end))).flatten()
}
