//! The columns of tables, carried through to the rows that are written.

use serde_json::Value;
use yaodian::read::Metadata;
use yaodian::write::Row;

/// The column that holds what has none of its own: that of tables whose columns can't all be told before they are read.
pub(crate) const FIELDS: &str = "fields";

/// The name under which a column stands in rows that have these columns of their own.
pub(crate) fn carried_name(name: &str, own: &[String]) -> String {
    if own.iter().any(|o| o == name) { format!("fields.{name}") } else { name.to_owned() }
}

/// A row of a text with the columns of its table: each as a cell where the output has columns, which `carried` names, else
/// as one object, `fields`, where there are some.
pub(crate) fn carry(mut row: Row, metadata: &Metadata, carried: Option<&[String]>) -> Row {
    match carried {
        Some(names) => {
            let own: Vec<String> = row.keys().cloned().collect();
            for name in names {
                let value = metadata.fields.get(name).cloned();
                let value = value.or_else(|| (name == FIELDS).then(|| rest(metadata, names)).flatten());
                row.insert(carried_name(name, &own), value.unwrap_or(Value::Null));
            }
        }
        None if metadata.fields.is_empty() => {}
        None => {
            row.insert(FIELDS.into(), Value::Object(metadata.fields.clone()));
        }
    }
    row
}

/// The columns of a row that have none of their own among those that are written.
fn rest(metadata: &Metadata, names: &[String]) -> Option<Value> {
    let other = metadata.fields.iter().filter(|(name, _)| !names.contains(name));
    let other: Row = other.map(|(name, value)| (name.clone(), value.clone())).collect();
    (!other.is_empty()).then_some(Value::Object(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_that_is_called_like_one_of_ours_gets_another_name() {
        let fields = serde_json::json!({"title": "甲", "url": "乙"});
        let metadata =
            Metadata { fields: fields.as_object().cloned().unwrap_or_default(), ..Metadata::default() };
        let row = || serde_json::json!({"title": "一"}).as_object().cloned().unwrap_or_default();
        let carried = carry(row(), &metadata, Some(&["title".into(), "url".into(), "absent".into()]));
        let want = serde_json::json!({"title": "一", "fields.title": "甲", "url": "乙", "absent": null});
        assert_eq!(Value::Object(carried), want);
        let carried = carry(row(), &metadata, Some(&["url".into(), FIELDS.into()]));
        let want = serde_json::json!({"title": "一", "url": "乙", "fields": {"title": "甲"}});
        assert_eq!(Value::Object(carried), want);
        assert_eq!(carry(row(), &metadata, None)["fields"], Value::Object(metadata.fields));
    }
}
