//! Colours on a terminal; plain text elsewhere.

/// Which escape codes are used.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    on: bool,
}

impl Palette {
    /// Colours, or none.
    pub const fn new(on: bool) -> Self {
        Self { on }
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.on && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    /// Markers and markers' paths.
    pub fn marker(self, text: &str) -> String {
        self.paint("36", text)
    }

    /// What is less important.
    pub fn dim(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// Titles.
    pub fn bold(self, text: &str) -> String {
        self.paint("1", text)
    }

    /// Orders.
    pub fn order(self, text: &str) -> String {
        self.paint("33", text)
    }

    /// Prohibitions and problems.
    pub fn alarm(self, text: &str) -> String {
        self.paint("31", text)
    }

    /// What was done well.
    pub fn good(self, text: &str) -> String {
        self.paint("32", text)
    }
}
