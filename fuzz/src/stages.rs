//! The stages from bytes to records, on texts of any kind: half of them as they come, half put together of what policy
//! texts are made of, which bytes hardly hit.

use std::fmt::Write as _;
use yaodian::{
    Analyzer, Dictionary,
    clean::Cleaned,
    document::{self, Analysis},
    read,
    record::record,
    source::{Source, Span, Unit},
    split as parts,
};

/// What texts are put together of: markers, words that decide something, what stands between them, and what hurts.
const PIECES: [&str; 98] = [
    "一、",
    "二、",
    "三、",
    "（一）",
    "（二）",
    "(三)",
    "1.",
    "2．",
    "3、",
    "1)",
    "①",
    "②",
    "第一，",
    "第二，",
    "第一条　",
    "第二章",
    "首先，",
    "其次，",
    "一是",
    "二是",
    "三是",
    "一要",
    "二要",
    "1.1",
    "1.2.1",
    "—、",
    "（—）",
    "〇",
    "十",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "　　",
    " ",
    "。",
    "；",
    "：",
    "，",
    "、",
    "！",
    "？",
    "“",
    "”",
    "《",
    "》",
    "（",
    "）",
    "[",
    "]",
    "关于",
    "的通知",
    "讲话",
    "同志们：",
    "谢谢大家！",
    "各镇：",
    "附件：",
    "附件1",
    "责任单位：",
    "牵头单位",
    "完成时限",
    "要",
    "必须",
    "不得",
    "严禁",
    "应当",
    "可以",
    "鼓励",
    "由",
    "负责",
    "县水利局",
    "各级各部门",
    "市发展改革委",
    "抓好",
    "推进",
    "落实",
    "完成",
    "防汛",
    "工作",
    "去年",
    "2026年3月1日",
    "6月底前",
    "每季度",
    "80%以上",
    "300余万",
    "不少于2次",
    "以来",
    "问题",
    "目录",
    "# ",
    "**",
    "| a | b |\n|---|---|\n",
    "&nbsp;",
    "<br>",
    "\u{feff}",
    "𠮷",
];

