//! A result an input, and a run that goes on where it was ended.

use crate::{TEXT, binary, folder, out, shell, told};
use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// The files of a folder and those below it that are no manifest, with what they hold.
fn results(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let output = shell(folder, "find . -type f ! -name '.yaodian-done.jsonl' | sort");
    let read = |name: &str| (name.to_owned(), fs::read(folder.join(name)).expect("a result"));
    out(&output).lines().map(read).collect()
}

#[test]
fn every_input_has_a_result_of_its_own() {
    let folder = folder();
    fs::create_dir_all(folder.path().join("in/sub")).expect("made");
    for name in ["in/c.txt", "in/sub/c.txt", "in/sub/d.html"] {
        fs::write(folder.path().join(name), TEXT).expect("written");
    }
    fs::copy(folder.path().join("in/sub/c.txt"), folder.path().join("in/sub/d.txt")).expect("copied");
    fs::write(folder.path().join("t.csv"), "id,content\n甲,各镇要每日巡查。\n乙,严禁脱岗。\n")
        .expect("written");
    let output = shell(folder.path(), "$Y directives in t.csv absent.txt --format csv --output-dir out");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("absent.txt"), "{}", told(&output));
    let names: Vec<String> = results(&folder.path().join("out")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        ["./in/c.csv", "./in/sub/c.csv", "./in/sub/d.html.csv", "./in/sub/d.txt.csv", "./t.csv"]
    );
    let alone = shell(folder.path(), "$Y directives in/c.txt --format csv");
    assert_eq!(alone.stdout, fs::read(folder.path().join("out/in/c.csv")).expect("there"));
    let table = fs::read_to_string(folder.path().join("out/t.csv")).expect("there");
    assert!(
        table.contains("t.csv#甲") && table.contains("t.csv#乙") && table.lines().count() == 3,
        "{table}"
    );
    // Once more, the results now lying in a folder that is read: they are left out.
    shell(folder.path(), "$Y directives . --glob '*' --format csv --output-dir out -q");
    assert!(!folder.path().join("out/out").exists());
    assert_eq!(results(&folder.path().join("out/in")).len(), 4);
}

