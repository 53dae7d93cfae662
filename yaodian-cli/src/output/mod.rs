//! What is written where: one file a format, and where it goes.

mod carry;
mod format;
mod igscript;
mod piece;
mod qdpx;
mod sink;
mod spool;
mod target;
mod task;
mod workbook;

pub(crate) use carry::{FIELDS, carried_name, carry};
pub(crate) use format::Format;
pub(crate) use igscript::igscript;
pub(crate) use piece::{Piece, cell};
pub(crate) use qdpx::coded;
pub(crate) use sink::{Layout, Sink};
pub(crate) use target::{Unwritten, write_file};
pub(crate) use task::{Headers, target as target_cell, task_rows};
