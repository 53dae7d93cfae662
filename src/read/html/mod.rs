//! Web pages: the main text without what stands around it, and what the page says about itself.
//!
//! html5ever (through scraper) makes the tree, as browsers do. Which part of it is the text is told by a rule of our own
//! ([`main_text`]): crates for that are made for newspapers and lose the tables of metadata, or the paragraphs.

mod facts;
mod frame;
mod lists;
mod main_text;
mod render;
mod walk;
mod wording;

use super::{Decoded, Error, Parsed, encoding};
use crate::{
    finding::Finding,
    read::metadata::Field,
    say,
    source::{Shape, Span},
};
use encoding_rs::Encoding;
use scraper::Html;

/// The page in a message of several parts (RFC 2557), which is how browsers and Word save one with its pictures.
pub(super) fn of_message(bytes: &[u8]) -> Option<String> {
    let message = mail_parser::MessageParser::default().parse(bytes)?;
    message.html_bodies().find_map(|part| match &part.body {
        mail_parser::PartType::Html(page) => Some(page.to_string()),
        _ => None,
    })
}

/// Reads a web page, saved with the head of the server's answer or without it; its encoding's name too.
///
/// # Errors
/// There is nothing on it.
pub(super) fn read(
    bytes: Vec<u8>,
    forced: Option<&'static Encoding>,
) -> Result<(Parsed, &'static str), Error> {
    let (head, body) = answer(&bytes);
    let declared = forced.or_else(|| declared(head, body));
    let Decoded { text: source, encoding, replaced, .. } =
        encoding::decode_declared(body, declared, forced.is_some());
    if let Some(at) = overloaded_tag(&source) {
        let (line, most) = (source[..at].matches('\n').count() + 1, ATTRIBUTES);
        return Err(Error::damaged("a web page", say!("page-attributes", line, most)));
    }
    if is_too_deep(&source) {
        let why = say!("xml-deep", deepest = DEEPEST);
        return Err(Error::damaged("a web page", why));
    }
    let html = Html::parse_document(&source);
    let lines = walk::lines(&html);
    let mut facts = facts::of(&html, &lines);
    let main = main_text::find(&html, &lines, &facts);
    let mut frame = main.map(|main| frame::of(&html, &lines, main, &facts)).unwrap_or_default();
    let render::Rendered { text: inner, mut tables, mut findings } = render::text(&html, main, &facts);
    // What isn't shown is no line of the text, however the page calls itself.
    if frame.before.is_empty() && frame.inside.is_none() {
        frame.before.extend(facts.headline.take());
    }
    let shown = frame.before.first().or(frame.inside.as_ref()).cloned();
    if let Some(title) = shown.or(facts.title.take()) {
        facts.metadata.set(Field::Title, &title);
    }
    frame::without_repeated(&mut frame.before, &inner);
    let around = |lines: &[String]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    let before = around(&frame.before);
    for cell in tables.iter_mut().flat_map(|table| &mut table.rows).flatten() {
        *cell = Span::new(cell.start + before.len(), cell.end + before.len());
    }
    let text = before + &inner + &around(&frame.behind);
    if replaced > 0 {
        let message = say!("undecodable", n = replaced, encoding);
        let at = text.find('\u{FFFD}').unwrap_or(0);
        findings.push(Finding::new("undecodable", message, at));
    }
    let shape = Shape { paragraphs: true, tables, ..Shape::default() };
    Ok((Parsed { text, shape, metadata: facts.metadata, findings }, encoding))
}

/// Parts the head of the server's answer from the page, where it was saved with it (`curl -i`).
fn answer(bytes: &[u8]) -> (&[u8], &[u8]) {
    if !bytes.starts_with(b"HTTP/") {
        return (&[], bytes);
    }
    let end = |sign: &[u8]| memchr::memmem::find(bytes, sign).map(|at| at + sign.len());
    match end(b"\r\n\r\n").or_else(|| end(b"\n\n")) {
        Some(end) => bytes.split_at(end),
        None => (&[], bytes),
    }
}

