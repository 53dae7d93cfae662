//! Which program with which rules made a record.

use crate::words;
use sha2::{Digest, Sha256};

/// The program's version.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The hash of the rules and dictionaries that the program was built with (build.rs); + and the hash of the user's
/// words where there are some. The first eight bytes of SHA-256 in hexadecimal digits.
pub fn rules() -> String {
    let built = env!("YAODIAN_RULES");
    let own = words::user_words();
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
