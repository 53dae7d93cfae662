//! `diff`: what became of each unit and of each duty, in every format, and what must hold of any two texts.

#![expect(clippy::print_stdout, reason = "what a pair scores is told")]

mod common;

use common::{lines, root, shared, stdout, yaodian};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};
use tempfile::TempDir;

/// Two texts in a folder of their own, for a call.
struct Pair {
    folder: TempDir,
    old: String,
    new: String,
}

impl Pair {
    fn new(old: &str, new: &str) -> Self {
        let folder = TempDir::new().expect("a folder");
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).expect("written");
            path.display().to_string()
        };
        let (old, new) = (write("old.txt", old), write("new.txt", new));
        Self { folder, old, new }
    }

    fn rows(&self, options: &[&str]) -> Vec<Value> {
        lines(&[&["diff", &self.old, &self.new][..], options].concat())
    }

    /// The units, a line each: old path, new path, state.
    fn states(&self, options: &[&str]) -> String {
        let path = |row: &Value, field: &str| match row[field].as_str() {
            None => "-".to_owned(),
            Some("") => "¶".to_owned(),
            Some(path) => path.to_owned(),
        };
        let line = |row: &Value| {
            let state = row["state"].as_str().expect("a state");
            format!("{} {} {state}\n", path(row, "old_item_path"), path(row, "new_item_path"))
        };
        self.rows(options).iter().filter(|row| row["level"] != "document").map(line).collect()
    }

    /// The changes of duties, a line each: old path, change, old words, new words.
    fn changes(&self) -> String {
        let text = |row: &Value, field: &str| row[field].as_str().unwrap_or("-").to_owned();
        let line = |row: &Value| {
            let words = (text(row, "old_words"), text(row, "new_words"));
            format!("{} {} → {}\n", text(row, "change"), words.0, words.1)
        };
        self.rows(&["--directives"]).iter().map(line).collect()
    }
}

#[test]
fn a_point_that_only_changed_its_number_is_no_change() {
    let pair = Pair::new(
        "供水条例\n第一条 各镇负责管网的巡查。\n第二条 供水单位应当每月检测水质。\n第三条 违反第二条的，由县水利局处罚。\n",
        "供水条例\n第一条 各镇负责管网的巡查。\n第二条 县水利局应当建立供水台账，定期公布。\n第三条 供水单位应当每月检测水质。\n第四条 违反第三条的，由县水利局处罚。\n",
    );
    let states = "¶ ¶ unchanged\n第一条 第一条 unchanged\n- 第二条 new\n第二条 第三条 renumbered\n第三条 第四条 renumbered\n";
    assert_eq!(pair.states(&[]), states);
    assert!(
        pair.states(&["--strict"]).ends_with("第三条 第四条 changed+renumbered\n"),
        "{}",
        pair.states(&["--strict"])
    );
    let rows = pair.rows(&[]);
    let last = rows.last().expect("rows");
    assert_eq!((&last["wording"], &last["score"]), (&"references".into(), &1.0.into()));
    assert_eq!(last["edits"][0]["old"], "第二条");
}

#[test]
fn a_reference_that_names_another_point_now_is_a_change() {
    let pair = Pair::new(
        "供水条例\n第一条 各镇负责管网的巡查。\n第二条 供水单位应当每月检测水质。\n第三条 违反第二条的，由县水利局处罚。\n",
        "供水条例\n第一条 各镇负责管网的巡查。\n第二条 供水单位应当每月检测水质。\n第三条 违反第一条的，由县水利局处罚。\n",
    );
    assert!(pair.states(&[]).ends_with("第三条 第三条 changed\n"), "{}", pair.states(&[]));
}

#[test]
fn duties_are_told_by_what_changed_in_them() {
    let pair = Pair::new(
        "校车条例\n第一条 学校应当及时检修校车。\n第二条 学校可以聘请专职管理员。\n第三条 由县教育局负责校车的审批。\n第四条 违规的，处五千元罚款。\n",
        "校车条例\n第一条 学校应当自发现故障之日起三日内检修校车。\n第二条 学校应当聘请专职管理员。\n第三条 由县交通局负责校车的审批。\n第四条 违规的，处二万元罚款。\n",
    );
    let changes = pair.changes();
    for expected in [
        "deadline 学校应当及时检修校车 → 学校应当自发现故障之日起三日内检修校车\n",
        "stronger 学校可以聘请专职管理员 → 学校应当聘请专职管理员\n",
        "actor 由县教育局负责校车的审批 → 由县交通局负责校车的审批\n",
        "figure 处五千元罚款 → 处二万元罚款\n",
    ] {
        assert!(changes.contains(expected), "{expected} not in\n{changes}");
    }
    assert!(!changes.contains("added") && !changes.contains("removed"), "{changes}");
}

