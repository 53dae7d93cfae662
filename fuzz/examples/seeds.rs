//! Writes the seeds of every target into the folder that it is given, for `fuzz/run`.

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
