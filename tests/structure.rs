//! Structure on texts as they come: markers that scrapes damaged, tables in five formats, heads above texts, files under the
//! wrong name. Each test is named for what broke.

mod common;

use common::{lines, stdout, yaodian};
use serde_json::Value;
use std::{fs, path::PathBuf};
use tempfile::TempDir;

struct Texts(TempDir);

impl Texts {
    fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path: PathBuf = self.0.path().join(name);
        fs::write(&path, content).expect("written");
        path.display().to_string()
    }
}

/// The outline of a text, an item a line: as deep as its depth, its marker.
fn tree(text: &str) -> String {
    let texts = Texts::new();
    let items = lines(&["outline", &texts.write("a.txt", text)]);
    let line = |i: &Value| {
        let depth = i["depth"].as_u64().expect("a depth") as usize;
        format!("{}{}\n", " ".repeat(depth - 1), i["marker"].as_str().expect("a marker"))
    };
    items.iter().map(line).collect()
}

fn record(name: &str, content: impl AsRef<[u8]>) -> Value {
    let texts = Texts::new();
    lines(&["analyze", &texts.write(name, content)]).remove(0)
}

/// The roles of a text's items.
fn roles(text: &str) -> Vec<String> {
    let read = record("a.txt", text);
    let items = read["items"].as_array().expect("items").iter();
    items.map(|item| item["role"].as_str().expect("a role").to_owned()).collect()
}

fn codes(record: &Value) -> Vec<&str> {
    record["findings"].as_array().expect("findings").iter().filter_map(|f| f["code"].as_str()).collect()
}

#[test]
fn decimal_numbers_hang_under_the_heading_whose_number_they_take_up() {
    let under_chapters = "乡镇防汛预案\n第二章　响应\n2.1　报告\n2.1.1　村干部要立即上报。\n2.1.2　镇里要核实。\n2.2　转移\n第三章　善后\n3.1　清淤\n";
    assert_eq!(tree(under_chapters), "第二章\n 2.1\n  2.1.1\n  2.1.2\n 2.2\n第三章\n 3.1\n");
    let under_commas = "乡镇防汛预案\n一、响应\n1.1　报告\n村干部要立即上报。\n1.2　转移\n要先老后幼。\n二、善后\n2.1　清淤\n";
    assert_eq!(tree(under_commas), "一、\n 1.1\n 1.2\n二、\n 2.1\n");
}

#[test]
fn three_references_to_articles_end_no_outline() {
    let guide = "养殖证办理指南\n一、适用范围\n本指南适用于养殖证。\n二、办理依据\n1.《水法》第二条：国家管水。\n2.《水法》第七条：用水要证。\n3.《水法实施细则》第九条：证要年检。\n三、受理机构\n镇里要当场受理。\n四、办理条件\n1.有塘；\n2.有人。\n";
    assert_eq!(tree(guide), "一、\n二、\n 1.\n 2.\n 3.\n三、\n四、\n 1.\n 2.\n");
}

#[test]
fn a_glossary_ends_where_the_headings_go_on_and_is_told() {
    let text = "全县改革要点\n一、总体要求\n要稳。\n二、有关名词\n名词解释\n1.“双随机”：指随机抽查。\n2.“一网通办”：指网上办理。\n3.“一件事”：指一次办好。\n三、组织实施\n要快。\n";
    assert_eq!(tree(text), "一、\n二、\n三、\n");
    assert!(codes(&record("a.txt", text)).contains(&"left-out"));
}

#[test]
fn what_a_scan_made_of_the_first_number_is_read_and_told() {
    let scan = "全镇秋播讲话\n—、要备足种子\n各村要登记。\n二、要抓好整地\n（—）深翻。农机站要派机。\n（二）施肥。供销社要供肥。\n三、要管住质量\nl.要验种。\n2.要验肥。\n";
    assert_eq!(tree(scan), "—、\n二、\n （—）\n （二）\n三、\n l.\n 2.\n");
    let read = record("a.txt", scan);
    assert_eq!(codes(&read).iter().filter(|c| **c == "marker-read").count(), 3);
}

