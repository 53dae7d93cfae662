//! A document beside the passages that it shares with another one.

use super::Page;

/// A document, and which bytes of its text stand in passages that it shares with the other one.
#[derive(Clone, Copy)]
pub(super) struct Side<'s> {
    pub(super) page: &'s Page,
    pub(super) shared: &'s [(usize, usize)],
}

impl Side<'_> {
    /// Whether it names something where it shares nothing with the other one.
    pub(super) fn names(&self, name: &str) -> bool {
        let shared = |at: usize| self.shared.iter().any(|&(start, end)| start <= at && at < end);
        self.page.read().match_indices(name).any(|(at, _)| !shared(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_passage_is_not_named_elsewhere() {
        let page =
            Page { text: "云河县巡查河道。按照云河市的要求。".into(), ..Page::default() };
        let side = Side { page: &page, shared: &[(0, 24)] };
        assert!(!side.names("云河县") && side.names("云河市"));
    }
}
