//! Bad input: a clear message, the promised exit status, nothing lost of the others.

mod common;

use common::{stdout, yaodian};
use predicates::prelude::*;
use std::{fs, path::Path};

const GOOD: &str = "同志们：\n一、抓好巡查\n各镇要每日巡查。\n二、备足物资\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("good.txt"), GOOD).expect("written");
    folder
}

/// Runs `outline` over a good file and a bad one: the bad one is named with a reason, the good one complete.
fn check(folder: &Path, bad: &str, reason: &str) {
    let bad = folder.join(bad);
    yaodian()
        .args(["outline", "--format", "jsonl"])
        .args([&bad, &folder.join("good.txt")])
        .assert()
        .code(1)
        .stdout(predicate::str::contains("备足物资"))
        .stderr(predicate::str::contains(bad.display().to_string()).and(predicate::str::contains(reason)));
}

#[test]
fn a_missing_an_empty_and_a_binary_file_are_named_and_the_rest_goes_on() {
    let folder = folder();
    fs::write(folder.path().join("empty.txt"), "").expect("written");
    fs::write(folder.path().join("blank.txt"), " \r\n\u{3000}").expect("written");
    fs::write(folder.path().join("picture.txt"), [0x89, b'P', b'N', b'G', 0, 1, 2, 3]).expect("written");
    fs::write(folder.path().join("noise.txt"), (0..=255u8).cycle().take(5000).collect::<Vec<_>>())
        .expect("written");
    check(folder.path(), "nowhere.txt", "No such file");
    check(folder.path(), "empty.txt", "empty");
    check(folder.path(), "blank.txt", "empty");
    check(folder.path(), "picture.txt", "a picture");
    check(folder.path(), "noise.txt", "binary");
}

#[cfg(unix)]
#[test]
fn a_link_loop_is_named_and_a_folder_with_one_is_read() {
    let folder = folder();
    std::os::unix::fs::symlink("loop.txt", folder.path().join("loop.txt")).expect("linked");
    std::os::unix::fs::symlink(".", folder.path().join("self")).expect("linked");
    check(folder.path(), "loop.txt", "symbolic links");
    yaodian()
        .args(["outline", "--format", "jsonl"])
        .arg(folder.path())
        .assert()
        .code(0)
        .stdout(predicate::str::contains("备足物资"));
}

#[cfg(unix)]
#[test]
#[cfg_attr(not(bound_by_rights), ignore = "whoever built this may read everything")]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let secret = folder.path().join("secret");
    fs::create_dir(&secret).expect("made");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o0)).expect("set");
    yaodian()
        .args(["outline", "--format", "jsonl"])
        .arg(folder.path())
        .assert()
        .code(1)
        .stdout(predicate::str::contains("备足物资"))
        .stderr(predicate::str::contains("secret"));
}

#[test]
fn a_wrong_call_ends_with_two() {
    for arguments in [
        &["outline", "--format", "png"][..],
        &["fly"],
        &["analyze", "--format", "csv", "fixtures/traps.txt"],
        &["analyze", "--dict", "no-such-dict.txt", "fixtures/traps.txt"],
        &["outline", "--config", "no-such.toml", "fixtures/traps.txt"],
        &["outline", "--glob", "[", "fixtures"],
    ] {
        yaodian().args(arguments).assert().code(2).stdout("");
    }
}

#[test]
fn a_bad_line_of_a_dictionary_is_named_by_its_number() {
    let folder = folder();
    let dict = folder.path().join("dict.txt");
    fs::write(&dict, "云岭县 100 ns\n青河市 x n\n").expect("written");
    yaodian()
        .arg("tokens")
        .arg("--dict")
        .arg(&dict)
        .arg(folder.path().join("good.txt"))
        .assert()
        .code(2)
        .stderr(predicate::str::contains("line 2"));
    fs::write(&dict, "每日巡查 n\n").expect("written");
    yaodian()
        .args(["tokens", "--format", "text", "--dict"])
        .arg(&dict)
        .arg(folder.path().join("good.txt"))
        .assert()
        .code(0)
        .stdout(predicate::str::contains("每日巡查/n"));
}

