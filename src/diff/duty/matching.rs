//! Which of a few clauses, or of their parts, are one another.

use crate::{
    diff::{
        fold,
        likeness::{Bag, Pairs},
    },
    limit,
    source::Span,
};

/// How alike two of them must be that stand between the same neighbours.
const SAME_PLACE: f64 = 0.1;

/// The bags of some stretches.
pub(super) fn bags(pairs: &mut Pairs, text: &str, spans: &[Span]) -> Vec<Bag> {
    let mut bags: Vec<Bag> = spans.iter().map(|span| pairs.bag(&fold::spelling(span.of(text)))).collect();
    bags.iter_mut().for_each(|bag| pairs.weigh(bag));
    bags
}

/// Which of so many are one another, the most alike first, and of those left the ones between the same neighbours.
pub(super) fn paired(
    (olds, news): (usize, usize),
    least: f64,
    alike: impl Fn(usize, usize) -> f64,
) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let (mut to_new, mut to_old) = (vec![None; olds], vec![None; news]);
    for (a, b) in best((olds, news), least, &alike) {
        (to_new[a], to_old[b]) = (Some(b), Some(a));
    }
    for a in 0..olds {
        let before = if a == 0 { Some(0) } else { to_new[a - 1].map(|b| b + 1) };
        let Some(b) = before.filter(|&b| to_new[a].is_none() && b < news && to_old[b].is_none()) else {
            continue;
        };
        let behind = match to_new.get(a + 1) {
            Some(next) => *next == Some(b + 1),
            None => b + 1 == news,
        };
        if behind && alike(a, b) >= SAME_PLACE {
            (to_new[a], to_old[b]) = (Some(b), Some(a));
        }
    }
    (to_new, to_old)
}

/// Pairs that are alike enough, the most alike first, each in one pair. Of very many only those that stand near one another
/// are looked at.
pub(super) fn best(
    (olds, news): (usize, usize),
    least: f64,
    alike: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    /// How far apart two of them may stand.
    const NEAR: usize = 64;
    let mut scored = Vec::new();
    for a in 0..olds {
        limit::check();
        let at = if olds > 1 { a * news / olds } else { 0 };
        for b in at.saturating_sub(NEAR)..(at + NEAR).min(news) {
            let score = alike(a, b);
            if score >= least {
                scored.push((score, a, b));
            }
        }
    }
    scored.sort_by(|x, y| {
        y.0.total_cmp(&x.0).then(x.1.abs_diff(x.2).cmp(&y.1.abs_diff(y.2))).then((x.1, x.2).cmp(&(y.1, y.2)))
    });
    let (mut old_used, mut new_used) = (vec![false; olds], vec![false; news]);
    let mut out = Vec::new();
    for (_, a, b) in scored {
        if !old_used[a] && !new_used[b] {
            (old_used[a], new_used[b]) = (true, true);
            out.push((a, b));
        }
    }
    out
}
