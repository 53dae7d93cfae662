//! What is named is read or told.

use crate::{TEXT, folder, out, shell, told};
use std::{fs, io::Write, path::Path};

/// The paths of the documents that a call of `split` prints.
fn read(folder: &Path, call: &str) -> Vec<String> {
    let output = shell(folder, &format!("{call} --format jsonl"));
    let path = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
        row["path"].as_str().expect("a path").to_owned()
    };
    out(&output).lines().map(path).collect()
}

#[test]
fn members_of_archives_are_read_whatever_steps_their_names_have() {
    let folder = folder();
    let script = "tar czf x.tar.gz -C . ./a.txt ./b.txt; mkdir in; (cd in; tar cPf ../y.tar ../a.txt)";
    assert!(shell(folder.path(), script).status.success());
    assert_eq!(read(folder.path(), "$Y split x.tar.gz"), ["x.tar.gz/a.txt", "x.tar.gz/b.txt"]);
    assert_eq!(read(folder.path(), "$Y split y.tar"), ["y.tar/a.txt"]);
    let mut zip = zip::ZipWriter::new(fs::File::create(folder.path().join("z.zip")).expect("made"));
    for name in ["./a.txt", "in/../b.txt", ".hidden.txt", "in/.x/c.txt"] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        zip.write_all(TEXT.as_bytes()).expect("written");
    }
    zip.finish().expect("closed");
    assert_eq!(read(folder.path(), "$Y split z.zip"), ["z.zip/a.txt", "z.zip/in/b.txt"]);
}

#[test]
fn what_holds_no_document_is_named_with_status_one() {
    let folder = folder();
    let script = "mkdir empty; touch empty/x.bin; tar czf n.tar.gz empty; printf 'id,content\\n' > head.csv; : > no.jsonl";
    assert!(shell(folder.path(), script).status.success());
    for (call, named) in [
        ("empty", "empty: no document is in this folder"),
        (". --glob 'nope*'", ".: no document is in this folder"),
        ("n.tar.gz", "n.tar.gz: no document is in it"),
        ("head.csv", "head.csv: the table has no rows"),
        ("no.jsonl", "no.jsonl: the file is empty"),
    ] {
        let output = shell(folder.path(), &format!("$Y outline {call}"));
        assert_eq!(output.status.code(), Some(1), "{call}: {}", told(&output));
        assert!(told(&output).contains(named), "{call}: {}", told(&output));
    }
}