#[test]
fn rules_of_a_users_own_are_laid_over_ours_or_named_where_they_are_wrong() {
    let folder = folder();
    let rules = folder.path().join("rules");
    fs::create_dir(&rules).expect("made");
    let text = folder.path().join("duty.txt");
    fs::write(&text, "关于采编工作的通知\n各编辑部：\n一、工作要求\n采编席要认真评议。\n").expect("written");
    let run = || {
        let mut call = yaodian();
        call.args(["directives", "--format", "jsonl", "--rules"]).arg(&rules).arg(&text);
        call.assert()
    };
    run().code(0).stdout(predicate::str::contains("\"text\":\"采编席\"").not());
    fs::write(rules.join("actors.txt"), "采编席\tsuffix\n").expect("written");
    run().code(0).stdout(predicate::str::contains("\"text\":\"采编席\""));
    fs::write(rules.join("verbs.txt"), "# 一\n评议\tduty\n").expect("written");
    run().code(2).stderr(predicate::str::contains("verbs.txt: line 2"));
    fs::rename(rules.join("verbs.txt"), rules.join("words-of-mine.txt")).expect("renamed");
    run().code(2).stderr(predicate::str::contains("words-of-mine.txt"));
}

#[test]
fn undecodable_bytes_are_replaced_counted_and_placed() {
    let folder = folder();
    let path = folder.path().join("broken.txt");
    fs::write(&path, [GOOD.repeat(4).as_bytes(), &[0xFF, 0xFE, 0xFF], "完。".as_bytes()].concat())
        .expect("written");
    let text = stdout(&["analyze", &path.display().to_string()]);
    assert!(text.contains("\"undecodable\""), "{text}");
}

#[test]
fn standard_input_is_read_where_nothing_is_named() {
    for arguments in [&["outline"][..], &["outline", "-"]] {
        yaodian()
            .args(arguments)
            .args(["--format", "jsonl"])
            .write_stdin(GOOD)
            .assert()
            .code(0)
            .stdout(predicate::str::contains("\"path\":\"-\""));
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    let binary = assert_cmd::cargo::cargo_bin("yaodian");
    let call = format!(
        "{0} tokens -q --format jsonl fixtures fixtures fixtures | head -1; echo ${{PIPESTATUS[0]}}",
        binary.display()
    );
    let output = std::process::Command::new("bash")
        .args(["-c", &call])
        .current_dir(crate::common::root())
        .output()
        .expect("bash runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(text.lines().count(), 2);
    assert_eq!(text.lines().last(), Some("0"));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn hidden_ignored_and_other_files_of_a_folder_are_left_out() {
    let folder = folder();
    fs::write(folder.path().join(".hidden.txt"), GOOD).expect("written");
    fs::write(folder.path().join("skip.txt"), GOOD).expect("written");
    fs::write(folder.path().join(".gitignore"), "skip.txt\n").expect("written");
    fs::write(folder.path().join("data.bin"), [0u8; 9]).expect("written");
    let path = folder.path().display().to_string();
    assert_eq!(stdout(&["split", "--format", "jsonl", &path]).lines().count(), 1);
    assert_eq!(stdout(&["split", "--format", "jsonl", "--glob", "g*.txt", &path]).lines().count(), 1);
}

#[test]
fn a_file_that_is_one_long_line_is_read() {
    let folder = folder();
    let path = folder.path().join("line.txt");
    fs::write(&path, GOOD.replace('\n', "").repeat(20_000)).expect("written");
    assert!(stdout(&["outline", "--format", "jsonl", &path.display().to_string()]).lines().count() > 1);
}

#[test]
fn options_come_from_the_configuration_too() {
    let folder = folder();
    fs::write(folder.path().join("yaodian.toml"), "format = \"csv\"\noffsets = \"bytes\"\n")
        .expect("written");
    let path = folder.path().join("good.txt").display().to_string();
    let config = folder.path().join("yaodian.toml").display().to_string();
    let text = stdout(&["outline", "--config", &config, &path]);
    assert!(text.starts_with("\u{FEFF}path,"), "{text}");
    fs::write(folder.path().join("yaodian.toml"), "colour = 1\n").expect("written");
    yaodian()
        .args(["outline", "--config", &config, &path])
        .assert()
        .code(2)
        .stderr(predicate::str::contains("colour"));
}
