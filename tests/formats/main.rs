//! The formats of `directives` for people: the task table, IG Script, REFI-QDA.

#[path = "../common/mod.rs"]
mod common;
mod igscript;
mod qdpx;
mod table;

/// A notice with numbered tasks, responsibility notes, deadlines and figures.
const NOTICE: &str = "fixtures/clauses/notice.txt";
/// Minutes with conditions and decisions, hard-wrapped.
const MINUTES: &str = "fixtures/clauses/minutes.txt";
