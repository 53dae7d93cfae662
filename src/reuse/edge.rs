//! Where a passage is cut: at clauses where one begins or ends near, else between words.

use super::{passage::Piece, skeleton::Skeleton};
use crate::{source::ends_line, words};

/// How many letters may be left out for the end of a clause.
const NEAR: usize = 3;

/// How many for the end of a sentence or line, where that is no more than a tenth of the passage: the number and the first words of
/// the next point say nothing.
const SENTENCE: usize = 8;

/// How many letters may be left out for the end of a word.
const WORD: usize = 4;

/// A text with its letters.
#[derive(Clone, Copy)]
pub(super) struct Lettered<'t> {
    pub(super) text: &'t str,
    pub(super) skeleton: &'t Skeleton,
}

/// Cuts a passage at clauses and words of the target; on both sides go the same letters.
pub(super) fn cut(piece: &mut Piece, target: Lettered<'_>, source: &[char]) {
    /// One more than is ever left out.
    const MOST: usize = SENTENCE + 1;
    let (ours, theirs) =
        (&target.skeleton.letters[piece.at.0..piece.at.1], &source[piece.from.0..piece.from.1]);
    let head = ours.iter().zip(theirs).take(MOST).take_while(|(a, b)| a == b).count();
    let foot = ours.iter().rev().zip(theirs.iter().rev()).take(MOST).take_while(|(a, b)| a == b).count();
    let most = SENTENCE.min(piece.length() / 10);
    let bounds = Bounds::around(target, piece.at.0);
    let left = bounds
        .inward(target, piece.at.0, most, true)
        .filter(|&n| n < head && n < piece.length())
        .unwrap_or(0);
    let bounds = Bounds::around(target, piece.at.1 - 1);
    let rest = piece.length() - left;
    let right = bounds.inward(target, piece.at.1, most, false).filter(|&n| n < foot && n < rest).unwrap_or(0);
    piece.at = (piece.at.0 + left, piece.at.1 - right);
    piece.from = (piece.from.0 + left, piece.from.1 - right);
    piece.common -= left + right;
}

/// The bytes at which the words of a clause begin and end.
struct Bounds {
    words: Vec<usize>,
}

impl Bounds {
    /// Those of the clause that a letter stands in.
    fn around(of: Lettered<'_>, letter: usize) -> Self {
        /// How many bytes of a clause are looked at on either side.
        const REACH: usize = 96;
        let at = of.skeleton.places[letter] as usize;
        let boundary = |at: usize| (at..=of.text.len()).find(|&i| of.text.is_char_boundary(i)).unwrap_or(at);
        let from = boundary(at.saturating_sub(REACH));
        let start = of.text[from..at].char_indices().rev().find(|(_, c)| ends_clause(*c));
        let start = start.map_or(from, |(i, c)| from + i + c.len_utf8());
        let until = boundary((at + REACH).min(of.text.len()));
        let end =
            of.text[at..until].char_indices().find(|(_, c)| ends_clause(*c)).map_or(until, |(i, _)| at + i);
        let mut bounds = vec![start];
        words::for_each_token(&of.text[start..end], |token| bounds.push(start + token.span.end));
        Self { words: bounds }
    }

    /// How many letters to leave out from an edge inward, for a sentence at most `most`; none where it is right as it is.
    fn inward(&self, of: Lettered<'_>, edge: usize, most: usize, left: bool) -> Option<usize> {
        let places = &of.skeleton.places;
        let room = if left { places.len() - edge } else { edge };
        let inner = |n: usize| if left { edge + n } else { edge - n };
        let place = |letter: usize| places.get(letter).map_or(of.text.len(), |&at| at as usize);
        // What stands between the letters before and behind an edge.
        let between = |n: usize| {
            let edge = inner(n);
            &of.text[edge.checked_sub(1).map_or(0, place)..place(edge)]
        };
        let is_end = |n: usize| inner(n) == 0 || inner(n) == places.len();
        let clause = |n: &usize| is_end(*n) || between(*n).chars().any(ends_clause);
        let sentence = |n: &usize| between(*n).chars().any(ends_sentence);
        let word = |n: &usize| self.words.contains(&place(inner(*n)));
        let mut found = (0..=NEAR.min(room)).find(clause);
        if found != Some(0) {
            found = (0..=most.min(room)).find(sentence).or(found);
        }
        found.or_else(|| (0..=WORD.min(room)).find(word)).filter(|&n| n > 0)
    }
}

/// Whether a sign ends a clause or a line.
fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | ':' | '!' | '?') || ends_line(c)
}

/// Whether a sign ends a sentence or a line.
fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？') || ends_line(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_of(target: &str, source: &str, at: (usize, usize), from: (usize, usize)) -> String {
        let (a, b) = (Skeleton::new(target), Skeleton::new(source));
        let mut piece = Piece { source: 0, at, from, common: at.1 - at.0, documents: 2 };
        cut(&mut piece, Lettered { text: target, skeleton: &a }, &b.letters);
        assert_eq!(a.letters[piece.at.0..piece.at.1], b.letters[piece.from.0..piece.from.1]);
        let (start, end) = a.span(target, piece.at.0, piece.at.1);
        target[start..end].to_owned()
    }

    #[test]
    fn a_passage_ends_with_a_word_and_begins_with_a_clause() {
        // The 的 before the clause is the same by chance; 管理 is no half of a word.
        let target = "按照规定的，定期巡查河道并清理垃圾管理办法";
        let source = "所有的，定期巡查河道并清理垃圾管线";
        assert_eq!(cut_of(target, source, (4, 16), (2, 14)), "定期巡查河道并清理垃圾");
        assert_eq!(cut_of("定期巡查河道", "定期巡查河道", (0, 6), (0, 6)), "定期巡查河道");
    }
}
