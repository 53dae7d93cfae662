//! The tokens of RTF ([RTF 1.9.1], "RTF Syntax").

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word, with its number if it has one.
    Word(&'b str, Option<i32>),
    /// A control symbol.
    Symbol(u8),
    /// A byte of text as `\'hh`.
    Hex(u8),
    /// Bytes of text as they are.
    Text(&'b [u8]),
}

/// The tokens of a file.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    /// The byte at which the next one begins.
    pub(super) at: usize,
    /// Whether text is in a code page of pairs of bytes, of which the second may be one of RTF's own signs (GBK has 癨 as
    /// B0 5C).
    pub(super) in_pairs: bool,
}

impl<'b> Tokens<'b> {
    pub(super) const fn of(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, in_pairs: false }
    }

    /// Where the text ends that begins here.
    fn text_end(&self) -> usize {
        let special = |b: u8| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
        let mut at = self.at;
        while let Some(&byte) = self.bytes.get(at).filter(|b| !special(**b)) {
            let is_lead = self.in_pairs && (0x81..=0xFE).contains(&byte);
            let second = is_lead && self.bytes.get(at + 1).is_some_and(|b| *b >= 0x40);
            at += if second { 2 } else { 1 };
        }
        at
    }

    fn control(&mut self) -> Token<'b> {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        if length == 0 {
            let Some(&symbol) = rest.first() else { return Token::Text(&[]) };
            self.at += 1;
            return if symbol == b'\'' { self.hex() } else { Token::Symbol(symbol) };
        }
        let name = std::str::from_utf8(&rest[..length]).unwrap_or_default();
        let digits = &rest[length..];
        let sign = usize::from(digits.first() == Some(&b'-'));
        let count = digits[sign..].iter().take_while(|b| b.is_ascii_digit()).count();
        let end = if count == 0 { 0 } else { sign + count };
        let number = std::str::from_utf8(&digits[..end]).ok().and_then(|n| n.parse().ok());
        self.at += length + end;
        // A blank behind a control word is part of it.
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if name == "bin" {
            // So many bytes of data.
            let length = number.and_then(|n: i32| usize::try_from(n).ok()).unwrap_or(0);
            self.at = self.at.saturating_add(length).min(self.bytes.len());
        }
        Token::Word(name, number)
    }

    fn hex(&mut self) -> Token<'b> {
        let pair = self.bytes.get(self.at..self.at + 2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                self.at += 2;
                Token::Hex(byte)
            }
            None => Token::Text(&[]),
        }
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        let first = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(match first {
            b'{' => Token::Open,
            b'}' => Token::Close,
            b'\\' => self.control(),
            // Line ends are for those who look at the file.
            b'\r' | b'\n' | 0 => Token::Text(&[]),
            _ => {
                let start = self.at - 1;
                self.at = start;
                self.at = self.text_end();
                Token::Text(&self.bytes[start..self.at])
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_their_number_and_one_blank() {
        let tokens: Vec<Token<'_>> = Tokens::of(b"{\\u-3 a\\par  b\\'d2\\*\\bin3 }{}\\x}").collect();
        let wanted = [
            Token::Open,
            Token::Word("u", Some(-3)),
            Token::Text(b"a"),
            Token::Word("par", None),
            Token::Text(b" b"),
            Token::Hex(0xD2),
            Token::Symbol(b'*'),
            Token::Word("bin", Some(3)),
            Token::Word("x", None),
            Token::Close,
        ];
        assert_eq!(tokens, wanted);
    }

    #[test]
    fn the_second_byte_of_a_pair_is_no_sign() {
        let mut tokens = Tokens::of(b"\xB0\x5C\xB0\x7D\\par");
        tokens.in_pairs = true;
        let wanted = [Token::Text(b"\xB0\x5C\xB0\x7D"), Token::Word("par", None)];
        assert_eq!(tokens.collect::<Vec<_>>(), wanted);
    }
}
