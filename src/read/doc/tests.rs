use super::{
    fib::{Entry, Part},
    made::{Made, compound, level},
    *,
};

const IN_TABLE: [u8; 3] = [0x16, 0x24, 1];

fn of(made: Made) -> Parsed {
    read(&made.file()).unwrap()
}

/// The properties of a paragraph in a list.
fn listed(list: u8, level: u8) -> Vec<u8> {
    vec![0x0B, 0x46, list, 0, 0x0A, 0x26, level]
}

/// The lists 一、 and （1）, and 1. from 3 on.
fn with_lists(mut made: Made) -> Made {
    let mut heads = 2u16.to_le_bytes().to_vec();
    for id in [7u32, 9] {
        let mut head = [0xFF; 28];
        head[..4].copy_from_slice(&id.to_le_bytes());
        (8..26).step_by(2).for_each(|at| head[at..at + 2].copy_from_slice(&0x0FFFu16.to_le_bytes()));
        head[26] = 0;
        heads.extend(head);
    }
    made.table(Entry::Lists, &heads);
    for levels in
        [[level(1, 37, "\0、"), level(1, 0, "（\u{1}）")], [level(3, 0, "\0."), level(1, 0, "\u{1})")]]
    {
        made.behind(&levels.concat());
        (2..9).for_each(|_| made.behind(&level(1, 0, "")));
    }
    let mut overrides = 2u32.to_le_bytes().to_vec();
    for id in [7u32, 9] {
        overrides.extend(id.to_le_bytes());
        overrides.extend([0; 12]);
    }
    overrides.extend([0xFF; 8]);
    made.table(Entry::ListOverrides, &overrides);
    made
}

#[test]
fn pieces_of_both_widths_are_one_text_wherever_the_head_says_that_it_begins() {
    let mut made = Made::default();
    made.wide("一、抓好“双", 0);
    made.narrow(b"123\x93 caf\xE9\r");
    made.length(Part::Main, 16);
    assert_eq!(of(made).text, "一、抓好“双123“ café\n");
}

#[test]
fn lists_go_on_behind_other_text_and_count_apart() {
    let first = listed(1, 0);
    let inner = listed(1, 1);
    let second = listed(2, 0);
    let made = Made::of(&[
        ("修路\r", &first),
        ("选线\r", &inner),
        ("各镇要抓紧。\r", &[]),
        ("建桥\r", &first),
        ("勘察\r", &inner),
        ("验收\r", &second),
        ("养护\r", &second),
    ]);
    let text = of(with_lists(made)).text;
    assert_eq!(text, "一、修路\n（1）选线\n各镇要抓紧。\n二、建桥\n（1）勘察\n3. 验收\n4. 养护\n");
}

#[test]
fn notes_stand_at_the_end_and_headers_and_comments_nowhere() {
    let main = "要补\u{2}贴\u{5}到位\r";
    let mut made = Made::default();
    made.wide(&format!("{main}\u{2} 每户一千元\r页眉\r批注\r\u{2} 尾注\r"), 0);
    for (part, count) in [(Part::Main, 8), (Part::Footnotes, 8), (Part::Endnotes, 5)] {
        made.length(part, count);
    }
    made.header_and_comments(3, 3);
    let places = |places: &[u32]| places.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    made.table(Entry::FootnoteReferences, &[places(&[2, 8]), vec![1, 0]].concat());
    made.table(Entry::FootnoteTexts, &places(&[0, 8, 8]));
    made.table(Entry::EndnoteReferences, &[places(&[7, 8]), vec![1, 0]].concat());
    made.table(Entry::EndnoteTexts, &places(&[0, 5, 5]));
    let parsed = of(made);
    assert_eq!(parsed.text, "要补贴到位\n[1] 每户一千元\n[2] 尾注\n");
    assert_eq!(parsed.findings[0].code, "notes");
}

#[test]
fn what_a_fast_save_changed_holds() {
    let mut made = Made::default();
    made.modifier(&listed(1, 0));
    // The first piece has the list, the second is deleted by its short code, the third is as it was.
    made.wide("修路\r", 0b1);
    made.wide("旧文", 0x41 << 1 | 1 << 8);
    made.wide("建桥\r", 0);
    made.length(Part::Main, 8);
    let parsed = of(with_lists(made));
    assert_eq!(parsed.text, "一、修路\n建桥\n");
    assert_eq!(parsed.findings[0].code, "tracked-changes");
}

