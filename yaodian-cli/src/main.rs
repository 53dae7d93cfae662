//! The binary.

fn main() -> std::process::ExitCode {
    yaodian_cli::main()
}
