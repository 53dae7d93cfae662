//! The language that a call asks for.

use std::ffi::OsString;
use yaodian::message::Language;

/// The language asked for, by `--lang` or else by the locale: it must be known before help is shown.
pub(crate) fn spoken(arguments: &[OsString]) -> Language {
    named_language(arguments).unwrap_or_else(|| Language::of_locale(|name| std::env::var(name).ok()))
}

/// Whether the call names the language of messages.
pub(crate) fn names_language() -> bool {
    named_language(&std::env::args_os().collect::<Vec<_>>()).is_some()
}

fn named_language(arguments: &[OsString]) -> Option<Language> {
    let words: Vec<&str> = arguments.iter().map_while(|a| a.to_str().filter(|a| *a != "--")).collect();
    let next = |i: usize| words.get(i + 1).copied();
    let named = words.iter().enumerate().rev().find_map(|(i, word)| match word.strip_prefix("--lang") {
        Some("") => next(i),
        Some(rest) => rest.strip_prefix('='),
        None => None,
    });
    match named {
        Some("zh") => Some(Language::Zh),
        Some("en") => Some(Language::En),
        _ => None,
    }
}
