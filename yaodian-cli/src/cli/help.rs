//! The command line as it is shown: each command offers the formats that it prints, and help speaks the user's language.

use super::Cli;
use crate::{
    command::{Printed, print, printed},
    output::Format,
    show,
    spoken::spoken,
    terminal::visible,
    translated::of,
};
use clap::{
    Arg, ArgAction, Command, CommandFactory, FromArgMatches,
    builder::{PossibleValuesParser, TypedValueParser},
    error::{ContextKind, ContextValue, Error, ErrorKind},
};
use std::{
    ffi::OsString,
    io::{self, IsTerminal},
};
use unicode_width::UnicodeWidthStr;
use yaodian::{
    message::{Language, language},
    say,
};

/// Reads the command line, or shows its help or what is wrong with it and ends.
pub(crate) fn parse() -> Cli {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    yaodian::message::speak(spoken(&arguments));
    // What help needs takes longer than a small text does.
    let line = if arguments.len() < 2 || arguments.iter().any(asks_for_help) { command() } else { offered() };
    let matches = line.try_get_matches_from(&arguments);
    matches
        .and_then(|matches| Cli::from_arg_matches(&matches))
        .unwrap_or_else(|error| refuse(error, &arguments))
}

/// Whether an argument asks for help: -h, also among other letters, or --help.
fn asks_for_help(argument: &OsString) -> bool {
    let argument = argument.to_string_lossy();
    let letters = argument.starts_with('-') && !argument.starts_with("--") && argument.contains('h');
    letters || argument == "--help" || argument == "help"
}

/// The command line, each command with the formats that it prints.
fn offered() -> Command {
    let mut root = Cli::command();
    let names: Vec<String> = root.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in &names {
        root = root.mut_subcommand(name, |sub| offering(sub, printed(name)));
    }
    root
}

/// The same for help, manual pages and completions.
pub(crate) fn command() -> Command {
    let root = with_help(offered());
    if language() == Language::Zh { chinese(root, "") } else { root }
}

/// A command and those below it with the option for help among the general ones, behind its own.
fn with_help(command: Command) -> Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help("Show help: -h the common options, --help all with examples")
        .help_heading("General");
    let mut out = command.disable_help_flag(true).disable_help_subcommand(true).arg(help);
    if let Some(after) = out.get_after_long_help().map(ToString::to_string) {
        out = out.after_long_help(fitted(&after));
    }
    let below: Vec<String> = out.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for sub in below {
        out = out.mut_subcommand(sub, with_help);
    }
    out
}

/// Examples and explanations within eighty columns: what is too long goes on below itself.
fn fitted(text: &str) -> String {
    const COLUMNS: usize = 80;
    let line = |line: &str| {
        if line.width() <= COLUMNS {
            return line.to_owned();
        }
        let set_in = line.len() - line.trim_start().len();
        // Behind a gap stands what is said of what is before it.
        let gap = line[set_in..].rfind("  ").map(|at| set_in + at + 2);
        let (head, rest) = line.split_at(gap.unwrap_or(set_in));
        let below = Some(head.width()).filter(|&column| column <= COLUMNS - 22).unwrap_or(6);
        let beside = show::wrapped(rest, COLUMNS - below);
        let first = if below == head.width() {
            head.to_owned()
        } else {
            format!("{}\n{}", head.trim_end(), " ".repeat(below))
        };
        first + &beside.join(&format!("\n{}", " ".repeat(below)))
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// A command that offers these formats and no others.
fn offering(command: Command, printed: Printed) -> Command {
    let below: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let command =
        below.into_iter().fold(command, |all, name| all.mut_subcommand(name, |sub| offering(sub, printed)));
    if command.get_arguments().all(|a| a.get_id() != "format") {
        return command;
    }
    let Printed { formats, each } = printed;
    // What gives one result of all inputs has none of each.
    let command =
        ["output_dir", "resume"].into_iter().fold(command, |all, id| all.mut_arg(id, |arg| arg.hide(!each)));
    let named =
        move |name: String| formats.iter().copied().find(|f| f.name() == name).unwrap_or(Format::Text);
    let parser = PossibleValuesParser::new(formats.iter().filter_map(clap::ValueEnum::to_possible_value));
    command.mut_arg("format", |arg| arg.value_parser(parser.map(named)))
}

/// A command with its help in Chinese; `path` are the commands above it.
fn chinese(command: Command, path: &str) -> Command {
    let name = if path.is_empty() && command.get_name() == "yaodian" {
        String::new()
    } else {
        format!("{path} {}", command.get_name()).trim().to_owned()
    };
    let key = if name.is_empty() { "yaodian" } else { &name };
    let mut out = command
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .help_template("{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}");
    if let Some(about) = of(key, "") {
        let (short, _) = about.split_once("\n\n").unwrap_or((about, ""));
        out = out.about(folded(short, ALONE)).long_about(folded(about, ALONE));
    }
    if let Some(after) = of(key, "after") {
        out = out.after_long_help(after);
    }
    if name.is_empty() {
        out = out.disable_version_flag(true).arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help("显示版本")
                .help_heading("通用"),
        );
    }
    // What is changed goes to the end: so what is named by its place first, then options in their order, help last.
    let named = |wanted: bool| out.get_arguments().filter(move |a| a.is_positional() == wanted);
    let ids: Vec<String> = named(true).chain(named(false)).map(|a| a.get_id().to_string()).collect();
    for id in ids.iter().filter(|id| !matches!(id.as_str(), "help" | "version")) {
        out = out.mut_arg(id, |arg| chinese_argument(arg, &name));
    }
    out = out
        .mut_arg("help", |arg| arg.help("显示帮助：-h 常用选项，--help 全部选项和示例").help_heading("通用"));
    let below: Vec<String> = out.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for sub in below {
        out = out.mut_subcommand(sub, |sub| chinese(sub, &name));
    }
    out
}

/// A Chinese text on lines of at most so many columns, broken between characters, but not inside of words and numbers in
/// Latin letters and not before a closing sign. There are no spaces, so that nobody else does it.
fn folded(text: &str, columns: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 20);
    for line in text.lines() {
        let mut used = 0;
        let mut rest = line;
        while !rest.is_empty() {
            let piece = unbroken(rest);
            let width = piece.trim_end().width();
            if used > 0 && used + width > columns {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                used = 0;
            }
            out.push_str(piece);
            used += piece.width();
            rest = &rest[piece.len()..];
        }
        out.push('\n');
    }
    out.pop();
    out
}

