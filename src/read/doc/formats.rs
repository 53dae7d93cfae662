//! The properties of paragraphs and runs, in pages of 512 bytes ([MS-DOC] 2.9.23, 2.9.33, 2.9.172).

use super::le::{self, Plc};

/// A stretch of the stream with its properties.
struct Run<'b> {
    start: u32,
    end: u32,
    properties: &'b [u8],
}

/// The properties of all stretches of the stream, in its order.
pub(super) struct Formats<'b>(Vec<Run<'b>>);

/// What the pages of a table tell of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Paragraphs,
    Characters,
}

impl<'b> Formats<'b> {
    pub(super) fn read(table: &[u8], stream: &'b [u8], of: Of) -> Self {
        const PAGE: usize = 512;
        let table = Plc::new(table, 4);
        let number = |index| le::u32(table.entry(index), 0).map(|n| n & 0x003F_FFFF);
        let mut pages: Vec<u32> = (0..table.len()).filter_map(number).collect();
        // Each page once, however often a broken table names it.
        pages.sort_unstable();
        pages.dedup();
        let pages = pages.into_iter().filter_map(|page| le::part(stream, page as usize * PAGE, PAGE));
        let mut runs: Vec<Run<'b>> = pages.flat_map(|page| page_runs(page, of)).collect();
        runs.sort_by_key(|run| run.start);
        Self(runs)
    }

    /// The properties that hold at a byte of the stream, and where they end.
    pub(super) fn at(&self, byte: u32) -> Option<(&'b [u8], u32)> {
        let index = self.0.partition_point(|run| run.start <= byte).checked_sub(1)?;
        let run = self.0.get(index).filter(|run| byte < run.end)?;
        Some((run.properties, run.end))
    }

    /// Where the stretch that begins behind a byte does so, where nothing is known of the byte itself.
    pub(super) fn next(&self, byte: u32) -> u32 {
        let index = self.0.partition_point(|run| run.start <= byte);
        self.0.get(index).map_or(u32::MAX, |run| run.start)
    }
}

fn page_runs(page: &[u8], of: Of) -> impl Iterator<Item = Run<'_>> {
    let count = usize::from(page[page.len() - 1]);
    let entry = if of == Of::Paragraphs { 13 } else { 1 };
    (0..count).filter_map(move |index| {
        let (start, end) = (le::u32(page, index * 4)?, le::u32(page, index * 4 + 4)?);
        let at = 2 * usize::from(*page.get((count + 1) * 4 + index * entry)?);
        let properties = if at == 0 { Some(&page[..0]) } else { listed(page, at, of) };
        (start < end).then_some(Run { start, end, properties: properties? })
    })
}

/// The list of properties at a byte of its page, behind its length.
fn listed(page: &[u8], at: usize, of: Of) -> Option<&[u8]> {
    let first = usize::from(*page.get(at)?);
    match of {
        Of::Characters => le::part(page, at + 1, first),
        Of::Paragraphs if first == 0 => le::part(page, at + 2, 2 * usize::from(*page.get(at + 1)?)),
        Of::Paragraphs => le::part(page, at + 1, 2 * first - 1),
    }
}
