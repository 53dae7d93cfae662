//! What help says in Chinese (help.zh.txt).

use std::{collections::HashMap, sync::LazyLock};
use yaodian::{
    message::{Language, language},
    outline::Rule,
};

pub(crate) static TABLE: &str = include_str!("../help.zh.txt");

/// What help says in Chinese, by what it is said of: a command, `command --option`, `--option` of all commands, each with a
/// value behind it where it is about one.
pub(crate) static CHINESE: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let sections = TABLE.split("\n[").skip(1).filter_map(|section| section.split_once("]\n"));
    sections.map(|(key, text)| (key, text.trim_end())).collect()
});

/// The Chinese for something of a command, or of all.
pub(crate) fn of(command: &str, key: &str) -> Option<&'static str> {
    CHINESE.get(format!("{command} {key}").trim()).or_else(|| CHINESE.get(key)).copied()
}

/// What a marker rule is about, in the language that is spoken.
pub(crate) fn about_rule(rule: &Rule) -> &'static str {
    let chinese = of("rules", rule.id).filter(|_| language() == Language::Zh);
    chinese.unwrap_or(rule.about)
}
