//! What the program says to people, in their language: one table, `dict/messages.txt`, holds every message in English and in
//! Chinese.

use std::{
    collections::HashMap,
    fmt::Display,
    sync::{
        LazyLock,
        atomic::{AtomicBool, Ordering},
    },
};

static TABLE: &str = include_str!("../dict/messages.txt");

/// The languages of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Deserialize)]
#[cfg_attr(feature = "clap", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English
    #[default]
    En,
    /// 中文
    Zh,
}

impl Language {
    /// The language that the locale names: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something.
    pub fn of_locale(variable: impl Fn(&str) -> Option<String>) -> Self {
        let named =
            ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|v| !v.is_empty());
        if named.is_some_and(|name| name.to_ascii_lowercase().starts_with("zh")) {
            Self::Zh
        } else {
            Self::En
        }
    }
}

static CHINESE: AtomicBool = AtomicBool::new(false);

/// Settles the language of all messages of this process.
pub fn speak(language: Language) {
    CHINESE.store(language == Language::Zh, Ordering::Relaxed);
}

/// The language that is spoken.
pub fn language() -> Language {
    if CHINESE.load(Ordering::Relaxed) { Language::Zh } else { Language::En }
}

/// A message of the table.
#[derive(Clone, Copy, Debug)]
struct Message {
    english: &'static str,
    chinese: &'static str,
}

static MESSAGES: LazyLock<HashMap<&'static str, Message>> = LazyLock::new(|| read(TABLE));

/// Reads the table: a line with an identifier, then the English and the Chinese of it, each set in; # opens a comment.
fn read(table: &'static str) -> HashMap<&'static str, Message> {
    let mut lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let mut out = HashMap::new();
    while let (Some(id), Some(english), Some(chinese)) = (lines.next(), lines.next(), lines.next()) {
        out.insert(id.trim(), Message { english: english.trim(), chinese: chinese.trim() });
    }
    out
}

/// The message `id` with its values filled in: `{name}` is the value, `{name?one|more}` the word that goes with it as a
/// number.
pub fn text(id: &str, values: &[(&str, &dyn Display)]) -> String {
    // Without an entry the identifier is better than nothing; a test holds every identifier against the table.
    let Some(message) = MESSAGES.get(id) else { return id.to_owned() };
    let mut rest = match language() {
        Language::En => message.english,
        Language::Zh => message.chinese,
    };
    let mut out = String::with_capacity(rest.len() + 32);
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        let Some((hole, behind)) = behind.split_once('}') else { break };
        rest = behind;
        let (name, forms) = hole.split_once('?').map_or((hole, None), |(name, forms)| (name, Some(forms)));
        let value = values.iter().find(|(n, _)| *n == name).map(|(_, value)| value.to_string());
        match (value, forms.and_then(|forms| forms.split_once('|'))) {
            (Some(value), Some((one, more))) => out.push_str(if value == "1" { one } else { more }),
            (Some(value), None) => out.push_str(&value),
            (None, _) => out.extend(["{", hole, "}"]),
        }
    }
    out + rest
}

/// The head of a column in the language that is spoken, by its English.
pub fn head(english: &str) -> String {
    match MESSAGES.get(format!("head {english}").as_str()).filter(|_| language() == Language::Zh) {
        Some(message) => message.chinese.to_owned(),
        None => english.to_owned(),
    }
}

/// What a library says of what is wrong, in the language that is spoken as far as dict/details.txt has it.
pub fn detail(why: impl Display) -> String {
    static DETAILS: LazyLock<Vec<(&'static str, &'static str)>> = LazyLock::new(|| {
        let lines = include_str!("../dict/details.txt").lines().filter(|line| !line.starts_with('#'));
        let mut all: Vec<_> = lines.filter_map(|line| line.split_once('\t')).collect();
        all.sort_by_key(|(english, _)| std::cmp::Reverse(english.len()));
        all
    });
    let why = why.to_string();
    match language() {
        Language::En => why,
        Language::Zh => DETAILS.iter().fold(why, |text, (english, chinese)| text.replace(english, chinese)),
    }
}

