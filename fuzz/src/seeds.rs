//! What fuzzing starts from: the files of fixtures/, whole and in their parts, and texts of our own.

use crate::{readers::CONTAINERS, stages::pieces};
use std::{
    ffi::OsStr,
    fs,
    io::{self, Cursor, Read, Write},
    path::{Path, PathBuf},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const SPEECH: &str = "关于防汛工作的通知\n各镇：\n一、抓好防汛工作。县水利局要在6月底前完成80%以上。\n（一）要落实。一是推进工作；二是不得。\n二、由各级各部门负责。（责任单位：县水利局）\n附件：\n1.工作\n2026年3月1日\n";
const TABLE: &str = "牵头单位\t工作\t完成时限\n县水利局\t抓好防汛\t6月底前\n";
const RECORD: &str = r#"{"path":"a.txt","document":1,"title":null,"genre":"speech","date":null,"metadata":{},"items":[{"parent":null,"start":2,"end":12,"marker":"一、"}],"text":"一、要抓好\n防汛工作。","anchors":[[0,2,1]],"offsets":"codepoints"}"#;

/// The seeds of a target.
///
/// # Errors
/// A fixture can't be read.
pub fn of(target: &str) -> io::Result<Vec<Vec<u8>>> {
    Ok(match target {
        "html" => files(&["html"])?,
        "pdf" => files(&["pdf"])?,
        "office" => {
            let whole = files(&["docx", "odt"])?;
            let parts = whole.iter().map(|file| parts(file)).collect::<io::Result<Vec<_>>>()?;
            whole.into_iter().chain(parts).collect()
        }
        "word" => {
            let whole = files(&["doc", "rtf"])?;
            let streams = whole.iter().filter_map(|file| streams(file)).collect::<Vec<_>>();
            whole.into_iter().chain(streams).collect()
        }
        "containers" => containers()?,
        "compare" | "reuse" => {
            vec![[pieces(SPEECH), pieces(SPEECH)].concat(), [SPEECH, SPEECH].concat().into()]
        }
        "records" => vec![RECORD.into(), pieces(SPEECH), SPEECH.into()],
        _ => vec![pieces(SPEECH), pieces(TABLE), SPEECH.into(), TABLE.into()],
    })
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

/// The fixtures of some endings, in the order of their names.
fn files(endings: &[&str]) -> io::Result<Vec<Vec<u8>>> {
    let mut paths = Vec::new();
    for folder in ["formats", "tasks", "numbering/old"] {
        for entry in fs::read_dir(fixtures().join(folder))? {
            paths.push(entry?.path());
        }
    }
    paths.sort();
    let wanted =
        |path: &PathBuf| path.extension().and_then(OsStr::to_str).is_some_and(|own| endings.contains(&own));
    paths.into_iter().filter(wanted).map(fs::read).collect()
}

/// The parts of an office file without the archive around them. Whole ones are long; their beginnings hold every construct.
fn parts(file: &[u8]) -> io::Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(file))?;
    let is_word = archive.index_for_name("word/document.xml").is_some();
    let (kind, names) = if is_word {
        (0, ["word/document.xml", "word/numbering.xml", "word/styles.xml"])
    } else {
        (1, ["content.xml", "styles.xml", "meta.xml"])
    };
    let mut out = vec![kind];
    for name in names {
        let mut part = Vec::new();
        if let Ok(inner) = archive.by_name(name) {
            inner.take(6000).read_to_end(&mut part)?;
        }
        out.extend(part);
        out.push(0);
    }
    Ok(out)
}

/// The streams of an old document, without the compound file.
fn streams(file: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(file)).ok()?;
    let mut stream = |name: &str| {
        let mut out = Vec::new();
        file.open_stream(name).ok()?.read_to_end(&mut out).ok()?;
        out.resize(out.len().next_multiple_of(4), 0);
        Some(out)
    };
    let text = stream("WordDocument")?;
    let table = stream("1Table").or_else(|| stream("0Table"))?;
    let length = |part: &[u8]| u16::try_from(part.len() / 4).ok().map(u16::to_le_bytes);
    Some([&length(&text)?[..], &length(&table)?, &text, &table].concat())
}

fn containers() -> io::Result<Vec<Vec<u8>>> {
    let rows = format!("id,标题,content\n1,讲话,\"{SPEECH}\"\n2,通知,要抓好落实。\n");
    let lines = "{\"url\":\"http://a/1\",\"content\":\"要抓好落实。\"}\n{\"content\":3}\n";
    let mut zipped = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("a.txt", SPEECH), ("b.csv", &rows)] {
        zipped.start_file(name, SimpleFileOptions::default())?;
        zipped.write_all(text.as_bytes())?;
    }
    let mut tarred = tar::Builder::new(Vec::new());
    let mut head = tar::Header::new_gnu();
    head.set_size(SPEECH.len() as u64);
    tarred.append_data(&mut head, "a.txt", SPEECH.as_bytes())?;
    let tarred = tarred.into_inner()?;
    let packed = |bytes: &[u8]| {
        let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        out.write_all(bytes)?;
        out.finish()
    };
    let fixture = |name: &str| fs::read(fixtures().join("formats").join(name));
    let seeds: [Vec<u8>; CONTAINERS.len()] = [
        rows.clone().into(),
        rows.replace(',', "\t").into(),
        lines.into(),
        fixture("table.parquet")?,
        zipped.finish()?.into_inner(),
        tarred.clone(),
        packed(&tarred)?,
        packed(rows.as_bytes())?,
        fixture("table.csv.zst")?,
        SPEECH.into(),
    ];
    Ok(seeds.into_iter().zip(0..).map(|(seed, kind)| [&[kind], &seed[..]].concat()).collect())
}
