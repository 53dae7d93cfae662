//! How alike two texts are: by their pairs of neighbouring characters, each weighed by how few units have it.

use crate::limit;
use rustc_hash::FxHashMap;

/// The pairs of a text and how often each stands there, in the order of their numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag {
    pairs: Vec<(u32, u32)>,
    /// What they weigh together.
    pub(crate) weight: f64,
}

/// The pairs of all texts that are compared with one another.
#[derive(Default)]
pub(crate) struct Pairs {
    numbers: FxHashMap<(char, char), u32>,
    /// In how many texts each stands.
    frequency: Vec<u32>,
    texts: u32,
    /// Whether all weigh the same.
    plain: bool,
    /// Whether single characters count too, each as a pair of itself and nothing.
    single: bool,
}

impl Pairs {
    /// Pairs that all weigh the same: so few texts are compared that rarity tells nothing.
    pub(crate) fn plain() -> Self {
        Self { plain: true, ..Self::default() }
    }

    /// Pairs and single characters: what is said in other words has those in common.
    pub(crate) fn with_single() -> Self {
        Self { single: true, ..Self::default() }
    }

    /// The pairs of a text, which counts as one of those compared.
    pub(crate) fn counted(&mut self, text: &str) -> Bag {
        let bag = self.bag(text);
        self.texts += 1;
        bag.pairs.iter().for_each(|&(pair, _)| self.frequency[pair as usize] += 1);
        bag
    }

    /// The pairs of a text, which may be part of one that counts.
    pub(crate) fn bag(&mut self, text: &str) -> Bag {
        let mut all: Vec<u32> = Vec::with_capacity(text.len() / 3);
        let mut last = None;
        for c in text.chars() {
            if !c.is_alphanumeric() {
                last = None;
                continue;
            }
            if let Some(last) = last {
                all.push(self.number((last, c)));
            }
            if self.single {
                all.push(self.number((c, '\0')));
            }
            last = Some(c);
        }
        all.sort_unstable();
        let pairs = all.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect();
        Bag { pairs, weight: 0.0 }
    }

    fn number(&mut self, pair: (char, char)) -> u32 {
        let next = self.frequency.len() as u32;
        let number = *self.numbers.entry(pair).or_insert(next);
        if number == next {
            self.frequency.push(0);
        }
        number
    }

    /// What a pair tells: the fewer texts have it, the more.
    fn weight(&self, pair: u32) -> f64 {
        if self.plain {
            return 1.0;
        }
        (1.0 + f64::from(self.texts) / f64::from(self.frequency[pair as usize].max(1))).ln()
    }

    /// The weight of a pair that one text alone has.
    pub(crate) fn rarest(&self) -> f64 {
        (1.0 + f64::from(self.texts)).ln()
    }

    /// Weighs a bag, once all texts are counted.
    pub(crate) fn weigh(&self, bag: &mut Bag) {
        bag.weight = bag.pairs.iter().map(|&(pair, n)| self.weight(pair) * f64::from(n)).sum();
    }

