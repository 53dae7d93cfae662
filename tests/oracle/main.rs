//! The measures against values of other programs: nltk, jieba.analyse, scipy, networkx, lexicalrichness,
//! corpus-dispersion (`expected.json`, made by `make.py`) and R (`r.json`, made by `make.R`). The scripts say how; where
//! a fixture or the dictionary has changed they must be run again.

#[path = "../common/mod.rs"]
mod common;

use common::lines;
use serde_json::Value;
use std::{collections::HashMap, fs, sync::LazyLock};
use yaodian::statistics::{cohesion, fisher, significance, trend};

static EXPECTED: LazyLock<Value> = LazyLock::new(|| read("expected.json"));
static R: LazyLock<Value> = LazyLock::new(|| read("r.json"));

fn read(name: &str) -> Value {
    let path = format!("{}/tests/oracle/{name}", crate::common::root().display());
    serde_json::from_str(&fs::read_to_string(path).expect("there")).expect("JSON")
}

/// Equal to 1e-9, relative where the values are large, or both missing.
#[track_caller]
fn same(got: &Value, wanted: &Value, what: &str) {
    match (got.as_f64(), wanted.as_f64()) {
        (Some(got), Some(wanted)) => {
            assert!(
                (got - wanted).abs() <= 1e-9 * wanted.abs().max(1.0),
                "{what}: {got} instead of {wanted}"
            );
        }
        _ => assert_eq!(got, wanted, "{what}"),
    }
}

/// The rows of a call over the files of the oracle, by a field.
fn rows(arguments: &[&str], key: &str) -> HashMap<String, Value> {
    let files = EXPECTED["files"].as_array().expect("a list").iter().filter_map(Value::as_str);
    let call: Vec<&str> = arguments.iter().copied().chain(files).collect();
    let by = |row: Value| (row[key].as_str().expect("text").to_owned(), row);
    lines(&call).into_iter().map(by).collect()
}

/// Each entry of the expected values with the row of that name: these fields are the same.
fn compare(rows: &HashMap<String, Value>, expected: &str, fields: &[(&str, &str)]) {
    let expected = EXPECTED[expected].as_object().expect("an object");
    assert!(!expected.is_empty());
    for (name, values) in expected {
        let row = rows.get(name).unwrap_or_else(|| panic!("{name} is missing"));
        for (field, wanted) in fields {
            let wanted = if wanted.is_empty() { values } else { &values[*wanted] };
            same(&row[*field], wanted, &format!("{field} of {name}"));
        }
    }
}

#[test]
fn counts_are_those_of_nltk() {
    let fields = [("count", "count"), ("documents", "documents"), ("per_million", "per_million")];
    compare(&rows(&["terms"], "term"), "terms", &fields);
    compare(&rows(&["terms", "--ngrams", "2-5"], "term"), "ngrams", &[("count", "")]);
}

#[test]
fn tf_idf_is_that_of_nltk_and_of_jieba() {
    compare(&rows(&["terms", "--idf", "corpus"], "term"), "terms", &[("tfidf", "tfidf_corpus")]);
    compare(&rows(&["terms", "--stop", "tests/oracle/single.txt"], "term"), "tfidf_jieba", &[("tfidf", "")]);
}

#[test]
fn textrank_is_the_page_rank_of_networkx() {
    compare(&rows(&["terms", "--textrank"], "term"), "textrank", &[("textrank", "")]);
}

#[test]
fn dispersion_is_that_of_corpus_dispersion() {
    let fields = [("dp", "dp"), ("dp_norm", "dp_norm"), ("juilland_d", "juilland_d")];
    compare(&rows(&["terms", "--dispersion"], "term"), "dispersion", &fields);
}

