//! The program: arguments in, an exit status out.

mod batch;
mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
