//! The program: arguments to command to exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    voortgang::cli::run(std::env::args_os())
}
