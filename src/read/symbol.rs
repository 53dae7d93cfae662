//! The signs of symbol fonts, which stand in the private area of Unicode or below 256.

use super::numbering::Form;
use crate::lexicon;
use std::{collections::HashMap, sync::LazyLock};

/// The character that a code of a font shows, where the font is one of signs and the sign is known.
pub(super) fn shown(font: &str, code: u32) -> Option<char> {
    static SIGNS: LazyLock<HashMap<(&str, u32), char>> = LazyLock::new(|| {
        let entries = lexicon::entries(include_str!("../../dict/symbols.txt"));
        let sign = |(sign, place): (&'static str, &'static str)| {
            let (font, code) = place.rsplit_once(' ')?;
            Some(((font, u32::from_str_radix(code, 16).ok()?), sign.chars().next()?))
        };
        entries.filter_map(sign).collect()
    });
    // Fonts of signs are addressed at F000 and up.
    let low = if (0xF000..0xF100).contains(&code) { code - 0xF000 } else { code };
    let font = font.to_ascii_lowercase();
    let circled = match low {
        0x81..=0x8A => Some(low - 0x80),
        0x8C..=0x95 => Some(low - 0x8B),
        _ => None,
    };
    match circled {
        Some(number) if font == "wingdings" => Form::Circled(20).write(number).chars().next(),
        _ => SIGNS.get(&(font.as_str(), low)).copied().or_else(|| plain(code)),
    }
}

/// The sign of a list that doesn't count, from the character that its file has for it.
pub(super) fn bullet(font: &str, c: char) -> char {
    let signs =
        ["wingdings", "webdings", "symbol"].iter().any(|name| font.to_ascii_lowercase().starts_with(name));
    match c {
        '\u{E000}'..='\u{F8FF}' => shown(font, c as u32).unwrap_or('•'),
        _ if signs && (c as u32) < 256 => shown(font, c as u32).unwrap_or('•'),
        _ => c,
    }
}

/// A text with the characters of the private area as the signs that the font has for them, where they are known.
pub(super) fn told(font: &str, text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{E000}'..='\u{F8FF}' => shown(font, c as u32).unwrap_or(c),
            _ => c,
        })
        .collect()
}

/// A code that is a character by itself.
fn plain(code: u32) -> Option<char> {
    char::from_u32(code).filter(|c| *c >= '\u{2010}' && !('\u{E000}'..='\u{F8FF}').contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_told_by_font_and_code() {
        assert_eq!(shown("Symbol", 0xF0B3), Some('≥'));
        assert_eq!(shown("Wingdings", 0xF082), Some('②'));
        assert_eq!(shown("Wingdings", 0x95), Some('⑩'));
        assert_eq!(shown("Wingdings 2", 0xF052), Some('☑'));
        assert_eq!(shown("宋体", 0x2460), Some('①'));
        assert_eq!(shown("Webdings", 0xF031), None);
    }
}
