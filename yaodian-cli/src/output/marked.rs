//! Texts in which some stretches are marked: what only the old text has, what only the new one has.

use serde_json::{Value, json};
use yaodian::write::{Mark, Segment};

/// The field of a cell that holds marked stretches.
const FIELD: &str = "marked";

/// Marked stretches as a value of a row.
pub(super) fn marked(segments: &[Segment<'_>]) -> Value {
    json!({ FIELD: segments.iter().map(|s| json!([s.mark as u8, s.text])).collect::<Vec<_>>() })
}

/// The marked stretches of a value; none where it is another one.
pub(super) fn stretches(value: &Value) -> Option<Vec<(Mark, &str)>> {
    let all = value.get(FIELD)?.as_array()?;
    all.iter()
        .map(|value| {
            let [mark, text] = value.as_array()?.as_slice() else { return None };
            let mark = match mark.as_u64()? {
                0 => Mark::Same,
                1 => Mark::Old,
                _ => Mark::New,
            };
            Some((mark, text.as_str()?))
        })
        .collect()
}
