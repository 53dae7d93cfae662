//! The fields of a row: which holds the text, which names it, what the others say.

use super::{Options, Row};
use serde_json::Value;
use yaodian::{
    read::{self, Error, Field, Metadata, Read},
    say,
};

/// The columns of a table that are looked at.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// The one that holds the text.
    pub(super) text: String,
    /// The one that names a row.
    pub(super) id: Option<String>,
}

impl Columns {
    /// What is told of them where they were found by their names.
    pub(super) fn note(&self, table: &str, options: &Options) -> Option<String> {
        if options.quiet || options.text_field.is_some() {
            return None;
        }
        let id = self.id.as_ref().map_or_else(|| say!("field-numbers"), |id| format!("{id:?}"));
        Some(say!("field-note", table, text = format!("{:?}", self.text), id))
    }
}

impl Options {
    /// The columns to look at among those of a table.
    pub(super) fn columns<'c>(
        &self,
        names: impl Iterator<Item = &'c String> + Clone,
    ) -> Result<Columns, Error> {
        let called = |wanted: &str| {
            let exact = names.clone().find(|name| *name == wanted);
            exact.or_else(|| names.clone().find(|name| name.trim().eq_ignore_ascii_case(wanted))).cloned()
        };
        // The better names first.
        let known = |field: Field| {
            let of = |sure: bool| names.clone().find(|name| Field::of(name) == Some((field, sure)));
            of(true).or_else(|| of(false)).cloned()
        };
        let all = || names.clone().map(String::as_str).take(20).collect::<Vec<_>>().join(", ");
        let text = match &self.text_field {
            Some(name) => called(name).ok_or_else(|| {
                Error::Part(say!("field-missing", name = format!("{name:?}"), fields = all()))
            })?,
            None => known(Field::Text).ok_or_else(|| Error::Part(say!("field-unknown", fields = all())))?,
        };
        let id = match &self.id_field {
            Some(name) => Some(called(name).ok_or_else(|| {
                Error::Part(say!("field-missing", name = format!("{name:?}"), fields = all()))
            })?),
            None => known(Field::Id).or_else(|| known(Field::Url)),
        };
        Ok(Columns { id: id.filter(|id| *id != text), text })
    }

    /// The text of a row, and its name in records.
    pub(super) fn row(&self, row: &Row) -> Result<(String, Read), Error> {
        let columns = self.columns(row.cells.keys())?;
        let text = match row.cells.get(&columns.text) {
            Some(Value::String(text)) => text,
            Some(Value::Null) | None => {
                return Err(Error::Part(say!("field-empty", name = format!("{:?}", columns.text))));
            }
            Some(other) => {
                let (name, value) = (format!("{:?}", columns.text), short(other));
                let structure = other.is_object() || other.is_array();
                return Err(Error::Part(if structure {
                    say!("field-structure", name, value)
                } else {
                    say!("field-no-text", name, value)
                }));
            }
        };
        let id =
            columns.id.as_ref().and_then(|id| row.cells.get(id)).and_then(shown).filter(|id| !id.is_empty());
        let name = format!("{}#{}", row.table, id.unwrap_or_else(|| row.number.to_string()));
        let mut metadata = Metadata::default();
        let pairs: Vec<(String, String)> =
            row.cells.iter().filter_map(|(key, value)| Some((key.clone(), shown(value)?))).collect();
        metadata.fill(&pairs);
        let fields = row.cells.iter().filter(|(key, _)| **key != columns.text);
        metadata.fields = fields.map(|(key, value)| (key.clone(), value.clone())).collect();
        match read::cell(text, row.format, row.encoding, metadata) {
            Err(Error::Empty) => Err(Error::Part(say!("field-empty", name = format!("{:?}", columns.text)))),
            other => {
                let mut read = other?;
                read.findings.extend(row.findings.iter().cloned());
                Ok((name, read))
            }
        }
    }
}

/// A plain value as text.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &str, options: &Options) -> Result<(String, Read), Error> {
        let cells = serde_json::from_str(cells).unwrap();
        options.row(&Row {
            table: "t.csv".into(),
            number: 7,
            format: "csv",
            encoding: "UTF-8",
            cells,
            findings: Vec::new(),
        })
    }

    #[test]
    fn the_text_is_found_by_its_name_and_the_other_columns_are_carried_through() {
        let (name, read) = row(
            r#"{"url":"http://a/1","标题":"通知","发布日期":"2026/3/2","content":"要抓好落实。","热度":3}"#,
            &Options::default(),
        )
        .unwrap();
        assert_eq!((name.as_str(), read.source.text()), ("t.csv#http://a/1", "要抓好落实。"));
        assert_eq!(read.metadata.published.as_deref(), Some("2026-03-02"));
        assert_eq!(read.metadata.fields.keys().collect::<Vec<_>>(), ["url", "标题", "发布日期", "热度"]);
    }

    #[test]
    fn a_named_column_is_taken_and_a_missing_one_told() {
        let options = Options { text_field: Some("body".into()), ..Options::default() };
        assert_eq!(row(r#"{"content":"甲","Body":"乙"}"#, &options).unwrap().1.source.text(), "乙");
        let error = row(r#"{"content":"甲"}"#, &options).unwrap_err().to_string();
        assert_eq!(error, "it has no field \"body\", only content");
        assert!(row(r#"{"标题":"甲"}"#, &Options::default()).is_err());
        assert!(row(r#"{"content":null}"#, &Options::default()).is_err());
        assert!(row(r#"{"content":["甲"]}"#, &Options::default()).is_err());
    }
}
