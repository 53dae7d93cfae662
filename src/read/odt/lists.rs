//! The list styles of an OpenDocument text: what its levels show.

use super::{
    super::{
        Error,
        numbering::{Counters, Form, LEVELS, spaced},
        symbol,
        xml::{self, Node, Step},
    },
    KIND,
};
use std::{collections::BTreeSet, collections::HashMap, io::BufRead};

/// A level of a list style.
#[derive(Clone, Debug)]
struct Level {
    /// none where the form is not known.
    form: Option<Form>,
    form_name: String,
    start: u32,
    /// What is shown: `%1%` for the number of the first level, and so on.
    text: String,
    /// Whether a tab or space stands behind.
    spaced: bool,
}

type Levels = [Option<Level>; LEVELS];

/// The list styles of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    styles: HashMap<String, Levels>,
    unknown: BTreeSet<String>,
}

/// The name under which the numbering of headings is kept; no style can be called so.
pub(super) const OUTLINE: &str = "";

impl Lists {
    /// The names of the forms that are not known.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &str> {
        self.unknown.iter().map(String::as_str)
    }

    /// Adds the list styles of a part.
    pub(super) fn read(&mut self, part: impl BufRead) -> Result<(), Error> {
        let mut style: Option<(String, Levels)> = None;
        let mut level: Option<(usize, Level)> = None;
        xml::walk(part, KIND, |node| {
            match node {
                Node::Open("body" | "master-styles", _) => return Step::Over,
                Node::Open("list-style", e) => {
                    style = xml::attribute(e, "name").map(|name| (name, Levels::default()));
                }
                Node::Open("outline-style", _) => style = Some((OUTLINE.into(), Levels::default())),
                Node::Open(
                    "list-level-style-number" | "outline-level-style" | "list-level-style-bullet",
                    e,
                ) => {
                    let at = xml::number::<usize>(e, "level").and_then(|n| n.checked_sub(1));
                    level = at.filter(|&at| at < LEVELS).map(|at| (at, level_of(e, at)));
                    if let Some((_, level)) = &level
                        && level.form.is_none()
                    {
                        self.unknown.insert(level.form_name.clone());
                    }
                }
                Node::Open("text-properties", e) => {
                    if let Some((_, level)) = level.as_mut().filter(|(_, l)| l.form == Some(Form::Bullet)) {
                        let font = xml::attribute(e, "font-name").unwrap_or_default();
                        level.text = level.text.chars().map(|c| symbol::bullet(&font, c)).collect();
                    }
                }
                Node::Open("list-level-label-alignment", e) => {
                    if let Some((_, level)) = &mut level {
                        level.spaced = xml::attribute(e, "label-followed-by").as_deref() != Some("nothing");
                    }
                }
                Node::Close(
                    "list-level-style-number" | "outline-level-style" | "list-level-style-bullet",
                ) => {
                    if let (Some((_, levels)), Some((at, level))) = (&mut style, level.take()) {
                        levels[at] = Some(level);
                    }
                }
                Node::Close("list-style" | "outline-style") => self.styles.extend(style.take()),
                _ => {}
            }
            Step::Into
        })
    }

    /// The marker of the next point of the list style's `level`, from 0; empty where it has none.
    pub(super) fn marker(
        &self,
        style: &str,
        at: usize,
        start: Option<u32>,
        counters: &mut Counters,
    ) -> String {
        let at = at.min(LEVELS - 1);
        let Some(levels) = self.styles.get(style) else { return String::new() };
        let Some(level) = &levels[at] else { return String::new() };
        if start.is_some() {
            counters.restart(at);
        }
        counters.count(at, start.unwrap_or(level.start), |_| true);
        let mut out = String::new();
        let mut pieces = level.text.split('%');
        out.push_str(pieces.next().unwrap_or_default());
        // Between two signs stands a level's number, then plain text.
        while let Some(number) = pieces.next() {
            let shown = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|&n| n < LEVELS);
            let of = shown.and_then(|n| Some((n, levels[n].as_ref()?)));
            if let Some((n, of)) = of {
                let form = of.form.unwrap_or(Form::Decimal);
                out.push_str(&form.write(counters.number(n).unwrap_or(of.start)));
            }
            out.push_str(pieces.next().unwrap_or_default());
        }
        spaced(&out, level.spaced && !out.is_empty())
    }
}

fn level_of(e: &quick_xml::events::BytesStart<'_>, at: usize) -> Level {
    let value = |key: &str| xml::attribute(e, key);
    let form_name = value("num-format").unwrap_or_default();
    let start = xml::number(e, "start-value").unwrap_or(1);
    if let Some(sign) = value("bullet-char") {
        let text = sign.replace('%', "");
        return Level { form: Some(Form::Bullet), form_name, start, text, spaced: true };
    }
    let form = Form::of_odf(&form_name);
    let shown = xml::number(e, "display-levels").unwrap_or(1usize).clamp(1, at + 1);
    let numbers: Vec<String> = (at + 2 - shown..=at + 1).map(|n| format!("%{n}%")).collect();
    let plain = |key: &str| value(key).unwrap_or_default().replace('%', "");
    let text = match value("num-list-format") {
        Some(text) => text,
        None if form == Some(Form::None) => plain("num-prefix") + &plain("num-suffix"),
        None => plain("num-prefix") + &numbers.join(".") + &plain("num-suffix"),
    };
    Level { form, form_name, start, text, spaced: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(levels: &str) -> Lists {
        let xml = format!(
            "<a xmlns:text='t' xmlns:style='s' xmlns:loext='l'><text:list-style style:name='L'>{levels}</text:list-style></a>"
        );
        let mut lists = Lists::default();
        lists.read(xml.as_bytes()).unwrap();
        lists
    }

    #[test]
    fn the_markers_of_three_levels_as_older_and_newer_files_write_them() {
        let lists = lists(
            "<text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>
             <text:list-level-style-number text:level='2' style:num-format='一, 二, 三, ...' loext:num-list-format='（%2%）'/>
             <text:list-level-style-number text:level='3' style:num-format='1' text:display-levels='2' style:num-suffix='.'/>",
        );
        let mut counters = Counters::default();
        let mut next = |level| lists.marker("L", level, None, &mut counters).trim_end().to_owned();
        assert_eq!(
            [0, 1, 1, 2, 0, 1].map(&mut next),
            ["一、", "（一）", "（二）", "二.1.", "二、", "（一）"]
        );
    }

    #[test]
    fn an_unknown_form_is_told() {
        let lists = lists("<text:list-level-style-number text:level='1' style:num-format='א, ב'/>");
        assert_eq!(lists.unknown().collect::<Vec<_>>(), ["א, ב"]);
    }
}
