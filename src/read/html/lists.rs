//! The markers of a page's lists.

use super::super::numbering::{Counters, Form, LEVELS, spaced};
use scraper::node::Element;

/// The lists that are open, innermost last.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<List>,
    /// For pages that a word processor wrote: one count through all lists, as the file had it.
    exported: Option<Counters>,
    /// Whether a form was put that the page doesn't name.
    pub(super) guessed: bool,
}

struct List {
    /// The form that is shown; none for the usual digits.
    form: Option<Form>,
    ordered: bool,
    next: i64,
    /// Counts down.
    reversed: bool,
}

impl Lists {
    /// The lists of a page; `nested` tells of one that a word processor wrote and that has lists in lists.
    pub(super) fn new(nested: bool) -> Self {
        Self { exported: nested.then(Counters::default), ..Self::default() }
    }

    pub(super) fn open(&mut self, e: &Element) {
        let number = |name: &str| e.attr(name).and_then(|v| v.trim().parse::<i64>().ok());
        let reversed = e.attr("reversed").is_some();
        let level = self.ordered_depth();
        if let (Some(counters), Some(start)) = (&mut self.exported, number("start"))
            && level < LEVELS
        {
            counters.restart(level);
            counters.count(level, u32::try_from(start - 1).unwrap_or(0), |_| false);
        }
        self.open.push(List {
            form: form(e),
            ordered: e.name() == "ol",
            next: number("start").unwrap_or(1),
            reversed,
        });
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    fn ordered_depth(&self) -> usize {
        self.open.iter().filter(|l| l.ordered).count()
    }

    /// The marker of the next point of the innermost list; empty where it shows none.
    pub(super) fn marker(&mut self, e: &Element) -> String {
        let level = self.ordered_depth().saturating_sub(1);
        let Some(list) = self.open.last_mut().filter(|l| l.ordered) else { return String::new() };
        if let Some(value) = e.attr("value").and_then(|v| v.trim().parse().ok()) {
            list.next = value;
        }
        let shown = list.next;
        list.next += if list.reversed { -1 } else { 1 };
        let shown_form = form(e).or(list.form);
        if let (Some(counters), None, true) = (&mut self.exported, shown_form, level < LEVELS) {
            self.guessed = true;
            return official(level, counters.count(level, 1, |_| true));
        }
        let form = shown_form.unwrap_or(Form::Decimal);
        match u32::try_from(shown) {
            Ok(number) if form.counts() => {
                let chinese = matches!(form, Form::Counting | Form::Thousands | Form::Digits | Form::Legal)
                    || matches!(form, Form::LegalTraditional | Form::Stems | Form::Branches);
                spaced(&format!("{}{}", form.write(number), if chinese { "、" } else { "." }), true)
            }
            _ => String::new(),
        }
    }
}

/// The form that a list or one of its points names.
fn form(e: &Element) -> Option<Form> {
    let style = e.attr("style").unwrap_or_default();
    let named = style.split(';').filter_map(|rule| rule.split_once(':'));
    let mut named = named.filter(|(name, _)| matches!(name.trim(), "list-style-type" | "list-style"));
    let of_style = named.find_map(|(_, value)| value.split_whitespace().find_map(Form::of_css));
    of_style.or_else(|| e.attr("type").and_then(Form::of_css))
}

/// The marker that official documents have at a level (GB/T 9704-2012, 7.3.3): 一、 （一） 1. （1）, then ①.
fn official(level: usize, number: u32) -> String {
    match level {
        0 => format!("{}、", Form::Thousands.write(number)),
        1 => format!("（{}）", Form::Thousands.write(number)),
        2 => format!("{number}. "),
        3 => format!("（{number}）"),
        _ => Form::Circled(50).write(number),
    }
}
