//! Terms over groups, as records and as tables with a column a group.

use super::super::{Row, row::row};
use crate::{
    lexis::{Trend, per_million},
    write::{RowKind, columns},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// A term over groups of documents.
#[derive(Serialize, JsonSchema)]
pub(in crate::write) struct TrendRow<'a> {
    /// The term.
    term: &'a str,
    /// Its occurrences in all groups.
    count: u64,
    /// The documents that have it.
    documents: u32,
    /// The first group that has it; null where none has.
    first: Option<&'a str>,
    /// The last group that has it.
    last: Option<&'a str>,
    /// How unevenly it is spread over the groups: log-likelihood.
    g2: f64,
    /// Kendall's τ_b of its frequencies in the order of the groups; null where they are all alike.
    tau: Option<f64>,
    /// Its occurrences in each group, in the order of their names.
    series: Vec<PointRow<'a>>,
}

/// A term in one group.
#[derive(Serialize, JsonSchema)]
struct PointRow<'a> {
    /// The group.
    group: &'a str,
    /// Its occurrences there.
    count: u64,
    /// The words of the group.
    words: u64,
    /// Its occurrences in a million words of the group.
    per_million: f64,
}

/// A trend as a row.
pub fn trend_row(trend: &Trend<'_>) -> Row {
    let point = |&(group, count, words): &(&'_ str, u64, u64)| -> Row {
        row(PointRow { group, count, words, per_million: per_million(count, words) })
    };
    let mut out = row(TrendRow {
        term: trend.term,
        count: trend.count,
        documents: trend.documents,
        first: trend.reach.map(|reach| reach.0),
        last: trend.reach.map(|reach| reach.1),
        g2: trend.g2,
        tau: trend.tau,
        series: Vec::new(),
    });
    out["series"] = trend.series.iter().map(|p| Value::Object(point(p))).collect();
    out
}

/// The heads of a table of trends: a column a group in the place of the series.
pub fn trend_columns(groups: &[&str]) -> Vec<String> {
    let own = columns(RowKind::Trends);
    let fixed: Vec<String> = own.into_iter().filter(|name| name != "series").collect();
    let named = groups.iter().map(|group| group_column(group, &fixed)).collect::<Vec<_>>();
    fixed.into_iter().chain(named).collect()
}

/// The head of a group's column; one that is called like another column is told from it.
fn group_column(group: &str, fixed: &[String]) -> String {
    if fixed.iter().any(|name| name == group) { format!("group {group}") } else { group.to_owned() }
}

/// A trend as a row with a column a group: occurrences in a million words, or occurrences.
pub fn wide_trend_row(trend: &Trend<'_>, rates: bool) -> Row {
    let mut out = trend_row(trend);
    out.remove("series");
    let fixed: Vec<String> = out.keys().cloned().collect();
    for (&(group, count, _), rate) in trend.series.iter().zip(trend.rates()) {
        out.insert(group_column(group, &fixed), if rates { rate.into() } else { count.into() });
    }
    out
}