#[test]
fn a_list_goes_on_behind_a_marker_that_lost_its_stop() {
    let text =
        "办理途径如下：1.窗口办。县里设窗口；2.网上办。登录网站；3一网通办。登录平台；4.掌上办。下载软件。\n";
    assert_eq!(tree(text), "1.\n2.\n3\n4.\n");
    assert!(codes(&record("a.txt", text)).contains(&"marker-read"));
    // A stop of another kind is part of the marker, not of the title.
    let read = record("a.txt", "任务如下：1.修路。镇里出工。2.架桥。县里出钱。3。养护。村里派人。4.验收。\n");
    let third = &read["items"][2];
    assert_eq!((third["marker"].as_str(), third["title"].as_str()), (Some("3。"), Some("养护")));
    // A count is none.
    assert_eq!(tree("任务如下：1.修路。2.架桥；3个镇受益。\n"), "1.\n2.\n");
}

#[test]
fn figures_glued_to_numbers_do_not_hide_them() {
    assert_eq!(tree("安排如下。\n1.5月18日前报名。\n2.6月1日前审核。\n3.公布结果。\n"), "1.\n2.\n3.\n");
}

#[test]
fn an_attachment_begins_anew() {
    let text = "关于做好防汛工作的通知\n各镇：\n一、压实责任\n要落实到人。\n二、加强值守\n要双人双岗。\n附件\n防汛物资清单\n1.编织袋5万条。\n2.铁锹300把。\n";
    assert_eq!(tree(text), "一、\n二、\n1.\n2.\n");
    // What only names the attachments at the foot is none.
    let named = "关于做好防汛工作的通知\n各镇：\n一、压实责任\n要落实到人。\n二、加强值守\n要双人双岗。\n附件：1.清单\n2.报名表\n";
    assert_eq!(tree(named), "一、\n二、\n");
}

#[test]
fn a_label_turns_from_the_list_before_it() {
    let text = "关于夜市的建议\n存在问题：1.摊位少，群众不便。2.垃圾多，清运慢。3.灯光暗，隐患多。具体建议：近年来各地都有办法。一是增设摊位。二是及时清运。\n";
    assert_eq!(tree(text), "1.\n2.\n3.\n一是\n二是\n");
}

#[test]
fn points_in_points_of_their_kind() {
    let text = "主要问题有三个。一是人手不够。概括为：一是退休多，二是招不到，三是留不住。二是经费紧张。概括为：一是基数低，二是涨价快。三是设备老化。\n";
    assert_eq!(tree(text), "一是\n 一是\n 二是\n 三是\n二是\n 一是\n 二是\n三是\n");
}

#[test]
fn a_number_with_a_space_and_an_inserted_article_are_markers() {
    assert_eq!(tree("防汛方案\n一　总体要求\n要早。\n二　主要任务\n要细。\n"), "一\n二\n");
    let figures =
        "民生实事\n一、任务\n1 新建学校2所。\n2 改建医院3家。\n3 修路。\n二、保障\n1 早动员。\n2 早备料。\n";
    assert_eq!(tree(figures), "一、\n 1\n 2\n 3\n二、\n 1\n 2\n");
    let law =
        "校车办法\n第一条　为规范管理，制定本办法。\n第一条之一　校车由县里登记。\n第二条　校车应当年检。\n";
    assert_eq!(tree(law), "第一条\n第一条之一\n第二条\n");
}

#[test]
fn a_space_that_a_scan_put_into_a_marker_hides_it_not() {
    let scan = "全县春耕讲话\n一 、要备足种子\n二 、要修好水渠\n( 一 )清淤。各村要出工。\n( 二 )补漏。水利站要派人。\n三 、要管好农机\n1 .要检修。\n2 .要登记。\n";
    assert_eq!(tree(scan), "一、\n二、\n ( 一 )\n ( 二 )\n三、\n 1 .\n 2 .\n");
    // Figures among words stay figures.
    assert_eq!(tree("全县春耕讲话\n今年种粮 5 .2万亩，机耕 3 、4遍。\n"), "");
}

