//! Every test, in one binary.

mod command_line;
mod determinism;
mod golden;
mod messages;
mod portal;
mod spec;
mod tidy;
mod writing;