#[test]
fn a_number_is_a_deadline_only_where_something_is_done_by_it() {
    let cases = [
        ("各镇要在5日内上报。", "各镇要在3日内上报。", "deadline"),
        ("粮站要在开镰前5天公布网点。", "粮站要在开镰前3天公布网点。", "deadline"),
        ("各镇要在6月10日前完成抢收。", "各镇要在6月5日前完成抢收。", "deadline"),
        ("样品要保存24小时以上。", "样品要保存48小时以上。", "figure"),
        ("各镇要组建2支队伍。", "各镇要组建4支队伍。", "figure"),
        ("完好率要达到95%。", "完好率要达到98%。", "figure"),
    ];
    for (old, new, change) in cases {
        let text = |point: &str| format!("夏收工作通知\n一、{point}\n二、县气象局要加强会商。\n");
        let changes = Pair::new(&text(old), &text(new)).changes();
        assert!(
            changes.lines().all(|line| line.starts_with(change)) && !changes.is_empty(),
            "{old} {new}: {changes}"
        );
    }
}

#[test]
fn a_sentence_that_says_the_same_in_other_signs_changes_no_duty() {
    let pair = Pair::new(
        "一、各镇要设置帐簿,加强管理。\n二、加强巡查。\n",
        "一、各镇要设置账簿，加强管理。\n二、加强巡查。\n",
    );
    assert_eq!(pair.changes(), "");
    assert!(pair.states(&["--only", "changed"]).is_empty());
    assert_eq!(pair.states(&["--only", "changed", "--strict"]), "一 一 changed\n");
}

/// A span of a text, by code points.
fn cut(text: &str, row: &Value, side: &str) -> String {
    let at = |end: &str| row[format!("{side}_{end}")].as_u64().expect("a place") as usize;
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}

#[test]
fn places_of_both_sides_give_back_the_words() {
    let versions = root().join("fixtures/versions");
    for name in names(&versions) {
        let path = |side: &str| versions.join(format!("{name}-{side}.txt")).display().to_string();
        let (old, new) = (path("old"), path("new"));
        let texts = [("old", fs::read_to_string(&old)), ("new", fs::read_to_string(&new))];
        for row in lines(&["diff", &old, &new, "--strict"]) {
            for (side, text) in &texts {
                let text = text.as_ref().expect("readable");
                for edit in row["edits"].as_array().expect("edits") {
                    assert_eq!(cut(text, edit, side), edit[*side].as_str().expect("words"), "{name}: {row}");
                }
            }
        }
        for row in lines(&["diff", &old, &new, "--directives"]) {
            for (side, text) in &texts {
                if let Some(words) = row[format!("{side}_words")].as_str() {
                    assert_eq!(cut(text.as_ref().expect("readable"), &row, side), words, "{name}: {row}");
                }
            }
        }
    }
}

#[test]
fn a_text_compared_with_itself_has_not_changed() {
    for name in
        ["county-report.txt", "market-rules.txt", "two-speeches.txt", "traps.txt", "party-school-oneline.txt"]
    {
        let path = root().join("fixtures").join(name).display().to_string();
        let rows = lines(&["diff", &path, &path]);
        assert!(rows.len() > 1, "{name}");
        assert!(rows.iter().all(|row| row["state"] == "unchanged" && row["score"] == 1.0), "{name}");
        assert!(lines(&["diff", &path, &path, "--directives"]).is_empty(), "{name}");
    }
}

#[test]
fn the_two_directions_mirror_one_another() {
    let versions = root().join("fixtures/versions");
    let count = |old: &str, new: &str, state: &str| {
        lines(&["diff", old, new]).iter().filter(|row| row["state"] == state).count()
    };
    for name in names(&versions) {
        let path = |side: &str| versions.join(format!("{name}-{side}.txt")).display().to_string();
        let (old, new) = (path("old"), path("new"));
        assert_eq!(count(&old, &new, "unchanged"), count(&new, &old, "unchanged"), "{name}");
        assert_eq!(count(&old, &new, "renumbered"), count(&new, &old, "renumbered"), "{name}");
    }
}

