//! Where each item ends.
//!
//! An item ends where its next sibling begins. The last one of a run ends where the text goes on at the level above: before
//! the next run at its level or above with the sentence that introduces it, before the close of the document, with its
//! paragraph or its sentence where its siblings kept to one.

use super::{Run, ground::Ground, lead, marker::Candidate, series::Node, style::HEADING, turn::Turns};
use crate::{
    lexicon::{look_back, pattern},
    pattern::Regex,
    source::Span,
};
use std::sync::LazyLock;

/// The end of each item; a run that stands behind the end of its parent is handed up to an item that holds it.
pub(super) fn ends(ground: &Ground<'_>, turns: &Turns, nodes: &mut [Node], runs: &mut [Run]) -> Vec<usize> {
    let document_end = ground.paragraphs.last().map_or(0, |p| p.end);
    let close = nodes.last().and_then(|last| close(ground, &last.candidate)).unwrap_or(document_end);
    let after = after(nodes);
    let mut ends = vec![document_end; nodes.len()];
    // Parents come before their children.
    for i in 0..nodes.len() {
        hand_up(nodes, runs, &ends, i);
        let (node, nodes, runs) = (&nodes[i], &*nodes, &*runs);
        let limit = node.parent.map_or(close, |p| ends[p]);
        let items = &runs[node.run].items;
        let at = items.binary_search(&i).unwrap_or(0);
        let end = match items.get(at + 1) {
            Some(&next) => nodes[next].candidate.span.start.min(limit),
            None => {
                let limit = turned(ground, turns, nodes, items, i, limit);
                let limit = after[i].map_or(limit, |next| limit.min(left(ground, nodes, runs, i, next)));
                last_end(ground, nodes, &runs[node.run], (i, after[i]), limit)
            }
        };
        let start = node.candidate.span.end;
        ends[i] = start + ground.text[start..end.max(start)].trim_end().len();
    }
    ends
}

/// Hands the run that opens with item `i` up to an item that reaches to its last one, or to none.
fn hand_up(nodes: &mut [Node], runs: &mut [Run], ends: &[usize], i: usize) {
    let run = &mut runs[nodes[i].run];
    let (Some(&first), Some(&last)) = (run.items.first(), run.items.last()) else { return };
    let start = nodes[last].candidate.span.start;
    if first != i || run.parent.is_none_or(|p| ends[p] > start) {
        return;
    }
    let above = std::iter::successors(run.parent, |&p| nodes[p].parent).find(|&p| ends[p] > start);
    run.parent = above;
    run.items.iter().for_each(|&item| nodes[item].parent = above);
}

/// Where the text turns from the last item of a run, before `limit`: to an attachment, at a label that its siblings lack, at
/// a heading without a number.
fn turned(
    ground: &Ground<'_>,
    turns: &Turns,
    nodes: &[Node],
    items: &[usize],
    i: usize,
    limit: usize,
) -> usize {
    let c = &nodes[i].candidate;
    let own = Span::new(c.span.end, limit);
    let first = nodes[items[0]].candidate.span.start;
    let before = Span::new(first, c.span.start);
    let attached = turns.end_in(own);
    let heading = c.rank().is_some_and(|r| r <= HEADING);
    let labelled = turns.label_in(own).filter(|_| !heading && turns.label_in(before).is_none());
    let headed =
        (c.style.is_heading() && items.len() > 1).then(|| headed(ground, c, (first, limit))).flatten();
    [attached, labelled, headed].into_iter().flatten().fold(limit, usize::min)
}

