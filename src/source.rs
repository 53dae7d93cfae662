//! The decoded text of one input and the places in it.
//!
//! Inside the program every place is a byte offset into this text; where a record is
//! written it becomes code points, bytes or UTF-16 units, with a 1-based line.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A half-open range of bytes `[start, end)` in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `[start, end)`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The part of `text` that the span covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// A span inside of it that counts from its start, as a span of the whole text.
    pub const fn inner(self, span: Self) -> Self {
        Self { start: self.start + span.start, end: self.start + span.end }
    }

    /// Its length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `at` lies inside.
    pub const fn contains(self, at: usize) -> bool {
        self.start <= at && at < self.end
    }
}

/// Where something stands in the source of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Located {
    /// First position, in the unit asked for.
    pub start: usize,
    /// One past its last position.
    pub end: usize,
    /// The 1-based line of `start`.
    pub line: usize,
}

/// The unit that `start` and `end` of a record count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Unicode code points, as Python, R and jq count.
    #[default]
    Codepoints,
    /// UTF-8 bytes of the decoded text.
    Bytes,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

impl Unit {
    /// The length of a text.
    pub fn length(self, text: &str) -> usize {
        match self {
            Self::Codepoints => text.chars().count(),
            Self::Bytes => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }
}

/// Bytes between two checkpoints of the position index.
const STRIDE: usize = 1024;

/// A table: for each row its cells, those that are merged in each row and column that they cover.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The places of the cells' texts; an empty span where nothing is.
    pub rows: Vec<Vec<Span>>,
}

/// What a file's format knows of its text besides the characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// How many bytes at its start tell of the file and are none of the text.
    pub head: usize,
    /// The title that they give.
    pub title: Option<String>,
    /// Whether each line is a paragraph; else a narrow page may have broken them.
    pub paragraphs: bool,
    /// Its tables, in order.
    pub tables: Vec<Grid>,
}

/// A decoded text with an index of its lines and characters.
#[derive(Debug)]
pub struct Source {
    text: String,
    shape: Shape,
    /// Byte at which each line starts.
    lines: Vec<usize>,
    /// For each `STRIDE` bytes: (byte at a character boundary, code points before it, UTF-16 units before it).
    checkpoints: Vec<(usize, usize, usize)>,
}

/// Whether `c` ends a line: LF, CR, U+2028, U+2029 (CRLF is one ending).
pub const fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

/// Whether the byte `at` lies inside a run of letters and digits: no word of them begins or ends there.
pub(crate) fn parts_run(text: &str, at: usize) -> bool {
    let (before, behind) = (text[..at].chars().next_back(), text[at..].chars().next());
    before.zip(behind).is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
}

impl Source {
    /// Indexes `text`, of which nothing more is known.
    pub fn new(text: String) -> Self {
        Self::shaped(text, Shape::default())
    }

    /// Indexes `text`, of which its format knows more.
    pub fn shaped(text: String, shape: Shape) -> Self {
        let mut lines = vec![0];
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let (mut points, mut units, mut next) = (0, 0, 0);
        for (at, c) in text.char_indices() {
            if at >= next {
                checkpoints.push((at, points, units));
                next = at + STRIDE;
            }
            points += 1;
            units += c.len_utf16();
            let end = at + c.len_utf8();
            if ends_line(c) && !(c == '\r' && text[end..].starts_with('\n')) {
                lines.push(end);
            }
        }
        Self { text, shape, lines, checkpoints }
    }

    /// What its format knows of it.
    pub fn shape(&self) -> &Shape {
        &self.shape
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The 1-based line of the byte `at`.
    pub fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|&start| start <= at)
    }

    /// The position of the byte `at`, a character boundary, counted in `unit`.
    pub fn position(&self, at: usize, unit: Unit) -> usize {
        if unit == Unit::Bytes || at == 0 {
            return at;
        }
        let (from, points, units) = self.checkpoints[self.checkpoints.partition_point(|c| c.0 <= at) - 1];
        let rest = unit.length(&self.text[from..at]);
        if unit == Unit::Utf16 { units + rest } else { points + rest }
    }

    /// The byte at a position counted in `unit`: the last one where the text ends before it, the next boundary where a
    /// character is cut.
    pub fn byte(&self, position: usize, unit: Unit) -> usize {
        let before = |c: &(usize, usize, usize)| match unit {
            Unit::Codepoints => c.1,
            Unit::Bytes => c.0,
            Unit::Utf16 => c.2,
        };
        let checkpoint = self.checkpoints.partition_point(|c| before(c) <= position);
        let Some(from) = checkpoint.checked_sub(1).map(|i| &self.checkpoints[i]) else { return 0 };
        let mut count = before(from);
        let mut rest = self.text[from.0..].char_indices();
        let reached = rest.find(|(_, c)| {
            let here = count >= position;
            count += unit.length(c.encode_utf8(&mut [0; 4]));
            here
        });
        reached.map_or(self.text.len(), |(at, _)| from.0 + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kind_of_line_ending_counts_once() {
        let source = Source::new("一\r\n二\r三\u{2028}四\u{2029}五\n六".into());
        let lines: Vec<_> = source
            .text()
            .char_indices()
            .filter(|(_, c)| !ends_line(*c))
            .map(|(i, _)| source.line(i))
            .collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6]);
    }

    proptest! {
        #[test]
        fn positions_agree_with_a_plain_count(text in "(\\PC|\n|[一-龥]|😀){0,400}") {
            let text = text.repeat(5);
            let source = Source::new(text.clone());
            for (points, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(source.position(at, Unit::Codepoints), points);
                prop_assert_eq!(source.position(at, Unit::Utf16), text[..at].encode_utf16().count());
                prop_assert_eq!(source.position(at, Unit::Bytes), at);
                for unit in [Unit::Codepoints, Unit::Utf16, Unit::Bytes] {
                    prop_assert_eq!(source.byte(source.position(at, unit), unit), at);
                }
            }
        }
    }
}
