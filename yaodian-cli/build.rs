//! Tells the tests what is here that not every machine has, so that a test that needs it is shown as ignored where it isn't.

use std::{env, path::Path, process::Command};

fn main() {
    println!("cargo:rustc-check-cfg=cfg(shared, office, bound_by_rights)");
    println!("cargo:rerun-if-env-changed=PATH");
    let shared = Path::new("../../shared/gold/score.py");
    println!("cargo:rerun-if-changed={}", shared.display());
    if shared.exists() {
        println!("cargo:rustc-cfg=shared");
    }
    let path = env::var_os("PATH").unwrap_or_default();
    if env::split_paths(&path).any(|folder| folder.join("soffice").exists()) {
        println!("cargo:rustc-cfg=office");
    }
    // Who may read everything is refused nothing.
    if Command::new("id").arg("-u").output().is_ok_and(|user| user.stdout.trim_ascii() != b"0") {
        println!("cargo:rustc-cfg=bound_by_rights");
    }
}
