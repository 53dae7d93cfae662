//! What may be shown on a terminal: signs that would steer it, or turn the order of writing, are made visible.

mod color;

pub(crate) use color::Palette;

use color::{CLOSE, OPEN};
use std::borrow::Cow;

/// Whether a character would do something to a terminal instead of standing on it: C0 and C1 controls other than the end
/// of a line and the tab, DEL, and what changes the direction of writing.
const fn steers(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}')
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text as a terminal may show it: C0 controls as their pictures (␛), others as �; each takes one column.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        // Of the end of a line as Windows writes it nothing is to be seen.
        '\r' => None,
        '\u{7F}' => Some('\u{2421}'),
        c if c <= '\u{1F}' && steers(c) => char::from_u32(0x2400 + u32::from(c)),
        c if steers(c) => Some('\u{FFFD}'),
        c => Some(c),
    };
    Cow::Owned(text.chars().filter_map(shown).collect())
}

/// A text as a terminal may show it, with the escape codes of our own colours where they are wanted.
pub(crate) fn painted(text: &str, colours: bool) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match OPEN.iter().find(|(sign, _)| *sign == c).map(|(_, code)| *code).or((c == CLOSE).then_some("0"))
        {
            Some(code) if colours => out.extend(["\x1b[", code, "m"]),
            Some(_) => out.push('\u{FFFD}'),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(visible("要点\t1\n\u{1b}[31m红\u{9b}2J\u{202e}反\u{7f}\r\n"), "要点\t1\n␛[31m红�2J�反␡\n");
        assert!(matches!(visible("要点\n"), Cow::Borrowed(_)));
        let red = Palette::new(true).alarm("红\u{1b}[5m");
        assert_eq!(painted(&red, true), "\u{1b}[31m红␛[5m\u{1b}[0m");
        assert_eq!(painted(&red, false), "�红␛[5m�");
    }
}