#[test]
fn every_format_shows_what_changed() {
    let pair = Pair::new(
        "一、各镇要每日巡查<水库>。\n二、加强值守。\n",
        "一、各镇要每周巡查<水库>。\n二、加强值守。\n",
    );
    let out = |name: &str| {
        let path = pair.folder.path().join(name);
        yaodian().args(["diff", &pair.old, &pair.new, "-o"]).arg(&path).assert().success();
        fs::read(&path).expect("written")
    };
    let html = String::from_utf8(out("a.html")).expect("UTF-8");
    assert!(html.contains("<del>每日</del>") && html.contains("<ins>每周</ins>"), "{html}");
    assert!(html.contains("&lt;水库&gt;") && html.contains("Content-Security-Policy"), "{html}");
    let markdown = String::from_utf8(out("a.md")).expect("UTF-8");
    assert!(markdown.contains("~~每日~~") && markdown.contains("**每周**"), "{markdown}");
    let text = stdout(&["diff", &pair.old, &pair.new, "--format", "text"]);
    assert!(text.contains("[-每日-]{+每周+}"), "{text}");
    for (name, part, words) in [
        ("a.docx", "word/document.xml", ["<w:tblHeader/>", "<w:strike/>", "orient=\"landscape\""]),
        ("a.xlsx", "xl/worksheets/sheet1.xml", ["每日", "<strike/>", "<u/>"]),
    ] {
        let bytes = out(name);
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
        let inner = std::io::read_to_string(archive.by_name(part).expect("the part")).expect("XML");
        for word in words {
            assert!(inner.contains(word), "{name}: {word} not in {inner}");
        }
    }
    // A format from the configuration is the same table.
    fs::write(pair.folder.path().join("yaodian.toml"), "format = \"md\"\n").expect("written");
    let config = pair.folder.path().join("yaodian.toml").display().to_string();
    assert_eq!(stdout(&["diff", &pair.old, &pair.new, "--config", &config]), markdown);
    // What Word shows is read back.
    let docx = pair.folder.path().join("a.docx").display().to_string();
    assert!(stdout(&["clean", &docx]).contains("说明"), "{}", stdout(&["clean", &docx]));
}

#[test]
fn folders_are_paired_by_name_and_then_by_title() {
    let folder = TempDir::new().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    let water = "供水管理条例\n第一条 各镇负责巡查。\n第二条 每月检测水质。\n";
    write("old/a.txt", water);
    write("old/b.txt", "防火工作规定\n第一条 各村要巡山。\n第二条 严禁野外用火。\n");
    write("new/a.txt", "防火工作规定\n第一条 各村要每日巡山。\n第二条 严禁野外用火。\n");
    write("new/c.txt", water);
    let [old, new] = ["old", "new"].map(|name| folder.path().join(name).display().to_string());
    let rows = lines(&["diff", &old, &new, "--summary"]);
    let paths = |row: &Value| {
        let name = |side: &str| {
            row[format!("{side}_path")].as_str().map(|p| p.rsplit('/').next().unwrap_or(p).to_owned())
        };
        (name("old"), name("new"))
    };
    // Files of one name are a pair whatever they say; the others are one by their titles, or stand alone.
    let found: Vec<_> = rows.iter().map(paths).collect();
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(found, [(name("a.txt"), name("a.txt")), (None, name("c.txt")), (name("b.txt"), None)]);
    assert_eq!(rows[2]["score"], 0.0);
}

#[test]
fn one_text_is_no_pair() {
    let told = yaodian().args(["diff", "fixtures/traps.txt", "--lang", "en"]).assert().code(2);
    let told = String::from_utf8_lossy(&told.get_output().stderr).into_owned();
    assert!(told.contains("OLD NEW"), "{told}");
}

/// The pairs of a folder: those with NAME.changes.tsv.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let files = entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned());
    files.filter_map(|name| Some(name.strip_suffix(".changes.tsv")?.to_owned())).collect()
}

/// The rows of a file of tab-separated values, without its head.
fn table(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let row = |line: &str| line.split('\t').map(str::to_owned).chain([const { String::new() }; 4]).collect();
    text.lines().skip(1).filter(|line| !line.trim().is_empty()).map(row).collect()
}

/// How much of what should be found was found.
#[derive(Default)]
struct Score {
    right: usize,
    all: usize,
}

impl Score {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn share(&self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }
}

