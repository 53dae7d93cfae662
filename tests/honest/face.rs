//! Help, manual pages, languages.

use crate::{common::yaodian, folder, names, out, shell, told};

const COMMANDS: [&str; 17] = [
    "analyze",
    "outline",
    "directives",
    "split",
    "clean",
    "tokens",
    "terms",
    "kwic",
    "collocates",
    "compare",
    "trends",
    "newwords",
    "categories",
    "dict",
    "schema",
    "completions",
    "man",
];

fn help(arguments: &[&str]) -> String {
    out(&yaodian().args(arguments).output().expect("runs"))
}

/// Columns on a terminal.
fn width(line: &str) -> usize {
    line.chars().map(|c| if ('\u{2E80}'..='\u{FFEF}').contains(&c) { 2 } else { 1 }).sum()
}

#[test]
fn help_shows_a_commands_own_options_first_within_eighty_columns() {
    let long = help(&["directives", "--help"]);
    let at = |text: &str, part: &str| text.find(part).unwrap_or_else(|| panic!("{part}: {text}"));
    assert!(at(&long, "--actor") < at(&long, "Output:") && at(&long, "Output:") < at(&long, "Input:"));
    assert!(at(&long, "Input:") < at(&long, "Words:") && at(&long, "Words:") < at(&long, "General:"));
    let own = long.lines().position(|line| line.contains("--actor")).expect("there");
    assert!(own < 20, "own options begin in line {own}");
    for language in ["en", "zh"] {
        for command in COMMANDS.into_iter().chain([""]) {
            for form in ["-h", "--help"] {
                let call: Vec<&str> =
                    [command, form, "--lang", language].into_iter().filter(|a| !a.is_empty()).collect();
                let shown = help(&call);
                assert!(shown.len() > 100, "{command} {form} {language}");
                let wide: Vec<&str> = shown.lines().filter(|line| width(line) > 80).collect();
                assert!(wide.is_empty(), "{command} {form} {language}: {wide:#?}");
            }
        }
        let (short, long) =
            (help(&["kwic", "-h", "--lang", language]), help(&["kwic", "--help", "--lang", language]));
        assert!(short.lines().count() * 2 < long.lines().count(), "{language}: -h is the short one");
        let parts = if language == "en" {
            ["Arguments:", "--regex", "Output:", "Input:", "General:"]
        } else {
            ["参数:", "--regex", "输出:", "输入:", "通用:"]
        };
        let places: Vec<usize> = parts.iter().map(|part| at(&long, part)).collect();
        assert!(places.is_sorted(), "{language}: {long}");
    }
}

#[test]
fn a_command_offers_the_formats_that_it_prints_and_no_others() {
    for command in ["analyze", "clean", "outline", "directives", "kwic"] {
        let shown = help(&[command, "-h"]).split_whitespace().collect::<Vec<_>>().join(" ");
        for format in ["json", "jsonl", "csv", "tsv", "xlsx", "parquet", "md", "text", "igscript", "qdpx"] {
            let offered = shown.split("possible values: ").any(|part| {
                part.split(']').next().unwrap_or_default().split(',').any(|v| v.trim() == format)
            });
            let query: &[&str] = if command == "kwic" { &["词"] } else { &[] };
            let output = yaodian()
                .args([command, "--format", format])
                .args(query)
                .arg("typo.txt")
                .output()
                .expect("runs");
            let taken = output.status.code() == Some(1);
            assert_eq!(offered, taken, "{command} {format}: {}", told(&output));
        }
    }
}

#[test]
fn a_flag_given_twice_holds_as_it_was_given_last() {
    let folder = folder();
    let output = shell(
        folder.path(),
        "$Y outline a.txt --format csv --format jsonl -q -q --color always --color never",
    );
    assert!(out(&output).starts_with('{'), "{}", told(&output));
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = folder();
    assert!(shell(folder.path(), "mkdir man; $Y man --dir man").status.success());
    let pages = names(&folder.path().join("man"));
    for command in COMMANDS {
        assert!(pages.contains(&format!("yaodian-{command}.1")), "{command}: {pages:?}");
    }
    assert!(pages.contains(&"yaodian.1".to_owned()) && pages.contains(&"yaodian-dict-check.1".to_owned()));
    let page = out(&shell(folder.path(), "$Y man kwic"));
    assert!(page.contains(".TH") && page.contains("\\-\\-regex"), "{page}");
    assert_eq!(shell(folder.path(), "$Y man fly").status.code(), Some(2));
}

