//! The shapes of a drawing ([MS-ODRAW] 2.2.13 and on): which stand in a group, since only the group has a place in the
//! text.

use super::le;
use std::collections::HashMap;

const GROUP: u16 = 0xF003;
const SHAPE: u16 = 0xF004;
const IDENTITY: u16 = 0xF00A;

/// For each shape in a group the outermost one.
pub(super) fn groups(drawings: &[u8]) -> HashMap<u32, u32> {
    let mut out = HashMap::new();
    // What all drawings share comes first; behind it each drawing, after a byte that says of which story it is.
    let Some((_, shared, _)) = record(drawings) else { return out };
    let mut rest = &drawings[8 + shared.len()..];
    while let Some((_, inside, behind)) = rest.get(1..).and_then(record) {
        for (_, all) in records(inside).filter(|(kind, _)| *kind == GROUP) {
            // The outermost group is the drawing itself.
            for (_, group) in records(all).filter(|(kind, _)| *kind == GROUP) {
                let mut found = Vec::new();
                identities(group, 0, &mut found);
                if let Some((&first, others)) = found.split_first() {
                    out.extend(others.iter().map(|shape| (*shape, first)));
                }
            }
        }
        rest = behind;
    }
    out
}

/// The shapes in a group, itself first.
fn identities(group: &[u8], depth: usize, out: &mut Vec<u32>) {
    const DEEPEST: usize = 32;
    for (kind, inside) in records(group) {
        match kind {
            GROUP if depth < DEEPEST => identities(inside, depth + 1, out),
            SHAPE => {
                let identity = records(inside).find(|(kind, _)| *kind == IDENTITY);
                out.extend(identity.and_then(|(_, bytes)| le::u32(bytes, 0)));
            }
            _ => {}
        }
    }
}

/// The record that the bytes begin with: its kind, what is in it, and what stands behind.
fn record(bytes: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    const HEAD: usize = 8;
    let (kind, length) = (le::u16(bytes, 2)?, le::u32(bytes, 4)? as usize);
    let inside = le::part(bytes, HEAD, length)?;
    Some((kind, inside, &bytes[HEAD + length..]))
}

fn records(mut bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, inside, behind) = record(bytes)?;
        bytes = behind;
        Some((kind, inside))
    })
}
