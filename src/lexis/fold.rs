//! Traditional characters as simplified ones, so that simplified words find them.

use std::borrow::Cow;

/// `text` with traditional characters turned into simplified ones by OpenCC's tables of characters and phrases (乾坤
/// keeps its 乾). Every character stays at its byte: the few that would take up more or less room are left as they are.
pub(super) fn simplified(text: &str) -> Cow<'_, str> {
    let converted = hanconv::t2s(text);
    if converted == text {
        return Cow::Borrowed(text);
    }
    // No phrase of the tables changes its length; were there one, characters would be turned one by one.
    if converted.chars().count() != text.chars().count() {
        let one = |c: char| hanconv::t2s(c.encode_utf8(&mut [0; 4])).chars().next().map_or(c, |s| kept(c, s));
        return Cow::Owned(text.chars().map(one).collect());
    }
    Cow::Owned(text.chars().zip(converted.chars()).map(|(from, to)| kept(from, to)).collect())
}

/// `to`, where it takes as much room as `from`.
fn kept(from: char, to: char) -> char {
    if from.len_utf8() == to.len_utf8() { to } else { from }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_stays_at_its_byte() {
        let text = "各級要落實責任，發展數字經濟；乾坤未定。𠮷A\n";
        let folded = simplified(text);
        assert_eq!(folded, "各级要落实责任，发展数字经济；乾坤未定。𠮷A\n");
        assert!(text.char_indices().map(|c| c.0).eq(folded.char_indices().map(|c| c.0)));
        assert!(matches!(simplified("已经是简体"), Cow::Borrowed(_)));
    }
}
