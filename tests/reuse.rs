//! `reuse`: what is planted is found, where it stands, what kind it is, and which names are foreign.

mod common;

use common::{lines, root, shared, stdout, yaodian};
use proptest::prelude::*;
use serde_json::Value;
use std::{fs, path::Path};
use tempfile::TempDir;
use yaodian::{
    clean::clean,
    read::Read,
    reuse::{Collection, Group, Prepared, Settings, Stretch, pages},
    source::{Source, Unit},
};

/// Texts in a folder of their own, for a call.
struct Folder(TempDir);

impl Folder {
    fn new(texts: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a folder");
        for (name, text) in texts {
            fs::write(folder.path().join(name), text).expect("written");
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn rows(&self, options: &[&str]) -> Vec<Value> {
        lines(&[&["reuse", &self.path("")][..], options].concat())
    }
}

fn text<'r>(row: &'r Value, field: &str) -> &'r str {
    row[field].as_str().unwrap_or_else(|| panic!("{field} of {row}"))
}

/// The file's text at a row's place, line ends left out.
fn at(row: &Value, side: &str) -> String {
    let file = fs::read_to_string(text(row, &format!("{side}_path"))).expect("there");
    let number = |field: &str| row[format!("{side}_{field}")].as_u64().expect("a number") as usize;
    file.chars().skip(number("start")).take(number("end") - number("start")).filter(|c| *c != '\n').collect()
}

const PASSAGE: &str = "各乡镇要把小型水库的巡查责任落实到人，汛期每天巡查不少于两次，发现渗漏、裂缝的，两小时内报告并先行处置。";

fn plan(issuer: &str, date: &str, body: &str) -> String {
    format!("{issuer}关于加强水库管理的实施方案\n{body}\n\n{issuer}\n{date}\n")
}

/// Two counties and a city that have the same passage, the second county with the first one's names.
fn plans() -> Folder {
    let first = plan(
        "青石县人民政府",
        "2021年4月2日",
        &format!(
            "一、压实责任\n青石县各村都有巡查员，名册报县水利局备案。\n二、加强巡查\n{PASSAGE}青石县水利局每周抽查。\n三、做好演练\n每个乡镇汛前演练一次。"
        ),
    );
    let second = plan(
        "柳泉县人民政府",
        "2023年3月8日",
        &format!(
            "一、总体要求\n我县水库多建于上世纪，病险较多。\n二、巡查\n（一）日常巡查\n{PASSAGE}青石县水利局每周抽查。\n三、经费\n所需经费列入县级预算。"
        ),
    );
    let other =
        plan("东岭市人民政府", "2022年5月6日", "一、发展茶业\n建设三个茶叶交易市场，扶持合作社统一收购。");
    Folder::new(&[("a.txt", &second), ("b.txt", &first), ("c.txt", &other)])
}

#[test]
fn a_passage_is_told_with_its_source_by_date_and_both_places() {
    let folder = plans();
    let rows = folder.rows(&[]);
    assert_eq!(rows.len(), 1, "{rows:#?}");
    let row = &rows[0];
    assert!(text(row, "source_path").ends_with("b.txt") && text(row, "target_path").ends_with("a.txt"));
    assert_eq!((text(row, "kind"), text(row, "source_issuer")), ("peer", "青石县人民政府"));
    assert_eq!(
        (&row["dated"], &row["similarity"], &row["documents"]),
        (&true.into(), &1.0.into(), &2.into())
    );
    assert_eq!((text(row, "source_item_path"), text(row, "target_item_path")), ("二", "二/（一）"));
    assert_eq!(text(row, "target_text"), format!("{PASSAGE}青石县水利局每周抽查"));
    for side in ["source", "target"] {
        assert_eq!(at(row, side), text(row, &format!("{side}_text")));
    }
}

