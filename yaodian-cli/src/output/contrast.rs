//! The table of both texts 对照表: old and new beside one another, what changed marked.

use super::{Headers, marked::marked};
use serde_json::Value;
use std::path::Path;
use yaodian::{
    diff::{Change, Link, State, Wording},
    reuse,
    write::{Difference, Mark, Row, Segment},
};

/// What makes the rows of the table.
pub(crate) struct Contrast {
    headers: Headers,
    /// The names of the texts.
    names: [String; 2],
}

impl Contrast {
    pub(crate) fn new(headers: Headers, (old, new): (&Path, &Path)) -> Self {
        let name = |path: &Path| path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Self { headers, names: [name(old), name(new)] }
    }

    /// The heads: the old text, the new one, what changed.
    pub(crate) fn heads(&self) -> Vec<String> {
        let [old, new] = &self.names;
        match self.headers {
            Headers::Zh => vec![format!("原文（{old}）"), format!("新文（{new}）"), "说明".into()],
            Headers::En => vec![format!("old ({old})"), format!("new ({new})"), "remarks".into()],
        }
    }

    /// A row a unit, for those of the states that `chosen` takes; the points of an article stand in its row.
    pub(crate) fn rows<'d>(
        &'d self,
        d: &'d Difference<'_>,
        chosen: impl Fn(State) -> bool + 'd,
    ) -> impl Iterator<Item = Row> + 'd {
        let mut changes: Vec<Vec<Change>> = vec![Vec::new(); d.links().len()];
        for change in d.changes.iter().filter(|c| c.change != Change::Reworded) {
            if !changes[change.link].contains(&change.change) {
                changes[change.link].push(change.change);
            }
        }
        let heads = self.heads();
        let links = d.links().iter().zip(changes);
        let outer = links.filter(move |(link, _)| !d.is_inside(link) && chosen(d.state(link)));
        outer.map(move |(link, changes)| {
            let (olds, news) = d.segments(link);
            let markers = d.markers(link);
            let cells = [
                cell(markers.0, &olds),
                cell(markers.1, &news),
                self.remark(d.state(link), link, &changes).into(),
            ];
            heads.iter().cloned().zip(cells).collect()
        })
    }

    /// What became of a unit, and what changed in its duties.
    fn remark(&self, state: State, link: &Link, changes: &[Change]) -> String {
        if state == State::Unchanged && link.wording == Wording::Same {
            return String::new();
        }
        let mut said = vec![state_name(state, self.headers)];
        said.extend(wording_name(link.wording, self.headers));
        said.extend(changes.iter().map(|change| change_name(*change, self.headers)));
        said.join(if self.headers == Headers::Zh { "；" } else { "; " })
    }
}

/// A marker with the stretches of what stands behind it.
fn cell(marker: &str, segments: &[Segment<'_>]) -> Value {
    let all_new = segments.iter().all(|s| s.mark != Mark::Same);
    let mark = segments.first().filter(|_| all_new).map_or(Mark::Same, |s| s.mark);
    let gap = if marker.is_empty() || marker.ends_with(['、', '）', ')', '．']) { "" } else { "\u{3000}" };
    let lead = [marker, gap].into_iter().filter(|text| !text.is_empty() && !segments.is_empty());
    let lead = lead.map(|text| Segment { text, mark });
    marked(&lead.chain(segments.iter().copied()).collect::<Vec<_>>())
}

/// What a state is called.
pub(crate) fn state_name(state: State, headers: Headers) -> &'static str {
    let (zh, en) = match state {
        State::Unchanged => ("未改", "unchanged"),
        State::Renumbered => ("改号", "renumbered"),
        State::Changed => ("修改", "changed"),
        State::ChangedRenumbered => ("修改并改号", "changed, renumbered"),
        State::Moved => ("移动", "moved"),
        State::Split => ("拆分", "split"),
        State::Merged => ("合并", "merged"),
        State::New => ("新增", "new"),
        State::Dropped => ("删除", "dropped"),
    };
    if headers == Headers::Zh { zh } else { en }
}

/// What a change of a duty is called.
pub(crate) fn change_name(change: Change, headers: Headers) -> &'static str {
    let (zh, en) = match change {
        Change::Added => ("增加要求", "duty added"),
        Change::Removed => ("删去要求", "duty removed"),
        Change::Stronger => ("要求加强", "stronger"),
        Change::Weaker => ("要求减弱", "weaker"),
        Change::Actor => ("主体改动", "other actor"),
        Change::Deadline => ("时限改动", "other deadline"),
        Change::Figure => ("数额改动", "other figure"),
        Change::Reworded => ("文字改动", "reworded"),
    };
    if headers == Headers::Zh { zh } else { en }
}

/// What a kind of repetition is called.
pub(crate) fn reuse_kind_name(kind: reuse::Kind, headers: Headers) -> &'static str {
    let (zh, en) = match kind {
        reuse::Kind::Formula => ("套话", "formula"),
        reuse::Kind::Quoted => ("引用上级", "quoted"),
        reuse::Kind::Peer => ("同他处", "peer"),
        reuse::Kind::Own => ("同本机关", "own"),
        reuse::Kind::Within => ("文内重复", "within"),
        reuse::Kind::Unknown => ("机关不明", "unknown"),
    };
    if headers == Headers::Zh { zh } else { en }
}

/// In what two wordings that say the same differ.
fn wording_name(wording: Wording, headers: Headers) -> Option<&'static str> {
    let (zh, en) = match wording {
        Wording::Same | Wording::Text => return None,
        Wording::Signs => ("仅标点形式不同", "signs only"),
        Wording::Variants => ("仅用字不同", "spelling only"),
        Wording::References => ("仅引用的条号不同", "references only"),
    };
    Some(if headers == Headers::Zh { zh } else { en })
}
