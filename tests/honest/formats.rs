//! Every format of every command holds the same values.

use crate::{common::yaodian, folder, out, shell, told};
use serde_json::{Map, Value};
use std::{collections::HashMap, fs, io::Read, path::Path};

/// Calls that print the same rows in every format.
const CALLS: [&str; 17] = [
    "outline",
    "split",
    "tokens fixtures/traps.txt",
    "terms --min-count 4",
    "terms --ngrams 2 --min-count 3 --dispersion --textrank",
    "terms --diversity",
    "kwic 责任",
    "kwic 责任 --sort right --top 5",
    "collocates 责任 --min-count 2",
    "compare fixtures/county-report.txt fixtures/grid-report.txt --min-count 2",
    "compare fixtures/county-report.txt fixtures/grid-report.txt --phrases",
    "newwords --min-count 3 --min-pmi 3",
    "categories --codebook policy-areas",
    "categories --codebook policy-areas --field path --group '(nothing)?x'",
    "categories --codebook policy-instruments --matches",
    "dict check tests/words/user.txt",
    "outline nowhere.txt fixtures/flood-control.txt",
];

/// The output of a call in a format.
fn run(call: &str, format: &str, folder: &Path) -> Vec<u8> {
    let words = shlex(call);
    let file = folder.join(format!("out.{format}"));
    let named = words.iter().any(|w| w.starts_with("fixtures/")) || words[0] == "dict";
    let inputs: &[&str] = if named { &[] } else { &["fixtures/clauses", "fixtures/flood-control.txt"] };
    yaodian().args(&words).args(inputs).args(["-q", "-o"]).arg(&file).output().expect("runs");
    fs::read(&file).unwrap_or_else(|e| panic!("{call} {format}: {e}"))
}

/// The words of a call, quotes left out.
fn shlex(call: &str) -> Vec<String> {
    call.split(' ').map(|word| word.trim_matches('\'').to_owned()).collect()
}

/// A value as a table shows it.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("；"),
        other => other.to_string(),
    }
}

#[test]
fn the_formats_of_a_command_hold_the_same_values() {
    let folder = folder();
    for call in CALLS {
        let lines = String::from_utf8(run(call, "jsonl", folder.path())).expect("UTF-8");
        let rows: Vec<Map<String, Value>> =
            lines.lines().map(|line| serde_json::from_str(line).expect("a row")).collect();
        let json: Vec<Map<String, Value>> = serde_json::from_slice(&run(call, "json", folder.path()))
            .unwrap_or_else(|e| panic!("{call}: {e}"));
        assert!(json == rows, "{call}: json and jsonl");
        assert!(!rows.is_empty(), "{call} prints rows");
        let cells: Vec<Vec<String>> = rows.iter().map(|row| row.values().map(cell).collect()).collect();
        let csv = run(call, "csv", folder.path());
        let mut csv =
            csv::ReaderBuilder::new().from_reader(csv.strip_prefix(b"\xEF\xBB\xBF").expect("a mark"));
        let heads: Vec<String> = csv.headers().expect("a head").iter().map(str::to_owned).collect();
        assert_eq!(heads, rows[0].keys().cloned().collect::<Vec<_>>(), "{call}: heads");
        let bare = |cell: &str| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
        let mut count = 0;
        for (record, ours) in csv.records().zip(&cells) {
            let record = record.unwrap_or_else(|e| panic!("{call}: {e}"));
            let (theirs, ours): (Vec<_>, Vec<_>) =
                (record.iter().map(bare).collect(), ours.iter().map(|c| bare(c)).collect());
            assert!(same(&theirs, &ours), "{call}: {theirs:?} {ours:?}");
            count += 1;
        }
        assert_eq!(count, rows.len(), "{call}: rows of the csv");
        let sheet = workbook(&run(call, "xlsx", folder.path()));
        assert_eq!(sheet.len(), rows.len() + 1, "{call}: rows of the workbook");
        for (theirs, ours) in sheet[1..].iter().zip(&cells) {
            let ours: Vec<String> = ours
                .iter()
                .map(|c| c.chars().filter(|c| *c >= ' ' || "\n\t".contains(*c)).collect())
                .collect();
            assert!(same(theirs, &ours), "{call}: {theirs:?} {ours:?}");
        }
        let table = parquet_rows(run(call, "parquet", folder.path()));
        assert_eq!(table.len(), rows.len(), "{call}: rows of the Parquet table");
        for (theirs, ours) in table.iter().zip(rows) {
            let ours = Value::Object(ours);
            assert!(is_same(&ours, theirs), "{call}: {theirs} {ours}");
        }
    }
}

