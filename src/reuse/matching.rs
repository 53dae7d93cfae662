//! Places of the same seed in two documents.

use super::{bucket::Packed, seed::Seed};

/// Two places of one seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// The number of the document that may have taken it.
    pub(super) target: u32,
    /// The number of the document that may have given it.
    pub(super) source: u32,
    /// Where it stands in the target.
    pub(super) at: u32,
    /// Where it stands in the source.
    pub(super) from: u32,
    /// How many documents have it.
    pub(super) documents: u32,
}

impl Packed for Match {
    const SIZE: usize = 20;

    fn put(&self, out: &mut Vec<u8>) {
        for number in [self.target, self.source, self.at, self.from, self.documents] {
            out.extend_from_slice(&number.to_le_bytes());
        }
    }

    fn get(bytes: &[u8]) -> Self {
        let number = |i: usize| bytes[4 * i..4 * i + 4].try_into().map_or(0, u32::from_le_bytes);
        Self { target: number(0), source: number(1), at: number(2), from: number(3), documents: number(4) }
    }
}

/// Of a seed that more places have, each is matched with the first one and the one before it alone.
const FEW: usize = 16;

/// The matches of all seeds of a bucket. `order` tells which of two documents comes first, `wanted` whether a document may
/// take from another.
pub(super) fn matches(
    mut seeds: Vec<Seed>,
    order: impl Fn(u32) -> u32,
    wanted: impl Fn(u32, u32) -> bool,
    mut each: impl FnMut(Match),
) {
    seeds.sort_unstable();
    let mut group: Vec<(u32, Seed)> = Vec::new();
    for same in seeds.chunk_by(|a, b| a.hash() == b.hash()).filter(|same| same.len() > 1) {
        group.clear();
        group.extend(same.iter().map(|&seed| (order(seed.document()), seed)));
        group.sort_unstable_by_key(|&(order, seed)| (order, seed.place()));
        let documents = group.chunk_by(|a, b| a.0 == b.0).count() as u32;
        let mut pair = |source: Seed, target: Seed| {
            if tells(source, target) && wanted(target.document(), source.document()) {
                each(Match {
                    target: target.document(),
                    source: source.document(),
                    at: target.place(),
                    from: source.place(),
                    documents,
                });
            }
        };
        if group.len() <= FEW {
            for (j, &(_, target)) in group.iter().enumerate() {
                group[..j].iter().for_each(|&(_, source)| pair(source, target));
            }
            continue;
        }
        let mut first = None;
        for (j, &(_, target)) in group.iter().enumerate() {
            let giver = |i: usize| wanted(target.document(), group[i].1.document());
            // The first that may give it at all.
            first = first.filter(|&i| i < j && giver(i)).or_else(|| (0..j.min(FEW)).find(|&i| giver(i)));
            let last = (j.saturating_sub(FEW)..j).rev().find(|&i| giver(i));
            first.into_iter().for_each(|i| pair(group[i].1, target));
            last.filter(|&last| Some(last) != first).into_iter().for_each(|i| pair(group[i].1, target));
        }
    }
}

/// Whether a match tells something that its neighbours don't: a run of letters that both have is told by its ends, and by
/// every fourth of its seeds.
fn tells(source: Seed, target: Seed) -> bool {
    source.left() != target.left() || source.right() != target.right() || source.hash().is_multiple_of(4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reuse::{seed::seeds, skeleton::Skeleton};

    fn found(texts: &[&str]) -> Vec<Match> {
        let of = |(i, text): (usize, &&str)| {
            seeds(&Skeleton::new(text)).into_iter().map(move |seed| seed.of(i as u32)).collect::<Vec<_>>()
        };
        let all = texts.iter().enumerate().flat_map(of).collect();
        let mut out = Vec::new();
        matches(all, |document| document, |_, _| true, |found| out.push(found));
        out.sort_unstable();
        out
    }

    #[test]
    fn what_two_texts_share_is_matched_by_its_ends() {
        let shared = "压实河湖长责任定期巡查清理";
        let all = found(&[&format!("本县要{shared}杂物"), &format!("我市须{shared}垃圾")]);
        let ends: Vec<(u32, u32)> = all.iter().map(|m| (m.at, m.from)).collect();
        assert!(ends.contains(&(3, 3)) && ends.contains(&(9, 9)), "{ends:?}");
        assert!(all.iter().all(|m| (m.target, m.source, m.documents) == (1, 0, 2)));
    }

    #[test]
    fn a_set_phrase_is_matched_in_a_line_and_not_with_each() {
        let texts: Vec<String> = (0..200).map(|i| format!("甲{i}乙一刻不停推进全面从严治党丙{i}")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let all = found(&texts);
        assert!(all.iter().any(|m| m.documents == 200));
        assert!(all.len() < texts.len() * 2 * 10, "{}", all.len());
        // Each is matched with another one.
        assert!((1..200).all(|i| all.iter().any(|m| m.target == i)));
    }
}