/// The text that bytes stand for.
pub(crate) fn text(bytes: &[u8]) -> String {
    match bytes.split_first() {
        Some((kind, rest)) if kind % 2 == 1 => {
            rest.iter().map(|byte| PIECES[usize::from(*byte) % PIECES.len()]).collect()
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The bytes that stand for a text of pieces, for seeds.
pub(crate) fn pieces(text: &str) -> Vec<u8> {
    let mut out = vec![1];
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let longest =
            (0..PIECES.len()).filter(|i| rest.starts_with(PIECES[*i])).max_by_key(|i| PIECES[*i].len());
        out.extend(longest.map(|i| i as u8));
        rest = &rest[longest.map_or(c.len_utf8(), |i| PIECES[i].len())..];
    }
    out
}

fn analyses(text: String, hold: impl FnOnce(&Cleaned<'_>, &[Analysis])) {
    let source = Source::new(text);
    let cleaned = document::cleaned(&source);
    hold(&cleaned, &document::analyses(&cleaned));
}

/// A place lies in the text, between characters.
fn holds(span: Span, text: &str) {
    assert!(
        span.start <= span.end && text.get(span.start..span.end).is_some(),
        "{span:?} in {} bytes",
        text.len()
    );
}

/// Any bytes as a text of whatever encoding.
pub(crate) fn decode(bytes: &[u8]) {
    if let Ok(read) = read::bytes(bytes.to_vec(), "a.txt", None) {
        let text = read.source.text();
        assert!(read.source.position(text.len(), Unit::Codepoints) == text.chars().count());
    }
}

/// Repairs take out what they name and nothing else; every place maps back.
pub(crate) fn clean(bytes: &[u8]) {
    let source = Source::new(text(bytes));
    let cleaned = document::cleaned(&source);
    let mut left = source.text().to_owned();
    for cut in cleaned.cuts().iter().rev() {
        left.replace_range(cut.span.start..cut.span.end, "");
    }
    assert_eq!(left, cleaned.written());
    for (at, _) in cleaned.text().char_indices() {
        assert_eq!(cleaned.from_source(cleaned.to_source(at)), at);
    }
    let mut end = 0;
    for paragraph in cleaned.paragraphs() {
        holds(*paragraph, cleaned.text());
        assert!(paragraph.start >= end, "paragraphs stand behind one another");
        end = paragraph.end;
    }
}

/// Documents stand behind one another.
pub(crate) fn split(bytes: &[u8]) {
    let source = Source::new(text(bytes));
    let cleaned = document::cleaned(&source);
    let mut end = 0;
    for document in parts::split(&cleaned) {
        assert!(document.paragraphs.start >= end && document.paragraphs.end <= cleaned.paragraphs().len());
        end = document.paragraphs.end;
        holds(document.span(&cleaned), cleaned.text());
    }
}

/// Items stand in the order of the text, in their document, in their parents, behind them; lists know their items.
pub(crate) fn outline(bytes: &[u8]) {
    let source = Source::new(text(bytes));
    let cleaned = document::cleaned(&source);
    for Analysis { span, outline, roles, .. } in document::outlines(&cleaned) {
        assert_eq!(outline.items.len(), roles.len());
        let mut start = 0;
        for (i, item) in outline.items.iter().enumerate() {
            holds(item.span, cleaned.text());
            holds(item.title, cleaned.text());
            assert!(item.span.start >= start && span.start <= item.span.start && item.span.end <= span.end);
            assert!(item.marker.start >= item.span.start && item.marker.end <= item.span.end);
            start = item.span.start;
            if let Some(parent) = item.parent {
                let around = outline.items[parent].span;
                assert!(parent < i && around.start <= item.span.start && item.span.end <= around.end);
                assert_eq!(item.depth, outline.items[parent].depth + 1);
            }
            assert!(outline.lists[item.list].items.contains(&i));
        }
        for list in &outline.lists {
            assert!(list.items.iter().all(|i| outline.items[*i].parent == list.parent));
        }
    }
}

/// Clauses stand behind one another, in the order of the text.
pub(crate) fn sense(bytes: &[u8]) {
    let source = Source::new(text(bytes));
    let cleaned = document::cleaned(&source);
    for Analysis { readings, .. } in document::outlines(&cleaned) {
        let mut end = 0;
        for reading in readings {
            let body = reading.segment.body();
            holds(body, cleaned.text());
            assert!(body.start >= end, "clauses share nothing: {body:?} behind {end}");
            end = body.end;
            if let Some(cue) = reading.cue() {
                holds(cue.span(), cleaned.text());
            }
        }
    }
}

/// What directives name stands in the text, what is theirs in them; tables' cells too.
pub(crate) fn directives(bytes: &[u8]) {
    analyses(text(bytes), |cleaned, analyses| {
        let text = cleaned.text();
        for Analysis { directives, outline, tables, .. } in analyses {
            for directive in directives {
                holds(directive.span, text);
                assert!(directive.item.is_none_or(|item| item < outline.items.len()));
                assert!((1..=5).contains(&directive.strength));
                directive.actors.iter().for_each(|actor| holds(actor.span, text));
                directive.deadlines.iter().for_each(|deadline| holds(deadline.span, text));
                directive.targets.iter().for_each(|target| holds(target.span, text));
                directive
                    .conditions
                    .iter()
                    .chain(&directive.consequences)
                    .for_each(|span| holds(*span, text));
            }
            tables.iter().flat_map(|table| table.rows.iter().flatten()).for_each(|cell| holds(*cell, text));
        }
    });
}

/// Records are written and read back; what they say of places is so in the text that was given; any line is a record or
/// an error.
pub(crate) fn records(bytes: &[u8]) {
    let _ = record(&String::from_utf8_lossy(bytes), None);
    let given = text(bytes);
    let characters: Vec<char> = given.chars().collect();
    for written in Analyzer::new(Dictionary::default()).analyze(&given).records() {
        for place in written
            .items
            .iter()
            .map(|item| (item.start, item.end))
            .chain(written.directives.iter().map(|d| (d.start, d.end)))
        {
            assert!(place.0 <= place.1 && place.1 <= characters.len(), "{place:?} of {}", characters.len());
        }
        let mut line = String::new();
        write!(line, "{}", serde_json::to_string(&written).expect("a record is JSON")).expect("memory");
        let back = record(&line, None).expect("what was written can be read");
        assert_eq!(back.document, written.document);
    }
}
