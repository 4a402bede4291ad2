//! Voortgang turns a folder of Markdown pages with TOML front matter into the public progress portal of a
//! government programme.
//!
//! A build is one pure function, [`pipeline::build`]: files and a day in, a tree of output files and diagnostics
//! out. It reads each file ([`parse`]), checks what the files say of each other ([`validate`]), leaves out what is
//! not public on the day ([`select`]), works out what follows for the pages ([`snapshot`], [`relate`]), turns
//! Markdown into HTML ([`prose`]), and renders one view a page ([`page`], [`theme`]). [`scaffold`] makes new files for
//! authors, [`exchange`] takes over and makes tables of spreadsheets. [`watch`] tells what changed since the files were
//! read. It, [`cli`] and the modules named `disk` are the only ones that touch the world.

pub mod address;
pub mod cache;
pub mod cli;
pub mod data;
pub mod diagnostic;
pub mod exchange;
pub mod export;
pub mod hosting;
pub mod language;
pub mod model;
pub mod output;
pub mod page;
pub mod parse;
pub mod pipeline;
pub mod preview;
pub mod prose;
pub mod relate;
pub mod scaffold;
pub mod select;
pub mod snapshot;
pub mod source;
pub mod theme;
pub mod validate;
pub mod watch;
