//! The lines of a page.

use unpdf::parser::TextLine;

/// A page: its lines in reading order. Lengths are points, heights count from below.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) bottom: f32,
    pub(super) height: f32,
    pub(super) lines: Vec<Line>,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    /// Its left and right end.
    pub(super) left: f32,
    pub(super) right: f32,
    /// Its baseline.
    pub(super) base: f32,
    /// The size of most of its characters.
    pub(super) size: f32,
}

impl Line {
    /// A line as unpdf gives it; none where it is blank.
    pub(super) fn of(line: &TextLine) -> Option<Self> {
        // U+E5E5 is what programs made of the wide space of GBK (A3A0).
        let text = without_gaps(&line.text().replace('\u{E5E5}', "\u{3000}"));
        if text.trim().is_empty() {
            return None;
        }
        let shown = || line.spans.iter().filter(|s| !s.text.trim().is_empty());
        let left = shown().map(|s| s.x).fold(f32::INFINITY, f32::min);
        let right = shown().map(|s| s.x + s.width).fold(f32::NEG_INFINITY, f32::max);
        let longest = shown().max_by_key(|s| s.text.chars().count())?;
        let finite = |n: f32| if n.is_finite() { n } else { 0.0 };
        Some(Self {
            // White space at the start is what indents are made of in some files.
            text: text.trim().to_owned(),
            left: finite(left),
            right: finite(right),
            base: finite(line.y),
            size: finite(longest.font_size).max(1.0),
        })
    }
}

/// A line without the single spaces between Chinese and letters or digits: they are the gaps that typesetting programs leave
/// there, and no characters of the text.
fn without_gaps(text: &str) -> String {
    let wide =
        |c: char| !c.is_ascii() && !c.is_whitespace() && unicode_width::UnicodeWidthChar::width(c) == Some(2);
    let narrow = |c: char| c.is_ascii_graphic();
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == ' '
            && let (Some(before), Some(&behind)) = (out.chars().next_back(), rest.peek())
            && (wide(before) && narrow(behind) || narrow(before) && wide(behind))
        {
            continue;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_beside_figures_go_and_spaces_of_columns_stay() {
        assert_eq!(without_gaps("在 2026 年 4月底前，每 5 公里"), "在2026年4月底前，每5公里");
        assert_eq!(without_gaps("任务  责任单位   GDP growth"), "任务  责任单位   GDP growth");
    }
}
