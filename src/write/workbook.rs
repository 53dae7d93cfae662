//! Rows as an Excel workbook: bold and frozen heads, filters, wrapped cells, columns as wide as they need.

use super::{Row, sink::cell};
use crate::version::made_by;
use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

/// A cell holds 32,767 characters, counted in UTF-16 units.
const CELL: usize = 32_767;

/// The widest and the narrowest column, in characters of half width.
const WIDEST: usize = 60;
const NARROWEST: usize = 6;

/// The bytes of a workbook with one sheet. Text is written as text: what begins with = + - @ is no formula.
pub(super) fn workbook(columns: &[String], rows: &[Row]) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    // A fixed date: the same input gives the same bytes.
    let written = ExcelDateTime::from_timestamp(0)?;
    book.set_properties(&DocProperties::new().set_comment(made_by()).set_creation_datetime(&written));
    let sheet = book.add_worksheet();
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (column, name) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, column, name, &head)?;
    }
    for (line, row) in (1u32..).zip(rows) {
        for (column, value) in (0u16..).zip(row.values()) {
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
    }
    layout(sheet, columns, rows)?;
    Ok(book.save_to_buffer()?)
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

fn layout(sheet: &mut Worksheet, columns: &[String], rows: &[Row]) -> Result<()> {
    for (column, name) in (0u16..).zip(columns) {
        let width =
            |row: &Row| row.values().nth(usize::from(column)).map_or(0, |v| cell(v).width().min(WIDEST));
        let widest = rows.iter().take(1000).map(width).max().unwrap_or(0).max(name.width());
        sheet.set_column_width(column, (widest + 2).clamp(NARROWEST, WIDEST) as f64)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    if let Some(last) = columns.len().checked_sub(1) {
        sheet.autofilter(0, 0, rows.len().try_into()?, last.try_into()?)?;
    }
    Ok(())
}
