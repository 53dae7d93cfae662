//! Nothing is lost and nothing is run behind the user's back: outputs, inputs, commands, the face of the program, each
//! tested by the way it once broke.

#[path = "../common/mod.rs"]
mod common;
mod commands;
mod each;
mod face;
mod formats;
mod inputs;
mod outputs;
mod terminal;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// A text with two points and an order.
const TEXT: &str = "同志们：\n一、抓好巡查\n各镇要每日巡查。\n二、备足物资\n";

/// A folder with two texts, a.txt and b.txt.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.txt", "b.txt"] {
        fs::write(folder.path().join(name), TEXT).expect("written");
    }
    folder
}

/// What a shell does with a script in a folder; `$Y` is the program.
fn shell(folder: &Path, script: &str) -> Output {
    Command::new("bash")
        .args(["-c", script])
        .current_dir(folder)
        .env("Y", binary())
        .env("LC_ALL", "C.UTF-8")
        .env("XDG_CONFIG_HOME", folder.join("no-config"))
        .stdin(Stdio::null())
        .output()
        .expect("bash runs")
}

fn binary() -> PathBuf {
    assert_cmd::cargo::cargo_bin("yaodian")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The names in a folder, hidden ones too.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}
