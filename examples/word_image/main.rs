//! Makes the images of dict/image from the data of the jieba-rs package and from dict/words.txt: to be run whenever
//! dict/words.txt or the version of jieba-rs changes. tests/words.rs makes them again and compares.
//!
//!     cargo run --release --example word_image

mod build;

use std::{error::Error, fs, io::Write, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let images = build::images(root)?;
    let folder = root.join("dict/image");
    fs::create_dir_all(&folder)?;
    for (name, bytes) in [("words.bin", &images.words), ("model.bin", &images.model)] {
        fs::write(folder.join(name), bytes)?;
        writeln!(std::io::stdout(), "dict/image/{name}: {} bytes", bytes.len())?;
    }
    Ok(())
}