#[test]
fn a_list_whose_second_number_is_lost_is_still_a_list() {
    assert_eq!(tree("安排如下。\n1.各镇要报名。\n各村要登记。\n3.县局要公布。\n"), "1.\n3.\n");
}

#[test]
fn a_demand_that_fills_its_line_needs_no_stop() {
    let demands = |text: &str| {
        let read = record("a.txt", text);
        let all = read["directives"].as_array().expect("directives").iter();
        all.filter_map(|d| d["text"].as_str().map(String::from)).collect::<Vec<_>>()
    };
    assert_eq!(
        demands("养老工作安排\n一、县民政局要新建养老院6所\n二、各镇要办好食堂\n"),
        ["一、县民政局要新建养老院6所", "二、各镇要办好食堂"]
    );
    assert_eq!(
        demands("秋收安排\n- 各镇要摸底\n县农机局要派机30台\n"),
        ["- 各镇要摸底", "县农机局要派机30台"]
    );
    // A heading with text below it names what follows, whatever it demands.
    assert_eq!(
        demands("秋收讲话\n一、各镇要高度重视\n面积大，雨水多。\n二、要抓好落实\n各村要日报。\n"),
        ["各村要日报。"]
    );
}

#[test]
fn a_photographs_caption_is_no_part_of_a_speech() {
    let text = "在座谈会上的讲话\n讲三点。第一，要修路。3月2日，县长在西河镇察看公路。 新华社记者 李某某/摄第二，要架桥。第三，要养护。\n";
    assert_eq!(tree(text), "第一，\n第二，\n第三，\n");
}

#[test]
fn signs_of_markdown_are_no_part_of_a_text() {
    let text = "# 关于秋收的讲话\n\n## **一、认清形势**\n\n面积大。\n\n- 各镇要摸底；\n- 各村要备机。\n\n## 二、抓好落实\n\n1. **压实责任**。县局要牵头。\n2. **加强调度**。各镇要日报。\n";
    let read = record("a.md", text);
    let titles: Vec<&str> =
        read["items"].as_array().expect("items").iter().filter_map(|i| i["title"].as_str()).collect();
    assert_eq!(titles, ["认清形势", "抓好落实", "压实责任", "加强调度"]);
    assert_eq!(read["title"], "关于秋收的讲话");
    assert!(!read["text"].as_str().expect("a text").contains(['*', '#']));
    let actors = read["directives"].as_array().expect("directives").iter();
    let actors: Vec<&str> = actors.filter_map(|d| d["actors"][0]["text"].as_str()).collect();
    assert_eq!(actors, ["各镇", "各村", "县局", "各镇"]);
}

#[test]
fn links_escapes_boxes_and_fences_of_markdown_are_cut_and_their_words_stay() {
    let text = "# 关于秋收的讲话\n\n**1\\.** 摸清底数。各镇要登记[收割机](http://a.example.cn/1.html)。\n\n2\\. 抓好落实。县局要`派机`，镇里要***出车***。\n\n- [ ] 各村要备机。\n- [x] 各组要备油。\n\n```text\n3\\. 各户要晒粮。\n```\n";
    let texts = Texts::new();
    let cleaned = stdout(&["clean", &texts.write("a.md", text)]);
    assert_eq!(
        cleaned,
        "关于秋收的讲话\n1. 摸清底数。各镇要登记收割机。\n2. 抓好落实。县局要派机，镇里要出车。\n各村要备机。\n各组要备油。\n3. 各户要晒粮。\n"
    );
    // Without Markdown's signs a backslash or a bracket is the writer's.
    let plain = "各镇要登记[收割机]，按1\\.5倍补贴。\n";
    assert_eq!(stdout(&["clean", &texts.write("a.txt", plain)]), plain);
}