#[test]
fn a_clerk_gets_messages_in_chinese() {
    let folder = folder();
    for (script, part) in [
        ("LC_ALL=zh_CN.UTF-8 $Y outline typo.txt", "typo.txt: 没有这个文件或文件夹"),
        ("LC_ALL= LC_MESSAGES= LANG=zh_CN.UTF-8 $Y outline --flyy", "没有选项 --flyy"),
        ("$Y --lang zh outline a.txt --format png", "不接受“png”"),
        ("$Y outline a.txt -o x.png --lang=zh", "不认识 .png 格式"),
        ("mkdir -p empty; $Y outline empty --lang zh", "文件夹里没有文档"),
        ("$Y kwic --lang zh", "缺少"),
        ("printf '一、甲\\n三、乙\\n四、丙\\n' | $Y analyze --lang zh 1>&2", "缺 2"),
        ("printf 'lang = \"zh\"\\n' > yaodian.toml; $Y outline typo.txt", "没有这个文件"),
        ("$Y terms a.txt --format text --lang zh 1>&2", "次数"),
        ("$Y trends a.txt --field genre --min-count 1 --format text --lang zh 1>&2", "讲话"),
        ("$Y kwic '(' a.txt --regex --lang zh", "括号没有配对"),
        ("printf 'flag = 1\\n' > wrong.toml; $Y outline a.txt --config wrong.toml --lang zh", "没有这项设置"),
        ("printf 'PK\\003\\004' > a.zip; $Y outline a.zip --lang zh", "压缩包已损坏"),
        ("$Y rules --lang zh 1>&2", "首先或最后不算"),
    ] {
        let output = shell(folder.path(), script);
        assert!(told(&output).contains(part), "{script}: {}", told(&output));
    }
    assert!(help(&["outline", "--help", "--lang", "zh"]).contains("编号的条目"));
    // English stays English.
    let output = shell(folder.path(), "rm yaodian.toml; $Y outline typo.txt");
    assert!(told(&output).contains("No such file"), "{}", told(&output));
}

#[test]
fn a_concordance_without_colours_marks_its_node() {
    let folder = folder();
    let shown = out(&shell(folder.path(), "$Y kwic 巡查 a.txt --format text"));
    assert!(shown.lines().all(|line| line.contains("⟦巡查⟧")), "{shown}");
}

#[test]
fn trends_say_what_a_bar_is_and_how_many_groups_share_one() {
    let folder = folder();
    for year in 1950..2020 {
        std::fs::write(folder.path().join(format!("{year}.txt")), "各镇要抓好责任。\n").expect("written");
    }
    let shown = out(&shell(folder.path(), "$Y trends . --term 责任 --format text --glob '[12]*.txt'"));
    assert!(shown.contains("70 groups from 1950 to 2019") && shown.contains("each the mean of"), "{shown}");
    let few = out(&shell(folder.path(), "$Y trends 1950.txt 1951.txt --term 责任 --format text"));
    assert!(few.contains("a bar a group, 2 groups from 1950 to 1951"), "{few}");
}

#[test]
fn the_two_texts_of_a_comparison_have_names_that_differ() {
    let folder = folder();
    let script = "mkdir -p deep/down/2021 deep/down/2022; printf '全年城镇新增就业人数要达到1100万人以上。\\n' > deep/down/2021/r.txt; \
        printf '全年城镇新增就业人数要达到1200万人以上。\\n' > deep/down/2022/r.txt; \
        $Y compare --phrases deep/down/2021/r.txt deep/down/2022/r.txt --min-count 1 --format text";
    let shown = out(&shell(folder.path(), script));
    assert!(shown.contains("2021/r.txt:1") && shown.contains("2022/r.txt:1"), "{shown}");
}
