//! No part of the program knows one that is built on it: what a file takes from others (`use` and written-out paths) never
//! leads back to it. That a module and the files below it know each other is how Rust's modules are, and not counted.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// A module: the names from the crate's root to it.
type Module = Vec<String>;

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

fn module(root: &Path, path: &Path) -> Module {
    let path = path.strip_prefix(root).unwrap().with_extension("");
    let mut names: Module = path.iter().map(|name| name.to_str().unwrap().to_owned()).collect();
    if names.last().is_some_and(|name| name == "mod") {
        names.pop();
    }
    names
}

/// A file without its comments and without its tests at the foot.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// The paths that begin at `from` with these names, those in braces told apart; where they end.
fn paths(code: &str, names: &[String], out: &mut Vec<Module>) -> usize {
    let mut names = names.to_vec();
    let mut at = 0;
    loop {
        let rest = &code[at..];
        let space = rest.len() - rest.trim_start().len();
        let rest = &rest[space..];
        let word: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        at += space;
        if rest.starts_with('{') {
            at += 1;
            while !code[at..].trim_start().starts_with('}') {
                let (before, outer) = (at, names.clone());
                at += paths(&code[at..], &outer, out);
                at += code[at..].find([',', '}']).unwrap();
                at += usize::from(code[at..].starts_with(','));
                assert!(at > before);
            }
            return at + code[at..].find('}').unwrap() + 1;
        }
        at += word.len();
        names.push(word);
        if !code[at..].starts_with("::") {
            out.push(names);
            return at;
        }
        at += 2;
    }
}

/// The modules that a file takes something from.
fn taken(own: &Module, is_folder: bool, code: &str, modules: &BTreeSet<Module>) -> BTreeSet<Module> {
    let mut found = Vec::new();
    for (root, base) in [("crate::", 0), ("super::", own.len().saturating_sub(1))] {
        for (at, _) in code.match_indices(root) {
            // super::super:: is found at its first.
            if !code[..at].ends_with("super::") {
                paths(&code[at + root.len()..], &own[..base], &mut found);
            }
        }
    }
    if is_folder {
        // `use child::…;`
        for (at, _) in code.match_indices("use ") {
            paths(&code[at + "use ".len()..], own, &mut found);
        }
    }
    let known = |path: Module| {
        let path = climbed(&path);
        (1..=path.len()).rev().map(|n| path[..n].to_vec()).find(|prefix| modules.contains(prefix))
    };
    let mut taken: BTreeSet<Module> = found.into_iter().filter_map(known).collect();
    taken.retain(|module| !own.starts_with(module));
    taken
}

/// A path without `super`.
fn climbed(path: &[String]) -> Module {
    let mut out = Module::new();
    for name in path {
        if name == "super" {
            out.pop();
        } else {
            out.push(name.clone());
        }
    }
    out
}

/// A way from a module back to it.
fn circle(uses: &BTreeMap<Module, BTreeSet<Module>>) -> Option<Vec<Module>> {
    fn walk(
        at: &Module,
        uses: &BTreeMap<Module, BTreeSet<Module>>,
        way: &mut Vec<Module>,
        done: &mut BTreeSet<Module>,
    ) -> bool {
        if way.contains(at) {
            way.push(at.clone());
            return true;
        }
        if done.contains(at) {
            return false;
        }
        way.push(at.clone());
        if uses.get(at).into_iter().flatten().any(|next| walk(next, uses, way, done)) {
            return true;
        }
        way.pop();
        done.insert(at.clone());
        false
    }
    let mut done = BTreeSet::new();
    uses.keys().find_map(|module| {
        let mut way = Vec::new();
        walk(module, uses, &mut way, &mut done).then_some(way)
    })
}

fn uses(sources: &[(Module, bool, String)]) -> BTreeMap<Module, BTreeSet<Module>> {
    let modules: BTreeSet<Module> = sources.iter().map(|(module, ..)| module.clone()).collect();
    let taken = |(own, is_folder, text): &(Module, bool, String)| {
        (own.clone(), taken(own, *is_folder, &code(text), &modules))
    };
    sources.iter().map(taken).collect()
}

/// The sources of a crate, the files at its root left out.
fn sources(folder: &str) -> Vec<(Module, bool, String)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(folder);
    let mut all = Vec::new();
    files(&root, &mut all);
    all.iter()
        .filter(|path| !path.ends_with("src/lib.rs") && !path.ends_with("src/main.rs"))
        .map(|path| (module(&root, path), path.ends_with("mod.rs"), fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn no_file_knows_one_that_is_built_on_it() {
    for (folder, least) in [("src", 250), ("yaodian-cli/src", 50)] {
        let uses = uses(&sources(folder));
        assert!(uses.values().map(BTreeSet::len).sum::<usize>() > least, "imports are not read: {uses:?}");
        let way = circle(&uses);
        assert!(
            way.is_none(),
            "{}",
            way.unwrap().iter().map(|m| m.join("::")).collect::<Vec<_>>().join(" -> ")
        );
    }
}

#[test]
fn the_library_is_no_program() {
    for (module, _, text) in sources("src") {
        for other in ["anyhow::", "indicatif::", "use clap", "std::process::exit", "std::env::args"] {
            assert!(!code(&text).contains(other), "{} has {other}", module.join("::"));
        }
    }
}

#[test]
fn a_circle_is_found() {
    let source = |module: &str, is_folder: bool, text: &str| {
        (module.split("::").map(str::to_owned).collect::<Module>(), is_folder, text.to_owned())
    };
    let mut sources = vec![
        source("a", true, "mod x;\nuse x::X;\nuse crate::{b::{B, c}, say};\n"),
        source("a::x", false, "use super::Own;\n// use crate::d;\n"),
        source("b", true, "pub use c::C;\n"),
        source("b::c", false, "struct C;\n#[cfg(test)]\nmod tests {\n    use crate::a;\n}\n"),
        source("d", false, "use crate::a;\n"),
    ];
    assert_eq!(circle(&uses(&sources)), None);
    sources[3].2 = "fn f() { crate::d::f() }\n".into();
    assert!(circle(&uses(&sources)).is_some());
}
