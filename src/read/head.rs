//! The head that programs which save pages put above a text: lines of label and value (标题：…, - title: …), between dashes or
//! not (dict/heads.txt). They tell of the file and are none of its text.

use super::metadata::{Field, Metadata};
use crate::lexicon::entries;
use std::{collections::HashMap, sync::LazyLock};

/// Reads a head into `metadata`; gives how many bytes of the text it takes up.
pub(super) fn take(text: &str, metadata: &mut Metadata) -> usize {
    /// No head is longer, in lines.
    const MOST: usize = 60;
    let mut found: Vec<(Option<Field>, &str)> = Vec::new();
    let (mut at, mut end, mut fenced, mut heading) = (0, 0, false, None);
    for line in text.split_inclusive('\n').take(MOST) {
        let here = at;
        at += line.len();
        let line = line.trim_start_matches('\u{FEFF}').trim();
        if line.is_empty() {
            continue;
        }
        if line.len() >= 3 && line.bytes().all(|b| b == b'-') {
            if !found.is_empty() {
                end = at;
                break;
            }
            if here == 0 {
                fenced = true
            } else {
                break;
            }
            continue;
        }
        // A heading over the list of them.
        if line.starts_with("# ") && found.is_empty() {
            heading = Some(line.trim_start_matches("# "));
            continue;
        }
        let Some((field, value)) = labelled(line, fenced) else { break };
        found.push((field, value));
        end = at;
    }
    let known = found.iter().filter(|(field, _)| field.is_some()).count();
    if found.len() < 2 || known == 0 {
        return 0;
    }
    for (field, value) in found {
        if let Some(field) = field {
            metadata.set(field, value.trim_matches(['"', '\'']));
        }
    }
    if let Some(heading) = heading {
        metadata.set(Field::Title, heading);
    }
    end
}

/// What a line of a head fills, and with what; none where it is no such line.
fn labelled(line: &str, fenced: bool) -> Option<(Option<Field>, &str)> {
    static LABELS: LazyLock<HashMap<&str, Option<Field>>> = LazyLock::new(|| {
        let field = |tag: &str| (tag != "-").then(|| Field::of(tag).map(|(field, _)| field)).flatten();
        entries(include_str!("../../dict/heads.txt")).map(|(label, tag)| (label, field(tag))).collect()
    });
    /// The longest label, in characters.
    const LONGEST: usize = 24;
    let listed = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "));
    let (label, value) =
        listed.unwrap_or(line).trim_start_matches('>').split_once([':', '：', '\t', '】'])?;
    let plain = |c: &char| !c.is_whitespace() && !matches!(c, '*' | '【' | '】');
    let label: String = label.chars().filter(plain).flat_map(char::to_lowercase).collect();
    let value = value.trim_start_matches(['*', ':', '：']);
    if label.is_empty() || label.chars().nth(LONGEST).is_some() {
        return None;
    }
    let key = label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    match LABELS.get(label.as_str()) {
        Some(field) => Some((*field, value.trim())),
        // Programs' own keys.
        None if key && (listed.is_some() || fenced) => Some((None, value.trim())),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_tells_of_the_file_and_is_none_of_its_text() {
        for head in [
            "标题：全县防汛讲话\n来源：某县人民政府\nURL：http://example.gov.cn/1.html\n发布时间：2026-10-12\n\n",
            "---\ntitle: 全县防汛讲话\nsource: 某县人民政府\nurl: http://example.gov.cn/1.html\ndate: 2026-10-12\n---\n",
            "# 存档\n\n- corpus_id: a1\n- title: 全县防汛讲话\n- publisher: 某县人民政府\n- source_url: http://example.gov.cn/1.html\n- publish_date: 2026-10-12\n\n---\n",
        ] {
            let mut metadata = Metadata::default();
            let text = format!("{head}同志们：\n一、要早谋划。\n");
            let end = take(&text, &mut metadata);
            assert_eq!(text[end..].trim_start(), "同志们：\n一、要早谋划。\n", "{head}");
            assert_eq!(metadata.title.as_deref(), Some("全县防汛讲话"), "{head}");
            assert_eq!(metadata.issuer.as_deref(), Some("某县人民政府"), "{head}");
            assert_eq!(metadata.published.as_deref(), Some("2026-10-12"), "{head}");
            assert_eq!(metadata.url.as_deref(), Some("http://example.gov.cn/1.html"), "{head}");
        }
    }

    #[test]
    fn what_a_text_says_of_itself_is_no_head() {
        for text in
            ["时间：3月2日\n地点：县政府\n主持：县长\n", "标题：讲话\n同志们：\n", "各镇：\n要抓好落实：\n"]
        {
            let mut metadata = Metadata::default();
            assert_eq!(take(text, &mut metadata), 0, "{text}");
            assert_eq!(metadata, Metadata::default());
        }
    }
}
