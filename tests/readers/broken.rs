//! Broken files: a clear message with the place, exit status 1, all others complete.

use crate::common::yaodian;
use std::{
    fs,
    io::{Cursor, Write},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Runs `outline` over a broken file and a good one; the message must hold every word, the good one's points must come.
fn check(name: &str, bytes: &[u8], words: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    let (broken, good) = (folder.path().join(name), folder.path().join("good.txt"));
    fs::write(&broken, bytes).expect("written");
    fs::write(&good, "同志们：\n一、抓好巡查\n各镇要每日巡查。\n二、备足物资\n").expect("written");
    let output =
        yaodian().args(["outline", "--format", "jsonl"]).args([&broken, &good]).output().expect("runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{name}: {told}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("备足物资"), "{name}");
    for word in words.iter().chain(&[name]) {
        assert!(told.contains(word), "{name}: {told:?} lacks {word:?}");
    }
    assert!(!told.contains("panicked"), "{told}");
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(crate::common::root().join("fixtures/formats").join(name)).expect("a fixture")
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(content).expect("written");
    }
    zip.finish().expect("closed").into_inner()
}

#[test]
fn word_documents() {
    let whole = fixture("forest.docx");
    check("cut.docx", &whole[..whole.len() / 2], &["Word document", "fetch it again"]);
    check("text.docx", "不是文档".as_bytes(), &["Word document"]);
    check("empty.docx", b"", &["empty"]);
    check("other.docx", &zipped(&[("a.txt", b"a")]), &["holds none of its parts"]);
    let xml = "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>要抓好".as_bytes();
    check("xml.docx", &zipped(&[("word/document.xml", xml)]), &["XML is broken at byte"]);
    check("before.doc", b"\xDB\xA5\x2D\0\0\0", &["before 1993", "libreoffice", "--pre"]);
    check("cut.odt", &fixture("forest.odt")[..9000], &["OpenDocument"]);
}

#[cfg(feature = "doc")]
#[test]
fn old_word_documents() {
    let whole = fixture("forest.doc");
    check("cut.doc", &whole[..whole.len() / 2], &["old Word document", "fetch it again"]);
    check("head.wps", &whole[..300], &["old Word document"]);
    // The bit of the head that says that the rest is encrypted.
    let mut locked = whole.clone();
    let head = memchr::memmem::find(&locked, &[0xEC, 0xA5]).expect("the stream of the text");
    locked[head + 0x0B] |= 1;
    check("locked.doc", &locked, &["old Word document", "password"]);
    let rtf = fixture("forest.rtf");
    check("cut.rtf", &rtf[..rtf.len() / 2], &["RTF", "breaks off at byte"]);
    let page = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a--\r\n";
    check("empty.mht", page, &["MHTML", "none of its parts"]);
}

#[test]
fn a_zip_bomb_ends_at_the_limit() {
    // 300 MB of one letter pack to 300 KB.
    let text = vec![b' '; 300 << 20];
    let bomb = zipped(&[("word/document.xml", &[&b"<w:document xmlns:w='w'>"[..], &text].concat())]);
    assert!(bomb.len() < 1 << 20);
    check("bomb.docx", &bomb, &["unpacks to more than 256 MB"]);
    check("bomb.zip", &zipped(&[("a.txt", &text)]), &["bomb.zip/a.txt", "longer than 256 MB"]);
}

#[test]
fn pdfs() {
    let whole = fixture("forest.pdf");
    check("cut.pdf", &whole[..whole.len() / 2], &["PDF"]);
    check("head.pdf", b"%PDF-1.7\n", &["PDF"]);
    check("text.pdf", "不是文档".as_bytes(), &["PDF"]);
    check("scan.pdf", &scanned(), &["scanned", "ocrmypdf"]);
}

/// A page that is one picture.
fn scanned() -> Vec<u8> {
    let picture = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\n\x80\nendstream";
    page("/XObject<</I 5 0 R>>", b"q 595 0 0 842 0 0 cm /I Do Q", picture)
}

/// A PDF of one page: what its resources name, its content, and the object 5.
fn page(resources: &str, content: &[u8], object: &[u8]) -> Vec<u8> {
    let objects: [Vec<u8>; 5] = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<{resources}>>>>")
            .into_bytes(),
        [format!("<</Length {}>>stream\n", content.len()).as_bytes(), content, b"\nendstream"].concat(),
        object.to_vec(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", i + 1).as_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(b"xref\n0 6\n0000000000 65535 f \n");
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").as_bytes()));
    out.extend(format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").as_bytes());
    out
}

#[test]
fn text_far_off_the_page_takes_no_memory() {
    let content = b"BT /F1 12 Tf 1 0 0 1 72 700 Tm (here) Tj 1 0 0 1 900000000000 700 Tm (there) Tj 1 0 0 1 72 600 Tm (below) Tj ET";
    let font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("far.pdf");
    fs::write(&path, page("/Font<</F1 5 0 R>>", content, font)).expect("written");
    let output = yaodian().args(["clean", "--raw"]).arg(&path).output().expect("runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "here\nbelow\n");
}

#[test]
fn tables_and_archives() {
    check("ragged.csv", "id,content\n1,要抓好落实。\n2\n".as_bytes(), &["row 2 (line 3)", "1 field", "2"]);
    check("other.csv", "id,标题\n1,通知\n".as_bytes(), &["--text-field", "id, 标题"]);
    check("empty.csv", b"", &["empty"]);
    let lines = "{\"content\":\"要抓好落实。\"}\n{\"text\n{\"other\":1}\n";
    check(
        "lines.jsonl",
        lines.as_bytes(),
        &["lines.jsonl:2", "no JSON object", "lines.jsonl:3", "--text-field"],
    );
    check("cut.parquet", &fixture("table.parquet")[..4000], &["Parquet"]);
    check("text.zip", "不是档案".as_bytes(), &["zip archive"]);
    check("cut.zip", &fixture("documents.zip")[..9000], &["zip archive"]);
    check("cut.tar.gz", &fixture("documents.tar.gz")[..9000], &["breaks off"]);
    check("text.gz", "不是档案".as_bytes(), &["unpacked"]);
    check("cut.csv.zst", &fixture("table.csv.zst")[..900], &["unpacked: incomplete"]);
    check("a.7z", b"7z\xBC\xAF\x27\x1C", &["7z", "--pre"]);
}
