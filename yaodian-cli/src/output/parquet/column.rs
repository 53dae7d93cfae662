//! The values of a column, until their row group is written.

use bytes::Bytes;
use parquet::{
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type},
    errors::ParquetError,
    file::writer::SerializedRowGroupWriter,
};
use serde_json::Value;
use std::{io::Write, mem};

/// How deep a value stands: how often what is around it is there, how often it is repeated.
#[derive(Clone, Copy, Default)]
pub(super) struct Levels {
    pub(super) definition: i16,
    /// The level at which it begins.
    pub(super) repetition: i16,
    /// How many lists are around it.
    pub(super) lists: i16,
}

/// The values of a leaf that wait for the end of their row group.
pub(super) struct Column {
    pub(super) values: Values,
    definitions: Vec<i16>,
    repetitions: Vec<i16>,
}

pub(super) enum Values {
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

impl Column {
    /// One for values of a type.
    pub(super) fn of(values: Values) -> Self {
        Self { values, definitions: Vec::new(), repetitions: Vec::new() }
    }

    pub(super) fn level(&mut self, at: Levels) {
        self.definitions.push(at.definition);
        self.repetitions.push(at.repetition);
    }

    /// Bytes that it holds.
    pub(super) fn held(&self) -> usize {
        self.definitions.len() * mem::size_of::<[i16; 2]>() + self.values.held()
    }

    pub(super) fn write<W: Write + Send>(
        &mut self,
        group: &mut SerializedRowGroupWriter<'_, W>,
    ) -> Result<(), ParquetError> {
        let Self { values, definitions, repetitions } = self;
        match values {
            Values::Integers(values) => written::<Int64Type, W>(group, values, definitions, repetitions),
            Values::Numbers(values) => written::<DoubleType, W>(group, values, definitions, repetitions),
            Values::Truths(values) => written::<BoolType, W>(group, values, definitions, repetitions),
            Values::Texts { bytes, ends } => {
                let mut values = texts(mem::take(bytes), ends);
                ends.clear();
                written::<ByteArrayType, W>(group, &mut values, definitions, repetitions)
            }
        }
    }
}

/// Writes the next column of a row group and empties it.
fn written<T: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
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
    pub(super) fn integer(&mut self, value: i64) -> bool {
        match self {
            Self::Integers(values) => values.push(value),
            Self::Numbers(values) => values.push(value as f64),
            Self::Texts { .. } => return self.text(&value.to_string()),
            Self::Truths(_) => return false,
        }
        true
    }

    pub(super) fn number(&mut self, value: f64) -> bool {
        match self {
            Self::Numbers(values) => values.push(value),
            Self::Texts { .. } => return self.text(&Value::from(value).to_string()),
            Self::Integers(_) | Self::Truths(_) => return false,
        }
        true
    }

    pub(super) fn truth(&mut self, value: bool) -> bool {
        match self {
            Self::Truths(values) => values.push(value),
            Self::Texts { .. } => return self.text(&value.to_string()),
            Self::Integers(_) | Self::Numbers(_) => return false,
        }
        true
    }

    pub(super) fn text(&mut self, value: &str) -> bool {
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
