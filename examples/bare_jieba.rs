//! What the benches compare with: jieba-rs alone, which loads its dictionary, tags files line by line and counts the words.
//!
//!     cargo run --release --example bare_jieba -- [--cut] FILE|FOLDER      --cut: words without tags

use std::{
    error::Error,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

fn files(path: &Path, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        out.push(path.to_owned());
        return Ok(());
    }
    fs::read_dir(path)?.try_for_each(|entry| files(&entry?.path(), out))
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let cut = arguments.first().is_some_and(|first| first == "--cut");
    let path = arguments.pop().ok_or("name a file or a folder")?;
    let mut all = Vec::new();
    files(Path::new(&path), &mut all)?;
    all.sort();
    let jieba = jieba_rs::Jieba::new();
    let mut words = 0;
    for file in all {
        for line in fs::read_to_string(file)?.split_inclusive('\n') {
            words += if cut { jieba.cut(line, true).len() } else { jieba.tag(line, true).len() };
        }
    }
    writeln!(std::io::stdout(), "{words}")?;
    Ok(())
}
