//! Word's automatic numbering (fixtures/numbering): what Word shows, by ECMA-376 and by what was measured in Word; the
//! documents and what is expected of them were written by someone who had not seen the reader.

use crate::common::stdout;
use std::{fs, path::Path};

/// Lines that differ and stay so: ○ for 〇 above 99 (chineseCounting), Word's 百 for 一百 (japaneseCounting), a fraction
/// written 1/2 for ½.
const KNOWN: [(&str, usize); 1] = [("15", 5)];

fn plain(text: &str) -> Vec<String> {
    let lines = text.lines().map(|l| l.chars().filter(|c| !c.is_whitespace()).collect::<String>());
    lines.filter(|l| !l.is_empty() && l != "∅").collect()
}

#[test]
fn every_paragraph_has_the_marker_that_word_shows() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/numbering");
    for number in 1..=21 {
        let name = format!("{number:02}");
        let document = folder.join(format!("{name}.docx")).display().to_string();
        let wanted = plain(&fs::read_to_string(folder.join(format!("{name}.txt"))).expect("its expectation"));
        let found = plain(&stdout(&["clean", "--raw", &document]));
        let known = KNOWN.iter().find(|k| k.0 == name).map_or(0, |k| k.1);
        assert_eq!(found.len(), wanted.len(), "{name}");
        let differ: Vec<_> = found.iter().zip(&wanted).filter(|(a, b)| a != b).collect();
        assert_eq!(differ.len(), known, "{name}: {differ:?}");
    }
}
