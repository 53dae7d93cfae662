//! The fuzzer's program: YAODIAN_FUZZ names the target.
#![no_main]

use std::sync::LazyLock;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
        let name = std::env::var("YAODIAN_FUZZ").expect("YAODIAN_FUZZ names a target");
        yaodian_fuzz::target(&name).expect("it is one of fuzz/src/lib.rs")
    });
    TARGET(bytes);
});
