//! What each command, each output format and each reader registers, and that nothing is left behind where one is taken away.

#[path = "common/mod.rs"]
mod common;

use common::{root, stdout, yaodian};
use std::{collections::BTreeSet, fs};

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|why| panic!("{path}: {why}"))
}

/// The lines of a file's table of commands: name and path.
fn commands() -> Vec<(String, String)> {
    let registry = read("yaodian-cli/src/command/mod.rs");
    let table =
        registry.split_once("\ncommands! {\n").expect("the table").1.split("\n}").next().expect("its end");
    let row = |line: &str| {
        let (_, rest) = line.split_once(": \"")?;
        let (name, path) = rest.split_once("\", ")?;
        Some((name.to_owned(), path.trim_end_matches(';').to_owned()))
    };
    table.lines().filter_map(row).collect()
}

#[test]
fn a_command_is_a_file_and_a_line() {
    let commands = commands();
    assert_eq!(commands.len(), 22, "{commands:?}");
    let chinese = read("yaodian-cli/help.zh.txt");
    let help = stdout(&["--help"]);
    let mut files = BTreeSet::new();
    for (name, path) in commands {
        let (module, kind) = path.rsplit_once("::").expect("a module and a struct");
        let file = format!("yaodian-cli/src/command/{}.rs", module.replace("::", "/"));
        // Or a room, whose door it is.
        let door = file.replace(".rs", "/mod.rs");
        let file = if root().join(&file).exists() { file } else { door };
        let code = read(&file);
        for part in [format!("struct {kind} {{"), format!("impl Execute for {kind} {{")] {
            assert_eq!(code.matches(&part).count(), 1, "{file}: {part}");
        }
        assert!(files.insert(file.clone()), "{file} holds another command too");
        assert!(help.contains(&format!("\n  {name} ")), "{name} is offered");
        assert!(chinese.contains(&format!("\n[{name}]\n")), "help.zh.txt: {name}");
        let shown = stdout(&[&name, "--help"]);
        assert!(name == "dict" || shown.contains("Example"), "{name}: {shown}");
    }
    // Nothing else runs.
    for folder in ["yaodian-cli/src/command", "yaodian-cli/src/command/bench"] {
        for entry in fs::read_dir(root().join(folder)).expect("there") {
            let path = format!("{folder}/{}", entry.expect("readable").file_name().to_string_lossy());
            if path.ends_with(".rs") && read(&path).contains("impl Execute for") {
                assert!(files.contains(&path), "{path} is registered");
            }
        }
    }
}

#[test]
fn an_output_format_is_a_row_and_what_writes_it() {
    let table = read("yaodian-cli/src/output/format.rs");
    let rows: Vec<&str> = table.split("    About {\n").skip(1).collect();
    let names: Vec<&str> =
        rows.iter().filter_map(|row| row.split("name: \"").nth(1)?.split('"').next()).collect();
    let known =
        ["json", "jsonl", "csv", "tsv", "xlsx", "parquet", "md", "text", "igscript", "qdpx", "docx", "html"];
    assert_eq!(names, known);
    let chinese = read("yaodian-cli/help.zh.txt");
    for name in &names {
        assert!(chinese.contains(&format!("\n[--format {name}]\n")), "help.zh.txt: {name}");
        // Nobody else tells formats by their names.
        let shown = stdout(&["directives", "--help"]);
        assert!(shown.contains(&format!("- {name}:")), "{name} is offered");
    }
    for readme in ["README.md", "README.zh-CN.md"] {
        let named = read(readme);
        assert!(names.iter().all(|name| named.contains(name)), "{readme} names all formats");
    }
}

#[test]
fn a_reader_is_a_room_and_a_row() {
    let table = read("src/read/kind.rs");
    let table = table.split("const KINDS").nth(1).expect("the table").split("\n];").next().expect("its end");
    let formats: Vec<&str> =
        table.split("format: \"").skip(1).filter_map(|row| row.split('"').next()).collect();
    assert_eq!(formats, ["text", "html", "mhtml", "docx", "word-xml", "odt", "doc", "rtf", "pdf"]);
    let readers = read("src/read/mod.rs");
    let kinds = table.split("kind: Kind::").skip(1).filter_map(|row| row.split(',').next());
    for kind in kinds {
        assert!(readers.contains(&format!("Kind::{kind} => ")), "read::bytes reads {kind}");
    }
    for format in formats {
        let schema = stdout(&["schema", "document"]);
        assert!(schema.contains(&format!("`{format}`")), "the schema names {format}");
    }
    // An ending that a row names is a document's in a folder.
    let folder = tempfile::tempdir().expect("a folder");
    let endings = table.split("endings: &[").skip(1).filter_map(|row| row.split(']').next());
    let endings: Vec<String> =
        endings.flat_map(|row| row.split('"').skip(1).step_by(2).map(str::to_owned)).collect();
    assert_eq!(endings.len(), 22);
    for ending in &endings {
        fs::write(folder.path().join(format!("a.{ending}")), "").expect("written");
    }
    let output = yaodian().args(["split", "--format", "jsonl"]).arg(folder.path()).output().expect("runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(told.lines().count(), endings.len(), "each is read, and empty: {told}");
}
