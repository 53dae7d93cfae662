//! Which program with which rules made a record.

use crate::{rules, words};
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// The program's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The hash of the rules and dictionaries that the program was built with (build.rs); + and the hash of the user's
/// words and rules where there are some. The first eight bytes of SHA-256 in hexadecimal digits.
pub fn rules() -> String {
    static RULES: OnceLock<String> = OnceLock::new();
    RULES.get_or_init(hashed).clone()
}

fn hashed() -> String {
    let built = env!("YAODIAN_RULES");
    let setup = words::set_up_as().filter(|s| s.words.len() + s.forced.len() > 0);
    let laid = rules::laid();
    if setup.is_none() && laid.is_empty() {
        return built.to_owned();
    }
    let mut hash = Sha256::new();
    let words = setup.iter().flat_map(|s| s.words.iter().map(|entry| ("", entry)));
    let forced = setup.iter().flat_map(|s| s.forced.iter().map(|entry| ("forced", entry)));
    for (how, entry) in words.chain(forced) {
        hash.update(format!("{how}\t{}\t{:?}\t{}\n", entry.word, entry.frequency, entry.tag));
    }
    hash.update(laid);
    let hex: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{built}+{hex}")
}

/// Program, version and rules in one line, for formats without a record of the document.
pub fn made_by() -> String {
    format!("yaodian {VERSION} (rules {})", rules())
}