#[test]
fn a_scrapers_head_is_metadata_and_no_text() {
    let text = "标题：全县冬修水利讲话\n来源：某县人民政府\nURL：http://www.example.gov.cn/b/2.html\n发布时间：2026-11-02\n\n同志们：\n一、要早动手。\n二、要抓质量。\n";
    let read = record("a.txt", text);
    assert_eq!(read["title"], "全县冬修水利讲话");
    assert_eq!(read["genre"], "speech");
    assert_eq!(read["metadata"]["published"], "2026-11-02");
    assert_eq!(read["metadata"]["url"], "http://www.example.gov.cn/b/2.html");
    assert!(read["text"].as_str().expect("a text").starts_with("同志们"));
}

#[test]
fn one_table_of_tasks_gives_the_same_rows_in_every_format() {
    let rows = |form: &str| -> Vec<String> {
        let found = lines(&["directives", &format!("fixtures/tasks/tasks.{form}")]);
        let texts = |list: &Value, field: &str| -> String {
            let values = list.as_array().expect("a list").iter();
            values.map(|v| v[field].as_str().unwrap_or("")).collect::<Vec<_>>().join("、")
        };
        let row = |d: &Value| {
            let text: String = d["text"].as_str().expect("a text").split_whitespace().collect();
            let parts = texts(&d["actors"], "part");
            format!(
                "{text}|{}|{parts}|{}|{}",
                texts(&d["actors"], "text"),
                texts(&d["deadlines"], "by"),
                texts(&d["targets"], "text")
            )
        };
        found.iter().map(row).collect()
    };
    let word = rows("docx");
    assert_eq!(
        word,
        [
            "现将任务分解如下，请认真抓好落实。||||",
            "完成12座水库排查，建立问题台账|市水利局、市应急局、各县|lead、participant、participant|2026-05-31|12座",
            "整治险工险段30处|市水利局、市财政局|lead、participant|2026-06-30|30处",
            "储备编织袋5万条|市应急局|lead|2026-04|5万条",
        ]
    );
    for form in ["odt", "html", "md", "txt", "doc", "rtf"] {
        assert_eq!(rows(form), word, "{form}");
    }
}

#[test]
fn a_bare_heading_is_told_from_a_task_and_stands_in_the_section_only() {
    let text = "在全市水利工作会议上的讲话\n\n下面，讲三点意见。一是抓工程。各县要在汛前修好水闸。二是修订预案；三是抓责任。（市水利局负责）四是抓队伍。要配齐巡堤员。五是6月底前清完河道。要不留死角。\n";
    let texts = Texts::new();
    let path = texts.write("a.txt", text);
    let all = lines(&["directives", &path, "--format", "jsonl"]);
    let headings: Vec<&str> =
        all.iter().filter(|d| d["heading"] == true).map(|d| d["text"].as_str().expect("a text")).collect();
    assert_eq!(headings, ["一是抓工程。", "四是抓队伍。"]);
    let table = stdout(&["directives", &path, "--format", "tsv"]);
    let rows = table.lines().skip(1).map(|row| row.split('\t').collect::<Vec<_>>());
    let told: Vec<(&str, &str)> = rows.map(|cells| (cells[2], cells[3])).collect();
    assert_eq!(
        told,
        [
            ("一是 抓工程", "各县要在汛前修好水闸。"),
            ("二是 修订预案", "修订预案；"),
            ("三是 抓责任", "抓责任。"),
            ("四是 抓队伍", "要配齐巡堤员。"),
            ("五是 6月底前清完河道", "6月底前清完河道。"),
            ("五是 6月底前清完河道", "要不留死角。"),
        ]
    );
}

#[test]
fn a_figure_in_a_cell_for_aims_is_a_target_without_more() {
    let text = "民生实事清单\n\n| 重点任务 | 牵头单位 | 目标值 | 完成时限 |\n| --- | --- | --- | --- |\n| 新建社区食堂 | 县民政局 | 50家 | 11月底前 |\n| 改造农村公路 | 县交通局 | 120公里 | 10月底前 |\n| 完成机构改革 | 县编办 | 2026年完成 | 全年 |\n";
    let read = record("a.md", text);
    let all = read["directives"].as_array().expect("directives").iter();
    let targets: Vec<Option<&str>> = all.map(|d| d["targets"][0]["text"].as_str()).collect();
    assert_eq!(targets, [Some("50家"), Some("120公里"), None]);
}

