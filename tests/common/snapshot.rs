//! A record of `analyze` as a reader can judge it: a line an item and a directive, in the order of the text.

use serde_json::Value;
use std::fmt::Write as _;

/// The documents of an output.
pub(crate) fn snapshot(documents: &[Value]) -> String {
    documents.iter().map(document).collect::<Vec<_>>().join("\n")
}

fn document(d: &Value) -> String {
    let mut out = format!(
        "== {} of {}, {}, {}, {}: {} ({}, {})\n",
        d["document"],
        d["documents"],
        place(d),
        word(&d["format"]),
        word(&d["encoding"]),
        word(&d["title"]),
        word(&d["genre"]),
        word(&d["date"]),
    );
    let evidence = joined(&d["evidence"], |e| format!("{} {}", word(&e["place"]), word(&e["text"])));
    let metadata = d["metadata"].as_object().expect("metadata");
    let metadata: Vec<String> =
        metadata.iter().map(|(name, value)| format!("{name} {}", word(value))).collect();
    for (name, text) in [("told by", evidence), ("metadata", metadata.join("; "))] {
        if !text.is_empty() {
            writeln!(out, "{name}: {text}").expect("memory");
        }
    }
    let mut lines: Vec<(u64, usize, String)> = Vec::new();
    for (i, x) in list(&d["items"]).iter().enumerate() {
        lines.push((number(&x["start"]), i, item(x)));
    }
    let items = list(&d["items"]);
    for (i, x) in list(&d["directives"]).iter().enumerate() {
        let depth = x["item"].as_u64().map_or(0, |item| number(&items[item as usize]["depth"]));
        lines.push((
            number(&x["start"]),
            items.len() + i,
            format!("{}- {}", "    ".repeat(depth as usize), directive(x)),
        ));
    }
    lines.sort();
    lines.iter().for_each(|(_, _, line)| writeln!(out, "{line}").expect("memory"));
    for (i, x) in list(&d["lists"]).iter().enumerate() {
        writeln!(out, "list {i}: {}", list_line(x)).expect("memory");
    }
    for table in list(&d["tables"]) {
        writeln!(out, "table {}: {}", place(table), joined(&table["head"], word)).expect("memory");
        list(&table["rows"]).iter().for_each(|row| writeln!(out, "  {}", joined(row, word)).expect("memory"));
    }
    let keyword = |k: &Value| format!("{} {} {}", word(&k["term"]), k["count"], k["score"]);
    writeln!(out, "keywords: {}", joined(&d["keywords"], keyword)).expect("memory");
    let counts = d["counts"].as_object().expect("counts");
    let counts: Vec<String> = counts.iter().map(|(name, count)| format!("{count} {name}")).collect();
    writeln!(out, "counts: {}", counts.join(", ")).expect("memory");
    for finding in list(&d["findings"]) {
        writeln!(out, "finding {}: {} {}", place(finding), word(&finding["code"]), word(&finding["message"]))
            .expect("memory");
    }
    out
}

fn item(x: &Value) -> String {
    let indent = "    ".repeat(number(&x["depth"]) as usize - 1);
    let parent = x["parent"].as_u64().map_or(String::new(), |parent| format!(" of {parent}"));
    format!(
        "{indent}{}{parent} [{}] {} {} ({} {}, {})",
        x["id"],
        word(&x["role"]),
        word(&x["marker"]),
        word(&x["title"]),
        word(&x["style"]),
        x["ordinal"],
        place(x),
    )
}

fn directive(x: &Value) -> String {
    let kind = ["note", "heading"]
        .into_iter()
        .find(|kind| x[kind] == true)
        .map_or(String::new(), |kind| format!(" {kind}"));
    let mut out = format!(
        "{}[{} {} {}, {}] {}",
        word(&x["cue"]),
        word(&x["modality"]),
        x["strength"],
        word(&x["clarity"]).to_owned() + &kind,
        place(x),
        word(&x["text"]),
    );
    let actor = |a: &Value| format!("{} {} {}", word(&a["text"]), word(&a["part"]), word(&a["stated"]));
    let deadline = |t: &Value| format!("{} = {} {}", word(&t["text"]), word(&t["by"]), word(&t["kind"]));
    let target = |t: &Value| {
        let upper = if t["upper"].is_null() { String::new() } else { format!("–{}", t["upper"]) };
        let words = [&t["unit"], &t["bound"], &t["force"], &t["measure"]].map(word).join(" ");
        format!("{} = {}{upper} {words}", word(&t["text"]), t["value"])
    };
    let does = [&x["action"], &x["object"]].map(word).join("→");
    let text = |c: &Value| word(&c["text"]);
    for (name, part) in [
        ("who", joined(&x["actors"], actor)),
        ("does", if does == "→" { String::new() } else { does }),
        ("by", joined(&x["deadlines"], deadline)),
        ("figure", joined(&x["targets"], target)),
        ("if", joined(&x["conditions"], text)),
        ("else", joined(&x["consequences"], text)),
        ("cites", joined(&x["citations"], text)),
    ] {
        if !part.is_empty() {
            write!(out, " | {name}: {part}").expect("memory");
        }
    }
    out
}

fn list_line(x: &Value) -> String {
    let mut out = format!("{} {}", word(&x["style"]), joined(&x["items"], word));
    for name in ["parent", "lead", "declared", "missing", "repeated"] {
        let value = if x[name].is_array() { joined(&x[name], word) } else { word(&x[name]) };
        if !value.is_empty() {
            write!(out, " | {name}: {value}").expect("memory");
        }
    }
    out
}

/// Where something stands: its extent, its line.
fn place(x: &Value) -> String {
    let end = x["end"].as_u64().map_or(String::new(), |end| format!("–{end}"));
    let line = x["line"].as_u64().map_or(String::new(), |line| format!(" L{line}"));
    format!("{}{end}{line}", x["start"])
}

fn word(x: &Value) -> String {
    match x {
        Value::Null => String::new(),
        Value::String(text) => text.replace('\n', "⏎"),
        other => other.to_string(),
    }
}

fn list(x: &Value) -> &[Value] {
    x.as_array().map_or(&[], Vec::as_slice)
}

fn number(x: &Value) -> u64 {
    x.as_u64().expect("a number")
}

fn joined(x: &Value, each: impl Fn(&Value) -> String) -> String {
    list(x).iter().map(each).collect::<Vec<_>>().join("; ")
}
