//! What `benches/start.sh` compares with: jieba-rs alone, which loads its dictionary, tags a file line by line and
//! counts the words.
//!
//!     cargo run --release --example bare_jieba -- FILE

use std::{error::Error, fs, io::Write};

fn main() -> Result<(), Box<dyn Error>> {
    let text = fs::read_to_string(std::env::args().nth(1).ok_or("name a file")?)?;
    let jieba = jieba_rs::Jieba::new();
    let words: usize = text.split_inclusive('\n').map(|line| jieba.tag(line, true).len()).sum();
    writeln!(std::io::stdout(), "{words}")?;
    Ok(())
}
