//! Random strings that a segmenter may stumble over: mixed scripts, digits, signs, emoji, broken blocks, long runs,
//! scraps of real text and of dictionary words.

use yaodian::words::Entry;

pub(crate) struct Strings<'a> {
    state: u64,
    text: Vec<char>,
    entries: &'a [Entry],
}

/// Characters at the borders of what jieba tells apart.
const ODD: &str = "0123456789abcXYZ+#&._%-。，、！“”（）\r\n\t 　０９ＡａＺ％．㎡□①②Ⅲ㈠〇○γéñ𠮷𦡦👪👩‍👩‍👧\u{FE0F}\u{200D}㐀䶵䶿\u{4DC0}\u{4DFF}豈更﫿\u{FB00}\
\u{4DFF}\u{4E00}\u{9FA5}\u{9FA6}\u{9FD5}\u{9FD6}\u{9FFF}\u{A000}\u{20000}\u{2A6DF}\u{2A6E0}\u{2A700}\u{2EBEF}\u{2EBF0}\u{2F7FF}\u{2F800}\u{2FA1F}\u{2FA20}\u{0}\u{FEFF}\u{FFFD}\u{10FFFF}\
一二三四五六七八九十百千万亿的了是在年月日第";

impl<'a> Strings<'a> {
    pub(crate) fn new(seed: u64, text: &str, entries: &'a [Entry]) -> Strings<'a> {
        Strings { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, text: text.chars().collect(), entries }
    }

    /// The next number below `limit`, by xorshift (Marsaglia 2003).
    fn below(&mut self, limit: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 16) as usize % limit
    }

    fn one_of(&mut self, chars: &[char]) -> char {
        chars[self.below(chars.len())]
    }

    fn of_text(&mut self) -> char {
        let place = self.below(self.text.len());
        self.text[place]
    }

    pub(crate) fn next(&mut self) -> String {
        let mut out = String::new();
        let odd: Vec<char> = ODD.chars().collect();
        for _ in 0..1 + self.below(14) {
            match self.below(9) {
                0 | 1 => {
                    let start = self.below(self.text.len() - 12);
                    let length = 1 + self.below(11);
                    out.extend(&self.text[start..start + length]);
                }
                2 => (0..1 + self.below(5)).for_each(|_| out.push(self.one_of(&odd))),
                3 => (0..1 + self.below(4))
                    .for_each(|_| out.extend(char::from_u32(0x4E00 + self.below(0x5200) as u32))),
                4 => out.push(self.of_text()),
                5 => out.extend((0..1 + self.below(6)).map(|_| char::from(b' ' + self.below(95) as u8))),
                6 if !self.entries.is_empty() => {
                    out.push_str(&self.entries[self.below(self.entries.len())].word)
                }
                7 => {
                    // The same character again and again.
                    let c = if self.below(2) == 0 { self.one_of(&odd) } else { self.of_text() };
                    let count = if self.below(200) == 0 { 3000 } else { 1 + self.below(9) };
                    out.extend(std::iter::repeat_n(c, count));
                }
                _ => out.extend(char::from_u32(self.below(0x11_0000) as u32)),
            }
        }
        out
    }
}