#[test]
fn names_of_another_county_are_found_and_the_own_ones_are_not() {
    let folder = plans();
    let rows = folder.rows(&["--names"]);
    let told: Vec<(&str, &str)> = rows.iter().map(|row| (text(row, "named"), text(row, "text"))).collect();
    assert_eq!(told, [("body", "青石县水利局")]);
    assert!(text(&rows[0], "path").ends_with("a.txt") && text(&rows[0], "other_path").ends_with("b.txt"));
    assert_eq!(rows[0]["line"], 6);
    let passages = folder.rows(&[]);
    let finding = &passages[0]["findings"][0];
    assert_eq!((text(finding, "code"), &finding["start"]), ("foreign-name", &rows[0]["start"]));
    assert!(text(finding, "message").contains("青石县水利局"), "{finding}");
}

#[test]
fn sentences_shorter_than_the_default_are_found_where_they_are_asked_for() {
    let folder =
        Folder::new(&[("a.txt", "严禁超员超速行驶。\n"), ("b.txt", "各校：严禁超员超速行驶！另行通知。\n")]);
    assert!(folder.rows(&[]).is_empty());
    let rows = folder.rows(&["--min-length", "5"]);
    assert_eq!(rows.len(), 1, "{rows:#?}");
    assert_eq!(text(&rows[0], "target_text"), "严禁超员超速行驶");
}

#[test]
fn one_text_is_held_against_a_folder() {
    let folder = plans();
    let (b, c) = (folder.path("b.txt"), folder.path("c.txt"));
    let against = [b.as_str(), c.as_str()];
    let call = ["reuse", &folder.path("a.txt"), "--against", against[0], "--against", against[1]];
    let rows = lines(&call);
    assert_eq!(rows.len(), 1);
    // Where nothing is shared nothing is told.
    assert_eq!(stdout(&["reuse", &folder.path("a.txt"), "--against", against[1]]), "");
    // A document that stands on both sides shares nothing with itself.
    let rows = lines(&["reuse", &folder.path("a.txt"), "--against", &folder.path("")]);
    assert_eq!(rows.len(), 1);
    assert!(text(&rows[0], "source_path").ends_with("b.txt"));
}

#[test]
fn clusters_and_the_matrix_count_documents() {
    let folder = plans();
    let clusters = folder.rows(&["--clusters"]);
    assert_eq!((&clusters[0]["documents"], &clusters[0]["places"]), (&2.into(), &2.into()));
    let matrix = folder.rows(&["--matrix"]);
    assert_eq!(matrix.len(), 1);
    assert!(matrix[0]["target_share"].as_f64().is_some_and(|share| share > 0.3 && share < 0.7));
    for (option, needle) in
        [("--items", "← "), ("--matrix", "%"), ("--clusters", "2 documents"), ("--names", "青石县水利局")]
    {
        let shown = stdout(&["reuse", &folder.path(""), option, "--format", "text"]);
        assert!(shown.contains(needle), "{option}: {shown}");
    }
}

#[test]
fn a_set_phrase_is_its_own_kind() {
    let phrase =
        "始终坚持以人民为中心的发展思想，着力解决群众急难愁盼问题，不断增强人民群众获得感幸福感安全感";
    let own = [
        ("茶岭县", "茶叶", "加工厂由乡镇自建，鲜叶当天收、当天炒。", "交易市场六月开张，头三年免收摊位费。"),
        ("南渔县", "网箱", "库区网箱限期拆除，转产渔民每户补助两万元。", "船只集中停靠，夜间不得出航。"),
        ("林海县", "护林", "护林员每月培训一回，装备统一配发。", "春季封山九十天，路口设卡登记。"),
        ("桑园县", "蚕桑", "蚕种由县里统购，霉变的一律退回。", "烘茧房改烧电，旧灶年内停用。"),
        ("药王县", "药材", "药材种植先检测土壤，重金属超标的地块改种苗木。", "合作社与药厂签五年订单。"),
        ("陶镇县", "陶瓷", "窑炉改气分两批，先大窑后小窑。", "老手艺人带徒，每带出一名奖励八千元。"),
    ];
    let text = |(place, title, one, two): (&str, &str, &str, &str)| {
        format!("{place}{title}工作会议讲话\n{one}{phrase}。{two}\n\n{place}人民政府\n2022年1月5日\n")
    };
    let texts: Vec<(String, String)> =
        own.into_iter().enumerate().map(|(i, own)| (format!("{i}.txt"), text(own))).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let folder = Folder::new(&texts);
    let rows = folder.rows(&["--kind", "formula"]);
    assert_eq!(rows.len(), 5, "each is told once, with its source");
    assert!(rows.iter().all(|row| row["source_text"] == phrase), "{rows:#?}");
    let clusters = folder.rows(&["--clusters"]);
    assert!(clusters.iter().any(|row| row["documents"] == 6 && row["text"] == phrase), "{clusters:#?}");
}