/// What a pair scores: states, duties found, duties of the right kind. Prints what is wrong.
fn score(folder: &Path, name: &str, (old, new): (&str, &str)) -> [Score; 3] {
    let mut scores: [Score; 3] = Default::default();
    let path = |row: &Value, field: &str| {
        let path = row[field].as_str().unwrap_or("-");
        // Articles count through all chapters.
        let article = path.rsplit('/').find(|marker| marker.ends_with('条'));
        article.unwrap_or(path).to_owned()
    };
    let rows = lines(&["diff", old, new]);
    let mut states: BTreeMap<(String, String), String> = BTreeMap::new();
    // The points of an article are told by it.
    let outer = |row: &&Value| {
        row["level"] == "article"
            || !["old", "new"]
                .iter()
                .any(|side| row[format!("{side}_item_path")].as_str().is_some_and(|path| path.contains('条')))
    };
    for row in rows.iter().filter(outer) {
        let key = (path(row, "old_item_path"), path(row, "new_item_path"));
        states.entry(key).or_insert_with(|| row["state"].as_str().unwrap_or_default().to_owned());
    }
    for row in table(&folder.join(format!("{name}.changes.tsv"))) {
        let found = states.get(&(row[0].clone(), row[1].clone()));
        // What differs in signs, spelling and references only is unchanged here.
        let folded = match row[2].as_str() {
            "changed" if row[3].starts_with("文字") => "unchanged",
            "changed+renumbered" if row[3].starts_with("文字") => "renumbered",
            state => state,
        };
        let right = found.is_some_and(|state| *state == row[2] || *state == folded);
        scores[0].add(right);
        if !right {
            println!("{name}: {} {} {} is {found:?}", row[0], row[1], row[2]);
        }
    }
    let changes = lines(&["diff", old, new, "--directives"]);
    for row in table(&folder.join(format!("{name}.directives.tsv"))) {
        let (from, to) = row[0].split_once('→').unwrap_or((&row[0], &row[0]));
        let here = |change: &&Value| {
            let paths = (path(change, "old_item_path"), path(change, "new_item_path"));
            let at = |path: &str, wanted: &str| path == wanted || path == "-" || wanted == "-";
            at(&paths.0, from)
                && at(&paths.1, to)
                && (says(&row[2], &change["old_words"]) || says(&row[3], &change["new_words"]))
        };
        let found: Vec<&Value> = changes.iter().filter(here).collect();
        let kinds: BTreeSet<&str> = found.iter().filter_map(|change| change["change"].as_str()).collect();
        scores[1].add(!found.is_empty());
        scores[2].add(kinds.contains(row[1].as_str()));
        if !kinds.contains(row[1].as_str()) {
            println!("{name}: {} {} {} → {} is {kinds:?}", row[0], row[1], row[2], row[3]);
        }
    }
    let shares = scores.each_ref().map(|score| format!("{:.3} of {}", score.share(), score.all));
    println!("{name}: states {}, duties {}, kinds {}", shares[0], shares[1], shares[2]);
    scores
}

/// Whether words of a finding have much of those wanted.
fn says(wanted: &str, found: &Value) -> bool {
    let pairs = |text: &str| -> BTreeSet<(char, char)> {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        chars.windows(2).map(|pair| (pair[0], pair[1])).collect()
    };
    let (wanted, found) = (pairs(wanted), pairs(found.as_str().unwrap_or_default()));
    !wanted.is_empty() && wanted.intersection(&found).count() * 5 >= wanted.len() * 2
}

fn total(scores: Vec<[Score; 3]>) -> [f64; 3] {
    let sum = |i: usize| {
        let (right, all) = scores.iter().fold((0, 0), |(r, a), s| (r + s[i].right, a + s[i].all));
        right as f64 / all.max(1) as f64
    };
    [sum(0), sum(1), sum(2)]
}

#[test]
fn versions_of_our_own_come_out_as_they_were_made() {
    let folder = root().join("fixtures/versions");
    let score_of = |name: String| {
        let path = |side: &str| folder.join(format!("{name}-{side}.txt")).display().to_string();
        score(&folder, &name, (&path("old"), &path("new")))
    };
    let [states, found, kinds] = total(names(&folder).into_iter().map(score_of).collect());
    println!("all: states {states:.3}, duties {found:.3}, kinds {kinds:.3}");
    assert!(states >= 0.96 && found >= 0.95 && kinds >= 0.84);
}

#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared")]
fn laws_in_two_versions_come_out_as_readers_found_them() {
    let folder = shared().join("samples/versions");
    let score_of = |name: String| {
        let mut files: Vec<_> = fs::read_dir(&folder)
            .expect("readable")
            .map(|entry| entry.expect("readable").path().display().to_string())
            .filter(|path| path.contains(&format!("/{name}_")))
            .collect();
        files.sort();
        score(&folder, &name, (&files[0], &files[1]))
    };
    let [states, found, kinds] = total(names(&folder).into_iter().map(score_of).collect());
    println!("all: states {states:.3}, duties {found:.3}, kinds {kinds:.3}");
    assert!(states >= 0.98 && found >= 0.95 && kinds >= 0.85);
}

/// A heading of one character has no pair of characters that could be compared: it was dropped and new (found by fuzzing).
#[test]
fn a_heading_of_one_character_is_itself() {
    let text = "第二章 总\n第一条 各县要加强管理。\n第三章 二\n";
    assert!(!Pair::new(text, text).states(&[]).contains("dropped"));
    let bare = "第二章二、\n";
    assert!(!Pair::new(bare, bare).states(&[]).contains("dropped"));
}