/// The message of the table with this identifier, in the language of the process; values by their names, or by those of
/// variables.
#[macro_export]
macro_rules! say {
    ($id:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {
        $crate::message::text($id, &[$((stringify!($name), $crate::say!(@value $name $(= $value)?))),*])
    };
    (@value $name:ident) => { &$name as &dyn ::std::fmt::Display };
    (@value $name:ident = $value:expr) => { &$value as &dyn ::std::fmt::Display };
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    /// The holes of a message by their names.
    fn holes(text: &str) -> Vec<&str> {
        let mut out: Vec<&str> = text
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(hole, _)| hole.split('?').next().unwrap_or_default())
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    #[test]
    fn every_message_is_there_in_both_languages_with_the_same_values() {
        let mut wrong: Vec<String> = Vec::new();
        let mut all: Vec<_> = MESSAGES.iter().collect();
        all.sort_unstable_by_key(|(id, _)| **id);
        for (id, message) in all {
            if holes(message.english) != holes(message.chinese) {
                wrong.push(format!("{id}: {:?} {:?}", holes(message.english), holes(message.chinese)));
            }
            let bare = holes(message.english).len() * 8 + 12 > message.english.len();
            if !bare
                && !id.starts_with("head ")
                && !message.chinese.chars().any(|c| ('一'..='龥').contains(&c))
            {
                wrong.push(format!("{id}: {message:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_message_that_is_said_stands_in_the_table_with_its_values_and_no_other_does() {
        fn sources(folder: &Path, out: &mut String) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    sources(&path, out);
                } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("message.rs") {
                    out.push_str(&fs::read_to_string(path).unwrap());
                }
            }
        }
        let mut code = String::new();
        for folder in ["src", "yaodian-cli/src"] {
            sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut code);
        }
        let call = regex::Regex::new(
            r#"say!\(\s*"([a-z0-9/-]+)"((?:[^()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))*)\)"#,
        )
        .unwrap();
        let name = regex::Regex::new(r"(?:^|,)\s*([a-z_]+)\s*(?:=|,|$)").unwrap();
        let mut said = std::collections::HashSet::new();
        let mut wrong: Vec<String> = Vec::new();
        for found in call.captures_iter(&code) {
            let id = found.get(1).unwrap().as_str();
            said.insert(id);
            let Some(message) = MESSAGES.get(id) else {
                wrong.push(format!("{id} is not in the table"));
                continue;
            };
            let given = found.get(2).unwrap().as_str();
            for hole in holes(message.english) {
                let is_given =
                    given.split(',').any(|part| name.captures(part).is_some_and(|n| &n[1] == hole));
                if !is_given {
                    wrong.push(format!("{id} lacks {hole}"));
                }
            }
        }
        let heads = regex::Regex::new(r#"head: "([^"]+)""#).unwrap();
        for found in heads.captures_iter(&code) {
            let id = format!("head {}", &found[1]);
            match MESSAGES.get_key_value(id.as_str()) {
                Some((id, _)) => drop(said.insert(id)),
                None => wrong.push(format!("{id} is not in the table")),
            }
        }
        wrong
            .extend(MESSAGES.keys().filter(|id| !said.contains(*id)).map(|id| format!("{id} is never said")));
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_locale_names_the_language() {
        let of = |values: &[(&str, &str)]| {
            Language::of_locale(|name| values.iter().find(|v| v.0 == name).map(|v| v.1.to_owned()))
        };
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8")]), Language::Zh);
        assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")]), Language::En);
        assert_eq!(of(&[("LC_ALL", ""), ("LC_MESSAGES", "zh_TW"), ("LANG", "C")]), Language::Zh);
        assert_eq!(of(&[]), Language::En);
    }

    #[test]
    fn one_file_and_two_files() {
        let table = "files\n  {n} {n?file|files}\n  {n} 个文件\n";
        let message = read(table)["files"];
        assert_eq!((message.english, message.chinese), ("{n} {n?file|files}", "{n} 个文件"));
    }
}
