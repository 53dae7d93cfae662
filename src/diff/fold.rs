//! What two wordings have in common where they are only written differently.

use super::reference;
use crate::{lexicon::entries, rules};
use std::sync::LazyLock;

static DICT: LazyLock<&str> =
    LazyLock::new(|| rules::text("variants", include_str!("../../dict/variants.txt")));

/// A sign by its half-width form, quotation marks and dashes by one form each; none for white space.
fn sign(c: char) -> Option<char> {
    Some(match c {
        '\u{200B}'..='\u{200D}' | '\u{FEFF}' => return None,
        c if c.is_whitespace() => return None,
        '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '\'' => '"',
        '—' | '–' | '−' | '－' | '─' | '～' | '〜' => '-',
        '〔' | '【' | '﹝' => '[',
        '〕' | '】' | '﹞' => ']',
        '。' | '．' => '.',
        '•' | '・' | '‧' => '·',
        '〈' | '<' | '＜' => '《',
        '〉' | '>' | '＞' => '》',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        c => c,
    })
}

/// Without white space, signs by one width each.
pub(super) fn width(text: &str) -> String {
    text.chars().filter_map(sign).collect()
}

/// Without white space, signs by one width, variants of a word by one spelling.
pub(crate) fn spelling(text: &str) -> String {
    let mut out = width(text);
    for (from, to) in entries(*DICT) {
        if out.contains(from) {
            out = out.replace(from, to);
        }
    }
    out
}

/// How far two wordings differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// Not at all, white space aside.
    Same,
    /// In the width and form of signs only: （ for (, ” for ".
    Signs,
    /// In the spelling of words only: 帐 for 账.
    Variants,
    /// In references only, which follow the points that they name to their new numbers.
    References,
    /// In what they say.
    Text,
}

/// How far two wordings differ; `follows` tells whether a reference names on both sides the same point.
pub(super) fn differ(old: &str, new: &str, follows: impl Fn(&str, &str) -> bool) -> Wording {
    if same(old.chars(), new.chars()) {
        return Wording::Same;
    }
    let (a, b) = (width(old), width(new));
    if a == b {
        return Wording::Signs;
    }
    let (a, b) = (spelling(old), spelling(new));
    if a == b {
        return Wording::Variants;
    }
    let ((a, of_a), (b, of_b)) = (reference::masked(&a), reference::masked(&b));
    // A paragraph of a point that was split has another number there: 第九条第三款, 第十一条第二款.
    let mut followed = false;
    let mut follow = |(a, b): (&&str, &&str)| {
        let part = followed && a.ends_with(['款', '项', '目']);
        followed = part || (a != b && follows(a, b));
        a == b || followed
    };
    if a == b && of_a.len() == of_b.len() && of_a.iter().zip(&of_b).all(&mut follow) {
        Wording::References
    } else {
        Wording::Text
    }
}

/// Whether two texts are the same, white space aside.
fn same(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> bool {
    let seen = |c: &char| !c.is_whitespace();
    a.filter(seen).eq(b.filter(seen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_differ_by_the_least_that_parts_them() {
        let cases = [
            ("依法 记账。", "依法记账。", Wording::Same),
            ("（一）收入；", "(一)收入;", Wording::Signs),
            ("设置帐簿。", "设置账簿。", Wording::Variants),
            ("依照第三条处罚。", "依照第四条处罚。", Wording::References),
            ("依照第三条处罚。", "依照第五条处罚。", Wording::Text),
            ("依照第三条处罚。", "依照前条处罚。", Wording::Text),
            ("五日内报告。", "三日内报告。", Wording::Text),
        ];
        for (old, new, wording) in cases {
            assert_eq!(differ(old, new, |a, b| (a, b) == ("第三条", "第四条")), wording, "{old} {new}");
        }
    }
}
