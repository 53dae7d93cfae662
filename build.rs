//! Gives the program the hash of its rules: the files of dict/ and the sources of the stages that decide. Records
//! carry it, so that a data set can say what made it.

use sha2::{Digest, Sha256};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// What decides what is found in a text.
const RULES: [&str; 19] = [
    "dict",
    "src/read",
    "src/words",
    "src/pattern",
    "src/clean",
    "src/split",
    "src/table",
    "src/outline",
    "src/phrase",
    "src/sense",
    "src/directive",
    "src/role.rs",
    "src/rule.rs",
    "src/numeral",
    "src/quantity.rs",
    "src/lexicon.rs",
    "src/document.rs",
    "src/zone.rs",
    "src/lists.rs",
];

/// What is only said to people.
const TALK: &str = "dict/messages.txt";

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for rules in RULES {
        println!("cargo::rerun-if-changed={rules}");
        walk(Path::new(rules), &mut files)?;
    }
    files.retain(|file| file != Path::new(TALK));
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.to_string_lossy().replace('\\', "/"));
        hash.update([0]);
        let mut bytes = fs::read(&file)?;
        if file.extension() != Some("bin".as_ref()) {
            // The same on a system that writes line endings its own way.
            bytes.retain(|&byte| byte != b'\r');
        }
        hash.update(bytes);
        hash.update([0]);
    }
    let hex: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=YAODIAN_RULES={hex}");
    Ok(())
}

fn walk(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        walk(&entry?.path(), files)?;
    }
    Ok(())
}
