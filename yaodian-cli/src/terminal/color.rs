//! Colours on a terminal; plain text elsewhere.
//!
//! A colour is opened and closed by characters that no text has (Unicode's noncharacters). [`super::painted`] makes escape
//! codes of them, so that it can tell ours from those that a text brings along.

/// What closes a colour.
pub(super) const CLOSE: char = '\u{FDD0}';

/// What opens each colour, with its escape code.
pub(super) const OPEN: [(char, &str); 6] = [
    ('\u{FDD1}', "36"),
    ('\u{FDD2}', "2"),
    ('\u{FDD3}', "1"),
    ('\u{FDD4}', "33"),
    ('\u{FDD5}', "31"),
    ('\u{FDD6}', "32"),
];

/// Whether colours are used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Palette {
    on: bool,
}

impl Palette {
    /// Colours, or none.
    pub(crate) const fn new(on: bool) -> Self {
        Self { on }
    }

    /// Whether there are colours.
    pub(crate) const fn is_on(self) -> bool {
        self.on
    }

    fn paint(self, colour: usize, text: &str) -> String {
        if self.on && !text.is_empty() { format!("{}{text}{CLOSE}", OPEN[colour].0) } else { text.to_owned() }
    }

    /// Markers and markers' paths.
    pub(crate) fn marker(self, text: &str) -> String {
        self.paint(0, text)
    }

    /// What is less important.
    pub(crate) fn dim(self, text: &str) -> String {
        self.paint(1, text)
    }

    /// Titles.
    pub(crate) fn bold(self, text: &str) -> String {
        self.paint(2, text)
    }

    /// Orders.
    pub(crate) fn order(self, text: &str) -> String {
        self.paint(3, text)
    }

    /// Prohibitions and problems.
    pub(crate) fn alarm(self, text: &str) -> String {
        self.paint(4, text)
    }

    /// What was done well.
    pub(crate) fn good(self, text: &str) -> String {
        self.paint(5, text)
    }
}
