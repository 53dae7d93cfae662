//! What is fuzzed: a target takes any bytes, and panics where something that must hold of every input doesn't.

mod compared;
mod readers;
pub mod seeds;
mod stages;
mod words;

/// A target: its name, what it does with an input.
pub type Target = (&'static str, fn(&[u8]));

/// All targets, in the order of the stages.
pub const TARGETS: [Target; 15] = [
    ("decode", stages::decode),
    ("clean", stages::clean),
    ("split", stages::split),
    ("outline", stages::outline),
    ("sense", stages::sense),
    ("directives", stages::directives),
    ("records", stages::records),
    ("compare", compared::compare),
    ("reuse", compared::reuse),
    ("html", readers::html),
    ("pdf", readers::pdf),
    ("office", readers::office),
    ("word", readers::word),
    ("containers", readers::containers),
    ("words", words::words),
];

/// The target of a name.
pub fn target(name: &str) -> Option<fn(&[u8])> {
    TARGETS.iter().find(|(own, _)| *own == name).map(|(_, run)| *run)
}
