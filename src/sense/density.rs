//! Parts of a document that neither a heading nor a lead says anything of, but that are orders nearly throughout: there
//! the few clauses that are worded as statements (线路用虚线标注) say what is to be done too.

use super::{Act, Clause, Verdict, zoning::Zones};
use crate::{outline::Outline, rule::Rule, zone::Zone};

/// The fewest orders that make a part one of orders.
const ORDERS: usize = 4;

/// Of how many clauses at least so many are orders.
const SHARE: (usize, usize) = (2, 3);

/// The clauses of a part.
#[derive(Clone, Copy, Default)]
struct Count {
    orders: usize,
    others: usize,
    told: usize,
}

impl Count {
    fn commands(&self) -> bool {
        self.orders >= ORDERS
            && self.orders * SHARE.1 >= (self.orders + self.others) * SHARE.0
            && self.told * 10 <= self.orders
    }
}

/// Takes parts that are orders nearly throughout for plans; whether there is one.
pub(super) fn settle(zones: &mut Zones, outline: &Outline, clauses: &[Clause], verdicts: &[Verdict]) -> bool {
    let root = |mut item: usize| {
        while let Some(parent) = outline.items[item].parent {
            item = parent;
        }
        item
    };
    let mut of_items = vec![Count::default(); outline.items.len()];
    let mut whole = Count::default();
    for (clause, verdict) in clauses.iter().zip(verdicts) {
        if clause.segment.heading || clause.segment.note {
            continue;
        }
        let add = |count: &mut Count| match verdict.act {
            Act::Directive => count.orders += 1,
            Act::Done | Act::Problem => {
                count.others += 1;
                count.told += 1;
            }
            _ if matches!(
                verdict.rule,
                Rule::ClauseLead | Rule::ClauseDefinition | Rule::ClauseCircumstance
            ) => {}
            _ => count.others += 1,
        };
        add(&mut whole);
        if let Some(item) = clause.segment.item().filter(|_| verdict.zone == Zone::Open) {
            add(&mut of_items[root(item)]);
        }
    }
    if whole.commands() {
        return zones.commands_throughout();
    }
    let commanding: Vec<bool> = of_items.iter().map(Count::commands).collect();
    commanding.contains(&true) && zones.open_to_plan(|item| item.is_some_and(|i| commanding[root(i)]))
}
