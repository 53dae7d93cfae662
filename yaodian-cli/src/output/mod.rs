//! What is written where: one file a format, and where it goes.

mod book;
mod fate;
mod carry;
mod cell;
mod coded;
mod columns;
mod contrast;
mod document;
mod format;
mod igscript;
mod json;
mod markdown;
mod marked;
mod page;
#[cfg(feature = "tables")]
mod parquet;
mod partition;
mod pen;
mod piece;
mod qdpx;
mod separated;
mod sink;
mod spool;
mod target;
mod task;
mod workbook;

pub(crate) use carry::{FIELDS, carried_name, carry};
pub(crate) use cell::cell;
pub(crate) use coded::coded;
pub(crate) use columns::Columns;
pub(crate) use contrast::{Contrast, change_name, reuse_kind_name, state_name};
pub(crate) use fate::{FateTable, fate_name, softer_name};
pub(crate) use format::Format;
pub(crate) use igscript::igscript;
pub(crate) use piece::Piece;
pub(crate) use sink::{Layout, Sink};
pub(crate) use spool::Spool;
pub(crate) use target::{Unwritten, write_file};
pub(crate) use task::{Headers, target as target_cell, task_rows};
