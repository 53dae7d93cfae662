//! What was repaired, replaced, left out or looks wrong: nothing is lost silently.

/// One remark on a text, tied to its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A stable name that scripts can test for, such as `list-gap`.
    pub code: &'static str,
    /// What was found, in a sentence.
    pub message: String,
    /// Byte in the decoded text.
    pub at: usize,
}

impl Finding {
    /// A finding with `code` at the byte `at` of the decoded text.
    pub fn new(code: &'static str, message: impl Into<String>, at: usize) -> Self {
        Self { code, message: message.into(), at }
    }
}
