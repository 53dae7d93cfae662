//! `reuse --index`: what is kept tells the same as reading all again, and stays whole whatever happens.

mod common;

use common::{lines, yaodian};
use serde_json::Value;
use std::{
    fs::{self, OpenOptions},
    io::Write,
};
use tempfile::TempDir;

const SHARED: [&str; 3] = [
    "各乡镇要把小型水库的巡查责任落实到人，汛期每天巡查不少于两次，发现渗漏、裂缝的，两小时内报告并先行处置。",
    "教育局要会同卫健局对全部寄宿制学校的食堂逐一检查，问题清单报县政府，整改不到位的一律停止供餐。",
    "对返乡创业的农民工给予一次性补贴，由人力资源社会保障局审核，县财政局在十个工作日内拨付到账户。",
];

const OWN: [&str; 4] = [
    "茶叶交易市场今年建成三个，合作社统一收购春茶。",
    "县城新开两条公交线路，早晚高峰每八分钟一班。",
    "文化馆周末延长开放两小时，志愿者讲解本地戏曲。",
    "林场补植杉木八百亩，护林员配齐对讲机和水枪。",
];

/// Texts of counties that share passages, and a place for an index.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(TempDir::new().expect("a folder"));
        fs::create_dir(place.0.path().join("texts")).expect("a folder");
        let of = [[0, 1], [1, 2], [0, 2], [1, 0]];
        for (i, shared) in of.iter().enumerate() {
            let [one, two] = shared.map(|n| SHARED[n]);
            place.write(
                &format!("{i}.txt"),
                &format!("一、任务\n{one}\n二、其他\n{}\n三、保障\n{two}\n", OWN[i]),
            );
        }
        place
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn text(&self, name: &str) -> String {
        self.path(&format!("texts/{name}"))
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.text(name), text).expect("written");
    }

    /// The pairs that adding these texts tells.
    fn add(&self, names: &[&str]) -> Vec<String> {
        let paths: Vec<String> = names.iter().map(|name| self.text(name)).collect();
        let index = self.path("index");
        let mut call = vec!["reuse", "--all", "-q", "--index", &index];
        call.extend(paths.iter().map(String::as_str));
        pairs(&lines(&call))
    }

    /// What the last part of standard error says of a call.
    fn said(&self, arguments: &[&str]) -> (bool, String) {
        let output = yaodian().arg("reuse").args(arguments).output().expect("it runs");
        (output.status.success(), String::from_utf8(output.stderr).expect("UTF-8"))
    }
}

/// Both places and the text of each passage.
fn pairs(rows: &[Value]) -> Vec<String> {
    let field = |row: &Value, name: &str| row[name].to_string();
    let names = ["source_path", "source_start", "source_end", "target_path", "target_start", "target_text"];
    let pair = |row: &Value| names.iter().map(|name| field(row, name)).collect::<Vec<_>>().join(" ");
    let mut out: Vec<String> = rows.iter().map(pair).collect();
    out.sort();
    out
}

#[test]
fn what_is_added_step_by_step_tells_the_same_as_all_at_once() {
    let place = Place::new();
    let whole = pairs(&lines(&["reuse", "--all", &place.text("")]));
    assert!(whole.len() >= 5, "{whole:#?}");
    let mut steps = place.add(&["0.txt", "1.txt"]);
    steps.extend(place.add(&["2.txt"]));
    steps.extend(place.add(&["3.txt"]));
    steps.sort();
    assert_eq!(steps, whole);
    // Nothing is new, nothing is told; and all that is kept can be told again.
    assert_eq!(place.add(&["0.txt", "3.txt"]), [""; 0]);
    assert_eq!(pairs(&lines(&["reuse", "--all", "-q", "--index", &place.path("index")])), whole);
}

#[test]
fn a_text_is_held_against_an_index_and_not_added() {
    let place = Place::new();
    place.add(&["0.txt", "1.txt", "2.txt"]);
    let against_files = lines(&[
        "reuse",
        &place.text("3.txt"),
        "--against",
        &place.text("0.txt"),
        "--against",
        &place.text("1.txt"),
        "--against",
        &place.text("2.txt"),
    ]);
    for _ in 0..2 {
        let rows = lines(&["reuse", &place.text("3.txt"), "--against", &place.path("index")]);
        assert_eq!(pairs(&rows), pairs(&against_files));
        assert!(!rows.is_empty());
    }
}

#[test]
fn a_file_that_changed_takes_the_place_of_what_it_was() {
    let place = Place::new();
    place.add(&["0.txt", "1.txt"]);
    place.write("0.txt", &format!("一、任务\n{}\n二、保障\n{}\n", SHARED[2], OWN[3]));
    let (index, text) = (place.path("index"), place.text("0.txt"));
    let (done, said) = place.said(&["--index", &index, &text, &place.text("1.txt")]);
    assert!(done && said.contains("1 new, 1 gone, 1 as before"), "{said}");
    let rows = lines(&["reuse", "--all", "-q", "--index", &index]);
    assert_eq!(rows.len(), 1, "{rows:#?}");
    assert!(rows[0]["target_text"].as_str().is_some_and(|text| text.contains("返乡创业")));
    assert_eq!(rows[0]["documents"], 2);
}