#[test]
fn diversity_is_that_of_lexicalrichness() {
    let files = EXPECTED["files"].as_array().expect("a list").iter().filter_map(Value::as_str);
    let call: Vec<&str> = ["terms", "--diversity"].into_iter().chain(files).collect();
    let got = lines(&call);
    let wanted = EXPECTED["diversity"].as_array().expect("a list");
    assert_eq!(got.len(), wanted.len());
    for (got, wanted) in got.iter().zip(wanted) {
        for field in ["ttr", "mattr", "mtld"] {
            same(&got[field], &wanted[field], &format!("{field} of {}", got["path"]));
        }
    }
}

#[test]
fn association_is_that_of_nltk() {
    let node = EXPECTED["node"].as_str().expect("a word");
    let window = EXPECTED["window"].to_string();
    let got = rows(&["collocates", node, "--window", &window, "--min-count", "1"], "word");
    let fields = ["count", "log_likelihood", "pmi", "pmi2", "t_score", "dice", "log_dice"].map(|f| (f, f));
    compare(&got, "collocates", &fields);
    assert_eq!(got.len(), EXPECTED["collocates"].as_object().expect("an object").len());
}

#[test]
fn keyness_is_that_of_scipy() {
    let files: Vec<&str> =
        EXPECTED["files"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let mut call = vec!["compare", files[0]];
    files[1..].iter().for_each(|file| call.extend(["--against", file]));
    let by = |row: Value| (row["term"].as_str().expect("text").to_owned(), row);
    let got: HashMap<String, Value> = lines(&call).into_iter().map(by).collect();
    compare(&got, "keyness", &[("g2", "g2"), ("p", "p"), ("test", "test"), ("q", "q")]);
}

#[test]
fn trends_are_those_of_scipy() {
    compare(&rows(&["trends", "--field", "path"], "term"), "trends", &[("g2", "g2"), ("tau", "tau")]);
}

#[test]
fn the_exact_test_and_false_discovery_rates_are_those_of_scipy_and_r() {
    let tables = [&EXPECTED["fisher"], &R["fisher"]].into_iter().flat_map(|t| t.as_array().expect("a list"));
    for table in tables {
        let count = |i: usize| table[i].as_f64().expect("a number") as u64;
        let got = fisher::exact(count(0), count(1), count(2), count(3));
        same(&got.into(), &table[4], &table.to_string());
        // Small ones to as many digits.
        let wanted = table[4].as_f64().expect("a number");
        assert!((got / wanted - 1.0).abs() < 1e-7, "{table}: {got}");
    }
    let numbers = |value: &Value| -> Vec<f64> {
        value.as_array().expect("a list").iter().filter_map(Value::as_f64).collect()
    };
    let rates = significance::false_discovery_rates(&numbers(&R["rates"]["p"]));
    for (got, wanted) in rates.iter().zip(R["rates"]["q"].as_array().expect("a list")) {
        same(&(*got).into(), wanted, "a rate");
    }
    for pair in EXPECTED["chi_squared"].as_array().expect("a list") {
        same(&significance::chi_squared(pair[0].as_f64().expect("a number")).into(), &pair[1], "χ²");
    }
    let (series, tau) = (&R["tau"]["series"], &R["tau"]["tau"]);
    for (series, tau) in series.as_array().expect("a list").iter().zip(tau.as_array().expect("a list")) {
        same(&trend::kendall_tau(&numbers(series)).into(), tau, &series.to_string());
    }
}

#[test]
fn entropy_and_mutual_information_are_those_of_scipy_and_nltk() {
    for pair in EXPECTED["entropy"].as_array().expect("a list") {
        let values: Vec<u64> = pair[0].as_array().expect("a list").iter().filter_map(Value::as_u64).collect();
        same(&cohesion::branching_entropy(values.into_iter()).into(), &pair[1], &pair.to_string());
    }
    for row in EXPECTED["mutual_information"].as_array().expect("a list") {
        let count = |i: usize| row[i].as_u64().expect("a number");
        let got = cohesion::pmi(count(0), count(1), count(2), count(3));
        same(&got.into(), &row[4], &row.to_string());
    }
}
