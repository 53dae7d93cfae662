//! A file is whole or absent, and never one that is read.

use crate::{TEXT, binary, folder, names, out, shell, told};
use std::{
    fs,
    io::Write,
    process::{Command, Stdio},
};

#[test]
fn a_typo_in_the_input_leaves_the_old_result() {
    for ending in ["json", "jsonl", "csv", "tsv", "xlsx", "parquet", "md", "qdpx"] {
        let folder = folder();
        fs::write(folder.path().join(format!("out.{ending}")), "old").expect("written");
        let output = shell(folder.path(), &format!("$Y directives typo.txt -o out.{ending}"));
        assert_eq!(output.status.code(), Some(1), "{ending}");
        assert!(told(&output).contains("typo.txt"), "{}", told(&output));
        assert_eq!(fs::read_to_string(folder.path().join(format!("out.{ending}"))).expect("there"), "old");
        assert_eq!(names(folder.path()).len(), 3, "nothing is left beside it: {:?}", names(folder.path()));
        // With one input that can be read the others are complete.
        let output = shell(folder.path(), &format!("$Y directives a.txt typo.txt -o out.{ending}"));
        assert_eq!(output.status.code(), Some(1));
        assert_ne!(fs::read(folder.path().join(format!("out.{ending}"))).expect("there"), b"old");
    }
}