/// A paragraph of a few words without a stop behind the last item of a run, with text below it, where none stands among its
/// siblings: the heading of what comes next.
fn headed(ground: &Ground<'_>, c: &Candidate, (first, limit): (usize, usize)) -> Option<usize> {
    static HEADING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\p{Han}“”]{4,20}$"));
    /// How many paragraphs of an item are looked through.
    const LOOK: usize = 60;
    let is_heading = |p: usize| {
        let below = ground.paragraphs.get(p + 1).is_some_and(|p| p.of(ground.text).contains('。'));
        below && HEADING.is_match(ground.paragraphs[p].of(ground.text).trim())
    };
    let own = c.paragraph - ground.base + 1;
    let from = ground.paragraphs.partition_point(|p| p.end <= first);
    if (from..own.min(from + LOOK)).any(is_heading) {
        return None;
    }
    // What stands right below a mere heading is its text.
    let opens = own + usize::from(!says_something(ground, c));
    let behind = opens..ground.paragraphs.len().min(own + LOOK);
    let found = behind.take_while(|&p| ground.paragraphs[p].start < limit).find(|&p| is_heading(p));
    found.map(|p| ground.paragraphs[p].start)
}

/// For each item the first behind it that doesn't lie in it.
fn after(nodes: &[Node]) -> Vec<Option<usize>> {
    let mut after = vec![None; nodes.len()];
    // The items that are still open, the innermost last.
    let mut open: Vec<usize> = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        while let Some(&inner) = open.last().filter(|&&inner| Some(inner) != node.parent) {
            after[inner] = Some(i);
            open.pop();
        }
        open.push(i);
    }
    after
}

/// Where the text has left the last item of a run before the item `next` opens: at the sentence that introduces the run of
/// `next`, where that stands behind all that is in the item.
fn left(ground: &Ground<'_>, nodes: &[Node], runs: &[Run], i: usize, next: usize) -> usize {
    let opens = &nodes[next].candidate;
    let introduced = runs[nodes[next].run].items.first() == Some(&next);
    let inside = nodes[next - 1].candidate.span.end.max(nodes[i].candidate.span.end);
    let lead = lead::span(ground, opens).filter(|_| introduced).map(|lead| lead.start);
    lead.filter(|&start| start > inside).unwrap_or(opens.span.start)
}

/// The end of the last item of a run, at `limit` at the latest; `next` is the first item behind all that is in it.
fn last_end(
    ground: &Ground<'_>,
    nodes: &[Node],
    run: &Run,
    (i, next): (usize, Option<usize>),
    limit: usize,
) -> usize {
    let c = &nodes[i].candidate;
    let items = &run.items;
    let paragraph_end = ground.paragraphs[c.paragraph - ground.base].end;
    let siblings = || items.windows(2).map(|w| (&nodes[w[0]].candidate, &nodes[w[1]].candidate));
    let heavy = c.rank().is_some_and(|r| r <= HEADING);
    let inner = next.unwrap_or(nodes.len()) - 1;
    let own_children = (inner > i).then(|| nodes[inner].candidate.span.start);
    let floor = own_children
        .map_or(c.span.end, |at| stop(ground.text, at, paragraph_end_of(ground, at).min(limit.max(at))));
    if items.len() < 2 && c.style.rank().is_some() || run.longest > 1 {
        return limit;
    }
    let sentences = |a: usize, b: usize| ground.text[a..b].matches(['。', '！', '？']).count();
    let short = items.len() > 1
        && siblings().all(|(a, b)| a.paragraph == b.paragraph && sentences(a.span.start, b.span.start) <= 1);
    // Two headings may well have a paragraph each; of three with their text behind them none goes on, unless it does so
    // with points of its own.
    let inside = nodes[inner].candidate.paragraph == c.paragraph;
    let single = items.len() > 2 && inside && siblings().all(|(a, _)| says_something(ground, a));
    if heavy && !short && !single {
        return limit;
    }
    let reach = paragraph_end.min(limit).max(c.span.end);
    let end = if short { stop(ground.text, c.span.end, reach) } else { reach };
    end.max(floor).min(limit)
}

/// Whether an item's paragraph holds a sentence, and not only a heading.
fn says_something(ground: &Ground<'_>, c: &Candidate) -> bool {
    let paragraph = ground.paragraphs[c.paragraph - ground.base];
    ground.text[c.span.end..paragraph.end].contains('。')
}

