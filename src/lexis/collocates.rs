//! Collocations: the words that keep company with a word, the node.

use super::{
    Choice, Text, Word,
    place::{Cut, Query, is_whole},
};
use crate::{
    source::{Span, ends_line},
    statistics::association::Meetings,
};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

/// Where company is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company {
    /// In a window of so many words on each side.
    Window(usize),
    /// In the sentence.
    Sentence,
}

/// How often words stand near the node and elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Companions {
    words: IndexMap<Box<str>, Near, FxBuildHasher>,
    /// The places of the node as whole words.
    pub nodes: u64,
    /// Its places inside of longer words or across words, which count for nothing.
    pub inside: u64,
    documents: u64,
    /// Sentences with the node; 0 for windows.
    sentences: u64,
    /// The words in all windows, or the sentences with the node.
    near: u64,
    /// All words but those of the node, or all sentences.
    total: u64,
}

#[derive(Clone, Debug, Default)]
struct Near {
    tag: Box<str>,
    left: u64,
    right: u64,
    /// Near the node.
    both: u64,
    /// All over, the node's own words left out.
    all: u64,
    /// Documents where it is near the node.
    documents: u64,
    /// The number of the sentence that it was counted in last, from 1.
    last: u64,
    /// The number of the document where it last met the node, from 1.
    last_document: u64,
}

/// A word of a document.
struct Placed {
    cut: Cut,
    /// Its place among those counted, where it is asked for.
    place: Option<usize>,
}

/// A word with its company.
#[derive(Clone, Debug, PartialEq)]
pub struct Collocate<'c> {
    /// The word.
    pub word: &'c str,
    /// The tag of its first occurrence.
    pub tag: &'c str,
    /// How often it stands near the node.
    pub count: u64,
    /// Of these before it, where that is counted.
    pub left: Option<u64>,
    /// Behind it.
    pub right: Option<u64>,
    /// How often it occurs at all.
    pub frequency: u64,
    /// The documents where they meet.
    pub documents: u64,
    /// How often they would meet by chance.
    pub expected: f64,
    /// Near words against all words, for the measures of surprise.
    pub meetings: Meetings,
    /// Occurrences of both, for Dice and logDice.
    pub pair: Meetings,
}

impl Companions {
    /// Counts the company of `node` in a document, those words that `choice` takes. Words that hold a part of the node
    /// are part of it.
    pub fn add(&mut self, text: &Text<'_>, node: &Query, choice: &Choice, company: Company) {
        self.documents += 1;
        let mut words = Vec::new();
        text.for_each_word(|word| {
            let place = choice.takes(word.text, word.tag).then(|| self.place(&word));
            words.push(Placed { cut: Cut { span: word.span, is_word: true }, place });
        });
        let cuts: Vec<Cut> = words.iter().map(|word| word.cut).collect();
        let all = node.anywhere(text.read());
        let nodes: Vec<Span> =
            all.iter().copied().filter(|&span| !node.words || is_whole(span, &cuts)).collect();
        self.nodes += nodes.len() as u64;
        self.inside += (all.len() - nodes.len()) as u64;
        match company {
            Company::Window(size) => self.add_windows(&words, &nodes, size),
            Company::Sentence => self.add_sentences(&sentences(text.read()), &words, &nodes),
        }
    }

    fn add_windows(&mut self, words: &[Placed], nodes: &[Span], size: usize) {
        // For every word its distance to the node before it and to the one behind it.
        let inside: Vec<bool> = words.iter().map(|word| holds_any(word.cut.span, nodes)).collect();
        let behind = distances(inside.iter());
        let mut ahead = distances(inside.iter().rev());
        ahead.reverse();
        for (i, word) in words.iter().enumerate().filter(|(i, _)| !inside[*i]) {
            self.total += 1;
            let is_near = behind[i].min(ahead[i]) <= size;
            self.near += u64::from(is_near);
            let Some(near) = word.place.map(|place| &mut self.words[place]) else { continue };
            near.all += 1;
            if is_near {
                near.meet(self.documents);
                *(if behind[i] <= ahead[i] { &mut near.right } else { &mut near.left }) += 1;
            }
        }
    }