#[test]
fn fields_show_their_results_and_one_without_an_end_hides_nothing() {
    let made = Made::of(&[
        ("见\u{13} REF a \\h \u{14}附件二\u{15}。\r", &[]),
        ("第\u{13} EQ \\o\\ac(○,3)\u{15}项\u{1E}\u{1F}末\u{B}行\r", &[]),
        ("要\u{13}抓好落实。\r", &[]),
    ]);
    assert_eq!(of(made).text, "见附件二。\n第③项-末\n行\n要抓好落实。\n");
}

#[test]
fn a_page_that_ends_in_a_paragraph_ends_a_line() {
    let made = Made::of(&[("特此通知。\u{C}附件\u{E}名单\u{C}\r", &[]), ("\u{C}再看。\r", &[])]);
    assert_eq!(of(made).text, "特此通知。\n附件\n名单\n再看。\n");
}

#[test]
fn hidden_and_deleted_runs_are_left_out_and_told() {
    let mut made = Made::of(&[("要抓好暗旧落实。\r", &[])]);
    let at = 1024;
    made.page(
        Entry::CharacterFormats,
        &[(at + 6, at + 8, vec![0x3C, 0x08, 1]), (at + 8, at + 10, vec![0x00, 0x08, 1])],
    );
    let parsed = of(made);
    assert_eq!(parsed.text, "要抓好落实。\n");
    let codes: Vec<&str> = parsed.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["tracked-changes", "hidden-text"]);
}

/// The properties at the end of a row whose cells have these edges, with their flags.
fn row(edges: &[i16], flags: &[u16]) -> Vec<u8> {
    let mut cells = vec![flags.len() as u8];
    cells.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    for flag in flags {
        cells.extend(flag.to_le_bytes());
        cells.extend([0; 18]);
    }
    // Of cells as narrow as these a page holds only two.
    cells.truncate(1 + edges.len() * 2 + flags.len() * 20);
    let mut out = [&IN_TABLE[..], &[0x17, 0x24, 1, 0x08, 0xD6]].concat();
    out.extend((cells.len() as u16 + 1).to_le_bytes());
    out.extend(cells);
    out
}

#[test]
fn cells_cover_the_columns_and_rows_that_they_are_merged_over() {
    let (whole, halves) = (row(&[0, 2000], &[0]), row(&[0, 990, 2000], &[0x60, 0]));
    let made = Made::of(&[
        ("任务\u{7}", &IN_TABLE),
        ("\u{7}", &whole),
        ("修路\u{7}", &IN_TABLE),
        ("交通局\u{7}", &IN_TABLE),
        ("\u{7}", &halves),
        ("以上要按月报告。\r", &[]),
    ]);
    let parsed = of(made);
    assert_eq!(parsed.text, "任务\n修路\t交通局\n以上要按月报告。\n");
    let rows = &parsed.shape.tables[0].rows;
    let shown: Vec<Vec<&str>> =
        rows.iter().map(|row| row.iter().map(|cell| cell.of(&parsed.text)).collect()).collect();
    assert_eq!(shown, [["任务", "任务"], ["修路", "交通局"]]);
}

#[test]
fn a_text_box_stands_behind_its_paragraph_and_one_adrift_at_the_end() {
    let mut made = Made::default();
    made.wide("要\u{8}抓好落实。\r再看。\r框内\r漂着\r\r", 0);
    made.length(Part::Main, 12);
    made.length(Part::Boxes, 7);
    let places = |places: &[u32]| places.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    let shape = |id: u32| [&id.to_le_bytes()[..], &[0; 22]].concat();
    made.table(Entry::Shapes, &[places(&[1, 12]), shape(77)].concat());
    let text = |id: u32| [&[0; 14][..], &id.to_le_bytes(), &[0; 4]].concat();
    made.table(Entry::BoxTexts, &[places(&[0, 3, 6, 7]), text(77), text(78), text(0)].concat());
    let file = made.file();
    assert_eq!(read(&file).unwrap().text, "要抓好落实。\n框内\n再看。\n漂着\n");
    let cut = read(&file[..file.len() - 20]).unwrap();
    assert_eq!(cut.findings[0].code, "cut-off");
}

