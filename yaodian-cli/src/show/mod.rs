//! What is shown to the eye, on a terminal or in a text file.

mod covered;
mod difference;
mod grid;
mod kwic;
mod reuse;
mod sparkline;
mod table;
mod tree;

pub(crate) use covered::covered;
pub(crate) use difference::{diff_summary, difference, duty_changes};
pub(crate) use grid::{Column, Kind, grid, wrapped};
pub(crate) use kwic::kwic_line;
pub(crate) use reuse::{cluster, foreign_names, passage, shared, shared_item};
pub(crate) use sparkline::{sparkline, values_a_bar};
pub(crate) use table::{clip, directives as directive_table};
pub(crate) use tree::{genre_name, outline as outline_tree, report};