    /// What two bags have in common, as weight.
    pub(crate) fn common(&self, a: &Bag, b: &Bag) -> f64 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(&(x, n)), Some(&(y, m))) = (a.pairs.get(i), b.pairs.get(j)) {
            match x.cmp(&y) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += self.weight(x) * f64::from(n.min(m));
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }

    /// The pairs that two bags have in common.
    pub(crate) fn shared(a: &Bag, b: &Bag) -> Vec<u32> {
        let has = |pair: &u32| b.pairs.binary_search_by_key(pair, |own| own.0).is_ok();
        a.pairs.iter().map(|own| own.0).filter(has).collect()
    }

    /// How alike two bags are, 0 to 1: twice what they have in common by what they weigh together (Dice 1945).
    pub(crate) fn alike(&self, a: &Bag, b: &Bag) -> f64 {
        let all = a.weight + b.weight;
        if all > 0.0 { 2.0 * self.common(a, b) / all } else { 0.0 }
    }

    /// How much of the lighter of two bags the other one has, 0 to 1.
    pub(crate) fn held(&self, a: &Bag, b: &Bag) -> f64 {
        let least = a.weight.min(b.weight);
        if least > 0.0 { self.common(a, b) / least } else { 0.0 }
    }

    /// How alike two bags are; one that stands whole in another, heavier one is so too.
    pub(crate) fn likeness(&self, a: &Bag, b: &Bag) -> f64 {
        /// What it counts that the one stands in the other.
        const WHOLE: f64 = 0.7;
        self.alike(a, b).max(WHOLE * self.held(a, b))
    }

    /// For each of `olds` the few of `news` that have most in common with it; `may` tells which go together at all.
    pub(crate) fn nearest<'b>(
        &self,
        olds: impl Iterator<Item = (usize, &'b Bag)>,
        news: &[(usize, &'b Bag)],
        may: impl Fn(usize, usize) -> bool,
    ) -> Vec<(usize, usize)> {
        /// Pairs that more units have tell too little for what it costs to go through them.
        const MOST: usize = 256;
        /// How many are looked at closely.
        const CLOSE: usize = 8;
        let mut index: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (place, (_, bag)) in news.iter().enumerate() {
            bag.pairs.iter().for_each(|&(pair, _)| index.entry(pair).or_default().push(place as u32));
        }
        let mut out = Vec::new();
        let mut sums = vec![0.0f64; news.len()];
        let mut touched: Vec<u32> = Vec::new();
        for (old, bag) in olds {
            limit::check();
            for &(pair, _) in &bag.pairs {
                let Some(places) = index.get(&pair).filter(|places| places.len() <= MOST) else { continue };
                for &place in places {
                    if sums[place as usize] == 0.0 {
                        touched.push(place);
                    }
                    sums[place as usize] += self.weight(pair);
                }
            }
            touched.retain(|&place| {
                let fit = may(old, news[place as usize].0);
                if !fit {
                    sums[place as usize] = 0.0;
                }
                fit
            });
            // A long unit has something of everything: what is shared counts by what both weigh.
            let by = |place: u32| sums[place as usize] / (bag.weight + news[place as usize].1.weight);
            touched.sort_unstable_by(|&a, &b| by(b).total_cmp(&by(a)).then(a.cmp(&b)));
            out.extend(touched.iter().take(CLOSE).map(|&place| (old, news[place as usize].0)));
            touched.drain(..).for_each(|place| sums[place as usize] = 0.0);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_alike_as_their_rare_pairs() {
        let texts = ["各镇要加强水库巡查", "各镇要加强水库排查", "各镇要加强校车管理", "各镇要加强河道清淤"];
        let mut pairs = Pairs::default();
        let mut bags: Vec<Bag> = texts.iter().map(|text| pairs.counted(text)).collect();
        bags.iter_mut().for_each(|bag| pairs.weigh(bag));
        assert!((pairs.alike(&bags[0], &bags[0]) - 1.0).abs() < 1e-9);
        assert!(pairs.alike(&bags[0], &bags[1]) > pairs.alike(&bags[0], &bags[2]) + 0.2);
        let news: Vec<(usize, &Bag)> = bags[1..].iter().enumerate().collect();
        let near = pairs.nearest([(7, &bags[0])].into_iter(), &news, |_, _| true);
        assert_eq!(near[0], (7, 0));
        assert!(pairs.nearest([(7, &bags[0])].into_iter(), &news, |_, new| new == 2).contains(&(7, 2)));
    }

    #[test]
    fn nothing_is_alike_to_nothing() {
        let pairs = Pairs::default();
        assert_eq!(pairs.alike(&Bag::default(), &Bag::default()), 0.0);
        assert_eq!(pairs.held(&Bag::default(), &Bag::default()), 0.0);
    }
}