/// Of the ten documents of a real compilation two are near-copies of others (../shared/gold/seed).
#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared")]
fn near_copies_of_a_compilation_are_told_and_nothing_else() {
    let folder = shared().join("gold/seed").display().to_string();
    let rows = lines(&["reuse", &folder, "--matrix"]);
    let shares =
        |row: &Value| ["source_share", "target_share"].map(|side| row[side].as_f64().expect("a share"));
    let number = |row: &Value, side: &str| row[side].as_u64().expect("a number");
    let (near, far): (Vec<&Value>, Vec<&Value>) =
        rows.iter().partition(|row| shares(row).iter().all(|share| *share > 0.95));
    let pairs: Vec<(u64, u64)> =
        near.iter().map(|row| (number(row, "source_document"), number(row, "target_document"))).collect();
    assert_eq!(pairs, [(1, 3), (4, 7)]);
    assert!(far.iter().all(|row| shares(row).iter().all(|share| *share < 0.5)), "{far:#?}");
}

#[test]
fn what_is_too_short_or_too_different_is_no_passage() {
    let folder = plans();
    assert!(folder.rows(&["--min-length", "80"]).is_empty());
    let call = ["reuse", ".", "--min-similarity", "2"];
    let output = yaodian().args(call).output().expect("runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("write a number from 0 to 1"));
}

#[test]
fn the_same_bytes_come_out_whatever_the_threads() {
    let folder = root().join("fixtures");
    let call = |threads: &str| {
        stdout(&["reuse", &folder.display().to_string(), "--min-length", "12", "--all", "--threads", threads])
    };
    let one = call("1");
    assert!(!one.is_empty());
    assert_eq!(one, call("2"));
    assert_eq!(one, call("7"));
}

/// Numbers that look drawn at random and are always the same (xorshift).
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// Words of our own that sentences are drawn from.
const WORDS: &str = "巡查 水库 养老 校车 茶园 桥梁 灯光 渔港 档案 消防 种子 粮仓 路灯 水渠 机井 护林 河长 医保 农机 冷链 课桌 菜场 公交 垃圾 电梯 \
    牧场 温室 烤烟 柑橘 竹林 码头 隧道 窑炉 陶土 蚕茧 蜂场 盐田 鱼塘 梯田 沼气 书屋 戏台 祠堂 古井 石桥 碾房 油坊 磨坊 染坊 酒窖";

/// Speeches without anything in common, some of which then have a passage of another one.
fn planted(edits: usize) -> (Vec<String>, Vec<(usize, usize)>) {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut draw = Draw(0x9E37_79B9 + edits as u64);
    let mut speech = || -> String {
        (0..60).map(|_| (0..7).map(|_| words[draw.below(words.len())]).collect::<String>() + "。").collect()
    };
    let mut texts: Vec<String> = (0..40).map(|_| speech()).collect();
    let mut draw = Draw(77);
    let mut plants = Vec::new();
    for i in 0..20 {
        let letters: Vec<char> = texts[i].chars().collect();
        let from = draw.below(letters.len() - 60);
        let mut taken: Vec<char> = letters[from..from + 50].to_vec();
        for _ in 0..edits {
            let place = draw.below(taken.len());
            taken[place] = ['梅', '兰', '竹', '菊'][draw.below(4)];
        }
        let target = 20 + i;
        let mut into: Vec<char> = texts[target].chars().collect();
        let place = draw.below(into.len());
        into.splice(place..place, taken);
        texts[target] = into.into_iter().collect();
        plants.push((i, target));
    }
    (texts, plants)
}

#[test]
fn planted_passages_of_fifty_characters_are_found_with_a_tenth_changed() {
    for edits in [0, 2, 5] {
        let (texts, plants) = planted(edits);
        let named: Vec<(String, &str)> =
            texts.iter().enumerate().map(|(i, text)| (format!("{i:02}.txt"), text.as_str())).collect();
        let named: Vec<(&str, &str)> = named.iter().map(|(name, text)| (name.as_str(), *text)).collect();
        let rows = Folder::new(&named).rows(&[]);
        let number = |row: &Value, field: &str| -> usize {
            let name =
                Path::new(text(row, field)).file_stem().expect("a name").to_string_lossy().into_owned();
            name.parse().expect("a number")
        };
        let found: Vec<(usize, usize)> =
            rows.iter().map(|row| (number(row, "source_path"), number(row, "target_path"))).collect();
        assert!(plants.iter().all(|plant| found.contains(plant)), "{edits}: {found:?}");
        assert!(found.iter().all(|pair| plants.contains(pair)), "{edits}: {found:?}");
    }
}

#[test]
fn each_numbered_point_tells_how_much_of_it_others_have() {
    let folder = plans();
    let rows = folder.rows(&["--items"]);
    let told: Vec<(&str, &str)> =
        rows.iter().map(|row| (text(row, "item_path"), text(row, "text"))).collect();
    assert_eq!(told, [("二", "二、巡查"), ("二/（一）", "（一）日常巡查")]);
    let (point, inner) = (&rows[0], &rows[1]);
    assert_eq!((&point["shared"], &point["passages"]), (&inner["shared"], &1.into()));
    let share = |row: &Value| row["share"].as_f64().expect("a share");
    assert!(share(inner) > 0.9 && share(point) < share(inner), "{point} {inner}");
    assert_eq!((text(inner, "source_item_path"), text(inner, "source_issuer")), ("二", "青石县人民政府"));
    let there = fs::read_to_string(text(inner, "source_path")).expect("there");
    let from = inner["source_start"].as_u64().expect("a number") as usize;
    assert!(there.chars().skip(from).collect::<String>().starts_with(PASSAGE));
    let file = fs::read_to_string(text(inner, "path")).expect("there");
    let start = inner["start"].as_u64().expect("a number") as usize;
    assert!(file.chars().skip(start).collect::<String>().starts_with("（一）日常巡查"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Both places give back the passage, whatever the text: broken lines, wide signs, letters of other scripts.
    #[test]
    fn places_give_back_the_passages(
        parts in proptest::collection::vec("[甲乙丙丁，。 \n１a一、（）\u{200b}臺]{0,30}", 1..6),
        order in proptest::collection::vec(0..6usize, 2..12),
    ) {
        let text: String = order.iter().map(|i| parts[i % parts.len()].as_str()).collect();
        let twice = [text.clone(), format!("另有一篇。\n{text}")];
        let settings = Settings { min_length: 8, every: true, ..Settings::default() };
        let mut collection = Collection::new(settings).expect("room");
        for text in &twice {
            for page in pages("-", &Read::of_text(text.clone()), Unit::Bytes) {
                collection.add(Prepared::new(page).expect("room"), Group::Each).expect("room");
            }
        }
        // What a place holds is what stands there without what was cut.
        let sources = twice.each_ref().map(|text| Source::new(text.clone()));
        let holds = |source: &Source, stretch: &Stretch| {
            let cleaned = clean(source);
            let mut at = stretch.start;
            let mut left = String::new();
            for cut in cleaned.cuts().iter().filter(|cut| cut.span.start < stretch.end) {
                left.push_str(source.text().get(at..cut.span.start).unwrap_or_default());
                at = at.max(cut.span.end);
            }
            left.push_str(source.text().get(at..stretch.end).unwrap_or_default());
            left == stretch.text
        };
        let result = collection.passages::<_, std::io::Error>(
            |passage, _| {
                for stretch in [&passage.source_stretch, &passage.target_stretch] {
                    // One of the two texts holds it, whichever the page is of.
                    assert!(sources.iter().any(|source| holds(source, stretch)), "{stretch:?}");
                }
                assert!(passage.similarity <= 1.0 && passage.length() >= 8);
            },
            |()| Ok(()),
        );
        prop_assert!(result.is_ok());
    }
}
