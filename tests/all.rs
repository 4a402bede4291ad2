//! Every test, in one binary.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "tests have folders of their own, and a value that is not there is a failed test"
)]

mod batching;
mod closing;
mod command_line;
mod data;
mod determinism;
mod exchange;
mod feeds;
mod golden;
mod hidden;
#[cfg(target_os = "linux")]
mod hosting;
mod incremental;
mod messages;
mod new_command;
mod portal;
mod preview;
mod publishing;
mod refresh;
mod serving;
mod spec;
mod tidy;
mod values;
mod watching;
mod woo;
mod writing;