#[test]
fn a_table_that_tells_no_tasks_is_carried_and_gives_no_directives() {
    let read = record(
        "a.txt",
        "防汛物资\n各镇要备足物资。\n品名\t数量\t仓库\n编织袋\t5万条\t东仓\n铁锹\t300把\t西仓\n",
    );
    let table = &read["tables"][0];
    assert_eq!(table["head"], serde_json::json!(["品名", "数量", "仓库"]));
    assert_eq!(table["rows"][1], serde_json::json!(["铁锹", "300把", "西仓"]));
    assert_eq!(table["tasks"], false);
    assert_eq!(read["directives"].as_array().map(Vec::len), Some(1));
}

#[test]
fn paragraphs_that_a_format_knows_are_never_joined() {
    let texts = Texts::new();
    let page = texts.write(
        "a.html",
        "<html><body><div><p>全镇防火工作会材料目录</p><p>西山林区巡护情况，含名单</p><p>东沟林区巡护情况，含名单</p><p>各村要设卡值守，不留死角。要严查火源。</p></div></body></html>",
    );
    assert_eq!(stdout(&["clean", &page]).lines().count(), 4);
}

#[test]
fn files_that_are_not_what_they_are_called_are_named() {
    let texts = Texts::new();
    let mhtml = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n";
    for (name, content, kind) in [
        ("a.txt", mhtml, "MHTML"),
        ("b.txt", "<?xml version=\"1.0\"?><a>通知</a>", "an XML file"),
        ("c.doc", "{\\rtf1{ a", "RTF"),
    ] {
        let output = yaodian().args(["clean", &texts.write(name, content)]).output().expect("runs");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), told.contains(kind)), (Some(1), true), "{name}: {told}");
    }
    // A page is read whatever it is called.
    let page = texts.write("d.doc", "<html><body><p>各镇要备足物资。</p></body></html>");
    assert_eq!(stdout(&["clean", &page]).trim(), "各镇要备足物资。");
}

#[test]
fn a_word_of_gbk_is_no_hebrew() {
    let texts = Texts::new();
    let word = texts.write("a.txt", [0xCD, 0xA8, 0xD6, 0xAA]);
    assert_eq!(stdout(&["clean", &word]).trim(), "通知");
}

#[test]
fn a_figure_in_two_units_is_one_value_and_never_its_tail() {
    let text = "全县就业方案\n（一）到2028年底，新增就业达到18万3千人。\n（二）培训不少于2万6000人次。\n（三）投资达到二点三六万亿元。\n（四）每户补贴提高到十二点五万元。\n（五）贷款余额达到2，300.5亿元以上。\n（六）技改投资达到3亿4000万元。\n";
    let read = record("a.txt", text);
    let values: Vec<f64> = read["directives"]
        .as_array()
        .expect("directives")
        .iter()
        .flat_map(|d| d["targets"].as_array().expect("targets"))
        .filter_map(|t| t["value"].as_f64())
        .collect();
    assert_eq!(values, [183_000.0, 26_000.0, 2.36e12, 125_000.0, 2300.5e8, 3.4e8]);
}

#[test]
fn times_that_a_keyboard_doubled_or_wrote_in_figures_are_read() {
    let text = "关于报送材料的通知\n各县：\n一、各县要于十一月月底前报送总结。\n二、各县要于2026-10-20前报送电子版。\n三、各县要在2026.7.15前完成核查。\n四、各县要在下一季度末前完成整改。\n五、各县要在8个工作日内报送方案。\n某县水利局\n2026年5月6日\n";
    let read = record("a.txt", text);
    let by: Vec<Option<&str>> = read["directives"]
        .as_array()
        .expect("directives")
        .iter()
        .flat_map(|d| d["deadlines"].as_array().expect("deadlines"))
        .map(|d| d["by"].as_str())
        .collect();
    assert_eq!(by, [Some("2026-11-30"), Some("2026-10-20"), Some("2026-07-15"), Some("2026-09-30"), None]);
}

