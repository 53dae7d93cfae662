//! The formats for people and their programs: the task table, IG Script, REFI-QDA, Parquet.

#[path = "../common/mod.rs"]
mod common;
mod igscript;
mod parquet;
mod qdpx;
mod table;

/// A notice with numbered tasks, responsibility notes, deadlines and figures.
const NOTICE: &str = "fixtures/clauses/notice.txt";
/// Minutes with conditions and decisions, hard-wrapped.
const MINUTES: &str = "fixtures/clauses/minutes.txt";
