//! Terms over groups of documents: years, provinces, kinds.

use super::{Grouping, Query, Tally, Text, Wanted, per_million, tally::Counted};
use crate::statistics::{keyness::log_likelihood_of_many, trend::kendall_tau};
use std::collections::{BTreeMap, BTreeSet};

/// How often terms occur in each group. What is held follows the vocabulary of each.
#[derive(Debug, Default)]
pub struct Groups {
    groups: BTreeMap<String, Tally>,
    /// The documents that belong to none, and are left out.
    pub left_out: u64,
}

/// What is followed over the groups.
#[derive(Clone, Debug)]
pub enum Followed {
    /// All terms of a kind.
    All(Wanted),
    /// Terms by name, each counted where it begins and ends where words do.
    Named(Vec<(String, Query)>),
}

/// A term over the groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend<'g> {
    /// The term.
    pub term: &'g str,
    /// Its occurrences in all groups.
    pub count: u64,
    /// The documents that have it.
    pub documents: u32,
    /// The first and the last group that has it; none where it occurs nowhere.
    pub reach: Option<(&'g str, &'g str)>,
    /// How unevenly it is spread over the groups: G².
    pub g2: f64,
    /// Whether it rises or falls: Kendall's τ_b of its frequencies.
    pub tau: Option<f64>,
    /// For every group its name, the occurrences, and the words of the group.
    pub series: Vec<(&'g str, u64, u64)>,
}

impl Trend<'_> {
    /// Its occurrences in a million words of each group.
    pub fn rates(&self) -> Vec<f64> {
        self.series.iter().map(|&(_, count, words)| per_million(count, words)).collect()
    }
}

impl Groups {
    /// Counts a document in its group.
    pub fn add(&mut self, text: &Text<'_>, grouping: &[Grouping], followed: &Followed) {
        // The first grouping that tells.
        let Some(group) = grouping.iter().find_map(|grouping| grouping.of(text)) else {
            self.left_out += 1;
            return;
        };
        let tally = self.groups.entry(group).or_default();
        match followed {
            Followed::All(wanted) => tally.add(text, wanted),
            Followed::Named(terms) => tally.add_named(text, terms),
        }
    }

    /// The counts of both.
    pub fn merge(mut self, later: Self) -> Self {
        for (group, tally) in later.groups {
            let own = self.groups.remove(&group).unwrap_or_default();
            self.groups.insert(group, own.merge(tally));
        }
        self.left_out += later.left_out;
        self
    }

    /// The names of the groups, in order.
    pub fn names(&self) -> Vec<&str> {
        self.groups.keys().map(String::as_str).collect()
    }

    /// Terms that occur at least `least` times, by the term.
    pub fn trends(&self, least: u64) -> Vec<Trend<'_>> {
        let terms: BTreeSet<&str> =
            self.groups.values().flat_map(|tally| tally.terms.keys()).map(|t| &**t).collect();
        terms.into_iter().map(|term| self.trend(term)).filter(|trend| trend.count >= least).collect()
    }

    /// A term over the groups, also where it occurs nowhere.
    pub fn trend<'g>(&'g self, term: &'g str) -> Trend<'g> {
        let nothing = Counted::default();
        let counted = |tally: &'g Tally| tally.terms.get(term);
        let series: Vec<(&str, u64, u64)> = self
            .groups
            .iter()
            .map(|(name, tally)| (name.as_str(), counted(tally).map_or(0, |c| c.count), tally.words))
            .collect();
        let mut having = series.iter().filter(|(_, count, _)| *count > 0).map(|(name, ..)| *name);
        let first = having.next();
        let rates: Vec<f64> = series.iter().map(|&(_, count, words)| per_million(count, words)).collect();
        Trend {
            term,
            count: series.iter().map(|(_, count, _)| count).sum(),
            documents: self.groups.values().map(|tally| counted(tally).unwrap_or(&nothing).documents).sum(),
            reach: first.map(|first| (first, having.next_back().unwrap_or(first))),
            g2: log_likelihood_of_many(series.iter().map(|&(_, count, words)| (count, words))),
            tau: kendall_tau(&rates),
            series,
        }
    }
}