    fn add_sentences(&mut self, sentences: &[Span], words: &[Placed], nodes: &[Span]) {
        let has: Vec<bool> = sentences.iter().map(|&span| holds_any(span, nodes)).collect();
        let before = self.total;
        self.total += sentences.len() as u64;
        let here = has.iter().filter(|&&has| has).count() as u64;
        self.sentences += here;
        self.near += here;
        // The node itself keeps itself no company.
        for word in words.iter().filter(|word| !holds_any(word.cut.span, nodes)) {
            let Some(near) = word.place.map(|place| &mut self.words[place]) else { continue };
            let sentence = sentences.partition_point(|span| span.end <= word.cut.span.start);
            let number = before + sentence as u64 + 1;
            if near.last != number {
                near.all += 1;
                near.last = number;
                if has.get(sentence).copied().unwrap_or(false) {
                    near.meet(self.documents);
                }
            }
        }
    }

    fn place(&mut self, word: &Word<'_>) -> usize {
        self.words.get_index_of(word.text).unwrap_or_else(|| {
            self.words.insert_full(word.text.into(), Near { tag: word.tag.into(), ..Near::default() }).0
        })
    }

    /// The counts of both.
    pub fn merge(mut self, later: Self) -> Self {
        for (word, near) in later.words {
            match self.words.get_mut(&word) {
                Some(own) => {
                    own.left += near.left;
                    own.right += near.right;
                    own.both += near.both;
                    own.all += near.all;
                    own.documents += near.documents;
                }
                None => {
                    self.words.insert(word, near);
                }
            }
        }
        self.nodes += later.nodes;
        self.inside += later.inside;
        self.sentences += later.sentences;
        self.near += later.near;
        self.total += later.total;
        self
    }

    /// The words that stand at least `least` times near the node, in the order in which they were met.
    pub fn collocates(&self, company: Company, least: u64) -> Vec<Collocate<'_>> {
        let nodes = if company == Company::Sentence { self.sentences } else { self.nodes };
        let sides = matches!(company, Company::Window(_));
        let near = self.words.iter().filter(|(_, near)| near.both >= least.max(1));
        near.map(|(word, near)| {
            let meetings =
                Meetings { both: near.both, first: self.near, second: near.all, total: self.total };
            // A node has many neighbours; as a pair it meets a word once.
            let both = near.both.min(nodes);
            Collocate {
                word,
                tag: &near.tag,
                count: near.both,
                left: sides.then_some(near.left),
                right: sides.then_some(near.right),
                frequency: near.all,
                documents: near.documents,
                expected: meetings.expected(),
                meetings,
                pair: Meetings { both, first: nodes, second: near.all, total: self.total },
            }
        })
        .collect()
    }
}

impl Near {
    fn meet(&mut self, document: u64) {
        self.both += 1;
        self.documents += u64::from(self.last_document != document);
        self.last_document = document;
    }
}

/// Whether a span has a part of any of the nodes, which stand in order.
fn holds_any(span: Span, nodes: &[Span]) -> bool {
    let next = nodes.partition_point(|node| node.end <= span.start);
    nodes.get(next).is_some_and(|node| node.start < span.end)
}

/// How many words further back the last word of a node stands; `usize::MAX` where there is none.
fn distances<'i>(inside: impl Iterator<Item = &'i bool>) -> Vec<usize> {
    let mut since = usize::MAX;
    let distance = |&node: &bool| {
        since = if node { 0 } else { since.saturating_add(1) };
        since
    };
    inside.map(distance).collect()
}

/// The sentences of a text, each up to 。！？； or the end of a line.
fn sentences(text: &str) -> Vec<Span> {
    let mut start = 0;
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '；') || ends_line(c);
    let pieces = text.split_inclusive(ends).map(|piece| {
        let span = Span::new(start, start + piece.len());
        start = span.end;
        span
    });
    pieces.filter(|span| span.of(text).contains(|c: char| c.is_alphanumeric())).collect()
}