#[cfg(unix)]
#[test]
fn a_signal_leaves_the_old_result_and_nothing_beside_it() {
    // Whoever runs the tests may have them ignore it (nohup): then the program does so too.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignores_hangups = status
        .lines()
        .any(|line| line.starts_with("SigIgn:") && line.ends_with(['1', '3', '5', '7', '9', 'b', 'd', 'f']));
    for signal in
        ["INT", "TERM", "HUP", "QUIT", "KILL"].into_iter().filter(|s| *s != "HUP" || !ignores_hangups)
    {
        for ending in ["jsonl", "csv", "xlsx", "parquet"] {
            let folder = folder();
            let name = format!("out.{ending}");
            fs::write(folder.path().join(&name), "old").expect("written");
            let mut child = Command::new(binary())
                .args(["outline", "-q", "-", "-o", &name])
                .current_dir(folder.path())
                .stdin(Stdio::piped())
                .spawn()
                .expect("runs");
            // More than a pipe holds, of a standard input that never ends: the run is surely under way.
            let mut input = child.stdin.take().expect("a pipe");
            input.write_all(TEXT.repeat(4000).as_bytes()).expect("written");
            if cfg!(target_os = "linux") {
                assert_eq!(names(folder.path()).len(), 3, "what isn't complete has no name");
            }
            let killed = Command::new("kill").args([&format!("-{signal}"), &child.id().to_string()]).status();
            assert!(killed.expect("kill runs").success());
            assert!(!child.wait().expect("ends").success());
            assert_eq!(fs::read_to_string(folder.path().join(&name)).expect("there"), "old");
            assert_eq!(names(folder.path()).len(), 3, "{signal} {ending}: {:?}", names(folder.path()));
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_named_with_status_one() {
    let folder = folder();
    for script in ["$Y outline a.txt > /dev/full", "$Y rules > /dev/full", "$Y schema > /dev/full"] {
        let output = shell(folder.path(), script);
        assert_eq!(output.status.code(), Some(1), "{script}");
        assert!(told(&output).contains("standard output"), "{script}: {}", told(&output));
    }
    for format in ["json", "jsonl", "csv", "xlsx", "parquet", "text"] {
        let output = shell(folder.path(), &format!("$Y outline a.txt -o /dev/full --format {format}"));
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(told(&output).contains("/dev/full"), "{format}: {}", told(&output));
    }
    // A workbook without a folder for its temporary files.
    let output = shell(folder.path(), "TMPDIR=/nowhere $Y tokens a.txt -o t.xlsx");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("t.xlsx: can't be written: a workbook needs room"), "{}", told(&output));
    assert!(!folder.path().join("t.xlsx").exists());
    // A disk that fills up on the way: the old result stays.
    fs::write(folder.path().join("out.jsonl"), "old").expect("written");
    fs::write(folder.path().join("long.txt"), TEXT.repeat(20_000)).expect("written");
    let output = shell(folder.path(), "ulimit -f 64; trap '' XFSZ; $Y tokens long.txt -o out.jsonl");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("out.jsonl"), "{}", told(&output));
    assert_eq!(fs::read_to_string(folder.path().join("out.jsonl")).expect("there"), "old");
    assert_eq!(names(folder.path()).len(), 4);
}

#[cfg(unix)]
#[test]
fn standard_output_that_is_closed_is_an_error_that_names_it() {
    let folder = folder();
    for script in ["$Y outline a.txt >&-", "$Y terms a.txt >&-", "$Y man >&-", "$Y schema >&-"] {
        let output = shell(folder.path(), script);
        assert_eq!(output.status.code(), Some(1), "{script}");
        assert!(told(&output).contains("standard output: can't be written"), "{}", told(&output));
    }
    // With a file to write to nobody needs it; and that it is sent away is no fault.
    for script in
        ["$Y outline a.txt -o out.csv >&-", "$Y outline a.txt > /dev/null", "$Y outline a.txt | true"]
    {
        assert_eq!(shell(folder.path(), script).status.code(), Some(0), "{script}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_on_a_disk_is_written_as_it_is() {
    let folder = folder();
    let output = shell(folder.path(), "$Y outline a.txt -o /dev/stdout --format csv");
    assert!(out(&output).contains("抓好巡查"), "{}", told(&output));
    let output = shell(
        folder.path(),
        "mkfifo pipe.csv; (cat pipe.csv > got &); timeout 20 $Y outline a.txt -o pipe.csv; wait; sleep 0.2; cat got",
    );
    assert!(out(&output).contains("抓好巡查"), "{}", told(&output));
    let output = shell(folder.path(), "$Y outline a.txt -o - | head -c 1");
    assert_eq!(out(&output), "{");
    assert!(!names(folder.path()).contains(&"-".to_owned()));
}

#[cfg(unix)]
#[test]
fn a_link_keeps_leading_where_it_led_and_rights_stay() {
    let folder = folder();
    let script = "echo old > real.csv; chmod 640 real.csv; ln -s real.csv link.csv; $Y outline a.txt -o link.csv; \
        test -L link.csv && stat -c %a real.csv && grep -c 巡查 real.csv; umask 022; $Y outline a.txt -o new.csv; stat -c %a new.csv";
    assert_eq!(out(&shell(folder.path(), script)), "640\n1\n644\n");
}

#[cfg(unix)]
#[test]
fn an_output_that_is_read_is_refused_before_anything_is_opened() {
    let folder = folder();
    let script = "$Y analyze a.txt -o a.jsonl; cp a.jsonl kept; ln -s a.jsonl link.jsonl; ln a.jsonl hard.jsonl; echo 词 > d.txt; cp d.txt d.kept";
    assert!(shell(folder.path(), script).status.success());
    for call in [
        "$Y terms a.jsonl -o a.jsonl",
        "$Y terms a.jsonl -o link.jsonl",
        "$Y terms link.jsonl -o hard.jsonl",
        "$Y terms a.jsonl --format jsonl >> a.jsonl",
        "$Y terms - -o a.jsonl < a.jsonl",
        "$Y compare b.txt --against a.jsonl -o a.jsonl",
        "$Y tokens b.txt --dict d.txt --format text -o d.txt",
        "$Y terms b.txt --stop d.txt --format text -o d.txt",
        "echo b.txt > d.txt; cp d.txt d.kept; $Y outline --files-from d.txt -o d.txt",
        "echo 'offsets = \"bytes\"' > d.txt; cp d.txt d.kept; $Y outline b.txt --config d.txt -o d.txt",
    ] {
        let output = shell(folder.path(), call);
        assert_eq!(output.status.code(), Some(2), "{call}: {}", told(&output));
        assert!(told(&output).contains("can't be written to as well"), "{call}: {}", told(&output));
    }
    let same = shell(folder.path(), "cmp a.jsonl kept && cmp d.txt d.kept");
    assert!(same.status.success(), "an input was changed");
}

#[test]
fn an_output_inside_a_folder_that_is_read_is_left_out_of_it() {
    let folder = folder();
    for call in [
        "$Y split . --format text -o out.txt; cp out.txt .first; $Y split . --format text -o out.txt; cmp out.txt .first",
        "rm -f out.txt; $Y split . --format text > o.txt; cp o.txt .o; $Y split . --format text > o.txt; cmp o.txt .o",
    ] {
        let output = shell(folder.path(), call);
        assert!(output.status.success(), "{call}: {} {}", out(&output), told(&output));
    }
}

#[test]
fn a_run_past_the_rows_of_a_sheet_goes_on_in_another() {
    // The limit itself is tested where the workbook is written; here, that a large table takes little memory.
    let folder = folder();
    fs::write(folder.path().join("long.txt"), "各镇要每日巡查。\n".repeat(20_000)).expect("written");
    let output = shell(folder.path(), "$Y tokens long.txt -o t.xlsx && test -s t.xlsx");
    assert!(output.status.success(), "{}", told(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn what_a_shell_opened_is_written_on_where_it_is() {
    for name in ["/dev/stdout", "/dev/fd/1", "/dev/fd/3"] {
        let folder = folder();
        let script = format!(
            "exec 3>>r.csv; {{ echo KEEP; $Y outline a.txt --format csv -o {name}; echo END; }} >> r.csv; cat r.csv"
        );
        let output = shell(folder.path(), &script);
        let (text, told) = (out(&output), told(&output));
        assert!(text.starts_with("KEEP\n") && text.ends_with("END\n"), "{name}: {text}{told}");
        assert!(text.contains("抓好巡查"), "{name}: {text}{told}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_too_large_for_its_limits_leaves_nothing_beside_it_and_names_the_limit_only_once() {
    for ending in ["csv", "xlsx", "parquet", "qdpx"] {
        let folder = folder();
        fs::write(folder.path().join("big.txt"), TEXT.repeat(2000)).expect("written");
        fs::write(folder.path().join(format!("x.{ending}")), "old").expect("written");
        let script = format!("trap '' XFSZ; ulimit -f 8; $Y directives big.txt -q -o x.{ending}");
        let output = shell(folder.path(), &script);
        assert_eq!(output.status.code(), Some(1), "{ending}: {}", told(&output));
        assert_eq!(told(&output).lines().count(), 1, "{ending}: {}", told(&output));
        assert!(told(&output).starts_with(&format!("yaodian: x.{ending}: ")), "{}", told(&output));
        assert_eq!(fs::read_to_string(folder.path().join(format!("x.{ending}"))).expect("there"), "old");
        assert_eq!(names(folder.path()).len(), 4, "{ending}: {:?}", names(folder.path()));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_can_not_be_written_is_told() {
    let folder = folder();
    for call in ["--help", "-h", "-V", "kwic --help"] {
        for to in ["> /dev/full", ">&-"] {
            let output = shell(folder.path(), &format!("$Y {call} {to}"));
            assert_eq!(output.status.code(), Some(1), "{call} {to}");
            assert!(told(&output).contains("standard output"), "{call} {to}: {}", told(&output));
        }
    }
    assert!(shell(folder.path(), "$Y --help | head -1").status.success());
}

#[test]
fn a_file_of_rules_is_never_written_to() {
    let folder = folder();
    fs::create_dir(folder.path().join("rules")).expect("made");
    let own = folder.path().join("rules/actors.txt");
    fs::write(&own, "专班\tsuffix\n").expect("written");
    let output = shell(folder.path(), "$Y terms a.txt --rules rules --format csv -o rules/actors.txt");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(own).expect("there"), "专班\tsuffix\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_whoever_started_it_has_it_ignore_is_ignored() {
    let folder = folder();
    let script = "mkfifo p; (trap '' HUP; exec $Y outline - --pre cat -q -o out.csv < p) & exec 3> p; sleep 0.3; \
                  kill -HUP $!; sleep 0.2; cat a.txt >&3; exec 3>&-; wait $!";
    let output = shell(folder.path(), script);
    assert!(output.status.success(), "{:?} {}", output.status, told(&output));
    assert!(fs::read_to_string(folder.path().join("out.csv")).expect("written").contains("抓好巡查"));
}

#[test]
fn a_project_is_xml_whatever_its_texts_hold() {
    let folder = folder();
    let row = r#"{"id": "a\u0001\uffff", "content": "一、抓好\uffff\u001b防汛\ufffe。各镇要每日巡查。"}"#;
    fs::write(folder.path().join("q.jsonl"), row).expect("written");
    let script = "$Y directives q.jsonl -q -o q.qdpx && unzip -p q.qdpx project.qde | python3 -c \
                  'import sys, xml.dom.minidom as m; m.parseString(sys.stdin.buffer.read())'";
    let output = shell(folder.path(), script);
    assert!(output.status.success(), "{}", told(&output));
}
