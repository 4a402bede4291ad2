//! The program: arguments to command to exit status.

use std::process::ExitCode;

/// A site is made of very many small values, some of which live until the next build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    voortgang::cli::run(std::env::args_os())
}
