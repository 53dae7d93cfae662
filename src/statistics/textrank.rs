//! TextRank (Mihalcea & Tarau 2004, "TextRank: Bringing Order into Texts"): words recommend the words beside them.

/// The damping factor of the paper.
const DAMPING: f64 = 0.85;

/// The scores are settled when none of them changes by more.
const SETTLED: f64 = 1e-13;

/// Rounds after which the scores are taken as they are.
const ROUNDS: usize = 10_000;

/// The scores of the nodes of an undirected graph: WS(i) = (1 − d) + d Σⱼ wᵢⱼ / Σₖ wⱼₖ WS(j), the weights of the edges
/// being how often two words stood near one another. An edge joins two different nodes, and is given once.
pub fn scores(nodes: usize, edges: &[(u32, u32, u64)]) -> Vec<f64> {
    let mut strength = vec![0.0; nodes];
    for &(a, b, weight) in edges {
        strength[a as usize] += weight as f64;
        strength[b as usize] += weight as f64;
    }
    let mut scores = vec![1.0; nodes];
    let mut next = vec![0.0; nodes];
    for _ in 0..ROUNDS {
        next.fill(1.0 - DAMPING);
        for &(a, b, weight) in edges {
            let (a, b) = (a as usize, b as usize);
            next[a] += DAMPING * weight as f64 / strength[b] * scores[b];
            next[b] += DAMPING * weight as f64 / strength[a] * scores[a];
        }
        let change = scores.iter().zip(&next).map(|(old, new)| (old - new).abs()).fold(0.0, f64::max);
        std::mem::swap(&mut scores, &mut next);
        if change <= SETTLED {
            break;
        }
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_star_ranks_first() {
        let scores = scores(4, &[(0, 1, 1), (0, 2, 1), (0, 3, 1)]);
        assert!(scores[0] > scores[1] && scores[1] == scores[2]);
        assert!((scores.iter().sum::<f64>() - 4.0).abs() < 1e-9);
    }

    #[test]
    fn a_word_without_neighbours_keeps_the_least_score() {
        assert!((scores(1, &[])[0] - 0.15).abs() < 1e-12);
        assert!(scores(0, &[]).is_empty());
    }
}
