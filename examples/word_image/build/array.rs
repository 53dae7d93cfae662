//! Places a trie in a double array (Aoe 1989) whose children stand at base XOR code.

use std::{cmp::Reverse, collections::BTreeMap, error::Error};

/// What stands at the end of a key; 0 is none.
#[derive(Clone, Copy, Default)]
pub(crate) struct Key {
    pub(crate) value: u16,
    pub(crate) idf: u16,
    /// The frequency of the word.
    pub(crate) frequency: usize,
}

pub(crate) struct Array {
    pub(crate) nodes: Vec<u64>,
    /// A bit for each node that has an inverse document frequency, and its indices in the nodes' order.
    pub(crate) has_idf: Vec<u64>,
    pub(crate) idf: Vec<u16>,
}

/// Nodes that the array can have: an index takes 20 bits.
const MOST: usize = 1 << 20;

/// A node without a parent: its label is no code.
const EMPTY: u64 = 0x3FFF << 20;

struct Node {
    label: u16,
    key: Key,
    /// The sum of the frequencies of the words that go through it.
    weight: usize,
    /// The range of its children in the list of nodes.
    children: std::ops::Range<usize>,
    index: usize,
    base: usize,
}

/// # Errors
/// The keys need more room than an index of 20 bits reaches.
pub(crate) fn place(keys: &BTreeMap<Vec<u16>, Key>) -> Result<Array, Box<dyn Error>> {
    let mut nodes = trie(keys);
    let mut slots = Slots::new();
    // The root's children stand at their code, so that a walk begins without a look at the root.
    let codes = keys.keys().flatten().max().map_or(1, |&code| usize::from(code) + 1);
    (0..codes).for_each(|index| slots.take(index));
    slots.bases[0] = true;
    for i in nodes[0].children.clone() {
        nodes[i].index = usize::from(nodes[i].label);
    }
    let mut order: Vec<usize> = (1..nodes.len()).filter(|&i| !nodes[i].children.is_empty()).collect();
    // The largest first, while there is room for them; among equals those that text walks often, side by side.
    order.sort_by_key(|&i| Reverse((nodes[i].children.len(), nodes[i].weight)));
    for i in order {
        let children = nodes[i].children.clone();
        let labels: Vec<usize> =
            nodes[children.clone()].iter().map(|child| usize::from(child.label)).collect();
        let base = slots.base(&labels)?;
        nodes[i].base = base;
        for child in children {
            nodes[child].index = base ^ usize::from(nodes[child].label);
            slots.take(nodes[child].index);
        }
    }
    // A walk may look at any code from a base.
    let reach = nodes.iter().map(|node| node.base | (codes.next_power_of_two() - 1)).max().unwrap_or(0);
    let length = (reach + 1).min(MOST);
    let mut array =
        Array { nodes: vec![EMPTY; length], has_idf: vec![0; length.div_ceil(64)], idf: Vec::new() };
    let mut idf = Vec::new();
    for node in &nodes[1..] {
        let filter = nodes[node.children.clone()]
            .iter()
            .fold(0, |filter, child| filter | 1 << (child.label & 15).min(14));
        array.nodes[node.index] =
            node.base as u64 | u64::from(node.label) << 20 | u64::from(node.key.value) << 34 | filter << 49;
        if node.key.idf > 0 {
            array.has_idf[node.index / 64] |= 1 << (node.index % 64);
            idf.push((node.index, node.key.idf));
        }
    }
    idf.sort_unstable();
    array.idf = idf.into_iter().map(|(_, idf)| idf).collect();
    Ok(array)
}

/// The trie of the sorted keys, level by level, the root first; the children of a node stand together.
fn trie(keys: &BTreeMap<Vec<u16>, Key>) -> Vec<Node> {
    let keys: Vec<(&[u16], Key)> = keys.iter().map(|(key, &end)| (key.as_slice(), end)).collect();
    let node = |label, key, weight| Node { label, key, weight, children: 0..0, index: 0, base: 0 };
    let mut nodes = vec![node(0, Key::default(), 0)];
    let whole = 0..keys.len();
    let mut ranges = Vec::from([whole]);
    let mut depth = 0;
    let mut level = 0..1;
    while !level.is_empty() {
        let next = nodes.len();
        for i in level {
            let range = ranges[i].clone();
            let first = nodes.len();
            // The key that ends at this node stands before those that go on.
            let mut start = range.start + usize::from(keys[range.start].0.len() == depth);
            while start < range.end {
                let label = keys[start].0[depth];
                let end =
                    start + keys[start..range.end].iter().take_while(|(key, _)| key[depth] == label).count();
                let ends = keys[start].0.len() == depth + 1;
                let weight = keys[start..end].iter().map(|(_, key)| key.frequency).sum();
                nodes.push(node(label, if ends { keys[start].1 } else { Key::default() }, weight));
                ranges.push(start..end);
                start = end;
            }
            nodes[i].children = first..nodes.len();
        }
        level = next..nodes.len();
        depth += 1;
    }
    nodes
}

/// Which places of the array are free.
struct Slots {
    /// The next free place at or behind each, as far as is known.
    next: Vec<usize>,
    bases: Vec<bool>,
    /// Where the search for as many children begins: sets of that size hardly fit further to the front.
    hints: Vec<usize>,
}

impl Slots {
    fn new() -> Slots {
        Slots { next: (0..=MOST).collect(), bases: vec![false; MOST], hints: Vec::new() }
    }

    fn take(&mut self, index: usize) {
        self.next[index] = index + 1;
    }

    fn is_free(&self, index: usize) -> bool {
        index < MOST && self.next[index] == index
    }

    fn free_from(&mut self, from: usize) -> usize {
        let mut found = from;
        while self.next[found] != found {
            found = self.next[found];
        }
        let mut at = from;
        while self.next[at] != at {
            at = std::mem::replace(&mut self.next[at], found);
        }
        found
    }

    /// The first base that no other node has and from which the places of all `labels` are free.
    fn base(&mut self, labels: &[usize]) -> Result<usize, Box<dyn Error>> {
        let size = labels.len();
        if self.hints.len() <= size {
            self.hints.resize(size + 1, 0);
        }
        // Large sets leave the most room behind them; for those it pays to look further to the front.
        let from = if size >= 30 { self.hints[size] / 2 } else { self.hints[size] };
        let mut place = self.free_from(from);
        while place < MOST {
            let base = place ^ labels[0];
            if base < MOST && !self.bases[base] && labels.iter().all(|label| self.is_free(base ^ label)) {
                self.bases[base] = true;
                self.hints[size] = place;
                return Ok(base);
            }
            place = self.free_from(place + 1);
        }
        Err(format!("no room for a node of {size} children").into())
    }
}
