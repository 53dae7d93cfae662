//! Nothing that a text, a path or a call contains steers the terminal.

use crate::{folder, out, shell};
use std::fs;

/// What a call shows on a terminal, which `script` of util-linux plays.
fn on_terminal(folder: &std::path::Path, call: &str) -> Option<String> {
    let wrapped = format!("stty cols 80 2>/dev/null; COLUMNS=80 {call}");
    let output = shell(
        folder,
        &format!("command -v script >/dev/null || exit 77; script -qec {} /dev/null", quoted(&wrapped)),
    );
    (output.status.code() != Some(77)).then(|| out(&output).replace('\r', ""))
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Signs that steer, but for the colours that the program itself uses.
fn steering(shown: &str) -> Vec<char> {
    let mut rest = shown.to_owned();
    for code in ["0", "1", "2", "31", "32", "33", "36"] {
        rest = rest.replace(&format!("\u{1b}[{code}m"), "");
    }
    // Bold and underlined heads of help.
    rest = rest.replace("\u{1b}[4m", "");
    let steers = |c: &char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    rest.chars().filter(steers).collect()
}

#[cfg(unix)]
#[test]
fn no_command_lets_control_characters_through() {
    let folder = folder();
    let evil =
        "同志们：\n一、抓\u{1b}]0;x\u{7}好\u{9b}2J巡\u{202e}查责任\u{2066}\n二、各镇要\u{1b}[5m压实责任。\n";
    fs::write(folder.path().join("e.txt"), evil).expect("written");
    fs::write(folder.path().join("e\u{1b}[5m.txt"), evil).expect("written");
    fs::write(folder.path().join("t.csv"), "id,content\n\u{1b}[5m,一、抓好责任\n2\n").expect("written");
    let calls = [
        "outline e*.txt",
        "directives e*.txt",
        "analyze e*.txt",
        "split e*.txt",
        "clean e.txt",
        "clean --diff e.txt",
        "clean --raw e.txt",
        "tokens e.txt",
        "terms e.txt",
        "kwic 责任 e*.txt",
        "collocates 责任 e.txt --min-count 1",
        "categories e*.txt --codebook policy-areas --matches",
        "newwords e.txt",
        "outline e.txt --format csv",
        "outline e.txt --format jsonl",
        "outline e*.txt --format md",
        "outline t.csv",
        "outline $'no\\e[5m.txt'",
        "outline --format $'x\\e[5m' e.txt",
        "kwic $'\\e[5m' e.txt",
        "outline e.txt --color always",
    ];
    for call in calls {
        let Some(shown) = on_terminal(folder.path(), &format!("$Y {call}")) else { return };
        assert!(!shown.is_empty(), "{call}");
        assert_eq!(steering(&shown), [] as [char; 0], "{call}: {shown:?}");
    }
    // A file gets what the text has.
    let output = shell(folder.path(), "$Y clean --raw e.txt");
    assert_eq!(out(&output), evil);
}

#[cfg(unix)]
#[test]
fn analyze_on_a_terminal_is_a_summary_and_json_in_a_pipe() {
    let folder = folder();
    assert!(out(&shell(folder.path(), "$Y analyze a.txt")).starts_with('{'));
    let Some(shown) = on_terminal(folder.path(), "$Y analyze a.txt --color never") else { return };
    for part in
        ["a.txt", "speech, UTF-8, line 1:", "2 points, 1", "keywords:", "roles: section 1", "一、 抓好巡查"]
    {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    assert!(
        shown.lines().all(|line| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() <= 84),
        "{shown}"
    );
}
