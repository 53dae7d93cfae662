//! Rows as a Parquet table whose columns and types are those of the JSON Schema, the same for any text: lists and records in
//! them are lists and structs (three levels a list, as the format's specification has it), what has no fixed fields is JSON in
//! a column of text. Every column may be null.
//!
//! Nested values are taken apart into columns with repetition and definition levels: Melnik et al., Dremel, PVLDB 3 (2010),
//! section 4.

use super::{Columns, book::Book, pen::Pen, target::Unwritten};
use bytes::Bytes;
use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel},
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type},
    errors::ParquetError,
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::{Type, TypePtr},
};
use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};
use serde_json::Value;
use std::{
    borrow::Cow,
    fmt,
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
    /// What a row is.
    row: Node,
    columns: Vec<Column>,
    writer: SerializedFileWriter<Made>,
    /// What the writer made and the pen has not written.
    made: Made,
    /// Rows in the columns.
    rows: usize,
    /// Bytes in the columns, as they were counted last.
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
    /// One behind the other, and where each ends.
    Texts {
        bytes: Vec<u8>,
        ends: Vec<usize>,
    },
}

impl Default for Values {
    fn default() -> Self {
        Self::Texts { bytes: Vec::new(), ends: Vec::new() }
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
        Ok(Self { row: Node::Record(fields), columns, writer, made, rows: 0, held: 0 })
    }

    /// Writes what waits as a row group.
    fn group(&mut self) -> Result<(), ParquetError> {
        (self.rows, self.held) = (0, 0);
        let mut group = self.writer.next_row_group()?;
        self.columns.iter_mut().try_for_each(|column| column.write(&mut group))?;
        group.close().map(drop)
    }

    /// Takes a row.
    fn take<'de>(
        &mut self,
        row: impl Deserializer<'de, Error = serde_json::Error>,
        pen: &mut Pen,
    ) -> Result<(), Unwritten> {
        // The row itself is there: no level tells so.
        let at = Levels { definition: -1, ..Levels::default() };
        let taken = Taker { node: &self.row, at, columns: &mut self.columns }.deserialize(row);
        pen.told(taken.map_err(io::Error::other))?;
        self.rows += 1;
        // Counted now and then: rows are many, and small.
        const OFTEN: usize = 256;
        if self.rows % OFTEN == 1 {
            self.held = self.columns.iter().map(Column::held).sum();
        }
        if self.held >= GROUP { self.relieve(pen) } else { Ok(()) }
    }

    fn drain(&mut self, pen: &mut Pen) -> Result<(), Unwritten> {
        let made = mem::take(&mut *self.made.0.lock().unwrap_or_else(PoisonError::into_inner));
        pen.bytes(&made)
    }
}

impl Book for Table {
    fn add(&mut self, row: Row, pen: &mut Pen) -> Result<(), Unwritten> {
        let row = Value::Object(row);
        self.take(&row, pen)
    }

    fn line(&mut self, line: &str, pen: &mut Pen) -> Result<(), Unwritten> {
        self.take(&mut serde_json::Deserializer::from_str(line), pen)
    }

    fn held(&self) -> usize {
        self.held
    }

    fn relieve(&mut self, pen: &mut Pen) -> Result<(), Unwritten> {
        let written = self.group();
        pen.told(written.map_err(io::Error::other))?;
        self.drain(pen)
    }

