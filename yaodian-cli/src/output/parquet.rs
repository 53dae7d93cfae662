//! Rows as a Parquet table whose columns and types are those of the JSON Schema, the same for any text: lists and records in
//! them are lists and structs (three levels a list, as the format's specification has it), what has no fixed fields is JSON in
//! a column of text. Every column may be null.
//!
//! Nested values are taken apart into columns with repetition and definition levels: Melnik et al., Dremel, PVLDB 3 (2010),
//! section 4.

use super::{Columns, book::Book, pen::Pen, target::Unwritten};
use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel},
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type},
    errors::{ParquetError, Result},
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::{Type, TypePtr},
};
use serde_json::Value;
use std::{
    io::{self, Write},
    mem,
    sync::{Arc, Mutex, PoisonError},
};
use yaodian::{
    version::made_by,
    write::{Row, schema_of},
};

/// Bytes of values that make a row group.
const GROUP: usize = 64 << 20;

/// A table that is being written.
pub(super) struct Table {
    /// The columns of a row.
    fields: Vec<(String, Node)>,
    columns: Vec<Column>,
    writer: SerializedFileWriter<Made>,
    /// What the writer made and the pen has not written.
    made: Made,
    /// Bytes in the columns.
    held: usize,
}

/// What a value of a row is.
enum Node {
    /// A value in the column of this number.
    Leaf(usize),
    /// A record.
    Record(Vec<(String, Node)>),
    /// A list.
    List(Box<Node>),
}

/// The values of a leaf that wait for the end of their row group.
#[derive(Default)]
struct Column {
    values: Values,
    definitions: Vec<i16>,
    repetitions: Vec<i16>,
}

enum Values {
    Integers(Vec<i64>),
    Numbers(Vec<f64>),
    Truths(Vec<bool>),
    Texts(Vec<ByteArray>),
}

impl Default for Values {
    fn default() -> Self {
        Self::Texts(Vec::new())
    }
}

/// Bytes on their way from the writer to the pen.
#[derive(Clone, Default)]
struct Made(Arc<Mutex<Vec<u8>>>);

impl Write for Made {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Table {
    /// A table for rows of a kind, without the column that parts them into files.
    pub(super) fn new(rows: &Columns) -> anyhow::Result<Self> {
        let schema = schema_of(rows.kind);
        let mut shape = Shape { schema: schema.as_value(), columns: Vec::new() };
        let mut types = Vec::new();
        let mut fields = Vec::new();
        let own = shape.schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        let carried = (String::from(super::FIELDS), Value::Bool(true));
        let carried = rows.carries.then_some((&carried.0, &carried.1));
        for (name, part) in own.chain(carried).filter(|(name, _)| Some(*name) != rows.partition.as_ref()) {
            let (node, kind) = shape.field(name, part)?;
            fields.push((name.clone(), node));
            types.push(kind);
        }
        let columns = shape.columns;
        let made = Made::default();
        let writer = Type::group_type_builder("row").with_fields(types).build().and_then(|root| {
            let level = ZstdLevel::try_new(3)?;
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(level))
                .set_created_by(made_by().to_owned())
                .build();
            SerializedFileWriter::new(made.clone(), Arc::new(root), Arc::new(properties))
        })?;
        Ok(Self { fields, columns, writer, made, held: 0 })
    }

    /// Writes what waits as a row group.
    fn group(&mut self) -> Result<()> {
        self.held = 0;
        let mut group = self.writer.next_row_group()?;
        self.columns.iter_mut().try_for_each(|column| column.write(&mut group))?;
        group.close().map(drop)
    }

    fn drain(&mut self, pen: &mut Pen) -> std::result::Result<(), Unwritten> {
        let made = mem::take(&mut *self.made.0.lock().unwrap_or_else(PoisonError::into_inner));
        pen.bytes(&made)
    }
}

impl Book for Table {
    fn add(&mut self, row: Row, pen: &mut Pen) -> std::result::Result<(), Unwritten> {
        for (name, node) in &self.fields {
            let value = row.get(name).unwrap_or(&Value::Null);
            self.held += node.take(value, Levels::default(), &mut self.columns);
        }
        if self.held >= GROUP { self.relieve(pen) } else { Ok(()) }
    }

    fn held(&self) -> usize {
        self.held
    }

    fn relieve(&mut self, pen: &mut Pen) -> std::result::Result<(), Unwritten> {
        let written = self.group();
        pen.told(written.map_err(io::Error::other))?;
        self.drain(pen)
    }

    fn finish(mut self: Box<Self>, pen: &mut Pen) -> std::result::Result<usize, Unwritten> {
        if self.held > 0 {
            self.relieve(pen)?;
        }
        let finished = self.writer.finish();
        pen.told(finished.map_err(io::Error::other))?;
        self.drain(pen)?;
        Ok(0)
    }
}

