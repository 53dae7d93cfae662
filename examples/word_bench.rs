//! Ratios of our segmenter to bare jieba-rs on one file, in turns in one process: how many times as fast words, and
//! words with tags, are. The median of the rounds, with the tenth and ninetieth percentile.
//!
//!     cargo run --release --example word_bench -- [FILE] [ROUNDS]

use std::{error::Error, fs, hint::black_box, io::Write, time::Instant};
use yaodian::words::{Buffers, Dictionary};

/// How often a turn goes through the file, so that the other one's data in the processor's caches weigh little.
const PASSES: usize = 8;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "fixtures/county-report.txt".into());
    let rounds = std::env::args().nth(2).map_or(Ok(61), |n| n.parse())?;
    let text = fs::read_to_string(&path)?;
    let mut out = std::io::stdout().lock();

    let started = Instant::now();
    let jieba = jieba_rs::Jieba::new();
    let loading = started.elapsed();
    let started = Instant::now();
    let dictionary = Dictionary::default();
    writeln!(out, "start        ours {:?}, jieba-rs {loading:?}", started.elapsed())?;

    let mut buffers = Buffers::default();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for (name, hmm, tags) in [("cut", true, false), ("cut, no HMM", false, false), ("tag", true, true)] {
        let mut ratios = Vec::new();
        for _ in 0..=rounds {
            let started = Instant::now();
            for line in lines.iter().cycle().take(PASSES * lines.len()) {
                if tags {
                    black_box(jieba.tag(line, hmm));
                } else {
                    black_box(jieba.cut(line, hmm));
                }
            }
            let theirs = started.elapsed();
            let started = Instant::now();
            for line in lines.iter().cycle().take(PASSES * lines.len()) {
                if tags {
                    dictionary.tag(line, hmm, &mut buffers, |token| {
                        black_box(token);
                    });
                } else {
                    dictionary.cut(line, hmm, &mut buffers, |span| {
                        black_box(span);
                    });
                }
            }
            ratios.push(theirs.as_secs_f64() / started.elapsed().as_secs_f64());
        }
        ratios.remove(0); // the first round warms up
        ratios.sort_by(f64::total_cmp);
        let at = |share: f64| ratios[(share * (ratios.len() - 1) as f64) as usize];
        writeln!(out, "{name:<12} {:.2} times as fast ({:.2} to {:.2})", at(0.5), at(0.1), at(0.9))?;
    }
    Ok(())
}