fn paragraph_end_of(ground: &Ground<'_>, at: usize) -> usize {
    let i = ground.paragraphs.partition_point(|p| p.start <= at);
    ground.paragraphs[i.saturating_sub(1)].end
}

/// The end of the sentence that runs at `from`, its closing marks with it.
fn stop(text: &str, from: usize, limit: usize) -> usize {
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

/// How many paragraphs a document's close has at the most.
const LONGEST_CLOSE: usize = 40;

/// Where the document's close begins, behind its last point: who signed it and when, what is attached, whom to call, the
/// words with which a letter or a speech takes leave.
fn close(ground: &Ground<'_>, last: &Candidate) -> Option<usize> {
    static CLOSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:附(?:件|表|录)?[0-9一二三四五六七八九十]{0,2}[：:]|[0-9]{1,2}[.．、][^。；，]{2,40}$|特此(?:通知|报告|函复|公告|通告|批复|函告|请示)|以上(?:报告|请示|意见|建议)[^。]{0,12}(?:审议|审查|批示|指示|批准|参考|执行)|妥否[，,]|当否[，,]|此致|敬礼|谢谢|联系人|联系电话|联系方式|抄送|主送|报送|[（(]?此件(?:公开|主动|依申请|不予)|[（(]联系人|同志们[！，,：:]|各位(?:代表|委员|同志|领导|来宾)[！，,：:]|让我们)|^[^。，；：]{0,30}(?:[0-9]{4}|[〇零○一二三四五六七八九]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日(?:[）)]|印发)?$",
        )
    });
    static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^[^。，；：！？]{1,40}(?:局|委|厅|办|部|院|会|府|公司|集团|组|室|处|中心|学校|大学|社|行|署|队|团|党组|支部)$",
        )
    });
    // What stands right behind a mere heading is what it heads.
    let from = last.paragraph - ground.base + 1 + usize::from(!says_something(ground, last));
    let paragraphs = &ground.paragraphs[from.min(ground.paragraphs.len())..];
    let reach = paragraphs.len().saturating_sub(LONGEST_CLOSE);
    let mut from = None;
    // Upwards from the end, as long as there is nothing else.
    for (i, paragraph) in paragraphs.iter().enumerate().skip(reach).rev() {
        let line = paragraph.of(ground.text).trim();
        let below = from.is_some();
        if CLOSE.is_match(line) {
            from = Some(i);
        } else if !(line.is_empty() || below && SIGNED.is_match(line)) {
            break;
        } else if below && !line.is_empty() {
            from = Some(i);
        }
    }
    // Further up, a speech takes leave with words to those who listen.
    let leave = |p: &crate::source::Span| {
        let line = p.of(ground.text).trim_start();
        [
            "同志们！",
            "同志们，",
            "同志们：",
            "各位代表！",
            "各位代表，",
            "各位代表：",
            "各位委员！",
            "各位委员，",
        ]
        .iter()
        .any(|w| line.starts_with(w))
    };
    let goodbye = paragraphs.iter().enumerate().skip(reach).find(|(_, p)| leave(p)).map(|(i, _)| i);
    let below = from.into_iter().chain(goodbye).min().map(|i| paragraphs[i].start);
    below.or_else(|| signed_in_line(ground, last))
}

/// Where the signature begins that a scrape ran into the last paragraph: …并抓好落实。某公司2026年2月2日
fn signed_in_line(ground: &Ground<'_>, last: &Candidate) -> Option<usize> {
    static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[。；](?<at>(?:(?:特此[\p{Han}]{2,4}|妥否[^。]{0,12}|当否[^。]{0,12}|以上[^。]{0,12})。)?(?:附件[:：][^。；]{0,200})?[\p{Han}（）()]{2,40}(?:[0-9X]{4}|[〇零○一二三四五六七八九]{4})年[0-9X一二三四五六七八九十]{1,3}月[0-9X一二三四五六七八九十]{1,3}日[^。；]{0,100})$",
        )
    });
    let paragraph = ground.paragraphs.last()?;
    let tail = look_back(paragraph.of(ground.text));
    let at = SIGNED.captures(tail).and_then(|found| found.name("at"))?.start();
    Some(paragraph.end - tail.len() + at).filter(|&at| at > last.span.end)
}

