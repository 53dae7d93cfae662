//! IG Script, read back by a small parser of the notation: `symbol[annotation](content)`, `symbol{ nested }`, and
//! `[annotation]` of the statement.

use crate::{
    MINUTES, NOTICE,
    common::{lines, stdout},
};
use serde_json::Value;

/// A component: its symbol, its annotation, its content.
#[derive(Debug, PartialEq)]
enum Component {
    Plain(String, String, String),
    Nested(String, Vec<Component>),
}

struct Parser<'t> {
    rest: &'t str,
}

impl<'t> Parser<'t> {
    fn statement(text: &'t str) -> Result<Vec<Component>, String> {
        let mut parser = Self { rest: text };
        let out = parser.components()?;
        if parser.rest.is_empty() { Ok(out) } else { Err(format!("unread: {}", parser.rest)) }
    }

    fn components(&mut self) -> Result<Vec<Component>, String> {
        let mut out = Vec::new();
        loop {
            self.rest = self.rest.trim_start_matches(' ');
            if self.rest.is_empty() || self.rest.starts_with('}') {
                return Ok(out);
            }
            out.push(self.component()?);
        }
    }

    fn component(&mut self) -> Result<Component, String> {
        const SYMBOLS: [&str; 8] = ["", "A", "D", "I", "Bdir", "Cac", "Cex", "O"];
        let end = self.rest.find(['[', '(', '{']).ok_or("no component")?;
        let (symbol, rest) = self.rest.split_at(end);
        if !SYMBOLS.contains(&symbol) {
            return Err(format!("{symbol} is no symbol"));
        }
        self.rest = rest;
        let annotation = if self.rest.starts_with('[') { self.enclosed('[', ']')? } else { String::new() };
        if symbol.is_empty() {
            return Ok(Component::Plain(String::new(), annotation, String::new()));
        }
        if self.rest.starts_with('{') {
            self.rest = &self.rest[1..];
            let inner = self.components()?;
            self.rest = self.rest.strip_prefix('}').ok_or("an open brace")?;
            return Ok(Component::Nested(symbol.to_owned(), inner));
        }
        Ok(Component::Plain(symbol.to_owned(), annotation, self.enclosed('(', ')')?))
    }

    /// What stands between two brackets; none of their kind may stand inside.
    fn enclosed(&mut self, open: char, close: char) -> Result<String, String> {
        let rest = self.rest.strip_prefix(open).ok_or_else(|| format!("{open} expected: {}", self.rest))?;
        let end = rest.find(close).ok_or_else(|| format!("no {close}: {rest}"))?;
        let inner = &rest[..end];
        if inner.contains(['(', ')', '{', '}', '[']) {
            return Err(format!("a bracket inside: {inner}"));
        }
        self.rest = &rest[end + 1..];
        Ok(inner.to_owned())
    }
}

/// The brackets of the notation as they stand in contents.
fn content(text: &str) -> String {
    let pairs = [('(', '（'), (')', '）'), ('[', '［'), (']', '］'), ('{', '｛'), ('}', '｝')];
    text.chars().map(|c| pairs.iter().find(|p| p.0 == c).map_or(c, |p| p.1)).collect()
}

/// The contents of all components of a symbol.
fn contents<'c>(statement: &'c [Component], wanted: &str) -> Vec<&'c str> {
    let plain = |c: &'c Component| match c {
        Component::Plain(symbol, _, content) if symbol == wanted => Some(content.as_str()),
        _ => None,
    };
    statement.iter().filter_map(plain).collect()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().expect("a list").iter().map(|v| content(v["text"].as_str().expect("text"))).collect()
}

#[test]
fn statements_read_back_as_the_directives_that_they_came_from() {
    let mut checked = 0;
    for path in [
        NOTICE,
        MINUTES,
        "fixtures/clauses/plan.txt",
        "fixtures/market-rules.txt",
        "fixtures/campus-safety.txt",
    ] {
        let script = stdout(&["directives", "--format", "igscript", path]);
        let records = lines(&["directives", "--format", "jsonl", path]);
        // A note of responsibility is in the statements that it is of.
        let records: Vec<&Value> = records.iter().filter(|d| d["note"] == false).collect();
        assert_eq!(script.lines().count(), records.len(), "{path}");
        for (line, record) in script.lines().zip(records) {
            let statement = Parser::statement(line).unwrap_or_else(|e| panic!("{e}\n{line}"));
            assert_eq!(contents(&statement, "A"), texts(&record["actors"]), "{line}");
            let deontic = record["cue"].as_str().unwrap_or("须");
            assert_eq!(contents(&statement, "D"), [content(deontic)], "{line}");
            assert_eq!(contents(&statement, "I").len(), 1, "{line}");
            if let Some(action) = record["action"].as_str() {
                assert_eq!(contents(&statement, "I"), [content(action)], "{line}");
            }
            let object: Vec<String> = record["object"].as_str().map(content).into_iter().collect();
            assert_eq!(contents(&statement, "Bdir"), object, "{line}");
            assert_eq!(contents(&statement, "Cac"), texts(&record["conditions"]), "{line}");
            let constraints =
                ["deadlines", "targets", "citations"].map(|k| record[k].as_array().expect("a list").len());
            assert_eq!(contents(&statement, "Cex").len(), constraints.iter().sum::<usize>(), "{line}");
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked} statements");
}

#[test]
fn what_comes_of_not_following_is_nested() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rule.txt");
    std::fs::write(&path, "承包户要按期还款，否则收回贷款。\n").expect("written");
    let script = stdout(&["directives", "--format", "igscript", path.to_str().expect("UTF-8")]);
    let statement = Parser::statement(script.trim_end()).expect("a statement");
    let nested =
        Component::Nested("O".into(), vec![Component::Plain("I".into(), String::new(), "收回贷款".into())]);
    assert!(statement.contains(&nested), "{script}");
}