#[test]
fn rows_of_a_table_are_kept_as_its_documents() {
    let place = Place::new();
    let table = place.text("all.csv");
    fs::write(&table, format!("id,text\na,{}\nb,{}\n", SHARED[0], SHARED[1])).expect("written");
    let index = place.path("index");
    let call = ["--index", &index, &table, "--text-field", "text"];
    let (done, said) = place.said(&call);
    assert!(done && said.contains("2 new, 0 gone"), "{said}");
    let (_, said) = place.said(&call);
    assert!(said.contains("0 new, 0 gone, 2 as before"), "{said}");
    fs::write(&table, format!("id,text\na,{}\n", SHARED[2])).expect("written");
    let (_, said) = place.said(&call);
    assert!(said.contains("1 new, 2 gone, 0 as before"), "{said}");
}

#[test]
fn rows_and_files_that_are_called_alike_are_all_kept() {
    let place = Place::new();
    let table = place.text("alike.csv");
    fs::write(&table, format!("id,text\nx,{}\nx,{}\nx,{}\n", SHARED[0], SHARED[1], SHARED[0]))
        .expect("written");
    let index = place.path("index");
    let (_, said) = place.said(&["--index", &index, &table, "--text-field", "text"]);
    assert!(said.contains("2 new"), "the same row is named twice: {said}");
    // The same path as it is typed, and another file.
    for (folder, text) in [("one", SHARED[0]), ("two", SHARED[2])] {
        let folder = place.0.path().join(folder);
        fs::create_dir(&folder).expect("a folder");
        fs::write(folder.join("a.txt"), text).expect("written");
        let call = yaodian().current_dir(&folder).args(["reuse", "a.txt", "--index", &index]).output();
        let said = String::from_utf8(call.expect("it runs").stderr).expect("UTF-8");
        assert!(said.contains("1 new, 0 gone"), "{said}");
    }
}

#[test]
fn of_a_file_that_changed_what_stays_is_not_told_again() {
    let place = Place::new();
    let lines_of = |texts: &[&str], tail: &str| {
        let line = |(i, text): (usize, &&str)| format!("{{\"id\":\"{i}\",\"text\":\"{text}\"}}\n");
        texts.iter().enumerate().map(line).collect::<String>() + tail
    };
    let (file, index) = (place.text("all.jsonl"), place.path("index"));
    let call = ["--index", &index, &file, "--text-field", "text", "--id-field", "id"];
    fs::write(&file, lines_of(&SHARED[..2], "")).expect("written");
    place.said(&call);
    fs::write(&file, lines_of(&SHARED, "")).expect("written");
    let (_, said) = place.said(&call);
    assert!(said.contains("1 new, 0 gone, 2 as before"), "{said}");
    // A line that can't be read is told each time, and drops nothing.
    for _ in 0..2 {
        fs::write(&file, lines_of(&SHARED[..1], "{broken\n")).expect("written");
        let (done, said) = place.said(&call);
        assert!(!done && said.contains("0 new, 0 gone, 3 as before"), "{said}");
    }
}

#[test]
fn an_index_in_a_folder_is_not_read_as_texts() {
    let place = Place::new();
    let (folder, index) = (place.text(""), place.text("index"));
    for _ in 0..2 {
        let (done, said) = place.said(&["--index", &index, &folder]);
        assert!(done, "{said}");
    }
    let (done, said) = place.said(&["--index", &place.path("nowhere")]);
    assert!(!done && said.contains("is no index yet"), "{said}");
    assert!(!fs::exists(place.path("nowhere")).expect("asked"));
}

#[test]
fn what_a_broken_call_left_behind_is_cut_off() {
    let place = Place::new();
    place.add(&["0.txt", "1.txt"]);
    for name in ["texts", "documents"] {
        let file = OpenOptions::new().append(true).open(place.path(&format!("index/{name}")));
        file.expect("there").write_all("半".as_bytes()).expect("written");
    }
    fs::write(place.path("index/seeds-7"), "half").expect("written");
    let whole = place.add(&["2.txt", "3.txt"]).len()
        + lines(&["reuse", "--all", &place.text("0.txt"), &place.text("1.txt")]).len();
    assert_eq!(lines(&["reuse", "--all", "-q", "--index", &place.path("index")]).len(), whole);
    assert!(!fs::exists(place.path("index/seeds-7")).expect("asked"));
}

#[test]
fn what_is_no_index_is_refused_with_its_reason() {
    let place = Place::new();
    let texts = place.text("");
    let (done, said) = place.said(&["--index", &texts, &place.text("0.txt")]);
    assert!(!done && said.contains("holds other things"), "{said}");
    place.add(&["0.txt"]);
    let index = place.path("index");
    let (done, said) = place.said(&["--index", &index, &place.text("1.txt"), "--offsets", "bytes"]);
    assert!(!done && said.contains("--offsets codepoints"), "{said}");
    let (done, said) = place.said(&["--against", &index, "--against", &index, &place.text("1.txt")]);
    assert!(!done && said.contains("one index only"), "{said}");
    fs::write(place.path("index/documents"), "{}\n".repeat(100)).expect("written");
    let (done, said) = place.said(&["--index", &index, &place.text("1.txt")]);
    assert!(!done && said.contains("documents") && said.contains("make it anew"), "{said}");
}