/// The encoding that the server's answer names, else the page itself.
fn declared(head: &[u8], body: &[u8]) -> Option<&'static Encoding> {
    const LOOKED_AT: usize = 4096;
    [head, &body[..body.len().min(LOOKED_AT)]].into_iter().find_map(|part| {
        let part: Vec<u8> = part.iter().map(u8::to_ascii_lowercase).collect();
        let at = memchr::memmem::find(&part, b"charset")? + b"charset".len();
        let label = part[at..].iter().copied().skip_while(|b| b" =\"'\t".contains(b));
        let label: Vec<u8> = label.take_while(|b| b.is_ascii_alphanumeric() || b"-_".contains(b)).collect();
        Encoding::for_label(&label)
    })
}

/// How many elements may stand open in one another. Browsers stop at some hundreds; html5ever looks through all of them at
/// every tag, which takes time with the square of a page that only opens elements.
const DEEPEST: usize = 10_000;

/// Whether more elements stand open in one another, counted by their tags.
fn is_too_deep(page: &str) -> bool {
    /// Elements that have no end, or whose end is left out as often as not.
    const OPEN: [&str; 22] = [
        "p", "li", "td", "tr", "th", "dt", "dd", "br", "hr", "img", "input", "meta", "link", "option", "col",
        "area", "base", "embed", "source", "param", "wbr", "tbody",
    ];
    let mut depth = 0usize;
    memchr::memchr_iter(b'<', page.as_bytes()).any(|at| {
        let tag = &page.as_bytes()[at + 1..];
        let closes = tag.first() == Some(&b'/');
        let name = &tag[usize::from(closes)..];
        let end = name.iter().take(12).position(|b| !b.is_ascii_alphanumeric()).unwrap_or(name.len().min(12));
        let name = String::from_utf8_lossy(&name[..end]).to_ascii_lowercase();
        if closes {
            depth = depth.saturating_sub(1);
        } else if !name.is_empty() && !OPEN.contains(&name.as_str()) {
            depth += 1;
        }
        depth > DEEPEST
    })
}

/// How many attributes a tag may have. html5ever compares each with all before it.
const ATTRIBUTES: usize = 2_000;

/// The first tag with more attributes, counted by the blanks before their names.
fn overloaded_tag(page: &str) -> Option<usize> {
    let bytes = page.as_bytes();
    let mut next = 0;
    while let Some(at) = memchr::memchr(b'<', &bytes[next..]).map(|at| next + at) {
        let (mut count, mut quote, mut blank) = (0, None, false);
        next = bytes.len();
        for (i, &b) in bytes.iter().enumerate().skip(at + 1) {
            match (quote, b) {
                (Some(open), b) if b == open => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(b),
                (None, b'>') => {
                    next = i + 1;
                    break;
                }
                // Blanks around = belong to one attribute.
                (None, b) => {
                    count += usize::from(blank && !b.is_ascii_whitespace() && b != b'=');
                    blank = b.is_ascii_whitespace();
                }
            }
            if count > ATTRIBUTES {
                return Some(at);
            }
        }
    }
    None
}

/// Whether `c` is a Chinese character.
const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

