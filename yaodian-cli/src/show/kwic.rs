//! A line of a concordance on a terminal: the matches one below the other.

use super::table::clip;
use crate::terminal::Palette;
use serde_json::Value;
use std::path::Path;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use yaodian::write::Row;

/// From this width on the item's path is shown too.
const WIDE: usize = 110;
/// The columns of the item's path.
const ITEM: usize = 16;

/// A row of `kwic` in `width` columns: file and line, on a wide terminal the item, and the match with as much around it
/// as fits.
pub(crate) fn kwic_line(row: &Row, width: usize, palette: Palette) -> String {
    // Tabs of table rows and other signs without a width of their own take a column.
    let shown = |field: &str| {
        let text = row.get(field).and_then(Value::as_str).unwrap_or_default();
        text.replace(char::is_control, " ")
    };
    let fields = ["path", "item_path", "left", "text", "right"].map(|field| (field, shown(field)));
    let text = |field: &str| fields.iter().find(|f| f.0 == field).map_or("", |f| f.1.as_str());
    let line = row.get("line").map(ToString::to_string).unwrap_or_default();
    let place = if width >= WIDE { 26 } else { (width / 4).min(18) };
    let mut head = palette.dim(&padded(&located(text("path"), &line, place), place));
    let mut used = place + 1;
    head.push(' ');
    if width >= WIDE {
        head += &palette.marker(&padded(&clip(text("item_path"), ITEM), ITEM));
        head.push(' ');
        used += ITEM + 1;
    }
    // The match begins in one column; without colours brackets mark it.
    let (open, close) = if palette.is_on() { ("", "") } else { ("⟦", "⟧") };
    let room = width.saturating_sub(used + open.width() + close.width());
    let before = room * 9 / 20;
    let left = tail(text("left"), before);
    let found = clip(text("text"), room - before);
    let behind = (room - before).saturating_sub(found.width());
    let right = if text("right").width() > behind {
        head_of(text("right"), behind)
    } else {
        text("right").to_owned()
    };
    format!(
        "{head}{}{left}{open}{}{close}{right}\n",
        " ".repeat(before.saturating_sub(left.width())),
        palette.order(&found)
    )
    .trim_end()
    .to_owned()
        + "\n"
}

/// `name:line`, the name shortened where it must be.
fn located(path: &str, line: &str, width: usize) -> String {
    let name = Path::new(path).file_name().map_or(path.into(), |name| name.to_string_lossy());
    format!("{}:{line}", clip(&name, width.saturating_sub(line.len() + 1)))
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The end of a text that is at most so wide.
fn tail(text: &str, width: usize) -> String {
    let mut used = 0;
    let fits = text.chars().rev().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= width
    });
    let length = fits.map(char::len_utf8).sum::<usize>();
    text[text.len() - length..].to_owned()
}

/// The beginning of a text that is at most so wide.
fn head_of(text: &str, width: usize) -> String {
    let mut used = 0;
    let fits = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= width
    });
    fits.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(left: &str, right: &str) -> Row {
        let row = json!({"path": "a/某县二〇二六年政府工作报告全文.txt", "line": 1234, "item_path": "二/（三）/一要",
            "left": left, "text": "就业", "right": right});
        row.as_object().cloned().unwrap_or_default()
    }

    #[test]
    fn matches_stand_one_below_the_other_whatever_the_width() {
        let long = "稳增长、促改革、调结构、惠民生、防风险各项工作，GDP 增长 5% 左右，";
        for width in [40, 80, 81, 120, 160] {
            let tabs = "任务\t责任单位\t完成时限\t目标\t".repeat(6);
            let lines = [("", ""), (long, long), ("a", long), ("实施", ""), (&tabs, &tabs)]
                .map(|(left, right)| kwic_line(&row(left, right), width, Palette::new(false)));
            let column = |line: &String| line.find("就业").map(|at| line[..at].width());
            assert!(lines.iter().all(|line| line.trim_end().width() <= width), "{lines:#?}");
            assert!(lines.iter().all(|line| column(line) == column(&lines[0])), "{lines:#?}");
        }
    }
}
