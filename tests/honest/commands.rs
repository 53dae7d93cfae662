//! Programs run only where that was asked for, with paths that stay paths.

use crate::{folder, out, shell, told};
use std::fs;

#[test]
fn a_configuration_that_lies_in_a_folder_runs_nothing() {
    let folder = folder();
    let pre = "pre = \"bash -c 'touch hacked; cat'\"\npre_glob = [\"*\"]\n";
    fs::write(folder.path().join("yaodian.toml"), pre).expect("written");
    let output = shell(folder.path(), "$Y outline a.txt");
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("yaodian.toml: pre and pre_glob were ignored"), "{}", told(&output));
    assert!(!folder.path().join("hacked").exists());
    // Where the user names it, it counts; so does his own.
    assert!(shell(folder.path(), "$Y outline a.txt --config yaodian.toml").status.success());
    assert!(folder.path().join("hacked").exists());
    let script = "rm hacked; mkdir -p own/yaodian; mv yaodian.toml own/yaodian/config.toml; XDG_CONFIG_HOME=$PWD/own $Y outline a.txt";
    assert!(shell(folder.path(), script).status.success());
    assert!(folder.path().join("hacked").exists());
}

#[test]
fn a_setting_that_does_not_fit_a_command_is_passed_over_and_an_error_names_its_file() {
    let folder = folder();
    fs::write(folder.path().join("yaodian.toml"), "format = \"csv\"\n").expect("written");
    assert!(out(&shell(folder.path(), "$Y clean a.txt")).starts_with("同志们"));
    assert!(out(&shell(folder.path(), "$Y outline a.txt")).starts_with("\u{FEFF}path,"));
    fs::write(folder.path().join("yaodian.toml"), "encoding = \"klingon\"\n").expect("written");
    let output = shell(folder.path(), "$Y outline a.txt");
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("yaodian.toml") && told(&output).contains("klingon"), "{}", told(&output));
}

#[cfg(unix)]
#[test]
fn a_name_never_becomes_a_part_of_a_command() {
    let folder = folder();
    let evil = "x'; touch hacked; echo '.doc";
    fs::write(folder.path().join(evil), b"\x89PNG\r\n").expect("written");
    fs::write(folder.path().join("-n.doc"), [0xDB, 0xA5, 0x2D, 0]).expect("written");
    let output = shell(folder.path(), "$Y outline --pre \"sh -c 'cat {}'\" -- *.doc");
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(told(&output).contains("YAODIAN_FILE"), "{}", told(&output));
    let output = shell(
        folder.path(),
        "$Y outline --pre 'sh -c \"test -f \\\"\\$YAODIAN_FILE\\\" && cat a.txt\"' -- *.doc",
    );
    assert!(out(&output).contains("巡查"), "{} {}", out(&output), told(&output));
    assert_eq!(out(&output).lines().count(), 4);
    fs::copy(folder.path().join("a.txt"), folder.path().join("-e.doc")).expect("copied");
    let output = shell(folder.path(), "$Y clean --pre 'cat {}' --pre-glob '*.doc' -- -e.doc");
    assert!(out(&output).contains("巡查"), "the name is no option: {}", told(&output));
    assert!(!folder.path().join("hacked").exists());
}

#[cfg(unix)]
#[test]
fn nothing_that_a_program_started_goes_on_without_it() {
    let folder = folder();
    fs::write(folder.path().join("old.doc"), [0xDB, 0xA5, 0x2D, 0]).expect("written");
    let slow = "sh -c \\\"sleep 61.75 & sleep 61.75\\\"";
    let script = format!(
        "$Y outline old.doc --pre \"{slow}\" --pre-timeout 0.3; \
         $Y outline old.doc --pre \"{slow}\" & sleep 1; kill -TERM $!; wait $!; sleep 0.2; pgrep -ax sleep | grep -c 61.75"
    );
    let output = shell(folder.path(), &script);
    assert!(told(&output).contains("took longer"), "{}", told(&output));
    assert_eq!(out(&output).trim(), "0", "{}", told(&output));
}

#[cfg(unix)]
#[test]
fn a_program_has_a_time_and_a_ceiling() {
    let folder = folder();
    fs::write(folder.path().join("old.doc"), [0xDB, 0xA5, 0x2D, 0]).expect("written");
    for (pre, options, why) in [
        ("sh -c 'sleep 30; cat a.txt'", "--pre-timeout 0.3", "took longer than 0.3 s"),
        ("yes", "--max-input 1M", "more than 1 MB"),
        ("sh -c 'yes 1>&2 | head -c 300000; exit 3'", "--pre-timeout 1", "exit status: 3"),
        ("false", "", "it said nothing"),
        ("true", "", "it gave no text"),
        ("no-such-program", "", "no-such-program"),
    ] {
        let pre = pre.replace("yes 1>&2 | head -c 300000", "head -c 300000 /dev/zero 1>&2");
        let output = shell(folder.path(), &format!("$Y outline old.doc --pre \"{pre}\" {options}"));
        assert_eq!(output.status.code(), Some(1), "{pre}: {}", told(&output));
        assert!(told(&output).contains(why) && told(&output).contains("old.doc"), "{pre}: {}", told(&output));
    }
}
