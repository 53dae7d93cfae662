//! Prints every clause of a file with what it was read as, and by which rule: where to look when a directive
//! is missed or a role is wrong.
//!
//!     cargo run --release --example readings -- FILE

use std::{error::Error, io::Write, path::Path};
use yaodian::{document, read, source::Unit};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name a file")?;
    let read = read::file(Path::new(&path), None, read::MOST)?;
    let cleaned = document::cleaned(&read.source);
    let mut out = std::io::stdout().lock();
    for analysis in document::outlines(&cleaned) {
        for reading in &analysis.readings {
            let segment = &reading.segment;
            let start = read.source.position(cleaned.to_source(segment.span.start), Unit::Codepoints);
            let cue = reading.cue().map_or("-", |c| c.span().of(cleaned.text()));
            writeln!(
                out,
                "{start} {:?} {:?} {:?} {} order={} cue={cue} item={:?} | {}",
                reading.act,
                reading.modality,
                reading.zone,
                reading.rule.id(),
                reading.order,
                segment.item(),
                segment.span.of(cleaned.text())
            )?;
        }
    }
    Ok(())
}
