//! Traditional characters as simplified ones, so that simplified words find them.

use rustc_hash::FxHashSet;
use std::{borrow::Cow, sync::LazyLock};

/// `text` with traditional characters turned into simplified ones by OpenCC's tables of characters and phrases (乾坤
/// keeps its 乾). Every character stays at its byte: the few that would take up more or less room are left as they are.
pub(crate) fn simplified(text: &str) -> Cow<'_, str> {
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

/// Frequent characters of policy texts that only traditional ones have.
const ONLY: &str = "應該須國務會發對於實點開關與為將這個們來時學電車長門問題業產經濟黨區縣鄉鎮農廠礦鐵運輸貿財稅預決議報導領幹隊員職責監檢處罰規則條項標準約辦團體組織網絡數據環衛醫療養護險難災邊戰線種糧飼葉魚勞動計劃總結階級鬥爭";

/// Whether a text is written in traditional characters, by the share of those among its first ones that only such texts
/// have.
pub(super) fn is_traditional(text: &str) -> bool {
    /// How many characters are looked at.
    const SAMPLE: usize = 4000;
    static TRADITIONAL: LazyLock<FxHashSet<char>> = LazyLock::new(|| ONLY.chars().collect());
    let han = text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).take(SAMPLE);
    let (mut all, mut only) = (0, 0);
    for c in han {
        all += 1;
        only += usize::from(TRADITIONAL.contains(&c));
    }
    // One in thirty: a quotation from an old text is none.
    only * 30 > all
}

/// Of `read`, a stretch of the simplified text perhaps without its white space, how it is written.
pub(super) fn as_written(read: &str, simplified: &str, written: &str) -> Option<String> {
    let whole = |start: usize| {
        let mut wanted = read.chars().filter(|c| !c.is_whitespace());
        let mut out = String::with_capacity(read.len());
        let mut next = wanted.next();
        for (at, c) in simplified[start..].char_indices() {
            let Some(want) = next else { break };
            if c == want {
                out.extend(written[start + at..].chars().next());
                next = wanted.next();
            } else if !c.is_whitespace() {
                return None;
            }
        }
        next.is_none().then_some(out)
    };
    let first = read.chars().find(|c| !c.is_whitespace())?;
    simplified.match_indices(first).find_map(|(at, _)| whole(at))
}

/// `to`, where it takes as much room as `from`.
fn kept(from: char, to: char) -> char {
    if from.len_utf8() == to.len_utf8() { to } else { from }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_characters_that_tell_are_traditional() {
        assert!(ONLY.chars().all(|c| hanconv::t2s(c.to_string()) != c.to_string()));
    }

    #[test]
    fn every_character_stays_at_its_byte() {
        let text = "各級要落實責任，發展數字經濟；乾坤未定。𠮷A\n";
        let folded = simplified(text);
        assert_eq!(folded, "各级要落实责任，发展数字经济；乾坤未定。𠮷A\n");
        assert!(text.char_indices().map(|c| c.0).eq(folded.char_indices().map(|c| c.0)));
        assert!(matches!(simplified("已经是简体"), Cow::Borrowed(_)));
    }
}