/// The beginning of a text that stays on one line: a word with the signs behind it, or one character with them.
fn unbroken(text: &str) -> &str {
    let latin = |c: char| c.is_ascii() && c != ' ';
    let first = text.chars().next().map_or(0, char::len_utf8);
    let word = text.find(|c| !latin(c)).unwrap_or(text.len()).max(first);
    let closing = |c: char| "，、。；：）］”！？ ".contains(c);
    let behind = text[word..].find(|c| !closing(c)).unwrap_or(text.len() - word);
    &text[..word + behind]
}

/// The columns of a text of help on a terminal of eighty, with the names of options beside it, below them, and alone.
const BESIDE: usize = 46;
const BELOW: usize = 68;
const ALONE: usize = 78;

/// The key of an argument: its long name, or that of its value.
fn key(arg: &Arg) -> String {
    match arg.get_long() {
        Some(long) => format!("--{long}"),
        None => arg
            .get_value_names()
            .and_then(|names| names.first())
            .map_or_else(String::new, ToString::to_string),
    }
}

fn chinese_argument(arg: Arg, command: &str) -> Arg {
    let key = key(&arg);
    let heading = match arg.get_help_heading() {
        Some("Output") => "输出",
        Some("Input") => "输入",
        Some("Words") => "词语",
        Some("General") => "通用",
        _ if arg.is_positional() => "参数",
        _ => "选项",
    };
    let Some(help) = of(command, &key) else { return arg.help_heading(heading) };
    let values: Vec<_> = if arg.get_action().takes_values() { arg.get_possible_values() } else { Vec::new() };
    let names: Vec<&str> = values.iter().filter(|v| !v.is_hide_set()).map(|v| v.get_name()).collect();
    let defaults: Vec<_> =
        arg.get_default_values().iter().map(|v| v.to_string_lossy().into_owned()).collect();
    let mut short = help.to_owned();
    if !names.is_empty() {
        short += &format!("［可选：{}］", names.join("、"));
    }
    let mut long = help.to_owned();
    if !names.is_empty() {
        let lines = names.iter().map(|name| match of(command, &format!("{key} {name}")) {
            Some(about) => format!("\n- {name}：{about}"),
            None => format!("\n- {name}"),
        });
        long += &format!("\n\n可选：{}", lines.collect::<String>());
    }
    if !defaults.is_empty() && arg.get_action().takes_values() {
        short += &format!("［默认：{}］", defaults.join("、"));
        long += &format!("\n\n［默认：{}］", defaults.join("、"));
    }
    let arg = arg.help_heading(heading).help(folded(&short, BESIDE)).long_help(folded(&long, BELOW));
    if arg.get_action().takes_values() {
        arg.hide_possible_values(true).hide_default_value(true)
    } else {
        arg
    }
}

/// Shows help or the version and ends.
fn show_help(asked: &Error) -> ! {
    let help = asked.render();
    let plain = !io::stdout().is_terminal() || std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    if let Err(why) = print(&if plain { help.to_string() } else { help.ansi().to_string() }) {
        crate::fail(why);
    }
    std::process::exit(asked.exit_code());
}

