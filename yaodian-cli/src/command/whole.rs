//! Texts that are held in memory with all that was found in them, for commands that compare them.

use super::Run;
use crate::{
    corpus::{self, Inputs, Opened, Outcome, Portion},
    standard::tell,
};
use yaodian::{Analyzed, Analyzer, Dictionary, diff::Side, limit::within, read, write::Compared};

/// Texts with their names.
pub(super) type Texts = Vec<(String, Analyzed)>;

/// Reads and analyses all that is named; gives the texts with their names, and what became of the reading. What can't be read is
/// told.
pub(super) fn gather(run: &Run, inputs: &Inputs) -> (Texts, Outcome) {
    gather_telling(run, inputs, tell)
}

/// The same, telling `complain` what can't be read.
pub(super) fn gather_telling(run: &Run, inputs: &Inputs, complain: impl FnMut(&str)) -> (Texts, Outcome) {
    let analyzer = Analyzer::new(Dictionary::current()).keywords(0).offsets(run.setting.unit);
    let add = |texts: &mut Texts, portion: &Portion<'_>| {
        let work = || match portion.open(&run.options)? {
            Opened::Text(name, read) => Ok((name.to_string(), analyzer.analyze_read(&name, *read))),
            Opened::Record(_) => Err(anyhow::Error::from(read::Error::Recorded)),
        };
        let (name, analyzed) = within(run.timeout, work)??;
        if analyzed.cleaned().is_blank() {
            return Err(read::Error::Nothing.into());
        }
        texts.push((name, analyzed));
        Ok(())
    };
    let merge = |mut a: Texts, b: Texts| {
        a.extend(b);
        a
    };
    corpus::gather(
        (&inputs.found, &run.options),
        !run.quiet,
        Vec::new,
        add,
        (merge, |_: &mut _| {}),
        complain,
    )
}

/// A document of a text: the text, and its number there from 0.
#[derive(Clone, Copy)]
pub(super) struct Document<'d> {
    pub(super) analyzed: &'d Analyzed,
    pub(super) number: usize,
}

impl<'d> Document<'d> {
    /// It as rows tell of it.
    pub(super) fn compared(self) -> Compared<'d> {
        let analysis = &self.analyzed.documents()[self.number].analysis;
        Compared { place: self.analyzed.place(), analysis, number: self.number + 1 }
    }

    /// It as it is compared.
    pub(super) fn side(self) -> Side<'d> {
        Side { cleaned: self.analyzed.cleaned(), analysis: &self.analyzed.documents()[self.number].analysis }
    }
}
