//! A document beside the passages that it shares with another one.

use super::Page;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// A document, and which bytes of its text stand in passages that it shares with the other one.
pub(super) struct Side<'s> {
    pub(super) page: &'s Page,
    /// In their order; none overlaps another.
    shared: Vec<(usize, usize)>,
    /// What was asked before.
    known: RefCell<FxHashMap<String, bool>>,
}

impl<'s> Side<'s> {
    pub(super) fn new(page: &'s Page, mut shared: Vec<(usize, usize)>) -> Self {
        shared.sort_unstable();
        shared.dedup_by(|next, last| {
            let joined = next.0 <= last.1;
            if joined {
                last.1 = last.1.max(next.1);
            }
            joined
        });
        Self { page, shared, known: RefCell::default() }
    }

    /// Whether it names something where it shares nothing with the other one.
    pub(super) fn names(&self, name: &str) -> bool {
        if let Some(&known) = self.known.borrow().get(name) {
            return known;
        }
        let is_shared = |at: usize| {
            let before = self.shared.partition_point(|passage| passage.0 <= at);
            before.checked_sub(1).is_some_and(|last| at < self.shared[last].1)
        };
        let found = self.page.read().match_indices(name).any(|(at, _)| !is_shared(at));
        self.known.borrow_mut().insert(name.to_owned(), found);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_passage_is_not_named_elsewhere() {
        let page =
            Page { text: "云河县巡查河道。按照云河市的要求。".into(), ..Page::default() };
        let side = Side::new(&page, vec![(9, 24), (0, 12)]);
        assert!(!side.names("云河县") && side.names("云河市") && side.names("云河"));
        assert!(!side.names("云河县"));
    }
}
