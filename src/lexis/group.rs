//! Which group a document belongs to: its year, its province, its kind.

use super::Text;
use regex::Regex;

/// How documents are told into groups.
#[derive(Clone, Debug)]
pub struct Grouping {
    /// The field that tells: `path`, `title`, `date`, `genre` or a name of the metadata.
    pub field: String,
    /// What of it names the group: the first group in brackets that takes part, else the whole match. None takes the
    /// whole field.
    pub pattern: Option<Regex>,
}

impl Grouping {
    /// The group of a document; none where the field is missing or has no match.
    pub fn of(&self, text: &Text<'_>) -> Option<String> {
        let field = text.field(&self.field)?;
        let Some(pattern) = &self.pattern else { return Some(field) };
        let found = pattern.captures(&field)?;
        let named = found.iter().skip(1).flatten().next().or(found.get(0))?;
        Some(named.as_str().to_owned())
    }
}