/// How deep a value stands: how often what is around it is there, how often it is repeated.
#[derive(Clone, Copy, Default)]
struct Levels {
    definition: i16,
    /// The level at which it begins.
    repetition: i16,
    /// How many lists are around it.
    lists: i16,
}

impl Node {
    /// Takes a value apart into columns; gives how many bytes that took.
    fn take(&self, value: &Value, at: Levels, columns: &mut [Column]) -> usize {
        match (self, value) {
            (_, Value::Null) => self.lack(at, columns),
            (Self::Leaf(column), value) => columns[*column].push(value, at),
            (Self::Record(fields), Value::Object(record)) => {
                let at = Levels { definition: at.definition + 1, ..at };
                let null = Value::Null;
                fields
                    .iter()
                    .map(|(name, node)| node.take(record.get(name).unwrap_or(&null), at, columns))
                    .sum()
            }
            (Self::List(node), Value::Array(values)) if values.is_empty() => {
                node.lack(Levels { definition: at.definition + 1, ..at }, columns)
            }
            (Self::List(node), Value::Array(values)) => {
                let lists = at.lists + 1;
                let level = |i: usize| if i == 0 { at.repetition } else { lists };
                let each = values.iter().enumerate().map(|(i, value)| {
                    node.take(
                        value,
                        Levels { definition: at.definition + 2, repetition: level(i), lists },
                        columns,
                    )
                });
                each.sum()
            }
            (Self::Record(_) | Self::List(_), _) => self.lack(at, columns),
        }
    }

    /// Says in every column below that nothing is there.
    fn lack(&self, at: Levels, columns: &mut [Column]) -> usize {
        match self {
            Self::Leaf(column) => {
                columns[*column].definitions.push(at.definition);
                columns[*column].repetitions.push(at.repetition);
                mem::size_of::<[i16; 2]>()
            }
            Self::Record(fields) => fields.iter().map(|(_, node)| node.lack(at, columns)).sum(),
            Self::List(node) => node.lack(at, columns),
        }
    }
}

impl Column {
    fn push(&mut self, value: &Value, at: Levels) -> usize {
        self.repetitions.push(at.repetition);
        let bytes = self.values.push(value);
        self.definitions.push(at.definition + i16::from(bytes.is_some()));
        bytes.unwrap_or(0) + mem::size_of::<[i16; 2]>()
    }

    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, Made>) -> Result<()> {
        let Self { values, definitions, repetitions } = self;
        match values {
            Values::Integers(values) => written::<Int64Type>(group, values, definitions, repetitions),
            Values::Numbers(values) => written::<DoubleType>(group, values, definitions, repetitions),
            Values::Truths(values) => written::<BoolType>(group, values, definitions, repetitions),
            Values::Texts(values) => written::<ByteArrayType>(group, values, definitions, repetitions),
        }
    }
}

/// Writes the next column of a row group and empties it.
fn written<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Made>,
    values: &mut Vec<T::T>,
    definitions: &mut Vec<i16>,
    repetitions: &mut Vec<i16>,
) -> Result<()> {
    let mut column = group.next_column()?.ok_or_else(|| ParquetError::General("too many columns".into()))?;
    column.typed::<T>().write_batch(values, Some(definitions), Some(repetitions))?;
    column.close()?;
    values.clear();
    definitions.clear();
    repetitions.clear();
    Ok(())
}

impl Values {
    /// Adds a value; gives how many bytes it takes, none where it isn't of the column's type.
    fn push(&mut self, value: &Value) -> Option<usize> {
        match self {
            Self::Integers(values) => values.push(value.as_i64()?),
            Self::Numbers(values) => values.push(value.as_f64()?),
            Self::Truths(values) => values.push(value.as_bool()?),
            Self::Texts(values) => {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let length = text.len();
                values.push(text.into_bytes().into());
                return Some(length + mem::size_of::<ByteArray>());
            }
        }
        Some(mem::size_of::<i64>())
    }
}

/// Columns as a JSON Schema tells them.
struct Shape<'s> {
    schema: &'s Value,
    columns: Vec<Column>,
}

impl<'s> Shape<'s> {
    /// A field and its type.
    fn field(&mut self, name: &str, part: &'s Value) -> Result<(Node, TypePtr)> {
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
                (Values::Texts(Vec::new()), text)
            }
        };
        self.columns.push(Column { values, ..Column::default() });
        Ok((Node::Leaf(self.columns.len() - 1), Arc::new(kind.build()?)))
    }

    fn record(&mut self, name: &str, part: &'s Value) -> Result<(Node, TypePtr)> {
        let (mut nodes, mut types) = (Vec::new(), Vec::new());
        for (name, part) in part.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let (node, kind) = self.field(name, part)?;
            nodes.push((name.clone(), node));
            types.push(kind);
        }
        let kind = Type::group_type_builder(name).with_repetition(Repetition::OPTIONAL).with_fields(types);
        Ok((Node::Record(nodes), Arc::new(kind.build()?)))
    }

    fn list(&mut self, name: &str, part: &'s Value) -> Result<(Node, TypePtr)> {
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