#[test]
fn a_text_box_in_a_group_stands_where_the_group_does() {
    let record = |kind: u16, inside: &[u8]| {
        [&[0x0F, 0], &kind.to_le_bytes()[..], &(inside.len() as u32).to_le_bytes(), inside].concat()
    };
    let shape = |id: u32| record(0xF004, &record(0xF00A, &[id.to_le_bytes(), [0; 4]].concat()));
    let group =
        record(0xF003, &[shape(50), shape(51), record(0xF003, &[shape(52), shape(53)].concat())].concat());
    let drawing = record(0xF002, &record(0xF003, &[shape(1), group].concat()));
    let drawings = [record(0xF000, &[]), vec![0], drawing].concat();
    let found = super::shapes::groups(&drawings);
    assert_eq!([51, 52, 53].map(|shape| found.get(&shape)), [Some(&50); 3]);
    assert_eq!(found.get(&1), None);
}

/// A document of Word 6 with these flags and language.
fn word_6(flags: u16, language: u16, text: &[u8], length: u32) -> Vec<u8> {
    let mut stream = vec![0; 0x300];
    stream[..4].copy_from_slice(&[0xDC, 0xA5, 0x68, 0]);
    stream[6..8].copy_from_slice(&language.to_le_bytes());
    stream[0x0A..0x0C].copy_from_slice(&flags.to_le_bytes());
    stream[0x18..0x1C].copy_from_slice(&0x300u32.to_le_bytes());
    stream[0x34..0x38].copy_from_slice(&length.to_le_bytes());
    stream.extend(text);
    compound(&[("WordDocument", &stream)])
}

#[test]
fn word_6_is_read_without_its_numbers_which_is_told() {
    let text = "要抓好\u{13}DATE\u{14}三月\u{15}工作。\r任务\u{7}时限\u{7}\u{7}";
    let (narrow, _, _) = encoding_rs::GBK.encode(text);
    // In units of two bytes a Chinese character is that of its code page.
    let unit = |c: char| match encoding_rs::GBK.encode(c.encode_utf8(&mut [0; 4])).0.as_ref() {
        [byte] => [*byte, 0x10],
        bytes => [bytes[1], bytes[0]],
    };
    let wide: Vec<u8> = text.chars().flat_map(unit).collect();
    let units = text.encode_utf16().count() as u32;
    let french = read(&word_6(0, 0x0409, b"Soci\xE9t\xE9 \x93a\x94\r", 12)).unwrap();
    assert_eq!(french.text, "Société “a”\n");
    let english = word_6(0, 0x0409, &narrow, narrow.len() as u32);
    assert_eq!(read(&english).unwrap().text, "要抓好三月工作。\n任务\t时限\n");
    for file in [word_6(0, 0x0804, &narrow, narrow.len() as u32), word_6(0x1000, 0x0804, &wide, units)] {
        let parsed = read(&file).unwrap();
        assert_eq!(parsed.text, "要抓好三月工作。\n任务\t时限\n");
        assert_eq!(parsed.findings[0].code, "numbering-unread");
    }
}

#[test]
fn what_is_locked_cut_or_something_else_is_an_error_that_says_so() {
    let mut locked = Made::of(&[("要\r", &[])]);
    locked.flags(0x0100);
    assert!(matches!(read(&locked.file()), Err(Error::Encrypted(KIND))));
    let mut cut = Made::default();
    cut.wide("要抓好", 0);
    cut.lose_text(4);
    assert!(matches!(read(&cut.file()), Err(Error::Damaged { kind: KIND, .. })));
    assert!(matches!(read(b"\xD0\xCF\x11\xE0"), Err(Error::Damaged { kind: KIND, .. })));
    for stream in ["MatOST", "CONTENTS", "MN0"] {
        let works = compound(&[(stream, b"a")]);
        assert!(matches!(read(&works), Err(Error::Old("a document of Microsoft Works"))));
    }
    let sheet = compound(&[("Workbook", b"a")]);
    assert!(matches!(read(&sheet), Err(Error::Binary(_))));
    let empty = compound(&[("WordDocument", b"")]);
    assert!(matches!(read(&empty), Err(Error::Damaged { .. })));
}
