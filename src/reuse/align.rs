//! Two runs of letters that begin alike, followed as far as they go together, with gaps.

/// What a letter that both have counts, one that differs, and one that only one of them has.
const SAME: i32 = 1;
const OTHER: i32 = -1;
const GAP: i32 = -1;

/// How far what is counted may fall below the best before nothing better is looked for (X-drop; Zhang et al. 2000).
const DROP: i32 = 10;

/// How far two runs go together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// How many letters of the first.
    pub(super) first: usize,
    /// How many letters of the second.
    pub(super) second: usize,
    /// How many letters they have in common, in their order.
    pub(super) common: usize,
}

/// Where two runs are at a pair of letters.
#[derive(Clone, Copy)]
struct Cell {
    score: i32,
    common: u32,
}

const NONE: Cell = Cell { score: i32::MIN / 2, common: 0 };

impl Cell {
    const fn step(self, score: i32) -> Self {
        Self { score: self.score + score, common: self.common }
    }
}

/// Follows two runs from their first letters on; `most` is how many of the first there are, and of the second.
pub(super) fn extend(
    first: impl Fn(usize) -> char,
    second: impl Fn(usize) -> char,
    most: (usize, usize),
) -> Reach {
    // As long as they are the same there is nothing to weigh.
    let same = (0..most.0.min(most.1)).take_while(|&i| first(i) == second(i)).count();
    let most = (most.0 - same, most.1 - same);
    let rest = onward(|i| first(same + i), |j| second(same + j), most);
    Reach { first: same + rest.first, second: same + rest.second, common: same + rest.common }
}

/// The same for runs that begin with letters that differ.
fn onward(first: impl Fn(usize) -> char, second: impl Fn(usize) -> char, most: (usize, usize)) -> Reach {
    let mut best = (0, Reach::default());
    // The row above: its cells from `low` on, a cell for each number of letters of the second.
    let mut low = 0;
    let mut above: Vec<Cell> = Vec::new();
    let reached = most.1.min((DROP / -GAP) as usize);
    above.extend((0..=reached).map(|j| Cell { score: j as i32 * GAP, common: 0 }));
    let mut row: Vec<Cell> = Vec::with_capacity(above.len() + 1);
    for i in 1..=most.0 {
        row.clear();
        let letter = first(i - 1);
        let (mut start, mut left) = (None, NONE);
        let mut j = low;
        // Beyond what the row above reached only gaps lead on.
        while j <= most.1 {
            let up = above.get(j - low).copied().unwrap_or(NONE);
            let across = j.checked_sub(low + 1).and_then(|k| above.get(k)).copied().unwrap_or(NONE);
            let mut cell = up.step(GAP);
            if left.score + GAP > cell.score {
                cell = left.step(GAP);
            }
            if across.score > NONE.score {
                let same = second(j - 1) == letter;
                let led = if same {
                    Cell { score: across.score + SAME, common: across.common + 1 }
                } else {
                    across.step(OTHER)
                };
                if led.score >= cell.score {
                    cell = led;
                }
            }
            let alive = cell.score >= best.0 - DROP;
            if alive && cell.score > best.0 {
                best = (cell.score, Reach { first: i, second: j, common: cell.common as usize });
            }
            left = if alive { cell } else { NONE };
            match (start, alive) {
                (None, true) => {
                    start = Some(j);
                    row.push(cell);
                }
                (Some(_), _) => row.push(left),
                (None, false) => {}
            }
            j += 1;
            if j - low > above.len() && !alive {
                break;
            }
        }
        let Some(start) = start else { break };
        while row.last().is_some_and(|cell| cell.score == NONE.score) {
            row.pop();
        }
        low = start;
        std::mem::swap(&mut above, &mut row);
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reach(a: &str, b: &str) -> Reach {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        extend(|i| a[i], |j| b[j], (a.len(), b.len()))
    }

    #[test]
    fn runs_are_followed_over_letters_that_differ() {
        assert_eq!(reach("各镇要巡查", "各镇要巡查"), Reach { first: 5, second: 5, common: 5 });
        let found = reach("各镇要加强水库巡查落实责任到人", "各镇须要加强水库巡护落实责任到户");
        assert_eq!(found, Reach { first: 14, second: 15, common: 13 });
        assert_eq!(reach("防汛", "春耕"), Reach::default());
        assert_eq!(reach("", "春耕"), Reach::default());
        // What follows by chance doesn't count: too much stands between.
        let far = reach("防汛工作甲乙丙丁戊己庚辛壬癸子丑抗旱", "防汛工作赤橙黄绿青蓝紫红白黑灰褐抗旱");
        assert_eq!(far, Reach { first: 4, second: 4, common: 4 });
    }

    proptest! {
        #[test]
        fn what_is_in_common_is_never_more_than_either(a in "[甲乙丙丁]{0,40}", b in "[甲乙丙丁]{0,40}") {
            let found = reach(&a, &b);
            prop_assert!(found.first <= a.chars().count() && found.second <= b.chars().count());
            prop_assert!(found.common <= found.first.min(found.second));
            let whole = reach(&a, &a);
            prop_assert_eq!(whole.common, a.chars().count());
        }
    }
}
