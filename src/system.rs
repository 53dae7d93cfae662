//! What the system says of what it refuses.

use crate::{message, say};
use std::io;

/// What the system says, in the language that is spoken where it is one of the common things.
pub fn what(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound if error.raw_os_error().is_some() => say!("no-such-file"),
        io::ErrorKind::IsADirectory => say!("is-folder"),
        io::ErrorKind::PermissionDenied => say!("permission-denied"),
        io::ErrorKind::StorageFull => say!("disk-full"),
        _ => message::detail(error),
    }
}
