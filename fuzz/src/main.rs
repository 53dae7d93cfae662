//! The fuzzer's program: YAODIAN_FUZZ names the target. Built without cargo fuzz it writes the seeds of every target into
//! the folder that it is given, for `fuzz/run`.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    use std::sync::LazyLock;
    static TARGET: LazyLock<fn(&[u8])> = LazyLock::new(|| {
        let name = std::env::var("YAODIAN_FUZZ").expect("YAODIAN_FUZZ names a target");
        yaodian_fuzz::target(&name).expect("it is one of fuzz/src/lib.rs")
    });
    TARGET(bytes);
});

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    let folder = std::path::PathBuf::from(std::env::args_os().nth(1).expect("the folder for the seeds"));
    for (name, _) in yaodian_fuzz::TARGETS {
        std::fs::create_dir_all(folder.join(name))?;
        for (i, seed) in yaodian_fuzz::seeds::of(name)?.iter().enumerate() {
            std::fs::write(folder.join(name).join(i.to_string()), seed)?;
        }
    }
    Ok(())
}
