//! The names of fonts ([MS-DOC] 2.9.286), which tell what the signs of symbol fonts show.

use super::le;

pub(super) struct Fonts(Vec<String>);

impl Fonts {
    pub(super) fn read(table: &[u8]) -> Self {
        const NAME: usize = 40;
        let mut names = Vec::new();
        let mut at = 4;
        for _ in 0..le::u16(table, 0).unwrap_or(0) {
            let Some(length) = le::u8(table, at).map(|n| usize::from(n) + 1) else { break };
            let font = le::part(table, at, length).unwrap_or_default();
            let name = le::utf16(font, NAME, length);
            let name = name.split(|unit| *unit == 0).next().unwrap_or_default();
            names.push(String::from_utf16_lossy(name));
            at += length;
        }
        Self(names)
    }

    /// The name of a font; empty where there is none.
    pub(super) fn name(&self, number: u16) -> &str {
        self.0.get(usize::from(number)).map_or("", String::as_str)
    }
}
