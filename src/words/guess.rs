//! The tag of a word that no dictionary has: jieba's rule for letters and digits, and its hidden Markov model of
//! 256 states, a position in the word and a tag, for Chinese characters.

use super::{
    hmm::NEVER,
    image::{TagModel, f64_at, u32_at},
};

const STATES: usize = 256;

/// The tag in the lower six bits of a state, its position in the upper two.
const TAGS: usize = 64;
const BEGIN: usize = 0;
const MIDDLE: usize = 1;
const END: usize = 2;
const SINGLE: usize = 3;

/// What can't be told.
pub(super) const UNKNOWN: &str = "x";

/// Buffers that are used again for each word.
pub(super) struct Buffers {
    word: Vec<char>,
    /// The score of each state that can be reached; it is not read for others.
    score: [f64; STATES],
    next: [f64; STATES],
    /// The states that can be reached, ascending.
    live: Vec<u8>,
    next_live: Vec<u8>,
    /// The state before, for each character and state.
    before: Vec<[u8; STATES]>,
}

impl Default for Buffers {
    fn default() -> Buffers {
        Buffers {
            word: Vec::new(),
            score: [NEVER; STATES],
            next: [NEVER; STATES],
            live: Vec::new(),
            next_live: Vec::new(),
            before: Vec::new(),
        }
    }
}

/// The tag of an unknown word.
pub(super) fn tag(
    model: &TagModel,
    word: impl Iterator<Item = char> + Clone,
    is_cjk: impl Fn(char) -> bool,
    buffers: &mut Buffers,
) -> &'static str {
    let signs = word.clone().filter(char::is_ascii_alphanumeric).count();
    if signs > 0 {
        let digits = word.filter(char::is_ascii_digit).count();
        return if digits == signs { "m" } else { "eng" };
    }
    if !word.clone().any(is_cjk) {
        return UNKNOWN;
    }
    buffers.word.clear();
    buffers.word.extend(word);
    match buffers.word[..] {
        [c] => model.single(c),
        _ => model.longest(buffers),
    }
}

impl TagModel {
    /// The states that a character can take, ascending, each with the log-probability that it emits the character.
    fn states(&self, c: char) -> impl Iterator<Item = (usize, f64)> {
        let row = usize::try_from(u32::from(c)).ok().and_then(|c| self.rows.get(c));
        let row = row.map_or(0, |row| usize::from(u16::from_le_bytes(*row)));
        let start = row.checked_sub(1).map_or(0, |before| u32_at(self.ends, before) as usize);
        let end = u32_at(self.ends, row) as usize;
        (start..end).map(|i| (usize::from(self.states[i]), f64_at(self.emissions, i)))
    }

    fn start(&self, state: usize) -> f64 {
        f64_at(self.start, state)
    }

    /// The log-probability that a begin or single state follows an end or single one.
    fn opens(&self, from: usize, to: usize) -> f64 {
        let row = to % TAGS + if to / TAGS == SINGLE { TAGS } else { 0 };
        f64_at(self.transitions, row * 2 * TAGS + (from - END * TAGS))
    }

    /// The log-probability that a middle or end state follows the begin or middle one of its tag.
    fn goes_on(&self, from: usize, to: usize) -> f64 {
        let row = 2 * (to / TAGS - MIDDLE) + from / TAGS;
        f64_at(self.transitions, 4 * TAGS * TAGS + row * TAGS + to % TAGS)
    }

    /// The tag of a word of one character: that of its best single state, the last of equals.
    fn single(&self, c: char) -> &'static str {
        let mut best = (NEVER, UNKNOWN);
        for (state, emission) in self.states(c).filter(|(state, _)| state / TAGS == SINGLE) {
            let score = self.start(state) + emission;
            if score > NEVER && score >= best.0 {
                best = (score, self.tags[state % TAGS]);
            }
        }
        best.1
    }

    /// The tag of the longest word that the model finds in the word, in bytes, the last of equals.
    fn longest(&self, buffers: &mut Buffers) -> &'static str {
        let Some(mut state) = self.last_state(buffers) else { return UNKNOWN };
        let word = &buffers.word;
        let bytes = |word: &[char]| word.iter().map(|c| c.len_utf8()).sum::<usize>();
        let mut best = (0, UNKNOWN);
        // From the end to the start. The model knows no other paths than whole words one behind the other.
        let mut end = (word.len(), UNKNOWN);
        for i in (0..word.len()).rev() {
            if matches!(state / TAGS, END | SINGLE) {
                end = (i + 1, self.tags[state % TAGS]);
            }
            if matches!(state / TAGS, BEGIN | SINGLE) {
                let length = bytes(&word[i..end.0]);
                if length > best.0 {
                    best = (length, end.1);
                }
            }
            state = usize::from(buffers.before[i][state]);
        }
        best.1
    }

    /// The last state of the most probable path through the word, which stays in `buffers.before`; none where no path
    /// leads through.
    fn last_state(&self, buffers: &mut Buffers) -> Option<usize> {
        let Buffers { word, score, next, live, next_live, before } = buffers;
        if before.len() < word.len() {
            before.resize(word.len(), [0; STATES]);
        }
        live.clear();
        score.fill(NEVER);
        for (state, emission) in self.states(word[0]) {
            score[state] = self.start(state) + emission;
            if score[state] > NEVER {
                live.push(state as u8);
            }
        }
        for (&c, before) in word[1..].iter().zip(&mut before[1..]) {
            next.fill(NEVER);
            next_live.clear();
            // Begin and single follow end and single, of any tag; middle and end follow begin and middle of their own.
            let ended = &live[live.partition_point(|&state| usize::from(state) / TAGS < END)..];
            for (state, emission) in self.states(c) {
                let mut best = (NEVER, 0);
                let mut try_from = |from: usize, transition: f64| {
                    let score = score[from] + transition + emission;
                    if score > best.0 {
                        best = (score, from as u8);
                    }
                };
                if matches!(state / TAGS, BEGIN | SINGLE) {
                    let ended = ended.iter().map(|&from| usize::from(from));
                    ended.for_each(|from| try_from(from, self.opens(from, state)));
                } else {
                    for from in [state % TAGS, MIDDLE * TAGS + state % TAGS] {
                        try_from(from, self.goes_on(from, state));
                    }
                }
                (next[state], before[state]) = best;
                if best.0 > NEVER {
                    next_live.push(state as u8);
                }
            }
            std::mem::swap(score, next);
            std::mem::swap(live, next_live);
        }
        let mut best = (NEVER, None);
        for &state in live.iter().filter(|&&state| usize::from(state) / TAGS >= END) {
            let score = score[usize::from(state)];
            if score > best.0 {
                best = (score, Some(usize::from(state)));
            }
        }
        best.1
    }
}
