//! A text gives the same points whatever format it comes in.

use crate::common::{lines, shared, stdout};
use serde_json::Value;
use std::{
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

/// A point: style, ordinal, its parent's style and ordinal, role.
type Item = (String, u64, Option<(String, u64)>, String);

fn items(path: &Path) -> Vec<Item> {
    let documents = lines(&["analyze", "--quiet", &path.display().to_string()]);
    let mut out = Vec::new();
    for document in &documents {
        let items = document["items"].as_array().expect("items");
        let name = |item: &Value| {
            (
                item["style"].as_str().expect("a style").to_owned(),
                item["ordinal"].as_u64().expect("an ordinal"),
            )
        };
        for item in items {
            let parent = item["parent"].as_u64().map(|p| name(&items[p as usize]));
            let (style, ordinal) = name(item);
            out.push((style, ordinal, parent, item["role"].as_str().expect("a role").to_owned()));
        }
    }
    out
}

fn format(path: &Path) -> String {
    lines(&["analyze", &path.display().to_string()])[0]["format"].as_str().expect("a format").to_owned()
}

fn formats() -> PathBuf {
    crate::common::root().join("fixtures/formats")
}

#[test]
fn every_format_of_a_speech_gives_the_points_of_its_plain_text() {
    for name in ["forest", "eldercare", "fishery"] {
        let at = |ending: &str| formats().join(format!("{name}.{ending}"));
        let plain = items(&at("txt"));
        assert!(plain.len() >= 12, "{name}: {} items", plain.len());
        for (ending, kind) in [
            ("docx", "docx"),
            ("lo.docx", "docx"),
            ("odt", "odt"),
            ("doc", "doc"),
            ("rtf", "rtf"),
            ("pdf", "pdf"),
            ("chrome.pdf", "pdf"),
            ("html", "html"),
            ("gbk.html", "html"),
        ] {
            assert_eq!(items(&at(ending)), plain, "{name}.{ending}");
            assert_eq!(format(&at(ending)), kind);
        }
    }
}

#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared")]
fn the_samples_give_the_points_of_their_plain_texts() {
    let shared = shared();
    let at = |name: &str| shared.join("samples").join(name);
    for (plain, others) in [
        ("road.txt", &["road.docx", "road.odt", "road.doc", "road.pdf", "road-libreoffice.html"][..]),
        ("short.txt", &["short-gbk-euc.pdf", "short-unigb-ucs2.pdf"]),
    ] {
        for other in others {
            assert_eq!(items(&at(other)), items(&at(plain)), "{other}");
        }
    }
    // The page that Chromium printed shows 1. at every level, and 1. where the plain text has 二、 and 三、.
    assert!(items(&at("road-chrome.pdf")).len() >= 13);
}

#[test]
fn a_page_and_a_document_say_what_they_are() {
    let metadata = |file: &str| {
        let path = formats().join(file).display().to_string();
        lines(&["analyze", &path])[0]["metadata"].clone()
    };
    let page = metadata("eldercare.gbk.html");
    for (field, value) in [
        ("title", "关于印发《云岭市社区养老服务站管理办法》的通知"),
        ("issuer", "云岭市人民政府"),
        ("document_number", "云民发〔2026〕18号"),
        ("index_number", "11530000/2026-0022"),
        ("subject", "综合政务"),
        ("written", "2026-05-20"),
        ("published", "2026-06-01"),
    ] {
        assert_eq!(page[field], value, "{field}");
    }
    // A document without a table has its head and foot.
    let document = metadata("eldercare.pdf");
    assert_eq!(document["issuer"], "云岭市民政局");
    assert_eq!(document["document_number"], "云民发〔2026〕18号");
    assert_eq!(document["written"], "2026-05-20");
}

#[test]
fn positions_count_in_the_raw_text() {
    for ending in ["docx", "odt", "doc", "rtf", "chrome.pdf", "gbk.html"] {
        let path = formats().join(format!("forest.{ending}")).display().to_string();
        let raw: Vec<char> = stdout(&["clean", "--raw", &path]).chars().collect();
        for row in lines(&["outline", &path]) {
            let start = row["start"].as_u64().expect("a position") as usize;
            let marker: Vec<char> = row["marker"].as_str().expect("a marker").chars().collect();
            assert_eq!(raw[start..start + marker.len()], marker[..], "{path}");
        }
    }
}

#[test]
fn a_file_under_a_wrong_name_is_read_as_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let plain = items(&formats().join("forest.txt"));
    let read = |name: &str| fs::read(formats().join(name)).expect("a fixture");
    let (page, word) = (read("forest.gbk.html"), read("forest.docx"));
    for (name, bytes, kind) in [
        ("page.doc", page.clone(), "html"),
        ("word.doc", word.clone(), "docx"),
        ("old.docx", read("forest.doc"), "doc"),
        ("rich.doc", read("forest.rtf"), "rtf"),
        ("office.wps", read("forest.doc"), "doc"),
        ("text.doc", read("forest.txt"), "text"),
        ("message.doc", message(&page), "mhtml"),
        ("message.mht", message(&page), "mhtml"),
        // Chinese Internet Explorer begins so.
        (
            "saved.mht",
            [b"From: <\xD3\xC9 Microsoft Internet Explorer>\r\n", &message(&page)[..]].concat(),
            "mhtml",
        ),
        ("flat.doc", flat(&word), "word-xml"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        assert_eq!(items(&path), plain, "{name}");
        assert_eq!(format(&path), kind, "{name}");
    }
}

/// A page saved with a picture as a message.
fn message(page: &[u8]) -> Vec<u8> {
    let mut out = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=_X\"; type=\"text/html\"\r\n\r\n\
        --=_X\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"gb2312\"\r\n\r\n"
        .to_vec();
    // A soft end of line behind every byte is allowed.
    page.iter().for_each(|byte| out.extend(format!("={byte:02X}=\r\n").as_bytes()));
    out.extend(b"\r\n--=_X\r\nContent-Transfer-Encoding: base64\r\nContent-Type: image/png\r\n\r\niVBORw0KGgo=\r\n--=_X--\r\n");
    out
}

/// The parts of a Word document in one XML file.
fn flat(word: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(word)).expect("an archive");
    let mut out = String::from(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><pkg:package xmlns:pkg=\"p\">",
    );
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        if !part.name().ends_with(".xml") && !part.name().ends_with(".rels") {
            continue;
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml).expect("read");
        let xml = xml.split_once("?>").map_or(xml.as_str(), |(_, rest)| rest);
        out +=
            &format!("<pkg:part pkg:name=\"/{}\"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>", part.name());
    }
    (out + "</pkg:package>").into_bytes()
}

