//! Rows as an Excel workbook: bold and frozen heads, filters, wrapped cells, columns as wide as they need; a further sheet
//! where one is full. Rows go to a file as they come, so that a workbook of any size takes little memory.

use super::{
    book::Book,
    cell::cell,
    marked::stretches,
    pen::Pen,
    target::{Unwritten, Whole},
};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatUnderline, Workbook as Written, Worksheet,
    XlsxError as Error,
};
use serde_json::Value;
use std::io::{self, Seek, Write};
use unicode_width::UnicodeWidthStr;
use yaodian::{
    read::guarded,
    say,
    version::made_by,
    write::{Mark, Row},
};

/// A cell holds 32,767 characters, counted in UTF-16 units.
const CELL: usize = 32_767;

/// A sheet holds 1,048,576 rows, the head among them.
const SHEET: usize = 1_048_576;

/// The widest and the narrowest column, in characters of half width.
const WIDEST: usize = 60;
const NARROWEST: usize = 6;

/// Rows that are waited for before the widths of the columns are settled.
const LOOKED_AT: usize = 1000;

/// A workbook that is being written. Text is written as text: what begins with = + - @ is no formula.
pub(super) struct Workbook {
    book: Written,
    columns: Vec<String>,
    /// The rows of the first sheet that tell how wide its columns are, until they are enough.
    waiting: Vec<Row>,
    /// The widths of the columns, once they are settled.
    widths: Option<Vec<f64>>,
    /// The rows of the last sheet, its head among them.
    used: usize,
    /// How many rows a sheet may have.
    most: usize,
    /// Texts that were longer than a cell holds.
    cut: usize,
}

impl Workbook {
    pub(super) fn new(columns: &[String]) -> Self {
        Self {
            book: Written::new(),
            columns: columns.to_vec(),
            waiting: Vec::new(),
            widths: None,
            used: SHEET,
            most: SHEET,
            cut: 0,
        }
    }

    /// Takes a row.
    fn take(&mut self, row: Row) -> Result<(), Error> {
        if self.widths.is_some() {
            return self.put(&row);
        }
        self.waiting.push(row);
        if self.waiting.len() >= LOOKED_AT { self.settle() } else { Ok(()) }
    }

    /// Writes the workbook; gives how many cells were cut, since they hold no more.
    fn save(mut self, out: impl Write + Seek + Send) -> Result<usize, Error> {
        self.settle()?;
        // A fixed date: the same input gives the same bytes.
        let written = ExcelDateTime::from_timestamp(0)?;
        self.book
            .set_properties(&DocProperties::new().set_comment(made_by()).set_creation_datetime(&written));
        self.close()?;
        self.book.save_to_writer(out)?;
        Ok(self.cut)
    }

    /// Settles the widths of the columns, opens the first sheet and writes what waited.
    fn settle(&mut self) -> Result<(), Error> {
        if self.widths.is_some() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.waiting);
        let widths = self.columns.iter().enumerate().map(|(column, name)| {
            let width = |row: &Row| row.values().nth(column).map_or(0, |v| cell(v).width().min(WIDEST));
            let widest = rows.iter().map(width).max().unwrap_or(0).max(name.width());
            (widest + 2).clamp(NARROWEST, WIDEST) as f64
        });
        self.widths = Some(widths.collect());
        self.open()?;
        rows.iter().try_for_each(|row| self.put(row))
    }

    /// Opens a sheet with its head.
    fn open(&mut self) -> Result<(), Error> {
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let sheet = self.book.add_worksheet_with_constant_memory();
        // Widths and panes must be told before the rows are.
        for (column, width) in (0u16..).zip(self.widths.iter().flatten()) {
            sheet.set_column_width(column, *width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        for (column, name) in (0u16..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, name, &head)?;
        }
        self.used = 1;
        Ok(())
    }

    fn put(&mut self, row: &Row) -> Result<(), Error> {
        if self.used >= self.most {
            self.close()?;
            self.open()?;
        }
        let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let line = u32::try_from(self.used).unwrap_or(u32::MAX);
        self.cut +=
            row.values().filter(|v| v.as_str().is_some_and(|t| t.encode_utf16().count() > CELL)).count();
        let sheet = self.last()?;
        for (column, value) in (0u16..).zip(row.values()) {
            if let Some(stretches) = stretches(value).filter(|s| s.len() > 1) {
                let runs: Vec<(Format, String)> =
                    stretches.iter().map(|s| (of_mark(s.0), held(s.1))).collect();
                let runs: Vec<(&Format, &str)> =
                    runs.iter().filter(|run| !run.1.is_empty()).map(|run| (&run.0, run.1.as_str())).collect();
                if runs.len() > 1 && cell(value).encode_utf16().count() <= CELL {
                    sheet.write_rich_string_with_format(line, column, &runs, &body)?;
                    continue;
                }
            }
            match value {
                Value::Number(number) => sheet.write_number_with_format(
                    line,
                    column,
                    number.as_f64().unwrap_or_default(),
                    &body,
                )?,
                other => sheet.write_string_with_format(line, column, held(&cell(other)), &body)?,
            };
        }
        self.used += 1;
        Ok(())
    }

    /// Gives the last sheet its filters.
    fn close(&mut self) -> Result<(), Error> {
        let (rows, columns) = (self.used, self.columns.len());
        if let (Ok(rows), Some(Ok(last))) = (u32::try_from(rows), columns.checked_sub(1).map(u16::try_from)) {
            self.last()?.autofilter(0, 0, rows - 1, last)?;
        }
        Ok(())
    }

    fn last(&mut self) -> Result<&mut Worksheet, Error> {
        let sheets = self.book.worksheets().len();
        self.book.worksheet_from_index(sheets.saturating_sub(1))
    }
}

