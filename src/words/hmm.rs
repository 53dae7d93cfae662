//! Unknown words by jieba's hidden Markov model: each character begins, continues or ends a word, or is one
//! (the route of highest probability after Viterbi 1967).

use super::image::{WordModel, u16_at};

/// What jieba takes for the logarithm of no probability.
pub(super) const NEVER: f64 = -3.14e100;

/// The characters that the model covers; runs of them go through it.
pub(super) const COVERED: std::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FD5}';

const BEGIN: u8 = 0;
const END: u8 = 1;
const MIDDLE: u8 = 2;
const SINGLE: u8 = 3;

/// Buffers that are used again for each run.
#[derive(Default)]
pub(super) struct Buffers {
    /// For each character but the first and each state, a bit that says which of the two possible states precedes.
    second: Vec<u8>,
    path: Vec<u8>,
}

/// The states that can precede begin, end, middle and single. The second wins where both are as probable.
const BEFORE: [[u8; 2]; 4] = [[END, SINGLE], [BEGIN, MIDDLE], [BEGIN, MIDDLE], [END, SINGLE]];

impl WordModel {
    fn emission(&self, c: char) -> [f64; 4] {
        let row =
            u32::from(c).checked_sub(u32::from(*COVERED.start())).map(|c| u16_at(self.rows, c as usize));
        match row {
            Some(row) if row != u16::MAX => self.emissions[usize::from(row)].map(f64::from_le_bytes),
            _ => [NEVER; 4],
        }
    }

    /// Cuts a run of covered characters and calls `each` with the first and behind the last of every word.
    pub(super) fn cut(
        &self,
        run: impl Iterator<Item = char>,
        buffers: &mut Buffers,
        mut each: impl FnMut(usize, usize),
    ) {
        self.label(run, buffers);
        let (mut begin, mut done) = (0, 0);
        for (i, &state) in buffers.path.iter().enumerate() {
            match state {
                BEGIN => begin = i,
                END => {
                    each(begin, i + 1);
                    done = i + 1;
                }
                SINGLE => {
                    each(i, i + 1);
                    done = i + 1;
                }
                _ => {}
            }
        }
        if done < buffers.path.len() {
            each(done, buffers.path.len());
        }
    }

    /// Leaves the most probable state of each character in the path.
    fn label(&self, mut run: impl Iterator<Item = char>, buffers: &mut Buffers) {
        let Buffers { second, path } = buffers;
        path.clear();
        second.clear();
        let Some(first) = run.next() else { return };
        second.push(0);
        let emission = self.emission(first);
        let mut score: [f64; 4] = std::array::from_fn(|state| self.start[state] + emission[state]);
        for c in run {
            let emission = self.emission(c);
            let mut bits = 0;
            score = std::array::from_fn(|state| {
                let [a, b] = BEFORE[state];
                let first = score[usize::from(a)] + self.transitions[usize::from(a)][state] + emission[state];
                let other = score[usize::from(b)] + self.transitions[usize::from(b)][state] + emission[state];
                bits |= u8::from(first <= other) << state;
                if first > other { first } else { other }
            });
            second.push(bits);
        }
        let mut state = if score[usize::from(END)] > score[usize::from(SINGLE)] { END } else { SINGLE };
        path.resize(second.len(), state);
        for i in (1..second.len()).rev() {
            state = BEFORE[usize::from(state)][usize::from(second[i] >> state & 1)];
            path[i - 1] = state;
        }
    }
}
