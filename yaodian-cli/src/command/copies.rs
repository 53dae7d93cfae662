//! Which of the documents of a call are nearly copies of others.

use super::Run;
use crate::corpus::{self, Input, Opened, Portion};
use anyhow::{Result, bail};
use std::collections::{HashMap, HashSet};
use yaodian::{
    limit::within,
    read,
    reuse::{self, Signature, Sketch},
    say,
    write::CopyRecord,
};

/// Documents that are nearly copies, each with the document that it is a copy of.
pub(super) struct Copies(HashMap<Name, CopyRecord>);

/// A document's file, its number there, and the hash of its text: rows of a table may be called alike.
type Name = (String, usize, u64);

impl Copies {
    /// Looks through all inputs of a call; the original is the earliest, of those without a date the first named.
    pub(super) fn find(run: &Run, least: f64) -> Result<Self> {
        let twice = |input: &&Input| match input {
            Input::File(path) => !path.is_file() && path.exists(),
            Input::Stdin => true,
        };
        if let Some(once) = run.inputs.found.iter().find(twice) {
            bail!(say!("dedup-twice", name = once.name()));
        }
        let mut all = sketches(run);
        // A document that is named twice is no copy of itself.
        let mut named = HashSet::new();
        all.retain(|(path, sketch)| named.insert((path.clone(), sketch.document, sketch.text)));
        all.sort_by_cached_key(|(_, sketch)| reuse::by_date(sketch.date.as_deref()));
        let with: Vec<(&str, &Sketch, &Signature)> = all
            .iter()
            .filter_map(|(path, sketch)| Some((&path[..], sketch, sketch.signature.as_ref()?)))
            .collect();
        let signatures: Vec<&Signature> = with.iter().map(|of| of.2).collect();
        let originals = reuse::originals(&signatures, least);
        let copies = with.iter().zip(originals).filter_map(|(&(path, sketch, _), original)| {
            let original = original?;
            let (of, Sketch { document, .. }, _) = with[original.document];
            let similarity = (original.similarity * 1000.0).round() / 1000.0;
            let original = CopyRecord { path: of.to_owned(), document: *document, similarity };
            Some(((path.to_owned(), sketch.document, sketch.text), original))
        });
        Ok(Self(copies.collect()))
    }

    /// What a document with this text is a copy of.
    pub(super) fn original(&self, path: &str, document: usize, text: &str) -> Option<CopyRecord> {
        self.0.get(&(path.to_owned(), document, Sketch::text_of(text))).cloned()
    }
}

/// All documents as wholes, in the order of the inputs. What can't be read is told when it is read again.
fn sketches(run: &Run) -> Vec<(String, Sketch)> {
    let add = |all: &mut Vec<(String, Sketch)>, portion: &Portion<'_>| {
        let work = || match portion.open(&run.options)? {
            Opened::Text(name, read) => {
                let of = reuse::sketches(&name, &read);
                Ok(of.into_iter().map(|sketch| (name.clone(), sketch)).collect())
            }
            Opened::Record(_) => Err(read::Error::Recorded),
        };
        let found: Vec<(String, Sketch)> = within(run.timeout, work)??;
        all.extend(found);
        Ok(())
    };
    let merge = |mut a: Vec<(String, Sketch)>, b: Vec<(String, Sketch)>| {
        a.extend(b);
        a
    };
    let inputs = (&run.inputs.found[..], &run.options);
    corpus::gather(inputs, !run.quiet, Vec::new, add, (merge, |_: &mut _| {}), |_| {}).0
}
