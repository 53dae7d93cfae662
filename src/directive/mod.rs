//! Directive clauses: who is to do what, and how firmly.

pub(crate) mod actor;
