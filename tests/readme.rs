//! Each example of both READMEs is run: the lines of `console` blocks that open with `$ yaodian` or `$ cat`.

mod common;

use std::{fs, path::Path, process::Command};

fn examples(readme: &str) -> Vec<String> {
    let text = fs::read_to_string(crate::common::root().join(readme)).expect("a README");
    let mut inside = false;
    let mut out = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(call) = line.strip_prefix("$ ").filter(|_| inside) {
            out.push(call.to_owned());
        }
    }
    out
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

/// Runs a call and gives what it prints.
fn run(call: &str, folder: &Path) -> String {
    let binary = assert_cmd::cargo::cargo_bin("yaodian");
    let path = format!(
        "{}:{}",
        binary.parent().expect("a folder").display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let script = format!("set -o pipefail; {call}");
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder)
        .env("PATH", path)
        .env("LC_ALL", "C.UTF-8")
        .env("XDG_CONFIG_HOME", folder.join("no-config"))
        .output()
        .expect("bash");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{call}: {told}");
    assert!(
        !output.stdout.is_empty() || call.contains("-o ") || call.contains('>'),
        "{call} printed nothing"
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What a README shows below a call: the lines up to an empty one; none where it shows nothing.
fn shown(readme: &str, call: &str) -> Option<String> {
    let text = fs::read_to_string(crate::common::root().join(readme)).expect("a README");
    let (_, behind) = text.split_once(&format!("$ {call}\n"))?;
    let lines = behind.lines().take_while(|l| !l.is_empty() && !l.starts_with("```") && !l.starts_with("$ "));
    let lines: String = lines.map(|line| format!("{line}\n")).collect();
    (!lines.is_empty()).then_some(lines)
}

#[test]
fn each_example_of_both_readmes_runs() {
    for readme in ["README.md", "README.zh-CN.md"] {
        // A copy of the fixtures, so that examples that write leave nothing here.
        let folder = tempfile::tempdir().expect("a folder");
        let fixtures = folder.path().join("fixtures");
        fs::create_dir_all(fixtures.join("clauses")).expect("made");
        fs::create_dir_all(fixtures.join("formats")).expect("made");
        fs::create_dir_all(fixtures.join("versions")).expect("made");
        fs::create_dir_all(fixtures.join("coverage")).expect("made");
        fs::create_dir_all(fixtures.join("reuse")).expect("made");
        let inside = |name: &str| {
            let folder = fs::read_dir(common::root().join("fixtures").join(name)).expect("there");
            folder.map(|e| e.expect("readable").path()).collect::<Vec<_>>()
        };
        let others =
            [inside("clauses"), inside("formats"), inside("versions"), inside("coverage"), inside("reuse")]
                .concat();
        for path in common::fixtures().into_iter().chain(others) {
            let name = path.strip_prefix(crate::common::root()).unwrap_or(&path);
            fs::copy(&path, folder.path().join(name)).expect("copied");
        }
        let calls: Vec<String> = examples(readme)
            .into_iter()
            .filter(|c| !c.starts_with("cargo") && !c.starts_with("git"))
            .collect();
        assert!(calls.len() >= 8, "{readme}: {} examples", calls.len());
        let mut compared = 0;
        for call in calls {
            if call.contains("jq") && !has("jq") {
                continue;
            }
            let printed = run(&call, folder.path());
            if let Some(shown) = shown(readme, &call) {
                assert_eq!(printed, shown, "{readme} shows something else below {call}");
                compared += 1;
            }
        }
        assert!(compared >= 2, "{readme}: the output of {compared} examples is shown");
    }
}

#[test]
fn both_readmes_show_the_same_examples() {
    assert_eq!(examples("README.md"), examples("README.zh-CN.md"));
}