    fn finish(mut self: Box<Self>, pen: &mut Pen) -> Result<usize, Unwritten> {
        if self.rows > 0 {
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
    /// Says in every column below that nothing is there.
    fn lack(&self, at: Levels, columns: &mut [Column]) {
        match self {
            Self::Leaf(column) => columns[*column].level(at),
            Self::Record(fields) => fields.iter().for_each(|(_, node)| node.lack(at, columns)),
            Self::List(node) => node.lack(at, columns),
        }
    }
}

/// Takes a value apart into columns while it is read, so that no row is built.
struct Taker<'t> {
    node: &'t Node,
    at: Levels,
    columns: &'t mut [Column],
}

impl Taker<'_> {
    /// A value that a leaf holds; whatever else is there holds none.
    fn leaf<E>(self, push: impl FnOnce(&mut Values) -> bool) -> Result<(), E> {
        match self.node {
            Node::Leaf(column) => {
                let column = &mut self.columns[*column];
                let there = push(&mut column.values);
                column.level(Levels { definition: self.at.definition + i16::from(there), ..self.at });
            }
            other => other.lack(self.at, self.columns),
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Taker<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Taker<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of the schema")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.node.lack(self.at, self.columns);
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.leaf(|values| values.truth(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.leaf(|values| values.integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.leaf(|values| i64::try_from(value).is_ok_and(|value| values.integer(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.leaf(|values| values.number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.leaf(|values| values.text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<(), A::Error> {
        let Node::List(node) = self.node else {
            let value = Value::deserialize(SeqAccessDeserializer::new(all))?;
            return self.leaf(|values| values.text(&value.to_string()));
        };
        let lists = self.at.lists + 1;
        let mut one = Levels { definition: self.at.definition + 2, lists, ..self.at };
        let mut any = false;
        while all.next_element_seed(Taker { node, at: one, columns: &mut *self.columns })?.is_some() {
            any = true;
            one.repetition = lists;
        }
        if !any {
            node.lack(Levels { definition: self.at.definition + 1, ..self.at }, self.columns);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut all: A) -> Result<(), A::Error> {
        let Node::Record(fields) = self.node else {
            let value = Value::deserialize(MapAccessDeserializer::new(all))?;
            return self.leaf(|values| values.text(&value.to_string()));
        };
        let at = Levels { definition: self.at.definition + 1, ..self.at };
        let mut seen = vec![false; fields.len()];
        let mut next = 0;
        while let Some(name) = all.next_key::<Cow<'_, str>>()? {
            // Rows have their fields in the order of the schema, nearly always.
            let places = (next..fields.len()).chain(0..next);
            match places.into_iter().find(|place| fields[*place].0 == *name) {
                Some(place) => {
                    let node = &fields[place].1;
                    all.next_value_seed(Taker { node, at, columns: &mut *self.columns })?;
                    seen[place] = true;
                    next = place + 1;
                }
                None => drop(all.next_value::<IgnoredAny>()?),
            }
        }
        for ((_, node), _) in fields.iter().zip(seen).filter(|(_, seen)| !seen) {
            node.lack(at, self.columns);
        }
        Ok(())
    }
}

impl Column {
    fn level(&mut self, at: Levels) {
        self.definitions.push(at.definition);
        self.repetitions.push(at.repetition);
    }

    /// Bytes that it holds.
    fn held(&self) -> usize {
        self.definitions.len() * mem::size_of::<[i16; 2]>() + self.values.held()
    }

    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, Made>) -> Result<(), ParquetError> {
        let Self { values, definitions, repetitions } = self;
        match values {
            Values::Integers(values) => written::<Int64Type>(group, values, definitions, repetitions),
            Values::Numbers(values) => written::<DoubleType>(group, values, definitions, repetitions),
            Values::Truths(values) => written::<BoolType>(group, values, definitions, repetitions),
            Values::Texts { bytes, ends } => {
                let mut values = texts(mem::take(bytes), ends);
                ends.clear();
                written::<ByteArrayType>(group, &mut values, definitions, repetitions)
            }
        }
    }
}

/// Writes the next column of a row group and empties it.
fn written<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Made>,
    values: &mut Vec<T::T>,
    definitions: &mut Vec<i16>,
    repetitions: &mut Vec<i16>,
) -> Result<(), ParquetError> {
    let mut column = group.next_column()?.ok_or_else(|| ParquetError::General("too many columns".into()))?;
    column.typed::<T>().write_batch(values, Some(definitions), Some(repetitions))?;
    column.close()?;
    values.clear();
    definitions.clear();
    repetitions.clear();
    Ok(())
}

/// Each adds a value, and says whether it is of the column's type.
impl Values {
    fn integer(&mut self, value: i64) -> bool {
        match self {
            Self::Integers(values) => values.push(value),
            Self::Numbers(values) => values.push(value as f64),
            Self::Texts { .. } => return self.text(&value.to_string()),
            Self::Truths(_) => return false,
        }
        true
    }

    fn number(&mut self, value: f64) -> bool {
        match self {
            Self::Numbers(values) => values.push(value),
            Self::Texts { .. } => return self.text(&Value::from(value).to_string()),
            Self::Integers(_) | Self::Truths(_) => return false,
        }
        true
    }

    fn truth(&mut self, value: bool) -> bool {
        match self {
            Self::Truths(values) => values.push(value),
            Self::Texts { .. } => return self.text(&value.to_string()),
            Self::Integers(_) | Self::Numbers(_) => return false,
        }
        true
    }

    fn text(&mut self, value: &str) -> bool {
        let Self::Texts { bytes, ends } = self else { return false };
        bytes.extend_from_slice(value.as_bytes());
        ends.push(bytes.len());
        true
    }

    fn held(&self) -> usize {
        match self {
            Self::Integers(values) => values.len() * mem::size_of::<i64>(),
            Self::Numbers(values) => values.len() * mem::size_of::<f64>(),
            Self::Truths(values) => values.len(),
            Self::Texts { bytes, ends } => bytes.len() + ends.len() * mem::size_of::<usize>(),
        }
    }
}

/// A part of a buffer that lies behind all others, as Parquet's writer takes texts; nothing is copied.
fn texts(bytes: Vec<u8>, ends: &[usize]) -> Vec<ByteArray> {
    let bytes = Bytes::from(bytes);
    let starts = [0].into_iter().chain(ends.iter().copied());
    starts.zip(ends).map(|(start, &end)| bytes.slice(start..end).into()).collect()
}

/// Columns as a JSON Schema tells them.
struct Shape<'s> {
    schema: &'s Value,
    columns: Vec<Column>,
}

impl<'s> Shape<'s> {
    /// A field and its type.
    fn field(&mut self, name: &str, part: &'s Value) -> Result<(Node, TypePtr), ParquetError> {
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
        self.columns.push(Column { values, ..Column::default() });
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
