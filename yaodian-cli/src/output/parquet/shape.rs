//! Columns as a JSON Schema tells them.

use super::{
    column::{Column, Values},
    taker::Node,
};
use parquet::{
    basic::{LogicalType, Repetition, Type as Physical},
    errors::ParquetError,
    schema::types::{Type, TypePtr},
};
use serde_json::Value;
use std::sync::Arc;

/// Makes columns of a schema.
pub(super) struct Shape<'s> {
    pub(super) schema: &'s Value,
    pub(super) columns: Vec<Column>,
}

impl<'s> Shape<'s> {
    /// A field and its type.
    pub(super) fn field(&mut self, name: &str, part: &'s Value) -> Result<(Node, TypePtr), ParquetError> {
        let part = self.resolved(part);
        let optional = |kind| Type::primitive_type_builder(name, kind).with_repetition(Repetition::OPTIONAL);
        let (values, kind) = match kind(part) {
            Some("object") if part.get("properties").is_some() => return self.record(name, part),
            Some("array") => return self.list(name, part),
            Some("integer") => (Values::Integers(Vec::new()), optional(Physical::INT64)),
            Some("number") => (Values::Numbers(Vec::new()), optional(Physical::DOUBLE)),
            Some("boolean") => (Values::Truths(Vec::new()), optional(Physical::BOOLEAN)),
            _ => {
                let text = optional(Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String));
                (Values::default(), text)
            }
        };
        self.columns.push(Column::of(values));
        Ok((Node::Leaf(self.columns.len() - 1), Arc::new(kind.build()?)))
    }

    fn record(&mut self, name: &str, part: &'s Value) -> Result<(Node, TypePtr), ParquetError> {
        let (mut nodes, mut types) = (Vec::new(), Vec::new());
        for (name, part) in part.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let (node, kind) = self.field(name, part)?;
            nodes.push((name.clone(), node));
            types.push(kind);
        }
        let kind = Type::group_type_builder(name).with_repetition(Repetition::OPTIONAL).with_fields(types);
        Ok((Node::Record(nodes), Arc::new(kind.build()?)))
    }

    fn list(&mut self, name: &str, part: &'s Value) -> Result<(Node, TypePtr), ParquetError> {
        let items = part.get("prefixItems").and_then(|items| items.get(0)).or_else(|| part.get("items"));
        let (node, element) = self.field("element", items.unwrap_or(&Value::Null))?;
        let repeated = Type::group_type_builder("list").with_repetition(Repetition::REPEATED);
        let repeated = repeated.with_fields(vec![element]).build()?;
        let kind = Type::group_type_builder(name)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(Some(LogicalType::List))
            .with_fields(vec![Arc::new(repeated)]);
        Ok((Node::List(Box::new(node)), Arc::new(kind.build()?)))
    }

    /// What a part of the schema is, references followed and null left out.
    fn resolved(&self, part: &'s Value) -> &'s Value {
        if let Some(name) = part.get("$ref").and_then(Value::as_str).and_then(|name| name.rsplit('/').next())
        {
            return self
                .schema
                .get("$defs")
                .and_then(|all| all.get(name))
                .map_or(part, |part| self.resolved(part));
        }
        let choices = part.get("anyOf").and_then(Value::as_array).into_iter().flatten();
        let mut choices = choices.filter(|one| one.get("type").and_then(Value::as_str) != Some("null"));
        match (choices.next(), choices.next()) {
            (Some(one), None) => self.resolved(one),
            _ => part,
        }
    }
}

/// The type that a part of a schema names, null left out; none where it names several.
fn kind(part: &Value) -> Option<&str> {
    match part.get("type")? {
        Value::String(kind) => Some(kind),
        Value::Array(kinds) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null");
            kinds.next().filter(|_| kinds.next().is_none())
        }
        _ => None,
    }
}
