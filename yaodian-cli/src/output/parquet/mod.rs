//! Rows as a Parquet table whose columns and types are those of the JSON Schema, the same for any text: lists and records in
//! them are lists and structs (three levels a list, as the format's specification has it), what has no fixed fields is JSON in
//! a column of text. Every column may be null.

mod column;
mod shape;
mod taker;

use super::{Columns, book::Book, pen::Pen, target::Unwritten};
use column::{Column, Levels};
use parquet::{
    basic::{Compression, ZstdLevel},
    errors::ParquetError,
    file::{properties::WriterProperties, writer::SerializedFileWriter},
    schema::types::Type,
};
use serde::{Deserializer, de::DeserializeSeed};
use serde_json::Value;
use shape::Shape;
use std::{
    io::{self, Write},
    mem,
    sync::{Arc, Mutex, PoisonError},
};
use taker::{Node, Taker};
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