impl Book for Workbook {
    fn add(&mut self, row: Row, pen: &mut Pen) -> Result<(), Unwritten> {
        let taken = guarded_write(|| self.take(row));
        pen.told(taken)
    }

    fn finish(self: Box<Self>, pen: &mut Pen) -> Result<usize, Unwritten> {
        let mut cut = 0;
        let save = |out: &mut dyn Whole| {
            cut = guarded_write(|| self.save(out))?;
            Ok::<_, io::Error>(())
        };
        pen.write_with(save)?;
        Ok(cut)
    }
}

/// What the writer of workbooks gives; it panics where a disk is full or there is no folder for its temporary files.
fn guarded_write<T>(work: impl FnOnce() -> Result<T, Error>) -> io::Result<T> {
    match guarded(work) {
        Ok(result) => result.map_err(io::Error::other),
        Err(_) => {
            let why = tempfile::tempfile().and_then(|mut file| file.write_all(&[0; 1 << 16]));
            let why = why.err().map_or_else(|| say!("disk-full"), |why| yaodian::system::what(&why));
            Err(io::Error::other(say!("workbook-failed", folder = std::env::temp_dir().display(), why)))
        }
    }
}

/// How a stretch of a cell looks: what went struck out, what came underlined.
fn of_mark(mark: Mark) -> Format {
    match mark {
        Mark::Same => Format::new(),
        Mark::Old => Format::new().set_font_color(0x00C0_0000).set_font_strikethrough(),
        Mark::New => Format::new().set_font_color(0x001F_4E9E).set_underline(FormatUnderline::Single),
    }
}

/// As much of a text as a cell holds, in characters that XML allows.
fn held(text: &str) -> String {
    let mut units = 0;
    let fits = text.chars().filter(|&c| c >= ' ' || matches!(c, '\n' | '\t')).take_while(|c| {
        units += c.len_utf16();
        units <= CELL
    });
    fits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_sheet_is_followed_by_another_with_the_same_head() {
        let mut book = Workbook { most: 3, ..Workbook::new(&["序号".into(), "任务".into()]) };
        for number in 1..=5 {
            let row = serde_json::json!({"序号": number, "任务": "抓好巡查"});
            book.take(row.as_object().cloned().unwrap_or_default()).unwrap();
        }
        let mut out = std::io::Cursor::new(Vec::new());
        book.save(&mut out).unwrap();
        let mut archive = zip::ZipArchive::new(out).unwrap();
        let rows = |archive: &mut zip::ZipArchive<_>, sheet: usize| {
            let file = archive.by_name(&format!("xl/worksheets/sheet{sheet}.xml")).unwrap();
            std::io::read_to_string(file).unwrap().matches("<row ").count()
        };
        assert_eq!([1, 2, 3].map(|sheet| rows(&mut archive, sheet)), [3, 3, 2]);
    }
}
