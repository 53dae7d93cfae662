use super::*;

fn of(inside: &str) -> Parsed {
    let (bytes, _, _) = encoding_rs::GBK.encode(inside);
    read(&[br"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 SimSun;}{\f2\fcharset2 Wingdings;}{\f3\fcharset128 MS Mincho;}}", &bytes[..], b"}"].concat()).unwrap()
}

fn check(inside: &str, text: &str) {
    assert_eq!(of(inside).text, text, "{inside}");
}

#[test]
fn text_is_read_in_the_code_page_of_its_font_or_of_the_file() {
    check(r"\f1\'d2\'aa\'d7\'a5\'ba\'c3\par", "要抓好\n");
    // Chinese in a Western font, and what is Western there.
    check(r"\f0\'d2\'aa\par caf\'e9\par", "要\ncafé\n");
    check(r"\f3\'82\'a0\par", "あ\n");
    check(r"{\f1 要抓好}\f0  A\par", "要抓好 A\n");
    check(
        r"\uc1\u-30647?\u24471\'b5\uc2\u25235\'d7\'a5\uc0\u22909\par",
        "行得抓好\n".replace('行', "\u{8849}").as_str(),
    );
    check(r"\uc0\u-10179\u-8704\f2\'81\u-3966\par", "\u{1F600}①②\n");
    // The second byte of 乗 is a brace's, that of 漒 a backslash's.
    check("\\f1 乗漒\\par", "乗漒\n");
}

#[test]
fn marks_signs_fields_and_what_is_left_out() {
    check(
        r"{\header 页眉\par}{\*\generator X;}第一\tab 行\line 二\~三\_四\-五\ldblquote 六\rdblquote\par",
        "第一\t行\n二\u{A0}三-四五“六”\n",
    );
    check(
        r"见{\field{\*\fldinst REF a}{\fldrslt 附件二}}，{\field{\*\fldinst EQ \\o\\ac(○,3)}}项\par",
        "见附件二，③项\n",
    );
    check(r"{\upr{a}{\*\ud{\uc0\u35201}}}{\pict 0102}{\*\shppict{\pict 03}}抓\par", "要抓\n");
    let parsed = of(r"要{\deleted 旧}{\v 暗}抓{\deleted\par}好\par");
    assert_eq!(parsed.text, "要抓好\n");
    assert_eq!(
        parsed.findings.iter().map(|f| f.code).collect::<Vec<_>>(),
        ["tracked-changes", "hidden-text"]
    );
}

/// A list of 一、 and （1）, one whose second list begins at 5.
const LISTS: &str = r"{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc37\levelnfcn37\levelfollow2\levelstartat1{\leveltext\'02\'00\u12289\'a1\'a2;}{\levelnumbers\'01;}}{\listlevel\levelnfc0\levelfollow2\levelstartat1{\leveltext\'03\uc0\u-248\'01\u-247;}{\levelnumbers\'02;}}{\listname ;}\listid-7}}{\*\listoverridetable{\listoverride\listid-7\listoverridecount0\ls1}{\listoverride\listid-7\listoverridecount1{\lfolevel\listoverridestartat\levelstartat5}\ls2}}";

#[test]
fn markers_come_from_the_tables_of_lists_where_they_are_not_written() {
    let text = format!(
        r"{LISTS}\pard\ls1\ilvl0 修路\par\ls1\ilvl1 选线\par\pard 各镇要抓紧。\par\pard\ls1\ilvl0 建桥\par\ls1\ilvl1 勘察\par\pard\ls2 验收\par"
    );
    check(&text, "一、修路\n（1）选线\n各镇要抓紧。\n二、建桥\n（1）勘察\n五、验收\n");
}

