//! The search by backtracking.

use super::{
    class::decode,
    program::{Place, Program, Step},
    syntax::Look,
};
use std::cell::RefCell;

/// Steps back after which the search keeps in mind what was tried.
const PATIENCE: usize = 4096;

/// What is left to try.
enum Job {
    /// Go on with a step at a place of the text.
    Try(Place, usize),
    /// A repetition may give back characters, down to `least`.
    Shorter { repeat: Place, least: usize, at: usize },
    /// A lazy repetition may take one more character, `left` times.
    Longer { repeat: Place, at: usize, left: u32 },
    /// A group had this place before.
    Restore(usize, Option<usize>),
}

/// Buffers that are used again for each search.
#[derive(Default)]
pub(super) struct Memory {
    jobs: Vec<Job>,
    /// A bit for each step and place of a stretch of the text that was tried, once there is need of it.
    tried: Vec<u64>,
    /// Where that stretch begins.
    base: usize,
}

/// The length of the stretch in which the search keeps in mind what was tried, in bytes: much longer than any match, so
/// that memory doesn't grow with the text.
const STRETCH: usize = 1 << 15;

thread_local!(static MEMORY: RefCell<Memory> = RefCell::default());

/// The first match from byte `from` on, with its groups where there are `slots` for them.
pub(super) fn find(
    program: &Program,
    text: &str,
    from: usize,
    slots: &mut [Option<usize>],
) -> Option<(usize, usize)> {
    if is_hopeless(program, text, from) { None } else { walk(program, text, from, slots) }
}

/// Whether one look tells that nothing matches from byte `from` on.
pub(super) fn is_hopeless(program: &Program, text: &str, from: usize) -> bool {
    program.anchored && from > 0
        || !program.fits(text)
        || program.vague
            && !program.needs.as_ref().is_none_or(|needs| needs.met_by(near(program, text), from))
}

/// [`find`] in a text that is known to have what is needed.
pub(super) fn walk(
    program: &Program,
    text: &str,
    from: usize,
    slots: &mut [Option<usize>],
) -> Option<(usize, usize)> {
    MEMORY.with_borrow_mut(|memory| {
        let mut search = Search::new(program, text.as_bytes(), slots, memory);
        let mut at = from;
        loop {
            let (c, length) = decode(search.text, at);
            if program.first.has(c)
                && let Some(end) = search.run(at)
            {
                return Some((at, end));
            }
            if length == 0 || program.anchored {
                return None;
            }
            at += length;
        }
    })
}

/// As much of `text` as a match can lie in.
fn near<'t>(program: &Program, text: &'t str) -> &'t str {
    let Some(reach) = program.reach.filter(|&reach| program.anchored && reach < text.len()) else {
        return text;
    };
    let end = (0..=reach).rev().find(|&i| text.is_char_boundary(i));
    &text[..end.unwrap_or(0)]
}

/// Lends this thread's memory.
pub(super) fn with_memory<T>(work: impl FnOnce(&mut Memory) -> T) -> T {
    MEMORY.with_borrow_mut(work)
}

/// The end of the match that starts at byte `at`.
pub(super) fn end_at(program: &Program, text: &str, at: usize, memory: &mut Memory) -> Option<usize> {
    Search::new(program, text.as_bytes(), &mut [], memory).run(at)
}

struct Search<'s> {
    program: &'s Program,
    text: &'s [u8],
    slots: &'s mut [Option<usize>],
    memory: &'s mut Memory,
    steps_back: usize,
}

