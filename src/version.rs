//! Which program with which rules made a record.

use crate::{rules, words};
use sha2::{Digest, Sha256};

/// The program's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The hash of the rules and dictionaries that the program was built with (build.rs); + and the hash of the user's
/// words and rules where there are some. The first eight bytes of SHA-256 in hexadecimal digits.
pub fn rules() -> String {
    let built = env!("YAODIAN_RULES");
    let dictionary = words::Dictionary::current();
    let (listed, laid) = (dictionary.listed(), rules::laid());
    if listed.is_empty() && laid.is_empty() {
        return built.to_owned();
    }
    let hash = Sha256::new().chain_update(listed).chain_update(laid).finalize();
    let hex: String = hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("{built}+{hex}")
}

/// Program, version and rules in one line, for formats without a record of the document.
pub fn made_by() -> String {
    format!("yaodian {VERSION} (rules {})", rules())
}