#[test]
fn markers_that_are_written_are_taken_as_they_were_shown() {
    check(r"{\pntext\f1 三、\tab}{\*\pn\pnlvlbody\pnstart3\pndbnum}修路\par", "三、修路\n");
    check(r"{\listtext 1.\tab}\ls9 修路\par{\listtext 2.\tab}建桥\par", "1. 修路\n2. 建桥\n");
    check(r"{\listtext\f2 \'81}\ls9 修路\par", "①修路\n");
}

#[test]
fn notes_stand_at_the_end_and_boxes_behind_their_paragraph() {
    let text = r"{\listtext 一、}要补{\super\chftn}{\footnote\pard\chftn  每户一千元\par}贴{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard 框内\par}}{\shprslt{\*\do{\dptxbxtext 框内\par}}}}到位{\footnote\ftnalt\pard\chftn 尾注}{\footnote * 星注}\par";
    check(text, "一、要补贴到位\n框内\n[1] 每户一千元\n* 星注\n[2] 尾注\n");
}

#[test]
fn cells_cover_the_columns_and_rows_that_they_are_merged_over() {
    let rows = [
        r"\trowd\cellx2000\pard\intbl 任务\cell\row",
        r"\trowd\clvmgf\cellx1000\cellx2000\pard\intbl 修路\cell 交通局\cell\row",
        r"\trowd\clvmrg\cellx1000\cellx2000\pard\intbl\cell 住建局\cell\row",
        r"\pard 以上要按月报告。\par",
    ];
    let parsed = of(&rows.join("\n"));
    assert_eq!(parsed.text, "任务\n修路\t交通局\n\t住建局\n以上要按月报告。\n");
    let rows = &parsed.shape.tables[0].rows;
    let shown: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(|cell| cell.of(&parsed.text)).collect()).collect();
    assert_eq!(shown, [["任务", "任务"], ["修路", "交通局"], ["修路", "住建局"]]);
    let nested = r"\trowd\cellx9\pard\intbl 外\par\pard\intbl\itap2 内一\nestcell{\nonesttables\par}内二\nestcell{\*\nesttableprops\trowd\cellx4\cellx8\nestrow}\pard\intbl 后\cell\row\pard";
    check(nested, "外\n内一\t内二\n后\n");
}

#[test]
fn a_file_that_is_cut_is_an_error_and_one_without_its_last_brace_is_told() {
    assert!(matches!(read(br"{\rtf1{\b a"), Err(Error::Damaged { kind: KIND, .. })));
    let parsed = read(br"{\rtf1 abc\par def").unwrap();
    assert_eq!((parsed.text.as_str(), parsed.findings[0].code), ("abc\ndef\n", "rtf-open"));
    let deep = format!("{{\\rtf1{}", "{".repeat(5000));
    assert!(matches!(read(deep.as_bytes()), Err(Error::Damaged { .. })));
}

#[test]
fn signs_of_symbol_fonts_and_pages_show_where_they_stand() {
    check(r"{\pntext\f2\'b7\tab}修路\par", "• 修路\n");
    check(r"\deff1{\f2\'fe\plain  甲}\par", "☑ 甲\n");
    check(r"{\pard 一、甲\page 附件\column 乙\page\par}\page 丙\par", "一、甲\n附件\n乙\n丙\n");
    check(
        r"{\field{\*\fldinst EQ \\o\\ac(○,1)}{\fldrslt }}修{\field{\*\fldinst SYMBOL 254 \\f Wingdings}{\fldrslt\f2}}\par",
        "①修☑\n",
    );
    check("甲\u{6}\u{7}乙\\par", "甲乙\n");
    assert_eq!(read(b"\xEF\xBB\xBF\r\n{\\rtf1 a\\par}").unwrap().text, "a\n");
}

#[test]
fn the_title_is_told_and_what_stands_behind_the_document_is_no_part_of_it() {
    let parsed = of(r"{\info{\title 关于做好防汛工作的通知}{\author 甲}}要\par}} trailing");
    assert_eq!(parsed.text, "要\n");
    assert_eq!(parsed.metadata.title.as_deref(), Some("关于做好防汛工作的通知"));
}
