//! What the tests of the commands share.
#![allow(dead_code, unreachable_pub)]

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The repository's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate lies in it").to_owned()
}

/// The binary, run in the repository's folder.
pub fn yaodian() -> Command {
    let mut command = Command::cargo_bin("yaodian").expect("the binary is built with the tests");
    command.current_dir(root());
    // Neither the language nor the configuration of whoever runs the tests.
    command.env("LC_ALL", "C").env("XDG_CONFIG_HOME", root());
    command
}

/// What a call prints, as text; the call must succeed.
pub fn stdout(arguments: &[&str]) -> String {
    let output = yaodian().args(arguments).output().expect("the binary runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("the output is UTF-8")
}

/// What a call prints, as JSON Lines.
pub fn lines(arguments: &[&str]) -> Vec<Value> {
    stdout(arguments).lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect()
}

/// The fixtures' texts, by name.
pub fn fixtures() -> Vec<PathBuf> {
    let folder = root().join("fixtures");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("fixtures/ is there").map(|e| e.expect("readable").path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths
}

/// ../shared, for tests that are ignored where it isn't (yaodian-cli/build.rs).
pub fn shared() -> PathBuf {
    root().join("../shared")
}
