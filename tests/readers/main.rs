//! The readers: the same points from every format, nothing of what stands around a text, and clear words for what is broken.

#[path = "../common/mod.rs"]
mod common;

mod broken;
mod numbering;
mod pages;
mod same;
mod tables;