#[test]
fn word_2003_xml_has_its_lists_and_leaves_out_what_was_deleted() {
    let xml = r#"<?xml version="1.0"?><?mso-application progid="Word.Document"?>
        <w:wordDocument xmlns:w="w" xmlns:aml="a" xmlns:o="o"><o:DocumentProperties><o:Title>关于防汛工作的通知</o:Title></o:DocumentProperties>
        <w:lists><w:listDef w:listDefId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/><w:suff w:val="Nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:listDef>
        <w:list w:ilfo="3"><w:ilst w:val="0"/></w:list></w:lists>
        <w:body><w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="3"/></w:listPr></w:pPr><w:r><w:t>抓巡查</w:t></w:r></w:p>
        <w:p><w:pPr><w:listPr><w:ilfo w:val="3"/></w:listPr></w:pPr><w:r><w:t>备物资</w:t></w:r><aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:delText>旧</w:delText></w:r></aml:content></aml:annotation>
        <aml:annotation w:type="Word.Comment"><aml:content><w:p><w:r><w:t>批注</w:t></w:r></w:p></aml:content></aml:annotation>
        <w:r><w:footnote><w:p><w:r><w:t>注文</w:t></w:r></w:p></w:footnote></w:r></w:p>
        <w:sectPr><w:hdr w:type="odd"><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr></w:sectPr></w:body></w:wordDocument>"#;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.doc");
    fs::write(&path, xml).expect("written");
    assert_eq!(
        stdout(&["clean", "--raw", &path.display().to_string()]),
        "一、抓巡查\n二、备物资\n[1] 注文\n"
    );
    let record = &lines(&["analyze", &path.display().to_string()])[0];
    assert_eq!(record["metadata"]["title"], "关于防汛工作的通知");
    let codes: Vec<&Value> =
        record["findings"].as_array().expect("findings").iter().map(|f| &f["code"]).collect();
    assert_eq!(codes, ["notes", "tracked-changes"]);
}
