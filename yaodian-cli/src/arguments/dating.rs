//! When texts were written.

use clap::{Args, ValueEnum};
use yaodian::split::{Date, date_in_path};

/// When texts were written that don't say so; deadlines are counted from it.
#[derive(Debug, Args)]
pub(crate) struct Dating {
    /// The date of texts that name none: 2026, or 2026-03-05
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
    /// Where else texts that name none have their date
    #[arg(long, value_enum, value_name = "WHERE")]
    date_from: Option<DateFrom>,
}
/// Where a date may stand outside of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DateFrom {
    /// In the path: 2026-03-05.txt, 20260305纪要.txt, 2026年/…
    Path,
}
impl Dating {
    /// The date of a text, by its path.
    pub(crate) fn of(&self, path: &str) -> Option<Date> {
        let named = self.date_from.and_then(|DateFrom::Path| date_in_path(path));
        named.or(self.date)
    }
}
