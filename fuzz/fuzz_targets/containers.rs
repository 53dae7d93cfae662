//! Tables and archives: the first byte tells which, every portion of them is read.
#![no_main]

use std::ops::ControlFlow;
use yaodian_cli::corpus::{Options, unpacked};

const NAMES: [&str; 10] =
    ["a.csv", "a.tsv", "a.jsonl", "a.parquet", "a.zip", "a.tar", "a.tar.gz", "a.csv.gz", "a.zst", "a.txt"];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((kind, rest)) = bytes.split_first() else { return };
    let options = Options::default();
    unpacked(NAMES[usize::from(*kind) % NAMES.len()], rest.to_vec(), &options, |portion| {
        let _ = portion.open(&options);
        ControlFlow::Continue(())
    });
});