#[test]
fn texts_without_a_date_take_the_one_given() {
    let texts = Texts::new();
    let undated = texts.write("2024年通知.txt", "关于清淤的通知\n各镇：\n一、各镇要于6月底前完成清淤。\n");
    let dated = texts
        .write("b.txt", "关于清淤的通知\n各镇：\n一、各镇要于6月底前完成清淤。\n某县水利局\n2026年5月6日\n");
    let by = |arguments: &[&str]| {
        let rows = lines(arguments);
        rows[0]["deadlines"][0]["by"].as_str().map(str::to_owned)
    };
    assert_eq!(by(&["directives", &undated]).as_deref(), Some("--06-30"));
    assert_eq!(by(&["directives", "--date", "2025-03-01", &undated]).as_deref(), Some("2025-06-30"));
    assert_eq!(by(&["directives", "--date-from", "path", &undated]).as_deref(), Some("2024-06-30"));
    assert_eq!(by(&["directives", "--date", "2025-03-01", &dated]).as_deref(), Some("2026-06-30"));
}

#[test]
fn points_that_name_circumstances_tell_nobody_to_act() {
    let text = "市场管理规定\n第一条　有下列情形之一的，由市场监管局责令改正：\n（一）未按照规定公示价格的；\n（二）销售不合格食品，造成后果的。\n第二条　档案应当包括下列内容：\n（一）检查和处理的情况；\n（二）管理人员名单。\n第三条　开办者应当做好下列工作：\n（一）建立台账；\n（二）组织培训。\n";
    let (statement, directive) = ("statement", "directive");
    assert_eq!(
        roles(text),
        [directive, statement, statement, directive, statement, statement, directive, directive, directive]
    );
}

#[test]
fn a_numbering_that_ran_over_lighter_headings_runs_on_under_the_next_heavy_one() {
    let plan = "山区果业发展方案\n一、重点任务\n（一）建园\n1.改良土壤。各乡要深翻。\n2.选好苗木。各乡要定点采购。\n（二）管护\n3.修枝。\
                各乡要按时修枝。\n4.防虫。各乡要挂灯诱虫。\n二、保障措施\n5.加强领导。各乡要成立专班。\n6.落实资金。县财政要及时拨付。\n";
    assert_eq!(tree(plan), "一、\n （一）\n  1.\n  2.\n （二）\n  3.\n  4.\n二、\n 5.\n 6.\n");
}

#[test]
fn a_title_that_names_its_matter_tells_of_no_achievement() {
    let asked = "关于聘用护林员的汇报\n一、人员来源情况。3月5日发布公告，共有40人报名。\n二、考核情况。3月20日组织笔试，30人到场。\n";
    assert_eq!(roles(asked), ["statement", "statement"]);
    let states = "水库设备检修情况的汇报\n一、设备概况两台闸门分为钢闸门和木闸门两型。\n（一）西闸门卡阻2025年3月6日，闸门升至三米时停住。\n\
                  二、检修工作完成三台启闭机大修，更换钢丝绳六根。\n";
    assert_eq!(roles(states), ["section", "statement", "achievement"]);
    let lacks = "关于扶持乡村书屋的建议\n一、存在问题\n1.管理人员的缺乏。书屋开门的日子少。\n2.图书更新滞后。新书一年只来一次。\n二、建议\n\
                 1.完善管理办法“书屋”是乡村的窗口，要有人管。\n2.落实购书经费。县财政应安排专款。\n";
    assert_eq!(roles(lacks)[1..3], ["problem", "problem"]);
}

#[test]
fn works_that_a_plan_lists_by_name_are_to_be_carried_out() {
    let planned = "县政府工作报告\n二、今年重点工作\n水利工程2项：（1）西干渠二期工程（2）龙口水库除险改造。要抓紧开工。\n";
    assert_eq!(roles(planned)[1..], ["directive", "directive"]);
    let things = "县政府工作报告\n二、今年重点工作\n展区分两类：（1）果品（2）粮油。要抓紧布展。\n";
    assert_eq!(roles(things)[1..], ["statement", "statement"]);
}