/// Shows help, the version, or what is wrong with the call, and ends.
fn refuse(error: Error, arguments: &[OsString]) -> ! {
    let steers = |argument: &OsString| argument.to_str().is_none_or(|a| visible(a) != a);
    if !error.use_stderr() {
        show_help(&error);
    }
    if language() == Language::Zh {
        let why = in_chinese(&error).unwrap_or_else(|| error.to_string());
        crate::standard::tell(&format!("{why}\n{}", say!("more-help")));
        std::process::exit(error.exit_code());
    }
    // What the call itself contains comes back in the message.
    if arguments.iter().any(steers) {
        crate::standard::tell(error.to_string().trim_start_matches("error: "));
        std::process::exit(error.exit_code());
    }
    error.exit()
}

/// What is wrong with a call, in Chinese; none of the rarer kinds.
fn in_chinese(error: &Error) -> Option<String> {
    let value = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join("、")),
        _ => None,
    };
    let argument = value(ContextKind::InvalidArg).unwrap_or_default();
    let given = value(ContextKind::InvalidValue).unwrap_or_default();
    let advice = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(value)
        .map(|meant| format!("；是不是 {meant}？"))
        .unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("没有选项 {argument}{advice}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 {}{advice}", value(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue if given.is_empty() => format!("{argument} 后面缺少值"),
        ErrorKind::InvalidValue => {
            let valid = value(ContextKind::ValidValue).map(|v| format!("；可选：{v}")).unwrap_or_default();
            format!("{argument} 不接受“{given}”{valid}{advice}")
        }
        ErrorKind::ValueValidation => {
            // Those of Rust's own numbers are in English.
            let why = std::error::Error::source(error).map(|why| format!("：{why}"));
            let why = why.filter(|why| why.contains(|c| ('一'..='龥').contains(&c))).unwrap_or_default();
            format!("{argument} 不接受“{given}”{why}")
        }
        ErrorKind::MissingRequiredArgument => format!("缺少：{argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "请给出一个命令".into()
        }
        ErrorKind::ArgumentConflict => {
            format!("{argument} 不能与 {} 同时使用", value(ContextKind::PriorArg).unwrap_or_default())
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => format!("{argument} 的值太多"),
        ErrorKind::InvalidUtf8 => "参数不是有效的 UTF-8".into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::translated::CHINESE;
    use std::collections::HashSet;
    use yaodian::outline::RULES;

    /// Every key that the table must have, and every one that it may have.
    fn keys(command: &Command, path: &str, must: &mut HashSet<String>, may: &mut HashSet<String>) {
        let name = if command.get_name() == "yaodian" {
            String::new()
        } else {
            format!("{path} {}", command.get_name()).trim().to_owned()
        };
        let own = if name.is_empty() { "yaodian".to_owned() } else { name.clone() };
        must.insert(own.clone());
        if command.get_after_long_help().is_some() {
            must.insert(format!("{own} after"));
        }
        let shown = |a: &&Arg| !a.is_hide_set() && !matches!(a.get_id().as_str(), "help" | "version");
        for arg in command.get_arguments().filter(shown) {
            let key = key(arg);
            let values: Vec<_> =
                if arg.get_action().takes_values() { arg.get_possible_values() } else { Vec::new() };
            let all =
                std::iter::once(key.clone()).chain(values.iter().map(|v| format!("{key} {}", v.get_name())));
            for key in all {
                let special = format!("{name} {key}").trim().to_owned();
                if !CHINESE.contains_key(special.as_str()) {
                    must.insert(key);
                }
                may.insert(special);
            }
        }
        for sub in command.get_subcommands() {
            keys(sub, &name, must, may);
        }
    }

    #[test]
    fn help_is_whole_in_both_languages() {
        let root = offered();
        let (mut must, mut may) = (HashSet::new(), HashSet::new());
        keys(&root, "", &mut must, &mut may);
        must.extend(RULES.iter().map(|rule| format!("rules {}", rule.id)));
        let mut lacks: Vec<_> = must.iter().filter(|key| !CHINESE.contains_key(key.as_str())).collect();
        lacks.sort();
        let mut idle: Vec<_> =
            CHINESE.keys().filter(|key| !must.contains(**key) && !may.contains(**key)).collect();
        idle.sort();
        assert!(
            lacks.is_empty() && idle.is_empty(),
            "not in dict/help.zh.txt: {lacks:#?}; in it for nothing: {idle:#?}"
        );
    }

    #[test]
    fn the_language_is_known_before_the_call_is_read() {
        let of = |words: &[&str]| spoken(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["yaodian", "--lang", "zh", "outline"]), Language::Zh);
        assert_eq!(of(&["yaodian", "outline", "--lang=zh", "--lang", "en"]), Language::En);
    }
}
