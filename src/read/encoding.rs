//! Which encoding a text is in, found from its content.
//!
//! In this order: what the user forced; a byte order mark; UTF-16 by the shape of its bytes;
//! UTF-8 where the whole text is valid (or nearly so); then chardetng's guess, with GBK read as its
//! superset GB18030 so that four-byte characters come out.

use crate::say;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded text.
#[derive(Debug)]
pub struct Decoded {
    /// The text without byte order mark.
    pub text: String,
    /// The encoding's WHATWG name.
    pub encoding: &'static str,
    /// How many sequences were replaced by U+FFFD.
    pub replaced: usize,
    /// Byte in `text` of the first replacement.
    pub first: Option<usize>,
}

/// The encoding that a label such as `gbk` or `utf-16le` names, or a message that says what is known.
pub fn parse_label(label: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(label.trim().as_bytes())
        .ok_or_else(|| say!("encoding-unknown", label = format!("{label:?}")))
}

/// Decodes `bytes`, in `forced` where given.
pub(super) fn decode(bytes: Vec<u8>, forced: Option<&'static Encoding>) -> Decoded {
    let (marked, skip) = Encoding::for_bom(&bytes).map_or((None, 0), |(encoding, n)| (Some(encoding), n));
    let encoding = forced.or(marked).unwrap_or_else(|| guess(&bytes));
    let skip = if marked == Some(encoding) { skip } else { 0 };
    if encoding == UTF_8 && skip == 0 {
        return match String::from_utf8(bytes) {
            Ok(text) => Decoded { text, encoding: encoding.name(), replaced: 0, first: None },
            Err(error) => lossy(error.as_bytes(), encoding),
        };
    }
    lossy(&bytes[skip..], encoding)
}

/// Decodes a page of which something says that it is in `declared`; the bytes are believed where they are valid UTF-8 with
/// Chinese in it, or where what is said can't be, unless it is `forced`.
#[cfg(feature = "html")]
pub(super) fn decode_declared(bytes: &[u8], declared: Option<&'static Encoding>, forced: bool) -> Decoded {
    let declared = match declared {
        // Pages call GB 18030 by the names of its parts.
        Some(encoding) if encoding == GBK => Some(GB18030),
        other => other,
    };
    let marked = Encoding::for_bom(bytes).is_some();
    let utf8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    let believed = declared.filter(|_| forced || !(marked || utf8));
    let read = decode(bytes.to_vec(), believed);
    if forced || believed.is_none() || read.replaced * 100 < read.text.len() {
        return read;
    }
    decode(bytes.to_vec(), None)
}

fn lossy(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    let (replaced, first) = match damaged {
        true => (text.matches('\u{FFFD}').count(), text.find('\u{FFFD}')),
        false => (0, None),
    };
    Decoded { text, encoding: encoding.name(), replaced, first }
}

/// The encoding of a text, or of its beginning, by its content.
pub fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf16_shape(bytes) {
        return encoding;
    }
    match std::str::from_utf8(bytes) {
        // A word or two of GBK may be valid UTF-8 by chance, as letters of scripts that nobody writes here.
        Ok(text) if is_foreign(text) && chinese_throughout(bytes, GB18030) => return GB18030,
        Ok(_) => return UTF_8,
        Err(_) if mostly_utf8(bytes) => return UTF_8,
        Err(_) => {}
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    match guess {
        _ if guess == GBK => GB18030,
        _ if guess == BIG5 => BIG5,
        // Short texts are taken for other scripts now and then; Chinese that decodes whole wins.
        _ => [GB18030, BIG5].into_iter().find(|e| chinese_throughout(bytes, e)).unwrap_or(GB18030),
    }
}

/// Whether a text has signs of other scripts, and none that Chinese texts have.
fn is_foreign(text: &str) -> bool {
    let mut wide = text.chars().filter(|c| !c.is_ascii()).peekable();
    wide.peek().is_some()
        && wide.all(|c| matches!(c, '\u{80}'..='\u{1FFF}') && !matches!(c, '·' | '×' | '°' | '±' | '\u{A0}'))
}