impl<'s> Search<'s> {
    fn new(
        program: &'s Program,
        text: &'s [u8],
        slots: &'s mut [Option<usize>],
        memory: &'s mut Memory,
    ) -> Search<'s> {
        memory.jobs.clear();
        memory.tried.clear();
        memory.base = 0;
        Search { program, text, slots, memory, steps_back: 0 }
    }

    /// The end of the match that starts at byte `at`.
    fn run(&mut self, mut at: usize) -> Option<usize> {
        self.memory.jobs.clear();
        if at >= self.memory.base + STRETCH / 2 {
            self.memory.tried.clear();
            self.memory.base = at;
        }
        let mut place = 0;
        loop {
            let next = match &self.program.steps[place] {
                Step::Literal(literal) => {
                    let end = at + literal.len();
                    (self.text.get(at..end) == Some(literal.as_bytes())).then_some((place + 1, end))
                }
                Step::Class(class) => {
                    let (c, length) = decode(self.text, at);
                    (length > 0 && self.program.classes[*class].has(c)).then_some((place + 1, at + length))
                }
                Step::Jump(to) => Some((*to, at)),
                Step::Look(look) => self.looks(*look, at).then_some((place + 1, at)),
                Step::Save(slot) => {
                    if let Some(kept) = self.slots.get_mut(*slot) {
                        self.memory.jobs.push(Job::Restore(*slot, kept.replace(at)));
                    }
                    Some((place + 1, at))
                }
                Step::Match => return Some(at),
                // Only where ways part is it worth while to keep in mind what was tried.
                branching => self.is_new(place, at).then(|| self.branch(branching, place, at)).flatten(),
            };
            (place, at) = next.or_else(|| self.back())?;
        }
    }

    /// Takes the first of the ways that a step offers and keeps the others for later.
    #[inline(always)]
    fn branch(&mut self, step: &Step, place: Place, at: usize) -> Option<(Place, usize)> {
        match step {
            Step::Split { first, second } => {
                self.memory.jobs.push(Job::Try(*second, at));
                Some((*first, at))
            }
            Step::Repeat { class, least, most, lazy, .. } => {
                let count = if *lazy { *least } else { *most };
                let (taken, shortest, end) = self.repeat(*class, at, *least, count);
                if taken < *least {
                    return None;
                }
                if !*lazy && end > shortest {
                    self.memory.jobs.push(Job::Shorter { repeat: place, least: shortest, at: end });
                } else if *lazy && most > least {
                    self.memory.jobs.push(Job::Longer { repeat: place, at: end, left: most - least });
                }
                Some((place + 1, end))
            }
            Step::Words(words) => {
                let (c, length) = decode(self.text, at);
                let group = words.firsts.binary_search_by_key(&c, |first| first.0).ok()?;
                let at = at + length;
                let text = self.text.get(at..)?;
                let rests = &words.rests[words.firsts[group].1.clone()];
                let mut ends =
                    rests.iter().filter(|rest| text.starts_with(rest.as_bytes())).map(|rest| at + rest.len());
                let first = ends.next()?;
                let start = self.memory.jobs.len();
                self.memory.jobs.extend(ends.map(|end| Job::Try(place + 1, end)));
                self.memory.jobs[start..].reverse();
                Some((place + 1, first))
            }
            Step::Branches(branches) => {
                let (c, length) = decode(self.text, at);
                let mut open = branches.open((length > 0).then_some(c));
                let first = open.next()?;
                let start = self.memory.jobs.len();
                self.memory.jobs.extend(open.map(|place| Job::Try(place, at)));
                self.memory.jobs[start..].reverse();
                Some((first, at))
            }
            _ => None,
        }
    }

    /// Takes up to `most` characters of a class: how many there were, the end of the first `least`, the end of all.
    #[inline(always)]
    fn repeat(&self, class: usize, at: usize, least: u32, most: u32) -> (u32, usize, usize) {
        let class = &self.program.classes[class];
        let (mut taken, mut shortest, mut end) = (0, at, at);
        while taken < most {
            let (c, length) = decode(self.text, end);
            if length == 0 || !class.has(c) {
                break;
            }
            end += length;
            taken += 1;
            if taken == least {
                shortest = end;
            }
        }
        (taken, shortest, end)
    }

    /// The next thing that is left to try.
    fn back(&mut self) -> Option<(Place, usize)> {
        self.steps_back += 1;
        loop {
            match self.memory.jobs.pop()? {
                Job::Try(place, at) => return Some((place, at)),
                Job::Shorter { repeat, least, mut at } => {
                    let Step::Repeat { follow, .. } = &self.program.steps[repeat] else { continue };
                    // Back to where the step behind can go on.
                    let fits = loop {
                        at -= 1;
                        while self.text[at] & 0xC0 == 0x80 {
                            at -= 1;
                        }
                        let fits = follow.as_ref().is_none_or(|follow| follow.has(decode(self.text, at).0));
                        if fits || at <= least {
                            break fits;
                        }
                    };
                    if at > least {
                        self.memory.jobs.push(Job::Shorter { repeat, least, at });
                    }
                    if fits {
                        return Some((repeat + 1, at));
                    }
                }
                Job::Longer { repeat, at, left } => {
                    let Step::Repeat { class, .. } = &self.program.steps[repeat] else { continue };
                    let (taken, _, end) = self.repeat(*class, at, 1, 1);
                    if taken == 0 {
                        continue;
                    }
                    if left > 1 {
                        self.memory.jobs.push(Job::Longer { repeat, at: end, left: left - 1 });
                    }
                    return Some((repeat + 1, end));
                }
                Job::Restore(slot, kept) => self.slots[slot] = kept,
            }
        }
    }

    /// Whether a step was not tried at a place before. From a certain number of steps back on this is kept in mind, so
    /// that the work can't grow beyond the length of the text times that of the pattern.
    #[inline(always)]
    fn is_new(&mut self, place: Place, at: usize) -> bool {
        if self.steps_back < PATIENCE {
            return true;
        }
        let places = (self.text.len() + 1 - self.memory.base).min(STRETCH);
        let at = at - self.memory.base;
        if at >= places {
            return true;
        }
        if self.memory.tried.is_empty() {
            self.memory.tried.resize((self.program.steps.len() * places).div_ceil(64), 0);
        }
        let bit = place * places + at;
        let word = &mut self.memory.tried[bit / 64];
        let new = *word >> (bit % 64) & 1 == 0;
        *word |= 1 << (bit % 64);
        new
    }

    fn looks(&self, look: Look, at: usize) -> bool {
        match look {
            Look::Start => at == 0,
            Look::End => at == self.text.len(),
            Look::StartLine => at == 0 || self.text[at - 1] == b'\n',
            Look::EndLine => at == self.text.len() || self.text[at] == b'\n',
        }
    }
}
