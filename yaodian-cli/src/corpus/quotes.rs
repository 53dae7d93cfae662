//! The quotation marks of a table of cells, as they go by.

use std::collections::VecDeque;

/// Where in a cell the reading is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark in a quoted cell: its end, or the first of two.
    Closing,
}

/// What the quotation marks of a table tell, after RFC 4180. The reader of the table takes whatever comes.
pub(super) struct Quotes {
    separator: u8,
    at: At,
    /// The line that is read.
    line: u64,
    /// The line in which the last quoted cell opens.
    pub(super) opened: u64,
    /// The lines of quotation marks that stand where a cell goes on behind them, up to the row that was looked at last.
    astray: VecDeque<u64>,
    /// Whether the end has come.
    pub(super) ended: bool,
    /// Bytes read since the row began.
    pub(super) row: u64,
}

impl Quotes {
    pub(super) fn new(separator: u8) -> Self {
        Self { separator, at: At::Start, line: 1, opened: 1, astray: VecDeque::new(), ended: false, row: 0 }
    }

    pub(super) fn ended_open(&self) -> bool {
        self.ended && self.at == At::Quoted
    }

    /// The first line before `line` that has a quotation mark astray; it is forgotten with all others before it.
    pub(super) fn astray_before(&mut self, line: u64) -> Option<u64> {
        let first = self.astray.front().copied().filter(|&first| first < line);
        while self.astray.front().is_some_and(|&next| next < line) {
            self.astray.pop_front();
        }
        first
    }

    /// Looks at the next bytes.
    pub(super) fn see(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.line += u64::from(b == b'\n');
            self.at = match (self.at, b) {
                (At::Quoted, b'"') => At::Closing,
                (At::Quoted, _) => At::Quoted,
                (At::Closing, b'"') => At::Quoted,
                (_, b'\n' | b'\r') => At::Start,
                (_, b) if b == self.separator => At::Start,
                (At::Start, b'"') => {
                    self.opened = self.line;
                    At::Quoted
                }
                (At::Closing, _) => {
                    if self.astray.back() != Some(&self.line) {
                        self.astray.push_back(self.line);
                    }
                    At::Plain
                }
                _ => At::Plain,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(table: &str) -> Quotes {
        let mut quotes = Quotes::new(b',');
        quotes.see(table.as_bytes());
        quotes.ended = true;
        quotes
    }

    #[test]
    fn a_mark_that_is_open_at_the_end_is_known_with_its_line() {
        let quotes = seen("id,text\n1,\"甲\"\"乙\"\n2,\"丙\n丁");
        assert!(quotes.ended_open());
        assert_eq!(quotes.opened, 3);
        assert!(!seen("id,text\n1,\"甲\n乙\"\n").ended_open());
        assert!(!seen("id,text\n1,5\" 管\n").ended_open());
    }

    #[test]
    fn a_mark_astray_is_told_once_for_its_row() {
        let mut quotes = seen("id,text\n1,\"说\"好\"。\"\n2,乙\n");
        assert_eq!(quotes.astray_before(2), None);
        assert_eq!(quotes.astray_before(3), Some(2));
        assert_eq!(quotes.astray_before(9), None);
    }
}
