//! Which program with which rules made a record.

use crate::words;
use sha2::{Digest, Sha256};
use std::sync::OnceLock;

/// The program's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The hash of the rules and dictionaries that the program was built with (build.rs); + and the hash of the user's
/// words where there are some. The first eight bytes of SHA-256 in hexadecimal digits.
pub fn rules() -> String {
    static RULES: OnceLock<String> = OnceLock::new();
    RULES.get_or_init(|| hashed(words::user_words())).clone()
}

fn hashed(own: &[words::Entry]) -> String {
    let built = env!("YAODIAN_RULES");
    if own.is_empty() {
        return built.to_owned();
    }
    let mut hash = Sha256::new();
    for entry in own {
        hash.update(format!("{entry:?}\n"));
    }
    let hex: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{built}+{hex}")
}

/// Program, version and rules in one line, for formats without a record of the document.
pub fn made_by() -> String {
    format!("yaodian {VERSION} (rules {})", rules())
}