/// A text with broken bytes among Chinese in valid UTF-8 is UTF-8, damaged: no other encoding of Chinese looks like it.
fn mostly_utf8(bytes: &[u8]) -> bool {
    /// Fewer may be so by chance.
    const LEAST: usize = 8;
    let sample = &bytes[..bytes.len().min(1 << 20)];
    let (mut chinese, mut broken) = (0usize, 0usize);
    for chunk in sample.utf8_chunks() {
        chinese += chunk
            .valid()
            .chars()
            .filter(|c| ('\u{3000}'..='\u{9FFF}').contains(c) || ('\u{FF00}'..='\u{FFEF}').contains(c))
            .count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // A sequence cut off at the very end is no sign of another encoding.
    broken == 1 && chinese > 0 && !chinese_throughout(bytes, GB18030) || chinese >= LEAST && chinese > broken
}

fn chinese_throughout(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let (text, damaged) = encoding.decode_without_bom_handling(&bytes[..bytes.len().min(1 << 16)]);
    let (mut wide, mut chinese) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        wide += 1;
        chinese += usize::from(
            matches!(c, '\u{4E00}'..='\u{9FA5}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}'),
        );
    }
    !damaged && chinese * 10 >= wide * 9 && wide > 0
}

/// UTF-16 without a byte order mark: the high bytes of Chinese text (0x4E–0x9F), of ASCII (0x00) and of
/// Chinese punctuation (0x30, 0xFF, 0x20) stand on one side only.
pub(super) fn utf16_shape(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding != UTF_8).then_some(encoding);
    }
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 4 || bytes.len() % 2 == 1 {
        return None;
    }
    let shaped = [UTF_16LE, UTF_16BE].into_iter().find(|&encoding| {
        let (text, damaged) = encoding.decode_without_bom_handling(sample);
        let usual = |c: &char| {
            matches!(c, '\u{4E00}'..='\u{9FA5}' | '\u{3000}'..='\u{3015}' | '，' | '：' | '；' | '！' | '？' | '（' | '）'
                | '“' | '”' | '—' | ' '..='~' | '\n' | '\r' | '\t')
        };
        let common = |c: &char| matches!(c, '的' | '一' | '是' | '要' | '和' | '工' | '作' | '，' | '。' | '、' | '\n' | ' ');
        let (n, fits, frequent) = text.chars().fold((0usize, 0usize, 0usize), |(n, fits, frequent), c| {
            (n + 1, fits + usize::from(usual(&c)), frequent + usize::from(common(&c)))
        });
        !damaged && fits * 20 >= n * 19 && frequent * 50 >= n
    })?;
    (sample.contains(&0) || std::str::from_utf8(bytes).is_err()).then_some(shaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "各位代表：\n一、总体要求。要坚持稳中求进，一是抓好防汛工作，二是保障城乡供水。";

    fn check(bytes: &[u8], name: &str, text: &str) {
        let decoded = decode(bytes.to_vec(), None);
        assert_eq!((decoded.encoding, decoded.text.as_str(), decoded.replaced), (name, text, 0));
    }

    fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
    }

    #[test]
    fn every_encoding_is_found_by_content() {
        check(TEXT.as_bytes(), "UTF-8", TEXT);
        check(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), "UTF-8", TEXT);
        check(&GBK.encode(TEXT).0, "gb18030", TEXT);
        for little in [true, false] {
            for mark in [true, false] {
                check(&utf16(TEXT, little, mark), if little { "UTF-16LE" } else { "UTF-16BE" }, TEXT);
            }
        }
        let traditional = "各位同仁：\n一、總體要求。要堅持穩中求進，加強防汛工作，保障城鄉供水與學校安全。";
        check(&BIG5.encode(traditional).0, "Big5", traditional);
    }

    #[test]
    fn four_byte_characters_of_gb18030_come_out() {
        let text = format!("{TEXT}𠮷㐂䶮");
        check(&GB18030.encode(&text).0, "gb18030", &text);
    }

    #[test]
    fn a_short_gbk_text_is_not_taken_for_another_script() {
        for text in ["一是抓好落实。", "严禁酒后驾车", "会议纪要"] {
            check(&GBK.encode(text).0, "gb18030", text);
        }
    }

    #[test]
    fn a_broken_byte_in_every_line_leaves_it_utf8() {
        let mut bytes = Vec::new();
        for _ in 0..20 {
            bytes.extend("各镇要修好水渠".as_bytes());
            bytes.extend(b"\xE4\xB8\n");
        }
        assert_eq!(guess(&bytes), UTF_8);
    }

    #[test]
    fn a_few_broken_bytes_do_not_turn_utf8_into_gbk() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        bytes[40] = 0xFF;
        let decoded = decode(bytes, None);
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.replaced >= 1);
    }
}
