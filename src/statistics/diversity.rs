//! How varied the vocabulary of a text is. Words are given by numbers, equal words by equal ones, in the text's order.

use std::collections::HashMap;

/// The threshold of MTLD at which a factor is complete (McCarthy & Jarvis 2010).
pub const THRESHOLD: f64 = 0.72;

/// The type–token ratio of given numbers of types and tokens; it falls as a text grows longer.
pub fn type_token_ratio(types: usize, tokens: usize) -> Option<f64> {
    (tokens > 0).then(|| types as f64 / tokens as f64)
}

/// The moving-average type–token ratio: the mean ratio of all windows of `window` words (Covington & McFall 2010,
/// "Cutting the Gordian Knot: The Moving-Average Type–Token Ratio"). None where the text is shorter than the window.
pub fn mattr(words: &[u32], window: usize) -> Option<f64> {
    if window == 0 || words.len() < window {
        return None;
    }
    let mut inside: HashMap<u32, u32> = HashMap::new();
    let mut sum = 0_u64;
    for (i, &word) in words.iter().enumerate() {
        *inside.entry(word).or_default() += 1;
        if i >= window {
            let gone = words[i - window];
            if let Some(count) = inside.get_mut(&gone) {
                *count -= 1;
                if *count == 0 {
                    inside.remove(&gone);
                }
            }
        }
        if i + 1 >= window {
            sum += inside.len() as u64;
        }
    }
    let windows = words.len() - window + 1;
    Some(sum as f64 / windows as f64 / window as f64)
}

/// The measure of textual lexical diversity: the mean length of runs of words that keep a type–token ratio above
/// [`THRESHOLD`], read forwards and backwards (McCarthy & Jarvis 2010, "MTLD, vocd-D, and HD-D"). It hardly depends on
/// the text's length from some hundred words on.
pub fn mtld(words: &[u32]) -> Option<f64> {
    let forwards = mean_run(words.iter())?;
    let backwards = mean_run(words.iter().rev())?;
    Some((forwards + backwards) / 2.0)
}

/// The mean length of a run in one direction; what is left at the end counts for the part of a run that it is.
fn mean_run<'w>(words: impl ExactSizeIterator<Item = &'w u32>) -> Option<f64> {
    let all = words.len();
    let mut types = std::collections::HashSet::new();
    let (mut factors, mut tokens) = (0.0, 0);
    for &word in words {
        types.insert(word);
        tokens += 1;
        if types.len() as f64 / f64::from(tokens) <= THRESHOLD {
            factors += 1.0;
            types.clear();
            tokens = 0;
        }
    }
    if tokens > 0 {
        factors += (1.0 - types.len() as f64 / f64::from(tokens)) / (1.0 - THRESHOLD);
    }
    // A text without a repetition has no run that ends: it is one run.
    (all > 0).then(|| if factors == 0.0 { all as f64 } else { all as f64 / factors })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_wider_than_the_text_has_no_average() {
        assert_eq!(mattr(&[1, 2, 1], 4), None);
        assert_eq!(mattr(&[1, 2, 1], 2), Some(1.0));
        assert_eq!(mattr(&[1, 1, 1], 2), Some(0.5));
    }

    #[test]
    fn short_texts_have_finite_values() {
        assert_eq!(mtld(&[]), None);
        assert_eq!(mtld(&[1]), Some(1.0));
        assert_eq!(mtld(&[1, 2, 3]), Some(3.0));
        assert_eq!(type_token_ratio(0, 0), None);
    }
}
