//! The letters and digits of a text, by which passages are found; signs and spaces count for nothing.

/// The letters and digits of a text, of one width and case, each with its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Skeleton {
    /// The letters.
    pub(super) letters: Vec<char>,
    /// The byte at which each stands in the text.
    pub(super) places: Vec<u32>,
}

impl Skeleton {
    pub(super) fn new(text: &str) -> Self {
        let room = text.len() / 3;
        let (mut letters, mut places) = (Vec::with_capacity(room), Vec::with_capacity(room));
        for (at, c) in text.char_indices() {
            if let Some(letter) = letter(c) {
                letters.push(letter);
                places.push(at as u32);
            }
        }
        Self { letters, places }
    }

    /// The bytes of the text from one letter to the end of the last before another.
    pub(super) fn span(&self, text: &str, from: usize, to: usize) -> (usize, usize) {
        let start = self.places.get(from).map_or(text.len(), |&place| place as usize);
        let Some(&last) =
            to.checked_sub(1).filter(|&last| from <= last).and_then(|last| self.places.get(last))
        else {
            return (start, start);
        };
        let width = text[last as usize..].chars().next().map_or(0, char::len_utf8);
        (start, last as usize + width)
    }
}

/// A letter or digit by its half-width form and in lower case; none for what is neither.
fn letter(c: char) -> Option<char> {
    Some(match c {
        '\u{4E00}'..='\u{9FFF}' | '0'..='9' | 'a'..='z' => c,
        'A'..='Z' => c.to_ascii_lowercase(),
        '\u{FF01}'..='\u{FF5E}' => {
            let half = char::from_u32(c as u32 - 0xFEE0)?.to_ascii_lowercase();
            return half.is_ascii_alphanumeric().then_some(half);
        }
        // Signs and blanks are most of what is left: no need to look them up.
        '〇' => c,
        '\0'..='\u{7F}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{303F}' => return None,
        c if c.is_alphanumeric() => c,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_know_their_places() {
        let text = "到２０２５年，A级（B）。";
        let skeleton = Skeleton::new(text);
        assert_eq!(skeleton.letters.iter().collect::<String>(), "到2025年a级b");
        let (start, end) = skeleton.span(text, 1, 6);
        assert_eq!(&text[start..end], "２０２５年");
        assert_eq!(skeleton.span(text, 9, 9), (text.len(), text.len()));
    }
}
