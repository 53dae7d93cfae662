//! The lists of a document ([MS-DOC] 2.4.6.3) as Word shows them.

use super::{
    super::{
        numbering::{Form, LEVELS},
        word::{
            codes::{form_name, suffix, template},
            lists::{Abstract, Level, List, Lists},
        },
    },
    fib::{Entry, Fib},
    fonts::Fonts,
    formatting::style_name,
    le,
    sprm::{self, code},
};

/// How many levels a list of this format has.
const DEEPEST: usize = 9;

/// Reads the lists.
pub(super) fn read(fib: &Fib<'_>, fonts: &Fonts) -> Lists {
    let mut lists = Lists::default();
    definitions(fib, fonts, &mut lists);
    overrides(fib.entry(Entry::ListOverrides), fonts, &mut lists);
    lists
}

/// The definitions: their heads in a table, their levels behind it.
fn definitions(fib: &Fib<'_>, fonts: &Fonts, lists: &mut Lists) {
    const HEAD: usize = 28;
    let heads = fib.entry(Entry::Lists);
    let mut levels = fib.behind(Entry::Lists);
    for head in heads.get(2..).unwrap_or_default().chunks_exact(HEAD) {
        let Some(id) = le::u32(head, 0) else { break };
        let is_simple = head[26] & 1 == 1;
        let mut definition = Abstract::default();
        for at in 0..if is_simple { 1 } else { DEEPEST } {
            let Some(mut level) = take_level(&mut levels, fonts) else { return };
            level.style = le::u16(head, 8 + at * 2).filter(|&style| style != 0x0FFF).map(style_name);
            definition.levels[at] = Some(level);
        }
        lists.definitions.insert(id, definition);
    }
}

/// The lists that paragraphs belong to, numbered from 1, with what each changes in its definition.
fn overrides(table: &[u8], fonts: &Fonts, lists: &mut Lists) {
    const HEAD: usize = 16;
    let count = le::u32(table, 0).unwrap_or(0) as usize;
    let heads = table.get(4..).unwrap_or_default().chunks_exact(HEAD).take(count);
    let mut rest = table.get(4 + heads.len() * HEAD..).unwrap_or_default();
    for (index, head) in heads.enumerate() {
        let mut list = List { definition: le::u32(head, 0).unwrap_or(0), ..List::default() };
        // A place that is not used stands before what is changed.
        rest = rest.get(4..).unwrap_or_default();
        for _ in 0..head[12] {
            let (Some(start), Some(info)) = (le::u32(rest, 0), le::u32(rest, 4)) else { break };
            rest = &rest[8..];
            let at = (info & 0xF) as usize;
            let (starts, formatted) = (info & 0x10 != 0, info & 0x20 != 0);
            let level = if formatted { take_level(&mut rest, fonts) } else { None };
            if at >= LEVELS {
                continue;
            }
            if starts {
                let of_level = level.as_ref().and_then(|level| level.start);
                list.starts.insert(at, of_level.unwrap_or(start));
            }
            list.levels.extend(level.map(|level| (at, level)));
        }
        lists.lists.insert(index as u32 + 1, list);
    }
}

/// The level that the bytes begin with (2.9.150), which are then those behind it.
fn take_level(bytes: &mut &[u8], fonts: &Fonts) -> Option<Level> {
    const HEAD: usize = 28;
    let head = le::part(bytes, 0, HEAD)?;
    let (characters, paragraphs) = (usize::from(head[24]), usize::from(head[25]));
    let properties = le::part(bytes, HEAD + paragraphs, characters)?;
    let text_at = HEAD + paragraphs + characters;
    let length = usize::from(le::u16(bytes, text_at)?);
    let text = le::utf16(bytes, text_at + 2, length);
    *bytes = bytes.get(text_at + 2 + length * 2..)?;

    let name = form_name(u32::from(head[4]));
    let flags = head[5];
    let mut level = Level {
        start: le::u32(head, 0),
        form: Form::of_word(name),
        form_name: name.into(),
        text: template(&text),
        suffix: suffix(head[15]),
        restart: (flags & 0x08 != 0).then_some(usize::from(head[26])),
        legal: flags & 0x04 != 0,
        ..Level::default()
    };
    for property in sprm::all(properties) {
        match property.code {
            code::HIDDEN => level.hidden = property.byte() != 0,
            code::FONT => level.font = fonts.name(property.word()).into(),
            _ => {}
        }
    }
    Some(level)
}
