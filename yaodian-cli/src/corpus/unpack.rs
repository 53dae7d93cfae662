//! Inputs told into portions: tables into rows, archives into files, the rest as they are.

use super::{
    Input, Portion,
    container::{Container, Format},
    option::Options,
    portion::{Give, is_record},
    stream::{Stream, whole},
    table,
};
use crate::output::FIELDS;
use serde_json::{Map, Value};
use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    ops::ControlFlow,
};

/// Whether an input is a table or an archive, of which every portion is worked on.
pub fn is_container(input: &Input) -> bool {
    matches!(input, Input::File(path) if Container::of(&path.to_string_lossy()).is_some())
}

/// Gives the portions of the inputs, read as they are wanted.
pub(super) fn portions<'i>(inputs: &'i [Input], options: &Options, give: Give<'_, 'i>) -> ControlFlow<()> {
    for input in inputs {
        let name = input.name();
        let result = match input {
            Input::Stdin => standard_input(input, options, give),
            Input::File(path) => match Container::of(&name) {
                Some((kind, _)) if path.is_file() => match File::open(path) {
                    Ok(file) => contained(kind, &name, Stream::File(file), options, give),
                    Err(error) => give(Portion::Broken(name, error.to_string())),
                },
                _ => give(Portion::Whole(path)),
            },
        };
        result?;
    }
    ControlFlow::Continue(())
}

/// Standard input: what its first bytes tell, a table of cells where it is said to be one, else a text.
fn standard_input<'i>(input: &'i Input, options: &Options, give: Give<'_, 'i>) -> ControlFlow<()> {
    let bytes = BufReader::with_capacity(1 << 16, io::stdin());
    match piped_kind(options) {
        Some(kind) => contained(kind, &input.name(), Stream::Bytes(Box::new(bytes)), options, give),
        None => match whole(bytes, options) {
            Ok(bytes) => give(Portion::Entry { name: input.name(), bytes }),
            Err(error) => give(Portion::Broken(input.name(), error.to_string())),
        },
    }
}

/// Gives the portions of a container.
fn contained<'i>(
    kind: Container,
    name: &str,
    stream: Stream<'_>,
    options: &Options,
    give: Give<'_, 'i>,
) -> ControlFlow<()> {
    match kind {
        Container::Table(format) => table::rows(format, name, stream, options, give),
        #[cfg(feature = "archives")]
        Container::Archive(packing) => super::archive::unpack(packing, name, stream, options, give),
        #[cfg(not(feature = "archives"))]
        Container::Archive(_) => {
            give(Portion::Broken(name.to_owned(), yaodian::read::Error::NotBuilt("archives").to_string()))
        }
    }
}

/// Gives the portions of what is called `name` and read from `bytes`: the rows of a table, the files of an archive, else
/// all of it.
pub fn unpacked(
    name: &str,
    bytes: Vec<u8>,
    options: &Options,
    mut give: impl FnMut(Portion<'_>) -> ControlFlow<()>,
) {
    // It ends where nobody wants more.
    let _ = match Container::of(name) {
        Some((kind, _)) => {
            contained(kind, name, Stream::Bytes(Box::new(io::Cursor::new(bytes))), options, &mut give)
        }
        None => give(Portion::Entry { name: name.to_owned(), bytes }),
    };
}

/// The columns of the tables among the inputs, the texts' left out; `fields` last where they may not be all: lines of JSON
/// may differ, an archive may hold several tables, a pipe can be read only once.
pub fn columns(inputs: &[Input], options: &Options) -> Vec<String> {
    let (mut out, mut all): (Vec<String>, bool) = (Vec::new(), true);
    for input in inputs {
        let kind = match input {
            Input::File(_) => Container::of(&input.name()).map(|(kind, _)| kind),
            Input::Stdin => piped_kind(options),
        };
        let Some(kind) = kind else { continue };
        let known = matches!(kind, Container::Table(Format::Cells | Format::Parquet))
            && matches!(input, Input::File(_));
        all &= known;
        let new = if *input == Input::Stdin { Vec::new() } else { columns_of(input, options) };
        for key in new {
            if !out.contains(&key) {
                out.push(key);
            }
        }
    }
    if !all && !out.iter().any(|name| name == FIELDS) {
        out.push(FIELDS.to_owned());
    }
    out
}

/// The columns of a table, or of the first in an archive, by its first row.
fn columns_of(input: &Input, options: &Options) -> Vec<String> {
    let mut cells = None;
    // It breaks off at the first row.
    let _ = portions(std::slice::from_ref(input), options, &mut |portion| {
        match portion {
            Portion::Row(row) => cells = Some(row.cells),
            Portion::Line { text, .. } if !is_record(&text) => {
                cells = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).ok();
            }
            Portion::Note(_) => return ControlFlow::Continue(()),
            _ => {}
        }
        ControlFlow::Break(())
    });
    let cells: Map<String, Value> = cells.unwrap_or_default();
    let text = options.columns(cells.keys()).ok().map(|c| c.text);
    cells.keys().filter(|key| Some(*key) != text.as_ref()).cloned().collect()
}

/// What comes through the pipe, by its first bytes, which stay there.
fn piped_kind(options: &Options) -> Option<Container> {
    let mut stdin = io::stdin().lock();
    let head = stdin.fill_buf().unwrap_or_default();
    Container::of_bytes(head).or(options.piped_cells.then_some(Container::Table(Format::Cells)))
}