#[test]
fn what_is_done_is_left_and_what_changed_is_done_again() {
    let folder = folder();
    let run = |script: &str| shell(folder.path(), script);
    let first = run("$Y outline a.txt b.txt --format jsonl --output-dir out");
    assert!(first.status.success() && first.stderr.is_empty(), "{}", told(&first));
    let old = fs::metadata(folder.path().join("out/a.jsonl")).expect("there").modified().expect("a time");
    fs::write(folder.path().join("b.txt"), format!("{TEXT}三、做好总结\n")).expect("written");
    let again = run("$Y outline a.txt b.txt --format jsonl --output-dir out --resume --threads 1");
    assert!(told(&again).contains("1 input was done before, 1 is left"), "{}", told(&again));
    assert_eq!(
        fs::metadata(folder.path().join("out/a.jsonl")).expect("there").modified().expect("a time"),
        old
    );
    assert!(fs::read_to_string(folder.path().join("out/b.jsonl")).expect("there").contains("做好总结"));
    // A result that is gone, another call: both are done again; a line that was cut off counts for nothing.
    fs::remove_file(folder.path().join("out/a.jsonl")).expect("removed");
    run("printf '{\"input\":\"b.txt\",\"outp' >> out/.yaodian-done.jsonl");
    let gone = run("$Y outline a.txt b.txt --format jsonl --output-dir out --resume");
    assert!(told(&gone).contains("1 input was done before, 1 is left"), "{}", told(&gone));
    let other = run("$Y outline a.txt b.txt --format jsonl --offsets bytes --output-dir out --resume");
    assert!(other.stderr.is_empty() && other.status.success(), "{}", told(&other));
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_was_killed_goes_on_and_ends_as_one_that_was_not() {
    let folder = folder();
    for i in 0..300 {
        let text = TEXT.repeat(100) + &format!("三、第{i}件\n");
        fs::write(folder.path().join(format!("{i}.txt")), text).expect("written");
    }
    let call = ["directives", ".", "-q", "--format", "jsonl", "--threads", "1", "--output-dir"];
    let whole =
        Command::new(binary()).args(call).arg("whole").current_dir(folder.path()).status().expect("runs");
    assert!(whole.success());
    let wanted = results(&folder.path().join("whole"));
    assert_eq!(wanted.len(), 302);
    fs::rename(folder.path().join("whole"), folder.path().join(".whole")).expect("moved");
    for signal in ["-KILL", "-INT"] {
        let _ = fs::remove_dir_all(folder.path().join("out"));
        let mut ended = 0;
        for _ in 0..400 {
            let mut child = Command::new(binary())
                .args(call)
                .args(["out", "--resume"])
                .current_dir(folder.path())
                .stderr(Stdio::piped())
                .spawn()
                .expect("runs");
            let done = || {
                fs::read_to_string(folder.path().join("out/.yaodian-done.jsonl"))
                    .map_or(0, |m| m.lines().count())
            };
            let (before, since) = (done(), Instant::now());
            while done() < before + 40
                && since.elapsed() < Duration::from_secs(20)
                && child.try_wait().expect("waits").is_none()
            {
                thread::sleep(Duration::from_millis(1));
            }
            let _ =
                Command::new("kill").args([signal, &child.id().to_string()]).stderr(Stdio::null()).status();
            let output = child.wait_with_output().expect("ends");
            if output.status.success() {
                break;
            }
            ended += 1;
            if signal == "-INT" {
                assert!(told(&output).contains("--resume"), "{}", told(&output));
            }
        }
        assert!(ended > 0, "{signal}: it was ended {ended} times");
        assert!(results(&folder.path().join("out")) == wanted, "{signal}");
    }
}

#[test]
fn what_has_no_result_of_each_input_says_so() {
    let folder = folder();
    for call in [
        "terms a.txt --output-dir out",
        "outline - --output-dir out < a.txt",
        "outline a.txt --output-dir out -o x",
    ] {
        let output = shell(folder.path(), &format!("$Y {call}"));
        assert_eq!(output.status.code(), Some(2), "{call}: {}", told(&output));
    }
    fs::write(folder.path().join("file"), "x").expect("written");
    let output = shell(folder.path(), "$Y outline a.txt --output-dir file");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
}

#[test]
fn a_result_never_takes_the_place_of_what_is_read() {
    let folder = folder();
    fs::write(folder.path().join("t.csv"), "id,content\n甲,各镇要每日巡查。\n").expect("written");
    fs::create_dir(folder.path().join("in")).expect("made");
    fs::write(folder.path().join("in/c.txt"), TEXT).expect("written");
    let before = results(folder.path());
    for call in [
        "clean a.txt --output-dir .",
        "directives t.csv --format csv --output-dir .",
        "outline in --output-dir in",
        "outline . --output-dir .",
    ] {
        let output = shell(folder.path(), &format!("$Y {call}"));
        assert_eq!(output.status.code(), Some(2), "{call}: {}", told(&output));
        assert!(results(folder.path()) == before, "{call}");
    }
}

#[test]
fn the_record_of_what_is_done_holds_against_what_may_befall_it() {
    let folder = folder();
    let run = |script: &str| shell(folder.path(), script);
    fs::write(folder.path().join("a.md"), "一、别的\n").expect("written");
    run("$Y outline a.txt --format jsonl --output-dir out");
    run("$Y outline a.md --format jsonl --output-dir out --resume");
    let back = run("$Y outline a.txt --format jsonl --output-dir out --resume");
    assert!(back.stderr.is_empty(), "another input's result is none of this one: {}", told(&back));
    assert!(fs::read_to_string(folder.path().join("out/a.jsonl")).expect("there").contains("抓好巡查"));
    // A setting is a part of the call.
    fs::write(folder.path().join("yaodian.toml"), "offsets = \"bytes\"").expect("written");
    assert!(run("$Y outline a.txt --format jsonl --output-dir out --resume").stderr.is_empty());
    fs::remove_file(folder.path().join("yaodian.toml")).expect("removed");
    run("$Y outline a.txt b.txt --format jsonl --output-dir out");
    // Cut off inside a character, as a full disk does it.
    run("printf '{\"input\":\"\\xe4\\xb8' >> out/.yaodian-done.jsonl");
    let cut = run("$Y outline a.txt b.txt --format jsonl --output-dir out --resume");
    assert!(told(&cut).contains("2 inputs were done before"), "{}", told(&cut));
    // A call that is refused leaves the record.
    run("$Y outline - --format jsonl --output-dir out < a.txt");
    let kept = run("$Y outline a.txt b.txt --format jsonl --output-dir out --resume");
    assert!(told(&kept).contains("2 inputs were done before"), "{}", told(&kept));
    // What comes through a pipe is read once, and every time.
    let piped = run(
        "$Y outline <(cat a.txt) --format jsonl --output-dir piped && cat $(find piped -name '*.jsonl' -not -name '.*')",
    );
    assert!(out(&piped).contains("抓好巡查"), "{}", told(&piped));
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_unicode_has_its_result_too() {
    let folder = folder();
    let script = "cp a.txt $'\\xd2\\xbb.txt'; cp b.txt $'\\xb6\\xfe.txt'; $Y outline *.txt --format jsonl --output-dir out; ls out | wc -l";
    let output = shell(folder.path(), script);
    assert_eq!(out(&output).trim(), "4", "{}", told(&output));
}