#[cfg(test)]
mod tests {
    use crate::{clean::clean, source::Source, split};

    /// Each item's text, its paragraphs parted by ⏎, as far as the ｜ in `marked`, where the last item ends.
    fn check(marked: &str) {
        let text = marked.replace('｜', "");
        let source = Source::new(text.clone());
        let cleaned = clean(&source);
        let outline = super::super::outline(&cleaned, &split::split(&cleaned)[0]);
        let mut got = text.clone();
        let mut ends: Vec<usize> = outline.items.iter().map(|i| cleaned.span_to_source(i.span).end).collect();
        ends.sort_unstable();
        ends.dedup();
        // Only ends behind which no item begins.
        let starts: Vec<usize> = outline.items.iter().map(|i| cleaned.to_source(i.span.start)).collect();
        for end in ends.into_iter().rev() {
            let behind = text[end..].len() - text[end..].trim_start().len();
            if !starts.contains(&(end + behind)) {
                got.insert(end, '｜');
            }
        }
        assert_eq!(got, marked);
    }

    #[test]
    fn the_last_item_ends_where_the_text_goes_on_above_it() {
        // Another list with its lead.
        check(
            "关于防汛工作，强调两点。一、抓好巡查。二、备足物资。｜关于抗旱工作，强调两点。一、抓好调度。二、管好水源。｜\n",
        );
        // Three points of a paragraph each, and what the meeting asks for behind them.
        check(
            "会议研究了以下事项。\n一、同意修订办法。由县水利局印发。\n二、同意调整预算。由县财政局办理。\n三、同意成立专班。由县政府办牵头。｜\n会议要求，各部门要抓好落实。\n",
        );
        // The foot of a notice.
        check(
            "关于做好防汛工作的通知\n各镇：\n一、压实责任\n各镇要落实责任人。\n二、加强值守\n各镇要实行双人双岗。\n值班电话要畅通。｜\n附件：值班表\n某县水利局\n2026年5月6日\n",
        );
        // The close of a speech.
        check(
            "同志们：\n一、认清形势\n今年雨水偏多。\n二、抓好落实\n各镇要每日巡查。\n要备足物资。｜\n同志们，让我们一起努力。\n谢谢大家！\n",
        );
    }

    #[test]
    fn an_attachment_a_label_a_heading_and_a_signature_are_no_part_of_the_last_item() {
        check(
            "关于防汛的通知\n一、压实责任\n各镇要落实责任人。\n二、加强值守\n各镇要双岗。｜\n附件\n防汛物资清单\n1.编织袋。\n2.铁锹。｜\n",
        );
        check("关于夜市的建议\n问题有两个。一是摊位少。二是垃圾多。｜具体建议：要统一规划，分区经营。\n");
        check(
            "报告\n一、经济平稳\n增长了。\n二、民生改善\n收入多了。｜\n关于外交工作\n一年来，外交活跃。朋友多了。\n",
        );
        check(
            "通知：一、压实责任。要落实到人。二、加强值守。要双岗，不得脱岗。｜某县水利局2026年2月2日（此件公开发布）\n",
        );
    }

    #[test]
    fn the_last_part_of_a_document_keeps_its_paragraphs() {
        check(
            "一、认清形势\n今年雨水偏多。\n水库蓄水已满。\n二、抓好落实\n各镇要每日巡查。\n要备足物资。\n要畅通电话。｜\n",
        );
        check("一、压实责任。各镇要落实责任人。\n二、加强值守。各镇要实行双岗。\n值班电话要畅通。｜\n");
    }
}