/// The rows of a Parquet table.
fn parquet_rows(bytes: Vec<u8>) -> Vec<Value> {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("a table");
    reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row").to_json_value()).collect()
}

/// Whether a value of a Parquet table is that of JSON: what has no fixed fields is JSON in a text there, what is left out is
/// null, and nothing else is missing.
fn is_same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.iter().all(|(name, value)| value.is_null() || theirs.contains_key(name))
                && theirs.iter().all(|(name, value)| is_same(ours.get(name).unwrap_or(&Value::Null), value))
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| is_same(ours, theirs))
        }
        (Value::Number(ours), Value::Number(theirs)) => ours.as_f64() == theirs.as_f64(),
        (Value::Object(_) | Value::Array(_) | Value::Number(_), Value::String(text)) => {
            serde_json::from_str::<Value>(text).is_ok_and(|theirs| theirs == *ours)
        }
        (ours, theirs) => ours == theirs,
    }
}

/// Whether two rows are the same, numbers to fifteen digits.
fn same(a: &[String], b: &[String]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|(a, b)| {
            let numbers = a.parse::<f64>().ok().zip(b.parse::<f64>().ok());
            a == b || numbers.is_some_and(|(a, b)| (a - b).abs() <= 1e-12 * a.abs().max(b.abs()))
        })
}

/// The cells of the first sheet of a workbook, as far as our writer makes them.
fn workbook(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut sheet = String::new();
    archive.by_name("xl/worksheets/sheet1.xml").expect("a sheet").read_to_string(&mut sheet).expect("read");
    let text = |xml: &str| {
        let inner = xml.split_once('>').map_or("", |(_, rest)| rest);
        let inner = inner.split('<').next().unwrap_or_default();
        inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    };
    let rows = sheet.split("<row ").skip(1).map(|row| {
        let cells = row.split("<c ").skip(1);
        let cells = cells.map(|c| match c.split_once("<v").or_else(|| c.split_once("<t")) {
            Some((_, value)) => text(value),
            None => String::new(),
        });
        cells.collect()
    });
    rows.collect()
}

#[test]
fn an_array_is_one_whatever_the_first_input_gives() {
    let folder = folder();
    fs::write(folder.path().join("empty.txt"), "").expect("written");
    fs::write(folder.path().join("plain.txt"), "没有条目。\n").expect("written");
    for call in [
        "outline plain.txt a.txt",
        "outline empty.txt a.txt",
        "directives plain.txt a.txt",
        "outline plain.txt",
        "kwic 无 a.txt",
        "tokens empty.txt",
        "outline typo.txt",
    ] {
        let output = shell(folder.path(), &format!("$Y {call} --format json"));
        let parsed: Result<Vec<Value>, _> = serde_json::from_str(&out(&output));
        assert!(parsed.is_ok(), "{call}: {}", out(&output));
    }
}

#[test]
fn a_group_without_a_name_gets_no_number() {
    let folder = folder();
    for format in ["json", "csv"] {
        let output = shell(
            folder.path(),
            &format!("$Y categories a.txt b.txt --codebook policy-areas --format {format}"),
        );
        assert!(output.status.success(), "{}", told(&output));
        match format {
            "json" => {
                let rows: Vec<HashMap<String, Value>> = serde_json::from_str(&out(&output)).expect("JSON");
                assert!(!rows.is_empty() && rows.iter().all(|row| row["group"].is_null()), "{rows:?}");
            }
            _ => assert!(out(&output).lines().skip(1).all(|line| line.starts_with(',')), "{}", out(&output)),
        }
    }
}

#[test]
fn carried_cells_are_no_formulas_and_no_html() {
    let folder = folder();
    let table = "id,content,a,b,c,d\n1,各镇要每日巡查。,\"\t=1+1\",＝1+1,\"\r=2\",<b>x</b>\\|y\n";
    fs::write(folder.path().join("t.csv"), table).expect("written");
    let output = shell(folder.path(), "$Y directives -q t.csv --format csv");
    for cell in ["'\t=1+1", "'＝1+1", "\"'\r=2\""] {
        assert!(out(&output).contains(cell), "{cell:?}: {}", out(&output));
    }
    let output = shell(folder.path(), "$Y directives -q t.csv --format md");
    assert!(out(&output).contains("&lt;b>x&lt;/b>\\\\\\|y"), "{}", out(&output));
}