#[test]
fn a_point_of_an_article_that_opens_with_a_label_does_what_stands_behind_it() {
    let text = "养老设施管理办法\n第一条　为规范管理，制定本办法。\n第二条　设施按以下方式设置：\n（一）区级设施。每个区应当设置一处。\n\
                （二）镇级设施。每个镇应当设置一处。\n";
    assert_eq!(roles(text)[2..], ["directive", "directive"]);
}

#[test]
fn another_name_in_brackets_is_no_note_of_who_is_responsible() {
    let text = "县政府工作安排\n一、抓好商贸\n要畅通物流网络。办好山货博览会（山博会）。\n二、抓好水利\n要清淤河道（县水利局、各乡镇）。\n";
    let record = record("a.txt", text);
    let directives = record["directives"].as_array().expect("directives");
    let notes = directives.iter().filter(|d| d["note"] == true).map(|d| d["text"].as_str().expect("a text"));
    assert_eq!(notes.collect::<Vec<_>>(), ["（县水利局、各乡镇）。"]);
    assert!(directives.iter().all(|d| !d.to_string().contains("\"山博会\"")));
}

#[test]
fn a_folder_of_markdown_is_read() {
    let texts = Texts::new();
    texts.write("a.md", "# 关于防火工作的通知\n\n一、压实责任\n\n各村要设卡值守。\n");
    let folder = texts.0.path().display().to_string();
    assert!(stdout(&["directives", "--format", "jsonl", &folder]).contains("各村要设卡值守"));
}

#[test]
fn only_those_of_whom_something_is_demanded_act_on_in_a_report() {
    let text = "县政府工作报告\n各位代表：\n今年工作安排\n一、抓好农业\n县财政安排专款六百万元。扩种油菜两万亩。支持有条件的企业建设冷库。\
                加快推广优良品种。各镇要清淤沟渠。抓好春耕。征收的水费必须专账管理。\n";
    let record = record("a.txt", text);
    let directives = record["directives"].as_array().expect("directives").iter();
    let told: Vec<String> = directives
        .filter(|d| d["heading"] == false)
        .map(|d| {
            let who =
                d["actors"].as_array().expect("actors").iter().map(|a| a["text"].as_str().expect("a name"));
            format!(
                "{} {}",
                d["text"].as_str().expect("a text").chars().take(4).collect::<String>(),
                who.collect::<String>()
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "县财政安 县财政",
            "扩种油菜 ",
            "支持有条 有条件的企业",
            "加快推广 ",
            "各镇要清 各镇",
            "抓好春耕 各镇",
            "征收的水 "
        ]
    );
}

#[test]
fn a_size_that_names_a_kind_is_no_demand() {
    let text = "关于评选优质工程的通知\n各县建设局：\n一、申报范围\n1.道路工程：造价二千万元以上的道路工程；\n单跨40米以上的桥梁工程。\n2.各县要严格初审。\n";
    let told = record("a.txt", text);
    let told: Vec<&str> = told["directives"]
        .as_array()
        .expect("directives")
        .iter()
        .map(|d| d["text"].as_str().expect("a text"))
        .collect();
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn what_is_forbidden_behind_an_order_says_that_it_is_one() {
    let text = "在品质工作会上的讲话\n循序渐进地建立独立的品质体系，不能急于求成。\n";
    let told = record("a.txt", text);
    assert_eq!(told["directives"][0]["modality"], "obligation");
}

#[test]
fn headings_with_the_least_and_the_greatest_number_are_read() {
    let text = "4294967295、要抓好落实。\n第4294967295条 各镇负责。\n防汛通知0\n防汛通知4294967295\n第4294967295篇 讲话\n第0篇 讲话\n";
    assert!(record("a.txt", text)["text"].as_str().is_some_and(|read| read.contains("防汛通知0")));
}
