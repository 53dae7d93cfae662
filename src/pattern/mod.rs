//! Regular expressions over Chinese text that are ready at once.
//!
//! The syntax is that of the regex crate, and so are the matches: leftmost, the first alternative that leads to one.
//! What differs is the machine. regex compiles classes to automata over bytes of UTF-8:
//! for the some three hundred patterns of this program that takes longer than it takes to read a speech, and most of
//! it is never used. Here a class stays a class, and a text is searched by backtracking; the work is bounded by
//! pattern times text, since from a certain number of steps on no place is tried twice (as in Cox 2010, "Regular
//! Expression Matching in the Wild"). ARCHITECTURE.md has the figures.

mod class;
mod compile;
mod list;
mod needs;
mod program;
mod search;
mod set;
mod syntax;

pub(crate) use list::{Word, WordList};
pub(crate) use needs::Present;
pub(crate) use set::{Next, RegexSet};

use program::Program;
use std::{borrow::Cow, ops::Index};

/// A compiled regular expression.
pub(crate) struct Regex(Program);

/// A place where a pattern matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Match<'t> {
    /// The byte at which it starts.
    pub(crate) fn start(&self) -> usize {
        self.start
    }

    /// The byte behind it.
    pub(crate) fn end(&self) -> usize {
        self.end
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.start == self.end
    }

    pub(crate) fn range(&self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    pub(crate) fn as_str(&self) -> &'t str {
        &self.text[self.start..self.end]
    }
}

/// A match with its groups.
pub(crate) struct Captures<'t, 'p> {
    text: &'t str,
    names: &'p [Option<Box<str>>],
    /// Start and end of each group, the whole match first.
    slots: Box<[Option<usize>]>,
}

impl<'t> Captures<'t, '_> {
    /// The group with a number; 0 is the whole match.
    pub(crate) fn get(&self, group: usize) -> Option<Match<'t>> {
        let (start, end) = ((*self.slots.get(2 * group)?)?, (*self.slots.get(2 * group + 1)?)?);
        Some(Match { text: self.text, start, end })
    }

    /// The group with a name.
    pub(crate) fn name(&self, name: &str) -> Option<Match<'t>> {
        self.get(self.names.iter().position(|n| n.as_deref() == Some(name))?)
    }
}

impl Index<usize> for Captures<'_, '_> {
    type Output = str;

    fn index(&self, group: usize) -> &str {
        self.get(group).map(|m| m.as_str()).expect("the group takes part in each match")
    }
}

impl Index<&str> for Captures<'_, '_> {
    type Output = str;

    fn index(&self, name: &str) -> &str {
        self.name(name).map(|m| m.as_str()).expect("the group takes part in each match")
    }
}

impl Regex {
    /// Compiles a pattern.
    ///
    /// # Errors
    /// What is wrong with it, or what of the syntax this machine lacks.
    pub(crate) fn new(pattern: &str) -> Result<Regex, String> {
        Ok(Regex(compile::program(pattern)?))
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        search::find(&self.0, text, 0, &mut []).is_some()
    }

    /// Whether a text in which there is this can match.
    pub(crate) fn can_match(&self, text: &str, present: &Present) -> bool {
        (text.is_empty() || present.has_any(&self.0.first))
            && self.0.fits(text)
            && self.0.needs.as_ref().is_none_or(|needs| needs.met(text, present))
    }

    /// [`Self::is_match`] for a text of which it is known what is there; for many patterns over one text.
    pub(crate) fn is_match_of(&self, text: &str, present: &Present) -> bool {
        self.can_match(text, present) && search::walk(&self.0, text, 0, &mut []).is_some()
    }

    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.find_at(text, 0)
    }

    /// The first match from byte `from` on, which opens a character; what stands before it is still seen.
    pub(crate) fn find_at<'t>(&self, text: &'t str, from: usize) -> Option<Match<'t>> {
        search::find(&self.0, text, from, &mut []).map(|(start, end)| Match { text, start, end })
    }

    /// The matches one behind the other.
    pub(crate) fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.successive(text, |from| {
            let (start, end) = search::walk(&self.0, text, from, &mut [])?;
            Some((start, end, Match { text, start, end }))
        })
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t, '_>> {
        self.captures_at(text, 0)
    }

    /// The first match from byte `from` on with its groups.
    pub(crate) fn captures_at<'t>(&self, text: &'t str, from: usize) -> Option<Captures<'t, '_>> {
        if search::is_hopeless(&self.0, text, from) { None } else { self.captured(text, from) }
    }

    /// [`Self::captures_at`] in a text that may well match.
    fn captured<'t>(&self, text: &'t str, from: usize) -> Option<Captures<'t, '_>> {
        let mut slots = vec![None; 2 * self.0.groups.len()].into_boxed_slice();
        let (start, end) = search::walk(&self.0, text, from, &mut slots)?;
        (slots[0], slots[1]) = (Some(start), Some(end));
        Some(Captures { text, names: &self.0.groups, slots })
    }

    /// The matches one behind the other with their groups.
    pub(crate) fn captures_iter<'t, 'p>(&'p self, text: &'t str) -> impl Iterator<Item = Captures<'t, 'p>> {
        self.successive(text, move |from| {
            let found = self.captured(text, from)?;
            let whole = found.get(0)?;
            Some((whole.start, whole.end, found))
        })
    }

    /// The results of `next` one behind the other: each is asked for from the end of the one before, and an empty match at
    /// that very place is passed over. Whether there can be any is asked once: behind each match it would take time with
    /// the square of the text.
    fn successive<T>(
        &self,
        text: &str,
        mut next: impl FnMut(usize) -> Option<(usize, usize, T)>,
    ) -> impl Iterator<Item = T> {
        let mut from = if search::is_hopeless(&self.0, text, 0) { text.len() + 1 } else { 0 };
        let mut last = None;
        std::iter::from_fn(move || {
            loop {
                if from > text.len() {
                    return None;
                }
                let (start, end, found) = next(from)?;
                if start == end && last == Some(end) {
                    from += text[from..].chars().next().map_or(1, char::len_utf8);
                    continue;
                }
                from = end;
                last = Some(end);
                return Some(found);
            }
        })
    }

    /// The text with every match replaced.
    pub(crate) fn replace_all<'t>(&self, text: &'t str, by: &str) -> Cow<'t, str> {
        let mut out = String::new();
        let mut done = 0;
        for found in self.find_iter(text) {
            out.push_str(&text[done..found.start]);
            out.push_str(by);
            done = found.end;
        }
        if done == 0 && out.is_empty() {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[done..]);
        Cow::Owned(out)
    }
}

#[cfg(test)]
mod tests;
