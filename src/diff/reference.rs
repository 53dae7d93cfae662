//! References of a text to its own points: 第十二条, 第二款.

use crate::numeral;

/// What a reference ends with.
const ENDS: [char; 7] = ['条', '款', '项', '章', '节', '编', '目'];
/// What stands for a number.
const MASK: &str = "第§";

/// A text with § for the numbers of its references, and the references in their order.
pub(super) fn masked(text: &str) -> (String, Vec<&str>) {
    let (mut out, mut found, mut rest) = (String::with_capacity(text.len()), Vec::new(), text);
    while let Some(at) = rest.find('第') {
        out.push_str(&rest[..at]);
        let here = &rest[at..];
        match length(here) {
            Some(end) => {
                found.push(&here[..end]);
                out.push_str(MASK);
                out.extend(here[..end].chars().next_back());
                rest = &here[end..];
            }
            None => {
                out.push('第');
                rest = &here['第'.len_utf8()..];
            }
        }
    }
    out.push_str(rest);
    (out, found)
}

/// The bytes of the reference that a text opens with.
fn length(text: &str) -> Option<usize> {
    let number = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千".contains(c);
    let digits = text['第'.len_utf8()..].find(|c| !number(c))?;
    let at = '第'.len_utf8() + digits;
    let end = text[at..].chars().next()?;
    (digits > 0 && ENDS.contains(&end)).then_some(at + end.len_utf8())
}

/// The number of a reference, and what it counts: 12, 条.
pub(super) fn number(reference: &str) -> Option<(u32, char)> {
    let end = reference.chars().next_back()?;
    let digits = reference.strip_prefix('第')?.strip_suffix(end)?;
    Some((numeral::whole(digits)?, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_references_are_masked() {
        let (text, found) = masked("违反第十二条第二款、第3项，第一批、第一要务不在此列");
        assert_eq!(text, "违反第§条第§款、第§项，第一批、第一要务不在此列");
        assert_eq!(found, ["第十二条", "第二款", "第3项"]);
        assert_eq!(number("第二十条"), Some((20, '条')));
        assert_eq!(masked("第"), ("第".into(), vec![]));
    }
}