/// How many Chinese characters a text has.
fn han(text: &str) -> usize {
    text.chars().filter(|c| is_han(*c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GBK;

    const PAGE: &str = r#"<!DOCTYPE html><html><head><meta charset="gb2312"><title>关于做好春耕备耕工作的通知_某市人民政府</title>
<script>var 标题 = "不是正文。不是正文。";</script><style>.a{content:"样式"}</style></head><body>
<div class="top"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/hd">互动交流</a></div>
<table class="xxgk"><tr><td>索 引 号：</td><td>0001/2026-00012</td><td>发文机关：</td><td>某市农业农村局</td></tr>
<tr><td>标&emsp;&emsp;题：</td><td>关于做好春耕备耕工作的通知</td><td>成文日期：</td><td>2026年2月20日</td></tr>
<tr><td>发文字号：</td><td>某农发〔2026〕8号</td><td>发布日期：</td><td>2026-02-24 09:30</td></tr></table>
<div class="wrap"><h1>关于做好春耕备耕工作的通知</h1><div id="zoom"><p>各县（市、区）农业农村局：</p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;为做好今年春耕备耕工作，现通知如下。</p><p>一、备足农资。各地要在3月底前备足种子、化肥。</p><p>二、修好渠系<br>三、搞好培训</p>
<p style="text-align:right">某市农业农村局</p><p>2026年2月20日</p></div>
<div class="share">分享到：<a href="javascript:;">微信</a></div><p><a href="/1.html">上一篇：关于某事的通知</a></p></div>
<div class="footer"><p>主办：某市人民政府办公室。版权所有，未经许可不得转载。</p></div></body></html>"#;

    fn page(html: &str) -> Parsed {
        read(html.as_bytes().to_vec(), None).unwrap().0
    }

    #[test]
    fn the_text_stands_alone_and_the_table_is_metadata() {
        let parsed = page(PAGE);
        assert_eq!(
            parsed.text.replace('\u{A0}', ""),
            "关于做好春耕备耕工作的通知\n各县（市、区）农业农村局：\n为做好今年春耕备耕工作，现通知如下。\n一、备足农资。各地要在3月底前备足种子、化肥。\n二、修好渠系\n三、搞好培训\n某市农业农村局\n2026年2月20日\n"
        );
        let m = parsed.metadata;
        assert_eq!(m.title.as_deref(), Some("关于做好春耕备耕工作的通知"));
        assert_eq!(m.issuer.as_deref(), Some("某市农业农村局"));
        assert_eq!(m.document_number.as_deref(), Some("某农发〔2026〕8号"));
        assert_eq!(m.index_number.as_deref(), Some("0001/2026-00012"));
        assert_eq!((m.written.as_deref(), m.published.as_deref()), (Some("2026-02-20"), Some("2026-02-24")));
    }

    #[test]
    fn a_page_that_only_opens_elements_is_an_error() {
        let deep = format!("<html>{}要抓好落实。", "<div>".repeat(DEEPEST + 1));
        assert!(read(deep.into_bytes(), None).unwrap_err().to_string().contains("10000 elements"));
        let long = format!("<html>{}", "<div><p>一、要抓好落实。<br></div>".repeat(DEEPEST + 1));
        assert!(read(long.into_bytes(), None).is_ok());
    }

    #[test]
    fn a_tag_with_more_attributes_than_any_has_is_an_error_with_its_line() {
        let attributes = |n: usize| (0..n).map(|i| format!(" a{i}='x > y'")).collect::<String>();
        let page = |n: usize| format!("<html>\n<p{}>要抓好落实。", attributes(n)).into_bytes();
        assert!(read(page(20), None).is_ok());
        let why = read(page(ATTRIBUTES + 1), None).unwrap_err().to_string();
        assert!(why.contains("line 2") && why.contains("2000"), "{why}");
    }

    #[test]
    fn the_encoding_is_what_the_answer_or_the_page_says_unless_the_bytes_say_otherwise() {
        let gbk = GBK.encode(PAGE).0.into_owned();
        let (parsed, encoding) = read(gbk.clone(), None).unwrap();
        assert_eq!((encoding, parsed.text), ("gb18030", page(PAGE).text));
        // A page that says gb2312 and is UTF-8 is UTF-8.
        assert_eq!(read(PAGE.as_bytes().to_vec(), None).unwrap().1, "UTF-8");
        let bare = PAGE.replace("<meta charset=\"gb2312\">", "");
        let saved =
            [&b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=GBK\r\n\r\n"[..], &GBK.encode(&bare).0]
                .concat();
        assert_eq!(read(saved, None).unwrap().0.text, page(PAGE).text);
    }
}
