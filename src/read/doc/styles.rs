//! The style sheet ([MS-DOC] 2.9.271): what each style says of numbering, and whether it hides text.

use super::{
    super::word::styles::{Style, Styles},
    formatting::{number_property, style_name},
    le,
    sprm::{self, code},
};

/// No style (2.9.260).
const NONE: u16 = 0x0FFF;

/// Reads the style sheet; styles are named by their numbers.
pub(super) fn read(sheet: &[u8]) -> Styles {
    let mut styles = Styles::default();
    let head = le::u16(sheet, 0).map_or(0, usize::from);
    let base = le::u16(sheet, 4).map_or(0, usize::from);
    let mut at = 2 + head;
    for number in 0..le::u16(sheet, 2).unwrap_or(0).min(NONE) {
        let Some(length) = le::u16(sheet, at).map(usize::from) else { break };
        if let Some(style) = le::part(sheet, at + 2, length).and_then(|bytes| style(bytes, base)) {
            styles.named.insert(style_name(number), style);
        }
        at += 2 + length;
    }
    styles
}

fn style(bytes: &[u8], base: usize) -> Option<Style> {
    const PARAGRAPH: u16 = 1;
    const CHARACTER: u16 = 2;
    let (kind, parent) = le::u16(bytes, 2).map(|word| (word & 0xF, word >> 4))?;
    let name = usize::from(le::u16(bytes, base)?);
    let mut at = base + 2 + name * 2 + 2;
    // Lists of properties begin at even bytes.
    let mut list = || {
        at += at & 1;
        let length = usize::from(le::u16(bytes, at)?);
        let list = le::part(bytes, at + 2, length)?;
        at += 2 + length;
        Some(list)
    };
    let mut style = Style { parent: (parent != NONE).then(|| style_name(parent)), ..Style::default() };
    if kind == PARAGRAPH {
        // The number of the style stands before its properties.
        for property in sprm::all(list().and_then(|list| list.get(2..)).unwrap_or_default()) {
            number_property(&mut style.numbering, property);
        }
    }
    if kind == PARAGRAPH || kind == CHARACTER {
        for property in sprm::all(list().unwrap_or_default()) {
            if property.code == code::HIDDEN {
                style.hidden = sprm::toggled(property.byte(), style.hidden);
            }
        }
    }
    Some(style)
}
