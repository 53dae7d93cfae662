//! What the properties of a paragraph and of a run say.

use super::{
    super::word::{
        styles::{NumberProperties, Styles},
        tables::Cell,
    },
    le,
    sprm::{self, Sprm, code},
    text::Modifier,
};

/// The name of a style here: its number.
pub(super) fn style_name(number: u16) -> String {
    number.to_string()
}

/// Takes what a property says of numbering.
pub(super) fn number_property(numbering: &mut NumberProperties, property: Sprm<'_>) {
    match property.code {
        code::LEVEL => numbering.level = Some(usize::from(property.byte())),
        code::LIST => {
            // A list of the negative number has indents of its own (2.6.2); F801 is none.
            let number = property.word();
            let list = if number >= 0xF801 { number.wrapping_neg() & 0x7FF } else { number };
            numbering.list = Some(if number == 0xF801 { 0 } else { u32::from(list) });
        }
        _ => {}
    }
}

/// What a paragraph's properties say.
#[derive(Debug, Default)]
pub(super) struct Paragraph<'b> {
    pub(super) style: u16,
    pub(super) numbering: NumberProperties,
    /// How deep it stands in tables.
    pub(super) depth: u32,
    /// Whether its mark ends a row, or a cell of a table in a table.
    pub(super) ends_row: bool,
    pub(super) ends_inner_cell: bool,
    /// The cells of the row that it ends.
    cells: &'b [u8],
    /// Which of them go on with the cell above, or begin one that goes on below: the cell and how.
    downwards: Vec<(u8, u8)>,
    /// Which of them are one: the first, and the one behind the last.
    across: Vec<(u8, u8)>,
}

impl<'b> Paragraph<'b> {
    /// The cells of the row that it ends ([MS-DOC] 2.9.327, 2.9.308).
    pub(super) fn row(&self) -> Vec<Cell> {
        const CELL: usize = 20;
        let count = usize::from(self.cells.first().copied().unwrap_or(0));
        let edge = |index: usize| le::i16(self.cells, 1 + index * 2).map(i32::from);
        let flags = |index: usize| le::u16(self.cells, 1 + (count + 1) * 2 + index * CELL).unwrap_or(0);
        let cell = |index: usize| {
            let flags = flags(index);
            Some(Cell {
                left: edge(index)?,
                right: edge(index + 1)?,
                goes_on: flags >> 5 & 3 == 1,
                is_one_with_last: flags & 3 == 1,
                ..Cell::default()
            })
        };
        let mut cells: Vec<Cell> = (0..count).map_while(cell).collect();
        for &(index, how) in &self.downwards {
            if let Some(cell) = cells.get_mut(usize::from(index)) {
                cell.goes_on = how & 3 == 1;
            }
        }
        for &(first, behind) in &self.across {
            for cell in cells.iter_mut().take(usize::from(behind)).skip(usize::from(first) + 1) {
                cell.is_one_with_last = true;
            }
        }
        cells
    }

    /// Reads the properties of a paragraph, with what a fast save has put on its piece; `data` is the stream that holds
    /// those which are too long.
    pub(super) fn read(properties: &'b [u8], modifier: &Modifier<'b>, data: &'b [u8]) -> Self {
        let mut out = Self { style: le::u16(properties, 0).unwrap_or(0), ..Self::default() };
        let mut in_table = false;
        let own = properties.get(2..).unwrap_or_default();
        let fast = if let Modifier::Many(list) = modifier { list } else { &[][..] };
        for property in sprm::all(own).chain(sprm::all(fast)) {
            if code::ELSEWHERE.contains(&property.code) {
                let rest = data.get(property.long() as usize..).unwrap_or_default();
                let length = le::u16(rest, 0).map_or(0, usize::from);
                let list = le::part(rest, 2, length).unwrap_or_default();
                sprm::all(list).for_each(|property| out.take(property, &mut in_table));
            } else {
                out.take(property, &mut in_table);
            }
        }
        if let Modifier::One { short, value } = *modifier {
            out.take_short(short, value, &mut in_table);
        }
        out.depth = if in_table { out.depth.max(1) } else { 0 };
        out
    }

    fn take(&mut self, property: Sprm<'b>, in_table: &mut bool) {
        let pair = || (property.byte(), property.value.get(1).copied().unwrap_or(0));
        match property.code {
            code::STYLE => self.style = property.word(),
            code::IN_TABLE => *in_table = property.byte() != 0,
            code::DEPTH => self.depth = property.long(),
            code::ROW_END | code::INNER_ROW_END => self.ends_row = property.byte() != 0,
            code::INNER_CELL_END => self.ends_inner_cell = property.byte() != 0,
            code::CELLS => self.cells = property.value,
            code::CELL_DOWN => self.downwards.push(pair()),
            code::CELLS_ACROSS => self.across.push(pair()),
            _ => number_property(&mut self.numbering, property),
        }
    }

    /// A property that a fast save has put on the piece by its short code (2.9.193).
    fn take_short(&mut self, short: u8, value: u8, in_table: &mut bool) {
        match short {
            0x0C => self.numbering.level = Some(usize::from(value)),
            0x18 => *in_table = value != 0,
            0x19 => self.ends_row = value != 0,
            _ => {}
        }
    }
}

/// What a run's properties say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Run {
    /// Whether it is hidden, by its own word or by its style's.
    pub(super) hidden: Option<bool>,
    pub(super) deleted: bool,
    /// Of a paragraph's mark: whether the next paragraph follows on its line.
    pub(super) run_in: bool,
    pub(super) font: u16,
    /// The sign of a symbol font that it stands for: the font and the code.
    pub(super) symbol: Option<(u16, u16)>,
}

impl Run {
    /// Reads the properties of a run, with what a fast save has put on its piece.
    pub(super) fn read(properties: &[u8], modifier: &Modifier<'_>, styles: &Styles) -> Self {
        let fast = if let Modifier::Many(list) = modifier { list } else { &[][..] };
        let mut out = Self::default();
        let mut style = None;
        for property in sprm::all(properties).chain(sprm::all(fast)) {
            match property.code {
                code::CHARACTER_STYLE => {
                    style = styles.hidden(Some(&style_name(property.word())));
                    out.hidden = out.hidden.or(style);
                }
                code::HIDDEN => out.hidden = sprm::toggled(property.byte(), style),
                code::DELETED => out.deleted = property.byte() & 1 == 1,
                code::RUN_IN => out.run_in = property.byte() & 1 == 1,
                code::FONT => out.font = property.word(),
                code::SYMBOL => out.symbol = Some((property.word(), (property.long() >> 16) as u16)),
                _ => {}
            }
        }
        if let Modifier::One { short, value } = *modifier {
            match short {
                0x41 => out.deleted = value != 0,
                0x5C => out.hidden = sprm::toggled(value, style),
                _ => {}
            }
        }
        out
    }
}
