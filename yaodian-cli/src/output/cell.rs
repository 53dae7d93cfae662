//! Values as cells.

use super::marked::stretches;
use serde_json::Value;

/// A value as it stands in a cell: lists joined, nothing for null.
pub(crate) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("；"),
        other => match stretches(other) {
            Some(stretches) => stretches.into_iter().map(|(_, text)| text).collect(),
            None => other.to_string(),
        },
    }
}