#[test]
fn a_file_of_which_nothing_is_left_is_named_like_an_empty_one() {
    let folder = folder();
    for (name, content) in
        [("zero.txt", "\u{200B}\u{200D}\u{FEFF}"), ("page.txt", "- 1 -\n"), ("br.txt", "<br/>\n")]
    {
        fs::write(folder.path().join(name), content).expect("written");
        for command in ["outline", "terms", "clean", "analyze"] {
            let output = shell(folder.path(), &format!("$Y {command} {name} a.txt"));
            assert_eq!(output.status.code(), Some(1), "{command} {name}");
            assert!(told(&output).contains(&format!("{name}: there is no text in it")), "{}", told(&output));
            assert!(out(&output).contains("巡查"), "the other one is complete");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_passed_over_in_a_folder_is_counted_by_kind() {
    let folder = folder();
    let script = "touch c.csv d.zip e.jsonl f.doc g.png h.dotx i.ott; ln -s a.txt link.txt; mkdir sub; ln -s ../sub sub/loop";
    assert!(shell(folder.path(), script).status.success());
    let output = shell(folder.path(), "$Y split . --format text");
    let said = told(&output);
    for note in [
        "1 file that is no document was passed over; --glob '*' takes all",
        "3 tables and archives were passed over",
        "2 links were not followed; --follow follows them",
        // Old documents and templates are documents as others are.
        "f.doc",
        "h.dotx",
        "i.ott",
    ] {
        assert!(said.contains(note), "{note}: {said}");
    }
    let followed = read(folder.path(), "$Y split . --follow -q 2>/dev/null");
    assert_eq!(followed, ["./a.txt", "./b.txt", "./link.txt"]);
}

#[test]
fn lists_of_files_feed_one_run() {
    let folder = folder();
    let one = "find . -name '?.txt' -print0 | sort -z | $Y split --files0-from - --format csv";
    let output = shell(folder.path(), one);
    assert_eq!(out(&output).lines().count(), 3, "one table with one head: {}", out(&output));
    let script = "printf 'a.txt\\r\\n\\nb.txt\\n' > list; $Y split --files-from list --format csv";
    assert_eq!(out(&shell(folder.path(), script)).lines().count(), 3);
    for (script, why) in [
        ("printf 'a.txt\\0b.txt\\0' | $Y split --files-from -", "--files0-from"),
        ("ls ?.txt | $Y split --files0-from -", "--files-from reads it"),
        ("$Y split --files-from nowhere", "nowhere"),
    ] {
        let output = shell(folder.path(), script);
        assert_eq!(output.status.code(), Some(2), "{script}");
        assert!(told(&output).contains(why), "{script}: {}", told(&output));
    }
    // A search that found nothing is no wrong call.
    let output = shell(folder.path(), "find . -name 'nothing*' -print0 | $Y split --files0-from -");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("names no file"), "{}", told(&output));
}

#[test]
fn tables_that_are_cut_off_or_lack_a_quotation_mark_are_told_with_their_place() {
    let folder = folder();
    let good = "1,各镇要每日巡查。\n";
    for (name, content, place, why) in [
        (
            "cut.csv",
            format!("id,content\n{good}2,\"各镇要"),
            "cut.csv: row 2 (line 3)",
            "ends inside of a cell",
        ),
        (
            "open.csv",
            format!("id,content\n{good}2,\"各镇要抓好。\n3,各镇要管好。\n4,各镇要用好。\n"),
            "open.csv: row 2 (line 3)",
            "opens in line 3",
        ),
        (
            "cut.jsonl",
            "{\"content\":\"各镇要每日巡查。\"}\n{\"content\":\"各".to_owned(),
            "cut.jsonl:2",
            "no JSON object",
        ),
    ] {
        fs::write(folder.path().join(name), content).expect("written");
        let output = shell(folder.path(), &format!("$Y directives -q {name} --format jsonl"));
        assert_eq!(output.status.code(), Some(1), "{name}");
        assert!(told(&output).contains(place) && told(&output).contains(why), "{name}: {}", told(&output));
        assert_eq!(out(&output).lines().count(), 1, "the rows before it are complete: {}", out(&output));
    }
    // A quotation mark that swallows the next row and has the right number of cells all the same.
    let swallowed = "id,content\n1,\"各镇要抓好。\n2,\"各镇要管好。\"\n3,各镇要用好。\n";
    fs::write(folder.path().join("swallowed.csv"), swallowed).expect("written");
    let output = shell(folder.path(), "$Y directives swallowed.csv --format jsonl");
    assert!(told(&output).contains("row 1 (line 2): in line 3 a quotation mark"), "{}", told(&output));
    assert!(out(&output).contains("用好"));
    // Rows that close up again.
    let closed =
        "content,id\n一、各镇要抓好。,1\n\"二、各镇要管好。,2\n三、各镇要用好。,3\n四、各镇要护好。\",4\n";
    fs::write(folder.path().join("closed.csv"), closed).expect("written");
    let output = shell(folder.path(), "$Y directives closed.csv --format jsonl");
    assert!(told(&output).contains("row 2 (line 3): a cell of it holds a line"), "{}", told(&output));
    // One that nothing closes over many MB.
    let long = format!("id,content\n{good}2,\"{}", "3,各镇要用好。\n".repeat(900_000));
    fs::write(folder.path().join("long.csv"), long).expect("written");
    let output = shell(folder.path(), "$Y directives -q long.csv --format jsonl");
    assert!(
        told(&output).contains("row 2 (line 3)") && told(&output).contains("longer than 16 MB"),
        "{}",
        told(&output)
    );
    assert_eq!(out(&output).lines().count(), 1);
}

#[cfg(unix)]
#[test]
fn what_has_no_end_ends_at_the_ceiling() {
    let folder = folder();
    let script = "head -c 3000000 /dev/zero > zeros; for n in a.txt b.csv c.jsonl d e.zip; do gzip -c zeros > $n.gz; done";
    assert!(shell(folder.path(), script).status.success());
    for call in [
        "$Y outline --max-input 2M /dev/zero",
        "yes 各镇要抓好 | $Y outline --max-input 2M",
        "$Y outline --max-input 2M a.txt.gz",
        "$Y outline --max-input 2M b.csv.gz",
        "$Y outline --max-input 2M c.jsonl.gz",
        "$Y outline --max-input 2M d.gz",
        "$Y outline --max-input 2M e.zip.gz",
    ] {
        let output = shell(folder.path(), call);
        assert_eq!(output.status.code(), Some(1), "{call}: {}", told(&output));
        assert!(told(&output).contains("longer than 2 MB"), "{call}: {}", told(&output));
        assert_eq!(told(&output).lines().count(), 1, "{call}: {}", told(&output));
    }
    let output = shell(folder.path(), "$Y outline a.txt --dict /dev/zero --max-input 2M");
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("--dict /dev/zero: this is longer than 2 MB"), "{}", told(&output));
    assert_eq!(shell(folder.path(), "$Y outline a.txt --max-input 10").status.code(), Some(1));
    assert_eq!(shell(folder.path(), "$Y outline a.txt --max-input 1K").status.code(), Some(0));
    assert_eq!(shell(folder.path(), "$Y outline a.txt --max-input much").status.code(), Some(2));
}

#[test]
fn a_nest_of_archives_gives_one_error() {
    let folder = folder();
    let (mut inner, mut name) = (TEXT.as_bytes().to_vec(), "a.txt");
    for _ in 0..6 {
        let mut out = std::io::Cursor::new(Vec::new());
        let mut zip = zip::ZipWriter::new(&mut out);
        for i in 0..4 {
            zip.start_file(format!("{i}{name}"), zip::write::SimpleFileOptions::default()).expect("a member");
            zip.write_all(&inner).expect("written");
        }
        zip.finish().expect("closed");
        (inner, name) = (out.into_inner(), ".zip");
    }
    fs::write(folder.path().join("nest.zip"), inner).expect("written");
    let output = shell(folder.path(), "$Y outline nest.zip");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(told(&output).lines().count(), 1, "{}", told(&output));
    assert!(told(&output).contains("256 archives in it were not opened"), "{}", told(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn threads_that_are_refused_are_fewer_threads() {
    let folder = folder();
    assert!(shell(folder.path(), "chmod 755 .").status.success());
    // Whoever runs the tests may have no limit: nobody has one.
    let nobody = "command -v setpriv >/dev/null || exit 77; ulimit -u 6; setpriv --reuid 65534 --clear-groups $Y outline a.txt --threads 64";
    for script in ["$Y outline a.txt --threads 200000", nobody] {
        let output = shell(folder.path(), script);
        if script == nobody && (output.status.code() == Some(77) || told(&output).contains("setpriv")) {
            continue;
        }
        assert_eq!(output.status.code(), Some(0), "{script}: {}", told(&output));
        assert!(told(&output).contains("more are not to be had"), "{script}: {}", told(&output));
        assert!(out(&output).contains("抓好巡查"), "{script}");
    }
}

#[test]
fn links_in_an_archive_are_counted() {
    let folder = folder();
    let script = "mkdir hl; cp a.txt hl/1.txt; ln hl/1.txt hl/2.txt; ln -s 1.txt hl/3.txt; \
                  tar czf hl.tar.gz -C hl .; $Y split hl.tar.gz --format jsonl";
    let output = shell(folder.path(), script);
    assert_eq!(out(&output).lines().count(), 1);
    assert!(told(&output).contains("2 links in it are not followed"), "{}", told(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn lists_and_settings_without_end_are_errors() {
    let folder = folder();
    for call in [
        "outline --files-from /dev/zero --max-input 1M",
        "outline --files0-from /dev/zero --max-input 1M",
        "outline a.txt --config /dev/zero",
    ] {
        let output = shell(folder.path(), &format!("$Y {call}"));
        assert_eq!(output.status.code(), Some(2), "{call}: {}", told(&output));
        assert!(told(&output).contains("longer than 1 MB"), "{call}: {}", told(&output));
    }
}

#[test]
fn a_row_that_may_have_swallowed_another_says_so_in_its_record() {
    let folder = folder();
    let table = "id,content\n1,\"各镇要抓好。\n2,\"各镇要管好。\"\n3,各镇要用好。\n";
    fs::write(folder.path().join("t.csv"), table).expect("written");
    let output = shell(folder.path(), "$Y analyze t.csv -q --format jsonl");
    let codes: Vec<bool> = out(&output).lines().map(|line| line.contains("\"row-astray\"")).collect();
    assert_eq!(codes, [true, false], "{}", out(&output));
}

#[test]
fn a_setting_that_names_what_is_not_there_names_its_file() {
    let folder = folder();
    for setting in ["dict = [\"nosuch\"]", "force_dict = [\"nosuch\"]", "rules = \"nosuch\""] {
        fs::write(folder.path().join("yaodian.toml"), setting).expect("written");
        let output = shell(folder.path(), "$Y outline a.txt");
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains("yaodian.toml: nosuch"), "{}", told(&output));
    }
}

#[test]
fn a_text_that_takes_too_long_is_an_error_of_its_own() {
    let folder = folder();
    fs::write(folder.path().join("long.txt"), TEXT.repeat(20_000)).expect("written");
    for command in ["analyze", "outline", "directives", "split", "terms", "kwic 巡查"] {
        let output =
            shell(folder.path(), &format!("$Y {command} a.txt long.txt -q --format jsonl --timeout 0.05"));
        assert_eq!(output.status.code(), Some(1), "{command}: {}", told(&output));
        assert!(told(&output).contains("long.txt: it took longer than 0.05 seconds"), "{}", told(&output));
        let alone = shell(folder.path(), &format!("$Y {command} a.txt -q --format jsonl"));
        assert_eq!(
            out(&output),
            out(&alone),
            "{command}: the other one is done, and nothing of the long one is there"
        );
    }
    let script = "$Y outline a.txt long.txt -q --format jsonl --output-dir out --timeout 0.05; ls out; \
                  $Y outline a.txt long.txt --format jsonl --output-dir out --timeout=600 --resume; ls out";
    let output = shell(folder.path(), script);
    assert_eq!(out(&output), "a.jsonl\na.jsonl\nlong.jsonl\n", "{}", told(&output));
    assert!(
        told(&output).contains("1 input was done before, 1 is left"),
        "another limit changes no result: {}",
        told(&output)
    );
    let output = shell(folder.path(), "$Y outline a.txt --timeout 0");
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("a number of seconds above 0"), "{}", told(&output));
}
