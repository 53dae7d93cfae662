//! Which documents of two collections are versions of one another.

use super::likeness::{Bag, Pairs};
use rustc_hash::FxHashMap;

/// What a document is known by.
#[derive(Clone, Copy, Debug)]
pub struct Known<'k> {
    /// Its name in its collection: the path below its folder, with its number in the file.
    pub name: &'k str,
    /// Its title.
    pub title: Option<&'k str>,
}

/// How alike two titles must be.
const ALIKE: f64 = 0.6;

/// Pairs documents of the same name, then those of the same title, then those of the most similar ones; two that stand alone on
/// both sides are a pair whatever they are called. In the order of the new collection, what is only in the old one last.
pub fn pair_documents(olds: &[Known<'_>], news: &[Known<'_>]) -> Vec<(Option<usize>, Option<usize>)> {
    let (mut to_new, mut to_old) = (vec![None; olds.len()], vec![None; news.len()]);
    let mut join = |a: usize, b: usize| {
        if to_new[a].is_none() && to_old[b].is_none() {
            (to_new[a], to_old[b]) = (Some(b), Some(a));
        }
    };
    if let ([_], [_]) = (olds, news) {
        join(0, 0);
    }
    same(olds, news, |known| Some(known.name)).into_iter().for_each(|(a, b)| join(a, b));
    same(olds, news, |known| known.title).into_iter().for_each(|(a, b)| join(a, b));
    similar(olds, news).into_iter().for_each(|(a, b)| join(a, b));
    let of_new = to_old.iter().enumerate().map(|(b, a)| (*a, Some(b)));
    let gone = to_new.iter().enumerate().filter(|(_, b)| b.is_none()).map(|(a, _)| (Some(a), None));
    of_new.chain(gone).collect()
}

/// Those of which a key is the same, the first with the first.
fn same<'k>(
    olds: &[Known<'k>],
    news: &[Known<'k>],
    key: impl Fn(&Known<'k>) -> Option<&'k str>,
) -> Vec<(usize, usize)> {
    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (b, new) in news.iter().enumerate().rev() {
        key(new).into_iter().for_each(|key| places.entry(key).or_default().push(b));
    }
    let found = olds.iter().enumerate().filter_map(|(a, old)| Some((a, places.get_mut(key(old)?)?.pop()?)));
    found.collect()
}

/// Those whose titles are alike, the most alike first.
fn similar(olds: &[Known<'_>], news: &[Known<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Pairs::plain();
    let mut bags = |all: &[Known<'_>]| -> Vec<Bag> {
        let mut bag = |known: &Known<'_>| {
            let mut bag = pairs.bag(known.title.unwrap_or_default());
            pairs.weigh(&mut bag);
            bag
        };
        all.iter().map(&mut bag).collect()
    };
    let (old_bags, new_bags) = (bags(olds), bags(news));
    let news: Vec<(usize, &Bag)> = new_bags.iter().enumerate().collect();
    let near = pairs.nearest(old_bags.iter().enumerate(), &news, |_, _| true);
    let scored = near.into_iter().map(|(a, b)| (pairs.alike(&old_bags[a], &new_bags[b]), a, b));
    let mut scored: Vec<_> = scored.filter(|s| s.0 >= ALIKE).collect();
    scored.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    scored.into_iter().map(|(_, a, b)| (a, b)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known<'k>(name: &'k str, title: &'k str) -> Known<'k> {
        Known { name, title: Some(title).filter(|t| !t.is_empty()) }
    }

    #[test]
    fn documents_are_paired_by_name_then_by_title() {
        let olds = [known("a", "防汛条例"), known("b", "供水条例"), known("c", "关于做好春耕工作的通知")];
        let news = [
            known("x", "供水条例"),
            known("a", "别的条例"),
            known("y", "关于做好春耕备耕工作的通知"),
            known("z", ""),
        ];
        let pairs = pair_documents(&olds, &news);
        assert_eq!(pairs, [(Some(1), Some(0)), (Some(0), Some(1)), (Some(2), Some(2)), (None, Some(3))]);
        assert_eq!(pair_documents(&[known("a", "")], &[known("b", "")]), [(Some(0), Some(0))]);
        assert_eq!(pair_documents(&olds[..1], &[]), [(Some(0), None)]);
    }
}
