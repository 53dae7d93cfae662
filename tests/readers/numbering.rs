//! Word's automatic numbering (fixtures/numbering): what Word shows, by ECMA-376 and by what was measured in Word; the
//! documents and what is expected of them were written by someone who had not seen the reader.

use crate::common::stdout;
use std::fs;

/// Lines that differ and stay so: ○ for 〇 above 99 (chineseCounting), Word's 百 for 一百 (japaneseCounting), a fraction
/// written 1/2 for ½.
const KNOWN: [(&str, usize); 1] = [("15", 5)];

fn plain(text: &str) -> Vec<String> {
    let lines = text.lines().map(|l| l.chars().filter(|c| !c.is_whitespace()).collect::<String>());
    lines.filter(|l| !l.is_empty() && l != "∅").collect()
}

#[test]
fn every_paragraph_has_the_marker_that_word_shows() {
    let folder = crate::common::root().join("fixtures/numbering");
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

/// What LibreOffice 7.4 loses on the way to .doc and to .rtf: for each document how many of its lines don't come out as Word
/// shows them, and why. Its own text of the new files shows the same markers.
#[cfg(feature = "doc")]
const LOST: [(&str, usize, usize, &str); 18] = [
    ("02", 108, 108, "numbers that another level starts anew or not (w:lvlRestart)"),
    ("03", 12, 12, "numbers of all levels in digits (w:isLgl)"),
    ("04", 8, 0, "lists that begin anew at a paragraph"),
    ("06", 19, 16, "forms that it has not: ⒈ ⑴ 甲子 and others become 1"),
    ("07", 1, 5, "fonts of signs"),
    ("08", 1, 1, "text of content controls, once for each run"),
    ("09", 10, 11, "deleted marks of paragraphs and rows"),
    ("10", 2, 6, "text boxes in groups and in cells; in RTF boxes in frames"),
    ("11", 3, 7, "notes in their order; in RTF numbers in notes"),
    ("12", 5, 5, "fields that draw (EQ), nested fields, results that it makes anew"),
    ("13", 7, 4, "text of content controls, once for each run; hidden paragraphs"),
    ("14", 3, 1, "a deleted paragraph, a counter that is shared by lists"),
    ("15", 6, 8, "signs of symbol fonts, style separators, ○ above 99"),
    ("16", 13, 9, "counters that are shared by lists, styles without numbers"),
    ("18", 3, 1, "as 14"),
    ("19", 3, 1, "as 14"),
    ("20", 3, 1, "as 14"),
    ("21", 2, 5, "a deleted row, rows of notes in lists, an empty numbered cell more"),
];

#[cfg(feature = "doc")]
#[test]
fn old_word_and_rtf_show_the_markers_of_the_document_that_they_were_made_from() {
    let folder = crate::common::root().join("fixtures/numbering");
    let read = |path: String| plain(&stdout(&["clean", "--raw", &folder.join(path).display().to_string()]));
    for number in 1..=21 {
        let name = format!("{number:02}");
        let wanted = read(format!("{name}.docx"));
        let lost = LOST.iter().find(|lost| lost.0 == name).map_or((0, 0), |lost| (lost.1, lost.2));
        let missing = |ending: &str| wanted.len() - common(&wanted, &read(format!("old/{name}.{ending}")));
        assert_eq!((missing("doc"), missing("rtf")), lost, "{name}");
    }
}

/// How many lines two texts have in common, in their order.
#[cfg(feature = "doc")]
fn common(a: &[String], b: &[String]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for line in a {
        let above = row.clone();
        for (j, other) in b.iter().enumerate() {
            row[j + 1] = if line == other { above[j] + 1 } else { above[j + 1].max(row[j]) };
        }
    }
    row[b.len()]
}
